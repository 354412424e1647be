"""Labels of plays and screenplays: who speaks, in front of the words or on a line above them.

    ANN. Come in.                 ANN                        _Ann._ Come in.
                                  (softly)
    BO. [_Bowing._] I am in.      Come in.

Words in capitals begin many lines: headlines, headings, the places news is filed from. So each
document decides once, by a vote: two speakers at least come back, they follow closely on each
other, and their words sound like talk. Act, scene and shot headings name nobody.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from quotex.lexicon import read_words
from quotex.paragraphs import Paragraph
from quotex.turn_labels import PERSON, Label, is_role_label

_SMALL = "a-zß-öø-ÿ"
_CAPITAL = rf"[^\W_{_SMALL}]"
_CAPITALS = rf"{_CAPITAL}(?:{_CAPITAL}|['’\-])*"
_JOINING = r"(?:(?:of|the|and|de|du|la|von|van|to|in|a|with|&) ){0,2}"
_NAME = (
    rf"(?:(?:MRS?|MS|DR|ST|MME|SIR|LT|CAPT)\. )?{_CAPITALS}(?:,? {_JOINING}{_CAPITALS}\.?){{0,4}}?"
)
_DIRECTION = r"[_*]?[(\[][^()\[\]]{1,80}[)\]][_*]?"
_OPEN = r"[_*]{0,2}"
_STOP = re.compile(
    rf"{_OPEN}(?P<name>{_NAME}){_OPEN}(?:,?\s*{_DIRECTION}|, [a-z][^.\n]{{2,40}})?\s?"
    rf"\.{_OPEN}(?:\s?(?:--|—)|(?=\s|[(\[]|$))"
)
_WRITTEN = r"[A-Z][\w'’\-]*"
_ITALIC = re.compile(
    rf"_(?P<name>{_WRITTEN}(?:\.? (?:of |the )?{_WRITTEN}){{0,3}})(?:\._|_\.)(?:\s?(?:--|—)|(?=\s))"
)
_ALONE = re.compile(
    rf"{_OPEN}(?P<name>{_NAME}){_OPEN}(?P<more>(?:[ \t]*\([^()\n]{{1,40}}\))*)[ \t]*"
    rf"(?:(?:[.:]{_OPEN}|[_*]{{1,2}})[ \t]*)?(?=[\r\n]|$)"
)
# What all three begin with: few lines of prose do, so that one look spares three.
_BEGINNING = re.compile(rf"{_OPEN}{_CAPITAL}(?![{_SMALL}])|_[A-Z]")
_VOICE = re.compile(r"\((?:V\. ?O|O\. ?[SC]|CONT|VO\b|OS\b|OFF)", re.IGNORECASE)
_ROMAN = re.compile(r"[IVXLC]+")
_NEAR = 4  # how many paragraphs on the next label mostly stands
_ENOUGH = 4  # labels of speakers who come back
_FAR = 300  # how many characters of a turn show whether it sounds like talk


def find_play_labels(text: str, paragraphs: Sequence[Paragraph]) -> list[Label]:
    """Return the labels that name speakers; none unless the document is a play or screenplay.

    The time is linear in the length of the text.
    """
    before_words: list[Label] = []
    italic: list[Label] = []
    alone: list[Label] = []
    for number, line in _lines(text, paragraphs):
        limit = paragraphs[number].end
        if not _BEGINNING.match(text, line, limit):
            continue
        if label := _read(_STOP, text, number, line, limit):
            before_words.append(label)
        elif label := _read(_ITALIC, text, number, line, limit):
            italic.append(label)
        elif (label := _read(_ALONE, text, number, line, limit)) and not _in_capitals(
            text, label.body
        ):
            alone.append(label)
    best: list[Label] = []
    for labels in (before_words, italic, _cast_alone(text, alone)):
        elected = _elect(text, paragraphs, labels)
        if len(elected) > len(best):
            best = elected
    return best


def _lines(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[tuple[int, int]]:
    """Where a label may stand: at a paragraph's start, or a line's behind a sentence's end."""
    for number, paragraph in enumerate(paragraphs):
        at = paragraph.start
        before = ""
        for words in text[paragraph.start : paragraph.end].splitlines(keepends=True):
            if not before or before[-1:] in ".!?…)]_—-":
                yield number, at + len(words) - len(words.lstrip())
            before = words.rstrip()[-1:]
            at += len(words)


def _read(pattern: re.Pattern[str], text: str, number: int, line: int, limit: int) -> Label | None:
    found = pattern.match(text, line, limit)
    if found is None:
        return None
    name = found["name"]
    words = name.replace("-", " ").split()
    first = words[0].casefold().strip(".'’")
    if first in read_words("no_players.txt") or name.casefold() == "the end":
        return None
    if _ROMAN.fullmatch(words[0]) or sum(map(str.isalpha, name)) < 2:
        return None
    body = found.end()
    while body < limit and text[body].isspace():
        body += 1
    key = " ".join(name.casefold().rstrip(".").split())
    start, end = found.span("name")
    alone = pattern is _ALONE
    return Label(number, line, start, end, body, key, True, staged=True, alone=alone)


def _in_capitals(text: str, at: int) -> bool:
    """Whether the line that follows a name is in capitals too: headlines, title pages, lists."""
    following = text[at : at + 200].strip().split("\n", 1)[0]
    return not any(map(str.islower, following))


def _cast_alone(text: str, labels: list[Label]) -> list[Label]:
    """Of the lines in capitals those that name speakers: who come back, a role, a voice."""
    counts = Counter(label.key for label in labels)
    return [
        label
        for label in labels
        if counts[label.key] > 1
        or _VOICE.match(text[label.end : label.end + 12].lstrip())
        or is_role_label(label.key)
    ]


def _elect(text: str, paragraphs: Sequence[Paragraph], labels: list[Label]) -> list[Label]:
    """The vote: the labels as given, or none."""
    counts = Counter(label.key for label in labels)
    again = [label for label in labels if counts[label.key] > 1]
    if len(again) < _ENOUGH or len({label.key for label in again}) < 2:
        return []
    if 2 * len(again) < len(labels):
        return []
    pairs = list(pairwise(again))
    close = sum(b.paragraph - a.paragraph <= _NEAR for a, b in pairs)
    changes = sum(a.key != b.key for a, b in pairs)
    talk = sum(_sounds_like_talk(text, label) for label in again)
    if 2 * close < len(pairs) or 2 * changes < len(pairs) or 10 * talk < 3 * len(again):
        return []
    return labels


def _sounds_like_talk(text: str, label: Label) -> bool:
    words = text[label.body : label.body + _FAR].lstrip().split("\n\n", 1)[0]
    return "?" in words or PERSON.search(words) is not None
