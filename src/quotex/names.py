"""The structure of names: given and family names, particles, initials, suffixes, acronyms.

Everything here works on folded words (small letters, no diacritics, straight apostrophes),
so that "O’Néill" and "O'NEILL" are one name.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from attrs import frozen
from rapidfuzz.distance import OSA, Indel

from quotex.lexicon import read_lines, read_words
from quotex.types import Gender

SUFFIXES = frozenset(("jr", "jnr", "sr", "snr", "ii", "iii", "iv", "v", "esq", "md", "phd"))
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "‑": "-", "–": "-"})
# Letters that have no accent to be taken off.
_PLAIN_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
_GENDERS: dict[str, Gender] = {"f": "female", "m": "male"}
# Words that an acronym passes over: "Federal Bureau of Investigation", "Alliance to Reclaim …".
_UNSTRESSED = frozenset(("of", "the", "and", "for", "to", "on", "in", "at", "by", "&", "a", "an"))


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Return the word in small letters without diacritics, possessive ending and final stop."""
    word = word.translate(_APOSTROPHES)
    if not word.isascii():
        word = unicodedata.normalize("NFKD", word)
        word = "".join(c for c in word if not unicodedata.combining(c))
    word = word.casefold()
    if not word.isascii():
        word = word.translate(_PLAIN_LETTERS)
    if word.endswith("'s") and len(word) > 2:
        word = word[:-2]
    return word.strip(".'\"") or word


@frozen
class PersonName:
    """A person's name in folded parts.

    ``family`` is the surname with its particles ("de la cruz"), ``given`` everything before
    it, ``suffix`` "jr" or "iii", ``nicknames`` what stands in quotation marks or brackets.
    ``key`` is the surname by which names meet.
    """

    words: tuple[str, ...]
    given: tuple[str, ...]
    family: tuple[str, ...]
    suffix: str
    nicknames: tuple[str, ...]
    key: str


def parse_name(words: Sequence[str], nicknames: Sequence[str] = ()) -> PersonName:
    """Split the words of a person's name, titles already removed, into its parts."""
    return _parse_name(tuple(words), tuple(nicknames))


@lru_cache(maxsize=8192)
def _parse_name(words: tuple[str, ...], nicknames: tuple[str, ...]) -> PersonName:
    pairs = [(part, word) for word in words for part in _split_initials(fold(word))]
    suffix = ""
    if len(pairs) > 1 and pairs[-1][0] in SUFFIXES:
        suffix = pairs.pop()[0]
    particles = read_words("name_particles.txt")
    start = len(pairs) - 1
    while start > 0:
        part, word = pairs[start - 1]
        # "Al Sharp" and "Van Jonas" start with given names, "de Castro" with a particle.
        if part not in particles or (is_given_name(part) and not word[0].islower()):
            break
        start -= 1
    parts = tuple([part for part, _ in pairs])
    key = _without_article(parts[-1]) if parts else ""
    folded = tuple(map(fold, nicknames))
    return PersonName(parts, parts[:start], parts[start:], suffix, folded, key)


def _without_article(surname: str) -> str:
    """Return the surname by which names meet: "al-Said" is also written "Said"."""
    if len(surname) > 5 and surname.startswith(("al-", "el-", "ul-")):
        return surname[3:]
    return surname


def _split_initials(word: str) -> list[str]:
    """Split "g.k" into "g", "k"; leave other words whole."""
    if "." not in word:
        return [word]
    pieces = word.split(".")
    if all(len(piece) == 1 for piece in pieces if piece):
        return [piece for piece in pieces if piece]
    return [word]


@lru_cache(maxsize=1)
def _full_forms() -> dict[str, frozenset[str]]:
    forms: dict[str, frozenset[str]] = {}
    for line in read_lines("short_names.txt"):
        short, *full = line.split()
        forms[short] = frozenset((short, *full))
    return forms


def name_keys(given: str) -> frozenset[str]:
    """Return the given name with the full names it can be short for: "mike", "michael"."""
    return _full_forms().get(given) or frozenset((given,))


@lru_cache(maxsize=1)
def _given_names() -> dict[str, Gender | None]:
    pairs = (line.split() for line in read_lines("given_names.txt"))
    return {name: _GENDERS.get(gender) for name, gender in pairs}


@lru_cache(maxsize=65536)
def is_given_name(word: str) -> bool:
    """Tell whether a folded word is a usual given name (either half of "jo-renee" counts)."""
    names = _given_names()
    return word in names or word in _full_forms() or word.split("-")[0] in names


def gender_of(given: str) -> Gender | None:
    """Return the gender that a folded given name suggests; weak evidence only."""
    names = _given_names()
    return names.get(given) or names.get(given.split("-")[0])


def same_given(one: str, other: str) -> bool:
    """Tell whether two given names can be one person's: equal, initial, short form, misspelt."""
    if one == other:
        return True
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    if not name_keys(one).isdisjoint(name_keys(other)):
        return True
    # "Clara" is not a slip for "Ciara", nor "Maria" for "Mario".
    return is_misspelling(one, other) and not (is_given_name(one) and is_given_name(other))


def is_misspelling(one: str, other: str) -> bool:
    """Tell whether one of two longer words can be a slip for the other.

    Both start with the same letter and are one letter apart, or one lacks two letters of the
    other ("Hanesey", "Hannessey"; but "Harris" is no "Harrison").
    """
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    lacks = len(long) - len(short)
    if lacks > 2 or len(short) < 5 or one[0] != other[0]:
        return False
    if lacks < 2:
        return OSA.distance(one, other, score_cutoff=1) <= 1
    if len(short) == 5 or long.startswith(short):
        return False
    return Indel.distance(one, other, score_cutoff=2) == 2


def compatible(one: PersonName, other: PersonName) -> bool:
    """Tell whether two names with the same surname can be one person's."""
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return False
    if not one.given or not other.given:
        return True
    firsts = (one.given[0], *one.nicknames)
    others = (other.given[0], *other.nicknames)
    if not any(same_given(a, b) for a in firsts for b in others):
        # "J. Edgar Lee" and "Edgar Lee": one goes by the middle name.
        return one.given[-1] == other.given[-1] and len(one.given) != len(other.given)
    middle, other_middle = one.given[1:], other.given[1:]
    return not middle or not other_middle or middle[0][0] == other_middle[0][0]


def acronyms(words: Sequence[str]) -> set[str]:
    """Return the acronyms that the words of an organisation's name can have, folded."""
    stressed = [w for w in words if w and w not in _UNSTRESSED]
    if len(stressed) < 2:
        return set()
    pieces = [piece for w in stressed for piece in w.split("-") if piece]
    return {
        "".join([w[0] for w in stressed]),
        "".join([piece[0] for piece in pieces]),
        "".join([w[0] for w in words if w]),
    }


def is_abbreviated_by(words: Sequence[str], short: str) -> bool:
    """Tell whether the letters of ``short`` stand in this order in the words, first in first."""
    rest = "".join(words)
    if not short or not rest or short[0] != rest[0]:
        return False
    letters = iter(rest)
    return all(letter in letters for letter in short)
