"""Titles and roles: what the text calls a person beside the name.

"US Secretary of State Ann Lee", "Ann Lee, a spokeswoman for the campaign,",
"Sen. Ann Lee (R-Fla.)".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from quotex.lexicon import read_lines
from quotex.mentions import NounPhrase
from quotex.nouns import look_up
from quotex.tokens import Tokens
from quotex.types import Gender

_GENDERS: dict[str, Gender] = {"f": "female", "m": "male"}
_DETERMINERS = frozenset(("DT", "PDT", "PRP$", "CD"))
_BREAKS = frozenset((",", ":", ".", "``", "''", "-LRB-", "-RRB-", "CC"))
_PARTY = re.compile(r"\s*[(\[]([A-Z][\w.]*[-–][A-Z][\w. ]*)[)\]]")
_LOOSE_ENDS = frozenset(("IN", "CC", "DT", "PRP$", "TO"))
_LONGEST, _ASIDE_REACH = 12, 9


@lru_cache(maxsize=1)
def _titles() -> dict[str, tuple[Gender | None, str]]:
    rows = (line.split() for line in read_lines("titles.txt"))
    return {title: (_GENDERS.get(gender), states) for title, gender, states in rows}


def is_title(lower: str) -> bool:
    """Tell whether the word in small letters is a title before names: "mr.", "del."."""
    word = lower[:-1] if lower.endswith(".") else lower
    found = _titles().get(word)
    if found is None or found[1] == "address":
        return False
    # "Del" and "Brig" are told from names by their stop.
    return lower.endswith(".") or found[1] != "office"


def is_honorific(lower: str) -> bool:
    """Tell whether the word is a form of address that states no office: "Mr.", "Ms."."""
    found = _titles().get(lower[:-1] if lower.endswith(".") else lower)
    return found is not None and found[1] == "honorific"


def is_address(lower: str) -> bool:
    """Tell whether the word is an office by which people are addressed: "Mr. President"."""
    found = _titles().get(lower)
    return found is not None and found[1] == "address"


def role_nouns(tokens: Tokens, title: int, first: int, last: int) -> list[str]:
    """Return the nouns for a person, in small letters, in and right beside a name's title.

    "spokeswoman Ann Lee", "his wife, Ann Lee", "Ann Lee, a retired actress,".
    """
    lower, tags = tokens.lower, tokens.tag
    found = lower[title:first]
    before = title - 1
    if before > 0 and lower[before] == ",":
        before -= 1
    if before >= 0 and tags[before] == "NN":
        found.append(lower[before])
    after = last + 2
    if after < len(lower) and lower[last + 1] == "," and tags[after] in _DETERMINERS:
        beside: list[str] = []
        for i in range(after + 1, min(after + _ASIDE_REACH, len(lower))):
            if tags[i] in _BREAKS or tags[i] == "IN" or tags[i][0] == "V":
                break
            if tags[i] == "POS":
                # "Ann Lee, the nominee's daughter": the owner's role is not hers.
                beside = []
            elif tags[i] == "NN":
                beside.append(lower[i])
        found += beside
    return [noun for noun in found if look_up(noun).kind == "person"]


def gender_of_title(tokens: Tokens, title: int, first: int) -> Gender | None:
    """Return the gender that the words from ``title`` up to the name state, if any."""
    return stated_gender(tokens.lower[title:first])


def stated_gender(titles: Sequence[str]) -> Gender | None:
    """Return the gender that title words in small letters state, the nearest to the name first."""
    for lower in reversed(titles):
        found = _titles().get(lower[:-1] if lower.endswith(".") else lower)
        gender = (found[0] if found else None) or look_up(lower).gender
        if gender:
            return gender
    return None


def offices_of_title(tokens: Tokens, title: int, first: int) -> frozenset[str]:
    """Return the offices that the words from ``title`` up to the name state."""
    found: frozenset[str] = frozenset()
    for i in range(title, first):
        found |= look_up(tokens.lower[i]).offices
    return found


def title_before(tokens: Tokens, phrase: NounPhrase | None, title: int, first: int) -> str | None:
    """Return the role before a name, without articles and forms of address."""
    start = title
    if phrase is not None and phrase.first < start and phrase.head >= first:
        start = phrase.first
    for i in range(start, first):
        if tokens.tag[i] in _BREAKS:
            start = i + 1
    while start < first and (
        tokens.tag[start] in _DETERMINERS or is_honorific(tokens.lower[start])
    ):
        start += 1
    end = first
    while end > start and (
        is_honorific(tokens.lower[end - 1]) or not _names_role(tokens.lower[end - 1])
    ):
        end -= 1
    if end == start:
        return None
    # "Secretary of State Ann Lee": the complement belongs to the role.
    last = first - 1 if any(tokens.lower[i] == "of" for i in range(end, first)) else end - 1
    return " ".join(tokens.span_text(start, last).split())


def title_beside(tokens: Tokens, first: int, last: int) -> str | None:
    """Return the role that an apposition to the name states."""
    for i in range(first, last + 1):
        for child in tokens.children[i]:
            if tokens.dep[child] == "appos" and child > last and _is_role_noun(tokens, child):
                return _role_phrase(tokens, child, last + 1)
        head = tokens.head[i]
        if tokens.dep[i] == "appos" and head < first and _is_role_noun(tokens, head):
            return _role_phrase(tokens, head, tokens.left[head], first - 1)
    return None


def party_label(tokens: Tokens, last: int) -> str | None:
    """Return the label in brackets right after a name: "R-Fla."."""
    found = _PARTY.match(tokens.text, tokens.end[last])
    return found.group(1) if found else None


def _names_role(lower: str) -> bool:
    return look_up(lower).kind == "person" or is_title(lower)


def _is_role_noun(tokens: Tokens, i: int) -> bool:
    return tokens.tag[i] in ("NN", "NNP") and look_up(tokens.lower[i]).kind == "person"


def _role_phrase(tokens: Tokens, head: int, floor: int, ceiling: int | None = None) -> str:
    """Return the phrase around a role noun, from its modifiers to the end of its "of"-phrases."""
    first = max(tokens.left[head], floor)
    while first < head and (tokens.tag[first] in _DETERMINERS or not tokens.words[first].isalnum()):
        first += 1
    last = head
    for child in tokens.children[head]:
        if child > head and tokens.dep[child] == "prep" and tokens.left[child] == last + 1:
            last = tokens.right[child]
    if ceiling is not None:
        last = min(last, ceiling)
    for i in range(head + 1, last + 1):
        if tokens.words[i] in ",;:—–(" or tokens.tag[i] in ("WDT", "WP", "``"):
            last = i - 1
            break
    last = min(last, first + _LONGEST)
    while last > head and tokens.tag[last] in _LOOSE_ENDS:
        last -= 1
    return " ".join(tokens.span_text(first, max(last, head)).split())
