"""From quotations that quotex found to gold, and the type of a quotation by its marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from quotex.gold.types import GoldDocument, GoldQuote, Offsets
from quotex.types import Quote, QuoteType

# The engine's own reading of marks is not asked: gold must not depend on what it measures.
# A mark left open ends with its paragraph, or with the words looked at.
_MARKED = re.compile(
    r"""“[^“”]*?(?:”|(?=\n\s*\n)|\Z)
    | "[^"]*?(?:"|(?=\n\s*\n)|\Z)
    | (?:``|'').*?(?:''|(?=\n\s*\n)|\Z)
    | «[^«»]*?(?:»|(?=\n\s*\n)|\Z)""",
    re.VERBOSE | re.DOTALL,
)
_MOSTLY = 0.95  # of the letters in marks: direct
_TYPED = ("''", "``")


def from_quotes(id: str, text: str, quotes: Iterable[Quote]) -> GoldDocument:
    """Return a document whose gold is what was found in it.

    Args:
        id: What the document is called.
        text: The text that the quotations' offsets (in characters) point into.
        quotes: A ``Quotes`` or any other quotations of that text; their order gives the ids
            "q1", "q2", ….
    """
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
    """Return direct where 95 % of the letters stand in marks, indirect where none, else mixed.

    Marks right around a span count as well as those within it. Single marks do not count: they
    cannot be told from apostrophes without reading the text.
    """
    letters = marked = 0
    for a, b in spans:
        # Only what touches the span: a mark further off may close what stands before it.
        first = a - (2 if text[max(0, a - 2) : a] in _TYPED else 1)
        last = b + (2 if text[b : b + 2] in _TYPED else 1)
        inside = [match.span() for match in _MARKED.finditer(text, max(0, first), last)]
        for i in range(a, b):
            if text[i].isalnum():
                letters += 1
                marked += any(start <= i < end for start, end in inside)
    if not marked:
        return "indirect"
    return "direct" if marked >= _MOSTLY * letters else "mixed"
