"""The floor: what the text shows of who may be speaking in each turn.

Candidates are the figures named or heard nearby. The features follow He, Barbosa & Kondrak
(Identification of speakers in novels, ACL 2013) and Muzny et al. (A two-stage sieve approach
for quote attribution, EACL 2017): tags, beats, vocatives, alternation and how present somebody is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from attrs import define, field

from quotex.dialogue.characters import Characters, Figure, is_vocative
from quotex.dialogue.names import Naming
from quotex.dialogue.tags import Tag
from quotex.dialogue.turns import Turn
from quotex.nouns import look_up
from quotex.ranker import Feature, bin_of
from quotex.tokens import Tokens

_MOST = 14
_BACK, _AHEAD = 2500, 250  # tokens
_HEARD_BACK, _HEARD_AHEAD = 10, 4  # turns

_RELATIONS = (
    "none", "me", "another", "agrees", "open", "differs", "I am I", "I is another",
    "nominal, me", "nominal agrees", "nominal open", "nominal differs", "several",
)  # fmt: skip
(_NONE, _ME, _OTHER, _AGREES, _OPEN, _DIFFERS, _I_ME, _I_OTHER, _NOM_ME, _NOM_AGREES,
 _NOM_OPEN, _NOM_DIFFERS, _SEVERAL) = range(13)  # fmt: skip
_FORMS = ("none", "tag", "lead", "beat")
_INSIDE = ("no", "called", "named")
_NEIGHBOUR = ("none", "me", "another", "agrees", "differs", "open")
_DISTANCES = (1, 15, 40, 90, 180, 400, 900)
_RANKS = ("0", "1", "2", "3", "4+", "absent")
_KINDS = (
    "bare", "name", "he", "she", "I", "nominal", "several", "beat name", "beat pronoun",
)  # fmt: skip
_CHAIN = ("none", "not", "even 2", "even 4", "even 6+", "odd 1", "odd 3", "odd 5+")
_PLACE = ("no", "subject", "other")
_SHARES = (0.005, 0.02, 0.06, 0.15, 0.3)
_PROBABILITIES = (0.02, 0.06, 0.15, 0.3, 0.5, 0.7, 0.85, 0.95)
_PROB_LABELS = tuple(map(str, range(len(_PROBABILITIES) + 1)))

FEATURES = (
    Feature("tag", _RELATIONS),
    Feature("tag form", _FORMS),
    Feature("second", _RELATIONS),
    Feature("second form", _FORMS),
    Feature("agreeing rank", _RANKS),
    Feature("subject rank", _RANKS),
    Feature("distance", ("here", *map(str, _DISTANCES), "absent")),
    Feature("ahead", ("no", "near", "far")),
    Feature("inside", _INSIDE),
    Feature("inside before", _INSIDE),
    Feature("inside after", _INSIDE),
    Feature("narrated here", ("no", "before, subject", "before", "after, subject", "after")),
    Feature("narrated before", _PLACE),
    Feature("narrated after", _PLACE),
    Feature("one before", _NEIGHBOUR),
    Feature("two before", _NEIGHBOUR),
    Feature("one after", _NEIGHBOUR),
    Feature("two after", _NEIGHBOUR),
    Feature("heard", ("0", "1", "2", "3+")),
    Feature("share", ("0", "little", *map(str, _SHARES))),
    Feature("narrator", ("none", "I", "another")),
    Feature("kind", ("name", "nominal")),
    Feature("gap", ("0", "1", "2+")),
    Feature("gap after", ("0", "1", "2+")),
    Feature("gender", ("female", "male", "open")),
    Feature("turn", _KINDS),
    Feature("chain before", _CHAIN),
    Feature("chain after", _CHAIN),
    Feature("pair", ("none", "no", "last", "other")),
    Feature("last speaker", ("no", "one", "two", "three", "four+", "none")),
)  # fmt: skip
CROSSES = (
    ("tag", "tag form"),
    ("second", "second form"),
    ("tag", "agreeing rank"),
    ("turn", "agreeing rank"),
    ("turn", "subject rank"),
    ("turn", "distance"),
    ("turn", "one before"),
    ("turn", "two before"),
    ("turn", "one after"),
    ("turn", "two after"),
    ("turn", "inside before"),
    ("turn", "narrated before"),
    ("turn", "narrated here"),
    ("turn", "narrator"),
    ("turn", "share"),
    ("turn", "heard"),
    ("gap", "one before"),
    ("gap", "two before"),
    ("gap after", "one after"),
    ("gap after", "two after"),
    ("gap", "narrated before"),
    ("gap", "inside before"),
    ("inside before", "one before"),
    ("turn", "last speaker"),
    ("gap", "last speaker"),
    ("turn", "inside"),
    ("gender", "turn"),
    ("kind", "tag"),
    ("turn", "chain before"),
    ("turn", "chain after"),
    ("chain before", "chain after"),
    ("turn", "pair"),
    ("gap", "pair"),
)
PASSES = (
    Feature("said before", _PROB_LABELS),
    Feature("said two before", _PROB_LABELS),
    Feature("says after", _PROB_LABELS),
    Feature("says two after", _PROB_LABELS),
    Feature("said around", _PROB_LABELS),
    Feature("own", _PROB_LABELS),
    Feature("chain said", _CHAIN),
    Feature("chain says", _CHAIN),
    Feature("order said", ("none", "last", "second", "third+", "not")),
    Feature("order says", ("none", "next", "second", "third+", "not")),
    Feature("times", ("0", "1", "2", "3", "4+")),
)
PASS_CROSSES = (
    ("gap", "said before"),
    ("gap", "said two before"),
    ("gap after", "says after"),
    ("gap after", "says two after"),
    ("turn", "said before"),
    ("turn", "said two before"),
    ("turn", "says after"),
    ("turn", "says two after"),
    ("turn", "own"),
    ("turn", "said around"),
    ("said before", "said two before"),
    ("says after", "says two after"),
    ("inside before", "said before"),
    ("turn", "chain said"),
    ("turn", "chain says"),
    ("chain said", "chain says"),
    ("turn", "order said"),
    ("gap", "order said"),
    ("order said", "order says"),
    ("turn", "times"),
    ("own", "chain said"),
    ("own", "order said"),
)


@define(eq=False)
class Offer:
    """The candidates of one turn, as figure numbers, with their features."""

    figures: list[int] = field(factory=list)
    rows: list[tuple[int, ...]] = field(factory=list)


@define(eq=False)
class _Seen:
    """What a turn shows: the figures named in its words, and in the narration around."""

    called: set[int] = field(factory=set)
    named: set[int] = field(factory=set)
    here: dict[int, int] = field(factory=dict)
    before: dict[int, int] = field(factory=dict)
    after: dict[int, int] = field(factory=dict)
    known: tuple[str, int] = ("", -1)  # the best tag's subject: ("name", figure), ("he", -1), …


class Floor:
    """Offers candidates for every turn of a story."""

    def __init__(
        self,
        tokens: Tokens,
        turns: Sequence[Turn],
        namings: Sequence[Naming],
        characters: Characters,
        marked: Sequence[int],
        paragraph: Sequence[int],
        narrator: int,
        nominals: dict[int, int],
    ) -> None:
        self.tokens, self.turns, self.marked = tokens, turns, marked
        self.namings, self.owner = namings, characters.owner
        self.figures: list[Figure] = characters.figures
        self.paragraph, self.narrator, self.nominals = paragraph, narrator, nominals
        self.naming_at = {i: k for k, n in enumerate(namings) for i in range(n.first, n.last + 1)}
        self.genders = [f.gender for f in self.figures]
        self.places = [n.first for n in namings]
        self.able = [self._able(f) for f in self.figures]
        heard = [0.0] * len(self.figures)
        self.seen = [self._see(k) for k in range(len(turns))]
        for seen in self.seen:
            if seen.known[1] >= 0:
                heard[seen.known[1]] += 1
        self.told = [seen.known[1] for seen in self.seen]
        total = sum(heard) or 1.0
        self.shares = [1 + bin_of(h / total, _SHARES) if h else 0 for h in heard]

    def _able(self, figure: Figure) -> bool:
        return bool(
            figure.tagged
            or figure.spoken_to
            or abs(figure.stated) > 3
            or figure.subject
            or figure.known
        )

    # What each turn shows

    def _see(self, k: int) -> _Seen:
        turn, tokens = self.turns[k], self.tokens
        seen = _Seen()
        for segment in turn.segments:
            for n in self._namings(segment.first, segment.last + 1):
                who = self.owner[n]
                if is_vocative(tokens, self.namings[n], self.marked):
                    seen.called.add(who)
                else:
                    seen.named.add(who)
        start, _end = turn.segments[0].first, turn.segments[-1].last
        low = self._paragraph_start(turn.first)
        high = self._paragraph_start(turn.last + 1)
        if k and self.turns[k - 1].last == turn.first:
            low = self.turns[k - 1].segments[-1].last + 1
        if k + 1 < len(self.turns) and self.turns[k + 1].first == turn.last:
            high = self.turns[k + 1].segments[0].first
        for n in self._namings(low, high):
            i = self.namings[n].last
            if self.marked[i]:
                continue
            subject = tokens.dep[i] == "nsubj"
            place = (1 if subject else 2) if i < start else (3 if subject else 4)
            who = self.owner[n]
            seen.here[who] = min(seen.here.get(who, 9), place)
        self._see_around(seen.before, max(turn.first - 1, 0), turn.first, last=True)
        self._see_around(seen.after, turn.last + 1, turn.last + 2, last=False)
        best = self._best(turn)
        if best is not None:
            seen.known = (best.subject, self._figure(best))
        return seen

    def _see_around(self, found: dict[int, int], first: int, end: int, last: bool) -> None:
        """Note who is named in a paragraph of narration beside the turn."""
        low, high = self._paragraph_start(first), self._paragraph_start(end)
        for n in self._namings(low, high):
            i = self.namings[n].last
            if self.marked[i]:
                continue
            who = self.owner[n]
            kind = 1 if self.tokens.dep[i] == "nsubj" else 2
            found[who] = kind if last else min(found.get(who, 9), kind)

    def _paragraph_start(self, number: int) -> int:
        return bisect_left(self.paragraph, number)

    def _namings(self, low: int, high: int) -> range:
        return range(bisect_left(self.places, low), bisect_left(self.places, high))

    def _best(self, turn: Turn) -> Tag | None:
        """Return the tag that tells most: of saying, else of a lead-in."""
        for form in ("tag", "lead"):
            for tag in turn.tags:
                if tag.form == form:
                    return tag
        return None

    def _figure(self, tag: Tag) -> int:
        if tag.subject == "i":
            return self.narrator
        n = self.naming_at.get(tag.token)
        if n is not None and tag.subject == "name":
            return self.owner[n]
        return self.nominals.get(tag.token, -1)

    def named_at(self, token: int) -> int:
        """Return the figure that a token names outright, the narrator for "I", else -1."""
        n = self.naming_at.get(token)
        if n is not None:
            return self.owner[n]
        if self.tokens.words[token] == "I" and not self.marked[token]:
            return self.narrator
        return self.nominals.get(token, -1)

    def naming_around(self, token: int) -> Naming | None:
        """Return the naming that a token belongs to, if any."""
        n = self.naming_at.get(token)
        return None if n is None else self.namings[n]

    def fits(self, tag: Tag, who: int) -> bool:
        """Can the figure be the subject of the tag? Nothing speaks against nobody (-1)."""
        return who < 0 or self._relation(tag, who) not in (_OTHER, _DIFFERS, _I_OTHER, _NOM_DIFFERS)

    # Candidates

    def offers(self) -> list[Offer]:
        """Return the candidates of every turn."""
        last: dict[int, int] = {}  # the last place outside marks
        subject: dict[int, int] = {}
        spoken: dict[int, int] = {}  # the last place at all
        done = 0
        found = []
        for k, turn in enumerate(self.turns):
            start = turn.segments[0].first
            while done < len(self.namings) and self.places[done] < start:
                who, i = self.owner[done], self.namings[done].last
                spoken[who] = i
                if not self.marked[i]:
                    last[who] = i
                    if self.tokens.dep[i] == "nsubj":
                        subject[who] = i
                done += 1
            found.append(self._offer(k, start, last, subject, spoken))
            # Whoever is heard is present.
            who = self.seen[k].known[1]
            if who >= 0:
                last[who] = spoken[who] = max(last.get(who, 0), turn.segments[-1].last)
                subject[who] = last[who]
        return found

    def _offer(
        self,
        k: int,
        start: int,
        last: dict[int, int],
        subject: dict[int, int],
        spoken: dict[int, int],
    ) -> Offer:
        turn, seen = self.turns[k], self.seen[k]
        wanted: dict[int, None] = {}
        for tag in turn.tags:
            who = self._figure(tag)
            if who >= 0:
                wanted[who] = None
        for who in seen.here:
            if self.able[who]:
                wanted[who] = None
        heard: list[int] = []
        for other in range(k - 1, max(-1, k - 1 - _HEARD_BACK), -1):
            who = self.seen[other].known[1]
            if who >= 0:
                heard.append(who)
        for who in dict.fromkeys(heard):
            wanted[who] = None
        for other in range(k + 1, min(len(self.turns), k + 1 + _HEARD_AHEAD)):
            who = self.seen[other].known[1]
            if who >= 0:
                wanted[who] = None
        if self.narrator >= 0:
            wanted[self.narrator] = None
        end = turn.segments[-1].last
        recent = sorted(spoken, key=lambda who: -spoken[who])
        for who in recent:
            if len(wanted) >= _MOST or start - spoken[who] > _BACK:
                break
            if self.able[who]:
                wanted[who] = None
        for n in self._namings(start, end + _AHEAD):
            if len(wanted) >= _MOST + 3:
                break
            if self.able[self.owner[n]]:
                wanted[self.owner[n]] = None
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
        turn, seen = self.turns[k], self.seen[k]
        first, second = self._two_tags(turn)
        relations = [self._relation(first, who) for who in figures]
        others = [self._relation(second, who) for who in figures]
        form = _FORMS.index(first.form) if first else 0
        other_form = _FORMS.index(second.form) if second else 0
        agree = [r not in (_DIFFERS, _NOM_DIFFERS, _OTHER) for r in relations]
        by_last = _ranking([last.get(w, -1) for w in figures], agree)
        by_subject = _ranking([subject.get(w, -1) for w in figures], agree)
        gap = min(turn.gap, 2)
        after = self.turns[k + 1] if k + 1 < len(self.turns) else None
        gap_after = min(after.gap, 2) if after is not None else 2
        before_seen = self.seen[k - 1] if k else _Seen()
        after_seen = self.seen[k + 1] if after is not None else _Seen()
        neighbours = [
            self.seen[j].known if 0 <= j < len(self.turns) else ("", -1)
            for j in (k - 1, k - 2, k + 1, k + 2)
        ]
        kind = self._kind(first)
        order = list(dict.fromkeys(heard))
        back, forth = _run_of(self.turns, self.told, k, -1), _run_of(self.turns, self.told, k, 1)
        rows = []
        for c, who in enumerate(figures):
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
                    len(_DISTANCES) + 1 if place < 0 else bin_of(max(start - place, 0), _DISTANCES),
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
                    0 if self.narrator < 0 else 1 if who == self.narrator else 2,
                    int(self.figures[who].nominal),
                    gap,
                    gap_after,
                    {"female": 0, "male": 1, None: 2}[self.genders[who]],
                    kind,
                    _chain_bin(back, who),
                    _chain_bin(forth, who),
                    0 if len(order) < 2 else 2 if who == order[0] else 3 if who == order[1] else 1,
                    min(order.index(who), 3) + 1 if who in order else 5 if not order else 0,
                )
            )
        return rows

    def _ahead(self, who: int, end: int) -> int:
        for n in self._namings(end, end + _AHEAD):
            if self.owner[n] == who:
                return 1 if self.places[n] - end < 60 else 2
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
            return _NONE
        kind = tag.subject
        if kind == "i":
            return _I_ME if who == self.narrator else _I_OTHER
        if kind == "name":
            return _ME if self._figure(tag) == who else _OTHER
        gender = self.genders[who]
        if kind in ("he", "she"):
            if gender is None:
                return _OPEN
            return _AGREES if (gender == "female") == (kind == "she") else _DIFFERS
        if kind == "nominal":
            if self._figure(tag) == who:
                return _NOM_ME
            noun = look_up(self.tokens.lower[tag.token]).gender
            if noun is None or gender is None:
                return _NOM_OPEN
            return _NOM_AGREES if noun == gender else _NOM_DIFFERS
        return _SEVERAL

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


def _chain_bin(chain: tuple[int, int], who: int) -> int:
    """Where two people take turns the speaker of every second turn is one."""
    speaker, off = chain
    if speaker < 0:
        return 0
    if speaker != who:
        return 1
    return (5 + min(off // 2, 2)) if off % 2 else 1 + min(off // 2, 3)


def _ranking(places: Sequence[int], agree: Sequence[bool]) -> list[int]:
    """Rank the candidates that agree by their last place, the latest first."""
    order = sorted(
        (i for i, ok in enumerate(agree) if ok and places[i] >= 0), key=lambda i: -places[i]
    )
    ranks = [5] * len(places)
    for rank, i in enumerate(order):
        ranks[i] = min(rank, 4)
    return ranks


_SURE = 0.6  # a first answer that others are counted from


def second_rows(
    turns: Sequence[Turn], offers: Sequence[Offer], shares: Sequence[Sequence[float]]
) -> list[list[tuple[int, ...]]]:
    """Return the rows again with what the first pass made of the neighbours."""
    tables = [dict(zip(o.figures, s, strict=True)) for o, s in zip(offers, shares, strict=True)]
    best = [max(t, key=t.__getitem__) if t else -1 for t in tables]
    sure = [
        who if who >= 0 and t[who] >= _SURE else -1 for who, t in zip(best, tables, strict=True)
    ]
    found = []
    n = len(offers)
    for k, offer in enumerate(offers):
        near = [tables[j] if 0 <= j < n else {} for j in (k - 1, k - 2, k + 1, k + 2)]
        around = [tables[j] for j in range(max(0, k - 6), min(n, k + 7)) if j != k]
        back, forth = _run_of(turns, sure, k, -1), _run_of(turns, sure, k, 1)
        before = [who for who in best[max(0, k - 8) : k][::-1] if who >= 0]
        after = [who for who in best[k + 1 : k + 6] if who >= 0]
        last, following = list(dict.fromkeys(before)), list(dict.fromkeys(after))
        rows = []
        for who, row in zip(offer.figures, offer.rows, strict=True):
            told = [bin_of(t.get(who, 0.0), _PROBABILITIES) for t in near]
            mean = sum(t.get(who, 0.0) for t in around) / max(1, len(around))
            own = bin_of(tables[k][who], _PROBABILITIES)
            rows.append(
                (
                    *row,
                    *told,
                    bin_of(mean, _PROBABILITIES),
                    own,
                    _chain_bin(back, who),
                    _chain_bin(forth, who),
                    _order_bin(last, who),
                    _order_bin(following, who),
                    min(before.count(who), 4),
                )
            )
        found.append(rows)
    return found


def _run_of(turns: Sequence[Turn], known: Sequence[int], k: int, step: int) -> tuple[int, int]:
    """Return the nearest known speaker in the same run of turns, and how many turns off."""
    for off in range(1, 9):
        i = k + step * off
        if not 0 <= i < len(turns) or turns[i + 1 if step < 0 else i].gap:
            break
        if known[i] >= 0:
            return known[i], off
    return -1, 0


def _order_bin(order: Sequence[int], who: int) -> int:
    if not order:
        return 0
    return 1 + min(order.index(who), 2) if who in order else 4
