"""Choosing one of a few rows by a linear model, without arrays.

A choice has some ten rows; calling numpy for each costs several times the sums themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

from attrs import frozen

from quotex.ranker import LinearModel, Row


@frozen
class Chooser:
    """A linear model as nested lists: weights by feature and bin, and by pair of bins."""

    names: tuple[tuple[str, ...], ...]
    singles: tuple[list[float], ...]
    pairs: tuple[tuple[int, int, int, list[float]], ...]

    @classmethod
    def of(cls, model: LinearModel) -> Chooser:
        weights = [float(w) for w in model.weights]
        position = {feature.name: k for k, feature in enumerate(model.features)}
        offset = 0
        singles = []
        for feature in model.features:
            singles.append(weights[offset : offset + len(feature.labels)])
            offset += len(feature.labels)
        pairs = []
        for a, b in model.crosses:
            width = len(singles[position[b]])
            size = len(singles[position[a]]) * width
            pairs.append((position[a], position[b], width, weights[offset : offset + size]))
            offset += size
        names = tuple(tuple(f"{f.name}: {label}" for label in f.labels) for f in model.features)
        return cls(names, tuple(singles), tuple(pairs))

    def score(self, row: Row) -> float:
        total = 0.0
        for weights, value in zip(self.singles, row, strict=True):
            total += weights[value]
        for a, b, width, weights in self.pairs:
            total += weights[row[a] * width + row[b]]
        return total

    def choose(self, rows: Sequence[Row]) -> tuple[int, float]:
        """Return the index of the best row and its probability among them (softmax)."""
        scores = [self.score(row) for row in rows]
        top = max(scores)
        return scores.index(top), 1.0 / sum(exp(score - top) for score in scores)

    def reasons(self, row: Row, most: int = 2) -> list[str]:
        """Return the bins that speak most for the row, for a person to read."""
        found = [(self.singles[k][value], self.names[k][value]) for k, value in enumerate(row)]
        return [name for _, name in sorted(found, reverse=True)[:most]]
