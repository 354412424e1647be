"""The scene: what the decisions about quotations read of a document, indexed once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from attrs import define, field

from quotex.clauses import path_up
from quotex.cue_features import Lexicon
from quotex.frames import runs_of
from quotex.mentions import NounPhrase
from quotex.reports import Report
from quotex.segments import Segment
from quotex.tokens import Tokens

LIKELY = 0.3
"""From this probability on a cue counts when it is some way from the quotation."""

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
    ``words`` are the cue rates. ``heads`` are the head tokens of the phrases, ``speaking`` those
    of them that are the source of a likely cue or stand before a colon,
    ``run_starts`` and ``run_ends`` the first and last token of each marked region.
    """

    tokens: Tokens
    phrases: Sequence[NounPhrase]
    reports: Sequence[Report]
    marked: Sequence[int]
    paragraph: Sequence[int]
    words: Lexicon
    heads: list[int] = field(init=False)
    speaking: list[int] = field(init=False)
    run_starts: list[int] = field(init=False)
    run_ends: list[int] = field(init=False)
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
        likely = {head for head, own in self.by_source.items() if any(r.any > LIKELY for r in own)}
        words = [*self.tokens.words, ""]
        self.speaking = [h for h in self.heads if h in likely or words[h + 1] == ":"]
        runs = runs_of(self.marked)
        self.run_starts, self.run_ends = [a for a, _ in runs], [b for _, b in runs]
        numbers = range(self.paragraph[-1] + 1 if self.paragraph else 0)
        self.paragraph_starts = [bisect_left(self.paragraph, number) for number in numbers]

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

    def window(self, first: int, last: int, start: int, end: int) -> tuple[int, int]:
        """Return the tokens, the last one excluded, of the paragraphs ``first`` to ``last`` that
        are not too far from the tokens ``start`` to ``end``."""
        starts, n = self.paragraph_starts, len(self.tokens)
        first = max(first, 0)
        low = starts[first] if first < len(starts) else n
        high = starts[last + 1] if last + 1 < len(starts) else n
        return max(low, start - _FARTHEST), min(high, end + _FARTHEST)

    def heads_in(self, low: int, high: int) -> list[int]:
        """Return the heads of phrases from token ``low`` to before ``high``."""
        return self.heads[bisect_left(self.heads, low) : bisect_left(self.heads, high)]

    def speaking_in(self, low: int, high: int) -> list[int]:
        """Return those of them that are ``speaking``."""
        return self.speaking[bisect_left(self.speaking, low) : bisect_left(self.speaking, high)]

    def regions_between(self, low: int, high: int) -> set[int]:
        """Return the numbers of the regions with words from token ``low`` to before ``high``."""
        k, end = bisect_left(self.run_ends, low), bisect_left(self.run_starts, high)
        return {self.marked[first] for first in self.run_starts[k:end]}
