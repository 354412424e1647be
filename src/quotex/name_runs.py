"""Runs of name words: capitals, and the small words and signs that hold a name together."""

from __future__ import annotations

from quotex.lexicon import read_words
from quotex.nouns import look_up, singular
from quotex.titles import is_title
from quotex.tokens import Tokens

SUFFIX_FORMS = frozenset(("Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV", "Esq."))
NICKNAME_MARKS = {'"': '"', "“": "”", "(": ")", "‘": "’", "'": "'", "''": "''"}
HYPHENS = frozenset("-‑–")

_PROPER = frozenset(("NNP", "NNPS"))
_LABELS = frozenset(("PERSON", "ORG", "GPE", "FAC", "LOC"))
_NOT_NAMES = frozenset(("DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY"))
_NOUN_LIKE = frozenset(("NN", "NNS", "JJ", "FW", "VB", "VBP", "VBD", "VBN", "VBG"))
_CONNECTORS = frozenset(("of", "for", "on", "to", "and", "the", "in", "against", "our"))


def find_runs(tokens: Tokens) -> list[tuple[int, int]]:
    """Return the first and last token of each run of name words, in text order."""
    proper = [
        (tag in _PROPER and label not in _NOT_NAMES) or (label in _LABELS and tag in _NOUN_LIKE)
        for tag, label in zip(tokens.tag, tokens.ent, strict=True)
    ]
    words = tokens.words
    for i, is_proper in enumerate(proper):
        if is_proper:
            word = words[i]
            proper[i] = word[0].isupper() or (word[0] == "@" and len(word) > 1)
    particles = read_words("name_particles.txt")
    runs: list[tuple[int, int]] = []
    done = -1
    for i, is_proper in enumerate(proper):
        if i <= done or not is_proper:
            continue
        first = done = i
        while first and words[first - 1] in particles and tokens.ent[first - 1] == "PERSON":
            first -= 1
        while (after := _next_in_run(tokens, proper, done)) is not None:
            done = after
        runs.append((first, done))
    return runs


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
    lower = tokens.lower[i]
    if look_up(lower).kind == "person" or is_title(lower):
        return True
    if lower.endswith("."):
        return look_up(lower[:-1]).kind == "person"
    return tokens.tag[i] == "NNPS" and look_up(singular(lower, "NNPS")).kind == "person"


def is_organization_word(word: str) -> bool:
    """Tell whether a word in small letters ends names of organisations."""
    return word in read_words("organization_words.txt") or look_up(word).kind == "group"


def _next_in_run(tokens: Tokens, proper: list[bool], last: int) -> int | None:
    """Return the next token that belongs to the run, past what joins it, or None."""
    words, n = tokens.words, len(tokens)
    i = last + 1
    if i >= n or tokens.sent[i] != tokens.sent[last]:
        return None
    word = words[i]
    if proper[i] or word in SUFFIX_FORMS:
        return None if "\n" in tokens.text[tokens.end[last] : tokens.start[i]] else i
    if i + 1 >= n or tokens.sent[i + 1] != tokens.sent[last]:
        return None
    if word in HYPHENS:
        return i + 1 if _hyphenated(tokens, proper, i) else None
    if word == "&":
        return i + 1 if proper[i + 1] else None
    if word == ",":
        return i + 1 if words[i + 1] in SUFFIX_FORMS else None
    particles = read_words("name_particles.txt")
    if word in particles:
        j = i + 2 if words[i + 1] in particles and i + 2 < n else i + 1
        return j if proper[j] else None
    if word in NICKNAME_MARKS:
        return _after_nickname(tokens, proper, i)
    if tokens.lower[i] in _CONNECTORS:
        return _after_connector(tokens, proper, last, i)
    return None


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
            return j + 1 if proper[j + 1] and not touches(tokens, j) else None
    return None


def _after_connector(tokens: Tokens, proper: list[bool], last: int, i: int) -> int | None:
    """Step over "of (the)" inside the name of an organisation or office."""
    lower = tokens.lower
    j = i
    while j < len(tokens) - 1 and j < i + 2 and lower[j] in _CONNECTORS:
        j += 1
    if not proper[j]:
        return None
    if same_organization(tokens, last, j):
        return j
    left, word = lower[last], lower[i]
    opens = word in ("of", "for") or (word == "on" and j == i + 1)
    if opens and (is_organization_word(left) or (is_role(tokens, last) and left[-1] != ".")):
        return j
    return None
