"""Known characters: which of those that the caller gave a name means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from quotex.dialogue.figures import gender_stated
from quotex.dialogue.names import Form, titles
from quotex.names import fold
from quotex.types import Character


class Known:
    """The characters that the caller gave, by the words of their names and aliases."""

    def __init__(self, known: Sequence[Character]) -> None:
        self._exact: dict[tuple[str, ...], set[int]] = defaultdict(set)
        self._bare: dict[tuple[str, ...], set[int]] = defaultdict(set)
        for number, character in enumerate(known):
            for name in (character.name, *character.aliases):
                words = tuple(fold(word) for word in name.split())
                self._exact[words].add(number)
                self._bare[untitled(words)].add(number)
        self._genders = [character.gender for character in known]

    def meant_by(self, form: Form) -> int | None:
        """Return the one character whose name or alias the form is, titles deciding first."""
        if not self._exact:
            return None
        words = tuple(fold(word) for word in form.text.split())
        for table, key in ((self._exact, words), (self._bare, untitled(words))):
            found = table.get(key, set())
            if len(found) > 1 and gender_stated(form):
                found = {i for i in found if self._genders[i] in (None, gender_stated(form))}
            if len(found) == 1:
                return next(iter(found))
        return None


def untitled(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the folded words of a name without the titles before it."""
    k = 0
    while k < len(words) - 1 and (words[k] in titles() or words[k] == "the"):
        k += 1
    return words[k:]
