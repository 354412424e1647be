"""What each mark may be, and at what cost."""

from __future__ import annotations

import pytest

from quotex.mark_evidence import NEVER, STRAY, Evidence, Habits, find_habits, find_marks

USUAL, BRITISH = Habits(), Habits(single_primary=True)


def evidence(text: str, habits: Habits = USUAL) -> Evidence:
    """The evidence of the mark before which ``^`` stands in the text."""
    at = text.index("^")
    text = text.replace("^", "")
    return next(m.evidence for m in find_marks(text, 0, len(text), habits) if m.start == at)


def glyphs(text: str, habits: Habits = USUAL) -> list[str]:
    return [text[m.start : m.end] for m in find_marks(text, 0, len(text), habits)]


def cheapest(found: Evidence) -> str:
    """What the mark most likely is; nothing when two readings cost the same."""
    costs = {"opens": found.opens, "closes": found.closes, "stray": found.skip}
    low = min(costs.values())
    assert low >= 0
    names = [name for name, cost in costs.items() if cost == low]
    return names[0] if len(names) == 1 else ""


def lean(found: Evidence) -> str:
    """What the surroundings say, by the cost of reading the mark the other way.

    They say it "surely" for two points or more, and never rule a reading out: that is at most
    what a missing closing mark costs. "Rather" means that the likelier reading has a cost too.
    """
    low, high = sorted((found.opens, found.closes))
    assert 0 <= low <= 0.5
    assert high <= 2.5 or found.opens == NEVER  # as the last mark of a paragraph
    if low == high:
        return "either"
    way = "opens" if found.opens < found.closes else "closes"
    if low:
        return f"rather {way}"
    assert high >= 0.8
    return f"surely {way}" if high >= 2 else way


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said ^" go', "either"),
        ('He said ^"go', "surely opens"),
        ('He said ^"(go', "surely opens"),
        ('He said ^"--go', "opens"),
        ('He said ^", go', "rather closes"),
        ('He said ^"... go', "opens"),
        ('He said ^". . . go', "opens"),
        ('He said ^"… go', "opens"),
        ('He said ^". Go', "rather closes"),
        ('He said ^": go', "rather closes"),
        ('He (^" go', "rather opens"),
        ('He (^"go', "surely opens"),
        ('He (^"--go', "surely opens"),
        ('He said--^" go', "surely closes"),
        ('He said--^"go', "rather opens"),
        ('He said--^"(go', "rather opens"),
        ('He said--^"--go', "either"),
        ('He said--^", go', "surely closes"),
        ('He said--^"... go', "either"),
        ('He said^" go', "surely closes"),
        ('He said^"go', "either"),
        ('He said^"(go', "either"),
        ('He said^"--go', "closes"),
        ('He said^", go', "surely closes"),
        ('He said^"... go', "surely closes"),
        ('He said,^" go', "surely closes"),
        ('He said,^"go', "either"),
        ('He said,^"(go', "either"),
        ('He said,^"--go', "closes"),
        ('He said,^"; go', "surely closes"),
        ('He said,^"... go', "closes"),
        ('He said.^" Go', "surely closes"),
        ('He said...^" Go', "surely closes"),
        ('He said:^" go', "rather closes"),
        ('He said:^"go', "rather opens"),
        ('He said:^"--go', "closes"),
        ('^"go', "surely opens"),
        ('I^" go', "surely closes"),
        ('go^"', "surely closes"),
    ],
)
def test_what_stands_on_either_side(text: str, expected: str) -> None:
    assert lean(evidence(text)) == expected


@pytest.mark.parametrize("char", ["\t", "\n", "\u00a0", "\u200b", "\ufeff"])
def test_space_of_any_kind(char: str) -> None:
    assert lean(evidence(f'said{char}^"go')) == "surely opens"
    assert lean(evidence(f'said^"{char}go')) == "surely closes"


def test_three_marks_or_stars_are_looked_past() -> None:
    assert lean(evidence('He said **_^"go')) == "surely opens"
    assert lean(evidence('He said **__^"go')) == "either"
    assert lean(evidence('He said^"_** go')) == "surely closes"
    assert lean(evidence('He said^"__** go')) == "either"
    assert lean(evidence("'^\"go")) == "surely opens"
    assert lean(evidence("go^\"'")) == "surely closes"


def test_nothing_beyond_the_paragraph_is_seen() -> None:
    text = 'one"two"six'
    first, second = find_marks(text, 3, 8, USUAL)
    assert (first.start, second.start) == (3, 7)
    assert lean(first.evidence) == "surely opens"
    assert lean(second.evidence) == "surely closes"
    (third,) = find_marks('6"go', 1, 4, USUAL)
    assert third.evidence.skip == STRAY


def test_the_last_mark_of_a_paragraph_opens_nothing() -> None:
    assert evidence('He said ^"').opens == NEVER
    assert evidence('He said ^"a').opens < NEVER


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("He said^“ go", "opens"),
        ("He said ^”go", "closes"),
        ("He said^‟ go", "opens"),
        ("He said^„ go", "opens"),
        ("He said^« go", "opens"),
        ("He said ^»go", "closes"),
        ("He said^‹ go", "opens"),
        ("He said ^›go", "closes"),
        ("He said^`` go", "opens"),
        ("He said^‘‘ go", "opens"),
        ("He said ^’’go", "closes"),
    ],
)
def test_a_glyph_that_shows_a_direction_says_more_than_space(text: str, way: str) -> None:
    found = evidence(text)
    assert cheapest(found) == way
    assert max(found.opens, found.closes) < 2.5  # it may be the wrong glyph


def test_glyph_and_space_agree_at_no_cost() -> None:
    assert evidence("He said ^“go").opens == 0
    assert evidence("He said^” go").closes == 0


@pytest.mark.parametrize(
    ("text", "habits", "way"),
    [
        ("He said^» go", Habits(inward_guillemets=True), "opens"),
        ("He said ^«go", Habits(inward_guillemets=True), "closes"),
        ("He said^› go", Habits(inward_guillemets=True), "opens"),
        ("He said ^‹go", Habits(inward_guillemets=True), "closes"),
        ("He said ^“go", Habits(low_closed_by_66=True), "closes"),
    ],
)
def test_the_habits_of_the_text_turn_glyphs_round(text: str, habits: Habits, way: str) -> None:
    assert cheapest(evidence(text, habits)) == way
    assert cheapest(evidence(text)) != way


def test_a_double_mark_is_hardly_ever_stray() -> None:
    for text in ('He said ^"go', "He said ^“go", "He said^” go", "He said ^“ go"):
        assert evidence(text).skip == STRAY
    assert 0.5 < evidence('He said ^" go').skip < STRAY


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("He is 5'10^\" tall", "stray"),
        ("He is 5' 10^\" tall", "stray"),
        ("He is 5'10^'' tall", "stray"),
        ('It was in 2016^" here', "closes"),
        ('He is5"10^" tall', "closes"),
    ],
)
def test_heights(text: str, way: str) -> None:
    assert cheapest(evidence(text)) == way


def test_a_height_may_end_a_quotation() -> None:
    assert 0.5 < evidence("He is 5'10^\" tall").closes < 1


def test_inches_are_easily_left_out() -> None:
    inches, mark = evidence('A 6^" pipe'), evidence('A six^" pipe')
    assert inches.closes < inches.skip < inches.closes + 0.5
    assert inches.closes > mark.closes == 0
    assert mark.skip == STRAY
    assert evidence('^"Six').skip == STRAY


def test_marks_that_only_open() -> None:
    for text in ("Type ^`go` now", "She said ^‚go‘ then"):
        found = evidence(text)
        assert found.closes == NEVER
        assert found.opens < 1
        assert 0 < found.skip < 1


@pytest.mark.parametrize(
    ("text", "usual", "british"),
    [
        pytest.param("He said ^'go", "opens", "opens", id="opening"),
        pytest.param("He said ^‘go", "opens", "opens", id="opening, curly"),
        pytest.param("^'Tis late", "stray", "stray", id="elided start"),
        pytest.param("^’Tis late", "stray", "stray", id="elided start, curly"),
        pytest.param("He said ^’go", "stray", "stray", id="an apostrophe set by hand"),
        pytest.param("He came,^' she", "closes", "closes", id="closing"),
        pytest.param("He came,^’ she", "closes", "closes", id="closing, curly"),
        pytest.param("the old guard^' left", "closes", "closes", id="after a word"),
        pytest.param("the hard yards^', he", "closes", "closes", id="after s"),
        pytest.param("they were goin^' home", "stray", "stray", id="elided end"),
        pytest.param("it stood 6^' off", "", "", id="feet"),
    ],
)
def test_single_marks(text: str, usual: str, british: str) -> None:
    assert cheapest(evidence(text)) == usual
    assert cheapest(evidence(text, BRITISH)) == british


def test_a_single_mark_is_dearer_where_doubles_are_usual() -> None:
    usual, british = evidence("He said ^'go"), evidence("He said ^'go", BRITISH)
    assert british.opens == 0 < usual.opens < usual.skip < british.skip == STRAY
    curly = evidence("He said ^‘go")
    assert (curly.opens, curly.skip) == (0, STRAY)
    closing, british = evidence("He came,^' she"), evidence("He came,^' she", BRITISH)
    assert british.closes == closing.closes == 0
    assert 2 < closing.skip < british.skip == STRAY


def test_an_opening_single_mark_closes_at_a_cost() -> None:
    assert cheapest(evidence("He came,^‘ she")) == "closes"
    assert 0.5 < evidence("He came,^‘ she").closes < evidence("He came,^‘ she").skip
    assert evidence("a guard^‘ left").closes == 1


def test_a_single_mark_between_spaces_may_be_either() -> None:
    assert evidence("He said ^' go")[1:3] == (0.5, 0.5)


@pytest.mark.parametrize(
    "text",
    [
        "the guard^' left",
        "the boys^' room",
        "the yards^', he",
        "a goin^' concern",
        "he is 6^' tall",
    ],
)
def test_behind_a_word_both_a_closing_mark_and_an_apostrophe_are_cheap(text: str) -> None:
    found = evidence(text)
    assert 0 <= found.closes <= 1
    assert 0 < found.skip < 1
    assert found.closes + found.skip < 1.5


def test_what_begins_like_an_elision_costs_nothing_as_one() -> None:
    assert evidence("^'Tis late").skip == evidence("^'Tis late", BRITISH).skip == 0


def test_what_begins_like_an_elision_hardly_opens_a_quotation() -> None:
    assert 2 <= evidence("^'Tis late", BRITISH).opens < 2.5
    assert 2 <= evidence("^'Tis late").opens < 3
    assert 2 <= evidence("He said ^’go").opens < 2.5
    assert 0 < evidence("He said ^’go").skip < 0.5


def test_a_single_mark_behind_a_word_does_not_open() -> None:
    assert evidence("the old guard^' left").opens == NEVER
    assert evidence("He came,^' she").opens < NEVER


def test_british_style_is_told_by_marks_behind_commas_and_stops() -> None:
    assert find_habits("'Go,' she said.").single_primary
    assert find_habits("‘Go.’ She left. ‘No!’").single_primary
    assert not find_habits("She said 'go' to the boys' aunt.").single_primary
    assert not find_habits("").single_primary
    # Two closing ones for each pair of double marks; one is not enough.
    assert not find_habits("'Go,' she said. “No.”").single_primary
    assert find_habits("'Go,' she said. 'No.' “No.”").single_primary
    for pair in ("“No”", '"No"', "«No»", "''No''"):
        assert not find_habits(f"'Go,' she said. {pair}").single_primary


def test_low_marks_are_closed_by_whatever_closes_most() -> None:
    assert find_habits("„Go“, she said.").low_closed_by_66
    assert not find_habits("„Go”, she said.").low_closed_by_66
    assert find_habits("„Go“, she said. „No”").low_closed_by_66
    assert not find_habits("“Go”, she said.").low_closed_by_66


@pytest.mark.parametrize(
    ("text", "inward"),
    [
        ("»Go«, she said.", True),
        ("«Go», she said.", False),
        ("›Go‹, she said.", True),
        ("‹Go›, she said.", False),
        ("» Go «, she said.", True),
        ("« Go », she said.", False),
        ("»Go« and »no«, she said. «Yes»", True),
        ("»Go« and «no», she said. «Yes»", False),
        ("»Go« and «no», she said.", True),
        ("«Go» and »no«, she said.", False),
        ("»Go« «yes", True),
        ("«Go» »yes", False),
        ("She said go.", False),
        ("It is 5 › 4.", False),
    ],
)
def test_guillemets_turn_the_way_of_most(text: str, inward: bool) -> None:
    assert find_habits(text).inward_guillemets is inward


@pytest.mark.parametrize(
    ("text", "usual", "british"),
    [
        ("''go''", ["''", "''"], ["'", "'", "'", "'"]),
        ("``go''", ["``", "''"], ["``", "'", "'"]),
        ("‘‘go’’", ["‘‘", "’’"], ["‘", "‘", "’", "’"]),
        ("said '''go", ["''", "'"], ["'", "'", "'"]),
        ("go''' he", ["'", "''"], ["'", "'", "'"]),
        ("go,\"'", ['"', "'"], ['"', "'"]),
        ('"""go', ['"', '"', '"'], ['"', '"', '"']),
        ('""""go', [], []),
        ('""""\'go', [], []),
        ('"\'"\'"go', ['"', "'", '"', "'", '"'], ['"', "'", '"', "'", '"']),
        ("\"'\"'\"'go", [], []),
        ("don't O’Brien", [], []),
        ("the ‘n’ of it", ["‘", "’"], ["‘", "’"]),
    ],
)
def test_a_run_of_marks_is_taken_apart(text: str, usual: list[str], british: list[str]) -> None:
    assert glyphs(text) == usual
    assert glyphs(text, BRITISH) == british
