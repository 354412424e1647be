"""Parsed documents without a model: tags and parse by a few rules, then disturbed by noise.

No parser gives such documents. A stage that assumes more of a parse than that it is one fails here.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from quotex.reading import readable
from stories import parse

TAGS = (
    "NNP", "NNPS", "NN", "NNS", "DT", "IN", "VBD", "VBZ", "VBG", "VBN", "JJ", ",", ".", "HYPH",
    "``", "''", "PRP", "PRP$", "WDT", "WP", "MD", "POS", "RB", "CC", "CD", "UH", "_SP", "XX",
)  # fmt: skip
DEPS = (
    "ROOT", "nsubj", "nsubjpass", "ccomp", "xcomp", "advcl", "acl", "relcl", "parataxis", "conj",
    "compound", "appos", "pobj", "prep", "poss", "nmod", "amod", "det", "case", "punct", "dobj",
    "mark", "aux", "neg", "agent", "pcomp", "attr", "npadvmod", "intj", "dep",
)  # fmt: skip
LABELS = ("PERSON", "ORG", "GPE", "NORP", "DATE", "")


def document_of(text: str, noise: bytes = b"") -> Doc:
    """Return the text as a parsed document; each three bytes of noise change one token.

    Names are labelled as people unless the noise says otherwise. Its characters align with the
    text's, as those of ``reading.read`` do.
    """
    made = parse(readable(text))
    n = len(made)
    words, spaces = [t.text for t in made], [bool(t.whitespace_) for t in made]
    tags, deps = [t.tag_ for t in made], [t.dep_ for t in made]
    heads = [t.head.i for t in made]
    labels = ["PERSON" if tag == "NNP" else "" for tag in tags]
    for k in range(0, len(noise) - 2, 3) if n else ():
        where, what, value = noise[k : k + 3]
        i = (where * n) >> 8
        if what % 4 == 0:
            tags[i] = TAGS[value % len(TAGS)]
        elif what % 4 == 1:
            deps[i] = DEPS[value % len(DEPS)]
        elif what % 4 == 2:
            labels[i] = LABELS[value % len(LABELS)]
        else:
            _hang(heads, i, (value * n) >> 8)
    for i, head in enumerate(heads):
        if head == i:
            deps[i] = "ROOT"
    return Doc(
        made.vocab,
        words=words,
        spaces=spaces,
        tags=tags,
        deps=deps,
        heads=heads,
        ents=_in_runs(labels),
    )


def _hang(heads: list[int], i: int, head: int) -> None:
    """Give the token another head, unless that would close a circle."""
    above = head
    while heads[above] != above:
        if above == i:
            return
        above = heads[above]
    if above != i:
        heads[i] = head


def _in_runs(labels: Sequence[str]) -> list[str]:
    return [
        "O" if not label else f"{'I' if i and labels[i - 1] == label else 'B'}-{label}"
        for i, label in enumerate(labels)
    ]
