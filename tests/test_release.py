"""What earlier releases left in the hands of their users keeps loading.

``fixtures/make_release.py`` made the folders; the answers were written by hand.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.tokens import Doc, DocBin

import quotex
from quotex._version import __version__
from quotex.quotes import Quotes
from quotex.schema import quotes_from_rows, to_rows
from quotex.weights import load_weights
from samples import QUOTES

FIXTURES = Path(__file__).parent / "fixtures"
RELEASES = sorted(FIXTURES.glob("release_*_*"))
TEXT = (FIXTURES / "release.txt").read_text("utf-8")
EXPECTED = json.loads((FIXTURES / "release_expected.json").read_text("utf-8"))
CAST = [("Tom Birch", 3), ("Nell Hart", 1)]

every_release = pytest.mark.parametrize("release", RELEASES, ids=lambda folder: folder.name)


def plain(quotes: Quotes) -> list[dict[str, Any]]:
    """Return quotations in the form of what is expected; where they stand must be right too."""
    assert quotes.error is None
    assert all(quotes.text[p.start : p.end] == p.text for quote in quotes for p in quote.parts)
    return [
        {
            "type": quote.type,
            "parts": [part.text for part in quote.parts],
            "who": quote.who,
            "cue": quote.cue and quote.cue.text,
        }
        for quote in quotes
    ]


def test_this_minor_version_is_among_them() -> None:
    major, minor, _ = __version__.split(".")
    assert FIXTURES / f"release_{major}_{minor}" in RELEASES, "run tests/fixtures/make_release.py"


def stored(release: Path, form: str) -> Doc:
    vocab = spacy.blank("en").vocab
    if form == "Doc":
        return Doc(vocab).from_disk(release / "doc.spacy-doc")
    (doc,) = DocBin(store_user_data=True).from_disk(release / "docs.spacy").get_docs(vocab)
    return doc


@every_release
@pytest.mark.parametrize("form", ["Doc", "DocBin"])
def test_a_stored_doc_keeps_its_quotations(release: Path, form: str) -> None:
    doc = stored(release, form)
    assert doc.text == TEXT
    assert plain(doc._.quotes) == EXPECTED
    assert [(member.speaker.name, member.quotations) for member in doc._.quotes.cast] == CAST
    assert all(quote.explain() for quote in doc._.quotes)
    assert [(span.label_, span.kb_id_) for span in doc.spans["quotes"]] == [
        (quote["type"], quote["who"]) for quote in EXPECTED
    ]


@every_release
def test_a_stored_doc_is_read_anew(release: Path) -> None:
    """Tags and parse are those of the pipeline that read it then."""
    assert plain(quotex.extract_quotes(stored(release, "Doc"))) == EXPECTED


@every_release
def test_rows_and_dicts_keep_loading(release: Path) -> None:
    rows = [json.loads(line) for line in (release / "rows.jsonl").read_text("utf-8").splitlines()]
    assert plain(quotes_from_rows(rows, TEXT)) == EXPECTED
    dicts = json.loads((release / "dicts.json").read_text("utf-8"))
    assert plain(Quotes.from_dicts(dicts, TEXT)) == EXPECTED


def test_what_a_later_version_adds_to_rows_and_dicts_is_left_out() -> None:
    quotes = plain(QUOTES)
    rows = [{**row, "added later": 1} for row in to_rows("a", QUOTES)]
    assert plain(quotes_from_rows(rows, QUOTES.text)) == quotes
    dicts = [{**words, "added later": 1} for words in QUOTES.to_dicts()]
    assert plain(Quotes.from_dicts(dicts, QUOTES.text)) == quotes


@pytest.mark.model
@every_release
def test_weights_keep_loading_and_answer(release: Path) -> None:
    assert load_weights(release / "weights").card.files
    assert plain(quotex.extract_quotes(TEXT, weights=release / "weights")) == EXPECTED
