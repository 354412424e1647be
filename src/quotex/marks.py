"""Quotation marks: which stretches of the text stand inside marks. Characters only.

Three steps a paragraph: find its marks and what speaks for each being an opening or a
closing one (`mark_evidence`), choose the cheapest reading of them all (`mark_reading`), and
turn that reading into spans, here.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from quotex.mark_evidence import Habits, Mark, find_habits, find_marks
from quotex.mark_reading import Stack, Step, read_marks, reopens
from quotex.paragraphs import Paragraph


@frozen
class QuotedSpan:
    """A stretch inside quotation marks, within one paragraph.

    ``start`` and ``end`` include the marks, ``inner_start`` and ``inner_end`` do not.
    ``depth`` is 0 for an outermost span. ``style`` is that of the opening mark: "curly",
    "straight", "typed" (''), "backtick" (``), "german" („), "guillemet" or "single".
    ``closed`` is false when the closing mark is missing and the span was ended at the next
    opening mark or the end of its paragraph; ``continues`` is true when it has no closing
    mark because the next paragraph reopens the same quotation.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int
    style: str
    closed: bool
    continues: bool


STYLES = {
    "low": "german",
    "angle": "guillemet",
    "single-curly": "single",
    "single-low": "single",
    "single-backtick": "single",
}


def find_quoted(text: str, paragraphs: list[Paragraph]) -> list[QuotedSpan]:
    """Return every quoted span in text order, an outer one before those nested in it.

    Spans lie within one paragraph and are nested or apart. The time is linear in the length
    of the text.
    """
    habits = find_habits(text)
    found = [list(find_marks(text, p.start, p.end, habits)) for p in paragraphs]
    spans: list[QuotedSpan] = []
    for i, paragraph in enumerate(paragraphs):
        if found[i]:
            reopened: Stack = ()
            if i + 1 < len(paragraphs):
                reopened = _opening_marks(found[i + 1], paragraphs[i + 1])
            reading = read_marks(found[i], reopened)
            spans += _spans(text, reading, paragraph, reopened)
    return spans


def _opening_marks(marks: list[Mark], paragraph: Paragraph) -> Stack:
    """The kinds of the opening marks a paragraph begins with."""
    kinds = []
    at = paragraph.start
    for mark in marks:
        if mark.start != at or mark.evidence.opens > mark.evidence.closes:
            break
        kinds.append(mark.evidence.kind)
        at = mark.end
    return tuple(kinds)


def _spans(
    text: str, reading: list[tuple[Mark, Step]], paragraph: Paragraph, reopened: Stack
) -> list[QuotedSpan]:
    """Replay a reading and note the spans, sorted by where they begin."""
    spans: list[QuotedSpan] = []
    open_marks: list[Mark] = []

    def end_unclosed(keep: int, end: int, continues: bool = False) -> None:
        while len(open_marks) > keep:
            mark = open_marks.pop()
            depth = len(open_marks)
            goes_on = continues and reopens(reopened, depth, mark.evidence.kind)
            inner_end = _trimmed(text, mark.end, end)
            spans.append(_span(mark, inner_end, inner_end, depth, False, goes_on))

    for mark, step in reading:
        end_unclosed(step.keep + step.closes, mark.start)
        if step.closes:
            opening = open_marks.pop()
            spans.append(_span(opening, mark.start, mark.end, step.keep, True, False))
        elif step.opens:
            open_marks.append(mark)
    end_unclosed(0, paragraph.end, continues=True)
    return sorted(spans, key=lambda span: (span.start, span.depth))


def _span(
    mark: Mark, inner_end: int, end: int, depth: int, closed: bool, continues: bool
) -> QuotedSpan:
    kind = mark.evidence.kind
    style = STYLES.get(kind, kind)
    return QuotedSpan(mark.start, end, mark.end, inner_end, depth, style, closed, continues)


def _trimmed(text: str, start: int, end: int) -> int:
    """Where the text between two offsets ends, white space left out."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
