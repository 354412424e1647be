"""Answers: the likeliest candidate of each turn, and whom it is spoken to; the models' files."""

from __future__ import annotations

import json
from typing import Any

import pytest

from quotex.dialogue.answers import addressees, answer, shares
from quotex.dialogue.features import CROSSES, FEATURES
from quotex.dialogue.figures import display_name
from quotex.dialogue.models import (
    SECOND_CROSSES,
    SECOND_FEATURES,
    SIGNS,
    DialogueModels,
    shipped_models,
)
from quotex.errors import WeightsError
from quotex.ranker import Feature, LinearModel
from stories import Told, tell

CAST = "First, Ann Lee rose, and Bo Diaz rose, and Clara Stone rose."


def models_with(weights: dict[str, float], **fields: Any) -> DialogueModels:
    """Return models whose passes have only these weights, keyed ``feature=label``."""
    first, second = LinearModel(FEATURES, CROSSES), LinearModel(SECOND_FEATURES, SECOND_CROSSES)
    for model in (first, second):
        labels = [f"{f.name}={label}" for f in model.features for label in f.labels]
        for key, weight in weights.items():
            if key in labels:
                model.weights[labels.index(key)] = weight
    rates = {"called": 0.75, "before": 0.5, "after": 0.25, "nobody": 0.0}
    return DialogueModels(
        first, second, fields.get("calibration", []), fields.get("addressees", rates)
    )


def speakers(told: Told, models: DialogueModels) -> list[str | None]:
    figures = told.story.characters.figures
    return [
        display_name(figures[own.figure]) if own.figure >= 0 else None
        for own in answer(told.story, models)
    ]


class TestShares:
    MODEL = LinearModel((Feature.flag("a"),))

    def test_they_sum_to_one_in_each_turn(self) -> None:
        self.MODEL.weights[:] = [0.0, 2.0]
        found = shares(self.MODEL, [[(0,), (1,)], [(1,)], [(0,), (0,), (1,), (1,)]])
        assert [sum(own) for own in found] == pytest.approx([1, 1, 1])
        assert found[0][1] == pytest.approx(0.880797, abs=1e-6)  # 1 / (1 + exp(-2))
        assert found[1] == [1.0]

    def test_a_turn_without_candidates_has_none(self) -> None:
        assert shares(self.MODEL, [[], [(0,)], []]) == [[], [1.0], []]
        assert shares(self.MODEL, []) == []

    def test_great_scores_do_not_overflow(self) -> None:
        model = LinearModel((Feature.flag("a"),))
        model.weights[:] = [0.0, 5000.0]
        assert shares(model, [[(0,), (1,)]]) == [[0.0, 1.0]]


class TestAnswer:
    def test_the_likeliest_candidate(self) -> None:
        told = tell(CAST, "“Go,” said Ann.", "“No,” said Bo.")
        assert speakers(told, models_with({"tag=me": 5.0})) == ["Ann Lee", "Bo Diaz"]
        assert speakers(told, models_with({"tag=another": 5.0}))[0] != "Ann Lee"

    def test_the_second_pass_sees_what_the_first_made_of_neighbours(self) -> None:
        told = tell(CAST, "“Go,” said Ann.", "“No,” said Bo.", "“Oh.”")
        models = models_with({"tag=me": 9.0, "order said=second": 4.0})
        assert speakers(told, models) == ["Ann Lee", "Bo Diaz", "Ann Lee"]

    def test_nobody_where_there_is_no_candidate(self) -> None:
        (own,) = answer(tell("“Go.”").story, models_with({}))
        assert (own.figure, own.probability, own.row, own.addressee) == (-1, 0.0, None, -1)

    def test_the_probability_is_calibrated(self) -> None:
        told = tell("And so, Ann Lee sat.", "“Go,” said Ann.")
        (own,) = answer(told.story, models_with({}, calibration=[(0.0, 0.1), (1.0, 0.6)]))
        assert own.probability == pytest.approx(0.6)

    def test_a_row_of_the_second_pass_comes_with_it(self) -> None:
        (own,) = answer(tell(CAST, "“Go,” said Ann.").story, models_with({"tag=me": 5.0}))
        assert own.row is not None
        assert len(own.row) == len(SECOND_FEATURES)
        assert SECOND_FEATURES[0].labels[own.row[0]] == "me"

    def test_the_addressee_s_probability_is_that_of_the_sign(self) -> None:
        told = tell(CAST, "“Go, Bo,” said Ann.", "“No,” said Bo.")
        called, before = answer(told.story, models_with({"tag=me": 9.0}))
        assert (called.addressee, called.addressee_probability) == (told.who("Bo Diaz"), 0.75)
        assert (before.addressee, before.addressee_probability) == (told.who("Ann Lee"), 0.5)


class TestAddressees:
    """Spoken to: whoever is called, else spoke before in the run, else answers."""

    def found(self, told: Told, *speakers: str | None) -> list[tuple[str | None, str]]:
        numbers = [-1 if name is None else told.who(name) for name in speakers]
        figures = told.story.characters.figures
        return [
            (None if who < 0 else display_name(figures[who]), sign)
            for who, sign in addressees(told.story, numbers)
        ]

    def test_somebody_called(self) -> None:
        told = tell(CAST, "“Go.”", "“No, Clara!”")
        assert self.found(told, "Ann Lee", "Bo Diaz")[1] == ("Clara Stone", "called")

    def test_nobody_calls_herself(self) -> None:
        told = tell(CAST, "“Go.”", "“No, Clara!”")
        assert self.found(told, "Ann Lee", "Clara Stone")[1] == ("Ann Lee", "before")

    def test_somebody_named_but_not_called_is_not_spoken_to(self) -> None:
        told = tell(CAST, "“Go and tell Clara of it.”", "“No.”")
        assert self.found(told, "Ann Lee", "Bo Diaz")[0] == ("Bo Diaz", "after")

    def test_before_and_after(self) -> None:
        told = tell(CAST, "“Go.”", "“No.”", "“Oh.”")
        assert self.found(told, "Ann Lee", "Bo Diaz", "Ann Lee") == [
            ("Bo Diaz", "after"),
            ("Ann Lee", "before"),
            ("Bo Diaz", "before"),
        ]

    def test_a_speaker_of_two_turns_speaks_to_the_one_before_them(self) -> None:
        told = tell(CAST, "“Go.”", "“No.”", "“Oh.”")
        assert self.found(told, "Ann Lee", "Bo Diaz", "Bo Diaz")[2] == ("Ann Lee", "before")

    def test_alone_there_is_nobody(self) -> None:
        told = tell(CAST, "“Go.”")
        assert self.found(told, "Ann Lee") == [(None, "nobody")]

    def test_unknown_speakers_are_spoken_to_by_nobody(self) -> None:
        told = tell(CAST, "“Go.”", "“No.”")
        assert self.found(told, None, "Bo Diaz") == [("Bo Diaz", "after"), (None, "nobody")]

    @pytest.mark.parametrize(
        ("between", "sign"), [(0, "before"), (1, "before"), (2, "nobody"), (4, "nobody")]
    )
    def test_much_narration_parts_them(self, between: int, sign: str) -> None:
        told = tell(CAST, "“Go.”", *["They waited."] * between, "“No.”")
        assert self.found(told, "Ann Lee", "Bo Diaz")[1][1] == sign

    def test_the_signs_are_those_that_models_rate(self) -> None:
        assert set(shipped_models().addressees) == set(SIGNS)


class TestModels:
    def test_they_come_back_from_json(self) -> None:
        told = tell(CAST, *["“Go,” said Ann.", "“No, Ann.”", "“Oh,” he said."] * 3)
        models = models_with(
            {"tag=me": 1.25, "own=3": -0.5}, calibration=[(0.0, 0.25), (0.5, 0.75)]
        )
        again = DialogueModels.from_json(json.loads(json.dumps(models.to_json())))
        assert again.to_json() == models.to_json()
        assert again.calibration == [(0.0, 0.25), (0.5, 0.75)]
        assert again.addressees == models.addressees
        mine, its = answer(told.story, models), answer(told.story, again)
        assert [(a.figure, a.probability, a.row) for a in mine] == [
            (a.figure, a.probability, a.row) for a in its
        ]

    def test_the_shipped_ones_fit(self) -> None:
        models = shipped_models()
        assert models.first.features == FEATURES
        assert models.second.features == SECOND_FEATURES
        assert all(0 <= rate <= 1 for rate in models.addressees.values())
        steps = models.calibration
        assert list(steps) == sorted(steps)
        assert [y for _, y in steps] == sorted(y for _, y in steps)

    @pytest.mark.parametrize("part", ["first", "second"])
    @pytest.mark.parametrize("what", ["feature", "label", "cross", "short cross", "bias", "word"])
    def test_other_shapes_are_refused(self, part: str, what: str) -> None:
        data = models_with({}).to_json()
        own = data[part]
        if what == "feature":
            del own["features"]["tag"]
        elif what == "label":
            del own["features"]["tag"]["me"]
        elif what == "cross":
            del own["crosses"]["tag & tag form"]
        elif what == "short cross":
            own["crosses"]["tag & tag form"].pop()
        elif what == "bias":
            del own["bias"]
        else:
            own["features"]["tag"]["me"] = "heavy"
        with pytest.raises(WeightsError, match="weights"):
            DialogueModels.from_json(data)

    @pytest.mark.parametrize("part", ["first", "second", "calibration", "addressees"])
    def test_a_part_that_is_missing_is_refused(self, part: str) -> None:
        data = models_with({}).to_json()
        del data[part]
        with pytest.raises(WeightsError, match="weights"):
            DialogueModels.from_json(data)

    def test_a_sign_that_is_missing_is_refused(self) -> None:
        data = models_with({}).to_json()
        del data["addressees"]["before"]
        with pytest.raises(WeightsError, match="weights"):
            DialogueModels.from_json(data)

    @pytest.mark.parametrize("steps", [[[0.5]], [["a", "b"]], None, [0.5]])
    def test_a_calibration_of_another_shape_is_refused(self, steps: object) -> None:
        data = models_with({}).to_json() | {"calibration": steps}
        with pytest.raises(WeightsError, match="weights"):
            DialogueModels.from_json(data)
