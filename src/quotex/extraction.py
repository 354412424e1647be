"""One document: the options, and the one way into the engine that every interface shares."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from attrs import frozen

from quotex.errors import MissingComponentError
from quotex.marks import find_quoted
from quotex.paragraphs import find_paragraphs
from quotex.turns import find_turns
from quotex.types import Quote

if TYPE_CHECKING:
    from spacy.tokens import Doc


@frozen
class Options:
    """What to look for; the meaning is that of ``extract_quotes``."""

    speakers: tuple[str, ...] = ()
    indirect: bool = True
    min_confidence: float = 0.0


def make_options(speakers: Iterable[str], indirect: bool, min_confidence: float) -> Options:
    """Check the options that every way into quotex shares; errors name the argument."""
    if isinstance(speakers, (str, bytes)) or not isinstance(speakers, Iterable):
        raise TypeError(
            "speakers must be a list of names, such as ['Ann Lee', 'Bo Diaz'], "
            f"not the {type(speakers).__name__} {speakers!r}"
        )
    names = tuple(speakers)
    for name in names:
        if not isinstance(name, str):
            raise TypeError(
                f"speakers must hold strings only, not the {type(name).__name__} {name!r}"
            )
        if not name.strip():
            raise ValueError("speakers must not hold an empty name")
    if not isinstance(indirect, bool):
        raise TypeError(f"indirect must be True or False, not {indirect!r}")
    if isinstance(min_confidence, bool) or not isinstance(min_confidence, (int, float)):
        raise TypeError(
            f"min_confidence must be a number from 0 to 1, not {type(min_confidence).__name__}"
        )
    if not 0 <= min_confidence <= 1:
        raise ValueError(f"min_confidence must be from 0 to 1, not {min_confidence}")
    return Options(names, indirect, float(min_confidence))


def find_quotes(doc: Doc, text: str, options: Options) -> tuple[Quote, ...]:
    """Return the quotations of a parsed document; the one way into the engine."""
    # spaCy imports every installed component whenever a pipeline is made: the engine, the costly
    # part, waits until it is needed.
    from quotex import engine

    require_parse(doc)
    return engine.extract(
        doc,
        text,
        speakers=options.speakers,
        indirect=options.indirect,
        min_confidence=options.min_confidence,
    )


def needs_model(text: str, options: Options) -> bool:
    """Whether there can be a quotation in the text: only then is the pipeline run."""
    if not any(map(str.isalnum, text)):
        return False
    if options.indirect:
        return True
    paragraphs = find_paragraphs(text)
    quoted = find_quoted(text, paragraphs)
    return bool(quoted) or bool(find_turns(text, paragraphs, quoted))


def require_parse(doc: Doc) -> None:
    """Raise ``MissingComponentError`` unless the ``Doc`` has tags and a dependency parse."""
    missing = [
        name
        for name, attribute in (("a tagger", "TAG"), ("a parser", "DEP"))
        if not doc.has_annotation(attribute)
    ]
    if missing:
        raise MissingComponentError(
            f"The Doc has no {' and no '.join(m.split()[1] for m in missing)} annotation. "
            f"quotex reads tags and dependencies: use a pipeline with {' and '.join(missing)} "
            "before it, such as spacy.load('en_core_web_sm'), or pass the text itself."
        )
