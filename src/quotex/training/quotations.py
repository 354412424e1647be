"""Learning the decisions about quoted spans: links, speech or scare quote, the source."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from attrs import define, field

from quotex import attribution, extents, links, speech
from quotex.attribution import add_candidates
from quotex.cue_features import Lexicon
from quotex.extents import Option
from quotex.gold.types import GoldQuote, Offsets
from quotex.quotation_models import LINK_CUT
from quotex.quotations import link, options_of, reports_near
from quotex.ranker import LinearModel, softmax
from quotex.reports import Report
from quotex.scene import Quotation, Scene
from quotex.segments import Segment, find_segments, paragraph_of
from quotex.speech import speech_row
from quotex.tokens import Tokens
from quotex.training.contents import is_exact, jaccard
from quotex.training.corpus import Reading
from quotex.training.fitting import fit_binary, fit_softmax


@define(eq=False)
class MarkedReading:
    """A reading with its segments, each with the gold quotation it belongs to, if any."""

    reading: Reading
    reports: list[Report]
    paragraph: list[int]
    segments: list[Segment]
    gold: list[GoldQuote | None]
    quotations: list[Quotation] = field(factory=list)


def align(reading: Reading, reports: list[Report]) -> MarkedReading:
    """Find the segments and the gold quotation around each."""
    paragraph = paragraph_of(reading.tokens, reading.layout.paragraphs)
    segments = find_segments(reading.tokens, reading.regions, paragraph)
    segments = [s for s in segments if s.label is None]
    return MarkedReading(
        reading, reports, paragraph, segments, [gold_of(reading, s) for s in segments]
    )


def gold_of(reading: Reading, segment: Segment) -> GoldQuote | None:
    """Return the smallest gold quotation that covers half of the segment."""
    a, b = segment.span.start, segment.span.end
    best: tuple[int, GoldQuote] | None = None
    for quote in reading.gold.quotes:
        covered = sum(max(0, min(b, y) - max(a, x)) for x, y in quote.spans)
        if 2 * covered >= b - a:
            size = sum(y - x for x, y in quote.spans)
            if best is None or size < best[0]:
                best = (size, quote)
    return best[1] if best else None


def train_links(documents: Sequence[MarkedReading], l2: float = 8.0) -> LinearModel:
    """Fit the link model on all neighbouring segments."""
    rows, labels = [], []
    for d in documents:
        tokens = d.reading.tokens
        kept = [k for k, s in enumerate(d.segments) if not links.is_title(tokens, s)]
        segments = [d.segments[k] for k in kept]
        gold = [d.gold[k] for k in kept]
        rows += links.link_rows(tokens, segments, d.reports, d.paragraph)
        labels += [float(a is not None and a is b) for a, b in pairwise(gold)]
    model = LinearModel(links.FEATURES, links.CROSSES)
    fit_binary(model, rows, labels, l2=l2)
    return model


def scene_of(d: MarkedReading, lexicon: Lexicon) -> Scene:
    """Return the document as attribution reads it."""
    r = d.reading
    return Scene(r.tokens, r.phrases, d.reports, r.marked, d.paragraph, lexicon)


def set_quotations(d: MarkedReading, model: LinearModel, words: Lexicon) -> None:
    """Link the segments by the model and fill in the candidates."""
    scene = scene_of(d, words)
    d.quotations = link(scene, d.segments, model, LINK_CUT)
    add_candidates(scene, d.quotations)


def quotation_gold(d: MarkedReading, quotation: Quotation) -> GoldQuote | None:
    """Return the gold quotation of the longest aligned segment."""
    best: tuple[int, GoldQuote] | None = None
    for segment in quotation.segments:
        gold = gold_of(d.reading, segment)
        if gold is not None and (best is None or segment.size > best[0]):
            best = (segment.size, gold)
    return best[1] if best else None


def label_sources(d: MarkedReading, quotation: Quotation) -> list[float] | None:
    """Return 1 for the candidate that heads the gold source; ``None`` when there is none."""
    gold = quotation_gold(d, quotation)
    if gold is None:
        return None
    head = d.reading.source_head.get(gold.id)
    labels = [float(source == head) for source in quotation.sources]
    if not any(labels):
        labels = [float(overlaps(d.reading, source, gold)) for source in quotation.sources]
    return labels if any(labels) else None


def overlaps(reading: Reading, source: int, gold: GoldQuote) -> bool:
    """Does the base noun phrase around the token share text with the gold source?"""
    tokens = reading.tokens
    phrase = reading.by_head.get(source)
    first, last = (phrase.first, phrase.last) if phrase else (source, source)
    return any(tokens.start[first] < y and x < tokens.end[last] for x, y in gold.source)


def train_sources(documents: Sequence[MarkedReading], l2: float = 1.0) -> LinearModel:
    """Fit the ranker on every quotation whose source is among its candidates."""
    rows, labels, groups = [], [], []
    number = 0
    for d in documents:
        for quotation in d.quotations:
            right = label_sources(d, quotation)
            if right is None:
                continue
            number += 1
            rows += quotation.rows
            labels += right
            groups += [number] * len(right)
    model = LinearModel(attribution.FEATURES, attribution.CROSSES)
    fit_softmax(model, rows, labels, groups, l2=l2)
    return model


def top_source(quotation: Quotation, model: LinearModel) -> tuple[int, float]:
    """Return the position of the likeliest candidate and its probability; -1 without one."""
    if not quotation.rows:
        return -1, 0.0
    shares = softmax(model.scores(quotation.rows))
    best = int(shares.argmax())
    return best, float(shares[best])


def train_speech(
    documents: Sequence[MarkedReading], sources: LinearModel, lexicon: Lexicon, l2: float = 8.0
) -> LinearModel:
    """Fit the decision whether a quotation reports anything."""
    rows, labels = [], []
    for d in documents:
        scene = scene_of(d, lexicon)
        for quotation in d.quotations:
            best, share = top_source(quotation, sources)
            top = quotation.rows[best] if best >= 0 else None
            near = reports_near(scene, quotation)
            rows.append(speech_row(d.reading.tokens, quotation, near, d.paragraph, top, share))
            labels.append(float(quotation_gold(d, quotation) is not None))
    model = LinearModel(speech.FEATURES, speech.CROSSES)
    fit_binary(model, rows, labels, l2=l2)
    return model


def offsets(tokens: Tokens, option: Option) -> list[Offsets]:
    """Return the option's spans as character offsets."""
    return [(tokens.start[a], tokens.end[b]) for a, b in option.spans]


def label_extents(tokens: Tokens, options: Sequence[Option], gold: GoldQuote) -> list[float]:
    """Return 1 for the exact options, else for the one that shares the most characters."""
    spans = [offsets(tokens, option) for option in options]
    exact = [is_exact(s, gold.spans) for s in spans]
    if any(exact):
        return [float(e) for e in exact]
    shares = [jaccard(s, gold.spans) for s in spans]
    best = max(shares)
    return [float(best > 0.3 and share == best) for share in shares]


def train_extents(
    documents: Sequence[MarkedReading], sources: LinearModel, lexicon: Lexicon, l2: float = 3.0
) -> LinearModel:
    """Fit the choice between the marked words and the clause around them."""
    rows, labels, groups = [], [], []
    number = 0
    for d in documents:
        scene = scene_of(d, lexicon)
        for quotation in d.quotations:
            gold = quotation_gold(d, quotation)
            if gold is None:
                continue
            best, _ = top_source(quotation, sources)
            report = quotation.cues[best] if best >= 0 else None
            options = options_of(scene, quotation, report)
            right = label_extents(d.reading.tokens, options, gold)
            if len(options) < 2 or not any(right):
                continue
            number += 1
            rows += [o.row for o in options]
            labels += right
            groups += [number] * len(options)
    model = LinearModel(extents.FEATURES, extents.CROSSES)
    fit_softmax(model, rows, labels, groups, l2=l2)
    return model
