"""The surroundings of a quotation: on which side of it a token stands, how far, past what."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from quotex.scene import Scene
from quotex.segments import Segment

BEFORE, AFTER, BETWEEN, INSIDE = range(4)
SIDES = ("before", "after", "between", "inside")

# Other quotations count as far as this, in tokens.
_REACH = 150


class Surroundings:
    """Where tokens stand to one quotation, given its segments in text order.

    ``edges`` are the first and last token of each segment, ``start`` and ``end`` the first and
    last of all, ``numbers`` the marks of the segments.
    """

    def __init__(self, scene: Scene, segments: Sequence[Segment]) -> None:
        self.scene = scene
        self.numbers = {s.number for s in segments}
        self._own_or_none = self.numbers | {0}
        self.edges = [(s.first, s.last) for s in segments]
        self.start, self.end = self.edges[0][0], self.edges[-1][1]
        starts, ends = scene.run_starts, scene.run_ends
        before, after = bisect_left(starts, self.start) - 1, bisect_left(ends, self.end) + 1
        self._last_before = ends[before] if before >= 0 else -1
        self._first_after = starts[after] if after < len(starts) else len(scene.marked)

    def place(self, i: int) -> tuple[int, int]:
        """Return the side on which a token stands, an index of ``SIDES``, and how many tokens
        lie between it and the nearest edge of the quotation."""
        if i < self.start:
            return BEFORE, self.start - i - 1
        if i > self.end:
            return AFTER, i - self.end - 1
        distance = self.end
        for first, last in self.edges:
            if first <= i <= last:
                return INSIDE, 0
            distance = min(distance, first - i - 1 if i < first else i - last - 1)
        return BETWEEN, distance

    def distance(self, i: int) -> int:
        """Return how many tokens lie between a token and the nearest edge of the quotation."""
        return self.place(i)[1]

    def others_between(self, i: int) -> int:
        """Return how many other quotations stand between a token and this one."""
        start, end = self.start, self.end
        if i < start:
            if self._last_before <= i:
                return 0
            gap = max(i + 1, start - _REACH), start
        elif i > end and self._first_after < i:
            gap = end + 1, min(i, end + _REACH)
        else:
            return 0
        return len(self.scene.regions_between(*gap) - self.numbers)

    def touches_another(self, i: int, reach: int) -> bool:
        """Return whether another quotation is fewer than ``reach`` tokens from a token."""
        marked = self.scene.marked
        around = marked[max(0, i - reach + 1) : i], marked[i + 1 : i + reach]
        return not all(map(self._own_or_none.issuperset, around))
