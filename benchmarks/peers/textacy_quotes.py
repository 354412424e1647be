"""textacy's ``direct_quotations``, on the same spaCy pipeline without what it does not read."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from peer import MODEL, Peer, hull, prediction, run


def load() -> Peer:
    import spacy
    from textacy.extract import direct_quotations

    nlp = spacy.load(MODEL, exclude=["ner"])
    return Peer(lambda text: list(direct_quotations(nlp(text))), convert)


def convert(text: str, found: Any) -> list[dict[str, Any]]:
    return [
        prediction(text, (quote.content.start_char, quote.content.end_char), hull(quote.speaker))
        for quote in found
    ]


if __name__ == "__main__":
    run(version("textacy"), load)
