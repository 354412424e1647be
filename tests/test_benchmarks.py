"""The parts of the benchmarks that can be wrong without anybody noticing."""

from __future__ import annotations

import importlib.util
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
