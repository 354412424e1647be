"""Gold aligned to tokens, and the labels that training draws from it."""

from __future__ import annotations

import pytest

from builders import MadePage, make_gold, make_page, make_reading, report_at
from quotex.contents import Content
from quotex.cue_features import Rates
from quotex.cues import find_cues
from quotex.extents import Option
from quotex.scene import group
from quotex.training import cues as training_cues
from quotex.training import quotations as training_quotations
from quotex.training.contents import is_exact, jaccard, label_contents
from quotex.training.corpus import Reading, cue_head, source_head, syntactic_head, tokens_in
from quotex.training.saving import as_lines

GO = "“ Go/VB@ccomp:said , ” the/DT old/JJ mayor/NN@nsubj:said said/VBD@ROOT:said ."


def test_tokens_that_overlap() -> None:
    page = make_page("aaa/NN bb/NN c/NN")  # aaa at 0–3, bb at 4–6, c at 7–8
    assert tokens_in(page.tokens, [(0, 3)]) == [0]
    assert tokens_in(page.tokens, [(2, 5)]) == [0, 1]
    assert tokens_in(page.tokens, [(3, 4)]) == []
    assert tokens_in(page.tokens, [(0, 1), (7, 8)]) == [0, 2]


@pytest.mark.parametrize(
    ("words", "head"),
    [
        pytest.param("the old mayor", "mayor", id="phrase"),
        pytest.param("the old", "the", id="the first of several"),
        pytest.param(", ”", None, id="punctuation only"),
        pytest.param("said .", "said", id="root"),
    ],
)
def test_syntactic_head(words: str, head: str | None) -> None:
    page = make_page(GO)
    first, last = page.span(words)
    found = syntactic_head(page.tokens, range(first, last + 1))
    assert (None if found is None else page.tokens.words[found]) == head


@pytest.mark.parametrize(
    ("sentence", "cue", "head"),
    [
        pytest.param(GO, "said", "said", id="one word"),
        pytest.param(
            "Lee began/VBD@ROOT:began to/TO@aux:say say/VB@xcomp:began so/RB .",
            "began to say", "say", id="the verb that reports",
        ),
        pytest.param(
            "Lee went/VBD@ROOT:went on/RP@prt:went to/TO@aux:say say/VB@xcomp:went so/RB .",
            "went on to say", "say", id="went on to say",
        ),
        pytest.param(
            "Lee danced/VBD@ROOT:danced and/CC waltzed/VBD@conj:danced .",
            "danced and waltzed", "danced", id="the highest verb",
        ),
        pytest.param(
            "his/PRP$ firm/JJ belief/NN@ROOT:belief .", "firm belief", "belief", id="noun"
        ),
        pytest.param(
            "according/VBG@ROOT:according to/IN@prep:according Lee@pobj:to .",
            "according to", "according", id="according to",
        ),
    ],
)  # fmt: skip
def test_cue_head(sentence: str, cue: str, head: str) -> None:
    page = make_page(sentence)
    found = cue_head(page.tokens, page.offsets(cue))
    assert found is not None
    assert page.tokens.words[found] == head


def test_source_head() -> None:
    page = make_page(GO)
    found = source_head(page.tokens, make_gold(page, "“ Go , ”", source="the old mayor"))
    assert found == page.at("mayor")
    assert source_head(page.tokens, make_gold(page, "“ Go , ”")) is None


@pytest.mark.parametrize(
    ("a", "b", "share"),
    [
        pytest.param([(0, 10)], [(0, 10)], 1.0, id="same"),
        pytest.param([(0, 10)], [(10, 20)], 0.0, id="apart"),
        pytest.param([(0, 10)], [(5, 15)], 1 / 3, id="half"),
        pytest.param([(0, 10)], [(0, 5)], 0.5, id="inside"),
        pytest.param([(0, 4), (6, 10)], [(0, 10)], 0.8, id="a gap"),
        pytest.param([(0, 4), (6, 10)], [(2, 8)], 0.4, id="parts"),
        pytest.param([], [(0, 5)], 0.0, id="nothing"),
        pytest.param([], [], 0.0, id="nothing at all"),
    ],
)
def test_jaccard(a: list[tuple[int, int]], b: list[tuple[int, int]], share: float) -> None:
    assert jaccard(a, b) == pytest.approx(share)
    assert jaccard(b, a) == pytest.approx(share)


@pytest.mark.parametrize(
    ("a", "b", "exact"),
    [
        pytest.param([(0, 10)], [(0, 10)], True, id="same"),
        pytest.param([(0, 10)], [(2, 8)], True, id="two off"),
        pytest.param([(0, 10)], [(3, 10)], False, id="starts three off"),
        pytest.param([(0, 10)], [(0, 13)], False, id="ends three off"),
        pytest.param([(0, 3), (7, 10)], [(0, 10)], True, id="the hull counts"),
    ],
)
def test_is_exact(a: list[tuple[int, int]], b: list[tuple[int, int]], exact: bool) -> None:
    assert is_exact(a, b) is exact


class TestLabels:
    def contents(self, page: MadePage, *words: str) -> list[Content]:
        return [Content((page.span(w),), ()) for w in words]

    @pytest.mark.parametrize(
        ("options", "labels"),
        [
            pytest.param(("rain fell hard", "rain fell hard here"), [1, 0], id="exact"),
            pytest.param(("rain fell", "rain"), [1, 0], id="the nearest"),
            pytest.param(("rain", "here"), [0, 0], id="none shares half"),
        ],
    )
    def test_contents(self, options: tuple[str, ...], labels: list[float]) -> None:
        page = make_page("Lee said/VBD rain/NN fell/VBD@ccomp:said hard/RB here/RB .")
        quote = make_gold(page, "rain fell hard", kind="indirect")
        found = label_contents(page.tokens, self.contents(page, *options), quote)
        assert found == labels

    @pytest.mark.parametrize(
        ("options", "labels"),
        [
            pytest.param(("“ bad ”", "plan “ bad ”"), [0, 1], id="exact"),
            pytest.param(("“ bad ”", "big plan “ bad ” here"), [0, 1], id="the nearest"),
        ],
    )
    def test_extents(self, options: tuple[str, ...], labels: list[float]) -> None:
        page = make_page("Lee called/VBD the/DT big/JJ plan/NN “ bad/JJ ” here/RB .")
        quote = make_gold(page, "plan “ bad ”", kind="mixed")
        made = [Option((page.span(words),), (), None) for words in options]
        assert training_quotations.label_extents(page.tokens, made, quote) == labels

    def test_cues(self) -> None:
        page = make_page(
            "Lee began/VBD@ROOT:began to/TO@aux:say say/VB@xcomp:began Roe hoped/VBD@ccomp:say "
            "rain/NN fell/VBD@ccomp:hoped ."
        )
        said = make_gold(page, "Roe hoped rain fell", cue="began to say", id="1")
        hoped = make_gold(page, "rain fell", cue="hoped", speech=False, id="2")
        made = make_reading(page, said, hoped)
        cues = find_cues(page.tokens, page.marked, {})
        words = [page.tokens.words[c.token] for c in cues]
        speech = training_cues.label_cues(made, cues, speech_only=True)
        either = training_cues.label_cues(made, cues, speech_only=False)
        # "began" is a word of an annotated cue: it teaches nothing.
        assert dict(zip(words, speech, strict=True)) == {
            "began": None, "say": 1.0, "hoped": None, "fell": 0.0,
        }  # fmt: skip
        assert dict(zip(words, either, strict=True)) == {
            "began": None, "say": 1.0, "hoped": 1.0, "fell": 0.0,
        }  # fmt: skip

    def test_sources(self) -> None:
        page = make_page(f"{GO[:-2]} to/IN@prep:said Roe@pobj:to .")
        quote = make_gold(page, "“ Go , ”", source="the old mayor")
        document = training_quotations.align(make_reading(page, quote), [])
        (quotation,) = group(document.segments, [])
        quotation.sources = [page.at("mayor"), page.at("Roe")]
        assert training_quotations.label_sources(document, quotation) == [1.0, 0.0]
        quotation.sources = [page.at("Roe")]
        assert training_quotations.label_sources(document, quotation) is None

    def test_a_source_that_shares_words_will_do(self) -> None:
        page = make_page(GO)
        quote = make_gold(page, "“ Go , ”", source="the old")
        document = training_quotations.align(make_reading(page, quote), [])
        (quotation,) = group(document.segments, [])
        quotation.sources = [page.at("mayor")]
        assert training_quotations.label_sources(document, quotation) == [1.0]


class TestAlignment:
    def test_the_smallest_quotation_around_counts(self) -> None:
        page = make_page("Lee called/VBD the/DT plan/NN “ bad/JJ ” .")
        wide = make_gold(page, "Lee called the plan “ bad ”", id="wide")
        narrow = make_gold(page, "plan “ bad ”", id="narrow")
        made = make_reading(page, wide, narrow)
        assert training_quotations.gold_of(made, page.segments[0]) is narrow

    def test_half_of_the_segment_must_be_covered(self) -> None:
        page = make_page("“ Go/VB home/NN now/RB ” .")
        most = make_gold(page, "Go home now", id="most")
        assert training_quotations.gold_of(make_reading(page, most), page.segments[0]) is most
        some = make_gold(page, "now", id="some")
        assert training_quotations.gold_of(make_reading(page, some), page.segments[0]) is None


class TestRates:
    def count(self) -> tuple[Reading, training_cues.Counts]:
        page = make_page(
            "Lee said/VBD@ROOT:said rain/NN fell/VBD@ccomp:said .",
            "an/DT aide/NN said/VBD so/RB .",
            "Lee said/VBD nothing/NN .",
            "Lee has/VBZ@aux:said said/VBN@ROOT:said so/RB .",
        )
        quotes = (
            make_gold(page, "rain fell", source="Lee", cue="said", id="1"),
            make_gold(page, "so", source="an aide", speech=False, id="2"),
        )
        made = make_reading(page, *quotes)
        made.cue_head["2"] = page.at("said", 2)
        return made, training_cues.count_words(made)

    def test_count_words(self) -> None:
        _, counts = self.count()
        say = {k: counts["verb:say", k] for k in ("seen", "any", "speech")}
        assert say == {"seen": 4, "any": 2, "speech": 1}
        assert counts["source:aide", "seen"] == counts["source:aide", "any"] == 1
        assert counts["noun:rain", "seen"] == 1
        assert counts["verb:have", "seen"] == 0  # an auxiliary

    def test_rates_are_smoothed_and_of_frequent_words_only(self) -> None:
        _, counts = self.count()
        lexicon = training_cues.rates(counts)
        assert lexicon == {"verb:say": Rates(round(1 / 4.5, 3), round(2 / 4.5, 3), 4)}
        assert "noun:rain" not in training_cues.rates(counts, least=1)  # it never reports
        assert "source:aide" in training_cues.rates(counts, least=1)

    def test_without_a_document_s_own(self) -> None:
        _, counts = self.count()
        twice = counts + counts
        lexicon = training_cues.rates(twice)
        once = training_cues.without(lexicon, twice, counts)
        assert once.get("verb:say") == Rates(round(1 / 4.5, 3), round(2 / 4.5, 3), 4)
        none = training_cues.without(training_cues.rates(counts), counts, counts)
        assert none.get("verb:say") is None


def test_the_content_of_a_report_as_characters() -> None:
    page = make_page(GO)
    report = report_at(page, "said", held=(("“ Go , ”",),))
    assert report.content is not None
    option = Option(report.content.spans, (), report)
    assert training_quotations.offsets(page.tokens, option) == [(0, 5)]


class TestAsLines:
    def test_one_entry_a_line(self) -> None:
        data = {"bias": 0.5, "features": {"a": {"no": 0.0, "yes": 1.0}}, "steps": [[1, 2]]}
        assert as_lines(data) == (
            '{\n "bias": 0.5,\n "features": {\n  "a": {"no": 0.0, "yes": 1.0}\n },\n'
            ' "steps": [[1, 2]]\n}\n'
        )

    @pytest.mark.parametrize("data", [{}, {"a": 1}, [], [1.5, "é"], None])
    def test_flat_data_is_one_line(self, data: object) -> None:
        assert "\n" not in as_lines(data)
