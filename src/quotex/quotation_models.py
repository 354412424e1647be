"""What the decisions on quotations learn: their models, cuts and calibration."""

from __future__ import annotations

from functools import partial
from typing import Any

from attrs import define, field

from quotex import attribution, extents, links, speech
from quotex.calibration import Steps
from quotex.ranker import LinearModel
from quotex.reports import REPORT_CUT

# Log-odds that hold back a link and a wider extent, either of which could put a stranger's words
# into a quotation; chosen on one half of the training texts by models of the other.
LINK_CUT = 0.3
DIRECT_MARGIN = 0.7


@define(eq=False)
class QuotationModels:
    """The learned parts of this stage and the points from which a decision is taken.

    The cuts on probabilities are a half. The calibrations are the steps that turn a raw score
    into a probability.
    """

    links: LinearModel
    sources: LinearModel
    speech: LinearModel
    extents: LinearModel
    speech_cut: float = 0.5
    indirect_cut: float = REPORT_CUT
    link_cut: float = LINK_CUT
    direct_margin: float = DIRECT_MARGIN
    calibration: Steps = field(factory=list)
    indirect_calibration: Steps = field(factory=list)

    @property
    def models(self) -> tuple[LinearModel, ...]:
        return self.links, self.sources, self.speech, self.extents

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> QuotationModels:
        read = partial(LinearModel.from_json, older=True)
        if float(data["indirect cut"]) < REPORT_CUT:
            raise ValueError(f"the indirect cut is below {REPORT_CUT}")
        return cls(
            read(data["links"], links.FEATURES, links.CROSSES),
            read(data["sources"], attribution.FEATURES, attribution.CROSSES),
            read(data["speech"], speech.FEATURES, speech.CROSSES),
            read(data["extents"], extents.FEATURES, extents.CROSSES),
            float(data["speech cut"]),
            float(data["indirect cut"]),
            float(data["link cut"]),
            float(data["direct margin"]),
            [(float(a), float(b)) for a, b in data["calibration"]],
            [(float(a), float(b)) for a, b in data["indirect calibration"]],
        )

    def to_json(self) -> dict[str, Any]:
        return {
            "links": self.links.to_json(),
            "sources": self.sources.to_json(),
            "speech": self.speech.to_json(),
            "extents": self.extents.to_json(),
            "speech cut": self.speech_cut,
            "indirect cut": self.indirect_cut,
            "link cut": self.link_cut,
            "direct margin": self.direct_margin,
            "calibration": [[round(a, 4), round(b, 4)] for a, b in self.calibration],
            "indirect calibration": [
                [round(a, 4), round(b, 4)] for a, b in self.indirect_calibration
            ],
        }
