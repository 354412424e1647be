"""Marked words of a story that nobody says."""

from __future__ import annotations

import pytest

from stories import tell


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        pytest.param("It was a “glorious” morning.", [], id="an adjective"),
        pytest.param("They met at the “Blue Otter” inn.", [], id="a name"),
        pytest.param("It was what they named “the long wait” there.", [], id="three words"),
        pytest.param("He said “glorious” and left.", ["glorious"], id="behind a reporting verb"),
        pytest.param("It was a “glorious!” morning.", ["glorious!"], id="an end of its own"),
        pytest.param("“Glorious” was the morning.", ["Glorious"], id="at the head"),
        pytest.param("It was a morning, “glorious” and cold.", ["glorious"], id="behind a comma"),
        pytest.param("It was “glorious”", ["glorious"], id="at the end of the text"),
        pytest.param("“Go,” said Ann.", ["Go,"], id="speech"),
    ],
)
def test_spoken(paragraph: str, expected: list[str]) -> None:
    told = tell(paragraph)
    assert [told.text[s.span.inner_start : s.span.inner_end] for s in told.said] == expected


@pytest.mark.parametrize(("count", "kept"), [(4, False), (5, True)])
def test_four_words_are_few(count: int, kept: bool) -> None:
    told = tell(f"It was a “{' '.join(['cold'] * count)}” morning.")
    assert bool(told.said) is kept


def test_at_the_head_of_a_paragraph_words_are_spoken() -> None:
    told = tell("They waited.", "“Glorious” was the morning.")
    assert len(told.said) == 1


def test_at_the_end_of_a_paragraph_words_are_spoken() -> None:
    told = tell("It was “glorious”", "They waited.")
    assert len(told.said) == 1
