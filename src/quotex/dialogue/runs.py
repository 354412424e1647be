"""Runs: turns that follow each other without narration between, where people take turns."""

from __future__ import annotations

from collections.abc import Sequence

from quotex.dialogue.turns import Turn

_LONGEST = 8  # turns


def run_of(turns: Sequence[Turn], known: Sequence[int], k: int, step: int) -> tuple[int, int]:
    """Return the nearest known speaker in the same run of turns, and how many turns off."""
    for off in range(1, _LONGEST + 1):
        i = k + step * off
        if not 0 <= i < len(turns) or turns[i + 1 if step < 0 else i].gap:
            break
        if known[i] >= 0:
            return known[i], off
    return -1, 0


def chain_bin(chain: tuple[int, int], who: int) -> int:
    """Where two people take turns the speaker of every second turn is one."""
    speaker, off = chain
    if speaker < 0:
        return 0
    if speaker != who:
        return 1
    return (5 + min(off // 2, 2)) if off % 2 else 1 + min(off // 2, 3)
