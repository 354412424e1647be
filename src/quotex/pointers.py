"""Phrases that point at a name by their grammar: "Lee, who …", "a Treasury report"."""

from __future__ import annotations

from quotex.attributes import head_of
from quotex.cast import Cast
from quotex.mentions import NounPhrase
from quotex.tokens import Tokens

RELATIVES = frozenset(("who", "whom", "which", "that", "whose"))
_ISSUERS = frozenset(("by", "from"))
# "a document on the bank's website", "a post on Lee's page"
_SITES = frozenset(("website", "site", "page", "blog", "account", "feed", "channel"))
_REACH = 12


def relative_antecedent(tokens: Tokens, cast: Cast, head: int) -> int | None:
    """Return whom a relative pronoun means: the name its clause hangs from or follows.

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
    near = [m for m in cast.mentions if head - 2 <= m.last < head]
    return near[0].speaker if near else _before_aside(tokens, cast, head)


def _before_aside(tokens: Tokens, cast: Cast, head: int) -> int | None:
    """Return the person named right before an aside in commas that ends at the token."""
    if tokens.words[head - 1] != ",":
        return None
    for i in range(head - 2, max(head - _REACH, 0), -1):
        if tokens.sent[i] != tokens.sent[head]:
            return None
        if tokens.words[i] == ",":
            found = [m.speaker for m in cast.mentions if m.last == i - 1]
            return found[0] if found and cast.speakers[found[0]].kind == "person" else None
    return None


def issuer(tokens: Tokens, cast: Cast, phrase: NounPhrase) -> int | None:
    """Return whose text it is: "a Treasury report", "Lee's letter", "a memo from the bank"."""
    for mention in cast.mentions:
        if phrase.first <= mention.first and mention.last < phrase.head:
            return mention.speaker
        if phrase.head < mention.last <= tokens.right[phrase.head]:
            owner = head_of(tokens, mention.first, mention.last)
            parent = tokens.head[owner]
            if tokens.lower[parent] in _ISSUERS:
                return mention.speaker
            if tokens.dep[owner] in ("poss", "compound") and tokens.lower[parent] in _SITES:
                return mention.speaker
    return None
