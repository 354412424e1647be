"""Features of a cue: what the models see of a word that may report and of its clause."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from attrs import field, frozen

from quotex.clauses import child
from quotex.lemma import reporting_verbs
from quotex.lexicon import read_words
from quotex.ranker import Bins, Feature, bin_of
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


_KIND_BINS, _TAG_BINS, _DEP_BINS = Bins(FEATURES[0].labels), Bins(_TAGS), Bins(_DEPS)
_CLAUSE_MARK_BINS, _PREPOSITION_BINS = Bins(_CLAUSE_MARKS), Bins(_PREPOSITIONS)
_SUBJECT_KIND_BINS, _SUBJECT_WAY_BINS = Bins(_SUBJECT_KINDS), Bins(_SUBJECT_WAYS)
_MODAL_BINS, _NEXT_BINS, _BEFORE_BINS = Bins(_MODALS), Bins(_NEXT), Bins(_BEFORE)
_SHORT_MODALS = {"'ll": "will", "'d": "would", "wo": "will", "ca": "can"}
_OBJECT_KINDS = {"name": 2, "organization": 2, "nominal": 1, "thing": 1}

# What a word next to the cue is taken for by itself, and else by its tag.
_NEXT_WORDS = _NEXT_BINS.of({
    ",": "comma", ".": "period", "?": "period", "!": "period", ":": "colon",
    "that": "that", "to": "to", "in": "in", "on": "in", "during": "in",
})  # fmt: skip
_NEXT_TAGS = _NEXT_BINS.of({
    "DT": "determiner", "NNP": "name", "NNPS": "name", "PRP": "pronoun", "PRP$": "pronoun",
    "_SP": "newline",
})  # fmt: skip
_BEFORE_WORDS = _BEFORE_BINS.of({",": "comma", "to": "to", "and": "and", "but": "and"})
_BEFORE_TAGS = _BEFORE_BINS.of({
    "NNP": "name", "NNPS": "name", "PRP": "pronoun", "NN": "noun", "NNS": "noun", "RB": "adverb",
})  # fmt: skip
_NEXT_OTHER, _BEFORE_OTHER = _NEXT_BINS["other"], _BEFORE_BINS["other"]
_CLOSING_TAGS = frozenset((".", "_SP", "''", ":"))


@frozen
class Rates:
    """How often a word was a cue in the training texts, and how often it was seen."""

    speech: float
    any: float
    count: int
    speech_bin: int = field(init=False, repr=False, eq=False)
    any_bin: int = field(init=False, repr=False, eq=False)

    @speech_bin.default
    def _bin_speech(self) -> int:
        return 1 + bin_of(self.speech, _RATE_EDGES)

    @any_bin.default
    def _bin_any(self) -> int:
        return 1 + bin_of(self.any, _RATE_EDGES)


Lexicon = dict[str, Rates]


@lru_cache(maxsize=8192)
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


def source_rate(tokens: Tokens, source: int, words: Lexicon) -> int:
    """Return the bin of how often a source's head noun was one in the training texts."""
    if tokens.tag[source] not in ("NN", "NNS"):
        return 0
    rates = words.get(_source_key(tokens.lower[source]))
    return 0 if rates is None else rates.speech_bin


@lru_cache(maxsize=8192)
def _source_key(word: str) -> str:
    return f"source:{noun_lemma(word)}"


def count_marked(marked: Sequence[int]) -> list[int]:
    """Return how many marked tokens stand before each token."""
    return [0, *accumulate(map(bool, marked))]


def cue_row(
    tokens: Tokens,
    i: int,
    kind: str,
    lemma: str,
    rates: Rates | None,
    source: int | None,
    way: str,
    marked: Sequence[int],
    counts: Sequence[int],
    count: int,
    words: Lexicon,
) -> tuple[int, ...]:
    clause, mark, obj, prep, infinitive, modal, negated = _arguments(tokens, i)
    return (
        _KIND_BINS[kind],
        _listed(kind, lemma),
        0 if rates is None else rates.speech_bin,
        0 if rates is None else rates.any_bin,
        _TAG_BINS[tokens.tag[i] if kind == "verb" else kind],
        _DEP_BINS[tokens.dep[i]],
        _CLAUSE_MARK_BINS[mark],
        0 if clause is None else 1 if clause > i else 2,
        infinitive,
        obj,
        prep,
        _SUBJECT_KIND_BINS[source_kind(tokens, source)],
        _SUBJECT_WAY_BINS[way],
        0 if source is None else source_rate(tokens, source, words),
        int(source is not None and way == "own" and source > i),
        _MODAL_BINS[modal],
        negated,
        int(marked[i] > 0),
        _marks_near(tokens, i, marked, counts),
        _next(tokens, i, marked),
        _before(tokens, i, marked),
        int(_closes(tokens, i, source)),
        min(count, 2),
    )


@lru_cache(maxsize=4096)
def _listed(kind: str, lemma: str) -> int:
    """Is the word known to report, whether or not the training texts had it?"""
    if kind == "noun":
        return int(lemma in read_words("reporting_nouns.txt"))
    if kind == "phrase":
        return 1
    if lemma in read_words("thought_verbs.txt"):
        return 2
    return int(lemma in reporting_verbs())


def _arguments(tokens: Tokens, i: int) -> tuple[int | None, str, int, int, int, str, int]:
    """Return the clause that hangs from the cue and how it begins, and the bins of what else
    does: object, preposition, infinitive; its modal; whether it is negated."""
    clause, mark, modal = None, "none", "none"
    obj = prep = infinitive = negated = 0
    dep, tag, lower = tokens.dep, tokens.tag, tokens.lower
    if dep[i] == "nsubj" and tag[i] == "NN":
        head = tokens.head[i]
        if lower[head] in ("is", "was", "'s"):
            said = child(tokens, head, "ccomp")  # "her view is that …"
            if said is not None and said > i:
                clause, mark = said, _clause_mark(tokens, said)
    for c in tokens.children[i]:
        role = dep[c]
        if role == "punct" or role == "nsubj":
            continue
        if role == "aux" or role == "auxpass":
            if modal == "none":
                modal = _modal(tag[c], lower[c])
        elif role == "prep":
            if c > i and not prep:
                prep = _PREPOSITION_BINS[lower[c]]
        elif role in ("dobj", "dative", "attr", "oprd"):
            if not obj:
                obj = _OBJECT_KINDS.get(source_kind(tokens, c), 3)
        elif role == "ccomp" or (role == "acl" and tag[i][0] == "N" and _that(tokens, c)):
            if clause is None or c > i:
                clause, mark = c, _clause_mark(tokens, c)
        elif role == "xcomp":
            infinitive = 2 if tag[c] == "VBG" else 1
        elif role == "neg":
            negated = 1
    return clause, mark, obj, prep, infinitive, modal, negated


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
    return "bare" if child(tokens, clause, "nsubj", "nsubjpass", "expl") is not None else "other"


def _modal(tag: str, word: str) -> str:
    if tag == "MD":
        return _SHORT_MODALS.get(word, word)
    if word == "to":
        return "to"
    return "do" if word in ("do", "does", "did") else "none"


def _marks_near(tokens: Tokens, i: int, marked: Sequence[int], counts: Sequence[int]) -> int:
    own, n = marked[i], len(marked)
    low, high = max(0, i - 3), min(n, i + 4)
    if counts[high] > counts[low]:
        for k in range(low, high):
            if marked[k] and marked[k] != own:
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
    if k >= len(marked):
        return _NEXT_BINS["period"]
    if marked[k] and not marked[i]:
        return _NEXT_BINS["quote"]
    known = _NEXT_WORDS.get(tokens.lower[k])
    return _NEXT_TAGS.get(tokens.tag[k], _NEXT_OTHER) if known is None else known


def _before(tokens: Tokens, i: int, marked: Sequence[int]) -> int:
    k = i - 1
    if k < 0 or tokens.sent[k] != tokens.sent[i]:
        return _BEFORE_BINS["start"]
    if marked[k] and not marked[i]:
        return _BEFORE_BINS["quote"]
    known = _BEFORE_WORDS.get(tokens.lower[k])
    return _BEFORE_TAGS.get(tokens.tag[k], _BEFORE_OTHER) if known is None else known


def _closes(tokens: Tokens, i: int, source: int | None) -> bool:
    """Nothing but the source stands between the cue and the end of the sentence: "…, he said." """
    after = (source if source is not None and i < source < i + 4 else i) + 1
    end = tokens.sents[tokens.sent[i]][1]
    if after < end and tokens.tag[after] not in _CLOSING_TAGS:  # so it is mostly
        return False
    return _CLOSING_TAGS.issuperset(tokens.tag[after : min(end, after + 3)])
