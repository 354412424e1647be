"""The scene: what the decisions about quotations read of a document, indexed once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from attrs import define, field

from quotex.clauses import path_up
from quotex.cue_features import Lexicon
from quotex.mentions import NounPhrase
from quotex.reports import Report
from quotex.segments import Segment
from quotex.tokens import Tokens

# A source further away than this in tokens is none, however long the paragraph.
_FARTHEST = 400


@define(eq=False)
class Quotation:
    """Linked segments: the marked words of one quotation.

    ``sources`` are the head tokens of its candidate sources, with their features in ``rows``
    and the cue of each, if any, in ``cues``; ``tag`` is its likeliest cue of all.
    """

    segments: list[Segment]
    neighbours: list[Segment] = field(factory=list)
    sources: list[int] = field(factory=list)
    rows: list[tuple[int, ...]] = field(factory=list)
    cues: list[Report | None] = field(factory=list)
    tag: Report | None = None

    @property
    def first(self) -> Segment:
        return self.segments[0]

    @property
    def last(self) -> Segment:
        return self.segments[-1]


def group(
    segments: Sequence[Segment], linked: Sequence[bool], alone: Sequence[Segment] = ()
) -> list[Quotation]:
    """Join each two neighbours whose link is set; those ``alone`` make quotations of their own."""
    found: list[Quotation] = []
    for k, segment in enumerate(segments):
        if k and linked[k - 1]:
            found[-1].segments.append(segment)
        else:
            found.append(Quotation([segment]))
    found += [Quotation([segment]) for segment in alone]
    found.sort(key=lambda quotation: quotation.first.first)
    for k, quotation in enumerate(found):
        if k:
            quotation.neighbours.append(found[k - 1].last)
        if k + 1 < len(found):
            quotation.neighbours.append(found[k + 1].first)
    return found


@define(eq=False)
class Scene:
    """One document for the stages that link, attribute and measure quotations.

    ``marked`` numbers the regions of the tokens, ``paragraph`` gives each token's paragraph,
    ``words`` are the cue rates.
    """

    tokens: Tokens
    phrases: Sequence[NounPhrase]
    reports: Sequence[Report]
    marked: Sequence[int]
    paragraph: Sequence[int]
    words: Lexicon
    heads: list[int] = field(init=False)
    by_source: dict[int, list[Report]] = field(init=False)
    paragraph_starts: list[int] = field(init=False)
    cue_tokens: list[int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.heads = [p.head for p in self.phrases]
        self.cue_tokens = [r.cue.token for r in self.reports]
        self.by_source = {}
        for report in self.reports:
            if report.cue.source is not None:
                self.by_source.setdefault(report.cue.source, []).append(report)
        self.paragraph_starts = []
        for i, number in enumerate(self.paragraph):
            while len(self.paragraph_starts) <= number:
                self.paragraph_starts.append(i)

    def reports_between(self, first: int, last: int) -> Sequence[Report]:
        """Return the reports whose cue is one of these tokens."""
        return self.reports[
            bisect_left(self.cue_tokens, first) : bisect_right(self.cue_tokens, last)
        ]

    def phrases_between(self, low: int, high: int) -> int:
        """Return how many phrases have their head strictly between two tokens."""
        return bisect_left(self.heads, high) - bisect_right(self.heads, low)

    def first_of(self, head: int) -> int:
        """Return the first token of the noun phrase with this head."""
        return self.phrases[bisect_left(self.heads, head)].first

    def above(self, i: int) -> set[int]:
        """Return the ancestors of a token, at most five of them."""
        return set(path_up(self.tokens, i, 6)[1:])

    def window(self, first: int, last: int, start: int, end: int) -> range:
        """Return the phrases whose head lies in the paragraphs ``first`` to ``last`` and not
        too far from the tokens ``start`` to ``end``."""
        starts, n = self.paragraph_starts, len(self.tokens)
        first = max(first, 0)
        low = starts[first] if first < len(starts) else n
        high = starts[last + 1] if last + 1 < len(starts) else n
        low, high = max(low, start - _FARTHEST), min(high, end + _FARTHEST)
        return range(bisect_left(self.heads, low), bisect_left(self.heads, high))
