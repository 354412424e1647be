"""Nominal phrases read for what can resolve them: determiner, head noun, modifiers."""

from __future__ import annotations

from attrs import frozen

from quotex.attributes import words_of
from quotex.mentions import NounPhrase
from quotex.nouns import Noun, look_up, singular
from quotex.tokens import Tokens

_PLURAL_TAGS = frozenset(("NNS", "NNPS"))
_DEMONSTRATIVES = frozenset(("this", "that", "these", "those"))
_POST_REACH = 6


@frozen
class Nominal:
    """A nominal phrase read for what can resolve it; ``words`` are its modifiers."""

    phrase: NounPhrase
    word: str
    noun: Noun
    determiner: int
    words: frozenset[str]
    after: int


def is_plural(tokens: Tokens, phrase: NounPhrase) -> bool:
    """Whether the phrase means several."""
    return tokens.tag[phrase.head] in _PLURAL_TAGS


def can_refer_back(tokens: Tokens, phrase: NounPhrase) -> bool:
    """Whether the form of a nominal allows it to mean one that was already mentioned."""
    return not is_plural(tokens, phrase) and _determiner(tokens, phrase) in (0, 1)


def read_nominal(tokens: Tokens, phrase: NounPhrase) -> Nominal:
    """Read the determiner, modifiers and complements of a noun phrase."""
    head = phrase.head
    word = singular(tokens.lower[head], tokens.tag[head])
    words = words_of(tokens, phrase.first, phrase.last, head)
    after = 0
    for child in tokens.children[head]:
        if child > head and tokens.dep[child] in ("prep", "relcl", "acl"):
            last = min(tokens.right[child], child + _POST_REACH)
            if tokens.lower[child] == "of":
                after = max(after, 1)
                words |= words_of(tokens, child + 1, last, head)
            else:
                after = 2
    return Nominal(
        phrase=phrase,
        word=word,
        noun=look_up(word),
        determiner=_determiner(tokens, phrase),
        words=frozenset(words),
        after=after,
    )


def _determiner(tokens: Tokens, phrase: NounPhrase) -> int:
    head = phrase.head
    for child in tokens.children[head]:
        if tokens.dep[child] == "poss":
            return 2
    word = tokens.lower[phrase.first]
    if word == "the":
        return 0
    if word in _DEMONSTRATIVES:
        return 1
    return 3 if phrase.first == head or tokens.tag[phrase.first][:2] in ("NN", "JJ") else 4
