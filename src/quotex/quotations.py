"""Quotations: the learned decisions put in order, from quoted spans to drafts.

link the segments -> rank the sources -> speech or scare quote -> how far it reaches; then
what the remaining cues report without marks.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence, Set
from functools import partial
from itertools import islice, pairwise
from math import exp
from typing import Any

from attrs import define, evolve, field, frozen

from quotex import attribution, extents, links, speech
from quotex.attribution import add_candidates
from quotex.calibration import Steps, calibrate
from quotex.contents import begins_clause, has_clause, is_clause
from quotex.extents import Option, extent_options
from quotex.links import both_tagged, is_title, link_rows
from quotex.ranker import LinearModel, sigmoid, softmax
from quotex.reports import REPORT_CUT, Report, tells
from quotex.scene import Quotation, Scene, group
from quotex.segments import Segment
from quotex.spans import (
    CharSpan,
    cuts,
    has_words,
    inside_any,
    merged,
    overlaps_any,
    type_of,
    uncrossed,
)
from quotex.speech import speech_row
from quotex.types import QuoteType

# No sentence is longer than this on one side of a quotation, in tokens, unless it is a list.
_REACH = 150
# Log-odds that hold back a link and a wider extent, either of which could put a stranger's words
# into a quotation; chosen on one half of the training texts by models of the other.
LINK_CUT = 0.3
DIRECT_MARGIN = 0.7
# A phrase that is no clause, "her support" in "announced her support", is reported speech only
# behind a cue that is nearly certain.
PHRASE_CUT = 0.7
# Labels of transcripts are wrong about as often as the annotators of news disagree on a source.
_LABELLED = 0.97


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


@frozen
class Draft:
    """A quotation before names: character spans, type, the source's head token and its cue.

    ``raw`` is the uncalibrated score of the source, ``evidence`` what spoke for it.
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


@define(eq=False)
class Decision:
    """What the models say of one quotation; kept whole for training and calibration."""

    quotation: Quotation
    best: int
    share: float
    speech: float
    option: Option | None


def decide(
    scene: Scene,
    segments: Sequence[Segment],
    models: QuotationModels,
    turns: Set[int] = frozenset(),
) -> list[Decision]:
    """Link the segments and decide on every quotation they make.

    ``turns`` are the numbers of the labelled turns, which no quotation reaches into.
    """
    quotations = link(scene, segments, models.links, models.link_cut)
    add_candidates(scene, quotations)
    tops = _tops(quotations, models.sources)
    decisions = [Decision(q, *top, 0.0, None) for q, top in zip(quotations, tops, strict=True)]
    if not decisions:
        return []
    about = [
        speech_row(
            scene.tokens,
            d.quotation,
            reports_near(scene, d.quotation),
            scene.paragraph,
            d.quotation.rows[d.best] if d.best >= 0 else None,
            d.share,
        )
        for d in decisions
    ]
    for d, probability in zip(
        decisions, sigmoid(models.speech.scores(about)).tolist(), strict=True
    ):
        d.speech = probability
    speech = [d for d in decisions if d.speech >= models.speech_cut]
    numbers = {s.number for d in speech for s in d.quotation.segments} | turns
    options = []
    for d in speech:
        report = d.quotation.cues[d.best] if d.best >= 0 else None
        own = {s.number for s in d.quotation.segments}
        alone, *wider = options_of(scene, d.quotation, report)
        options.append([alone, *(o for o in wider if not _holds_another(scene, o, numbers, own))])
    scores = iter(models.extents.scores([o.row for some in options for o in some]).tolist())
    for d, some in zip(speech, options, strict=True):
        own_scores = list(islice(scores, len(some)))
        own_scores[0] += models.direct_margin  # the marked words alone
        d.option = some[own_scores.index(max(own_scores))]
    return decisions


def _take_source_outside(d: Decision, sources: LinearModel) -> None:
    """Nobody reports a clause from inside it: a source that the extent takes in gives way to
    that of the cue whose clause it is, "Lee said that the reports were “baseless”"."""
    q, option = d.quotation, d.option
    if d.best < 0 or option is None or option.report is None:
        return
    source = option.report.cue.source
    if source in q.sources and any(a <= q.sources[d.best] <= b for a, b in option.spans):
        d.best = q.sources.index(source)
        d.share = float(softmax(sources.scores(q.rows))[d.best])


def _holds_another(scene: Scene, option: Option, numbers: Set[int], own: Set[int]) -> bool:
    """Does the extent reach into the marked words of another quotation?"""
    for a, b in option.spans:
        if not numbers.isdisjoint(scene.regions_between(a, b + 1) - own):
            return True
    return False


def link(
    scene: Scene, segments: Sequence[Segment], model: LinearModel, cut: float
) -> list[Quotation]:
    """Join the segments that the model takes for parts of one quotation."""
    titles = [s for s in segments if is_title(scene.tokens, s)]
    others = [s for s in segments if not is_title(scene.tokens, s)]
    rows = link_rows(scene.tokens, others, scene.reports, scene.paragraph)
    linked = (model.scores(rows) > cut).tolist() if rows else []
    for k, (a, b) in enumerate(pairwise(others)):
        # A mark left open and taken up by the next paragraph's leaves nothing to decide.
        goes_on = a.span.continues and a.span.style == b.span.style and not both_tagged(rows[k])
        linked[k] = linked[k] or (goes_on and b.paragraph == a.paragraph + 1)
        linked[k] = linked[k] or _in_one_clause(scene, a, b)
    return group(others, linked, titles)


def _in_one_clause(scene: Scene, a: Segment, b: Segment) -> bool:
    """Does one cue report a clause with both in it, "Lee replied that it was “new” and cost
    “nothing”", and none between them report anything?"""
    sents, sent = scene.tokens.sents, scene.tokens.sent
    if sent[a.first] != sent[b.last]:
        return False
    low, high = sents[sent[a.first]]
    near = scene.reports_between(max(low, a.first - _REACH), min(high, b.last + _REACH))
    if any(a.last < r.cue.token < b.first and r.any > 0.5 for r in near):
        return False
    return any(
        begins_clause(r.contents[0][1])
        and any(x <= a.first and b.last <= y for x, y in r.contents[0][1].spans)
        for r in near
        if r.contents and not a.first <= r.cue.token <= b.last
    )


def reports_near(scene: Scene, quotation: Quotation) -> Sequence[Report]:
    """Return the reports of the sentences that the quotation stands in."""
    sents, sent = scene.tokens.sents, scene.tokens.sent
    low = sents[sent[quotation.first.first]][0]
    high = sents[sent[quotation.last.last]][1]
    return scene.reports_between(
        max(low, quotation.first.first - _REACH), min(high, quotation.last.last + _REACH)
    )


def options_of(scene: Scene, quotation: Quotation, chosen: Report | None) -> list[Option]:
    """Return the possible extents of a quotation by the reports in the sentences around it."""
    near = reports_near(scene, quotation)
    return extent_options(scene.tokens, quotation, near, chosen, scene.paragraph)


def _tops(quotations: Sequence[Quotation], sources: LinearModel) -> list[tuple[int, float]]:
    """Return for each quotation its likeliest source and that one's probability; -1 for none."""
    scores = iter(sources.scores([row for q in quotations for row in q.rows]).tolist())
    tops = []
    for q in quotations:
        own = list(islice(scores, len(q.rows)))
        highest = max(own, default=0.0)
        share = 1.0 / sum(exp(score - highest) for score in own) if own else 0.0
        tops.append((own.index(highest) if own else -1, share))
    return tops


def read_quotations(
    scene: Scene,
    segments: Sequence[Segment],
    models: QuotationModels,
    *,
    indirect: bool = True,
) -> list[Draft]:
    """Return the quotations of the document in text order."""
    quoted = [s for s in segments if s.label is None]
    decisions = decide(scene, quoted, models, {s.number for s in segments if s.label is not None})
    for d in decisions:
        _take_source_outside(d, models.sources)
    labelled = [s for s in segments if s.label is not None]
    drafts = [_draft(scene, d, models) for d in decisions if d.option is not None]
    drafts = _apart(scene.tokens.text, drafts, labelled) + labelled_turns(labelled)
    drafts += read_reported(scene, segments, drafts, models, indirect=indirect)
    return sorted(drafts, key=lambda d: (d.start, -d.end))


def _draft(scene: Scene, d: Decision, models: QuotationModels) -> Draft:
    assert d.option is not None
    q = d.quotation
    if d.option.spans == tuple((s.first, s.last) for s in q.segments):
        spans = tuple(_spans_of(q.segments))
    else:
        spans = to_characters(scene, d.option.spans)
    raw = d.share * d.speech
    report = q.cues[d.best] if d.best >= 0 else None
    if report is None and q.tag is not None and q.tag.cue.source is None:
        report = q.tag  # the parser saw the verb of the tag, not its subject
    wider = d.option.report
    if report is not None and wider is not None and wider.cue.source == report.cue.source:
        report = wider
    return Draft(
        spans,
        type_of(scene.tokens.text, spans, q.segments),
        q.sources[d.best] if d.best >= 0 else None,
        report,
        raw,
        calibrate(raw, models.calibration),
        q.rows[d.best] if d.best >= 0 else None,
        tuple(q.segments),
    )


def _apart(text: str, drafts: Sequence[Draft], turns: Sequence[Segment]) -> list[Draft]:
    """Leave to quotations their marked words alone where more of them would cross another.

    A word to which no space divides the marks of two quotations is one token with them.
    """
    marks = sorted([span for draft in drafts for span in _marks(draft)] + _spans_of(turns))
    wide = [draft for draft in drafts if draft.spans != _marks(draft)]
    kept = _uncrossed([d for d in wide if not any(cuts(span, marks) for span in d.spans)])
    narrow = {id(draft) for draft in wide} - {id(draft) for draft in kept}
    return [_marks_alone(text, draft) if id(draft) in narrow else draft for draft in drafts]


def _spans_of(segments: Sequence[Segment]) -> list[CharSpan]:
    return [(segment.span.start, segment.span.end) for segment in segments]


def _marks(draft: Draft) -> tuple[CharSpan, ...]:
    return tuple(_spans_of(draft.segments))


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


def read_reported(
    scene: Scene,
    segments: Sequence[Segment],
    drafts: Sequence[Draft],
    models: QuotationModels,
    *,
    indirect: bool = True,
) -> list[Draft]:
    """What the cues report that no quotation has taken: clauses without marks, and clauses
    around marked words that are no speech of their own."""
    used = {d.report.cue.token: d for d in drafts if d.report is not None}
    busy = merged([s for d in drafts for s in d.spans])
    starts = [segment.span.start for segment in segments]
    found: dict[tuple[tuple[int, int], ...], Draft] = {}
    for report in scene.reports:
        if report.content is None:
            continue
        if _spent(scene, report, used.get(report.cue.token)):
            continue
        if report.speech < models.indirect_cut and not tells_a_clause(report):
            continue
        spans = to_characters(scene, report.content.spans)
        if overlaps_any(spans, busy) or not has_words(scene.tokens.text, spans):
            continue
        low, high = bisect_left(starts, spans[0][0]), bisect_left(starts, spans[-1][1])
        held = [s for s in segments[low:high] if inside_any(s.span.start, s.span.end, spans)]
        kind = type_of(scene.tokens.text, spans, held)
        if kind == "indirect" and not indirect:
            continue
        if kind == "indirect" and not is_clause(report.content) and report.speech < PHRASE_CUT:
            continue
        draft = Draft(
            spans,
            kind,
            report.cue.source,
            report,
            report.speech,
            calibrate(report.speech, models.indirect_calibration),
            None,
            tuple(held),
        )
        if spans not in found or _better(draft, found[spans]):
            found[spans] = draft
    return _uncrossed(list(found.values()))


def _uncrossed(drafts: Sequence[Draft]) -> list[Draft]:
    """Leave out what crosses a better one: of what is reported, one lies in another or apart.

    A parser that is lost gives a cue the words that another one reports with others of its own.
    """
    kept = uncrossed([d.spans for d in drafts], lambda a, b: _better(drafts[a], drafts[b]))
    return [drafts[number] for number in kept]


def _spent(scene: Scene, report: Report, draft: Draft | None) -> bool:
    """Has a quotation used up the cue? A clause of its own the cue still reports when the
    quotation only follows it: "Lee *said* the mine would close. “We are out of coal.”" """
    if draft is None:
        return False
    sent = scene.tokens.sent
    cue = sent[report.cue.token]
    together = any(sent[s.first] <= cue <= sent[s.last] for s in draft.segments)
    return together or not has_clause(report.contents[0][1])


def _better(draft: Draft, other: Draft) -> bool:
    """Of two cues of one content the one with a source wins: "is reported to have *said*"."""
    if (draft.source is None) != (other.source is None):
        return draft.source is not None
    return draft.raw > other.raw


def tells_a_clause(report: Report) -> bool:
    """Does a likely cue of speech report a clause, and not just name what was said?"""
    return begins_clause(report.contents[0][1]) and tells(report)


def to_characters(scene: Scene, spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Turn token spans (ends included) into character spans."""
    return tuple((scene.tokens.start[a], scene.tokens.end[b]) for a, b in spans)
