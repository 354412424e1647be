"""Regions: the stretches of text that are somebody's own words, quoted or labelled.

The outermost quoted spans, with the labelled turns of transcripts in their place where there
are any.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from quotex.marks import QuotedSpan
from quotex.tokens import Tokens
from quotex.turns import Turn


@frozen
class Region:
    """A stretch of somebody's words; ``turn`` is set when a label names the speaker."""

    span: QuotedSpan
    turn: Turn | None = None


def find_regions(quoted: Sequence[QuotedSpan], turns: Sequence[Turn] = ()) -> list[Region]:
    """Return the outermost quoted spans and the turns in text order.

    A quoted span that shares text with a turn belongs to it: the marks of a transcript that
    reopens them at every paragraph, or a quotation inside the turn.
    """
    regions = [Region(_as_span(turn), turn) for turn in turns]
    busy = iter([*turns, None])
    turn = next(busy)
    for span in quoted:
        if span.depth:
            continue
        while turn is not None and turn.end <= span.start:
            turn = next(busy)
        if turn is None or span.end <= turn.start:
            regions.append(Region(span))
    return sorted(regions, key=lambda region: region.span.start)


def _as_span(turn: Turn) -> QuotedSpan:
    return QuotedSpan(
        start=turn.start,
        end=turn.end,
        inner_start=turn.start,
        inner_end=turn.end,
        depth=0,
        style="turn",
        closed=True,
        continues=False,
    )


def mark_tokens(tokens: Tokens, spans: Sequence[QuotedSpan]) -> list[int]:
    """Return for each token 0, or the number of the outermost span around it, from 1."""
    marked = [0] * len(tokens)
    for number, span in enumerate((s for s in spans if not s.depth), 1):
        first, end = tokens.at(span.start), tokens.until(span.end)
        marked[first:end] = [number] * (end - first)
    return marked
