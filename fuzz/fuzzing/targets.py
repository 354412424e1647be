"""What is fuzzed: a target reads an input by one stage and holds it to `tests/invariants.py`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

import quotex
import quotex.engine  # quotex imports it when it is needed, too late to be watched by a fuzzer
from fuzzing.documents import document_of
from fuzzing.samples import Sample
from invariants import check_cast_of_tokens, check_layout, check_quotes
from quotex.cast import build_cast
from quotex.component import Quotex
from quotex.extraction import find_quotes, make_options, quotes_of
from quotex.genre import find_genre
from quotex.layout import _find, find_layout
from quotex.mentions import find_noun_phrases
from quotex.models import best_installed
from quotex.quotes import Quotes
from quotex.reading import read, readable, split
from quotex.sentences import set_sentence_starts
from quotex.tokens import read_doc

KNOWN = (
    "Ivo Rehm",
    quotex.Character("Elsa Brandt", ("the captain", "Miss Elsa"), "female"),
    {"name": "Ada Cole", "aliases": ["O’Neil"]},
)
_DEFAULTS: Mapping[str, Any] = {
    "speakers": (), "indirect": True, "min_confidence": 0.0, "weights": None, "genre": None
}  # fmt: skip
_GENRES = (None, "news", "fiction", None)

_SURROGATE = re.compile("[\ud800-\udfff]")
_READ_AS = {" ": "\n", '"': "“”„‟", "'": "‘’‚‛"}


def check_marks(sample: Sample) -> None:
    """Paragraphs, marks and turns; characters only."""
    text = sample.text
    check_layout(text, find_layout(text, dashes=bool(sample.options & 1)))
    layout = find_layout(text)
    check_layout(text, layout)
    assert _find(text, None) == layout  # once more, not from what is kept
    assert find_genre(text, layout) in ("news", "fiction")


def check_sentences(sample: Sample) -> None:
    """Sentence starts before the parser, and cutting long texts."""
    text = sample.text
    (doc,) = read(blank(), [text])
    given = doc.text
    for char, read_as in zip(readable(text), given, strict=True):
        assert read_as == char or char in _READ_AS.get(read_as, "")
    set_sentence_starts(doc, text)
    assert doc.text == given
    starts = {token.idx: token.is_sent_start for token in doc}
    for paragraph in find_layout(text).paragraphs:
        assert starts.get(paragraph.start) is not False
    verdicts = list(starts.values())
    set_sentence_starts(doc, text)
    assert [token.is_sent_start for token in doc] == verdicts
    pieces = split(text, sample.options + 1)
    assert "".join(pieces) == text
    assert max(map(len, pieces)) <= sample.options + 1


def check_names(sample: Sample) -> None:
    """Names, titles and the cast, on documents that no parser gives."""
    tokens = read_doc(document_of(sample.text, sample.noise), sample.text)
    known = make_options(KNOWN if sample.options & 4 else (), True, 0.0, None).speakers
    phrases = find_noun_phrases(tokens)
    for phrase in phrases:
        assert 0 <= phrase.first <= phrase.head <= phrase.last < len(tokens)
    cast = build_cast(tokens, phrases, known)
    check_cast_of_tokens(tokens, cast)
    assert build_cast(tokens, phrases, known) == cast


def check_attribution(sample: Sample) -> None:
    """Everything behind the parse, news and fiction, on documents that no parser gives."""
    options = options_of(sample.options)
    doc = document_of(sample.text, sample.noise)
    for genre in ("news", "fiction"):
        own = make_options(**{**_DEFAULTS, **options, "genre": genre})
        quotes = quotes_of(find_quotes(doc, sample.text, own), sample.text)
        check_quotes(sample.text, quotes)
        assert quotes_of(find_quotes(doc, sample.text, own), sample.text) == quotes


def check_library(sample: Sample) -> None:
    """The whole library with the installed model, and one of the other ways to the same result."""
    text, options = sample.text, options_of(sample.options)
    quotes = quotex.extract_quotes(text, **options)
    check_quotes(text, quotes)
    ways = (again, piped, by_component, through_bytes) if is_plain(text) else (again, piped)
    other = ways[(sample.options >> 5) % len(ways)]
    assert other(text, options) == quotes, other.__name__


TARGETS: Mapping[str, Callable[[Sample], None]] = {
    "marks": check_marks,
    "sentences": check_sentences,
    "names": check_names,
    "attribution": check_attribution,
    "library": check_library,
}
"""What can be fuzzed, by name."""


def options_of(bits: int) -> dict[str, Any]:
    """Return options of ``extract_quotes`` that these bits choose."""
    return {
        "genre": _GENRES[bits % 4],
        "speakers": KNOWN if bits & 4 else (),
        "indirect": not bits & 8,
        "min_confidence": 0.5 if bits & 16 else 0.0,
    }


def is_plain(text: str) -> bool:
    """Whether spaCy can hold the text as it is, without lone surrogates."""
    return not _SURROGATE.search(text)


def again(text: str, options: Mapping[str, Any]) -> Quotes:
    """Read the text a second time."""
    return quotex.extract_quotes(text, **options)


def piped(text: str, options: Mapping[str, Any]) -> Quotes:
    """Read the text beside another one."""
    _, quotes = quotex.pipe(["“Lit,” Elsa Brandt said.", text], **options)
    return quotes


def by_component(text: str, options: Mapping[str, Any]) -> Quotes:
    """Read the text in a spaCy pipeline."""
    quotes: Quotes = component_doc(text, options)._.quotes
    return quotes


def through_bytes(text: str, options: Mapping[str, Any]) -> Quotes:
    """Read the text in a spaCy pipeline, and the result from what was stored of it."""
    stored = component_doc(text, options).to_bytes()
    quotes: Quotes = Doc(blank().vocab).from_bytes(stored)._.quotes
    return quotes


def component_doc(text: str, options: Mapping[str, Any]) -> Doc:
    """Return the text as a pipeline with quotex reads it."""
    nlp = pipeline()
    component = nlp.get_pipe("quotex")
    assert isinstance(component, Quotex)
    component.options = make_options(**{**_DEFAULTS, **options})
    return nlp(text)


@lru_cache(maxsize=1)
def pipeline() -> Language:
    nlp = spacy.load(best_installed())
    nlp.add_pipe("quotex")
    return nlp


@lru_cache(maxsize=1)
def blank() -> Language:
    return spacy.blank("en")
