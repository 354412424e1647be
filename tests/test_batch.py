"""pipe: lazy, in order, in one process or several; a bad document never stops the others."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import quotex
from quotex import batch
from quotex.batch import Packed, batches
from quotex.errors import DocumentError, MissingComponentError, ModelNotFoundError, WeightsError
from quotex.extraction import make_options, quotes_of
from quotex.quotes import Quotes
from quotex.types import Extraction
from quotex.weights import load_weights

TEXTS = [f"“Number {i} is ready,” Ann Lee said." for i in range(7)]


class UnpicklableError(Exception):
    def __init__(self, one: str, two: str) -> None:
        super().__init__(f"{one} {two}")


def extract(doc: Doc, text: str, **options: object) -> Extraction:
    """Stands in for the engine: one quotation and a cast of one, or what the text asks for."""
    if "FAIL" in text:
        raise UnpicklableError("asked", "to fail")
    if "KILL" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "SLEEP" in text:
        time.sleep(3600)
    quote = quotex.Quote(text, 0, len(text), (quotex.Span(text, 0, len(text)),), "direct")
    return Extraction((quote,), (quotex.CastMember(quotex.Speaker("Ann Lee"), 1, 0, 0, 0.0),))


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotex.engine.extract", extract)


def whole(text: str) -> Quotes:
    return quotes_of(extract(None, text), text)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("items", "size", "groups"),
    [
        ([], 2, []),
        (["a", "b", "c"], 2, [["a", "b"], ["c"]]),
        (["a" * batch.BATCH_CHARS, "b", "c"], 9, [["a" * batch.BATCH_CHARS], ["b", "c"]]),
        ([None, 3], 1, [[None], [3]]),
    ],
    ids=["none", "count", "characters", "not strings"],
)
def test_batches(items: list[Any], size: int, groups: list[list[Any]]) -> None:
    assert list(batches(((item, None) for item in items), size)) == [
        [(item, None) for item in group] for group in groups
    ]


@pytest.mark.model
@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("n_process", [1, 2])
@pytest.mark.parametrize("batch_size", [1, 3, 64])
def test_in_order(n_process: int, batch_size: int) -> None:
    quotes = quotex.pipe(iter(TEXTS), n_process=n_process, batch_size=batch_size)
    assert list(quotes) == [whole(text) for text in TEXTS]


@pytest.mark.model
@pytest.mark.parametrize("n_process", [1, 2])
def test_the_same_as_one_by_one(n_process: int) -> None:
    options: dict[str, Any] = {"speakers": ["Ann Lee"], "min_confidence": 0.1}
    expected = [quotex.extract_quotes(text, **options) for text in TEXTS]
    assert list(quotex.pipe(TEXTS, n_process=n_process, batch_size=2, **options)) == expected
    assert len(expected[0]) == 1


@pytest.mark.model
@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("n_process", [1, 2])
def test_a_context_is_carried_along(n_process: int) -> None:
    pairs = [(text, {"id": i}) for i, text in enumerate(TEXTS)]
    found = list(quotex.pipe(pairs, as_tuples=True, n_process=n_process, batch_size=2))
    assert found == [(whole(text), {"id": i}) for i, text in enumerate(TEXTS)]


@pytest.mark.model
@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize(("n_process", "most"), [(1, 2), (2, 10)])
def test_takes_no_more_than_it_needs(n_process: int, most: int) -> None:
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield f"Text {taken}."

    results = quotex.pipe(endless(), n_process=n_process, batch_size=2)
    assert taken == 0
    assert next(results) == whole("Text 1.")
    assert taken <= most
    results.close()  # type: ignore[attr-defined]


@pytest.mark.model
@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("n_process", [1, 2])
def test_a_failure_is_recorded_and_the_others_go_on(n_process: int) -> None:
    texts: list[Any] = ["One.", "FAIL two.", None, "Four."]
    found = list(quotex.pipe(texts, on_error="record", n_process=n_process))
    assert [len(quotes) for quotes in found] == [1, 0, 0, 1]
    assert [quotes.text for quotes in found] == ["One.", "FAIL two.", "", "Four."]
    assert found[0].error is None
    assert "UnpicklableError: asked to fail" in str(found[1].error)
    assert found[2].error == "TypeError: a text must be a str, not NoneType"


@pytest.mark.model
@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("n_process", [1, 2])
def test_a_failure_is_raised_with_its_index_after_what_came_before(n_process: int) -> None:
    results = quotex.pipe(["One.", "Two.", "FAIL"], n_process=n_process)
    assert [next(results), next(results)] == [whole("One."), whole("Two.")]
    with pytest.raises(DocumentError, match=r"document 2: .*asked to fail") as caught:
        next(results)
    assert caught.value.__cause__ is not None


@pytest.mark.model
def test_a_text_that_spacy_fails_on_does_not_take_its_batch_along() -> None:

    from quotex.models import best_installed

    @Language.component("fails_on_word")
    def fails(doc: Doc) -> Doc:
        if "FAIL" in doc.text:
            raise RuntimeError("component failed")
        return doc

    nlp = spacy.load(best_installed(), exclude=["lemmatizer", "attribute_ruler"])
    nlp.add_pipe("fails_on_word")
    found = list(quotex.pipe([TEXTS[0], "FAIL", TEXTS[1]], model=nlp, on_error="record"))
    assert [quotes.error for quotes in found] == [None, "RuntimeError: component failed", None]
    assert found[2] == quotex.extract_quotes(TEXTS[1], model=nlp)


@pytest.mark.model
@pytest.mark.usefixtures("engine")
@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in engine needs fork")
def test_a_killed_worker_is_reported_and_the_others_go_on() -> None:
    texts = ["One.", "KILL two.", "Three.", "Four.", "Five."]
    found = list(quotex.pipe(texts, n_process=2, batch_size=2, on_error="record"))
    assert [quotes.text for quotes in found] == texts
    assert [len(quotes) for quotes in found] == [1, 0, 1, 1, 1]
    error = str(found[1].error)
    assert "worker process reading it ended unexpectedly: killed, or out of memory" in error
    assert "Its quotations are lost, those of the other texts are not." in error  # what was lost
    assert "Read it again in parts, or with a lower n_process" in error  # and what to do


@pytest.mark.model
@pytest.mark.usefixtures("engine")
def test_a_killed_worker_raises() -> None:
    with pytest.raises(DocumentError, match=r"document 1: .*ended unexpectedly"):
        list(quotex.pipe(["One.", "KILL two."], n_process=2))


@pytest.mark.model
def test_ctrl_c_leaves_the_shared_pipeline_whole(
    monkeypatch: pytest.MonkeyPatch, english: Language
) -> None:
    """In a notebook it is read with after it: no word of the batch may be left in it half."""
    texts = ["“The zorblewick is ready,” Ann Lee said.", "“It is,” Bo Diaz said."]
    before = list(quotex.pipe(texts[1:]))
    with monkeypatch.context() as patch:
        patch.setattr("quotex.engine.extract", interrupted)
        with pytest.raises(KeyboardInterrupt) as caught:
            list(quotex.pipe(texts))
    assert not english.vocab.in_memory_zone
    assert "zorblewick" not in english.vocab.strings
    kept = [value for entry in caught.traceback for value in entry.frame.f_locals.values()]
    assert not [value for value in kept if isinstance(value, Doc)]
    assert list(quotex.pipe(texts[1:])) == before


def interrupted(doc: Doc, text: str, **options: object) -> Extraction:
    raise KeyboardInterrupt


@pytest.mark.model
@pytest.mark.usefixtures("engine")
@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in engine needs fork")
def test_workers_end_with_the_results_whatever_they_are_reading() -> None:
    results = quotex.pipe(["One.", "SLEEP two.", "Three."], n_process=2, batch_size=1)
    assert next(results) == whole("One.")
    assert multiprocessing.active_children()
    results.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


SPAWN = """
import multiprocessing, sys
import quotex
import spacy
from quotex.models import best_installed

if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    texts = [f"“Number {i} is ready,” Ann Lee said." for i in range(5)] + [None]
    model = spacy.load(best_installed()) if "language" in sys.argv else None
    one = list(quotex.pipe(texts, model=model, on_error="record"))
    two = list(quotex.pipe(texts, model=model, on_error="record", n_process=2, batch_size=2))
    assert [len(quotes) for quotes in one] == [1, 1, 1, 1, 1, 0], one
    assert one == two
    print("same")
"""


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.parametrize("model", ["name", "language"])
def test_processes_that_start_afresh_give_the_same(model: str, tmp_path: Any) -> None:
    script = tmp_path / "spawn.py"
    script.write_text(SPAWN, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script), model], capture_output=True, text=True, check=False
    )
    assert done.stdout == "same\n", done.stderr


@pytest.mark.model
def test_a_packed_language_reads_the_same(english: Language) -> None:
    import pickle

    again = pickle.loads(pickle.dumps(Packed.of(english))).unpack()
    assert again.pipe_names == english.pipe_names
    assert quotex.extract_quotes(TEXTS[0], model=again) == quotex.extract_quotes(TEXTS[0])


def test_a_missing_model_is_raised_not_recorded() -> None:
    with pytest.raises(ModelNotFoundError, match="spacy download no_such_model"):
        list(quotex.pipe(TEXTS, model="no_such_model", n_process=2, on_error="record"))
    with pytest.raises(ModelNotFoundError, match="spacy download no_such_model"):
        list(quotex.pipe(TEXTS, model="no_such_model", on_error="record"))


@pytest.mark.parametrize("n_process", [1, 2])
def test_a_pipeline_that_cannot_do_is_raised_not_recorded(n_process: int) -> None:
    results = quotex.pipe(
        TEXTS, model=spacy.blank("en"), n_process=n_process, on_error="record", batch_size=2
    )
    with pytest.raises(MissingComponentError, match="a tagger and a parser"):
        list(results)


@pytest.mark.model
@pytest.mark.usefixtures("engine")
def test_progress_goes_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(list(quotex.pipe(TEXTS, progress=True))) == 7
    out, err = capsys.readouterr()
    assert out == ""
    assert "7/7" in err
    assert "text/s" in err


@pytest.mark.parametrize(
    ("arguments", "error", "says"),
    [
        ({"texts": "one text"}, TypeError, r"texts must be an iterable .* not str.*extract_quotes"),
        ({"texts": None}, TypeError, "not NoneType"),
        ({"batch_size": 0}, ValueError, "batch_size must be at least 1, not 0"),
        ({"batch_size": 2.0}, TypeError, "batch_size must be a whole number, not float"),
        ({"n_process": 0}, ValueError, "n_process must be at least 1, not 0"),
        ({"n_process": -2}, ValueError, "n_process must be at least 1, not -2"),
        ({"on_error": "ignore"}, ValueError, "on_error must be 'raise' or 'record'"),
        ({"speakers": "Ann"}, TypeError, "speakers must be a list"),
        ({"model": 3}, TypeError, "model must be"),
        ({"genre": "novel"}, ValueError, "genre must be one of 'news', 'fiction'"),
    ],
)
def test_wrong_arguments_are_refused_at_once(
    arguments: dict[str, Any], error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        quotex.pipe(**{"texts": TEXTS, **arguments})


def test_as_tuples_wants_pairs() -> None:
    with pytest.raises(TypeError, match=r"must be a pair \(text, context\), not 'One text.'"):
        list(quotex.pipe(["One text."], as_tuples=True))  # type: ignore[list-item]


@pytest.mark.model
@pytest.mark.parametrize("n_process", [1, 2])
def test_weights_of_a_folder_are_used(n_process: int, deaf: Path) -> None:
    found = list(quotex.pipe(TEXTS[:3], n_process=n_process, batch_size=1, weights=deaf))
    assert [len(quotes) for quotes in found] == [0, 0, 0]
    assert [quotes.error for quotes in found] == [None] * 3


@pytest.mark.model
def test_weights_that_vanish_stop_the_batch(deaf: Path) -> None:
    results = quotex.pipe(TEXTS[:2], weights=deaf, on_error="record")
    shutil.rmtree(deaf)
    with pytest.raises(WeightsError, match="There is no folder"):
        next(results)


def test_options_with_weights_travel(deaf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(deaf.parent)
    options = make_options((), True, 0.0, deaf.name)
    monkeypatch.chdir("/")
    assert pickle.loads(pickle.dumps(options)) == options
    assert load_weights(options.weights).quotations.speech_cut == 2.0
