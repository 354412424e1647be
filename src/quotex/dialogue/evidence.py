"""Evidence on names: which forms stand side by side, and the gender that pronouns vote for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from attrs import define

from quotex.dialogue.names import Form, Naming
from quotex.tokens import Tokens

_FEMALE = frozenset(("she", "her", "hers", "herself"))
_MALE = frozenset(("he", "him", "his", "himself"))


@define(eq=False)
class FormStats:
    """How often a form is used, and the pronouns that vote for its gender."""

    count: int = 0
    female: float = 0.0
    male: float = 0.0


def vote(
    tokens: Tokens,
    namings: Sequence[Naming],
    marked: Sequence[int],
    stats: Mapping[Form, FormStats],
) -> None:
    """Let pronouns vote that can only mean one name: after it, in its sentence or the next,
    with nobody else named (Bergsma & Lin, ACL 2006). Her own subject's possessive counts
    most: "Ann took her coat"."""
    named: dict[int, set[Form]] = defaultdict(set)
    firsts: dict[int, int] = {}
    subjects: dict[int, set[Form]] = defaultdict(set)
    for naming in namings:
        if not marked[naming.first]:
            sent = tokens.sent[naming.first]
            named[sent].add(naming.form)
            firsts.setdefault(sent, naming.first)
            if tokens.dep[naming.last] == "nsubj":
                subjects[sent].add(naming.form)
    lower, sents = tokens.lower, tokens.sent
    for i, word in enumerate(lower):
        if (word not in _FEMALE and word not in _MALE) or marked[i]:
            continue
        sent = sents[i]
        here = named.get(sent)
        if here and firsts[sent] < i:
            nearby, weight = here, 0.5
            if len(subjects.get(sent, ())) == 1 and tokens.dep[i] == "poss":
                nearby, weight = subjects[sent], 1.0
        elif not here and sent - 1 in named:
            nearby, weight = named[sent - 1], 0.25
        else:
            continue
        if len(nearby) == 1:
            own = stats[next(iter(nearby))]
            if word in _FEMALE:
                own.female += weight
            else:
                own.male += weight


def count_together(
    tokens: Tokens, namings: Sequence[Naming], marked: Sequence[int]
) -> Counter[tuple[Form, Form]]:
    """Count how often two forms stand in one sentence, both inside one pair of marks or
    both outside."""
    pairs: Counter[tuple[Form, Form]] = Counter()
    group: list[Form] = []
    key: tuple[int, int] | None = None
    for naming in namings:
        place = (tokens.sent[naming.first], marked[naming.first])
        if place != key:
            group, key = [], place
        for other in group[-6:]:
            if other != naming.form:
                pairs[other, naming.form] += 1
                pairs[naming.form, other] += 1
        group.append(naming.form)
    return pairs
