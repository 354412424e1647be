"""A parsed document as plain lists: what every later stage reads instead of a spaCy Doc.

Reading attributes off spaCy tokens one by one costs more than the work done with them, and
a stage that takes lists can be tested without a pipeline.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from attrs import define, field

if TYPE_CHECKING:
    from spacy.tokens import Doc


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
    children: list[list[int]] = field(init=False)
    left: list[int] = field(init=False)
    right: list[int] = field(init=False)
    sents: list[tuple[int, int]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        n = len(self.words)
        self.lower = [w.lower().replace("’", "'") for w in self.words]
        self.children = [[] for _ in range(n)]
        for i, h in enumerate(self.head):
            if h != i:
                self.children[h].append(i)
        self._hulls()
        self.sents = []
        first = 0
        for i in range(1, n + 1):
            if i == n or self.sent[i] != self.sent[first]:
                self.sents.append((first, i))
                first = i

    def _hulls(self) -> None:
        """Fill ``left`` and ``right`` bottom-up, without recursion: parses can be deep."""
        n = len(self.words)
        left, right = list(range(n)), list(range(n))
        waiting = [len(c) for c in self.children]
        ready = [i for i in range(n) if not waiting[i]]
        head = self.head
        while ready:
            i = ready.pop()
            h = head[i]
            if h == i:
                continue
            if left[i] < left[h]:
                left[h] = left[i]
            if right[i] > right[h]:
                right[h] = right[i]
            waiting[h] -= 1
            if not waiting[h]:
                ready.append(h)
        self.left, self.right = left, right

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


def read_doc(doc: Doc, text: str) -> Tokens:
    """Return the token lists of a tagged and parsed Doc whose characters align with ``text``."""
    from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IDX, LENGTH, SENT_START, SPACY, TAG

    strings = doc.vocab.strings
    table = doc.to_array([IDX, LENGTH, TAG, DEP, HEAD, ENT_TYPE, ENT_IOB, SENT_START, SPACY])
    n = len(doc)
    start: list[int] = table[:, 0].astype("int64").tolist()
    length: list[int] = table[:, 1].astype("int64").tolist()
    end = [a + b for a, b in zip(start, length, strict=True)]
    names: dict[int, str] = {0: ""}

    def column(k: int) -> list[str]:
        keys = table[:, k].tolist()
        for key in set(keys) - names.keys():
            names[key] = strings[key]
        return [names[key] for key in keys]

    offset: list[int] = table[:, 4].astype("int64").tolist()
    starts = (table[:, 7].astype("int64") == 1).tolist()
    sent: list[int] = []
    number = -1
    for i in range(n):
        number += starts[i] or i == 0
        sent.append(number)
    return Tokens(
        text=text,
        words=[text[a:b] for a, b in zip(start, end, strict=True)],
        start=start,
        end=end,
        tag=column(2),
        dep=column(3),
        head=[i + o for i, o in enumerate(offset)],
        ent=column(5),
        ent_start=[iob == 3 for iob in table[:, 6].tolist()],
        sent=sent,
    )
