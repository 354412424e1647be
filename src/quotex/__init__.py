"""quotex: who said what in English text.

>>> import quotex
>>> quotes = quotex.extract_quotes("“We are ready,” Ann Lee said.")  # doctest: +SKIP

Importing quotex does not import spaCy; the first call does.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from quotex._version import __version__

if TYPE_CHECKING:
    from quotex.api import extract_quotes, pipe
    from quotex.counts import speaker_counts
    from quotex.errors import (
        DocumentError,
        MissingComponentError,
        MissingExtraError,
        ModelNotFoundError,
        QuotexError,
        WeightsError,
    )
    from quotex.linking import link_speakers
    from quotex.mapper import QuoteMapper
    from quotex.quotes import Quotes
    from quotex.types import CastMember, Character, Cue, Mention, Quote, Span, Speaker

__all__ = [
    "CastMember",
    "Character",
    "Cue",
    "DocumentError",
    "Mention",
    "MissingComponentError",
    "MissingExtraError",
    "ModelNotFoundError",
    "Quote",
    "QuoteMapper",
    "Quotes",
    "QuotexError",
    "Span",
    "Speaker",
    "WeightsError",
    "__version__",
    "extract_quotes",
    "link_speakers",
    "pipe",
    "speaker_counts",
]

_HOMES = {
    "api": ("extract_quotes", "pipe"),
    "counts": ("speaker_counts",),
    "errors": (
        "DocumentError",
        "MissingComponentError",
        "MissingExtraError",
        "ModelNotFoundError",
        "QuotexError",
        "WeightsError",
    ),
    "linking": ("link_speakers",),
    "mapper": ("QuoteMapper",),
    "quotes": ("Quotes",),
    "types": ("CastMember", "Character", "Cue", "Mention", "Quote", "Span", "Speaker"),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'quotex' has no attribute {name!r}")
    value = getattr(import_module(f"quotex.{_HOME_OF[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
