"""``quotex`` beside spaCy's other components: any English pipeline, storing, training, drawing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import load_config, load_model_from_config

from quotex.component import Quotex
from quotex.errors import MissingComponentError
from quotex.models import best_installed
from quotex.quotes import Quotes
from quotex.scoring import score_quotes
from quotex.weights import SHIPPED

TEXT = (
    "Talks stall\n\nMayor Ann Lee said the plan was “sound”. “We asked,” Bo Diaz replied, “and "
    "nobody answered.” Lee added that she would wait."
)
FOUND = [
    ("Ann Lee", "mixed", "the plan was “sound”"),
    ("Bo Diaz", "direct", "“We asked,” Bo Diaz replied, “and nobody answered.”"),
    ("Ann Lee", "indirect", "that she would wait"),
]
Add = Callable[[Language], Any]


def load(
    *, add: Add | None = None, config: dict[str, Any] | None = None, **kwargs: Any
) -> Language:
    """Load the pipeline that is installed, add to it, and quotex last."""
    nlp = spacy.load(best_installed(), **kwargs)
    if add is not None:
        add(nlp)
    nlp.add_pipe("quotex", config=config or {})
    return nlp


def found(doc: Doc) -> list[tuple[str | None, str, str]]:
    return [(quote.who, quote.type, quote.text) for quote in doc._.quotes]


# Pipelines


@Language.component("characters")
def characters(doc: Doc) -> Doc:
    """Somebody's own NER, with a label that spaCy's models do not have."""
    matches = re.finditer("Ann Lee|Bo Diaz|Lee", doc.text)
    spans = [doc.char_span(*match.span(), label="CHARACTER") for match in matches]
    doc.ents = [span for span in spans if span is not None]
    return doc


def add_ruler(nlp: Language) -> None:
    names = ("Ann Lee", "Bo Diaz", "plan")
    ruler: Any = nlp.add_pipe("entity_ruler", before="ner" if nlp.has_pipe("ner") else None)
    ruler.add_patterns([{"label": "THING", "pattern": name, "id": name} for name in names])


@pytest.mark.model
@pytest.mark.parametrize(
    ("add", "kwargs"),
    [
        pytest.param(None, {"exclude": ["ner"]}, id="no ner"),
        pytest.param(None, {"disable": ["ner", "lemmatizer"]}, id="disabled components"),
        pytest.param(add_ruler, {"exclude": ["ner"]}, id="entity ruler"),
        pytest.param(add_ruler, {}, id="entity ruler before ner"),
        pytest.param(lambda nlp: nlp.add_pipe("characters"), {"exclude": ["ner"]}, id="own ner"),
        pytest.param(lambda nlp: nlp.add_pipe("merge_entities"), {}, id="merged entities"),
        pytest.param(lambda nlp: nlp.add_pipe("merge_noun_chunks"), {}, id="merged noun chunks"),
        pytest.param(lambda nlp: nlp.enable_pipe("senter"), {}, id="senter beside the parser"),
        pytest.param(lambda nlp: nlp.add_pipe("sentencizer", first=True), {}, id="sentencizer"),
    ],
)
@pytest.mark.filterwarnings("ignore:.*W108")
def test_any_pipeline_with_tagger_and_parser_will_do(
    add: Add | None, kwargs: dict[str, Any]
) -> None:
    doc = load(add=add, **kwargs)(TEXT)
    assert found(doc) == FOUND
    assert [(span.kb_id_, span.label_, span.text) for span in doc.spans["quotes"]] == FOUND


@pytest.mark.model
def test_own_entities_are_left_as_they_are() -> None:
    doc = load(add=lambda nlp: nlp.add_pipe("characters"), exclude=["ner"])(TEXT)
    assert [(ent.text, ent.label_) for ent in doc.ents] == [
        ("Ann Lee", "CHARACTER"),
        ("Bo Diaz", "CHARACTER"),
        ("Lee", "CHARACTER"),
    ]


@pytest.mark.model
@pytest.mark.filterwarnings("ignore:.*quotex_sentences:UserWarning")
@pytest.mark.parametrize("how", ["exclude", "disable"])
def test_a_pipeline_that_only_finds_sentences_says_what_is_missing(how: str) -> None:
    nlp = load(add=lambda nlp: nlp.enable_pipe("senter"), **{how: ["parser"]})
    with pytest.raises(MissingComponentError, match="no dependency parse"):
        nlp(TEXT)


@pytest.mark.filterwarnings("ignore:.*quotex_sentences:UserWarning")
def test_sentences_alone_are_not_enough() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("quotex")
    with pytest.raises(MissingComponentError, match="no tags and no dependency parse"):
        nlp(TEXT)


class AtSpaces:
    """A tokenizer that leaves marks on words."""

    def __init__(self, vocab: Any) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        words = text.split(" ")
        return Doc(self.vocab, words=words, spaces=[True] * (len(words) - 1) + [False])


@pytest.mark.model
def test_a_tokenizer_that_leaves_marks_on_words_keeps_offsets_true() -> None:
    nlp = load()
    nlp.tokenizer = AtSpaces(nlp.vocab)
    doc = nlp(TEXT)
    assert doc.text == TEXT
    assert len(doc._.quotes) >= 1
    assert all(TEXT[quote.start : quote.end] == quote.text for quote in doc._.quotes)
    for quote, span in zip(doc._.quotes, doc.spans["quotes"], strict=True):
        assert span.start_char <= quote.start < quote.end <= span.end_char


@pytest.mark.model
def test_it_may_be_switched_off_and_on(pipeline: Language) -> None:
    with pipeline.select_pipes(disable=["quotex"]):
        off = pipeline(TEXT)
    with pipeline.select_pipes(
        enable=["tok2vec", "tagger", "quotex_sentences", "parser", "quotex"]
    ):
        few = pipeline(TEXT)
    assert "nlp.add_pipe('quotex')" in off._.quotes.error
    assert "quotes" not in off.spans
    assert found(few) == FOUND


@pytest.mark.model
def test_of_two_the_last_one_is_seen_and_names_are_free() -> None:
    nlp = load()
    nlp.rename_pipe("quotex", "qx")
    nlp.add_pipe("quotex", name="no_reports", config={"indirect": False})
    assert nlp.pipe_names[-2:] == ["qx", "no_reports"]
    assert nlp.pipe_names.count("quotex_sentences") == 1
    doc = nlp(TEXT)
    assert found(doc) == FOUND[:2]
    assert len(doc.spans["quotes"]) == 2
    nlp.remove_pipe("no_reports")
    assert found(nlp(TEXT)) == FOUND


# Analysis


@pytest.mark.model
@pytest.mark.parametrize("place", [{}, {"before": "ner"}, {"after": "parser"}], ids=str)
def test_after_the_parser_the_analysis_is_clean(place: dict[str, str]) -> None:
    nlp = spacy.load(best_installed())
    nlp.add_pipe("quotex", **place)
    assert not any(nlp.analyze_pipes()["problems"].values())
    assert found(nlp(TEXT)) == FOUND


@pytest.mark.model
@pytest.mark.parametrize(
    ("place", "missing"),
    [
        ({"first": True}, ["token.dep", "token.head", "token.tag"]),
        ({"before": "parser"}, ["token.dep", "token.head"]),
    ],
    ids=["first", "before the parser"],
)
def test_before_it_the_analysis_names_what_is_missing(
    place: dict[str, Any], missing: list[str]
) -> None:
    nlp = spacy.load(best_installed())
    nlp.add_pipe("quotex", **place)
    problems = nlp.analyze_pipes()["problems"]
    assert {name: sorted(these) for name, these in problems.items() if these} == {"quotex": missing}


# Config and storing

CONFIGS: list[dict[str, Any]] = [
    {},
    {"genre": "fiction"},
    {"genre": "news", "indirect": False},
    {"min_confidence": 0.99},
    {"speakers": ["Ann Lee", {"name": "Robert Diaz", "aliases": ["Bo Diaz"], "gender": "male"}]},
    {"weights": str(SHIPPED), "scorer": None},
    {"sentences": False},
]
IDS = ["defaults", *("+".join(config) for config in CONFIGS[1:])]


def component_of(nlp: Language) -> Quotex:
    component = nlp.get_pipe("quotex")
    assert isinstance(component, Quotex)
    return component


def come_back(nlp: Language, folder: Path) -> list[Language]:
    """Store the pipeline and take it back in every way that spaCy has."""
    nlp.to_disk(folder)
    from_config = load_model_from_config(load_config(folder / "config.cfg"), auto_fill=False)
    made = nlp.__class__.from_config(nlp.config)
    return [spacy.load(folder), from_config.from_bytes(nlp.to_bytes()), made.from_disk(folder)]


@pytest.mark.filterwarnings("ignore:.*quotex_sentences:UserWarning")
@pytest.mark.parametrize("config", CONFIGS, ids=IDS)
def test_the_config_comes_back_from_disk_bytes_and_config(
    config: dict[str, Any], tmp_path: Path
) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("quotex", config=config)
    one = component_of(nlp)
    for other in come_back(nlp, tmp_path):
        two = component_of(other)
        assert (two.options, two.scorer) == (one.options, one.scorer)
        assert other.config["components"]["quotex"] == nlp.config["components"]["quotex"]


@pytest.mark.model
def test_what_comes_back_gives_the_same_answers(tmp_path: Path) -> None:
    nlp = load(config=CONFIGS[4] | {"min_confidence": 0.1}, exclude=["ner", "lemmatizer"])
    quotes = nlp(TEXT)._.quotes
    assert [quote.who for quote in quotes] == ["Ann Lee", "Robert Diaz", "Ann Lee"]
    for other in come_back(nlp, tmp_path):
        assert other.pipe_names == nlp.pipe_names
        assert other(TEXT)._.quotes == quotes


@pytest.mark.model
def test_what_the_config_says_is_in_force() -> None:
    assert found(load(config={"indirect": False})(TEXT)) == FOUND[:2]
    unsure = load(config={"min_confidence": 1.0})(TEXT)
    assert {who for who, _, _ in found(unsure)} == {None}


def test_a_config_stored_before_there_was_a_scorer_is_read() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("quotex", config={"sentences": False})
    config = nlp.config
    del config["components"]["quotex"]["scorer"]
    assert component_of(load_model_from_config(config, auto_fill=False)).scorer is score_quotes


# Memory zones


def texts_of_rare_words() -> list[str]:
    """Names and words that no vocabulary holds before: they are freed with the zone."""
    return [
        f"Mayor Anka Zorv{k}ell said the gl{k}imp was “vro{k}sh”. “We flu{k}bed,” Bo Qua{k}de said."
        for k in range(8)
    ]


@pytest.mark.model
def test_results_outlive_their_memory_zone(pipeline: Language) -> None:
    texts = texts_of_rare_words()
    plain = [doc._.quotes for doc in pipeline.pipe(texts)]
    assert {quote.who for quote in plain[3]} == {"Anka Zorv3ell", "Bo Qua3de"}
    nlp = load()
    strings = len(nlp.vocab.strings)
    for order, expected in ((texts, plain), (texts[::-1], plain[::-1]), (texts, plain)):
        with nlp.memory_zone():
            kept = [doc._.quotes for doc in nlp.pipe(order, batch_size=3)]
        assert len(nlp.vocab.strings) == strings  # the zone did free its words
        assert "Zorv3ell" not in nlp.vocab.strings
        assert kept == expected
        assert [quotes.to_json() for quotes in kept] == [quotes.to_json() for quotes in expected]
    assert [doc._.quotes for doc in nlp.pipe(texts)] == plain


@pytest.mark.model
def test_a_doc_from_before_the_zone_stays_good() -> None:
    nlp = load()
    before = nlp(TEXT)
    with nlp.memory_zone():
        assert len(nlp(texts_of_rare_words()[0])._.quotes) == 2
    assert found(before) == FOUND
    assert [span.kb_id_ for span in before.spans["quotes"]] == ["Ann Lee", "Bo Diaz", "Ann Lee"]


# Training of other components


def gold_of(nlp: Language) -> Iterator[Example]:
    words = {
        "tags": ["NNP", "VBD", "NN"],
        "heads": [1, 1, 1],
        "deps": ["nsubj", "ROOT", "dobj"],
        "entities": [(0, 3, "PERSON")],
    }
    yield Example.from_dict(nlp.make_doc("Ann sold tea"), words)


def test_a_pipeline_with_quotex_is_initialized_and_trained() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("tagger")
    nlp.add_pipe("parser", config={"min_action_freq": 1})
    nlp.add_pipe("ner")
    nlp.add_pipe("quotex")
    examples = list(gold_of(nlp))
    optimizer = nlp.initialize(lambda: examples)
    assert "quotex" not in nlp.pipe_labels
    losses = nlp.update(examples, sgd=optimizer, annotates=["tagger", "parser", "quotex"])
    assert set(losses) == {"tagger", "parser", "ner"}
    assert nlp.evaluate(examples)["quotes_f"] is None


@pytest.mark.model
def test_training_goes_on_and_begins_with_quotex_in_the_pipeline() -> None:
    nlp = load()
    examples = list(gold_of(nlp))
    optimizer = nlp.resume_training()
    with nlp.select_pipes(enable=["tok2vec", "ner", "quotex"]):
        assert "ner" in nlp.update(examples, sgd=optimizer)
    assert isinstance(nlp(TEXT)._.quotes, Quotes)


# displaCy


def drawn(doc: Doc, **options: Any) -> str:
    return displacy.render(
        doc, style="span", options={"spans_key": "quotes", **options}, jupyter=False, page=False
    )


def words_of(html: str) -> str:
    return "".join(re.sub("<[^>]*>", " ", html).split())


@pytest.mark.model
def test_displacy_draws_every_type_and_several_parts(pipeline: Language) -> None:
    html = drawn(pipeline(TEXT), kb_url_template="https://example.org/{}")
    for label in ("mixed", "direct", "indirect"):
        assert len(re.findall(rf">\s*{label}\b", html)) == 1
    for name in ("Ann Lee", "Bo Diaz"):
        assert f"https://example.org/{name}" in html


def test_displacy_draws_quotations_within_quotations() -> None:
    doc = spacy.blank("en")("Ann said that Bo said “no” twice.")
    doc.spans["quotes"] = [
        Span(doc, 2, 9, label="mixed", kb_id="Ann"),
        Span(doc, 5, 8, label="direct", kb_id="Bo"),
    ]
    html = drawn(doc)
    assert re.findall(r">\s*(mixed|direct)\b", html) == ["mixed", "direct"]


@pytest.mark.model
@pytest.mark.parametrize("text", ["", " \n\n ", "The tide is high."], ids=repr)
def test_displacy_says_that_there_is_nothing_to_draw(text: str, pipeline: Language) -> None:
    doc = pipeline(text)
    assert list(doc.spans["quotes"]) == []
    with pytest.warns(UserWarning, match="W117"):
        html = drawn(doc)
    assert words_of(html) == "".join(text.split())
