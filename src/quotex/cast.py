"""The cast: everyone the document names, each with all the forms of the name it uses."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from quotex.mentions import NounPhrase
from quotex.tokens import Tokens
from quotex.types import Speaker


@frozen
class NameMention:
    """One occurrence of a name: its tokens (both included) and its speaker in the cast."""

    first: int
    last: int
    speaker: int


@frozen
class Cast:
    """The speakers of one document and where each is named.

    ``by_head`` maps the head token of a noun phrase to the speaker that the phrase names
    outright (a name, or a name with title or role before it); ``mentions`` lists every
    naming in text order.
    """

    speakers: tuple[Speaker, ...]
    mentions: tuple[NameMention, ...]
    by_head: dict[int, int]


def build_cast(
    tokens: Tokens, phrases: Sequence[NounPhrase], known: Sequence[str] = ()
) -> Cast:
    """Cluster the document's names into speakers.

    ``known`` are names the caller already has; a form in the text that can only mean one of
    them gets that name.
    """
    raise NotImplementedError
