"""What an evaluation gives: figures with intervals, reliability, and every error in full."""

from __future__ import annotations

from typing import Literal

from attrs import field, frozen

from quotex.gold.types import GoldQuote, Offsets
from quotex.types import MentionKind, QuoteType

MistakeKind = Literal[
    "missed",  # no prediction covers half of the gold quotation
    "span",  # found, but an end is more than two characters off
    "mention",  # found, but the words that name the source are others, or none
    "name",  # found, but the speaker's name is another, or none
    "spurious",  # a prediction that no gold quotation overlaps
]


@frozen
class PredictedQuote:
    """A quotation as a tool gives it, in plain values; offsets as in ``GoldQuote``."""

    spans: tuple[Offsets, ...]
    type: QuoteType = "direct"
    mention: Offsets | None = None
    mention_text: str | None = None
    mention_kind: MentionKind | None = None
    name: str | None = None
    cue: Offsets | None = None
    confidence: float | None = None
    reason: str = ""

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]


@frozen
class Figure:
    """One figure: its value, the 95 % bootstrap interval over documents, and what it is over.

    ``value`` is ``None`` when there is nothing to measure (``n`` is 0), and ``low`` and
    ``high`` are ``None`` when there are fewer than two documents. ``n`` counts the items in
    the denominator: gold quotations for a recall or accuracy, predictions for a precision.
    """

    value: float | None
    low: float | None
    high: float | None
    n: int


@frozen
class Bin:
    """One row of the reliability table: predictions with a confidence in [low, high)."""

    low: float
    high: float
    n: int
    confidence: float
    """Mean stated confidence."""
    accuracy: float
    """Share that is right."""


@frozen
class Mistake:
    """One error, with everything needed to show it: gold beside prediction.

    ``gold`` is ``None`` for a spurious prediction and ``predicted`` for a missed quotation.
    ``reason`` is the prediction's own, "" when there is none.
    """

    document: str
    kind: MistakeKind
    type: QuoteType
    gold: GoldQuote | None
    predicted: PredictedQuote | None

    @property
    def reason(self) -> str:
        return self.predicted.reason if self.predicted is not None else ""


@frozen
class Evaluation:
    """The outcome of ``evaluate``.

    ``figures`` maps a dotted key, such as ``"direct+mixed.mention_acc"`` or
    ``"indirect.f1"``, to its figure, in the order in which they are shown.
    ``coverage`` is the coverage-precision curve: pairs of (share of the attributed quotations,
    the most confident first; share of those that is right).
    """

    documents: int
    figures: dict[str, Figure]
    reliability: tuple[Bin, ...] = ()
    coverage: tuple[tuple[float, float], ...] = ()
    mistakes: tuple[Mistake, ...] = field(default=(), repr=False)


@frozen
class Difference:
    """One figure of two predictions on the same gold, by a paired bootstrap over documents.

    ``value`` is second minus first; ``p`` is the two-sided probability of a difference at least
    as large if the two were alike.
    """

    first: float | None
    second: float | None
    value: float | None
    low: float | None
    high: float | None
    p: float | None
