"""People across documents: names grouped by surname, the fullest first.

Only names that share a block are compared, and a block is what one surname has: the way of record
linkage (Christen, Data Matching, 2012). Within one, the names that say most found the groups, and
each that says less joins the only group that it fits; where it fits several, it stays alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from attrs import define, field

from quotex.linking.groups import Group, agreement, can_join, can_unite, letters, spelling_key
from quotex.linking.profiles import Profile
from quotex.names import PersonName, name_keys

_FEW = 50  # so many bearers of a surname are tried one by one for a surname alone
_NAMED = 3  # of those that a name may mean

# Endings that are written in several ways out of other scripts: "Markoff", "Zelensky".
_OV = re.compile("(?:off|ow|ov)$")
_EV = re.compile("(?:y|i)?e(?:ff|w|v)$")
_SKI = re.compile("sk(?:yi|iy|ij|ii|yy|i|y)$")


def surname_key(person: PersonName) -> str:
    """Return what the spellings of one surname share: "O'Dell", "Odell"; "Orlov", "Orloff"."""
    word = letters((*person.family[:-1], person.key))
    for ending, plain in ((_OV, "ov"), (_EV, "ev"), (_SKI, "ski")):
        short = ending.sub(plain, word)
        if len(short) > 4:
            word = short
    return word


def link_people(profiles: Iterable[Profile], decided: Sequence[Group] = ()) -> list[Group]:
    """Return the groups of people; those that were decided come first and keep their members."""
    blocks: dict[str, _Block] = defaultdict(_Block)
    groups = list(decided)
    for group in decided:
        people = (m.profile for m in group.members if m.profile.key.kind == "person")
        for key in {surname_key(profile.person) for profile in people}:
            blocks[key].place(group)
    waiting: dict[str, list[Profile]] = defaultdict(list)
    for profile in profiles:
        waiting[surname_key(profile.person)].append(profile)
    for key, together in waiting.items():
        together.sort(key=_fullest_first)
        for profile in together:
            founded = blocks[key].settle(profile)
            if founded is not None:
                groups.append(founded)
    return _unite_by_name(groups)


def _fullest_first(profile: Profile) -> tuple[object, ...]:
    given, key = profile.person.given, profile.key
    return (
        not key.suffix,
        -sum(len(part) > 1 for part in given),
        -len(given),
        # "Mike" says less than "Michael", as short forms can be of more than one name.
        bool(given) and len(name_keys(given[0])) > 1,
        key.gender is None,
        -len(profile.documents),
        key.words,
        key.suffix,
        key.title,
        key.gender or "",
    )


@define
class _Block:
    """The groups whose members share a surname, by what a given name can be found under."""

    bearers: list[Group] = field(factory=list)
    without: list[Group] = field(factory=list)
    by_given: dict[str, list[Group]] = field(factory=lambda: defaultdict(list))
    by_role: dict[str, list[Group]] = field(factory=lambda: defaultdict(list))

    def settle(self, profile: Profile) -> Group | None:
        """Put a profile into the group that it fits; return the group where it founds one."""
        fitting = self._by_given(profile) if profile.person.given else self._by_surname(profile)
        if len(fitting) == 1:
            (group,) = fitting
            group.add(profile, _reason(profile, group))
            self._index(group, profile)
            return None
        group = Group()
        group.add(profile, note=_doubt(fitting))
        self.place(group)
        return group

    def place(self, group: Group) -> None:
        """Make a group known under the names of its members."""
        (self.bearers if group.people else self.without).append(group)
        for member in group.members:
            self._index(group, member.profile)

    def _index(self, group: Group, profile: Profile) -> None:
        for key in _known_under(profile.person):
            if not self.by_given[key] or self.by_given[key][-1] is not group:
                self.by_given[key].append(group)
        for role in profile.roles:
            self.by_role[role].append(group)

    def _by_given(self, profile: Profile) -> list[Group]:
        found: dict[int, Group] = {}
        for key in sorted(_looked_for_under(profile.person)):
            for group in self.by_given.get(key, ()):
                found[id(group)] = group
        fits = [group for group in found.values() if can_join(profile, group)]
        words = profile.person.words
        return [group for group in fits if any(p.words == words for p in group.people)] or fits

    def _by_surname(self, profile: Profile) -> list[Group]:
        """Return the groups that a surname alone can mean; many bearers need a shared title."""
        if not self.bearers:
            return [group for group in self.without if can_join(profile, group)]
        few = len(self.bearers) <= _FEW
        fits = [group for group in self.bearers if can_join(profile, group)] if few else []
        if len(fits) == 1:
            return fits
        shared = {id(g): g for role in sorted(profile.roles) for g in self.by_role.get(role, ())}
        titled = [group for group in shared.values() if group.people and can_join(profile, group)]
        return titled or (fits if few else self.bearers)


def _known_under(person: PersonName) -> set[str]:
    """Return under what a name is found by its given names."""
    keys: set[str] = set()
    for given in (*person.given[:2], *person.nicknames):
        if len(given) == 1:
            keys.add(f"{given}.")
        else:
            keys |= {f"{full[0]}…" for full in name_keys(given)} | _whole_keys(given)
    return keys


def _looked_for_under(person: PersonName) -> set[str]:
    """Return under what to look for names that may agree: whole ones do not ask for initials."""
    keys: set[str] = set()
    for given in (*person.given[:2], *person.nicknames):
        keys |= {f"{full[0]}." for full in name_keys(given)}
        keys |= {f"{given}…"} if len(given) == 1 else _whole_keys(given)
    return keys


def _whole_keys(given: str) -> set[str]:
    """Return what a given name can be short for, how it sounds, and its ends: a slip leaves one."""
    return {*name_keys(given), f"~{spelling_key(given)}", f"{given[:3]}…", f"…{given[-3:]}"}


def _reason(profile: Profile, group: Group) -> str:
    """Say how a profile agrees with the member of a group that is most like it."""
    person = profile.person
    founder = group.members[0].profile
    if not group.people:
        return "the same surname, and nobody with a given name"
    if not person.given:
        shared = sorted(profile.roles & group.roles)
        if shared:
            return f"the surname and the title of {founder.name}: {shared[0]}"
        return f"{founder.name} is the only one of this surname that it fits"
    nearest = max(group.people, key=lambda p: (p.words == person.words, p.given == person.given))
    return agreement(person, nearest)


def _doubt(fitting: Sequence[Group]) -> str:
    if not fitting:
        return ""
    names = ", ".join(group.members[0].profile.name for group in fitting[:_NAMED])
    more = f" or {len(fitting) - _NAMED} more" if len(fitting) > _NAMED else ""
    return f"may be any of {names}{more}"


def _unite_by_name(groups: list[Group]) -> list[Group]:
    """Unite groups across surnames: by a full name that a document uses as an alias, by letters.

    So a name taken in marriage is found ("Ann Lee", elsewhere "Ann Lee" alias "Ann Dorn"), and a
    surname of two words with and without its hyphen.
    """
    named: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        for name in {
            letters(m.profile.person.words) for m in group.members if m.profile.person.given
        }:
            named[name].append(group)
    into: dict[int, Group] = {}

    def current(group: Group) -> Group:
        while id(group) in into:
            group = into[id(group)]
        return group

    for founder in groups:
        for name, reason in _other_names(founder):
            one = current(founder)
            found = {id(g): g for g in map(current, named.get(name, ())) if g is not one}
            if len(found) == 1:
                (other,) = found.values()
                if can_unite(one, other):
                    one.take(other, reason)
                    into[id(other)] = one
    return [group for group in groups if id(group) not in into]


def _other_names(group: Group) -> list[tuple[str, str]]:
    """Return the letters of the full names that its members have elsewhere, and why they have."""
    names: dict[str, str] = {}
    for person in group.people:
        names[letters(person.words)] = "the same name"
    for member in group.members:
        for alias in sorted(member.profile.aliases):
            if len(alias) > 1:
                is_alias = f"{' '.join(alias)!r} is an alias of {member.profile.name}"
                names.setdefault(letters(alias), is_alias)
    return list(names.items())
