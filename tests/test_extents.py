"""Extents: the marked words alone, or the clause around them."""

from __future__ import annotations

import pytest

from builders import MadePage, make_page, named, report_at
from quotex.extents import FEATURES, Option, extent_options
from quotex.reports import Report
from quotex.scene import group

CALLED = "Lee called/VBD the/DT big/JJ plan/NN “ bad/JJ@oprd:called and/CC sad/JJ ” ."


def options(
    page: MadePage, *reports: Report, chosen: Report | None = None, linked: bool = False
) -> list[Option]:
    quotation = group(page.segments, [linked] * (len(page.segments) - 1))[0]
    found = extent_options(page.tokens, quotation, reports, chosen, page.paragraph)
    assert {len(option.row) for option in found} == {len(FEATURES)}
    return found


def texts(page: MadePage, found: list[Option]) -> list[tuple[str, ...]]:
    return [tuple(page.tokens.span_text(a, b) for a, b in option.spans) for option in found]


def held_by(*held: tuple[str, ...]) -> tuple[MadePage, list[Option], Report]:
    page = make_page(CALLED)
    called = report_at(page, "called", "Lee", held=held)
    return page, options(page, called, chosen=called), called


def test_the_marks_come_first() -> None:
    page, found, called = held_by(("the big plan “ bad and sad ”",), ("plan “ bad and sad ”",))
    assert texts(page, found) == [
        ("“bad and sad”",),
        ("the big plan “bad and sad”",),
        ("plan “bad and sad”",),
    ]
    assert [option.report for option in found] == [None, called, called]
    assert [named(FEATURES, option.row)["option"] for option in found] == ["marks", "1st", "2nd"]


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        pytest.param(("“ bad and sad ”",), [], id="the same"),
        pytest.param(("bad and sad",), [], id="less than the same"),
        pytest.param(("the big plan",), [], id="elsewhere"),
        pytest.param(("the big plan “ bad",), [], id="cuts the marks"),
        pytest.param(("plan “ bad and sad",), [("plan “bad and sad”",)], id="without its mark"),
        pytest.param(
            ("the big", "bad and sad"), [("the big", "“bad and sad”")], id="in two stretches"
        ),
        pytest.param(
            ("the big plan", "bad and sad"), [("the big plan “bad and sad”",)], id="joined"
        ),
    ],
)
def test_what_joins_the_options(held: tuple[str, ...], expected: list[tuple[str, ...]]) -> None:
    page, found, _ = held_by(held)
    assert texts(page, found[1:]) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        pytest.param("that/IN", ("that “rain fell”",), id="conjunction"),
        pytest.param("that/IN ,", ("that, “rain fell”",), id="and a comma"),
        pytest.param("that/DT", ("“rain fell”",), id="determiner"),
        pytest.param("of/IN", ("“rain fell”",), id="other word"),
    ],
)
def test_a_that_before_the_marks_is_taken_in(before: str, expected: tuple[str, ...]) -> None:
    page = make_page(f"Lee said/VBD {before} “ rain/NN fell/VBD@ccomp:said ” .")
    assert texts(page, options(page)) == [expected]


def test_no_extent_comes_twice() -> None:
    page, found, _ = held_by(("plan “ bad and sad ”",), ("plan “ bad and sad",))
    assert texts(page, found)[1:] == [("plan “bad and sad”",)]


def test_no_more_than_six_of_one_report() -> None:
    page = make_page(f"Lee called/VBD {'a/DT ' * 9}“ bad/JJ ” .")
    held = tuple((f"{'a ' * k}“ bad ”",) for k in range(1, 9))
    called = report_at(page, "called", "Lee", held=held)
    found = options(page, called, chosen=called)
    assert len(found) == 7
    assert named(FEATURES, found[-1].row)["option"] == "6th"


@pytest.mark.parametrize(
    ("feature", "label"),
    [
        ("report", "the source's"),
        ("behind", "0"),
        ("words before", "3-4"),
        ("words after", "0"),
        ("cue", "0.85"),
        ("holds", "all"),
        ("c kind", "verb"),
        ("q before", "noun"),
        ("parts", "1"),
    ],
)
def test_row_of_a_larger_extent(feature: str, label: str) -> None:
    _, found, _ = held_by(("the big plan “ bad and sad ”",))
    assert named(FEATURES, found[1].row)[feature] == label


@pytest.mark.parametrize(
    ("feature", "label"),
    [
        ("report", "none"),
        ("words before", "0"),
        ("holds", "marks"),
        ("c kind", "marks"),
        ("c first word", "marks"),
        ("q before", "noun"),
    ],
)
def test_row_of_the_marks(feature: str, label: str) -> None:
    _, found, _ = held_by()
    assert named(FEATURES, found[0].row)[feature] == label


def test_how_far_behind_the_best_content() -> None:
    _, found, _ = held_by(("the big plan “ bad and sad ”",), ("plan “ bad and sad ”",))
    assert named(FEATURES, found[2].row)["behind"] == "0.7"  # one below the best


class TestReports:
    def test_the_chosen_one_comes_first_then_those_of_the_same_source(self) -> None:
        page = make_page(
            "Roe added/VBD@ROOT:added Lee called/VBD@ccomp:added and/CC named/VBD@conj:called "
            "the/DT big/JJ plan/NN “ bad/JJ@oprd:called ” ."
        )
        added = report_at(page, "added", "Roe", held=(("the big plan “ bad ”",),))
        called = report_at(page, "called", "Lee", held=(("big plan “ bad ”",),))
        named_ = report_at(page, "named", "Lee", held=(("plan “ bad ”",),))
        found = options(page, added, called, named_, chosen=called)
        assert [option.report for option in found] == [None, called, named_, added]
        labels = [named(FEATURES, option.row)["report"] for option in found]
        assert labels == ["none", "the source's", "the same source", "another"]

    def test_without_a_chosen_one_the_likely_ones_count(self) -> None:
        page = make_page(CALLED)
        held = (("plan “ bad and sad ”",),)
        likely = report_at(page, "called", "Lee", chance=0.5, held=held)
        assert [o.report for o in options(page, likely)] == [None, likely]
        unlikely = report_at(page, "called", "Lee", chance=0.4, held=held)
        assert [o.report for o in options(page, unlikely)] == [None]


@pytest.mark.parametrize(
    ("held", "label", "text"),
    [
        pytest.param(
            ("it was “ bad ” and “ sad ”",), "all", ("it was “bad” and “sad”",), id="both"
        ),
        pytest.param(("it was “ bad ”",), "first", ("it was “bad”", "“sad”"), id="first"),
        pytest.param(("and “ sad ” now",), "last", ("“bad” and “sad” now",), id="last"),
    ],
)
def test_of_two_segments(held: tuple[str, ...], label: str, text: tuple[str, ...]) -> None:
    page = make_page("Lee said/VBD it/PRP was/VBD@ccomp:said “ bad/JJ ” and/CC “ sad/JJ ” now/RB .")
    said = report_at(page, "said", "Lee", held=(held,))
    found = options(page, said, chosen=said, linked=True)
    assert texts(page, found) == [("“bad”", "“sad”"), text]
    row = named(FEATURES, found[1].row)
    assert (row["holds"], row["parts"]) == (label, "2+")
