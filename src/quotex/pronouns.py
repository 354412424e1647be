"""Which cast member a pronoun can mean: candidates and their features."""

from __future__ import annotations

from collections.abc import Sequence

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
from quotex.gender import FEMALE_PRONOUNS, MALE_PRONOUNS, GenderEvidence
from quotex.ranker import Feature, Row, bin_of
from quotex.tokens import Tokens

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
_FITS = (1, 2, 4, 5, 6)  # the bins of agreement that gender alone gives
_FORMS = ("pronoun", "nominal", "name", "full name")
_KIND_BIN = {kind: number for number, kind in enumerate(_KINDS, 1)}
_FORM_BIN = {form: number for number, form in enumerate(_FORMS, 1)}
_SENTENCES_BIN = [1 + bin_of(steps, (1, 2, 3, 4, 7)) for steps in range(_REACH + 1)]
_MENTIONS_BIN = [1 + bin_of(count, (2, 3, 6, 11)) for count in range(12)]
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


def agreement(word: str, kind: str, evidence: GenderEvidence) -> int:
    """Return how well a cast member agrees with a third-person pronoun: a bin of the feature."""
    if word not in SINGULAR_PERSON:
        if kind == "person":
            return 1
        return 5 if (kind == "group") == (word in PLURAL) else 4
    balance = evidence.female - evidence.male
    return _FITS[bin_of(balance if word in FEMALE_PRONOUNS else -balance, (-2, 0, 1, 3))]


def candidates(
    state: Discourse, evidence: Sequence[GenderEvidence], i: int, ahead: Sequence[Event]
) -> Choice:
    """Return the people, named or not, that the pronoun at token ``i`` may mean.

    ``state`` is the discourse up to the pronoun, ``ahead`` the namings after it in its
    sentence of people not named before (for "Though he said …, Lee …").
    """
    word, quoted, here = state.tokens.lower[i], state.quoted[i], state.step[state.tokens.sent[i]]
    singular = word in SINGULAR_PERSON
    either = word in PLURAL
    found = []
    for speaker in state.recent(i, _REACH):
        kind = state.kinds[speaker]
        if either or (kind in _PEOPLE) == singular:
            event = state.latest(speaker, quoted)
            if event is not None and here - state.step[event.sentence] <= _REACH:
                found.append((event, agreement(word, kind, evidence[speaker])))
    for event in ahead:
        kind = state.kinds[event.speaker]
        if either or (kind in _PEOPLE) == singular:
            found.append((event, agreement(word, kind, evidence[event.speaker])))
    if singular:
        found = [item for item in found if item[1] > 1] or found
    if len(found) > CROWD:
        floor = crowd_floor(event for event, _ in found)
        found = [item for item in found if item[0].token >= floor]
    return _rows(state, i, found)


def _rows(state: Discourse, i: int, found: Sequence[tuple[Event, int]]) -> Choice:
    tokens, steps, paragraphs = state.tokens, state.step, state.paragraph
    here, quoted = tokens.sent[i], state.quoted[i]
    step, paragraph = steps[here], paragraphs[here]
    place, kind = place_of(state, i), _CLASS[tokens.lower[i]]
    # Counted back from the pronoun and on from the end: what is ahead comes last.
    recency = ranks([(i - event.token) % len(tokens) for event, _ in found], 3)
    frequency = ranks([-state.count[event.speaker] for event, _ in found], 3)
    near = [fit for event, fit in found if step - steps[event.sentence] <= 2]
    rivals = 1 + bin_of(len(near), (2, 3))
    sure = max(near, default=0) >= 5
    quotation = _quotation_before(state, i)
    source, nearness = last_source(state, i)
    binder, above = _binding_verb(tokens, i), _verbs_above(tokens, i)
    subject_before = state.main_subject.get(step - 1)
    orders = [state.in_step[k] for k in (step, step - 1) if k in state.in_step]
    rows: list[Row] = []
    for (event, fit), recent, frequent in zip(found, recency, frequency, strict=True):
        who, token = event.speaker, event.token
        dep, verb = tokens.dep[token], tokens.head[token]
        inside = state.last_quoted[who]
        ahead = token > i
        rows.append(
            (
                3 if fit == 4 and sure else fit,
                _KIND_BIN[state.kinds[who]],
                7 if ahead else _SENTENCES_BIN[step - steps[event.sentence]],
                1 if ahead else 1 + min(paragraph - paragraphs[event.sentence], 3),
                1 + (event.role if ahead else state.role(event)),
                _FORM_BIN[event.form],
                2 if event.quoted and not quoted else 1,
                2 if quotation and inside is not None and inside.quoted == quotation else 1,
                1 + recent,
                1 + frequent,
                _MENTIONS_BIN[min(state.count[who], 11)],
                1 + nearness if who == source else 1,
                2 if verb == binder and dep in _ARGUMENTS else 1,
                2 if verb in above and dep in _SUBJECTS and not ahead else 1,
                2 if who == subject_before else 1,
                _order(orders, who),
                rivals,
                place,
                kind,
            )
        )
    rows.append((*(0,) * (len(FEATURES) - 2), place, kind))
    return Choice(i, "pronoun", [event.speaker for event, _ in found], rows)


def _quotation_before(state: Discourse, i: int) -> int:
    """Return the number of the quoted span that the pronoun tags ("…," he said), else 0."""
    if state.quoted[i]:
        return 0
    first = state.tokens.sents[state.tokens.sent[i]][0]
    for k in range(i - 1, first - 1, -1):
        if state.quoted[k]:
            return state.quoted[k]
    return 0


def place_of(state: Discourse, i: int) -> int:
    """Return where the pronoun stands in its sentence, a bin of the feature "place"."""
    tokens = state.tokens
    if tokens.dep[i] == "poss":
        return 4
    if tokens.dep[i] not in _SUBJECTS:
        return 5
    first = tokens.sents[tokens.sent[i]][0]
    if any(state.quoted[max(first, i - _TAG_REACH) : i]):
        return 0
    if i - first <= 1:
        return 1
    return 2 if tokens.dep[tokens.head[i]] == "ROOT" else 3


def _binding_verb(tokens: Tokens, i: int) -> int | None:
    """Return the verb whose other arguments the pronoun cannot mean without being a reflexive
    (principle B of Chomsky, Lectures on government and binding, 1981)."""
    bound = tokens.dep[i] in _ARGUMENTS and tokens.lower[i] not in _REFLEXIVE
    return tokens.head[i] if bound else None


def _verbs_above(tokens: Tokens, i: int) -> list[int]:
    """Return what the pronoun's own verb hangs from: verbs whose subject may govern it, as in
    "Lee said he …"."""
    found: list[int] = []
    verb = tokens.head[i]
    while len(found) < 8 and tokens.head[verb] != verb:
        verb = tokens.head[verb]
        found.append(verb)
    return found


def _order(orders: Sequence[Sequence[int]], speaker: int) -> int:
    """Prominence in the latest sentence with a name: the first mentioned, or later.

    ``orders`` are the speakers of the pronoun's sentence and of the one before it.
    """
    for order in orders:
        if speaker in order:
            return 1 if order[0] == speaker else 2
    return 3
