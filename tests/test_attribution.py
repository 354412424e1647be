"""Attribution: the candidate sources of a quotation and what the ranker sees of them."""

from __future__ import annotations

import pytest
from attrs import evolve

from builders import MadePage, make_page, named, report_at
from quotex.attribution import FEATURES, add_candidates
from quotex.cue_features import Rates
from quotex.reports import Report
from quotex.scene import LIKELY, Quotation, group

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

    def test_of_other_paragraphs_are_the_eight_last(self) -> None:
        names = [f"N{k}" for k in range(12)]
        page = make_page(" ".join(f"{name} : ;" for name in names), "“ Go/VB . ” Roe left/VBD .")
        assert sources(page) == [*names[4:], "Roe"]

    def test_of_the_quotation_behind_are_none_of_this_one(self) -> None:
        page = make_page("Roe left/VBD . “ Go/VB . ”", "Lee left/VBD . “ Stay/VB . ”")
        assert [sources(page, nth=nth) for nth in (0, 1)] == [["Roe"], ["Lee"]]

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
        (quotation,) = read(page, report_at(page, "said", chance=LIKELY))
        assert quotation.tag is not None
        page = make_page("Roe told/VBD@dep:said Lee said/VBD@ROOT:said “ Go/VB@ccomp:said . ”")
        told, said = report_at(page, "told", chance=0.2), report_at(page, "said")
        assert read(page, told, said)[0].tag is said

    def test_stands_outside_the_marks(self) -> None:
        page = make_page("“ Lee@nsubj:said said/VBD@ROOT:said so/RB . ”")
        (quotation,) = read(page, report_at(page, "said", "Lee"))
        assert quotation.tag is None

    def test_reports_the_quotation_rather_than_something_else(self) -> None:
        page = make_page("Lee heard/VBD Roe say/VB@ccomp:heard , “ Go/VB@ccomp:say . ”")
        heard = report_at(page, "heard", "Lee", held=(("“ Go . ”",),))
        say = report_at(page, "say", "Roe", held=(("Roe",),))
        assert read(page, heard, say)[0].tag is heard

    def test_is_near_before_it_is_likely(self) -> None:
        # Six tokens nearer make up for a chance smaller by a tenth or so, not by four.
        page = make_page("Lee told/VBD@ROOT:told of/IN it/PRP and/CC said/VBD so/RB : “ Go/VB . ”")
        for near, tag in ((0.85, "said"), (0.5, "told")):
            told = report_at(page, "told", "Lee")
            said = report_at(page, "said", "Lee", chance=near)
            assert read(page, told, said)[0].tag is (told if tag == "told" else said)

    def test_reports_more_than_it_rather_than_something_else(self) -> None:
        page = make_page("Lee told/VBD@ROOT:told so/RB Roe said/VBD “ Go/VB ” a/DT b/NN c/NN .")
        told = report_at(page, "told", "Lee", held=(("“ Go ” a b c",),))
        said = report_at(page, "said", "Roe", held=(("Lee",),))
        assert read(page, told, said)[0].tag is told

    def test_that_reports_a_part_of_it_has_to_be_as_near(self) -> None:
        page = make_page("Lee told/VBD@ROOT:told so/RB Roe said/VBD “ Go/VB home/RB now/RB . ”")
        told = report_at(page, "told", "Lee", held=(("“ Go home",),))
        said = report_at(page, "said", "Roe", held=(("Lee",),))
        assert read(page, told, said)[0].tag is said

    def test_reports_it_at_eight_tokens_more(self) -> None:
        for between, tag in ((6, "told"), (9, "said")):
            page = make_page(f"Lee told/VBD@ROOT:told {'so/RB ' * between}Roe said/VBD “ Go/VB . ”")
            told = report_at(page, "told", "Lee", held=(("“ Go . ”",),))
            said = report_at(page, "said", "Roe", held=(("Lee",),))
            assert read(page, told, said)[0].tag is (told if tag == "told" else said)

    def test_stands_in_the_sentence_of_the_quotation_rather_than_nearer(self) -> None:
        for between, same in ((8, True), (10, False)):
            page = make_page(
                f"Roe said/VBD . | Lee told/VBD {'so/RB ' * between}“ Go/VB . ” | Roe spoke/VBD ."
            )
            told, spoke = (
                report_at(page, "told", "Lee"),
                report_at(page, "spoke", "Roe", source_nth=2),
            )
            assert read(page, told, spoke)[0].tag is (told if same else spoke)

    def test_is_no_more_than_thirty_tokens_away(self) -> None:
        for between, found in ((29, True), (30, False)):
            page = make_page(f"Lee said/VBD {'so/RB ' * between}“ Go/VB . ”")
            assert (read(page, report_at(page, "said", "Lee"))[0].tag is not None) is found
            page = make_page(f"“ Go/VB . ” {'so/RB ' * between}said/VBD Lee .")
            assert (read(page, report_at(page, "said", "Lee"))[0].tag is not None) is found

    def test_of_two_alike_is_the_first(self) -> None:
        page = make_page("Lee said/VBD@ROOT:said “ Go/VB , ” said/VBD Roe .")
        one, other = report_at(page, "said", "Lee"), report_at(page, "said", "Roe", nth=2)
        assert read(page, one, other)[0].tag is one

    @pytest.mark.parametrize(
        ("sentence", "word", "source", "expected"),
        [
            pytest.param(GO, "Lee", "Lee", ("is it", "before", "0", "same head"), id="its source"),
            pytest.param(GO, "Lee", None, ("unnamed", "before", "0", "same head"), id="no source"),
            pytest.param(
                GO.replace(" .", " to/IN@prep:said Roe@pobj:to ."),
                "Roe",
                "Lee",
                ("named", "after", "0", "below"),
                id="below it",
            ),
            pytest.param(
                GO.replace(" .", " of/IN@prep:said Kay@pobj:of to/IN@prep:said Roe@pobj:to ."),
                "Roe",
                "Lee",
                ("named", "after", "1", "below"),
                id="past another phrase",
            ),
            pytest.param(
                "Roe@poss:aide 's/POS aide/NN@nsubj:said said/VBD@ROOT:said “ go/VB@ccomp:said ”",
                "Roe",
                "aide",
                ("named", "before", "1", "below"),
                id="first word below it",
            ),
            pytest.param(
                "“ go/VB ” Lee@nsubj:said said/VBD@ROOT:said of/IN@prep:said Roe@pobj:of",
                "Roe",
                "Lee",
                ("named", "after", "0", "below"),
                id="last word below it",
            ),
            pytest.param(
                "A of/IN B of/IN C of/IN D of/IN E of/IN F said/VBD@ROOT:said “ go/VB@ccomp:said ”",
                "A",
                "F",
                ("named", "before", "4+", "same head"),
                id="past many",
            ),
            pytest.param(
                "Roe@nsubj:hoped hoped/VBD@ROOT:hoped Lee@nsubj:said said/VBD@ccomp:hoped “ "
                "go/VB@ccomp:said ” .",
                "Roe",
                "Lee",
                ("named", "before", "1", "above"),
                id="above it",
            ),
            pytest.param(
                "Roe@nsubj:left left/VBD@dep:hoped , hoped/VBD@ROOT:hoped Lee@nsubj:said "
                "said/VBD@ccomp:hoped “ go/VB@ccomp:said ” .",
                "Roe",
                "Lee",
                ("named", "before", "1", "other"),
                id="apart from it",
            ),
            pytest.param(
                "Roe left/VBD . | Lee said/VBD “ go/VB@ccomp:said ” .",
                "Roe",
                "Lee",
                ("named", "elsewhere", "4+", "other"),
                id="another sentence",
            ),
        ],
    )
    def test_how_a_candidate_stands_to_it(
        self, sentence: str, word: str, source: str | None, expected: tuple[str, ...]
    ) -> None:
        page = make_page(sentence)
        (quotation,) = read(page, report_at(page, "said", source))
        found = row(quotation, page, word)
        names = ("tag cue's source", "from tag cue", "phrases to tag cue", "tag clause")
        assert tuple(found[name] for name in names) == expected

    def test_none_leaves_its_features_empty(self) -> None:
        page = make_page(GO)
        found = row(read(page)[0], page, "Lee")
        assert found["tag cue"] == "none"
        names = ("tag cue's source", "from tag cue", "phrases to tag cue", "tag clause")
        assert {found[name] for name in names} == {"no tag"}


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

    def test_without_a_cue_no_other_quotation_has_it(self) -> None:
        page = make_page(GO)
        assert row(read(page)[0], page, "Lee")["other tag"] == "no"

    def test_a_way_to_the_source_that_is_not_known(self) -> None:
        page = make_page(GO)
        (quotation,) = read(page, report_at(page, "said", "Lee", way="strange"))
        assert row(quotation, page, "Lee")["source found"] == "none"

    @pytest.mark.parametrize(
        ("chance", "label"),
        [
            (0.02, "0"),
            (0.03, "0.03"),
            (0.2, "0.1"),
            (0.4, "0.3"),
            (0.6, "0.6"),
            (0.9, "0.85"),
            (0.97, "0.96"),
        ],
    )
    def test_how_likely_the_cue_is(self, chance: float, label: str) -> None:
        page = make_page(GO)
        (quotation,) = read(page, report_at(page, "said", "Lee", chance=0.5, speech=chance))
        assert row(quotation, page, "Lee")["speech cue"] == label
        (quotation,) = read(page, report_at(page, "said", "Lee", chance=chance, speech=0.5))
        assert row(quotation, page, "Lee")["cue"] == label

    @pytest.mark.parametrize(
        ("between", "label"),
        [
            *[(0, "0"), (1, "1"), (2, "2"), (3, "3"), (4, "4"), (5, "4"), (6, "6"), (8, "6")],
            *[(9, "9"), (13, "9"), (14, "14"), (21, "14"), (22, "22"), (39, "22"), (40, "40")],
        ],
    )
    def test_tokens_to_the_candidate(self, between: int, label: str) -> None:
        page = make_page(f"Then/RB Lee {'so/RB ' * between}“ Go/VB . ”")
        assert row(read(page)[0], page, "Lee")["distance"] == label

    def test_a_quotation_over_two_paragraphs(self) -> None:
        page = make_page("Roe said/VBD : “ Go/VB .", "“ Stay/VB , ” Lee said/VBD@ROOT:said .")
        (quotation,) = read(page, linked=True)
        away = [row(quotation, page, name)["paragraphs away"] for name in ("Roe", "Lee")]
        assert away == ["0", "0"]

    @pytest.mark.parametrize(
        ("held", "label"),
        [
            pytest.param(("“ a b c d e f g", "y"), "exactly", id="and more apart"),
            pytest.param(("“ a b c d e f", "y"), "part", id="too little, and more apart"),
            pytest.param(("“ a b c d", "e f g h ”"), "exactly", id="all in two stretches"),
        ],
    )
    def test_the_cue_reports_two_stretches(self, held: tuple[str, ...], label: str) -> None:
        page = make_page(
            "Lee said/VBD@ROOT:said “ a/DT b/NN c/NN d/NN e/NN f/NN g/NN h/NN ” x/NN y/NN ."
        )
        (quotation,) = read(page, report_at(page, "said", "Lee", held=(held,)))
        assert row(quotation, page, "Lee")["reports it"] == label

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

    def test_a_cue_whose_content_is_elsewhere(self) -> None:
        page = make_page(GO)
        report = report_at(page, "said", "Lee")
        for elsewhere, label in ((False, "nothing"), (True, "elsewhere")):
            (quotation,) = read(page, evolve(report, elsewhere=elsewhere))
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
        ranks = [row(quotation, page, name)["side rank"] for name in ("Diaz", "Lee", "Roe")]
        assert ranks == ["0", "0", "0"]
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

    @pytest.mark.parametrize(
        ("sentences", "word", "label"),
        [
            pytest.param(["Ann Lee : “ Go/VB . ”"], "Lee", "colon line", id="two words"),
            pytest.param(["A B C D Lee : “ Go/VB . ”"], "Lee", "colon line", id="five words"),
            pytest.param(["A B C D E Lee : “ Go/VB . ”"], "Lee", "colon", id="six words"),
            pytest.param(
                ["It/PRP ended/VBD .", "Lee : “ Go/VB . ”"], "Lee", "colon line", id="second line"
            ),
            pytest.param(
                ["It/PRP ended/VBD . | Lee : “ Go/VB . ”"], "Lee", "colon", id="second sentence"
            ),
            pytest.param(
                ["It/PRP ended/VBD .", "So/RB Lee : “ Go/VB . ”"], "Lee", "colon", id="second word"
            ),
            pytest.param(["“ Go/VB . ” Then/RB Lee :"], "Lee", "colon", id="behind it"),
            pytest.param(["“ Go/VB . ” so/RB now/RB — Lee"], "Lee", "dash", id="third behind"),
            pytest.param(["“ Go/VB . ” — so/RB so/RB — Lee"], "Lee", "no", id="fourth behind"),
            pytest.param(
                ["“ Go/VB home/RB and/CC stay/VB there/RB , all/DT of/IN you/PRP . ” — Lee"],
                "Lee",
                "dash",
                id="longer quotation",
            ),
            pytest.param(["“ Go/VB . ” Now/RB — Lee"], "Lee", "dash", id="second behind"),
            pytest.param(
                ["“ Go/VB . ” — Lee : so/RB"], "Lee", "dash", id="signature before a colon"
            ),
            pytest.param(["“ Go/VB . ” — so/RB Lee left/VBD ."], "Lee", "no", id="dash apart"),
            pytest.param(["“ Go/VB . ” Lee"], "Lee", "no", id="last token"),
        ],
    )
    def test_label_at_its_limits(self, sentences: list[str], word: str, label: str) -> None:
        page = make_page(*sentences)
        assert row(read(page)[0], page, word)["label"] == label

    def test_a_signature_may_stand_in_the_paragraph_behind(self) -> None:
        page = make_page("“ Go/VB . ”", "— Ann Lee")
        assert sources(page) == ["Lee"]
        assert row(read(page)[0], page, "Lee")["label"] == "dash"
        assert row(read(page)[0], page, "Lee")["paragraphs away"] == "+1"
        assert sources(make_page("“ Go/VB . ”", "Ann Lee")) == []

    def test_paragraphs_on_either_side(self) -> None:
        page = make_page("Roe spoke/VBD .", "Now/RB .", "“ Go/VB . ”", "Diaz slept/VBD .")
        spoke, slept = report_at(page, "spoke", "Roe"), report_at(page, "slept", "Diaz")
        (quotation,) = read(page, spoke, slept)
        away = [row(quotation, page, name)["paragraphs away"] for name in ("Roe", "Diaz")]
        assert away == ["-2", "+1"]
        away = [row(quotation, page, name)["sentences away"] for name in ("Roe", "Diaz")]
        assert away == ["2", "1"]

    def test_sentences_on_either_side(self) -> None:
        filler = "it/PRP rained/VBD ."
        page = make_page(
            f"A left/VBD . | {filler} | B left/VBD . | C left/VBD . | “ Go/VB . | Go/VB . ” | "
            f"D left/VBD . | E left/VBD . | F left/VBD . | {filler} | G left/VBD ."
        )
        quotation = read(page)[0]
        away = [row(quotation, page, name)["sentences away"] for name in "ABCDEFG"]
        assert away == ["3+", "2", "1", "1", "2", "3+", "3+"]

    @pytest.mark.parametrize(
        ("words", "label"),
        [
            pytest.param("Go/VB Lee", "yes", id="last word"),
            pytest.param("Lee go/VB", "yes", id="first word"),
            pytest.param(f"{'so/RB ' * 79}Lee ,", "yes", id="among the first eighty"),
            pytest.param(f"{'so/RB ' * 80}Lee ,", "no", id="behind them"),
            pytest.param("Go/VB Roe", "no", id="another name"),
        ],
    )
    def test_named_inside_within_reach(self, words: str, label: str) -> None:
        page = make_page(f"“ {words} ” Lee#PERSON@nsubj:said said/VBD@ROOT:said .")
        nth = page.tokens.words.count("Lee")
        assert row(read(page)[0], page, "Lee", nth)["named inside"] == label

    def test_only_names_count_as_named_inside(self) -> None:
        page = make_page("“ The/DT aide/NN , ” the/DT aide/NN@nsubj:said said/VBD@ROOT:said .")
        assert row(read(page)[0], page, "aide", 2)["named inside"] == "no"

    @pytest.mark.parametrize(
        ("tag", "label"),
        [
            pytest.param("Lee@nsubj:left left/VBD@ROOT:left .", "yes", id="subject of the root"),
            pytest.param("they/PRP@nsubj:saw saw/VBD@ROOT:saw Lee@dobj:saw .", "no", id="object"),
            pytest.param(
                "they/PRP@nsubj:saw saw/VBD@ROOT:saw Lee@nsubj:go go/VB@ccomp:saw .",
                "no",
                id="subject of a clause",
            ),
        ],
    )
    def test_subject_of_the_sentence(self, tag: str, label: str) -> None:
        page = make_page(f"“ Go/VB . ” | {tag}")
        assert row(read(page)[0], page, "Lee")["subject of sentence"] == label

    def test_not_in_other_marks(self) -> None:
        page = make_page("“ Roe left/VBD . ” Lee left/VBD . “ Go/VB . ”")
        assert row(read(page)[1], page, "Lee")["in other marks"] == "no"

    def test_many_other_quotations_between(self) -> None:
        page = make_page("Roe left/VBD . | “ A/NN . ” | “ B/NN . ” | “ C/NN . ” | “ Stay/VB . ”")
        quotations = read(page)
        found = [row(q, page, "Roe")["quotations between"] for q in quotations]
        assert found == ["0", "1", "2+", "2+"]

    def test_ranks_at_their_limits(self) -> None:
        page = make_page("A , B , C , D , E , F , “ Go/VB . ” G")
        (quotation,) = read(page)
        ranks = [row(quotation, page, name)["side rank"] for name in "ABCDEFG"]
        assert ranks == ["4+", "4+", "3", "2", "1", "0", "0"]

    def test_ranks_among_likely_cues(self) -> None:
        page = make_page(
            "A left/VBD . | B ran/VBD . | C sang/VBD . | D slept/VBD . | E sat/VBD . | “ Go/VB . ”"
        )
        cues = {"A": "left", "B": "ran", "C": "sang", "D": "slept", "E": "sat"}
        chances = {"A": 0.9, "B": 0.9, "C": 0.9, "D": 0.2, "E": 0.9}
        reports = [report_at(page, cues[n], n, chance=chances[n]) for n in cues]
        (quotation,) = read(page, *reports)
        ranks = [row(quotation, page, name)["cued rank"] for name in "ABCDE"]
        assert ranks == ["2+", "2+", "1", "no cue", "0"]

    def test_distance_of_a_candidate_and_its_cue(self) -> None:
        page = make_page(f"Lee said/VBD {'so/RB ' * 5}“ Go/VB . ”")
        (quotation,) = read(page, report_at(page, "said", "Lee"))
        found = row(quotation, page, "Lee")
        assert (found["distance"], found["cue distance"]) == ("6", "4")

    @pytest.mark.parametrize(
        ("cue", "label"),
        [
            pytest.param("left", "no", id="in the one before"),
            pytest.param("began", "first", id="in its first"),
            pytest.param("added", "gap", id="in one in between"),
            pytest.param("said", "last", id="in its last"),
        ],
    )
    def test_sentence_of_the_cue(self, cue: str, label: str) -> None:
        page = make_page(
            "Lee left/VBD . | Lee began/VBD : “ Go/VB . ” | Lee added/VBD so/RB . | "
            "“ Go/VB , ” Lee said/VBD@ROOT:said ."
        )
        nth = ["left", "began", "added", "said"].index(cue) + 1
        (quotation,) = read(page, report_at(page, cue, "Lee", source_nth=nth), linked=True)
        assert row(quotation, page, "Lee", nth)["cue in sentence"] == label

    @pytest.mark.parametrize(
        ("sentence", "label"),
        [
            pytest.param(GO, "1", id="head"),
            pytest.param(
                "Lee said/VBD@ROOT:said they/PRP@nsubj:wrote wrote/VBD@ccomp:said “ "
                "go/VB@ccomp:wrote home/RB@advmod:go ” .",
                "2",
                id="head of the head",
            ),
            pytest.param(
                "Lee said/VBD@ROOT:said he/PRP@nsubj:saw saw/VBD@ccomp:said a/DT "
                "note/NN@dobj:saw reading/VBG@acl:note “ go/VB@ccomp:reading home/RB@advmod:go ” .",
                "3+",
                id="further up",
            ),
            pytest.param(
                "“ Go/VB@ROOT:Go , ” Lee@nsubj:said said/VBD@parataxis:Go .", "governed", id="below"
            ),
            pytest.param(
                "Lee said/VBD@dep:left so/RB , “ Go/VB@dep:left ” they/PRP@nsubj:left "
                "left/VBD@ROOT:left .",
                "no",
                id="beside",
            ),
        ],
    )
    def test_how_the_cue_governs_the_quotation(self, sentence: str, label: str) -> None:
        page = make_page(sentence)
        (quotation,) = read(page, report_at(page, "said", "Lee"))
        assert row(quotation, page, "Lee")["governs"] == label

    @pytest.mark.parametrize(
        ("held", "label"),
        [
            # Eight of ten words, marks among them, are most of it; two more than it are not.
            pytest.param("“ a/DT b/NN c/NN d/NN e/NN f/NN g/NN", "exactly", id="eight of ten"),
            pytest.param("“ a/DT b/NN c/NN d/NN e/NN f/NN", "part", id="seven of ten"),
            pytest.param("a/DT", "part", id="one"),
            pytest.param("then/RB now/RB", "nothing", id="none, before"),
            pytest.param("x/NN y/NN", "nothing", id="none, behind"),
        ],
    )
    def test_how_much_of_it_the_cue_reports(self, held: str, label: str) -> None:
        page = make_page(
            "Lee said/VBD@ROOT:said then/RB now/RB “ a/DT b/NN c/NN d/NN e/NN f/NN g/NN h/NN ” "
            "x/NN y/NN z/NN ."
        )
        words = " ".join(piece.split("/")[0] for piece in held.split())
        (quotation,) = read(page, report_at(page, "said", "Lee", held=((words,),)))
        expected = "elsewhere" if label == "nothing" else label
        assert row(quotation, page, "Lee")["reports it"] == expected

    @pytest.mark.parametrize(
        ("held", "label"), [("“ a b c d e f", "part"), ("“ a b c d e f g", "exactly")]
    )
    def test_seven_of_nine_are_part(self, held: str, label: str) -> None:
        page = make_page("Lee said/VBD@ROOT:said “ a/DT b/NN c/NN d/NN e/NN f/NN g/NN ” .")
        (quotation,) = read(page, report_at(page, "said", "Lee", held=((held,),)))
        assert row(quotation, page, "Lee")["reports it"] == label

    @pytest.mark.parametrize(
        ("held", "label"), [("“ Go ” a b", "exactly"), ("“ Go ” a b c", "more")]
    )
    def test_two_words_more_are_no_more(self, held: str, label: str) -> None:
        page = make_page("Lee said/VBD@ROOT:said “ Go/VB ” a/DT b/NN c/NN .")
        (quotation,) = read(page, report_at(page, "said", "Lee", held=((held,),)))
        assert row(quotation, page, "Lee")["reports it"] == label

    def test_both_parts_are_reported(self) -> None:
        page = make_page(
            "“ Go/VB@ccomp:said home/RB , ” Lee@nsubj:said said/VBD@ROOT:said , “ and/CC stay/VB "
            "there/RB . ”"
        )
        for held, label in (
            (("“ Go home , ”", "“ and stay there . ”"), "exactly"),
            (("“ Go home , ”",), "part"),
        ):
            report = report_at(page, "said", "Lee", held=(held,))
            (quotation,) = read(page, report, linked=True)
            assert row(quotation, page, "Lee")["reports it"] == label

    @pytest.mark.parametrize(
        ("between", "label"),
        [
            pytest.param(0, "yes", id="next to it"),
            pytest.param(5, "yes", id="six tokens behind"),
            pytest.param(6, "no", id="seven tokens behind"),
        ],
    )
    def test_goes_on_from_a_tag_behind(self, between: int, label: str) -> None:
        page = make_page(
            f"“ Go/VB , ” {'so/RB ' * between}said/VBD@ROOT:said Lee . | “ Stay/VB . ”"
        )
        _, second = read(page, report_at(page, "said", "Lee"))
        assert row(second, page, "Lee")["continues"] == label

    @pytest.mark.parametrize(("between", "label"), [(0, "yes"), (3, "yes"), (4, "no")])
    def test_goes_on_from_a_tag_before(self, between: int, label: str) -> None:
        page = make_page(f"Lee said/VBD@ROOT:said {'so/RB ' * between}“ Go/VB . ” “ Stay/VB . ”")
        _, second = read(page, report_at(page, "said", "Lee"))
        assert row(second, page, "Lee")["continues"] == label

    def test_goes_on_only_from_a_likely_tag_in_the_sentence(self) -> None:
        page = make_page("“ Go/VB , ” said/VBD@ROOT:said Lee . | “ Stay/VB . ”")
        _, second = read(page, report_at(page, "said", "Lee", chance=0.45))
        assert row(second, page, "Lee")["continues"] == "no"
        page = make_page("“ Go/VB . ” | Lee said/VBD so/RB . | “ Stay/VB . ”")
        _, second = read(page, report_at(page, "said", "Lee"))
        assert row(second, page, "Lee")["continues"] == "no"
        first, _ = read(page, report_at(page, "said", "Lee"))
        assert row(first, page, "Lee")["continues"] == "no"

    def test_fits_the_features(self) -> None:
        page = make_page(GO)
        (quotation,) = read(page)
        (found,) = quotation.rows
        assert len(found) == len(FEATURES)
        for feature, value in zip(FEATURES, found, strict=True):
            assert 0 <= value < len(feature.labels)
