"""The learned parts of dialogue: two passes over the turns and their calibration."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from attrs import frozen

from quotex.calibration import Steps
from quotex.dialogue.features import CROSSES, FEATURES, PASS_CROSSES, PASSES
from quotex.errors import WeightsError
from quotex.lexicon import read_data
from quotex.ranker import LinearModel

SECOND_FEATURES = FEATURES + PASSES
SECOND_CROSSES = CROSSES + PASS_CROSSES
SIGNS = ("called", "before", "after", "nobody")  # of whom a turn is spoken to
FILE = "dialogue.json"


@frozen(eq=False)
class DialogueModels:
    """The rankers of the first and second pass, and from score to probability.

    ``addressees`` is how often each sign of whom a turn is spoken to is right.
    """

    first: LinearModel
    second: LinearModel
    calibration: Steps
    addressees: Mapping[str, float]

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> DialogueModels:
        """Read models of exactly these features; raise ``WeightsError`` when they differ."""
        try:
            return cls(
                LinearModel.from_json(data["first"], FEATURES, CROSSES),
                LinearModel.from_json(data["second"], SECOND_FEATURES, SECOND_CROSSES),
                [(float(a), float(b)) for a, b in data["calibration"]],
                {sign: float(data["addressees"][sign]) for sign in SIGNS},
            )
        except (KeyError, TypeError, ValueError) as error:
            raise WeightsError(
                f"The weights do not fit this version of quotex ({error!r}). "
                "Train them again with this version."
            ) from error

    def to_json(self) -> dict[str, Any]:
        return {
            "first": self.first.to_json(),
            "second": self.second.to_json(),
            "calibration": [[round(a, 4), round(b, 4)] for a, b in self.calibration],
            "addressees": {sign: round(share, 3) for sign, share in self.addressees.items()},
        }


@lru_cache(maxsize=1)
def shipped_models() -> DialogueModels:
    """Return the models that come with quotex."""
    return DialogueModels.from_json(json.loads(read_data(FILE)))
