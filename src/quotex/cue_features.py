"""Features of a cue: what the models see of a word that may report and of its clause."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from attrs import frozen

from quotex.clauses import auxiliaries, child
from quotex.lemma import reporting_verbs
from quotex.lexicon import read_words
from quotex.ranker import Feature, bin_of, index_of
from quotex.tokens import Tokens

_RATE_EDGES = (0.005, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.96)
_RATE_LABELS = ("unseen", "0", *map(str, _RATE_EDGES))
_SUBJECT_WAYS = ("none", "passive", "own", "quoted", "acl", "relcl", "conj", "xcomp", "advcl",
                 "pcomp", "dep", "ccomp", "prep", "of", "poss", "by")  # fmt: skip
_SUBJECT_KINDS = ("none", "I", "we", "you", "he/she", "they", "it", "who", "this", "name",
                  "organization", "nominal", "thing", "other")  # fmt: skip
_PRONOUNS = {"i": "I", "me": "I", "my": "I", "we": "we", "our": "we", "us": "we", "you": "you",
             "your": "you", "he": "he/she", "she": "he/she", "his": "he/she", "her": "he/she",
             "him": "he/she", "they": "they", "their": "they", "them": "they", "it": "it",
             "its": "it", "who": "who", "which": "who", "that": "who", "this": "this",
             "these": "this", "there": "other", "what": "other"}  # fmt: skip
_TAGS = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "noun", "other")
_DEPS = ("ROOT", "ccomp", "conj", "advcl", "relcl", "acl", "xcomp", "parataxis", "pcomp", "prep",
         "pobj", "dobj", "nsubj", "attr", "other")  # fmt: skip
_CLAUSE_MARKS = ("none", "bare", "that", "whether", "wh", "other")
_OBJECTS = ("none", "nominal", "name", "pronoun")
_PREPOSITIONS = ("none", "about", "of", "for", "to", "on", "in", "with", "as", "at", "against",
                 "from", "other")  # fmt: skip
_MODALS = ("none", "will", "would", "can", "could", "may", "might", "should", "must", "do", "to",
           "other")  # fmt: skip
_NEXT = ("other", "comma", "period", "colon", "quote", "that", "to", "in", "determiner", "name",
         "pronoun", "newline")  # fmt: skip
_BEFORE = ("other", "comma", "quote", "name", "pronoun", "noun", "adverb", "to", "and", "start")

FEATURES = (
    Feature("kind", ("verb", "noun", "phrase")),
    Feature("listed", ("no", "speech", "thought")),
    Feature("speech rate", _RATE_LABELS),
    Feature("cue rate", _RATE_LABELS),
    Feature("tag", _TAGS),
    Feature("dependency", _DEPS),
    Feature("clause", _CLAUSE_MARKS),
    Feature("clause side", ("none", "right", "left")),
    Feature("infinitive", ("none", "yes", "-ing")),
    Feature("object", _OBJECTS),
    Feature("preposition", _PREPOSITIONS),
    Feature("subject", _SUBJECT_KINDS),
    Feature("subject found", _SUBJECT_WAYS),
    Feature("subject rate", _RATE_LABELS),
    Feature.flag("inverted"),
    Feature("modal", _MODALS),
    Feature.flag("negated"),
    Feature("inside marks", ("no", "yes")),
    Feature("marks near", ("no", "in sentence", "in clause", "touching")),
    Feature("next", _NEXT),
    Feature("before", _BEFORE),
    Feature.flag("closes sentence"),
    Feature.count("cues left of it", 2),
)
CROSSES = (
    ("speech rate", "clause"),
    ("speech rate", "object"),
    ("speech rate", "subject"),
    ("speech rate", "preposition"),
    ("speech rate", "infinitive"),
    ("speech rate", "marks near"),
    ("speech rate", "closes sentence"),
    ("speech rate", "subject found"),
    ("speech rate", "modal"),
    ("clause", "subject"),
    ("listed", "clause"),
    ("listed", "subject found"),
    ("listed", "marks near"),
    ("listed", "speech rate"),
    ("listed", "object"),
    ("kind", "clause"),
    ("kind", "preposition"),
)


@frozen
class Rates:
    """How often a word was a cue in the training texts, and how often it was seen."""

    speech: float
    any: float
    count: int


Lexicon = dict[str, Rates]


def noun_lemma(word: str) -> str:
    """Return the singular of a lower-case noun, by spelling."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("men") and len(word) > 4:
        return word[:-3] + "man"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


def source_kind(tokens: Tokens, source: int | None) -> str:
    """Return the class of a source's head token as the models see it."""
    if source is None:
        return "none"
    word, tag, label = tokens.lower[source], tokens.tag[source], tokens.ent[source]
    if word in _PRONOUNS:
        return _PRONOUNS[word]
    if label == "PERSON":
        return "name"
    if label in ("ORG", "NORP"):
        return "organization"
    if tag in ("NNP", "NNPS"):
        return "name"
    if tag in ("NN", "NNS"):
        return "nominal"
    return "thing" if tag in ("CD", "DT", "JJ") else "other"


def rate_bin(words: Lexicon, key: str, *, speech: bool = True) -> int:
    """Return the bin of a word's rate; 0 for a word that was never seen."""
    rates = words.get(key)
    if rates is None:
        return 0
    return 1 + bin_of(rates.speech if speech else rates.any, _RATE_EDGES)


def source_key(tokens: Tokens, source: int) -> str:
    """Return the lexicon key of a source's head noun."""
    return f"source:{noun_lemma(tokens.lower[source])}"


def count_marked(marked: Sequence[int]) -> list[int]:
    """Return how many marked tokens stand before each token."""
    return [0, *accumulate(mark > 0 for mark in marked)]


def cue_row(
    tokens: Tokens,
    i: int,
    kind: str,
    lemma: str,
    source: int | None,
    way: str,
    marked: Sequence[int],
    counts: Sequence[int],
    count: int,
    words: Lexicon,
) -> tuple[int, ...]:
    clause, clause_mark, obj, prep, infinitive = _arguments(tokens, i)
    aux = auxiliaries(tokens, i)
    negated = any(tokens.dep[c] == "neg" for c in tokens.children[i])
    subject_rate = 0
    if source is not None and tokens.tag[source] in ("NN", "NNS"):
        subject_rate = rate_bin(words, source_key(tokens, source))
    return (
        ("verb", "noun", "phrase").index(kind),
        _listed(kind, lemma),
        rate_bin(words, _rate_key(kind, lemma)),
        rate_bin(words, _rate_key(kind, lemma), speech=False),
        index_of(_TAGS, tokens.tag[i] if kind == "verb" else "noun" if kind == "noun" else "other"),
        index_of(_DEPS, tokens.dep[i]),
        index_of(_CLAUSE_MARKS, clause_mark),
        0 if clause is None else 1 if clause > i else 2,
        infinitive,
        obj,
        prep,
        _SUBJECT_KINDS.index(source_kind(tokens, source)),
        index_of(_SUBJECT_WAYS, way),
        subject_rate,
        int(source is not None and way == "own" and source > i),
        index_of(_MODALS, _modal(tokens, aux)),
        int(negated),
        int(marked[i] > 0),
        _marks_near(tokens, i, marked, counts),
        _next(tokens, i, marked),
        _before(tokens, i, marked),
        int(_closes(tokens, i, source)),
        min(count, 2),
    )


def _rate_key(kind: str, lemma: str) -> str:
    """The key of a cue's rates; the fixed phrases are too rare to be counted one by one."""
    return "phrase:according to" if kind == "phrase" else f"{kind}:{lemma}"


def _listed(kind: str, lemma: str) -> int:
    """Is the word known to report, whether or not the training texts had it?"""
    if kind == "noun":
        return int(lemma in read_words("reporting_nouns.txt"))
    if kind == "phrase":
        return 1
    if lemma in read_words("thought_verbs.txt"):
        return 2
    return int(lemma in reporting_verbs())


def _arguments(tokens: Tokens, i: int) -> tuple[int | None, str, int, int, int]:
    clause, mark = None, "none"
    obj = prep = infinitive = 0
    head = tokens.head[i]
    if (
        tokens.dep[i] == "nsubj"
        and tokens.lower[head] in ("is", "was", "'s")
        and tokens.tag[i] == "NN"
    ):
        said = child(tokens, head, "ccomp")  # "her view is that …"
        if said is not None and said > i:
            clause, mark = said, _clause_mark(tokens, said)
    for c in tokens.children[i]:
        dep = tokens.dep[c]
        if dep == "ccomp" or (dep == "acl" and tokens.tag[i][0] == "N" and _that(tokens, c)):
            if clause is None or c > i:
                clause, mark = c, _clause_mark(tokens, c)
        elif dep in ("dobj", "dative", "attr", "oprd") and not obj:
            kind = source_kind(tokens, c)
            obj = (
                2 if kind in ("name", "organization") else 1 if kind in ("nominal", "thing") else 3
            )
        elif dep == "prep" and c > i and not prep:
            prep = index_of(_PREPOSITIONS, tokens.lower[c])
        elif dep == "xcomp":
            infinitive = 2 if tokens.tag[c] == "VBG" else 1
    return clause, mark, obj, prep, infinitive


def _that(tokens: Tokens, clause: int) -> bool:
    mark = child(tokens, clause, "mark")
    return mark is not None and tokens.lower[mark] == "that"


def _clause_mark(tokens: Tokens, clause: int) -> str:
    first = tokens.left[clause]
    if tokens.tag[first] in ("``", "''", '"') and first < clause:
        first += 1
    word = tokens.lower[first]
    if word == "that":
        return "that"
    if word in ("whether", "if"):
        return "whether"
    if tokens.tag[first] in ("WDT", "WP", "WRB", "WP$"):
        return "wh"
    return (
        "bare"
        if any(tokens.dep[c] in ("nsubj", "nsubjpass", "expl") for c in tokens.children[clause])
        else "other"
    )


def _modal(tokens: Tokens, aux: Sequence[int]) -> str:
    for c in aux:
        word = tokens.lower[c]
        if tokens.tag[c] == "MD":
            return {"'ll": "will", "'d": "would", "wo": "will", "ca": "can"}.get(word, word)
        if word == "to":
            return "to"
        if word in ("do", "does", "did"):
            return "do"
    return "none"


def _marks_near(tokens: Tokens, i: int, marked: Sequence[int], counts: Sequence[int]) -> int:
    own, n = marked[i], len(marked)
    for k in (i - 1, i - 2, i - 3, i + 1, i + 2, i + 3):
        if 0 <= k < n and marked[k] and marked[k] != own:
            return 3
    first, end = tokens.sents[tokens.sent[i]]
    if counts[end] == counts[first]:
        return 0
    left, right = tokens.left[i], tokens.right[i]
    inside = counts[right + 1] - counts[left]
    # Where the cue itself is quoted, only what stands in other marks would count; rare enough.
    return 1 if own or not inside else 2


def _next(tokens: Tokens, i: int, marked: Sequence[int]) -> int:
    k = i + 1
    if k >= len(tokens):
        return _NEXT.index("period")
    word, tag = tokens.lower[k], tokens.tag[k]
    if marked[k] and not marked[i]:
        return _NEXT.index("quote")
    label = {",": "comma", ".": "period", "?": "period", "!": "period", ":": "colon",
             "that": "that",
             "to": "to", "in": "in", "on": "in", "during": "in"}.get(word)  # fmt: skip
    if label is None:
        label = {"DT": "determiner", "NNP": "name", "NNPS": "name", "PRP": "pronoun",
                 "PRP$": "pronoun", "_SP": "newline"}.get(tag, "other")  # fmt: skip
    return _NEXT.index(label)


def _before(tokens: Tokens, i: int, marked: Sequence[int]) -> int:
    k = i - 1
    if k < 0 or tokens.sent[k] != tokens.sent[i]:
        return _BEFORE.index("start")
    word, tag = tokens.lower[k], tokens.tag[k]
    if marked[k] and not marked[i]:
        return _BEFORE.index("quote")
    label = {",": "comma", "to": "to", "and": "and", "but": "and"}.get(word)
    if label is None:
        label = {"NNP": "name", "NNPS": "name", "PRP": "pronoun", "NN": "noun", "NNS": "noun",
                 "RB": "adverb"}.get(tag, "other")  # fmt: skip
    return _BEFORE.index(label)


def _closes(tokens: Tokens, i: int, source: int | None) -> bool:
    """Nothing but the source stands between the cue and the end of the sentence: "…, he said." """
    last = max(i, source if source is not None and source - i < 4 else i)
    end = tokens.sents[tokens.sent[i]][1]
    return all(
        tokens.tag[k] in (".", "_SP", "''", ":") for k in range(last + 1, min(end, last + 4))
    )
