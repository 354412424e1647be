"""The typesettings of a text: the same words with other marks, spaces and line breaks.

Each takes a text set with “ ” ‘ ’ and gives it anew, with where each of its characters went.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable

from attrs import frozen


@frozen
class Reset:
    """A text set anew. What stood at ``before[i]`` stands at ``after[i]``, and so does what
    follows it up to the next of these places."""

    text: str
    before: list[int]
    after: list[int]

    def place(self, offset: int) -> int:
        """Return where the offset into the text as it was is now."""
        i = bisect_right(self.before, offset) - 1
        return self.after[i] + offset - self.before[i]


def reset(text: str, changes: Iterable[tuple[int, int, str]]) -> Reset:
    """Put other characters in the place of some, which are given in text order and apart."""
    written, length, at = "", 0, 0
    before, after = [0], [0]
    for start, end, new in changes:
        written += text[at:start]
        before += [start, end]
        after += [len(written), len(written) + len(new)]
        written += new
        at = end
    length = len(written)
    assert length == after[-1]
    return Reset(written + text[at:], before, after)


def with_marks(
    opening: str, closing: str, inner_opening: str, inner_closing: str, apostrophe: str
) -> Callable[[str], Reset]:
    """Exchange the marks. A ’ closes where a ‘ is open and no letter follows."""

    def exchange(text: str) -> Reset:
        changes = []
        inside = False
        for mark in re.finditer("[“”‘’]", text):
            new = {"“": opening, "”": closing, "‘": inner_opening, "’": apostrophe}[mark[0]]
            if mark[0] == "‘":
                inside = True
            elif mark[0] == "’" and inside and not text[mark.end() :][:1].isalpha():
                inside, new = False, inner_closing
            changes.append((*mark.span(), new))
        return reset(text, changes)

    return exchange


def with_each(pattern: str, new: str) -> Callable[[str], Reset]:
    """Exchange, or put in, at each place that matches."""
    found = re.compile(pattern)
    return lambda text: reset(text, [(*match.span(), new) for match in found.finditer(text)])


def wrapped(width: int, line_break: str = "\n") -> Callable[[str], Reset]:
    """Break lines where the next word would go beyond the width."""

    def wrap(text: str) -> Reset:
        changes = []
        column = 0
        for piece in re.finditer(r"(\n+)|( ?)(\S+)", text):
            if piece[1]:
                column = 0
                changes.append((*piece.span(), line_break * len(piece[1])))
            elif piece[2] and column + len(piece[0]) > width:
                changes.append((*piece.span(2), line_break))
                column = len(piece[3])
            else:
                column += len(piece[0])
        return reset(text, changes)

    return wrap


MARKS: dict[str, Callable[[str], Reset]] = {
    "curly": with_marks("“", "”", "‘", "’", "’"),
    "straight": with_marks('"', '"', "'", "'", "'"),
    "guillemets": with_marks("«", "»", "‹", "›", "’"),
    "guillemets-spaced": with_marks("«\u00a0", "\u00a0»", "‹\u00a0", "\u00a0›", "’"),
    "guillemets-inward": with_marks("»", "«", "›", "‹", "’"),
    "german": with_marks("„", "“", "‚", "‘", "’"),
    "british": with_marks("‘", "’", "“", "”", "’"),
    "british-straight": with_marks("'", "'", '"', '"', "'"),
    "typed": with_marks("''", "''", "'", "'", "'"),
    "backticks": with_marks("``", "''", "‘", "’", "'"),
    "entities": with_marks("&ldquo;", "&rdquo;", "&lsquo;", "&rsquo;", "&rsquo;"),
    "entities-by-number": with_marks("&#8220;", "&#x201D;", "&#8216;", "&#8217;", "&#8217;"),
    "entities-straight": with_marks("&quot;", "&quot;", "&#39;", "&apos;", "&#039;"),
    "entities-twice": with_marks("&amp;quot;", "&amp;quot;", "&amp;#39;", "&amp;#39;", "&amp;#39;"),
    "wrong-encoding": with_marks("â€œ", "â€\x9d", "â€˜", "â€™", "â€™"),
    "wrong-encoding-latin": with_marks(
        "â\x80\x9c", "â\x80\x9d", "â\x80\x98", "â\x80\x99", "â\x80\x99"
    ),
}
SPACES: dict[str, Callable[[str], Reset]] = {
    "hard-spaces": with_each(r"(?<=\S) (?=\S)", "\u00a0"),
    "hard-space-entities": with_each(r"(?<=\S) (?=[A-Z“])", "&nbsp;"),
    "double-spaces": with_each(r"(?<=\S) (?=\S)", "  "),
    "double-behind-stops": with_each(r"(?<=[.!?”]) (?=\S)", "  "),
    "soft-hyphens": with_each(r"(?<=[A-Za-z]{2})(?=[a-z]{2})", "\u00ad"),
    "zero-width-at-marks": with_each(r"(?=“)|(?<=”)", "\u200b"),
    "zero-width-in-words": with_each(r"(?<=[A-Za-z])(?=[a-z])", "\u200c"),
    "byte-order-mark": with_each(r"\A", "\ufeff"),
    "windows-lines": with_each(r"\n", "\r\n"),
    "one-line-a-paragraph": with_each(r"\n\n", "\n"),
    "wrapped": wrapped(60),
    "wrapped-windows": wrapped(72, "\r\n"),
}
