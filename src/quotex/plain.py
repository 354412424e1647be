"""Plain text: what is read in place of a text with dirt in it, and the way back to the text.

Dirt is what people do not see, or see through: HTML entities, quotation marks in the wrong
encoding (â€œ), soft hyphens and zero-width characters, hard and double spaces, the > before the
lines of a quoted e-mail. All stages read
the plain text; what they find is then given its place and its words in the text itself.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from html import unescape

from attrs import frozen

# What has no width: soft hyphens, joiners, marks of direction, byte order marks.
_UNSEEN = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_WIDE = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"  # spaces that are not the usual one

_HIDDEN, _BROAD = re.compile(f"[{_UNSEEN}]"), re.compile(f"[{_WIDE}]")


def _in_wrong_encoding(char: str) -> set[str]:
    """What the bytes of a character in UTF-8 look like when they are read one by one: as
    Windows-1252, which browsers fill up with Latin-1, or all as Latin-1."""
    raw = char.encode("utf-8")
    windows = "".join(bytes([b]).decode("cp1252", errors="ignore") or chr(b) for b in raw)
    return {windows, raw.decode("latin-1")}


_MISREAD = {wrong: char for char in "“”„‟‘’‚‛«»‹›–—…\u00a0" for wrong in _in_wrong_encoding(char)}
_CUT_SHORT = "â€"  # a closing mark, the last byte of which is no character in Windows-1252

_RARE = rf"{_UNSEEN}{_WIDE}&âÂ\r>"
_SUSPECT = re.compile(f"[{_RARE}]")
# What dirt begins with; `_DIRT` is costly to try at every character.
_BEGINNING = re.compile(rf"[\ {_RARE}](?:(?<!\ )|(?=[\ {_UNSEEN}{_WIDE}&]))")
_BLANK = rf"(?:[\ {_WIDE}]|&(?:amp;)?(?:nbsp|\#160|\#xa0);)"
_DIRT = re.compile(
    # Behind the letter that begins a line it tells a label from a word: "Q  How so?".
    rf"""(?P<blank>(?<=\S)(?<!\A[A-Z])(?<!\n[A-Z])
        (?:{_BLANK}(?:[{_UNSEEN}]{{0,9}}{_BLANK}){{1,40}}|(?![ ]){_BLANK})(?=\S))
    |(?P<unseen>[{_UNSEEN}]+)
    |(?P<misread>{"|".join(map(re.escape, _MISREAD))}|{_CUT_SHORT}(?![^\s.,;:!?)]))
    |(?P<entity>&(?:amp;)?(?:\#\d{{1,7}}|\#[xX][0-9a-fA-F]{{1,6}}|[A-Za-z]{{2,8}}[1-4]?);)
    |(?P<reply>(?:\A|(?<=\n))(?:>[ ]?){{1,9}})
    |(?P<line>\r\n)""",
    re.VERBOSE,
)


_AS_IT_IS = -1


@frozen
class Plain:
    """A text as it is read, and where each stretch of it stands in the source it was made of.

    The i-th stretch of ``text`` begins at ``starts[i]`` and stands in the source from
    ``sources[i]`` on. One that is as in the source has a ``widths[i]`` of -1; another is one
    character, in place of that many. ``made_of`` is the source, if that was made of another.
    """

    text: str
    starts: tuple[int, ...] = (0,)
    sources: tuple[int, ...] = (0,)
    widths: tuple[int, ...] = (_AS_IT_IS,)
    made_of: Plain | None = None

    def in_source(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the text stands in the first source of all.

        What is left out of the text at the edges of the stretch does not belong to it. An empty
        stretch, or a character that was put in, stands before what follows it.
        """
        first = bisect_right(self.starts, start) - 1
        last = bisect_right(self.starts, end - 1) - 1
        begins = self.sources[first] + start - self.starts[first]
        width = self.widths[last]
        ends = self.sources[last] + (end - self.starts[last] if width == _AS_IT_IS else width)
        ends = max(begins, ends)
        return (begins, ends) if self.made_of is None else self.made_of.in_source(begins, ends)


Edit = tuple[int, int, str]
"""From where to where something stands in a text, and the one character read for it, or none.
Nothing stands where both are one place: there the character is put in."""


def edited(source: Plain, edits: Iterable[Edit]) -> Plain:
    """Return the text of ``source`` with the edits, which are in text order and apart."""
    text = source.text
    written: list[str] = []
    stretches: list[tuple[int, int, int]] = []
    at = length = 0
    for start, end, char in edits:
        for words, begins, width in ((text[at:start], at, _AS_IT_IS), (char, start, end - start)):
            if words:
                stretches.append((length, begins, width))
                written.append(words)
                length += len(words)
        at = end
    if not at:
        return source
    stretches.append((length, at, _AS_IT_IS))
    written.append(text[at:])
    starts, sources, widths = zip(*stretches, strict=True)
    made_of = None if source == Plain(text) else source
    return Plain("".join(written), starts, sources, widths, made_of)


def plain_text(text: str) -> Plain:
    """Return the text without its dirt; the time is linear in its length."""
    if "  " not in text and not _SUSPECT.search(text):
        return Plain(text)
    found = ((dirt, _read(dirt)) for dirt in _dirt(text))
    edits = ((*dirt.span(), char) for dirt, char in found if char is not None)
    return edited(Plain(text), edits)


def _dirt(text: str) -> Iterator[re.Match[str]]:
    """Yield what ``_DIRT`` finds in the text."""
    begins = _BEGINNING.search(text)
    while begins is not None:
        dirt = _DIRT.match(text, begins.start())
        if dirt is not None:
            yield dirt
        begins = _BEGINNING.search(text, (dirt or begins).end())


def _read(dirt: re.Match[str]) -> str | None:
    """The one character that is read in place of the dirt, or none; `None` if it is no dirt."""
    if dirt.lastgroup in ("unseen", "reply"):
        return ""
    if dirt.lastgroup == "blank":
        return " "
    if dirt.lastgroup == "line":
        return "\n"
    if dirt.lastgroup == "misread":
        char = _MISREAD.get(dirt.group(), "”")
    else:
        char = unescape(unescape(dirt.group()))  # twice: &amp;quot;
        if len(char) != 1:
            return None
    return _HIDDEN.sub("", _BROAD.sub(" ", char))
