"""Speakers across documents: which names of an archive are one person's, and why.

Record linkage with precision before recall: names are merged by their structure and by what the
documents say, never where given names disagree, and each merge says its reason. What only looks
alike is listed for a person to decide, and a corrected table is taken back.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from attrs import astuple

from quotex.linking.bodies import link_bodies
from quotex.linking.corrections import Corrections, read_corrections
from quotex.linking.groups import Group
from quotex.linking.near import near_pairs
from quotex.linking.people import link_people
from quotex.linking.profiles import Profile, ProfileKey, collect_profiles
from quotex.linking.result import LinkedName, LinkedSpeaker, PossibleLink, SpeakerLinks
from quotex.quotes import Quotes

__all__ = ["LinkedName", "LinkedSpeaker", "PossibleLink", "SpeakerLinks", "link_speakers"]

_BY_HAND = "as the table says"


def link_speakers(
    results: Iterable[Quotes | Mapping[str, Any]], *, corrections: Corrections | None = None
) -> SpeakerLinks:
    """Find which speakers of many documents are one.

    ``results`` are the ``Quotes`` of the documents, as ``pipe`` gives them, or rows of
    ``quotex.schema``, as an archive holds them. Only the speakers' names, titles, genders and
    aliases are kept, so that millions of rows can pass through.

    Merged are names of one surname whose given names agree: equal, short forms ("Mike",
    "Michael"), initials, spellings that are no other usual name; a surname alone with the only
    bearer it fits, or the only one with its title; organisations with their acronyms. Not merged
    are names whose given names, middle names, suffixes or genders disagree, and two that speak in
    one document as two. A name that may be several people's stays apart, with a note.

    ``corrections`` is a table made by ``SpeakerLinks.to_csv``, as a person has corrected it: names
    with one ``speaker`` are one, and two speakers of the table are never merged. Its names that
    speak in no result are passed over.

    Raises ``TypeError`` and ``ValueError`` naming the result, or the row of the corrections, that
    is wrong.
    """
    decided = read_corrections(corrections)
    profiles = collect_profiles(results)
    by_label: dict[str, Group] = defaultdict(Group)
    open_: list[Profile] = []
    for profile in profiles:
        label = decided.get(profile.key)
        if label is None:
            open_.append(profile)
        else:
            by_label[label].label = label
            by_label[label].add(profile, _BY_HAND)
    groups = link_people((p for p in open_ if p.key.kind == "person"), [*by_label.values()])
    possible = list(near_pairs(groups))
    groups = link_bodies((p for p in open_ if p.key.kind != "person"), groups)
    groups.sort(key=_order)
    names = _distinct(groups)
    alike = [
        PossibleLink(*_in_order(names[id(one)], names[id(other)]), reason)
        for one, other, reason in possible
    ]
    return SpeakerLinks(
        speakers=tuple(_speaker(group, names[id(group)]) for group in groups),
        possible=tuple(sorted(alike, key=astuple)),
        places=_places(groups),
    )


def _in_order(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one <= other else (other, one)


def _order(group: Group) -> tuple[int, int, str, str]:
    return -_quotations(group), -len(group.documents), _name_of(group), group.gender or "~"


def _quotations(group: Group) -> int:
    return sum(member.profile.quotations for member in group.members)


def _name_of(group: Group) -> str:
    """Return the name of most documents, of those with a whole given name if there are any."""
    if group.label is not None:
        return group.label
    profiles = [member.profile for member in group.members]
    whole = [p for p in profiles if p.person.given and len(p.person.given[0]) > 1]
    return min(whole or profiles, key=lambda p: (-len(p.documents), -len(p.name), p.name)).name


def _distinct(groups: list[Group]) -> dict[int, str]:
    """Return a name for each group that no other has; those given by hand stay as they are."""
    taken = {group.label for group in groups if group.label is not None}
    names: dict[int, str] = {}
    for group in groups:
        name, number = _name_of(group), 1
        while group.label is None and name in taken:
            number += 1
            name = f"{_name_of(group)} ({number})"
        taken.add(name)
        names[id(group)] = name
    return names


def _speaker(group: Group, name: str) -> LinkedSpeaker:
    members = sorted(group.members, key=lambda m: (-m.profile.quotations, m.profile.name))
    founding = "the others agree with it" if len(members) > 1 else "no other name agrees with it"
    titles = sum((member.profile.titles for member in members), Counter[str]())
    return LinkedSpeaker(
        name=name,
        kind=members[0].profile.key.kind,
        names=tuple(
            LinkedName(
                name=member.profile.name,
                kind=member.profile.key.kind,
                title=member.profile.title,
                gender=member.profile.key.gender,
                documents=len(member.profile.documents),
                quotations=member.profile.quotations,
                reason=member.reason or founding,
                note=member.note,
            )
            for member in members
        ),
        title=min(titles, key=lambda title: (-titles[title], title)) if titles else None,
        gender=group.gender,
        documents=len(group.documents),
        quotations=_quotations(group),
    )


def _places(groups: list[Group]) -> dict[ProfileKey, int]:
    return {m.profile.key: place for place, group in enumerate(groups) for m in group.members}
