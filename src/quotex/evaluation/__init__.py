"""Figures of quality on gold annotations, and every error behind them."""

from quotex.evaluation.evaluate import compare, evaluate, predict
from quotex.evaluation.page import to_html
from quotex.evaluation.predictions import as_predicted, read_predictions, write_predictions
from quotex.evaluation.report import differences_to_text, to_json, to_text
from quotex.evaluation.types import Bin, Difference, Evaluation, Figure, Mistake, PredictedQuote
from quotex.gold import read_gold, read_named, with_names

__all__ = [
    "Bin",
    "Difference",
    "Evaluation",
    "Figure",
    "Mistake",
    "PredictedQuote",
    "as_predicted",
    "compare",
    "differences_to_text",
    "evaluate",
    "predict",
    "read_gold",
    "read_named",
    "read_predictions",
    "to_html",
    "to_json",
    "to_text",
    "with_names",
    "write_predictions",
]
