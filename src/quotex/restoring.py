"""Restoring: what was found in the text as read gets its place and words in the caller's own."""

from __future__ import annotations

from typing import TypeVar

from attrs import evolve

from quotex.plain import Plain
from quotex.types import Cue, Extraction, Mention, Quote, Span

Placed = TypeVar("Placed", Span, Mention, Cue)


def restored(found: Extraction, plain: Plain, text: str) -> Extraction:
    """Return what was found with the offsets and words of ``text``, which was read as ``plain``.

    The names of speakers are those that were read: they are no stretch of the text.
    """
    if plain.text == text:
        return found

    def place(span: Placed) -> Placed:
        start, end = plain.in_source(span.start, span.end)
        return evolve(span, text=text[start:end], start=start, end=end)

    def place_quote(quote: Quote) -> Quote:
        parts = tuple(map(place, quote.parts))
        start, end = parts[0].start, parts[-1].end
        return evolve(
            quote,
            text=text[start:end],
            start=start,
            end=end,
            parts=parts,
            mention=None if quote.mention is None else place(quote.mention),
            cue=None if quote.cue is None else place(quote.cue),
        )

    return evolve(found, quotes=tuple(map(place_quote, found.quotes)))
