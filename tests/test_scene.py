"""The scene: a document indexed for the decisions about its quotations."""

from __future__ import annotations

import pytest

from builders import MadePage, make_page, report_at
from quotex.scene import Quotation, group

FOUR = "“ A/NN ” b/NN “ C/NN ” d/NN “ E/NN ” f/NN “ G/NN ”"


def numbers(quotations: list[Quotation]) -> list[list[int]]:
    return [[s.number for s in q.segments] for q in quotations]


@pytest.mark.parametrize(
    ("linked", "expected"),
    [
        pytest.param([False] * 3, [[1], [2], [3], [4]], id="none"),
        pytest.param([True, False, False], [[1, 2], [3], [4]], id="one"),
        pytest.param([True, True, False], [[1, 2, 3], [4]], id="two in a row"),
        pytest.param([True, False, True], [[1, 2], [3, 4]], id="two apart"),
        pytest.param([True] * 3, [[1, 2, 3, 4]], id="all"),
    ],
)
def test_group(linked: list[bool], expected: list[list[int]]) -> None:
    assert numbers(group(make_page(FOUR).segments, linked)) == expected


def test_group_puts_those_alone_between_the_others() -> None:
    first, title, second, last = make_page(FOUR).segments
    found = group([first, second, last], [True, False], [title])
    assert numbers(found) == [[1, 3], [2], [4]]


def test_neighbours_are_the_nearest_segments_of_the_next_quotations() -> None:
    found = group(make_page(FOUR).segments, [True, False, False])
    assert [[s.number for s in q.neighbours] for q in found] == [[3], [2, 4], [3]]
    assert (found[0].first.number, found[0].last.number) == (1, 2)


def test_group_nothing() -> None:
    assert group([], []) == []


@pytest.fixture
def page() -> MadePage:
    return make_page("Ann Lee said/VBD so/RB .", "Roe left/VBD .", "Diaz and/CC Lee slept/VBD .")


def test_reports_between_includes_both_ends(page: MadePage) -> None:
    said, left, slept = (report_at(page, word) for word in ("said", "left", "slept"))
    scene = page.scene(said, left, slept)
    assert list(scene.reports_between(page.at("said"), page.at("left"))) == [said, left]
    assert list(scene.reports_between(page.at("said") + 1, page.at("slept") - 1)) == [left]


def test_reports_by_source(page: MadePage) -> None:
    said, slept = report_at(page, "said", "Lee"), report_at(page, "slept")
    assert page.scene(said, slept).by_source == {page.at("Lee"): [said]}


def test_phrases_between_leaves_out_both_ends(page: MadePage) -> None:
    scene = page.scene()
    assert scene.phrases_between(page.at("Lee"), page.at("Lee", 2)) == 2
    assert scene.phrases_between(page.at("Roe"), page.at("Diaz")) == 0


def test_first_of(page: MadePage) -> None:
    assert page.scene().first_of(page.at("Lee")) == page.at("Ann")


def test_above_leaves_out_the_token(page: MadePage) -> None:
    assert page.scene().above(page.at("Ann")) == {page.at("Lee"), page.at("said")}


@pytest.mark.parametrize(
    ("paragraphs", "names"),
    [
        pytest.param((0, 0), ["Lee"], id="first"),
        pytest.param((1, 1), ["Roe"], id="middle"),
        pytest.param((1, 2), ["Roe", "Diaz", "Lee"], id="last"),
        pytest.param((-2, 0), ["Lee"], id="before the first"),
        pytest.param((2, 9), ["Diaz", "Lee"], id="after the last"),
        pytest.param((9, 9), [], id="outside"),
    ],
)
def test_window(page: MadePage, paragraphs: tuple[int, int], names: list[str]) -> None:
    scene = page.scene()
    heads = scene.heads_in(*scene.window(*paragraphs, 0, len(page.tokens)))
    assert [page.tokens.words[head] for head in heads] == names


def test_window_ends_far_away() -> None:
    page = make_page("Ann left/VBD " + "so/RB " * 1000 + "Lee .")
    scene = page.scene()
    assert scene.heads_in(*scene.window(0, 0, 500, 510)) == []
    assert len(scene.heads_in(*scene.window(0, 0, 399, 510))) == 1
    assert len(scene.heads_in(*scene.window(0, 0, 0, 1002))) == 2


def test_speaking_are_sources_of_likely_cues_and_labels() -> None:
    page = make_page("Ann@nsubj:said said/VBD so/RB .", "Lee : so/RB .", "Bo@nsubj:left left/VBD .")
    made = [report_at(page, "said", "Ann", chance=0.31), report_at(page, "left", "Bo", chance=0.3)]
    scene = page.scene(*made)
    assert scene.speaking_in(0, len(page.tokens)) == [page.at("Ann"), page.at("Lee")]
    assert scene.speaking_in(page.at("Lee"), len(page.tokens)) == [page.at("Lee")]


def test_regions_between() -> None:
    page = make_page("“ Go/VB ” said/VBD “ Lee ” and/CC “ Roe ”")
    scene, said = page.scene(), page.at("said")
    assert scene.regions_between(0, len(page.tokens)) == {1, 2, 3}
    assert scene.regions_between(said, said + 1) == set()
    assert scene.regions_between(said, page.at("Lee") + 1) == {2}
    assert scene.regions_between(page.at("Go"), said) == {1}
