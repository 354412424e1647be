"""Cues: the words that report. "said", "his insistence that", "according to".

Every verb, every noun that was ever seen to report and a few fixed phrases are candidates;
a logistic model over the word and its clause gives each a probability.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from attrs import define

from quotex.clauses import child, is_verb, subject
from quotex.cue_features import Lexicon, Rates, count_marked, cue_row, noun_lemma
from quotex.lemma import verb_lemma
from quotex.lexicon import read_words
from quotex.mentions import is_owner
from quotex.tokens import Tokens

_MAY_REPORT = frozenset(("VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "NN", "NNS", "IN"))
# A verb that was a cue more seldom than this is no candidate unless it governs a clause, nor is
# a noun that is on no list. In a sentence without marks a seldom cue never reaches the
# probability of one that reports; beside marks it is evidence all the same.
_LEAST_VERB, _LEAST_NOUN, _LEAST_UNQUOTED = 0.005, 0.02, 0.05
_PHRASES = "phrase:according to"  # the fixed phrases are too rare to be counted one by one


@define  # not frozen: there are many, and those take three times as long to make
class CueCandidate:
    """A word that may report: its head token, the tokens it covers and the token of its
    source, if the clause names one."""

    token: int
    first: int
    last: int
    kind: str
    lemma: str
    source: int | None
    way: str
    row: tuple[int, ...]


def find_cues(tokens: Tokens, marked: Sequence[int], words: Lexicon) -> list[CueCandidate]:
    """Return every candidate in text order.

    ``marked[i]`` is 0 for a token outside quotation marks, else the number of the quoted
    span it stands in; the marks themselves count as inside. ``words`` gives the cue rates,
    keyed ``verb:say``, ``noun:insistence``, ``source:spokesman``.
    """
    found: list[CueCandidate] = []
    counts = count_marked(marked)
    last_sentence, count = -1, 0
    lower = tokens.lower
    for i, tag in enumerate(tokens.tag):
        if tag not in _MAY_REPORT:
            continue
        if tag == "NN" or tag == "NNS":
            made = _noun(tokens, i, lower[i], words, counts)
        elif tag != "IN":
            made = _verb(tokens, i, lower[i], tag, words, counts)
        elif lower[i] == "per" and child(tokens, i, "pobj") is not None:
            made = "phrase", "per", i, i, words.get(_PHRASES)
        else:
            continue
        if made is None:
            continue
        kind, lemma, first, last, rates = made
        source, way = _source(tokens, i, kind)
        if tokens.sent[i] != last_sentence:
            last_sentence, count = tokens.sent[i], 0
        row = cue_row(tokens, i, kind, lemma, rates, source, way, marked, counts, count, words)
        found.append(CueCandidate(i, first, last, kind, lemma, source, way, row))
        count += rates is not None and rates.any > 0.3
    return found


_Made = tuple[str, str, int, int, Rates | None]
"""The kind of a candidate, its lemma, its first and last token, its rates."""


def _noun(tokens: Tokens, i: int, word: str, words: Lexicon, counts: Sequence[int]) -> _Made | None:
    if word == "words" and tokens.lower[max(0, i - 2) : i] == ["in", "the"]:
        return "phrase", "in the words of", i - 2, i + 1, words.get(_PHRASES)
    lemma, key, listed = _noun_entry(word)
    rates = words.get(key)
    if listed or (rates is not None and rates.any >= _least(_LEAST_NOUN, rates, tokens, i, counts)):
        return "noun", lemma, i, i, rates
    return None


def _verb(
    tokens: Tokens, i: int, word: str, tag: str, words: Lexicon, counts: Sequence[int]
) -> _Made | None:
    following = tokens.lower[i + 1 : i + 2]
    if word == "according" and following == ["to"]:
        return "phrase", "according to", i, i + 1, words.get(_PHRASES)
    if tokens.dep[i] in ("aux", "auxpass"):
        return None
    lemma, key = _verb_entry(word, tag)
    rates = words.get(key)
    seldom = rates is not None and rates.any < _least(_LEAST_VERB, rates, tokens, i, counts)
    if seldom and child(tokens, i, "ccomp") is None:
        return None
    particle = bool(following) and tokens.dep[i + 1] == "prt" and tokens.head[i + 1] == i
    return "verb", lemma, i, i + particle, rates


@lru_cache(maxsize=8192)
def _noun_entry(word: str) -> tuple[str, str, bool]:
    """Return the lemma of a noun, its key in the lexicon, and whether it is listed as a cue."""
    lemma = noun_lemma(word)
    return lemma, f"noun:{lemma}", lemma in read_words("reporting_nouns.txt")


@lru_cache(maxsize=8192)
def _verb_entry(word: str, tag: str) -> tuple[str, str]:
    """Return the lemma of a verb and its key in the lexicon."""
    lemma = verb_lemma(word, tag)
    return lemma, f"verb:{lemma}"


def _least(
    beside_marks: float, rates: Rates, tokens: Tokens, i: int, counts: Sequence[int]
) -> float:
    """Return the rate from which the word is a candidate where it stands."""
    if rates.any >= _LEAST_UNQUOTED:
        return beside_marks
    first, end = tokens.sents[tokens.sent[i]]
    return beside_marks if counts[end] > counts[first] else _LEAST_UNQUOTED


def _source(tokens: Tokens, i: int, kind: str) -> tuple[int | None, str]:
    if kind == "verb":
        found, way = subject(tokens, i)
        if found is None and way == "none":
            return _inverted(tokens, i)
        return found, way
    if kind == "noun":
        return _noun_source(tokens, i)
    for c in (i, i + 1):
        if c < len(tokens):
            for prep in (c, *tokens.children[c]):
                pobj = child(tokens, prep, "pobj")
                if pobj is not None:
                    return pobj, "of"
    return None, "none"


def _inverted(tokens: Tokens, i: int) -> tuple[int | None, str]:
    """ "…," said Lee: the parser does not always see that the subject comes after."""
    if tokens.tag[i] in ("VBD", "VBZ") and i + 1 < len(tokens):
        for c in tokens.children[i]:
            if c > i and tokens.dep[c] in ("dobj", "attr", "npadvmod", "oprd", "dep", "dative"):
                if tokens.left[c] == i + 1:
                    return c, "own"
                break
    return None, "none"


def _noun_source(tokens: Tokens, i: int) -> tuple[int | None, str]:
    """ "Lee's insistence", "the view of Lee", "a report by Lee", "he issued a statement"."""
    for c in tokens.children[i]:
        if c < i and (tokens.dep[c] == "poss" or is_owner(tokens, c)):
            return c, "poss"
    for c in tokens.children[i]:
        if tokens.dep[c] == "prep" and tokens.lower[c] in ("of", "by", "from"):
            pobj = child(tokens, c, "pobj")
            if pobj is not None:
                return pobj, "by" if tokens.lower[c] != "of" else "of"
    head = tokens.head[i]
    if head != i and tokens.dep[i] in ("dobj", "pobj"):
        if tokens.dep[head] == "prep":
            head = tokens.head[head]
        if is_verb(tokens, head):
            found, _ = subject(tokens, head)
            return found, "dep"
    return None, "none"
