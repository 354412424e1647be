"""The page: the namings of a story looked up by place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from quotex.dialogue.characters import Characters
from quotex.dialogue.names import Naming
from quotex.dialogue.tags import Tag
from quotex.tokens import Tokens


class Page:
    """Who is named where in a story.

    ``narrator`` is the figure who says "I" outside marks, -1 when nobody does; ``nominals`` maps
    the head of a noun phrase to its figure; ``owner`` has the figure of each naming.
    """

    def __init__(
        self,
        tokens: Tokens,
        namings: Sequence[Naming],
        characters: Characters,
        marked: Sequence[int],
        paragraph: Sequence[int],
        narrator: int,
        nominals: Mapping[int, int],
    ) -> None:
        self.tokens, self.marked, self.paragraph = tokens, marked, paragraph
        self.namings, self.owner, self.figures = namings, characters.owner, characters.figures
        self.narrator, self.nominals = narrator, nominals
        self.places = [naming.first for naming in namings]
        self._naming_at = {i: k for k, n in enumerate(namings) for i in range(n.first, n.last + 1)}

    def between(self, low: int, high: int) -> range:
        """Return the numbers of the namings that begin from token ``low`` to before ``high``."""
        return range(bisect_left(self.places, low), bisect_left(self.places, high))

    def paragraph_start(self, number: int) -> int:
        """Return the first token of a paragraph."""
        return bisect_left(self.paragraph, number)

    def is_subject(self, n: int) -> bool:
        """Is the naming the subject of a verb?"""
        return self.tokens.dep[self.namings[n].last] == "nsubj"

    def naming_around(self, token: int) -> Naming | None:
        """Return the naming that a token belongs to, if any."""
        n = self._naming_at.get(token)
        return None if n is None else self.namings[n]

    def named_at(self, token: int) -> int:
        """Return the figure that a token names outright, the narrator for "I", else -1."""
        n = self._naming_at.get(token)
        if n is not None:
            return self.owner[n]
        if self.tokens.words[token] == "I" and not self.marked[token]:
            return self.narrator
        return self.nominals.get(token, -1)

    def subject_of(self, tag: Tag) -> int:
        """Return the figure that is the subject of a tag, -1 for a pronoun but "I"."""
        if tag.subject == "i":
            return self.narrator
        n = self._naming_at.get(tag.token)
        if n is not None and tag.subject == "name":
            return self.owner[n]
        return self.nominals.get(tag.token, -1)
