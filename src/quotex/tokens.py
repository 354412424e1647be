"""A parsed document as plain lists: what every later stage reads instead of a spaCy Doc.

Reading attributes off spaCy tokens one by one costs more than the work done with them, and
a stage that takes lists can be tested without a pipeline.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
from attrs import define, field

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc

_LABELS = {"PER": "PERSON"}  # as CoNLL 2003 has it
_WORD = re.compile(r"\S+")
_MOST_KEPT = 500  # names of tags and labels; spaCy's English pipelines have some 120
_STOPS = {",": ",", ":": ":", ";": ":"} | dict.fromkeys(".!?…", ".")  # and their tags
_NOUN = frozenset(("NN", "NNS", "NNP", "NNPS"))
_OWNERS = dict.fromkeys(("my", "your", "his", "her", "its", "our", "their"), ("PRP$", "poss"))
_ARTICLES = ("the", "a", "an", "this", "that", "these", "those", "some", "any", "no", "another")
_BEFORE_NOUN = _OWNERS | dict.fromkeys(_ARTICLES, ("DT", "det"))


@define(eq=False)
class Tokens:
    """Parallel lists over the tokens of one document; offsets are character offsets.

    ``head[i]`` is the index of the token's head (its own for a root), ``sent[i]`` the index
    of its sentence, ``ent[i]`` the entity label or ``""``. ``left[i]`` and ``right[i]`` are
    the first and last token of the subtree's hull.
    """

    text: str
    words: list[str]
    start: list[int]
    end: list[int]
    tag: list[str]
    dep: list[str]
    head: list[int]
    ent: list[str]
    ent_start: list[bool]
    sent: list[int]
    lower: list[str] = field(init=False)
    children: list[Sequence[int]] = field(init=False)
    left: list[int] = field(init=False)
    right: list[int] = field(init=False)
    sents: list[tuple[int, int]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.lower = [word.lower() for word in self.words]
        if "’" in self.text:
            self.lower = [word.replace("’", "'") for word in self.lower]
        self._hang()
        self.sents = []
        first = 0
        while first < len(self.sent):
            end = bisect_right(self.sent, self.sent[first], first)
            self.sents.append((first, end))
            first = end

    def _hang(self) -> None:
        """Fill ``children`` and the hulls.

        From the first token on, each climbs towards its root and is the leftmost of all whose
        hull begins behind it; from the last one on, likewise the rightmost.
        """
        head, n = self.head, len(self.words)
        children: list[Any] = [()] * n  # most tokens have none, and need no list
        left = list(range(n))
        right = left.copy()
        for i, h in enumerate(head):
            if h != i:
                under = children[h]
                if under:
                    under.append(i)
                else:
                    children[h] = [i]
                while left[h] > i:
                    left[h] = i
                    h = head[h]
        for i in range(n - 1, -1, -1):
            h = head[i]
            while right[h] < i:
                right[h] = i
                h = head[h]
        self.children, self.left, self.right = children, left, right

    def __len__(self) -> int:
        return len(self.words)

    def at(self, offset: int) -> int:
        """Return the index of the first token that ends after the offset."""
        return bisect_right(self.end, offset)

    def until(self, offset: int) -> int:
        """Return the index just past the last token that starts before the offset."""
        return bisect_left(self.start, offset)

    def span_text(self, first: int, last: int) -> str:
        """Return the source text of the tokens ``first`` to ``last``, both included."""
        return self.text[self.start[first] : self.end[last]]


class _Names(dict[int, str]):
    """The names of tags and labels by the keys that a ``Doc`` has for them.

    A key is a hash of the name, the same in every vocabulary: the first few hundred are kept
    from document to document.
    """

    kept: ClassVar[dict[int, str]] = {0: ""}

    def __init__(self, strings: StringStore) -> None:
        super().__init__(self.kept)
        self._strings = strings

    def __missing__(self, key: int) -> str:
        name = self[key] = str(self._strings[key])
        if len(self.kept) < _MOST_KEPT:
            self.kept[key] = name
        return name


def read_doc(doc: Doc, text: str) -> Tokens:
    """Return the token lists of a tagged and parsed Doc whose characters align with ``text``.

    A token of several words, as spaCy's ``merge_entities`` makes them, is cut into its words;
    there are then more tokens than the Doc has. A stop that was tagged as a noun is a stop.
    """
    from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IDX, LENGTH, SENT_START, TAG

    table = doc.to_array([IDX, LENGTH, TAG, DEP, HEAD, ENT_TYPE, ENT_IOB, SENT_START]).T
    starts, ends = table[0].astype("int64"), (table[0] + table[1]).astype("int64")
    start: list[int] = starts.tolist()
    end: list[int] = ends.tolist()
    names = _Names(doc.vocab.strings)

    def column(k: int) -> list[str]:
        return list(map(names.__getitem__, table[k].tolist()))

    labels = column(5)
    if not _LABELS.keys().isdisjoint(labels):
        labels = [_LABELS.get(label, label) for label in labels]
    position = np.arange(len(doc))
    begins = table[7].astype("int64") == 1
    begins[:1] = True
    tokens = Tokens(
        text=text,
        words=[text[a:b] for a, b in zip(start, end, strict=True)],
        start=start,
        end=end,
        tag=column(2),
        dep=column(3),
        head=(position + table[4].astype("int64")).tolist(),
        ent=labels,
        ent_start=(table[6] == 3).tolist(),
        sent=(np.cumsum(begins) - 1).tolist(),
    )
    for i, word in enumerate(tokens.words):
        if word in _STOPS and tokens.tag[i] in _NOUN:
            tokens.tag[i], tokens.dep[i] = _STOPS[word], "punct"
    return _cut_at_spaces(tokens)


def _cut_at_spaces(tokens: Tokens) -> Tokens:
    """Make tokens of several words into a noun and what stands before it."""
    several = {i for i, word in enumerate(tokens.words) if " " in word or "\n" in word}
    several = {i for i in several if len(tokens.words[i].split()) > 1}
    if not several:
        return tokens
    text = tokens.text
    pieces: list[tuple[int, int, int]] = []  # token, start, end
    last: list[int] = []  # of each token, its last piece
    for i, (start, end) in enumerate(zip(tokens.start, tokens.end, strict=True)):
        if i in several:
            pieces += [(i, *match.span()) for match in _WORD.finditer(text, start, end)]
        else:
            pieces.append((i, start, end))
        last.append(len(pieces) - 1)
    words = [text[start:end] for _, start, end in pieces]
    tags = [tokens.tag[i] for i, _, _ in pieces]
    deps = [tokens.dep[i] for i, _, _ in pieces]
    heads = [last[tokens.head[i]] for i, _, _ in pieces]
    starts_entity = [tokens.ent_start[i] for i, _, _ in pieces]
    for k, (i, start, _) in enumerate(pieces):
        if start > tokens.start[i]:
            starts_entity[k] = False
        if k < last[i]:
            heads[k] = last[i]
            tags[k], deps[k] = _before_noun(words[k], tags[k])
    return Tokens(
        text=text,
        words=words,
        start=[start for _, start, _ in pieces],
        end=[end for _, _, end in pieces],
        tag=tags,
        dep=deps,
        head=heads,
        ent=[tokens.ent[i] for i, _, _ in pieces],
        ent_start=starts_entity,
        sent=[tokens.sent[i] for i, _, _ in pieces],
    )


def _before_noun(word: str, tag: str) -> tuple[str, str]:
    """Return the tag and dependency of a word that was merged with the one after it."""
    if tag not in _NOUN:
        return tag, "compound"
    default = ("NNP" if word[0].isupper() else tag, "compound")
    return _BEFORE_NOUN.get(word.lower(), default)
