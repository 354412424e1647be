"""Tags, lead-ins and beats: the narration beside a turn's words and its subject."""

from __future__ import annotations

import pytest

from stories import tell

# Names are known from here on.
CAST = "There sat Ann Lee, and Bo Diaz, and Mr. Lund, and Captain Brandt."


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        pytest.param("“Go,” said Ann.", ("Ann", "name", "tag", True), id="verb, name"),
        pytest.param("“Go,” Ann said.", ("Ann", "name", "tag", True), id="name, verb"),
        pytest.param("“Go!” Ann said.", ("Ann", "name", "tag", True), id="behind a stop"),
        pytest.param("“Go,” Ann whirled.", ("Ann", "name", "tag", True), id="any verb, comma"),
        pytest.param("“Go,” she said.", ("she", "she", "tag", True), id="she"),
        pytest.param("“Go,” said he.", ("he", "he", "tag", True), id="he behind its verb"),
        pytest.param("“Go,” I said.", ("I", "i", "tag", True), id="I"),
        pytest.param("“Go,” they said.", ("they", "they", "tag", True), id="they"),
        pytest.param("“Go,” we said.", ("we", "they", "tag", True), id="we count as several"),
        pytest.param("“Go,” she slowly said.", ("she", "she", "tag", True), id="adverb between"),
        pytest.param("“Go,” said slowly Ann.", ("Ann", "name", "tag", True), id="adverb behind"),
        pytest.param(
            "“Go,” said the old gardener.", ("gardener", "nominal", "tag", True), id="noun"
        ),
        pytest.param("“Go,” said Mr. Lund.", ("Lund", "name", "tag", True), id="title"),
        pytest.param(
            "“Go,” said Ann's brother.", ("brother", "nominal", "tag", True), id="a name's owner"
        ),
        pytest.param("“Go,” was her reply.", ("her", "she", "tag", True), id="was her reply"),
        pytest.param("“Go,” was his only answer.", ("his", "he", "tag", True), id="his answer"),
        pytest.param("“Go,” was Ann's reply.", ("Ann", "name", "tag", True), id="was Ann's reply"),
        pytest.param("“Go!” Ann took the lamp.", ("Ann", "name", "beat", True), id="beat behind"),
        pytest.param("“Go!” She took the lamp.", ("She", "she", "beat", True), id="pronoun beat"),
        pytest.param("Ann rose. “Go!”", ("Ann", "name", "beat", False), id="beat before"),
        pytest.param("Ann rose: “Go!”", ("Ann", "name", "lead", False), id="lead-in, colon"),
        pytest.param("Ann said, “Go!”", ("Ann", "name", "lead", False), id="lead-in, comma"),
        pytest.param("Then she told him “Go!”", ("she", "she", "lead", False), id="no stop"),
        pytest.param("“Go!”", None, id="nothing"),
    ],
)
def test_one_tag(paragraph: str, expected: tuple[str, str, str, bool] | None) -> None:
    told = tell(CAST, paragraph)
    assert told.tags(0) == ([] if expected is None else [expected])


def test_the_verb_of_a_tag() -> None:
    told = tell(CAST, "“Go,” she slowly said. “Now.”")
    (tag,) = told.story.turns[0].tags
    assert told.tokens.words[tag.verb] == "said"
    assert tag.segment == 0


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        pytest.param("Ann rose and said:", [("Ann", "name", "lead", False)], id="colon"),
        pytest.param("Ann rose and said,", [("Ann", "name", "lead", False)], id="comma"),
        pytest.param("Ann rose and left.", [], id="a full stop ends it"),
    ],
)
def test_a_lead_in_across_the_paragraph_break(
    lead: str, expected: list[tuple[str, str, str, bool]]
) -> None:
    told = tell(CAST, lead, "“Go now.”")
    assert told.tags(0) == expected


def test_marked_words_lead_in_nothing() -> None:
    told = tell(CAST, "“Ann said,”", "“Go now.”")
    assert told.tags(1) == []


def test_between_two_spans_the_tag_belongs_to_the_first() -> None:
    told = tell(CAST, "“Go,” said Ann, “and shut the gate.”")
    (turn,) = told.story.turns
    assert told.tags(0) == [("Ann", "name", "tag", True)]
    assert [tag.segment for tag in turn.tags] == [0]


def test_a_subject_inside_marks_is_none() -> None:
    assert tell(CAST, "The lamp. “Ann rose.”").tags(0) == []
