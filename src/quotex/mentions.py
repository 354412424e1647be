"""Mentions: the base noun phrases and pronouns that could name a speaker.

The parser's own noun chunks need part-of-speech tags that a stock pipeline computes in a
component quotex does not run, so they are built here from fine-grained tags and the tree.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import zip_longest
from operator import attrgetter

from attrs import frozen

from quotex.tokens import Tokens
from quotex.types import MentionKind

_NOUN = frozenset(("NN", "NNS", "NNP", "NNPS"))
_PROPER = frozenset(("NNP", "NNPS"))
_PRONOUN = frozenset(("PRP", "PRP$", "WP"))
_MODIFIER = frozenset(("compound", "nmod", "amod", "quantmod", "nummod", "advmod", "npadvmod"))
_LEFT_PART = _MODIFIER | frozenset(("det", "poss", "predet", "preconj"))
# A determiner, numeral or adjective speaks for itself only in an argument slot: "some say".
_BARE_HEAD_TAG = frozenset(("DT", "CD", "JJ", "JJR", "JJS", "PDT"))
_ARGUMENT = frozenset(("nsubj", "nsubjpass", "pobj", "agent", "dobj"))
_MAY_HEAD = _NOUN | _PRONOUN | _BARE_HEAD_TAG | {"WDT"}
_NAME_LABELS = frozenset(("PERSON", "ORG", "GPE", "NORP", "FAC", "LOC"))


@frozen
class NounPhrase:
    """A mention as token indices: its head and the first and last token (both included)."""

    head: int
    first: int
    last: int
    kind: MentionKind


def find_noun_phrases(tokens: Tokens) -> list[NounPhrase]:
    """Return the base noun phrases and pronouns of the document, by their head's position."""
    found = []
    tags, deps, lower = tokens.tag, tokens.dep, tokens.lower
    for i, (tag, following) in enumerate(zip_longest(tags, tags[1:])):
        if tag not in _MAY_HEAD and following != "POS":
            continue
        if tag in _NOUN:
            modifies = deps[i] in _MODIFIER and tokens.head[i] > i
            # "LEE: Senator, …", "Lee's claim": a speaker label or an owner is no modifier,
            # whatever the parser says.
            apart = modifies and (lower[i + 1] == ":" or is_owner(tokens, i))
            if modifies and tags[tokens.head[i]] in _NOUN and not apart:
                continue
            found.append(NounPhrase(i, _first(tokens, i), i, _kind(tokens, i)))
        elif tag in _PRONOUN or (tag == "WDT" and deps[i] in _ARGUMENT):
            if lower[i] != "what":
                found.append(NounPhrase(i, i, i, "pronoun"))
        elif is_owner(tokens, i):
            found.append(NounPhrase(i, i, i, "name"))
        elif tag in _BARE_HEAD_TAG and deps[i] in _ARGUMENT and lower[i] != "that":
            found.append(NounPhrase(i, _first(tokens, i), i, "nominal"))
    return found


def phrase_at(phrases: Sequence[NounPhrase], head: int) -> NounPhrase | None:
    """Return the phrase with this head token, if any; phrases are in the order of their heads."""
    k = bisect_left(phrases, head, key=attrgetter("head"))
    return phrases[k] if k < len(phrases) and phrases[k].head == head else None


def is_owner(tokens: Tokens, i: int) -> bool:
    """A capitalised word before 's owns something, whatever the tagger took it for."""
    after = i + 1
    return after < len(tokens) and tokens.tag[after] == "POS" and tokens.words[i][:1].isupper()


def _first(tokens: Tokens, head: int) -> int:
    """Extend the phrase to the left over the head's own modifiers."""
    first = head
    for child in reversed(tokens.children[head]):
        if child > head:
            continue
        if tokens.dep[child] not in _LEFT_PART or tokens.right[child] != first - 1:
            break
        first = tokens.left[child]
    return first


def _kind(tokens: Tokens, head: int) -> MentionKind:
    if tokens.tag[head] in _PROPER or tokens.ent[head] in _NAME_LABELS:
        return "name"
    return "nominal"
