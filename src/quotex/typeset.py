"""Typesetting: a text as it is read, with the quotation marks that English texts have.

The pipelines and the learned weights know “ ” and " around quotations and ‘ ’ and ' inside them.
Where a document sets most of its quotations in others, in guillemets, German or British marks or
marks typed as two characters, they are read as those, so that the same words give the same result
in every typesetting. Single marks in a headline alone are a habit of newspapers, and known.
"""

from __future__ import annotations

from collections.abc import Iterator

from quotex.dashes import STYLE
from quotex.layout import find_layout
from quotex.marks import QuotedSpan
from quotex.plain import Edit, Plain, edited, plain_text

_CUSTOMARY = (("“", "”"), ("‘", "’"))  # around an outer and around an inner quotation
_KNOWN = (('"“', '"”'), ("'‘", "'’"))  # what opens and closes there and stays as it is
_SPACED = "«»‹›"  # « A », and no space in “A”
_STOPS = ".,!?…"  # before a closing mark, or an opening one, behind which a space got lost


def as_read(text: str) -> Plain:
    """Return what is read for the text: without dirt, with customary marks."""
    plain = plain_text(text)
    quoted = [span for span in find_layout(plain.text).quoted if span.style != STYLE]
    outer = [span for span in quoted if span.depth == 0 and span.inner_start > span.start]
    edits = [*_spaces(plain.text, outer)]
    known = sum(plain.text[span.start] in _KNOWN[0][0] for span in outer)
    if 2 * known < len(outer):
        edits += _exchanged(plain.text, quoted)
    return edited(plain, sorted(edits)) if edits else plain


def _spaces(text: str, outer: list[QuotedSpan]) -> Iterator[Edit]:
    """Put the space that got lost between the words and the tag: “It runs,”Lee said.“It does.”"""
    for span in outer:
        before, first = (
            text[max(0, span.start - 1) : span.start],
            text[span.inner_start : span.inner_start + 1],
        )
        if before and before in _STOPS and first.isalpha():
            yield span.start, span.start, " "
        last, after = text[span.inner_end - 1], text[span.end : span.end + 1]
        if span.closed and last in _STOPS and after.isalpha():
            yield span.end, span.end, " "


def _exchanged(text: str, quoted: list[QuotedSpan]) -> Iterator[Edit]:
    for span in quoted:
        inner = span.depth % 2
        opening, closing = _CUSTOMARY[inner]
        start, end = span.start, span.inner_start
        if text[start:end] not in _KNOWN[inner][0]:
            spaced = text[start] in _SPACED and text[end : end + 1] == " "
            yield start, end + spaced, opening
        start, end = span.inner_end, span.end
        if text[start:end] not in _KNOWN[inner][1]:
            spaced = (
                text[start] in _SPACED
                and text[start - 1 : start] == " "
                and start - 1 > span.inner_start
            )
            yield start - spaced, end, closing
