"""From quotations that quotex found to gold, and the type of a quotation by its marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from quotex.gold.types import GoldDocument, GoldQuote, Offsets
from quotex.types import Quote, QuoteType

# A mark left open ends with its paragraph.
_MARKED = re.compile(r"“[^“”]*?(?:”|(?=\n\s*\n)|$)|\"[^\"]*?(?:\"|(?=\n\s*\n)|$)|''.*?''|«[^«»]*»")
_MOSTLY = 0.95  # of the letters in marks: direct


def from_quotes(id: str, text: str, quotes: Iterable[Quote]) -> GoldDocument:
    """Return a document whose gold is what was found in it; offsets are those of ``text``."""
    return GoldDocument(id, text, tuple(_gold(f"q{k}", q) for k, q in enumerate(quotes, 1)))


def _gold(id: str, quote: Quote) -> GoldQuote:
    mention, cue, speaker = quote.mention, quote.cue, quote.speaker
    return GoldQuote(
        id=id,
        type=quote.type,
        spans=tuple((part.start, part.end) for part in quote.parts),
        source=((mention.start, mention.end),) if mention is not None else (),
        source_kind=mention.kind if mention is not None else None,
        cue=(cue.start, cue.end) if cue is not None else None,
        name=speaker.name if speaker is not None else None,
        aliases=speaker.aliases if speaker is not None else (),
    )


def type_by_marks(text: str, spans: Sequence[Offsets]) -> QuoteType:
    """Return direct where 95 % of the letters stand in marks, indirect where none, else mixed."""
    letters = marked = 0
    for a, b in spans:
        inside = [match.span() for match in _MARKED.finditer(text, max(0, a - 1), b + 1)]
        for i in range(a, b):
            if text[i].isalnum():
                letters += 1
                marked += any(first <= i < last for first, last in inside)
    if not marked:
        return "indirect"
    return "direct" if marked >= _MOSTLY * letters else "mixed"
