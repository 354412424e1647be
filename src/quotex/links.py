"""Links: does ``"A," he said. "B."`` form one quotation?

A logistic model decides for each two neighbouring segments; linked ones become the parts of
one quotation.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from quotex import edges
from quotex.edges import edge_row
from quotex.ranker import Feature, bin_of
from quotex.reports import Report
from quotex.segments import Segment
from quotex.tokens import Tokens

_GAPS = (1, 2, 3, 4, 6, 9, 14, 25)
_SIDES = ("none", "left", "right", "both")

FEATURES = (
    Feature("gap", ("0", *map(str, _GAPS))),
    Feature("paragraphs apart", ("0", "1", "2+")),
    Feature("cues between", ("0", "1", "2+")),
    Feature("cue touches", _SIDES),
    Feature("one content", ("none", "whole", "around")),
    Feature.flag("gap is a tag"),
    Feature.count("sentence ends between", 2),
    Feature("tag after second", ("no", "yes")),
    Feature("tag before first", ("no", "yes")),
    Feature("own tags", ("none", "first", "second", "both")),
    Feature("left open", ("no", "yes")),
    Feature.flag("second fills paragraph"),
    Feature("first in paragraph", ("no", "yes")),
    Feature("same kind", ("no", "yes")),
    Feature("gap subject", ("none", "pronoun", "name", "nominal")),
    *(Feature(f"a {f.name}", f.labels) for f in edges.FEATURES),
    *(Feature(f"b {f.name}", f.labels) for f in edges.FEATURES),
)
CROSSES = (
    ("gap", "gap is a tag"),
    ("gap", "cues between"),
    ("gap", "one content"),
    ("gap is a tag", "b capital"),
    ("gap is a tag", "a closes with"),
    ("gap is a tag", "tag after second"),
    ("cue touches", "sentence ends between"),
    ("paragraphs apart", "second fills paragraph"),
    ("paragraphs apart", "tag after second"),
    ("paragraphs apart", "left open"),
    ("paragraphs apart", "a closes with"),
    ("paragraphs apart", "cue touches"),
    ("a after", "b before"),
    ("a closes with", "b capital"),
    ("a words", "b words"),
    ("one content", "cues between"),
    ("cue touches", "b before"),
    ("b before", "b capital"),
)


_TITLE_WORDS = 6


def is_title(tokens: Tokens, segment: Segment) -> bool:
    """Is it a title or nickname in the middle of a sentence: on “Fox Hour”, Wilfred “Bunny” Oakes?

    Such words interrupt a tag without ending the quotation before it, so links pass over them.
    """
    first, last = segment.first + 1, segment.last
    if last - first > _TITLE_WORDS or segment.first == 0:
        return False
    before = tokens.tag[segment.first - 1]
    words = [i for i in range(first, last) if tokens.words[i][:1].isalpha()]
    return (
        (before[:2] in ("NN", "IN", "DT", "PO", "JJ", "VB") or before == "PRP$")
        and bool(words)
        and tokens.words[words[0]][0].isupper()
        and tokens.words[words[-1]][0].isupper()
        and not any(tokens.tag[i] in ("VBD", "VBP", "MD", "PRP") for i in words)
    )


_BEFORE_FIRST, _AFTER_SECOND = (
    [f.name for f in FEATURES].index(name) for name in ("tag before first", "tag after second")
)


def both_tagged(row: Sequence[int]) -> bool:
    """Has each of the two its own tag, one before it and one behind: two people talking?"""
    return bool(row[_BEFORE_FIRST] and row[_AFTER_SECOND])


def link_rows(
    tokens: Tokens,
    segments: Sequence[Segment],
    reports: Sequence[Report],
    paragraph: Sequence[int],
) -> list[tuple[int, ...]]:
    """Return one row for each two neighbouring segments."""
    if len(segments) < 2:
        return []
    edge = [edge_row(tokens, s, s, paragraph) for s in segments]
    likely = [r for r in reports if r.any > 0.4]
    by_token = [r.cue.token for r in likely]
    rows = []
    for k in range(len(segments) - 1):
        rows.append(_pair(tokens, segments, k, likely, by_token, paragraph) + edge[k] + edge[k + 1])
    return rows


def _pair(
    tokens: Tokens,
    segments: Sequence[Segment],
    k: int,
    likely: Sequence[Report],
    by_token: Sequence[int],
    paragraph: Sequence[int],
) -> tuple[int, ...]:
    a, b = segments[k], segments[k + 1]
    gap = [i for i in range(a.last + 1, min(b.first, a.last + 80)) if tokens.tag[i] != "_SP"]
    between = likely[bisect_right(by_token, a.last) : bisect_left(by_token, b.first)]
    after = likely[bisect_right(by_token, b.last) : bisect_right(by_token, b.last + 6)]
    near = likely[bisect_left(by_token, a.last - 80) : bisect_right(by_token, a.last + 80)]
    before = likely[bisect_left(by_token, a.first - 6) : bisect_left(by_token, a.first)]
    left = any(r.cue.token - a.last <= 4 for r in between)
    right = any(b.first - r.cue.token <= 3 for r in between)
    ends = sum([tokens.words[i] in ".?!" for i in gap[:-1]])
    subject = next((r.cue.source for r in between if r.cue.source is not None), None)
    nxt = b.last + 1
    previous = segments[k - 1] if k else None
    return (
        bin_of(len(gap), _GAPS),
        min(paragraph[b.first] - paragraph[a.last], 2),
        min(len(between), 2),
        left + 2 * right,
        _one_content(a, b, near, between),
        int(_is_tag(tokens, a, b, between)),
        min(ends, 2),
        int(any(tokens.sent[r.cue.token] == tokens.sent[b.last] for r in after)),
        int(any(tokens.sent[r.cue.token] == tokens.sent[a.first] for r in before)),
        _tagged(tokens, a, between) + 2 * _tagged(tokens, b, after),
        int(a.span.continues),
        int(
            (b.first == 0 or paragraph[b.first - 1] != paragraph[b.first])
            and (nxt >= len(tokens) or paragraph[nxt] != paragraph[b.last])
        ),
        int(previous is None or previous.paragraph != a.paragraph),
        int(a.span.style == b.span.style),
        _subject_kind(tokens, subject),
    )


def _tagged(tokens: Tokens, segment: Segment, behind: Sequence[Report]) -> int:
    """Does a cue with its source touch the end of the segment: "…," *Lee said*?"""
    for report in behind:
        cue, source = report.cue.token, report.cue.source
        if source is None or tokens.sent[cue] != tokens.sent[segment.last]:
            continue
        if report.any > 0.5 and 0 < min(cue, source) - segment.last <= 2:
            return 1
    return 0


def _subject_kind(tokens: Tokens, subject: int | None) -> int:
    if subject is None:
        return 0
    if tokens.tag[subject] in ("PRP", "WP"):
        return 1
    return 2 if tokens.tag[subject] in ("NNP", "NNPS") else 3


def _one_content(a: Segment, b: Segment, near: Sequence[Report], between: Sequence[Report]) -> int:
    """Does one cue's content hold both segments, in one stretch or around the cue?"""
    for report in near:
        if report.content is None:
            continue
        spans = report.content.spans
        if any(x <= a.first and b.last - 1 <= y for x, y in spans):
            return 1
        if len(spans) == 2 and a.first >= spans[0][0] and b.last - 1 <= spans[1][1] and between:
            return 2
    return 0


def _is_tag(tokens: Tokens, a: Segment, b: Segment, between: Sequence[Report]) -> bool:
    """The words between are a cue, its source and little else: ``," Lee said, "``."""
    for report in between:
        source = report.cue.source
        if source is None or not a.last < source < b.first:
            continue
        low = min(report.cue.token, tokens.left[source])
        high = max(report.cue.token, source)
        if low - a.last <= 2 and b.first - high <= 12:
            return True
    return False
