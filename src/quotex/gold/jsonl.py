"""Gold in JSON lines, quotex's own format: one document a line.

``{"id", "text", "quotes": [{"id", "type", "spans", "speaker", "cue", "speech_cue"}],
"characters": [{"name", "aliases", "gender"}]}``; docs/gold-formats.md describes every field.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from os import PathLike
from pathlib import Path
from typing import Any, TextIO, cast, get_args

from attrs import evolve

from quotex.gold.checks import reading, spans_of
from quotex.gold.types import AttributionType, GoldCharacter, GoldDocument, GoldQuote
from quotex.types import MentionKind, QuoteType

_KINDS: dict[str, MentionKind] = {
    "name": "name",
    "named": "name",
    "pronoun": "pronoun",
    "nominal": "nominal",
}
_GENDERS = {"m": "male", "male": "male", "f": "female", "female": "female"}


def read_jsonl(path: str | PathLike[str]) -> Iterator[GoldDocument]:
    """Yield the documents of a ``.jsonl`` or ``.jsonl.gz`` file.

    Raises ``GoldError`` with the line that cannot be read.
    """
    with _open(Path(path), "rt") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                with reading(f"{path}, line {number}"):
                    document = _document(json.loads(line))
                yield document


def write_jsonl(documents: Iterable[GoldDocument], path: str | PathLike[str]) -> None:
    """Write documents as ``read_jsonl`` reads them."""
    with _open(Path(path), "wt") as lines:
        for document in documents:
            lines.write(json.dumps(_plain(document), ensure_ascii=False) + "\n")


Names = Mapping[str, Mapping[str, Mapping[str, Any]]]


def read_named(path: str | PathLike[str]) -> Names:
    """Read who the named speakers are: by document, then by quotation, speaker and aliases."""
    names: dict[str, Any] = {}
    with _open(Path(path), "rt") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                with reading(f"{path}, line {number}"):
                    data = json.loads(line)
                    names[data["id"]] = dict(data["quotes"])
    return names


def with_names(documents: Iterable[GoldDocument], names: Names) -> Iterator[GoldDocument]:
    """Yield the documents with the speakers' names of ``read_named``.

    Names that the documents had are dropped: the two may mean different things by a name.
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


def _open(path: Path, mode: str) -> TextIO:
    opener: Any = gzip.open if path.suffix == ".gz" else open
    return cast(TextIO, opener(path, mode, encoding="utf-8"))


def _document(data: Mapping[str, Any]) -> GoldDocument:
    text = data["text"]
    if not isinstance(text, str):
        raise TypeError(f"the text is a {type(text).__name__}, no string")
    quotes = [_quote(q, text) for q in data["quotes"]]
    characters = tuple(_character(c) for c in data.get("characters") or ())
    return GoldDocument(str(data["id"]), text, tuple(quotes), characters)


def _quote(data: Mapping[str, Any], text: str) -> GoldQuote:
    size = len(text)
    speaker = data.get("speaker") or {}
    cue = data.get("cue") or {}
    source = speaker.get("spans") or []
    if not source and speaker.get("start") is not None:
        source = [[speaker["start"], speaker["end"]]]
    kind = data["type"]
    if kind not in get_args(QuoteType):
        raise ValueError(f"the type {kind!r} is none of {', '.join(get_args(QuoteType))}")
    attribution = str(data.get("attribution_type") or "").lower()
    known = attribution in get_args(AttributionType)
    return GoldQuote(
        id=str(data["id"]),
        type=kind,
        spans=spans_of(data.get("spans") or [[data["start"], data["end"]]], size),
        source=spans_of(source, size) if source else (),
        source_kind=_KINDS.get(speaker.get("gold_kind") or ""),
        cue=(
            spans_of([[cue["start"], cue["end"]]], size)[0]
            if cue.get("start") is not None
            else None
        ),
        speech=bool(data.get("speech_cue")),
        name=speaker.get("canonical"),
        aliases=tuple(speaker.get("aliases") or ()),
        anonymous=bool(speaker.get("anonymous")),
        silver_name=speaker.get("silver_canonical"),
        attribution=cast(AttributionType, attribution) if known else None,
        addressees=tuple(data.get("addressees") or ()),
    )


def _character(data: Mapping[str, Any]) -> GoldCharacter:
    gender = _GENDERS.get(str(data.get("gender") or "").lower())
    return GoldCharacter(data["name"], tuple(data.get("aliases") or ()), cast(Any, gender))


def _plain(document: GoldDocument) -> dict[str, Any]:
    return {
        "id": document.id,
        "text": document.text,
        "quotes": [_plain_quote(quote, document.text) for quote in document.quotes],
        "characters": [
            {"name": c.name, "aliases": list(c.aliases), "gender": c.gender}
            for c in document.characters
        ],
    }


def _plain_quote(quote: GoldQuote, text: str) -> dict[str, Any]:
    # The words are there for people and other tools; only the offsets are read again.
    cue = quote.cue
    return {
        "id": quote.id,
        "type": quote.type,
        "spans": [list(span) for span in quote.spans],
        "text": text[quote.start : quote.end],
        "speaker": {
            "text": " ".join(text[a:b] for a, b in quote.source) or None,
            "spans": [list(span) for span in quote.source],
            "gold_kind": quote.source_kind,
            "canonical": quote.name,
            "aliases": list(quote.aliases),
            "anonymous": quote.anonymous,
            "silver_canonical": quote.silver_name,
        },
        "cue": {"start": cue[0], "end": cue[1]} if cue is not None else None,
        "speech_cue": quote.speech,
        "attribution_type": quote.attribution,
        "addressees": list(quote.addressees),
    }
