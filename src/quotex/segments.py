"""Segments: the outermost quoted spans with what the later stages ask of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from attrs import define

from quotex.marks import QuotedSpan
from quotex.paragraphs import Paragraph
from quotex.regions import Region
from quotex.tokens import Tokens


@define(eq=False)
class Segment:
    """A quoted span as tokens.

    ``first`` and ``last`` are its first and last token, marks included; ``root`` is the
    token inside whose head stands outside, the highest of them; ``paragraph`` the index of
    its paragraph. A labelled turn has the first and last token of its label in ``label``;
    ``carries_on`` is true when it goes on from the turn before without a label of its own.
    ``edge`` keeps the features of ``edges.edge_row``, which several decisions read.
    """

    span: QuotedSpan
    first: int
    last: int
    root: int
    paragraph: int
    number: int
    label: tuple[int, int] | None = None
    carries_on: bool = False
    edge: tuple[int, ...] | None = None

    @property
    def size(self) -> int:
        return self.last - self.first + 1


def paragraph_of(tokens: Tokens, paragraphs: Sequence[Paragraph]) -> list[int]:
    """Return for each token the index of its paragraph."""
    firsts = [bisect_left(tokens.start, paragraph.start) for paragraph in paragraphs[1:]]
    found: list[int] = []
    for number, (first, end) in enumerate(pairwise([0, *firsts, len(tokens)])):
        found += [number] * (end - first)
    return found


def find_segments(
    tokens: Tokens, regions: Sequence[Region], paragraph: Sequence[int]
) -> list[Segment]:
    """Return the regions that hold at least one word, in text order.

    ``number`` is the mark of the segment's tokens in ``mark_tokens``.
    """
    found = []
    for number, region in enumerate(regions, 1):
        span = region.span
        first, last = tokens.at(span.start), tokens.until(span.end) - 1
        if any(map(str.isalnum, tokens.text[span.inner_start : span.inner_end])):
            root = _root(tokens, first, last)
            segment = Segment(span, first, last, root, paragraph[first], number)
            if region.turn is not None:
                turn = region.turn
                label = tokens.at(turn.label_start), tokens.until(turn.label_end) - 1
                segment.label = label if label[0] <= label[1] else None
                segment.carries_on = turn.continues
            found.append(segment)
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
