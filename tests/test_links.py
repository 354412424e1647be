"""Links: what the model sees of two neighbouring quoted spans."""

from __future__ import annotations

import pytest

from builders import MadePage, make_page, named, report_at
from quotex.links import FEATURES, is_title, link_rows
from quotex.reports import Report

TAG = (
    "“ Go/VB@ccomp:said , ” Lee@nsubj:said said/VBD@ROOT:said . | "
    "“ Now/RB@ROOT:Now or/CC never/RB . ”"
)
CUT = (
    "“ Go/VB@ccomp:said , ” Lee@nsubj:said said/VBD@ROOT:said , “ or/CC@dep:said "
    "stay/VB@dep:said . ”"
)


def rows(page: MadePage, *reports: Report) -> list[dict[str, str]]:
    found = link_rows(page.tokens, page.segments, reports, page.paragraph)
    return [named(FEATURES, row) for row in found]


def tagged(sentence: str = TAG, **given: float) -> dict[str, str]:
    page = make_page(sentence)
    return rows(page, report_at(page, "said", "Lee", **given))[0]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("feature", "label"),
    [
        ("gap", "3"),
        ("paragraphs apart", "0"),
        ("cues between", "1"),
        ("cue touches", "both"),
        ("one content", "none"),
        ("gap is a tag", "yes"),
        ("sentence ends between", "0"),
        ("tag after second", "no"),
        ("tag before first", "no"),
        ("own tags", "first"),
        ("left open", "no"),
        ("second fills paragraph", "no"),
        ("first in paragraph", "yes"),
        ("same kind", "yes"),
        ("gap subject", "name"),
        ("a closes with", "comma"),
        ("a after", "name"),
        ("b before", "sentence"),
        ("b capital", "yes"),
        ("b closes with", "period"),
    ],
)
def test_a_tag_between_two_sentences(feature: str, label: str) -> None:
    assert tagged()[feature] == label


@pytest.mark.parametrize(
    ("feature", "label"), [("gap is a tag", "yes"), ("b before", "comma"), ("b capital", "no")]
)
def test_a_tag_within_a_sentence(feature: str, label: str) -> None:
    assert tagged(CUT)[feature] == label


def test_without_a_cue_there_is_no_tag() -> None:
    (row,) = rows(make_page(TAG))
    assert [
        row[name]
        for name in ("cues between", "cue touches", "gap is a tag", "own tags", "gap subject")
    ] == ["0", "none", "no", "none", "none"]


def test_an_unlikely_cue_counts_for_nothing() -> None:
    assert tagged(chance=0.39)["cues between"] == "0"
    row = tagged(chance=0.45)
    assert (row["cues between"], row["own tags"]) == ("1", "none")


def test_a_cue_without_its_source_is_no_tag() -> None:
    page = make_page(TAG)
    (row,) = rows(page, report_at(page, "said"))
    assert (row["cues between"], row["gap is a tag"], row["gap subject"]) == ("1", "no", "none")


@pytest.mark.parametrize(("words", "label"), [(9, "yes"), (12, "no")])
def test_a_tag_that_goes_on_for_long_is_more_than_a_tag(words: int, label: str) -> None:
    page = make_page(TAG.replace(" .", " so/RB" * words + " .", 1))
    (row,) = rows(page, report_at(page, "said", "Lee"))
    assert row["gap is a tag"] == label


@pytest.mark.parametrize(
    ("subject", "label"),
    [("He/PRP", "pronoun"), ("aides/NNS", "nominal"), ("Lee", "name")],
)
def test_gap_subject(subject: str, label: str) -> None:
    page = make_page(TAG.replace("Lee", subject))
    (row,) = rows(page, report_at(page, "said", subject.partition("/")[0]))
    assert row["gap subject"] == label


def test_tags_of_both() -> None:
    page = make_page(
        "“ Go/VB@ccomp:said , ” Lee@nsubj:said said/VBD@ROOT:said . | "
        "“ Stay/VB@ccomp:added , ” Roe@nsubj:added added/VBD@ROOT:added ."
    )
    (row,) = rows(page, report_at(page, "said", "Lee"), report_at(page, "added", "Roe"))
    assert (row["own tags"], row["tag after second"]) == ("both", "yes")


def test_a_tag_before_the_first() -> None:
    page = make_page("Lee said/VBD@ROOT:said , “ Go/VB@ccomp:said . ” | “ Now/RB . ”")
    (row,) = rows(page, report_at(page, "said", "Lee"))
    assert (row["tag before first"], row["cues between"], row["gap"]) == ("yes", "0", "0")


@pytest.mark.parametrize(
    ("held", "label"),
    [
        pytest.param((("“ Go , ” Lee said , “ or stay . ”",),), "whole", id="in one stretch"),
        pytest.param((("“ Go", "or stay . ”"),), "around", id="around the cue"),
        pytest.param((("Go",),), "none", id="only one of them"),
        pytest.param((("Go",), ("“ Go", "or stay . ”")), "none", id="only the best counts"),
    ],
)
def test_one_content(held: tuple[tuple[str, ...], ...], label: str) -> None:
    page = make_page(CUT)
    (row,) = rows(page, report_at(page, "said", "Lee", held=held))
    assert row["one content"] == label


class TestParagraphs:
    OPEN = (
        "“ Go/VB@ROOT:Go there/RB at/IN dawn/NN .",
        "“ Stay/VB@ROOT:Stay , ” Lee@nsubj:said said/VBD@dep:Stay .",
    )

    def test_left_open(self) -> None:
        (row,) = rows(make_page(*self.OPEN))
        assert (row["left open"], row["paragraphs apart"], row["gap"]) == ("yes", "1", "0")

    def test_second_fills_its_paragraph(self) -> None:
        (row,) = rows(make_page("“ Go/VB . ”", "“ Stay/VB . ”"))
        assert row["second fills paragraph"] == "yes"
        (row,) = rows(make_page("“ Go/VB . ”", "Roe left/VBD .", "“ Stay/VB . ” Lee left/VBD ."))
        assert (row["second fills paragraph"], row["paragraphs apart"]) == ("no", "2+")

    def test_first_in_its_paragraph(self) -> None:
        found = rows(make_page("“ Go/VB . ” “ Stay/VB . ” “ Now/RB . ”"))
        assert [row["first in paragraph"] for row in found] == ["yes", "no"]


def test_marks_of_two_kinds() -> None:
    page = make_page("“ Go/VB . ” Roe left/VBD . « Stay/VB . »")
    assert rows(page)[0]["same kind"] == "no"


def test_sentence_ends_between() -> None:
    page = make_page("“ Go/VB . ” Lee left/VBD . | Roe left/VBD . | “ Stay/VB . ”")
    assert rows(page)[0]["sentence ends between"] == "1"


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        pytest.param("Lee left/VBD .", 0, id="none"),
        pytest.param("“ Go/VB . ”", 0, id="one"),
        pytest.param("“ Go/VB . ” “ Stay/VB . ” “ Now/RB . ”", 2, id="three"),
    ],
)
def test_one_row_for_two_neighbours(sentence: str, count: int) -> None:
    found = rows(make_page(sentence))
    assert len(found) == count
    assert all(len(row) == len(FEATURES) for row in found)


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        pytest.param("Lee spoke/VBD on/IN “ Fox Hour . ”", True, id="behind a preposition"),
        pytest.param("Wilfred “ Bunny ” Oakes left/VBD .", True, id="nickname"),
        pytest.param("Lee read/VBD the/DT “ Big/JJ Book/NN ” .", True, id="behind an article"),
        pytest.param("Lee read/VBD his/PRP$ “ Big/JJ Book/NN ” .", True, id="behind his"),
        pytest.param("Lee called/VBD it/PRP “ Bad/JJ ” .", False, id="behind a pronoun"),
        pytest.param("Lee spoke/VBD of/IN “ bad/JJ dogs/NNS . ”", False, id="small letters"),
        pytest.param("Lee spoke/VBD of/IN “ Bad/JJ dogs/NNS . ”", False, id="small at the end"),
        pytest.param(
            "Lee said/VBD in/IN “ They/PRP@nsubj:Left Left/VBD ” .", False, id="a clause"
        ),
        pytest.param("“ Fox Hour ” began/VBD .", False, id="nothing before"),
        pytest.param("Lee said/VBD , “ Go/VB ! ”", False, id="behind a comma"),
        pytest.param(
            "Lee read/VBD the/DT “ A B C D E F G H I ” .", False, id="too long"
        ),
        pytest.param("Lee read/VBD the/DT “ 9/CD ” .", False, id="no word"),
    ],
)  # fmt: skip
def test_is_title(sentence: str, title: bool) -> None:
    page = make_page(sentence)
    assert is_title(page.tokens, page.segments[0]) is title
