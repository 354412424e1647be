"""How accuracy grows with the training data: ``python benchmarks/learning_curve.py``.

Trains on more and more articles of PolNeAR train (each smaller set is part of the larger ones,
taken evenly from the whole file, whose order is by publisher and date) and scores each set of
weights on PolNeAR dev, raw text only. Prints a Markdown table with 95 % bootstrap intervals over
documents. Takes about a quarter of an hour on two cores.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from quotex.evaluation import evaluate
from quotex.gold import read_gold, read_named, with_names

SIZES = (25, 50, 100, 200, 400, 840)
FIGURES = (
    "direct+mixed.mention_acc",
    "direct+mixed.name_acc",
    "mixed.exact",
    "indirect.f1",
    "calibration.ece",
)


def main() -> int:
    """Train, score and print a row a size; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="the gold's folder")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of articles")
    options = parser.parse_args()
    data = options.shared / "data"
    lines = (data / "polnear_train.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    names = read_named(data / "polnear_dev_named.jsonl")
    gold = list(with_names(read_gold(data / "polnear_dev.jsonl"), names))
    print("| articles | " + " | ".join(FIGURES) + " |")
    print("|---" * (len(FIGURES) + 1) + "|")
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as scratch:
            part = Path(scratch) / "part.jsonl"
            part.write_text("".join(evenly(lines, size)), encoding="utf-8")
            weights = Path(scratch) / "weights"
            command = [sys.executable, "-m", "quotex", "train", str(part), "-o", str(weights)]
            subprocess.run(command, check=True)
            figures = evaluate(gold, weights=weights).figures
        cells = [f"{f.value:.3f} ({f.low:.3f} to {f.high:.3f})" for f in map(figures.get, FIGURES)]
        print(f"| {size} | " + " | ".join(cells) + " |", flush=True)
    return 0


def evenly(lines: list[str], size: int) -> list[str]:
    """Return ``size`` of the lines: every k-th first, then those between them.

    The lines are dealt in bit-reversed order, so each smaller set is part of the larger ones.
    """
    bits = max(1, (len(lines) - 1).bit_length())
    order = (int(f"{k:0{bits}b}"[::-1], 2) for k in range(1 << bits))
    chosen = [k for k in order if k < len(lines)][:size]
    return [lines[k] for k in sorted(chosen)]


if __name__ == "__main__":
    raise SystemExit(main())
