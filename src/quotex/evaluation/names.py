"""When two names are one person's: the definitions by which names are scored.

Those of the project's yardstick: titles and case do not matter, a fuller or shorter form of a
name is right when one's words contain the other's and the last words agree.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Set
from functools import lru_cache
from typing import Literal, TypeVar

from attrs import define, field

from quotex.gold.types import GoldCharacter

T = TypeVar("T")
Gender = Literal["female", "male"]

_TITLE = re.compile(
    r"^(?:mr|mrs|ms|miss|dr|prof|sir|lady|lord|madam|mme|rev|sen|rep|gov|gen|col|capt|lt|sgt"
    r"|president|senator|governor|the)\.?\s+"
)
_OWNER = re.compile(r"'s$|'$")
_NO_LETTER = re.compile(r"[^\w\s'&-]")
_SPACE = re.compile(r"\s+")
_GENDER: dict[str, Gender] = {
    **dict.fromkeys(("mr", "sir", "lord"), "male"),
    **dict.fromkeys(("mrs", "ms", "miss", "lady", "madam", "mme"), "female"),
}


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold().replace("’", "'").strip()


@lru_cache(maxsize=4096)
def bare(name: str) -> str:
    """Return the name casefolded, without titles, possessive and punctuation."""
    words = _NO_LETTER.sub(" ", _OWNER.sub("", _folded(name)))
    before = None
    while before != words:
        before = words
        words = _TITLE.sub("", words.strip())
    return _SPACE.sub(" ", words).strip()


@lru_cache(maxsize=4096)
def titled(name: str) -> str:
    """Return the name casefolded without punctuation, its titles kept: "mrs weston"."""
    folded = _folded(name).removesuffix("'s")
    return _SPACE.sub(" ", _NO_LETTER.sub(" ", folded)).strip()


def same_name(predicted: str | None, gold: str, aliases: Iterable[str] = ()) -> bool:
    """Tell whether the predicted name is the gold name, an alias, or a form of the gold name."""
    own = bare(predicted or "")
    if not own:
        return False
    right = bare(gold)
    if own == right or own in map(bare, aliases):
        return True
    a, b = own.split(), right.split()
    return bool(a and b) and a[-1] == b[-1] and (set(a) <= set(b) or set(b) <= set(a))


@define
class Characters:
    """The characters of a novel by every form of their names."""

    _titled: dict[str, set[str]] = field(factory=dict, init=False)
    _bare: dict[str, set[tuple[str, Gender | None]]] = field(factory=dict, init=False)

    @classmethod
    def of(cls, characters: Iterable[GoldCharacter]) -> Characters:
        found = cls()
        for character in characters:
            for form in (character.name, *character.aliases):
                found._titled.setdefault(titled(form), set()).add(character.name)
                found._bare.setdefault(bare(form), set()).add((character.name, character.gender))
        return found

    def meant_by(self, name: str) -> str | None:
        """Return the one character that the name can only mean, or ``None``.

        A form with its title decides first, so that Mr. and Mrs. Weston stay apart.
        """
        form = titled(name)
        if form in self._titled:
            return _only(self._titled[form])
        found = self._bare.get(bare(name), set())
        gender = _GENDER.get(form.split(" ")[0]) if form else None
        if gender and len(found) > 1:
            found = {c for c in found if c[1] in (gender, None)}
        only = _only(found)
        return only[0] if only is not None else None


def _only(found: Set[T]) -> T | None:
    return next(iter(found)) if len(found) == 1 else None


def any_right(predicted: str | None, gold: str, aliases: Iterable[str]) -> bool:
    """``same_name`` for a gold name of several people, "A & B", any of whom is right."""
    return any(same_name(predicted, one, aliases) for one in gold.split(" & "))


def fullest(predicted: str | None, gold: str) -> bool:
    """Tell whether the predicted name is the fullest form itself."""
    return any(bare(predicted or "") == bare(one) for one in gold.split(" & "))
