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

from quotex.apostrophes import apostrophe_hint

NEVER = 99.0
"""The cost of a reading that is ruled out."""

STRAY = 3.0
"""The cost of leaving a double mark out of every quotation."""

KINDS = {
    '"': "straight",
    **dict.fromkeys("“”‟", "curly"),
    "„": "low",
    **dict.fromkeys(("''", "‘‘", "’’"), "typed"),
    "``": "backtick",
    **dict.fromkeys("«»", "guillemet"),
    "'": "single",
    **dict.fromkeys("‘’‛", "single-curly"),
    "‚": "single-low",
    "`": "single-backtick",
    **dict.fromkeys("‹›", "angle"),
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


class Habits(NamedTuple):
    """How this document uses marks: the votes."""

    single_primary: bool = False  # British: 'A,' he said
    low_closed_by_66: bool = False  # „…“ rather than „…”
    inward_guillemets: bool = False  # »…« rather than «…»


_GLYPHS = "\"'“”„‟‘’‚‛«»‹›`"
# A run of marks, but not one that begins with the apostrophe inside a word.
_RUN = re.compile(rf"[{_GLYPHS}](?!(?<=[^\W_]['‘’‛`])[^\W_])[{_GLYPHS}]*")
_DOUBLED = re.compile(r"''|‘‘|’’|``|.")
_LONGEST_RUN = 5
_LONGEST_REPEAT = 3

_SINGLE_CLOSE = re.compile(r"['’](?<=[.,!?…].)(?!['’\w])")
_OUTWARD = re.compile(r"(?<!\S)[«‹](?=\w)|(?<=[\w.,!?…])[»›](?!\w)")
_INWARD = re.compile(r"(?<!\S)[»›](?=\w)|(?<=[\w.,!?…])[«‹](?!\w)")
_FEET = re.compile(r"\d['’]\s?\d{1,2}\Z")  # the start of 5'10"


def find_habits(text: str) -> Habits:
    """Let the document vote on what its marks mean."""
    doubles = sum(text.count(glyph) for glyph in ('"', "“", "”", "«", "»", "''"))
    # Apostrophes hardly ever follow a comma or a full stop; closing marks mostly do.
    single_closes = len(_SINGLE_CLOSE.findall(text))
    inward = False
    if "»" in text or "›" in text:
        # With spaces inside the marks, « A », the first mark of the text decides.
        ahead = len(_INWARD.findall(text)) - len(_OUTWARD.findall(text))
        inward = ahead > 0 or (ahead == 0 and text.find("»") < text.find("«"))
    return Habits(
        single_primary=2 * single_closes > doubles,
        low_closed_by_66="„" in text and text.count("„") > text.count("”"),
        inward_guillemets=inward,
    )


def find_marks(text: str, start: int, end: int, habits: Habits) -> Iterator[Mark]:
    """Yield the marks between two offsets with their evidence."""
    for run in _RUN.finditer(text, start, end):
        at = run.start()
        after_space = at == start or text[at - 1].isspace()
        for glyph in _split_run(run.group(), after_space, habits.single_primary):
            beyond = at + len(glyph)
            left, right = _left(text, at, start), _right(text, beyond, end)
            hint = _hint(text, at, beyond, glyph, left, start)
            yield Mark(at, beyond, _weigh(glyph, left, right, hint, beyond == end, habits))
            at = beyond


@lru_cache(maxsize=4096)
def _split_run(run: str, after_space: bool, single_primary: bool) -> tuple[str, ...]:
    """The marks in a run of them; none in a ruler, which is no quotation."""
    if len(run) > _LONGEST_RUN or run[0] * (_LONGEST_REPEAT + 1) in run:
        return ()
    if single_primary and "``" not in run:  # 'He said 'yes'', and ''Tis late'
        return tuple(run)
    if run.startswith("'''") and not after_space:  # ''He said 'yes'''
        return ("'", *_DOUBLED.findall(run[1:]))
    return tuple(_DOUBLED.findall(run))


def _hint(text: str, start: int, end: int, glyph: str, left: str, low: int) -> str:
    """What else than a quotation mark this may be: an apostrophe, inches."""
    if glyph in "'‘’‛":
        after_word = left == "word"
        if after_word and glyph == "‘":
            return ""
        return apostrophe_hint(text, start, end, after_word)
    if glyph in ('"', "''") and start > low and text[start - 1].isdigit():
        return "height" if _FEET.search(text, max(low, start - 6), start) else "inches"
    return ""


@lru_cache(maxsize=4096)
def _weigh(glyph: str, left: str, right: str, hint: str, is_last: bool, habits: Habits) -> Evidence:
    """Turn what is known of a mark into costs."""
    opens, closes = _by_spacing(left, right)
    kind, way = KINDS[glyph], _direction(glyph, habits)
    if FAMILIES[kind] == "single":
        opens, closes, skip = _weigh_single(opens, closes, left, hint, way, habits)
    else:
        skip = STRAY
        if way > 0:
            opens, closes = 0.3 * opens, 1.5 + closes
        elif way < 0:
            opens, closes = 1.5 + opens, 0.3 * closes
        elif left == right == "space":
            skip = 2.0
        if hint == "inches":
            closes, skip = closes + 0.5, 0.6
        elif hint == "height":
            closes, skip = closes + 0.6, 0.1
    if glyph in "`‚":
        closes, skip = NEVER, 0.5
    return Evidence(kind, NEVER if is_last else opens, closes, skip)


def _weigh_single(
    opens: float, closes: float, left: str, hint: str, way: int, habits: Habits
) -> tuple[float, float, float]:
    """Costs of a single mark, which has an apostrophe to compete with."""
    expected = habits.single_primary or way > 0
    if opens < closes:
        opens, skip = (opens, 3.0) if expected else (opens + 0.7, 1.3)
        if hint == "elided start":
            opens, skip = opens + 2.0, 0.0
        elif way < 0:  # ’ before a word is an apostrophe set by hand
            opens, skip = opens + 1.5, 0.3
    elif left == "word":
        opens = NEVER
        dearer, skip = _AT_WORD_END[hint]
        closes += dearer
    else:
        skip = 3.0 if habits.single_primary else 2.5
    return opens, closes + (1.0 if way > 0 else 0.0), skip


# hint -> what is added to the cost of closing, the cost of no quotation mark
_AT_WORD_END = {
    "": (0.0, 0.8),
    "elided end": (1.0, 0.2),
    "possessive": (0.8, 0.2),
    "after s": (0.2, 0.5),
    "feet": (0.3, 0.3),
}


def _direction(glyph: str, habits: Habits) -> int:
    """1 for a glyph that opens, -1 for one that closes, 0 for one that does both."""
    if glyph in ('"', "''", "'"):
        return 0
    if glyph in "«‹":
        return -1 if habits.inward_guillemets else 1
    if glyph in "»›":
        return 1 if habits.inward_guillemets else -1
    if glyph in "“‘" and habits.low_closed_by_66:
        return -1
    return -1 if glyph in ("”", "’", "’’") else 1


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


_TRANSPARENT = frozenset(_GLYPHS + "_*")
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
    side = _side(text[i])
    if side == "dots" and text.startswith(("..", ". .", "…"), i):
        return "dots"
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
    if char in ".…":
        return "dots"
    if char in ",;!?)]}>%":
        return "stop"
    return "word"
