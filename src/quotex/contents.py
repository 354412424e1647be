"""Contents: what a cue reports, from which token to which.

"She said *that talks would resume*", "*Talks*, she said, *would resume*", "his insistence
*that talks resume*". The tree and the punctuation around the cue give a few candidate
extents; a linear model chooses among them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from attrs import define

from quotex.cues import CueCandidate
from quotex.frames import Frame, Page, TokenSpan, is_comma, strip_left, strip_right
from quotex.ranker import Bins, Feature
from quotex.tokens import Tokens

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
_START_BINS, _END_BINS, _LEMMA_BINS = Bins(_STARTS), Bins(_ENDS), Bins(_LEMMAS)
_FIRST_WORD_BINS, _AFTER_BINS, _SEPARATOR_BINS = Bins(_FIRST_WORDS), Bins(_AFTER), Bins(_SEPARATORS)
_AS_FIRST_WORD = {"that": "that", "to": "to", "whether": "whether", "if": "whether", "as": "as"}
_AS_FIRST_TAG = {"WDT": "wh", "WP": "wh", "WRB": "wh", "DT": "determiner", "PRP": "pronoun",
                 "PRP$": "pronoun", "EX": "pronoun", "NNP": "name", "NNPS": "name",
                 "IN": "preposition", "VBG": "-ing", "CC": "conjunction"}  # fmt: skip
_AS_NEXT_TAG = {".": "period", ",": "comma", "CC": "and", "IN": "preposition", "_SP": "newline",
                "VBG": "-ing"}  # fmt: skip
_COMPLEMENTS = frozenset(("ccomp", "xcomp", "dobj", "acl", "attr"))

FEATURES = (
    Feature("kind", ("verb", "noun", "phrase")),
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


@define  # not frozen: there are many, and those take three times as long to make
class Content:
    """A candidate extent: one or two token spans (ends included) and its features."""

    spans: tuple[TokenSpan, ...]
    row: tuple[int, ...]


def contents_of(page: Page, cue: CueCandidate) -> list[Content]:
    """Return the candidate extents of what the cue reports."""
    return _Rows(Frame(page, cue)).contents()


class _Rows:
    """The candidate extents of one frame with their features."""

    def __init__(self, frame: Frame) -> None:
        self.frame, self.page, self.tokens = frame, frame.page, frame.tokens
        self.cue, self.block = frame.cue, frame.block
        self.begin, self.end = frame.begin, frame.end
        self.constant = self._constant()
        tokens = self.tokens
        self.hanging = [(tokens.left[c], tokens.right[c], tokens.dep[c]) for c in frame.right]

    def _constant(self) -> tuple[int, ...]:
        tokens, cue = self.tokens, self.cue
        clause_side = 0
        for c in tokens.children[cue.token]:
            if tokens.dep[c] == "ccomp":
                clause_side = 1 if c > cue.token else 2
        return (
            ("verb", "noun", "phrase").index(cue.kind),
            clause_side,
            self.frame.set_off(),
            int(self.end <= self.block[1]),
            _LEMMA_BINS.get(cue.lemma, 0),
            int(any(tokens.dep[c] == "auxpass" for c in tokens.children[cue.token])),
            self._clause_before(),
            _SEPARATOR_BINS[tokens.lower[min(self.block[1] + 1, self.end)]],
        )

    def _clause_before(self) -> int:
        """Is there a clause to the left that the cue may report: "Talks resumed, he *said*"?"""
        stop = self.block[0]
        if stop - self.begin < 2:
            return 0
        finite = self.page.finite_sum
        if finite[stop] == finite[self.begin]:
            return 1
        return 3 if is_comma(self.tokens, stop - 1) else 2

    def contents(self) -> list[Content]:
        """Every start with every end to the right of the cue, to the left, and around it."""
        found: dict[tuple[TokenSpan, ...], Content] = {}
        ends = [(b, self._end_part(b, kind)) for b, kind in self.frame.ends().items()]
        for a, kind in self.frame.starts().items():
            start = self._start_part(a, kind, right=True)
            for b, end in ends:
                if a <= b:
                    self._add(found, 0, start, end, ((a, b),))
        lefts = self.frame.lefts()
        if not lefts:
            return list(found.values())
        stop = strip_right(self.tokens, self.begin, self.block[0] - 1)
        left_end = self._end_part(stop, "block")
        after = strip_left(self.tokens, min(self.block[1] + 1, self.end), self.end)
        # What follows a semicolon or colon is a clause of its own: "…," he said; the sky fell.
        separated = self.tokens.lower[min(self.block[1] + 1, self.end)] in (";", ":")
        set_off = self.frame.set_off() > 0 or self.cue.kind == "phrase"
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

    def _start_part(self, a: int, kind: str, *, right: bool) -> tuple[int, ...]:
        tokens, marked = self.tokens, self.page.marked
        return (
            _START_BINS[kind],
            _first_word(tokens, a, marked),
            int(a <= self.block[1] + 2 or not right),
            int(_opens(tokens, a, marked)),
        )

    def _end_part(self, b: int, kind: str) -> tuple[int, ...]:
        tokens, marked = self.tokens, self.page.marked
        return (
            _END_BINS[kind],
            _after(tokens, b, marked),
            int(b >= self.end),
            int(_ends_marked(tokens, b, marked)),
        )

    def _pair_part(self, spans: tuple[TokenSpan, ...]) -> tuple[int, ...]:
        page, token = self.page, self.cue.token
        finite_sum, cue_sum = page.finite_sum, page.cue_sum
        a, b = spans[0][0], spans[-1][1]
        size = finite = cues = 0
        for x, y in spans:
            size += y - x + 1
            finite += finite_sum[y + 1] - finite_sum[x]
            cues += cue_sum[y + 1] - cue_sum[x]
            if x <= token <= y:
                cues -= page.reporting[token]
        heads = preps = subtree = 0
        for left, right, dep in self.hanging:
            if left > b or right < a:
                if dep == "prep":
                    preps = 1
                elif dep in _COMPLEMENTS:
                    heads += 1
            elif a - 1 <= left <= a and b <= right <= b + 1:
                subtree = 1
        return (
            bisect_right(_LENGTHS, size),
            2 if heads > 2 else heads,
            preps,
            1 if finite else 0,
            *(self._quoted_part(spans) if self.frame.runs else (0, 0)),
            1 if cues > 0 else cues,
            subtree,
        )

    def _quoted_part(self, spans: tuple[TokenSpan, ...]) -> tuple[int, int]:
        """Does the content hold quoted words whole or cut them, and does it leave some out?"""
        whole = cut = out = False
        for first, last in self.frame.runs:
            inside = touched = False
            for x, y in spans:
                if x <= first + 1 and last - 1 <= y:
                    inside = True
                elif first <= y and x <= last:
                    touched = True
            if inside:
                whole = True
            elif touched:
                cut = True
            else:
                out = True
        return 2 if cut else int(whole), int(out)

    def _names_source(self, spans: tuple[TokenSpan, ...]) -> bool:
        """Is the cue's own source inside? In the training texts a content never holds it."""
        source = self.cue.source
        if source is None:
            return False
        (x, y), (a, b) = spans[0], spans[-1]
        return x <= source <= y or a <= source <= b


_FIRST_WORD = [f.name for f in FEATURES].index("first word")
_FINITE_VERB = [f.name for f in FEATURES].index("has finite verb")
_TO = _FIRST_WORDS.index("to")
_CLAUSE_WORDS = frozenset(_FIRST_WORDS.index(word) for word in ("that", "whether", "wh"))


def has_clause(content: Content) -> bool:
    """Does the content hold a finite verb?"""
    return content.row[_FINITE_VERB] == 1


def is_clause(content: Content) -> bool:
    """Is it a clause, finite or with "to", and no phrase: "announced *her support*"?"""
    return content.row[_FIRST_WORD] in (*_CLAUSE_WORDS, _TO) or has_clause(content)


def begins_clause(content: Content) -> bool:
    """Does the content begin with "that", "whether" or a question word?"""
    return content.row[_FIRST_WORD] in _CLAUSE_WORDS


def _first_word(tokens: Tokens, i: int, marked: Sequence[int]) -> int:
    word, tag = tokens.lower[i], tokens.tag[i]
    if _opens(tokens, i, marked):
        return _FIRST_WORD_BINS["mark"]
    return _FIRST_WORD_BINS[_AS_FIRST_WORD.get(word) or _AS_FIRST_TAG.get(tag, "other")]


def _opens(tokens: Tokens, i: int, marked: Sequence[int]) -> bool:
    return marked[i] > 0 and (i == 0 or marked[i - 1] != marked[i])


def _ends_marked(tokens: Tokens, i: int, marked: Sequence[int]) -> bool:
    return marked[i] > 0 and (i + 1 >= len(marked) or marked[i + 1] != marked[i])


def _after(tokens: Tokens, last: int, marked: Sequence[int]) -> int:
    i = last + 1
    if i >= len(tokens):
        return _AFTER_BINS["end"]
    word, tag = tokens.lower[i], tokens.tag[i]
    if marked[i] and marked[i] != marked[last]:
        return _AFTER_BINS["mark"]
    if word in ("—", "–", "--", ";", ":"):
        return _AFTER_BINS["dash"]
    return _AFTER_BINS[_AS_NEXT_TAG.get(tag, "other")]
