"""Every figure as a small function of counts summed over documents.

A function takes ``Totals`` and returns an array, one value a resample (row 0 is the sample
itself), with NaN where there is nothing to measure. The docstrings define the figures; what is
counted for each stands in ``news``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from attrs import frozen

BINS = 10
KINDS = ("name", "pronoun", "nominal")
GROUPS: Mapping[str, tuple[str, ...]] = {
    "direct+mixed": ("direct", "mixed"),
    "direct": ("direct",),
    "mixed": ("mixed",),
}
COVERAGES = (0.5, 0.8, 0.9, 1.0)


@frozen(eq=False)
class Totals:
    """Counts by key, summed over the documents of each resample."""

    sums: Mapping[str, np.ndarray]
    resamples: int

    def of(self, key: str, types: Sequence[str] = ()) -> np.ndarray:
        """Return the sum of a key, or of ``type.key`` over several types."""
        keys = [f"{kind}.{key}" for kind in types] if types else [key]
        nothing = np.zeros(self.resamples)
        return np.asarray(sum((self.sums.get(name, nothing) for name in keys), nothing))


def share(totals: Totals, key: str, types: Sequence[str] = ()) -> np.ndarray:
    """Cases that are right over all cases."""
    return _over(totals.of(key, types), totals.of(f"{key}.n", types))


def f1(precision: np.ndarray, recall: np.ndarray) -> np.ndarray:
    """Harmonic mean of precision and recall (van Rijsbergen 1979, Information Retrieval)."""
    return np.where(
        np.isnan(precision) | np.isnan(recall),
        np.nan,
        _over(2 * precision * recall, precision + recall, empty=0.0),
    )


def ece(totals: Totals) -> np.ndarray:
    """Expected calibration error: the mean distance of stated confidence and share that is
    right, in ten bins of equal width, weighted by their size (Naeini, Cooper & Hauskrecht,
    Obtaining well calibrated probabilities using Bayesian binning, AAAI 2015). Over the direct
    and mixed predictions with a source that lie in a gold attribution."""
    size = sum((totals.of(f"bin.{k}.n") for k in range(BINS)), np.zeros(totals.resamples))
    gaps = [
        np.abs(totals.of(f"bin.{k}.confidence") - totals.of(f"bin.{k}.right")) for k in range(BINS)
    ]
    return _over(np.sum(gaps, axis=0), size)


def _over(a: np.ndarray, b: np.ndarray, empty: float = np.nan) -> np.ndarray:
    return np.asarray(np.divide(a, b, out=np.full(np.shape(a), empty), where=b != 0))


def precision_at(weights: np.ndarray, right: np.ndarray, coverage: float) -> np.ndarray:
    """Share that is right of the most confident part, ``coverage``, of the predictions.

    (El-Yaniv & Wiener, On the foundations of noise-free selective classification, JMLR 2010.)
    ``right`` is ordered by falling confidence; ``weights`` has a row a resample and says how
    often each prediction is in it.
    """
    if not len(right):
        return np.full(len(weights), np.nan)
    reached = np.cumsum(weights, axis=1)
    hits = np.cumsum(weights * right, axis=1)
    target = np.maximum(1, np.floor(reached[:, -1] * coverage))
    last = np.minimum((reached < target[:, None]).sum(axis=1), len(right) - 1)
    row = np.arange(len(weights))
    surplus = np.maximum(0, reached[row, last] - target)
    return _over(hits[row, last] - surplus * right[last], target)


@frozen
class Metric:
    """A figure: its key, what it is over, and how it is computed."""

    key: str
    n: Callable[[Totals], np.ndarray]
    value: Callable[[Totals], np.ndarray]


def _share(key: str, what: str, types: Sequence[str]) -> Metric:
    return Metric(key, lambda t: t.of(f"{what}.n", types), lambda t: share(t, what, types))


def _marked(group: str, types: Sequence[str]) -> list[Metric]:
    found = [
        _share(f"{group}.{what}", what, types)
        for what in (
            "found",
            "exact",
            "jaccard",
            "precision",
            "recall",
            "mention_acc",
            "name_acc",
            "full_name_acc",
            "anonymous_acc",
            "cue_acc",
        )
    ]
    found.insert(
        5,
        Metric(
            f"{group}.f1",
            lambda t: t.of("recall.n", types),
            lambda t: f1(share(t, "precision", types), share(t, "recall", types)),
        ),
    )
    for what in ("mention_acc", "name_acc"):
        found += [_share(f"{group}.{what}.{k}", f"{what}.{k}", types) for k in KINDS]
    return found


def _reported() -> list[Metric]:
    types = ("indirect",)
    found = [_share(f"indirect.{what}", what, types) for what in ("precision", "recall")]
    found.append(
        Metric(
            "indirect.f1",
            lambda t: t.of("recall.n", types),
            lambda t: f1(share(t, "precision", types), share(t, "recall", types)),
        )
    )
    found += [_share(f"indirect.{w}", w, types) for w in ("soft_precision", "soft_recall")]
    found.append(
        Metric(
            "indirect.soft_f1",
            lambda t: t.of("recall.n", types),
            lambda t: f1(share(t, "soft_precision", types), share(t, "soft_recall", types)),
        )
    )
    found += [
        _share(f"indirect.{what}", what, types)
        for what in ("exact", "mention_acc", "name_acc", "full_name_acc", "cue_acc")
    ]
    found += [_share(f"indirect.mention_acc.{k}", f"mention_acc.{k}", types) for k in KINDS]
    return found


NEWS: tuple[Metric, ...] = (
    *(metric for group, types in GROUPS.items() for metric in _marked(group, types)),
    *_reported(),
    _share("attributed.in_attribution", "attributed.in_attribution", ()),
    _share("attributed.right_source", "attributed.right_source", ()),
    Metric("calibration.ece", lambda t: t.of("confidences"), ece),
)
"""The figures of news in the order in which they are shown."""


ATTRIBUTIONS = ("explicit", "anaphoric", "implicit", "all")
FICTION: tuple[Metric, ...] = (
    *(
        _share(f"{kind}.{what}", f"{kind}.{what}", ())
        for kind in ATTRIBUTIONS
        for what in ("found", "answered", "speaker_acc", "acc_when_answered", "id_acc")
    ),
    _share("macro.speaker_acc", "macro.speaker_acc", ()),
)
"""The figures of novels."""


_POLNEAR = "Newell, Margolin & Ruths, LREC 2018"
_PDNC = "Vishnubhotla, Hammond & Hirst, LREC 2022"
DEFINITIONS: Mapping[str, str] = {
    "found": "a prediction holds half of the characters in quotation marks; for novels, all "
    f"predictions together hold half of the quotation ({_PDNC})",
    "exact": "both ends of the prediction are right to two characters",
    "jaccard": "mean character Jaccard of gold and prediction, 0 for a missed one (Jaccard 1901)",
    "precision": "predictions whose character Jaccard with some gold attribution is .5 or more",
    "recall": "gold quotations whose character Jaccard with some prediction is .5 or more",
    "f1": "harmonic mean of precision and recall (van Rijsbergen 1979)",
    "soft_precision": "share of a prediction's characters that some gold attribution holds, on "
    "average (Johansson & Moschitti, Computational Linguistics 2013)",
    "soft_recall": "share of a gold quotation's characters that some prediction holds, on average",
    "soft_f1": "harmonic mean of soft precision and soft recall",
    "mention_acc": "the predicted mention overlaps the gold source; a missed quotation is wrong "
    f"({_POLNEAR})",
    "name_acc": "the predicted name is the speaker's, in any form that can only mean them",
    "full_name_acc": "the predicted name is the fullest form of the speaker's",
    "anonymous_acc": "no name is predicted where the document gives none",
    "cue_acc": f"the predicted cue overlaps the gold cue ({_POLNEAR})",
    "in_attribution": "predictions with a source that lie in a gold attribution by half",
    "right_source": "predictions with a source that also overlap that attribution's source",
    "ece": "expected calibration error in ten bins (Naeini, Cooper & Hauskrecht, AAAI 2015)",
    "precision@": "share right of the most confident part (El-Yaniv & Wiener, JMLR 2010)",
    "answered": "quotations that are found and given a name",
    "speaker_acc": f"the name can only mean the gold character ({_PDNC})",
    "acc_when_answered": "the same, of those given a name",
    "id_acc": "the name stands for the gold character, each name for whom it is given most often",
}
"""What each figure is, by the part of its key behind the type, and its source."""


def definition(key: str) -> str:
    """Return what the figure of this key is; raise ``KeyError`` for one that has none."""
    what = key.split(".")[1].partition("@")
    return DEFINITIONS[what[0] + what[1]]
