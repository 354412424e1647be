"""QuoteMapper: one object for every engine, in plain Python and on data frames."""

from __future__ import annotations

import importlib
import pickle
import shutil
import sys
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
import spacy
from spacy.language import Language

from many_documents import DOCUMENTS, SAID, UNREAD, in_order, rows_of_pipe, said
from quotex import QuoteMapper, models, schema
from quotex import mapper as mapper_module
from quotex.batch import Packed
from quotex.errors import (
    MissingComponentError,
    MissingExtraError,
    ModelNotFoundError,
    WeightsError,
)
from quotex.types import Extraction

TEXT = "“We are ready,” Ann Lee said."
RECORDS = [{"id": name, "text": text} for name, text in DOCUMENTS]
FRAME = pd.DataFrame({"id": [n for n, _ in DOCUMENTS], "text": [t for _, t in DOCUMENTS]})


def plain(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame as Arrow has them, which is what an engine writes."""
    rows: list[dict[str, Any]] = pa.Table.from_pandas(frame, preserve_index=False).to_pylist()
    return rows


@pytest.mark.model
def test_rows_say_who_said_what() -> None:
    rows = QuoteMapper().rows(RECORDS)
    assert said(rows) == SAID
    assert {row["document"]: row["error"] for row in rows if row["error"]} == UNREAD


@pytest.mark.model
def test_rows_are_those_of_pipe() -> None:
    options: dict[str, Any] = {"speakers": ["Ann Lee"], "min_confidence": 0.5, "indirect": False}
    assert in_order(QuoteMapper(**options).rows(iter(RECORDS))) == rows_of_pipe(**options)


@pytest.mark.model
def test_a_frame_gives_the_same_rows() -> None:
    found = QuoteMapper()(FRAME)
    assert plain(found) == QuoteMapper().rows(RECORDS)
    assert list(found.columns) == list(schema.COLUMNS)


@pytest.mark.model
def test_an_iterator_gives_a_frame_for_each_and_waits() -> None:
    taken: list[int] = []

    def frames() -> Iterator[pd.DataFrame]:
        for start in (0, 4, 8):
            taken.append(start)
            yield FRAME[start : start + 4]

    results = QuoteMapper()(frames())
    assert taken == []
    first = next(results)
    assert taken == [0]
    frames_found = [first, *results]
    assert [row for frame in frames_found for row in plain(frame)] == QuoteMapper().rows(RECORDS)
    nulls = [cell for cell in first["part_starts"] if not isinstance(cell, Sequence | np.ndarray)]
    assert nulls == [None]  # not pd.NA, which Spark takes for a list


@pytest.mark.model
@pytest.mark.parametrize(
    "frame",
    [
        FRAME,
        FRAME[:0],
        FRAME[1:2],
        FRAME[2:3],
        pd.DataFrame(),
        pd.DataFrame({"id": ["a"], "text": [TEXT]}),
    ],
    ids=["all", "empty", "without quotations", "not read", "not even columns", "one quotation"],
)
def test_every_frame_has_the_types_of_the_schema(frame: pd.DataFrame) -> None:
    found = QuoteMapper()(frame)
    types = pa.Schema.from_pandas(found, preserve_index=False)
    assert types.names == schema.arrow_schema().names
    assert types.types == schema.arrow_schema().types
    assert (found.dtypes == QuoteMapper().meta().dtypes).all()


@pytest.mark.model
@pytest.mark.parametrize(
    ("column", "names"),
    [
        ([7, 8], ["7", "8"]),
        (["7", None], ["7", ""]),
        ([7, None], ["7", ""]),
        ([7.5, float("nan")], ["7.5", ""]),
        (pd.Series([2**60 + 1, None], dtype="Int64"), [str(2**60 + 1), ""]),
        (pd.Series(["\ud800", "b"], dtype=object), ["\ufffd", "b"]),
    ],
    ids=["whole numbers", "strings", "numbers and null", "fractions", "nullable", "surrogate"],
)
def test_ids_are_strings_and_never_null(column: Any, names: list[str]) -> None:
    found = QuoteMapper()(pd.DataFrame({"id": column, "text": [TEXT, TEXT]}))
    assert found["document"].to_list() == names
    errors = [None if name else "ValueError: the id is null" for name in names]
    assert plain(found[["error"]]) == [{"error": error} for error in errors]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "error"),
    [
        (None, "TypeError: a text must be a str, not NoneType"),
        (float("nan"), "TypeError: a text must be a str, not NoneType"),
        (pd.NA, "TypeError: a text must be a str, not NoneType"),
        (b"bytes", "TypeError: a text must be a str, not bytes"),
        (["a", "list"], "TypeError: a text must be a str, not list"),
    ],
)
def test_what_is_no_text_has_an_error_and_the_others_are_read(text: Any, error: str) -> None:
    texts = pd.Series([text, TEXT], dtype=object)
    bad, good = plain(QuoteMapper()(pd.DataFrame({"id": [1, 2], "text": texts})))
    assert bad == {**dict.fromkeys(schema.COLUMNS), "document": "1", "error": error}
    assert (good["document"], good["who"], good["error"]) == ("2", "Ann Lee", None)


@pytest.mark.model
def test_an_engine_that_fails_is_an_error_of_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(doc: Any, text: str, **_: Any) -> Extraction:
        if "FAIL" in text:
            raise RuntimeError("asked to fail")
        return Extraction()

    monkeypatch.setattr("quotex.engine.extract", fails)
    records = [{"id": k, "text": text} for k, text in enumerate(["One.", "FAIL two.", "Three."])]
    (row,) = QuoteMapper().rows(records)
    assert (row["document"], row["error"]) == ("1", "RuntimeError: asked to fail")


@pytest.mark.model
def test_columns_have_the_names_given_and_others_are_left_alone() -> None:
    frame = pd.DataFrame({"url": ["x"], "body": [TEXT], "text": [3]}, index=[17])
    found = QuoteMapper("body", "url")(frame)
    assert found["document"].to_list() == ["x"]
    assert QuoteMapper(id="text", text="body")(frame)["document"].to_list() == ["3"]
    assert QuoteMapper(id="body", text="body")(frame)["document"].to_list() == [TEXT]


@pytest.mark.model
def test_a_lone_surrogate_is_replaced_in_frames() -> None:
    text = "“We are \ud800 ready,” Ann Lee said."
    frame = pd.DataFrame({"id": ["a"], "text": pd.Series([text], dtype=object)})
    assert QuoteMapper()(frame)["text"].to_list() == ["“We are \ufffd ready,”"]


@pytest.mark.parametrize("dumps", ["pickle", "cloudpickle"])
@pytest.mark.model
def test_it_is_small_when_pickled_and_maps_the_same(dumps: str, deaf: Path) -> None:
    module = importlib.import_module(dumps)
    mapper = QuoteMapper(speakers=["Ann Lee"], weights=deaf)
    QuoteMapper().rows(RECORDS)  # a model that was loaded stays behind
    data = module.dumps(mapper)
    assert len(data) < 1000
    again = pickle.loads(data)
    assert again == mapper
    assert again.rows(RECORDS) == mapper.rows(RECORDS)
    assert said(again.rows(RECORDS)) == {}  # by these weights nobody says anything


@pytest.mark.model
def test_the_model_is_loaded_once_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[str] = []
    load = spacy.load

    def counted(name: str, **options: Any) -> Language:
        loaded.append(name)
        return load(name, **options)

    monkeypatch.setattr(spacy, "load", counted)
    monkeypatch.setattr(models, "_load", lru_cache(models._load.__wrapped__))
    data = pickle.dumps(QuoteMapper())
    for _ in range(3):  # as an engine does, a copy for each task
        assert len(pickle.loads(data).rows(RECORDS[:1])) == 3
    assert len(loaded) == 1


@pytest.mark.model
def test_a_language_travels_and_is_made_once(
    english: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = 0
    unpack = Packed.unpack

    def counted(packed: Packed) -> Language:
        nonlocal made
        made += 1
        return unpack(packed)

    monkeypatch.setattr(Packed, "unpack", counted)
    data = pickle.dumps(QuoteMapper(model=english))
    expected = QuoteMapper().rows(RECORDS)
    for _ in range(2):
        assert pickle.loads(data).rows(RECORDS) == expected
    assert made == 1


@pytest.mark.model
def test_a_folder_means_the_same_in_another_working_directory(
    english: Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    english.to_disk(tmp_path / "model")
    monkeypatch.chdir(tmp_path)
    mappers = [QuoteMapper(model="model"), QuoteMapper(model=Path("model"))]
    monkeypatch.chdir("/")
    assert mappers[0] == mappers[1]
    assert mappers[0].rows(RECORDS[:1]) == QuoteMapper().rows(RECORDS[:1])


@pytest.mark.model
def test_the_memory_of_a_batch_is_freed(english: Language) -> None:
    text = "Zorbulon Quixplex told Merridwynne that the plumbering was late."
    mapper = QuoteMapper(model=english)
    for model in (mapper, QuoteMapper()):
        assert model.rows([{"id": 1, "text": text}])[0]["mention"] == "Zorbulon Quixplex"
    assert "Quixplex" not in mapper_module._unpack(mapper.model).vocab.strings
    assert "Quixplex" not in models.get_model().vocab.strings


@pytest.mark.parametrize("there", [{"id": [1], "body": [TEXT]}, {"body": [TEXT], "text": [TEXT]}])
def test_a_missing_column_is_raised_with_those_there(there: dict[str, list[Any]]) -> None:
    missing = ({"id", "text"} - set(there)).pop()
    says = rf"no column '{missing}' .* the columns are: '\w+', '\w+'\. .* with {missing}="
    with pytest.raises(ValueError, match=says):
        QuoteMapper()(pd.DataFrame(there))
    with pytest.raises(ValueError, match=says):
        QuoteMapper().rows([{name: cells[0] for name, cells in there.items()}])


def test_what_all_texts_would_fail_of_is_raised(deaf: Path) -> None:
    with pytest.raises(ModelNotFoundError, match="spacy download no_such_model"):
        QuoteMapper(model="no_such_model")(FRAME)
    with pytest.raises(MissingComponentError, match="a tagger and a parser"):
        QuoteMapper(model=spacy.blank("en"))(FRAME)
    with pytest.raises(WeightsError, match="There is no folder"):
        QuoteMapper(weights=deaf / "nowhere")


@pytest.mark.model
def test_weights_that_a_worker_does_not_have_are_raised(deaf: Path) -> None:
    mapper = QuoteMapper(weights=deaf)
    shutil.rmtree(deaf)
    with pytest.raises(WeightsError, match="There is no folder"):
        mapper(FRAME)


@pytest.mark.parametrize(
    ("arguments", "error", "says"),
    [
        ({"speakers": "Ann"}, TypeError, "speakers must be a list"),
        ({"model": 3}, TypeError, "model must be"),
        ({"genre": "novel"}, ValueError, "genre must be one of 'news', 'fiction'"),
        ({"min_confidence": 2}, ValueError, "min_confidence must be from 0 to 1"),
        ({"speakers": ["Ann Lee"], "sure": 1}, TypeError, "sure"),
    ],
)
def test_wrong_arguments_are_refused_at_once(
    arguments: dict[str, Any], error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        QuoteMapper(**arguments)


@pytest.mark.parametrize("batch", [{"id": [1], "text": [TEXT]}, [FRAME], None, TEXT])
def test_other_batches_are_refused(batch: Any) -> None:
    with pytest.raises(TypeError, match=rf"not {type(batch).__name__}; Ray .*'pandas'.* rows\(\)"):
        QuoteMapper()(batch)


def test_without_pandas_rows_still_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r"quotex\[pandas\]"):
        QuoteMapper()(FRAME)
    assert QuoteMapper().rows([{"id": 1, "text": "..."}]) == []


def test_a_missing_extra_can_be_sent_from_a_worker() -> None:
    error = MissingExtraError("This", "pandas", "pandas")
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


@pytest.mark.parametrize(
    ("module", "package"), [("spark", "pyspark"), ("ray", "ray"), ("dask", "dask")]
)
def test_an_engine_that_is_not_installed_names_its_extra(
    module: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == package]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, package, None)
    helper = importlib.import_module(f"quotex.{module}")  # needs no engine by itself
    with pytest.raises(MissingExtraError, match=rf"'{package}'.*quotex\[{module}\]"):
        helper.extract_quotes(FRAME)
