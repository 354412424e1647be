"""Speakers' names kept in a file beside the gold: one document a line, as JSON.

``{"id": "one", "quotes": {"q1": {"speaker": "Ann Lee", "aliases": ["Lee"]}}}``; a speaker that is
null says that the document never names who is speaking.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from os import PathLike
from pathlib import Path
from typing import Any

from attrs import evolve

from quotex.gold.checks import reading, string_or_none, strings
from quotex.gold.jsonl import objects
from quotex.gold.types import GoldDocument, GoldQuote

Names = Mapping[str, Mapping[str, Mapping[str, Any]]]


def read_named(path: str | PathLike[str]) -> Names:
    """Read who the named speakers are: by document, then by quotation, speaker and aliases.

    Raises ``GoldError`` with the line that cannot be read.
    """
    names: dict[str, Mapping[str, Mapping[str, Any]]] = {}
    for place, data in objects(Path(path)):
        with reading(place):
            quotes = data["quotes"]
            if not isinstance(quotes, dict):
                raise TypeError("quotes is no object of quotations by their ids")
            names[str(data["id"])] = {id: _entry(id, entry) for id, entry in quotes.items()}
    return names


def _entry(id: str, entry: Any) -> dict[str, Any]:
    if not isinstance(entry, dict) or "speaker" not in entry:
        raise ValueError(f"quotation {id!r} has no speaker; null stands for one without a name")
    string_or_none(entry["speaker"], f"the speaker of {id!r}")
    strings(entry.get("aliases"), f"aliases of {id!r}")
    return dict(entry)


def with_names(documents: Iterable[GoldDocument], names: Names) -> Iterator[GoldDocument]:
    """Yield the documents with the speakers' names of ``read_named``.

    Names that the documents had are dropped: the two may mean different things by a name. "A & B"
    stays one name; that either of the two is right is the scorer's to know.
    """
    for document in documents:
        own = names.get(document.id, {})
        quotes = tuple(_named(quote, own.get(quote.id)) for quote in document.quotes)
        yield evolve(document, quotes=quotes)


def _named(quote: GoldQuote, entry: Mapping[str, Any] | None) -> GoldQuote:
    if entry is None:
        return evolve(quote, name=None, aliases=(), anonymous=False)
    name = entry.get("speaker")
    aliases = tuple(entry.get("aliases") or ()) if name else ()
    return evolve(quote, name=name, aliases=aliases, anonymous=not name)
