"""Cues: which words may report, who their source is, and what the model sees of them."""

from __future__ import annotations

import pytest

from builders import MadePage, make_page, named
from quotex.cue_features import FEATURES, Rates, noun_lemma, source_kind
from quotex.cues import CueCandidate, find_cues

SAY = {"verb:say": Rates(0.9, 0.95, 900)}


def cue_of(
    sentence: str, word: str, words: dict[str, Rates] | None = None
) -> tuple[MadePage, CueCandidate]:
    page = make_page(sentence)
    found = find_cues(page.tokens, page.marked, words or {})
    (cue,) = [c for c in found if page.tokens.words[c.token] == word]
    return page, cue


def row_of(sentence: str, word: str, words: dict[str, Rates] | None = None) -> dict[str, str]:
    return named(FEATURES, cue_of(sentence, word, words)[1].row)


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("replies", "reply"),
        ("statements", "statement"),
        ("spokesmen", "spokesman"),
        ("boss", "boss"),
        ("analysis", "analysis"),
        ("status", "status"),
        ("men", "men"),
        ("pies", "pie"),
        ("gas", "gas"),
    ],
)
def test_noun_lemma(word: str, lemma: str) -> None:
    assert noun_lemma(word) == lemma


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("Lee says/VBZ so/RB .", [("verb", "say")], id="verb"),
        pytest.param(
            "Lee@nsubj:said has/VBZ@aux:said said/VBN@ROOT:said so/RB .",
            [("verb", "say")],
            id="auxiliaries are none",
        ),
        pytest.param(
            "Lee heard/VBD his/PRP$ complaints/NNS .",
            [("verb", "hear"), ("noun", "complaint")],
            id="listed noun",
        ),
        pytest.param("Lee 's/POS dog/NN", [], id="other noun"),
        pytest.param(
            "according/VBG@prep:is to/IN@prep:according Lee@pobj:to , it/PRP@nsubj:is "
            "is/VBZ@ROOT:is so/RB .",
            [("phrase", "according to"), ("verb", "be")],
            id="according to",
        ),
        pytest.param("according/VBG Lee .", [("verb", "accord")], id="according without to"),
        pytest.param("it/PRP per/IN@prep:it Lee@pobj:per", [("phrase", "per")], id="per"),
        pytest.param("fees/NNS per/IN", [], id="per without an object"),
    ],
)
def test_candidates(sentence: str, expected: list[tuple[str, str]]) -> None:
    page = make_page(sentence)
    found = find_cues(page.tokens, page.marked, {})
    assert [(cue.kind, cue.lemma) for cue in found] == expected


@pytest.mark.parametrize(
    ("sentence", "least"),
    [
        pytest.param("Lee 's/POS dog/NN", 0.05, id="no marks in the sentence"),
        pytest.param("Lee 's/POS dog/NN “ barked/VBD ”", 0.02, id="marks in the sentence"),
    ],
)
def test_a_noun_that_reported_in_the_training_texts_is_a_candidate(
    sentence: str, least: float
) -> None:
    page = make_page(sentence)
    dog = page.at("dog")
    enough, less = ({"noun:dog": Rates(0.0, rate, 50)} for rate in (least, least - 0.01))
    assert dog in [cue.token for cue in find_cues(page.tokens, page.marked, enough)]
    assert dog not in [cue.token for cue in find_cues(page.tokens, page.marked, less)]


def test_a_verb_that_never_reported_is_none_unless_it_has_a_clause() -> None:
    never = {"verb:walk": Rates(0.0, 0.0, 900)}
    page = make_page("Lee walked/VBD .")
    assert find_cues(page.tokens, page.marked, never) == []
    page = make_page("Lee@nsubj:walked walked/VBD@ROOT:walked it/PRP@nsubj:ends "
                     "ends/VBZ@ccomp:walked .")  # fmt: skip
    assert page.at("walked") in [c.token for c in find_cues(page.tokens, page.marked, never)]


def test_a_verb_that_seldom_reported_is_a_candidate_beside_marks_only() -> None:
    seldom = {"verb:walk": Rates(0.0, 0.01, 900)}
    page = make_page("Lee walked/VBD .")
    assert find_cues(page.tokens, page.marked, seldom) == []
    page = make_page("“ Out/RB , ” Lee walked/VBD .")
    assert [cue.lemma for cue in find_cues(page.tokens, page.marked, seldom)] == ["walk"]


def test_according_to_covers_both_words() -> None:
    _, cue = cue_of(
        "it/PRP@nsubj:fell fell/VBD@ROOT:fell , according/VBG@prep:fell to/IN@prep:according "
        "Lee@pobj:to .",
        "according",
    )
    assert (cue.first, cue.last) == (3, 4)


@pytest.mark.parametrize(
    ("sentence", "word", "source", "way"),
    [
        pytest.param("Lee said/VBD so/RB .", "said", "Lee", "own", id="subject"),
        pytest.param(
            "“ Go/VB@ccomp:said , ” said/VBD@ROOT:said Lee@nsubj:said .",
            "said", "Lee", "own", id="inverted",
        ),
        pytest.param(
            "“ Go/VB@ccomp:said , ” said/VBD@ROOT:said Lee@dobj:said .",
            "said", "Lee", "own", id="inverted, read as an object",
        ),
        pytest.param(
            "saying/VBG@ROOT:saying Lee@dobj:saying .",
            "saying", None, "none", id="a participle has no subject behind it",
        ),
        pytest.param(
            "said/VBD@ROOT:said so/RB Lee@dobj:said .",
            "said", None, "none", id="an object further on",
        ),
        pytest.param(
            "Lee@nsubj:left left/VBD@ROOT:left , adding/VBG@advcl:left so/RB .",
            "adding", "Lee", "advcl", id="shared subject",
        ),
        pytest.param(
            "Lee 's/POS denial/NN angered/VBD Roe .", "denial", "Lee", "poss", id="owner",
        ),
        pytest.param(
            "the/DT denial/NN@nsubj:came of/IN@prep:denial Lee@pobj:of came/VBD@ROOT:came .",
            "denial", "Lee", "of", id="noun of",
        ),
        pytest.param(
            "a/DT statement/NN@nsubj:came by/IN@prep:statement Lee@pobj:by came/VBD@ROOT:came .",
            "statement", "Lee", "by", id="noun by",
        ),
        pytest.param(
            "a/DT statement/NN@nsubj:came from/IN@prep:statement Lee@pobj:from "
            "came/VBD@ROOT:came .",
            "statement", "Lee", "by", id="noun from",
        ),
        pytest.param(
            "Lee issued/VBD a/DT denial/NN .", "denial", "Lee", "dep", id="object of its verb",
        ),
        pytest.param(
            "Lee@nsubj:left left/VBD@ROOT:left with/IN@prep:left a/DT denial/NN@pobj:with .",
            "denial", "Lee", "dep", id="object of its preposition",
        ),
        pytest.param("a/DT denial/NN came/VBD .", "denial", None, "none", id="nobody's noun"),
        pytest.param(
            "according/VBG@prep:fell to/IN@prep:according Lee@pobj:to it/PRP@nsubj:fell "
            "fell/VBD@ROOT:fell .",
            "according", "Lee", "of", id="according to",
        ),
        pytest.param(
            "per/IN@prep:fell Lee@pobj:per it/PRP@nsubj:fell fell/VBD@ROOT:fell .",
            "per", "Lee", "of", id="per",
        ),
    ],
)  # fmt: skip
def test_source(sentence: str, word: str, source: str | None, way: str) -> None:
    page, cue = cue_of(sentence, word)
    found = None if cue.source is None else page.tokens.words[cue.source]
    assert (found, cue.way) == (source, way)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        pytest.param("He/PRP@nsubj:left left/VBD .", "he/she", id="pronoun"),
        pytest.param("Lee#PERSON left/VBD .", "name", id="person"),
        pytest.param("Acme#ORG left/VBD .", "organization", id="organisation"),
        pytest.param("Leeds#GPE left/VBD .", "name", id="other name"),
        pytest.param("aides/NNS left/VBD .", "nominal", id="noun"),
        pytest.param("some/DT@nsubj:left left/VBD .", "thing", id="determiner"),
        pytest.param("Who/WP@nsubj:left left/VBD .", "who", id="who"),
        pytest.param("I/PRP@nsubj:left left/VBD .", "I", id="I"),
        pytest.param("left/VBD .", "other", id="no noun"),
    ],
)
def test_source_kind(sentence: str, kind: str) -> None:
    assert source_kind(make_page(sentence).tokens, 0) == kind


def test_no_source_no_kind() -> None:
    assert source_kind(make_page("Lee left/VBD .").tokens, None) == "none"


class TestRow:
    @pytest.mark.parametrize(
        ("word", "sentence", "listed"),
        [
            pytest.param("said", "Lee said/VBD so/RB .", "speech", id="speech"),
            pytest.param("hoped", "Lee hoped/VBD so/RB .", "thought", id="thought"),
            pytest.param("walked", "Lee walked/VBD .", "no", id="neither"),
            pytest.param("denial", "a/DT denial/NN came/VBD .", "speech", id="noun"),
        ],
    )
    def test_listed(self, word: str, sentence: str, listed: str) -> None:
        assert row_of(sentence, word)["listed"] == listed

    def test_rates_are_those_of_the_word(self) -> None:
        row = row_of("Lee said/VBD so/RB .", "said", {"verb:say": Rates(0.3, 0.97, 9)})
        assert (row["speech rate"], row["cue rate"]) == ("0.2", "0.96")

    def test_a_word_never_seen_has_no_rate(self) -> None:
        row = row_of("Lee said/VBD so/RB .", "said")
        assert (row["speech rate"], row["cue rate"]) == ("unseen", "unseen")

    def test_rate_of_the_source(self) -> None:
        words = {"source:aide": Rates(0.4, 0.4, 9)}
        assert row_of("aides/NNS said/VBD so/RB .", "said", words)["subject rate"] == "0.35"
        assert row_of("Lee said/VBD so/RB .", "said", words)["subject rate"] == "unseen"

    @pytest.mark.parametrize(
        ("rest", "mark", "side"),
        [
            pytest.param(
                "that/IN@mark:fell it/PRP@nsubj:fell fell/VBD@ccomp:said", "that", "right",
                id="that",
            ),
            pytest.param("it/PRP@nsubj:fell fell/VBD@ccomp:said", "bare", "right", id="bare"),
            pytest.param(
                "if/IN@mark:fell it/PRP@nsubj:fell fell/VBD@ccomp:said", "whether", "right",
                id="if",
            ),
            pytest.param(
                "why/WRB@advmod:fell it/PRP@nsubj:fell fell/VBD@ccomp:said", "wh", "right",
                id="question word",
            ),
            pytest.param("go/VB@ccomp:said", "other", "right", id="no subject"),
            pytest.param("so/RB", "none", "none", id="no clause"),
        ],
    )  # fmt: skip
    def test_clause(self, rest: str, mark: str, side: str) -> None:
        row = row_of(f"Lee@nsubj:said said/VBD@ROOT:said {rest} .", "said")
        assert (row["clause"], row["clause side"]) == (mark, side)

    def test_clause_to_the_left(self) -> None:
        row = row_of(
            "it/PRP@nsubj:fell fell/VBD@ccomp:said , Lee@nsubj:said said/VBD@ROOT:said .", "said"
        )
        assert row["clause side"] == "left"

    def test_a_mark_before_that_is_passed_over(self) -> None:
        row = row_of(
            "Lee@nsubj:said said/VBD@ROOT:said “@punct:fell that/IN@mark:fell it/PRP@nsubj:fell "
            "fell/VBD@ccomp:said ” .",
            "said",
        )
        assert row["clause"] == "that"

    @pytest.mark.parametrize(
        ("sentence", "feature", "label"),
        [
            pytest.param("Lee said/VBD so/RB .", "kind", "verb", id="kind"),
            pytest.param("Lee said/VBD so/RB .", "tag", "VBD", id="tag"),
            pytest.param("Lee said/VBD so/RB .", "dependency", "ROOT", id="dependency"),
            pytest.param("Lee said/VBD so/RB .", "subject", "name", id="subject"),
            pytest.param("Lee said/VBD so/RB .", "subject found", "own", id="subject found"),
            pytest.param("Lee said/VBD so/RB .", "inverted", "no", id="not inverted"),
            pytest.param(
                "said/VBD@ROOT:said Lee@nsubj:said .", "inverted", "yes", id="inverted"
            ),
            pytest.param(
                "Lee@nsubj:said wo/MD@aux:said n't/RB@neg:said said/VB@ROOT:said .",
                "modal", "will", id="modal",
            ),
            pytest.param(
                "Lee@nsubj:said did/VBD@aux:said not/RB@neg:said said/VB@ROOT:said .",
                "modal", "do", id="do",
            ),
            pytest.param(
                "to/TO@aux:said said/VB@ROOT:said .", "modal", "to", id="infinitive"
            ),
            pytest.param(
                "Lee@nsubj:said did/VBD@aux:said not/RB@neg:said said/VB@ROOT:said .",
                "negated", "yes", id="negated",
            ),
            pytest.param("Lee said/VBD it/PRP@dobj:said .", "object", "pronoun", id="object"),
            pytest.param("Lee said/VBD Roe#PERSON .", "object", "name", id="named object"),
            pytest.param("Lee said/VBD words/NNS .", "object", "nominal", id="noun object"),
            pytest.param(
                "Lee said/VBD of/IN@prep:said Roe .", "preposition", "of", id="preposition"
            ),
            pytest.param(
                "Lee said/VBD to/TO@aux:go go/VB@xcomp:said .", "infinitive", "yes",
                id="takes an infinitive",
            ),
            pytest.param(
                "Lee said/VBD going/VBG@xcomp:said .", "infinitive", "-ing", id="takes -ing"
            ),
            pytest.param("Lee said/VBD , so/RB .", "next", "comma", id="next"),
            pytest.param("Lee said/VBD “ so/RB ” .", "next", "quote", id="next is a mark"),
            pytest.param("Lee said/VBD", "next", "period", id="nothing next"),
            pytest.param("said/VBD so/RB .", "before", "start", id="first"),
            pytest.param("Lee said/VBD so/RB .", "before", "name", id="before"),
            pytest.param("Lee said/VBD .", "closes sentence", "yes", id="closes"),
            pytest.param("Lee said/VBD so/RB .", "closes sentence", "no", id="does not close"),
            pytest.param(
                "said/VBD@ROOT:said Lee@nsubj:said .", "closes sentence", "yes",
                id="closes with its source",
            ),
            pytest.param("Lee said/VBD so/RB .", "marks near", "no", id="no marks"),
            pytest.param("Lee said/VBD “ so/RB ” .", "marks near", "touching", id="marks touch"),
            pytest.param(
                "Lee said/VBD@ROOT:said a/DT b/NN c/NN d/NN e/NN@dobj:said “ so/RB ” .",
                "marks near", "in clause", id="marks in the clause",
            ),
            pytest.param("Lee said/VBD so/RB .", "inside marks", "no", id="outside"),
            pytest.param(
                "“ Lee@nsubj:said said/VBD@ROOT:said so/RB . ”", "inside marks", "yes",
                id="inside",
            ),
        ],
    )  # fmt: skip
    def test_feature(self, sentence: str, feature: str, label: str) -> None:
        assert row_of(sentence, "said")[feature] == label

    def test_counts_the_cues_to_its_left(self) -> None:
        page = make_page(
            "Lee@nsubj:said said/VBD@ROOT:said Roe@nsubj:said said/VBD@ccomp:said so/RB .",
            "Lee said/VBD so/RB .",
        )
        found = find_cues(page.tokens, page.marked, SAY)
        rows = [named(FEATURES, c.row) for c in found]
        assert [row["cues left of it"] for row in rows] == ["0", "1", "0"]

    def test_fits_the_features(self) -> None:
        _, cue = cue_of("Lee said/VBD so/RB .", "said")
        assert len(cue.row) == len(FEATURES)
