"""The command ``quotex view``: texts in, one page out."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from quotex import commands
from quotex.commands import running
from quotex.quotes import Quotes
from samples import QUOTES
from view_pages import FERRY_QUOTES

calls: list[dict[str, Any]] = []


def fake_pipe(pairs: Any, **options: Any) -> Iterator[tuple[Quotes, Any]]:
    """Stands in for the real one: a hand-made result for every text."""
    calls.append(options)
    for text, context in pairs:
        if "INTERRUPT" in text:
            raise KeyboardInterrupt
        if "FAIL" in text:
            yield Quotes(text=text, error="RuntimeError: no"), context
        else:
            yield (FERRY_QUOTES if "ferry" in text else QUOTES), context


@pytest.fixture(autouse=True)
def _fake(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    calls.clear()
    monkeypatch.setattr(running, "pipe", fake_pipe)
    monkeypatch.chdir(tmp_path)
    Path("plan.txt").write_text("A text.", encoding="utf-8")
    Path("ferry.txt").write_text("The ferry.", encoding="utf-8")
    Path("fail.txt").write_text("FAIL", encoding="utf-8")


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(
        commands.quotex, ["view", *arguments], input=stdin, prog_name="quotex"
    )


def page() -> str:
    return Path("page.html").read_text("utf-8")


def test_one_page_of_all_files() -> None:
    done = run("plan.txt", "ferry.txt", "-o", "page.html", "--title", "Town & ferry")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "<h1>Town &amp; ferry</h1>" in page()
    assert "2 articles, 6 quotations, 3 speakers" in page()
    assert page().index(">plan.txt</h2>") < page().index(">ferry.txt</h2>")


def test_rows_are_articles() -> None:
    Path("rows.jsonl").write_text('{"key": "x1", "body": "ferry"}\n{"key": "x2", "body": "b"}\n')
    done = run("rows.jsonl", "--text-column", "body", "--id-column", "key", "-o", "page.html")
    assert done.exit_code == 0, done.output
    assert ">x1</h2>" in page()
    assert ">x2</h2>" in page()


def test_options_of_reading_are_those_of_extract() -> None:
    given = ["--model", "m", "--speaker", "Ann Lee", "--no-indirect", "--min-confidence", "0.4"]
    given += ["--genre", "fiction", "--jobs", "2"]
    assert run("plan.txt", "-o", "page.html", *given).exit_code == 0
    CliRunner().invoke(commands.quotex, ["extract", "plan.txt", *given], prog_name="quotex")
    viewed, extracted = calls
    assert viewed == extracted
    assert viewed["speakers"] == ("Ann Lee",)
    assert (viewed["genre"], viewed["indirect"], viewed["n_process"]) == ("fiction", False, 2)


def test_every_option_of_reading_is_shared() -> None:
    def options(name: str) -> set[str]:
        return {option for param in commands.quotex.commands[name].params for option in param.opts}

    own = {"--format", "--resume", "--checkpoint"}
    assert options("extract") - own <= options("view")
    assert options("view") - options("extract") == {"--title", "--corrections"}


def test_a_corrected_table_says_who_is_who() -> None:
    with Path("who.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["speaker", "name", "kind", "title", "gender"])
        table.writerow(["The Diaz", "Bo Diaz", "person", "", ""])
        table.writerow(["The Diaz", "Ruth Calder", "person", "", ""])
    done = run("plan.txt", "ferry.txt", "-o", "page.html", "--corrections", "who.csv")
    assert done.exit_code == 0, done.output
    assert "2 articles, 6 quotations, 2 speakers" in page()
    assert "here <bdi>Ruth Calder</bdi>" in page()


def test_a_table_that_is_none_is_named() -> None:
    Path("who.csv").write_text("a,b\n1,2\n")
    done = run("plan.txt", "-o", "page.html", "--corrections", "who.csv")
    assert done.exit_code == 2
    assert "row 1 of the corrections has no 'speaker'" in done.stderr
    assert not Path("page.html").exists()


def test_a_document_that_fails_is_on_the_page_and_told() -> None:
    done = run("plan.txt", "fail.txt", "-o", "page.html")
    assert done.exit_code == 1
    assert "fail.txt: RuntimeError: no" in done.stderr
    assert "1 of 2 documents could not be read." in done.stderr
    assert "This text could not be read: RuntimeError: no" in page()


def test_to_standard_output_and_from_standard_input() -> None:
    done = run("-", "-o", "-", stdin="The ferry.")
    assert done.exit_code == 0
    assert done.stdout.startswith("<!DOCTYPE html>")
    assert "standard input" in done.stdout


def test_a_page_may_be_compressed() -> None:
    assert run("plan.txt", "-o", "page.html.gz").exit_code == 0
    assert gzip.decompress(Path("page.html.gz").read_bytes()).startswith(b"<!DOCTYPE html>")


def test_an_interrupted_run_leaves_the_page_as_it_was() -> None:
    Path("page.html").write_text("before")
    Path("stop.txt").write_text("INTERRUPT")
    assert run("plan.txt", "stop.txt", "-o", "page.html").exit_code == 130
    assert page() == "before"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("plan.txt",), "Missing option '--output'"),
        (("nowhere.txt", "-o", "page.html"), "There is no file 'nowhere.txt'"),
        (("plan.txt", "-o", "no/page.html"), "There is no folder 'no' to write in"),
        (("plan.txt", "-o", "page.html", "--encoding", "x"), "no encoding that Python knows"),
        (("-", "-", "-o", "page.html"), "can be read only once"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], message: str) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert message in " ".join(done.stderr.split())
