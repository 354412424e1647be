"""Markdown tables, and the words for a number in them."""

from __future__ import annotations

import statistics
from collections.abc import Sequence


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table, followed by an empty line."""
    lines = [header, ["---"] * len(header), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def spread(values: Sequence[float], digits: int = 2) -> str:
    """Return the median with, after more than one round, the least and the greatest."""
    if not values:
        return "–"
    middle, least, greatest = (
        f"{value:,.{digits}f}" for value in (statistics.median(values), min(values), max(values))
    )
    return middle if len(values) == 1 else f"{middle} ({least} to {greatest})"


def share(value: float, digits: int = 1) -> str:
    return f"{100 * value:.{digits}f} %"
