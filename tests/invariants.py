"""What is true of every text, however odd: the laws that properties and the fuzzer hold it to.

Each function takes what one stage gives and raises ``AssertionError`` where a law is broken.
Tests with Hypothesis and ``fuzz/`` share them, so that a law is stated once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import pairwise

from attrs import asdict

from quotex.cast import Cast
from quotex.layout import Layout
from quotex.marks import QuotedSpan
from quotex.paragraphs import Paragraph
from quotex.quotes import Quotes
from quotex.tokens import Tokens
from quotex.turns import Turn
from quotex.types import CastMember, Cue, Mention, Quote, Span

TYPES = {"direct", "mixed", "indirect"}
MENTION_KINDS = {"name", "pronoun", "nominal"}
SPEAKER_KINDS = {"person", "organization", "group"}
GENDERS = {"female", "male", None}


def check_layout(text: str, layout: Layout) -> None:
    """Paragraphs, quoted spans and turns are in range, in order, and lie in one paragraph each."""
    check_paragraphs(text, layout.paragraphs)
    check_shape(text, layout.quoted)
    check_turns(text, layout.turns)
    check_within(layout.paragraphs, [(span.start, span.end) for span in layout.quoted])
    check_within(layout.paragraphs, [(turn.start, turn.end) for turn in layout.turns])


def check_paragraphs(text: str, paragraphs: Sequence[Paragraph]) -> None:
    """They are in order and apart, and only white space lies outside them."""
    end = 0
    for paragraph in paragraphs:
        assert end <= paragraph.start < paragraph.end <= len(text)
        assert not text[end : paragraph.start].strip()
        end = paragraph.end
    assert not text[end:].strip()


def check_shape(text: str, spans: Sequence[QuotedSpan]) -> None:
    """Spans are in range and in order, nested by depth or apart, and not empty of marks."""
    around: list[QuotedSpan] = []
    for span in spans:
        assert 0 <= span.start <= span.inner_start <= span.inner_end <= span.end <= len(text)
        assert span.start < span.end
        assert not (span.closed and span.continues)
        while around and around[-1].end <= span.start:
            around.pop()
        assert span.depth == len(around)
        if around:
            assert around[-1].inner_start <= span.start
            assert span.end <= around[-1].inner_end
        around.append(span)


def check_turns(text: str, turns: Sequence[Turn]) -> None:
    """Turns are in order and apart, hold words, and stand behind their labels."""
    for turn in turns:
        assert 0 <= turn.label_start < turn.label_end <= turn.start < turn.end <= len(text)
        assert text[turn.start : turn.end] == text[turn.start : turn.end].strip()
        assert any(map(str.isalnum, text[turn.start : turn.end]))
    for a, b in pairwise(turns):
        assert a.end <= b.start
        assert not b.continues or (a.label_start, a.label_end) == (b.label_start, b.label_end)


def check_within(paragraphs: Sequence[Paragraph], spans: Iterable[tuple[int, int]]) -> None:
    """Each span lies in one paragraph. Both are in order of their starts."""
    left = iter(paragraphs)
    paragraph = next(left, None)
    for start, end in spans:
        while paragraph is not None and paragraph.end <= start:
            paragraph = next(left, None)
        assert paragraph is not None
        assert paragraph.start <= start
        assert end <= paragraph.end


def check_cast_of_tokens(tokens: Tokens, cast: Cast) -> None:
    """Namings are in range and in order, and mean somebody of the cast, who has a name."""
    places = range(len(cast.speakers))
    assert all(0 <= m.first <= m.last < len(tokens) for m in cast.mentions)
    assert all(m.speaker in places for m in cast.mentions)
    assert all(0 <= head < len(tokens) for head in cast.by_head)
    assert all(place in places for place in cast.by_head.values())
    assert all(speaker.name.strip() for speaker in cast.speakers)
    assert all(speaker.name not in speaker.aliases for speaker in cast.speakers)
    assert all(speaker.kind in SPEAKER_KINDS for speaker in cast.speakers)
    assert all(speaker.gender in GENDERS for speaker in cast.speakers)
    assert len(cast.likely_gender) == len(cast.speakers)
    assert list(cast.mentions) == sorted(cast.mentions, key=lambda m: (m.first, -m.last))


def check_quotes(text: str, quotes: Quotes) -> None:
    """The result of a text keeps every promise about offsets, order, speakers and cast."""
    assert quotes.text == text
    assert quotes.error is None
    for quote in quotes:
        check_quote(text, quote)
    check_order(quotes)
    check_cast(quotes, quotes.cast)
    check_ways_out(quotes)


def check_quote(text: str, quote: Quote) -> None:
    """A quotation slices out of the text, and so does all that it names."""
    assert quote.type in TYPES
    assert quote.reason
    assert quote.parts
    assert (quote.start, quote.end) == (quote.parts[0].start, quote.parts[-1].end)
    assert text[quote.start : quote.end] == quote.text
    for before, after in pairwise(quote.parts):
        assert before.end <= after.start
    for span in (*quote.parts, quote.mention, quote.cue):
        check_span(text, span)
    assert 0.0 <= quote.confidence <= 1.0
    assert 0.0 <= quote.addressee_confidence <= 1.0
    assert quote.mention is None or quote.mention.kind in MENTION_KINDS
    for speaker in filter(None, (quote.speaker, quote.addressee)):
        assert speaker.name.strip()
        assert speaker.kind in SPEAKER_KINDS
        assert speaker.gender in GENDERS
    assert quote.addressee is None or quote.addressee != quote.speaker
    assert isinstance(quote.explain(), str)


def check_span(text: str, span: Span | Mention | Cue | None) -> None:
    """A span is in range, not empty, and its words are those of the text."""
    if span is not None:
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.text


def check_order(quotes: Sequence[Quote]) -> None:
    """Quotations begin in order, and their parts are nested or disjoint; none is there twice."""
    starts = [quote.start for quote in quotes]
    assert starts == sorted(starts)
    extents = [tuple((part.start, part.end) for part in quote.parts) for quote in quotes]
    assert len(set(extents)) == len(extents)
    around: list[tuple[int, int]] = []
    parts = [part for extent in extents for part in extent]
    for start, end in sorted(parts, key=lambda part: (part[0], -part[1])):
        while around and around[-1][1] <= start:
            around.pop()
        assert not around or end <= around[-1][1]
        around.append((start, end))


def check_cast(quotes: Sequence[Quote], cast: Sequence[CastMember]) -> None:
    """Everyone who speaks is in the cast once, and what the members say adds up."""
    members = [member.speaker for member in cast]
    assert len(set(members)) == len(members)
    speakers = [quote.speaker for quote in quotes if quote.speaker is not None]
    assert set(speakers) <= set(members)
    assert sum(member.quotations for member in cast) == len(speakers)
    assert all(member.mentions >= 0 and member.words >= 0 for member in cast)
    if sum(member.words for member in cast):
        assert abs(sum(member.share for member in cast) - 1) < 1e-6


def check_ways_out(quotes: Quotes) -> None:
    """What is written can be read again, and every view is made without an error."""
    members = [asdict(member) for member in quotes.cast]
    again = Quotes.from_dicts(quotes.to_dicts(evidence=True), quotes.text, cast=members)
    assert again == quotes
    assert len(json.loads(quotes.to_json().encode("utf-8"))) == len(quotes)
    assert len(quotes.to_rows()) == len(quotes)
    assert quotes.to_html()
    assert repr(quotes)
