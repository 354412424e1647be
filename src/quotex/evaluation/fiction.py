"""What there is to count in a novel: who of its characters says every line.

The definitions of the Project Dialogism Novel Corpus (Vishnubhotla, Hammond & Hirst, LREC 2022):
a speaker is right when the predicted name can only mean the gold character.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from quotex.evaluation.names import Characters
from quotex.evaluation.news import HALF, Tally
from quotex.evaluation.types import Mistake, MistakeKind, PredictedQuote
from quotex.gold.types import GoldDocument, GoldQuote

_BLOCK = 200  # characters; quotations are looked up by the blocks they touch


def tally(document: GoldDocument, predicted: Sequence[PredictedQuote]) -> Tally:
    """Count what is right in one novel; only quotations with a gold speaker are scored."""
    found = Tally()
    own = sorted((p for p in predicted if p.type != "indirect"), key=lambda p: p.start)
    blocks = _by_block(own)
    characters = Characters.of(document.characters)
    answers: list[tuple[str, str, str]] = []
    for quote in document.quotes:
        if quote.name is None:
            continue
        match, covered = _best(quote, own, blocks)
        name = match.name if match is not None and covered else None
        right = name is not None and characters.meant_by(name) == quote.name
        for kind in _kinds(quote):
            _add(found, f"{kind}.found", covered)
            _add(found, f"{kind}.answered", bool(name))
            _add(found, f"{kind}.speaker_acc", right)
            if name:
                _add(found, f"{kind}.acc_when_answered", right)
                answers.append((kind, name, quote.name))
        if not right:
            kind_: MistakeKind = "name" if covered else "missed"
            shown = match if covered else None
            found.mistakes.append(Mistake(document.id, kind_, quote.type, quote, shown))
    _identities(found, answers)
    counts = found.counts
    # A novel without a scored quotation counts as wrong, as the yardstick has it.
    scored = max(1.0, counts["all.speaker_acc.n"])
    _add(found, "macro.speaker_acc", counts["all.speaker_acc"] / scored)
    return found


def _kinds(quote: GoldQuote) -> Sequence[str]:
    return (quote.attribution, "all") if quote.attribution else ("all",)


def _add(found: Tally, key: str, hit: float) -> None:
    found.counts[f"{key}.n"] += 1
    found.counts[key] += hit


def _identities(found: Tally, answers: Sequence[tuple[str, str, str]]) -> None:
    """A name stands for the character whom it is given to most often: ``id_acc`` counts the
    quotations that fit, whatever form the name has."""
    meant: dict[str, Counter[str]] = defaultdict(Counter)
    for kind, name, gold in answers:
        if kind == "all":
            meant[name][gold] += 1
    for kind, name, gold in answers:
        found.counts[f"{kind}.id_acc"] += meant[name].most_common(1)[0][0] == gold
    # A novel without an answer of some kind still has its quotations in the denominator.
    for key in [key for key in found.counts if key.endswith(".found.n")]:
        kind = key.removesuffix(".found.n")
        found.counts[f"{kind}.id_acc.n"] = found.counts[key]


def _by_block(own: Sequence[PredictedQuote]) -> dict[int, list[tuple[int, int, int]]]:
    blocks: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for i, p in enumerate(own):
        for a, b in p.spans:
            for block in range(a // _BLOCK, b // _BLOCK + 1):
                blocks[block].append((a, b, i))
    return blocks


def _best(
    quote: GoldQuote,
    own: Sequence[PredictedQuote],
    blocks: dict[int, list[tuple[int, int, int]]],
) -> tuple[PredictedQuote | None, bool]:
    """Return the prediction that shares most with the quotation, and whether all predictions
    together cover half of it."""
    shared: Counter[int] = Counter()
    for a, b in quote.spans:
        near = dict.fromkeys(
            piece for k in range(a // _BLOCK, b // _BLOCK + 1) for piece in blocks.get(k, ())
        )
        for first, last, i in near:
            if first < b and a < last:
                shared[i] += min(b, last) - max(a, first)
    size = sum(b - a for a, b in quote.spans)
    if not shared:
        return None, False
    return own[shared.most_common(1)[0][0]], shared.total() >= HALF * size
