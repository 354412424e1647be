"""Reports: the likely cues with what each most likely reports."""

from __future__ import annotations

import pytest

from builders import MadePage, make_page, weigh
from quotex import contents, cue_features
from quotex.frames import Page
from quotex.reports import Report, ReportModels, find_reports, score_cues
from quotex.weights import load_weights

RAIN = "rain/NN@nsubj:fell fell/VBD@ccomp:said , Lee@nsubj:said said/VBD@ROOT:said ."
TWO = (
    "Lee@nsubj:said said/VBD@ROOT:said rain/NN@nsubj:fell fell/VBD@ccomp:said , "
    "adding/VBG@advcl:said so/RB@dep:adding ."
)


def models(
    any_: dict[str, float] | None = None,
    speech: dict[str, float] | None = None,
    extent: dict[str, float] | None = None,
    bias: float = 0.0,
) -> ReportModels:
    return ReportModels(
        {},
        weigh(cue_features.FEATURES, speech or {}),
        weigh(cue_features.FEATURES, any_ or {}, bias),
        weigh(contents.FEATURES, extent or {}),
    )


def report_of(page: MadePage, word: str, reports: list[Report]) -> Report:
    (report,) = [r for r in reports if r.cue.token == page.at(word)]
    return report


def read(page: MadePage, made: ReportModels) -> list[Report]:
    return find_reports(page.tokens, page.marked, made)


def test_probabilities_are_those_of_the_models() -> None:
    page = make_page("Lee said/VBD so/RB .")
    (report,) = read(page, models({"listed=speech": 1.0986}, {"listed=speech": -1.0986}))
    assert report.any == pytest.approx(0.75, abs=1e-3)
    assert report.speech == pytest.approx(0.25, abs=1e-3)


def test_unlikely_cues_are_left_out() -> None:
    page = make_page(RAIN)
    found = read(page, models({"listed=speech": 5.0}, bias=-3.0))
    assert [page.tokens.words[r.cue.token] for r in found] == ["said"]


def test_reports_are_in_text_order() -> None:
    page = make_page(TWO)
    found = read(page, models())
    assert [page.tokens.words[r.cue.token] for r in found] == ["said", "fell", "adding"]


@pytest.mark.parametrize(
    ("extent", "best"),
    [
        pytest.param({"reaches sentence end=yes": 2.0}, "rain fell, adding so", id="to the end"),
        pytest.param({"length=2": 2.0}, "rain fell", id="short"),
    ],
)
def test_contents_come_best_first(extent: dict[str, float], best: str) -> None:
    page = make_page(TWO)
    report = report_of(page, "said", read(page, models(extent=extent)))
    scores = [score for score, _ in report.contents]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == pytest.approx(2.0)
    assert report.content is report.contents[0][1]
    ((first, last),) = report.content.spans
    assert page.tokens.span_text(first, last) == best


def test_equal_contents_stay_in_the_order_of_the_candidates() -> None:
    page = make_page(TWO)
    once, again = (report_of(page, "said", read(page, models())).contents for _ in range(2))
    assert [c.spans for _, c in once] == [c.spans for _, c in again]
    candidates = contents.contents_of(
        Page(page.tokens, page.marked, [False] * len(page.tokens)),
        report_of(page, "said", read(page, models())).cue,
    )
    assert [c.spans for _, c in once] == [c.spans for c in candidates]


def test_contents_know_the_other_likely_cues() -> None:
    page = make_page(TWO)
    sure = models(
        {"tag=VBG": 3.0}, extent={"crosses a cue=yes": -5.0, "reaches sentence end=yes": 2.0}
    )
    report = report_of(page, "said", read(page, sure))
    assert report.content is not None
    assert page.tokens.span_text(*report.content.spans[0]) == "rain fell"


def test_a_cue_without_a_content() -> None:
    (report,) = read(make_page("Lee said/VBD ."), models())
    assert (report.contents, report.content) == ([], None)


def test_no_candidate_no_report() -> None:
    page = make_page("Lee .")
    assert read(page, models()) == []
    assert score_cues(page.tokens, page.marked, [], models()) == []


def test_the_shipped_models_know_say() -> None:
    page = make_page(RAIN)
    report = report_of(page, "said", find_reports(page.tokens, page.marked, load_weights().reports))
    assert report.speech > 0.5
    assert report.any > 0.5


@pytest.mark.parametrize(
    ("sentence", "elsewhere"),
    [
        pytest.param("Lee@nsubj:said said/VBD@ROOT:said so/RB@dobj:said .", True, id="no marks"),
        pytest.param("Lee@nsubj:said said/VBD@ROOT:said “ so/RB@dobj:said ” .", False, id="marks"),
    ],
)
def test_a_weak_cue_is_not_asked_far_from_marks(sentence: str, elsewhere: bool) -> None:
    page = make_page(sentence)
    (report,) = read(page, models(bias=-1.0, speech={"listed=speech": -1.0}))
    assert report.any < 0.5
    assert report.elsewhere is elsewhere
    assert (report.content is None) is elsewhere


def test_a_noun_is_asked_from_a_lower_probability_on() -> None:
    page = make_page("Lee@poss:claim 's/POS claim/NN@nsubj:angered that/IN it/PRP angered/VBD Bo .")
    made = models(bias=-1.0, speech={"kind=noun": -1.0, "kind=verb": -1.0})
    assert not report_of(page, "claim", read(page, made)).elsewhere
