"""What a common noun can name: a person, a group or a text, and of which gender."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from attrs import frozen

from quotex.lexicon import read_lines
from quotex.types import Gender

NounKind = Literal["person", "group", "document", "other"]

_GENDERS: dict[str, Gender] = {"f": "female", "m": "male"}


@frozen
class Noun:
    """A noun's kind, gender and senses; ``offices`` are the senses that are an office held."""

    kind: NounKind
    gender: Gender | None = None
    senses: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()


_OTHER = Noun("other")


@lru_cache(maxsize=1)
def _nouns() -> dict[str, Noun]:
    nouns: dict[str, Noun] = {}
    for line in read_lines("document_nouns.txt"):
        word, *like = line.split()
        nouns[word] = Noun("document", senses=frozenset((word, *like)))
    for line in read_lines("group_nouns.txt"):
        word, senses = line.split()
        nouns[word] = Noun("group", senses=frozenset(senses.split(",")))
    for line in read_lines("person_nouns.txt"):
        word, gender, senses = line.split()
        split = senses.split(",")
        nouns[word] = Noun(
            "person",
            gender=_GENDERS.get(gender),
            senses=frozenset(sense.lstrip("+") for sense in split),
            offices=frozenset(sense[1:] for sense in split if sense[0] == "+"),
        )
    return nouns


@lru_cache(maxsize=16384)  # asked of any word: a few dozen articles use five thousand
def look_up(word: str) -> Noun:
    """Return what is known of a noun in small letters and singular."""
    return _nouns().get(word, _OTHER)


@lru_cache(maxsize=1)
def person_nouns() -> frozenset[str]:
    """Return the nouns, in small letters and singular, that name a person."""
    return frozenset(word for word, noun in _nouns().items() if noun.kind == "person")


@lru_cache(maxsize=4096)
def singular(word: str, tag: str) -> str:
    """Return the singular of a noun in small letters, given its Penn tag."""
    if tag not in ("NNS", "NNPS"):
        return word
    if word.endswith("men"):
        return word[:-2] + "an"
    if word in ("people", "persons"):
        return "person"
    if word == "children":
        return "child"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") else word
