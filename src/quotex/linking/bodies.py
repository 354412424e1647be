"""Organisations and groups across documents: by their name, its legal form, its acronym."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from quotex.linking.groups import Group
from quotex.linking.profiles import Profile
from quotex.names import acronyms

_LEGAL_FORMS = frozenset(
    ("inc", "incorporated", "corp", "corporation", "co", "company", "ltd", "limited", "llc", "plc",
     "lp", "llp", "ag", "gmbh", "sa", "nv", "bv", "spa", "oy", "ab", "pty")
)  # fmt: skip


def link_bodies(profiles: Iterable[Profile], decided: Sequence[Group] = ()) -> list[Group]:
    """Return the groups of organisations and of groups of people.

    Names are one that are equal but for an article or a legal form ("Ardent Inc."). An acronym
    joins the only name that a document calls so, else the only one whose initials it is.
    """
    groups = list(decided)
    by_name: dict[tuple[str, ...], Group] = {}
    for group in decided:
        for member in group.members:
            if member.profile.key.kind != "person":
                by_name.setdefault(_plain(member.profile.key.words), group)
    short: list[Profile] = []
    for profile in sorted(profiles, key=lambda p: (-len(p.documents), p.key.words, p.key.kind)):
        words = _plain(profile.key.words)
        if words in by_name:
            founder = by_name[words].members[0].profile
            same = founder.key.words == profile.key.words
            by_name[words].add(profile, "the same name" if same else "the same but a legal form")
        elif len(words) == 1 and profile.name.isupper():
            short.append(profile)
        else:
            groups.append(_founded(profile))
            by_name[words] = groups[-1]
    by_acronym: dict[str, dict[int, Group]] = defaultdict(dict)
    by_alias: dict[tuple[str, ...], dict[int, Group]] = defaultdict(dict)
    for group in groups:
        for profile in [member.profile for member in group.members]:
            if profile.key.kind == "person":
                continue
            for acronym in acronyms(_plain(profile.key.words)):
                by_acronym[acronym][id(group)] = group
            for alias in profile.aliases:
                by_alias[alias][id(group)] = group
    for profile in short:
        words = profile.key.words
        if words in by_name:  # an organisation in one document, a group in the next
            by_name[words].add(profile, "the same name")
            continue
        for found, how in ((by_alias[words], "an alias"), (by_acronym[words[0]], "an acronym")):
            apart = [g for g in found.values() if g.documents.isdisjoint(profile.documents)]
            if len(apart) == 1:
                apart[0].add(profile, f"{how} of {apart[0].members[0].profile.name}")
                break
        else:
            groups.append(_founded(profile))
            by_name[words] = groups[-1]
    return groups


def _founded(profile: Profile) -> Group:
    group = Group()
    group.add(profile)
    return group


def _plain(words: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out the article and the legal form of a name."""
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    while len(words) > 1 and words[-1].strip(",") in _LEGAL_FORMS:
        words = words[:-1]
    return tuple(word.strip(",") for word in words)
