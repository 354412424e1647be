"""Evidence of the gender of each cast member: title, role, given name, pronouns nearby.

After Bergsma & Lin, Bootstrapping path-based pronoun resolution (ACL 2006), in so far as
pronouns that can only mean one person vote for that person's gender.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import compress

from attrs import define

from quotex.attributes import Attributes
from quotex.cast import Cast, NameMention
from quotex.names import fold, gender_of
from quotex.nouns import look_up
from quotex.tokens import Tokens
from quotex.types import Gender

FEMALE_PRONOUNS = frozenset(("she", "her", "hers", "herself"))
MALE_PRONOUNS = frozenset(("he", "him", "his", "himself"))

_PRONOUNS = FEMALE_PRONOUNS | MALE_PRONOUNS
_TITLE, _ROLE, _NAME, _MOST_VOTES = 4, 2, 3, 3
SETTLED = 3


@define
class GenderEvidence:
    """Weight of what speaks for either gender; the units are those of one nearby pronoun."""

    female: int = 0
    male: int = 0

    def add(self, gender: Gender | None, weight: int) -> None:
        if gender == "female":
            self.female += weight
        elif gender == "male":
            self.male += weight

    @property
    def balance(self) -> int:
        """Positive for a woman, negative for a man."""
        return self.female - self.male


def gender_evidence(
    tokens: Tokens, cast: Cast, attributes: Mapping[int, Attributes], quoted: Sequence[int]
) -> list[GenderEvidence]:
    """Return the evidence for each speaker of the cast; ``quoted`` flags tokens inside marks.

    ``attributes`` are, by number, at least those of the people.
    """
    found = []
    for number, speaker in enumerate(cast.speakers):
        evidence = GenderEvidence()
        if speaker.kind == "person":
            evidence.add(speaker.gender, _TITLE)
            for noun in attributes[number].nouns:
                evidence.add(look_up(noun).gender, _ROLE)
            evidence.add(cast.likely_gender[number] or _given(speaker.name), _NAME)
        found.append(evidence)
    _count_votes(tokens, cast, quoted, found)
    return found


def _given(name: str) -> Gender | None:
    """The gender of a name that is a given name alone."""
    return None if " " in name else gender_of(fold(name))


def _count_votes(
    tokens: Tokens, cast: Cast, quoted: Sequence[int], evidence: list[GenderEvidence]
) -> None:
    """Let each pronoun vote that follows one person alone, in its sentence or the last one.

    Whoever is known to be of the other gender does not count as another person there.
    """
    lower = tokens.lower
    found = compress(range(len(lower)), map(_PRONOUNS.__contains__, lower))
    pronouns = [i for i in found if not quoted[i]]
    if not pronouns:
        return
    by_sentence: dict[int, list[NameMention]] = {}
    for mention in cast.mentions:
        if cast.speakers[mention.speaker].kind == "person":
            by_sentence.setdefault(tokens.sent[mention.last], []).append(mention)
    votes: dict[int, int] = {}  # positive for a woman
    for i in pronouns:
        sign = 1 if tokens.lower[i] in FEMALE_PRONOUNS else -1
        here = tokens.sent[i]
        nearby = {m.speaker for m in by_sentence.get(here, ()) if m.last < i}
        nearby = nearby or {m.speaker for m in by_sentence.get(here - 1, ())}
        open_ = [who for who in nearby if sign * evidence[who].balance > -SETTLED]
        if len(open_) == 1:
            votes[open_[0]] = votes.get(open_[0], 0) + sign
    for who, balance in votes.items():
        if abs(evidence[who].balance) < SETTLED:
            gender: Gender = "female" if balance > 0 else "male"
            evidence[who].add(gender, min(abs(balance), _MOST_VOTES))
