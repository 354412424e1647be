"""Whom a bare name means: "Lee", "Mr. Lee" and "Ann" among the people the document names.

Read in text order, so that every decision sees who was named before it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import log2

from quotex.name_clusters import NameIndex
from quotex.name_forms import NameForm, collect_forms
from quotex.name_spans import NameSpan, pronoun_after
from quotex.nouns import look_up
from quotex.titles import gender_of_title, offices_of_title, role_nouns
from quotex.tokens import Tokens
from quotex.types import Gender

_ASIDE = frozenset(("in", "from", "near", "outside", "across", "throughout"))
# Someone introduced as a relative ("his wife, Ann Lee") is seldom the one meant by "Lee".
_KIN = frozenset(("parent", "spouse", "offspring", "sibling", "relative"))
_FIRST, _UNMET, _RELATED, _RECENT, _ABSENT = 0.5, 1.0, 1.5, 1.5, 1.5
_LONG_ABSENCE = 18  # sentences
_INTRODUCED = 2  # full mentions
_PRONOUN, _OFFICE, _BARE = 1.0, 2.0, 1.0


class Naming:
    """Assigns every name of a document to a cluster."""

    def __init__(self, tokens: Tokens, spans: Sequence[NameSpan]) -> None:
        self.tokens, self.spans = tokens, spans
        self.index = NameIndex()
        self.owner: list[int | None] = [None] * len(spans)
        self._full: dict[int, int] = defaultdict(int)
        self._titled: dict[int, int] = defaultdict(int)
        self._first: dict[int, int] = {}
        self._seen: dict[int, int] = {}
        forms = collect_forms(tokens, spans)
        bare = self._cluster_full(forms)
        self._found_bearers(bare)
        self._resolve(bare)

    def _cluster_full(self, forms: Sequence[NameForm]) -> list[NameForm]:
        bare = []
        for form in sorted(forms, key=lambda form: -len(form.words)):
            if form.name.given and (form.kind == "person" or self._is_part(form)):
                number = self.index.add_person(form)
            elif len(form.words) > 1 and form.kind != "person" and not self._is_surname(form):
                number = self.index.add_organization(form)
            else:
                bare.append(form)
                continue
            self._full[number] += len(form.spans)
            self._first[number] = min(self._first.get(number, form.spans[0]), form.spans[0])
            for i in form.spans:
                self._own(i, number)
                self._read_roles(i, number)
        return bare

    def _is_part(self, form: NameForm) -> bool:
        """Tell whether it is some of the words of somebody's longer name."""
        return form.organization < 2 and self.index.has_part(form.words)

    def _is_surname(self, form: NameForm) -> bool:
        """Tell whether it is somebody's surname with its particle: "De Castro"."""
        return not form.name.given and bool(self.index.bearers(form))

    def _read_roles(self, i: int, number: int) -> None:
        """Note what the words beside a full name state of office, gender and kinship."""
        span, cluster = self.spans[i], self.index.clusters[number]
        for noun in map(look_up, role_nouns(self.tokens, span.title, span.first, span.last)):
            cluster.offices |= noun.offices
            cluster.kin |= not noun.senses.isdisjoint(_KIN)
            if noun.gender:
                cluster.genders[noun.gender] = cluster.genders.get(noun.gender, 0) + 1

    def _own(self, i: int, number: int) -> None:
        """Give the mention to the cluster, with what its title states."""
        self.owner[i] = number
        span = self.spans[i]
        if span.title == span.first:
            return
        cluster = self.index.clusters[number]
        gender = gender_of_title(self.tokens, span.title, span.first)
        if gender:
            cluster.genders[gender] = cluster.genders.get(gender, 0) + 1

    def _found_bearers(self, bare: Sequence[NameForm]) -> None:
        """Found people named by surname only whose title or pronouns fit nobody named in full.

        "Mr. Lee" beside "Ann Lee" alone is a second person, and so is "President Lee" when
        the text goes on with "he".
        """
        for form in bare:
            if not form.titled:
                continue
            bearers = self.index.bearers(form)
            votes: dict[Gender, int] = {"female": 0, "male": 0}
            for i in form.spans:
                span = self.spans[i]
                if span.title < span.first:
                    stated = gender_of_title(self.tokens, span.title, span.first)
                    if stated:
                        votes[stated] += 3
                    elif bearers and (near := pronoun_after(self.tokens, span.last)):
                        votes[near] += 1
            genders = {self.index.clusters[number].likely_gender for number in bearers}
            for gender in ("female", "male"):
                other = "male" if gender == "female" else "female"
                if bearers and votes[gender] > 1 and genders == {other}:
                    number = self.index.add_bearer(form)
                    self.index.clusters[number].genders[gender] = 1
                    self._first[number] = form.spans[0]
            self._count_titled(form)

    def _count_titled(self, form: NameForm) -> None:
        """Count "Mr. Lee" for the one bearer whose gender it fits."""
        bearers = self.index.bearers(form)
        for i in form.spans if len(bearers) > 1 else ():
            span = self.spans[i]
            if gender_of_title(self.tokens, span.title, span.first):
                fitting = self._fitting(span, bearers)
                if len(fitting) == 1:
                    self._titled[fitting[0]] += 1

    def _resolve(self, bare: Sequence[NameForm]) -> None:
        form_of = {i: form for form in bare for i in form.spans}
        bearers = {form: self.index.bearers(form) for form in bare}
        alone: dict[NameForm, int] = {}
        words = self.tokens.words
        for i, span in enumerate(self.spans):
            form = form_of.get(i)
            if form is not None:
                number = self._bracketed(i, form) if words[span.first - 1] == "(" else None
                if number is None:
                    if bearers[form]:
                        number = self._choose(i, self._fitting(span, bearers[form]))
                elif not bearers[form]:
                    bearers[form] = [number]
                if number is None:
                    number = self._alone(form, alone)
                if number is not None:
                    self._own(i, number)
            owner = self.owner[i]
            if owner is not None:
                self._seen[owner] = self.tokens.sent[span.first]

    def _alone(self, form: NameForm, alone: dict[NameForm, int]) -> int | None:
        """Return the cluster of a bare name that nobody else in the document bears."""
        if form.role and not form.plural and not form.titled:
            return None
        if form.demonym == len(form.spans) and not form.plural:
            return None
        if form not in alone:
            alone[form] = self.index.new("person" if form.titled else form.kind, form)
        return alone[form]

    def _bracketed(self, i: int, form: NameForm) -> int | None:
        """Return the owner of the name before a bracket when this, in it, is its acronym."""
        first = self.spans[i].first
        if not i or not form.is_acronym:
            return None
        owner = self.owner[i - 1]
        if owner is None or self.spans[i - 1].last != first - 2:
            return None
        return owner if self.index.abbreviates(form, owner) else None

    def _fitting(self, span: NameSpan, bearers: Sequence[int]) -> list[int]:
        """Leave out bearers of the other gender, and everybody where a place is meant."""
        tokens = self.tokens
        clusters = self.index.clusters
        if tokens.ent[span.last] in ("GPE", "LOC"):
            before = tokens.lower[span.first - 1] if span.first else ""
            if before in _ASIDE:
                return [number for number in bearers if clusters[number].kind != "person"]
        gender = gender_of_title(tokens, span.title, span.first)
        if gender is None:
            return list(bearers)
        return [number for number in bearers if clusters[number].likely_gender in (gender, None)]

    def _choose(self, i: int, bearers: Sequence[int]) -> int | None:
        """Choose among the bearers of a bare name.

        News style names the main bearer by surname and spells the others out, so how often
        and how early someone is named in full counts beside who was named last.
        """
        if len(bearers) < 2:
            return bearers[0] if bearers else None
        span = self.spans[i]
        sentence = self.tokens.sent[span.first]
        pronoun = pronoun_after(self.tokens, span.last)
        offices = offices_of_title(self.tokens, span.title, span.first)
        earliest = min(self._first.get(number, i) for number in bearers)

        def score(number: int) -> float:
            cluster = self.index.clusters[number]
            # Whoever is spelled out again and again is the one not meant by the bare name.
            total = log2(1 + min(self._full[number], _INTRODUCED) + self._titled[number])
            total += _FIRST * (self._first.get(number) == earliest)
            total -= _UNMET * (self._first.get(number, 0) > i)
            total -= _RELATED * cluster.kin
            if number in self._seen:
                distance = sentence - self._seen[number]
                total += _RECENT / (1 + distance) - _ABSENT * min(1.0, distance / _LONG_ABSENCE)
            if pronoun and cluster.likely_gender:
                total += _PRONOUN if cluster.likely_gender == pronoun else -_PRONOUN
            if offices:
                total += _OFFICE * bool(offices & cluster.offices)
                total += _BARE * all(not name.given for name in cluster.names)
            return total

        return max(bearers, key=score)
