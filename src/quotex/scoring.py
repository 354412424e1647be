"""Quotations as spaCy spans, and the scorer of ``nlp.evaluate``.

The span of a quotation is its hull, from the first part to the last. Whoever wants figures by the
field's definitions, with partial matches and names in any form, uses ``quotex.evaluation``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from spacy.scorer import Scorer
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import registry

from quotex.errors import GoldError

if TYPE_CHECKING:
    from spacy.language import Language

    from quotex.gold import GoldDocument

SPANS_KEY = "quotes"
"""The key of ``doc.spans``; a span's label is the quotation's type, its ``kb_id_`` who said it."""

QuoteScorer = Callable[..., dict[str, Any]]
"""Takes examples and gives scores by name."""


def span_of(doc: Doc, start: int, end: int, label: str, speaker: str) -> Span | None:
    """Return the tokens that hold the characters; ``None`` for offsets outside the text."""
    return doc.char_span(start, end, label=label, kb_id=speaker, alignment_mode="expand")


def to_example(document: GoldDocument, nlp: Language) -> Example:
    """Return gold as spaCy's ``Example``, for ``nlp.evaluate``.

    Args:
        document: The gold, as ``quotex.gold.read_gold`` gives it.
        nlp: The pipeline whose tokenizer is to be used.

    Returns:
        An example whose reference has only ``doc.spans["quotes"]``, labelled as by ``quotex``;
        ``kb_id_`` is the speaker's name where the gold gives one, else empty.

    Raises:
        GoldError: A quotation lies outside the text.
    """
    reference = nlp.make_doc(document.text)
    spans = []
    for quote in document.quotes:
        span = span_of(reference, quote.start, quote.end, quote.type, quote.name or "")
        if span is None:
            raise GoldError(
                f"{document.id}: quotation {quote.id!r} at {quote.start}-{quote.end} is not in the "
                f"text, which has {len(document.text)} characters. Correct its offsets."
            )
        spans.append(span)
    reference.spans[SPANS_KEY] = spans
    return Example(nlp.make_doc(document.text), reference)


def score_quotes(examples: Iterable[Example], **kwargs: Any) -> dict[str, Any]:
    """Return the scores of quotations: both ends, the type and the speaker exactly right.

    ``quotes_p``, ``quotes_r``, ``quotes_f`` and ``quotes_per_type`` are those of spaCy's
    ``Scorer.score_spans``, the type being the label. ``quotes_speaker_acc`` is the share of gold
    quotations with a speaker (``kb_id_``) that are found, of whatever type, with the same
    speaker. A reference without ``doc.spans["quotes"]`` is passed over, and a score of which
    there is nothing to count is ``None``.
    """
    examples = list(examples)
    scores = Scorer.score_spans(
        examples,
        SPANS_KEY,
        getter=_quotes_of,
        has_annotation=lambda doc: SPANS_KEY in doc.spans,
        allow_overlap=True,
        **kwargs,
    )
    scores[f"{SPANS_KEY}_speaker_acc"] = _speaker_accuracy(examples)
    return scores


def make_quote_scorer() -> QuoteScorer:
    """Make the scorer that the config of ``quotex`` names."""
    return score_quotes


registry.scorers("quotex.quote_scorer.v1", func=make_quote_scorer)


def _quotes_of(doc: Doc, key: str) -> list[Span]:
    return list(doc.spans.get(key, ()))


def _speaker_accuracy(examples: Iterable[Example]) -> float | None:
    right = total = 0
    for example in examples:
        wanted = {
            (span.start, span.end): span.kb_id_
            for span in _quotes_of(example.reference, SPANS_KEY)
            if span.kb_id_
        }
        # One by one, as what is aligned no longer says who spoke.
        found = {
            (gold.start, gold.end): span.kb_id_
            for span in _quotes_of(example.predicted, SPANS_KEY)
            for gold in example.get_aligned_spans_x2y([span], allow_overlap=True)
        }
        total += len(wanted)
        right += sum(found.get(place) == speaker for place, speaker in wanted.items())
    return right / total if total else None
