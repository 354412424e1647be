"""Segments: the outermost quoted spans with what the later stages ask of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from attrs import define

from quotex.marks import QuotedSpan
from quotex.paragraphs import Paragraph
from quotex.tokens import Tokens


@define(eq=False)
class Segment:
    """A quoted span as tokens.

    ``first`` and ``last`` are its first and last token, marks included; ``root`` is the
    token inside whose head stands outside, the highest of them; ``paragraph`` the index of
    its paragraph.
    """

    span: QuotedSpan
    first: int
    last: int
    root: int
    paragraph: int
    number: int

    @property
    def size(self) -> int:
        return self.last - self.first + 1


def paragraph_of(tokens: Tokens, paragraphs: Sequence[Paragraph]) -> list[int]:
    """Return for each token the index of its paragraph."""
    starts = [p.start for p in paragraphs]
    return [max(0, bisect_right(starts, offset) - 1) for offset in tokens.start]


def find_segments(
    tokens: Tokens, outermost: Sequence[QuotedSpan], paragraph: Sequence[int]
) -> list[Segment]:
    """Return the outermost quoted spans that hold at least one token, in text order.

    ``number`` is the mark of the segment's tokens in ``mark_tokens``.
    """
    found = []
    for number, span in enumerate(outermost, 1):
        first, last = tokens.at(span.start), tokens.until(span.end) - 1
        if first <= last:
            root = _root(tokens, first, last)
            found.append(Segment(span, first, last, root, paragraph[first], number))
    return found


def _root(tokens: Tokens, first: int, last: int) -> int:
    best, widest = first, -1
    for i in range(first, last + 1):
        head = tokens.head[i]
        if (head == i or not first <= head <= last) and tokens.dep[i] != "punct":
            width = tokens.right[i] - tokens.left[i]
            if width > widest:
                best, widest = i, width
    return best
