"""One text gives one result, however it is read, in any process and with any seed of hashes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import quotex
import test_fiction
import test_seed_case
from fuzzing.samples import LINES, sample_of
from fuzzing.targets import by_component, is_plain, pipeline, through_bytes
from golden_cases import read_cases
from quotex.quotes import Quotes
from quotex.reading import CHUNK_CHARS

GOLDEN = [case.case.text for case in read_cases()]
PLAY = "ANN. Did you hear the bell?\n\nBO. I heard a cow.\n\nANN. It was no cow.\n\nBO. It was."
TRANSCRIPT = "REHM: Is the lamp lit?\n\nCOLE: It is lit, Ivo.\n\nREHM: Who lit it?\n\nCOLE: I did."
WRITTEN = [*test_fiction.SCENES.values(), test_seed_case.CASE.text, PLAY, TRANSCRIPT]

SCRIPT = """
import json, sys
import quotex
for text, options in json.load(sys.stdin):
    quotes = quotex.extract_quotes(text, **options)
    cast = [[m.speaker.name, m.speaker.aliases, m.mentions, m.words] for m in quotes.cast]
    print(ascii(quotes.to_json()), json.dumps(cast), [quote.explain() for quote in quotes])
"""


def settled(name: str, value: object) -> list[tuple[str, dict[str, Any]]]:
    return [(text, {name: value}) for text in WRITTEN]


@pytest.mark.model
@pytest.mark.slow
def test_the_seed_of_hashes_changes_no_byte() -> None:
    work: list[tuple[str, dict[str, Any]]] = [(text, {}) for text in GOLDEN[::12]]
    work += settled("genre", "news") + settled("genre", "fiction")
    work += settled("speakers", ["Ann Lee", {"name": "Ivo Rehm", "aliases": ["Cole"]}])
    printed = [run(SCRIPT, json.dumps(work), seed) for seed in ("0", "1", "4711")]
    assert printed[0].count("\n") == len(work) > 50
    assert printed[0] == printed[1] == printed[2]


def test_the_seed_of_hashes_changes_the_order_of_a_set() -> None:
    assert len({run("print({'a', 'b', 'c'})", "", str(seed)) for seed in range(6)}) > 1


def run(script: str, given: str, seed: str) -> str:
    """Return what the script prints in a process with this seed."""
    done = subprocess.run(
        [sys.executable, "-c", script],
        input=given,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


# The back ends. A pipeline of spaCy reads a text as quotex does unless it has lone surrogates,
# which `is_plain` tells.

lines = st.lists(st.sampled_from(LINES), max_size=12).map("\n\n".join)
made = st.binary(max_size=80).map(lambda data: sample_of(data).text)
texts = st.one_of(lines, made, st.sampled_from(GOLDEN), st.sampled_from(WRITTEN))
genres = st.sampled_from([None, "news", "fiction"])


@pytest.mark.model
@settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
@given(texts.filter(is_plain), genres)
def test_a_pipeline_gives_what_the_call_gives(text: str, genre: Any) -> None:
    quotes = quotex.extract_quotes(text, genre=genre)
    assert by_component(text, {"genre": genre}) == quotes
    assert through_bytes(text, {"genre": genre}) == quotes


@pytest.mark.model
def test_a_pipeline_gives_what_the_call_gives_of_a_text_of_several_pieces() -> None:
    text = "\n\n".join(WRITTEN * (2 + CHUNK_CHARS // len("\n\n".join(WRITTEN))))
    assert len(text) > CHUNK_CHARS
    quotes = quotex.extract_quotes(text, genre="news")
    assert len(quotes) > 20
    assert by_component(text, {"genre": "news"}) == quotes


MANY = 60


@pytest.mark.model
@pytest.mark.slow
@settings(
    max_examples=2,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.lists(texts, min_size=MANY, max_size=MANY), genres)
def test_every_way_to_read_many_gives_the_same(drawn: list[str], genre: Any) -> None:
    many = [*drawn, *WRITTEN]
    one_by_one = [quotex.extract_quotes(text, genre=genre) for text in many]
    assert list(quotex.pipe(many, genre=genre)) == one_by_one
    assert list(quotex.pipe(many, genre=genre, batch_size=7)) == one_by_one
    assert list(quotex.pipe(many, genre=genre, n_process=2, batch_size=16)) == one_by_one
    plain = [text for text in many if is_plain(text)]
    expected = [quotes for quotes in one_by_one if is_plain(quotes.text)]
    assert len(plain) > len(many) // 2
    by_component("", {"genre": genre})  # sets the options of the component
    nlp = pipeline()
    docs = list(nlp.pipe(plain))
    assert [doc._.quotes for doc in docs] == expected
    assert [doc._.quotes for doc in nlp.pipe(plain, n_process=2, batch_size=16)] == expected
    assert stored(docs, nlp) == expected


def stored(docs: list[Doc], nlp: Language) -> list[Quotes]:
    data = DocBin(docs=docs, store_user_data=True).to_bytes()
    again = DocBin(store_user_data=True).from_bytes(data).get_docs(nlp.vocab)
    return [doc._.quotes for doc in again]
