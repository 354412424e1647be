"""Learning which words report: the cue rates and the cue model."""

from __future__ import annotations

from collections import ChainMap, Counter
from collections.abc import Sequence

from quotex.cue_features import CROSSES, FEATURES, Lexicon, Rates, noun_lemma
from quotex.cues import CueCandidate
from quotex.lemma import verb_lemma
from quotex.ranker import LinearModel
from quotex.training.corpus import Reading, tokens_in
from quotex.training.fitting import fit_binary

Counts = Counter[tuple[str, str]]
_PRIOR = 0.5


def count_words(reading: Reading) -> Counts:
    """Count for every word how often it was seen, reported anything and reported speech."""
    tokens, counts = reading.tokens, Counter[tuple[str, str]]()
    for i, tag in enumerate(tokens.tag):
        for key in _keys(reading, i, tag):
            counts[key, "seen"] += 1
    for quote in reading.gold.quotes:
        cue = reading.cue_head.get(quote.id)
        if cue is not None:
            for key in _keys(reading, cue, tokens.tag[cue])[:1]:
                counts[key, "any"] += 1
                counts[key, "speech"] += quote.speech
    for head in set(reading.source_head.values()):
        if tokens.tag[head] in ("NN", "NNS"):
            key = f"source:{noun_lemma(tokens.lower[head])}"
            counts[key, "any"] += 1
            counts[key, "speech"] += 1
    return counts


def _keys(reading: Reading, i: int, tag: str) -> list[str]:
    word = reading.tokens.lower[i]
    if tag[:2] == "VB":
        if word == "according":
            return ["phrase:according to"]
        if reading.tokens.dep[i] in ("aux", "auxpass"):
            return []
        return [f"verb:{verb_lemma(word, tag)}"]
    if tag in ("NN", "NNS"):
        return [f"noun:{noun_lemma(word)}", f"source:{noun_lemma(word)}"]
    return ["phrase:per"] if word == "per" else []


def rates(counts: Counts, least: int = 4) -> Lexicon:
    """Return the smoothed rates of the words seen often enough."""
    lexicon: Lexicon = {}
    for key in sorted({key for key, _ in counts}):
        found = _rates(counts[key, "seen"], counts[key, "any"], counts[key, "speech"])
        if found.count < least or (found.any < 0.02 and not key.startswith("verb:")):
            continue
        lexicon[key] = found
    return lexicon


def _rates(seen: int, any_: int, speech: int) -> Rates:
    def share(n: int) -> float:
        return round(min(1.0, n / (seen + _PRIOR)), 3) if seen else 0.0

    return Rates(share(speech), share(any_), seen)


def without(lexicon: Lexicon, total: Counts, own: Counts, least: int = 4) -> Lexicon:
    """Return the rates as they would be had this document not been counted, so that a
    document's own cues do not tell the model the answer."""
    changed: Lexicon = {}
    for key in {key for key, _ in own}:
        if key in lexicon:
            seen, any_, speech = (total[key, k] - own[key, k] for k in ("seen", "any", "speech"))
            changed[key] = _rates(seen, any_, speech) if seen >= least else Rates(0.0, 0.0, 0)
    return _Overlay(changed, lexicon)  # type: ignore[return-value]


class _Overlay(ChainMap[str, Rates]):
    """Rates in which a count of zero means that the word is unseen."""

    def get(self, key: str, default: Rates | None = None) -> Rates | None:  # type: ignore[override]
        found = super().get(key, default)
        return default if found is not None and not found.count else found


def label_cues(
    reading: Reading, cues: Sequence[CueCandidate], *, speech_only: bool
) -> list[float | None]:
    """Return 1 for a cue, 0 for no cue, ``None`` for what teaches nothing: the other words of
    an annotated cue and, when only speech counts, cues of thought or plans."""
    heads = reading.cue_head
    right = {
        heads[q.id] for q in reading.gold.quotes if q.id in heads and (q.speech or not speech_only)
    }
    covered = set(heads.values())
    covered.update(
        tokens_in(reading.tokens, [q.cue for q in reading.gold.quotes if q.cue is not None])
    )
    return [1.0 if cue.token in right else None if cue.token in covered else 0.0 for cue in cues]


def count(readings: Sequence[Reading]) -> tuple[Lexicon, Counts, list[Counts]]:
    """Return the cue rates, the counts behind them and the counts of each document."""
    own = [count_words(reading) for reading in readings]
    total: Counts = Counter()
    for counts in own:
        total.update(counts)
    return rates(total), total, own


def train(
    readings: Sequence[Reading], cues: Sequence[Sequence[CueCandidate]], l2: float = 2.0
) -> tuple[LinearModel, LinearModel]:
    """Return the fitted models of cues of speech and of cues of any attribution."""
    fitted = []
    for speech_only in (True, False):
        rows, labels = [], []
        for reading, found in zip(readings, cues, strict=True):
            marks = label_cues(reading, found, speech_only=speech_only)
            for cue, label in zip(found, marks, strict=True):
                if label is not None:
                    rows.append(cue.row)
                    labels.append(label)
        model = LinearModel(FEATURES, CROSSES)
        fit_binary(model, rows, labels, l2=l2)
        fitted.append(model)
    return fitted[0], fitted[1]
