"""Which tokens are names: capitalised runs, taken apart into title and name.

Capitals and tags open a run; entity labels only help to decide where one name stops and the
next starts, because a stock recogniser misses or mislabels many names in the news.
"""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from quotex.lexicon import read_words
from quotex.names import SUFFIXES, fold, is_given_name
from quotex.nouns import look_up, singular
from quotex.tokens import Tokens

NameHint = Literal["person", "organization", "role", ""]

_PROPER = frozenset(("NNP", "NNPS"))
_LABELS = frozenset(("PERSON", "ORG", "GPE", "FAC", "LOC"))
_NOT_NAMES = frozenset(("DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY"))
_NOUN_LIKE = frozenset(("NN", "NNS", "JJ", "FW", "VB", "VBP", "VBD", "VBN", "VBG"))
_CONNECTORS = frozenset(("of", "for", "on", "to", "and", "the", "in", "against"))
_NICKNAME_MARKS = {'"': '"', "“": "”", "(": ")", "‘": "’", "'": "'", "''": "''"}
_HONORIFICS = frozenset(("mr", "mrs", "ms", "miss", "mme", "sir", "dr", "lady", "lord", "dame"))


@frozen
class NameSpan:
    """One naming: tokens ``first`` to ``last`` are the name, ``title`` its title's first token.

    ``hint`` is what the words alone show: a role ("Dean") is a name only when the document
    has someone of that name.
    """

    first: int
    last: int
    title: int
    hint: NameHint
    words: tuple[str, ...]
    nicknames: tuple[str, ...] = ()


def find_names(tokens: Tokens) -> list[NameSpan]:
    """Return the names of the document in text order."""
    found: list[NameSpan] = []
    i, n = 0, len(tokens)
    while i < n:
        if not _opens(tokens, i):
            i += 1
            continue
        last = _run_end(tokens, i)
        found += _take_apart(tokens, i, last)
        i = last + 1
    return found


def is_role(tokens: Tokens, i: int) -> bool:
    """Tell whether the token is a word for a person's office or work ("Sen.", "spokesman")."""
    lower = tokens.lower[i]
    if look_up(lower).kind == "person":
        return True
    if lower.endswith("."):
        return look_up(lower[:-1]).kind == "person"
    return tokens.tag[i] == "NNPS" and look_up(singular(lower, "NNPS")).kind == "person"


def is_organization_word(word: str) -> bool:
    """Tell whether a word in small letters ends names of organisations."""
    return word in read_words("organization_words.txt") or look_up(word).kind == "group"


def _is_proper(tokens: Tokens, i: int) -> bool:
    word = tokens.words[i]
    if not (word[0].isupper() or (word[0] == "@" and len(word) > 1)):
        return False
    label, tag = tokens.ent[i], tokens.tag[i]
    if label in _NOT_NAMES:
        return False
    if tag in _PROPER:
        return True
    return label in _LABELS and tag in _NOUN_LIKE


def _opens(tokens: Tokens, i: int) -> bool:
    if _is_proper(tokens, i):
        return True
    return (
        tokens.words[i] in read_words("name_particles.txt")
        and tokens.ent[i] == "PERSON"
        and i + 1 < len(tokens)
        and _is_proper(tokens, i + 1)
    )


def _touches(tokens: Tokens, i: int) -> bool:
    """Tell whether no space stands between the token and the one after it."""
    return i + 1 < len(tokens) and tokens.end[i] == tokens.start[i + 1]


def _same_entity(tokens: Tokens, i: int, j: int) -> bool:
    label = tokens.ent[i]
    if label not in ("ORG", "FAC") or tokens.ent[j] != label:
        return False
    return not any(tokens.ent_start[k] or tokens.ent[k] != label for k in range(i + 1, j + 1))


def _run_end(tokens: Tokens, first: int) -> int:
    """Return the last token of the run of name words that starts here."""
    last = first
    while True:
        after = _next_in_run(tokens, first, last)
        if after is None:
            return last
        last = after


def _next_in_run(tokens: Tokens, first: int, last: int) -> int | None:
    """Return the next token that belongs to the run, past what joins it, or None."""
    words, n = tokens.words, len(tokens)
    i = last + 1
    if i >= n or tokens.sent[i] != tokens.sent[first]:
        return None
    if "\n" in tokens.text[tokens.end[last] : tokens.start[i]]:
        return None
    word = words[i]
    if word in SUFFIX_FORMS or _is_proper(tokens, i):
        return i
    if i + 1 >= n or tokens.sent[i + 1] != tokens.sent[first]:
        return None
    if word in "-‑–" and _touches(tokens, last) and _touches(tokens, i):
        tag = tokens.tag[i + 1]
        named = tag in _PROPER or (tokens.ent[i + 1] == tokens.ent[last] == "PERSON")
        return i + 1 if named and words[i + 1][0].isalpha() else None
    if word == "&" and _is_proper(tokens, i + 1):
        return i + 1
    if word == "," and words[i + 1] in SUFFIX_FORMS:
        return i + 1
    if word in read_words("name_particles.txt"):
        j = i + 1
        if words[j] in read_words("name_particles.txt") and j + 1 < n:
            j += 1
        return j if _is_proper(tokens, j) else None
    if word in _NICKNAME_MARKS:
        return _after_nickname(tokens, i)
    if word in _CONNECTORS:
        return _after_connector(tokens, last, i)
    return None


SUFFIX_FORMS = frozenset(("Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV", "Esq.", "Jr.,"))


def _after_nickname(tokens: Tokens, i: int) -> int | None:
    """Step over a nickname in marks or brackets when a surname follows it."""
    closing = _NICKNAME_MARKS[tokens.words[i]]
    for j in range(i + 2, min(i + 4, len(tokens) - 1)):
        if tokens.words[j] == closing and _is_proper(tokens, i + 1):
            follows = _is_proper(tokens, j + 1) and not _touches(tokens, j)
            return j + 1 if follows and not _touches(tokens, i - 1) else None
    return None


def _after_connector(tokens: Tokens, last: int, i: int) -> int | None:
    """Step over "of (the)" inside the name of an organisation or office."""
    j = i
    while j < len(tokens) - 1 and j < i + 2 and tokens.lower[j] in _CONNECTORS:
        j += 1
    if not _is_proper(tokens, j):
        return None
    if _same_entity(tokens, last, j):
        return j
    opens = tokens.lower[i] in ("of", "for") or (tokens.lower[i] == "on" and j == i + 1)
    left = tokens.lower[last]
    if opens and (is_organization_word(left) or (is_role(tokens, last) and left[-1] != ".")):
        return j
    return None


def _take_apart(tokens: Tokens, first: int, last: int) -> list[NameSpan]:
    """Divide a run into a title and a name; a run that is only a role names nobody."""
    lower = tokens.lower
    start = _after_roles(tokens, first, last)
    if start > last:
        return _role_only(tokens, first, last)
    titled = start > first
    honorific = titled and fold(lower[start - 1]) in _HONORIFICS
    if _ends_as_organization(tokens, start, last) and not honorific:
        looks_personal = last == start + 1 and (titled or tokens.ent[last] == "PERSON")
        if not (looks_personal and is_given_name(fold(lower[start]))):
            return [_span(tokens, start if titled else first, last, first, "organization")]
    if not titled:
        cut = _person_start(tokens, first, last)
        if cut > first:
            return [
                *_take_apart(tokens, first, cut - 1),
                _span(tokens, cut, last, first, "person"),
            ]
    connected = any(lower[i] in ("of", "for", "on") for i in range(start, last))
    hint: NameHint = "organization" if connected else "person" if titled else ""
    return [_span(tokens, start, last, first, hint)]


def _after_roles(tokens: Tokens, first: int, last: int) -> int:
    """Return the token after the last role word that has the name after it."""
    for i in range(last, first - 1, -1):
        if not is_role(tokens, i) or (i > first and tokens.words[i - 1] in "-‑–" and i == last):
            continue
        after = i + 1
        if after <= last and tokens.lower[after] in _CONNECTORS:
            return _person_start(tokens, after + 1, last, default=last + 1)
        if after <= last and tokens.words[after] in ("-", ",", *SUFFIX_FORMS):
            continue
        if i > first and _personal(tokens, first, i):
            continue
        return after
    return first


def _personal(tokens: Tokens, first: int, role: int) -> bool:
    """Tell whether a role word is rather a surname here: "Howard Dean", "Mr. King"."""
    before = tokens.lower[role - 1]
    if fold(before) in _HONORIFICS or (before.endswith(".") and is_role(tokens, role - 1)):
        return True
    start = role - 1
    while start > first and is_given_name(fold(tokens.lower[start - 1])):
        start -= 1
    return tokens.lower[role][-1] != "." and is_given_name(fold(tokens.lower[start]))


def _person_start(tokens: Tokens, first: int, last: int, default: int | None = None) -> int:
    """Return where a person's name starts in a run that opens with something else."""
    fallback = first if default is None else default
    if default is None and is_given_name(fold(tokens.lower[first])):
        return fallback
    for i in range(first + (default is None), last):
        if not tokens.words[i][0].isupper() or tokens.words[i - 1] in "-‑–&":
            continue
        if tokens.ent[i] == "PERSON" and tokens.ent_start[i] and tokens.ent[last] == "PERSON":
            return i
        known = is_given_name(fold(tokens.lower[i]))
        if known and not _same_entity(tokens, i - 1, i) and last - i <= 3:
            return i
    return fallback


def _ends_as_organization(tokens: Tokens, first: int, last: int) -> bool:
    if is_organization_word(tokens.lower[last]) and first < last:
        return True
    heads = (i for i in range(first, last) if tokens.lower[i + 1] in ("of", "for", "on"))
    return any(is_organization_word(tokens.lower[i]) for i in heads)


def _role_only(tokens: Tokens, first: int, last: int) -> list[NameSpan]:
    """Keep a lone capitalised role word: it may be somebody's surname ("Dean said")."""
    if first != last or tokens.lower[first][-1] == ".":
        return []
    if first and tokens.tag[first - 1] in ("DT", "PRP$"):
        return []
    return [_span(tokens, first, last, first, "role")]


def _span(tokens: Tokens, first: int, last: int, title: int, hint: NameHint) -> NameSpan:
    words: list[str] = []
    nicknames: list[str] = []
    closing = ""
    for i in range(first, last + 1):
        word = tokens.words[i]
        if closing:
            if word == closing:
                closing = ""
            else:
                nicknames.append(word)
        elif word in _NICKNAME_MARKS and i > first:
            closing = _NICKNAME_MARKS[word]
        elif (
            words
            and i > first
            and _touches(tokens, i - 1)
            and (word in "-‑–" or words[-1][-1] in "-‑–")
        ):
            words[-1] += word
        elif word != ",":
            words.append(word)
    return NameSpan(first, last, title, hint, tuple(words), tuple(nicknames))


__all__ = ["SUFFIXES", "NameHint", "NameSpan", "find_names", "is_organization_word", "is_role"]
