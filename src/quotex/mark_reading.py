"""The cheapest reading of a paragraph's marks: which open, which close, which are neither.

A beam search over stacks of open marks, a small case of Viterbi decoding. One wrong mark
cannot upset the paragraph, because a reading that misplaces it pays for every mark after.
The work per mark is bounded (stack depth, beam width), so time is linear.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from quotex.mark_evidence import FAMILIES, NEVER, Evidence, Mark

Stack = tuple[str, ...]
"""The kinds of the marks that are open, outermost first."""

UNCLOSED = 2.5
CONTINUED = 0.2  # an unclosed mark that the next paragraph reopens
CARRIED = 1.0  # going on with what the last paragraph left open
MISMATCH = 1.0  # “A"
NESTED_OTHER = 0.5  # "A “B” C"
NESTED_SAME = 2.4  # "A "B" C", a little less than a missing closing mark
MAX_DEPTH = 4

PLAIN = 0.4  # a reading this cheap has no rival
BEAM = 6
MARGIN = 5.0


class Step(NamedTuple):
    """What one mark does: leave ``keep`` of the open marks open, then open or close."""

    cost: float
    stack: Stack
    keep: int
    opens: bool
    closes: bool


class Trail(NamedTuple):
    """The steps of a reading, last first."""

    mark: Mark
    step: Step
    before: Trail | None


Reading = list[tuple[Mark, Step]]
Hypothesis = tuple[float, Stack, Trail | None]


def read_marks(marks: list[Mark], reopened: Stack = (), carried: Mark | None = None) -> Reading:
    """Return the cheapest reading: what each mark does, in order.

    ``reopened`` are the kinds of the marks the next paragraph begins with. ``carried`` is an
    empty mark at the paragraph's start that stands for one left open by the last paragraph;
    the reading begins with it if the paragraph goes on with that quotation.
    """
    return _read_plainly(marks) or _search(marks, reopened, carried)


def _read_plainly(marks: list[Mark]) -> Reading | None:
    """Take the cheapest step at each mark; give up when that comes to cost anything."""
    reading: Reading = []
    stack: Stack = ()
    cost = 0.0
    for mark in marks:
        step = _steps(stack, mark.evidence)[0]
        cost += step.cost
        if cost > PLAIN:
            return None
        stack = step.stack
        reading.append((mark, step))
    return None if stack else reading


def _search(marks: list[Mark], reopened: Stack, carried: Mark | None) -> Reading:
    beam: list[Hypothesis] = [(0.0, (), None)]
    if carried is not None:
        stack: Stack = (carried.evidence.kind,)
        step = Step(CARRIED, stack, 0, opens=True, closes=False)
        beam.append((CARRIED, stack, Trail(carried, step, None)))
    for mark in marks:
        beam = _advance(beam, mark)
    _, _, trail = min(beam, key=lambda reading: reading[0] + _left_open(reading[1], reopened))
    reading: Reading = []
    while trail is not None:
        reading.append((trail.mark, trail.step))
        trail = trail.before
    return reading[::-1]


def _advance(beam: list[Hypothesis], mark: Mark) -> list[Hypothesis]:
    """Extend every hypothesis by one mark; of those that agree keep the cheapest."""
    best: dict[Stack, tuple[float, Step, Trail | None]] = {}
    for cost, stack, trail in beam:
        for step in _steps(stack, mark.evidence):
            total = cost + step.cost
            known = best.get(step.stack)
            if known is None or total < known[0]:
                best[step.stack] = (total, step, trail)
    limit = min(total for total, _, _ in best.values()) + MARGIN
    kept: list[Hypothesis] = [
        (total, step.stack, Trail(mark, step, trail))
        for total, step, trail in best.values()
        if total <= limit
    ]
    return kept if len(kept) <= BEAM else sorted(kept, key=_cost)[:BEAM]


def _cost(hypothesis: Hypothesis) -> float:
    return hypothesis[0]


def _left_open(stack: Stack, reopened: Stack) -> float:
    return sum(
        CONTINUED if reopens(reopened, depth, kind) else UNCLOSED
        for depth, kind in enumerate(stack)
    )


def reopens(reopened: Stack, depth: int, kind: str) -> bool:
    """Whether the next paragraph's opening marks reopen a mark of this kind and depth."""
    return depth < len(reopened) and FAMILIES[reopened[depth]] == FAMILIES[kind]


@lru_cache(maxsize=1 << 14)
def _steps(stack: Stack, mark: Evidence) -> tuple[Step, ...]:
    """Everything a mark may do when these marks are open, cheapest first."""
    depth = len(stack)
    steps = [Step(mark.skip, stack, depth, opens=False, closes=False)]
    # The innermost open mark of the same family: the one this would close, or, when this
    # opens, the one whose closing mark may be missing.
    related = [i for i in range(depth) if FAMILIES[stack[i]] == FAMILIES[mark.kind]][-1:]
    if mark.opens < NEVER:
        if depth < MAX_DEPTH:
            cost = mark.opens + _nesting(stack, mark.kind)
            steps.append(Step(cost, (*stack, mark.kind), depth, opens=True, closes=False))
        for i in related:
            cost = mark.opens + UNCLOSED * (depth - i)
            steps.append(Step(cost, (*stack[:i], mark.kind), i, opens=True, closes=False))
    if mark.closes < NEVER:
        for i in related:
            cost = mark.closes + UNCLOSED * (depth - 1 - i) + _mismatch(stack[i], mark.kind)
            steps.append(Step(cost, stack[:i], i, opens=False, closes=True))
    return tuple(sorted(steps, key=lambda step: step.cost))


def _nesting(stack: Stack, kind: str) -> float:
    if kind in stack:
        return NESTED_SAME
    same_family = any(FAMILIES[other] == FAMILIES[kind] for other in stack)
    return NESTED_OTHER if same_family else 0.0


_MATES = {
    ("low", "curly"),
    ("backtick", "typed"),
    ("single-low", "single-curly"),
    ("single-backtick", "single"),
}


def _mismatch(opening: str, closing: str) -> float:
    return 0.0 if opening == closing or (opening, closing) in _MATES else MISMATCH
