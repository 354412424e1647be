"""Choosing one of a few rows by a linear model, without arrays.

A choice has some ten rows; calling numpy for each costs several times the sums themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from math import exp

from attrs import frozen

from quotex.ranker import LinearModel, Row


@frozen
class Choice:
    """What a ranker is asked: the candidates of one mention, the last row being "nobody"."""

    head: int
    kind: str
    speakers: list[int]
    rows: list[Row]


@frozen
class Chooser:
    """A linear model as nested lists: weights by feature and bin, tables by pair of features."""

    names: tuple[tuple[str, ...], ...]
    singles: tuple[list[float], ...]
    pairs: tuple[tuple[int, int, list[list[float]]], ...]

    @classmethod
    def of(cls, model: LinearModel) -> Chooser:
        weights = iter(model.weights.tolist())
        singles = tuple(list(islice(weights, len(f.labels))) for f in model.features)
        position = {feature.name: k for k, feature in enumerate(model.features)}
        pairs = []
        for left, right in model.crosses:
            a, b = position[left], position[right]
            pairs.append((a, b, [list(islice(weights, len(singles[b]))) for _ in singles[a]]))
        names = tuple(tuple(f"{f.name}: {label}" for label in f.labels) for f in model.features)
        return cls(names, singles, tuple(pairs))

    def score(self, row: Row) -> float:
        # Weights are round numbers and scores do tie: the order of the sum is not to change.
        total = 0.0
        for weights, value in zip(self.singles, row, strict=True):
            total += weights[value]
        for a, b, table in self.pairs:
            total += table[row[a]][row[b]]
        return total

    def best(self, rows: Sequence[Row]) -> int:
        """Return the index of the best row."""
        scores = [self.score(row) for row in rows]
        return scores.index(max(scores))

    def choose(self, rows: Sequence[Row]) -> tuple[int, float]:
        """Return the index of the best row and its probability among them (softmax)."""
        scores = [self.score(row) for row in rows]
        top = max(scores)
        return scores.index(top), 1.0 / sum(exp(score - top) for score in scores)

    def reasons(self, row: Row, most: int = 2) -> list[str]:
        """Return the bins that speak most for the row, for a person to read."""
        found = [(self.singles[k][value], self.names[k][value]) for k, value in enumerate(row)]
        return [name for _, name in sorted(found, reverse=True)[:most]]
