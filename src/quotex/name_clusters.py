"""Full names that are one person's or one organisation's.

Names meet by look-ups (surname with given name, parts, acronyms, the first letters) and are
never compared pair by pair, so that a text with very many names stays cheap.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from attrs import define, field

from quotex.lexicon import read_words
from quotex.name_forms import NameForm
from quotex.names import (
    PersonName,
    acronyms,
    compatible,
    gender_of,
    is_abbreviated_by,
    is_misspelling,
    name_keys,
)
from quotex.types import Gender, SpeakerKind

# Group nouns that are a name of their own when written alone: "the House" is not "White House".
_ABSOLUTE = frozenset(("house", "senate", "congress", "parliament", "state", "court", "city"))
# At most this many bearers of one name are kept to choose from.
_MOST_BEARERS = 24

# No name has more words; what runs on without an end would take time and memory by its square.
_LONGEST_PART = 12


@define(eq=False)
class Cluster:
    """The forms and mentions of one speaker."""

    kind: SpeakerKind
    names: list[PersonName] = field(factory=list)
    forms: list[NameForm] = field(factory=list)
    spans: list[int] = field(factory=list)
    genders: dict[Gender, int] = field(factory=dict)
    offices: frozenset[str] = frozenset()
    kin: bool = False

    @property
    def gender(self) -> Gender | None:
        """The gender that titles and roles in the text state."""
        if not self.genders:
            return None
        female, male = self.genders.get("female", 0), self.genders.get("male", 0)
        if female == male:
            return None
        return "female" if female > male else "male"

    @property
    def likely_gender(self) -> Gender | None:
        """The stated gender, else the one that the given name suggests."""
        stated = self.gender
        if stated or self.kind != "person":
            return stated
        for name in self.names:
            if name.given and (suggested := gender_of(name.given[0])):
                return suggested
        return None

    def absorb(self, other: Cluster) -> None:
        """Take over what is known of another cluster, which is the same speaker."""
        if other.kind == "person":
            self.kind = "person"
        self.names += other.names
        self.forms += other.forms
        self.spans = sorted(self.spans + other.spans)
        for gender, count in other.genders.items():
            self.genders[gender] = self.genders.get(gender, 0) + count
        self.offices |= other.offices
        self.kin |= other.kin


class NameIndex:
    """The clusters built so far and the look-ups by which names meet."""

    def __init__(self) -> None:
        self.clusters: list[Cluster] = []
        self._by_full: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._by_family: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._by_part: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self._by_start: dict[str, list[int]] = defaultdict(list)
        self._by_short: dict[str, list[int]] = defaultdict(list)
        self._by_opening: dict[str, list[int]] = defaultdict(list)
        self._by_acronym: dict[str, list[int]] = defaultdict(list)

    def new(self, kind: SpeakerKind, form: NameForm) -> int:
        """Found a cluster and return its number."""
        self.clusters.append(Cluster(kind, forms=[form]))
        return len(self.clusters) - 1

    def add_person(self, form: NameForm) -> int:
        """Let a full name join the person it can be, or found a new one."""
        keys = _given_keys(form.name)
        number = self._find_person(form.name, keys)
        if number is None:
            number = self.new("person", form)
        else:
            self.clusters[number].forms.append(form)
        self._register(number, form.name, keys)
        return number

    def add_bearer(self, form: NameForm) -> int:
        """Found a person of whom the document gives the surname only."""
        number = self.new("person", form)
        name = form.name
        self.clusters[number].names.append(name)
        _put(self._by_family[name.family], number)
        _put(self._by_family[name.key,], number)
        return number

    def has_part(self, words: tuple[str, ...]) -> bool:
        """Tell whether the words are several in a row of a longer name of a person."""
        return words in self._by_part

    def _find_person(self, name: PersonName, keys: Sequence[str]) -> int | None:
        part = self._by_part.get(name.words)
        if part:
            return part[0]
        candidates: list[int] = []
        for key in keys:
            candidates += self._by_full.get((name.key, key), ())
        for number in dict.fromkeys(candidates):
            if self._fits(number, name):
                return number
        for number in self._by_start.get(f"{name.given[0]} {name.key[:2]}", ()):
            # A surname counts as a slip for itself: "John A. Stone" is not "John B. Stone".
            if self._misspells(number, name.key) and self._fits(number, name):
                return number
        return None

    def _fits(self, number: int, name: PersonName) -> bool:
        return all(compatible(name, other) for other in self.clusters[number].names[-8:])

    def _misspells(self, number: int, word: str) -> bool:
        return any(is_misspelling(word, name.key) for name in self.clusters[number].names)

    def _register(self, number: int, name: PersonName, keys: Sequence[str]) -> None:
        self.clusters[number].names.append(name)
        for key in keys:
            _put(self._by_full[name.key, key], number)
            if len(key) > 1:
                _put(self._by_word[key], number)
        _put(self._by_family[name.family], number)
        _put(self._by_family[name.key,], number)
        if len(name.key) > 4:
            _put(self._by_start[f"{name.given[0]} {name.key[:2]}"], number)
            _put(self._by_start[name.key[:2]], number)
        words = name.words
        for size in range(2, min(len(words), _LONGEST_PART + 1)):
            _put(self._by_part[words[-size:]], number)
            _put(self._by_part[words[:size]], number)
        for word in name.words:
            if len(word) > 1:
                _put(self._by_word[word], number)

    def add_organization(self, form: NameForm) -> int:
        """Let a name of several words join the organisation it is a shorter form of."""
        words = form.words
        found = self._by_short.get(" ".join(words))
        if found and self.clusters[found[0]].kind == form.kind:
            number = found[0]
            self.clusters[number].forms.append(form)
        else:
            number = self.new(form.kind, form)
        _put(self._by_short[" ".join(words)], number)
        for short in acronyms(words) - {words[0].replace(".", "")}:
            _put(self._by_acronym[short], number)
        # "Lakeside" for "Lakeside Energy", "NBC" for "NBC News": only when what is left out
        # is no group noun.
        if len(words) == 2 and words[1] in read_words("organization_words.txt"):
            _put(self._by_opening[words[0]], number)
        if form.is_place or form.kind == "group":
            return number
        for i in range(1, len(words)):
            if words[i - 1] in ("of", "and", "for", "on", "&"):
                continue
            if i < len(words) - 1 or words[i] not in _ABSOLUTE:
                _put(self._by_short[" ".join(words[i:])], number)
        return number

    def bearers(self, form: NameForm) -> list[int]:
        """Return whom a name of one word can mean: by surname, given name, part, misspelling."""
        word = form.words[-1]
        found = self._by_family.get(form.words) or self._by_family.get((form.name.key,))
        if found or form.role:
            return found or []
        if form.is_acronym and (found := self._by_acronym.get(word.replace(".", ""))):
            return found
        if form.is_place or form.demonym * 2 > len(form.spans):
            return []
        found = self._by_word.get(word)
        if not found and not form.is_acronym:
            found = self._by_short.get(" ".join(form.words))
        found = found or self._by_opening.get(word)
        if found:
            return found
        if form.person >= form.organization:
            for number in self._by_start.get(word[:2], ()):
                if self._misspells(number, word):
                    return [number]
        return []

    def abbreviates(self, form: NameForm, number: int) -> bool:
        """Tell whether the form, in brackets after the cluster's name, is its acronym."""
        cluster = self.clusters[number]
        short = form.words[0].replace(".", "")
        return cluster.kind == "organization" and any(
            is_abbreviated_by(other.words, short) for other in cluster.forms
        )


def _given_keys(name: PersonName) -> list[str]:
    """Return what the given name can be written as: in full, short, as initial, by the middle."""
    keys: list[str] = []
    for given in (*name.given[:1], *name.nicknames):
        keys += name_keys(given)
        keys.append(given[0])
    if len(name.given) > 1 and len(name.given[-1]) > 1:
        keys.append(name.given[-1])
    return keys


def _put(numbers: list[int], number: int) -> None:
    if len(numbers) < _MOST_BEARERS and number not in numbers:
        numbers.append(number)
