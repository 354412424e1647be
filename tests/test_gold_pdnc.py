"""PDNC's tables: what a row says, how names may be written, and what is damaged."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from quotex.errors import GoldError
from quotex.gold import GoldDocument, read_gold

#       01234567890123456789012345678901234567
TEXT = '"Come in," said Ada. "Now!" he cried.\n'


def novel(
    folder: Path, quotes: list[dict[str, str]], characters: list[dict[str, str]] | None = None
) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "novel_text.txt").write_bytes(TEXT.encode())
    table(folder / "quotation_info.csv", quotes)
    if characters is not None:
        table(folder / "character_info.csv", characters)
    return folder


def table(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def row(**fields: str) -> dict[str, str]:
    return {
        "quoteID": "Q0",
        "quoteText": "Come in,",
        "subQuotationList": "['Come in,']",
        "quoteByteSpans": "[[1, 9]]",
        "speaker": "Ada Bright",
        "addressees": "['Ben Stone', 'Cy']",
        "quoteType": "Explicit",
        "referringExpression": "said Ada",
        **fields,
    }


def read(folder: Path) -> GoldDocument:
    (document,) = read_gold(folder)
    return document


def test_a_row(tmp_path: Path) -> None:
    document = read(novel(tmp_path / "house", [row()]))
    (quote,) = document.quotes
    assert (document.id, document.characters) == ("house", ())
    assert (quote.id, quote.type, quote.spans) == ("Q0", "direct", ((1, 9),))
    assert TEXT[1:9] == "Come in,"
    assert (quote.name, quote.attribution) == ("Ada Bright", "explicit")
    assert quote.addressees == ("Ben Stone", "Cy")
    assert (quote.source, quote.cue, quote.anonymous) == ((), None, False)


def test_rows_come_in_text_order(tmp_path: Path) -> None:
    later = row(quoteID="Q1", quoteByteSpans="[[22, 26]]", quoteType="Anaphoric", speaker="Ben")
    document = read(novel(tmp_path, [later, row()]))
    assert [(q.id, q.attribution) for q in document.quotes] == [
        ("Q0", "explicit"),
        ("Q1", "anaphoric"),
    ]


@pytest.mark.parametrize("speaker", ["", " ", "_unknowable", "_group"])
def test_no_speaker(speaker: str, tmp_path: Path) -> None:
    (quote,) = read(novel(tmp_path, [row(speaker=speaker, quoteType="?")])).quotes
    assert (quote.name, quote.attribution) == (None, None)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("['Ada', 'Miss Bright']", ("Ada", "Miss Bright")),
        ("{'Miss Bright', 'Ada'}", ("Ada", "Miss Bright")),
        ("('Ada', \"Bright's\")", ("Ada", "Bright's")),
        ("set()", ()),
        ("", ()),
        ("Ada; Miss Bright", ("Ada", "Miss Bright")),
        ("Miss Bright|Ada", ("Ada", "Miss Bright")),
        ("Ada, Miss Bright", ("Ada", "Miss Bright")),
        ("Ada", ("Ada",)),
        ("['Ada Bright']", ()),
    ],
)
def test_aliases(cell: str, names: tuple[str, ...], tmp_path: Path) -> None:
    character = {"Main Name": "Ada Bright", "Aliases": cell, "Gender": "F"}
    (found,) = read(novel(tmp_path, [row()], [character])).characters
    assert (found.name, found.aliases, found.gender) == ("Ada Bright", names, "female")


@pytest.mark.parametrize(
    ("gender", "expected"), [("M", "male"), ("female", "female"), ("X", None), ("", None)]
)
def test_gender(gender: str, expected: str | None, tmp_path: Path) -> None:
    character = {"Main Name": "Ada", "Aliases": "[]", "Gender": gender}
    assert read(novel(tmp_path, [row()], [character])).characters[0].gender == expected


def test_a_folder_of_novels(tmp_path: Path) -> None:
    for name in ("b", "a"):
        novel(tmp_path / name, [row()])
    (tmp_path / "README").write_text("Not a novel.", encoding="utf-8")
    assert [document.id for document in read_gold(tmp_path)] == ["a", "b"]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"quoteByteSpans": "[[30, 39]]"}, "the span 30-39 is not in the text"),
        ({"quoteByteSpans": "[[9, 1]]"}, "a span starts before it ends"),
        ({"quoteByteSpans": "[]"}, "empty list"),
        ({"quoteByteSpans": "9"}, "'9' is no list"),
        ({"quoteByteSpans": ""}, "'' is no list as Python writes it"),
        ({"quoteByteSpans": "[[1, 9]"}, "no list as Python writes it"),
        ({"quoteByteSpans": "open('x')"}, "no list as Python writes it"),
        ({"quoteByteSpans": "(" * 10_000}, "no list as Python writes it"),
        ({"quoteByteSpans": "-" * 100_000 + "1"}, "no list as Python writes it"),
        ({"addressees": "[open('x')]"}, "no list as Python writes it"),
    ],
)
def test_a_damaged_row(fields: dict[str, str], message: str, tmp_path: Path) -> None:
    rows = [row(), row(quoteID="Q1", **fields)]
    with pytest.raises(GoldError, match=message) as caught:
        read(novel(tmp_path, rows))
    assert f"{tmp_path / 'quotation_info.csv'}, row 3: " in str(caught.value)


def test_a_cell_without_end(tmp_path: Path) -> None:
    novel(tmp_path, [row()])
    with (tmp_path / "quotation_info.csv").open("a", encoding="utf-8") as lines:
        lines.write('Q1,"' + "x" * 200_000)
    with pytest.raises(GoldError, match="row 2, after the last good row: field larger"):
        read(tmp_path)


def test_a_row_that_ends_early(tmp_path: Path) -> None:
    novel(tmp_path, [row()])
    with (tmp_path / "quotation_info.csv").open("a", encoding="utf-8") as lines:
        lines.write("Q1,Now!\n")
    with pytest.raises(GoldError, match="row 3: '' is no list"):
        read(tmp_path)


def test_a_column_is_missing(tmp_path: Path) -> None:
    table(novel(tmp_path, [row()]) / "quotation_info.csv", [{"quoteID": "Q0", "speaker": "Ada"}])
    with pytest.raises(GoldError, match="row 2: 'quoteByteSpans' is missing"):
        read(tmp_path)


def test_two_of_one_id(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="two quotations have the id 'Q0'"):
        read(novel(tmp_path, [row(), row()]))


def test_a_cell_of_more_than_any_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotex.gold.pdnc._MOST", 8)
    with pytest.raises(GoldError, match="row 2: a cell is longer"):
        read(novel(tmp_path, [row()]))


def test_the_text_is_missing(tmp_path: Path) -> None:
    (novel(tmp_path, [row()]) / "novel_text.txt").unlink()
    with pytest.raises(GoldError, match=r"novel_text\.txt is missing"):
        read(tmp_path)


def test_a_folder_without_novels(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"no quotation_info\.csv"):
        list(read_gold(tmp_path, "pdnc"))
