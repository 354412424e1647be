"""Restoring: what was found in the text as read gets its place and words in the caller's own."""

from __future__ import annotations

from attrs import evolve

from quotex.plain import Plain
from quotex.types import Cue, Extraction, Mention, Quote, Span


def restored(found: Extraction, plain: Plain, text: str) -> Extraction:
    """Return what was found with the offsets and words of ``text``, which was read as ``plain``.

    The names of speakers are those that were read: they are no stretch of the text.
    """
    if plain.text == text:
        return found

    def place(span: Span | Mention | Cue) -> tuple[str, int, int]:
        start, end = plain.in_source(span.start, span.end)
        return text[start:end], start, end

    def place_quote(quote: Quote) -> Quote:
        parts = tuple([Span(*place(part)) for part in quote.parts])
        start, end = parts[0].start, parts[-1].end
        mention, cue = quote.mention, quote.cue
        return evolve(
            quote,
            text=text[start:end],
            start=start,
            end=end,
            parts=parts,
            mention=None if mention is None else Mention(*place(mention), mention.kind),
            cue=None if cue is None else Cue(*place(cue), cue.lemma),
        )

    return evolve(found, quotes=tuple(map(place_quote, found.quotes)))
