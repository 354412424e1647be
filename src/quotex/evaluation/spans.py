"""Stretches of text as sets of character offsets: overlap, likeness, what stands in marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import frozen

from quotex.gold.types import Offsets

# A single mark may be one of many that nothing closes: its end is not looked for any further.
_MARKED = re.compile(
    r"“[^“”]*(?:”|(?=\n\s*\n)|$)|\"[^\"]*(?:\"|(?=\n\s*\n)|$)|‘[^’]{2,1000}+’(?!\w)"
)
_NEAR = 2
"""Ends this many characters apart are the same: a mark or a comma more or less."""


@frozen
class Stretch:
    """The characters of some spans, with their hull for a quick answer."""

    characters: frozenset[int]
    first: int
    last: int

    @classmethod
    def of(cls, spans: Sequence[Offsets]) -> Stretch:
        found = frozenset(i for a, b in spans for i in range(a, b))
        return cls(found, min(found, default=0), max(found, default=-1))

    def __len__(self) -> int:
        return len(self.characters)

    def shared(self, other: Stretch) -> int:
        """Return how many characters both hold."""
        if self.last < other.first or other.last < self.first:
            return 0
        return len(self.characters & other.characters)

    def jaccard(self, other: Stretch) -> float:
        """Shared characters over those of either (Jaccard 1901)."""
        shared = self.shared(other)
        return shared / (len(self) + len(other) - shared) if shared else 0.0

    def same_ends(self, other: Stretch) -> bool:
        """Tell whether both ends agree within two characters."""
        ends = (self.first - other.first, self.last - other.last)
        return bool(len(self) and len(other)) and all(abs(gap) <= _NEAR for gap in ends)


def marked_part(text: str, spans: Sequence[Offsets]) -> Stretch:
    """Return the characters of the spans that stand in quotation marks; all where none do."""
    inside: list[Offsets] = []
    for a, b in spans:
        for match in _MARKED.finditer(text, max(0, a - 1), min(len(text), b + 1)):
            inside.append((max(a, match.start()), min(b, match.end())))
    marked = Stretch.of(inside)
    return marked if len(marked) else Stretch.of(spans)


def touches(span: Offsets | None, spans: Sequence[Offsets]) -> bool:
    """Tell whether the span shares a character with one of the others."""
    return span is not None and any(span[0] < b and a < span[1] for a, b in spans)
