"""The bootstrap over documents: how far a figure would move on other texts of the same kind.

Documents, not quotations, are drawn with replacement, since the quotations of one text share
its speakers and its style (Efron & Tibshirani, An introduction to the bootstrap, 1993; for two
systems on one sample: Koehn, Statistical significance tests for machine translation evaluation,
EMNLP 2004).
"""

from __future__ import annotations

import numpy as np

LEVEL = 0.95


def draws(documents: int, resamples: int, seed: int) -> np.ndarray:
    """Return how often each document is in each resample; row 0 is the sample itself.

    The shape is (1 + resamples, documents). With fewer than two documents there is nothing to
    draw from and only row 0.
    """
    sample = np.ones((1, documents))
    if documents < 2:
        return sample
    chances = np.full(documents, 1 / documents)
    drawn = np.random.default_rng(seed).multinomial(documents, chances, size=resamples)
    return np.vstack((sample, drawn))


def interval(values: np.ndarray) -> tuple[float | None, float | None]:
    """Return the middle 95 % of the resampled values (percentile interval)."""
    known = values[~np.isnan(values)]
    if not len(known):
        return None, None
    low, high = np.quantile(known, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)


def chance_of_alike(differences: np.ndarray) -> float | None:
    """Return the two-sided p of a difference, from its resamples.

    Twice the share of resamples in which the sign is not that of most, with the usual one
    added to both counts so that it is never 0 (Davison & Hinkley 1997, section 4.2).
    """
    known = differences[~np.isnan(differences)]
    if not len(known):
        return None
    fewer = min(int((known <= 0).sum()), int((known >= 0).sum()))
    return min(1.0, 2 * (fewer + 1) / (len(known) + 1))
