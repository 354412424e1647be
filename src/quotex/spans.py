"""Character spans: how quotations lie to each other and to the marks around them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from quotex.segments import Segment
from quotex.types import QuoteType

CharSpan = tuple[int, int]
"""Start and end of a stretch in characters, end exclusive."""

_MOSTLY = 0.95  # a stray word outside the marks, such as "that", leaves a quotation direct


def merged(spans: Sequence[CharSpan]) -> list[CharSpan]:
    """Return the spans in order, overlapping ones made one."""
    joined: list[CharSpan] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def inside_any(start: int, end: int, spans: Sequence[CharSpan]) -> bool:
    """Does one of the spans hold the stretch from ``start`` to ``end``?"""
    return any(a <= start and end <= b for a, b in spans)


def overlaps_any(spans: Sequence[CharSpan], busy: Sequence[CharSpan]) -> bool:
    """Do the spans share text with a quotation that has its own speaker?

    ``busy`` is sorted and disjoint.
    """
    for start, end in spans:
        k = bisect_left(busy, end, key=lambda span: span[0]) - 1
        if k >= 0 and busy[k][1] > start:
            return True
    return False


def cuts(span: CharSpan, marks: Sequence[CharSpan]) -> bool:
    """Does the span begin or end inside marks that do not hold all of it?

    ``marks`` is sorted and disjoint.
    """
    for at in span:
        k = bisect_left(marks, at, key=lambda mark: mark[0]) - 1
        if k >= 0 and at < marks[k][1] and not inside_any(*span, marks[k : k + 1]):
            return True
    return False


def uncrossed(
    extents: Sequence[Sequence[CharSpan]], better: Callable[[int, int], bool]
) -> list[int]:
    """Return the numbers of the extents that remain when of two that cross the worse one goes.

    Each is a few disjoint spans; ``better`` says whether one number is better than another.
    """
    spans = [(*span, number) for number, extent in enumerate(extents) for span in extent]
    gone: set[int] = set()
    around: list[tuple[int, int]] = []  # end and number of the spans that are open, outer first
    for start, end, number in sorted(spans, key=lambda span: (span[0], -span[1])):
        while around and (around[-1][0] <= start or around[-1][1] in gone):
            around.pop()
        while number not in gone and around and around[-1][0] < end:
            inner = around[-1][1]
            if inner in gone or better(number, inner):
                gone.add(inner)
                around.pop()
            else:
                gone.add(number)
        if number not in gone:
            around.append((end, number))
    return [number for number in range(len(extents)) if number not in gone]


def has_words(text: str, spans: Sequence[CharSpan]) -> bool:
    """Is there anything but marks and punctuation in the spans?"""
    return any(char.isalnum() for start, end in spans for char in text[start:end])


def type_of(text: str, spans: Sequence[CharSpan], segments: Sequence[Segment]) -> QuoteType:
    """Return the type by the share of letters inside marks: nearly all, some or none.

    The spans and the segments are in text order, and neither overlap among themselves.
    """
    if not segments:
        return "indirect"
    if len(spans) == len(segments) and all(map(_is_within, spans, segments)):
        return "direct"
    letters = inside = k = 0
    for start, end in spans:
        letters += _letters(text, start, end)
        while k < len(segments) and segments[k].span.start < end:
            marks = segments[k].span
            inside += _letters(text, max(start, marks.start), min(end, marks.end))
            if marks.end > end:
                break
            k += 1
    if not inside:
        return "direct" if segments and not letters else "indirect"
    return "direct" if inside >= _MOSTLY * letters else "mixed"


def _is_within(span: CharSpan, segment: Segment) -> bool:
    return segment.span.start <= span[0] and span[1] <= segment.span.end


def _letters(text: str, start: int, end: int) -> int:
    return sum(map(str.isalpha, text[start:end]))
