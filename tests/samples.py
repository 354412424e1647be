"""A hand-made result for tests of how quotations are shown: no model is needed."""

from __future__ import annotations

from quotex.quotes import Quotes
from quotex.types import Cue, Mention, Quote, QuoteType, Span, Speaker

TEXT = (
    "Mayor Ann Lee said that the plan was “sound” <for now>.\n\n"
    "“We asked,” Bo Diaz replied, “and nobody answered.”\n\n"
    "“Nobody,” a clerk said."
)

ANN = Speaker(name="Ann Lee", aliases=("Lee",), title="Mayor", gender="female")
BO = Speaker(name="Bo Diaz")


def span(words: str, text: str = TEXT) -> tuple[str, int, int]:
    start = text.index(words)
    return words, start, start + len(words)


def quote(kind: QuoteType, *parts: str, **fields: object) -> Quote:
    spans = tuple(Span(*span(part)) for part in parts)
    start, end = spans[0].start, spans[-1].end
    return Quote(TEXT[start:end], start, end, spans, kind, **fields)  # type: ignore[arg-type]


MIXED = quote(
    "mixed",
    "that the plan was “sound” <for now>",
    speaker=ANN,
    mention=Mention(*span("Mayor Ann Lee"), kind="name"),
    cue=Cue(*span("said"), lemma="say"),
    confidence=0.97,
    reason="subject of the cue",
    evidence=(("subject of the cue", 2.5), ("distance", -0.25)),
)
INTERRUPTED = quote(
    "direct",
    "“We asked,”",
    "“and nobody answered.”",
    speaker=BO,
    mention=Mention(*span("Bo Diaz"), kind="name"),
    cue=Cue(*span("replied"), lemma="reply"),
    confidence=0.9,
    reason="name beside the cue",
    addressee=Speaker("Ann Lee"),
    addressee_confidence=0.6,
)
UNNAMED = quote(
    "direct",
    "“Nobody,”",
    mention=Mention(*span("a clerk"), kind="nominal"),
    confidence=0.5,
    reason="an unnamed speaker",
)


def only_a_pronoun(text: str, start: int) -> Quote:
    """“A,” she said. — at ``start``, and nobody knows who she is."""
    words, she = text[start : start + 4], start + 5
    return Quote(
        words,
        start,
        start + 4,
        (Span(words, start, start + 4),),
        "direct",
        mention=Mention(text[she : she + 3], she, she + 3, "pronoun"),
        confidence=0.8,
        reason="no speaker: nobody fits",
    )


QUOTES = Quotes((MIXED, INTERRUPTED, UNNAMED), TEXT)
