"""The parts of the benchmarks that can be wrong without anybody noticing."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"


def load(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    path = BENCHMARKS / f"{name}.py"
    monkeypatch.syspath_prepend(str(path.parent))
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, path.stem, module)
    spec.loader.exec_module(module)
    return module


def test_smaller_training_sets_are_part_of_larger_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    evenly = load("learning_curve", monkeypatch).evenly
    lines = [f"{k}\n" for k in range(21)]
    sizes = [evenly(lines, size) for size in (3, 8, 21)]
    assert [len(found) for found in sizes] == [3, 8, 21]
    assert set(sizes[0]) < set(sizes[1]) < set(sizes[2])
    assert sizes[0] == ["0\n", "8\n", "16\n"]
    assert sizes[2] == lines


def test_the_cost_follows_from_the_rate(monkeypatch: pytest.MonkeyPatch) -> None:
    cost = load("cost", monkeypatch)
    # 36 articles in 4, 5 and 6 seconds: the median is 7.2 a second, 25,920 an hour.
    measured = [
        {"start": 2.0, "seconds": [4.0, 6.0], "memory": 300 * 2**20},
        {"start": 3.0, "seconds": [5.0], "memory": 400 * 2**20},
    ]
    figures = cost.figures(measured, articles=36, price=0.1)
    assert (figures["rate"], figures["least"], figures["greatest"]) == (7.2, 6.0, 9.0)
    assert figures["core-hours"] == pytest.approx(1_000_000 / 25_920)
    lines = cost.table(figures).splitlines()
    assert "| articles per second and core | 7.2 (6.0 to 9.0) |" in lines
    assert "| articles per core-hour | 25,920 |" in lines
    assert "| core-hours per million articles | 38.6 |" in lines
    assert "| cost per million articles at 0.1 per core-hour | 3.86 |" in lines
    assert "| peak memory of a process | 400 MB |" in lines


@pytest.mark.model
@pytest.mark.slow
def test_the_cost_is_measured_in_processes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cost = load("cost", monkeypatch)
    (tmp_path / "data").mkdir()
    line = json.dumps({"id": "a", "text": "“We are ready,” Ann Lee said."})
    (tmp_path / "data" / "polnear_dev.jsonl").write_text(f"{line}\n{line}\n", "utf-8")
    arguments = ["--shared", str(tmp_path), "--processes", "2", "--rounds", "2", "--price", "0.1"]
    monkeypatch.setattr(sys, "argv", ["cost.py", *arguments])
    assert cost.main() == 0
    printed = capsys.readouterr().out
    assert "2 articles of 29 characters on average, 2 rounds" in printed
    assert "| cost per million articles at 0.1 per core-hour | " in printed


NOVEL = """\
"It's late," said Ann, "and 'tis the dogs' hour."

"They say 'no' to that--" he began.
"""


def test_typesetting_exchanges_marks_and_not_apostrophes(monkeypatch: pytest.MonkeyPatch) -> None:
    typesetting = load("typesetting", monkeypatch)
    assert typesetting.TYPESETTINGS["single, curly"](NOVEL) == (
        "‘It’s late,’ said Ann, ‘and ’tis the dogs’ hour.’\n\n‘They say “no” to that--’ he began.\n"
    )
    assert typesetting.TYPESETTINGS["dashes"](NOVEL) == (
        "—It's late,— said Ann, —and 'tis the dogs' hour. \n\n—They say 'no' to that--— he began.\n"
    )
    for reset in typesetting.TYPESETTINGS.values():
        assert len(reset(NOVEL)) == len(NOVEL)


def test_typesetting_counts_what_is_found(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typesetting = load("typesetting", monkeypatch)
    start = NOVEL.index("said")
    spans = [[1, 11], [start, start + 8]]  # the tag, which no marks hold
    novel = {"id": "a", "text": NOVEL, "quotes": [{"spans": [span]} for span in spans]}
    (tmp_path / "novels.jsonl").write_text(json.dumps(novel) + "\n", "utf-8")
    arguments = ["--novels", str(tmp_path / "novels.jsonl"), "--misses", "1"]
    monkeypatch.setattr(sys, "argv", ["typesetting.py", *arguments])
    assert typesetting.main() == 0
    printed = capsys.readouterr()
    assert "| all | 2 |" + " 0.5000 / 1.0000 |" * 4 in printed.out
    assert """as they are, missed: "It's late," {said Ann}, "and""" in printed.err
