"""The cast: everyone the document names, each with all the forms of the name it uses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from attrs import define, frozen

from quotex.known_names import match_known
from quotex.mentions import NounPhrase
from quotex.name_bearers import Naming
from quotex.name_clusters import Cluster
from quotex.name_forms import surface_of
from quotex.name_groups import NamedGroup, explained_heads, find_named_groups
from quotex.name_mentions import find_names
from quotex.name_runs import is_role
from quotex.name_spans import NameSpan
from quotex.titles import party_label, title_before, title_beside
from quotex.tokens import Tokens
from quotex.types import Character, Gender, Speaker


@define
class NameMention:
    """One occurrence of a name: its tokens (both included) and its speaker in the cast."""

    first: int
    last: int
    speaker: int


@frozen
class Cast:
    """The speakers of one document and where each is named.

    ``by_head`` maps the head token of a noun phrase to the speaker that the phrase names
    outright (a name, or a name with title or role before it); ``mentions`` lists every
    naming in text order. ``likely_gender`` goes beyond ``Speaker.gender``: what the given
    name suggests when the text itself says nothing.
    """

    speakers: tuple[Speaker, ...]
    mentions: tuple[NameMention, ...]
    by_head: dict[int, int]
    likely_gender: tuple[Gender | None, ...] = ()


def build_cast(
    tokens: Tokens, phrases: Sequence[NounPhrase], known: Sequence[Character] = ()
) -> Cast:
    """Cluster the document's names into speakers.

    ``known`` are people the caller knows of; who in the text can only be one of them gets that
    name and gender.
    """
    spans = find_names(tokens)
    naming = Naming(tokens, spans)
    phrase_at = {phrase.head: phrase for phrase in phrases if phrase.kind != "pronoun"}
    clusters, owners, names = _meet(*_appearing(naming), known)
    mentions: list[NameMention] = []
    at: dict[int, int] = {}
    for span, place in zip(spans, owners, strict=True):
        if place is None:
            continue
        mentions.append(NameMention(span.first, span.last, place))
        for token in range(span.first, span.last + 1):
            at[token] = place
        # In "Governor of Ohio Ann Lee" parsers take the title for the head.
        for token in range(span.title, span.first):
            if token in phrase_at and is_role(tokens, token):
                at[token] = place
    is_person = [cluster.kind == "person" for cluster in clusters]
    by_head = {token: place for token, place in at.items() if token in phrase_at}
    for mention in mentions:
        # A name that the tagger took for a verb heads no phrase, and is named all the same.
        first, last = mention.first, mention.last
        if last not in by_head and by_head.keys().isdisjoint(range(first, last)):
            by_head[last] = mention.speaker
    by_head |= explained_heads(tokens, phrases, at, is_person)
    speakers = [
        _speaker(tokens, spans, cluster, phrase_at, names.get(place))
        for place, cluster in enumerate(clusters)
    ]
    genders = [cluster.likely_gender for cluster in clusters]
    groups = find_named_groups(tokens, phrases, at, is_person)
    for group in _gather(groups):
        place = len(speakers)
        speakers.append(_group_speaker(tokens, group))
        genders.append(None)
        for one in group:
            by_head[one.last] = place
            mentions.append(NameMention(one.first, one.last, place))
    if groups:
        mentions.sort(key=lambda mention: (mention.first, -mention.last))
    return Cast(tuple(speakers), tuple(mentions), by_head, tuple(genders))


def _appearing(naming: Naming) -> tuple[list[Cluster], list[int | None]]:
    """Return the clusters in order of appearance, and for each name of the text its place there."""
    order: dict[int, int] = {}
    owners: list[int | None] = []
    for i, number in enumerate(naming.owner):
        if number is not None:
            naming.index.clusters[number].spans.append(i)
            number = order.setdefault(number, len(order))
        owners.append(number)
    return [naming.index.clusters[number] for number in order], owners


def _meet(
    clusters: list[Cluster], owners: list[int | None], known: Sequence[Character]
) -> tuple[list[Cluster], list[int | None], dict[int, str]]:
    """Put together the clusters that are one known character; the names come back by place."""
    met = match_known(clusters, known)
    if not met:
        return clusters, owners, {}
    places: dict[Character, int] = {}
    kept: list[Cluster] = []
    moved: list[int] = []
    for place, cluster in enumerate(clusters):
        character = met.get(place)
        if character in places:
            kept[places[character]].absorb(cluster)
            moved.append(places[character])
            continue
        if character is not None:
            places[character] = len(kept)
        moved.append(len(kept))
        kept.append(cluster)
    for character, place in places.items():
        if character.gender:
            kept[place].kind, kept[place].genders = "person", {character.gender: 1}
    names = {place: character.name for character, place in places.items()}
    return kept, [None if place is None else moved[place] for place in owners], names


def _gather(groups: Sequence[NamedGroup]) -> list[list[NamedGroup]]:
    """Put the phrases for one group together: "Lee's campaign" and "the Lee campaign"."""
    gathered: dict[tuple[int, str], list[NamedGroup]] = {}
    for group in groups:
        gathered.setdefault((group.owner, group.noun), []).append(group)
    return list(gathered.values())


def _group_speaker(tokens: Tokens, group: Sequence[NamedGroup]) -> Speaker:
    forms = Counter(" ".join(tokens.span_text(g.first, g.last).split()) for g in group)
    name = max(forms, key=lambda form: (len(form.split()), forms[form]))
    return Speaker(name, "organization", tuple(form for form in forms if form != name))


def _speaker(
    tokens: Tokens,
    spans: Sequence[NameSpan],
    cluster: Cluster,
    phrase_at: Mapping[int, NounPhrase],
    known: str | None,
) -> Speaker:
    own = [spans[i] for i in cluster.spans]
    kind = cluster.kind
    counts: dict[str, int] = {}
    for span in own:
        form = surface_of(tokens, span)
        if kind == "organization" and _has_article(tokens, span):
            form = f"The {form}"
        counts[form] = counts.get(form, 0) + 1
    name = known or _fullest(counts)
    aliases = tuple([form for form in counts if form != name])
    title = _title(tokens, own, phrase_at) if kind == "person" else None
    return Speaker(name, kind, aliases, title, cluster.gender)


def _fullest(counts: Mapping[str, int]) -> str:
    """Return the form of most words, not in capitals only where there is a choice."""
    if len(counts) == 1:
        return next(iter(counts))
    return max(counts, key=lambda form: (len(form.split()), not form.isupper(), counts[form]))


def _has_article(tokens: Tokens, span: NameSpan) -> bool:
    """Tell whether the article before the name is part of it: "The Lakeside Post"."""
    before = span.first - 1
    if before < 1 or tokens.words[before] != "The" or span.title != span.first:
        return False
    return tokens.words[before - 1].islower() and tokens.sent[before - 1] == tokens.sent[span.first]


def _title(
    tokens: Tokens, spans: Sequence[NameSpan], phrase_at: Mapping[int, NounPhrase]
) -> str | None:
    """Return the longest role before the name, else the first that stands beside it."""
    before = ""
    for span in spans:
        phrase = None
        for i in range(span.last, span.first - 1, -1):
            if i in phrase_at:
                phrase = phrase_at[i]
                break
        if span.title == span.first and (phrase is None or phrase.first >= span.first):
            continue
        found = title_before(tokens, phrase, span.title, span.first)
        if found and " " not in found and (label := party_label(tokens, span.last)):
            found = f"{found} ({label})"
        if found and len(found) > len(before):
            before = found
    if before:
        return before
    beside = (title_beside(tokens, span.first, span.last) for span in spans)
    return next((title for title in beside if title), None)
