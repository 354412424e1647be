"""Reading a document from start to end, one mention at a time, and asking whom each means."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from operator import itemgetter

from attrs import define

from quotex import nominals, pronouns
from quotex.attributes import AttributeIndex, Attributes, describe, name_heads
from quotex.cast import Cast, NameMention
from quotex.choosing import Choice
from quotex.discourse import Discourse, Event, make_event, name_event, start_discourse
from quotex.gender import GenderEvidence, gender_evidence
from quotex.layout import Layout
from quotex.mentions import NounPhrase
from quotex.nominal_phrases import can_refer_back, is_plural, read_nominal
from quotex.nouns import look_up, person_nouns
from quotex.tokens import Tokens

Decide = Callable[[Choice], int | None]


@define
class Scene:
    """A document made ready for resolution.

    ``heads`` are the head tokens of the cast's mentions. ``attributes``, by number, are those of
    people until a nominal can mean somebody else; ``gender`` counts the evidence a cast member.
    """

    tokens: Tokens
    cast: Cast
    heads: list[int]
    state: Discourse
    attributes: dict[int, Attributes]
    index: AttributeIndex
    gender: list[GenderEvidence]
    people_only: bool = True

    def describe_all(self) -> None:
        """Read what the text says of those of the cast who are no people."""
        if self.people_only:
            others = describe(self.tokens, self.cast, self.heads, people=False)
            self.attributes |= others
            self.index.add(others)
            self.people_only = False


def set_scene(tokens: Tokens, cast: Cast, layout: Layout, sources: Set[int] = frozenset()) -> Scene:
    """Read what the text says of the people of the cast: attributes and gender.

    ``sources`` are the head tokens of the sources of quotations.
    """
    state = start_discourse(tokens, cast, layout, sources)
    heads = name_heads(tokens, cast)
    attributes = describe(tokens, cast, heads, people=True)
    gender = gender_evidence(tokens, cast, attributes, state.quoted)
    index = AttributeIndex()
    index.add(attributes)
    return Scene(tokens, cast, heads, state, attributes, index, gender)


def is_anaphor(tokens: Tokens, phrase: NounPhrase | None) -> bool:
    """Whether the form of what names nobody outright allows it to mean one named elsewhere."""
    if phrase is None:
        return False
    if phrase.kind == "pronoun":
        return tokens.lower[phrase.head] in pronouns.THIRD_PERSON
    return can_refer_back(tokens, phrase)


def sweep(
    scene: Scene,
    phrases: Sequence[NounPhrase],
    wanted: Sequence[int],
    decide: Decide,
    given: dict[int, int],
    last: int | None = None,
) -> None:
    """Read the document from the start to token ``last``, else to the last wanted mention.

    ``decide`` is asked for each pronoun and nominal that may mean one person outside
    quotation marks, and for each wanted one, in text order; what it answers joins the
    discourse. Nominals that mean nobody of the cast join it as people without a name.
    """
    state = scene.state
    names = sorted(zip(scene.heads, scene.cast.mentions, strict=True), key=itemgetter(0))
    asked, nouns = set(wanted), person_nouns()
    if last is None:
        last = max(wanted)
    lower, quoted, named = scene.tokens.lower, state.quoted, scene.cast.by_head
    # What stands inside marks is the speaker's own discourse, unless the question is there.
    inner = any(quoted[i] for i in wanted)
    k = 0
    for phrase in phrases:
        i = phrase.head
        if i > last:
            break
        if i in named:
            continue
        if i not in asked:
            if quoted[i] and not inner:
                continue
            words = pronouns.SINGULAR_PERSON if phrase.kind == "pronoun" else nouns
            if lower[i] not in words and i not in given:
                continue
        while k < len(names) and names[k][0] < i:
            state.read(name_event(state, *names[k]))
            k += 1
        if phrase.kind == "pronoun":
            speaker = _read_pronoun(scene, names, k, i, decide, given)
        else:
            speaker = _read_nominal(scene, phrase, decide, given)
        if speaker is not None:
            form = "pronoun" if phrase.kind == "pronoun" else "nominal"
            state.read(make_event(state, i, speaker, form))


def _read_pronoun(
    scene: Scene,
    names: Sequence[tuple[int, NameMention]],
    k: int,
    i: int,
    decide: Decide,
    given: dict[int, int],
) -> int | None:
    if i in given or scene.tokens.lower[i] not in pronouns.THIRD_PERSON:
        return given.get(i)
    ahead = _new_ahead(scene.state, names, k, i)
    return decide(pronouns.candidates(scene.state, scene.gender, i, ahead))


def _new_ahead(
    state: Discourse, names: Sequence[tuple[int, NameMention]], k: int, i: int
) -> list[Event]:
    """Return the first naming, in the rest of the token's sentence, of each not named before."""
    sentence = state.tokens.sent
    found: dict[int, Event] = {}
    while k < len(names) and sentence[names[k][0]] == sentence[i]:
        head, mention = names[k]
        if mention.speaker not in state.recency and mention.speaker not in found:
            found[mention.speaker] = name_event(state, head, mention)
        k += 1
    return list(found.values())


def _read_nominal(
    scene: Scene, phrase: NounPhrase, decide: Decide, given: dict[int, int]
) -> int | None:
    tokens, head = scene.tokens, phrase.head
    if head in given:
        return given[head]
    if is_plural(tokens, phrase):
        return None
    noun = look_up(tokens.lower[head])
    if can_refer_back(tokens, phrase):
        if noun.kind != "person":
            scene.describe_all()
        nominal = read_nominal(tokens, phrase)
        choice = nominals.candidates(
            scene.state, scene.cast, scene.attributes, scene.index, scene.gender, nominal
        )
        speaker = decide(choice)
        if speaker is not None:
            return speaker
    if noun.kind != "person" or _describes_another(tokens, head):
        return None
    speaker = scene.state.unnamed_speaker(tokens.lower[head])
    if speaker == len(scene.gender):
        evidence = GenderEvidence()
        evidence.add(noun.gender, 3)
        scene.gender.append(evidence)
    return speaker


def _describes_another(tokens: Tokens, head: int) -> bool:
    """Whether the phrase only says what somebody else is: "Lee, a lawyer", "Lee is a lawyer"."""
    if tokens.dep[head] in ("appos", "attr", "oprd", "compound", "nmod", "npadvmod"):
        return True
    return any(tokens.dep[child] == "appos" for child in tokens.children[head])
