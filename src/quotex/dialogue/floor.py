"""The floor: who may be speaking in each turn, and what speaks for and against them.

Candidates are the figures named or heard nearby. The features follow He, Barbosa & Kondrak
(Identification of speakers in novels, ACL 2013) and Muzny et al. (A two-stage sieve approach
for quote attribution, EACL 2017): tags, beats, vocatives, alternation and how present somebody is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from attrs import define, field

from quotex.dialogue.features import DISTANCES, FORMS, LENGTHS, SHARES, Relation
from quotex.dialogue.figures import Figure
from quotex.dialogue.page import Page
from quotex.dialogue.runs import chain_bin, run_of
from quotex.dialogue.shown import Shown, show
from quotex.dialogue.tags import Tag
from quotex.dialogue.turns import Turn
from quotex.nouns import look_up
from quotex.ranker import bin_of
from quotex.types import Gender

_MOST = 14  # candidates of a turn
_BACK, _AHEAD = 2500, 250  # tokens
_HEARD_BACK, _HEARD_AHEAD = 10, 4  # turns
_APART = (Relation.OTHER, Relation.DIFFERS, Relation.NOMINAL_DIFFERS)
_AGAINST = (*_APART, Relation.I_OTHER)
_STATED = 3  # a title, not just a given name, states the gender
_SCENE = 400  # tokens
_AROUND = 6  # turns
_PRESENCE = (1, 2, 3, 5)
_GENDER_BINS = {"female": 0, "male": 1, None: 2}


@define(eq=False)
class Offer:
    """The candidates of one turn, as figure numbers, with their features."""

    figures: list[int] = field(factory=list)
    rows: list[tuple[int, ...]] = field(factory=list)


class Floor:
    """Offers candidates for every turn of a story."""

    def __init__(self, page: Page, turns: Sequence[Turn]) -> None:
        self.page, self.turns = page, turns
        self.genders = [figure.gender for figure in page.figures]
        self.able = [_is_able(figure) for figure in page.figures]
        self.shown = [show(page, turns, k) for k in range(len(turns))]
        self.told = [shown.known[1] for shown in self.shown]
        heard = [0] * len(page.figures)
        for who in self.told:
            if who >= 0:
                heard[who] += 1
        total = sum(heard) or 1
        self.shares = [1 + bin_of(count / total, SHARES) if count else 0 for count in heard]

    def fits(self, tag: Tag, who: int) -> bool:
        """Can the figure be the subject of the tag? Nothing speaks against nobody (-1)."""
        return who < 0 or self._relation(tag, who) not in _AGAINST

    def offers(self) -> list[Offer]:
        """Return the candidates of every turn."""
        last: dict[int, int] = {}  # the last place outside marks
        subject: dict[int, int] = {}
        spoken: dict[int, int] = {}  # the last place at all
        done = 0
        found = []
        for k, turn in enumerate(self.turns):
            start = turn.segments[0].first
            while done < len(self.page.namings) and self.page.places[done] < start:
                who, i = self.page.owner[done], self.page.namings[done].last
                spoken.pop(who, None)  # the latest stands last
                spoken[who] = i
                if not self.page.marked[i]:
                    last[who] = i
                    if self.page.tokens.dep[i] == "nsubj":
                        subject[who] = i
                done += 1
            found.append(self._offer(k, start, last, subject, spoken))
            # Whoever is heard is present.
            who = self.shown[k].known[1]
            if who >= 0:
                last[who] = subject[who] = max(last.get(who, 0), turn.segments[-1].last)
                spoken.pop(who, None)
                spoken[who] = last[who]
        return found

    def _offer(
        self,
        k: int,
        start: int,
        last: dict[int, int],
        subject: dict[int, int],
        spoken: dict[int, int],
    ) -> Offer:
        turn, seen = self.turns[k], self.shown[k]
        wanted: dict[int, None] = {}
        for tag in turn.tags:
            who = self.page.subject_of(tag)
            if who >= 0:
                wanted[who] = None
        for who in seen.here:
            if self.able[who]:
                wanted[who] = None
        heard: list[int] = []
        for other in range(k - 1, max(-1, k - 1 - _HEARD_BACK), -1):
            who = self.shown[other].known[1]
            if who >= 0:
                heard.append(who)
        for who in dict.fromkeys(heard):
            wanted[who] = None
        for other in range(k + 1, min(len(self.turns), k + 1 + _HEARD_AHEAD)):
            who = self.shown[other].known[1]
            if who >= 0:
                wanted[who] = None
        if self.page.narrator >= 0:
            wanted[self.page.narrator] = None
        end = turn.segments[-1].last
        for who, place in reversed(spoken.items()):
            if len(wanted) >= _MOST or start - place > _BACK:
                break
            if self.able[who]:
                wanted[who] = None
        for n in self.page.between(start, end + _AHEAD):
            if len(wanted) >= _MOST + 3:
                break
            if self.able[self.page.owner[n]]:
                wanted[self.page.owner[n]] = None
        figures = list(wanted)
        return Offer(figures, self._rows(k, start, end, figures, last, subject, heard))

    def _rows(
        self,
        k: int,
        start: int,
        end: int,
        figures: list[int],
        last: dict[int, int],
        subject: dict[int, int],
        heard: list[int],
    ) -> list[tuple[int, ...]]:
        turn, seen = self.turns[k], self.shown[k]
        first, second = self._two_tags(turn)
        relations = [self._relation(first, who) for who in figures]
        others = [self._relation(second, who) for who in figures]
        form = FORMS.index(first.form) if first else 0
        other_form = FORMS.index(second.form) if second else 0
        agree = [relation not in _APART for relation in relations]
        by_last = _ranking([last.get(w, -1) for w in figures], agree)
        by_subject = _ranking([subject.get(w, -1) for w in figures], agree)
        gap = min(turn.gap, 2)
        after = self.turns[k + 1] if k + 1 < len(self.turns) else None
        gap_after = min(after.gap, 2) if after is not None else 2
        before_seen = self.shown[k - 1] if k else Shown()
        after_seen = self.shown[k + 1] if after is not None else Shown()
        neighbours = [
            self.shown[j].known if 0 <= j < len(self.turns) else ("", -1)
            for j in (k - 1, k - 2, k + 1, k + 2)
        ]
        kind = self._kind(first)
        order = list(dict.fromkeys(heard))
        back, forth = run_of(self.turns, self.told, k, -1), run_of(self.turns, self.told, k, 1)
        two_before = self.shown[k - 2] if k > 1 else Shown()
        two_after = self.shown[k + 2] if k + 2 < len(self.turns) else Shown()
        words = seen.words
        asks = before_seen.words.asks + 2 * words.asks
        length = bin_of(words.count, LENGTHS)
        joined = int(k > 0 and self.turns[k - 1].last == turn.first) + 2 * int(
            after is not None and after.first == turn.last
        )
        around = [
            self.shown[j]
            for j in range(max(0, k - _AROUND), min(len(self.turns), k + _AROUND + 1))
            if j != k
        ]
        talked_of = Counter(who for other in around for who in other.named)
        hailed = Counter(who for other in around for who in other.called)
        present = Counter(
            self.page.owner[n]
            for n in self.page.between(start - _SCENE, start)
            if not self.page.marked[self.page.places[n]]
        )
        rows = []
        for c, who in enumerate(figures):
            gender = self.genders[who]
            place = last.get(who, -1)
            ahead = 0
            if place < 0 or start - place > 400:
                ahead = self._ahead(who, end)
            rows.append(
                (
                    relations[c],
                    form,
                    others[c],
                    other_form,
                    by_last[c],
                    by_subject[c],
                    len(DISTANCES) + 1 if place < 0 else bin_of(max(start - place, 0), DISTANCES),
                    ahead,
                    1 if who in seen.called else 2 if who in seen.named else 0,
                    1 if who in before_seen.called else 2 if who in before_seen.named else 0,
                    1 if who in after_seen.called else 2 if who in after_seen.named else 0,
                    seen.here.get(who, 0),
                    seen.before.get(who, 0) if turn.gap or k == 0 else 0,
                    seen.after.get(who, 0) if gap_after else 0,
                    *(self._neighbour(n, who) for n in neighbours),
                    min(heard.count(who), 3),
                    self.shares[who],
                    0 if self.page.narrator < 0 else 1 if who == self.page.narrator else 2,
                    int(self.page.figures[who].nominal),
                    gap,
                    gap_after,
                    _GENDER_BINS[self.genders[who]],
                    kind,
                    chain_bin(back, who),
                    chain_bin(forth, who),
                    0 if len(order) < 2 else 2 if who == order[0] else 3 if who == order[1] else 1,
                    min(order.index(who), 3) + 1 if who in order else 5 if not order else 0,
                    _accord(words.address, gender),
                    _accord(before_seen.words.address, gender),
                    _accord(after_seen.words.address, gender),
                    before_seen.here.get(who, 0),
                    after_seen.here.get(who, 0),
                    1 if who in two_before.called else 2 if who in two_before.named else 0,
                    1 if who in two_after.called else 2 if who in two_after.named else 0,
                    asks,
                    length,
                    joined,
                    bin_of(present[who], _PRESENCE),
                    min(talked_of[who], 3),
                    min(hailed[who], 2),
                )
            )
        return rows

    def _ahead(self, who: int, end: int) -> int:
        for n in self.page.between(end, end + _AHEAD):
            if self.page.owner[n] == who:
                return 1 if self.page.places[n] - end < 60 else 2
        return 0

    def _two_tags(self, turn: Turn) -> tuple[Tag | None, Tag | None]:
        order = {"tag": 0, "lead": 1, "beat": 2}
        tags = sorted(turn.tags, key=lambda tag: order[tag.form])
        first = tags[0] if tags else None
        second = tags[1] if len(tags) > 1 else None
        return first, second

    def _kind(self, tag: Tag | None) -> int:
        if tag is None:
            return 0
        if tag.form == "beat":
            return 7 if tag.subject in ("name", "nominal") else 8
        return {"name": 1, "he": 2, "she": 3, "i": 4, "nominal": 5}.get(tag.subject, 6)

    def _relation(self, tag: Tag | None, who: int) -> int:
        if tag is None:
            return Relation.NONE
        kind = tag.subject
        if kind == "i":
            return Relation.I_ME if who == self.page.narrator else Relation.I_OTHER
        if kind == "name":
            return Relation.ME if self.page.subject_of(tag) == who else Relation.OTHER
        gender = self.genders[who]
        if kind in ("he", "she"):
            if gender is None:
                return Relation.OPEN
            return Relation.AGREES if (gender == "female") == (kind == "she") else Relation.DIFFERS
        if kind == "nominal":
            if self.page.subject_of(tag) == who:
                own = self.page.figures[who].nominal
                return Relation.NOMINAL_ME if own else Relation.TITLE_ME
            noun = look_up(self.page.tokens.lower[tag.token]).gender
            if noun is None or gender is None:
                return Relation.NOMINAL_OPEN
            return Relation.NOMINAL_AGREES if noun == gender else Relation.NOMINAL_DIFFERS
        return Relation.SEVERAL

    def _neighbour(self, known: tuple[str, int], who: int) -> int:
        kind, figure = known
        if not kind:
            return 0
        if figure >= 0:
            return 1 if figure == who else 2
        gender = self.genders[who]
        if kind in ("he", "she") and gender is not None:
            return 3 if (gender == "female") == (kind == "she") else 4
        return 5


def _accord(stated: Gender | None, gender: Gender | None) -> int:
    if stated is None:
        return 0
    return 3 if gender is None else 1 if stated == gender else 2


def _is_able(figure: Figure) -> bool:
    """Does anything show that the figure is somebody who can speak?"""
    return bool(
        figure.tagged
        or figure.spoken_to
        or abs(figure.stated) > _STATED
        or figure.subject
        or figure.known
    )


def _ranking(places: Sequence[int], agree: Sequence[bool]) -> list[int]:
    """Rank the candidates that agree by their last place, the latest first."""
    order = sorted(
        (i for i, ok in enumerate(agree) if ok and places[i] >= 0), key=lambda i: -places[i]
    )
    ranks = [5] * len(places)
    for rank, i in enumerate(order):
        ranks[i] = min(rank, 4)
    return ranks
