"""Turns: who speaks in transcripts, interviews and plays, by their labels. Characters only.

    LEE: Did the vote surprise you?
    DIAZ: Not me.

`turn_labels` and, for plays and screenplays, `play_labels` decide which lines begin with the
label of a speaker. Here the words get their
bounds, and the paragraphs without a label theirs: more of the same turn, a direction such as
"(CROSSTALK)", or the narration of an article that returns to its own voice.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from quotex.marks import QuotedSpan
from quotex.paragraphs import Paragraph
from quotex.play_labels import find_play_labels
from quotex.turn_labels import LIKE_LABEL, MARKS, PERSON, Label, find_labels


@frozen
class Turn:
    """What one labelled speaker says in one paragraph.

    The label is the name as written ("WALLACE", "Sen. Ada Cole (D)", "Q"), without the role
    after a comma, directions in brackets and what surrounds it. ``start`` and ``end`` bound
    the words spoken, without outer quotation marks. ``continues`` is true when the paragraph
    has no label of its own and carries on the turn of the label before it.
    """

    label_start: int
    label_end: int
    start: int
    end: int
    continues: bool


@frozen
class _Block:
    """A paragraph, or the part of it that belongs to one label."""

    start: int
    end: int
    label: Label | None

    @property
    def body(self) -> int:
        return self.start if self.label is None else self.label.body


_BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]]")
_SIGNAL = re.compile(r"[\W_]*(?:BEGIN|END|COMMERCIAL|APPLAUSE|LAUGHTER|CROSSTALK|MUSIC)\b[^a-z]*")
_SAID = re.compile(
    r"(?<!\bI )(?<!\bwe )(?<!\byou )\b(?:said|says|told|asked|added|replied|wrote|tweeted)\b"
)
_STAGED = re.compile(r"\W*(?:Enter|Re-enter|Exit|Exeunt|ACT|SCENE|INT|EXT|CURTAIN|FADE|CUT)\b")
_STAGE = re.compile(r"[_*]{0,2}(?:\[[^\[\]]*\]?|\([^()]*\))[_*]{0,2}\.?")
_GAP = 100  # how many characters of white space are looked at above a label
_FOOTER = re.compile(r"\W*Follow\b[^@]{0,60}@\w")


def find_turns(
    text: str, paragraphs: Sequence[Paragraph], quoted: Sequence[QuotedSpan]
) -> list[Turn]:
    """Return the labelled turns of the text in order; none when it is no transcript.

    ``paragraphs`` are those of `find_paragraphs`, ``quoted`` those of `find_quoted`. Turns lie
    within one paragraph and do not overlap. The time is linear in the length of the text.
    """
    labels = find_labels(text, paragraphs) or find_play_labels(text, paragraphs)
    return _Reader(text, quoted).read(_blocks(paragraphs, labels)) if labels else []


def _blocks(paragraphs: Sequence[Paragraph], labels: Iterable[Label]) -> Iterator[_Block]:
    """The paragraphs, cut where a label begins."""
    waiting = iter(labels)
    label = next(waiting, None)
    for number, paragraph in enumerate(paragraphs):
        start, current = paragraph.start, None
        while label is not None and label.paragraph == number:
            if label.line > start:
                yield _Block(start, label.line, current)
            start, current = label.line, label
            label = next(waiting, None)
        yield _Block(start, paragraph.end, current)


class _Reader:
    """Reads the blocks of a transcript."""

    def __init__(self, text: str, quoted: Sequence[QuotedSpan]) -> None:
        self.text = text
        self.outer = [span for span in quoted if span.depth == 0]
        self.starts = [span.start for span in self.outer]

    def read(self, blocks: Iterable[_Block]) -> list[Turn]:
        turns: list[Turn] = []
        speaker: Label | None = None
        silent = True  # the label stands alone so far, its words are still to come
        in_marks = False  # the words stand in marks that the next paragraph reopens
        over = False  # closing marks have ended the turn
        unlabelled: list[_Block] = []  # of this turn or not: the next label decides
        before = 0  # the end of the last block
        for block in blocks:
            close, before = self._is_close(before, block.start), block.end
            if block.label is not None:
                if speaker is not None:
                    for carried in self._carried_on(unlabelled, speaker):
                        _add(turns, speaker, self._turn(carried, speaker))
                unlabelled = []
                speaker = block.label
            elif speaker is None or self._is_direction(block.start, block.end, speaker.staged):
                continue
            elif close and speaker.staged and self._is_apart(speaker) and not unlabelled:
                pass  # a line of verse, or that below "(softly)"
            elif LIKE_LABEL.match(self.text, block.start, block.end):
                in_marks, over = False, True  # "VIDEO: …": not this speaker's words
                continue
            elif not (silent or (in_marks and self._opens(block) and not self._narrates(block))):
                in_marks = False
                if not over:
                    unlabelled.append(block)
                continue
            _add(turns, speaker, self._turn(block, speaker))
            silent = block.body == block.end
            span = self._marked(block)
            over = span is not None and span.closed
            in_marks = self._stays_open(block)
        return turns

    def _turn(self, block: _Block, speaker: Label) -> Iterator[tuple[int, int]]:
        """The words of a block without outer marks, if any are spoken."""
        start, end = block.body, block.end
        if span := self._marked(block):
            start, end = max(start, span.inner_start), span.inner_end
        start, end = next(_words(self.text, start, end), (start, start))
        if self._is_direction(start, end) or _FOOTER.match(self.text, start, end):
            return
        if speaker.staged:
            yield from _spoken(self.text, start, end)
            return
        if direction := _STAGE.match(self.text, start, end):
            start = next(_words(self.text, direction.end(), end), (start, end))[0]
        yield start, end

    def _carried_on(self, unlabelled: Iterable[_Block], speaker: Label) -> Iterator[_Block]:
        """The paragraphs between two labels that belong to the first of them.

        They speak of "I" or "you", or the text is one of questions and answers; the first
        heading or narration ends the turn.
        """
        for block in () if speaker.alone else unlabelled:  # what a screenplay tells is action
            words = self.text[block.start : block.end].rstrip(MARKS + ")]*_")
            if words[-1:] not in (".", "!", "?", "…", "-", "—", "–") or self._narrates(block):
                break
            if not (speaker.is_letter or PERSON.search(words)):
                break
            yield block

    def _marked(self, block: _Block) -> QuotedSpan | None:
        """The outer quoted span that holds all words of a block."""
        i = bisect_left(self.starts, block.start)
        if i == len(self.outer) or self.starts[i] > block.body:
            return None
        span = self.outer[i]
        rest = self.text[span.end : block.end]
        return None if span.end > block.end or any(map(str.isalnum, rest)) else span

    def _opens(self, block: _Block) -> bool:
        """Whether a mark stands before the label, or before the words if there is none."""
        before = self.text[block.start : block.label.start if block.label else block.start + 1]
        return any(mark in before for mark in MARKS)

    def _stays_open(self, block: _Block) -> bool:
        """Whether the block ends inside its marks, so that the next paragraph reopens them.

        Where straight marks stand in straight marks, only the last character shows it.
        """
        i = bisect_left(self.starts, block.end) - 1
        goes_on = i >= 0 and self.starts[i] >= block.start and self.outer[i].continues
        return goes_on or (self._opens(block) and self.text[block.end - 1] not in MARKS)

    def _narrates(self, block: _Block) -> bool:
        """Whether the paragraph reports by itself: “We ran,” his brother said."""
        i = bisect_left(self.starts, block.start)
        any_marks = i < len(self.starts) and self.starts[i] < block.end
        if not any_marks or self._marked(block):
            return False
        return _SAID.search(self.text, block.start, block.end) is not None

    def _is_close(self, before: int, at: int) -> bool:
        """Whether no blank line stands between two paragraphs."""
        return self.text.count("\n", before, at) == 1

    def _is_apart(self, label: Label) -> bool:
        """Whether a blank line stands before the label."""
        above = self.text[max(0, label.line - _GAP) : label.line]
        return above.count("\n", len(above.rstrip())) > 1 or label.line < _GAP

    def _is_direction(self, start: int, end: int, staged: bool = False) -> bool:
        """Whether nothing is spoken here: "(CROSSTALK)", "END OF TRANSCRIPT", "* * *"."""
        if staged and _STAGED.match(self.text, start, end):
            return True
        words = self.text[start:end]
        spoken = any(map(str.isalnum, _BRACKETED.sub("", words)))
        return not spoken or _SIGNAL.fullmatch(words) is not None


def _add(turns: list[Turn], speaker: Label, spoken: Iterable[tuple[int, int]]) -> None:
    """Add what a speaker says; only the first of it does not continue."""
    for start, end in spoken:
        continues = bool(turns) and turns[-1].label_start == speaker.start
        turns.append(Turn(speaker.start, speaker.end, start, end, continues))


def _spoken(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The words of a turn in a play without the directions between them.

    What stands in round brackets in the middle of a sentence is spoken.
    """
    at = start
    for found in _STAGE.finditer(text, start, end):
        before = text[max(at, found.start() - 3) : found.start()].rstrip()
        inside = found[0].lstrip("_*[( ")
        at_edge = not before or found.end() == end or before[-1] in ".!?…—-"
        if found[0].lstrip("_*")[0] == "[" or at_edge or inside[:1].isupper():
            yield from _words(text, at, found.start())
            at = found.end()
    yield from _words(text, at, end)


def _words(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and (text[start].isspace() or text[start] in "*_"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "*_"):
        end -= 1
    if any(map(str.isalnum, text[start:end])):
        yield start, end
