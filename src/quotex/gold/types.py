"""Gold annotations: what a person says a text holds, whatever format it was written in.

All offsets are character offsets (code points) into the document's text, end exclusive.
"""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from quotex.types import MentionKind, QuoteType

Offsets = tuple[int, int]
AttributionType = Literal["explicit", "anaphoric", "implicit"]


@frozen
class GoldQuote:
    """One annotated quotation.

    ``spans`` are all its pieces in text order. ``source`` are the words that name who said it,
    near the quotation (in the literature: source or speaker mention); empty when the gold gives
    none. ``name`` is the speaker's name and ``aliases`` other names that are as right;
    ``anonymous`` says that the document never names the speaker, which is not the same as a
    gold without names. ``silver_name`` is a machine's guess: to learn from, never to score
    against. ``speech`` says that the cue is one of speech, not of belief or plan.
    """

    id: str
    type: QuoteType
    spans: tuple[Offsets, ...]
    source: tuple[Offsets, ...] = ()
    source_kind: MentionKind | None = None
    cue: Offsets | None = None
    speech: bool = True
    name: str | None = None
    aliases: tuple[str, ...] = ()
    anonymous: bool = False
    silver_name: str | None = None
    attribution: AttributionType | None = None
    addressees: tuple[str, ...] = ()

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]


@frozen
class GoldCharacter:
    """Somebody who speaks in the document, with every name the gold accepts for them."""

    name: str
    aliases: tuple[str, ...] = ()
    gender: Literal["female", "male"] | None = None


@frozen
class GoldDocument:
    """A text with its gold quotations in text order; ``characters`` where the gold lists them."""

    id: str
    text: str
    quotes: tuple[GoldQuote, ...]
    characters: tuple[GoldCharacter, ...] = ()
