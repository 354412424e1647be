"""Quotations: the decisions in order, by models that have a few weights set by hand."""

from __future__ import annotations

import math

import pytest

from builders import MadePage, make_page, report_at, weigh
from quotex import attribution, extents, links, speech
from quotex.calibration import calibrate
from quotex.drafts import Draft
from quotex.marks import QuotedSpan
from quotex.quotation_models import QuotationModels
from quotex.quotations import decide, read_quotations
from quotex.ranker import LinearModel
from quotex.reported import PHRASE_CUT, tells_a_clause
from quotex.reports import NOUN_CUT, Report
from quotex.segments import Segment
from quotex.spans import CharSpan, cuts, type_of
from quotex.weights import load_weights

GO = "“ Go/VB@ccomp:said , ” Lee@nsubj:said said/VBD@ROOT:said ."
TWO = f"{GO} | “ Now/RB@ROOT:Now ! ”"
CALLED = "Lee called/VBD the/DT big/JJ plan/NN “ bad/JJ@oprd:called ” ."
RAIN = "Lee said/VBD@ROOT:said rain/NN@nsubj:fell fell/VBD@ccomp:said ."
CLAUSE = {"has finite verb": "yes"}
THAT = {"first word": "that"}


def models(
    link: dict[str, float] | None = None,
    source: dict[str, float] | None = None,
    extent: dict[str, float] | None = None,
    *,
    spoken: float = 5.0,
    **given: float | list[tuple[float, float]],
) -> QuotationModels:
    """Return models that take all marked words for speech, and link and widen nothing."""
    return QuotationModels(
        weigh(links.FEATURES, link or {}),
        weigh(attribution.FEATURES, source or {}),
        weigh(speech.FEATURES, {}, spoken),
        weigh(extents.FEATURES, extent or {}),
        **{"link_cut": 0.3, "direct_margin": 0.5, **given},  # type: ignore[arg-type]
    )


def read(
    page: MadePage, *reports: Report, made: QuotationModels | None = None, indirect: bool = True
) -> list[Draft]:
    return read_quotations(page.scene(*reports), page.segments, made or models(), indirect=indirect)


def texts(page: MadePage, drafts: list[Draft]) -> list[tuple[str, ...]]:
    return [tuple(page.tokens.text[a:b] for a, b in draft.spans) for draft in drafts]


def source(page: MadePage, draft: Draft) -> str | None:
    return None if draft.source is None else page.tokens.words[draft.source]


class TestMarkedWords:
    def test_one_quotation(self) -> None:
        page = make_page(GO)
        said = report_at(page, "said", "Lee")
        (draft,) = read(page, said)
        assert texts(page, [draft]) == [("“Go,”",)]
        assert (draft.type, source(page, draft), draft.report) == ("direct", "Lee", said)
        assert (draft.start, draft.end) == (0, 5)

    def test_no_speech(self) -> None:
        assert read(make_page(GO), made=models(spoken=-0.1)) == []
        assert len(read(make_page(GO), made=models(spoken=0.1))) == 1
        assert read(make_page(GO), made=models(spoken=0.1, speech_cut=0.6)) == []

    def test_the_likeliest_source(self) -> None:
        page = make_page(GO.replace(" .", " to/IN@prep:said him/PRP@pobj:to ."))
        (draft,) = read(page, made=models(source={"kind=he/she": 1.0}))
        assert source(page, draft) == "him"
        (draft,) = read(page, made=models(source={"kind=name": 1.0}))
        assert source(page, draft) == "Lee"

    def test_the_score_is_share_times_chance_of_speech(self) -> None:
        page = make_page(GO.replace(" .", " to/IN@prep:said him/PRP@pobj:to ."))
        made = models(source={"kind=name": math.log(3)}, spoken=math.log(4))
        (draft,) = read(page, made=made)
        assert draft.raw == pytest.approx(0.75 * 0.8)
        assert draft.confidence == draft.raw
        made.calibration = [(0.5, 0.2), (0.7, 0.4)]
        (draft,) = read(page, made=made)
        assert draft.confidence == pytest.approx(0.3)

    def test_without_a_candidate(self) -> None:
        page = make_page("“ Go/VB ! ”")
        (draft,) = read(page)
        assert (draft.source, draft.report, draft.row, draft.raw) == (None, None, None, 0.0)

    def test_a_tag_whose_subject_the_parser_missed_is_the_cue(self) -> None:
        page = make_page(GO)
        said = report_at(page, "said")
        (draft,) = read(page, said)
        assert (source(page, draft), draft.report) == ("Lee", said)


class TestLinks:
    @pytest.mark.parametrize(
        ("weight", "expected"),
        [
            pytest.param(0.4, [("“Go,”", "“Now!”")], id="above the cut"),
            pytest.param(0.2, [("“Go,”",), ("“Now!”",)], id="below the cut"),
        ],
    )
    def test_cut(self, weight: float, expected: list[tuple[str, ...]]) -> None:
        page = make_page(TWO)
        drafts = read(
            page, report_at(page, "said", "Lee"), made=models({"gap is a tag=yes": weight})
        )
        assert texts(page, drafts) == expected

    def test_a_title_in_the_tag_is_passed_over(self) -> None:
        page = make_page(
            "“ Go/VB@ccomp:said , ” Lee@nsubj:said said/VBD@ROOT:said on/IN “ Fox Hour . ” | "
            "“ Now/RB ! ”"
        )
        made = models({"cues between=1": 1.0}, spoken=5.0)
        drafts = read(page, report_at(page, "said", "Lee"), made=made)
        assert texts(page, drafts) == [("“Go,”", "“Now!”"), ("“Fox Hour.”",)]

    def test_a_mark_that_the_next_paragraph_takes_up_needs_no_model(self) -> None:
        page = make_page(
            "“ Go/VB@ROOT:Go home/NN at/IN dawn/NN .",
            "“ Stay/VB@ccomp:said , ” Lee@nsubj:said said/VBD@ROOT:said .",
        )
        drafts = read(page, made=models({"gap=0": -9.0}))
        assert texts(page, drafts) == [("“Go home at dawn.", "“Stay,”")]


class TestExtents:
    @pytest.mark.parametrize(
        ("weight", "text", "kind"),
        [
            pytest.param(0.4, "“bad”", "direct", id="not far enough ahead"),
            pytest.param(0.6, "the big plan “bad”", "mixed", id="ahead"),
        ],
    )
    def test_margin(self, weight: float, text: str, kind: str) -> None:
        page = make_page(CALLED)
        called = report_at(page, "called", "Lee", held=(("the big plan “ bad ”",),))
        made = models(source={"cue side=before": 5.0}, extent={"option=1st": weight})
        (draft,) = read(page, called, made=made)
        assert (texts(page, [draft]), draft.type) == ([(text,)], kind)
        assert (source(page, draft), draft.report) == ("Lee", called)

    def test_a_that_before_the_marks_belongs_to_the_clause(self) -> None:
        page = make_page("Lee said/VBD that/IN “ rain/NN fell/VBD@ccomp:said ” .")
        (draft,) = read(page)
        assert (texts(page, [draft]), draft.type) == ([("that “rain fell”",)], "mixed")

    def test_the_wider_report_of_the_same_source_is_the_cue(self) -> None:
        page = make_page(
            "Lee said/VBD@ROOT:said he/PRP@nsubj:called called/VBD@ccomp:said it/PRP@dobj:called "
            "“ bad/JJ@oprd:called ” ."
        )
        said = report_at(page, "said", "Lee", held=(("he called it “ bad ”",),))
        called = report_at(page, "called", "Lee")
        made = models(source={"kind=name": 9.0}, extent={"option=1st": 2.0})
        (draft,) = read(page, said, called, made=made)
        assert draft.report is said


class TestWithoutMarks:
    def test_a_clause(self) -> None:
        page = make_page(RAIN)
        said = report_at(page, "said", "Lee", held=(("rain fell",),), content=CLAUSE)
        (draft,) = read(page, said)
        assert (texts(page, [draft]), draft.type) == ([("rain fell",)], "indirect")
        assert (source(page, draft), draft.report, draft.raw) == ("Lee", said, 0.9)

    def test_two_stretches(self) -> None:
        page = make_page("talks/NNS , Lee said/VBD , resumed/VBD .")
        said = report_at(page, "said", "Lee", held=(("talks", "resumed"),), content=CLAUSE)
        assert texts(page, read(page, said)) == [("talks", "resumed")]

    def test_are_left_out_when_not_asked_for(self) -> None:
        page = make_page(RAIN)
        said = report_at(page, "said", "Lee", held=(("rain fell",),), content=CLAUSE)
        assert read(page, said, indirect=False) == []

    def test_no_speech(self) -> None:
        page = make_page(RAIN)
        said = report_at(page, "said", "Lee", speech=0.49, held=(("rain fell",),), content=CLAUSE)
        assert read(page, said) == []
        assert len(read(page, said, made=models(indirect_cut=0.4))) == 1

    def test_confidence_has_a_calibration_of_its_own(self) -> None:
        page = make_page(RAIN)
        said = report_at(page, "said", "Lee", held=(("rain fell",),), content=CLAUSE)
        made = models(calibration=[(0.0, 0.1)], indirect_calibration=[(0.0, 0.7)])
        assert read(page, said, made=made)[0].confidence == 0.7

    @pytest.mark.parametrize(
        ("speech_", "content", "count"),
        [
            pytest.param(PHRASE_CUT - 0.05, {}, 0, id="phrase"),
            pytest.param(PHRASE_CUT + 0.05, {}, 1, id="phrase of a nearly certain cue"),
            pytest.param(PHRASE_CUT - 0.05, {"first word": "to"}, 1, id="infinitive"),
            pytest.param(PHRASE_CUT - 0.05, THAT, 1, id="that"),
        ],
    )
    def test_phrases_need_a_surer_cue(
        self, speech_: float, content: dict[str, str], count: int
    ) -> None:
        page = make_page(RAIN)
        said = report_at(
            page, "said", "Lee", speech=speech_, held=(("rain fell",),), content=content
        )
        assert len(read(page, said)) == count

    def test_what_a_quotation_has_taken_is_not_reported_again(self) -> None:
        page = make_page(CALLED)
        held = (("the big plan “ bad ”",),)
        called = report_at(page, "called", "Lee", held=held, content=CLAUSE)
        drafts = read(page, called)
        assert texts(page, drafts) == [("“bad”",)]

    def test_a_clause_around_marks_that_are_no_speech_is_mixed(self) -> None:
        page = make_page(CALLED)
        held = (("the big plan “ bad ”",),)
        called = report_at(page, "called", "Lee", held=held, content=CLAUSE)
        (draft,) = read(page, called, made=models(spoken=-5.0), indirect=False)
        assert (texts(page, [draft]), draft.type) == ([("the big plan “bad”",)], "mixed")

    def test_beside_a_quotation(self) -> None:
        page = make_page(f"{RAIN} | {GO}")
        said = report_at(page, "said", "Lee", held=(("rain fell",),), content=CLAUSE)
        drafts = read(page, said, report_at(page, "said", "Lee", nth=2, source_nth=2))
        assert [draft.type for draft in drafts] == ["indirect", "direct"]

    def test_a_cue_that_a_quotation_of_its_sentence_has_taken_reports_no_more(self) -> None:
        page = make_page(f"{GO[:-2]} of/IN@prep:said late/JJ@amod:rain rain/NN@pobj:of .")
        held = (("of late rain",),)
        said = report_at(page, "said", "Lee", held=held)
        made = models(source={"cue side=after": 9.0})
        assert texts(page, read(page, said, made=made)) == [("“Go,”",)]
        said = report_at(page, "said", "Lee", held=held, content=CLAUSE)
        assert texts(page, read(page, said, made=made)) == [("“Go,”",)]

    @pytest.mark.parametrize(
        ("sentence", "content", "count"),
        [
            pytest.param(f"{RAIN} | “ Stay/VB ! ”", CLAUSE, 2, id="clause, then a quotation"),
            pytest.param(f"{RAIN} | “ Stay/VB ! ”", {}, 1, id="phrase, then a quotation"),
            pytest.param(RAIN[:-2] + " , “ Stay/VB ! ”", CLAUSE, 1, id="in one sentence"),
        ],
    )
    def test_a_cue_that_names_the_speaker_of_a_quotation(
        self, sentence: str, content: dict[str, str], count: int
    ) -> None:
        page = make_page(sentence)
        said = report_at(page, "said", "Lee", held=(("rain fell",),), content=content)
        drafts = read(page, said, made=models(source={"kind=name": 9.0}))
        assert len(drafts) == count
        assert drafts[-1].report is said

    @pytest.mark.parametrize(
        ("sources", "first_chance", "winner"),
        [
            pytest.param(("Lee", None), 0.8, "reported", id="the one with a source"),
            pytest.param((None, "Lee"), 0.95, "said", id="likelier but without a source"),
            pytest.param(("Lee", "Lee"), 0.95, "reported", id="the likelier of two with a source"),
            pytest.param((None, None), 0.8, "said", id="the likelier of two without"),
        ],
    )
    def test_of_two_cues_of_one_content_one_remains(
        self, sources: tuple[str | None, str | None], first_chance: float, winner: str
    ) -> None:
        page = make_page(
            "Lee is/VBZ@auxpass:reported reported/VBN@ROOT:reported to/TO@aux:said "
            "said/VBN@xcomp:reported rain/NN fell/VBD@ccomp:said ."
        )
        held = (("rain fell",),)
        first = report_at(
            page, "reported", sources[0], chance=first_chance, held=held, content=CLAUSE
        )
        second = report_at(page, "said", sources[1], chance=0.9, held=held, content=CLAUSE)
        (draft,) = read(page, first, second)
        assert draft.report is not None
        assert page.tokens.words[draft.report.cue.token] == winner

    @pytest.mark.parametrize(
        ("held", "chances", "left"),
        [
            pytest.param(
                (("a b c",), ("b c d",)), (0.9, 0.8), ["a b c"], id="the first is likelier"
            ),
            pytest.param(
                (("a b c",), ("b c d",)), (0.8, 0.9), ["b c d"], id="the second is likelier"
            ),
            pytest.param(
                (("a b c",), ("b c",)), (0.8, 0.9), ["a b c", "b c"], id="one lies in the other"
            ),
            pytest.param((("a b",), ("c d",)), (0.8, 0.9), ["a b", "c d"], id="apart"),
            pytest.param(
                (("a b c",), ("c d e",), ("e f",)), (0.8, 0.7, 0.6), ["a b c", "e f"],
                id="what is left out crosses nothing",
            ),
            pytest.param(
                (("a b c d",), ("b c",), ("c d e",)), (0.7, 0.6, 0.9), ["c d e"],
                id="both that it crosses",
            ),
        ],
    )  # fmt: skip
    def test_of_two_clauses_that_cross_the_likelier_remains(
        self, held: tuple[tuple[str, ...], ...], chances: tuple[float, ...], left: list[str]
    ) -> None:
        said = " ".join(f"c{k}/VBD@dep:a" for k in range(len(held)))
        page = make_page(f"Lee {said} a/NN b/NN c/NN d/NN e/NN f/NN .")
        reports = [
            report_at(page, f"c{k}", "Lee", chance=chance, held=(words,), content=CLAUSE)
            for k, (words, chance) in enumerate(zip(held, chances, strict=True))
        ]
        assert texts(page, read(page, *reports)) == [(words,) for words in left]


@pytest.mark.parametrize(
    ("span", "marks", "expected"),
    [
        pytest.param((0, 9), [(2, 4), (5, 7)], False, id="around both"),
        pytest.param((0, 6), [(2, 4), (5, 7)], True, id="ends in the second"),
        pytest.param((3, 9), [(2, 4), (5, 7)], True, id="begins in the first"),
        pytest.param((0, 5), [(2, 4), (5, 7)], False, id="ends where the second begins"),
        pytest.param((4, 9), [(2, 4), (5, 7)], False, id="begins where the first ends"),
        pytest.param((3, 4), [(2, 6)], False, id="inside"),
        pytest.param((0, 9), [], False, id="no marks"),
    ],
)
def test_cuts(span: CharSpan, marks: list[CharSpan], expected: bool) -> None:
    assert cuts(span, marks) is expected


def test_drafts_are_in_text_order_the_wider_first() -> None:
    page = make_page(
        "Lee said/VBD@ROOT:said Roe claimed/VBD@ccomp:said rain/NN fell/VBD@ccomp:claimed . | "
        + GO.replace("Lee", "Diaz")
    )
    said = report_at(page, "said", "Lee", held=(("Roe claimed rain fell",),), content=CLAUSE)
    claimed = report_at(page, "claimed", "Roe", held=(("rain fell",),), content=CLAUSE)
    drafts = read(page, said, claimed, made=models(source={"side=after": 5.0}))
    assert texts(page, drafts) == [("Roe claimed rain fell",), ("rain fell",), ("“Go,”",)]


class TestTurns:
    def test_are_their_label_s(self) -> None:
        page = make_page(
            "ANN LEE : We/PRP@nsubj:left left/VBD .",
            "BO DIAZ : I/PRP@nsubj:stayed stayed/VBD .",
            "I/PRP@nsubj:waited waited/VBD .",
            "ANN LEE : “ Go/VB . ”",
            "BO DIAZ : Never/RB .",
        )
        drafts = read(page)
        assert texts(page, drafts) == [
            ("We left.",),
            ("I stayed.", "I waited."),
            ("Go.",),
            ("Never.",),
        ]
        assert [source(page, d) for d in drafts] == ["LEE", "DIAZ", "LEE", "DIAZ"]
        assert {d.type for d in drafts} == {"direct"}
        assert all(d.confidence > 0.9 and d.report is None for d in drafts)


@pytest.mark.parametrize(
    ("kind", "lemma", "chance", "content", "tells"),
    [
        pytest.param("verb", "deny", 0.9, THAT, True, id="denied that"),
        pytest.param("verb", "deny", 0.9, {"first word": "wh"}, True, id="denied what"),
        pytest.param("verb", "deny", 0.9, {}, False, id="denied a thing"),
        pytest.param("verb", "deny", 0.4, THAT, False, id="unlikely"),
        pytest.param("verb", "think", 0.9, THAT, False, id="thought"),
        pytest.param("verb", "walk", 0.9, THAT, False, id="no verb of speech"),
        pytest.param("noun", "insistence", 0.9, THAT, True, id="noun"),
        pytest.param("noun", "dog", 0.9, THAT, False, id="other noun"),
        pytest.param("noun", "insistence", NOUN_CUT + 0.02, THAT, True, id="seldom noun"),
        pytest.param("noun", "insistence", NOUN_CUT - 0.02, THAT, False, id="unlikely noun"),
    ],
)
def test_tells_a_clause(
    kind: str, lemma: str, chance: float, content: dict[str, str], tells: bool
) -> None:
    page = make_page(RAIN)
    report = report_at(
        page, "said", "Lee", kind=kind, lemma=lemma, chance=chance, speech=0.1,
        held=(("rain fell",),), content=content,
    )  # fmt: skip
    assert tells_a_clause(report) is tells
    assert len(read(page, report)) == tells


def test_a_noun_tells_a_clause_only_of_somebody() -> None:
    page = make_page(RAIN)
    report = report_at(
        page, "said", kind="noun", lemma="insistence", speech=0.1,
        held=(("rain fell",),), content=THAT,
    )  # fmt: skip
    assert tells_a_clause(report) is False


@pytest.mark.parametrize(
    ("text", "spans", "marks", "kind"),
    [
        pytest.param("“Go now”", [(0, 8)], [(0, 8)], "direct", id="all marked"),
        pytest.param("that Go “now”", [(0, 13)], [(8, 13)], "mixed", id="some marked"),
        pytest.param("that Go now", [(0, 11)], [], "indirect", id="none marked"),
        pytest.param("that Go “now”", [(0, 7)], [(8, 13)], "indirect", id="marks elsewhere"),
        pytest.param("“7 %”", [(0, 5)], [(0, 5)], "direct", id="marked numbers"),
        pytest.param("7 % more", [(0, 3)], [], "indirect", id="numbers"),
        pytest.param("“A b” c “d”", [(0, 5), (8, 11)], [(0, 5), (8, 11)], "direct", id="parts"),
        pytest.param("“A b” c “d”", [(0, 5), (6, 11)], [(0, 5), (8, 11)], "mixed", id="one wider"),
        pytest.param("“Go now” he", [(4, 11)], [(0, 8)], "mixed", id="cut marks"),
        pytest.param(
            "“" + "abcde" * 8 + "” x", [(0, 44)], [(0, 42)], "direct", id="nearly all marked"
        ),
    ],
)
def test_type_of(
    text: str, spans: list[tuple[int, int]], marks: list[tuple[int, int]], kind: str
) -> None:
    segments = [
        Segment(QuotedSpan(a, b, a + 1, b - 1, 0, "curly", True, False), 0, 0, 0, 0, 1)
        for a, b in marks
    ]
    assert type_of(text, spans, segments) == kind


@pytest.mark.parametrize(
    ("raw", "expected"),
    [(0.0, 0.2), (0.2, 0.2), (0.3, 0.3), (0.4, 0.4), (0.7, 0.65), (1.0, 0.9), (1.5, 0.9)],
)
def test_calibrate_goes_straight_between_the_steps(raw: float, expected: float) -> None:
    steps = [(0.2, 0.2), (0.4, 0.4), (1.0, 0.9)]
    assert calibrate(raw, steps) == pytest.approx(expected)


def test_calibrate_by_nothing_leaves_the_score() -> None:
    assert calibrate(0.4, []) == 0.4


def test_calibrate_at_a_step_upwards() -> None:
    assert calibrate(0.5, [(0.5, 0.2), (0.5, 0.6)]) in (0.2, 0.6)


def test_decisions_keep_what_the_models_said() -> None:
    page = make_page(GO)
    (decision,) = decide(page.scene(), page.segments, models(spoken=-1.0986))
    assert decision.option is None
    assert decision.speech == pytest.approx(0.25, abs=1e-3)
    assert (decision.best, decision.share) == (0, 1.0)
    assert decide(page.scene(), [], models()) == []


def test_models_as_json_and_back() -> None:
    made = QuotationModels(
        *(LinearModel(s.FEATURES, s.CROSSES) for s in (links, attribution, speech, extents)),
        speech_cut=0.4,
        link_cut=0.1,
        calibration=[(0.12345, 0.2)],
    )
    made.links.weights[0] = 1.5
    again = QuotationModels.from_json(made.to_json())
    assert again.links.weights[0] == 1.5
    assert (again.speech_cut, again.link_cut, again.indirect_cut) == (0.4, 0.1, 0.5)
    assert (again.calibration, again.indirect_calibration) == ([(0.1235, 0.2)], [])


def test_the_shipped_calibrations_rise() -> None:
    shipped = load_weights().quotations
    for steps in (shipped.calibration, shipped.indirect_calibration):
        assert list(steps) == sorted(steps)
        values = [value for _, value in steps]
        assert values == sorted(values)
        assert all(0.0 <= value <= 1.0 for value in values)


def test_reported_speech_is_not_cut_below_where_contents_are_asked_for() -> None:
    plain = load_weights().quotations.to_json()
    assert QuotationModels.from_json(plain).indirect_cut == plain["indirect cut"]
    with pytest.raises(ValueError, match="indirect cut is below"):
        QuotationModels.from_json({**plain, "indirect cut": 0.49})
