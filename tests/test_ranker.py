"""The linear model behind every learned decision."""

from __future__ import annotations

import json

import numpy as np
import pytest

from quotex import ranker
from quotex.errors import WeightsError
from quotex.ranker import Feature, LinearModel, bin_of, sigmoid, softmax

COLOUR = Feature("colour", ("red", "green", "blue"))
SIZE = Feature.count("size", 1)  # "0" and "1+"
FEATURES = (COLOUR, SIZE)
CROSSES = (("colour", "size"),)


def model() -> LinearModel:
    """Return a model whose weights are 0.0 … 1.0: 3 colours, 2 sizes, 6 pairs, and bias 10."""
    made = LinearModel(FEATURES, CROSSES, bias=10.0)
    made.weights = np.array([0.1 * k for k in range(11)])
    return made


def test_flag_and_count_label_their_bins() -> None:
    assert Feature.flag("x").labels == ("no", "yes")
    assert Feature.count("x", 2).labels == ("0", "1", "2+")


@pytest.mark.parametrize(
    ("value", "number"), [(-1, 0), (0.99, 0), (1, 1), (1.5, 1), (3, 2), (7, 3), (99, 3)]
)
def test_bin_of_counts_the_edges_reached(value: float, number: int) -> None:
    assert bin_of(value, (1, 3, 7)) == number


def test_bin_of_without_edges() -> None:
    assert bin_of(5, ()) == 0


def test_columns_are_those_of_the_features_then_of_the_crosses() -> None:
    # colours at 0–2, sizes at 3–4, pairs from 5: red & 0, red & 1+, green & 0, …
    assert model().columns([(0, 0), (1, 1), (2, 0)]).tolist() == [[0, 3, 5], [1, 4, 8], [2, 3, 9]]


def test_scores_add_up() -> None:
    assert model().scores([(0, 0), (2, 1)]) == pytest.approx([10.8, 11.6])


def test_a_feature_has_at_most_as_many_bins_as_a_byte() -> None:
    many = Feature.count("many", 256)
    with pytest.raises(ValueError, match="at most 256 bins"):
        LinearModel((many,))
    assert LinearModel((Feature.count("many", 255),)).scores([(255,)]).tolist() == [0.0]


def test_more_rows_than_are_scored_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(0, 0), (2, 1), (1, 0), (2, 0), (0, 1)]
    whole = model().scores(rows)
    monkeypatch.setattr(ranker, "_BLOCK", 2)
    assert model().scores(rows).tolist() == whole.tolist()


def test_no_rows_no_scores() -> None:
    assert model().scores([]).tolist() == []


def test_a_fresh_model_weighs_nothing() -> None:
    fresh = LinearModel(FEATURES, CROSSES)
    assert len(fresh.weights) == 11
    assert fresh.scores([(1, 1)]).tolist() == [0.0]


def test_contributions_by_name_heaviest_first() -> None:
    made = model()
    made.weights[4] = -2.0
    assert made.contributions([(2, 1), (0, 0)], 2) == [
        [("size=1+", -2.0), ("colour=blue & size=1+", pytest.approx(1.0))],
        [("colour=red & size=0", pytest.approx(0.5)), ("size=0", pytest.approx(0.3))],
    ]


def test_contributions_leave_out_what_weighs_nothing() -> None:
    (found,) = model().contributions([(0, 0)], 9)
    assert [name for name, _ in found] == [
        "colour=red & size=0",
        "size=0",
    ]


class TestJson:
    def test_is_by_name_and_label(self) -> None:
        data = model().to_json()
        assert data["bias"] == 10.0
        assert data["features"]["colour"] == {"red": 0.0, "green": 0.1, "blue": 0.2}
        assert data["features"]["size"] == {"0": 0.3, "1+": 0.4}
        assert data["crosses"] == {"colour & size": [0.5, 0.6, 0.7, 0.8, 0.9, 1.0]}

    def test_round_trip(self) -> None:
        data = json.loads(json.dumps(model().to_json()))
        again = LinearModel.from_json(data, FEATURES, CROSSES)
        assert again.bias == 10.0
        assert again.weights == pytest.approx(model().weights)

    def test_rounds_to_three_places(self) -> None:
        made = LinearModel((SIZE,))
        made.weights = np.array([0.12345, -0.0004])
        assert made.to_json()["features"]["size"] == {"0": 0.123, "1+": 0.0}

    def test_does_not_mind_the_order_of_the_file(self) -> None:
        data = model().to_json()
        data["features"] = dict(reversed(data["features"].items()))
        data["features"]["colour"] = {"blue": 0.2, "red": 0.0, "green": 0.1}
        assert LinearModel.from_json(data, FEATURES, CROSSES).weights == pytest.approx(
            model().weights
        )

    def test_a_feature_that_came_later_weighs_nothing(self) -> None:
        flag = Feature.flag("new")
        crosses = (*CROSSES, ("size", "new"))
        again = LinearModel.from_json(model().to_json(), (*FEATURES, flag), crosses, older=True)
        rows = [(colour, size) for colour in range(3) for size in range(2)]
        for value in (0, 1):
            later = [(*row, value) for row in rows]
            assert again.scores(later) == pytest.approx(model().scores(rows))

    @pytest.mark.parametrize(
        "spoil",
        [
            pytest.param(lambda d: d["features"]["colour"].pop("blue"), id="bin missing"),
            pytest.param(lambda d: d.pop("bias"), id="bias missing"),
            pytest.param(lambda d: d.pop("features"), id="nothing of it"),
            pytest.param(lambda d: d["crosses"]["colour & size"].pop(), id="cross too short"),
            pytest.param(lambda d: d["crosses"]["colour & size"].append(1.0), id="cross too long"),
            pytest.param(lambda d: d["features"]["colour"].update(red="x"), id="no number"),
            pytest.param(lambda d: d["features"].update(size=None), id="no block"),
            pytest.param(lambda d: d["features"].update(old={"no": 1.0}), id="feature gone"),
            pytest.param(lambda d: d["crosses"].update({"colour & old": [1.0]}), id="cross gone"),
        ],
    )
    @pytest.mark.parametrize("older", [False, True])
    def test_weights_that_do_not_fit(self, spoil, older: bool) -> None:
        data = model().to_json()
        spoil(data)
        with pytest.raises(WeightsError, match="Train them again"):
            LinearModel.from_json(data, FEATURES, CROSSES, older=older)

    @pytest.mark.parametrize(
        "spoil",
        [
            pytest.param(lambda d: d["features"].pop("size"), id="feature"),
            pytest.param(lambda d: d["crosses"].clear(), id="cross"),
        ],
    )
    def test_only_older_weights_may_lack_something(self, spoil) -> None:
        data = model().to_json()
        spoil(data)
        LinearModel.from_json(data, FEATURES, CROSSES, older=True)
        with pytest.raises(WeightsError, match="Train them again"):
            LinearModel.from_json(data, FEATURES, CROSSES)


def test_sigmoid() -> None:
    values = sigmoid(np.array([0.0, np.log(3.0), -1e9, 1e9]))
    assert values == pytest.approx([0.5, 0.75, 0.0, 1.0])


def test_softmax() -> None:
    assert softmax(np.array([0.0, np.log(3.0)])) == pytest.approx([0.25, 0.75])
    assert softmax(np.array([1e9, 1e9])) == pytest.approx([0.5, 0.5])
