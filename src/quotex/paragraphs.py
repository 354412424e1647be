"""Paragraphs: where the text's blocks begin and end. Characters only.

Blank lines, form feeds and U+2029 always end a paragraph. What a single line break means
differs from text to text, so each document decides once, by a vote of its line breaks:

- *Hard-wrapped* text breaks lines because the next word did not fit, mostly in the middle of
  a sentence, before a small letter. One such break in three decides the vote, and so does it
  when no line that ends inside a sentence had room for one more word. A break then ends a
  paragraph only where the line fell short of the width and a sentence or a headline ended
  with it.
- Otherwise every line is a paragraph (many web pages and headline lists), except that a
  small letter after an unfinished sentence goes on with it, and that a stanza of verse is one:
  short lines without a blank one between, many of which end in a comma or the like.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import frozen

_MARKS = "\"'“”„‟‘’‚‛«»‹›`()[]_*"

_LEAST_BREAKS = 4  # from fewer it cannot be told whether lines are filled,
_NARROWEST = 50  # nor from lines as short as those of lists and verse
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
    reach = _reach(lines, inner)
    verse = set() if reach is not None else _verse(lines)
    paragraphs = []
    start = 0
    for i in range(1, len(lines) + 1):
        if i == len(lines) or (i not in verse and _ends_paragraph(lines, i, reach)):
            paragraphs.append(Paragraph(lines[start].start, lines[i - 1].end))
            start = i
    return paragraphs


def in_one_line(text: str, paragraphs: Sequence[Paragraph]) -> str:
    """Return the text with a space for each line break inside a paragraph."""
    pieces = []
    at = 0
    for paragraph in paragraphs:
        words = text[paragraph.start : paragraph.end]
        if "\n" in words:
            pieces += [text[at : paragraph.start], words.replace("\n", " ")]
            at = paragraph.end
    return "".join(pieces) + text[at:] if pieces else text


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


def _reach(lines: list[_Line], inner: list[tuple[_Line, _Line]]) -> float | None:
    """Return up to which column the next word would surely have been set on the line, where lines
    were broken to fit a width; `None` where they were not."""
    longest = max(map(_length, lines))
    gaps = sum(line.after_gap for line in lines)
    # Where blank lines set paragraphs apart, other breaks are few and have another reason.
    if _is_filled(inner, longest, 1 if gaps > len(inner) else _LEAST_BREAKS):
        return 0.85 * longest
    # Otherwise right margins are ragged, and editors leave lines a word or two short.
    return 0.75 * _width(inner) - 1 if _runs_on_often(inner) else None


def _is_filled(inner: list[tuple[_Line, _Line]], longest: int, least: int) -> bool:
    """Whether next to no line that ends inside a sentence had room for one more word."""
    unfinished = [(a, b) for a, b in inner if not _ends_sentence(a)]
    if len(unfinished) < least or longest < _NARROWEST:
        return False
    with_room = sum(_fits(line, following, longest) for line, following in unfinished)
    return 50 * with_room <= len(unfinished)


def _runs_on_often(inner: list[tuple[_Line, _Line]]) -> bool:
    """Whether enough lines run on in the middle of a sentence: the vote.

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
    lengths = sorted(_length(line) for line, _ in inner)
    return lengths[(9 * len(lengths)) // 10]


def _ends_paragraph(lines: list[_Line], i: int, reach: float | None) -> bool:
    """Whether a paragraph ends between line ``i - 1`` and line ``i``."""
    line, following = lines[i - 1], lines[i]
    if following.after_gap:
        return True
    if _runs_on(line, following):
        return False
    if reach is None:
        return True
    short = _fits(line, following, reach)
    if not _starts_afresh(following):
        return False
    if _ends_sentence(line):
        return following.indent > line.indent or short
    beyond = lines[i + 1] if i + 1 < len(lines) and not lines[i + 1].after_gap else None
    return (
        line.after_gap
        and beyond is not None
        and line.words[-1] not in ",;:-–—"
        and short
        and not _fits(following, beyond, reach)
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


def _fits(line: _Line, following: _Line, width: float) -> bool:
    """Whether the first word of the following line would have fitted on this one."""
    return _length(line) + 1 + len(following.words.split(None, 1)[0]) <= width


def _length(line: _Line) -> int:
    return line.indent + len(line.words)


def _starts_afresh(line: _Line) -> bool:
    return not line.words.lstrip(_MARKS)[:1].islower()


def _ends_sentence(line: _Line) -> bool:
    return line.words.rstrip(_MARKS)[-1:] in (".", "!", "?", "…", ":", "")
