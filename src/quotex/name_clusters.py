"""Which names are one person's: forms clustered by the structure of names.

Full names meet by surname and given name, looked up and never compared pair by pair; bare
names join afterwards, mention by mention where several people bear them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from attrs import define, field

from quotex.name_forms import NameForm, collect_forms, honorific_gender
from quotex.name_mentions import NameSpan
from quotex.names import (
    PersonName,
    acronyms,
    compatible,
    deletions,
    gender_of,
    is_misspelling,
    name_keys,
)
from quotex.tokens import Tokens
from quotex.types import Gender, SpeakerKind

_ASIDE = frozenset(("in", "from", "near", "outside", "across", "throughout"))


@define(eq=False)
class Cluster:
    """The forms and mentions of one speaker."""

    kind: SpeakerKind
    names: list[PersonName] = field(factory=list)
    forms: list[NameForm] = field(factory=list)
    spans: list[int] = field(factory=list)
    genders: dict[Gender, int] = field(factory=dict)

    @property
    def gender(self) -> Gender | None:
        """The gender that the text states, when it states one only."""
        female, male = self.genders.get("female", 0), self.genders.get("male", 0)
        if female == male:
            return None
        return "female" if female > male else "male"

    @property
    def likely_gender(self) -> Gender | None:
        """The gender that the given name suggests."""
        found = (gender_of(name.given[0]) for name in self.names if name.given)
        return next((gender for gender in found if gender), None) if self.kind == "person" else None


class _Clusters:
    """The clusters built so far and the look-ups by which names meet."""

    def __init__(self) -> None:
        self.all: list[Cluster] = []
        self.by_given: dict[tuple[str, str], list[int]] = defaultdict(list)
        self.by_family: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self.by_word: dict[str, list[int]] = defaultdict(list)
        self.by_part: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self.by_deletion: dict[str, list[int]] = defaultdict(list)
        self.by_short: dict[str, list[int]] = defaultdict(list)

    def new(self, kind: SpeakerKind) -> int:
        self.all.append(Cluster(kind))
        return len(self.all) - 1

    def add_person(self, form: NameForm) -> None:
        """Let a full name join the person it can be, or found a new one."""
        number = self._find_person(form.name)
        if number is None:
            number = self.new("person")
        self.all[number].forms.append(form)
        self._register(number, form.name)

    def _find_person(self, name: PersonName) -> int | None:
        candidates: list[int] = []
        for key in _given_keys(name):
            candidates += self.by_given.get((name.key, key), ())
        candidates += self.by_part.get(name.words, ())
        for number in dict.fromkeys(candidates):
            names = self.all[number].names
            if name.words in self.by_part and number in self.by_part[name.words]:
                return number
            if all(compatible(name, other) for other in names):
                return number
        for key in deletions(name.key) if len(name.key) > 4 else ():
            for number in self.by_deletion.get(f"{name.given[0]} {key}", ()):
                if any(is_misspelling(name.key, other.key) for other in self.all[number].names):
                    return number
        return None

    def _register(self, number: int, name: PersonName) -> None:
        self.all[number].names.append(name)
        for key in _given_keys(name):
            _put(self.by_given[name.key, key], number)
            _put(self.by_word[key], number)
        _put(self.by_family[name.family], number)
        _put(self.by_family[name.family[-1:]], number)
        if name.given and len(name.key) > 4:
            for key in deletions(name.key):
                _put(self.by_deletion[f"{name.given[0]} {key}"], number)
                _put(self.by_deletion[key], number)
        for i in range(1, len(name.words) - 1):
            _put(self.by_part[name.words[i:]], number)
            _put(self.by_part[name.words[: i + 1]], number)
        for word in name.words:
            if len(word) > 1:
                _put(self.by_word[word], number)

    def add_organization(self, form: NameForm, kind: SpeakerKind) -> int:
        number = next(iter(self.by_short.get(" ".join(form.words), ())), None)
        if number is None:
            number = self.new(kind)
        self.all[number].forms.append(form)
        words = form.words
        _put(self.by_short[" ".join(words)], number)
        for short in acronyms(words):
            _put(self.by_short[short], number)
        if not form.is_place:
            for i in range(1, len(words)):
                if words[i - 1] not in ("of", "and", "for", "on", "&"):
                    _put(self.by_short[" ".join(words[i:])], number)
        return number


def _given_keys(name: PersonName) -> Iterable[str]:
    for given in (*name.given[:1], *name.nicknames):
        yield from name_keys(given)
        yield given[0]


def _put(numbers: list[int], number: int) -> None:
    if number not in numbers[-8:]:
        numbers.append(number)


def cluster_names(
    tokens: Tokens, spans: Sequence[NameSpan]
) -> tuple[list[Cluster], list[int | None]]:
    """Return the clusters and, for each span, the index of its cluster (None: not a name)."""
    forms = collect_forms(tokens, spans)
    clusters = _Clusters()
    bare: list[NameForm] = []
    owner: list[int | None] = [None] * len(spans)
    for form in sorted(forms.values(), key=lambda form: -len(form.words)):
        if len(form.words) == 1 or not form.name.given:
            bare.append(form)
        elif form.kind == "person":
            clusters.add_person(form)
        else:
            clusters.add_organization(form, form.kind)
    for number, cluster in enumerate(clusters.all):
        for form in cluster.forms:
            for index in form.spans:
                owner[index] = number
                _note_gender(tokens, spans[index], cluster)
    _join_bare(tokens, spans, clusters, bare, owner)
    for index, owned in enumerate(owner):
        if owned is not None:
            clusters.all[owned].spans.append(index)
    return clusters.all, owner


def _note_gender(tokens: Tokens, span: NameSpan, cluster: Cluster) -> None:
    gender = honorific_gender(tokens, span)
    if gender:
        cluster.genders[gender] = cluster.genders.get(gender, 0) + 1


def _join_bare(
    tokens: Tokens,
    spans: Sequence[NameSpan],
    clusters: _Clusters,
    bare: Sequence[NameForm],
    owner: list[int | None],
) -> None:
    for form in bare:
        candidates = _bearers(clusters, form)
        rest: list[int] = []
        for index in form.spans:
            span = spans[index]
            fitting = _fitting(tokens, span, candidates, clusters)
            if fitting and not _is_aside(tokens, span):
                owner[index] = _choose(index, fitting, owner)
                _note_gender(tokens, span, clusters.all[owner[index] or 0])
            else:
                rest.append(index)
        if not rest or (form.role and not form.plural and not form.titled):
            continue
        number = clusters.new(form.kind if not form.titled else "person")
        clusters.all[number].forms.append(form)
        for index in rest:
            owner[index] = number
            _note_gender(tokens, spans[index], clusters.all[number])


def _bearers(clusters: _Clusters, form: NameForm) -> list[int]:
    """Return who can be meant by a bare name: by surname, given name, any part, misspelling."""
    word = form.words[-1]
    found = clusters.by_family.get(form.words) or clusters.by_family.get((word,))
    if found:
        return found
    if form.role:
        return []
    found = clusters.by_word.get(word) or clusters.by_short.get(" ".join(form.words))
    if found:
        return found
    if len(word) > 4 and not form.is_place:
        for key in deletions(word):
            for number in clusters.by_deletion.get(key, ()):
                if any(is_misspelling(word, name.key) for name in clusters.all[number].names):
                    return [number]
    return []


def _fitting(
    tokens: Tokens, span: NameSpan, candidates: Sequence[int], clusters: _Clusters
) -> list[int]:
    gender = honorific_gender(tokens, span)
    if gender is None:
        return list(candidates)
    return [
        number
        for number in candidates
        if (clusters.all[number].gender or clusters.all[number].likely_gender) in (gender, None)
    ]


def _is_aside(tokens: Tokens, span: NameSpan) -> bool:
    """Tell whether a bare name stands as a place here: labelled so and after "in" or "from"."""
    return (
        tokens.ent[span.last] in ("GPE", "LOC")
        and span.first > 0
        and tokens.lower[span.first - 1] in _ASIDE
    )


def _choose(index: int, candidates: Sequence[int], owner: Sequence[int | None]) -> int:
    """Choose among the bearers of a bare name: the one named last before this mention."""
    if len(candidates) == 1:
        return candidates[0]
    wanted = set(candidates)
    for before in range(index - 1, -1, -1):
        number = owner[before]
        if number in wanted and number is not None:
            return number
    return candidates[0]
