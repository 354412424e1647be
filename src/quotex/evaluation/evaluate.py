"""From gold and predictions to figures with intervals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from attrs import evolve

from quotex.api import pipe
from quotex.errors import GoldError
from quotex.evaluation import fiction as novels
from quotex.evaluation import news
from quotex.evaluation.bootstrap import chance_of_alike, draws, interval
from quotex.evaluation.metrics import BINS, COVERAGES, FICTION, NEWS, Totals, precision_at
from quotex.evaluation.news import Tally
from quotex.evaluation.predictions import as_predicted
from quotex.evaluation.types import Bin, Difference, Evaluation, Figure, PredictedQuote
from quotex.gold.types import GoldDocument
from quotex.types import Quote

Predictions = Mapping[str, Sequence[PredictedQuote | Quote]]
RESAMPLES = 1000


def predict(gold: Iterable[GoldDocument], **options: Any) -> dict[str, list[PredictedQuote]]:
    """Return what quotex finds in the texts alone; ``options`` are those of ``quotex.pipe``."""
    pairs = [(document.text, document.id) for document in gold]
    found = pipe(pairs, as_tuples=True, **options)
    return {name: [as_predicted(quote) for quote in quotes] for quotes, name in found}


def evaluate(
    gold: Iterable[GoldDocument],
    predictions: Predictions | None = None,
    *,
    fiction: bool = False,
    resamples: int = RESAMPLES,
    seed: int = 0,
    **options: Any,
) -> Evaluation:
    """Compare predictions with gold.

    Args:
        gold: Documents with their gold quotations.
        predictions: Quotations by document id. Gold documents whose id is not among them are
            left out. By default quotex reads the texts, and nothing but the texts.
        fiction: Score the speakers of novels by their list of characters.
        resamples: How often documents are drawn anew for the intervals.
        seed: Of those draws; the same seed gives the same intervals.
        options: For ``quotex.pipe``, when quotex reads the texts: ``model``, ``weights``, ….

    Raises:
        GoldError: No gold document has predictions.
        TypeError: An option for ``quotex.pipe`` is given together with predictions.
    """
    documents = list(gold)
    if predictions is not None and options:
        raise TypeError(
            f"{', '.join(sorted(options))}: evaluate() takes such options only when quotex reads "
            "the texts; leave them out, or leave out the predictions"
        )
    if predictions is None:
        predictions = predict(documents, **options)
    documents = [d for d in documents if d.id in predictions]
    tallies = _tallies(documents, predictions, fiction)
    weights = draws(len(tallies), resamples, seed)
    values = _figures(tallies, weights, fiction)
    figures = {}
    for key, (n, value) in values.items():
        low, high = interval(value[1:]) if n else (None, None)
        known = not np.isnan(value[0])
        figures[key] = Figure(float(value[0]) if known else None, low, high, n)
    return Evaluation(
        documents=len(tallies),
        figures=figures,
        reliability=tuple(_reliability(tallies)),
        coverage=tuple(_coverage(tallies)),
        mistakes=tuple(mistake for tally in tallies for mistake in tally.mistakes),
    )


def compare(
    gold: Iterable[GoldDocument],
    first: Predictions,
    second: Predictions,
    *,
    fiction: bool = False,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> dict[str, Difference]:
    """Compare two predictions on the documents that both have, by a paired bootstrap.

    Both are scored on the same draws of documents. Returns the difference of every figure that
    both have; raises ``GoldError`` when no document has both.
    """
    documents = [d for d in gold if d.id in first and d.id in second]
    one, two = (_tallies(documents, p, fiction) for p in (first, second))
    weights = draws(len(documents), resamples, seed)
    a, b = (_figures(tallies, weights, fiction) for tallies in (one, two))
    found = {}
    for key in a:
        gap = b[key][1] - a[key][1]
        if np.isnan(gap[0]):
            continue
        low, high = interval(gap[1:])
        found[key] = Difference(
            float(a[key][1][0]),
            float(b[key][1][0]),
            float(gap[0]),
            low,
            high,
            chance_of_alike(gap[1:]) if np.any(gap) else 1.0,
        )
    return found


def _tallies(
    documents: Sequence[GoldDocument], predictions: Predictions, fiction: bool
) -> list[Tally]:
    if not documents:
        raise GoldError(
            "No gold document has predictions: the ids differ. Give the predictions the ids of "
            "the gold documents."
        )
    tally = novels.tally if fiction else news.tally
    plain = [[_plain(quote, len(d.text)) for quote in predictions[d.id]] for d in documents]
    tallies = [tally(d, quotes) for d, quotes in zip(documents, plain, strict=True)]
    if not any(quote.cue for quotes in plain for quote in quotes):
        # A tool that gives no cues is not one whose cues are wrong.
        for found in tallies:
            for key in [key for key in found.counts if ".cue_acc" in key]:
                del found.counts[key]
    return tallies


def _plain(quote: PredictedQuote | Quote, size: int) -> PredictedQuote:
    """Return a prediction in plain values, its spans cut to a text of ``size`` characters.

    A tool may give offsets beyond the text, and every character of a span is counted.
    """
    plain = as_predicted(quote) if isinstance(quote, Quote) else quote
    spans = tuple((max(0, min(a, size)), max(0, min(b, size))) for a, b in plain.spans)
    return plain if spans == plain.spans else evolve(plain, spans=spans)


def _figures(
    tallies: Sequence[Tally], weights: np.ndarray, fiction: bool
) -> dict[str, tuple[int, np.ndarray]]:
    """Return, by key, what each figure is over and its value in every resample."""
    _count_bins(tallies)
    keys = sorted({key for tally in tallies for key in tally.counts})
    table = np.array([[tally.counts.get(key, 0.0) for key in keys] for tally in tallies])
    sums = weights @ table
    totals = Totals({key: sums[:, k] for k, key in enumerate(keys)}, len(weights))
    values = {}
    for metric in FICTION if fiction else NEWS:
        values[metric.key] = (int(metric.n(totals)[0]), metric.value(totals))
    if not fiction:
        pairs, right = _pairs(tallies)
        drawn = weights[:, [document for document, _ in pairs]] if pairs else weights[:, :0]
        for coverage in COVERAGES:
            key = f"calibration.precision@{coverage * 100:.0f}%"
            values[key] = (len(pairs), precision_at(drawn, right, coverage))
    return values


def _pairs(tallies: Sequence[Tally]) -> tuple[list[tuple[int, float]], np.ndarray]:
    """Return (document, confidence) of the attributed predictions, the most confident first,
    and whether each is right."""
    pairs = [
        (k, confidence, right)
        for k, tally in enumerate(tallies)
        for confidence, right in tally.confidences
    ]
    pairs.sort(key=lambda pair: -pair[1])
    return [(k, c) for k, c, _ in pairs], np.array([right for _, _, right in pairs], dtype=float)


def _bin(confidence: float) -> int:
    return min(BINS - 1, int(confidence * BINS))


def _count_bins(tallies: Sequence[Tally]) -> None:
    for tally in tallies:
        for key in [key for key in tally.counts if key.startswith("bin.")]:
            del tally.counts[key]
        tally.counts["confidences"] = len(tally.confidences)
        for confidence, right in tally.confidences:
            name = f"bin.{_bin(confidence)}"
            tally.counts[f"{name}.n"] += 1
            tally.counts[f"{name}.confidence"] += confidence
            tally.counts[f"{name}.right"] += right


def _reliability(tallies: Sequence[Tally]) -> Iterator[Bin]:
    for k in range(BINS):
        n, confidence, right = (
            sum(tally.counts.get(f"bin.{k}.{what}", 0) for tally in tallies)
            for what in ("n", "confidence", "right")
        )
        if n:
            yield Bin(k / BINS, (k + 1) / BINS, int(n), confidence / n, right / n)


def _coverage(tallies: Sequence[Tally]) -> Iterator[tuple[float, float]]:
    _, right = _pairs(tallies)
    for k, hits in enumerate(np.cumsum(right).tolist(), 1):
        yield k / len(right), hits / k
