"""A linear model over binned features: every learned decision of quotex is one of these.

A row is one small integer a feature, the index of the bin it falls in. The score of a row
is the sum of one weight a feature, plus one a pair of features that the model crosses.
The weights are readable JSON: ``{feature: {bin label: weight}}``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from attrs import define, field, frozen

from quotex.errors import WeightsError

Row = Sequence[int]

_MOST_BINS = 256
_BLOCK = 4096  # rows scored at once: their columns take about a kilobyte each


@frozen
class Feature:
    """A categorical or binned feature: its name and the labels of its bins, in order."""

    name: str
    labels: tuple[str, ...]

    @classmethod
    def flag(cls, name: str) -> Feature:
        return cls(name, ("no", "yes"))

    @classmethod
    def count(cls, name: str, most: int) -> Feature:
        """Bins 0, 1, … and one for ``most`` or more."""
        return cls(name, (*map(str, range(most)), f"{most}+"))


class Bins(dict[str, int]):
    """The bins of a feature by label; the last bin is for all that have none of their own."""

    def __init__(self, labels: Sequence[str]) -> None:
        super().__init__(zip(labels, range(len(labels)), strict=True))
        self._other = len(labels) - 1

    def __missing__(self, label: str) -> int:
        return self._other

    def of(self, labels: Mapping[str, str]) -> dict[str, int]:
        """Return the bins in place of the labels that words or tags stand for."""
        return {word: self[label] for word, label in labels.items()}


def bin_of(value: float, edges: Sequence[float]) -> int:
    """Return how many of the ascending edges the value reaches."""
    return bisect_right(edges, value)


@define(eq=False)
class LinearModel:
    """Weights for a list of features and for crosses of two of them."""

    features: tuple[Feature, ...]
    crosses: tuple[tuple[str, str], ...] = ()
    weights: np.ndarray = field(default=None)
    bias: float = 0.0
    _offsets: np.ndarray = field(init=False, repr=False)
    _left: np.ndarray = field(init=False, repr=False)
    _right: np.ndarray = field(init=False, repr=False)
    _strides: np.ndarray = field(init=False, repr=False)
    _names: dict[int, str] = field(init=False, factory=dict, repr=False)

    def __attrs_post_init__(self) -> None:
        position = {f.name: k for k, f in enumerate(self.features)}
        self._left = np.array([position[a] for a, _ in self.crosses], dtype=np.int64)
        self._right = np.array([position[b] for _, b in self.crosses], dtype=np.int64)
        widths = np.array([len(f.labels) for f in self.features], dtype=np.int64)
        if widths.max(initial=0) > _MOST_BINS:
            raise ValueError(f"a feature has at most {_MOST_BINS} bins")
        self._strides = widths[self._right]
        sizes = np.concatenate((widths, widths[self._left] * self._strides))
        self._offsets = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
        if self.weights is None:
            self.weights = np.zeros(int(sizes.sum()))

    def columns(self, rows: Sequence[Row]) -> np.ndarray:
        """Return, for each row, the index of every weight that it uses."""
        count, width = len(rows), len(self.features)
        # A byte a bin: numpy takes several times as long over Python integers.
        flat = np.frombuffer(b"".join(map(bytes, rows)), np.uint8)
        table = np.empty((count, width + len(self.crosses)), dtype=np.int64)
        bins = table[:, :width]
        bins[:] = flat.reshape(count, width)
        crossed = bins.take(self._left, axis=1)
        crossed *= self._strides
        crossed += bins.take(self._right, axis=1)
        table[:, width:] = crossed
        table += self._offsets[:-1]
        return table

    def scores(self, rows: Sequence[Row]) -> np.ndarray:
        """Return one score a row; as log-odds, for a model that decides yes or no."""
        blocks = (rows[k : k + _BLOCK] for k in range(0, len(rows), _BLOCK))
        scores = [self.scores_at(self.columns(block)) for block in blocks]
        return np.concatenate(scores) if scores else np.zeros(0)

    def scores_at(self, columns: np.ndarray) -> np.ndarray:
        """Return the scores of rows whose columns are known: of a model with these features."""
        return np.asarray(self.weights.take(columns).sum(axis=1) + self.bias)

    def contributions(self, rows: Sequence[Row], most: int) -> list[list[tuple[str, float]]]:
        """Return for each row what adds most to its score or takes most off it, the largest
        first; what adds nothing is left out."""
        columns = self.columns(rows)
        values = self.weights.take(columns)
        heaviest = np.argsort(-np.abs(values), axis=1, kind="stable")[:, :most]
        each = np.arange(len(rows))[:, None]
        weights = values[each, heaviest].tolist()
        names = columns[each, heaviest].tolist()
        return [
            [
                (self._names.get(column) or self._named(column, row, k), weight)
                for column, k, weight in zip(its_names, own, its, strict=True)
                if weight
            ]
            for row, its_names, own, its in zip(
                rows, names, heaviest.tolist(), weights, strict=True
            )
        ]

    def _named(self, column: int, row: Row, k: int) -> str:
        name = self._names[column] = self._name(row, k)
        return name

    def _name(self, row: Row, k: int) -> str:
        """Name the bin that a row fills of a feature or, behind those, of a cross."""
        if k < len(self.features):
            feature = self.features[k]
            return f"{feature.name}={feature.labels[row[k]]}"
        k -= len(self.features)
        return f"{self._name(row, self._left[k])} & {self._name(row, self._right[k])}"

    def to_json(self) -> dict[str, Any]:
        """Return the weights by feature and bin, rounded as they are shipped."""
        blocks: dict[str, Any] = {}
        for k, feature in enumerate(self.features):
            blocks[feature.name] = dict(zip(feature.labels, self._block(k), strict=True))
        crossed = {}
        for k, (a, b) in enumerate(self.crosses):
            values = self._block(len(self.features) + k)
            crossed[f"{a} & {b}"] = values
        return {"bias": round(self.bias, 3), "features": blocks, "crosses": crossed}

    def _block(self, k: int) -> list[float]:
        first = int(self._offsets[k])
        return [round(float(w), 3) for w in self.weights[first : int(self._offsets[k + 1])]]

    @classmethod
    def from_json(
        cls,
        data: Mapping[str, Any],
        features: Sequence[Feature],
        crosses: Sequence[tuple[str, str]] = (),
        *,
        older: bool = False,
    ) -> LinearModel:
        """Read weights for exactly these features; raise ``WeightsError`` when they differ.

        Those that may be ``older`` than this version can lack features and crosses that came
        after them, which weigh nothing: they decide as they did before. One that only they know
        is gone or has changed its meaning.
        """
        model = cls(tuple(features), tuple(crosses))
        try:
            blocks, crossed = dict(data["features"]), dict(data["crosses"])
            values: list[float] = []
            if older:
                for feature in features:
                    blocks.setdefault(feature.name, dict.fromkeys(feature.labels, 0.0))
                sizes = {feature.name: len(feature.labels) for feature in features}
                for a, b in crosses:
                    crossed.setdefault(f"{a} & {b}", [0.0] * (sizes[a] * sizes[b]))
            for feature in features:
                block = blocks.pop(feature.name)
                values += [float(block[label]) for label in feature.labels]
            for a, b in crosses:
                values += [float(w) for w in crossed.pop(f"{a} & {b}")]
            if gone := [*blocks, *crossed]:
                raise ValueError(f"{gone[0]!r} is no feature any more")
            bias = float(data["bias"])
        except (KeyError, TypeError, ValueError) as error:
            raise WeightsError(
                f"The weights do not fit this version of quotex ({error!r}). "
                "Train them again with this version."
            ) from error
        if len(values) != len(model.weights):
            raise WeightsError(
                "The weights have the wrong number of bins. Train them again with this version."
            )
        model.weights = np.array(values)
        model.bias = bias
        return model


def sigmoid(scores: np.ndarray) -> np.ndarray:
    """Return the probability for each score in log-odds."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(scores, -30.0, 30.0))))


def softmax(scores: np.ndarray) -> np.ndarray:
    """Return the probability of each of the competing scores."""
    weights = np.exp(scores - scores.max())
    return np.asarray(weights / weights.sum())
