"""Choosing one of a few rows by a linear model, without arrays.

A choice has some ten rows; calling numpy for each costs several times the sums themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, zip_longest
from math import exp

from attrs import frozen

from quotex.ranker import LinearModel, Row


@frozen
class Chooser:
    """A linear model as nested lists: weights by feature and bin, and tables by pair of features.

    ``tables`` are all that a score sums up, one weight of each: a pair's table holds, beside the
    weights of the cross, those of the features that no table before it has counted.
    """

    names: tuple[tuple[str, ...], ...]
    singles: tuple[list[float], ...]
    tables: tuple[tuple[int, int, list[list[float]]], ...]

    @classmethod
    def of(cls, model: LinearModel) -> Chooser:
        weights = iter(model.weights.tolist())
        singles = tuple(list(islice(weights, len(f.labels))) for f in model.features)
        position = {feature.name: k for k, feature in enumerate(model.features)}
        uncounted = dict(enumerate(singles))
        tables = []
        for left, right in model.crosses:
            a, b = position[left], position[right]
            crossed = [list(islice(weights, len(singles[b]))) for _ in singles[a]]
            tables.append((a, b, _add(crossed, uncounted.pop(a, None), uncounted.pop(b, None))))
        alone = list(uncounted)
        for a, b in zip_longest(alone[::2], alone[1::2], fillvalue=0):
            empty = [[0.0] * len(singles[b]) for _ in singles[a]]
            tables.append((a, b, _add(empty, uncounted.pop(a), uncounted.pop(b, None))))
        names = tuple(tuple(f"{f.name}: {label}" for label in f.labels) for f in model.features)
        return cls(names, singles, tuple(tables))

    def score(self, row: Row) -> float:
        total = 0.0
        for a, b, table in self.tables:
            total += table[row[a]][row[b]]
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


def _add(
    table: list[list[float]], left: list[float] | None, right: list[float] | None
) -> list[list[float]]:
    """Return the table with the weights of its own two features added, where given."""
    left, right = left or [0.0] * len(table), right or [0.0] * len(table[0])
    return [
        [crossed + own + other for crossed, other in zip(line, right, strict=True)]
        for line, own in zip(table, left, strict=True)
    ]
