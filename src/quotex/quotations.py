"""Quotations: the learned decisions put in order, from quoted spans to drafts.

link the segments -> rank the sources -> speech or scare quote -> how far it reaches; then
what the remaining cues report without marks.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import islice, pairwise
from math import exp

from attrs import define

from quotex.attribution import add_candidates
from quotex.calibration import calibrate
from quotex.contents import begins_clause
from quotex.drafts import Draft, apart, labelled_turns, spans_of, to_characters
from quotex.extents import Option, extent_options
from quotex.links import both_tagged, is_title, link_rows
from quotex.quotation_models import QuotationModels
from quotex.ranker import LinearModel, sigmoid, softmax
from quotex.reported import read_reported
from quotex.reports import Report
from quotex.scene import Quotation, Scene, group
from quotex.segments import Segment
from quotex.spans import type_of
from quotex.speech import speech_row

# No sentence is longer than this on one side of a quotation, in tokens, unless it is a list.
_REACH = 150


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
    drafts = apart(scene.tokens.text, drafts, labelled) + labelled_turns(labelled)
    drafts += read_reported(scene, segments, drafts, models, indirect=indirect)
    return sorted(drafts, key=lambda d: (d.start, -d.end))


def _draft(scene: Scene, d: Decision, models: QuotationModels) -> Draft:
    assert d.option is not None
    q = d.quotation
    if d.option.spans == tuple((s.first, s.last) for s in q.segments):
        spans = tuple(spans_of(q.segments))
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
