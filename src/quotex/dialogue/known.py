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
        names = [
            [tuple(fold(word) for word in name.split()) for name in (c.name, *c.aliases)]
            for c in known
        ]
        for number, own in enumerate(names):
            for words in own:
                self._bare[untitled(words)].add(number)
        for number, own in enumerate(names):
            if known[number].gender is None and self._is_borne_by_another(number, own):
                for words in own:
                    self._bare[untitled(words)].discard(number)
            else:
                for words in own:
                    self._exact[words].add(number)
        self._genders = [character.gender for character in known]

    def _is_borne_by_another(self, number: int, names: Sequence[tuple[str, ...]]) -> bool:
        """Does another character bear all names of one: "Lee" beside "Mr. Lee"?

        Lists made by machine hold such characters twice.
        """
        bearers = [self._bare[untitled(words)] - {number} for words in names]
        return bool(set.intersection(*bearers))

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
