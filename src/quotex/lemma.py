"""The base form of a verb, from its form and tag, without a pipeline component for it."""

from __future__ import annotations

from functools import lru_cache

from quotex.lexicon import read_pairs, read_words

_VOWELS = frozenset("aeiou")
# Stems that stand for a verb in -e once -ed or -ing is gone: "announc", "believ", "argu".
_E_ENDINGS = ("c", "v", "u", "z", "dg", "rg", "lg", "ng", "iat", "rat", "lat", "cat", "gat",
              "tat", "nat", "eat", "uat", "bl", "pl", "tl", "dl", "gl", "kl", "fl", "zl",
              "ir", "ur", "rs", "ls", "ns", "is", "as", "us", "os", "id", "ud", "ad", "od",
              "ut", "ot", "et", "it", "op", "ok", "ik", "ak", "ib", "ap", "ip", "yp", "in", "on",
              "um", "am", "im", "om", "ar", "or", "il", "al", "ol", "ul", "yz", "ag",
              "ieg")  # fmt: skip


@lru_cache(maxsize=1)
def reporting_verbs() -> frozenset[str]:
    """Return the lemmas of verbs known to report speech, writing or thought."""
    return read_words("reporting_verbs.txt")


@lru_cache(maxsize=4096)
def verb_lemma(word: str, tag: str) -> str:
    """Return the lemma of a lower-case verb form with a Penn tag (VB, VBD, VBG, VBN, VBP, VBZ).

    Exact for the verbs of ``reporting_verbs.txt`` and ``irregular_verbs.txt``; a guess from
    spelling for the rest.
    """
    irregular = read_pairs("irregular_verbs.txt").get(word)
    if irregular is not None:
        return irregular
    if tag in ("VB", "VBP", "MD"):
        return word
    options = _options(word)
    for option in options:
        if option in reporting_verbs():
            return option
    return options[0] if options else word


def _options(word: str) -> list[str]:
    """Possible lemmas, the likeliest first."""
    if word.endswith("ies") and len(word) > 4:
        return [word[:-3] + "y", word[:-1]]
    if word.endswith("ied") and len(word) > 4:
        return [word[:-3] + "y", word[:-1]]
    if word.endswith("s"):
        if word.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
            return [word[:-2], word[:-1]]
        return [word[:-1], word[:-2]] if not word.endswith("ss") else []
    for suffix in ("ed", "ing"):
        if word.endswith(suffix) and len(word) > len(suffix) + 2:
            return _unsuffixed(word[: -len(suffix)])
    return []


def _unsuffixed(stem: str) -> list[str]:
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS | {"s", "l", "z", "f"}:
        return [stem[:-1], stem]
    plain, with_e = stem, stem + "e"
    if stem.endswith(_E_ENDINGS) and not _short_vowel_run(stem):
        return [with_e, plain, stem[:-1]]
    return [plain, with_e, stem[:-1]]


def _short_vowel_run(stem: str) -> bool:
    """Two vowels before the last consonant: "explain", "repeat", "reveal" end without -e."""
    return len(stem) > 2 and stem[-2] in _VOWELS and stem[-3] in _VOWELS and stem[-1] not in "vcz"
