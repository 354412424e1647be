"""Quoted spans seen from the tokens."""

from __future__ import annotations

from collections.abc import Sequence

from quotex.marks import QuotedSpan
from quotex.tokens import Tokens


def outermost(quoted: Sequence[QuotedSpan]) -> list[QuotedSpan]:
    """Return the spans that stand in no other."""
    return [span for span in quoted if span.depth == 0]


def mark_tokens(tokens: Tokens, quoted: Sequence[QuotedSpan]) -> list[int]:
    """Return for each token 0, or one more than the index of the outermost span around it."""
    marked = [0] * len(tokens)
    for number, span in enumerate(outermost(quoted), 1):
        for i in range(tokens.at(span.start), tokens.until(span.end)):
            marked[i] = number
    return marked
