"""The parts of the benchmarks that can be wrong without anybody noticing."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from mini_gold import GOLD, PREDICTED
from quotex.evaluation import write_predictions

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


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ([(0, 5), (30, 35)], (0, 5)),
        ([(0, 2), (22, 25)], (22, 25)),
        ([(12, 15)], None),
        ([], None),
    ],
)
def test_the_nearest_name(
    names: list[tuple[int, int]],
    found: tuple[int, int] | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    nearest = load("peers/with_nearest_name", monkeypatch).nearest
    assert nearest((10, 20), names) == found


def test_the_table_of_peers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = load("peers/run", monkeypatch)
    write_predictions(PREDICTED, tmp_path / "pred.jsonl")
    outcomes = [
        run.Outcome(
            name,
            {"name": name, "version": "1", "seconds": seconds, "failed": failed},
            tmp_path / "pred.jsonl",
        )
        for name, seconds, failed in (("quotex", 2.0, []), ("other", 5.0, ["ValueError: x"]))
    ]
    outcomes.append(run.Outcome("absent", problem="could not be installed: no such package"))
    rows = run.table(outcomes, list(GOLD)).splitlines()
    assert rows[2].startswith("| quotex 1 | 0.750 (")
    assert rows[2].endswith("| 1.00 | 0 of 2 |")
    assert rows[3].endswith("| 2.50 | 1 of 2 |")
    assert rows[4].startswith("| absent | could not be installed: no such package |")
    assert "0.000" not in rows[4]
    assert len({row.count("|") for row in rows}) == 1


def test_a_peer_that_cannot_be_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = load("peers/run", monkeypatch)
    python = tmp_path / "textacy" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text("#!/bin/sh\necho 'ImportError: no textacy' >&2\nexit 1\n")
    python.chmod(0o755)
    outcome = run.attempt("textacy", tmp_path, tmp_path / "texts.jsonl", tmp_path)
    assert outcome.problem == "could not be started: ImportError: no textacy"
    assert outcome.report is None


def test_an_adapter_counts_the_documents_that_fail(tmp_path: Path) -> None:
    texts, target = tmp_path / "texts.jsonl", tmp_path / "pred.jsonl"
    texts.write_text('{"id": "a", "text": "good"}\n{"id": "b", "text": "bad"}\n')
    script = (
        "from adapter import prediction, run\n"
        "def peer(text):\n"
        "    if text == 'bad': raise ValueError('odd marks')\n"
        "    yield prediction((0, 4), (1, 3), text)\n"
        "run('peer', '2', peer)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(texts), str(target)],
        check=True,
        capture_output=True,
        text=True,
        cwd=BENCHMARKS / "peers",
    )
    report = json.loads(done.stdout)
    assert (report["failed"], report["version"]) == (["ValueError: odd marks"], "2")
    good, bad = map(json.loads, target.read_text().splitlines())
    assert bad == {"id": "b", "quotes": []}
    assert good["quotes"][0]["canonical_speaker"] == "oo"


def test_smaller_training_sets_are_part_of_larger_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    evenly = load("learning_curve", monkeypatch).evenly
    lines = [f"{k}\n" for k in range(21)]
    sizes = [evenly(lines, size) for size in (3, 8, 21)]
    assert [len(found) for found in sizes] == [3, 8, 21]
    assert set(sizes[0]) < set(sizes[1]) < set(sizes[2])
    assert sizes[0] == ["0\n", "8\n", "16\n"]
    assert sizes[2] == lines
