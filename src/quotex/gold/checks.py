"""Building gold from what a file says, with errors that name the place."""

from __future__ import annotations

import csv
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from quotex.errors import GoldError
from quotex.gold.types import GoldCharacter, GoldDocument, GoldQuote, Offsets

MAX_BYTES = 100_000_000
"""The largest file, and line of JSON lines, that is read unless told otherwise."""

_PIECE = 2**20  # bytes

_DAMAGE = (
    AttributeError,
    EOFError,
    IndexError,
    KeyError,
    OSError,  # also BadGzipFile; a folder that is named as a file, or one that may not be read
    OverflowError,
    RecursionError,  # JSON or a literal nested thousands deep
    SyntaxError,  # ElementTree's and literal_eval's
    TypeError,
    ValueError,  # also UnicodeDecodeError and JSONDecodeError
    csv.Error,
    zlib.error,
)


@contextmanager
def reading(place: object) -> Iterator[None]:
    """Turn whatever goes wrong with damaged data into a ``GoldError`` that names the place."""
    try:
        yield
    except _DAMAGE as error:
        detail = str(error) or type(error).__name__
        if isinstance(error, KeyError):
            detail = f"{error} is missing"
        elif isinstance(error, OSError) and error.strerror:
            detail = error.strerror
        raise GoldError(
            f"{place}: {detail}. Correct it; docs/gold-formats.md shows what is expected here."
        ) from error


def content_of(file: Path, most: int) -> bytes:
    """Return what a file holds; raise ``ValueError`` when it has more than ``most`` bytes."""
    pieces, left = [], most + 1
    with file.open("rb") as stream:
        # To ask for all of it at once would take as much memory before anything is read.
        while piece := stream.read(min(left, _PIECE)):
            pieces.append(piece)
            left -= len(piece)
    return within(b"".join(pieces), most, f"{file.name} has")


def within(data: bytes, most: int, what: str) -> bytes:
    """Return the bytes; raise ``ValueError`` when there are more than ``most``."""
    if len(data) > most:
        raise ValueError(
            f"{what} more than {most:,} bytes; max_bytes= (on the command line --max-bytes) "
            "allows more"
        )
    return data


def spans_of(pairs: object, size: int) -> tuple[Offsets, ...]:
    """Return spans in text order, those that overlap joined.

    Raises ``TypeError`` for what is no list of [start, end], and ``ValueError`` for a span that
    a text of ``size`` characters does not hold, or that is empty or reversed.
    """
    if not isinstance(pairs, (list, tuple)):
        raise TypeError(f"{_short(pairs)} is no list of [start, end]")
    spans = disjoint(_span(pair, size) for pair in pairs)
    if not spans:
        raise ValueError("there is an empty list where spans are needed")
    return spans


def _span(pair: object, size: int) -> Offsets:
    if not isinstance(pair, (list, tuple)) or len(pair) != 2:
        raise TypeError(f"{_short(pair)} is no [start, end]")
    a, b = pair
    for offset in pair:
        if isinstance(offset, bool) or not isinstance(offset, int):
            raise TypeError(f"the offset {_short(offset)} is no whole number")
    if not 0 <= a < b <= size:
        raise ValueError(
            f"the span {a}-{b} is not in the text, which has {size} characters: "
            "a span starts before it ends"
        )
    return a, b


def disjoint(spans: Iterable[Offsets]) -> tuple[Offsets, ...]:
    """Return the spans in text order, those that overlap joined; those that touch stay."""
    found: list[Offsets] = []
    for a, b in sorted(spans):
        if found and a < found[-1][1]:
            found[-1] = (found[-1][0], max(b, found[-1][1]))
        else:
            found.append((a, b))
    return tuple(found)


def string_or_none(value: object, what: str) -> str | None:
    """Return the string; raise ``TypeError`` for what is neither a string nor ``None``."""
    if value is not None and not isinstance(value, str):
        raise TypeError(f"{what} is {_short(value)}, no string")
    return value


def strings(value: object, what: str) -> tuple[str, ...]:
    """Return a list of strings, ``None`` as none; raise ``TypeError`` for anything else."""
    if value is None:
        return ()
    if not isinstance(value, (list, tuple)) or not all(isinstance(item, str) for item in value):
        raise TypeError(f"{what} is {_short(value)}, no list of strings")
    return tuple(value)


def _short(value: object) -> str:
    return repr(value)[:60]


def build(
    id: str, text: str, quotes: Iterable[GoldQuote], characters: Iterable[GoldCharacter] = ()
) -> GoldDocument:
    """Return a document with its quotations in text order.

    Those that start together stay in the order of the file. Raises ``ValueError`` when two
    quotations have one id: names are given by it.
    """
    ordered = tuple(sorted(quotes, key=lambda quote: quote.start))
    seen: set[str] = set()
    for quote in ordered:
        if quote.id in seen:
            raise ValueError(f"two quotations have the id {quote.id!r}")
        seen.add(quote.id)
    return GoldDocument(id, text, ordered, tuple(characters))
