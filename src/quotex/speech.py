"""Speech or scare quote: do the marked words report someone's words at all?

Titles, nicknames and words the writer holds at a distance stand in the same marks as speech.
A logistic model over the marks' surroundings and the best candidate source decides.
"""

from __future__ import annotations

from collections.abc import Sequence

from quotex import edges
from quotex.attribution import FEATURES as SOURCE_FEATURES
from quotex.edges import edge_row
from quotex.ranker import Feature, bin_of
from quotex.reports import Report
from quotex.scene import Quotation
from quotex.tokens import Tokens

_PROBABILITIES = (0.03, 0.1, 0.3, 0.6, 0.85, 0.96)
_LABELS = ("none", "0", *map(str, _PROBABILITIES))
_FROM_SOURCE = (
    "cue",
    "speech cue",
    "reports it",
    "cue distance",
    "cue side",
    "governs",
    "kind",
    "side",
)
_POSITIONS = tuple(k for k, f in enumerate(SOURCE_FEATURES) if f.name in _FROM_SOURCE)

FEATURES = (
    *edges.FEATURES,
    Feature("covering cue", _LABELS),
    Feature("top source", ("0", "0.3", "0.5", "0.7", "0.85", "0.95")),
    *(SOURCE_FEATURES[k] for k in _POSITIONS),
    Feature("parts", ("1", "2", "3+")),
    Feature.flag("other quotations in sentence"),
)
CROSSES = (
    ("words", "capital"),
    ("words", "covering cue"),
    ("words", "cue"),
    ("words", "reports it"),
    ("words", "before"),
    ("words", "closes with"),
    ("words", "after"),
    ("before", "after"),
    ("before", "covering cue"),
    ("before", "capital"),
    ("covering cue", "reports it"),
    ("cue", "reports it"),
    ("closes with", "cue"),
    ("closes with", "after"),
    ("root dependency", "words"),
    ("capital", "first paragraph"),
    ("style", "words"),
    ("introduced as", "words"),
    ("introduced as", "closes with"),
    ("introduced as", "reports it"),
    ("inside a name", "words"),
)


def speech_row(
    tokens: Tokens,
    quotation: Quotation,
    near: Sequence[Report],
    paragraph: Sequence[int],
    top: tuple[int, ...] | None,
    share: float,
) -> tuple[int, ...]:
    """Return the features of one quotation.

    ``near`` are the reports whose contents may reach it, ``top`` is the row of its likeliest
    source and ``share`` that source's probability.
    """
    first, last = quotation.first, quotation.last
    covering = max((r.any for r in near if _covers(r, first.first, last.last)), default=-1.0)
    sent = tokens.sent[first.first]
    others = sum(1 for r in quotation.neighbours if tokens.sent[r.first] == sent)
    return (
        *edge_row(tokens, first, last, paragraph),
        0 if covering < 0 else 1 + bin_of(covering, _PROBABILITIES),
        bin_of(share, (0.3, 0.5, 0.7, 0.85, 0.95)),
        *((top[k] for k in _POSITIONS) if top is not None else (0,) * len(_POSITIONS)),
        min(len(quotation.segments), 3) - 1,
        int(others > 0),
    )


def _covers(report: Report, first: int, last: int) -> bool:
    if report.content is None:
        return False
    spans = report.content.spans
    return any(a <= first + 1 and last - 1 <= b for a, b in spans)
