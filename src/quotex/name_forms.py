"""The distinct forms of the names in a document and what the text shows of each.

Names are clustered form by form, not mention by mention: a long text repeats few forms.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from attrs import define, field

from quotex.lemma import reporting_verbs, verb_lemma
from quotex.name_spans import NameSpan
from quotex.names import PersonName, is_given_name, parse_name
from quotex.tokens import Tokens
from quotex.types import SpeakerKind

_PLACE_BEFORE = frozenset(
    ("in", "from", "near", "outside", "across", "throughout", "around", "at", "into", "to")
)
_MEDIUM_BEFORE = frozenset(("on", "via"))
_POSSESSIVES = frozenset(("'s", "’s", "‘s"))
_SUBJECT = frozenset(("nsubj", "nsubjpass"))


@define(eq=False)
class NameForm:
    """One spelling of a name (folded) with its mentions and the evidence for its kind."""

    words: tuple[str, ...]
    name: PersonName
    spans: list[int] = field(factory=list)
    person: float = 0.0
    organization: float = 0.0
    place: float = 0.0
    plural: int = 0
    role: int = 0
    titled: int = 0
    upper: int = 0
    demonym: int = 0

    @property
    def kind(self) -> SpeakerKind:
        """The kind that the form's own evidence speaks for."""
        if self.plural * 2 > len(self.spans):
            return "group"
        return "person" if self.person > max(self.organization, self.place) else "organization"

    @property
    def is_place(self) -> bool:
        return self.place > max(self.organization, self.person)

    @property
    def is_acronym(self) -> bool:
        """Whether it is written in capitals only, and short."""
        return len(self.words) == 1 and self.upper * 2 > len(self.spans)


def collect_forms(tokens: Tokens, spans: Sequence[NameSpan]) -> list[NameForm]:
    """Return the document's forms in order of first appearance."""
    forms: dict[tuple[str, ...], NameForm] = {}
    for index, span in enumerate(spans):
        words = span.folded
        if words[0] == "the" and len(words) > 1:
            words = words[1:]
        form = forms.get(words)
        if form is None:
            form = forms[words] = NameForm(words, parse_name(span.words, span.nicknames))
            if len(words) > 1:
                if is_given_name(words[0]) and span.hint != "organization":
                    form.person += 1.5
                if form.name.suffix or any(len(w) == 1 for w in words[1:-1]):
                    form.person += 1.5
        elif span.nicknames and not form.name.nicknames:
            form.name = parse_name(span.words, span.nicknames)
        form.spans.append(index)
        _weigh(tokens, span, form)
    for words, form in forms.items():
        # A full name that nothing else shows to be a person's is one if its surname is.
        bare = forms.get(words[-1:]) if len(words) > 1 else None
        if bare is not None and bare.kind == "person":
            form.person += 1
    return list(forms.values())


def surface_of(tokens: Tokens, span: NameSpan) -> str:
    """Return the name as the text writes it, white space folded."""
    return _tidy(tokens.span_text(span.first, span.last))


@lru_cache(maxsize=8192)
def _tidy(text: str) -> str:
    text = " ".join(text.split())
    return text[:-2] if text[-2:] in _POSSESSIVES else text


def _weigh(tokens: Tokens, span: NameSpan, form: NameForm) -> None:
    last, first = span.last, span.first
    label = tokens.ent[last]
    if label == "PERSON":
        form.person += 1
    elif label == "ORG":
        form.organization += 1
    elif label in ("GPE", "LOC", "FAC"):
        form.place += 1
    elif label == "NORP":
        form.demonym += 1
    if span.hint == "person":
        form.person += 3
        form.titled += span.title < first
    elif span.hint == "organization":
        form.organization += 3
    elif span.hint == "role":
        form.role += 1
    if tokens.tag[last] == "NNPS" and label != "PERSON" and span.hint != "organization":
        form.plural += 1
    lower = tokens.lower
    before = lower[first - 1] if first else ""
    if before == "the" and span.title == first:
        form.organization += 1
    elif before in _PLACE_BEFORE:
        form.place += 0.5
    elif before in _MEDIUM_BEFORE:
        form.organization += 0.5
    if tokens.dep[last] in _SUBJECT:
        verb = tokens.head[last]
        if verb_lemma(lower[verb], tokens.tag[verb]) in reporting_verbs():
            form.person += 0.6
    word = tokens.words[last]
    if first == last and 1 < len(word) < 7 and word.isupper():
        form.upper += 1
        form.organization += 0.5
    after = lower[last + 1] if last + 1 < len(lower) else ""
    if after == "who" or (after == "," and lower[last + 2 : last + 3] == ["who"]):
        form.person += 2
