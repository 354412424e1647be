"""Learning every decision of quotex from gold news articles.

Each stage is trained on what the stage before says of documents it was not trained on
(``folds``), as it will be when quotex meets a new text. Everything is deterministic: the
folds are every k-th document in the order given, and L-BFGS starts from zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import frozen

from quotex.cue_features import Lexicon
from quotex.cues import CueCandidate, find_cues
from quotex.quotation_models import QuotationModels
from quotex.quotations import Decision, decide
from quotex.ranker import LinearModel, sigmoid
from quotex.reports import Report, ReportModels, find_reports
from quotex.training import contents as training_contents
from quotex.training import cues as training_cues
from quotex.training import quotations as training_quotations
from quotex.training.corpus import Reading
from quotex.training.fitting import fit_isotonic
from quotex.training.quotations import MarkedReading, scene_of

FOLDS = 4


def train_reports(readings: Sequence[Reading]) -> ReportModels:
    """Fit the cue rates, the two cue models and the model of contents."""
    lexicon, total, own = training_cues.count(readings)
    cues = [
        find_cues(r.tokens, r.marked, training_cues.without(lexicon, total, counts))
        for r, counts in zip(readings, own, strict=True)
    ]
    speech, any_ = training_cues.train(readings, cues)
    reporting = [_reporting(r, c, any_) for r, c in zip(readings, cues, strict=True)]
    extent = training_contents.train(readings, cues, reporting)
    return ReportModels(lexicon, speech, any_, extent)


def _reporting(reading: Reading, cues: Sequence[CueCandidate], model: LinearModel) -> list[bool]:
    flags = [False] * len(reading.tokens)
    chances = sigmoid(model.scores([cue.row for cue in cues])).tolist() if cues else []
    for cue, chance in zip(cues, chances, strict=True):
        flags[cue.token] = chance > 0.5
    return flags


def held_out_reports(readings: Sequence[Reading], folds: int = FOLDS) -> list[list[Report]]:
    """Return each document's reports by models trained on the other folds."""
    found: list[list[Report]] = [[] for _ in readings]
    for k in range(folds):
        models = train_reports([r for i, r in enumerate(readings) if i % folds != k])
        for i in range(k, len(readings), folds):
            found[i] = find_reports(readings[i].tokens, readings[i].marked, models)
    return found


def train_quotations(documents: Sequence[MarkedReading], lexicon: Lexicon) -> QuotationModels:
    """Fit the link, source, speech and extent models."""
    links = training_quotations.train_links(documents)
    for d in documents:
        training_quotations.set_quotations(d, links, lexicon)
    sources = training_quotations.train_sources(documents)
    return QuotationModels(
        links,
        sources,
        training_quotations.train_speech(documents, sources, lexicon),
        training_quotations.train_extents(documents, sources, lexicon),
    )


@frozen
class Share:
    """How many of ``n`` sources are right; ``None`` of none."""

    right_source: float | None
    n: int

    @classmethod
    def of(cls, points: Sequence[tuple[float, float]]) -> Share:
        right = sum(right for _, right in points)
        return cls(round(right / len(points), 4) if points else None, len(points))


@frozen
class Trained:
    """The models, and the share of right sources on documents held out in turn: of the
    "quotations" (direct and mixed) and of "reported speech"."""

    reports: ReportModels
    quotations: QuotationModels
    held_out: dict[str, Share]


def train(readings: Sequence[Reading], folds: int = FOLDS) -> Trained:
    """Return every model, with calibration learned on documents held out in turn."""
    reports = train_reports(readings)
    lexicon = reports.lexicon
    documents = [
        training_quotations.align(reading, found)
        for reading, found in zip(readings, held_out_reports(readings, folds), strict=True)
    ]
    points: list[tuple[float, float]] = []
    reported: list[tuple[float, float]] = []
    for k in range(folds):
        models = train_quotations([d for i, d in enumerate(documents) if i % folds != k], lexicon)
        for d in documents[k::folds]:
            points += _source_points(d, decide(scene_of(d, lexicon), d.segments, models))
            reported += _report_points(d)
    quotations = train_quotations(documents, lexicon)
    quotations.calibration = _steps(points)
    quotations.indirect_calibration = _steps(reported)
    held_out = {"quotations": Share.of(points), "reported speech": Share.of(reported)}
    return Trained(reports, quotations, held_out)


def _steps(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the calibration of (score, right) pairs; none where the gold is too small."""
    return fit_isotonic([s for s, _ in points], [right for _, right in points])


def _source_points(d: MarkedReading, decisions: Sequence[Decision]) -> list[tuple[float, float]]:
    """(score, 1 if the source is right) of every accepted quotation that is one in the gold."""
    points = []
    for decision in decisions:
        gold = training_quotations.quotation_gold(d, decision.quotation)
        if gold is None or not gold.source or decision.option is None or decision.best < 0:
            continue
        source = decision.quotation.sources[decision.best]
        right = training_quotations.overlaps(d.reading, source, gold)
        points.append((decision.share * decision.speech, float(right)))
    return points


def _report_points(d: MarkedReading) -> list[tuple[float, float]]:
    """(score, 1 if the source is right) of every likely cue that is one in the gold."""
    by_cue = {
        d.reading.cue_head[q.id]: q for q in d.reading.gold.quotes if q.id in d.reading.cue_head
    }
    points = []
    for report in d.reports:
        gold = by_cue.get(report.cue.token)
        if gold is None or not gold.source or report.cue.source is None or report.speech < 0.3:
            continue
        right = training_quotations.overlaps(d.reading, report.cue.source, gold)
        points.append((report.speech, float(right)))
    return points


def to_json(trained: Trained) -> dict[str, dict[str, Any]]:
    """Return the contents of the weight files by name."""
    return {
        "reports.json": trained.reports.to_json(),
        "quotations.json": trained.quotations.to_json(),
    }
