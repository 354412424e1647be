"""What each turn shows: who is called and named in its words, and who stands around it."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field

from quotex.dialogue.names import is_vocative
from quotex.dialogue.page import Page
from quotex.dialogue.tags import Tag
from quotex.dialogue.turns import Turn
from quotex.dialogue.words import Words, listen

_MOST_AROUND = 60  # namings of one paragraph beside a turn


@define(eq=False)
class Shown:
    """The figures called and named in a turn's words and in the narration around.

    ``here`` says how a figure stands in the turn's own paragraph: as subject before the words (1),
    otherwise before (2), as subject after (3), otherwise (4); ``before`` and ``after`` whether as
    subject (1) or otherwise (2) in the paragraphs beside it. ``known`` is the subject of the best
    tag and its figure: ("name", 3), ("he", -1). ``words`` tells the rest.
    """

    called: set[int] = field(factory=set)
    named: set[int] = field(factory=set)
    here: dict[int, int] = field(factory=dict)
    before: dict[int, int] = field(factory=dict)
    after: dict[int, int] = field(factory=dict)
    known: tuple[str, int] = ("", -1)
    words: Words = field(factory=Words)


def show(page: Page, turns: Sequence[Turn], k: int) -> Shown:
    """Return what a turn shows."""
    turn, shown = turns[k], Shown()
    for segment in turn.segments:
        for n in page.between(segment.first, segment.last + 1):
            called = is_vocative(page.tokens, page.namings[n])
            (shown.called if called else shown.named).add(page.owner[n])
    low = page.paragraph_start(turn.first)
    high = page.paragraph_start(turn.last + 1)
    if k and turns[k - 1].last == turn.first:
        low = turns[k - 1].segments[-1].last + 1
    if k + 1 < len(turns) and turns[k + 1].first == turn.last:
        high = turns[k + 1].segments[0].first
    start = turn.segments[0].first
    for n in page.between(low, high):
        i = page.namings[n].last
        if not page.marked[i]:
            place = (1 if i < start else 3) + (not page.is_subject(n))
            who = page.owner[n]
            shown.here[who] = min(shown.here.get(who, 9), place)
    _look_before(page, turn, shown.before)
    _look_after(page, turn, shown.after)
    best = best_tag(turn)
    if best is not None:
        shown.known = (best.subject, page.subject_of(best))
    shown.words = listen(page.tokens, turn)
    return shown


def _look_before(page: Page, turn: Turn, found: dict[int, int]) -> None:
    """Note who is named in the paragraph before; the last naming counts."""
    first = page.paragraph_start(max(turn.first - 1, 0))
    for n in page.between(first, page.paragraph_start(turn.first))[-_MOST_AROUND:]:
        if not page.marked[page.namings[n].last]:
            found[page.owner[n]] = 1 if page.is_subject(n) else 2


def _look_after(page: Page, turn: Turn, found: dict[int, int]) -> None:
    """Note who is named in the paragraph after; the best naming counts."""
    last = page.paragraph_start(turn.last + 2)
    for n in page.between(page.paragraph_start(turn.last + 1), last)[:_MOST_AROUND]:
        if not page.marked[page.namings[n].last]:
            who = page.owner[n]
            found[who] = min(found.get(who, 9), 1 if page.is_subject(n) else 2)


def best_tag(turn: Turn) -> Tag | None:
    """Return the tag that tells most: of saying, else of a lead-in."""
    for form in ("tag", "lead"):
        for tag in turn.tags:
            if tag.form == form:
                return tag
    return None
