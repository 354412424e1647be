"""Contents: what a cue reports, from which token to which.

"She said *that talks would resume*", "*Talks*, she said, *would resume*", "his insistence
*that talks resume*". The tree and the punctuation around the cue give a few candidate
extents; a linear model chooses among them.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from quotex.clauses import child
from quotex.cues import CueCandidate
from quotex.ranker import Feature, bin_of
from quotex.tokens import Tokens

TokenSpan = tuple[int, int]

_STARTS = ("next", "sentence", "left", "ccomp", "xcomp", "dobj", "prep", "advcl", "attr", "oprd",
           "acl", "dep", "other")  # fmt: skip
_ENDS = ("block", "sentence", "ccomp", "xcomp", "dobj", "prep", "advcl", "attr", "oprd", "acl",
         "dep", "cut", "other")  # fmt: skip
_FIRST_WORDS = ("other", "that", "to", "whether", "wh", "mark", "determiner", "pronoun", "name",
                "preposition", "-ing", "conjunction", "as")  # fmt: skip
_AFTER = ("end", "period", "comma", "mark", "and", "preposition", "other", "newline", "-ing", "dash")
_LENGTHS = (2, 3, 5, 8, 13, 21, 34, 55)
_LENGTH_LABELS = ("1", *map(str, _LENGTHS))
_CLAUSE_CHILDREN = frozenset(("ccomp", "xcomp", "dobj", "prep", "advcl", "attr", "oprd", "acl",
                              "dep", "relcl", "npadvmod", "dative", "pcomp", "parataxis",
                              "nsubj", "acomp", "conj", "agent", "advmod", "pobj", "prt"))  # fmt: skip

FEATURES = (
    Feature("kind", ("verb", "noun", "phrase")),
    Feature("shape", ("right", "left", "around")),
    Feature("start", _STARTS),
    Feature("end", _ENDS),
    Feature("first word", _FIRST_WORDS),
    Feature("after", _AFTER),
    Feature("length", _LENGTH_LABELS),
    Feature.flag("touches cue"),
    Feature.flag("reaches sentence end"),
    Feature.count("complements left out", 2),
    Feature.flag("prepositions left out"),
    Feature.flag("has finite verb"),
    Feature("quoted words", ("none", "whole", "cut")),
    Feature("quoted words left out", ("none", "some")),
    Feature("begins with mark", ("no", "yes")),
    Feature("ends with mark", ("no", "yes")),
    Feature.flag("crosses a cue"),
    Feature("infinitive cue", ("no", "yes")),
    Feature("cue takes clause", ("no", "right", "left")),
    Feature("block set off", ("no", "one side", "both sides")),
    Feature.flag("cue closes sentence"),
    Feature.flag("is one subtree"),
)
CROSSES = (
    ("kind", "shape"),
    ("kind", "start"),
    ("start", "end"),
    ("start", "first word"),
    ("end", "after"),
    ("shape", "cue takes clause"),
    ("shape", "block set off"),
    ("shape", "cue closes sentence"),
    ("shape", "quoted words"),
    ("shape", "quoted words left out"),
    ("start", "cue takes clause"),
    ("end", "cue takes clause"),
    ("start", "quoted words left out"),
    ("end", "quoted words left out"),
    ("start", "quoted words"),
    ("end", "quoted words"),
    ("after", "reaches sentence end"),
    ("kind", "first word"),
    ("after", "crosses a cue"),
)


@frozen
class Content:
    """A candidate extent: one or two token spans (ends included) and its features."""

    spans: tuple[TokenSpan, ...]
    row: tuple[int, ...]


def contents_of(
    tokens: Tokens, cue: CueCandidate, marked: Sequence[int], reporting: Sequence[bool]
) -> list[Content]:
    """Return the candidate extents of what the cue reports.

    ``reporting[i]`` tells whether token ``i`` is itself a likely cue.
    """
    frame = _Frame(tokens, cue, marked, reporting)
    found: dict[tuple[TokenSpan, ...], Content] = {}
    for shape, start, end, spans in frame.candidates():
        if spans not in found:
            found[spans] = Content(spans, frame.row(shape, start, end, spans))
    return list(found.values())


class _Frame:
    """The surroundings of one cue: its sentence, its block (cue with source) and arguments."""

    def __init__(
        self, tokens: Tokens, cue: CueCandidate, marked: Sequence[int], reporting: Sequence[bool]
    ) -> None:
        self.tokens, self.cue, self.marked, self.reporting = tokens, cue, marked, reporting
        self.begin, end = tokens.sents[tokens.sent[cue.token]]
        self.end = _strip_right(tokens, self.begin, end - 1)
        self.block = self._block()
        self.right = self._children()
        self.clause_side = 0
        for c in tokens.children[cue.token]:
            if tokens.dep[c] == "ccomp":
                self.clause_side = 1 if c > cue.token else 2
        self.set_off = _is_comma(tokens, self.block[0] - 1) + _is_comma(tokens, self.block[1] + 1)

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
            elif cue.way == "own" and b < cue.token:
                first = min(first, a)
            elif cue.way == "poss":
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

    def candidates(self) -> list[tuple[int, str, str, tuple[TokenSpan, ...]]]:
        tokens = self.tokens
        rights = self._rights()
        lefts = self._lefts()
        found = [(0, s, e, ((a, b),)) for s, e, a, b in rights if a <= b]
        found += [(1, s, e, ((a, b),)) for s, e, a, b in lefts if a <= b]
        if self.set_off or self.cue.kind == "phrase":
            for s, _, a, b in lefts:
                after = _strip_left(tokens, self.block[1] + 1, self.end)
                if a <= b and after <= self.end:
                    found.append((2, s, "sentence", ((a, b), (after, self.end))))
        return found

    def _rights(self) -> list[tuple[str, str, int, int]]:
        tokens = self.tokens
        starts: dict[int, str] = {}
        for c in self.right:
            if tokens.dep[c] not in ("conj", "prt"):
                starts.setdefault(_strip_left(tokens, tokens.left[c], self.end), tokens.dep[c])
        after = _strip_left(tokens, self.block[1] + 1, self.end)
        starts.setdefault(after, "next")
        ends: dict[int, str] = {}
        for c in self.right:
            if tokens.dep[c] != "conj":
                ends.setdefault(_strip_right(tokens, self.begin, tokens.right[c]), tokens.dep[c])
            else:
                ends.setdefault(self._before(c), "cut")
        ends.setdefault(self.end, "sentence")
        for cut in self._cuts(after):
            ends.setdefault(cut, "cut")
        return [(s, e, a, b) for a, s in starts.items() for b, e in ends.items() if a <= b]

    def _before(self, conjunct: int) -> int:
        """The last word before a coordinated verb and its "and"."""
        tokens = self.tokens
        i = tokens.left[conjunct] - 1
        while i > self.block[1] and (tokens.dep[i] in ("cc", "punct", "advmod") or tokens.tag[i] in (",", "CC")):
            i -= 1
        return i

    def _cuts(self, after: int) -> list[int]:
        """Points where a right-hand content may stop short of its subtree: before ", adding",
        before ", according to", before a second cue joined by "and"."""
        tokens, found = self.tokens, []
        for i in range(after + 1, self.end):
            if tokens.tag[i] == "," or tokens.tag[i] == ":":
                nxt = i + 1
                if tokens.tag[nxt] in ("VBG", "CC", "IN", "WDT", "WP", "WRB", "RB") or self.reporting[nxt]:
                    found.append(i - 1)
            elif tokens.tag[i] == "CC" and any(self.reporting[i + 1 : i + 4]):
                found.append(i - 1)
        return found[:5]

    def _lefts(self) -> list[tuple[str, str, int, int]]:
        tokens = self.tokens
        stop = _strip_right(tokens, self.begin, self.block[0] - 1)
        begin = _strip_left(tokens, self.begin, self.end)
        if stop < begin:
            return []
        starts = {begin: "sentence"}
        if tokens.tag[begin] == "CC":
            starts.setdefault(begin + 1, "sentence")
        for c in tokens.children[self.cue.token]:
            if tokens.dep[c] in ("ccomp", "dep", "advcl", "nsubj", "dobj") and tokens.right[c] < self.block[0]:
                starts.setdefault(_strip_left(tokens, tokens.left[c], self.end), "left")
        return [(s, "block", a, stop) for a, s in starts.items()]

    def row(self, shape: int, start: str, end: str, spans: tuple[TokenSpan, ...]) -> tuple[int, ...]:
        tokens, marked = self.tokens, self.marked
        a, b = spans[0][0], spans[-1][1]
        inside = [i for x, y in spans for i in range(x, y + 1)]
        left_out = [c for c in self.right if tokens.left[c] > b or tokens.right[c] < a]
        head_out = [c for c in left_out if tokens.dep[c] in ("ccomp", "xcomp", "dobj", "acl", "attr")]
        whole, cut, out = self._marks(inside)
        cue = self.cue.token
        return (
            ("verb", "noun", "phrase").index(self.cue.kind),
            shape,
            _index(_STARTS, start),
            _index(_ENDS, end),
            _first_word(tokens, a, marked),
            _after(tokens, b, marked),
            bin_of(len(inside), _LENGTHS),
            int(a <= self.block[1] + 2 if shape == 0 else True),
            int(b >= self.end),
            min(len(head_out), 2),
            int(any(tokens.dep[c] == "prep" for c in left_out)),
            int(any(tokens.tag[i] in ("VBD", "VBZ", "VBP", "MD") for i in inside)),
            2 if cut else int(whole),
            int(out),
            int(_opens(tokens, a, marked)),
            int(_ends_marked(tokens, b, marked)),
            int(any(self.reporting[i] for i in inside if i != cue)),
            int(any(tokens.lower[c] == "to" and tokens.dep[c] == "aux" for c in tokens.children[cue])),
            self.clause_side,
            self.set_off,
            int(_strip_right(tokens, self.begin, self.end) <= self.block[1]),
            int(any(tokens.left[c] <= a and _strip_right(tokens, self.begin, tokens.right[c]) == b
                    and a - tokens.left[c] <= 1 for c in self.right)),
        )  # fmt: skip

    def _marks(self, inside: Sequence[int]) -> tuple[bool, bool, bool]:
        """Does the extent hold a quoted span whole, cut one, leave one of the sentence out?"""
        marked = self.marked
        own = marked[self.cue.token]
        held = {marked[i] for i in inside} - {0, own}
        members = set(inside)
        near = range(max(0, min(inside) - 60), min(len(marked), max(inside) + 60))
        cut = any(marked[i] in held and i not in members for i in near)
        span = range(self.begin, self.end + 1)
        out = any(marked[i] and marked[i] != own and marked[i] not in held for i in span)
        return bool(held), cut, out


def _index(labels: tuple[str, ...], label: str) -> int:
    return labels.index(label) if label in labels else len(labels) - 1


_EDGE = frozenset((",", ":", "_SP", ".", "-LRB-", "-RRB-", "HYPH"))


def _is_comma(tokens: Tokens, i: int) -> bool:
    return 0 <= i < len(tokens) and (tokens.tag[i] in (",", ":") or tokens.lower[i] in ("—", "–", "--"))


def _strip_right(tokens: Tokens, first: int, last: int) -> int:
    """Leave out punctuation at the end, but not a closing mark nor what it encloses."""
    while last > first and tokens.tag[last] in _EDGE and tokens.words[last] not in "”\"''»":
        last -= 1
    return last


def _strip_left(tokens: Tokens, first: int, last: int) -> int:
    while first < last and tokens.tag[first] in _EDGE and tokens.words[first] not in "“\"``«":
        first += 1
    return first


def _first_word(tokens: Tokens, i: int, marked: Sequence[int]) -> int:
    word, tag = tokens.lower[i], tokens.tag[i]
    if _opens(tokens, i, marked):
        return _FIRST_WORDS.index("mark")
    label = {"that": "that", "to": "to", "whether": "whether", "if": "whether", "as": "as"}.get(word)
    if label is None:
        label = {"WDT": "wh", "WP": "wh", "WRB": "wh", "DT": "determiner", "PRP": "pronoun",
                 "PRP$": "pronoun", "EX": "pronoun", "NNP": "name", "NNPS": "name", "IN": "preposition",
                 "VBG": "-ing", "CC": "conjunction"}.get(tag, "other")  # fmt: skip
    return _FIRST_WORDS.index(label)


def _opens(tokens: Tokens, i: int, marked: Sequence[int]) -> bool:
    return marked[i] > 0 and (i == 0 or marked[i - 1] != marked[i])


def _ends_marked(tokens: Tokens, i: int, marked: Sequence[int]) -> bool:
    return marked[i] > 0 and (i + 1 >= len(marked) or marked[i + 1] != marked[i])


def _after(tokens: Tokens, last: int, marked: Sequence[int]) -> int:
    i = last + 1
    if i >= len(tokens):
        return _AFTER.index("end")
    word, tag = tokens.lower[i], tokens.tag[i]
    if marked[i] and marked[i] != marked[last]:
        return _AFTER.index("mark")
    if word in ("—", "–", "--", ";", ":"):
        return _AFTER.index("dash")
    label = {".": "period", ",": "comma", "CC": "and", "IN": "preposition", "_SP": "newline",
             "VBG": "-ing"}.get(tag, "other")  # fmt: skip
    return _AFTER.index(label)
