"""A run of name words taken apart into title and name.

Entity labels only help to decide where one name stops and the next starts, because a stock
recogniser misses or mislabels many names in the news.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from attrs import define

from quotex.name_runs import (
    HYPHENS,
    NICKNAME_MARKS,
    POSSESSIVES,
    SUFFIX_FORMS,
    is_organization_word,
    is_role,
    is_role_word,
    touches,
)
from quotex.names import fold, is_given_name
from quotex.nouns import look_up
from quotex.titles import is_address, is_honorific
from quotex.tokens import Tokens
from quotex.types import Gender

_FEMALE = frozenset(("she", "her", "hers", "herself"))
_MALE = frozenset(("he", "his", "him", "himself"))
_QUOTES = frozenset(("``", "''"))
_PRONOUN_REACH = 12
_LINKS = frozenset(("of", "for", "on"))

_SIGNS = HYPHENS | POSSESSIVES | NICKNAME_MARKS.keys() | {","}
_NO_TITLE_BEFORE = HYPHENS | POSSESSIVES | {","}

NameHint = Literal["person", "organization", "role", ""]


@define
class NameSpan:
    """One naming: tokens ``first`` to ``last`` are the name, ``title`` its title's first token.

    ``words`` are the name's words, hyphenated ones whole, ``folded`` the same folded and
    ``starts`` the first token of each. ``hint`` is what the words alone show: a role
    ("Dean") is a name only when the document has someone of that name.
    """

    first: int
    last: int
    title: int
    hint: NameHint
    words: tuple[str, ...]
    folded: tuple[str, ...]
    starts: tuple[int, ...]
    nicknames: tuple[str, ...] = ()


def take_apart(tokens: Tokens, first: int, last: int) -> list[NameSpan]:
    """Divide a run into a title and a name; a run that is only a role names nobody."""
    if first == last:
        return _take_word(tokens, first)
    lower = tokens.lower
    start = _after_roles(tokens, first, last)
    if start > last:
        # "House Democrats", "United Auto Workers"
        if tokens.tag[last] != "NNPS":
            return []
        group: NameHint = "organization" if tokens.ent[last] == "ORG" else ""
        return [make_span(tokens, first, last, first, group)]
    # "Student Council Ann Lee": the role's group stands before the name.
    while first < start < last - 1 and is_organization_word(lower[start]):
        start += 1
    titled = start > first
    if titled and start == last and _is_kind_of_group(tokens, last):
        return [make_span(tokens, first, last, first, "organization")]
    honorific = titled and is_honorific(lower[start - 1])
    links = [i for i in range(start, last + 1) if lower[i] in _LINKS]
    if not honorific and _ends_as_organization(tokens, start, last, links):
        looks_personal = last == start + 1 and (titled or tokens.ent[last] == "PERSON")
        if not (looks_personal and is_given_name(fold(lower[start]))):
            return [make_span(tokens, start if titled else first, last, first, "organization")]
    if not titled:
        cut = _person_start(tokens, first, last)
        if cut > first:
            # A lone word that nothing shows to be a name is an epithet: "Crooked Ann Lee".
            named = cut - first > 1 or tokens.ent[first] in ("ORG", "GPE")
            before = take_apart(tokens, first, cut - 1) if named else []
            return [*before, make_span(tokens, cut, last, first, "person")]
    hint: NameHint = "organization" if links and links[0] < last else "person" if titled else ""
    return [make_span(tokens, start, last, first, hint)]


def _take_word(tokens: Tokens, i: int) -> list[NameSpan]:
    """Return the name that a run of one token is, most runs by far.

    A capitalised role word is kept: it may be somebody's surname ("Dean said").
    """
    if not is_role(tokens, i):
        return [make_span(tokens, i, i, i, "")]
    if tokens.lower[i][-1] == ".":
        return []
    if i and tokens.tag[i - 1] in ("DT", "PRP$") and tokens.tag[i] != "NNPS":
        return []
    return [make_span(tokens, i, i, i, "role")]


@lru_cache(maxsize=1024)
def _is_party_word(lower: str) -> bool:
    """Tell whether the word names people and parties alike: "Republican", "conservative"."""
    return "party" in look_up(lower).senses


def _is_person_at(tokens: Tokens, first: int, last: int) -> bool:
    return tokens.ent[last] == "PERSON" or is_given_name(fold(tokens.lower[first]))


def _is_kind_of_group(tokens: Tokens, i: int) -> bool:
    """Tell "Republican Party" and "Student Union" from "Mayor Banks"."""
    before = tokens.lower[i - 1]
    if before.endswith(".") or is_honorific(before) or tokens.ent[i] == "PERSON":
        return False
    return is_organization_word(tokens.lower[i])


def _after_roles(tokens: Tokens, first: int, last: int) -> int:
    """Return the token after the last role word that has the name after it."""
    lower, words, tags = tokens.lower, tokens.words, tokens.tag
    for i in range(last, first - 1, -1):
        if not is_role_word(lower[i], tags[i] == "NNPS") or (i < last and _is_given(tokens, i)):
            continue
        if i < last:
            if _is_party_word(lower[i]) and not _is_person_at(tokens, i + 1, last):
                continue
            if lower[i + 1] in ("of", "for", "to"):
                return _person_start(tokens, i + 2, last, default=last + 1)
            if words[i + 1] in _NO_TITLE_BEFORE or words[i + 1] in SUFFIX_FORMS:
                continue
        elif i > first and words[i - 1] in HYPHENS:
            continue
        elif i > first and is_organization_word(lower[i]):
            # "Lakeside Star" is a newspaper, though a star is a person too.
            continue
        if i > first and _is_surname(tokens, first, i, last):
            continue
        return i + 1
    return first


def _is_given(tokens: Tokens, i: int) -> bool:
    """Tell whether a role word is rather a given name here: "Guy Moody", one PERSON."""
    if tokens.ent[i] != "PERSON" or not tokens.ent_start[i] or tokens.ent_start[i + 1]:
        return False
    given, second = (is_given_name(fold(tokens.lower[k])) for k in (i, i + 1))
    return tokens.ent[i + 1] == "PERSON" and given and not second


def _is_surname(tokens: Tokens, first: int, role: int, last: int) -> bool:
    """Tell whether a role word is rather a surname here: "Howard Dean", "Mr. King"."""
    before = tokens.lower[role - 1]
    if is_honorific(before) or (before.endswith(".") and is_role(tokens, role - 1)):
        # "Lt. Gen. Lee" stacks two titles.
        lower = tokens.lower[role]
        return role == last and lower[-1] != "." and not is_address(lower)
    if tokens.lower[role][-1] == "." or not is_given_name(fold(tokens.lower[role - 1])):
        return False
    if role < last and (is_given_name(fold(tokens.lower[role + 1])) or is_role(tokens, role + 1)):
        return False
    return not look_up(tokens.lower[role]).offices or tokens.ent[role] == "PERSON"


def _person_start(tokens: Tokens, first: int, last: int, default: int | None = None) -> int:
    """Return where a person's name starts in a run that opens with something else.

    Without a ``default`` the run may be the name from its first token on.
    """
    fallback = first if default is None else default
    if default is None and is_given_name(fold(tokens.lower[first])):
        return fallback
    for i in range(first + (default is None), last):
        if not tokens.words[i][0].isupper() or tokens.words[i - 1] in "-‑–&":
            continue
        if tokens.ent[i] == "PERSON" and tokens.ent_start[i] and tokens.ent[last] == "PERSON":
            return i
        known = is_given_name(fold(tokens.lower[i]))
        # One entity, person or organisation, is not cut: "Aung Mya Win Kyaw".
        inside = tokens.ent[i] in ("PERSON", "ORG", "FAC") and not tokens.ent_start[i]
        if known and not (inside and tokens.ent[i - 1] == tokens.ent[i]) and last - i <= 3:
            return i
    return fallback


def _ends_as_organization(tokens: Tokens, first: int, last: int, links: Sequence[int]) -> bool:
    """Tell "Lakeside Council" and "Council of Lakeside"; ``links`` is each "of", "for", "on"."""
    if is_organization_word(tokens.lower[last]) and first < last:
        return True
    heads = [tokens.lower[i - 1] for i in links if i > first]
    return any(map(is_organization_word, heads))


def pronoun_after(tokens: Tokens, last: int) -> Gender | None:
    """Return the gender of the first he or she after a name, if no one else comes between."""
    stop = min(len(tokens), last + 1 + _PRONOUN_REACH)
    for i in range(last + 1, stop):
        if tokens.sent[i] > tokens.sent[last] + 1 or tokens.ent[i] == "PERSON":
            return None
        if tokens.tag[i] in _QUOTES:
            return None
        lower = tokens.lower[i]
        if lower in _FEMALE:
            return "female"
        if lower in _MALE:
            return "male"
    return None


@lru_cache(maxsize=8192)
def _fold_plain(words: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return the words folded, or None where a sign among them needs a closer look."""
    if any(word in _SIGNS or word[-1] in HYPHENS for word in words):
        return None
    return tuple(map(fold, words))


def make_span(tokens: Tokens, first: int, last: int, title: int, hint: NameHint) -> NameSpan:
    """Return the span with its words put together."""
    after = last + 1
    plain = tuple(tokens.words[first:after])
    folded = _fold_plain(plain)
    if folded is not None:
        return NameSpan(first, last, title, hint, plain, folded, tuple(range(first, after)))
    words: list[str] = []
    starts: list[int] = []
    nicknames: list[str] = []
    closing = ""
    for i in range(first, last + 1):
        word = tokens.words[i]
        if closing:
            if word == closing:
                closing = ""
            else:
                nicknames.append(word)
        elif words and i < last and word in POSSESSIVES and touches(tokens, i - 1):
            words[-1] += word
        elif i > first and word in NICKNAME_MARKS:
            closing = NICKNAME_MARKS[word]
        elif words and (word in HYPHENS or words[-1][-1] in HYPHENS) and touches(tokens, i - 1):
            words[-1] += word
        elif word != ",":
            words.append(word)
            starts.append(i)
    folded = tuple(map(fold, words))
    return NameSpan(first, last, title, hint, tuple(words), folded, tuple(starts), tuple(nicknames))
