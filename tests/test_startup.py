"""What is imported when: spaCy and numpy take most of a second, and only reading needs them."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("import quotex", id="the package"),
        pytest.param("from quotex import Quotes, extract_quotes, pipe", id="its names"),
        pytest.param("import quotex; quotex.Quotes().to_json()", id="results"),
        pytest.param(
            "import quotex; quotex.extract_quotes('It rained.', indirect=False)",
            id="a text without marks",
        ),
        pytest.param("import quotex.commands", id="the command line's help"),
    ],
)
def test_no_heavy_import(statement: str) -> None:
    heavy = "{'spacy', 'numpy', 'pandas', 'pyarrow', 'rapidfuzz'}"
    check = f"import sys; {statement}; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
