"""The command ``quotex evaluate``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mini_gold import GOLD, PREDICTED
from quotex import commands
from quotex.evaluation import read_predictions, write_predictions
from quotex.gold import write_gold


@pytest.fixture
def files(tmp_path: Path) -> Path:
    write_gold(GOLD, tmp_path / "gold.jsonl")
    write_predictions(PREDICTED, tmp_path / "pred.jsonl")
    write_predictions({name: own[:1] for name, own in PREDICTED.items()}, tmp_path / "less.jsonl")
    return tmp_path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(commands.quotex, ["evaluate", *map(str, arguments)])


def test_table(files: Path) -> None:
    done = run(files / "gold.jsonl", "--pred", files / "pred.jsonl")
    assert done.exit_code == 0
    rows = {line.split()[0]: line.split()[1] for line in done.stdout.splitlines()[1:]}
    assert rows["direct+mixed.found"] == "0.750"
    assert rows["mixed.jaccard"] == "0.812"


def test_json(files: Path) -> None:
    done = run(files / "gold.jsonl", "--pred", files / "pred.jsonl", "--json")
    assert json.loads(done.stdout)["figures"]["direct.recall"]["n"] == 3


def test_against(files: Path) -> None:
    done = run(
        files / "gold.jsonl", "--pred", files / "pred.jsonl", "--against", files / "less.jsonl"
    )
    rows = [line.split() for line in done.stdout.splitlines()]
    (row,) = [r for r in rows if r[:4] == ["direct+mixed.found", "0.750", "0.500", "-0.250"]]
    assert len(row) == 8


def test_html(files: Path) -> None:
    page = files / "report.html"
    done = run(files / "gold.jsonl", "--pred", files / "pred.jsonl", "--html", page)
    assert done.exit_code == 0
    assert page.read_text(encoding="utf-8").count("<article") == 6


def test_names_of_their_own_file(files: Path) -> None:
    named = files / "named.jsonl"
    named.write_text('{"id": "gate", "quotes": {"2": {"speaker": "Carla Ruiz"}}}\n')
    done = run(files / "gold.jsonl", "--pred", files / "pred.jsonl", "--named", named, "--json")
    assert json.loads(done.stdout)["figures"]["direct.name_acc"] == {
        "value": 0.0,
        "low": 0.0,
        "high": 0.0,
        "n": 1,
    }


def test_fiction(files: Path) -> None:
    done = run(files / "gold.jsonl", "--pred", files / "pred.jsonl", "--fiction")
    assert "all.speaker_acc" in done.stdout


@pytest.mark.model
def test_the_texts_are_read_when_no_predictions_are_given(files: Path) -> None:
    saved = files / "saved.jsonl"
    done = run(files / "gold.jsonl", "--save-pred", saved)
    assert done.exit_code == 0, done.output
    assert set(read_predictions(saved)) == {"mine", "gate"}
    again = run(files / "gold.jsonl", "--pred", saved)
    assert again.stdout == done.stdout


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("gold.jsonl", "{", "gold.jsonl, line 1"),
        ("pred.jsonl", "{", "pred.jsonl, line 1"),
        ("pred.jsonl", '{"id": "other", "quotes": []}', "ids differ"),
    ],
)
def test_damaged_files(files: Path, name: str, content: str, message: str) -> None:
    (files / name).write_text(content)
    done = run(files / "gold.jsonl", "--pred", files / "pred.jsonl")
    assert done.exit_code == 2
    assert message in done.stderr
    assert "Traceback" not in done.output


def test_an_unknown_gold_format(files: Path) -> None:
    (files / "empty").mkdir()
    done = run(files / "empty")
    assert done.exit_code == 2
    assert "--gold-format" in done.stderr
