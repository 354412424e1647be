"""Reading: from the caller's texts to parsed spaCy documents with the same offsets.

Long texts are cut at paragraph breaks, read piece by piece and joined again, so that memory
stays bounded and the engine still sees one document.
"""

from __future__ import annotations

import re
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING
from weakref import WeakSet

from quotex.layout import find_layout
from quotex.paragraphs import in_one_line
from quotex.sentences import set_sentence_starts

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

CHUNK_CHARS = 15_000
"""The longest piece, in characters, that is parsed at once."""

_TOKENS_AT_ONCE = 8_000  # more takes much memory and gains no time
_LONG_RUN = re.compile(r"\S{400,}")
_RUN_TOKEN = re.compile(r"\w+|(\W)\1*")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")  # glued to words by the tokenizer
# Places to cut a long text at, best first: blank line, sentence end, line end, white space.
_CUTS = tuple(re.compile(p) for p in (r"\n[^\S\n]*\n\s*", r"[.!?][\"'”’»)]*\s+", r"\n\s*", r"\s+"))

# To a parser, a word beside “ and a word beside " are not alike. So that the same words are parsed
# alike in every typesetting, it gets all marks straight; the stages that look for marks do not.
_STRAIGHT = str.maketrans("“”„‟‘’‚‛", '""""' + "'" * 4)

_GIVEN = "quotex_given"  # in a Doc's user data, until sentence starts are set: its own text

_warned: WeakSet[Language] = WeakSet()


def read(
    nlp: Language,
    texts: Iterable[str],
    advance: Callable[[int], object] | None = None,
    *,
    before: object | None = None,
) -> Iterator[Doc]:
    """Yield a parsed ``Doc`` for each text, in order and lazily.

    ``doc.text`` equals the text, except that a lone surrogate, which spaCy cannot hold, is
    U+FFFD in it, quotation marks and apostrophes are straight, and a control character and a line
    break inside a paragraph are a space; so all character offsets agree. The pipeline's enabled
    components run in their order, or those before the component ``before``, with sentence starts
    set before the parser; ``nlp`` itself is not changed. Warns, once for each ``nlp``, when a
    component parses without declaring that it sets ``token.dep``: no place is known then.

    ``advance`` is told, as it goes, how many characters more have been read. The documents
    joined from several pieces carry no ``doc.spans`` and no ``doc.user_data``.
    """
    counts: deque[int] = deque()
    docs = _run(nlp, _pieces(nlp, texts, counts), advance, before)
    for first in docs:
        pieces = [first]
        for _ in range(counts.popleft() - 1):
            pieces.append(next(docs))
        yield _join(pieces)


def is_read_alike(text: str, given: str) -> bool:
    """Whether a pipeline that is given ``given`` reads what it gets from ``read`` for a text."""
    piece, *others = split(readable(text))
    return not others and _as_parsed(piece) == given and not _LONG_RUN.search(given)


def readable(text: str) -> str:
    """Return the text with U+FFFD for lone surrogates and spaces for control characters."""
    return _CONTROL.sub(" ", _SURROGATE.sub("\ufffd", text))


def split(text: str, limit: int = CHUNK_CHARS) -> list[str]:
    """Cut the text into pieces of at most ``limit`` characters that join to it again.

    Cuts fall at paragraph breaks where there are any, else at a sentence end, a line end or
    white space, and only then inside a word.
    """
    pieces = []
    start = 0
    while len(text) - start > limit:
        end = _cut(text, start, start + limit)
        pieces.append(text[start:end])
        start = end
    pieces.append(text[start:])
    return pieces


def _cut(text: str, start: int, end: int) -> int:
    # A cut in the first quarter would make pieces too small to be worth their overhead.
    earliest = start + (end - start) // 4
    for pattern in _CUTS:
        last = None
        for match in pattern.finditer(text, earliest, end):
            last = match
        if last is not None:
            return last.end()
    return end


def _pieces(nlp: Language, texts: Iterable[str], counts: deque[int]) -> Iterator[Doc]:
    for text in texts:
        pieces = split(readable(text))
        counts.append(len(pieces))
        for piece in pieces:
            parsed = _as_parsed(piece)
            doc = _tokenize(nlp, parsed)
            doc.user_data[_GIVEN] = piece
            yield doc


def _as_parsed(text: str) -> str:
    """Return the text with straight marks, and a space for each line break inside a paragraph: to
    a parser that is a token, which breaks up the sentence and the names in it."""
    if "\n" in text:
        text = in_one_line(text, find_layout(text).paragraphs)
    return text.translate(_STRAIGHT)


def _tokenize(nlp: Language, text: str) -> Doc:
    """Tokenise without ``nlp.make_doc``, whose length limit is of no use on short pieces.

    The tokenizer's time grows with the square of the length of a stretch without white space
    (minutes for fifty thousand marks in a row); such stretches are split by a plain rule.
    """
    from spacy.tokens import Doc

    if not _LONG_RUN.search(text):
        return nlp.tokenizer(text)
    words: list[str] = []
    spaces: list[bool] = []

    def add(ordinary: str) -> None:
        for token in nlp.tokenizer(ordinary):
            words.append(token.text)
            spaces.append(bool(token.whitespace_))

    done = 0
    for run in _LONG_RUN.finditer(text):
        add(text[done : run.start()])
        parts = [match[0] for match in _RUN_TOKEN.finditer(run[0])]
        words += parts
        spaces += [False] * len(parts)
        done = run.end()
    add(text[done:])
    return Doc(nlp.vocab, words=words, spaces=spaces)


def _run(
    nlp: Language,
    docs: Iterator[Doc],
    advance: Callable[[int], object] | None,
    before: object | None,
) -> Iterator[Doc]:
    names = {name: nlp.get_pipe_meta(name) for name in nlp.pipe_names}
    starts_set = any(meta.factory == "quotex_sentences" for meta in names.values())
    steps: list[Callable[[Doc], Doc]] = []
    for name, component in nlp.pipeline:
        if component is before:
            break
        if names[name].factory == "quotex":
            continue
        if not starts_set and "token.dep" in names[name].assigns:
            steps.append(with_sentence_starts)
            starts_set = True
        steps.append(component)
    for group in _groups(docs):
        for step in steps:
            pipe = getattr(step, "pipe", None)
            group = list(pipe(group, batch_size=len(group)) if pipe else map(step, group))
        if not starts_set and any(len(doc) and doc.has_annotation("DEP") for doc in group):
            _warn_of_unset_starts(nlp)
        if advance is not None:
            advance(sum(len(doc.text) for doc in group))
        yield from group


def _warn_of_unset_starts(nlp: Language) -> None:
    if nlp in _warned:
        return
    _warned.add(nlp)
    warnings.warn(
        "The pipeline parses, but none of its components declares that it sets token.dep, so "
        "sentence starts were not set before it and headlines and paragraphs may run together. "
        "Place the step yourself with nlp.add_pipe('quotex_sentences', before='NAME'), where "
        "NAME is the component that parses, or declare assigns=['token.dep'] in its factory.",
        stacklevel=2,
    )


def _groups(docs: Iterator[Doc]) -> Iterator[list[Doc]]:
    group: list[Doc] = []
    tokens = 0
    for doc in docs:
        group.append(doc)
        tokens += len(doc)
        if tokens >= _TOKENS_AT_ONCE:
            yield group
            group, tokens = [], 0
    if group:
        yield group


def with_sentence_starts(doc: Doc) -> Doc:
    """Set the sentence starts of a Doc, by its text as it was before it was read."""
    given: str | None = doc.user_data.pop(_GIVEN, None)
    set_sentence_starts(doc, doc.text if given is None else given)  # a Doc makes its text anew
    return doc


def _join(pieces: list[Doc]) -> Doc:
    from spacy.tokens import Doc

    if len(pieces) == 1:
        return pieces[0]
    # The keyword is missing from spaCy's own annotations.
    from_docs: Callable[..., Doc | None] = Doc.from_docs
    joined = from_docs(pieces, ensure_whitespace=False, exclude=["spans", "user_data", "tensor"])
    assert joined is not None
    return joined
