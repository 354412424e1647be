"""The second pass: each turn again, with what the first pass made of its neighbours."""

from __future__ import annotations

from collections.abc import Sequence

from quotex.dialogue.features import PROBABILITIES
from quotex.dialogue.floor import Offer
from quotex.dialogue.runs import chain_bin, run_of
from quotex.dialogue.turns import Turn
from quotex.ranker import bin_of

_SURE = 0.6  # a first answer that others are counted from


def second_rows(
    turns: Sequence[Turn], offers: Sequence[Offer], shares: Sequence[Sequence[float]]
) -> list[list[tuple[int, ...]]]:
    """Return the rows again with what the first pass made of the neighbours."""
    tables = [dict(zip(o.figures, s, strict=True)) for o, s in zip(offers, shares, strict=True)]
    best = [max(t, key=t.__getitem__) if t else -1 for t in tables]
    sure = [
        who if who >= 0 and t[who] >= _SURE else -1 for who, t in zip(best, tables, strict=True)
    ]
    found = []
    n = len(offers)
    for k, offer in enumerate(offers):
        near = [tables[j] if 0 <= j < n else {} for j in (k - 1, k - 2, k + 1, k + 2)]
        around = [tables[j] for j in range(max(0, k - 6), min(n, k + 7)) if j != k]
        back, forth = run_of(turns, sure, k, -1), run_of(turns, sure, k, 1)
        before = [who for who in best[max(0, k - 8) : k][::-1] if who >= 0]
        after = [who for who in best[k + 1 : k + 6] if who >= 0]
        last, following = list(dict.fromkeys(before)), list(dict.fromkeys(after))
        rows = []
        for who, row in zip(offer.figures, offer.rows, strict=True):
            told = [bin_of(t.get(who, 0.0), PROBABILITIES) for t in near]
            mean = sum(t.get(who, 0.0) for t in around) / max(1, len(around))
            own = bin_of(tables[k][who], PROBABILITIES)
            rows.append(
                (
                    *row,
                    *told,
                    bin_of(mean, PROBABILITIES),
                    own,
                    chain_bin(back, who),
                    chain_bin(forth, who),
                    _order_bin(last, who),
                    _order_bin(following, who),
                    min(before.count(who), 4),
                )
            )
        found.append(rows)
    return found


def _order_bin(order: Sequence[int], who: int) -> int:
    if not order:
        return 0
    return 1 + min(order.index(who), 2) if who in order else 4
