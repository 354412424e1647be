"""The baseline that anyone would write first: words in marks, and the nearest name.

A quotation is what stands between two double marks of one paragraph; its speaker is the person
or organisation with the fewest characters in between, before or after.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.metadata import version
from typing import Any

from peer import MODEL, Peer, Span, prediction, run

QUOTED = re.compile(r"“[^“”\n]+”|\"[^\"\n]+\"|''(?:(?!'')[^\n])+''")
LABELS = {"PERSON", "ORG"}
UNREAD = ["tagger", "parser", "attribute_ruler", "lemmatizer"]


def quotations(text: str) -> list[Span]:
    """Return what stands in double marks, curly, straight or typed as two single ones."""
    return [match.span() for match in QUOTED.finditer(text)]


def nearest(quote: Span, names: Iterable[Span]) -> Span | None:
    """Return the name nearest to a quotation and not in it; of two as near, the one before it."""
    outside = [name for name in names if gap(quote, name) >= 0]
    return min(outside, key=lambda name: (gap(quote, name), name), default=None)


def gap(quote: Span, name: Span) -> int:
    """Return the number of characters between the two; negative when they share some."""
    return max(quote[0] - name[1], name[0] - quote[1])


def load() -> Peer:
    import spacy

    nlp = spacy.load(MODEL, exclude=UNREAD)

    def read(text: str) -> list[tuple[Span, Span | None]]:
        names = [(e.start_char, e.end_char) for e in nlp(text).ents if e.label_ in LABELS]
        return [(quote, nearest(quote, names)) for quote in quotations(text)]

    return Peer(read, convert)


def convert(text: str, found: Any) -> list[dict[str, Any]]:
    return [prediction(text, quote, name) for quote, name in found]


if __name__ == "__main__":
    run(f"spaCy {version('spacy')}", load)
