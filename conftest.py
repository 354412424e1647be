"""The Python code in README.md and docs/ is run: ``pytest README.md docs``."""

from __future__ import annotations

import os
import shutil
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE
from importlib.util import find_spec
from typing import Any

from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser


def ready(package: str) -> bool:
    """Whether an engine that a page shows can be run here; a page skips its code otherwise."""
    if package == "pyspark" and not (shutil.which("java") or "JAVA_HOME" in os.environ):
        return False
    return find_spec(package) is not None


def set_up(namespace: dict[str, Any]) -> None:
    namespace["ready"] = ready
    # Spark otherwise asks for the address of the machine's name, which may have none.
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")


pytest_collect_file = Sybil(
    parsers=[
        PythonCodeBlockParser(doctest_optionflags=ELLIPSIS | NORMALIZE_WHITESPACE),
        SkipParser(),
    ],
    patterns=["README.md", "docs/*.md", "docs/**/*.md"],
    setup=set_up,
).pytest()
