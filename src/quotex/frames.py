"""Frames: the surroundings of a cue, and where what it reports may begin and end."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, groupby

from attrs import define, field

from quotex.cues import CueCandidate
from quotex.tokens import Tokens

TokenSpan = tuple[int, int]

_CLAUSE_CHILDREN = frozenset(("ccomp", "xcomp", "dobj", "prep", "advcl", "attr", "oprd", "acl",
                              "dep", "relcl", "npadvmod", "dative", "pcomp", "parataxis",
                              "nsubj", "acomp", "conj", "agent", "advmod", "pobj",
                              "prt"))  # fmt: skip
# A sentence longer than this on one side of a cue, in tokens, is a list or no sentence at all.
_REACH = 150
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_EDGE = frozenset((",", ":", "_SP", ".", "-LRB-", "-RRB-", "HYPH"))


@define(eq=False)
class Page:
    """What the contents of every cue of a document are read from.

    ``marked`` is that of ``find_cues``; ``reporting[i]`` tells whether token ``i`` is a likely
    cue. The sums make a count over any stretch of tokens one subtraction.
    """

    tokens: Tokens
    marked: Sequence[int]
    reporting: Sequence[bool]
    finite_sum: list[int] = field(init=False)
    cue_sum: list[int] = field(init=False)
    runs: list[tuple[int, int]] = field(init=False)
    run_starts: list[int] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.finite_sum = [0, *accumulate(map(_FINITE.__contains__, self.tokens.tag))]
        self.cue_sum = [0, *accumulate(self.reporting)]
        self.runs = runs_of(self.marked)
        self.run_starts = [a for a, _ in self.runs]

    def is_marked(self, i: int) -> bool:
        """Return whether there are marked words in the sentence of a token."""
        first, end = self.tokens.sents[self.tokens.sent[i]]
        return bool(self.runs_near(first, end - 1))

    def runs_near(self, first: int, last: int) -> list[tuple[int, int]]:
        """Return the quoted stretches that overlap the tokens ``first`` to ``last``."""
        low = max(0, bisect_right(self.run_starts, first) - 1)
        high = bisect_right(self.run_starts, last)
        return [run for run in self.runs[low:high] if run[1] >= first]


def runs_of(marked: Sequence[int]) -> list[TokenSpan]:
    """Return the first and last token of every stretch with one mark."""
    runs = []
    first = 0
    for mark, run in groupby(marked):
        end = first + len(list(run))
        if mark:
            runs.append((first, end - 1))
        first = end
    return runs


class Frame:
    """The surroundings of one cue.

    ``begin`` and ``end`` are the first and last token of its sentence, ``block`` the tokens of
    the cue with its source, ``right`` the heads of what follows the block and hangs from the
    cue, ``runs`` the quoted stretches of the sentence other than one around the cue itself.
    """

    def __init__(self, page: Page, cue: CueCandidate) -> None:
        self.page, self.tokens, self.cue = page, page.tokens, cue
        tokens = page.tokens
        begin, end = tokens.sents[tokens.sent[cue.token]]
        self.begin = max(begin, cue.token - _REACH)
        self.end = strip_right(tokens, self.begin, min(end - 1, cue.token + _REACH))
        self.block = self._block()
        self.right = self._children()
        own = page.marked[cue.token]
        near = page.runs_near(self.begin, self.end)
        self.runs = [run for run in near if page.marked[run[0]] != own]

    def set_off(self) -> int:
        """Return how many sides of the block have a comma, colon or dash."""
        tokens, (first, last) = self.tokens, self.block
        return is_comma(tokens, first - 1) + is_comma(tokens, last + 1)

    def _block(self) -> TokenSpan:
        """The cue with its auxiliaries and, when nearby, its source."""
        tokens, cue = self.tokens, self.cue
        first, last = cue.first, cue.last
        for c in tokens.children[cue.token]:
            if tokens.dep[c] in ("aux", "auxpass", "neg", "advmod") and c < first and first - c < 4:
                first = min(first, tokens.left[c])
            if tokens.dep[c] == "prt":
                last = max(last, c)
        source = cue.source
        if source is not None and self.begin <= source <= self.end:
            a, b = tokens.left[source], tokens.right[source]
            if cue.kind == "phrase" or source > cue.token:
                if cue.way in ("own", "of", "by") and b <= self.end:
                    last = max(last, b if cue.kind == "phrase" else min(b, source + 12))
            elif (cue.way == "own" and b < cue.token) or cue.way == "poss":
                first = min(first, a)
        return max(first, self.begin), min(last, self.end)

    def _children(self) -> list[int]:
        """What follows the block and hangs from the cue, or from "is" when the cue is its
        subject ("his view is that …")."""
        tokens, cue = self.tokens, self.cue
        heads = [cue.token]
        head = tokens.head[cue.token]
        if cue.kind == "noun" and tokens.lower[head] in ("is", "was", "'s", "be"):
            heads.append(head)
        if cue.kind == "noun" and tokens.dep[cue.token] == "pobj":
            heads.append(tokens.head[head])
        found = [
            c
            for h in heads
            for c in tokens.children[h]
            if tokens.left[c] > self.block[1] and tokens.dep[c] in _CLAUSE_CHILDREN
        ]
        return sorted(found)[:6]

    def starts(self) -> dict[int, str]:
        """Where a content to the right may begin, with the reason."""
        tokens = self.tokens
        found: dict[int, str] = {}
        for c in self.right:
            if tokens.dep[c] in ("conj", "prt"):
                continue
            found.setdefault(strip_left(tokens, tokens.left[c], self.end), tokens.dep[c])
            if tokens.dep[c] == "prep":
                for g in tokens.children[c]:
                    if tokens.dep[g] in ("pobj", "pcomp") and g > c:
                        found.setdefault(strip_left(tokens, tokens.left[g], self.end), "of prep")
        if self.block[1] >= self.end:
            return found
        after = strip_left(tokens, self.block[1] + 1, self.end)
        found.setdefault(after, "next")
        for i in range(after + 1, min(after + 14, self.end)):
            if tokens.lower[i] == "that" and tokens.tag[i] == "IN":
                found.setdefault(i, "that")
                break
        return found

    def ends(self) -> dict[int, str]:
        """Where a content to the right may end, with the reason."""
        tokens = self.tokens
        found: dict[int, str] = {}
        for c in self.right:
            if tokens.dep[c] == "conj":
                found.setdefault(self._before(c), "cut")
            else:
                last = strip_right(tokens, self.begin, min(tokens.right[c], self.end))
                found.setdefault(last, tokens.dep[c])
        found.setdefault(self.end, "sentence")
        for _, last in self.runs[:4]:
            if self.block[1] < last < self.end:
                found.setdefault(last, "mark")
        for i in self._cuts():
            found.setdefault(i, "cut")
        if self._has_own_clause():
            # "Her claim that it rained | surprised them": the verb is the sentence's, not hers.
            limit = tokens.right[self.cue.token]
            return {b: kind for b, kind in found.items() if b <= limit} or found
        return found

    def _has_own_clause(self) -> bool:
        """Does a clause hang from a noun that reports, "her *claim* that …"?"""
        tokens, cue = self.tokens, self.cue
        return cue.kind == "noun" and any(
            tokens.head[c] == cue.token and tokens.dep[c] in ("acl", "ccomp") for c in self.right
        )

    def _before(self, conjunct: int) -> int:
        """The last word before a coordinated verb and its "and"."""
        tokens = self.tokens
        i = tokens.left[conjunct] - 1
        while i > self.block[1] and (
            tokens.dep[i] in ("cc", "punct", "advmod") or tokens.tag[i] in (",", "CC")
        ):
            i -= 1
        return i

    def _cuts(self) -> list[int]:
        """Points where a right-hand content may stop short of its subtree: before ", adding",
        before ", according to", before a second cue joined by "and"."""
        tokens, reporting, found = self.tokens, self.page.reporting, []
        for i in range(self.block[1] + 2, self.end):
            if tokens.tag[i] in (",", ":", "-LRB-"):
                found.append(strip_right(tokens, self.begin, i - 1))
            elif tokens.tag[i] == "CC" and any(reporting[i + 1 : i + 4]):
                found.append(i - 1)
        return found[:7]

    def lefts(self) -> dict[int, str]:
        """Where a content to the left may begin, with the reason."""
        tokens = self.tokens
        begin = strip_left(tokens, self.begin, self.end)
        if strip_right(tokens, self.begin, self.block[0] - 1) < begin:
            return {}
        found = {begin: "sentence"}
        if tokens.tag[begin] == "CC":
            found.setdefault(begin + 1, "sentence")
        for c in tokens.children[self.cue.token]:
            if (
                tokens.dep[c] in ("ccomp", "dep", "advcl", "nsubj", "dobj")
                and tokens.right[c] < self.block[0]
            ):
                found.setdefault(strip_left(tokens, tokens.left[c], self.end), "left")
        last_comma = next(
            (i for i in range(self.block[0] - 2, begin, -1) if tokens.tag[i] == ","), None
        )
        if last_comma is not None and last_comma + 1 < self.block[0] - 1:
            found.setdefault(last_comma + 1, "comma")
        return {a: kind for a, kind in found.items() if a < self.block[0]}


def is_comma(tokens: Tokens, i: int) -> bool:
    return 0 <= i < len(tokens) and (
        tokens.tag[i] in (",", ":") or tokens.lower[i] in ("—", "–", "--")
    )


def strip_right(tokens: Tokens, first: int, last: int) -> int:
    """Leave out punctuation at the end, but not a closing mark nor what it encloses."""
    while last > first and tokens.tag[last] in _EDGE and tokens.words[last] not in "”\"''»":
        last -= 1
    return last


def strip_left(tokens: Tokens, first: int, last: int) -> int:
    while first < last and tokens.tag[first] in _EDGE and tokens.words[first] not in '“"``«':
        first += 1
    return first
