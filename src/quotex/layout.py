"""The layout of a text: its paragraphs, quoted spans and labelled turns. Characters only.

Sentences are set by it before a text is parsed, and quotations read off it afterwards.
"""

from __future__ import annotations

from functools import lru_cache

from attrs import frozen

from quotex.dashes import find_dashed
from quotex.marks import QuotedSpan, find_quoted
from quotex.paragraphs import Paragraph, find_paragraphs
from quotex.turns import Turn, find_turns

_KEPT_CHARS = 50_000  # longer texts are not kept: reading them again costs nothing beside parsing
_KEPT_TEXTS = 128  # as many as are read together


@frozen
class Layout:
    """What the characters of a text show: paragraphs, quoted spans and turns in text order."""

    paragraphs: list[Paragraph]
    quoted: list[QuotedSpan]
    turns: list[Turn]

    @property
    def has_words_of_others(self) -> bool:
        """Whether anything stands in marks or in a labelled turn."""
        return bool(self.quoted or self.turns)


def find_layout(text: str, *, dashes: bool | None = None) -> Layout:
    """Return the layout of the text; the time is linear in its length.

    ``dashes`` says whether a paragraph that begins with a dash is a turn of speech; without it
    the document decides by a vote.
    """
    find = _find_kept if len(text) <= _KEPT_CHARS else _find
    return find(text, dashes)


def _find(text: str, dashes: bool | None) -> Layout:
    paragraphs = find_paragraphs(text)
    quoted = find_quoted(text, paragraphs)
    turns = find_turns(text, paragraphs, quoted)
    if dashes or (dashes is None and not turns):  # in transcripts dashes stand before labels
        quoted = find_dashed(text, paragraphs, quoted, forced=dashes is True)
    return Layout(paragraphs, quoted, turns)


_find_kept = lru_cache(maxsize=_KEPT_TEXTS)(_find)
