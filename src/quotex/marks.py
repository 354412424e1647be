"""Quotation marks: which stretches of the text stand inside marks. Characters only."""

from __future__ import annotations

from attrs import frozen

from quotex.paragraphs import Paragraph


@frozen
class QuotedSpan:
    """A stretch inside quotation marks, within one paragraph.

    ``start`` and ``end`` include the marks, ``inner_start`` and ``inner_end`` do not.
    ``depth`` is 0 for an outermost span. ``closed`` is false when the closing mark is
    missing and the span was ended at the end of its paragraph; ``continues`` is true when
    it has no closing mark because the next paragraph reopens the same quotation.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int
    style: str
    closed: bool
    continues: bool


def find_quoted(text: str, paragraphs: list[Paragraph]) -> list[QuotedSpan]:
    """Return every quoted span in text order, an outer one before those nested in it."""
    raise NotImplementedError
