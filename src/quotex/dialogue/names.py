"""The names of a story: which capitalised words name somebody, and where.

A novel names its people thousands of times, so what a word is shows in how it is written
throughout: a name keeps its capital in the middle of sentences. Entity labels are not asked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from attrs import define, frozen

from quotex.lexicon import read_lines, read_words
from quotex.tokens import Tokens
from quotex.types import Gender

_GENDERS: dict[str, Gender] = {"f": "female", "m": "male"}
# Of the words of no_characters.txt, those that are names of people too.
_EITHER = frozenset(
    ("may", "april", "june", "august", "march", "jesus", "hall", "park", "church", "house")
) | {"christian"}
_PARTICLES = frozenset(
    ("de", "van", "von", "der", "la", "le", "du", "des", "den", "di", "da", "del", "st", "st.")
)
# Titles that name nobody when they stand alone.
_ONLY_BEFORE = frozenset(
    ("mr", "mrs", "miss", "sir", "madam", "ms", "master", "monsieur", "mademoiselle", "lord", "m",
     "madame", "lady", "young", "old")
)  # fmt: skip
_PLAIN = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*\.?").fullmatch
_MOST_WORDS = 3
_INSIDE, _ANYWHERE = 1, 2  # where a word with a capital is a name


@frozen
class Title:
    """A word before a name: the gender it states and how it names (see courtesy_titles.txt)."""

    word: str
    gender: Gender | None
    kind: str


@lru_cache(maxsize=1)
def titles() -> dict[str, Title]:
    """Return the titles by their word in small letters without a stop."""
    rows = (line.split() for line in read_lines("courtesy_titles.txt"))
    return {word: Title(word, _GENDERS.get(gender), kind) for word, gender, kind in rows}


def title_of(lower: str) -> Title | None:
    """Return the title that a token in small letters is, if any."""
    return titles().get(lower.rstrip("."))


@frozen
class Form:
    """A name as it is written: the last title before it and its words."""

    title: str
    words: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join((self.title, *self.words)) if self.title else " ".join(self.words)


@define
class Naming:
    """One occurrence of a name: its tokens, title included, and its form."""

    first: int
    last: int
    form: Form


def find_namings(tokens: Tokens) -> list[Naming]:
    """Return the occurrences of names in text order; they do not overlap."""
    return list(_Reader(tokens).read())


class _Reader:
    """Reads runs of titles and name words."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.words = [word.strip("_").replace("’", "'") for word in tokens.words]
        self.known = _name_words(tokens, self.words)

    def read(self) -> Iterator[Naming]:
        words, i = self.words, 0
        while i < len(words):
            if not words[i][:1].isupper():
                i += 1
                continue
            title, start = self._titles(i)
            parts, last = self._name(start, bool(title))
            if any(part[:1].isupper() for part in parts):
                form = Form(title, _shortened(parts))
                yield Naming(i if title else start, last, form)
                i = last + 1
            else:
                if title and self._stands_alone(start - 1):
                    yield Naming(start - 1, start - 1, Form("", (words[start - 1],)))
                i = max(start, i + 1)

    def _titles(self, i: int) -> tuple[str, int]:
        """Return the last title of those from a token on, and the token behind them."""
        words, title = self.words, ""
        while i < len(words) and words[i][:1].isupper():
            if words[i].isupper() and len(words[i].rstrip(".")) > 1:
                break
            found = title_of(words[i].lower())
            if found is None:
                break
            stopped = len(words[i]) < 5 and words[i + 1 : i + 2] == ["."]
            if found.kind != "epithet":
                title = f"{words[i]}." if stopped else words[i]
            i += 2 if stopped else 1
        return title, i

    def _name(self, k: int, titled: bool) -> tuple[list[str], int]:
        """Return the words of the name from a token on, initials left out, and its last token."""
        words = self.words
        parts: list[str] = []
        last = k - 1
        while k < len(words):
            end = self._step(k, parts, titled)
            if end == k:
                break
            word = words[k]
            if word == "-":
                parts[-1] += "-" + words[k + 1]
                last = end - 1
            elif not (_is_initial(word) and not self._is_name(k)):
                parts += words[k:end]
                last = end - 1
            k = end
        return parts, last

    def _step(self, k: int, parts: Sequence[str], titled: bool) -> int:
        """Return the token behind the next piece of a name, ``k`` itself when there is none."""
        words = self.words
        word = words[k]
        if self._is_name(k):
            return k + 1
        if _is_initial(word) and (parts or self._is_name(k + 1)):
            stop = word[-1] != "." and words[k + 1 : k + 2] == ["."]
            if parts and word[-1] != "." and not stop:
                return k
            return k + 2 if stop else k + 1
        if word.lower() in _PARTICLES and (parts or titled or word[:1].isupper()):
            end = k + 1
            while end < len(words) and words[end].lower() in _PARTICLES and end - k < 3:
                end += 1
            named = self._is_name(end) or (
                end < len(words) and _is_capital_noun(words[end], self.tokens.tag[end])
            )
            return end + 1 if named else k
        if parts and _is_capital_noun(word, self.tokens.tag[k]):
            return k + 1
        if word == "-" and parts and self._is_hyphen(k):
            return k + 2
        if word == "of" and titled and not parts and self._is_name(k + 1):
            return k + 2
        return k

    def _is_name(self, k: int) -> bool:
        words = self.words
        if k >= len(words) or not words[k][:1].isupper():
            return False
        level = self.known.get(words[k], 0)
        if level != _INSIDE or not k:
            return level == _ANYWHERE
        # A common word too: only where the capital cannot be that of a sentence.
        before, sent = words[k - 1], self.tokens.sent
        return sent[k] == sent[k - 1] and (before[:1].isalpha() or before in (",", ";"))

    def _is_hyphen(self, k: int) -> bool:
        start, end = self.tokens.start, self.tokens.end
        tight = k + 1 < len(self.words) and end[k - 1] == start[k] and end[k] == start[k + 1]
        return tight and self.words[k + 1][:1].isupper()

    def _stands_alone(self, i: int) -> bool:
        """Does a title name somebody by itself: "the General", "Granny"?"""
        word = self.words[i]
        return self.known.get(word) == _ANYWHERE and word.lower().rstrip(".") not in _ONLY_BEFORE


def _shortened(parts: Sequence[str]) -> tuple[str, ...]:
    """Return the first words of a name, particles not counted: a longer run is several names."""
    kept = 0
    for k, part in enumerate(parts):
        kept += part[:1].isupper()
        if kept > _MOST_WORDS:
            return tuple(parts[:k])
    return tuple(parts)


def _is_initial(word: str) -> bool:
    return len(word.rstrip(".")) == 1 and word[0].isupper() and word not in ("I", "A", "O")


def _is_capital_noun(word: str, tag: str) -> bool:
    """Is a word right behind a name part of it? "the Invisible Man"."""
    return (
        tag in ("NN", "NNP")
        and _PLAIN(word) is not None
        and word[0].isupper()
        and word[1:].islower()
        and word.lower() not in titles()
    )


def _name_words(tokens: Tokens, words: Sequence[str]) -> dict[str, int]:
    """Return the words that are names, anywhere with a capital or only inside sentences."""
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    proper: Counter[str] = Counter()
    before = "."
    for word, tag in zip(words, tokens.tag, strict=True):
        if _PLAIN(word):
            if word[0].islower():
                small[word] += 1
            elif len(word) > 1 and not word.isupper():
                capital[word] += 1
                proper[word] += tag[:3] == "NNP"
                inside[word] += (
                    before[0].islower()
                    or before in (",", ";")
                    or title_of(before.lower()) is not None
                )
        if word and not word.isspace():
            before = word
    nobody = read_words("no_characters.txt")
    known: dict[str, int] = {}
    for word, count in capital.items():
        lower = word.lower().rstrip(".")
        seen, named = inside[word], proper[word]
        if lower in nobody and not (lower in _EITHER and named > 2 and seen > 2):
            continue
        common = small[lower]
        kept = seen >= 1 and common <= 0.3 * seen and named >= 0.4 * count
        if kept or (not seen and not common and named >= max(2, 0.7 * count)):
            known[word] = _ANYWHERE
        elif seen >= 3 and common <= 20 * seen:
            known[word] = _INSIDE
    return known


def is_vocative(tokens: Tokens, naming: Naming) -> bool:
    """Is a name inside marks set off as those are whom it calls: "Come in, Ann." """
    words = tokens.words
    before = words[naming.first - 1] if naming.first else ""
    after = words[naming.last + 1] if naming.last + 1 < len(words) else ""
    opens = (
        before in (",", "—", "--", "-", "!", ".", "?", ";") or before[:1] in "\"“‘'" or not before
    )
    opens = opens or tokens.lower[naming.first - 1] in (
        "dear",
        "my",
        "oh",
        "o",
        "no",
        "yes",
        "well",
        "dearest",
        "poor",
        "old",
        "darling",
    )
    closes = after[:1] in (",", "!", "?", ".", ";", "—", "-", ":", '"', "”", "’")
    return opens and closes
