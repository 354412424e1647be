"""The spaCy components ``quotex`` and ``quotex_sentences``.

The result is kept in the ``Doc`` as plain data, so that it survives ``to_bytes``, ``DocBin`` and
other processes; ``doc._.quotes`` builds the ``Quotes`` from it when first asked.
"""

# No "from __future__ import annotations": up to 3.8.11 spaCy checks what a factory is given by its
# annotations, and cannot look up what a string names.

import warnings
from collections.abc import Iterable
from typing import Any
from weakref import WeakKeyDictionary

from attrs import asdict
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from quotex.errors import WeightsError
from quotex.extraction import Options, find_quotes, make_options, quotes_of
from quotex.quotes import Quotes
from quotex.reading import is_read_alike, read, with_sentence_starts
from quotex.restoring import restored
from quotex.scoring import SPANS_KEY, QuoteScorer, span_of
from quotex.types import Extraction
from quotex.typeset import as_read

USER_DATA_KEY = "quotex"
"""The key of ``doc.user_data`` under which the quotations are kept as plain data."""

CAST_KEY = "quotex_cast"
"""The key under which the cast is."""


FORMAT_KEY = "quotex_format"
"""The key under which the form of both is, which is 1 where there is none."""

DOC_FORMAT = 1
"""The form written. All earlier ones are read; a later one only by a later version."""

_NEWER = (
    "this Doc holds results of a later version of quotex, in form {}; this version reads form {}. "
    "Update quotex: python -m pip install --upgrade quotex"
)
_NOT_READ = (
    "this Doc holds no results of quotex. Add the component before the text is read: "
    "nlp.add_pipe('quotex'). If it was there, the results were lost when the Doc was stored: "
    "use DocBin(store_user_data=True), or to_bytes() without exclude=['user_data']"
)

_OF_ANOTHER_TEXT = (
    "the results of quotex in this Doc are of another text: Span.as_doc(copy_user_data=True) "
    "copies those of the whole Doc. Take them from the whole Doc, or read the new one: "
    "nlp.get_pipe('quotex')(doc)"
)

# Kept beside the Doc, not in it, where they would be stored and sent along.
_built: WeakKeyDictionary[Doc, tuple[object, Quotes]] = WeakKeyDictionary()


def get_quotes(doc: Doc) -> Quotes:
    """Return the quotations stored in the ``Doc``.

    They are built once, and again only when other data is stored; to change them, store a new
    list, beside which the cast stays as it was. When ``quotex`` has not read the ``Doc``, what it
    holds is of another text, or a later version has read it in a form that this one does not
    know, they are empty and their ``error`` says so.
    """
    data = doc.user_data.get(USER_DATA_KEY)
    if data is None:
        return Quotes(text=doc.text, error=_NOT_READ)
    form = doc.user_data.get(FORMAT_KEY, 1)
    if form > DOC_FORMAT:
        return Quotes(text=doc.text, error=_NEWER.format(form, DOC_FORMAT))
    source, quotes = _built.get(doc, (None, None))
    if quotes is None or source is not data:
        text = doc.text
        quotes = Quotes.from_dicts(data, text, cast=doc.user_data.get(CAST_KEY, ()))
        if any(text[quote.start : quote.end] != quote.text for quote in quotes):
            quotes = Quotes(text=text, error=_OF_ANOTHER_TEXT)
        _built[doc] = (data, quotes)
    return quotes


def set_extension() -> None:
    """Make ``doc._.quotes``, unless another library has taken the name: then warn."""
    if Doc.has_extension("quotes"):
        _, _, getter, _ = Doc.get_extension("quotes")
        # By name: a module that is imported anew finds the function of its former self.
        ours = (get_quotes.__module__, get_quotes.__qualname__)
        if (getattr(getter, "__module__", None), getattr(getter, "__qualname__", None)) != ours:
            warnings.warn(
                "doc._.quotes is taken by another library, and quotex leaves it alone. "
                "Its own results are in doc.spans['quotes']; "
                f"quotex.Quotes.from_dicts(doc.user_data[{USER_DATA_KEY!r}], doc.text, "
                f"cast=doc.user_data[{CAST_KEY!r}]) gives the Quotes. To have doc._.quotes, call "
                "Doc.remove_extension('quotes') and quotex.component.set_extension().",
                stacklevel=2,
            )
            return
    Doc.set_extension("quotes", getter=get_quotes, force=True)


set_extension()


class QuotexSentences:
    """Sets sentence starts; to be placed before the parser, which keeps them."""

    def __call__(self, doc: Doc) -> Doc:
        return with_sentence_starts(doc)


class Quotex:
    """Finds quotations and their speakers in a parsed ``Doc``.

    Sets ``doc._.quotes`` and ``doc.spans["quotes"]``. Raises ``MissingComponentError`` for a
    ``Doc`` without tags or parse.

    A ``Doc`` whose text has dirt in it (see ``quotex.plain``), curly marks or line breaks inside
    paragraphs was parsed by them, too, and a long one was parsed at once. The components of
    ``nlp`` before this one then read the text once more, as ``quotex.reading`` has it, so that the
    result is that of ``extract_quotes``; the ``Doc`` itself stays as it is. Where none of them
    parses, its own tokens are all there is.
    """

    def __init__(
        self, options: Options, *, nlp: Language | None = None, scorer: QuoteScorer | None = None
    ) -> None:
        self.options = options
        self.nlp = nlp
        self.scorer = scorer

    def __call__(self, doc: Doc) -> Doc:
        quotes = quotes_of(self._found(doc), doc.text)
        doc.user_data[USER_DATA_KEY] = quotes.to_dicts(evidence=True)
        doc.user_data[FORMAT_KEY] = DOC_FORMAT
        doc.user_data[CAST_KEY] = [asdict(member) for member in quotes.cast]
        spans = [span_of(doc, q.start, q.end, q.type, q.who or "") for q in quotes]
        doc.spans[SPANS_KEY] = [span for span in spans if span is not None]
        return doc

    def _found(self, doc: Doc) -> Extraction:
        plain = as_read(doc.text)
        if self.nlp is not None and not is_read_alike(plain.text, doc.text):
            (anew,) = read(self.nlp, [plain.text], before=self)
            if anew.has_annotation("DEP"):
                return restored(find_quotes(anew, plain.text, self.options), plain, doc.text)
        return find_quotes(doc, doc.text, self.options)

    def score(self, examples: Iterable[Example], **kwargs: Any) -> dict[str, Any]:
        """Return the scores of examples that were read, as ``nlp.evaluate`` asks for them."""
        return {} if self.scorer is None else self.scorer(examples, **kwargs)


@Language.factory("quotex_sentences", assigns=["token.is_sent_start", "doc.sents"])
def make_quotex_sentences(nlp: Language, name: str) -> QuotexSentences:
    """Make the component that sets sentence starts at paragraph breaks and around quotations."""
    return QuotexSentences()


@Language.factory(
    "quotex",
    default_config={
        "speakers": [],
        "indirect": True,
        "min_confidence": 0.0,
        "weights": None,
        "genre": None,
        "sentences": True,
        "scorer": {"@scorers": "quotex.quote_scorer.v1"},
    },
    assigns=["doc._.quotes", "doc.spans"],
    requires=["token.tag", "token.dep", "token.head"],
    # Shown while other components are trained, but of no weight: training changes nothing here.
    default_score_weights={
        "quotes_p": 0.0,
        "quotes_r": 0.0,
        "quotes_f": 0.0,
        "quotes_speaker_acc": 0.0,
        "quotes_per_type": None,
    },
)
def make_quotex(
    nlp: Language,
    name: str,
    speakers: Any,
    indirect: Any,
    min_confidence: Any,
    weights: Any,
    genre: Any,
    sentences: Any,
    scorer: QuoteScorer | None,
) -> Quotex:
    """Make the component that finds quotations; the options are those of ``extract_quotes``.

    With ``sentences``, the default, ``quotex_sentences`` is placed before the parser unless it
    is in the pipeline already, so that the result is that of ``extract_quotes``. Warns when no
    component of the pipeline declares that it sets ``token.dep``.
    """
    if not isinstance(sentences, bool):
        raise TypeError(f"{name}: sentences must be True or False, not {sentences!r}")
    try:
        options = make_options(speakers, indirect, min_confidence, weights, genre)
    except (TypeError, ValueError, WeightsError) as exc:
        raise type(exc)(f"{name}: {exc}") from None
    if sentences:
        _add_sentences(nlp)
    return Quotex(options, nlp=nlp, scorer=scorer)


def _add_sentences(nlp: Language) -> None:
    metas = {name: nlp.get_pipe_meta(name) for name in nlp.component_names}
    if any(meta.factory == "quotex_sentences" for meta in metas.values()):
        return
    for name, meta in metas.items():
        if "token.dep" in meta.assigns:
            nlp.add_pipe("quotex_sentences", before=name)
            return
    warnings.warn(
        "No component before quotex declares that it sets token.dep, so quotex_sentences was not "
        "placed and headlines and paragraphs may run together. Add the parser before quotex, or "
        "place it yourself with nlp.add_pipe('quotex_sentences', before=…); "
        "config={'sentences': False} does without it, and without this warning.",
        stacklevel=2,
    )
