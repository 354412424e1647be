"""Where the narration inside a turn that a dash opens begins and ends. Characters only.

    —Come in, said Ann. It is late.
    — Come in — said Ann — it is late.
    — Come in. — Ann rose. — It is late.

Nothing but a comma or a dash divides what is spoken from its tag, so the words decide: a tag is
a verb in the past beside its subject.
"""

from __future__ import annotations

import re
from functools import lru_cache

from quotex.lemma import reporting_verbs, verb_lemma
from quotex.lexicon import read_pairs, read_words

DASH = r"(?:—|―|–|(?<!-)--(?!-))"
BREAK = re.compile(rf"\s?{DASH}\s*|(?:[,;!?…:.]|\.\.\.)[\"”’»)_*]?\s+")
"""Where narration may begin or end: at a dash, or behind punctuation."""

_WORD = r"[^\W\d_][\w’'-]*"
_TITLE = r"(?:(?:Mr|Mrs|Ms|Dr|St|Prof|Capt|Col|Gen|Rev|Fr)\.\s+)?"
_DETERMINER = r"(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Mm]y|[Oo]ur|[Tt]heir|[Tt]his|[Tt]hat)"
_NAME = (
    rf"(?!{_DETERMINER}\b){_TITLE}[A-Z][\w’'-]*(?:\s+(?:[A-Z][\w’'-]*|de|da|di|von|van|la)){{0,3}}"
)
_NOUN = rf"{_DETERMINER}\s+{_WORD}(?:\s+{_WORD}){{0,2}}?"
_PRONOUN = r"(?:[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e|[Ss]omeone|[Ss]omebody|[Nn]obody|[Oo]ne)"
_INVERTED = re.compile(rf"({_WORD})(?:\s+\w+ly)?\s+(?:{_PRONOUN}|{_NAME}|{_NOUN})(?![\w’'])")
_NAMED_FIRST = re.compile(
    rf"(?:{_PRONOUN}|{_NAME}(?:\s+and\s+{_NAME})?)(?:\s+\w+ly)?\s+({_WORD})(?![\w’'])"
)
_NOUN_FIRST = re.compile(rf"{_DETERMINER}\s+{_WORD}((?:\s+{_WORD}){{1,3}})(?![\w’'])")
_PLAIN_AFTER = re.compile(
    rf"\s?(?:[.,:;!?…(]|{DASH}|$|\s+(?:\w+ly|to|with|at|in|on|from|as|after|for|without|and|again)\b)"
)
_ABBREVIATION = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Prof|Capt|Col|Gen|Rev|Fr)\.\s*\Z")
_PERSON = re.compile(r"\b(?:I|[Yy]ou|[Ww]e|[Mm]y|[Yy]our|[Oo]ur|me|us)\b|[?!]")
_ONE_WORD = re.compile(_WORD)
_TWO_WORDS = re.compile(rf"({_WORD})(?:\s+({_WORD}))?")
_SPOKEN = re.compile(
    r"(?:I|[Yy]ou|[Ww]e|[Yy]es|[Nn]o)\b|(?:he|she|it|that|there|here|what|who|they|don|can|won)"
    r"['’](?:s|re|ll|ve|d|t)\b"
)
_STILL_TOLD = frozenset(
    ("with", "without", "as", "in", "at", "on", "from", "by", "to", "into", "over", "under", "for",
     "while", "who", "whose", "when", "where", "which", "after", "before", "still", "then", "again",
     "softly", "half", "not", "like", "his", "her", "their", "its", "the", "a", "an")
)  # fmt: skip
_JOINS = ("and", "but", "or", "then")
_FAR = 90  # how many characters of a tag or sentence are looked at


@lru_cache(maxsize=4096)
def _is_past(word: str) -> bool:
    if word.endswith("ed") and len(word) > 3:
        return word not in ("indeed", "need", "speed", "hundred", "tired")
    return word in _pasts()


@lru_cache(maxsize=1)
def _pasts() -> frozenset[str]:
    reported = (w for w in read_pairs("irregular_verbs.txt") if w[-3:] != "ing" and w[-1] != "s")
    spoken = frozenset(reported) - {"written", "spoken", "known", "seen", "gone", "put", "read"}
    return spoken | read_words("irregular_pasts.txt") | {"says"}


@lru_cache(maxsize=4096)
def _reports(word: str) -> bool:
    return _is_past(word) and verb_lemma(word, "VBD") in reporting_verbs()


def begins_tag(text: str, at: int, end: int, mark: str) -> bool:
    """Whether narration begins at this offset, after a mark: "," "!" or a dash.

    After a comma, which the speech itself is full of, the verb must be one that reports.
    """
    end = min(end, at + _FAR)
    verbs = _is_past if mark in "?!—―–-" else _reports
    if (inverted := _INVERTED.match(text, at, end)) and verbs(inverted[1]):
        return True
    verb, beyond = _verb_after_subject(text, at, end)
    if _reports(verb) and _PLAIN_AFTER.match(text, beyond, end):
        return True
    return bool(verb) and mark in "?!" and text[beyond : beyond + 1] in (".", ":", "")


def narrates(text: str, at: int, end: int) -> bool:
    """Whether a sentence tells and does not speak: "Ann rose", "The door opened".

    ``end`` is that of the sentence.
    """
    verb, _ = _verb_after_subject(text, at, min(end, at + _FAR))
    return bool(verb) and not _PERSON.search(text, at, end)


def _verb_after_subject(text: str, at: int, end: int) -> tuple[str, int]:
    """The verb in the past behind the subject that stands here, and its end; "" for none."""
    if found := _NAMED_FIRST.match(text, at, end):
        return (found[1], found.end()) if _is_past(found[1]) else ("", at)
    if found := _NOUN_FIRST.match(text, at, end):
        for word in _ONE_WORD.finditer(found[1]):
            if _is_past(word[0]):
                return word[0], found.start(1) + word.end()
    return "", at


def tag_goes_on(text: str, at: int, end: int, finished: bool) -> bool:
    """Whether the tag goes on behind a comma inside it: "said Ann, closing the door".

    It mostly does where a sentence had ended before it (``finished``).
    """
    if _SPOKEN.match(text, at, end):
        return False
    words = _TWO_WORDS.match(text, at, min(end, at + _FAR))
    if finished or words is None:
        return finished
    first, second = words[1], words[2] or ""
    if first in _JOINS:
        return _is_past(second) or second in _STILL_TOLD or second.endswith("ing")
    return first in _STILL_TOLD or first.endswith(("ing", "ly", "ful")) or _is_past(first)


def is_abbreviation(text: str, start: int, end: int) -> bool:
    """Whether the full stop before ``end`` is that of "Mr." and no sentence ends with it."""
    return _ABBREVIATION.search(text, max(start, end - 8), end) is not None
