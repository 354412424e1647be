"""Reasons: what decided, in words."""

from __future__ import annotations

import pytest
from attrs import evolve

from builders import make_page, make_row, report_at, weigh
from quotex import attribution, extents, links, speech
from quotex.drafts import Draft
from quotex.quotation_models import QuotationModels
from quotex.reasons import evidence_of, reason_of
from quotex.resolution import Resolution
from quotex.types import Cue, Mention

PAGE = make_page("“ Go/VB@ccomp:said , ” Lee@nsubj:said said/VBD@ROOT:said .")
LEE = Mention("Lee", 6, 9, "name")
SAID = Cue("said", 10, 14, "say")


def draft(way: str = "own") -> Draft:
    report = report_at(PAGE, "said", "Lee", way=way)
    return Draft(((0, 5),), "direct", 4, report, 0.9, 0.9, None, tuple(PAGE.segments))


@pytest.mark.parametrize(
    ("way", "words"),
    [
        ("own", "'Lee' is the subject of the cue 'said'"),
        ("conj", "'Lee' is the subject shared with the cue 'said'"),
        ("quoted", "'Lee' is the one quoted by the cue 'said'"),
        ("poss", "'Lee' is the owner of the cue 'said'"),
        ("of", "'Lee' is named by the cue 'said'"),
        ("by", "'Lee' is the author of the cue 'said'"),
        ("no such way", "'Lee' goes with the cue 'said'"),
    ],
)
def test_how_the_source_was_found(way: str, words: str) -> None:
    assert reason_of(draft(way), LEE, SAID, None) == words


def test_nobody() -> None:
    assert reason_of(draft(), None, None, None).startswith("no speaker: ")


def test_without_a_cue() -> None:
    reason = reason_of(evolve(draft(), report=None), LEE, None, None)
    assert reason.startswith("no cue; 'Lee' is the likeliest")


def test_a_labelled_turn() -> None:
    page = make_page(
        "ANN LEE : We/PRP@nsubj:left left/VBD .",
        "BO DIAZ : I/PRP@nsubj:stayed stayed/VBD .",
        "ANN LEE : You/PRP@nsubj:slept slept/VBD .",
    )
    turn = evolve(draft(), report=None, segments=(page.segments[0],))
    mention = Mention("ANN LEE", 0, 7, "name")
    assert reason_of(turn, mention, None, None) == "the turn is labelled 'ANN LEE'"


def test_how_it_was_resolved() -> None:
    resolved = Resolution(0, 0.8, "'she' is taken for Ann Lee")
    assert reason_of(draft(), LEE, SAID, resolved).endswith("; 'she' is taken for Ann Lee")


def test_a_name_needs_no_resolving() -> None:
    resolved = Resolution(0, 1.0, "named outright")
    assert reason_of(draft(), LEE, SAID, resolved) == reason_of(draft(), LEE, SAID, None)


class TestEvidence:
    def models(self, weights: dict[str, float]) -> QuotationModels:
        return QuotationModels(
            weigh(links.FEATURES, {}),
            weigh(attribution.FEATURES, weights),
            weigh(speech.FEATURES, {}),
            weigh(extents.FEATURES, {}),
        )

    def test_heaviest_first_and_rounded(self) -> None:
        row = make_row(attribution.FEATURES, {"kind": "name", "side": "after"})
        made = self.models({"kind=name": 0.12345, "side=after": -2.0, "kind=who": 9.0})
        assert evidence_of([draft(), evolve(draft(), row=row)], made) == [
            (),
            (("side=after", -2.0), ("kind=name", 0.123)),
        ]

    def test_no_more_than_eight(self) -> None:
        row = make_row(attribution.FEATURES, {})
        weights = {f"{f.name}={f.labels[0]}": 1.0 for f in attribution.FEATURES[:12]}
        (found,) = evidence_of([evolve(draft(), row=row)], self.models(weights))
        assert len(found) == 8

    def test_none_where_nothing_was_ranked(self) -> None:
        assert evidence_of([draft()], self.models({})) == [()]
