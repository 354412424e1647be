"""Archives that were made to do harm: an error says what is wrong, and no memory is filled."""

from __future__ import annotations

import csv
import gzip
import json
import random
import struct
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from click.testing import CliRunner

from quotex import commands
from quotex.archive.documents import Documents
from quotex.archive.settings import MAX_CHARS, Document, Settings
from quotex.errors import ArchiveError, QuotexError

MB = 1_000_000
GOOD = '{"id": "good", "text": "A."}\n'


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def read(*names: str, **settings: Any) -> list[Document]:
    return list(Documents(names, Settings(**settings)))


@contextmanager
def at_most(most: int) -> Iterator[None]:
    """Hold what is done to so many bytes of memory, those of Python and those of Arrow."""
    pool = pa.proxy_memory_pool(pa.default_memory_pool())
    before = pa.default_memory_pool()
    pa.set_memory_pool(pool)
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] + (pool.max_memory() or 0) < most
    finally:
        tracemalloc.stop()
        pa.set_memory_pool(before)


def test_the_memory_is_seen() -> None:
    with pytest.raises(AssertionError), at_most(MB):
        pa.array(["x" * 5 * MB])
    with pytest.raises(AssertionError), at_most(MB):
        b"x" * 5 * MB


def packed(name: str, pieces: Iterator[bytes]) -> None:
    """Write a compressed file of any content without having it in memory."""
    with Path(name).open("wb") as file:
        if name.endswith(".gz"):
            with gzip.GzipFile(fileobj=file, mode="wb", compresslevel=1) as out:
                for piece in pieces:
                    out.write(piece)
        else:
            with zstandard.ZstdCompressor().stream_writer(file, closefd=False) as out:
                for piece in pieces:
                    out.write(piece)


def endless(begin: bytes, end: bytes, fill: bytes = b" ") -> Iterator[bytes]:
    yield begin
    for _ in range(40):
        yield fill * (MB // len(fill))
    yield end


BOMBS = {
    "a text": ("x.txt", b"", b""),
    "a line of JSON": ("x.jsonl", b'{"id": 1, "text": "', b'"}\n' + GOOD.encode()),
    "another column": ("x.jsonl", b'{"id": 1, "text": "A.", "x": "', b'"}\n' + GOOD.encode()),
    "a line of blanks": ("x.jsonl", b"", b"\n" + GOOD.encode()),
    "a cell": ("x.csv", b"id,text\n1,", b"\ngood,A.\n"),
    "a cell in marks": ("x.csv", b'id,text\n1,"', b'"\ngood,A.\n'),
    "a cell that is not closed": ("x.csv", b'id,text\n1,"', b"\ngood,A.\n"),
    "a header": ("x.csv", b"id,text,", b"\ngood,A.\n"),
    "many cells": ("x.tsv", b"id\ttext\n1\t", b"\ngood\tA.\n"),
}


@pytest.mark.parametrize("packing", [".gz", ".zst"])
@pytest.mark.parametrize("bomb", BOMBS)
def test_forty_megabytes_out_of_a_few_kilobytes(bomb: str, packing: str) -> None:
    name, begin, end = BOMBS[bomb]
    fill = b"\t" if "many" in bomb else b" " * 99 + b"\n" if "closed" in bomb else b" "
    packed(name + packing, endless(begin, end, fill))
    assert Path(name + packing).stat().st_size < MB
    with at_most(30 * MB):
        if bomb == "a header":
            with pytest.raises(ArchiveError, match="header cannot be read"):
                read(name + packing, max_chars=100_000)
            return
        first, *others = read(name + packing, max_chars=100_000)
    assert first.error
    expected = [] if "closed" in bomb or name == "x.txt" else ["good"]
    assert [document.id for document in others] == expected


@pytest.mark.parametrize("kind", ["plain", "dictionary"])
def test_many_long_texts_in_a_small_parquet(kind: str) -> None:
    """One text at a time is unpacked: what takes megabytes each is never there all at once."""
    text = " " * 4 * MB
    if kind == "plain":
        rows = pa.chunked_array([pa.array([text])] * 40)
    else:
        rows = pa.DictionaryArray.from_arrays(pa.array([0] * 40, pa.int8()), pa.array([text]))
    table = pa.table({"text": rows})
    pq.write_table(table, "x.parquet", compression="zstd", use_dictionary=kind != "plain")
    del table, rows
    assert Path("x.parquet").stat().st_size < MB
    with at_most(60 * MB):
        found = read("x.parquet", max_chars=1000)
    assert {str(document.error) for document in found} == {
        "it has more than 1,000 characters; --max-chars allows more"
    }
    assert len(found) == 40


def parquet() -> bytes:
    texts = [f"“Go {n},” said Ann {n**20}." for n in range(40)]
    table = pa.table({"id": list(range(40)), "text": texts})
    pq.write_table(table, "x.parquet", row_group_size=15, compression="zstd")
    return Path("x.parquet").read_bytes()


def test_a_column_that_is_not_utf_8() -> None:
    data = parquet()
    Path("x.parquet").write_bytes(data.replace(b"text", b"t\xffxt"))
    with pytest.raises(ArchiveError, match=r"x\.parquet: it is no Parquet file that can be read"):
        read("x.parquet")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_parquet_with_wrong_bytes(seed: int) -> None:
    """Whatever byte is another: documents, documents with errors, or an error that names it."""
    data, rng = parquet(), random.Random(seed)
    failed = 0
    for _ in range(150):
        wrong = bytearray(data)
        for _ in range(rng.choice([1, 1, 2, 9])):
            first = len(wrong) - 1500 if rng.random() < 0.7 else 0  # where the metadata are
            wrong[rng.randrange(max(0, first), len(wrong))] = rng.choice([0, 127, 128, 255])
        if rng.random() < 0.2:
            del wrong[rng.randrange(len(wrong)) :]
        Path("x.parquet").write_bytes(wrong)
        try:
            failed += any(document.error for document in read("x.parquet"))
        except QuotexError as error:
            failed += "x.parquet: " in str(error)
    assert failed > 50


@pytest.mark.parametrize("name", ["x.jsonl", "x.jsonl.gz", "x.jsonl.zst"])
def test_a_file_of_nothing_but_damaged_lines(name: str) -> None:
    if name == "x.jsonl":
        Path(name).write_bytes(b"[]\n[]\n")
    else:
        packed(name, iter([b"[]\n[]\n"]))
    found = read(name)
    assert [document.id for document in found] == [f"{name}:1", f"{name}:2"]
    assert all("no JSON object" in str(document.error) for document in found)


LINES = {
    "not a number": '{"id": NaN, "text": "A."}',
    "infinity": '{"id": -Infinity, "text": "A."}',
    "a long number": '{"id": 1, "text": "A.", "n": ' + "9" * 5000 + "}",
    "a text that is a number without end": '{"id": 1, "text": ' + "9" * 5000 + "}",
    "a key twice": '{"id": 1, "text": 3, "text": "A."}',
    "a deep column": '{"id": 1, "text": "A.", "x": ' + "[" * 100_000 + "}",
    "a deep id": '{"text": "A.", "id": ' + "[" * 900 + "]" * 900 + "}",
    "objects in objects": '{"text": "A.", "x": ' + '{"x":' * 50_000 + "}",
    "a null character": '{"id": 1, "text": "A.\0"}',
    "an escape cut off": '{"id": 1, "text": "\\ud8"}',
    "a file of marks": '"' * 1000,
    "another format": "%PDF-1.7",
    "code": "__import__('os').getcwd()",
}


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_a_hostile_line_is_one_document(line: str) -> None:
    Path("x.jsonl").write_text(f"{line}\n{GOOD}", encoding="utf-8")
    first, good = read("x.jsonl")
    assert (good.id, good.text) == ("good", "A.")
    assert first.text in ("A.", "")
    assert bool(first.text) == (first.error is None)


def test_bytes_that_are_not_utf_8_are_one_document() -> None:
    Path("x.jsonl").write_bytes(b'{"id": 1, "text": "\xff\xfe"}\n' + GOOD.encode())
    first, good = read("x.jsonl")
    assert "0xff) is not utf-8; say how it is written with --encoding" in str(first.error)
    assert good.text == "A."


def test_a_csv_with_null_characters_and_cells_larger_than_pythons_limit() -> None:
    long = "x" * (csv.field_size_limit() + 1)
    Path("x.csv").write_text(f"id,text\n1,A\0B\n2,{long}\n", encoding="utf-8")
    assert [document.text for document in read("x.csv")] == ["A\0B", long]


def frame(descriptor: int, window: int) -> bytes:
    """Return the head of a zstd frame that asks for a window of any size."""
    return struct.pack("<IBB", 0xFD2FB528, descriptor, window) + b"\x01\x00\x00"


ZSTD = {
    "a window of terabytes": frame(0, 0xFF),
    "an unknown dictionary": frame(3, 0x50) + b"\x01\x02\x03\x04" * 4,
    "a reserved bit": frame(8, 0x50),
    "a frame and other things": zstandard.ZstdCompressor().compress(GOOD.encode()) + b"other",
    "a frame cut off": zstandard.ZstdCompressor().compress(GOOD.encode() * 99)[:-4],
    "a size that is a lie": b"\x28\xb5\x2f\xfd\xa0\xff\xff\xff\x7f" + b"\x01\x00\x00",
}


@pytest.mark.parametrize("data", ZSTD.values(), ids=ZSTD)
def test_a_hostile_frame_of_zstd(data: bytes) -> None:
    Path("x.jsonl.zst").write_bytes(data)
    with at_most(20 * MB):
        *_, last = read("x.jsonl.zst")
    assert "the file cannot be read from here on" in str(last.error)


GZIP = {
    "other things behind it": gzip.compress(GOOD.encode()) + b"other things",
    "a wrong sum": gzip.compress(GOOD.encode())[:-8] + b"\0" * 8,
    "a head cut off": gzip.compress(b"")[:5],
    "a name without end": b"\x1f\x8b\x08\x08" + b"\0" * 6 + b"x" * 1000,
    "wrong blocks": gzip.compress(GOOD.encode())[:10] + b"\xff" * 50,
}


@pytest.mark.parametrize("data", GZIP.values(), ids=GZIP)
def test_a_hostile_gzip(data: bytes) -> None:
    Path("x.jsonl.gz").write_bytes(data)
    *_, last = read("x.jsonl.gz")
    assert "the file cannot be read from here on" in str(last.error)


@pytest.mark.parametrize(
    "name", ["x.txt", "x.jsonl", "x.csv", "x.parquet", "x.txt.gz", "x.jsonl.zst"]
)
@pytest.mark.parametrize(
    "data", [b"", b"\0" * 100, b"\xff" * 100, b"PAR1", b"PAR1" * 9, b"\x1f\x8b"]
)
def test_the_command_shows_no_traceback(name: str, data: bytes) -> None:
    Path(name).write_bytes(data)
    result = CliRunner().invoke(commands.quotex, [name, "--no-indirect"])
    assert result.exit_code in (0, 1, 2)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output
    if result.exit_code:
        assert name in result.stderr


def test_a_bomb_ends_the_command_with_the_option_that_would_read_it() -> None:
    packed("x.txt.gz", endless(b"", b""))
    result = CliRunner().invoke(commands.quotex, ["x.txt.gz", "--max-chars", "100000"])
    assert result.exit_code == 1
    assert "x.txt.gz: it has more than 100,000 characters; --max-chars allows more" in result.stderr
    assert json.loads(result.stdout)["error"].startswith("it has more than")


def test_the_limit_is_twenty_million_characters() -> None:
    assert Settings().max_chars == MAX_CHARS == 20_000_000
