"""What each quotation mark may be: opening, closing or none, and at what cost.

A mark's glyph says something (“ tends to open), its surroundings say more (space before and
a letter after: opening), and the document votes where glyphs are used differently from
place to place. Costs are small numbers, 0 for what the evidence supports.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from attrs import frozen

from quotex.apostrophes import is_elided_end, is_elided_start, may_be_possessive

NEVER = 99.0
"""The cost of a reading that is ruled out."""

STRAY = 3.0
"""The cost of leaving a double mark out of every quotation."""

KINDS = {
    '"': "straight",
    "“": "curly",
    "”": "curly",
    "„": "low",
    "‟": "curly",
    "''": "typed",
    "‘‘": "typed",
    "’’": "typed",
    "``": "backtick",
    ",,": "low",
    "«": "guillemet",
    "»": "guillemet",
    "'": "single",
    "‘": "single-curly",
    "’": "single-curly",
    "‛": "single-curly",
    "‚": "single-low",
    "`": "single-backtick",
    "‹": "angle",
    "›": "angle",
}
"""Which kind of mark a glyph is. Kinds, not glyphs, open and close one another."""

FAMILIES = {
    **dict.fromkeys(("straight", "curly", "low", "typed", "backtick"), "double"),
    **dict.fromkeys(("single", "single-curly", "single-low", "single-backtick"), "single"),
    "guillemet": "guillemet",
    "angle": "angle",
}
"""Marks of one family may close each other: “A" and ``A''."""


class Evidence(NamedTuple):
    """The costs of reading one mark as opening, closing, or no quotation mark at all."""

    kind: str
    opens: float
    closes: float
    skip: float


class Mark(NamedTuple):
    """One mark in the text with its evidence."""

    start: int
    end: int
    evidence: Evidence


@frozen
class Habits:
    """How this document uses marks: the votes."""

    single_primary: bool = False
    low_closed_by_66: bool = False  # „…“ rather than „…”
    inward_guillemets: bool = False  # »…« rather than «…»


# Four equal marks in a row are a ruler, not a quotation. A single mark between two letters
# is an apostrophe.
_MARKS = re.compile(
    r"""(?P<ruler>(["'“”„‟‘’‚‛«»‹›`])\2{3,})"""
    r"""|(?<=[^\s'])'(?=''(?!'))"""
    r"""|''|‘‘|’’|``|(?<![^\s]),,(?=\w)"""
    r"""|["“”„‟«»‹›‚]"""
    r"""|(?<![^\W_])['‘’‛`]|['‘’‛`](?![^\W_])"""
)

_FEET = re.compile(r"\d['’]\s?\d{1,2}\Z")
_SINGLE_CLOSE = re.compile(r"[.,!?…]['’](?!\w)")
_OUTWARD = re.compile(r"(?<!\S)[«‹](?=\S)|(?<=\S)[»›](?!\w)")
_INWARD = re.compile(r"(?<!\S)[»›](?=\S)|(?<=\S)[«‹](?!\w)")


def find_habits(text: str) -> Habits:
    """Let the document vote on what its marks mean."""
    doubles = sum(text.count(glyph) for glyph in ('"', "“", "”", "«", "»", "''"))
    single_closes = len(_SINGLE_CLOSE.findall(text))
    inward = False
    if "»" in text or "›" in text:
        ahead = len(_INWARD.findall(text)) - len(_OUTWARD.findall(text))
        inward = ahead > 0 or (ahead == 0 and text.find("»") < text.find("«"))
    return Habits(
        single_primary=2 * single_closes > doubles,
        low_closed_by_66="„" in text and text.count("„") > text.count("”"),
        inward_guillemets=inward,
    )


def find_marks(text: str, start: int, end: int, habits: Habits) -> Iterator[Mark]:
    """Yield the marks between two offsets with their evidence."""
    for match in _MARKS.finditer(text, start, end):
        if match.lastgroup != "ruler":
            at, beyond = match.span()
            yield Mark(at, beyond, _weigh(text, at, beyond, start, end, habits))


def _weigh(text: str, start: int, end: int, low: int, high: int, habits: Habits) -> Evidence:
    glyph = text[start:end]
    kind = KINDS[glyph]
    left, right = _left(text, start, low), _right(text, end, high)
    if FAMILIES[kind] == "single":
        return _weigh_single(text, start, end, glyph, left, right, habits)
    opens, closes = _by_glyph(glyph, *_by_spacing(left, right), habits)
    if end == high:
        opens = NEVER
    skip = STRAY
    if glyph in ('"', "''") and text[start - 1 : start].isdigit() and start > low:
        feet = _FEET.search(text, max(low, start - 6), start)
        closes, skip = (0.6, 0.1) if feet else (closes + 0.5, 0.6)
    return Evidence(kind, opens, closes, skip)


def _by_glyph(glyph: str, opens: float, closes: float, habits: Habits) -> tuple[float, float]:
    """Add to the evidence of spacing what the shape of the mark says."""
    way = _direction(glyph, habits)
    if way > 0:
        return 0.3 * opens, 1.5 + closes
    if way < 0:
        return 1.5 + opens, 0.3 * closes
    return opens, closes


def _direction(glyph: str, habits: Habits) -> int:
    """1 for a glyph that opens, -1 for one that closes, 0 for one that does both."""
    if glyph in ('"', "''", "'"):
        return 0
    if glyph in "«‹":
        return -1 if habits.inward_guillemets else 1
    if glyph in "»›":
        return 1 if habits.inward_guillemets else -1
    if glyph == "“" and habits.low_closed_by_66:
        return -1
    return -1 if glyph in ("”", "’", "’’") else 1


def _weigh_single(
    text: str, start: int, end: int, glyph: str, left: str, right: str, habits: Habits
) -> Evidence:
    opens, closes = _by_spacing(left, right)
    way = _direction(glyph, habits)
    primary = habits.single_primary
    skip = 1.5
    if opens < closes:
        opens += 0.0 if primary or way > 0 else 0.7
        skip = 3.0 if primary or way > 0 else 1.3
        if is_elided_start(text, end):
            opens, skip = opens + 2.0, 0.0
        elif way < 0:
            opens, skip = opens + 1.5, 0.3
    elif left == "word":
        opens = NEVER
        skip = 0.8
        if text[start - 1].isdigit():
            closes, skip = closes + 0.3, 0.3
        elif is_elided_end(text, start):
            closes, skip = closes + 1.0, 0.2
        elif may_be_possessive(text, start, end):
            closes, skip = closes + 0.8, 0.2
        elif text[start - 1] in "sS":
            closes, skip = closes + 0.2, 0.5
    elif closes < opens:
        skip = 3.0 if primary else 2.5
    if way > 0:
        closes += 1.0
    if glyph in "`‚":
        closes, skip = NEVER, 0.5
    return Evidence(KINDS[glyph], opens, closes, skip)


# (what stands to the left, to the right) -> cost of opening, cost of closing
_SPACING = {
    ("space", "space"): (0.5, 0.5),
    ("space", "word"): (0.0, 2.0),
    ("space", "open"): (0.0, 2.0),
    ("space", "dash"): (0.0, 0.8),
    ("space", "stop"): (1.5, 0.3),
    ("space", "dots"): (0.0, 1.0),
    ("open", "space"): (0.3, 1.0),
    ("dash", "space"): (2.0, 0.0),
    ("dash", "word"): (0.3, 0.8),
    ("dash", "open"): (0.3, 0.8),
    ("dash", "dash"): (0.5, 0.5),
    ("dash", "stop"): (2.0, 0.0),
    ("dash", "dots"): (0.5, 0.5),
    ("word", "space"): (2.5, 0.0),
    ("word", "word"): (0.5, 0.5),
    ("word", "open"): (0.5, 0.5),
    ("word", "dash"): (1.5, 0.0),
    ("word", "stop"): (2.5, 0.0),
    ("word", "dots"): (2.0, 0.0),
    ("stop", "space"): (2.0, 0.0),
    ("stop", "word"): (0.5, 0.5),
    ("stop", "open"): (0.5, 0.5),
    ("stop", "dash"): (1.5, 0.0),
    ("stop", "stop"): (2.0, 0.0),
    ("stop", "dots"): (1.5, 0.0),
    ("colon", "space"): (1.5, 0.3),
    ("colon", "word"): (0.2, 1.5),
}


def _by_spacing(left: str, right: str) -> tuple[float, float]:
    """The costs of opening and of closing, by what stands on either side."""
    costs = _SPACING.get((left, right))
    if costs is None:
        costs = (0.0, 2.0) if left == "open" else _SPACING["stop", right]
    return costs


_TRANSPARENT = frozenset("\"'“”„‟‘’‚‛«»‹›`_*")
_REACH = 3  # how many marks to look past, so that "'A' is read from the space before it


def _left(text: str, at: int, low: int) -> str:
    i = at - 1
    while i >= low and at - i <= _REACH and text[i] in _TRANSPARENT:
        i -= 1
    side = _side(text[i]) if i >= low else "space"
    return "stop" if side == "dots" else side


def _right(text: str, at: int, high: int) -> str:
    i = at
    while i < high and i - at < _REACH and text[i] in _TRANSPARENT:
        i += 1
    if i >= high:
        return "space"
    if text.startswith(("..", ". .", "…"), i) and not text.startswith(("..", "…"), at - 2):
        return "dots"
    side = _side(text[i])
    return "stop" if side in ("colon", "dots") else side


@lru_cache(maxsize=4096)
def _side(char: str) -> str:
    """The class of a neighbouring character."""
    if char.isspace() or char in "\u200b\u200c\u200d\u2060\ufeff":
        return "space"
    if char in "([{<":
        return "open"
    if char in "-‐‑‒–—―/|":
        return "dash"
    if char == ":":
        return "colon"
    if char in ".,;!?…)]}>%":
        return "stop"
    return "word"
