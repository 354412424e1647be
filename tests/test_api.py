"""extract_quotes: what goes in, what comes out, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import quotex
from quotex.errors import MissingComponentError, WeightsError
from quotex.quotes import Quotes
from quotex.types import Extraction
from quotex.weights import load_weights

TEXT = "“We are ready,” Ann Lee said."


@pytest.fixture
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("the model was loaded")

    monkeypatch.setattr("quotex.api.get_model", fail)


@pytest.mark.usefixtures("no_model")
@pytest.mark.parametrize("text", ["", " \n", "“”“”", "…?!", "\ud800", "\x00"])
def test_a_text_without_a_word_needs_no_model(text: str) -> None:
    assert quotex.extract_quotes(text) == Quotes((), text)


@pytest.mark.usefixtures("no_model")
def test_a_text_without_marks_needs_no_model_when_only_marks_are_wanted() -> None:
    text = "Ann Lee said that it rained."
    assert quotex.extract_quotes(text, indirect=False) == Quotes((), text)


@pytest.mark.model
def test_the_quotation_is_found_in_the_callers_text() -> None:
    (quote,) = quotex.extract_quotes(TEXT)
    assert (quote.text, quote.start, quote.end, quote.type) == ("“We are ready,”", 0, 15, "direct")
    assert quotex.extract_quotes(TEXT).text == TEXT


@pytest.mark.model
def test_a_language_gives_the_same_and_is_not_changed(pipeline: Language) -> None:
    before = list(pipeline.pipe_names)
    assert quotex.extract_quotes(TEXT, model=pipeline) == quotex.extract_quotes(TEXT)
    assert pipeline.pipe_names == before


@pytest.mark.model
def test_a_doc_is_read_as_it_is(pipeline: Language) -> None:
    assert quotex.extract_quotes(pipeline(TEXT)) == quotex.extract_quotes(TEXT)


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    ["“\ud800 is here,” Ann Lee said.", "\x00“It is,” Ann Lee said.\x1b", "“Hi,” שרה said. " * 3],
    ids=["surrogate", "control", "scripts"],
)
def test_odd_texts_are_read_and_sliced_from(text: str) -> None:
    quotes = quotex.extract_quotes(text)
    assert quotes.text == text
    assert len(quotes) >= 1
    for quote in quotes:
        assert text[quote.start : quote.end] == quote.text


@pytest.mark.model
def test_below_the_minimum_only_confidence_and_reason_are_left() -> None:
    (sure,) = quotex.extract_quotes(TEXT)
    assert sure.mention is not None
    (quote,) = quotex.extract_quotes(TEXT, min_confidence=1.0)
    assert (quote.speaker, quote.mention, quote.cue) == (None, None, None)
    assert quote.confidence == sure.confidence
    assert repr(sure.mention.text) in quote.reason


def test_options_reach_the_engine(english: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Any] = []

    def extract(doc: Doc, text: str, **options: object) -> Extraction:
        seen.append((doc.text, text, options))
        return Extraction()

    monkeypatch.setattr("quotex.engine.extract", extract)
    quotex.extract_quotes(
        "a\ud800",
        model=english,
        speakers=["Bo Diaz"],
        indirect=True,
        min_confidence=0.5,
        genre="fiction",
    )
    options: dict[str, Any] = {
        "speakers": (quotex.Character("Bo Diaz"),),
        "indirect": True,
        "min_confidence": 0.5,
    }
    options |= {"genre": "fiction"}
    options |= {"weights": load_weights()}
    assert seen == [("a\ufffd", "a\ud800", options)]


@pytest.mark.parametrize("missing", ["tag", "dependency"])
def test_a_doc_without_parse_says_what_to_do(missing: str) -> None:
    nlp = spacy.blank("en")
    words = ["We", "go"]
    doc = Doc(
        nlp.vocab,
        words=words,
        tags=None if missing == "tag" else ["PRP", "VBP"],
        heads=None if missing == "dependency" else [1, 1],
        deps=None if missing == "dependency" else ["nsubj", "ROOT"],
    )
    with pytest.raises(MissingComponentError, match=r"The Doc has no .*spacy\.load"):
        quotex.extract_quotes(doc)


def test_a_pipeline_without_parser_says_what_to_do() -> None:
    with pytest.raises(MissingComponentError, match="a tagger and a parser") as caught:
        quotex.extract_quotes(TEXT, model=spacy.blank("en"))
    assert "The pipeline" in str(caught.value)
    assert "Doc" not in str(caught.value)
    assert "model=" in str(caught.value)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"text": b"bytes"}, "text must be a str or a spacy.tokens.Doc, not bytes"),
        ({"text": None}, "not NoneType"),
        ({"text": ["a"]}, "not list"),
        ({"model": 3}, "model must be .* not int"),
        ({"speakers": "Ann Lee"}, "speakers must be a list of names.*'Ann Lee'"),
        ({"speakers": 3}, "speakers must be a list of names"),
        (
            {"speakers": ["Ann", 3]},
            "speakers must hold names, quotex.Character or mappings such as .* not the int 3",
        ),
        ({"speakers": {"name": "Ann Lee"}}, "speakers must be a list of names.* dict"),
        ({"speakers": [{"name": 3}]}, "name must be a string, not the int 3"),
        ({"speakers": [{"name": "Ann", "aliases": "A"}]}, "aliases must be a list .* str 'A'"),
        ({"speakers": [{"name": "Ann", "aliases": [3]}]}, "aliases must hold strings .* int 3"),
        ({"indirect": "no"}, "indirect must be True or False, not 'no'"),
        ({"min_confidence": "0.5"}, "min_confidence must be a number from 0 to 1, not str"),
        ({"min_confidence": True}, "min_confidence must be a number"),
    ],
)
def test_wrong_types_are_named(arguments: dict[str, Any], says: str) -> None:
    with pytest.raises(TypeError, match=says):
        quotex.extract_quotes(**{"text": TEXT, **arguments})


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"min_confidence": 1.5}, "from 0 to 1, not 1.5"),
        ({"min_confidence": -0.1}, "from 0 to 1, not -0.1"),
        ({"min_confidence": float("nan")}, "from 0 to 1, not nan"),
        ({"speakers": [" "]}, "empty name"),
        ({"speakers": [{"aliases": []}]}, r"must have a 'name', not only \['aliases'\]"),
        ({"speakers": [{"name": "Ann", "sex": "f"}]}, "'gender', but 'Ann' has 'sex'"),
        ({"speakers": [{"name": "Ann", "gender": "f"}]}, "'Ann' must be 'female', 'male' or None"),
        ({"speakers": [{"name": "Ann", "aliases": [" "]}]}, "'Ann' must not hold an empty name"),
        ({"genre": "novel"}, "genre must be one of 'news', 'fiction', or None, not 'novel'"),
        ({"genre": ["news"]}, r"genre must be one of .* not \['news'\]"),
    ],
)
def test_wrong_values_are_named(arguments: dict[str, Any], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        quotex.extract_quotes(TEXT, **arguments)


@pytest.mark.model
@pytest.mark.parametrize(
    "speaker",
    [
        quotex.Character("Ann Marie Lee", ["Nan"]),  # type: ignore[arg-type]
        {"name": "Ann Marie Lee", "aliases": ["Nan"], "gender": None},
    ],
    ids=["character", "mapping"],
)
def test_a_speaker_is_known_by_an_alias(speaker: Any) -> None:
    (quote,) = quotex.extract_quotes("“We are ready,” Nan said.", speakers=[speaker])
    assert quote.speaker is not None
    assert (quote.speaker.name, quote.speaker.aliases) == ("Ann Marie Lee", ("Nan",))


@pytest.mark.model
def test_a_transcript_without_marks_is_read_without_indirect_speech() -> None:
    text = (
        "LEE: Did you expect it?\n\nDIAZ: No, I did not.\n\nLEE: And what will you do?\n\n"
        "DIAZ: We will try again."
    )
    quotes = quotex.extract_quotes(text, indirect=False)
    assert [quote.text for quote in quotes] == [
        "Did you expect it?",
        "No, I did not.",
        "And what will you do?",
        "We will try again.",
    ]


@pytest.mark.model
def test_weights_of_a_folder_are_used(deaf: Path) -> None:
    assert len(quotex.extract_quotes(TEXT)) == 1
    assert not quotex.extract_quotes(TEXT, weights=deaf)
    assert not quotex.extract_quotes(TEXT, weights=str(deaf))


@pytest.mark.usefixtures("no_model")
@pytest.mark.parametrize("text", ["", TEXT])
def test_weights_that_cannot_be_used_are_refused_before_reading(text: str, tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="There is no folder"):
        quotex.extract_quotes(text, weights=tmp_path / "none")
    with pytest.raises(WeightsError, match="There is no folder"):
        quotex.pipe([text], weights=tmp_path / "none")
    with pytest.raises(TypeError, match="weights must be the path"):
        quotex.extract_quotes(text, weights=3)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="weights must be the path"):
        quotex.pipe([text], weights=b"folder")  # type: ignore[call-overload]


def test_progress_within_one_text(capsys: pytest.CaptureFixture[str]) -> None:
    text = "“It rains,” Ann Lee said.\n\n" * 2000
    shown = quotex.extract_quotes(text, progress=True)
    bar = capsys.readouterr().err
    assert f"{len(text) / 1000:.1f}k/{len(text) / 1000:.1f}k" in bar  # every character was counted
    assert len(bar.split("\r")) > 3  # and not all at the end
    assert quotex.extract_quotes(text) == shown
    assert capsys.readouterr().err == ""
