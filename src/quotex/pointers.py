"""Phrases that point at a name by their grammar: "Lee, who …", "a Treasury report"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from operator import attrgetter

from quotex.attributes import head_of
from quotex.cast import Cast, NameMention
from quotex.mentions import NounPhrase
from quotex.tokens import Tokens

RELATIVES = frozenset(("who", "whom", "which", "that", "whose"))
_ISSUERS = frozenset(("by", "from"))
# "a document on the bank's website", "a post on Lee's page"
_SITES = frozenset(("website", "site", "page", "blog", "account", "feed", "channel"))
_REACH = 12


def name_ends(cast: Cast) -> dict[int, NameMention]:
    """Return by their last token the namings of the cast, the longest where several end alike."""
    ends: dict[int, NameMention] = {}
    for mention in cast.mentions:
        ends.setdefault(mention.last, mention)
    return ends


def relative_antecedent(
    tokens: Tokens, cast: Cast, ends: Mapping[int, NameMention], head: int
) -> int | None:
    """Return whom a relative pronoun means: the name its clause hangs from or follows.

    ``ends`` are the namings by their last token.

    Parsers hang the clause in "Lee, now the chief of staff, who said so" on any noun of the
    apposition; the name that this belongs to is meant.
    """
    verb = tokens.head[head]
    for _ in range(4):
        if tokens.dep[verb] == "relcl":
            noun = tokens.head[verb]
            for _ in range(3):
                if noun in cast.by_head:
                    return cast.by_head[noun]
                if tokens.dep[noun] not in ("appos", "pobj", "prep"):
                    break
                noun = tokens.head[noun]
            break
        verb = tokens.head[verb]
    near = [ends[i] for i in (head - 1, head - 2) if i in ends]
    if near:
        return min(near, key=lambda mention: mention.first).speaker
    return _before_aside(tokens, cast, ends, head)


def _before_aside(
    tokens: Tokens, cast: Cast, ends: Mapping[int, NameMention], head: int
) -> int | None:
    """Return the person named right before an aside in commas that ends at the token."""
    if tokens.words[head - 1] != ",":
        return None
    for i in range(head - 2, max(head - _REACH, 0), -1):
        if tokens.sent[i] != tokens.sent[head]:
            return None
        if tokens.words[i] == ",":
            speaker = ends[i - 1].speaker if i - 1 in ends else None
            person = speaker is not None and cast.speakers[speaker].kind == "person"
            return speaker if person else None
    return None


def issuer(tokens: Tokens, cast: Cast, phrase: NounPhrase) -> int | None:
    """Return whose text it is: "a Treasury report", "Lee's letter", "a memo from the bank"."""
    # No naming begins before the phrase and ends behind its head: it would hold the head, and
    # the phrase name its speaker outright.
    last = tokens.right[phrase.head]
    start = bisect_left(cast.mentions, phrase.first, key=attrgetter("first"))
    for k in range(start, len(cast.mentions)):
        mention = cast.mentions[k]
        if mention.first > last:
            break
        if mention.last < phrase.head:
            return mention.speaker
        if phrase.head < mention.last <= last:
            owner = head_of(tokens, mention.first, mention.last)
            parent = tokens.head[owner]
            if tokens.lower[parent] in _ISSUERS:
                return mention.speaker
            if tokens.dep[owner] in ("poss", "compound") and tokens.lower[parent] in _SITES:
                return mention.speaker
    return None
