"""Groups named after someone ("the Trump campaign") and nouns that a name explains.

Both are read off the tree once the names themselves are known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from quotex.mentions import NounPhrase
from quotex.nouns import person_nouns
from quotex.tokens import Tokens

# What can be named after its owner alone: "the Lee campaign", "Lee's administration".
_OWNED = frozenset(("campaign", "administration", "team", "camp", "office", "family"))
# What is named after its place or seat: "the Ohio police".
_SEATED = frozenset(("government", "police", "administration", "army", "military", "parliament"))
_AFTER_OWNER = _OWNED | _SEATED
_EXPLAINS = frozenset(("appos", "nmod", "npadvmod", "dep"))
_TITLE_TAGS = frozenset(("NN", "NNP", "JJ"))
_CLOSERS = frozenset(",.;(—–")
_REACH = 12


@frozen
class NamedGroup:
    """A phrase that names a group by its owner: tokens ``first`` to ``last``, its head last."""

    first: int
    last: int
    owner: int
    noun: str


def find_named_groups(
    tokens: Tokens,
    phrases: Sequence[NounPhrase],
    owner_at: Mapping[int, int],
    is_person: Sequence[bool],
) -> list[NamedGroup]:
    """Return the groups that are named after a member of the cast.

    ``owner_at`` maps the tokens of names to cast members, ``is_person`` tells which of these
    are people.
    """
    found = []
    for phrase in phrases:
        head = phrase.head
        noun = tokens.lower[head]
        if noun not in _AFTER_OWNER or head in owner_at:
            continue
        for child in tokens.children[head]:
            owner = owner_at.get(child)
            if child > head or owner is None:
                continue
            dep = tokens.dep[child]
            owned = noun in _OWNED and is_person[owner] and dep in ("compound", "nmod", "poss")
            seated = noun in _SEATED and dep in ("compound", "nmod")
            if owned or seated:
                first = child
                while first - 1 >= phrase.first and owner_at.get(first - 1) == owner:
                    first -= 1
                found.append(NamedGroup(first, head, owner, noun))
                break
    return found


def explained_heads(
    tokens: Tokens,
    phrases: Sequence[NounPhrase],
    owner_at: Mapping[int, int],
    is_person: Sequence[bool],
) -> dict[int, int]:
    """Map nouns for a person to the name that stands with them: "his lawyer, Ann Lee"."""
    found = {}
    lower, tags = tokens.lower, tokens.tag
    nouns = person_nouns()
    for phrase in phrases:
        head = phrase.head
        if lower[head] not in nouns or tags[head] not in ("NN", "NNP") or head in owner_at:
            continue
        if phrase.kind == "pronoun":
            continue
        for i in (*_explaining(tokens, head), _after_comma(tokens, head, owner_at)):
            owner = owner_at.get(i)
            if owner is not None and is_person[owner]:
                found[head] = owner
                break
    return found


def _explaining(tokens: Tokens, head: int) -> list[int]:
    """Return what stands in apposition to the noun, or to a noun in its own modifiers.

    In "his partner at the firm, Ann Lee" parsers hang the name on the firm.
    """
    found = []
    for child in tokens.children[head]:
        if child < head:
            continue
        if tokens.dep[child] in _EXPLAINS:
            found.append(child)
        elif tokens.dep[child] == "prep":
            objects = (k for k in tokens.children[child] if tokens.dep[k] == "pobj")
            found += [k for i in objects for k in tokens.children[i] if tokens.dep[k] == "appos"]
    return [i for i in found if i <= head + _REACH]


def _after_comma(tokens: Tokens, head: int, owner_at: Mapping[int, int]) -> int:
    """Return the start of a name set off by commas after the noun and its own title, or -1."""
    i = head + 2
    words, n = tokens.words, len(tokens)
    if i >= n or words[head + 1] != ",":
        return -1
    while i < n and i < head + _REACH and i not in owner_at and tokens.tag[i] in _TITLE_TAGS:
        i += 1
    end = i
    while end < n and owner_at.get(end) == owner_at.get(i):
        end += 1
    return i if i in owner_at and end < n and words[end] in _CLOSERS else -1
