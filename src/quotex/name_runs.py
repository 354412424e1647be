"""Runs of name words: capitals, and the small words and signs that hold a name together."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import compress
from operator import ne

from quotex.lexicon import read_words
from quotex.names import fold, is_given_name
from quotex.nouns import look_up, singular
from quotex.titles import is_title
from quotex.tokens import Tokens

SUFFIX_FORMS = frozenset(("Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV", "Esq."))
NICKNAME_MARKS = {'"': '"', "“": "”", "(": ")", "‘": "’", "'": "'", "''": "''"}
HYPHENS = frozenset("-‑–")
POSSESSIVES = frozenset(("'s", "’s", "'", "’"))

_PROPER = frozenset(("NNP", "NNPS"))
_LABELS = frozenset(("PERSON", "ORG", "GPE", "FAC", "LOC"))
_NOT_NAMES = frozenset(("DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY"))
_NOUN_LIKE = frozenset(("NN", "NNS", "JJ", "FW", "VB", "VBP", "VBD", "VBN", "VBG"))
# What deals "on" something by name: "Commission on Ethics", but not "County on the Lake".
_ON_HEADS = frozenset(
    ("commission", "committee", "council", "center", "centre", "conference", "institute", "panel")
)
_PARTICLES = "name_particles.txt"
_CONNECTORS = frozenset(("of", "for", "on", "to", "and", "the", "in", "against", "our"))


def find_capitals(tokens: Tokens) -> list[int]:
    """Return the tokens that start with a capital or are a handle ("@annlee")."""
    words = tokens.words
    # Written with the C loops of itertools: this is the one look at every token.
    mixed = compress(range(len(words)), map(ne, words, tokens.lower))
    capitals = [i for i in mixed if words[i][0].isupper()]
    if "@" in tokens.text:
        capitals += [i for i, word in enumerate(words) if word[0] == "@" and len(word) > 1]
        capitals.sort()
    return capitals


def find_runs(tokens: Tokens, capitals: Sequence[int]) -> list[tuple[int, int]]:
    """Return the first and last token of each run of name words, given the capitals."""
    words, tags, labels, deps = tokens.words, tokens.tag, tokens.ent, tokens.dep
    openers = [
        i
        for i in capitals
        if (tags[i] in _PROPER and labels[i] not in _NOT_NAMES)
        or (labels[i] in _LABELS and tags[i] in _NOUN_LIKE)
    ]
    proper = [False] * (len(words) + 1)
    for i in openers:
        proper[i] = True
    lower = [*tokens.lower, ""]
    joiners = _joiners()
    particles = read_words(_PARTICLES)
    runs: list[tuple[int, int]] = []
    done = -1
    for i in openers:
        if i <= done:
            continue
        first = done = i
        while first and words[first - 1] in particles and tokens.ent[first - 1] == "PERSON":
            first -= 1
        if first and (deps[first - 1] == "compound" or words[first - 2] in HYPHENS):
            first = _given_before(tokens, first)
        while proper[done + 1] or lower[done + 1] in joiners:
            after = _next_in_run(tokens, proper, done)
            if after is None:
                break
            done = after
        runs.append((first, done))
    return runs


def _given_before(tokens: Tokens, first: int) -> int:
    """Return the start of a given name right before a run that is tagged as no name.

    A usual given name ("Cecily Vane", with an adverb's tag) or a hyphenated word
    ("Seo-yeon Kwak") that modifies the run.
    """
    start = first - 1
    hyphenated = start > 1 and tokens.words[start - 1] in HYPHENS and touches(tokens, start - 1)
    if hyphenated and touches(tokens, start - 2):
        start -= 2
    if tokens.sent[start] != tokens.sent[first] or not tokens.words[start].istitle():
        return first
    if tokens.dep[start] != "compound" or not first <= tokens.head[start] <= first + 1:
        return first
    if start < first - 1:
        return start if tokens.ent[first] == "PERSON" else first
    given, second = (is_given_name(fold(tokens.lower[i])) for i in (start, first))
    return start if given and not second and tokens.tag[start][0] != "V" else first


def touches(tokens: Tokens, i: int) -> bool:
    """Tell whether no space stands between the token and the one after it."""
    return i + 1 < len(tokens) and tokens.end[i] == tokens.start[i + 1]


def same_organization(tokens: Tokens, i: int, j: int) -> bool:
    """Tell whether one entity, an organisation by its label, covers the tokens ``i`` to ``j``."""
    label = tokens.ent[i]
    if label not in ("ORG", "FAC") or tokens.ent[j] != label:
        return False
    return not any(tokens.ent_start[k] or tokens.ent[k] != label for k in range(i + 1, j + 1))


def is_role(tokens: Tokens, i: int) -> bool:
    """Tell whether the token is a word for a person's office or work ("Sen.", "spokesman")."""
    return is_role_word(tokens.lower[i], tokens.tag[i] == "NNPS")


@lru_cache(maxsize=8192)
def is_role_word(lower: str, plural: bool) -> bool:
    """Tell whether the word, or what it is the plural of, is one for an office or work."""
    if look_up(lower).kind == "person" or is_title(lower):
        return True
    # "Gov." is listed, "Gov" is written as well; and the other way round for "Dir.".
    other = lower[:-1] if lower.endswith(".") else f"{lower}."
    if look_up(other).kind == "person":
        return True
    return plural and look_up(singular(lower, "NNPS")).kind == "person"


@lru_cache(maxsize=8192)
def is_organization_word(word: str) -> bool:
    """Tell whether a word in small letters ends names of organisations."""
    return word in read_words("organization_words.txt") or look_up(word).kind == "group"


@lru_cache(maxsize=1)
def _joiners() -> frozenset[str]:
    """Return what can stand inside a name though it is no name word, in small letters.

    Seldom does a run go on, so that one look here spares the closer one at what follows it.
    """
    suffixes = frozenset(suffix.lower() for suffix in SUFFIX_FORMS)
    signs = HYPHENS | POSSESSIVES | NICKNAME_MARKS.keys() | {"&", ","}
    return signs | suffixes | read_words(_PARTICLES) | _CONNECTORS


def _next_in_run(tokens: Tokens, proper: list[bool], last: int) -> int | None:
    """Return the next token that belongs to the run, past what joins it, or None."""
    words = tokens.words
    n = len(words)
    i = last + 1
    if i >= n or (tokens.sent[i] != tokens.sent[last] and not _opens_nickname(tokens, i)):
        return None
    word = words[i]
    if proper[i] or word in SUFFIX_FORMS:
        return None if "\n" in tokens.text[tokens.end[last] : tokens.start[i]] else i
    if i + 1 >= n or tokens.sent[i + 1] != tokens.sent[i]:
        return None
    if word in POSSESSIVES and _is_plural(words[last]):
        return i + 1 if _goes_on_as_organization(tokens, last, i + 1) else None
    if word in HYPHENS:
        return i + 1 if _hyphenated(tokens, proper, i) else None
    if word == "&":
        return i + 1 if proper[i + 1] else None
    if word == ",":
        return i + 1 if words[i + 1] in SUFFIX_FORMS else None
    particles = read_words(_PARTICLES)
    if word in particles:
        # "Ana de la Cruz", "Omar al-Said" with its hyphen split off
        j = i + 2 if words[i + 1] in particles or words[i + 1] in HYPHENS else i + 1
        return j if j < n and proper[j] else None
    if word in NICKNAME_MARKS:
        return _after_nickname(tokens, proper, i)
    if tokens.lower[i] in _CONNECTORS:
        return _after_connector(tokens, proper, last, i)
    return None


def _is_plural(word: str) -> bool:
    """Tell "Boatmen's Association" and "Potters' Guild" from "Lee's Council"."""
    return word.endswith(("s", "men", "children", "people"))


def _opens_nickname(tokens: Tokens, i: int) -> bool:
    """Tell whether a mark after an initial, where parsers end a sentence, opens a nickname."""
    before = tokens.words[i - 1]
    return len(before) == 2 and before[1] == "." and tokens.words[i] in NICKNAME_MARKS


def _hyphenated(tokens: Tokens, proper: list[bool], i: int) -> bool:
    """Tell whether a hyphen joins two halves of a name that the tokenizer split."""
    if not (touches(tokens, i - 1) and touches(tokens, i)):
        return False
    after = i + 1
    word = tokens.words[after]
    if proper[after]:
        return True
    if not word[0].isalpha():
        return False
    return tokens.tag[after] in _PROPER or tokens.ent[after] == tokens.ent[i - 1] == "PERSON"


def _after_nickname(tokens: Tokens, proper: list[bool], i: int) -> int | None:
    """Step over a nickname in marks or brackets when a surname follows it."""
    closing = NICKNAME_MARKS[tokens.words[i]]
    if touches(tokens, i - 1) or not proper[i + 1]:
        return None
    for j in range(i + 2, min(i + 4, len(tokens) - 1)):
        if tokens.words[j] == closing:
            surname = tokens.words[j + 1][0].isupper() and not touches(tokens, j)
            return j + 1 if surname else None
    return None


def _is_one(tokens: Tokens, last: int, j: int) -> bool:
    """Tell "Oil and Gas Authority" from two names that the recogniser took for one."""
    end = j
    while end + 1 < len(tokens) and same_organization(tokens, j, end + 1):
        end += 1
    connected = any(tokens.lower[i] in ("of", "for") for i in range(max(0, last - 4), last))
    return connected or is_organization_word(tokens.lower[end])


def _goes_on_as_organization(tokens: Tokens, last: int, j: int) -> bool:
    """Tell "Boatmen's Association" from "Democrats' Lee", both labelled as organisations."""
    return (
        same_organization(tokens, last, j)
        and not is_organization_word(tokens.lower[last])
        and _is_one(tokens, last, j)
    )


def _after_connector(tokens: Tokens, proper: list[bool], last: int, i: int) -> int | None:
    """Step over "of (the)" inside the name of an organisation or office."""
    lower = tokens.lower
    j = i
    if lower[i] == "the":
        return None
    while j < len(tokens) - 1 and j < i + 2 and lower[j] in _CONNECTORS:
        j += 1
    if not proper[j]:
        return None
    if same_organization(tokens, last, j):
        return j if lower[i] != "and" or _is_one(tokens, last, j) else None
    left, word = lower[last], lower[i]
    opens = word in ("of", "for") or (word == "on" and left in _ON_HEADS)
    if opens and (is_organization_word(left) or (is_role(tokens, last) and left[-1] != ".")):
        return j
    return None
