"""Fitting linear models."""

from __future__ import annotations

import numpy as np
import pytest

from quotex.ranker import Feature, LinearModel, sigmoid, softmax
from quotex.training.fitting import fit_binary, fit_isotonic, fit_softmax, minimise

FEATURES = (Feature.flag("a"), Feature("b", ("0", "1", "2")))


class TestMinimise:
    def test_a_quadratic(self) -> None:
        goal, scale = np.array([3.0, -2.0, 0.5]), np.array([1.0, 10.0, 0.1])

        def bowl(x: np.ndarray) -> tuple[float, np.ndarray]:
            return float((scale * (x - goal) ** 2).sum()), 2 * scale * (x - goal)

        assert minimise(bowl, np.zeros(3)) == pytest.approx(goal, abs=1e-2)

    def test_a_curved_valley(self) -> None:
        def rosenbrock(x: np.ndarray) -> tuple[float, np.ndarray]:
            a, b = x
            value = (1 - a) ** 2 + 100 * (b - a * a) ** 2
            slope = np.array([-2 * (1 - a) - 400 * a * (b - a * a), 200 * (b - a * a)])
            return float(value), slope

        assert minimise(rosenbrock, np.array([-1.2, 1.0])) == pytest.approx([1, 1], abs=1e-2)

    def test_stays_at_a_minimum_and_leaves_the_start_alone(self) -> None:
        start = np.array([1.0])
        found = minimise(lambda x: (float(x @ x), 2 * x), np.zeros(1))
        assert found.tolist() == [0.0]
        minimise(lambda x: (float(x @ x), 2 * x), start)
        assert start.tolist() == [1.0]

    def test_no_more_steps_than_asked_for(self) -> None:
        steps = []

        def slope(x: np.ndarray) -> tuple[float, np.ndarray]:
            steps.append(1)
            return float(-x.sum()), -np.ones(1)  # it falls for ever

        minimise(slope, np.zeros(1), steps=3)
        assert len(steps) == 4


class TestBinary:
    ROWS = ((0, 0), (0, 1), (1, 0), (1, 2)) * 5
    LABELS = (0.0, 0.0, 1.0, 1.0) * 5

    def test_separates(self) -> None:
        model = LinearModel(FEATURES)
        fit_binary(model, self.ROWS, self.LABELS)
        scores = model.scores([(0, 0), (0, 1), (1, 0), (1, 2)])
        assert (scores[:2] < 0).all()
        assert (scores[2:] > 0).all()

    def test_without_evidence_the_bias_is_the_base_rate(self) -> None:
        model = LinearModel(FEATURES)
        fit_binary(model, [(0, 0)] * 8, [1.0] * 6 + [0.0] * 2, l2=1e6)
        assert sigmoid(model.scores([(0, 0)]))[0] == pytest.approx(0.75, abs=0.01)

    def test_a_stronger_penalty_gives_smaller_weights(self) -> None:
        sizes = []
        for l2 in (0.1, 1.0, 10.0):
            model = LinearModel(FEATURES)
            fit_binary(model, self.ROWS, self.LABELS, l2=l2)
            sizes.append(float(np.abs(model.weights).sum()))
        assert sizes == sorted(sizes, reverse=True)
        assert sizes[0] > 2 * sizes[2]

    def test_sample_weights_decide_between_contradictions(self) -> None:
        for weights, sign in (([3.0, 1.0], 1), ([1.0, 3.0], -1)):
            model = LinearModel(FEATURES)
            fit_binary(model, [(0, 0), (0, 0)], [1.0, 0.0], sample_weights=weights)
            assert np.sign(model.scores([(0, 0)])[0]) == sign

    def test_a_cross_learns_what_no_feature_tells_alone(self) -> None:
        rows = [(0, 0), (0, 1), (1, 0), (1, 1)] * 10
        labels = [0.0, 1.0, 1.0, 0.0] * 10
        plain, crossed = LinearModel(FEATURES), LinearModel(FEATURES, (("a", "b"),))
        for model in (plain, crossed):
            fit_binary(model, rows, labels)
        assert plain.scores(rows) == pytest.approx([0.0] * 40, abs=1e-3)
        assert ((crossed.scores(rows) > 0) == np.array(labels, dtype=bool)).all()


class TestSoftmax:
    def test_prefers_what_is_labelled(self) -> None:
        model = LinearModel(FEATURES)
        rows = [(1, 0), (0, 1), (0, 2)] * 4
        fit_softmax(model, rows, [0.0, 1.0, 0.0] * 4, [g for g in range(4) for _ in range(3)])
        shares = softmax(model.scores(rows[:3]))
        assert shares.argmax() == 1
        assert shares[1] > 0.6

    def test_several_right_rows_share_the_credit(self) -> None:
        model = LinearModel(FEATURES)
        rows = [(0, 0), (0, 1), (0, 2)] * 6
        groups = [g for g in range(6) for _ in range(3)]
        fit_softmax(model, rows, [1.0, 1.0, 0.0] * 6, groups)
        shares = softmax(model.scores(rows[:3]))
        assert shares[0] == pytest.approx(shares[1], abs=1e-3)
        assert shares[2] < 0.2

    def test_rows_compete_within_their_group_only(self) -> None:
        model = LinearModel(FEATURES)
        # (0, 1) loses against (0, 0) and wins against (0, 2): a ladder.
        rows = [(0, 0), (0, 1), (0, 1), (0, 2)] * 5
        labels = [1.0, 0.0, 1.0, 0.0] * 5
        groups = [g for g in range(10) for _ in range(2)]
        fit_softmax(model, rows, labels, groups)
        first, second, third = model.scores([(0, 0), (0, 1), (0, 2)])
        assert first > second > third

    def test_a_feature_that_all_share_weighs_nothing(self) -> None:
        model = LinearModel(FEATURES)
        fit_softmax(model, [(1, 0), (1, 1)] * 3, [1.0, 0.0] * 3, [0, 0, 1, 1, 2, 2])
        assert model.weights[:2] == pytest.approx([0.0, 0.0], abs=1e-6)


@pytest.mark.parametrize(
    ("scores", "labels", "steps"),
    [
        pytest.param([0.2, 0.8], [0, 1], [(0.2, 0.0), (0.8, 1.0)], id="in order"),
        pytest.param([0.8, 0.2], [1, 0], [(0.2, 0.0), (0.8, 1.0)], id="not sorted"),
        pytest.param([0.2, 0.8], [1, 0], [(0.5, 0.5)], id="the wrong way round"),
        pytest.param([0.4], [1], [(0.4, 1.0)], id="one"),
        pytest.param([], [], [], id="none"),
        # 0 at .1; then 1 at .2 and 0 at .3 pool to a half, which 0 at .4 draws to a third;
        # 1 at .5 stands alone.
        pytest.param(
            [0.1, 0.2, 0.3, 0.4, 0.5],
            [0, 1, 0, 0, 1],
            [(0.1, 0.0), (0.3, 1 / 3), (0.5, 1.0)],
            id="worked by hand",
        ),
        # 1, 1 pool with each other, and 0 draws them down to two thirds.
        pytest.param([0.1, 0.2, 0.3], [1, 1, 0], [(0.2, 2 / 3)], id="pools of pools"),
    ],
)
def test_isotonic(
    scores: list[float], labels: list[float], steps: list[tuple[float, float]]
) -> None:
    found = fit_isotonic(scores, labels)
    assert [x for x, _ in found] == pytest.approx([x for x, _ in steps])
    assert [y for _, y in found] == pytest.approx([y for _, y in steps])


def test_isotonic_steps_rise() -> None:
    labels = [0.0, 1.0, 0.0, 1.0, 1.0, 0.0, 0.0, 1.0, 1.0, 1.0, 0.0, 1.0]
    values = [y for _, y in fit_isotonic([k / 12 for k in range(12)], labels)]
    assert values == sorted(set(values))


def test_nothing_to_learn_from_leaves_the_weights_at_zero() -> None:
    model = LinearModel((Feature.flag("a"),))
    fit_softmax(model, [], [], [])
    assert model.weights.tolist() == [0.0, 0.0]
    assert fit_isotonic([], []) == []
