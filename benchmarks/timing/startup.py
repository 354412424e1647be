"""How long quotex takes to start, in fresh processes."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from timing.tables import table

IMPORTED = "import sys; print('spacy' in sys.modules)"
UNMARKED = "quotex.extract_quotes('Nothing is in marks here.', indirect=False)"


def commands() -> dict[str, list[str]]:
    """Return what is started, by the words for it in the table; bare Python is the first."""
    script = shutil.which("quotex", path=str(Path(sys.executable).parent))
    return {
        "`python -c pass`": [sys.executable, "-c", "pass"],
        "`python -c 'import quotex'`": [sys.executable, "-c", "import quotex"],
        f"`{'quotex' if script else 'python -m quotex'} --help`": [
            *([script] if script else [sys.executable, "-m", "quotex"]),
            "--help",
        ],
    }


def seconds(command: Sequence[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def least(rounds: int) -> dict[str, float]:
    """Start every command once a round, in turn; return the least seconds of each."""
    found: dict[str, float] = {}
    for _ in range(rounds):
        for words, command in commands().items():
            found[words] = min(seconds(command), found.get(words, float("inf")))
    return found


def imports_spacy(code: str) -> bool:
    """Whether spaCy is imported once the code has run in a fresh Python."""
    command = [sys.executable, "-c", f"{code}; {IMPORTED}"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stdout.split()[-1] == "True"


def startup_table(found: dict[str, float]) -> str:
    """Return the table of milliseconds; the first of the commands is bare Python."""
    bare = next(iter(found.values()))
    rows = [
        [words, f"{1000 * took:.0f}", f"{1000 * (took - bare):.0f}"]
        for words, took in found.items()
    ]
    return table(["start", "ms", "ms over bare Python"], rows)
