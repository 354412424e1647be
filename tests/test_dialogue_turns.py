"""Turns: what one speaker says at once, over several spans and paragraphs."""

from __future__ import annotations

import pytest

from stories import tell

CAST = "There sat Ann Lee, and Bo Diaz, and Mr. Lund."


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        pytest.param(["“Go.”", "“No.”"], ["Go.", "No."], id="a paragraph each"),
        pytest.param(["“Go,” said Ann. “Now.”"], ["Go,|Now."], id="interrupted"),
        pytest.param(
            ["“Go,” said Ann. “No,” said Bo."], ["Go,", "No,"], id="two names in a paragraph"
        ),
        pytest.param(
            ["“Go,” he said. “No,” she said."], ["Go,", "No,"], id="two pronouns in a paragraph"
        ),
        pytest.param(
            ["“Go,” I said. “No,” she said."], ["Go,", "No,"], id="the narrator and another"
        ),
        pytest.param(
            ["“Go,” said Ann. “No,” said Bo. “I stay.”"],
            ["Go,", "No,|I stay."],
            id="the rest is the last one's",
        ),
        pytest.param(
            ["“Go,” said Ann. “Now,” said Ann."], ["Go,|Now,"], id="one name twice is one speaker"
        ),
        pytest.param(
            ["“Go,” said Ann. “Now,” she said."], ["Go,|Now,"], id="a name and a pronoun may be one"
        ),
        pytest.param(["“Go!” Ann rose. “Now!” Bo sat."], ["Go!|Now!"], id="beats part nothing"),
        pytest.param(["Nobody spoke."], [], id="none"),
    ],
)
def test_parts(paragraphs: list[str], expected: list[str]) -> None:
    assert tell(CAST, *paragraphs).turns() == expected


def test_each_part_keeps_its_own_tag() -> None:
    told = tell(CAST, "“Go,” said Ann. “No,” said Bo.")
    assert [told.tags(k)[0][0] for k in range(2)] == ["Ann", "Bo"]
    assert [tag.segment for turn in told.story.turns for tag in turn.tags] == [0, 0]


def test_a_speech_of_several_paragraphs_is_one_turn() -> None:
    told = tell(CAST, "“Go now.", "“Shut the gate.", "“Sit,” said Ann.", "“No.”")
    assert told.turns() == ["Go now.|Shut the gate.|Sit,", "No."]
    assert told.tags(0) == [("Ann", "name", "tag", True)]
    turn = told.story.turns[0]
    assert (turn.first, turn.last) == (1, 3)
    assert [tag.segment for tag in turn.tags] == [2]


def test_a_speech_goes_on_and_another_answers_in_the_same_paragraph() -> None:
    told = tell(CAST, "“Go now.", "“Sit,” said Ann. “No,” said Bo.")
    assert told.turns() == ["Go now.|Sit,", "No,"]
    assert [turn.first for turn in told.story.turns] == [1, 2]
    assert [turn.gap for turn in told.story.turns] == [0, 0]


@pytest.mark.parametrize("between", [0, 1, 2, 5])
def test_the_gap_counts_paragraphs_of_narration(between: int) -> None:
    told = tell(CAST, "“Go.”", *["They waited."] * between, "“No.”")
    assert [turn.gap for turn in told.story.turns] == [0, between]


def test_within_a_paragraph_there_is_no_gap() -> None:
    told = tell(CAST, "“Go,” said Ann. “No,” said Bo.", "“Well.”")
    assert [turn.gap for turn in told.story.turns] == [0, 0, 0]


def test_turns_hold_every_spoken_span_once_and_in_order() -> None:
    told = tell(
        CAST, "“Go,” said Ann. “No,” said Bo. “Now.", "“Then stay.”", "Mr. Lund rose.", "“Well.”"
    )
    spans = [s.span.start for turn in told.story.turns for s in turn.segments]
    assert spans == [s.span.start for s in told.said]
    assert spans == sorted(spans)
