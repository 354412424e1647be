"""How often quotex is right, on the gold data beside the checkout.

    python benchmarks/accuracy.py [--shared ../shared] [--model NAME] [--predictions DIR]

Gives each gold article's raw text to ``quotex.extract_quotes``, nothing else, scores the
result with the independent ``score.py`` beside the data and prints a Markdown table.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import quotex
from quotex.evaluation import predict as find
from quotex.evaluation import read_gold, write_predictions
from quotex.models import best_installed

SETS = {
    "polnear_dev": ["--named", "polnear_dev_named.jsonl"],
    "gum_news_dev": [],
}


def main() -> int:
    """Score every set and print the table; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--model", help="the spaCy pipeline; the best installed one if not given")
    parser.add_argument("--predictions", type=Path, help="keep the predictions in this folder")
    options = parser.parse_args()
    if not (options.shared / "score.py").exists():
        print(f"No score.py in {options.shared}; say where with --shared.", file=sys.stderr)
        return 2
    print(f"quotex {quotex.__version__}, {options.model or best_installed()}, raw text only\n")
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.predictions or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        for name, extra in SETS.items():
            gold = options.shared / "data" / f"{name}.jsonl"
            predictions = folder / f"{name}.jsonl"
            predict(gold, predictions, options.model)
            print_table(name, score(options.shared, gold, predictions, extra))
    return 0


def predict(gold: Path, output: Path, model: str | None) -> None:
    """Write what quotex finds in the texts of a gold file, in the format of score.py."""
    write_predictions(find(read_gold(gold), model=model), output)


def score(shared: Path, gold: Path, predictions: Path, extra: list[str]) -> dict[str, Any]:
    """Run score.py and return its figures."""
    named = [str(shared / "data" / part) if part.endswith(".jsonl") else part for part in extra]
    command = [sys.executable, str(shared / "score.py"), str(gold), str(predictions), *named]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def print_table(name: str, figures: dict[str, Any]) -> None:
    """Print the figures of one set as a Markdown table."""
    both, precision = figures["direct+mixed"], figures["attributed precision"]
    indirect = figures["indirect speech"]
    rows = [
        ("direct + mixed: quotations in the gold", both["gold"]),
        ("direct + mixed: found", both["found"]),
        ("direct + mixed: mention_acc", both["mention_acc"]),
        ("direct + mixed: name_acc", both["name_acc"]),
        ("direct + mixed: full_name_acc", both["full_name_acc"]),
        ("exact, direct", figures["direct"]["exact"]),
        ("exact, mixed", figures["mixed"]["exact"]),
        ("attributed precision, right source", precision["right_source"]),
        ("indirect speech: F1@.5", indirect["F1@.5"] or None),
        ("calibration: ECE", figures.get("calibration", {}).get("ECE")),
    ]
    print(f"| {name}, {figures['docs']} articles | |\n|---|---|")
    for label, value in rows:
        if value is not None:
            print(f"| {label} | {value if isinstance(value, int) else format(value, '.3f')} |")
    print()


if __name__ == "__main__":
    raise SystemExit(main())
