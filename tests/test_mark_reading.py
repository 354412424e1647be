"""Which marks of a paragraph open, which close: the reading that costs least."""

from __future__ import annotations

import pytest

from quotex.mark_evidence import NEVER, STRAY, Evidence, Mark
from quotex.mark_reading import read_marks, reopens

# Costs of opening, of closing and of no quotation mark, as evidence has them.
OPENING = (0.0, 2.0, STRAY)
CLOSING = (2.5, 0.0, STRAY)
EITHER = (0.5, 0.5, STRAY)
DOUBTFUL = (0.5, 0.5, 2.0)  # a mark with space on either side
LAST = (NEVER, 0.0, STRAY)
ONLY_OPENS = (0.0, NEVER, 0.5)


def mark(at: int, costs: tuple[float, float, float], kind: str = "straight") -> Mark:
    return Mark(at, at + 1, Evidence(kind, *costs))


def read(
    *costs: tuple[float, float, float],
    kinds: str = "",
    reopened: tuple[str, ...] = (),
    carried: str = "",
) -> str:
    """The reading, a character a mark: ``(`` opens, ``)`` closes, ``.`` is no quotation mark.

    ``/`` opens where the mark before it was not closed, ``=`` begins with what is carried.
    ``kinds`` are those of the marks, divided by spaces.
    """
    named = kinds.split() or ["straight"] * len(costs)
    marks = [mark(k, cost, kind) for k, (cost, kind) in enumerate(zip(costs, named, strict=True))]
    before = Mark(0, 0, Evidence(carried, 0.0, NEVER, NEVER)) if carried else None
    shown, depth = "", 0
    for found, step in read_marks(marks, reopened, before):
        if found is before:
            shown += "="
        elif step.opens:
            shown += "(" if step.keep == depth else "/"
        else:
            shown += ")" if step.closes else "."
        depth = len(step.stack)
    return shown


def test_marks_in_pairs() -> None:
    assert read() == ""
    assert read(OPENING, CLOSING) == "()"
    assert read(OPENING, CLOSING, OPENING, LAST) == "()()"
    assert read(EITHER, EITHER, EITHER, EITHER) == "()()"


def test_one_wrong_mark_does_not_turn_those_behind_it_round() -> None:
    assert read(OPENING, OPENING, CLOSING, OPENING, CLOSING) == "(/)()"
    assert read(CLOSING, OPENING, CLOSING) == ".()"
    assert read(OPENING, CLOSING, CLOSING, OPENING, CLOSING) == "().()"


def test_a_mark_left_open_inside_another_is_reopened_there() -> None:
    kinds = "curly single single single curly"
    assert read(OPENING, OPENING, OPENING, CLOSING, CLOSING, kinds=kinds) == "((/))"
    # Two that are left open cost twice as much: rather one is, and one mark is stray.
    kinds = "curly single curly curly"
    assert read(OPENING, OPENING, (0.0, 2.0, 2.0), CLOSING, kinds=kinds) == "((.)"


def test_a_mark_left_open_is_cheaper_than_a_stray_one() -> None:
    assert read(OPENING) == "("
    assert read(OPENING, CLOSING, OPENING) == "()("
    assert read((1.0, 2.0, STRAY)) == "."


def test_a_doubtful_mark_is_rather_stray_than_left_open() -> None:
    assert read(DOUBTFUL) == "."
    assert read((0.0, 2.0, 2.0)) == "."
    assert read(OPENING, CLOSING, DOUBTFUL) == "()."


def test_a_mark_is_left_open_where_the_next_paragraph_reopens_it() -> None:
    doubtful = (0.0, 2.0, 0.5)
    assert read(doubtful) == "."
    assert read(doubtful, reopened=("straight",)) == "("
    assert read(doubtful, reopened=("curly",)) == "("
    assert read(doubtful, reopened=("guillemet",)) == "."
    # It is not for free, and each depth has to be reopened.
    assert read((0.0, 2.0, 0.1), reopened=("straight",)) == "."
    assert read(OPENING, (0.0, 2.0, 0.5), kinds="curly single", reopened=("curly",)) == "(."
    both = ("curly", "single-curly")
    assert read(OPENING, (0.0, 2.0, 0.5), kinds="curly single", reopened=both) == "(("


def test_what_the_next_paragraph_reopens() -> None:
    assert reopens(("curly", "single"), 0, "straight")
    assert reopens(("curly", "single"), 1, "single-curly")
    assert not reopens(("curly", "single"), 1, "curly")
    assert not reopens(("curly",), 1, "single")
    assert not reopens((), 0, "curly")


def test_a_closing_mark_goes_on_with_what_the_last_paragraph_left_open() -> None:
    assert read(LAST, carried="curly") == "=)"
    assert read(LAST) == "."
    assert read(LAST, carried="guillemet") == "."
    # Going on costs something: a mark that may as well be stray is, one that may open does.
    assert read((NEVER, 0.0, 0.9), carried="straight") == "."
    assert read((NEVER, 0.0, 1.1), carried="straight") == "=)"
    assert read(OPENING, CLOSING, carried="straight") == "()"
    assert read(OPENING, CLOSING, CLOSING, carried="straight") == "()."
    assert read(OPENING, CLOSING, CLOSING, carried="curly") == "=())"


def test_marks_of_other_kinds_close_each_other_rather_than_none() -> None:
    assert read(OPENING, CLOSING, kinds="curly straight") == "()"
    assert read(OPENING, CLOSING, kinds="typed straight") == "()"
    assert read(OPENING, CLOSING, kinds="guillemet straight") == "(."
    assert read(OPENING, (2.5, 0.0, 2.0), kinds="guillemet single") == "(."


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("low", "curly"),
        ("backtick", "typed"),
        ("single-low", "single-curly"),
        ("single-backtick", "single"),
        ("curly", "curly"),
    ],
)
def test_mates_close_each_other_for_nothing(opening: str, closing: str) -> None:
    # With any cost on top of 2.5 for the mark left open, the first one would be stray.
    assert read((2.4, NEVER, STRAY), LAST, kinds=f"{opening} {closing}") == "()"
    strange = {"curly": "straight", "typed": "straight", "single-curly": "single"}
    other = strange.get(closing, "single-curly")
    assert read((2.4, NEVER, 0.5), (NEVER, 0.0, 2.5), kinds=f"{opening} {other}") == ".."


def test_a_mark_of_another_kind_has_its_price() -> None:
    assert read(OPENING, (1.9, 0.0, STRAY), OPENING, CLOSING, kinds="curly straight " * 2) == "()()"
    assert read((0.0, NEVER, 0.8), (NEVER, 0.0, 0.1), kinds="curly straight") == ".."
    assert read((0.0, NEVER, 1.1), (NEVER, 0.0, 1.1), kinds="curly straight") == "()"


def test_marks_in_marks() -> None:
    assert read(OPENING, OPENING, CLOSING, CLOSING, kinds="curly single single curly") == "(())"
    assert read(OPENING, OPENING, CLOSING, CLOSING, kinds="straight curly curly straight") == "(())"
    assert read(OPENING, OPENING, CLOSING, CLOSING) == "(())"


def test_marks_in_marks_of_the_same_kind_are_a_little_cheaper_than_a_missing_one() -> None:
    assert read(OPENING, OPENING, CLOSING, LAST) == "(())"
    inches = (2.5, 0.5, 0.6)
    assert read(OPENING, OPENING, inches, LAST) == "(())"
    assert read(OPENING, OPENING, CLOSING) == "(/)"
    assert read(OPENING, (0.0, 2.0, 2.0), CLOSING, (NEVER, 0.0, 0.1)) == "(.)."


def test_no_more_than_four_deep() -> None:
    kinds = "curly single guillemet angle"
    assert read(*[OPENING] * 4, *[CLOSING] * 4, kinds=f"{kinds} angle guillemet single curly") == (
        "(((())))"
    )
    deeper = f"{kinds} curly curly angle guillemet single curly"
    assert "(((((" not in read(*[OPENING] * 5, *[CLOSING] * 5, kinds=deeper)


def test_the_likeliest_of_very_many_readings_is_kept() -> None:
    opening, closing = (0.2, 2.0, 2.0), (2.5, 0.0, 2.0)
    kinds = "single guillemet curly angle angle curly guillemet single"
    assert read(*[opening] * 4, *[closing] * 4, kinds=kinds) == "(((())))"


def test_a_mark_that_only_opens() -> None:
    assert read(ONLY_OPENS, CLOSING, kinds="single-backtick single") == "()"
    assert read(OPENING, ONLY_OPENS, kinds="single-backtick single-backtick") == "(."


def test_the_outer_mark_closes_over_an_inner_one_left_open() -> None:
    assert read(OPENING, OPENING, LAST, kinds="curly single curly") == "(()"
