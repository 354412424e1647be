"""What stands at the edges of a quoted span: punctuation, capitals, the words around it.

Typesetting tells speech from scare quotes and says on which side the speaker stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from quotex.lexicon import read_words
from quotex.ranker import Bins, Feature, bin_of
from quotex.segments import Segment
from quotex.tokens import Tokens

_BEFORE = ("paragraph", "sentence", "comma", "colon", "that", "as", "determiner", "verb",
           "preposition",
           "to", "and", "noun", "name", "adjective", "dash", "mark", "bracket",
           "other")  # fmt: skip
_INSIDE_END = ("comma", "period", "question", "dash", "ellipsis", "none")
_AFTER = ("paragraph", "sentence", "comma", "period", "verb", "name", "pronoun", "determiner",
          "noun",
          "preposition", "and", "lower", "mark", "dash", "bracket", "other")  # fmt: skip
_INTRODUCED = ("nothing", "name", "word", "work")
_SIZES = (2, 3, 4, 5, 7, 10, 15, 25, 50)
_ROOT_TAGS = (
    "VBD",
    "VBP",
    "VBZ",
    "VB",
    "VBG",
    "VBN",
    "MD",
    "NN",
    "NNS",
    "NNP",
    "JJ",
    "RB",
    "other",
)
_ROOT_DEPS = ("ROOT", "ccomp", "advcl", "conj", "dobj", "pobj", "nsubj", "attr", "amod", "compound",
              "appos", "oprd", "xcomp", "relcl", "acl", "parataxis", "dep", "other")  # fmt: skip

FEATURES = (
    Feature("before", _BEFORE),
    Feature("closes with", _INSIDE_END),
    Feature("after", _AFTER),
    Feature("words", ("0", *map(str, _SIZES))),
    Feature.flag("capital"),
    Feature.flag("all capitals"),
    Feature("root tag", _ROOT_TAGS),
    Feature("root dependency", _ROOT_DEPS),
    Feature.flag("has verb"),
    Feature.flag("first or second person"),
    Feature.flag("closed"),
    Feature("style", ("double", "single", "typed", "other")),
    Feature.flag("first paragraph"),
    # What stands before and the first letter say together what neither says alone: a capital
    # behind a comma begins speech, a small letter there goes on with the writer's clause.
    Feature("introduced as", _INTRODUCED),
    Feature.flag("inside a name"),
    Feature("opening", tuple(f"{b}, {c}" for b in _BEFORE for c in ("small", "capital"))),
)

_BEFORE_BINS, _AFTER_BINS = Bins(_BEFORE), Bins(_AFTER)
_ROOT_TAG_BINS, _ROOT_DEP_BINS = Bins(_ROOT_TAGS), Bins(_ROOT_DEPS)
_DASHES = dict.fromkeys(("—", "–", "--", "-"), "dash")
_WORDS_BEFORE = {",": "comma", ":": "colon", "that": "that", "as": "as", "to": "to",
                 ".": "sentence", "?": "sentence", "!": "sentence", **_DASHES}  # fmt: skip
_WORDS_AFTER = {",": "comma", ".": "period", "?": "period", "!": "period", **_DASHES}
_CLASSES = {"DT": "determiner", "PDT": "determiner", "PRP$": "determiner", "IN": "preposition",
            "CC": "and",
            "NN": "noun", "NNS": "noun", "NNP": "name", "NNPS": "name", "JJ": "adjective",
            "VBD": "verb", "VBZ": "verb", "VBP": "verb", "VBG": "verb", "VBN": "verb", "VB": "verb",
            "PRP": "pronoun", "-LRB-": "bracket", "-RRB-": "bracket"}  # fmt: skip
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_REACH = 60  # tokens of a long quotation that tell what it is
_PERSONAL = frozenset(
    ("i", "me", "my", "we", "us", "our", "you", "your", "'m", "mine", "ours", "yours")
)


def edge_row(
    tokens: Tokens, first: Segment, last: Segment, paragraph: Sequence[int]
) -> tuple[int, ...]:
    """Return the features of a quotation that begins with one segment and ends with another,
    which may be the same."""
    if first is not last:
        return _edge_row(tokens, first, last, paragraph)
    if first.edge is None:
        first.edge = _edge_row(tokens, first, first, paragraph)
    return first.edge


def _edge_row(
    tokens: Tokens, first: Segment, last: Segment, paragraph: Sequence[int]
) -> tuple[int, ...]:
    size = first.size if first is last else first.size + last.size
    inner = first.first + 1 if first.first < first.last else first.first
    word = tokens.words[inner]
    span = slice(first.first, min(last.last + 1, first.first + _REACH))
    before = _BEFORE_BINS[_before(tokens, first, paragraph)]
    capital = int(word[:1].isupper())
    return (
        before,
        _INSIDE_END.index(_closing(tokens, last)),
        _AFTER_BINS[_after(tokens, last, paragraph)],
        bin_of(size, _SIZES),
        capital,
        int(_in_capitals(tokens.words[span])),
        _ROOT_TAG_BINS[tokens.tag[first.root]],
        _ROOT_DEP_BINS[tokens.dep[first.root]],
        int(not _FINITE.isdisjoint(tokens.tag[span])),
        int(not _PERSONAL.isdisjoint(tokens.lower[span])),
        int(last.span.closed),
        _style(first),
        int(first.paragraph == 0),
        _introduced(tokens, first),
        int(_inside_name(tokens, first, last)),
        2 * before + capital,
    )


def _in_capitals(words: Sequence[str]) -> bool:
    """Are there words, and all of them in capitals?"""
    found = False
    for word in words:
        if word.isalpha():
            if not word.isupper():
                return False
            found = True
    return found


def _introduced(tokens: Tokens, segment: Segment) -> int:
    """What the words just before call the marked ones: a name, a word, a work."""
    introducing = _introducing()
    for i in range(segment.first - 1, max(segment.first - 4, -1), -1):
        label = introducing.get(tokens.lower[i])
        if label is not None:
            return label
    return 0


@lru_cache(maxsize=1)
def _introducing() -> dict[str, int]:
    """Return the label of each word that introduces; one on two lists has the first's."""
    labels: dict[str, int] = {}
    for label, name in enumerate(_INTRODUCED[1:], 1):
        for word in read_words(f"introducing_{name}.txt"):
            labels.setdefault(word, label)
    return labels


def _inside_name(tokens: Tokens, first: Segment, last: Segment) -> bool:
    """A nickname: Wilfred “Bunny” Oakes."""
    a, b = first.first - 1, last.last + 1
    return (
        last.last - first.first < 6
        and a >= 0
        and b < len(tokens)
        and tokens.tag[a] == "NNP"
        and tokens.tag[b] == "NNP"
    )


def _style(segment: Segment) -> int:
    style = segment.span.style
    if "single" in style:
        return 1
    if "typed" in style or "tick" in style:
        return 2
    return 0 if style in ("curly", "straight") else 3


def _before(tokens: Tokens, segment: Segment, paragraph: Sequence[int]) -> str:
    i = segment.first - 1
    if i < 0 or paragraph[i] != paragraph[segment.first] or tokens.tag[i] == "_SP":
        return "paragraph"
    word = tokens.lower[i]
    label = _WORDS_BEFORE.get(word)
    if label is None:
        label = (
            "mark" if tokens.tag[i] in ("''", "``", '"') else _CLASSES.get(tokens.tag[i], "other")
        )
    return label if label in _BEFORE_BINS else "other"


def _closing(tokens: Tokens, segment: Segment) -> str:
    text, end = tokens.text, segment.span.inner_end
    char = text[end - 1 : end]
    if char == ",":
        return "comma"
    if char in "?!":
        return "question"
    if text[max(0, end - 3) : end] == "..." or char == "…":
        return "ellipsis"
    if char == ".":
        return "period"
    return "dash" if char in "—–-" else "none"


def _after(tokens: Tokens, segment: Segment, paragraph: Sequence[int]) -> str:
    i = segment.last + 1
    if i >= len(tokens) or paragraph[i] != paragraph[segment.last] or tokens.tag[i] == "_SP":
        return "paragraph"
    word, tag = tokens.lower[i], tokens.tag[i]
    label = _WORDS_AFTER.get(word)
    if label is None:
        label = "mark" if tag in ("''", "``", '"') else _CLASSES.get(tag, "")
    starts_sentence = tokens.sent[i] != tokens.sent[segment.last] and tokens.words[i][:1].isupper()
    if starts_sentence and (label in ("determiner", "noun") or label not in _AFTER_BINS):
        return "sentence"
    if label in _AFTER_BINS:
        return label
    return "lower" if word[:1].isalpha() and tokens.words[i][:1].islower() else "other"
