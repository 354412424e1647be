"""Dialogue with dashes: a paragraph that a dash opens is a turn of speech. Characters only.

So write Joyce and many translations. Dashes also open the items of lists, signatures and the
places that news is filed from, so each document decides once, by a vote of the paragraphs that
begin with one. `dash_tags` tells the spoken pieces of a turn from the narration in it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from quotex.dash_tags import BREAK, DASH, begins_tag, is_abbreviation, narrates, tag_goes_on
from quotex.marks import QuotedSpan
from quotex.paragraphs import Paragraph

STYLE = "dash"
"""The style of the spans that a dash opens; they have no closing mark and count as closed."""

_DASHES = "—―–-"

_OPENING = re.compile(r"(?:—|―|–(?=\s)|--(?!-))\s*(?=[^\W_]|[…¿¡(_*'’]|\.\.\.)")
_BULLET = re.compile(r"-\s+(?=[^\W_])")  # no dialogue unless the caller says so
_AFTER_COLON = re.compile(rf":\s*({DASH}\s*)(?=[^\W\d_])")
_STOP = re.compile(r"[,;.:]\s+")
_TALK = re.compile(r"[?!]|\b(?:I|[Yy]ou|[Ww]e|[Mm]y|[Yy]our|[Oo]ur|me|us)\b")
_ENDS = (".", "!", "?", "…", ":", ",", "—", "―", "–", "-", ")", "”", "»", "’")
_ENOUGH = 4  # turns before the vote is taken
_FAR = 300  # how many characters of a turn show whether it sounds like talk


@frozen
class _Piece:
    """A spoken stretch; ``inner`` is where its words begin, behind a dash if there is one."""

    start: int
    inner: int
    end: int


@frozen
class _Tag:
    """Narration: speech ends at ``spoken``, the narration begins at ``start``.

    ``by_dash`` is true when a dash stands between them, ``finished`` when a sentence ended.
    """

    spoken: int
    start: int
    by_dash: bool
    finished: bool


def find_dashed(
    text: str, paragraphs: Sequence[Paragraph], quoted: Sequence[QuotedSpan], forced: bool = False
) -> list[QuotedSpan]:
    """Return the quoted spans with those that dashes open among them; as given if none do.

    ``paragraphs`` are those of `find_paragraphs`, ``quoted`` those of `find_quoted`, which are
    nested in the new ones where they stand inside them. ``forced`` takes the vote for granted.
    The time is linear in the length of the text.
    """
    reader = _Reader(text, quoted)
    turns = [(p, opening) for p in paragraphs if (opening := reader.opening(p, forced))]
    if not (forced or _is_dialogue(text, reader, turns)):
        return list(quoted)
    openings = {p.start: opening for p, opening in turns}
    pieces: list[_Piece] = []
    for paragraph in paragraphs:
        inner = openings.get(paragraph.start)
        if inner is not None:
            pieces += reader.pieces(paragraph.start, inner, paragraph.end)
        else:
            for found in _AFTER_COLON.finditer(text, paragraph.start, paragraph.end):
                if not reader.is_marked(found.start(1)):
                    pieces += reader.pieces(found.start(1), found.end(), paragraph.end)
                    break
    return _merged(quoted, pieces)


def _is_dialogue(text: str, reader: _Reader, turns: list[tuple[Paragraph, int]]) -> bool:
    """The vote. Speech in marks speaks against it, and lists do not sound like talk."""
    if len(turns) < _ENOUGH or 3 * reader.marked_speech() > len(turns):
        return False
    sentences = talk = questions = tagged = 0
    for paragraph, inner in turns:
        words = text[inner : min(paragraph.end, inner + _FAR)]
        sentences += text[paragraph.end - 1] in _ENDS
        talk += _TALK.search(words) is not None
        questions += "?" in words
        tagged += reader.first_tag(text[paragraph.start : inner], inner, paragraph.end) is not None
    n = len(turns)
    if 5 * sentences < 4 * n or 10 * talk < 4 * n:
        return False
    return (tagged > 1 and questions > 0) or (10 * talk > 6 * n and n < 8 * questions < 7 * n)


class _Reader:
    """Reads turns; what stands in quotation marks is passed over."""

    def __init__(self, text: str, quoted: Sequence[QuotedSpan]) -> None:
        self.text = text
        self.outer = [span for span in quoted if span.depth == 0]
        self.starts = [span.start for span in self.outer]

    def is_marked(self, at: int) -> bool:
        """Whether the offset stands inside quotation marks."""
        i = bisect_right(self.starts, at) - 1
        return i >= 0 and self.outer[i].start < at < self.outer[i].end

    def opening(self, paragraph: Paragraph, forced: bool) -> int | None:
        """Where the words begin that a dash opens at the start of the paragraph, if one does."""
        found = _OPENING.match(self.text, paragraph.start, paragraph.end)
        if found is None and forced:
            found = _BULLET.match(self.text, paragraph.start, paragraph.end)
        if found is None or self.is_marked(found.end()) or self._opens_mark(found.end()):
            return None
        return found.end()

    def _is_in_marks(self, found: re.Match[str]) -> bool:
        """Whether a break stands in quotation marks or holds one that opens them: '," '."""
        return self.is_marked(found.start()) or self.is_marked(found.end())

    def _opens_mark(self, at: int) -> bool:
        i = bisect_right(self.starts, at) - 1
        return i >= 0 and self.starts[i] == at

    def marked_speech(self) -> int:
        """How many outermost spans end as speech in marks does."""
        ends = (self.text[max(0, span.inner_end - 1) : span.inner_end] for span in self.outer)
        return sum(end in (",", ".", "!", "?", "…") for end in ends)

    def pieces(self, start: int, inner: int, end: int) -> Iterator[_Piece]:
        """Yield what is spoken between two offsets, the narration left out."""
        opening = self.text[start:inner]
        while True:
            tag = self.first_tag(opening, inner, end)
            stop = end if tag is None else tag.spoken
            while stop > inner + 1 and self.text[stop - 1].isspace():
                stop -= 1
            yield _Piece(start, inner, stop)
            resumed = None if tag is None else self._resume(opening, tag, end)
            if resumed is None:
                return
            start, inner = resumed

    def first_tag(self, opening: str, inner: int, end: int) -> _Tag | None:
        """The first narration behind the words that begin at ``inner``, after ``opening``."""
        for found in BREAK.finditer(self.text, inner, end):
            at, beyond = found.span()
            if beyond == end or at == inner or self._is_in_marks(found):
                continue
            mark = found[0].strip()
            by_dash = mark[0] in _DASHES
            if by_dash and not _divides(opening, found):
                continue
            before = self.text[max(inner, at - 3) : at].rstrip()[-1:] if by_dash else mark[0]
            finished = before != "" and before in ".!?…"
            if mark[0] == "." and mark[:3] != "...":
                continue  # "He left. Said he would" is spoken
            if begins_tag(self.text, beyond, end, mark[0]) or (
                by_dash and finished and narrates(self.text, beyond, self._stop(beyond, end))
            ):
                return _Tag(at if by_dash else at + len(mark), beyond, by_dash, finished)
        return None

    def _stop(self, at: int, end: int) -> int:
        """The end of the sentence, or the dash before it."""
        for found in BREAK.finditer(self.text, at, end):
            if found[0].strip()[0] in _DASHES:
                return found.start()
            if self._ends_sentence(found, at):
                return found.start() + 1
        return end

    def _ends_sentence(self, found: re.Match[str], at: int) -> bool:
        return (
            found[0].strip()[0] in ".!?…"
            and not self.is_marked(found.start())
            and not is_abbreviation(self.text, at, found.start() + 1)
        )

    def _resume(self, opening: str, tag: _Tag, end: int) -> tuple[int, int] | None:
        """Where speech goes on behind a narration: at its dash, if it has one, and its words."""
        for found in BREAK.finditer(self.text, tag.start, end):
            at, beyond = found.span()
            if beyond == end or self._is_in_marks(found):
                continue
            mark = found[0].strip()[0]
            if mark in _DASHES:
                if not _divides(opening, found):
                    continue
                if stop := _STOP.match(self.text, beyond, end - 1):  # "—said Ann—. It is late."
                    return stop.end(), stop.end()
                return at + self.text[at].isspace(), beyond
            if tag.by_dash:
                continue
            if self._ends_sentence(found, tag.start):
                resumes = not self._narrates_on(tag.start, beyond, end)
            elif mark in ",;":
                told = tag.finished and mark == ","
                resumes = not tag_goes_on(self.text, beyond, end, told)
            else:
                resumes = mark == ":"
            if resumes:
                return beyond, beyond
        return None

    def _narrates_on(self, tag: int, at: int, end: int) -> bool:
        """Whether the sentence behind a tag still tells: "he said. He rose."

        Another subject than the tag's is more likely spoken of.
        """
        told = self.text[tag : tag + 40].casefold()
        subject = self.text[at : at + 4].casefold().split(" ")[0]
        same = subject in ("he", "she", "they") and f" {subject}" in f" {told}"
        return same and narrates(self.text, at, self._stop(at, end))


def _divides(opening: str, found: re.Match[str]) -> bool:
    """Whether a dash is like the one that opened the turn; others are part of the speech.

    ``opening`` is that dash with the space behind it: "— A — said Ann", but not "— A—B".
    """
    glyph = opening.strip()
    return glyph in (found[0].strip(), "-") and (opening == glyph or found[0] != glyph)


def _merged(quoted: Sequence[QuotedSpan], pieces: Sequence[_Piece]) -> list[QuotedSpan]:
    """Both in text order, the marked ones a level deeper inside a piece."""
    merged: list[QuotedSpan] = []
    i = end = 0
    for span in quoted:
        while i < len(pieces) and pieces[i].start <= span.start:
            merged.append(_span(pieces[i]))
            end = pieces[i].end
            i += 1
        merged.append(evolve(span, depth=span.depth + 1) if span.end <= end else span)
    return merged + [_span(piece) for piece in pieces[i:]]


def _span(piece: _Piece) -> QuotedSpan:
    return QuotedSpan(
        start=piece.start,
        end=piece.end,
        inner_start=piece.inner,
        inner_end=piece.end,
        depth=0,
        style=STYLE,
        closed=True,
        continues=False,
    )
