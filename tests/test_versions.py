"""The versions of other packages that quotex runs on: what is promised is what is tested."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = ("en", "cli", "pandas", "polars", "charts", "archive")
"""Those that the tests need. An engine, with some 450 MB and many packages, is tested as it is."""


def lowest(requirement: str) -> str:
    """Return the constraint to the lowest version that a requirement admits."""
    found = re.fullmatch(r"([\w-]+)(?:>=|==)([\d.]+)(?:,<\d+)?", requirement)
    assert found, f"{requirement} states no lowest version"
    return f"{found[1]}=={found[2]}"


def test_the_lowest_versions_tested_are_those_promised() -> None:
    lines = (ROOT / "tests" / "lowest.txt").read_text("utf-8").splitlines()
    promised = [*PROJECT["dependencies"]]
    for extra in EXTRAS:
        promised += PROJECT["optional-dependencies"][extra]
    tested = [line for line in lines if not line.startswith("#")]
    # numpy is no requirement of ours: whatever spaCy comes with has to do.
    assert tested == [*map(lowest, promised), "numpy==1.26"]


def test_the_tests_install_all_of_these_extras() -> None:
    assert f"quotex[{','.join(EXTRAS)}]" in PROJECT["optional-dependencies"]["test"]


def test_the_next_spacy_is_not_admitted_untested() -> None:
    (spacy,) = (line for line in PROJECT["dependencies"] if line.startswith("spacy"))
    assert spacy.endswith(",<4")


def test_ci_runs_on_the_lowest_versions() -> None:
    lines = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    assert any("pip install" in line and "-c tests/lowest.txt" in line for line in lines)
