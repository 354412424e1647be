"""Quotation marks: which stretches of the text stand inside marks. Characters only.

Three steps a paragraph: find its marks and what speaks for each being an opening or a
closing one (`mark_evidence`), choose the cheapest reading of them all (`mark_reading`), and
turn that reading into spans, here.
"""

from __future__ import annotations

from attrs import evolve, frozen

from quotex.mark_evidence import Mark, find_habits, find_marks
from quotex.mark_reading import Reading, Stack, read_marks, reopens
from quotex.paragraphs import Paragraph


@frozen
class QuotedSpan:
    """A stretch inside quotation marks, within one paragraph.

    ``start`` and ``end`` include the marks, ``inner_start`` and ``inner_end`` do not.
    ``depth`` is 0 for an outermost span. ``style`` is that of the opening mark: "curly",
    "straight", "typed" (''), "backtick" (``), "german" („), "guillemet" or "single"; `dashes`
    adds "dash".
    ``closed`` is false when the closing mark is missing and the span was ended at the next
    opening mark or the end of its paragraph; ``continues`` is true when it has no closing
    mark because the next paragraph goes on with the same quotation. That paragraph mostly
    reopens the mark; where it does not, its span begins with it and has no opening mark.
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
"""The style of a kind of mark, where it has another name."""

LONGEST_GAP = 10
"""How many paragraphs without any mark may stand inside a quotation that was left open."""


def find_quoted(text: str, paragraphs: list[Paragraph]) -> list[QuotedSpan]:
    """Return every quoted span in text order, an outer one before those nested in it.

    ``paragraphs`` are those of `find_paragraphs`. Spans lie within one paragraph and are
    nested or apart. The time is linear in the length of the text.
    """
    habits = find_habits(text)
    found = [list(find_marks(text, p.start, p.end, habits)) for p in paragraphs]
    spans: list[QuotedSpan] = []
    left_open: tuple[int, int, Mark] | None = None  # paragraph, index in spans, mark
    for i, paragraph in enumerate(paragraphs):
        if not found[i]:
            continue
        carried = None
        if left_open is not None and i - left_open[0] - 1 <= LONGEST_GAP:
            carried = Mark(paragraph.start, paragraph.start, left_open[2].evidence)
        reopened = _opening_marks(found, paragraphs, i + 1)
        reading = read_marks(found[i], reopened, carried)
        if left_open is not None and reading[0][0] is carried:
            spans[left_open[1]] = evolve(spans[left_open[1]], continues=True)
            spans += (_whole(p, left_open[2]) for p in paragraphs[left_open[0] + 1 : i])
        left_open = None
        for mark, span in _spans(text, reading, paragraph, reopened):
            if span.depth == 0:
                dangling = not (span.closed or span.continues) and span.end == paragraph.end
                left_open = (i, len(spans), mark) if dangling else None
            spans.append(span)
    return spans


def _whole(paragraph: Paragraph, opening: Mark) -> QuotedSpan:
    """A paragraph without marks inside a quotation that began before and ends after it."""
    bare = Mark(paragraph.start, paragraph.start, opening.evidence)
    return _span(bare, paragraph.end, paragraph.end, 0, closed=False, continues=True)


def _opening_marks(found: list[list[Mark]], paragraphs: list[Paragraph], i: int) -> Stack:
    """The kinds of the opening marks that paragraph ``i`` begins with."""
    kinds: list[str] = []
    if i < len(paragraphs):
        at = paragraphs[i].start
        for mark in found[i]:
            if mark.start != at or mark.evidence.opens > mark.evidence.closes:
                break
            kinds.append(mark.evidence.kind)
            at = mark.end
    return tuple(kinds)


def _spans(
    text: str, reading: Reading, paragraph: Paragraph, reopened: Stack
) -> list[tuple[Mark, QuotedSpan]]:
    """Replay a reading: every span with its opening mark, in text order."""
    spans: list[tuple[Mark, QuotedSpan]] = []
    open_marks: list[Mark] = []

    def end_unclosed(keep: int, end: int, continues: bool = False) -> None:
        while len(open_marks) > keep:
            mark = open_marks.pop()
            depth = len(open_marks)
            goes_on = continues and reopens(reopened, depth, mark.evidence.kind)
            inner_end = _trimmed(text, mark.end, end)
            if inner_end > mark.end:  # ““A”: a mark typed twice encloses nothing
                spans.append((mark, _span(mark, inner_end, inner_end, depth, False, goes_on)))

    for mark, step in reading:
        end_unclosed(step.keep + step.closes, mark.start)
        if step.closes:
            opening = open_marks.pop()
            span = _span(opening, mark.start, mark.end, step.keep, True, False)
            spans.append((opening, span))
        elif step.opens:
            open_marks.append(mark)
    end_unclosed(0, paragraph.end, continues=True)
    return sorted(spans, key=lambda found: (found[1].start, found[1].depth))


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
