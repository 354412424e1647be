"""Building gold from what a file says, with errors that name the place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from quotex.errors import GoldError
from quotex.gold.types import GoldDocument, Offsets


@contextmanager
def reading(place: object) -> Iterator[None]:
    """Turn whatever goes wrong with damaged data into a ``GoldError`` that names the place."""
    try:
        yield
    except (AttributeError, IndexError, KeyError, SyntaxError, TypeError, ValueError) as error:
        detail = str(error) or type(error).__name__
        if isinstance(error, KeyError):
            detail = f"{error} is missing"
        raise GoldError(
            f"{place}: {detail}. docs/gold-formats.md shows what is expected here."
        ) from error


def spans_of(pairs: Iterable[Iterable[object]], size: int) -> tuple[Offsets, ...]:
    """Return spans in text order; raise ``ValueError`` for one that the text does not hold."""
    spans = tuple(sorted((_offset(a), _offset(b)) for a, b in pairs))
    for a, b in spans:
        if not 0 <= a < b <= size:
            raise ValueError(f"the span {a}-{b} is not in the text, which has {size} characters")
    if not spans:
        raise ValueError("a quotation without spans")
    return spans


def _offset(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"the offset {value!r} is no whole number")
    return value


def in_order(document: GoldDocument) -> GoldDocument:
    """Return the document with its quotations in text order."""
    quotes = tuple(sorted(document.quotes, key=lambda q: (q.start, q.end)))
    return GoldDocument(document.id, document.text, quotes, document.characters)
