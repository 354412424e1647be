"""The distinct forms of the names in a document and what the text shows of each.

Names are clustered form by form, not mention by mention: a long text repeats few forms.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field

from quotex.name_mentions import NameSpan
from quotex.names import PersonName, fold, is_given_name, parse_name
from quotex.nouns import look_up
from quotex.tokens import Tokens
from quotex.types import Gender, SpeakerKind

_HONORIFIC_GENDER: dict[str, Gender] = {
    "mr": "male",
    "sir": "male",
    "lord": "male",
    "mrs": "female",
    "ms": "female",
    "miss": "female",
    "lady": "female",
    "dame": "female",
    "mme": "female",
    "madam": "female",
}
_PLACE_BEFORE = frozenset(
    ("in", "from", "near", "outside", "across", "throughout", "around", "at", "into", "to")
)
_PERSONAL_VERB_FORMS = frozenset(("said", "says", "added", "told", "asked", "replied", "wrote"))
_SUBJECT = frozenset(("nsubj", "nsubjpass"))


@define(eq=False)
class NameForm:
    """One spelling of a name (folded) with its mentions and the evidence for its kind."""

    words: tuple[str, ...]
    name: PersonName
    spans: list[int] = field(factory=list)
    surfaces: dict[str, int] = field(factory=dict)
    person: float = 0.0
    organization: float = 0.0
    place: float = 0.0
    plural: int = 0
    role: int = 0
    titled: int = 0

    @property
    def kind(self) -> SpeakerKind:
        """The kind that the form's own evidence speaks for."""
        if self.plural * 2 > len(self.spans):
            return "group"
        return "person" if self.person > max(self.organization, self.place) else "organization"

    @property
    def is_place(self) -> bool:
        return self.place > max(self.organization, self.person)


def collect_forms(tokens: Tokens, spans: Sequence[NameSpan]) -> dict[tuple[str, ...], NameForm]:
    """Return the document's forms by their folded words, in order of first appearance."""
    forms: dict[tuple[str, ...], NameForm] = {}
    for index, span in enumerate(spans):
        words = tuple(fold(word) for word in span.words)
        if len(words) > 1 and words[0] == "the":
            words = words[1:]
        form = forms.get(words)
        if form is None:
            form = forms[words] = NameForm(words, parse_name(span.words, span.nicknames))
            if len(words) > 1 and is_given_name(words[0]) and span.hint != "organization":
                form.person += 1.5
        form.spans.append(index)
        surface = surface_of(tokens, span)
        form.surfaces[surface] = form.surfaces.get(surface, 0) + 1
        _weigh(tokens, span, form)
    return forms


def surface_of(tokens: Tokens, span: NameSpan) -> str:
    """Return the name as the text writes it, white space folded, possessive ending left out."""
    text = " ".join(tokens.span_text(span.first, span.last).split())
    return text[:-2] if text.endswith(("'s", "’s")) else text


def honorific_gender(tokens: Tokens, span: NameSpan) -> Gender | None:
    """Return the gender that the title before the name states: "Mrs.", "spokesman"."""
    for i in range(span.first - 1, span.title - 1, -1):
        gender = _HONORIFIC_GENDER.get(fold(tokens.lower[i])) or look_up(tokens.lower[i]).gender
        if gender:
            return gender
    return None


def _weigh(tokens: Tokens, span: NameSpan, form: NameForm) -> None:
    last, first = span.last, span.first
    label = tokens.ent[last]
    if label == "PERSON":
        form.person += 1
    elif label == "ORG":
        form.organization += 1
    elif label in ("GPE", "LOC", "FAC"):
        form.place += 1
    if span.hint == "person":
        form.person += 3
        form.titled += 1
    elif span.hint == "organization":
        form.organization += 3
    elif span.hint == "role":
        form.role += 1
    form.plural += tokens.tag[last] == "NNPS" and label != "PERSON" and span.hint != "organization"
    before = tokens.lower[first - 1] if first else ""
    if before == "the" and span.title == first:
        form.organization += 1
    elif before in _PLACE_BEFORE:
        form.place += 0.5
    if tokens.dep[last] in _SUBJECT and tokens.lower[tokens.head[last]] in _PERSONAL_VERB_FORMS:
        form.person += 0.6
    word = tokens.words[last]
    if first == last and word.isupper() and 1 < len(word) < 6:
        form.organization += 0.5
    after = tokens.lower[last + 1] if last + 1 < len(tokens) else ""
    if after == "who" or (after == "," and tokens.lower[last + 2 : last + 3] == ["who"]):
        form.person += 2
