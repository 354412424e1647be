"""Attribution: the candidate sources of a quotation and what the ranker sees of them."""

from __future__ import annotations

import pytest

from builders import MadePage, make_page, named, report_at
from quotex.attribution import FEATURES, add_candidates
from quotex.cue_features import Rates
from quotex.reports import Report
from quotex.scene import Quotation, group

GO = "“ Go/VB@ccomp:said , ” Lee@nsubj:said said/VBD@ROOT:said ."
MOVE = GO.replace("Lee", "the/DT aide/NN")


def read(
    page: MadePage,
    *reports: Report,
    words: dict[str, Rates] | None = None,
    linked: bool = False,
) -> list[Quotation]:
    quotations = group(page.segments, [linked] * (len(page.segments) - 1))
    add_candidates(page.scene(*reports, words=words), quotations)
    return quotations


def sources(page: MadePage, *reports: Report, nth: int = 0) -> list[str]:
    return [page.tokens.words[i] for i in read(page, *reports)[nth].sources]


def row(quotation: Quotation, page: MadePage, word: str, nth: int = 1) -> dict[str, str]:
    k = quotation.sources.index(page.at(word, nth))
    return named(FEATURES, quotation.rows[k])


class TestCandidates:
    def test_are_the_noun_phrases_of_the_paragraph(self) -> None:
        page = make_page(GO.replace(" .", " to/IN the/DT mayor/NN ."))
        assert sources(page) == ["Lee", "mayor"]

    def test_are_none_of_the_words_inside(self) -> None:
        page = make_page("“ Roe left/VBD@ccomp:said , ” Lee@nsubj:said said/VBD@ROOT:said .")
        assert sources(page) == ["Lee"]

    def test_of_other_paragraphs_are_subjects_of_a_likely_cue(self) -> None:
        page = make_page("Roe spoke/VBD .", "“ Go/VB . ”", "Diaz slept/VBD .")
        assert sources(page) == []
        assert sources(page, report_at(page, "spoke", "Roe")) == ["Roe"]
        assert sources(page, report_at(page, "spoke", "Roe", chance=0.2)) == []
        assert sources(page, report_at(page, "slept", "Diaz")) == ["Diaz"]

    @pytest.mark.parametrize(
        ("before", "after", "found"),
        [
            pytest.param(1, 0, True, id="one before"),
            pytest.param(2, 0, True, id="two before"),
            pytest.param(3, 0, False, id="three before"),
            pytest.param(0, 1, True, id="one after"),
            pytest.param(0, 2, False, id="two after"),
        ],
    )
    def test_window_of_paragraphs(self, before: int, after: int, found: bool) -> None:
        filler = "Now/RB ."
        paragraphs = ["Roe spoke/VBD ."] if before else []
        paragraphs += [filler] * (before - 1) + ["“ Go/VB . ”"]
        paragraphs += [filler] * (after - 1) + (["Roe spoke/VBD ."] if after else [])
        page = make_page(*paragraphs)
        assert (sources(page, report_at(page, "spoke", "Roe")) == ["Roe"]) is found

    def test_before_a_colon_may_stand_in_the_paragraph_before(self) -> None:
        page = make_page("Then/RB Roe : ", "“ Go/VB . ”")
        assert sources(page) == ["Roe"]

    def test_a_relative_pronoun_needs_a_cue(self) -> None:
        page = make_page(
            "a/DT bank/NN@nsubj:left , which/WDT@nsubj:said said/VBD@relcl:bank “ go/VB@dep:said "
            "” , left/VBD@ROOT:left ."
        )
        assert sources(page) == ["bank"]
        assert sources(page, report_at(page, "said", "which")) == ["bank", "which"]

    def test_no_more_than_forty_the_nearest(self) -> None:
        crowd = " , ".join(f"N{k}" for k in range(60))
        found = sources(make_page(f"{crowd} , “ Go/VB . ”"))
        assert found == [f"N{k}" for k in range(20, 60)]

    def test_none_at_all(self) -> None:
        (quotation,) = read(make_page("“ Go/VB . ”"))
        assert (quotation.sources, quotation.rows, quotation.cues, quotation.tag) == (
            [],
            [],
            [],
            None,
        )

    def test_have_the_nearest_likely_cue_of_theirs(self) -> None:
        page = make_page(f"{GO[:-2]} and/CC@cc:said added/VBD@conj:said so/RB .")
        said, added = report_at(page, "said", "Lee"), report_at(page, "added", "Lee")
        (quotation,) = read(page, said, added)
        assert quotation.cues == [said]
        weak = report_at(page, "said", "Lee", chance=0.2)
        (quotation,) = read(page, weak, added)
        assert quotation.cues == [added]


class TestTag:
    """The likeliest cue of a quotation, whoever its source."""

    def test_may_lack_a_source(self) -> None:
        page = make_page(GO)
        said = report_at(page, "said")
        (quotation,) = read(page, said)
        assert quotation.tag is said
        assert quotation.cues == [None]

    def test_is_likely(self) -> None:
        page = make_page(GO)
        (quotation,) = read(page, report_at(page, "said", chance=0.2))
        assert quotation.tag is None

    def test_stands_outside_the_marks(self) -> None:
        page = make_page("“ Lee@nsubj:said said/VBD@ROOT:said so/RB . ”")
        (quotation,) = read(page, report_at(page, "said", "Lee"))
        assert quotation.tag is None

    def test_reports_the_quotation_rather_than_something_else(self) -> None:
        page = make_page("Lee heard/VBD Roe say/VB@ccomp:heard , “ Go/VB@ccomp:say . ”")
        heard = report_at(page, "heard", "Lee", held=(("“ Go . ”",),))
        say = report_at(page, "say", "Roe", held=(("Roe",),))
        assert read(page, heard, say)[0].tag is heard


class TestRow:
    @pytest.mark.parametrize(
        ("feature", "label"),
        [
            ("cue", "0.85"),
            ("speech cue", "0.3"),
            ("reports it", "exactly"),
            ("cue distance", "1"),
            ("cue side", "after"),
            ("cue in sentence", "first"),
            ("source found", "own"),
            ("governs", "1"),
            ("side", "after"),
            ("distance", "0"),
            ("sentences away", "0"),
            ("paragraphs away", "0"),
            ("role", "nsubj"),
            ("kind", "name"),
            ("source rate", "unseen"),
            ("cued rank", "0"),
            ("side rank", "0"),
            ("quotations between", "0"),
            ("label", "no"),
            ("tag cue", "0.85"),
            ("tag cue's source", "is it"),
            ("from tag cue", "before"),
            ("phrases to tag cue", "0"),
            ("tag clause", "same head"),
            ("named inside", "no"),
            ("in other marks", "no"),
            ("subject of sentence", "yes"),
            ("other tag", "no"),
            ("continues", "no"),
            ("q closes with", "comma"),
            ("q after", "name"),
            ("q words", "4"),
            ("parts", "1"),
        ],
    )
    def test_of_a_plain_tag(self, feature: str, label: str) -> None:
        page = make_page(GO)
        said = report_at(page, "said", "Lee", speech=0.5, held=(("“ Go , ”",),))
        (quotation,) = read(page, said)
        assert row(quotation, page, "Lee")[feature] == label

    @pytest.mark.parametrize(
        "feature",
        ["cue", "reports it", "cue distance", "cue side", "source found", "cued rank"],
    )
    def test_without_a_cue(self, feature: str) -> None:
        page = make_page(GO)
        (quotation,) = read(page)
        assert row(quotation, page, "Lee")[feature] in ("none", "no cue")

    @pytest.mark.parametrize(
        ("held", "label"),
        [
            pytest.param((), "nothing", id="nothing"),
            pytest.param((("Roe",),), "elsewhere", id="elsewhere"),
            pytest.param((("“ Go home",),), "part", id="part"),
            pytest.param((("“ Go home , all of you , ”",),), "exactly", id="exactly"),
            pytest.param((("“ Go home , all of you , ” to Roe .",),), "more", id="more"),
        ],
    )
    def test_what_the_cue_reports(self, held: tuple[tuple[str, ...], ...], label: str) -> None:
        page = make_page(
            "Lee said/VBD@ROOT:said “ Go/VB@ccomp:said home/RB , all/DT of/IN you/PRP , ” "
            "to/IN@prep:said Roe@pobj:to ."
        )
        (quotation,) = read(page, report_at(page, "said", "Lee", held=held))
        assert row(quotation, page, "Lee")["reports it"] == label

    def test_rate_of_a_common_noun(self) -> None:
        page = make_page(MOVE)
        words = {"source:aide": Rates(0.001, 0.001, 9)}
        assert row(read(page)[0], page, "aide")["source rate"] == "unseen"
        assert row(read(page, words=words)[0], page, "aide")["source rate"] == "0"
        words = {"source:aide": Rates(0.97, 0.97, 9)}
        assert row(read(page, words=words)[0], page, "aide")["source rate"] == "11"

    def test_ranks(self) -> None:
        page = make_page(f"{GO[:-2]} to/IN@prep:said Roe@pobj:to of/IN@prep:Roe Diaz@pobj:of .")
        (quotation,) = read(page, report_at(page, "said", "Roe"))
        ranks = [row(quotation, page, name)["side rank"] for name in ("Lee", "Roe", "Diaz")]
        assert ranks == ["0", "1", "2"]
        cued = [row(quotation, page, name)["cued rank"] for name in ("Lee", "Roe", "Diaz")]
        assert cued == ["no cue", "0", "no cue"]

    def test_sides(self) -> None:
        page = make_page(
            "Diaz@nsubj:came came/VBD@ROOT:came . | "
            "“ Go/VB@ccomp:said , ” Lee@nsubj:said said/VBD@ROOT:said , “ now/RB@dep:said ” "
            "to/IN@prep:said Roe@pobj:to ."
        )
        (quotation,) = read(page, linked=True)
        sides = [row(quotation, page, name)["side"] for name in ("Diaz", "Lee", "Roe")]
        assert sides == ["before", "between", "after"]
        assert row(quotation, page, "Diaz")["sentences away"] == "1"
        assert row(quotation, page, "Lee")["parts"] == "2+"

    def test_paragraphs_away(self) -> None:
        page = make_page("Roe spoke/VBD .", GO)
        (quotation,) = read(page, report_at(page, "spoke", "Roe"))
        assert row(quotation, page, "Roe")["paragraphs away"] == "-1"
        assert row(quotation, page, "Roe")["from tag cue"] == "before"

    def test_named_inside(self) -> None:
        page = make_page("“ Lee , go/VB@ccomp:said , ” Lee#PERSON@nsubj:said said/VBD@ROOT:said .")
        (quotation,) = read(page)
        assert row(quotation, page, "Lee", 2)["named inside"] == "yes"

    def test_other_quotations_between(self) -> None:
        page = make_page("Roe left/VBD . | “ Go/VB . ” | Lee left/VBD . | “ Stay/VB . ”")
        second = read(page)[1]
        assert row(second, page, "Roe")["quotations between"] == "1"
        assert row(second, page, "Lee")["quotations between"] == "0"

    def test_in_other_marks(self) -> None:
        page = make_page("“ Roe left/VBD . ” Then/RB “ Go/VB . ”")
        assert row(read(page)[1], page, "Roe")["in other marks"] == "yes"

    def test_a_cue_that_touches_another_quotation(self) -> None:
        page = make_page(f"{GO} | Then/RB a/DT man/NN came/VBD . | “ Stay/VB . ”")
        first, second = read(page, report_at(page, "said", "Lee"))
        assert row(first, page, "Lee")["other tag"] == "no"
        assert row(second, page, "Lee")["other tag"] == "yes"

    def test_the_source_of_the_quotation_before_may_go_on(self) -> None:
        page = make_page(f"{GO} | “ Stay/VB . ” Roe left/VBD .")
        _, second = read(page, report_at(page, "said", "Lee"))
        assert row(second, page, "Lee")["continues"] == "yes"
        assert row(second, page, "Roe")["continues"] == "no"

    @pytest.mark.parametrize(
        ("sentences", "word", "label"),
        [
            pytest.param(["Then/RB Lee : “ Go/VB . ”"], "Lee", "colon", id="colon"),
            pytest.param(["Lee : “ Go/VB . ”"], "Lee", "colon line", id="label of a line"),
            pytest.param(["“ Go/VB . ” — Lee"], "Lee", "dash", id="signature"),
            pytest.param(["“ Go/VB . ” - - Lee"], "Lee", "dash", id="signature in hyphens"),
            pytest.param(
                ["“ Go/VB . ” — the/DT poet/NN Ann Lee"], "Lee", "dash", id="signature with a role"
            ),
            pytest.param(["Roe — Lee left/VBD . “ Go/VB . ”"], "Lee", "no", id="dash before"),
            pytest.param(
                ["“ Go/VB . ” So/RB it/PRP was/VBD then/RB — Lee"], "Lee", "no", id="dash far away"
            ),
            pytest.param([GO], "Lee", "no", id="none"),
        ],
    )
    def test_label(self, sentences: list[str], word: str, label: str) -> None:
        page = make_page(*sentences)
        assert row(read(page)[0], page, word)["label"] == label

    def test_fits_the_features(self) -> None:
        page = make_page(GO)
        (quotation,) = read(page)
        assert [len(r) for r in quotation.rows] == [len(FEATURES)]
