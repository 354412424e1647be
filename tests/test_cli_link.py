"""The command ``quotex link``: stored results in, a table of speakers out."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quotex import Quotes, Speaker
from quotex.commands import quotex
from quotex.writers import ROW_FORMATS, writing
from speaker_pairs import document

DOCUMENTS = {
    "a": document(Speaker("Mike Tarrow", title="minister")),
    "b": document(Speaker("Michael Tarrow", aliases=("Tarrow",)), Speaker("=Omar Haddad")),
    "c": document(Speaker("Ann Hansen")),
    "d": document(Speaker("Ann Hanson")),
    "e": Quotes(error="it could not be read"),
}


def stored(path: Path) -> Path:
    with path.open("wb") as out, writing(out, path.suffix[1:]) as writer:
        for name, quotes in DOCUMENTS.items():
            writer.write(name, quotes)
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(quotex, ["link", *map(str, arguments)])


def table(path: Path) -> dict[str, str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["name"]: row["speaker"] for row in csv.DictReader(file)}


@pytest.mark.parametrize("form", ROW_FORMATS)
def test_stored_results_give_a_table(form: str, tmp_path: Path) -> None:
    done = run(stored(tmp_path / f"quotes.{form}"), "-o", tmp_path / "speakers.csv")
    assert done.exit_code == 0, done.output
    assert table(tmp_path / "speakers.csv") == {
        "Mike Tarrow": "Michael Tarrow",
        "Michael Tarrow": "Michael Tarrow",
        "'=Omar Haddad": "'=Omar Haddad",
        "Ann Hansen": "Ann Hansen",
        "Ann Hanson": "Ann Hanson",
    }
    assert "5 names of 4 speakers" in done.stderr
    assert "perhaps one: Ann Hansen, Ann Hanson (one letter apart in the surname)" in done.stderr


def test_a_corrected_table_is_kept(tmp_path: Path) -> None:
    results, speakers = stored(tmp_path / "quotes.jsonl"), tmp_path / "speakers.csv"
    assert run(results, "-o", speakers).exit_code == 0
    words = speakers.read_text("utf-8")
    assert words.startswith("\ufeff")
    speakers.write_text(words.replace("Ann Hanson,Ann", "Ann Hansen,Ann"), "utf-8")
    again = tmp_path / "again.csv"
    assert run(results, "-o", again, "--corrections", speakers).exit_code == 0
    assert table(again)["Ann Hanson"] == "Ann Hansen"


def test_a_table_that_a_spreadsheet_saved_with_semicolons_is_read(tmp_path: Path) -> None:
    results, speakers = stored(tmp_path / "quotes.jsonl"), tmp_path / "speakers.csv"
    speakers.write_text("speaker;name;kind;title;gender\nAnn H.;Ann Hanson;person;;\n", "utf-8")
    again = tmp_path / "again.csv"
    assert run(results, "-o", again, "--corrections", speakers).exit_code == 0
    assert table(again)["Ann Hanson"] == "Ann H."


def test_a_table_in_another_encoding_says_how_to_save_it(tmp_path: Path) -> None:
    results, speakers = stored(tmp_path / "quotes.jsonl"), tmp_path / "speakers.csv"
    speakers.write_text("speaker,name\nZoë,Ann Hanson\n", "cp1252")
    done = run(results, "-o", tmp_path / "out.csv", "--corrections", speakers)
    assert done.exit_code == 2
    assert "save it as CSV UTF-8" in " ".join(done.stderr.split())


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.txt", "Ann Lee said so.", "a.txt cannot be linked: it takes what quotex extract"),
        ("a.jsonl", '{"speaker": "Ann"}\n', "a.jsonl has no column 'document'"),
        ("a.jsonl", "no JSON\n", "a.jsonl: row 1 is no result"),
        ("a.jsonl", "[1]\n", "a.jsonl: row 1 is no result"),
        ("a.csv", "document,speaker\na,Ann\n", "a.csv: row 1 is no result"),
        ("a.parquet", "no Parquet", "a.parquet is damaged behind row 0"),
        ("a.jsonl.gz", "no gzip", "a.jsonl.gz is damaged behind row 0"),
    ],
)
def test_what_is_no_result_is_named(name: str, content: str, says: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    done = run(tmp_path / name, "-o", tmp_path / "speakers.csv")
    assert done.exit_code == 2
    assert says in " ".join(done.stderr.split())
    assert not (tmp_path / "speakers.csv").exists()


@pytest.mark.parametrize("content", ["name\nAnn Lee\n", "\x00", 'speaker,name\n"A'])
def test_corrections_that_are_none_are_named(content: str, tmp_path: Path) -> None:
    (tmp_path / "wrong.csv").write_text(content, "utf-8")
    results = stored(tmp_path / "quotes.jsonl")
    done = run(results, "-o", tmp_path / "out.csv", "--corrections", tmp_path / "wrong.csv")
    if content == "\x00":  # a table of no rows corrects nothing
        assert done.exit_code == 0
    else:
        assert done.exit_code == 2
        assert "row 1 of the corrections has no" in done.stderr
