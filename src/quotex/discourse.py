"""The state of a discourse as it is read: who was mentioned where, as what, how often.

Antecedents are judged against this state, which also takes in the pronouns and nominals
resolved so far: an entity stays in focus while it is only called "he" (the entity-based
view of Raghunathan et al., A multi-pass sieve for coreference resolution, EMNLP 2010; focus
and grammatical role after Grosz, Joshi & Weinstein, Centering, CL 1995).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence, Set

from attrs import define, field

from quotex.cast import Cast, NameMention
from quotex.layout import Layout
from quotex.lemma import reporting_verbs, verb_lemma
from quotex.regions import mark_tokens
from quotex.tokens import Tokens

ROLES = (
    "main subject", "other subject", "passive subject", "object", "prepositional",
    "possessor", "aside", "modifier", "other",
)  # fmt: skip
LAST_SOURCE = (
    "no", "earlier", "last paragraph", "this paragraph", "last sentence", "same sentence",
)  # fmt: skip
_MAIN_SUBJECT = ROLES.index("main subject")
_OTHER_SUBJECT = ROLES.index("other subject")
_OTHER = ROLES.index("other")
_DEP_ROLE = {
    dep: ROLES.index(role)
    for role, deps in {
        "passive subject": ("nsubjpass",),
        "object": ("dobj", "iobj", "dative"),
        "prepositional": ("pobj", "agent"),
        "possessor": ("poss",),
        "aside": ("appos",),
        "modifier": ("compound", "nmod", "amod"),
    }.items()
    for dep in deps
}
_CARRIED = frozenset(("conj", "appos"))
_COMMON_NOUN = frozenset(("NN", "NNS"))
_DIVIDERS = frozenset("_*-–—=~#•.")
_DIVIDER_STEPS = 4
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))


@define
class Event:
    """One mention: its head token, whom it means, its role (an index of ROLES) and form.

    ``quoted`` is 0 outside quotation marks, else the number of the quoted span. Nothing changes
    an event; it is not frozen because making a frozen one takes twice the time.
    """

    token: int
    speaker: int
    sentence: int
    role: int
    quoted: int
    reports: bool
    form: str


@define
class Discourse:
    """What has been read up to some token.

    ``paragraph`` and ``step`` are given by sentence. Steps count the sentences that say
    something outside quotation marks: "Lee left. “No. Never. No,” she said." is two steps.
    ``sources`` are the head tokens of the sources of quotations, known beforehand.
    Speakers are numbered as in the cast; people without a name follow them, ``kinds`` and
    ``unnamed`` (by noun) keep track. ``recency`` holds the last mention of each speaker, in or
    outside of marks, the latest at its end.
    """

    tokens: Tokens
    paragraph: list[int]
    step: list[int]
    quoted: Sequence[int]
    sources: Set[int]
    kinds: list[str]
    last: list[Event | None]
    last_quoted: list[Event | None]
    best_role: list[int]
    count: list[int]
    recency: dict[int, Event] = field(factory=dict)
    in_step: dict[int, list[int]] = field(factory=dict)
    main_subject: dict[int, int] = field(factory=dict)
    unnamed: dict[str, int] = field(factory=dict)
    reporter: Event | None = None

    def unnamed_speaker(self, noun: str) -> int:
        """Return the number of the person only called by this noun, a new one if need be."""
        if noun not in self.unnamed:
            self.unnamed[noun] = len(self.kinds)
            self.kinds.append("unnamed")
            self.last.append(None)
            self.last_quoted.append(None)
            self.best_role.append(0)
            self.count.append(0)
        return self.unnamed[noun]

    def read(self, event: Event) -> None:
        """Take in one more mention; mentions come in text order."""
        who = event.speaker
        self.count[who] += 1
        self.recency.pop(who, None)
        self.recency[who] = event
        if event.quoted:
            self.last_quoted[who] = event
            return
        before = self.last[who]
        step = self.step[event.sentence]
        if before is not None and self.step[before.sentence] == step:
            self.best_role[who] = min(self.best_role[who], event.role)
        else:
            self.best_role[who] = event.role
        self.last[who] = event
        order = self.in_step.setdefault(step, [])
        if who not in order:
            order.append(who)
        if event.role == _MAIN_SUBJECT:
            self.main_subject[step] = who
        if event.reports:
            self.reporter = event

    def recent(self, i: int, reach: int) -> list[int]:
        """Return the speakers mentioned at most ``reach`` steps before the token, in order."""
        step = self.step
        least = step[self.tokens.sent[i]] - reach
        found = []
        for who, event in reversed(self.recency.items()):
            if step[event.sentence] < least:
                break
            found.append(who)
        return sorted(found)

    def latest(self, speaker: int, quoted: int) -> Event | None:
        """Return the last mention of the speaker.

        From outside quotation marks a mention inside them counts only when there is no
        other; from inside, all count alike.
        """
        outside, inside = self.last[speaker], self.last_quoted[speaker]
        if quoted and inside is not None and (outside is None or inside.token > outside.token):
            return inside
        return outside or inside

    def role(self, event: Event) -> int:
        """Return the most prominent role that the speaker had in the step of the event."""
        return event.role if event.quoted else self.best_role[event.speaker]

    def steps_back(self, sentence: int, i: int) -> int:
        """Return how many steps before the token's own sentence another one lies."""
        return self.step[self.tokens.sent[i]] - self.step[sentence]


CROWD = 60
"""The most candidates of one mention, so that the work on it stays bounded."""


def crowd_floor(events: Iterable[Event]) -> int:
    """Return the first token whose mention still counts where a list names a whole crowd."""
    return sorted(event.token for event in events)[-CROWD]


def ranks(keys: Sequence[int], most: int) -> list[int]:
    """Return the place of each key among all, counted from 0 up to ``most``; ties keep order."""
    found = [most] * len(keys)
    for rank, k in enumerate(sorted(range(len(keys)), key=keys.__getitem__)[:most]):
        found[k] = rank
    return found


def start_discourse(
    tokens: Tokens, cast: Cast, layout: Layout, sources: Set[int] = frozenset()
) -> Discourse:
    """Return the state before the first token."""
    kinds: list[str] = [speaker.kind for speaker in cast.speakers]
    n = len(kinds)
    starts, offset = [p.start for p in layout.paragraphs], tokens.start
    paragraph = [bisect_right(starts, offset[first]) for first, _ in tokens.sents]
    inside = mark_tokens(tokens, layout.quoted)
    step, steps = 0, []
    for first, last in tokens.sents:
        step += _advance(tokens.words, inside, first, last)
        steps.append(step)
    return Discourse(
        tokens=tokens,
        paragraph=paragraph,
        step=steps,
        quoted=inside,
        sources=sources,
        kinds=kinds,
        last=[None] * n,
        last_quoted=[None] * n,
        best_role=[0] * n,
        count=[0] * n,
    )


def _advance(words: Sequence[str], inside: Sequence[int], first: int, last: int) -> int:
    """Return how many steps a sentence takes: 0 inside marks, many for a dividing line."""
    for i in range(first, last):
        if not inside[i] and words[i][0].isalnum():
            return 1
    return _DIVIDER_STEPS if last - first <= 2 and _is_divider(words[first:last]) else 0


def _is_divider(words: Sequence[str]) -> bool:
    """Whether this is a line between sections, such as "___" or "***"."""
    first = words[0]
    wordless = not any(word[0].isalnum() for word in words)
    return wordless and len(first) >= 3 and _DIVIDERS.issuperset(first)


def name_event(state: Discourse, head: int, mention: NameMention) -> Event:
    """Return the event of a naming with this head token."""
    form = "full name" if mention.last > mention.first else "name"
    return make_event(state, head, mention.speaker, form)


def make_event(state: Discourse, head: int, speaker: int, form: str) -> Event:
    """Return the event of a mention with this head token."""
    tokens = state.tokens
    carrier = _carrier(tokens, head) if tokens.dep[head] in _CARRIED else head
    return Event(
        token=head,
        speaker=speaker,
        sentence=tokens.sent[head],
        role=_role(tokens, carrier),
        quoted=state.quoted[head],
        reports=head in state.sources or _reports(state, carrier),
        form=form,
    )


def _carrier(tokens: Tokens, head: int) -> int:
    """Return the token whose place in the clause the phrase has.

    "Ann" in "Ann and Bob left" and in "the chief, Ann Lee, left" stands where "Bob" and
    "chief" stand. What follows a name in apposition says something of it, not the reverse.
    """
    for _ in range(4):
        dep, parent = tokens.dep[head], tokens.head[head]
        renamed = dep == "appos" and tokens.tag[parent] in _COMMON_NOUN
        if parent == head or not (renamed or dep == "conj"):
            break
        head = parent
    return head


def _role(tokens: Tokens, carrier: int) -> int:
    """Return the grammatical role that a phrase has from its carrier, as an index of ROLES."""
    dep = tokens.dep[carrier]
    if dep == "nsubj":
        verb = tokens.head[carrier]
        return _MAIN_SUBJECT if tokens.dep[verb] == "ROOT" else _OTHER_SUBJECT
    return _DEP_ROLE.get(dep, _OTHER)


def _reports(state: Discourse, carrier: int) -> bool:
    """Whether a phrase has the place of a source, of the subject of a reporting verb or of what
    follows "according to"."""
    if carrier in state.sources:
        return True
    tokens = state.tokens
    dep, parent = tokens.dep[carrier], tokens.head[carrier]
    if dep in _SUBJECTS:
        return verb_lemma(tokens.lower[parent], tokens.tag[parent]) in reporting_verbs()
    if dep != "pobj" or tokens.lower[parent] != "to":
        return False
    return tokens.lower[tokens.head[parent]] == "according"


def last_source(state: Discourse, i: int) -> tuple[int | None, int]:
    """Return who was the latest source and how near, an index of LAST_SOURCE."""
    reporter = state.reporter
    if reporter is None:
        return None, 0
    steps = state.steps_back(reporter.sentence, i)
    if steps <= 1:
        return reporter.speaker, 5 - steps
    paragraphs = state.paragraph[state.tokens.sent[i]] - state.paragraph[reporter.sentence]
    return reporter.speaker, 3 - min(paragraphs, 2)
