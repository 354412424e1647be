"""Coreference made elsewhere: chains of token spans read off a spaCy Doc.

Understood are the span groups of spacy-experimental's coreference component
(``doc.spans["coref_clusters_1"]`` …) and the chains of coreferee (``doc._.coref_chains``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from quotex.attributes import head_of
from quotex.cast import Cast
from quotex.tokens import Tokens

if TYPE_CHECKING:
    from spacy.tokens import Doc

Chain = Sequence[tuple[int, int]]
"""The mentions of one entity, each as its first and last token (both included)."""

_GROUPS = "coref_clusters_"


def read_chains(doc: Doc) -> list[Chain]:
    """Return the coreference chains that some earlier component left on the Doc, if any."""
    chains: list[Chain] = [
        [(span.start, span.end - 1) for span in group]
        for key, group in doc.spans.items()
        if key.startswith(_GROUPS)
    ]
    if doc.has_extension("coref_chains"):
        for chain in doc._.coref_chains or ():
            # A mention of several tokens is a coordination ("Lee and Park"): no one person.
            indices = [list(mention.token_indexes) for mention in chain]
            chains.append([(i[0], i[0]) for i in indices if len(i) == 1])
    return [chain for chain in chains if len(chain) > 1]


def at_tokens(chains: Sequence[Chain], doc: Doc, tokens: Tokens) -> Sequence[Chain]:
    """Return the chains of a Doc by tokens, which are more where the Doc's were cut."""
    if len(tokens) == len(doc):
        return chains

    def place(first: int, last: int) -> tuple[int, int]:
        return tokens.at(doc[first].idx), tokens.until(doc[last].idx + len(doc[last])) - 1

    return [[place(first, last) for first, last in chain] for chain in chains]


def speakers_by_head(tokens: Tokens, chains: Sequence[Chain], cast: Cast) -> dict[int, int]:
    """Return the speaker that the chains give the head token of each of their mentions.

    A chain means the cast member that most of its mentions name.
    """
    named = {head_of(tokens, m.first, m.last): m.speaker for m in cast.mentions}
    found: dict[int, int] = {}
    for chain in chains:
        heads = [head_of(tokens, first, last) for first, last in chain]
        votes = Counter(named[head] for head in heads if head in named)
        if votes:
            found.update(dict.fromkeys(heads, votes.most_common(1)[0][0]))
    return found
