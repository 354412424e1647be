"""Which cast member a pronoun can mean: candidates and their features."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from quotex.discourse import LAST_SOURCE, ROLES, Discourse, Event, crowd_floor, last_source
from quotex.gender import FEMALE_PRONOUNS, MALE_PRONOUNS, GenderEvidence
from quotex.ranker import Feature, Row, bin_of

PLURAL = frozenset(("they", "them", "their", "theirs", "themselves"))
_NEUTER = frozenset(("it", "its", "itself"))
_REFLEXIVE = frozenset(("himself", "herself", "themselves", "itself"))
_CLASS = {
    **dict.fromkeys(FEMALE_PRONOUNS | MALE_PRONOUNS, 0),
    **dict.fromkeys(PLURAL, 1),
    **dict.fromkeys(_NEUTER, 2),
}
THIRD_PERSON = frozenset(_CLASS)
SINGULAR_PERSON = FEMALE_PRONOUNS | MALE_PRONOUNS

_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_ARGUMENTS = _SUBJECTS | frozenset(("dobj", "iobj", "dative", "attr", "oprd"))
_TAG_REACH = 2
_REACH = 12
"""Sentences after which someone not mentioned again is no longer a candidate."""

NOBODY = "nobody"
_KINDS = ("person", "organization", "group", "unnamed")
_PEOPLE = ("person", "unnamed")
_AGREEMENT = ("against", "doubtful", "unknown beside another", "unknown", "likely", "certain")
_FORMS = ("pronoun", "nominal", "name", "full name")
FEATURES = (
    Feature(
        "agreement",
        (NOBODY, *_AGREEMENT),
    ),
    Feature("kind", (NOBODY, *_KINDS)),
    Feature("sentences", (NOBODY, "0", "1", "2", "3", "4-6", "7+", "ahead")),
    Feature("paragraphs", (NOBODY, "0", "1", "2", "3+")),
    Feature("role", (NOBODY, *ROLES)),
    Feature("form", (NOBODY, *_FORMS)),
    Feature("inside marks", (NOBODY, "no", "yes")),
    Feature("quotation", (NOBODY, "does not name", "names")),
    Feature("recency", (NOBODY, "first", "second", "third", "later")),
    Feature("frequency", (NOBODY, "first", "second", "third", "later")),
    Feature("mentions", (NOBODY, "1", "2", "3-5", "6-10", "11+")),
    Feature("last source", (NOBODY, *LAST_SOURCE)),
    Feature("binding", (NOBODY, "free", "argument of the same verb")),
    Feature("governs", (NOBODY, "no", "subject of a clause above")),
    Feature("subject before", (NOBODY, "no", "subject of the last sentence")),
    Feature("order", (NOBODY, "first in its sentence", "later", "not in the last two sentences")),
    Feature("rivals", (NOBODY, "none", "one", "more")),
    Feature("place", ("tag", "opens", "main subject", "embedded", "possessive", "other")),
    Feature("pronoun", ("he or she", "they", "it")),
)
CROSSES = (
    ("pronoun", "agreement"),
    ("pronoun", "kind"),
    ("place", "sentences"),
    ("place", "role"),
    ("place", "recency"),
    ("place", "last source"),
    ("place", "governs"),
    ("place", "inside marks"),
    ("place", "form"),
    ("place", "subject before"),
    ("place", "order"),
    ("kind", "recency"),
    ("kind", "place"),
    ("sentences", "role"),
    ("recency", "frequency"),
    ("agreement", "rivals"),
    ("recency", "rivals"),
    ("order", "sentences"),
    ("form", "recency"),
    ("form", "role"),
    ("agreement", "last source"),
    ("quotation", "last source"),
)


@frozen
class Candidates:
    """Rows for the ranker, the last one for "nobody of the cast"; ``speakers`` names the rest."""

    speakers: list[int]
    rows: list[Row]


def agreement(word: str, kind: str, evidence: GenderEvidence) -> int:
    """Return how well a cast member agrees with a third-person pronoun: a bin of the feature."""
    if word in PLURAL or word in _NEUTER:
        if kind == "person":
            return 1
        return 5 if (kind == "group") == (word in PLURAL) else 4
    balance = evidence.balance if word in FEMALE_PRONOUNS else -evidence.balance
    return (1, 2, 4, 5, 6)[bin_of(balance, (-2, 0, 1, 3))]


def candidates(
    state: Discourse, evidence: Sequence[GenderEvidence], i: int, ahead: Sequence[Event]
) -> Candidates:
    """Return the people, named or not, that the pronoun at token ``i`` may mean.

    ``state`` is the discourse up to the pronoun, ``ahead`` the namings after it in its
    sentence (for "Though he said …, Lee …").
    """
    word = state.tokens.lower[i]
    latest = (state.latest(speaker, state.quoted[i]) for speaker in state.recent(i, _REACH))
    events = [event for event in latest if event is not None]
    new: dict[int, Event] = {}
    for event in ahead:
        if event.speaker not in state.recency:
            new.setdefault(event.speaker, event)
    events += new.values()
    found = []
    for event in events:
        if state.steps_back(event.sentence, i) > _REACH:
            continue
        kind = state.kinds[event.speaker]
        if word in PLURAL or (kind in _PEOPLE) == (word in SINGULAR_PERSON):
            found.append((event, agreement(word, kind, evidence[event.speaker])))
    if word in SINGULAR_PERSON and any(fit > 1 for _, fit in found):
        found = [(event, fit) for event, fit in found if fit > 1]
    floor = crowd_floor([event for event, _ in found])
    return _rows(state, i, [item for item in found if item[0].token >= floor])


def _rows(state: Discourse, i: int, found: Sequence[tuple[Event, int]]) -> Candidates:
    place, kind = place_of(state, i), _CLASS[state.tokens.lower[i]]
    by_recency = sorted(found, key=lambda item: (item[0].token > i, -item[0].token))
    recency = {item[0].speaker: rank for rank, item in enumerate(by_recency)}
    by_count = sorted(found, key=lambda item: -state.count[item[0].speaker])
    frequency = {item[0].speaker: rank for rank, item in enumerate(by_count)}
    near = [fit for event, fit in found if state.steps_back(event.sentence, i) <= 2]
    rivals = 1 + bin_of(len(near), (2, 3))
    sure = any(fit >= 5 for fit in near)
    step = state.step[state.tokens.sent[i]]
    quotation = _quotation_before(state, i)
    rows: list[Row] = []
    for event, fit in found:
        who = event.speaker
        inside = state.last_quoted[who]
        rows.append(
            (
                3 if fit == 4 and sure else fit,
                1 + _KINDS.index(state.kinds[who]),
                *_distance(state, event, i),
                1 + (event.role if event.token > i else state.role(event)),
                1 + _FORMS.index(event.form),
                1 + bool(event.quoted and not state.quoted[i]),
                1 + bool(quotation and inside is not None and inside.quoted == quotation),
                1 + min(recency[who], 3),
                1 + min(frequency[who], 3),
                1 + bin_of(state.count[who], (2, 3, 6, 11)),
                last_source(state, who, i),
                1 + _bound(state, event, i),
                1 + _governs(state, event, i),
                1 + (state.main_subject.get(step - 1) == who),
                _order(state, who, i),
                rivals,
                place,
                kind,
            )
        )
    rows.append((*(0,) * (len(FEATURES) - 2), place, kind))
    return Candidates([event.speaker for event, _ in found], rows)


def _quotation_before(state: Discourse, i: int) -> int:
    """Return the number of the quoted span that the pronoun tags ("…," he said), else 0."""
    if state.quoted[i]:
        return 0
    first = state.tokens.sents[state.tokens.sent[i]][0]
    return next((state.quoted[k] for k in range(i - 1, first - 1, -1) if state.quoted[k]), 0)


def place_of(state: Discourse, i: int) -> int:
    """Return where the pronoun stands in its sentence, a bin of the feature "place"."""
    tokens = state.tokens
    if tokens.dep[i] == "poss":
        return 4
    if tokens.dep[i] not in _SUBJECTS:
        return 5
    first = tokens.sents[tokens.sent[i]][0]
    if any(state.quoted[k] for k in range(max(first, i - _TAG_REACH), i)):
        return 0
    if i - first <= 1:
        return 1
    return 2 if tokens.dep[tokens.head[i]] == "ROOT" else 3


def _distance(state: Discourse, event: Event, i: int) -> tuple[int, int]:
    if event.token > i:
        return 7, 1
    here = state.tokens.sent[i]
    sentences = 1 + bin_of(state.steps_back(event.sentence, i), (1, 2, 3, 4, 7))
    paragraphs = state.paragraph[here] - state.paragraph[event.sentence]
    return sentences, 1 + min(paragraphs, 3)


def _bound(state: Discourse, event: Event, i: int) -> bool:
    """Whether both are arguments of one verb, which would call for a reflexive
    (principle B of Chomsky, Lectures on government and binding, 1981)."""
    tokens = state.tokens
    if tokens.lower[i] in _REFLEXIVE or tokens.dep[i] not in _ARGUMENTS:
        return False
    return tokens.dep[event.token] in _ARGUMENTS and tokens.head[event.token] == tokens.head[i]


def _governs(state: Discourse, event: Event, i: int) -> bool:
    """Whether the mention is the subject of a verb above the pronoun's own: "Lee said he …"."""
    tokens = state.tokens
    if tokens.dep[event.token] not in _SUBJECTS or event.token > i:
        return False
    verb, own = tokens.head[event.token], tokens.head[i]
    for _ in range(8):
        if tokens.head[own] == own:
            return False
        own = tokens.head[own]
        if own == verb:
            return True
    return False


def _order(state: Discourse, speaker: int, i: int) -> int:
    """Prominence in the latest sentence with a name: the first mentioned, or later."""
    here = state.step[state.tokens.sent[i]]
    for step in (here, here - 1):
        order = state.in_step.get(step)
        if order and speaker in order:
            return 1 if order[0] == speaker else 2
    return 3
