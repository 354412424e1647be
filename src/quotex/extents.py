"""Extents: is a quotation its marked words alone (direct) or the whole reported clause (mixed)?

``He called the charges "baseless"`` reports *the charges "baseless"*. The options are the
marked words and the likeliest contents of the cue around them; a conditional logit chooses.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from quotex import contents, edges
from quotex.attribution import Quotation
from quotex.contents import Content, TokenSpan
from quotex.edges import edge_row
from quotex.ranker import Feature, bin_of
from quotex.reports import Report
from quotex.tokens import Tokens

_GAPS = (0.2, 0.7, 1.5, 3.0)
_SHAPES = tuple(f for f in contents.FEATURES if f.name in (
    "kind", "shape", "start", "end", "first word", "after", "touches cue", "reaches sentence end",
    "crosses a cue", "cue takes clause", "begins with mark", "ends with mark", "quoted words",
    "has finite verb", "is one subtree", "complements left out", "length"))  # fmt: skip
_POSITIONS = tuple(contents.FEATURES.index(f) for f in _SHAPES)

FEATURES = (
    Feature("option", ("marks", "1st", "2nd", "3rd", "4th", "5th")),
    Feature("behind", ("0", *map(str, _GAPS))),
    Feature("words before", ("0", "1", "2", "3-4", "5-9", "10+")),
    Feature("words after", ("0", "1", "2", "3-4", "5-9", "10+")),
    Feature("cue", ("0", "0.3", "0.6", "0.85", "0.96")),
    *(Feature(f"c {f.name}", ("marks", *f.labels)) for f in _SHAPES),
    *(Feature(f"q {f.name}", f.labels) for f in edges.FEATURES),
    Feature("parts", ("1", "2+")),
)
CROSSES = tuple(("option", f"q {f.name}") for f in edges.FEATURES) + (
    ("option", "cue"),
    ("option", "behind"),
    ("option", "parts"),
    ("words before", "q before"),
    ("words before", "q capital"),
    ("words before", "q words"),
    ("words after", "q after"),
    ("words after", "q closes with"),
    ("words before", "words after"),
    ("c start", "words before"),
    ("c end", "words after"),
    ("c start", "q before"),
    ("c shape", "q capital"),
    ("c shape", "q before"),
    ("c first word", "words before"),
    ("c after", "words after"),
    ("c shape", "q words"),
    ("c cue takes clause", "words before"),
)


@frozen
class Option:
    """A possible extent: its token spans (ends included), its features, its cue's content if
    it is one."""

    spans: tuple[TokenSpan, ...]
    row: tuple[int, ...]
    content: Content | None


def extent_options(
    tokens: Tokens, quotation: Quotation, report: Report | None, paragraph: Sequence[int]
) -> list[Option]:
    """Return the marked words and up to five larger extents around them."""
    marks = tuple((s.first, s.last) for s in quotation.segments)
    edge = (*edge_row(tokens, quotation.first, quotation.last, paragraph), int(len(marks) > 1))
    cue = 0 if report is None else bin_of(report.any, (0.3, 0.6, 0.85, 0.96))
    nothing = (0,) * len(_POSITIONS)
    found = [Option(marks, (0, 0, 0, 0, cue, *nothing, *edge), None)]
    if report is None or not report.contents:
        return found
    best = report.contents[0][0]
    for score, content in report.contents:
        before = marks[0][0] - content.spans[0][0]
        after = content.spans[-1][1] - marks[-1][1]
        if before < -1 or after < -1 or not _cover(content.spans, marks) or not (before > 0 or after > 0):
            continue
        row = (
            min(len(found), 5),
            bin_of(best - score, _GAPS),
            bin_of(before, (1, 2, 3, 5, 10)),
            bin_of(after, (1, 2, 3, 5, 10)),
            cue,
            *(content.row[k] + 1 for k in _POSITIONS),
            *edge,
        )
        found.append(Option(_with_marks(content.spans, marks), row, content))
        if len(found) > 5:
            break
    return found


def _cover(spans: Sequence[TokenSpan], marks: Sequence[TokenSpan]) -> bool:
    """Does the content hold nearly all the marked tokens?"""
    size = sum(b - a + 1 for a, b in marks)
    both = sum(max(0, min(y, b) - max(x, a) + 1) for x, y in spans for a, b in marks)
    return both >= 0.8 * size


def _with_marks(
    spans: tuple[TokenSpan, ...], marks: Sequence[TokenSpan]
) -> tuple[TokenSpan, ...]:
    """Let the extent reach to the marks it nearly holds."""
    first, last = spans[0], spans[-1]
    if len(spans) == 1:
        return ((min(first[0], marks[0][0]), max(first[1], marks[-1][1])),)
    return (
        (min(first[0], marks[0][0]), first[1]),
        *spans[1:-1],
        (last[0], max(last[1], marks[-1][1])),
    )
