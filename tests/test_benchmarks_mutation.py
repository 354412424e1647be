"""The list of surviving mutants fits the code, and what counts as a mutant."""

from __future__ import annotations

import pytest

from test_benchmarks import BENCHMARKS, load

SOURCE = BENCHMARKS.parent / "src" / "quotex"
SURVIVORS = (BENCHMARKS / "mutation" / "survivors.md").read_text("utf-8").splitlines()
LISTED = [line for line in SURVIVORS if "  ->  " in line and not line.startswith("Every")]


@pytest.mark.parametrize("module", sorted({line.partition(".")[0] for line in LISTED}))
def test_a_judged_survivor_is_a_change_of_a_line_of_the_code(module: str) -> None:
    lines = {line.strip() for line in (SOURCE / f"{module}.py").read_text("utf-8").splitlines()}
    judged = [line.partition(": ")[2] for line in LISTED if line.startswith(f"{module}.")]
    assert [line for line in judged if line.partition("  ->  ")[0] not in lines] == []


def test_annotations_and_caches_are_no_mutants(monkeypatch: pytest.MonkeyPatch) -> None:
    meaning = load("mutation/run", monkeypatch).meaning
    code = "@lru_cache(maxsize=8)\ndef f(x: int | None) -> int:\n    y: int = 2\n    return y * x\n"
    assert meaning(code) == meaning(code.replace("|", "+").replace("8", "9"))
    assert meaning(code) == meaning(code.partition("\n")[2])
    assert meaning(code) != meaning(code.replace("y * x", "y / x"))
    assert meaning("x = {+y}") != meaning("x = {*y}")
    assert meaning("x = {**y, -}") == ""


def test_a_mutant_is_named_by_its_function_and_line(monkeypatch: pytest.MonkeyPatch) -> None:
    run = load("mutation/run", monkeypatch)
    code = "A = 1\n\n\n@frozen\nclass B:\n    def f(self):\n        return A + 1\n"
    scopes = run.scopes_of(code)

    def shown(mutant: str) -> str:
        return run.describe("m", code, mutant, scopes)

    assert shown(code.replace("A = 1", "A = 2")) == "m.module: A = 1  ->  A = 2"
    assert shown(code.replace("+", "-")) == "m.f: return A + 1  ->  return A - 1"
    assert shown(code.replace("\n\n@frozen", "")) == "m.module: @frozen  ->  (left out)"
