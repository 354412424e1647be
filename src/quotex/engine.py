"""The engine: from a parsed document to its quotations and their speakers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from quotex.cast import Cast, build_cast
from quotex.chains import Chain, at_tokens, read_chains
from quotex.choosing import Chooser
from quotex.dialogue.models import shipped_models
from quotex.drafts import Draft
from quotex.fiction import extract_fiction
from quotex.genre import find_genre
from quotex.layout import Layout, find_layout
from quotex.members import count_cast
from quotex.mentions import NounPhrase, find_noun_phrases, phrase_at
from quotex.paragraphs import in_one_line
from quotex.plain import Plain
from quotex.quotations import read_quotations
from quotex.quoting import cue_of, quote_of
from quotex.reasons import below_minimum, evidence_of, reason_of
from quotex.regions import find_regions, mark_tokens
from quotex.reports import find_reports
from quotex.resolution import Resolution, resolve
from quotex.restoring import restored
from quotex.scene import Scene
from quotex.segments import Segment, find_segments, paragraph_of
from quotex.tokens import Tokens, read_doc
from quotex.turn_labels import is_role_label
from quotex.types import Character, Extraction, Genre, Mention, Quote
from quotex.weights import Weights

if TYPE_CHECKING:
    from spacy.tokens import Doc


def extract(
    doc: Doc,
    text: str,
    *,
    weights: Weights,
    speakers: Sequence[Character] = (),
    indirect: bool = True,
    min_confidence: float = 0.0,
    genre: Genre | None = None,
) -> Extraction:
    """Return the quotations of ``text`` in text order, and its cast where there are any.

    ``doc`` is the text with tags, dependency parse and entities; its character offsets are
    those of ``text``. ``text`` is the caller's own, which every returned span slices.
    ``weights`` are the learned parts, ``speakers`` the people known beforehand; the other options
    are those of ``extract_quotes``. The genre, seen from the text when it is not given, says
    which weights are in force: in fiction those of turns.
    """
    layout = find_layout(text)
    tokens = read_doc(doc, in_one_line(text, layout.paragraphs))
    genre = genre or find_genre(text, layout)
    found = _found(doc, tokens, layout, weights, speakers, indirect, min_confidence, genre)
    return restored(found, Plain(tokens.text), text)


def _found(
    doc: Doc,
    tokens: Tokens,
    layout: Layout,
    weights: Weights,
    speakers: Sequence[Character],
    indirect: bool,
    min_confidence: float,
    genre: Genre,
) -> Extraction:
    """Return what is found, with the words of the text as the tokens have it."""
    phrases = find_noun_phrases(tokens)
    regions = find_regions(layout.quoted, layout.turns)
    marked = mark_tokens(tokens, [region.span for region in regions])
    paragraph = paragraph_of(tokens, layout.paragraphs)
    segments = find_segments(tokens, regions, paragraph)
    fiction = _is_fiction(genre, segments)
    # A story's own turns need no cues.
    needed = indirect or not fiction
    reports = find_reports(tokens, marked, weights.reports) if needed else []
    scene = Scene(tokens, phrases, reports, marked, paragraph, weights.reports.lexicon)
    if fiction:
        return extract_fiction(
            scene,
            segments,
            weights,
            shipped_models(),
            speakers=speakers,
            indirect=indirect,
            min_confidence=min_confidence,
        )
    drafts = read_quotations(scene, segments, weights.quotations, indirect=indirect)
    if not drafts:
        return Extraction()
    names = _Names(tokens, phrases, layout, build_cast(tokens, phrases, speakers))
    names.resolve(drafts, weights.choosers, at_tokens(read_chains(doc), doc, tokens))
    evidence = evidence_of(drafts, weights.quotations)
    quotes = tuple(
        names.quote(draft, own, min_confidence) for draft, own in zip(drafts, evidence, strict=True)
    )
    named = Counter(mention.speaker for mention in names.cast.mentions)
    mentions = [named[place] for place in range(len(names.cast.speakers))]
    return Extraction(quotes, count_cast(names.cast.speakers, mentions, quotes))


def _is_fiction(genre: Genre, segments: Sequence[Segment]) -> bool:
    """Whether turns are to be told apart: where labels name the speakers there is no need."""
    labelled = sum(segment.label is not None for segment in segments)
    return genre == "fiction" and 2 * labelled <= len(segments)


class _Names:
    """Turns drafts into quotations: source tokens into mentions and speakers."""

    def __init__(
        self,
        tokens: Tokens,
        phrases: Sequence[NounPhrase],
        layout: Layout,
        cast: Cast,
    ) -> None:
        self.tokens, self.phrases, self.layout, self.cast = tokens, phrases, layout, cast
        self.resolved: dict[int, Resolution] = {}
        self.roles: set[int] = set()  # the labels of turns that name nobody: "Q", "Host"

    def resolve(
        self,
        drafts: Sequence[Draft],
        choosers: Mapping[str, Chooser],
        chains: Sequence[Chain],
    ) -> None:
        """Find out whom every source means."""
        sources = {draft.source for draft in drafts if draft.source is not None}
        self.roles = {
            s.label[1]
            for draft in drafts
            for s in draft.segments
            if s.label is not None and is_role_label(self.tokens.span_text(*s.label))
        }
        wanted = sorted(sources - self.roles)
        self.resolved = resolve(
            self.tokens, self.phrases, self.cast, self.layout, wanted, choosers, chains
        )

    def mention(self, head: int) -> Mention:
        tokens = self.tokens
        phrase = phrase_at(self.phrases, head) or NounPhrase(head, head, head, "nominal")
        start, end = tokens.start[phrase.first], tokens.end[phrase.last]
        kind = phrase.kind
        if head in self.cast.by_head and head not in self.roles:
            kind = "name"
        elif kind == "name":
            kind = "nominal"
        return Mention(tokens.text[start:end], start, end, kind)

    def quote(
        self,
        draft: Draft,
        evidence: tuple[tuple[str, float], ...],
        min_confidence: float,
    ) -> Quote:
        mention = self.mention(draft.source) if draft.source is not None else None
        resolution = self.resolved.get(draft.source) if draft.source is not None else None
        speaker = None
        if resolution is not None and resolution.speaker is not None:
            speaker = self.cast.speakers[resolution.speaker]
        cue = cue_of(self.tokens, draft)
        reason = reason_of(draft, mention, cue, resolution)
        confidence = draft.confidence if mention is not None else 0.0
        if speaker is not None and resolution is not None:
            confidence *= resolution.probability  # the mention is right, and so is the name
        if mention is not None and confidence < min_confidence:
            reason = below_minimum(mention.text, confidence, min_confidence)
            mention = speaker = cue = None
        return quote_of(
            self.tokens.text,
            draft,
            speaker=speaker,
            mention=mention,
            cue=cue,
            confidence=confidence,
            reason=reason,
            evidence=evidence,
        )
