"""Which cast member a nominal can mean: "the senator", "the New York businessman", "the agency".

A nominal is matched against what the document says its people are. Definite singular
phrases can be anaphoric; indefinite ones introduce somebody new (Heim, The semantics of
definite and indefinite noun phrases, 1982; the string and word tests follow the sieves of
Lee et al., Deterministic coreference resolution, CL 2013).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from quotex.attributes import AttributeIndex, Attributes
from quotex.cast import Cast
from quotex.choosing import Choice
from quotex.discourse import (
    CROWD,
    LAST_SOURCE,
    ROLES,
    Discourse,
    Event,
    crowd_floor,
    last_source,
    ranks,
)
from quotex.gender import SETTLED, GenderEvidence
from quotex.mentions import NounPhrase
from quotex.nominal_phrases import Nominal
from quotex.nouns import Noun
from quotex.ranker import Feature, Row, bin_of
from quotex.tokens import Tokens

NOBODY = "nobody"
_KINDS = ("person", "organization", "group", "place")
# What the head noun is about, by the first of its senses listed here.
_CLASSES = {
    "candidate": ("candidate", "party"),
    "staff": ("spokesperson", "aide", "adviser", "official", "source", "member", "agent"),
    "law": ("judge", "lawyer", "prosecutor", "police", "suspect", "victim", "witness"),
    "business": ("executive", "businessperson", "tycoon", "manager", "founder", "owner"),
    "media": ("journalist", "host", "narrator", "writer", "editor", "newspaper", "media"),
    "arts": ("actor", "musician", "star", "artist", "athlete", "filmmaker"),
    "learning": ("academic", "scientist", "doctor", "teacher", "analyst", "expert"),
    "politics": ("politician", "leader", "lawmaker", "diplomat", "royal", "cleric"),
    "state": ("government", "agency", "legislature", "court", "military"),
    "company": ("company", "firm", "bank"),
    "campaign": ("campaign", "team", "party"),
}
_CLASS_NAMES = ("office", *_CLASSES, "other")
_NOUN_KINDS = ("person", "group", "document", "other")
_REACH = 30

NOUN_FIT = ("another office", "other nouns", "no noun known", "shares a sense", "same noun")
WORD_FIT = ("no words", "none", "some", "all")
_MATCH = ("none", "outdone", "outdone by the same noun", "tied", "alone")
_ANOTHER_OFFICE = NOUN_FIT.index("another office")
_SHARES_SENSE = NOUN_FIT.index("shares a sense")
_SAME_NOUN = NOUN_FIT.index("same noun")
FEATURES = (
    Feature("noun", (NOBODY, *NOUN_FIT)),
    Feature("words", (NOBODY, *WORD_FIT)),
    Feature("best match", (NOBODY, *_MATCH)),
    Feature("kind", (NOBODY, *_KINDS)),
    Feature("gender", (NOBODY, "against", "open", "agrees")),
    Feature("sentences", (NOBODY, "0", "1", "2", "3-4", "5-9", "10+")),
    Feature("paragraphs", (NOBODY, "0", "1", "2", "3+")),
    Feature("role", (NOBODY, *ROLES)),
    Feature("inside marks", (NOBODY, "no", "yes")),
    Feature("recency", (NOBODY, "first", "second", "third", "later")),
    Feature("frequency", (NOBODY, "first", "second", "third", "later")),
    Feature("mentions", (NOBODY, "1", "2", "3-5", "6+")),
    Feature("last source", (NOBODY, *LAST_SOURCE)),
    Feature("subject before", (NOBODY, "no", "subject of the last sentence")),
    Feature("determiner", ("the", "this", "possessive", "none", "other")),
    Feature("head", _NOUN_KINDS),
    Feature("class", _CLASS_NAMES),
    Feature("describes", ("nothing", "one word", "two words", "three or more")),
    Feature("after", ("nothing", "of", "clause or other")),
    Feature("matches", ("none", "one", "more")),
    Feature("unnamed before", ("no", "yes")),
)
CROSSES = (
    ("noun", "words"),
    ("noun", "best match"),
    ("words", "best match"),
    ("noun", "head"),
    ("noun", "matches"),
    ("class", "kind"),
    ("class", "noun"),
    ("head", "recency"),
    ("recency", "frequency"),
    ("describes", "recency"),
    ("determiner", "noun"),
    ("after", "noun"),
    ("unnamed before", "noun"),
)


def candidates(
    state: Discourse,
    cast: Cast,
    attributes: Mapping[int, Attributes],
    index: AttributeIndex,
    evidence: Sequence[GenderEvidence],
    nominal: Nominal,
) -> Choice:
    """Return the cast members the nominal may mean, given the discourse up to it.

    Only those are looked at who were mentioned not long ago or of whom the document uses its
    words or senses: in a long text it could mean nobody else.
    """
    head = nominal.phrase.head
    quoted = state.quoted[head]
    found: list[tuple[Event, int, int]] = []
    described = index.find((nominal.word, *nominal.words), nominal.noun.senses)
    for speaker in sorted(described.union(state.recent(head, _REACH))):
        if speaker >= len(cast.speakers):  # somebody without a name
            continue
        if not _can_be(nominal, cast.speakers[speaker].kind):
            continue
        event = state.latest(speaker, quoted)
        if event is None:
            continue
        if _named_inside(state.tokens, event, nominal.phrase):
            continue
        if _of_other_gender(nominal, evidence[speaker]):
            continue
        noun, words = noun_fit(nominal, attributes[speaker]), word_fit(nominal, attributes[speaker])
        if nominal.noun.kind == "document" and noun < _SHARES_SENSE:
            continue
        if noun <= 2 and words <= 1 and state.steps_back(event.sentence, head) > _REACH:
            continue
        found.append((event, noun, words))
    if any(noun == _SAME_NOUN for _, noun, _ in found):
        found = [item for item in found if item[1] != _ANOTHER_OFFICE]
    if len(found) > CROWD:
        floor = crowd_floor(event for event, _, _ in found)
        found = [item for item in found if item[0].token >= floor]
    return _rows(state, cast, attributes, evidence, nominal, found)


def _can_be(nominal: Nominal, kind: str) -> bool:
    if nominal.noun.kind == "person":
        return kind == "person"
    return nominal.noun.kind != "group" or kind != "person"


def _named_inside(tokens: Tokens, event: Event, phrase: NounPhrase) -> bool:
    """ "Lee's lawyer" is not Lee, nor is "the lawyer for Lee"."""
    return phrase.first <= event.token <= max(phrase.last, tokens.right[phrase.head])


def noun_fit(nominal: Nominal, attributes: Attributes) -> int:
    """Return how the head noun fits what is known of a cast member, an index of NOUN_FIT."""
    if nominal.word in attributes.nouns:
        return 4
    senses, offices = attributes.senses, attributes.offices
    own = nominal.noun
    # Whoever holds one office is not called by another, though both are politicians.
    if (
        own.offices
        and offices
        and own.offices.isdisjoint(senses)
        and offices.isdisjoint(own.senses)
    ):
        return 0
    if not own.senses.isdisjoint(senses):
        return 3
    return 1 if attributes.nouns else 2


def word_fit(nominal: Nominal, attributes: Attributes) -> int:
    """Return how many of the modifiers the text uses of a cast member, an index of WORD_FIT."""
    if not nominal.words:
        return 0
    known = sum(word in attributes.words or word in attributes.nouns for word in nominal.words)
    if not known:
        return 1
    return 3 if known == len(nominal.words) else 2


def _rows(
    state: Discourse,
    cast: Cast,
    attributes: Mapping[int, Attributes],
    evidence: Sequence[GenderEvidence],
    nominal: Nominal,
    found: Sequence[tuple[Event, int, int]],
) -> Choice:
    head = nominal.phrase.head
    here = state.tokens.sent[head]
    step, paragraph = state.step[here], state.paragraph[here]
    source, nearness = last_source(state, head)
    subject_before = state.main_subject.get(step - 1)
    recency = ranks([-event.token for event, _, _ in found], 3)
    frequency = ranks([-state.count[event.speaker] for event, _, _ in found], 3)
    fits = [(noun if noun >= 3 else 0) + (words if words >= 2 else 0) for _, noun, words in found]
    most = max(fits, default=0)
    ties = fits.count(most)
    shape = (
        nominal.determiner,
        _NOUN_KINDS.index(nominal.noun.kind),
        _class_of(nominal.noun),
        min(len(nominal.words), 3),
        nominal.after,
        min(ties, 2) if most else 0,
        int(nominal.word in state.unnamed),
    )
    rows: list[Row] = []
    ranked = zip(found, fits, recency, frequency, strict=True)
    for (event, noun, words), fit, recent, frequent in ranked:
        who = event.speaker
        rows.append(
            (
                1 + noun,
                1 + words,
                1 + _match(fit, most, ties),
                _kind(cast, attributes, who),
                _gender_fit(nominal, evidence[who]),
                1 + bin_of(step - state.step[event.sentence], (1, 2, 3, 5, 10)),
                1 + min(paragraph - state.paragraph[event.sentence], 3),
                1 + state.role(event),
                1 + bool(event.quoted),
                1 + recent,
                1 + frequent,
                1 + bin_of(state.count[who], (2, 3, 6)),
                1 + nearness if who == source else 1,
                2 if who == subject_before else 1,
                *shape,
            )
        )
    rows.append((*(0,) * (len(FEATURES) - len(shape)), *shape))
    return Choice(head, "nominal", [event.speaker for event, _, _ in found], rows)


def _kind(cast: Cast, attributes: Mapping[int, Attributes], speaker: int) -> int:
    kind = cast.speakers[speaker].kind
    place = kind != "person" and attributes[speaker].is_place
    return 1 + _KINDS.index("place" if place else kind)


@lru_cache(maxsize=1024)
def _class_of(noun: Noun) -> int:
    if noun.offices:
        return 0
    for number, senses in enumerate(_CLASSES.values(), 1):
        if not noun.senses.isdisjoint(senses):
            return number
    return len(_CLASS_NAMES) - 1


def _match(fit: int, most: int, ties: int) -> int:
    """Compare the fit of one candidate with the best, an index of _MATCH; ``ties`` have that."""
    if not most:
        return 0
    if fit < most:
        return 2 if most >= _SAME_NOUN else 1
    return 3 if ties > 1 else 4


def _gender_fit(nominal: Nominal, evidence: GenderEvidence) -> int:
    gender = nominal.noun.gender
    if gender is None or not evidence.balance:
        return 2
    return 3 if (evidence.balance > 0) == (gender == "female") else 1


def _of_other_gender(nominal: Nominal, evidence: GenderEvidence) -> bool:
    """Whether the noun is for men and the person a woman for certain, or the reverse."""
    return _gender_fit(nominal, evidence) == 1 and abs(evidence.balance) >= SETTLED
