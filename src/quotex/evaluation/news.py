"""What there is to count in one document: gold quotations against predicted ones.

``tally`` gives sums only; ``metrics`` makes figures of them, so that a bootstrap over documents
adds up counts instead of comparing texts again. The definitions are those of PolNeAR's use
(Newell, Margolin & Ruths, LREC 2018): content spans, source mentions and cues.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from attrs import define, field

from quotex.evaluation.names import any_right, fullest
from quotex.evaluation.spans import Stretch, marked_part, touches
from quotex.evaluation.types import Mistake, MistakeKind, PredictedQuote
from quotex.gold.types import GoldDocument, GoldQuote

HALF = 0.5


@define(eq=False)
class Tally:
    """The counts of one document, its (confidence, right) pairs and its errors."""

    counts: dict[str, float] = field(factory=lambda: defaultdict(float))
    confidences: list[tuple[float, bool]] = field(factory=list)
    mistakes: list[Mistake] = field(factory=list)


def tally(document: GoldDocument, predicted: Sequence[PredictedQuote]) -> Tally:
    """Count what is right in one document."""
    found = Tally()
    page = _Page(document, predicted, found)
    for k, quote in enumerate(document.quotes):
        if quote.type != "indirect":
            page.marked_quote(k, quote)
        elif quote.speech:
            page.reported_quote(k, quote)
    page.predictions()
    return found


class _Page:
    def __init__(
        self, document: GoldDocument, predicted: Sequence[PredictedQuote], out: Tally
    ) -> None:
        self.document, self.predicted, self.out = document, predicted, out
        self.gold = [Stretch.of(quote.spans) for quote in document.quotes]
        self.own = [Stretch.of(p.spans) for p in predicted]

    def _add(self, key: str, hit: float, kind: str | None = None) -> None:
        """Count one case of ``key`` and whether it is right, also by kind of mention."""
        for name in (key, f"{key}.{kind}") if kind else (key,):
            self.out.counts[f"{name}.n"] += 1
            self.out.counts[name] += hit

    def _wrong(self, kind: MistakeKind, quote: GoldQuote, found: PredictedQuote | None) -> None:
        self.out.mistakes.append(Mistake(self.document.id, kind, quote.type, quote, found))

    def marked_quote(self, k: int, quote: GoldQuote) -> None:
        """A direct or mixed quotation: it is found where half of its marked words are."""
        core = marked_part(self.document.text, quote.spans)
        shared = [(core.shared(own), i) for i, own in enumerate(self.own)]
        most, best = max(shared, default=(0, -1))
        found = best >= 0 and most >= HALF * len(core)
        match = self.predicted[best] if found else None
        exact = found and self.own[best].same_ends(self.gold[k])
        self._add(f"{quote.type}.found", found)
        self._add(f"{quote.type}.exact", exact)
        self._add(f"{quote.type}.jaccard", self.own[best].jaccard(self.gold[k]) if found else 0.0)
        self._speaker(quote, match)
        if match is None:
            self._wrong("missed", quote, None)
        elif not exact:
            self._wrong("span", quote, match)

    def reported_quote(self, k: int, quote: GoldQuote) -> None:
        """Reported speech without marks: matched at a character Jaccard of a half."""
        own = [i for i, p in enumerate(self.predicted) if p.type == "indirect"]
        likeness = [(self.own[i].jaccard(self.gold[k]), i) for i in own]
        most, best = max(likeness, default=(0.0, -1))
        found = most >= HALF
        match = self.predicted[best] if found else None
        size = len(self.gold[k])
        covered = max((self.own[i].shared(self.gold[k]) / size for i in own), default=0.0)
        exact = found and self.own[best].same_ends(self.gold[k])
        self._add("indirect.recall", found)
        self._add("indirect.soft_recall", covered)
        self._add("indirect.exact", exact)
        self._speaker(quote, match)
        if match is None:
            self._wrong("missed", quote, None)
        elif not exact:
            self._wrong("span", quote, match)

    def _speaker(self, quote: GoldQuote, match: PredictedQuote | None) -> None:
        kind = quote.source_kind
        if quote.source:
            hit = match is not None and touches(match.mention, quote.source)
            self._add(f"{quote.type}.mention_acc", hit, kind)
            if match is not None and not hit:
                self._wrong("mention", quote, match)
        if quote.cue is not None:
            self._add(
                f"{quote.type}.cue_acc", match is not None and touches(match.cue, [quote.cue])
            )
        name = match.name if match is not None else None
        if quote.name:
            hit = any_right(name, quote.name, quote.aliases)
            self._add(f"{quote.type}.name_acc", hit, kind)
            self._add(f"{quote.type}.full_name_acc", fullest(name, quote.name))
            if match is not None and not hit:
                self._wrong("name", quote, match)
        elif quote.anonymous:
            self._add(f"{quote.type}.anonymous_acc", not name)

    def predictions(self) -> None:
        """Precisions, and the stated confidence against what is right."""
        for p, own in zip(self.predicted, self.own, strict=True):
            inside = [k for k, gold in enumerate(self.gold) if gold.shared(own) >= HALF * len(own)]
            likeness = [gold.jaccard(own) for gold in self.gold]
            alike = max(likeness, default=0.0) >= HALF
            self._add(f"{p.type}.precision", alike)
            if p.type == "indirect":
                shares = [gold.shared(own) / len(own) for gold in self.gold] if len(own) else []
                self._add("indirect.soft_precision", max(shares, default=0.0))
                if not alike:
                    self._spurious(p)
            elif p.mention is not None:
                quotes = self.document.quotes
                right = any(touches(p.mention, quotes[k].source) for k in inside)
                self._add("attributed.in_attribution", bool(inside))
                self._add("attributed.right_source", right)
                if inside and p.confidence is not None:
                    self.out.confidences.append((p.confidence, right))
                if not inside:
                    self._spurious(p)
        for kind in ("direct", "mixed"):
            for quote, gold in zip(self.document.quotes, self.gold, strict=True):
                if quote.type == kind:
                    alike = any(own.jaccard(gold) >= HALF for own in self.own)
                    self._add(f"{kind}.recall", alike)

    def _spurious(self, p: PredictedQuote) -> None:
        self.out.mistakes.append(Mistake(self.document.id, "spurious", p.type, None, p))
