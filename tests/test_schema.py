"""The row schema: what a row holds, and the way back to quotations."""

from __future__ import annotations

import sys

import pyarrow
import pytest
from attrs import evolve

from quotex import schema
from quotex.errors import MissingExtraError
from quotex.quotes import Quotes
from quotex.types import Cue, Mention, Quote, Span, Speaker

TEXT = "“No,” Bo Diaz said, “not \ud800 now.” They called it late."
NAMED = Quote(
    text=TEXT[:32],
    start=0,
    end=32,
    parts=(Span("“No,”", 0, 5), Span("“not \ud800 now.”", 20, 32)),
    type="direct",
    speaker=Speaker("Bo Diaz", "person", ("Diaz",), title="Mayor", gender=None),
    mention=Mention("Bo Diaz", 6, 13, "name"),
    cue=Cue("said", 14, 18, "say"),
    confidence=0.75,
    reason="subject of the cue",
    addressee=Speaker("Ann Lee"),
    addressee_confidence=0.5,
)
BARE = Quote("late", 48, 52, (Span("late", 48, 52),), "indirect", None, None, None, 0.0, "no one")
QUOTES = Quotes((NAMED, BARE), TEXT)


def test_the_sample_slices_out_of_its_text() -> None:
    for quote in QUOTES:
        assert quote.text == TEXT[quote.start : quote.end]
        assert all(part.text == TEXT[part.start : part.end] for part in quote.parts)


def test_a_row_has_every_column_in_order() -> None:
    first, second = schema.to_rows("a.txt", QUOTES)
    assert list(first) == list(second) == list(schema.COLUMNS)
    assert first["document"] == "a.txt"
    assert (first["part_starts"], first["part_ends"]) == ([0, 20], [5, 32])
    assert first["speaker_aliases"] == ["Diaz"]
    assert second["speaker"] is second["speaker_aliases"] is second["cue"] is None


def test_an_unread_document_has_one_row() -> None:
    (row,) = schema.to_rows("b.txt", Quotes(error="RuntimeError: no"))
    assert {name: cell for name, cell in row.items() if cell is not None} == {
        "document": "b.txt",
        "error": "RuntimeError: no",
    }


def test_rows_lead_back_to_the_quotations() -> None:
    assert schema.quotes_from_rows(schema.to_rows("a", QUOTES), TEXT) == QUOTES
    unread = Quotes(error="RuntimeError: no")
    assert schema.quotes_from_rows(schema.to_rows("a", unread)) == unread


def test_rows_of_before_there_were_addressees_are_read() -> None:
    rows = schema.to_rows("a", QUOTES)
    for row in rows:
        del row["addressee"], row["addressee_confidence"]
    (named, bare) = schema.quotes_from_rows(rows, TEXT)
    assert named == evolve(NAMED, addressee=None, addressee_confidence=0.0)
    assert bare == BARE


def test_what_is_no_row_is_named() -> None:
    row = schema.to_rows("a", QUOTES)[0]
    with pytest.raises(ValueError, match="row 0 has no column 'cue_end'"):
        schema.quotes_from_rows([{k: v for k, v in row.items() if k != "cue_end"}])
    with pytest.raises(ValueError, match="row 0 is not of the expected form"):
        schema.quotes_from_rows([{**row, "part_starts": None}])


def test_arrow_holds_the_rows_in_utf8() -> None:
    table = schema.arrow_table(schema.to_rows("a", QUOTES))
    assert table.schema == schema.arrow_schema()
    assert table.column_names == list(schema.COLUMNS)
    assert table["text"][0].as_py() == TEXT[:32].replace("\ud800", "\ufffd")
    assert table["part_ends"].to_pylist() == [[5, 32], [52]]
    assert table.schema.field("start").type == pyarrow.int64()
    assert not table.schema.field("document").nullable


def test_without_pyarrow_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r"quotex\[archive\]"):
        schema.arrow_schema()
