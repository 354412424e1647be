"""Evidence of the gender of each cast member: title, role, given name, pronouns nearby.

After Bergsma & Lin, Bootstrapping path-based pronoun resolution (ACL 2006), in so far as
pronouns that can only mean one person vote for that person's gender.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define

from quotex.attributes import Attributes
from quotex.cast import Cast, NameMention
from quotex.names import fold, gender_of
from quotex.nouns import look_up
from quotex.tokens import Tokens
from quotex.types import Gender

FEMALE_PRONOUNS = frozenset(("she", "her", "hers", "herself"))
MALE_PRONOUNS = frozenset(("he", "him", "his", "himself"))

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
    tokens: Tokens, cast: Cast, attributes: Sequence[Attributes], quoted: Sequence[int]
) -> list[GenderEvidence]:
    """Return the evidence for each speaker of the cast; ``quoted`` flags tokens inside marks."""
    found = []
    for number, (speaker, described) in enumerate(zip(cast.speakers, attributes, strict=True)):
        evidence = GenderEvidence()
        if speaker.kind == "person":
            evidence.add(speaker.gender, _TITLE)
            for noun in described.nouns:
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
    votes = [GenderEvidence() for _ in evidence]
    by_sentence: dict[int, list[NameMention]] = {}
    for mention in cast.mentions:
        if cast.speakers[mention.speaker].kind == "person":
            by_sentence.setdefault(tokens.sent[mention.last], []).append(mention)
    for i, word in enumerate(tokens.lower):
        if quoted[i] or not (word in FEMALE_PRONOUNS or word in MALE_PRONOUNS):
            continue
        sign = 1 if word in FEMALE_PRONOUNS else -1
        here = tokens.sent[i]
        nearby = {m.speaker for m in by_sentence.get(here, ()) if m.last < i}
        nearby = nearby or {m.speaker for m in by_sentence.get(here - 1, ())}
        open_ = [who for who in nearby if sign * evidence[who].balance > -SETTLED]
        if len(open_) == 1:
            votes[open_[0]].add("female" if sign > 0 else "male", 1)
    for total, vote in zip(evidence, votes, strict=True):
        if abs(total.balance) >= SETTLED:
            continue
        if vote.balance > 0:
            total.female += min(vote.balance, _MOST_VOTES)
        else:
            total.male += min(-vote.balance, _MOST_VOTES)
