"""Figures as text for people and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from quotex.evaluation.types import Difference, Evaluation


def to_text(evaluation: Evaluation) -> str:
    """Return the figures as a plain table; those with nothing to measure are left out."""
    rows = [
        (key, _number(f.value), f"{_number(f.low)} to {_number(f.high)}", f"{f.n:,}")
        for key, f in evaluation.figures.items()
        if f.value is not None
    ]
    head = f"{evaluation.documents} documents"
    return "\n".join(_table([(head, "value", "95 % interval", "n"), *rows])) + "\n"


def differences_to_text(differences: Mapping[str, Difference]) -> str:
    """Return the differences of two predictions as a plain table."""
    rows = [
        (
            key,
            _number(d.first),
            _number(d.second),
            f"{d.value or 0:+.3f}",
            f"{d.low or 0:+.3f} to {d.high or 0:+.3f}",
            _number(d.p),
        )
        for key, d in differences.items()
    ]
    head = ("figure", "first", "second", "change", "95 % interval", "p")
    return "\n".join(_table([head, *rows])) + "\n"


def to_json(evaluation: Evaluation) -> str:
    """Return figures, reliability table and coverage curve as JSON, without the errors."""
    data: dict[str, Any] = {
        "documents": evaluation.documents,
        "figures": {
            key: {"value": f.value, "low": f.low, "high": f.high, "n": f.n}
            for key, f in evaluation.figures.items()
        },
        "reliability": [
            {
                "low": b.low,
                "high": b.high,
                "n": b.n,
                "confidence": b.confidence,
                "accuracy": b.accuracy,
            }
            for b in evaluation.reliability
        ],
        "coverage": [list(point) for point in evaluation.coverage],
    }
    return json.dumps(data, indent=1) + "\n"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _table(rows: list[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(len(row[k]) for row in rows) for k in range(len(rows[0]))]
    for row in rows:
        first, *others = row
        cells = [cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True)]
        yield "  ".join([first.ljust(widths[0]), *cells]).rstrip()
