"""Pronouns and nominals resolved to the cast, in one pass over the text.

Two rankers of one form, one for third-person pronouns and one for nominals, choose among
the cast members in play and "nobody of the cast" (mention ranking: Denis & Baldridge,
Specialized models and ranking for coreference resolution, EMNLP 2008).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from quotex.antecedents import is_anaphor, set_scene, sweep
from quotex.cast import Cast, NameMention
from quotex.chains import Chain, speakers_by_head
from quotex.choosing import Choice, Chooser
from quotex.layout import Layout
from quotex.mentions import NounPhrase, phrase_at
from quotex.nouns import look_up
from quotex.pointers import RELATIVES, issuer, name_ends, relative_antecedent
from quotex.tokens import Tokens


@frozen
class Resolution:
    """Who a mention means: an index into the cast's speakers, or ``None`` for nobody named."""

    speaker: int | None
    probability: float
    reason: str


def resolve(
    tokens: Tokens,
    phrases: Sequence[NounPhrase],
    cast: Cast,
    layout: Layout,
    wanted: Sequence[int],
    choosers: Mapping[str, Chooser],
    chains: Sequence[Chain] = (),
) -> dict[int, Resolution]:
    """Resolve the phrases with the ``wanted`` head tokens to speakers of the cast.

    ``choosers`` are the rankers for "pronoun" and "nominal".
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
    open_ = {head: phrase_at(phrases, head) for head in wanted if head not in found}
    for head, phrase in open_.items():
        speaker = _issuer_at(tokens, cast, phrase)
        if speaker is not None:
            found[head] = Resolution(speaker, 0.8, "speaks for whoever issued it")
    still = [head for head in open_ if head not in found]
    asked = frozenset(still)

    def decide(choice: Choice) -> int | None:
        chooser, speakers = choosers[choice.kind], choice.speakers
        if choice.head not in asked:
            best = chooser.best(choice.rows) if speakers else 0
            return speakers[best] if best < len(speakers) else None
        best, chance = chooser.choose(choice.rows) if speakers else (0, 1.0)
        speaker = speakers[best] if best < len(speakers) else None
        reasons = chooser.reasons(choice.rows[best]) if speakers else []
        found[choice.head] = _tell(choice, speaker, chance, cast, reasons)
        return speaker

    anaphors = [head for head in still if is_anaphor(tokens, open_[head])]
    if anaphors:
        scene = set_scene(tokens, cast, layout, frozenset(wanted))
        sweep(scene, phrases, still, decide, given, last=max(anaphors))
    pointers = [head for head in still if head not in found]
    if pointers:
        ends = name_ends(cast)
        found |= {head: _follow(tokens, cast, ends, head) for head in pointers}
    return found


def _issuer_at(tokens: Tokens, cast: Cast, phrase: NounPhrase | None) -> int | None:
    if phrase is None or look_up(tokens.lower[phrase.head]).kind != "document":
        return None
    return issuer(tokens, cast, phrase)


def _tell(
    choice: Choice, speaker: int | None, chance: float, cast: Cast, reasons: Sequence[str]
) -> Resolution:
    if not choice.speakers:
        return Resolution(None, chance, f"nobody in the document fits the {choice.kind}")
    if speaker is None:
        return Resolution(None, chance, f"the {choice.kind} means nobody the document names")
    if speaker >= len(cast.speakers):
        return Resolution(None, chance, f"the {choice.kind} means somebody without a name")
    name = cast.speakers[speaker].name
    return Resolution(speaker, chance, f"the {choice.kind} means {name} ({', '.join(reasons)})")


def _follow(tokens: Tokens, cast: Cast, ends: Mapping[int, NameMention], head: int) -> Resolution:
    """Resolve what points at a name in its own sentence: "Lee, who …", "Lee and his aides"."""
    if tokens.lower[head] in RELATIVES:
        speaker = relative_antecedent(tokens, cast, ends, head)
        if speaker is not None:
            return Resolution(speaker, 0.95, "relative clause of the name")
        return Resolution(None, 0.9, "the relative pronoun follows no name")
    return Resolution(None, 0.9, "introduces somebody new")
