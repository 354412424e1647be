"""The engine: from a parsed document to its quotations and their speakers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quotex.marks import find_quoted
from quotex.paragraphs import find_paragraphs
from quotex.types import Quote, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


def extract(
    doc: Doc,
    text: str,
    *,
    speakers: Sequence[str] = (),
    indirect: bool = True,
    min_confidence: float = 0.0,
) -> tuple[Quote, ...]:
    """Return the quotations of ``text`` in text order.

    ``doc`` is the text with tags, dependency parse and entities; its character offsets are
    those of ``text``. ``text`` is the caller's own, which every returned span slices.
    """
    quotes = []
    for quoted in find_quoted(text, find_paragraphs(text)):
        if quoted.depth:
            continue
        words = text[quoted.start : quoted.end]
        quotes.append(
            Quote(
                text=words,
                start=quoted.start,
                end=quoted.end,
                parts=(Span(words, quoted.start, quoted.end),),
                type="direct",
                reason="no attribution yet",
            )
        )
    return tuple(quotes)
