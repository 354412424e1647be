"""Pronouns and nominals resolved to the cast, in one pass over the text.

Two rankers of one form, one for third-person pronouns and one for nominals, choose among
the cast members in play and "nobody of the cast" (mention ranking: Denis & Baldridge,
Specialized models and ranking for coreference resolution, EMNLP 2008).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
from attrs import define, frozen

from quotex import nominals, pronouns
from quotex.attributes import Attributes, describe
from quotex.cast import Cast
from quotex.chains import Chain, speakers_by_head
from quotex.discourse import Discourse, Event, make_event, name_events, start_discourse
from quotex.gender import GenderEvidence, gender_evidence
from quotex.lexicon import read_weights
from quotex.marks import QuotedSpan
from quotex.mentions import NounPhrase
from quotex.nouns import look_up
from quotex.ranker import LinearModel, Row, softmax
from quotex.tokens import Tokens

_RELATIVES = frozenset(("who", "whom", "which", "that", "whose"))


@frozen
class Resolution:
    """Who a mention means: an index into the cast's speakers, or ``None`` for nobody named."""

    speaker: int | None
    probability: float
    reason: str


@frozen
class Choice:
    """What a ranker is asked: the candidates of one mention, the last row being "nobody"."""

    head: int
    kind: str
    speakers: list[int]
    rows: list[Row]


Decide = Callable[[Choice], int | None]


@define
class Scene:
    """A document made ready for resolution; ``gender`` counts the evidence a cast member."""

    tokens: Tokens
    cast: Cast
    state: Discourse
    attributes: list[Attributes]
    gender: list[GenderEvidence]


def set_scene(tokens: Tokens, cast: Cast, quoted: Sequence[QuotedSpan]) -> Scene:
    """Read what the text says of the cast: attributes and gender."""
    state = start_discourse(tokens, cast, quoted)
    attributes = describe(tokens, cast)
    gender = gender_evidence(tokens, cast, attributes, state.quoted)
    return Scene(tokens, cast, state, attributes, gender)


def resolve(
    tokens: Tokens,
    phrases: Sequence[NounPhrase],
    cast: Cast,
    quoted: Sequence[QuotedSpan],
    wanted: Sequence[int],
    chains: Sequence[Chain] = (),
) -> dict[int, Resolution]:
    """Resolve the phrases with the ``wanted`` head tokens to speakers of the cast.

    ``chains`` are coreference chains found by another component; where they name somebody
    they win. Phrases that name their speaker outright are looked up in the cast.
    """
    found: dict[int, Resolution] = {}
    if not wanted:
        return found
    given = speakers_by_head(tokens, chains, cast) if chains else {}
    for head in wanted:
        if head in given:
            found[head] = Resolution(given[head], 1.0, "coreference given with the document")
        elif head in cast.by_head:
            found[head] = Resolution(cast.by_head[head], 1.0, "named outright")
    open_heads = [head for head in wanted if head not in found]

    def decide(choice: Choice) -> int | None:
        speaker, resolution = _judge(choice, len(cast.speakers))
        if choice.head in open_set:
            found[choice.head] = resolution
        return speaker

    open_set = set(open_heads)
    if open_heads:
        sweep(set_scene(tokens, cast, quoted), phrases, open_heads, decide, given)
    for head in open_heads:
        if head not in found:
            found[head] = _follow(tokens, cast, found, head)
    return found


def sweep(
    scene: Scene,
    phrases: Sequence[NounPhrase],
    wanted: Sequence[int],
    decide: Decide,
    given: dict[int, int],
) -> None:
    """Read the document from the start to the last wanted mention.

    ``decide`` is asked for each pronoun and nominal that may mean one person outside
    quotation marks, and for each wanted one, in text order; what it answers joins the
    discourse. Nominals that mean nobody of the cast join it as people without a name.
    """
    tokens, state = scene.tokens, scene.state
    names = name_events(tokens, scene.cast, state.quoted)
    asked = set(wanted)
    last = max(wanted)
    # What stands inside marks is the speaker's own discourse, unless the question is there.
    inner = any(state.quoted[i] for i in wanted)
    k = 0
    for phrase in phrases:
        i = phrase.head
        if i > last:
            break
        if i in scene.cast.by_head or (i not in asked and state.quoted[i] and not inner):
            continue
        while k < len(names) and names[k].token < i:
            state.read(names[k])
            k += 1
        if phrase.kind == "pronoun":
            speaker = _read_pronoun(scene, names, k, i, decide, given, i in asked)
        else:
            speaker = _read_nominal(scene, phrase, decide, given, i in asked)
        if speaker is not None:
            form = "pronoun" if phrase.kind == "pronoun" else "nominal"
            state.read(make_event(tokens, i, speaker, state.quoted, form))


def _read_pronoun(
    scene: Scene,
    names: Sequence[Event],
    k: int,
    i: int,
    decide: Decide,
    given: dict[int, int],
    asked: bool,
) -> int | None:
    word = scene.tokens.lower[i]
    if i in given or word not in (pronouns.THIRD_PERSON if asked else pronouns.SINGULAR_PERSON):
        return given.get(i)
    ahead = []
    while k < len(names) and names[k].sentence == scene.tokens.sent[i]:
        ahead.append(names[k])
        k += 1
    found = pronouns.candidates(scene.state, scene.gender, i, ahead)
    return decide(Choice(i, "pronoun", found.speakers, found.rows))


def _read_nominal(
    scene: Scene, phrase: NounPhrase, decide: Decide, given: dict[int, int], asked: bool
) -> int | None:
    if phrase.head in given:
        return given[phrase.head]
    if not asked and look_up(scene.tokens.lower[phrase.head]).kind != "person":
        return None
    nominal = nominals.read_nominal(scene.tokens, phrase)
    if nominal.can_refer_back:
        found = nominals.candidates(
            scene.state, scene.cast, scene.attributes, scene.gender, nominal
        )
        speaker = decide(Choice(phrase.head, "nominal", found.speakers, found.rows))
        if speaker is not None:
            return speaker
    if not nominal.is_somebody or _describes_another(scene.tokens, phrase.head):
        return None
    speaker = scene.state.unnamed_speaker(nominal.word)
    if speaker == len(scene.gender):
        evidence = GenderEvidence()
        evidence.add(nominal.noun.gender, 3)
        scene.gender.append(evidence)
    return speaker


def _describes_another(tokens: Tokens, head: int) -> bool:
    """Whether the phrase only says what somebody else is: "Lee, a lawyer", "Lee is a lawyer"."""
    if tokens.dep[head] in ("appos", "attr", "oprd", "compound", "nmod", "npadvmod"):
        return True
    return any(tokens.dep[child] == "appos" for child in tokens.children[head])


def _judge(choice: Choice, named: int) -> tuple[int | None, Resolution]:
    """Return whom the choice means, also a person without a name, and what to tell of it."""
    if not choice.speakers:
        return None, Resolution(None, 1.0, f"nobody in the document fits the {choice.kind}")
    model = pronoun_model() if choice.kind == "pronoun" else nominal_model()
    chances = softmax(model.scores(choice.rows))
    best = int(np.argmax(chances))
    chance = float(chances[best])
    if best == len(choice.speakers):
        return None, Resolution(None, chance, f"the {choice.kind} means nobody in the cast")
    speaker = choice.speakers[best]
    if speaker >= named:
        return speaker, Resolution(None, chance, f"the {choice.kind} means somebody without a name")
    reason = f"{choice.kind}: {_main_reason(model, choice.rows[best])}"
    return speaker, Resolution(speaker, chance, reason)


def _main_reason(model: LinearModel, row: Row) -> str:
    names = [f"{f.name} {f.labels[v]}" for f, v in zip(model.features, row, strict=True)]
    weights = model.weights[model.columns([row])[0]][: len(names)]
    return ", ".join(names[k] for k in np.argsort(-weights)[:2])


def _follow(tokens: Tokens, cast: Cast, found: dict[int, Resolution], head: int) -> Resolution:
    """Resolve what points at a phrase in its own sentence: "Lee, who …"."""
    word = tokens.lower[head]
    if word in _RELATIVES:
        verb = tokens.head[head]
        for _ in range(4):
            if tokens.dep[verb] == "relcl":
                antecedent = tokens.head[verb]
                speaker = cast.by_head.get(antecedent)
                if speaker is not None:
                    return Resolution(speaker, 0.95, "relative clause of the name")
                break
            verb = tokens.head[verb]
        return Resolution(None, 0.9, "the relative pronoun follows no name")
    return Resolution(None, 0.9, "introduces somebody new")


@lru_cache(maxsize=1)
def pronoun_model() -> LinearModel:
    data = read_weights("pronoun_weights.json")
    return LinearModel.from_json(data, pronouns.FEATURES, pronouns.CROSSES)


@lru_cache(maxsize=1)
def nominal_model() -> LinearModel:
    data = read_weights("nominal_weights.json")
    return LinearModel.from_json(data, nominals.FEATURES, nominals.CROSSES)
