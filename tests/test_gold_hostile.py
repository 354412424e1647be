"""Gold that was made to do harm: an error names the file, and no memory is filled."""

from __future__ import annotations

import gzip
import json
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner

from quotex import commands
from quotex.errors import GoldError
from quotex.evaluation import PredictedQuote, evaluate, read_predictions
from quotex.gold import GoldDocument, GoldQuote, read_gold, read_named

TEXT = "“Go,” said Ann."
LAUGHS = (
    '<!DOCTYPE r [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefghi"))
    + "]><r>&i;</r>"
)
XML = {
    "entities in entities": LAUGHS,
    "one long entity": f'<!DOCTYPE r [<!ENTITY a "{"a" * 1000}">]><r>{"&a;" * 1000}</r>',
    "a file as entity": '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>',
    "an address as entity": '<!DOCTYPE r [<!ENTITY x SYSTEM "http://localhost/">]><r>&x;</r>',
    "parameter entities": '<!DOCTYPE r [<!ENTITY % x SYSTEM "file:///etc/passwd">%x;]><r/>',
    "a type elsewhere": '<!DOCTYPE r SYSTEM "http://localhost/r.dtd"><r/>',
    "an entity without declaration": "<r>&x;</r>",
    "in another encoding": '<?xml version="1.0" encoding="utf-7"?><r>+ADw-x+AD4-</r',
    "never closed": "<r>" * 50_000,
    "a null character": "<r>\0</r>",
    "twice the attribute": "<r a='1' a='2'/>",
}


@contextmanager
def little_memory(most: int = 30_000_000) -> Iterator[None]:
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < most
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("xml", XML.values(), ids=XML)
def test_xml(xml: str, tmp_path: Path) -> None:
    path = tmp_path / "w.xml"
    path.write_text(xml, encoding="utf-8")
    with little_memory(), pytest.raises(GoldError, match=r"w\.xml: .*docs/gold-formats\.md"):
        list(read_gold(path))


def test_deep_xml_is_read() -> None:
    """Depth is no harm: nothing that reads it calls itself."""
    from xml.etree import ElementTree

    tree = ElementTree.fromstring("<r>" * 100_000 + "</r>" * 100_000)
    assert len(list(tree.iter())) == 100_000


def bomb(path: Path) -> None:
    path.write_bytes(gzip.compress(b'{"id": "a", "text": "' + b" " * 50_000_000 + b'"}'))


@pytest.mark.parametrize(
    "read", [lambda path: list(read_gold(path, max_bytes=1_000_000))], ids=["gold"]
)
def test_a_line_that_unpacks_without_end(read: Callable[[Path], object], tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl.gz"
    bomb(path)
    with (
        little_memory(),
        pytest.raises(GoldError, match=r"line 1: the line has more than 1,000"),
    ):
        read(path)


def test_the_limit_is_that_of_lines_and_not_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    line = json.dumps({"id": "a", "text": TEXT, "quotes": []}) + "\n"
    path.write_text(line * 10, encoding="utf-8")
    assert len(list(read_gold(path, max_bytes=len(line.encode())))) == 10
    with pytest.raises(GoldError, match="line 1: the line has more than"):
        list(read_gold(path, max_bytes=len(line.encode()) - 1))


@pytest.mark.parametrize("read", [read_named, read_predictions])
def test_other_lines_have_the_limit_too(
    read: Callable[[Path], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quotex.gold.jsonl.objects.__defaults__", (1_000_000,))
    bomb(tmp_path / "x.jsonl.gz")
    with (
        little_memory(),
        pytest.raises(GoldError, match=r"x\.jsonl\.gz, line 1: the line has"),
    ):
        read(tmp_path / "x.jsonl.gz")


def brat(folder: Path) -> Path:
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "a.ann").write_text("T1\tDirect 0 5\t“Go,”\n", encoding="utf-8")
    return folder


def parc(folder: Path) -> Path:
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "a.xml").write_text("<r><WORD ByteCount='0,1' text='a'/></r>", encoding="utf-8")
    return folder


def pdnc(folder: Path) -> Path:
    (folder / "novel_text.txt").write_text(TEXT, encoding="utf-8")
    (folder / "quotation_info.csv").write_text(
        'quoteID,speaker,quoteByteSpans\nQ0,Ann,"[[0, 5]]"\n', encoding="utf-8"
    )
    return folder


@pytest.mark.parametrize("made", [brat, parc, pdnc])
def test_a_file_that_is_too_large(made: Callable[[Path], Path], tmp_path: Path) -> None:
    folder = made(tmp_path)
    for path in sorted(folder.iterdir()):
        whole = path.read_bytes()
        assert len(list(read_gold(folder, max_bytes=1000))) == 1
        path.write_bytes(whole + b" " * 1000)
        with pytest.raises(GoldError, match=rf"{path.name} has more than 1,000 bytes; max_bytes="):
            list(read_gold(folder, max_bytes=1000))
        path.write_bytes(whole)


def error_of(folder: Path, form: str) -> str | None:
    try:
        list(read_gold(folder, form))
    except GoldError as error:
        return str(error)
    return None


@pytest.mark.parametrize("made", [brat, parc, pdnc])
@pytest.mark.parametrize("harm", ["folder", "not utf-8", "null", "empty", "gone"])
def test_a_file_that_is_none(made: Callable[[Path], Path], harm: str, tmp_path: Path) -> None:
    """Whatever becomes of a file: gold, or an error that names the file or its folder."""
    folder = made(tmp_path)
    for path in sorted(folder.iterdir()):
        whole = path.read_bytes()
        path.unlink()
        if harm == "folder":
            path.mkdir()
        elif harm != "gone":
            path.write_bytes({"not utf-8": b"\xff\xfe\xfd", "null": b"\0", "empty": b""}[harm])
        said = error_of(folder, made.__name__)
        assert said is None or str(tmp_path) in said
        if path.is_dir():
            path.rmdir()
        path.write_bytes(whole)


HOSTILE_LINES = {
    "a span of a million million": '{"start": 0, "end": 1000000000000}',
    "many such spans": '{"start": 0, "end": 1, "spans": [[0, 999999999999], [5, 9999999999999]]}',
    "a long number": '{"start": 0, "end": 1' + "0" * 4000 + "}",
}


@pytest.mark.parametrize("fiction", [False, True])
@pytest.mark.parametrize("quote", HOSTILE_LINES.values(), ids=HOSTILE_LINES)
def test_predictions_that_point_far_beyond_the_text(
    quote: str, fiction: bool, tmp_path: Path
) -> None:
    path = tmp_path / "p.jsonl"
    path.write_text(f'{{"id": "a", "quotes": [{quote}]}}', encoding="utf-8")
    gold = [GoldDocument("a", TEXT, (GoldQuote("1", "direct", ((0, 5),), name="Ann"),))]
    with little_memory():
        found = evaluate(gold, read_predictions(path, gold), fiction=fiction)
    assert found.documents == 1


def test_spans_are_cut_to_the_text() -> None:
    gold = [GoldDocument("a", TEXT, (GoldQuote("1", "direct", ((0, len(TEXT)),)),))]
    own = PredictedQuote(((-5, 10**12),))
    figures = evaluate(gold, {"a": [own]}).figures
    assert figures["direct.exact"].value == 1


def of_fields(folder: Path, fields: dict[str, object]) -> dict[str, list[PredictedQuote]]:
    path = folder / "p.jsonl"
    quote = {"start": 0, "end": 5, **fields}
    path.write_text(json.dumps({"id": "a", "quotes": [quote]}), encoding="utf-8")
    return read_predictions(path, [GoldDocument("a", TEXT, ())])


@pytest.mark.parametrize(
    "fields",
    [
        {"reason": 3},
        {"speaker_text": {}},
        {"canonical_speaker": []},
        {"confidence": "0.5<b>"},
        {"confidence": float("nan")},
        {"spans": [[0, 1, 2]]},
        {"start": "x"},
        {"start": float("inf")},
        {"start": 5},
        {"speaker_start": 1},
    ],
    ids=str,
)
def test_fields_of_predictions(fields: dict[str, object], tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"p\.jsonl, line 1"):
        of_fields(tmp_path, fields)


@pytest.mark.parametrize(
    "fields", [{"type": "<b>"}, {"type": []}, {"mention_kind": "<b>"}], ids=str
)
def test_what_is_no_type_or_kind_says_nothing(fields: dict[str, object], tmp_path: Path) -> None:
    (own,) = of_fields(tmp_path, fields)["a"]
    assert (own.type, own.mention_kind) == ("direct", None)


ROW = {
    "document": "a",
    "text": "“Go,”",
    "start": 0,
    "end": 5,
    "part_starts": [0],
    "part_ends": [5],
    "type": "direct",
    "speaker": "Ann",
    "speaker_kind": "person",
    "speaker_aliases": [],
    "speaker_title": None,
    "speaker_gender": None,
    "mention": "Ann",
    "mention_start": 11,
    "mention_end": 14,
    "mention_kind": "name",
    "cue": None,
    "confidence": 0.5,
    "reason": "",
}


def test_rows_as_predictions(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    path.write_text(json.dumps(ROW), encoding="utf-8")
    assert [own.name for own in read_predictions(path)["a"]] == ["Ann"]


@pytest.mark.parametrize(
    "change",
    [
        {"type": '"><img src=x onerror=alert(1)>'},
        {"type": None},
        {"text": 3},
        {"start": "0"},
        {"start": -1},
        {"end": 1e999},
        {"part_starts": []},
        {"part_starts": [[0]]},
        {"part_ends": ["5"]},
        {"part_starts": []} | {"part_ends": []},
        {"speaker": {"name": "Ann"}},
        {"speaker_kind": "<b>"},
        {"speaker_aliases": [3]},
        {"speaker_title": 3},
        {"speaker_gender": "<b>"},
        {"mention_kind": "<b>"},
        {"mention_end": None},
        {"confidence": "high"},
        {"confidence": float("nan")},
        {"confidence": 2},
        {"reason": None},
        {"document": []},
    ],
    ids=str,
)
def test_a_row_that_is_none(change: dict[str, object], tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    path.write_text(json.dumps(ROW | change), encoding="utf-8")
    with pytest.raises(GoldError, match=r"p\.jsonl, line 1: no predictions of a document"):
        read_predictions(path)


@pytest.mark.parametrize("command", ["evaluate", "train"])
def test_the_command_names_its_option(command: str, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": "a", "text": TEXT, "quotes": []}), encoding="utf-8")
    more = ["-o", str(tmp_path / "weights")] if command == "train" else []
    result = CliRunner().invoke(commands.quotex, [command, str(path), "--max-bytes", "20", *more])
    assert result.exit_code == 2
    assert "more than 20 bytes" in result.stderr
    assert "--max-bytes" in result.stderr
    assert "Traceback" not in result.output
