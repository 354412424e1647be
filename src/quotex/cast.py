"""The cast: everyone the document names, each with all the forms of the name it uses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from attrs import frozen

from quotex.mentions import NounPhrase
from quotex.name_clusters import Cluster, cluster_names
from quotex.name_forms import surface_of
from quotex.name_mentions import NameSpan, find_names
from quotex.tokens import Tokens
from quotex.types import Gender, Speaker


@frozen
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


def build_cast(tokens: Tokens, phrases: Sequence[NounPhrase], known: Sequence[str] = ()) -> Cast:
    """Cluster the document's names into speakers.

    ``known`` are names the caller already has; a form in the text that can only mean one of
    them gets that name.
    """
    spans = find_names(tokens)
    clusters, owner = cluster_names(tokens, spans)
    order: dict[int, int] = {}
    mentions: list[NameMention] = []
    at: dict[int, int] = {}
    for span, cluster in zip(spans, owner, strict=True):
        if cluster is None:
            continue
        number = order.setdefault(cluster, len(order))
        mentions.append(NameMention(span.first, span.last, number))
        for i in range(span.first, span.last + 1):
            at[i] = number
    by_head = {p.head: at[p.head] for p in phrases if p.head in at and p.kind != "pronoun"}
    speakers = tuple(_speaker(tokens, spans, clusters[c]) for c in order)
    genders = tuple(clusters[c].gender or clusters[c].likely_gender for c in order)
    return Cast(speakers, tuple(mentions), by_head, genders)


def _speaker(tokens: Tokens, spans: Sequence[NameSpan], cluster: Cluster) -> Speaker:
    counts: Counter[str] = Counter()
    for index in cluster.spans:
        counts[surface_of(tokens, spans[index])] += 1
    name = max(counts, key=lambda form: (len(form.split()), counts[form]))
    title = next(
        (
            tokens.span_text(spans[i].title, spans[i].first - 1)
            for i in cluster.spans
            if spans[i].title < spans[i].first
        ),
        None,
    )
    aliases = tuple(form for form in counts if form != name)
    return Speaker(name, cluster.kind, aliases, title, cluster.gender)
