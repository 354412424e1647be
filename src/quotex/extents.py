"""Extents: is a quotation its marked words alone (direct) or the whole reported clause (mixed)?

``He called the charges "baseless"`` reports *the charges "baseless"*. The options are the
marked words and the likeliest contents of the cue around them; a conditional logit chooses.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define

from quotex import contents, edges
from quotex.edges import edge_row
from quotex.frames import TokenSpan
from quotex.ranker import Feature, bin_of
from quotex.reports import Report
from quotex.scene import Quotation
from quotex.tokens import Tokens

_GAPS = (0.2, 0.7, 1.5, 3.0)
_SHAPES = tuple(f for f in contents.FEATURES if f.name in (
    "kind", "shape", "start", "end", "first word", "after", "touches cue", "reaches sentence end",
    "crosses a cue", "cue takes clause", "begins with mark", "ends with mark", "quoted words",
    "has finite verb", "is one subtree", "complements left out", "length", "lemma",
    "separator after"))  # fmt: skip
_POSITIONS = tuple(contents.FEATURES.index(f) for f in _SHAPES)

_MOST = 6

FEATURES = (
    Feature("option", ("marks", "1st", "2nd", "3rd", "4th", "5th", "6th")),
    Feature("report", ("none", "the source's", "the same source", "another")),
    Feature("behind", ("0", *map(str, _GAPS))),
    Feature("words before", ("0", "1", "2", "3-4", "5-9", "10+")),
    Feature("words after", ("0", "1", "2", "3-4", "5-9", "10+")),
    Feature("cue", ("0", "0.3", "0.6", "0.85", "0.96")),
    Feature("holds", ("marks", "all", "first", "last")),
    *(Feature(f"c {f.name}", ("marks", *f.labels)) for f in _SHAPES),
    *(Feature(f"q {f.name}", f.labels) for f in edges.FEATURES),
    Feature("parts", ("1", "2+")),
)
CROSSES = (
    *(("option", f"q {f.name}") for f in edges.FEATURES),
    ("report", "cue"),
    ("report", "option"),
    ("report", "behind"),
    ("holds", "words before"),
    ("holds", "words after"),
    ("holds", "parts"),
    ("c first word", "c shape"),
    ("c separator after", "c shape"),
    ("c end", "c after"),
    ("c end", "q closes with"),
    ("c lemma", "words before"),
    ("c lemma", "c start"),
    ("option", "cue"),
    ("option", "behind"),
    ("option", "parts"),
    ("words before", "q opening"),
    ("report", "q opening"),
    ("c start", "q opening"),
    ("words before", "q words"),
    ("words after", "q after"),
    ("words after", "q closes with"),
    ("words before", "words after"),
    ("c start", "words before"),
    ("c end", "words after"),
    ("c shape", "q capital"),
    ("c shape", "q before"),
    ("c first word", "words before"),
    ("c after", "words after"),
    ("c shape", "q words"),
    ("c cue takes clause", "words before"),
)


@define  # not frozen: there are many, and those take three times as long to make
class Option:
    """A possible extent: its token spans (ends included), its features and, when it is more
    than the marked words, the report whose content it is."""

    spans: tuple[TokenSpan, ...]
    row: tuple[int, ...]
    report: Report | None


def extent_options(
    tokens: Tokens,
    quotation: Quotation,
    reports: Sequence[Report],
    chosen: Report | None,
    paragraph: Sequence[int],
) -> list[Option]:
    """Return the marked words and a few larger extents around them.

    ``reports`` are those near the quotation, ``chosen`` the one that names its source: its
    contents come first, then those of the same source, then the others.
    """
    marks = tuple((s.first, s.last) for s in quotation.segments)
    edge = (*edge_row(tokens, quotation.first, quotation.last, paragraph), int(len(marks) > 1))
    nothing = (0,) * len(_POSITIONS)
    alone = ((_with_that(tokens, marks[0][0]), marks[0][1]), *marks[1:])
    found = {alone: Option(alone, (0, 0, 0, 0, 0, 0, 0, *nothing, *edge), None)}
    for closeness, report in _by_closeness(reports, chosen):
        cue = bin_of(report.any, (0.3, 0.6, 0.85, 0.96))
        rank = 0
        for score, content in report.contents:
            held = _held(content.spans, marks)
            if not held:
                continue
            spans = _joined(content.spans, marks)
            before, after = marks[0][0] - spans[0][0], spans[-1][1] - marks[-1][1]
            if (before <= 0 and after <= 0) or spans in found:
                continue
            rank += 1
            row = (
                rank,
                closeness,
                bin_of(report.contents[0][0] - score, _GAPS),
                bin_of(before, (1, 2, 3, 5, 10)),
                bin_of(after, (1, 2, 3, 5, 10)),
                cue,
                held,
                *(content.row[k] + 1 for k in _POSITIONS),
                *edge,
            )
            found[spans] = Option(spans, row, report)
            if rank == _MOST:
                break
    return list(found.values())


def _with_that(tokens: Tokens, first: int) -> int:
    """Take in a "that" just before the marks: it belongs to the reported clause."""
    before = first - 1
    if before > 0 and tokens.words[before] == ",":
        before -= 1
    if before >= 0 and tokens.lower[before] == "that" and tokens.tag[before] == "IN":
        return before
    return first


def _by_closeness(reports: Sequence[Report], chosen: Report | None) -> list[tuple[int, Report]]:
    if chosen is None:
        return [(3, report) for report in reports if report.any > 0.4][:3]
    ranked = [(1, chosen)]
    for report in reports:
        if report is chosen or report.any < 0.3:
            continue
        ranked.append((2 if report.cue.source == chosen.cue.source else 3, report))
    return sorted(ranked, key=lambda item: item[0])[:4]


def _held(spans: Sequence[TokenSpan], marks: Sequence[TokenSpan]) -> int:
    """1 if the content holds all the marked tokens, 2 if only the first segments, 3 if only
    the last, 0 if it cuts one."""
    inside = []
    for a, b in marks:
        whole = touched = False
        for x, y in spans:
            if x <= a + 1 and b - 1 <= y:
                whole = True
            elif x <= b and a <= y:
                touched = True
        if touched and not whole:
            return 0
        inside.append(whole)
    if all(inside):
        return 1
    return 2 if inside[0] else 3 if inside[-1] else 0


def _joined(spans: tuple[TokenSpan, ...], marks: Sequence[TokenSpan]) -> tuple[TokenSpan, ...]:
    """Return the content's spans together with the marked ones, overlapping ones merged."""
    merged: list[TokenSpan] = []
    for first, last in sorted((*spans, *marks)):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return tuple(merged)
