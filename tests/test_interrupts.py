"""Ctrl-C: everything ends, nothing is half written."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from processes import needs_proc, processes_of
from quotex import commands, evaluation, training
from quotex.commands import running
from quotex.training import saving
from quotex.weights import CARD, FILES

SCRIPT = """
import itertools, multiprocessing, sys, time
import quotex

if __name__ == "__main__":
    method, place = sys.argv[1:]
    multiprocessing.set_start_method(method)
    texts = (f"“Number {i} is ready,” Ann Lee said." for i in itertools.count())
    results = quotex.pipe(texts, n_process=2, batch_size=4)
    for number, quotes in enumerate(results):
        if number == 20:
            print("reading", flush=True)
            if place == "outside":
                time.sleep(3600)
"""


@pytest.mark.model
@pytest.mark.slow
@needs_proc
@pytest.mark.parametrize("place", ["within", "outside"])
@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_pipe_ends_with_its_processes(method: str, place: str, tmp_path: Path) -> None:
    """Whether the interruption comes while a result is awaited or while one is worked on."""
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, str(script), method, place],
        stdout=pipe,
        stderr=pipe,
        start_new_session=True,
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == b"reading\n"
        assert len(processes_of(running.pid)) >= 3
        os.killpg(running.pid, signal.SIGINT)  # as a terminal does
        _, said = running.communicate(timeout=60)
    assert running.returncode == -signal.SIGINT, said
    assert said.count(b"Traceback") == 1, said
    assert said.rstrip().endswith(b"KeyboardInterrupt")
    assert processes_of(running.pid) == []


def run(*arguments: str) -> Result:
    return CliRunner().invoke(commands.quotex, arguments, prog_name="quotex")


def interrupted(*_: Any, **__: Any) -> Any:
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("name", "hint"), [("o.csv", "A run with --resume keeps what is done."), ("o.html", "")]
)
def test_extract_says_that_nothing_was_written(
    name: str, hint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("A.", encoding="utf-8")
    Path(name).write_text("before", encoding="utf-8")
    monkeypatch.setattr(running, "pipe", lambda *_, **__: (interrupted() for _ in "a"))
    result = run("a.txt", "-o", name)
    assert result.exit_code == 130
    said = f"Nothing was written to {name}. {hint}".rstrip()
    assert result.stderr == f"{said}\nInterrupted.\n"
    assert Path(name).read_text("utf-8") == "before"
    assert sorted(path.name for path in Path().iterdir()) == ["a.txt", name]


def test_evaluate_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("gold.jsonl").write_text('{"id": "a", "text": "A.", "quotes": []}\n', encoding="utf-8")
    monkeypatch.setattr(evaluation, "predict", interrupted)
    result = run("evaluate", "gold.jsonl", "--save-pred", "pred.jsonl", "--html", "page.html")
    assert (result.exit_code, result.stderr) == (130, "Interrupted.\n")
    assert [path.name for path in Path().iterdir()] == ["gold.jsonl"]


def test_train_says_that_it_was_interrupted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training, "train", interrupted)
    result = run("train", str(tmp_path), "-o", str(tmp_path / "weights"))
    assert (result.exit_code, result.stderr) == (130, "Interrupted.\n")


def write_half(folder: Path) -> None:
    with saving.drafted(folder) as draft:
        (draft / FILES[0]).write_text("after", encoding="utf-8")
        raise KeyboardInterrupt


def test_weights_are_put_in_place_only_when_they_are_whole(tmp_path: Path) -> None:
    folder = tmp_path / "weights"
    folder.mkdir()
    for name in (*FILES, CARD):
        (folder / name).write_text("before", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        write_half(folder)
    assert {path.read_text("utf-8") for path in folder.iterdir()} == {"before"}
    assert list(tmp_path.iterdir()) == [folder]
