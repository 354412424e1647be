"""The two calls: one text, and many."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sized
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal, cast, overload

from quotex.batch import as_quotes, batches, run_here, run_in_processes
from quotex.characters import KnownSpeaker
from quotex.errors import DocumentError
from quotex.extraction import Options, find_quotes, make_options, needs_model, quotes_of
from quotex.models import Model, alone_with, check_model, get_model
from quotex.quotes import Quotes
from quotex.reading import read
from quotex.restoring import restored
from quotex.types import Genre
from quotex.typeset import as_read

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


def extract_quotes(
    text: str | Doc,
    *,
    model: Model | Language = None,
    speakers: Iterable[KnownSpeaker] = (),
    indirect: bool = True,
    min_confidence: float = 0.0,
    weights: str | os.PathLike[str] | None = None,
    genre: Genre | None = None,
    progress: bool = False,
) -> Quotes:
    """Find the quotations of one text and who said them.

    May be called from many threads; with a pipeline that quotex has loaded they take turns.

    Args:
        text: Any string, or a spaCy ``Doc`` that has tags and a dependency parse.
        model: The name or path of a spaCy pipeline, or a ``Language``, whose enabled components
            run as they are and which is not changed. By default the best English pipeline
            installed, loaded once.
        speakers: People known to speak: names, each in its fullest form, or ``Character``, or
            mappings with the fields of one, which say by what other names the text calls them.
        indirect: Whether to report reported speech that has no quotation marks.
        min_confidence: A quotation whose speaker is less probable than this (0 to 1) is
            returned with ``speaker``, ``mention`` and ``cue`` left out, all ``None``. It keeps
            its ``confidence``, and its ``reason`` names the mention that was not certain enough.
        weights: A folder that ``quotex train`` wrote, read once, and again when it was trained
            anew. By default the weights that come with quotex.
        genre: "news" or "fiction", for texts of a kind that is known. By default each text's
            own characters decide.
        progress: Show on standard error how many characters have been read, the rate and the
            time left: a book takes a minute or two.

    Returns:
        The quotations in text order. Offsets are character offsets into ``text``, or into
        ``doc.text`` for a ``Doc``.

    Raises:
        TypeError, ValueError: An argument is of the wrong type, or out of range.
        ModelNotFoundError: No pipeline, or not the one asked for, is installed, or it is and
            spaCy cannot load it.
        MissingComponentError: The pipeline or the ``Doc`` has no tags or no parse.
        WeightsError: ``weights`` is no folder of weights, is damaged, or does not fit this
            version; found before the text is read.
    """
    options = make_options(speakers, indirect, min_confidence, weights, genre)
    check_model(model)
    if not isinstance(text, str):
        doc = _as_doc(text)
        return quotes_of(find_quotes(doc, doc.text, options, given=True), doc.text)
    plain = as_read(text)
    if not needs_model(plain.text, options):
        return Quotes(text=text)
    with alone_with(model), _characters(plain.text, shown=progress) as advance:
        (doc,) = read(get_model(model), [plain.text], advance)
        return quotes_of(restored(find_quotes(doc, plain.text, options), plain, text), text)


@overload
def pipe(
    texts: Iterable[str],
    *,
    model: Model | Language = ...,
    as_tuples: Literal[False] = ...,
    batch_size: int = ...,
    n_process: int = ...,
    progress: bool = ...,
    on_error: Literal["raise", "record"] = ...,
    speakers: Iterable[KnownSpeaker] = ...,
    indirect: bool = ...,
    min_confidence: float = ...,
    weights: str | os.PathLike[str] | None = ...,
    genre: Genre | None = ...,
) -> Iterator[Quotes]: ...
@overload
def pipe(
    texts: Iterable[tuple[str, Any]],
    *,
    model: Model | Language = ...,
    as_tuples: Literal[True],
    batch_size: int = ...,
    n_process: int = ...,
    progress: bool = ...,
    on_error: Literal["raise", "record"] = ...,
    speakers: Iterable[KnownSpeaker] = ...,
    indirect: bool = ...,
    min_confidence: float = ...,
    weights: str | os.PathLike[str] | None = ...,
    genre: Genre | None = ...,
) -> Iterator[tuple[Quotes, Any]]: ...
def pipe(
    texts: Iterable[Any],
    *,
    model: Model | Language = None,
    as_tuples: bool = False,
    batch_size: int = 64,
    n_process: int = 1,
    progress: bool = False,
    on_error: Literal["raise", "record"] = "raise",
    speakers: Iterable[KnownSpeaker] = (),
    indirect: bool = True,
    min_confidence: float = 0.0,
    weights: str | os.PathLike[str] | None = None,
    genre: Genre | None = None,
) -> Iterator[Any]:
    """Find the quotations of many texts, lazily and in order.

    Many threads may each have one of their own. The processes end with it, and with Ctrl-C.

    Args:
        texts: Strings; a generator will do. With ``as_tuples``, pairs of a string and anything.
        as_tuples: Yield ``(quotes, context)`` for each ``(text, context)``.
        batch_size: The most texts read at once; a batch also closes when its texts reach
            200,000 characters together.
        n_process: How many processes read, -1 for one per core. In a script, a start method
            other than fork needs the usual ``if __name__ == "__main__":``.
        progress: Show how many are done, the time and the rate on standard error.
        on_error: "raise" stops at a text that fails; "record" yields an empty ``Quotes`` for it
            whose ``error`` says why, and goes on.
        model: As for ``extract_quotes``, like those below.
        speakers: People known to speak.
        indirect: Whether to report reported speech that has no quotation marks.
        min_confidence: How probable a speaker must be.
        weights: A folder that ``quotex train`` wrote.
        genre: "news" or "fiction".

    Yields:
        One ``Quotes`` a text.

    Raises:
        DocumentError: A text failed; the message gives its index, counted from 0.
        TypeError, ValueError: An argument is of the wrong type or out of range (at once).
        WeightsError: The weights cannot be used (at once).
    """
    options = make_options(speakers, indirect, min_confidence, weights, genre)
    check_model(model)
    if isinstance(texts, (str, bytes)) or not isinstance(texts, Iterable):
        raise TypeError(
            f"texts must be an iterable of strings, not {type(texts).__name__}; "
            "for one text use extract_quotes(text)"
        )
    if on_error not in ("raise", "record"):
        raise ValueError(f"on_error must be 'raise' or 'record', not {on_error!r}")
    _check_count("batch_size", batch_size)
    if n_process == -1:
        n_process = os.cpu_count() or 1
    _check_count("n_process", n_process)
    results = _pipe(texts, model, options, as_tuples, batch_size, n_process, on_error == "record")
    return _with_progress(results, texts) if progress else results


def _pipe(
    texts: Iterable[Any],
    model: Model | Language,
    options: Options,
    as_tuples: bool,
    batch_size: int,
    n_process: int,
    record: bool,
) -> Iterator[Any]:
    pairs = (_pair(item) for item in texts) if as_tuples else ((text, None) for text in texts)
    groups = batches(pairs, batch_size)
    if n_process == 1:
        results = run_here(groups, model, options)
    else:
        results = run_in_processes(groups, model, options, n_process)
    index = 0
    for group, outcomes in results:
        for (text, context), outcome in zip(group, outcomes, strict=True):
            if isinstance(outcome, Exception) and not record:
                raise DocumentError(
                    f"document {index}: {type(outcome).__name__}: {outcome}"
                ) from outcome
            quotes = as_quotes(text, outcome)
            yield (quotes, context) if as_tuples else quotes
            index += 1


def _check_count(name: str, value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{name} must be a whole number, not {type(value).__name__}")
    if value < 1:
        raise ValueError(f"{name} must be at least 1, not {value}")


def _as_doc(text: object) -> Doc:
    # A Doc can exist only when spaCy has been imported, so there is no need to import it.
    tokens = sys.modules.get("spacy.tokens")
    if tokens is not None and isinstance(text, tokens.Doc):
        return cast("Doc", text)
    raise TypeError(f"text must be a str or a spacy.tokens.Doc, not {type(text).__name__}")


def _pair(item: Any) -> tuple[Any, Any]:
    try:
        text, context = item
    except (TypeError, ValueError):
        raise TypeError(
            f"with as_tuples=True every item must be a pair (text, context), not {item!r:.80}"
        ) from None
    return text, context


@contextmanager
def _characters(text: str, *, shown: bool) -> Iterator[Callable[[int], object] | None]:
    """Show a bar of the characters read while open; yields what moves it on."""
    if not shown:
        yield None
        return
    from tqdm import tqdm

    with tqdm(total=len(text), unit="char", unit_scale=True, file=sys.stderr) as bar:
        yield bar.update


def _with_progress(results: Iterator[Any], texts: Iterable[Any]) -> Iterator[Any]:
    from tqdm import tqdm

    total = len(texts) if isinstance(texts, Sized) else None
    with tqdm(total=total, unit="text", file=sys.stderr) as bar:
        for result in results:
            bar.update()
            yield result
