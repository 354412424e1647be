"""Calibration: from a score to the probability that it is right.

The steps are those of an isotonic regression (Zadrozny & Elkan 2002, Transforming classifier
scores into accurate multiclass probability estimates) on documents held out in training.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

Steps = Sequence[tuple[float, float]]


def calibrate(raw: float, steps: Steps) -> float:
    """Return the probability of the raw score, between the steps by straight lines."""
    if not steps:
        return raw
    k = bisect_right(steps, raw, key=lambda step: step[0])
    if k == 0:
        return steps[0][1]
    if k == len(steps):
        return steps[-1][1]
    (x0, y0), (x1, y1) = steps[k - 1], steps[k]
    return y0 + (y1 - y0) * (raw - x0) / (x1 - x0) if x1 > x0 else y1
