"""Contents: what a cue reports, from which token to which.

"She said *that talks would resume*", "*Talks*, she said, *would resume*", "his insistence
*that talks resume*". The tree and the punctuation around the cue give a few candidate
extents; a linear model chooses among them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from attrs import define, field, frozen

from quotex.cues import CueCandidate
from quotex.ranker import Feature, bin_of, index_of
from quotex.tokens import Tokens

TokenSpan = tuple[int, int]

_STARTS = ("next", "sentence", "left", "comma", "that", "of prep", "ccomp", "xcomp", "dobj",
           "prep", "advcl", "attr", "oprd",
           "acl", "dep", "other")  # fmt: skip
_ENDS = ("block", "sentence", "ccomp", "xcomp", "dobj", "prep", "advcl", "attr", "oprd", "acl",
         "dep", "cut", "mark", "other")  # fmt: skip
_FIRST_WORDS = ("other", "that", "to", "whether", "wh", "mark", "determiner", "pronoun", "name",
                "preposition", "-ing", "conjunction", "as")  # fmt: skip
_AFTER = (
    "end",
    "period",
    "comma",
    "mark",
    "and",
    "preposition",
    "other",
    "newline",
    "-ing",
    "dash",
)
_LENGTHS = (2, 3, 5, 8, 13, 21, 34, 55)
_LENGTH_LABELS = ("1", *map(str, _LENGTHS))
_CLAUSE_CHILDREN = frozenset(("ccomp", "xcomp", "dobj", "prep", "advcl", "attr", "oprd", "acl",
                              "dep", "relcl", "npadvmod", "dative", "pcomp", "parataxis",
                              "nsubj", "acomp", "conj", "agent", "advmod", "pobj",
                              "prt"))  # fmt: skip

# Verbs frequent enough in news to have habits of their own: "tell" has a hearer before the
# content, "describe" the thing described inside it, "say" never a content after "in".
_LEMMAS = ("other", "say", "tell", "add", "write", "note", "report", "call", "ask", "describe",
           "accuse",
           "announce", "suggest", "argue", "claim", "deny", "warn", "urge", "believe", "think",
           "want",
           "hope", "show", "find", "see", "support", "criticize", "praise", "refer", "cite",
           "mention",
           "respond", "speak", "talk", "accept", "according to")  # fmt: skip
_SEPARATORS = (",", ";", ":", "—", "–", "--", "-", "none")
# A sentence longer than this on one side of a cue, in tokens, is a list or no sentence at all.
_REACH = 150
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_COMPLEMENTS = frozenset(("ccomp", "xcomp", "dobj", "acl", "attr"))

FEATURES = (
    Feature("kind", ("verb", "noun", "phrase")),
    Feature.flag("infinitive cue"),
    Feature("cue takes clause", ("no", "right", "left")),
    Feature("block set off", ("no", "one side", "both sides")),
    Feature.flag("cue closes sentence"),
    Feature("lemma", _LEMMAS),
    Feature.flag("passive"),
    Feature("clause before", ("no", "phrase", "clause", "clause and comma")),
    Feature("separator after", _SEPARATORS),
    Feature("shape", ("right", "left", "around")),
    Feature("start", _STARTS),
    Feature("first word", _FIRST_WORDS),
    Feature.flag("touches cue"),
    Feature.flag("begins with mark"),
    Feature("end", _ENDS),
    Feature("after", _AFTER),
    Feature.flag("reaches sentence end"),
    Feature.flag("ends with mark"),
    Feature("length", _LENGTH_LABELS),
    Feature.count("complements left out", 2),
    Feature.flag("prepositions left out"),
    Feature.flag("has finite verb"),
    Feature("quoted words", ("none", "whole", "cut")),
    Feature("quoted words left out", ("none", "some")),
    Feature.flag("crosses a cue"),
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
    ("after", "reaches sentence end"),
    ("kind", "first word"),
    ("after", "crosses a cue"),
    ("end", "ends with mark"),
    ("end", "quoted words"),
    ("end", "length"),
    ("start", "shape"),
    ("start", "complements left out"),
    ("ends with mark", "after"),
    ("lemma", "start"),
    ("lemma", "end"),
    ("lemma", "shape"),
    ("lemma", "complements left out"),
    ("passive", "start"),
    ("clause before", "shape"),
    ("separator after", "shape"),
    ("separator after", "start"),
    ("first word", "shape"),
    ("clause before", "start"),
)


@frozen
class Content:
    """A candidate extent: one or two token spans (ends included) and its features."""

    spans: tuple[TokenSpan, ...]
    row: tuple[int, ...]


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
        self.finite_sum = [0, *accumulate(tag in _FINITE for tag in self.tokens.tag)]
        self.cue_sum = [0, *accumulate(map(int, self.reporting))]
        self.runs = []
        for i, mark in enumerate(self.marked):
            if not mark:
                continue
            if i and self.marked[i - 1] == mark:
                self.runs[-1] = (self.runs[-1][0], i)
            else:
                self.runs.append((i, i))
        self.run_starts = [a for a, _ in self.runs]

    def runs_near(self, first: int, last: int) -> list[tuple[int, int]]:
        """Return the quoted stretches that overlap the tokens ``first`` to ``last``."""
        low = max(0, bisect_right(self.run_starts, first) - 1)
        high = bisect_right(self.run_starts, last)
        return [run for run in self.runs[low:high] if run[1] >= first]


def contents_of(page: Page, cue: CueCandidate) -> list[Content]:
    """Return the candidate extents of what the cue reports."""
    return _Frame(page, cue).contents()


class _Frame:
    """The surroundings of one cue: its sentence, its block (cue with source) and arguments."""

    def __init__(self, page: Page, cue: CueCandidate) -> None:
        self.page, self.tokens, self.cue = page, page.tokens, cue
        tokens = page.tokens
        begin, end = tokens.sents[tokens.sent[cue.token]]
        self.begin = max(begin, cue.token - _REACH)
        self.end = _strip_right(tokens, self.begin, min(end - 1, cue.token + _REACH))
        self.block = self._block()
        self.right = self._children()
        own = page.marked[cue.token]
        near = page.runs_near(self.begin, self.end)
        self.runs = [run for run in near if page.marked[run[0]] != own]
        self.constant = self._constant()

    def _constant(self) -> tuple[int, ...]:
        tokens, cue = self.tokens, self.cue
        clause_side = 0
        for c in tokens.children[cue.token]:
            if tokens.dep[c] == "ccomp":
                clause_side = 1 if c > cue.token else 2
        infinitive = any(
            tokens.lower[c] == "to" and tokens.dep[c] == "aux" for c in tokens.children[cue.token]
        )
        return (
            ("verb", "noun", "phrase").index(cue.kind),
            int(infinitive),
            clause_side,
            self._set_off(),
            int(self.end <= self.block[1]),
            _LEMMAS.index(cue.lemma) if cue.lemma in _LEMMAS else 0,
            int(any(tokens.dep[c] == "auxpass" for c in tokens.children[cue.token])),
            self._clause_before(),
            index_of(_SEPARATORS, self.tokens.lower[min(self.block[1] + 1, self.end)]),
        )

    def _clause_before(self) -> int:
        """Is there a clause to the left that the cue may report: "Talks resumed, he *said*"?"""
        stop = self.block[0]
        if stop - self.begin < 2:
            return 0
        finite = self.page.finite_sum
        if finite[stop] == finite[self.begin]:
            return 1
        return 3 if _is_comma(self.tokens, stop - 1) else 2

    def _set_off(self) -> int:
        tokens, (first, last) = self.tokens, self.block
        return _is_comma(tokens, first - 1) + _is_comma(tokens, last + 1)

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

    def contents(self) -> list[Content]:
        """Every start with every end to the right of the cue, to the left, and around it."""
        found: dict[tuple[TokenSpan, ...], Content] = {}
        ends = [(b, self._end_part(b, kind)) for b, kind in self._ends().items()]
        for a, kind in self._starts().items():
            start = self._start_part(a, kind, right=True)
            for b, end in ends:
                if a <= b:
                    self._add(found, 0, start, end, ((a, b),))
        lefts = self._lefts()
        if not lefts:
            return list(found.values())
        stop = _strip_right(self.tokens, self.begin, self.block[0] - 1)
        left_end = self._end_part(stop, "block")
        after = _strip_left(self.tokens, min(self.block[1] + 1, self.end), self.end)
        # What follows a semicolon or colon is a clause of its own: "…," he said; the sky fell.
        separated = self.tokens.lower[min(self.block[1] + 1, self.end)] in (";", ":")
        set_off = self._set_off() > 0 or self.cue.kind == "phrase"
        around = set_off and not separated and self.block[1] < after
        for a, kind in lefts.items():
            start = self._start_part(a, kind, right=False)
            self._add(found, 1, start, left_end, ((a, stop),))
            if around:
                far_end = self._end_part(self.end, "sentence")
                self._add(found, 2, start, far_end, ((a, stop), (after, self.end)))
        return list(found.values())

    def _add(
        self,
        found: dict[tuple[TokenSpan, ...], Content],
        shape: int,
        start: tuple[int, ...],
        end: tuple[int, ...],
        spans: tuple[TokenSpan, ...],
    ) -> None:
        if spans not in found and not self._names_source(spans):
            row = (*self.constant, shape, *start, *end, *self._pair_part(spans))
            found[spans] = Content(spans, row)

    def _starts(self) -> dict[int, str]:
        """Where a content to the right may begin, with the reason."""
        tokens = self.tokens
        found: dict[int, str] = {}
        for c in self.right:
            if tokens.dep[c] in ("conj", "prt"):
                continue
            found.setdefault(_strip_left(tokens, tokens.left[c], self.end), tokens.dep[c])
            if tokens.dep[c] == "prep":
                for g in tokens.children[c]:
                    if tokens.dep[g] in ("pobj", "pcomp") and g > c:
                        found.setdefault(_strip_left(tokens, tokens.left[g], self.end), "of prep")
        if self.block[1] >= self.end:
            return found
        after = _strip_left(tokens, self.block[1] + 1, self.end)
        found.setdefault(after, "next")
        for i in range(after + 1, min(after + 14, self.end)):
            if tokens.lower[i] == "that" and tokens.tag[i] == "IN":
                found.setdefault(i, "that")
                break
        return found

    def _ends(self) -> dict[int, str]:
        """Where a content to the right may end, with the reason."""
        tokens = self.tokens
        found: dict[int, str] = {}
        for c in self.right:
            if tokens.dep[c] == "conj":
                found.setdefault(self._before(c), "cut")
            else:
                last = _strip_right(tokens, self.begin, min(tokens.right[c], self.end))
                found.setdefault(last, tokens.dep[c])
        found.setdefault(self.end, "sentence")
        for _, last in self.runs[:4]:
            if self.block[1] < last < self.end:
                found.setdefault(last, "mark")
        for i in self._cuts():
            found.setdefault(i, "cut")
        return found

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
                found.append(_strip_right(tokens, self.begin, i - 1))
            elif tokens.tag[i] == "CC" and any(reporting[i + 1 : i + 4]):
                found.append(i - 1)
        return found[:7]

    def _lefts(self) -> dict[int, str]:
        """Where a content to the left may begin, with the reason."""
        tokens = self.tokens
        begin = _strip_left(tokens, self.begin, self.end)
        if _strip_right(tokens, self.begin, self.block[0] - 1) < begin:
            return {}
        found = {begin: "sentence"}
        if tokens.tag[begin] == "CC":
            found.setdefault(begin + 1, "sentence")
        for c in tokens.children[self.cue.token]:
            if (
                tokens.dep[c] in ("ccomp", "dep", "advcl", "nsubj", "dobj")
                and tokens.right[c] < self.block[0]
            ):
                found.setdefault(_strip_left(tokens, tokens.left[c], self.end), "left")
        last_comma = next(
            (i for i in range(self.block[0] - 2, begin, -1) if tokens.tag[i] == ","), None
        )
        if last_comma is not None and last_comma + 1 < self.block[0] - 1:
            found.setdefault(last_comma + 1, "comma")
        return {a: kind for a, kind in found.items() if a < self.block[0]}

    def _start_part(self, a: int, kind: str, *, right: bool) -> tuple[int, ...]:
        tokens, marked = self.tokens, self.page.marked
        return (
            index_of(_STARTS, kind),
            _first_word(tokens, a, marked),
            int(a <= self.block[1] + 2 or not right),
            int(_opens(tokens, a, marked)),
        )

    def _end_part(self, b: int, kind: str) -> tuple[int, ...]:
        tokens, marked = self.tokens, self.page.marked
        return (
            index_of(_ENDS, kind),
            _after(tokens, b, marked),
            int(b >= self.end),
            int(_ends_marked(tokens, b, marked)),
        )

    def _pair_part(self, spans: tuple[TokenSpan, ...]) -> tuple[int, ...]:
        tokens, page = self.tokens, self.page
        a, b = spans[0][0], spans[-1][1]
        size = finite = cues = 0
        for x, y in spans:
            size += y - x + 1
            finite += page.finite_sum[y + 1] - page.finite_sum[x]
            cues += page.cue_sum[y + 1] - page.cue_sum[x]
            if x <= self.cue.token <= y:
                cues -= page.reporting[self.cue.token]
        heads = preps = subtree = 0
        for c in self.right:
            if tokens.left[c] > b or tokens.right[c] < a:
                dep = tokens.dep[c]
                heads += dep in _COMPLEMENTS
                preps += dep == "prep"
            elif a - 1 <= tokens.left[c] <= a and b <= tokens.right[c] <= b + 1:
                subtree = 1
        whole = cut = out = 0
        for first, last in self.runs:
            inside = any(x <= first + 1 and last - 1 <= y for x, y in spans)
            touched = inside or any(first <= y and x <= last for x, y in spans)
            whole |= inside
            cut |= touched and not inside
            out |= not touched
        return (
            bin_of(size, _LENGTHS),
            min(heads, 2),
            min(preps, 1),
            min(finite, 1),
            2 if cut else int(whole),
            int(out),
            min(cues, 1),
            subtree,
        )

    def _names_source(self, spans: tuple[TokenSpan, ...]) -> bool:
        """Is the cue's own source inside? In the training texts a content never holds it."""
        source = self.cue.source
        return source is not None and any(x <= source <= y for x, y in spans)


_FIRST_WORD = [f.name for f in FEATURES].index("first word")
_FINITE_VERB = [f.name for f in FEATURES].index("has finite verb")
_TO = _FIRST_WORDS.index("to")
_CLAUSE_WORDS = frozenset(_FIRST_WORDS.index(word) for word in ("that", "whether", "wh"))


def has_clause(content: Content) -> bool:
    """Does the content hold a finite verb?"""
    return content.row[_FINITE_VERB] == 1


def is_clause(content: Content) -> bool:
    """Is it a clause, finite or with "to", rather than a phrase: "announced *her support*"?"""
    return content.row[_FIRST_WORD] in (*_CLAUSE_WORDS, _TO) or has_clause(content)


def begins_clause(content: Content) -> bool:
    """Does the content begin with "that", "whether" or a question word?"""
    return content.row[_FIRST_WORD] in _CLAUSE_WORDS


_EDGE = frozenset((",", ":", "_SP", ".", "-LRB-", "-RRB-", "HYPH"))


def _is_comma(tokens: Tokens, i: int) -> bool:
    return 0 <= i < len(tokens) and (
        tokens.tag[i] in (",", ":") or tokens.lower[i] in ("—", "–", "--")
    )


def _strip_right(tokens: Tokens, first: int, last: int) -> int:
    """Leave out punctuation at the end, but not a closing mark nor what it encloses."""
    while last > first and tokens.tag[last] in _EDGE and tokens.words[last] not in "”\"''»":
        last -= 1
    return last


def _strip_left(tokens: Tokens, first: int, last: int) -> int:
    while first < last and tokens.tag[first] in _EDGE and tokens.words[first] not in '“"``«':
        first += 1
    return first


def _first_word(tokens: Tokens, i: int, marked: Sequence[int]) -> int:
    word, tag = tokens.lower[i], tokens.tag[i]
    if _opens(tokens, i, marked):
        return _FIRST_WORDS.index("mark")
    label = {"that": "that", "to": "to", "whether": "whether", "if": "whether", "as": "as"}.get(
        word
    )
    if label is None:
        label = {"WDT": "wh", "WP": "wh", "WRB": "wh", "DT": "determiner", "PRP": "pronoun",
                 "PRP$": "pronoun", "EX": "pronoun", "NNP": "name", "NNPS": "name",
                 "IN": "preposition",
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
