"""SaysWho: with the pipelines that it asks for, or (``quotes``) only its quotation finder.

Without a coreference pipeline SaysWho does not start, but what finds its quotations and their
speakers runs on any spaCy pipeline. It reads a text that it has edited first; the offsets are
brought back to the text that was given.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

from peer import MODEL, Peer, Span, hull, prediction, run


def load() -> Peer:
    """SaysWho as its README calls it."""
    from sayswho import SaysWho

    tool = SaysWho()

    def read(text: str) -> Any:
        tool.attribute(text)
        return tool.doc, tool.quotes, names(tool)

    return Peer(read, convert)


def load_finder() -> Peer:
    """The same without coreference: quotations and the words that name their speakers."""
    import spacy
    from sayswho.helpers import prep_text_for_quote_detection
    from sayswho.quote_finder import quote_finder

    nlp = spacy.load(MODEL, exclude=["ner"])

    def read(text: str) -> Any:
        doc = nlp(prep_text_for_quote_detection(text))
        return doc, list(quote_finder(doc)), {}

    return Peer(read, convert)


def names(tool: Any) -> dict[int, str]:
    """Return the names that a run of SaysWho found, by the number of the quotation.

    SaysWho gives a cluster of mentions; the name is its longest person, else its longest
    mention that is not a pronoun.
    """
    found: dict[int, str] = {}
    for match in tool.quote_matches:
        spans = [s for s in tool.clusters[match.cluster_index] if s[0].pos_ != "PRON"]
        people = [s for s in spans if any(e.label_ == "PERSON" for e in s.ents)]
        name = max((s.text for s in people or spans), key=len, default=None)
        if name is not None:
            found.setdefault(int(match.quote_index), name)
    return found


def convert(text: str, found: Any) -> list[dict[str, Any]]:
    doc, quotes, named = found
    places = alignment(doc.text, text)
    predictions = []
    for number, quote in enumerate(quotes):
        content = doc.text[quote.content.start_char : quote.content.end_char]
        start = quote.content.start_char + len(content) - len(content.lstrip())
        span = place((start, start + len(content.strip())), places)
        words = hull(quote.speaker)
        speaker = place(words, places) if words is not None else None
        predictions.append(prediction(text, span, speaker, named.get(number)))
    return predictions


def alignment(edited: str, text: str) -> list[int]:
    """Return for each character of an edited text where it stands in the original."""
    from rapidfuzz.distance import Levenshtein

    places: list[int] = []
    for block in Levenshtein.opcodes(edited, text):
        last = max(block.dest_start, block.dest_end - 1)
        width = block.src_end - block.src_start
        places += [min(block.dest_start + k, last) for k in range(width)]
    return places


def place(span: Span, places: Sequence[int]) -> Span:
    """Return a span of the edited text in the original."""
    return places[span[0]], places[span[1] - 1] + 1


if __name__ == "__main__":
    run(version("sayswho"), load_finder if "quotes" in sys.argv[3:] else load)
