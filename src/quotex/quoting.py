"""Quoting: a draft and what was decided of it become a quotation as it is returned."""

from __future__ import annotations

from quotex.drafts import Draft
from quotex.tokens import Tokens
from quotex.types import Cue, Mention, Quote, Span, Speaker


def quote_of(
    text: str,
    draft: Draft,
    *,
    speaker: Speaker | None,
    mention: Mention | None,
    cue: Cue | None,
    confidence: float,
    reason: str,
    evidence: tuple[tuple[str, float], ...] = (),
) -> Quote:
    """Return the quotation; its offsets and words are those of ``text``, the caller's own."""
    return Quote(
        text=text[draft.start : draft.end],
        start=draft.start,
        end=draft.end,
        parts=tuple(Span(text[a:b], a, b) for a, b in draft.spans),
        type=draft.type,
        speaker=speaker,
        mention=mention,
        cue=cue,
        confidence=round(confidence, 4),
        reason=reason,
        evidence=evidence,
    )


def cue_of(tokens: Tokens, draft: Draft) -> Cue | None:
    """Return the cue that reports the draft, if any."""
    if draft.report is None:
        return None
    cue = draft.report.cue
    start, end = tokens.start[cue.first], tokens.end[cue.last]
    return Cue(tokens.text[start:end], start, end, cue.lemma)
