"""Reasons: what decided, in words a person understands."""

from __future__ import annotations

from collections.abc import Sequence

from quotex.drafts import Draft
from quotex.quotation_models import QuotationModels
from quotex.resolution import Resolution
from quotex.types import Cue, Mention

_MOST = 8  # pieces of evidence are shown
_WAYS = {
    "own": "is the subject of",
    "quoted": "is the one quoted by",
    "conj": "is the subject shared with",
    "xcomp": "is the subject shared with",
    "advcl": "is the subject shared with",
    "pcomp": "is the subject shared with",
    "ccomp": "is the subject shared with",
    "acl": "is the thing described by",
    "relcl": "is described by",
    "poss": "is the owner of",
    "of": "is named by",
    "by": "is the author of",
}


def reason_of(
    draft: Draft, mention: Mention | None, cue: Cue | None, resolution: Resolution | None
) -> str:
    """Return one sentence: how the source was found, and how it was resolved."""
    if mention is None:
        return "no speaker: nobody near the quotation is a likely source"
    if draft.segments and draft.segments[0].label is not None:
        found = f"the turn is labelled {mention.text!r}"
    elif cue is not None and draft.report is not None:
        way = _WAYS.get(draft.report.cue.way, "goes with")
        found = f"{mention.text!r} {way} the cue {cue.text!r}"
    else:
        found = f"no cue; {mention.text!r} is the likeliest of the mentions near the quotation"
    if any(not s.span.closed and not s.span.continues for s in draft.segments):
        found += "; the closing mark is missing"
    if resolution is None or resolution.reason == "named outright":
        return found
    return f"{found}; {resolution.reason}"


def below_minimum(likeliest: str, confidence: float, minimum: float) -> str:
    """Return why a speaker that is too uncertain is left out."""
    return (
        f"no speaker: the likeliest, {likeliest!r}, has a confidence of {confidence:.2f}, below "
        f"the minimum of {minimum:.2f} asked for"
    )


def evidence_of(
    drafts: Sequence[Draft], models: QuotationModels
) -> list[tuple[tuple[str, float], ...]]:
    """Return for each draft what weighed most for or against its source, the heaviest first."""
    rows = [draft.row for draft in drafts if draft.row is not None]
    heaviest = iter(models.sources.contributions(rows, _MOST))
    return [
        tuple((name, round(weight, 3)) for name, weight in next(heaviest)) if draft.row else ()
        for draft in drafts
    ]
