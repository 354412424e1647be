"""Mentions: the base noun phrases and pronouns that could name a speaker.

The parser's own noun chunks need part-of-speech tags that a stock pipeline computes in a
component quotex does not run, so they are built here from fine-grained tags and the tree.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from attrs import define

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


@define
class NounPhrase:
    """A mention as token indices: its head and the first and last token (both included).

    Not to be changed, though not frozen: a document has one for every fourth token, and a
    frozen one takes three times as long to make.
    """

    head: int
    first: int
    last: int
    kind: MentionKind


def find_noun_phrases(tokens: Tokens) -> list[NounPhrase]:
    """Return the base noun phrases and pronouns of the document, by their head's position."""
    found: list[NounPhrase] = []
    add = found.append
    tags, deps, heads, lower = tokens.tag, tokens.dep, tokens.head, tokens.lower
    labels, left = tokens.ent, tokens.left
    for i, (tag, following) in enumerate(zip(tags, [*tags[1:], ""], strict=False)):
        if tag not in _MAY_HEAD and following != "POS":
            continue
        if tag in _NOUN:
            # "LEE: Senator, …", "Lee's claim": a speaker label or an owner is no modifier,
            # whatever the parser says.
            if (
                deps[i] in _MODIFIER
                and heads[i] > i
                and tags[heads[i]] in _NOUN
                and lower[i + 1] != ":"
                and (following != "POS" or not is_owner(tokens, i))
            ):
                continue
            first = i if left[i] == i else _first(tokens, i)
            named = tag in _PROPER or labels[i] in _NAME_LABELS
            add(NounPhrase(i, first, i, "name" if named else "nominal"))
        elif tag in _PRONOUN or (tag == "WDT" and deps[i] in _ARGUMENT):
            if lower[i] != "what":
                add(NounPhrase(i, i, i, "pronoun"))
        elif following == "POS" and is_owner(tokens, i):
            add(NounPhrase(i, i, i, "name"))
        elif tag in _BARE_HEAD_TAG and deps[i] in _ARGUMENT and lower[i] != "that":
            add(NounPhrase(i, _first(tokens, i), i, "nominal"))
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
    dep, left, right = tokens.dep, tokens.left, tokens.right
    first = head
    for child in reversed(tokens.children[head]):
        if child < head:
            if right[child] != first - 1 or dep[child] not in _LEFT_PART:
                break
            first = left[child]
    return first
