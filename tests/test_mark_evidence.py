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
    names = [name for name, cost in costs.items() if cost == low]
    return names[0] if len(names) == 1 else ""


def lean(found: Evidence) -> str:
    """What speaks from the surroundings: for nothing if clear, else at half a point at most."""
    if found.opens == found.closes:
        assert found.opens == 0.5
        return "either"
    way, cost = ("opens", found.opens) if found.opens < found.closes else ("closes", found.closes)
    assert 0 <= cost <= 0.5
    assert abs(found.opens - found.closes) >= 0.5
    if cost == 0:
        assert max(found.opens, found.closes) >= 0.8
    return way if cost == 0 else f"rather {way}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said ^" go', "either"),
        ('He said ^"go', "opens"),
        ('He said ^"(go', "opens"),
        ('He said ^"--go', "opens"),
        ('He said ^", go', "rather closes"),
        ('He said ^"... go', "opens"),
        ('He said ^". . . go', "opens"),
        ('He said ^"… go', "opens"),
        ('He said ^". Go', "rather closes"),
        ('He said ^": go', "rather closes"),
        ('He (^" go', "rather opens"),
        ('He (^"go', "opens"),
        ('He (^"--go', "opens"),
        ('He said--^" go', "closes"),
        ('He said--^"go', "rather opens"),
        ('He said--^"(go', "rather opens"),
        ('He said--^"--go', "either"),
        ('He said--^", go', "closes"),
        ('He said--^"... go', "either"),
        ('He said^" go', "closes"),
        ('He said^"go', "either"),
        ('He said^"(go', "either"),
        ('He said^"--go', "closes"),
        ('He said^", go', "closes"),
        ('He said^"... go', "closes"),
        ('He said,^" go', "closes"),
        ('He said,^"go', "either"),
        ('He said,^"(go', "either"),
        ('He said,^"--go', "closes"),
        ('He said,^"; go', "closes"),
        ('He said,^"... go', "closes"),
        ('He said.^" Go', "closes"),
        ('He said...^" Go', "closes"),
        ('He said:^" go', "rather closes"),
        ('He said:^"go', "rather opens"),
        ('He said:^"--go', "closes"),
        ('^"go', "opens"),
        ('go^"', "closes"),
    ],
)
def test_what_stands_on_either_side(text: str, expected: str) -> None:
    assert lean(evidence(text)) == expected


@pytest.mark.parametrize("char", ["\t", "\n", "\u00a0", "\u200b", "\ufeff"])
def test_space_of_any_kind(char: str) -> None:
    assert lean(evidence(f'said{char}^"go')) == "opens"
    assert lean(evidence(f'said^"{char}go')) == "closes"


def test_three_marks_or_stars_are_looked_past() -> None:
    assert lean(evidence('He said **_^"go')) == "opens"
    assert lean(evidence('He said **__^"go')) == "either"
    assert lean(evidence('He said^"_** go')) == "closes"
    assert lean(evidence('He said^"__** go')) == "either"
    assert lean(evidence("'^\"go")) == "opens"
    assert lean(evidence("go^\"'")) == "closes"


def test_nothing_beyond_the_paragraph_is_seen() -> None:
    text = 'one"two"six'
    first, second = find_marks(text, 3, 8, USUAL)
    assert (first.start, second.start) == (3, 7)
    assert lean(first.evidence) == "opens"
    assert lean(second.evidence) == "closes"


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
        ("He said ^''go", "opens"),
        ("He said^'' go", "closes"),
    ],
)
def test_a_glyph_that_shows_a_direction_says_more_than_space(text: str, way: str) -> None:
    assert cheapest(evidence(text)) == way


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
        ("She said go.", False),
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
        ('"\'"\'"go', ['"', "'", '"', "'", '"'], ['"', "'", '"', "'", '"']),
        ("\"'\"'\"'go", [], []),
        ("don't O’Brien", [], []),
        ("the ‘n’ of it", ["‘", "’"], ["‘", "’"]),
    ],
)
def test_a_run_of_marks_is_taken_apart(text: str, usual: list[str], british: list[str]) -> None:
    assert glyphs(text) == usual
    assert glyphs(text, BRITISH) == british
