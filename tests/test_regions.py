"""Quoted spans and labelled turns, as regions and as marks of tokens."""

from __future__ import annotations

from builders import make_tokens
from quotex.marks import QuotedSpan
from quotex.regions import find_regions, mark_tokens
from quotex.turns import Turn


def quoted(start: int, end: int, depth: int = 0) -> QuotedSpan:
    return QuotedSpan(start, end, start + 1, end - 1, depth, "curly", True, False)


def turn(label: int, start: int, end: int) -> Turn:
    return Turn(label, start - 2, start, end, False)


def bounds(spans: list[QuotedSpan], turns: list[Turn]) -> list[tuple[int, int, bool]]:
    return [
        (region.span.start, region.span.end, region.turn is not None)
        for region in find_regions(spans, turns)
    ]


def test_quoted_spans_alone() -> None:
    assert bounds([quoted(0, 5), quoted(9, 12)], []) == [(0, 5, False), (9, 12, False)]


def test_nested_spans_are_left_out() -> None:
    assert bounds([quoted(0, 20), quoted(5, 9, depth=1)], []) == [(0, 20, False)]


def test_a_turn_takes_the_place_of_the_quoted_spans_in_it() -> None:
    spans = [quoted(0, 5), quoted(14, 18), quoted(20, 24), quoted(40, 45)]
    assert bounds(spans, [turn(7, 12, 30)]) == [(0, 5, False), (12, 30, True), (40, 45, False)]


def test_a_quoted_span_that_shares_text_with_a_turn_belongs_to_it() -> None:
    assert bounds([quoted(10, 20)], [turn(0, 12, 30)]) == [(12, 30, True)]
    assert bounds([quoted(28, 40)], [turn(0, 12, 30)]) == [(12, 30, True)]


def test_spans_beside_a_turn_stay() -> None:
    assert bounds([quoted(5, 12), quoted(30, 35)], [turn(0, 12, 30)]) == [
        (5, 12, False),
        (12, 30, True),
        (30, 35, False),
    ]


def test_several_turns() -> None:
    turns = [turn(0, 5, 10), turn(11, 15, 30)]
    spans = [quoted(6, 9), quoted(16, 18), quoted(40, 44)]
    assert bounds(spans, turns) == [(5, 10, True), (15, 30, True), (40, 44, False)]


def test_the_span_of_a_turn_is_closed_and_outermost() -> None:
    (region,) = find_regions([], [turn(0, 5, 10)])
    span = region.span
    assert (span.inner_start, span.inner_end, span.depth, span.closed) == (5, 10, 0, True)


def test_marks_of_tokens_number_the_outermost_spans() -> None:
    # a at 0, bb at 2, ccc at 5, d at 9
    tokens = make_tokens("a/NN bb/NN ccc/NN d/NN")
    spans = [quoted(2, 4), quoted(2, 4, depth=1), quoted(5, 10)]
    assert mark_tokens(tokens, spans) == [0, 1, 2, 2]
    assert mark_tokens(tokens, []) == [0, 0, 0, 0]


def test_a_token_that_a_span_cuts_counts_as_inside() -> None:
    tokens = make_tokens("a/NN bbbb/NN c/NN")
    assert mark_tokens(tokens, [quoted(4, 5)]) == [0, 1, 0]
