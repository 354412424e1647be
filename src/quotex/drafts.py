"""Drafts: quotations as character spans with a source, before anybody has a name."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen

from quotex.reports import Report
from quotex.scene import Scene
from quotex.segments import Segment
from quotex.spans import CharSpan, cuts, type_of, uncrossed
from quotex.types import QuoteType

# Labels of transcripts are wrong about as often as the annotators of news disagree on a source.
_LABELLED = 0.97


@frozen
class Draft:
    """A quotation before names: character spans, type, the source's head token and its cue.

    ``raw`` is the uncalibrated score of the source, ``row`` the features that spoke for it.
    """

    spans: tuple[tuple[int, int], ...]
    type: QuoteType
    source: int | None
    report: Report | None
    raw: float
    confidence: float
    row: tuple[int, ...] | None = None
    segments: tuple[Segment, ...] = ()

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]


def apart(text: str, drafts: Sequence[Draft], turns: Sequence[Segment]) -> list[Draft]:
    """Leave to quotations their marked words alone where more of them would cross another.

    A word to which no space divides the marks of two quotations is one token with them.
    """
    marks = sorted([span for draft in drafts for span in _marks(draft)] + spans_of(turns))
    wide = [draft for draft in drafts if draft.spans != _marks(draft)]
    kept = uncrossed_drafts([d for d in wide if not any(cuts(span, marks) for span in d.spans)])
    narrow = {id(draft) for draft in wide} - {id(draft) for draft in kept}
    return [_marks_alone(text, draft) if id(draft) in narrow else draft for draft in drafts]


def spans_of(segments: Sequence[Segment]) -> list[CharSpan]:
    return [(segment.span.start, segment.span.end) for segment in segments]


def _marks(draft: Draft) -> tuple[CharSpan, ...]:
    return tuple(spans_of(draft.segments))


def _marks_alone(text: str, draft: Draft) -> Draft:
    spans = _marks(draft)
    return evolve(draft, spans=spans, type=type_of(text, spans, draft.segments))


def labelled_turns(segments: Sequence[Segment]) -> list[Draft]:
    """Labelled turns: the label names the speaker, there is nothing to decide."""
    drafts: list[Draft] = []
    for s in segments:
        span = (s.span.start, s.span.end)
        if s.carries_on and drafts and drafts[-1].segments[0].label == s.label:
            before = drafts[-1]
            drafts[-1] = evolve(before, spans=(*before.spans, span), segments=(*before.segments, s))
        elif s.label is not None:
            drafts.append(
                Draft((span,), "direct", s.label[1], None, _LABELLED, _LABELLED, None, (s,))
            )
    return drafts


def uncrossed_drafts(drafts: Sequence[Draft]) -> list[Draft]:
    """Leave out what crosses a better one: of what is reported, one lies in another or apart.

    A parser that is lost gives a cue the words that another one reports with others of its own.
    """
    kept = uncrossed([d.spans for d in drafts], lambda a, b: is_better(drafts[a], drafts[b]))
    return [drafts[number] for number in kept]


def is_better(draft: Draft, other: Draft) -> bool:
    """Of two cues of one content the one with a source wins: "is reported to have *said*"."""
    if (draft.source is None) != (other.source is None):
        return draft.source is not None
    return draft.raw > other.raw


def to_characters(scene: Scene, spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Turn token spans (ends included) into character spans."""
    return tuple((scene.tokens.start[a], scene.tokens.end[b]) for a, b in spans)
