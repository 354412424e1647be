"""Gold documents read by the first stages, with the gold aligned to tokens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import define, field
from spacy.tokens import Doc

from quotex.clauses import is_verb
from quotex.gold.types import GoldDocument, GoldQuote, Offsets
from quotex.layout import Layout, find_layout
from quotex.lemma import reporting_verbs, verb_lemma
from quotex.mentions import NounPhrase, find_noun_phrases
from quotex.paragraphs import in_one_line
from quotex.regions import Region, find_regions, mark_tokens
from quotex.tokens import Tokens, read_doc


@define(eq=False)
class Reading:
    """One gold document with its tokens, noun phrases and quoted spans."""

    gold: GoldDocument
    tokens: Tokens
    phrases: list[NounPhrase]
    layout: Layout
    regions: list[Region]
    marked: list[int]
    cue_head: dict[str, int] = field(factory=dict)
    source_head: dict[str, int] = field(factory=dict)
    by_head: dict[int, NounPhrase] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.by_head = {phrase.head: phrase for phrase in self.phrases}


def read(pairs: Iterable[tuple[GoldDocument, Doc]]) -> Iterator[Reading]:
    """Run the first stages over parsed gold documents."""
    for gold, doc in pairs:
        layout = find_layout(gold.text)
        tokens = read_doc(doc, in_one_line(gold.text, layout.paragraphs))
        regions = find_regions(layout.quoted, layout.turns)
        reading = Reading(
            gold,
            tokens,
            find_noun_phrases(tokens),
            layout,
            regions,
            mark_tokens(tokens, [region.span for region in regions]),
        )
        for quote in gold.quotes:
            if quote.cue is not None:
                head = cue_head(tokens, quote.cue)
                if head is not None:
                    reading.cue_head[quote.id] = head
            head = source_head(tokens, quote)
            if head is not None:
                reading.source_head[quote.id] = head
        yield reading


def tokens_in(tokens: Tokens, spans: Sequence[Offsets]) -> list[int]:
    """Return the tokens that overlap the spans."""
    return [i for a, b in spans for i in range(tokens.at(a), tokens.until(b))]


def syntactic_head(tokens: Tokens, members: Sequence[int]) -> int | None:
    """Return the first token of the set whose head lies outside it."""
    inside = set(members)
    for i in members:
        if (tokens.head[i] not in inside or tokens.head[i] == i) and tokens.dep[i] != "punct":
            return i
    return None


def cue_head(tokens: Tokens, cue: Offsets) -> int | None:
    """Return the word of an annotated cue that reports: "going on to *say*".

    That is its first reporting verb; without one, its highest verb, else its highest word.
    """
    members = tokens_in(tokens, [cue])
    verbs = [i for i in members if is_verb(tokens, i)]
    for i in verbs:
        if verb_lemma(tokens.lower[i], tokens.tag[i]) in reporting_verbs():
            return i
    inside = set(members)
    top = [i for i in verbs if tokens.head[i] not in inside or tokens.head[i] == i]
    if top or verbs:
        return (top or verbs)[0]
    return syntactic_head(tokens, members)


def source_head(tokens: Tokens, quote: GoldQuote) -> int | None:
    """Return the head token of the annotated source."""
    return syntactic_head(tokens, tokens_in(tokens, quote.source)) if quote.source else None
