"""Documents out of files: every form and compression, and what is wrong with a row or a file."""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from quotex.archive.documents import Documents
from quotex.archive.settings import Document, Settings
from quotex.errors import ArchiveError, MissingExtraError

TEXTS = {"a": "“No,” Ann Lee said.\r\nShe left.", "b": "Café — “so”, he said.\n", "c": ""}
ROWS = [{"id": key, "text": text, "year": 1999} for key, text in TEXTS.items()]

PACK: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    ".gz": gzip.compress,
    ".zst": lambda data: zstandard.ZstdCompressor().compress(data),
}


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def jsonl(rows: list[Any]) -> bytes:
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)


def table(delimiter: str = ",") -> bytes:
    """The rows as CSV, written out by hand: a cell keeps its line ends."""
    lines = (
        "id|text|year\n"
        'a|"“No,” Ann Lee said.\r\nShe left."|1999\n'
        'b|"Café — “so”, he said.\n"|1999\n'
        "c||1999\n"
    )
    return lines.replace("|", delimiter).encode()


def put(name: str, data: bytes) -> str:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    ending = path.suffix if path.suffix in PACK else ""
    path.write_bytes(PACK[ending](data))
    return name


def put_parquet(name: str, columns: dict[str, Any], **options: Any) -> str:
    pq.write_table(pa.table(columns), name, **options)
    return name


def read(*names: str, **settings: Any) -> list[Document]:
    return list(Documents(names, Settings(**settings)))


def texts(documents: list[Document]) -> dict[str, str]:
    assert [document.error for document in documents] == [None] * len(documents)
    return {document.id: document.text for document in documents}


def errors(documents: list[Document]) -> dict[str, str | None]:
    return {document.id: document.error for document in documents}


@pytest.mark.parametrize("packed", PACK)
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("d/x.jsonl", jsonl(ROWS)),
        ("x.NDJSON", jsonl(ROWS)),
        ("x.csv", table()),
        ("x.tsv", table("\t")),
    ],
)
def test_rows(name: str, data: bytes, packed: str) -> None:
    assert texts(read(put(name + packed, data))) == TEXTS


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.dictionary(pa.int8(), "str")])
def test_parquet(kind: Any) -> None:
    column = pa.array(list(TEXTS.values()), kind)
    name = put_parquet("x.parquet", {"id": list(TEXTS), "n": [1, 2, 3], "text": column})
    documents = Documents([name], Settings())
    assert texts(list(documents)) == TEXTS
    assert documents.count == 3


@pytest.mark.parametrize("packed", PACK)
def test_a_text_file(packed: str) -> None:
    name = put(f"x.txt{packed}", TEXTS["a"].encode("utf-8-sig"))
    assert texts(read(name)) == {name: TEXTS["a"]}


def test_a_folder_is_the_texts_below_it() -> None:
    for name in ("f/b.txt", "f/a/z.txt.gz", "f/a.TXT", "f/c.txt.zst", "f/note.md", "f/a/x.csv"):
        put(name, name.encode())
    documents = Documents(["f"], Settings())
    assert documents.count == 4
    assert texts(list(documents)) == {
        "a/z.txt.gz": "f/a/z.txt.gz",
        "a.TXT": "f/a.TXT",
        "b.txt": "f/b.txt",
        "c.txt.zst": "f/c.txt.zst",
    }
    put("g/b.txt", b"other")
    assert list(texts(read("g", "f")))[:2] == ["g/b.txt", "f/a/z.txt.gz"]


def test_a_folder_without_texts_says_what_to_do() -> None:
    put("f/x.jsonl", b"")
    with pytest.raises(ArchiveError, match=r"f is a folder without \.txt files.* quotex f/\*"):
        read("f")


def test_a_folder_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    put("f/a.txt", b"A.")
    monkeypatch.setattr("os.scandir", refuses)
    with pytest.raises(ArchiveError, match="The folder f cannot be read: Permission denied"):
        read("f")


def test_columns_by_name_and_ids_of_every_kind() -> None:
    rows = [{"body": "A.", "nr": 7}, {"body": "B.", "nr": None}, {"body": "C."}]
    name = put("x.jsonl", jsonl(rows[:1]) + b"\n" + jsonl(rows[1:]))
    found = texts(read(name, text_column="body", id_column="nr"))
    assert found == {"7": "A.", "x.jsonl:3": "B.", "x.jsonl:4": "C."}  # a blank line is counted
    name = put("d/x.csv", b"body,nr\nA.,7\nB.,\n")
    assert texts(read(name, text_column="body", id_column="nr")) == {"7": "A.", "d/x.csv:2": "B."}
    assert list(texts(read(name, text_column="body"))) == ["d/x.csv:1", "d/x.csv:2"]
    name = put_parquet("x.parquet", {"text": ["A."], "id": [7]})
    assert texts(read(name)) == {"7": "A."}
    assert texts(read(name, id_column="nr")) == {"x.parquet:1": "A."}


def test_a_damaged_line_is_its_own_error() -> None:
    lines = [
        b'{"id": 1, "text": "Fine."}',
        b'{"id": 2, "text": ',
        b'["text"]',
        b'{"id": 4, "text": null}',
        b'{"id": 5, "text": 12}',
        b'{"id": 6, "txt": "A."}',
        b'{"id": 7, "text": "caf\xe9"}',
        b"[" * 100_000,
        b'{"id": 9, "text": "Fine again."}',
    ]
    found = errors(read(put("x.jsonl", b"\n".join(lines))))
    assert found.pop("1") is found.pop("9") is None
    assert {key: str(error)[:42] for key, error in found.items()} == {
        "x.jsonl:2": "the line is no JSON: Expecting value: line",
        "x.jsonl:3": "the line is no JSON object but a list",
        "4": "'text' is null",
        "5": "'text' holds int, no text",
        "6": "'text' is not in this row",
        "x.jsonl:7": "a byte (0xe9) is not utf-8; say how it is ",
        "x.jsonl:8": "the line is no JSON: maximum recursion dep",
    }


def test_a_lone_surrogate_of_json_is_text() -> None:
    assert texts(read(put("x.jsonl", b'{"id": 1, "text": "\\udce9"}'))) == {"1": "\udce9"}


def test_a_damaged_row_of_csv_is_its_own_error() -> None:
    data = (
        b"id,text\n1,Fine.\n2\n3,caf\xe9\n\n4,"
        + b'"'
        + b"x" * 60_000
        + b'\n""and"" more\n'
        + b"y" * 600_000
        + b"\nthen\n"
        + b"z" * 900_000
        + b'\n5,not a row"\n6,Fine again.\n7,"never closed\n8,lost\n'
    )
    before = csv.field_size_limit()
    found = errors(read(put("x.csv", data), max_chars=200_000))
    assert csv.field_size_limit() == before
    assert found.pop("1") is found.pop("6") is None
    assert {key: str(error)[:45] for key, error in found.items()} == {
        "2": "'text' is not in this row",
        "x.csv:3": "a byte (0xe9) is not utf-8; say how it is wri",
        "x.csv:4": "the row cannot be read: field larger than fie",
        "x.csv:6": "the row cannot be read: a quotation mark of i",
    }


def test_another_encoding() -> None:
    name = put("x.csv", "id,text\n1,café\n".encode("cp1252"))
    assert texts(read(name, encoding="cp1252")) == {"1": "café"}
    name = put("x.txt", "café".encode("utf-16"))
    assert texts(read(name, encoding="utf-16")) == {"x.txt": "café"}


@pytest.mark.parametrize("name", ["x.jsonl", "x.csv", "x.parquet"])
def test_a_missing_column_lists_those_there_are(name: str) -> None:
    if name.endswith("parquet"):
        put_parquet(name, {"id": ["1"], "body": ["A."]})
    else:
        put(name, b"id,body\n1,A.\n" if name.endswith("csv") else jsonl([{"id": 1, "body": "A."}]))
    with pytest.raises(ArchiveError, match=rf"{name}: there is no column 'text'.*'id', 'body'"):
        Documents([name], Settings())


def test_rows_without_text_before_others_are_errors() -> None:
    name = put("x.jsonl", jsonl([{"id": 1}] * 5 + [{"id": 2, "text": "A."}]))
    assert [document.error for document in read(name)] == ["'text' is not in this row"] * 5 + [None]


def test_parquet_with_texts_that_are_none() -> None:
    name = put_parquet("x.parquet", {"id": [1, 2], "text": ["A.", None]})
    assert errors(read(name)) == {"1": None, "2": "'text' is null"}
    put_parquet("n.parquet", {"text": [1]})
    with pytest.raises(ArchiveError, match=r"n.parquet: its column 'text' holds int64, no text"):
        read("n.parquet")
    with pytest.raises(ArchiveError, match="no Parquet file that can be read"):
        read(put("x.txt", b"A."), form="parquet")


@pytest.mark.parametrize("packed", [".gz", ".zst"])
def test_a_file_cut_short_is_an_error_after_the_rows_before(packed: str) -> None:
    rows = [{"id": n, "text": f"Text {n} {n**99}."} for n in range(2000)]
    name = put(f"x.jsonl{packed}", jsonl(rows))
    data = Path(name).read_bytes()
    Path(name).write_bytes(data[: len(data) // 2])
    *fine, last = read(name)
    assert len(fine) > 500
    assert texts(fine) == {str(row["id"]): row["text"] for row in rows[: len(fine)]}
    assert last.id == f"{name}:{len(fine) + 1}"
    assert "cannot be read from here on" in str(last.error)
    assert "end-of-stream" in str(last.error)


@pytest.mark.parametrize("name", ["x.txt.gz", "x.txt.zst", "x.jsonl.gz", "x.jsonl.zst", "x.csv.gz"])
def test_what_is_not_compressed_is_an_error(name: str) -> None:
    Path(name).write_bytes(b"plain words")
    (found,) = read(name)
    assert found.error


def test_frames_of_zstd_one_after_another() -> None:
    one, two = (PACK[".zst"](jsonl([row])) for row in ROWS[:2])
    Path("x.jsonl.zst").write_bytes(one + two)
    assert list(texts(read("x.jsonl.zst"))) == ["a", "b"]


@pytest.mark.parametrize("packed", [".gz", ".zst"])
@pytest.mark.parametrize("name", ["x.jsonl", "x.csv", "x.txt"])
def test_what_unpacks_to_more_than_a_document_may_have(name: str, packed: str) -> None:
    """The row is an error that says so, and what comes after it is read."""
    bomb = b" " * 20_000_000
    last = b'\n{"id": 2, "text": "A."}\n'
    if "csv" in name:
        bomb, last = b"id,text\n1," + bomb, b"\n2,A.\n"
    first, *others = read(put(name + packed, bomb + last), max_chars=100_000)
    assert "characters" in str(first.error)
    assert [document.text for document in others] == ([] if "txt" in name else ["A."])


def test_a_document_that_is_too_long() -> None:
    name = put("x.jsonl", jsonl([{"id": 1, "text": "x" * 11}, {"id": 2, "text": "x" * 10}]))
    assert errors(read(name, max_chars=10)) == {
        "1": "it has more than 10 characters; --max-chars allows more",
        "2": None,
    }
    put_parquet("x.parquet", {"id": [1], "text": ["x" * 11]})
    assert "more than 10" in str(read("x.parquet", max_chars=10)[0].error)
    assert "more than 10" in str(read(put("x.txt", b"x" * 11), max_chars=10)[0].error)


@pytest.mark.parametrize(("form", "data"), [("jsonl", jsonl(ROWS)), ("csv", table())])
def test_standard_input(form: str, data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert texts(read("-", form=form)) == TEXTS


def test_a_missing_column_of_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(jsonl([{"body": "A."}] * 30))))
    with pytest.raises(ArchiveError, match="standard input: there is no column 'text'"):
        read("-", form="jsonl")


def test_the_share_that_was_read_grows_to_all_of_it() -> None:
    put("f/a.txt", b"x" * 50)
    name = put("x.jsonl.gz", jsonl([{"text": f"{n**999}"} for n in range(500)]))
    put_parquet("x.parquet", {"text": ["A.", "B."]})
    shares = [document.share or 0 for document in read("f", name, "x.parquet")]
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[250] < shares[400] < 1
    assert shares[-1] == 1


@pytest.mark.parametrize(
    ("name", "package"), [("x.parquet", "pyarrow"), ("x.txt.zst", "zstandard")]
)
def test_a_missing_package_names_the_extra(
    name: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(name, b"")
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingExtraError, match=r"quotex\[archive\]"):
        Documents([name], Settings())
