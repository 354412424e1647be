"""Fitting linear models: logistic and softmax losses, minimised by L-BFGS, in numpy alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from quotex.ranker import LinearModel, Row

Objective = Callable[[np.ndarray], tuple[float, np.ndarray]]


def minimise(objective: Objective, start: np.ndarray, steps: int = 120) -> np.ndarray:
    """Return a minimum of a smooth function by L-BFGS (Nocedal & Wright, Numerical
    Optimization, 2006, algorithm 7.5) with a backtracking line search."""
    x = start.copy()
    value, gradient = objective(x)
    pairs: list[tuple[np.ndarray, np.ndarray, float]] = []
    for _ in range(steps):
        direction = -_two_loop(gradient, pairs)
        slope = float(direction @ gradient)
        if slope >= 0:
            pairs, direction, slope = [], -gradient, -float(gradient @ gradient)
        rate = 1.0 if pairs else min(1.0, 1.0 / (float(np.abs(gradient).sum()) + 1e-12))
        while True:
            new = x + rate * direction
            new_value, new_gradient = objective(new)
            if new_value <= value + 1e-4 * rate * slope or rate < 1e-10:
                break
            rate *= 0.5
        step, change = new - x, new_gradient - gradient
        curvature = float(step @ change)
        if curvature > 1e-12:
            pairs = [*pairs[-9:], (step, change, 1.0 / curvature)]
        done = value - new_value <= 1e-7 * max(1.0, abs(value))
        x, value, gradient = new, new_value, new_gradient
        if done:
            break
    return x


def _two_loop(
    gradient: np.ndarray, pairs: Sequence[tuple[np.ndarray, np.ndarray, float]]
) -> np.ndarray:
    q = gradient.copy()
    alphas = []
    for step, change, rho in reversed(pairs):
        alpha = rho * float(step @ q)
        alphas.append(alpha)
        q -= alpha * change
    if pairs:
        step, change, rho = pairs[-1]
        q *= 1.0 / (rho * float(change @ change))
    for (step, change, rho), alpha in zip(pairs, reversed(alphas), strict=True):
        q += step * (alpha - rho * float(change @ q))
    return q


def fit_binary(
    model: LinearModel,
    rows: Sequence[Row],
    labels: Sequence[float],
    *,
    sample_weights: Sequence[float] | None = None,
    l2: float = 1.0,
) -> None:
    """Set the model's weights to those of a logistic regression with an L2 penalty."""
    columns = model.columns(rows)
    y = np.asarray(labels, dtype=float)
    cost = np.ones(len(y)) if sample_weights is None else np.asarray(sample_weights, dtype=float)
    size = len(model.weights)

    def objective(x: np.ndarray) -> tuple[float, np.ndarray]:
        w, bias = x[:-1], x[-1]
        z = w[columns].sum(axis=1) + bias
        loss = float((cost * (np.logaddexp(0.0, z) - y * z)).sum()) + 0.5 * l2 * float(w @ w)
        residual = cost * (1.0 / (1.0 + np.exp(-z)) - y)
        spread = np.repeat(residual, columns.shape[1])
        slope = np.bincount(columns.ravel(), weights=spread, minlength=size)
        return loss, np.concatenate((slope + l2 * w, [residual.sum()]))

    x = minimise(objective, np.zeros(size + 1))
    model.weights, model.bias = x[:-1], float(x[-1])


def fit_softmax(
    model: LinearModel,
    rows: Sequence[Row],
    labels: Sequence[float],
    groups: Sequence[int],
    *,
    l2: float = 1.0,
    steps: int = 120,
) -> None:
    """Set the weights so that in each group the labelled rows are the likeliest (conditional
    logit; several labelled rows in a group share the credit). ``groups`` is ascending. Without
    rows the weights stay at zero: every candidate is as likely as the next."""
    if not len(rows):
        return
    # Feature by feature: no table as large as all columns is made at each step.
    columns = np.ascontiguousarray(model.columns(rows).T)
    y = np.asarray(labels, dtype=float)
    group = np.asarray(groups)
    first = np.flatnonzero(np.concatenate(([True], group[1:] != group[:-1])))
    member = np.cumsum(np.concatenate(([0], (group[1:] != group[:-1]).astype(int))))
    size = len(model.weights)
    hidden = np.where(y > 0, 0.0, -1e9)

    def log_sum(z: np.ndarray) -> np.ndarray:
        top = np.maximum.reduceat(z, first)
        return np.asarray(top + np.log(np.add.reduceat(np.exp(z - top[member]), first)))

    def objective(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = np.zeros(len(y))
        for own in columns:
            z += w.take(own)
        everything, right = log_sum(z), log_sum(z + hidden)
        loss = float((everything - right).sum()) + 0.5 * l2 * float(w @ w)
        residual = np.exp(z - everything[member]) - np.exp(z + hidden - right[member])
        slope = np.zeros(size)
        for own in columns:
            slope += np.bincount(own, weights=residual, minlength=size)
        return loss, slope + l2 * w

    model.weights = minimise(objective, np.zeros(size), steps)


def fit_isotonic(scores: Sequence[float], labels: Sequence[float]) -> list[tuple[float, float]]:
    """Return (score, probability) steps of an isotonic regression by pooling adjacent
    violators (Zadrozny & Elkan 2002, Transforming classifier scores into probabilities)."""
    pools: list[list[float]] = []
    for score, label in sorted(zip(scores, labels, strict=True)):
        pools.append([label, 1.0, score, score])
        while len(pools) > 1 and pools[-2][0] / pools[-2][1] >= pools[-1][0] / pools[-1][1]:
            total, count, _, high = pools.pop()
            pools[-1][0] += total
            pools[-1][1] += count
            pools[-1][3] = high
    return [((low + high) / 2, total / count) for total, count, low, high in pools]
