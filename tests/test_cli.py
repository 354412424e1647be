"""The command line: what it writes, where, and what it says when something is wrong."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import quotex
from quotex import commands
from quotex.commands import running
from quotex.errors import ModelNotFoundError
from quotex.quotes import Quotes
from quotex.schema import COLUMNS
from quotex.types import Quote, Span
from quotex.writers import Csv, Json
from samples import QUOTES

calls: list[dict[str, Any]] = []


def fake_pipe(pairs: Any, **options: Any) -> Iterator[tuple[Quotes, Any]]:
    """Stands in for the real one: a hand-made result for every text."""
    calls.append(options)
    for text, context in pairs:
        if "MODEL" in text:
            raise ModelNotFoundError("Model 'x' is not installed. Run: …, or pass model=… with …")
        failed = Quotes(text=text, error="RuntimeError: no")
        yield (failed if "FAIL" in text else Quotes(QUOTES.quotes, text), context)


@pytest.fixture(autouse=True)
def _fake(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    calls.clear()
    monkeypatch.setattr(running, "pipe", fake_pipe)
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("A text.", encoding="utf-8")
    Path("fail.txt").write_text("FAIL", encoding="utf-8")
    Path("empty").mkdir()


def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(commands.quotex, arguments, input=stdin, prog_name="quotex")


def test_jsonl_is_the_default_off_a_terminal() -> None:
    result = run("a.txt")
    assert result.exit_code == 0
    assert [json.loads(line) for line in result.stdout.splitlines()] == [
        {"document": "a.txt", **row, "error": None} for row in QUOTES.to_rows()
    ]


def test_extract_may_be_written() -> None:
    assert run("extract", "a.txt").stdout == run("a.txt").stdout != ""


def test_standard_input() -> None:
    result = run("-", stdin="Some text.")
    assert json.loads(result.stdout.splitlines()[0])["document"] == "standard input"


def test_csv() -> None:
    rows = list(csv.DictReader(io.StringIO(run("a.txt", "--format", "csv").stdout)))
    assert list(rows[0]) == list(COLUMNS)
    assert [row["who"] for row in rows] == ["Ann Lee", "Bo Diaz", "a clerk"]
    assert rows[2]["cue"] == ""
    assert json.loads(rows[0]["speaker_aliases"]) == ["Lee"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", " =", "＝"])
def test_csv_runs_no_formula(start: str) -> None:
    text = f"{start}HYPERLINK(1)"
    quote = Quote(text, 0, len(text), (Span(text, 0, len(text)),), "indirect", reason=text)
    out = io.StringIO()
    Csv(out).write(text, Quotes((quote,), text))
    (row,) = csv.DictReader(io.StringIO(out.getvalue()))
    assert row["document"] == row["text"] == row["reason"] == "'" + text
    assert row["start"] == "0"


def test_table_is_for_people() -> None:
    lines = run("a.txt", "--format", "table").stdout.splitlines()
    assert lines[0].strip() == "a.txt"
    (line,) = [line for line in lines if "Bo Diaz" in line]
    assert " ".join(line.split()) == "Bo Diaz direct We asked, and nobody answered. 0.90"


def test_table_shows_brackets_and_no_control_characters() -> None:
    Path("[bold]x\x1b.txt").write_text("A text.", encoding="utf-8")
    out = run("[bold]x\x1b.txt", "--format", "table").stdout
    assert "[bold]x\ufffd.txt" in out
    assert "\x1b" not in out


def test_html_is_one_page_of_all_documents() -> None:
    Path("b.txt").write_text("B <text>.", encoding="utf-8")
    out = run("a.txt", "b.txt", "--format", "html").stdout
    assert out.count("<!DOCTYPE html>") == out.count("--qx-bg: #ffffff; --qx-fg") // 3 == 1
    assert "B &lt;text&gt;." in out
    assert '<h2 class="qx-heading">b.txt</h2>' in out


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("o.csv", "document,"),
        ("o.jsonl", '{"document"'),
        ("o.ndjson", '{"document"'),
        ("o.json", "[\n{"),
        ("o.html", "<!DOCTYPE"),
        ("o.HTM", "<!DOCTYPE"),
    ],
)
def test_the_output_file_decides_the_format(name: str, start: str) -> None:
    result = run("a.txt", "--output", name)
    assert (result.exit_code, result.stdout) == (0, "")
    assert Path(name).read_text(encoding="utf-8").startswith(start)


@pytest.mark.parametrize("name", ["o.pdf", "o.txt", "o"])
def test_an_unknown_ending_needs_the_format(name: str) -> None:
    result = run("a.txt", "-o", name)
    assert result.exit_code == 2
    assert ".jsonl, .json, .csv, .html, .xml (TEI) or .md" in " ".join(result.stderr.split())
    assert "--format" in result.stderr
    assert not Path(name).exists()
    assert run("a.txt", "-o", name, "--format", "csv").exit_code == 0
    assert Path(name).read_text(encoding="utf-8").startswith("document,")


def test_output_to_a_device_or_standard_output_needs_no_ending() -> None:
    assert run("a.txt", "-o", os.devnull).exit_code == 0
    assert run("a.txt", "-o", "-").stdout == run("a.txt").stdout


def test_a_missing_output_folder_gives_the_command() -> None:
    result = run("a.txt", "-o", "no/such folder/o.csv")
    assert result.exit_code == 2
    assert "mkdir -p 'no/such folder'" in " ".join(result.stderr.split())


def test_json_is_one_array() -> None:
    plain = json.loads(run("a.txt", "fail.txt", "--format", "json").stdout)
    assert plain == [
        *({"document": "a.txt", **row, "error": None} for row in QUOTES.to_rows()),
        {**dict.fromkeys(COLUMNS), "document": "fail.txt", "error": "RuntimeError: no"},
    ]


def test_json_without_a_quotation_is_json() -> None:
    out = io.StringIO()
    Json(out).close()
    assert json.loads(out.getvalue()) == []


def test_output_is_replaced_only_when_all_went_well() -> None:
    Path("o.csv").write_text("before", encoding="utf-8")
    Path("model.txt").write_text("MODEL", encoding="utf-8")
    result = run("model.txt", "-o", "o.csv")
    assert result.exit_code == 2
    assert Path("o.csv").read_text(encoding="utf-8") == "before"
    assert sorted(path.name for path in Path().iterdir() if "o.csv" in path.name) == ["o.csv"]


def test_options_are_passed_on() -> None:
    run(
        *["a.txt", "--model", "m", "--no-indirect", "--min-confidence", "0.5", "--processes", "2"],
        *["--speaker", "Ann Lee", "--speaker", "Bo Diaz", "--weights", "w", "--genre", "fiction"],
    )
    (options,) = calls
    assert options["model"] == "m"
    assert options["weights"] == Path("w")
    assert options["speakers"] == ("Ann Lee", "Bo Diaz")
    assert options["indirect"] is False
    assert options["min_confidence"] == 0.5
    assert options["genre"] == "fiction"
    assert options["n_process"] == 2


def test_speakers_of_a_file_are_added() -> None:
    listed = ["Bo Diaz", {"name": "Eva Roe", "aliases": ["Evie"], "gender": "female"}]
    Path("cast.json").write_text(json.dumps(listed), encoding="utf-8")
    assert run("a.txt", "--speaker", "Ann Lee", "--speakers", "cast.json").exit_code == 0
    assert calls[0]["speakers"] == ("Ann Lee", *listed)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("Ann Lee", "cast.json: Expecting value"),
        ('{"name": "Ann Lee"}', "cast.json: speakers must be a list"),
        ("[3]", "cast.json: speakers must hold names"),
        pytest.param("[" * 100_000, "cast.json: the JSON is nested too deeply", id="deep"),
        ('[{"name": "Ann Lee", "age": 3}]', "'Ann Lee' has 'age'"),
    ],
)
def test_a_file_of_no_speakers_is_wrong_usage(words: str, says: str) -> None:
    Path("cast.json").write_text(words, encoding="utf-8")
    result = run("a.txt", "--speakers", "cast.json")
    assert result.exit_code == 2
    assert says in " ".join(result.stderr.replace("│", "").split())
    assert not calls


@pytest.mark.parametrize(("given", "passed"), [("1", 1), ("-1", -1)])
def test_processes_are_those_of_pipe(given: str, passed: int) -> None:
    assert run("a.txt", "--processes", given).exit_code == 0
    assert calls[0]["n_process"] == passed


def test_a_failed_document_is_named_and_the_others_are_written() -> None:
    result = run("fail.txt", "a.txt")
    assert result.exit_code == 1
    first, *others = (json.loads(line) for line in result.stdout.splitlines())
    filled = {column: cell for column, cell in first.items() if cell is not None}
    assert filled == {"document": "fail.txt", "error": "RuntimeError: no"}
    assert [other["document"] for other in others] == ["a.txt"] * 3
    assert result.stderr.splitlines() == [
        "fail.txt: RuntimeError: no",
        "1 of 2 documents could not be read.",
    ]


def test_a_failed_document_has_a_row_in_csv() -> None:
    out = run("fail.txt", "a.txt", "--format", "csv").stdout
    first, *others = csv.DictReader(io.StringIO(out))
    filled = {column: cell for column, cell in first.items() if cell}
    assert filled == {"document": "fail.txt", "error": "RuntimeError: no"}
    assert [(other["document"], other["error"]) for other in others] == [("a.txt", "")] * 3


def test_an_undecodable_file_has_a_place_in_every_file_format() -> None:
    Path("latin.txt").write_bytes("caf\xe9".encode("latin-1"))
    for form in ("jsonl", "json", "csv", "html"):
        out = run("latin.txt", "--format", form).stdout
        assert "latin.txt" in out
        assert "byte 3 is not utf-8" in out


def test_an_undecodable_file_names_the_option() -> None:
    Path("latin.txt").write_bytes("caf\xe9".encode("latin-1"))
    result = run("latin.txt", "a.txt")
    assert result.exit_code == 1
    assert "latin.txt: byte 3 is not utf-8" in result.stderr
    assert "--encoding cp1252" in result.stderr
    assert len(result.stdout.splitlines()) == 4
    assert run("latin.txt", "--encoding", "cp1252").exit_code == 0


def test_line_ends_are_kept_and_a_byte_order_mark_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    texts: list[str] = []

    def keep(pairs: Any, **options: Any) -> Iterator[Any]:
        texts.extend(text for text, _ in pairs)
        yield from ()

    monkeypatch.setattr(running, "pipe", keep)
    Path("crlf.txt").write_bytes(b"\xef\xbb\xbfone\r\ntwo\r")
    run("crlf.txt")
    assert texts == ["one\r\ntwo\r"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["missing.txt"], "There is no file 'missing.txt'"),
        (["empty"], "empty is a folder without .txt files"),
        (["a.txt", "-o", "o.html", "--resume"], ".jsonl, .csv, .parquet"),
        (["a.txt", "--resume"], "--output with a name in"),
        (["a.txt", "--format", "parquet"], "name a file for it with --output"),
        (["a.txt", "-o", "o.parquet.gz"], "compressed in itself"),
        (["-", "--input-format", "parquet"], "cannot be read from standard input"),
        (["-", "-"], "can be read only once"),
        (["a.txt", "--encoding", "klingon"], "no encoding that Python knows"),
        (["a.txt", "--format", "xml"], "'xml' is not one of"),
        (["a.txt", "--min-confidence", "7"], "7.0 is not in the range"),
        (["a.txt", "--output", "a.txt/o.csv"], "'a.txt' is no folder"),
        (["a.txt", "--processes", "0"], "--processes"),
        (["a.txt", "--processes", "-2"], "--processes"),
        (["--nonsense", "a.txt"], "No such option"),
        ([], "Usage: quotex"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_usage_is_exit_code_2(arguments: list[str], says: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert says in " ".join(result.stderr.split())
    assert result.stdout == ""


def test_a_missing_model_gives_the_command_and_the_option() -> None:
    Path("model.txt").write_text("MODEL", encoding="utf-8")
    result = run("model.txt")
    assert result.exit_code == 2
    assert "is not installed. Run:" in result.stderr
    assert "pass --model with" in result.stderr


def test_weights_that_cannot_be_used_are_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "pipe", quotex.pipe)
    result = run("a.txt", "--weights", "none")
    assert result.exit_code == 2
    assert "There is no folder" in " ".join(result.stderr.split())
    assert "Usage" not in result.stderr


def test_help_shows_the_options_of_the_shortcut() -> None:
    out = run("--help").stdout
    assert "--min-confidence" in out
    assert "Exit codes: 0" in out
    options = [line.split("  ")[1] for line in out.splitlines() if line.startswith("  -")]
    assert "-o, --output FILE" in options
    assert not [line for line in out.splitlines() if line.strip() == "FILE…"]
    assert not re.search(r"--output FILE\n +-", out), "--output has no help"


def test_version() -> None:
    from quotex import __version__

    assert run("--version").stdout == f"quotex, version {__version__}\n"


@pytest.mark.parametrize("package", ["click", "rich"])
def test_a_missing_extra_is_named(
    package: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from quotex import cli

    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(SystemExit) as caught:
        cli.main()
    assert caught.value.code == 2
    assert "pip install 'quotex[cli]'" in capsys.readouterr().err


@pytest.mark.model
@pytest.mark.slow
def test_the_whole_way() -> None:
    text = "“We are ready,” Ann Lee said."
    done = subprocess.run(
        [sys.executable, "-m", "quotex", "-"], input=text.encode(), capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.decode("utf-8").splitlines()
    assert json.loads(line)["text"] == "“We are ready,”"


class TestOneLongText:
    """On a terminal the bar is that of the one text, moved on as its pieces are read."""

    @pytest.fixture(autouse=True)
    def _terminal(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(running, "_LONG", 6)
        # click's runner puts its own standard error in place when it runs.
        monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda self: True)

    def test_shows_how_far_it_is(self, monkeypatch: pytest.MonkeyPatch) -> None:
        given: list[dict[str, Any]] = []

        def extract(text: str, **options: Any) -> Quotes:
            given.append(options)
            return Quotes(QUOTES.quotes, text)

        monkeypatch.setattr(running, "extract_quotes", extract)
        result = run("a.txt", "--format", "jsonl", "--no-indirect")
        assert len(result.stdout.splitlines()) == 3
        assert given == [
            {
                "model": None,
                "weights": None,
                "speakers": (),
                "indirect": False,
                "min_confidence": 0.0,
                "genre": None,
                "progress": True,
            }
        ]

    def test_a_failure_is_recorded(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def extract(text: str, **options: Any) -> Quotes:
            raise RuntimeError("no")

        monkeypatch.setattr(running, "extract_quotes", extract)
        result = run("a.txt", "--format", "jsonl")
        assert result.exit_code == 1
        assert json.loads(result.stdout)["error"] == "RuntimeError: no"

    def test_a_short_text_needs_no_bar(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delattr(running, "extract_quotes")
        assert len(run("fail.txt", "--format", "jsonl").stdout.splitlines()) == 1
