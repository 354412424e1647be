"""Pairs of speakers that look alike but are not merged: for a person to decide.

Candidates come from blocks (a whole given name and either end of the surname), so that one slip
in the surname leaves a block in common, and are compared by optimal string alignment distance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from rapidfuzz import process
from rapidfuzz.distance import OSA

from quotex.linking.groups import Group, can_unite
from quotex.linking.people import surname_key
from quotex.names import PersonName

_SHORTEST = 5  # letters of a surname in which a slip can be told from another name
_END = 3  # letters


def near_pairs(groups: Iterable[Group]) -> Iterator[tuple[Group, Group, str]]:
    """Yield two groups of people and why they may be one, each pair once."""
    seen: set[tuple[int, int]] = set()
    blocks: dict[tuple[str, str], list[tuple[str, Group]]] = defaultdict(list)
    turned: dict[frozenset[str], list[Group]] = defaultdict(list)
    for group in groups:
        for person in _full_names(group):
            surname = surname_key(person)
            if len(surname) >= _SHORTEST:
                blocks[person.given[0], surname[:_END]].append((surname, group))
                blocks[person.given[0], f"…{surname[-_END:]}"].append((surname, group))
            if len(person.words) == 2:
                turned[frozenset(person.words)].append(group)
    for block in blocks.values():
        for one, other in _slips(block):
            if can_unite(one, other):
                yield from _once(one, other, "one letter apart in the surname", seen)
    for alike in turned.values():
        for one, other in combinations(alike, 2):
            if one.documents.isdisjoint(other.documents):
                yield from _once(one, other, "given name and surname exchanged", seen)


def _full_names(group: Group) -> list[PersonName]:
    """Return the names with a whole given name, each surname and given name once."""
    names = {(p.given[0], surname_key(p)): p for p in group.people if len(p.given[0]) > 1}
    return list(names.values())


def _slips(block: list[tuple[str, Group]]) -> Iterator[tuple[Group, Group]]:
    surnames = sorted({surname for surname, _ in block})
    of: dict[str, list[Group]] = defaultdict(list)
    for surname, group in block:
        of[surname].append(group)
    for index, surname in enumerate(surnames):
        close = process.extract(
            surname, surnames[index + 1 :], scorer=OSA.distance, score_cutoff=1, limit=None
        )
        for other, _, _ in close:
            for one in of[surname]:
                for two in of[other]:
                    yield one, two


def _once(
    one: Group, other: Group, reason: str, seen: set[tuple[int, int]]
) -> Iterator[tuple[Group, Group, str]]:
    pair = (min(id(one), id(other)), max(id(one), id(other)))
    if one is not other and pair not in seen:
        seen.add(pair)
        yield one, other, reason
