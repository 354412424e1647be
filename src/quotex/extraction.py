"""One document: the options, and the one way into the engine that every interface shares."""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike
from typing import TYPE_CHECKING, get_args

from attrs import frozen

from quotex.characters import KnownSpeaker, characters_of
from quotex.errors import MissingComponentError
from quotex.layout import find_layout
from quotex.quotes import Quotes
from quotex.types import Character, Extraction, Genre

if TYPE_CHECKING:
    from spacy.tokens import Doc


@frozen
class Options:
    """What to look for; the meaning is that of ``extract_quotes``.

    ``weights`` is a path, not what is read from it, so that options travel to other processes.
    """

    speakers: tuple[Character, ...] = ()
    indirect: bool = True
    min_confidence: float = 0.0
    weights: str | None = None
    genre: Genre | None = None


def make_options(
    speakers: Iterable[KnownSpeaker],
    indirect: bool,
    min_confidence: float,
    weights: str | PathLike[str] | None,
    genre: Genre | None = None,
) -> Options:
    """Check the options that every way into quotex shares; errors name the argument.

    Weights other than the shipped ones are loaded, so that unusable ones are known at once.
    """
    characters = characters_of(speakers)
    if not isinstance(indirect, bool):
        raise TypeError(f"indirect must be True or False, not {indirect!r}")
    if isinstance(min_confidence, bool) or not isinstance(min_confidence, (int, float)):
        raise TypeError(
            f"min_confidence must be a number from 0 to 1, not {type(min_confidence).__name__}"
        )
    if not 0 <= min_confidence <= 1:
        raise ValueError(f"min_confidence must be from 0 to 1, not {min_confidence}")
    if genre is not None and genre not in get_args(Genre):
        choices = ", ".join(map(repr, get_args(Genre)))
        raise ValueError(f"genre must be one of {choices}, or None, not {genre!r}")
    return Options(characters, indirect, float(min_confidence), _check_weights(weights), genre)


def _check_weights(weights: str | PathLike[str] | None) -> str | None:
    if weights is None:
        return None
    from quotex.weights import folder_of, load_weights

    folder = folder_of(weights)  # absolute: the folder stays the same wherever work goes on
    load_weights(folder)
    return str(folder)


def find_quotes(doc: Doc, text: str, options: Options, *, given: bool = False) -> Extraction:
    """Return what is found in a parsed document; the one way into the engine.

    ``given`` says that the ``Doc`` is the caller's own and no pipeline was run on it.
    """
    # spaCy imports every installed component whenever a pipeline is made: the engine, the costly
    # part, waits until it is needed.
    from quotex import engine
    from quotex.weights import load_weights

    require_parse(doc, given=given)
    return engine.extract(
        doc,
        text,
        weights=load_weights(options.weights),
        speakers=options.speakers,
        indirect=options.indirect,
        min_confidence=options.min_confidence,
        genre=options.genre,
    )


def quotes_of(found: Extraction, text: str) -> Quotes:
    """Return what was found in the text as callers get it."""
    return Quotes(found.quotes, text, cast=found.cast)


def needs_model(text: str, options: Options) -> bool:
    """Whether there can be a quotation in the text: only then is the pipeline run."""
    if not any(map(str.isalnum, text)):
        return False
    if options.indirect:
        return True
    return find_layout(text).has_words_of_others


def require_parse(doc: Doc, *, given: bool = False) -> None:
    """Raise ``MissingComponentError`` unless the ``Doc`` has tags and a dependency parse.

    The message speaks of the ``Doc`` when it was ``given``, else of the pipeline that made it.
    """
    missing = [
        (what, component)
        for what, component, attribute in (
            ("tags", "a tagger", "TAG"),
            ("dependency parse", "a parser", "DEP"),
        )
        if not _is_annotated(doc, attribute)
    ]
    if not missing:
        return
    nothing = " and no ".join(what for what, _ in missing)
    components = " and ".join(component for _, component in missing)
    if given:
        raise MissingComponentError(
            f"The Doc has no {nothing}, which quotex reads: make it with a pipeline that has "
            f"{components}, such as spacy.load('en_core_web_sm'), or pass the text itself."
        )
    raise MissingComponentError(
        f"The pipeline gives no {nothing}, which quotex reads: use one that has {components} "
        "enabled and before quotex, such as spacy.load('en_core_web_sm'), or pass model=… with "
        "the name of one."
    )


def _is_annotated(doc: Doc, attribute: str) -> bool:
    """Whether words have it: where no tagger ran, an attribute ruler still tags white space."""
    if not doc.has_annotation(attribute):
        return False
    if all(token.is_space for token in doc):
        return True
    return any(getattr(token, attribute.lower()) for token in doc if not token.is_space)
