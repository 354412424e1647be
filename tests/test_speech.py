"""Speech or scare quote: what the model sees of a quotation."""

from __future__ import annotations

import pytest

from builders import make_page, make_row, named, report_at
from quotex.attribution import FEATURES as SOURCE
from quotex.reports import Report
from quotex.scene import group
from quotex.speech import FEATURES, speech_row

CALLED = "Lee called/VBD the/DT big/JJ plan/NN “ bad/JJ@oprd:called and/CC sad/JJ ” ."


def row(
    sentence: str,
    *reports: tuple[str, float, tuple[tuple[str, ...], ...]],
    top: tuple[int, ...] | None = None,
    share: float = 0.0,
    linked: bool = False,
    nth: int = 0,
) -> dict[str, str]:
    page = make_page(sentence)
    near: list[Report] = [
        report_at(page, word, chance=chance, held=held) for word, chance, held in reports
    ]
    quotation = group(page.segments, [linked] * (len(page.segments) - 1))[nth]
    found = speech_row(page.tokens, quotation, near, page.paragraph, top, share)
    assert len(found) == len(FEATURES)
    return named(FEATURES, found)


@pytest.mark.parametrize(
    ("held", "label"),
    [
        pytest.param((("“ bad and sad ”",),), "0.6", id="marks and all"),
        pytest.param((("bad and sad",),), "0.6", id="without the marks"),
        pytest.param((("the big plan “ bad and sad ”",),), "0.6", id="more than them"),
        pytest.param((("sad ”",),), "none", id="a part of them"),
        pytest.param((("Lee", "“ bad and sad ”"),), "0.6", id="one of two stretches"),
        pytest.param((("big plan",), ("“ bad and sad ”",)), "none", id="only the best counts"),
        pytest.param((), "none", id="nothing"),
    ],
)
def test_covering_cue(held: tuple[tuple[str, ...], ...], label: str) -> None:
    assert row(CALLED, ("called", 0.7, held))["covering cue"] == label


def test_of_several_covering_cues_the_likeliest_counts() -> None:
    held = (("“ bad and sad ”",),)
    assert row(CALLED, ("called", 0.2, held), ("plan", 0.99, held))["covering cue"] == "0.96"


@pytest.mark.parametrize(
    ("share", "label"), [(0.0, "0"), (0.3, "0.3"), (0.69, "0.5"), (0.99, "0.95")]
)
def test_share_of_the_top_source(share: float, label: str) -> None:
    assert row(CALLED, share=share)["top source"] == label


def test_features_of_the_top_source_are_taken_over() -> None:
    top = make_row(SOURCE, {"cue": "0.6", "side": "after", "kind": "name", "cue side": "before"})
    found = row(CALLED, top=top)
    assert (found["cue"], found["side"], found["kind"], found["cue side"]) == (
        "0.6",
        "after",
        "name",
        "before",
    )


def test_without_a_source_they_are_those_of_nobody() -> None:
    found = row(CALLED)
    assert (found["cue"], found["kind"], found["cue side"]) == ("none", "none", "no cue")


def test_edges_are_those_of_the_marks() -> None:
    found = row(CALLED)
    assert (found["before"], found["closes with"], found["after"]) == ("noun", "none", "period")


def test_parts_and_other_quotations() -> None:
    two = "Lee saw/VBD “ bad/JJ ” and/CC “ sad/JJ ” dogs/NNS ."
    apart = row(two)
    assert (apart["parts"], apart["other quotations in sentence"]) == ("1", "yes")
    joined = row(two, linked=True)
    assert (joined["parts"], joined["other quotations in sentence"]) == ("2", "no")
    assert row(CALLED)["other quotations in sentence"] == "no"
    away = row("Lee saw/VBD “ bad/JJ ” dogs/NNS . | Roe saw/VBD “ sad/JJ ” dogs/NNS .")
    assert away["other quotations in sentence"] == "no"
