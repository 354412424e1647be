"""Scores of ``nlp.evaluate``: gold as examples, and what is counted."""

from __future__ import annotations

from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from quotex.component import Quotex
from quotex.errors import GoldError
from quotex.gold import GoldDocument, GoldQuote
from quotex.models import best_installed
from quotex.scoring import SPANS_KEY, score_quotes, span_of, to_example

TEXT = "“We are late,” Ann Lee said. Bo Diaz said that the bus had left."
LATE, LEFT = (0, 14, "direct", "Ann Lee"), (42, 63, "indirect", "Bo Diaz")
GOLD = GoldDocument(
    "bus",
    TEXT,
    (
        GoldQuote("q1", "direct", ((0, 14),), source=((15, 22),), name="Ann Lee"),
        GoldQuote("q2", "indirect", ((42, 63),), source=((29, 36),), name="Bo Diaz"),
    ),
)
Given = tuple[int, int, str, str]


NLP = spacy.blank("en")  # spaCy scores documents of one vocabulary


def marked(text: str, given: list[Given] | None, words: list[str] | None = None) -> Doc:
    doc = NLP.make_doc(text)
    if words is not None:
        doc = Doc(NLP.vocab, words=words, spaces=[False] * len(words))
    if given is not None:
        doc.spans[SPANS_KEY] = [span_of(doc, *one) for one in given]
    return doc


def scores(found: list[Given] | None, gold: list[Given] | None) -> dict[str, Any]:
    return score_quotes([Example(marked(TEXT, found), marked(TEXT, gold))])


def test_gold_becomes_an_example() -> None:
    example = to_example(GOLD, spacy.blank("en"))
    spans = [(s.text, s.label_, s.kb_id_) for s in example.reference.spans[SPANS_KEY]]
    assert spans == [
        ("“We are late,”", "direct", "Ann Lee"),
        ("that the bus had left", "indirect", "Bo Diaz"),
    ]
    assert example.predicted.text == TEXT
    assert SPANS_KEY not in example.predicted.spans


def test_gold_of_several_parts_is_its_hull_and_without_a_name_says_no_speaker() -> None:
    text = "“We came,” she said, “and left.”"
    quote = GoldQuote("q1", "direct", ((0, 10), (21, 32)), source=((11, 14),))
    example = to_example(GoldDocument("x", text, (quote,)), spacy.blank("en"))
    (span,) = example.reference.spans[SPANS_KEY]
    assert (span.text, span.kb_id_) == (text, "")


def test_gold_without_quotations_says_that_there_are_none() -> None:
    example = to_example(GoldDocument("x", "Nothing.", ()), spacy.blank("en"))
    assert list(example.reference.spans[SPANS_KEY]) == []


def test_gold_beyond_its_text_names_the_quotation() -> None:
    document = GoldDocument("bus", "A word.", (GoldQuote("q7", "direct", ((2, 60),)),))
    with pytest.raises(GoldError, match="bus: quotation 'q7' at 2-60 is not in the text"):
        to_example(document, spacy.blank("en"))


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param([LATE, LEFT], (1.0, 1.0, 1.0), id="all"),
        pytest.param([LATE], (1.0, 0.5, 0.5), id="one missed"),
        pytest.param([LATE, LEFT, (29, 36, "direct", "")], (2 / 3, 1.0, 1.0), id="one too many"),
        pytest.param([LATE, (47, 63, "indirect", "Bo Diaz")], (0.5, 0.5, 0.5), id="other start"),
        pytest.param([LATE, (42, 63, "mixed", "Bo Diaz")], (0.5, 0.5, 1.0), id="other type"),
        pytest.param([LATE, (42, 63, "indirect", "Ann Lee")], (1.0, 1.0, 0.5), id="other speaker"),
        pytest.param([], (0.0, 0.0, 0.0), id="none"),
        pytest.param(None, (0.0, 0.0, 0.0), id="not read"),
    ],
)
def test_precision_recall_and_speakers(
    found: list[Given] | None, expected: tuple[float, float, float]
) -> None:
    got = scores(found, [LATE, LEFT])
    assert (got["quotes_p"], got["quotes_r"], got["quotes_speaker_acc"]) == expected


def test_types_have_scores_of_their_own() -> None:
    types = scores([LATE, (42, 63, "mixed", "Bo Diaz")], [LATE, LEFT])["quotes_per_type"]
    assert {name: score["f"] for name, score in types.items()} == {
        "direct": 1.0,
        "indirect": 0.0,
        "mixed": 0.0,
    }


@pytest.mark.parametrize("gold", [None, []], ids=["not annotated", "no quotation"])
def test_nothing_to_count_is_no_score(gold: list[Given] | None) -> None:
    got = scores([], gold)
    assert (got["quotes_f"], got["quotes_speaker_acc"]) == (None, None)


def test_gold_without_speakers_is_not_held_against_them() -> None:
    got = scores([LATE], [(0, 14, "direct", "")])
    assert (got["quotes_f"], got["quotes_speaker_acc"]) == (1.0, None)


def test_overlapping_quotations_count_each() -> None:
    within = [(42, 63, "indirect", "Bo Diaz"), (47, 54, "direct", "Ann Lee")]
    got = scores(within, within)
    assert (got["quotes_f"], got["quotes_speaker_acc"]) == (1.0, 1.0)


def test_gold_of_other_tokens_is_aligned() -> None:
    words = ["“We", "late,”", "Ann", "said", "."]
    gold = marked("", [(0, 9, "direct", "Ann")], words)
    found = marked("“We late,” Ann said.", [(0, 10, "direct", "Ann")])
    got = score_quotes([Example(found, gold)])
    assert (got["quotes_f"], got["quotes_speaker_acc"]) == (1.0, 1.0)


@pytest.mark.model
def test_evaluate_scores_the_pipeline(pipeline: Language) -> None:
    got = pipeline.evaluate([to_example(GOLD, pipeline)])
    assert (got["quotes_p"], got["quotes_r"], got["quotes_f"]) == (1.0, 1.0, 1.0)
    assert got["quotes_speaker_acc"] == 1.0
    by_component = pipeline.evaluate([to_example(GOLD, pipeline)], per_component=True)
    assert by_component["quotex"]["quotes_f"] == 1.0


@pytest.mark.model
def test_evaluate_counts_what_is_not_found(deaf: Any) -> None:
    nlp = spacy.load(best_installed())
    nlp.add_pipe("quotex", config={"weights": str(deaf)})
    got = nlp.evaluate([to_example(GOLD, nlp)])
    assert (got["quotes_r"], got["quotes_speaker_acc"]) == (0.0, 0.0)


def test_the_scorer_is_in_the_config_and_may_be_left_out_or_replaced() -> None:
    nlp = spacy.blank("en")
    component = nlp.add_pipe("quotex", config={"sentences": False})
    assert isinstance(component, Quotex)
    assert component.scorer is score_quotes
    named = nlp.config["components"]["quotex"]["scorer"]
    assert named == {"@scorers": "quotex.quote_scorer.v1"}
    silent = nlp.add_pipe("quotex", name="silent", config={"sentences": False, "scorer": None})
    assert isinstance(silent, Quotex)
    assert silent.score([Example(marked(TEXT, [LATE]), marked(TEXT, [LATE]))]) == {}
    theirs = {"@scorers": "spacy.span_finder_scorer.v1"}
    other = nlp.add_pipe("quotex", name="other", config={"sentences": False, "scorer": theirs})
    assert isinstance(other, Quotex)
    example = Example(marked(TEXT, [LATE]), marked(TEXT, [LATE]))
    assert other.score([example], spans_key=SPANS_KEY)["spans_quotes_f"] == 1.0


def test_training_shows_the_scores_without_weighing_them() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("textcat")
    nlp.add_pipe("quotex", config={"sentences": False})
    weights = nlp.config["training"]["score_weights"]
    assert {key: weights[key] for key in weights if key.startswith("quotes_")} == {
        "quotes_p": 0.0,
        "quotes_r": 0.0,
        "quotes_f": 0.0,
        "quotes_speaker_acc": 0.0,
        "quotes_per_type": None,
    }
    assert weights["cats_score"] == 1.0
