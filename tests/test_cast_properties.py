"""What holds of the cast of any document, however odd its tokens, tags and labels."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from invariants import check_cast_of_tokens
from quotex.cast import build_cast
from quotex.characters import characters_of
from quotex.mentions import find_noun_phrases
from quotex.tokens import Tokens

WORDS = ("Ann", "Lee", "Mr.", "Jr.", "-", '"', "(", ")", "of", "the", "de", "al", "President")
WORDS += ("Party", "The", "Star", "A.", "G.K.", "@x", "@", "’s", ",", "said", "O’Neil", "É", "İ")
WORDS += ("ß", ".", "&", "II", "RNC", "—", "‘", "’", "Democrats", "his", "wife")
TAGS = ("NNP", "NNPS", "NN", "DT", "IN", "VBD", "JJ", ",", "HYPH", "``")
LABELS = ("", "PERSON", "ORG", "GPE", "NORP", "DATE")
DEPS = ("compound", "appos", "nsubj", "pobj", "prep", "poss", "nmod")
KNOWN = characters_of(
    [{"name": "Ann Lee", "aliases": ["de", "O’Neil"], "gender": "female"}, "Mr.", "."]
)
ROWS = st.tuples(
    *map(st.sampled_from, (WORDS, TAGS, LABELS, DEPS)), st.integers(min_value=0, max_value=6)
)


def make(rows: list[tuple[str, str, str, str, int]]) -> Tokens:
    """Return tokens of five to a sentence; heads stand to the right, so there is no cycle."""
    start, position = [], 0
    for word, *_ in rows:
        start.append(position)
        position += len(word) + 1
    last = len(rows) - 1
    return Tokens(
        text=" ".join(row[0] for row in rows),
        words=[row[0] for row in rows],
        start=start,
        end=[a + len(row[0]) for a, row in zip(start, rows, strict=True)],
        tag=[row[1] for row in rows],
        dep=[row[3] for row in rows],
        head=[min(i + row[4], last) for i, row in enumerate(rows)],
        ent=[row[2] for row in rows],
        ent_start=[bool(row[2]) for row in rows],
        sent=[i // 5 for i in range(len(rows))],
    )


@settings(max_examples=300, deadline=None)
@given(st.lists(ROWS, max_size=25))
def test_any_tokens_have_a_cast(rows: list[tuple[str, str, str, str, int]]) -> None:
    tokens = make(rows)
    cast = build_cast(tokens, find_noun_phrases(tokens), known=KNOWN)
    check_cast_of_tokens(tokens, cast)


def test_many_bearers_of_one_surname_cost_little() -> None:
    letters = "abcdefghijklmnopqrst"
    given_names = [
        f"{a}{a}{b}{b}{c}{c}".title() for a in letters for b in letters for c in letters[:5]
    ]
    rows = [
        row
        for name in given_names
        for row in (
            (name, "NNP", "PERSON", "compound", 1),
            ("Lee", "NNP", "PERSON", "nsubj", 1),
            ("said", "VBD", "", "ROOT", 0),
            ("so", "RB", "", "advmod", 0),
            (".", ".", "", "punct", 0),
        )
    ]
    tokens = make(rows)
    began = time.perf_counter()
    cast = build_cast(tokens, find_noun_phrases(tokens))
    assert len(cast.speakers) == len(given_names)
    assert time.perf_counter() - began < 20
