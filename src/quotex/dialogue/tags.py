"""Tags and beats: the narration beside a turn's words and whom it has as its subject.

    "Come in," said Ann.        a tag
    Ann looked up: "Come in."   a lead-in
    "Come in." Ann stood up.    a beat

A tag is a verb with its subject that touches the quotation, whatever the verb: lists of verbs
of saying, made from the news, miss three tags of a novel in ten.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define

from quotex.dialogue.names import Naming
from quotex.lemma import reporting_verbs, verb_lemma
from quotex.tokens import Tokens

_VERBS = frozenset(("VBD", "VBZ", "VBP", "VBN", "VB", "VBG"))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_PRONOUNS = {
    "he": "he", "she": "she", "i": "i", "they": "they", "we": "they", "it": "it",
    "him": "he", "her": "she", "his": "he", "my": "i", "their": "they",
}  # fmt: skip
_SUBJECTS = frozenset(("he", "she", "i", "they", "we", "it"))
_REPLIES = frozenset(
    [
        "reply",
        "answer",
        "response",
        "exclamation",
        "rejoinder",
        "cry",
        "remark",
        "question",
        "comment",
        "words",
        "word",
    ]
)
_DETERMINERS = frozenset(("DT", "PRP$", "JJ", "JJR", "JJS", "CD", "PDT", "VBN", "VBG"))
_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
_FORM_TAG, _FORM_LEAD, _FORM_BEAT = "tag", "lead", "beat"


@define
class Tag:
    """One piece of narration beside a turn: its subject and how it stands to the words.

    ``token`` heads the subject; ``subject`` is "name", "nominal" or the pronoun ("he", "she",
    "i", "they", "it"); ``form`` "tag", "lead" or "beat"; ``after`` is true behind the words;
    ``verb`` its verb, -1 for none; ``segment`` counts the turn's quoted spans.
    """

    token: int
    subject: str
    form: str
    after: bool
    verb: int
    segment: int


class TagReader:
    """Reads the narration beside quoted spans."""

    def __init__(self, tokens: Tokens, namings: Sequence[Naming], marked: Sequence[int]) -> None:
        self.tokens, self.marked = tokens, marked
        self.naming_at: dict[int, Naming] = {n.first: n for n in namings}
        self.covering: dict[int, Naming] = {
            i: n for n in namings for i in range(n.first, n.last + 1)
        }

    def after(self, low: int, high: int, segment: int) -> list[Tag]:
        """Read the gap of tokens from ``low`` to before ``high`` behind a quoted span."""
        tokens = self.tokens
        i = low
        while i < high and not tokens.words[i][0].isalpha() and tokens.words[i][:1] != "_":
            i += 1
        if i >= high:
            return []
        opening = self._ends_open(low - 1)
        tag = self._verb_first(i, high, segment) or self._subject_first(i, high, segment, opening)
        return [tag] if tag else self._clause_subject(i, high, segment, after=True)

    def before(self, low: int, high: int, segment: int, lead: bool = False) -> list[Tag]:
        """Read the gap before a quoted span; ``lead`` when it is the paragraph before."""
        tokens = self.tokens
        last = high - 1
        while last >= low and tokens.words[last].isspace():
            last -= 1
        if last < low:
            return []
        word = tokens.words[last]
        first = max(low, tokens.sents[tokens.sent[last] - tokens.sent[0]][0])
        opens = word[-1] in ",:;-–—" or word[-1].isalnum()
        if lead and word[-1] not in ":,":
            return []
        form = _FORM_LEAD if opens else _FORM_BEAT
        return self._clause_subject(first, last + 1, segment, after=False, form=form)

    def _ends_open(self, mark: int) -> bool:
        """Do the words end so that their sentence goes on: with a comma or a dash?"""
        words = self.tokens.words
        i = mark
        while i >= 0 and mark - i < 3:
            text = words[i].rstrip("\"”’'_")
            if text:
                return text[-1] in ",-–—;"
            i -= 1
        return False

    def _verb_first(self, i: int, high: int, segment: int) -> Tag | None:
        tokens = self.tokens
        if tokens.tag[i] not in _VERBS and not self._says(i):
            return None
        if not tokens.words[i][0].islower():
            return None
        k = i + 1
        if tokens.lower[i] in ("was", "were", "is", "came") and k + 1 < high:
            reply = k + 1
            if tokens.tag[k] == "PRP$" and any(
                tokens.lower[j] in _REPLIES for j in range(reply, min(high, reply + 3))
            ):
                return Tag(
                    k, _PRONOUNS.get(tokens.lower[k], "nominal"), _FORM_TAG, True, i, segment
                )
            naming = self.covering.get(k)
            if (
                naming is not None
                and naming.last + 1 < high
                and tokens.tag[naming.last + 1] == "POS"
            ):
                return Tag(naming.last, "name", _FORM_TAG, True, i, segment)
        while k < high and k < i + 3 and tokens.tag[k] in ("RB", "RP"):
            k += 1
        subject = self._phrase(k, high)
        if subject is None:
            return None
        token, kind, _ = subject
        return Tag(token, kind, _FORM_TAG, True, i, segment)

    def _subject_first(self, i: int, high: int, segment: int, opening: bool) -> Tag | None:
        tokens = self.tokens
        subject = self._phrase(i, high)
        if subject is None:
            return None
        token, kind, last = subject
        k = last + 1
        while k < high and k < last + 4 and tokens.tag[k] in ("RB", "MD", "RBR"):
            k += 1
        if k >= high or tokens.tag[k] not in _VERBS:
            return None
        says = self._says(k) or (k + 1 < high and tokens.tag[k + 1] in _VERBS and self._says(k + 1))
        lower = tokens.words[i][0].islower()
        tag = says or opening or (lower and kind != "name")
        return Tag(token, kind, _FORM_TAG if tag else _FORM_BEAT, True, k, segment)

    def _says(self, i: int) -> bool:
        lemma = verb_lemma(self.tokens.lower[i], self.tokens.tag[i])
        return lemma in reporting_verbs()

    def _phrase(self, i: int, high: int) -> tuple[int, str, int] | None:
        """Return the head, kind and last token of the noun phrase that starts at a token."""
        tokens = self.tokens
        if i >= high:
            return None
        low = tokens.lower[i]
        if low in _SUBJECTS:
            return i, _PRONOUNS[low], i
        k = i
        while k < high and k < i + 4 and tokens.tag[k] in _DETERMINERS and k not in self.covering:
            k += 1
        naming = self.naming_at.get(k) or self.covering.get(k)
        if naming is not None and naming.last < high:
            after = naming.last + 1
            if after + 1 < high and tokens.tag[after] == "POS":
                head = self._noun(after + 1, high)
                if head is not None:
                    return head, "nominal", head
                return None
            return naming.last, "name", naming.last
        if k == i and tokens.tag[k] not in _NOUNS:
            return None
        head = self._noun(k, high)
        if head is None:
            return None
        return head, "nominal", head

    def _noun(self, k: int, high: int) -> int | None:
        tokens = self.tokens
        low = k
        while k < high and k < low + 4 and tokens.tag[k] in _DETERMINERS:
            k += 1
        head = None
        while k < high and k < low + 6 and tokens.tag[k] in _NOUNS:
            head = k
            k += 1
        return head

    def _clause_subject(
        self, first: int, end: int, segment: int, *, after: bool, form: str = _FORM_BEAT
    ) -> list[Tag]:
        """Return the subject of the clause beside the words by the parse."""
        tokens = self.tokens
        order = range(first, end) if after or form == _FORM_BEAT else range(end - 1, first - 1, -1)
        for i in order:
            if tokens.dep[i] not in ("nsubj", "nsubjpass") or self.marked[i]:
                continue
            verb = tokens.head[i]
            if tokens.tag[verb] not in _VERBS:
                continue
            low = tokens.lower[i]
            if low in _SUBJECTS:
                return [Tag(i, _PRONOUNS[low], form, after, verb, segment)]
            naming = self.covering.get(i)
            if naming is not None:
                return [Tag(naming.last, "name", form, after, verb, segment)]
            if tokens.tag[i] in _NOUNS:
                return [Tag(i, "nominal", form, after, verb, segment)]
            if low in ("who", "that", "which", "what", "there"):
                continue
            return []
        return []
