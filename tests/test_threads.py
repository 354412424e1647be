"""Threads: one pipeline used by many at once answers as it does one text after another."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Event, Thread
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import quotex
from quotex import blas, models
from quotex.quotes import Quotes
from quotex.types import Extraction

THREADS = 8

# The words made up for each number are new to spaCy, whose store of words all threads write to.
NEWS = (
    "“The harbour stays closed,” Ann Lee told reporters on Monday. “It opens again in May.”\n\n"
    "Bo Diaz{n}, the mayor of Port{n}, said that the crews were tired. “We thank the "
    "dock{n}ers,” he said."
)
STORY = (
    "“Have you seen my lan{n}tern?” asked Mary.\n\n“No,” said John. “I have not.”\n\n“Then look "
    "again!”\n\n“I will not,” he answered, and left the room.\n\n“Well, John,” said Mary, “that "
    "is that.”"
)
LATE = "According to Carla Engel{n}, no ferry sails before noon; Lee added that it was “a shame”."
TEXTS = [text.format(n=n) for n in range(3) for text in (NEWS, STORY, LATE)]

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")


@pytest.fixture(autouse=True)
def often() -> Iterator[None]:
    """Let threads take turns a thousand times as often as they do."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(5e-6)
    yield
    sys.setswitchinterval(before)


def at_once(task: Callable[[int], Any]) -> list[Any]:
    """Run the task in threads that begin together; what one raises is raised."""
    together = Barrier(THREADS)

    def begin(number: int) -> Any:
        together.wait()
        return task(number)

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(begin, range(THREADS)))


def turned(number: int) -> list[str]:
    """The texts, beginning with another one for each thread."""
    place = number % len(TEXTS)
    return TEXTS[place:] + TEXTS[:place]


@pytest.fixture(scope="module")
def alone() -> dict[str, Quotes]:
    found = {text: quotex.extract_quotes(text) for text in TEXTS}
    assert {quote.type for quotes in found.values() for quote in quotes} > {"direct", "indirect"}
    assert all(found.values())
    return found


@pytest.mark.model
@pytest.mark.parametrize("model", ["the shared one", "a language of one's own"])
def test_texts_read_at_once(model: str, alone: dict[str, Quotes], pipeline: Language) -> None:
    given: Any = None if model == "the shared one" else pipeline

    def read(number: int) -> None:
        for text in turned(number):
            assert quotex.extract_quotes(text, model=given) == alone[text]

    at_once(read)


@pytest.mark.model
def test_every_thread_has_options_of_its_own() -> None:
    options: list[dict[str, Any]] = [
        {"indirect": False},
        {"speakers": ["Ann Lee", "Carla Engel1"]},
        {"min_confidence": 0.9},
        {"genre": "fiction"},
    ]
    alone = [[quotex.extract_quotes(text, **given) for text in TEXTS] for given in options]
    assert all(alone.count(found) == 1 for found in alone)

    def read(number: int) -> list[Quotes]:
        given = options[number % len(options)]
        return [quotex.extract_quotes(text, **given) for text in TEXTS]

    assert at_once(read) == alone * (THREADS // len(options))


@pytest.mark.model
def test_one_component_called_at_once(alone: dict[str, Quotes], pipeline: Language) -> None:
    def read(number: int) -> None:
        for text in turned(number):
            doc = pipeline(text)
            assert doc._.quotes == alone[text]
            assert [(s.start_char, s.label_) for s in doc.spans["quotes"]] == [
                (quote.start, quote.type) for quote in alone[text]
            ]

    at_once(read)


@pytest.mark.model
def test_documents_that_are_there_read_at_once(pipeline: Language) -> None:
    docs = {text: pipeline(text) for text in TEXTS}
    alone = {text: quotex.extract_quotes(doc) for text, doc in docs.items()}
    assert all(alone.values())

    def read(number: int) -> None:
        for text in turned(number):
            assert quotex.extract_quotes(docs[text]) == alone[text]

    at_once(read)


@pytest.mark.model
def test_every_thread_has_a_pipe_of_its_own(alone: dict[str, Quotes]) -> None:
    """Batches free the memory of spaCy's words, which no other thread may have in use."""

    def read(number: int) -> None:
        texts = turned(number)
        if number % 2:
            found = quotex.pipe(texts, batch_size=2)
        else:
            found = map(quotex.extract_quotes, texts)
        for text, quotes in zip(texts, found, strict=True):
            assert quotes == alone[text]

    at_once(read)


@pytest.mark.model
def test_no_batch_ends_while_another_text_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its end frees spaCy's memory of all words that came meanwhile, also those of that text."""
    from quotex import engine

    find, reading, ended = engine.extract, Event(), Event()
    too_early = []

    def slow(doc: Doc, text: str, **options: Any) -> Extraction:
        if text == NEWS:
            reading.set()
            too_early.append(ended.wait(0.5))
        return find(doc, text, **options)

    def batch() -> None:
        reading.wait()
        assert len(list(quotex.pipe([LATE]))) == 1
        ended.set()

    monkeypatch.setattr(engine, "extract", slow)
    other = Thread(target=batch)
    other.start()
    quotex.extract_quotes(NEWS)
    other.join()
    assert too_early == [False]
    assert ended.is_set()


COLD = """
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
import quotex
together = Barrier(8)

def read(text):
    together.wait()
    return quotex.extract_quotes(text).to_json()

with ThreadPoolExecutor(8) as pool:
    answers = set(pool.map(read, sys.argv[1:] * 8))
assert len(answers) == 1
sys.stdout.write(ascii(answers.pop()))
"""


@pytest.mark.model
@pytest.mark.parametrize("text", [TEXTS[0], TEXTS[1]], ids=["news", "fiction"])
def test_the_first_use_may_be_by_many(text: str, alone: dict[str, Quotes]) -> None:
    """Pipeline, weights and word lists are read when they are first needed."""
    done = subprocess.run([sys.executable, "-c", COLD, text], capture_output=True, text=True)
    assert done.stdout == ascii(alone[text].to_json()), done.stderr


def test_a_pipeline_is_loaded_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    loads = []

    def load(name: str, **options: Any) -> Language:
        loads.append(name)
        time.sleep(0.05)  # time enough for the others to ask for the same
        return spacy.blank("en")

    (tmp_path / "config.cfg").touch()
    monkeypatch.setattr(spacy, "load", load)
    found = at_once(lambda number: models.get_model(tmp_path))
    assert loads == [str(tmp_path)]
    assert all(nlp is found[0] for nlp in found)


# What a process that is forked while threads are at work must not take over from them.


def in_a_fork(task: Callable[[], bool]) -> bool:
    """Run the task in a forked process; it is killed when it does not end."""
    child = os.fork()
    if child == 0:
        done = False
        try:
            done = task()
        finally:
            os._exit(0 if done else 1)
    for _ in range(3000):
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return status == 0
        time.sleep(0.01)
    os.kill(child, 9)
    os.waitpid(child, 0)
    raise AssertionError("the forked process waits for something that never comes")


@needs_fork
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_a_fork_while_another_thread_has_the_shared_pipeline() -> None:
    has_it, done = Event(), Event()

    def keep() -> None:
        with models.alone_with(None):
            has_it.set()
            done.wait()

    def takes_it() -> bool:
        with models.alone_with(None):
            return True

    thread = Thread(target=keep)
    thread.start()
    has_it.wait()
    try:
        assert in_a_fork(takes_it)
    finally:
        done.set()
        thread.join()


@needs_fork
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_forks_while_other_threads_multiply(monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.gettrace() is not None:
        pytest.skip("the tracer of coverage has locks of its own, which a fork leaves taken")
    counts = [8]
    monkeypatch.setattr(blas, "_thread_count", lambda: (lambda: counts[-1], counts.append))
    done = Event()

    def multiply() -> None:
        while not done.is_set():
            with blas._one_thread():
                pass

    def multiplies() -> bool:
        at_first = counts[-1]  # given back, if a thread had taken it that is not there now
        with blas._one_thread():
            inside = counts[-1]
        return (at_first, inside, counts[-1]) == (8, 1, 8)

    threads = [Thread(target=multiply) for _ in range(2)]
    for thread in threads:
        thread.start()
    try:
        assert all(in_a_fork(multiplies) for _ in range(40))
    finally:
        done.set()
        for thread in threads:
            thread.join()


@pytest.mark.model
@pytest.mark.slow
@needs_fork
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_processes_begun_while_other_threads_read(alone: dict[str, Quotes]) -> None:
    def read(number: int) -> None:
        options = {"n_process": 2, "batch_size": 2} if number < 2 else {}
        for _ in range(3):
            texts = turned(number)
            assert list(quotex.pipe(texts, **options)) == [alone[text] for text in texts]

    at_once(read)
