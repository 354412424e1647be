"""Learning how far a reported content reaches."""

from __future__ import annotations

from collections.abc import Sequence

from quotex.contents import CROSSES, FEATURES, Content, contents_of
from quotex.cues import CueCandidate
from quotex.frames import Page
from quotex.gold.types import GoldQuote, Offsets
from quotex.ranker import LinearModel
from quotex.tokens import Tokens
from quotex.training.corpus import Reading
from quotex.training.fitting import fit_softmax


def characters(tokens: Tokens, content: Content) -> list[Offsets]:
    """Return the content's spans as character offsets."""
    return [(tokens.start[a], tokens.end[b]) for a, b in content.spans]


def jaccard(a: Sequence[Offsets], b: Sequence[Offsets]) -> float:
    """Return shared characters over all characters of two sets of spans."""
    size_a = sum(y - x for x, y in a)
    size_b = sum(y - x for x, y in b)
    both = sum(max(0, min(y, v) - max(x, u)) for x, y in a for u, v in b)
    return both / (size_a + size_b - both) if both else 0.0


def is_exact(a: Sequence[Offsets], b: Sequence[Offsets]) -> bool:
    """Both ends of the hulls within two characters."""
    return abs(a[0][0] - b[0][0]) <= 2 and abs(a[-1][1] - b[-1][1]) <= 2


def label_contents(tokens: Tokens, contents: Sequence[Content], quote: GoldQuote) -> list[float]:
    """Return 1 for the exact extents, else for the best one that shares half its characters."""
    spans = [characters(tokens, c) for c in contents]
    exact = [is_exact(s, quote.spans) and jaccard(s, quote.spans) > 0.8 for s in spans]
    if any(exact):
        return [float(e) for e in exact]
    shares = [jaccard(s, quote.spans) for s in spans]
    best = max(shares, default=0.0)
    return [float(best >= 0.5 and share == best) for share in shares]


def train(
    readings: Sequence[Reading],
    cues: Sequence[Sequence[CueCandidate]],
    reporting: Sequence[Sequence[bool]],
    l2: float = 1.0,
) -> LinearModel:
    """Fit the extent model on every annotated cue of speech, thought or plan."""
    rows, labels, groups = [], [], []
    number = 0
    for reading, found, likely in zip(readings, cues, reporting, strict=True):
        page = Page(reading.tokens, reading.marked, likely)
        by_token = {cue.token: cue for cue in found}
        for quote in reading.gold.quotes:
            cue = by_token.get(reading.cue_head.get(quote.id, -1))
            if cue is None or quote.type == "direct":
                continue
            contents = contents_of(page, cue)
            right = label_contents(reading.tokens, contents, quote)
            if not any(right):
                continue
            number += 1
            rows += [c.row for c in contents]
            labels += right
            groups += [number] * len(contents)
    model = LinearModel(FEATURES, CROSSES)
    fit_softmax(model, rows, labels, groups, l2=l2)
    return model
