"""Groups of profiles that are taken for one speaker, and what forbids that two are."""

from __future__ import annotations

import re
from collections.abc import Iterable

from attrs import define, field, frozen

from quotex.linking.profiles import Profile
from quotex.names import PersonName, gender_of, name_keys, same_given
from quotex.types import Gender


@frozen
class Member:
    """A profile in a group: why it joined, nothing if it came first, and who else it may be."""

    profile: Profile
    reason: str = ""
    note: str = ""


@define(eq=False)
class Group:
    """Profiles of one speaker. ``label`` is set where a person has said who it is."""

    members: list[Member] = field(factory=list)
    documents: set[int] = field(factory=set)
    label: str | None = None

    def add(self, profile: Profile, reason: str = "", note: str = "") -> None:
        """Take a profile in."""
        self.members.append(Member(profile, reason, note))
        self.documents |= profile.documents

    def take(self, other: Group, reason: str) -> None:
        """Take in all of another group; its founder is here for ``reason``."""
        for index, member in enumerate(other.members):
            self.add(member.profile, reason if index == 0 else member.reason, member.note)
        self.label = self.label or other.label

    @property
    def people(self) -> list[PersonName]:
        """The names of its members that are people's and have a given name."""
        profiles = (member.profile for member in self.members)
        return [p.person for p in profiles if p.key.kind == "person" and p.person.given]

    @property
    def gender(self) -> Gender | None:
        """The gender that its members state."""
        stated = (member.profile.key.gender for member in self.members)
        return next(filter(None, stated), None)

    @property
    def likely_gender(self) -> Gender | None:
        """The gender that its members state, else that which their given names suggest."""
        likely = (gender_of(person.given[0]) for person in self.people)
        return self.gender or next(filter(None, likely), None)

    @property
    def roles(self) -> frozenset[str]:
        """What the titles of its members say that somebody is."""
        return frozenset[str]().union(*(member.profile.roles for member in self.members))


def can_join(profile: Profile, group: Group) -> bool:
    """Tell whether a profile may be of the speaker of a group.

    Not where a document has both of them speak as two, where genders differ, or where given
    names, suffixes or middle names disagree with those of any member; where a person has
    said who is in the group, one member that agrees is enough.
    """
    if not profile.documents.isdisjoint(group.documents):
        return False
    # "Mrs. Lee" is not John Lee; but of a man called Andrea his own name is no denial.
    gender = group.gender if profile.person.given else group.likely_gender
    if gender and profile.key.gender and gender != profile.key.gender:
        return False
    if any(_mother_and_daughter(profile, member.profile) for member in group.members):
        return False
    agreeing = (names_agree(profile.person, person) for person in group.people)
    return any(agreeing) if group.label is not None and group.people else all(agreeing)


def _mother_and_daughter(one: Profile, other: Profile) -> bool:
    """Tell whether surnames alone are told apart by "Mrs." and "Miss"."""
    titles = one.key.title.split(), other.key.title.split()
    return any("mrs" in mine and "miss" in yours for mine, yours in (titles, titles[::-1]))


def can_unite(one: Group, other: Group) -> bool:
    """Tell whether two groups may be of one speaker; of two that a person has named, never."""
    if one.label is not None and other.label is not None:
        return False
    if not one.documents.isdisjoint(other.documents):
        return False
    if one.gender and other.gender and one.gender != other.gender:
        return False
    return all(names_agree(a, b) for a in one.people for b in other.people)


def names_agree(one: PersonName, other: PersonName) -> bool:
    """Tell whether given names, middle names and suffixes can be one person's.

    Given names agree when they are equal, one is the initial or the short form of the other, or
    one is misspelt and no usual name; a name that starts with initials may go on as the other
    starts ("J. Edgar Lee", "Edgar Lee"). Surnames are not compared.
    """
    if one.suffix != other.suffix and one.suffix and other.suffix:
        return False
    mine, yours = one.given, other.given
    if not mine or not yours or letters(mine) == letters(yours):
        return True
    firsts, other_firsts = (mine[0], *one.nicknames), (yours[0], *other.nicknames)
    if not any(_same_given(a, b) for a in firsts for b in other_firsts):
        return _without_initials(mine) == yours or _without_initials(yours) == mine
    return all(
        a[0] == b[0] if len(a) == 1 or len(b) == 1 else a == b
        for a, b in zip(mine[1:], yours[1:], strict=False)
    )


def _same_given(one: str, other: str) -> bool:
    if same_given(one, other):
        return True
    if len(one) == 1 or len(other) == 1:  # "R. Lee" is Robert, whom others call Bob
        short, long = sorted((one, other), key=len)
        return any(full.startswith(short) for full in name_keys(long))
    # "Nicola" is a woman's name, "Nikola" a man's.
    genders = {gender_of(one), gender_of(other)} - {None}
    return len(genders) < 2 and spelling_key(one) == spelling_key(other)


def letters(words: Iterable[str]) -> str:
    """Return the letters and digits of words, for names that hyphens and spaces part."""
    return "".join(c for c in "".join(words) if c.isalnum())


_SPELLINGS = (
    (re.compile(r"ph"), "f"),
    (re.compile(r"ck|c(?![ehiy])"), "k"),
    (re.compile(r"[yj]"), "i"),
    (re.compile(r"th"), "t"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"(?<=[aeiou])h$"), ""),
)


def spelling_key(given: str) -> str:
    """Return what the spellings of one given name share: "Sergei", "Sergey"; "Sara", "Sarah"."""
    for pattern, plain in _SPELLINGS:
        given = pattern.sub(plain, given)
    return given


def _without_initials(given: tuple[str, ...]) -> tuple[str, ...] | None:
    rest = given
    while rest and len(rest[0]) == 1:
        rest = rest[1:]
    return rest if rest and rest != given else None


def agreement(one: PersonName, other: PersonName) -> str:
    """Say how two names that agree differ."""
    if letters(one.words) == letters(other.words) and one.suffix == other.suffix:
        return "the same name"
    if not one.given or not other.given:
        return "the surname of nobody else"
    first, other_first = one.given[0], other.given[0]
    if first != other_first:
        if len(first) == 1 or len(other_first) == 1:
            return f"an initial: {first!r} and {other_first!r}"
        if not _same_given(first, other_first):
            return f"an initial more: {' '.join(one.given)!r} and {' '.join(other.given)!r}"
        how = (
            "a spelling" if name_keys(first).isdisjoint(name_keys(other_first)) else "a short form"
        )
        return f"{how} of the given name: {first!r} and {other_first!r}"
    if one.family != other.family:
        return f"a spelling of the surname: {' '.join(one.family)!r} and {' '.join(other.family)!r}"
    if one.given != other.given:
        return f"a middle name: {' '.join(one.given)!r} and {' '.join(other.given)!r}"
    return f"a suffix: {one.suffix or other.suffix!r}"
