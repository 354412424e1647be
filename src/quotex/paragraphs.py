"""Paragraphs: where the text's blocks begin and end. Characters only.

Blank lines, form feeds and U+2029 always end a paragraph. What a single line break means
differs from text to text, so each document decides once, by a vote of its line breaks:

- *Hard-wrapped* text breaks lines because the next word did not fit, mostly in the middle of
  a sentence, before a small letter. One such break in three decides the vote. A break then
  ends a paragraph only where the line fell short of the width and a sentence or a headline
  ended with it.
- Otherwise every line is a paragraph (many web pages and headline lists), except that a
  small letter after an unfinished sentence goes on with it, and that a stanza of verse is one:
  short lines without a blank one between, many of which end in a comma or the like.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from attrs import frozen

_MARKS = "\"'“”„‟‘’‚‛«»‹›`()[]_*"

_LONGEST_VERSE = 64
_BREATHS = (",", ";", "—", "-")


@frozen
class Paragraph:
    """One block of text; offsets leave out the white space around it."""

    start: int
    end: int


@frozen
class _Line:
    """A line that is not blank, without the white space around it."""

    start: int
    end: int
    indent: int
    words: str
    after_gap: bool  # a blank line, form feed or paragraph separator stands before it


def find_paragraphs(text: str) -> list[Paragraph]:
    """Return the paragraphs of the text in order.

    They do not overlap, and only white space lies outside them. The time is linear in the
    length of the text.
    """
    lines = list(_lines(text))
    if not lines:
        return []
    inner = [(a, b) for a, b in pairwise(lines) if not b.after_gap]
    wrapped = _is_wrapped(inner)
    width = _width(inner) if wrapped else 0
    verse = set() if wrapped else _verse(lines)
    paragraphs = []
    start = 0
    for i in range(1, len(lines) + 1):
        if i == len(lines) or (i not in verse and _ends_paragraph(lines, i, wrapped, width)):
            paragraphs.append(Paragraph(lines[start].start, lines[i - 1].end))
            start = i
    return paragraphs


def _lines(text: str) -> Iterator[_Line]:
    offset = 0
    gap = True
    for raw in text.splitlines(keepends=True):
        words = raw.strip()
        if words:
            before = len(raw) - len(raw.lstrip())
            start = offset + before
            # One space is a slip, or what is left of a mark that got lost, and no indent.
            indent = 0 if raw[:before] == " " else before
            yield _Line(start, start + len(words), indent, words, gap)
            gap = False
        if not words or raw[-1] in "\f\u2029":
            gap = True
        offset += len(raw)


def _is_wrapped(inner: list[tuple[_Line, _Line]]) -> bool:
    """Whether the lines of the document were broken to fit a width: the vote.

    In wrapped prose two breaks in three run on in the middle of a sentence, dialogue and
    names included; where lines are paragraphs hardly any does.
    """
    running_on = sum(_runs_on(line, following) for line, following in inner)
    return 3 * running_on > len(inner)


def _runs_on(line: _Line, following: _Line) -> bool:
    return not _starts_afresh(following) and not _ends_sentence(line)


def _width(inner: list[tuple[_Line, _Line]]) -> int:
    """The width the lines were broken at: all but the longest tenth stay under it.

    The longest line would do if no line were ever left too long by hand.
    """
    lengths = sorted(line.indent + len(line.words) for line, _ in inner)
    return lengths[(9 * len(lengths)) // 10]


def _ends_paragraph(lines: list[_Line], i: int, wrapped: bool, width: int) -> bool:
    """Whether a paragraph ends between line ``i - 1`` and line ``i``."""
    line, following = lines[i - 1], lines[i]
    if following.after_gap:
        return True
    if _runs_on(line, following):
        return False
    if not wrapped:
        return True
    if not _starts_afresh(following):
        return False
    if _ends_sentence(line):
        return following.indent > line.indent or _falls_short(line, following, width)
    beyond = lines[i + 1] if i + 1 < len(lines) and not lines[i + 1].after_gap else None
    return (
        line.after_gap
        and beyond is not None
        and line.words[-1] not in ",;:-–—"
        and _falls_short(line, following, width)
        and not _falls_short(following, beyond, width)
    )


def _verse(lines: list[_Line]) -> set[int]:
    """The lines that go on with a stanza of verse, by number."""
    verse: set[int] = set()
    first = 0
    for i in range(1, len(lines) + 1):
        if i == len(lines) or lines[i].after_gap:
            if _is_stanza(lines[first:i]):
                verse.update(range(first + 1, i))
            first = i
    return verse


def _is_stanza(lines: list[_Line]) -> bool:
    inner = lines[:-1]
    ends = [line.words.rstrip(_MARKS)[-1:] for line in inner]
    return (
        len(lines) > 2
        and max(len(line.words) for line in lines) <= _LONGEST_VERSE
        and 3 * sum(end in _BREATHS for end in ends) >= len(inner)
        and 2 * sum(_ends_sentence(line) for line in inner) <= len(inner)
        and (_ends_sentence(lines[-1]) or lines[-1].words[-1] in _BREATHS)
    )


def _falls_short(line: _Line, following: _Line, width: int) -> bool:
    """Whether the first word of the following line would have fitted on this one with ease.

    Right margins are ragged, and editors leave lines a word or two short.
    """
    word = following.words.split(None, 1)[0]
    return line.indent + len(line.words) + 1 + len(word) < 0.75 * width


def _starts_afresh(line: _Line) -> bool:
    return not line.words.lstrip(_MARKS)[:1].islower()


def _ends_sentence(line: _Line) -> bool:
    return line.words.rstrip(_MARKS)[-1:] in (".", "!", "?", "…", ":", "")
