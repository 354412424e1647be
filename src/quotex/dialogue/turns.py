"""Turns: the quoted spans of one paragraph, which one speaker says, and what stands beside them.

A paragraph is a turn and parts only where its tags name different people; a quotation left
open goes on in the next paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from attrs import define, field

from quotex.dialogue.tags import Tag, TagReader
from quotex.segments import Segment
from quotex.tokens import Tokens


@define(eq=False)
class Turn:
    """What one speaker says at once: its quoted spans and the tags and beats beside them.

    ``first`` and ``last`` are the first and last paragraph. ``gap`` counts the paragraphs without
    marks since the turn before.
    """

    segments: list[Segment]
    first: int
    last: int
    tags: list[Tag] = field(factory=list)
    gap: int = 0


def find_turns(
    tokens: Tokens,
    segments: Sequence[Segment],
    paragraph: Sequence[int],
    reader: TagReader,
) -> list[Turn]:
    """Return the turns of the document in text order, each with its tags."""
    starts = _starts(paragraph)
    turns: list[Turn] = []
    for number, group in groupby(segments, key=lambda segment: segment.paragraph):
        own = list(group)
        found = _split(tokens, own, _tags(reader, own, number, starts), number)
        before = turns[-1] if turns else None
        if before is not None:
            goes_on = before.segments[-1].span.continues and number == before.last + 1
            if goes_on:
                offset = len(before.segments)
                before.segments += found[0].segments
                for tag in found[0].tags:
                    tag.segment += offset
                before.tags += found[0].tags
                before.last = number
                found = found[1:]
            if found:
                found[0].gap = max(number - before.last - 1, 0)
        turns += found
    return turns


def _starts(paragraph: Sequence[int]) -> list[int]:
    """Return the first token of each paragraph, and one past the last token."""
    starts: list[int] = []
    for i, number in enumerate(paragraph):
        while len(starts) <= number:
            starts.append(i)
    starts.append(len(paragraph))
    return starts


def _tags(
    reader: TagReader, own: Sequence[Segment], number: int, starts: Sequence[int]
) -> list[Tag]:
    low, high = starts[number], starts[number + 1]
    tags: list[Tag] = []
    for k, segment in enumerate(own):
        before = own[k - 1].last + 1 if k else low
        after = own[k + 1].first if k + 1 < len(own) else high
        if before < segment.first:
            if not tags or tags[-1].segment != k - 1 or not tags[-1].after:
                tags += reader.before(before, segment.first, k)
        elif k == 0 and number and not reader.marked[low - 1]:
            tags += reader.before(starts[number - 1], low, k, lead=True)
        if segment.last + 1 < after:
            tags += reader.after(segment.last + 1, after, k)
    return tags


def _split(tokens: Tokens, own: list[Segment], tags: Sequence[Tag], number: int) -> list[Turn]:
    """Part a paragraph where two tags cannot be of one speaker."""
    turns = [Turn([], number, number)]
    said: Tag | None = None
    by_segment: dict[int, list[Tag]] = {}
    for tag in tags:
        by_segment.setdefault(tag.segment, []).append(tag)
    for k, segment in enumerate(own):
        mine = by_segment.get(k, [])
        told = next((t for t in mine if t.form == "tag"), None) or next(
            (t for t in mine if t.form == "lead"), None
        )
        if told is not None and said is not None and _differ(tokens, said, told):
            turns.append(Turn([], number, number))
            said = None
        turn = turns[-1]
        for tag in mine:
            tag.segment = len(turn.segments)
        turn.segments.append(segment)
        turn.tags += mine
        said = told or said
    return turns


def _differ(tokens: Tokens, one: Tag, other: Tag) -> bool:
    """Can the subjects of two tags not be one person?"""
    if one.subject == other.subject == "name":
        a, b = tokens.lower[one.token], tokens.lower[other.token]
        return a != b
    pronouns = {one.subject, other.subject}
    return len(pronouns) == 2 and pronouns <= {"he", "she", "i", "they"}
