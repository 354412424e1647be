"""Inputs that broke a law once, or that were feared to: every stage keeps the laws on each of them.

``tests/fixtures/failures.json`` holds them, one object an input: ``id``, ``why``, and the ``text``
with escapes; where tags and parse were disturbed too, ``noise`` in hexadecimal digits; where the
options mattered, ``options`` as the bits of `fuzzing.targets.options_of`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fuzzing.samples import Sample
from fuzzing.targets import TARGETS

FAILURES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "fixtures" / "failures.json").read_text("ascii")
)


@pytest.mark.model
@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("failure", FAILURES, ids=[failure["id"] for failure in FAILURES])
def test_every_law_holds(failure: dict[str, Any], target: str) -> None:
    noise = bytes.fromhex(failure.get("noise", ""))
    TARGETS[target](Sample(failure["text"], noise, failure.get("options", 0)))


def test_every_failure_is_told_once_and_why() -> None:
    assert len({failure["id"] for failure in FAILURES}) == len(FAILURES)
    assert len({failure["text"] for failure in FAILURES}) == len(FAILURES)
    assert all(failure["why"].strip() for failure in FAILURES)
