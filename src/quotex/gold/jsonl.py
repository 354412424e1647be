"""Gold in JSON lines, quotex's own format: one document a line.

``{"id", "text", "quotes": [{"id", "type", "spans", "speaker", "cue", "speech_cue"}],
"characters": [{"name", "aliases", "gender"}]}``; docs/gold-formats.md describes every field.
It holds everything that ``GoldDocument`` does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from os import PathLike
from pathlib import Path
from typing import Any, BinaryIO, cast, get_args

from quotex.errors import GoldError
from quotex.files import DAMAGED, opened, replacing_bytes
from quotex.gold.checks import MAX_BYTES, build, reading, spans_of, string_or_none, strings, within
from quotex.gold.types import AttributionType, GoldCharacter, GoldDocument, GoldQuote
from quotex.types import Gender, MentionKind, QuoteType

SUFFIXES = (".jsonl", ".jsonl.gz", ".ndjson")
_KINDS: dict[str, MentionKind] = {
    "name": "name",
    "named": "name",
    "pronoun": "pronoun",
    "nominal": "nominal",
}
_GENDERS: dict[str, Gender] = {"m": "male", "male": "male", "f": "female", "female": "female"}
_SURROGATE = re.compile("[\ud800-\udfff]")


def read_jsonl(path: str | PathLike[str], max_bytes: int = MAX_BYTES) -> Iterator[GoldDocument]:
    """Yield the documents of a ``.jsonl`` or ``.jsonl.gz`` file, or of those in a folder.

    Raises ``GoldError`` with the line that cannot be read.
    """
    place = Path(path)
    files = [place]
    if place.is_dir():
        files = sorted(file for file in place.iterdir() if file.name.lower().endswith(SUFFIXES))
        if not files:
            raise GoldError(f"There is no .jsonl file in {str(place)!r}. Give the path of one.")
    for file in files:
        for where, data in objects(file, max_bytes):
            with reading(where):
                document = _document(data)
            yield document


def write_jsonl(documents: Iterable[GoldDocument], path: str | PathLike[str]) -> None:
    """Write documents as ``read_jsonl`` reads them; a path that ends in ``.gz`` is compressed.

    A file of that name is replaced only when all are written.
    """
    with replacing_bytes(Path(path)) as lines:
        for document in documents:
            line = json.dumps(_plain(document), ensure_ascii=False)
            # A lone surrogate is legal in JSON only as an escape, and cannot be UTF-8.
            line = _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", line)
            lines.write(f"{line}\n".encode())


def objects(path: Path, max_bytes: int = MAX_BYTES) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the JSON object of each line that is not blank, and its place for an error.

    A line of more than ``max_bytes`` is refused, whatever a compressed file unpacks to.
    """
    with ExitStack() as stack:
        with reading(path):
            lines, _ = stack.enter_context(opened(path))
        number = 0
        while True:
            number += 1
            place = f"{path}, line {number}"
            with reading(place):
                line = within(_next(lines, max_bytes + 1), max_bytes, "the line has")
                data = json.loads(line.decode("utf-8-sig")) if line.strip() else {}
                if not isinstance(data, dict):
                    raise TypeError("the line is no JSON object")
            if not line:
                return
            if line.strip():
                yield place, data


def _next(lines: BinaryIO, size: int) -> bytes:
    try:
        return lines.readline(size)
    except DAMAGED as error:
        raise ValueError(str(error)) from error


def _document(data: Mapping[str, Any]) -> GoldDocument:
    text = data["text"]
    if not isinstance(text, str):
        raise TypeError(f"the text is a {type(text).__name__}, no string")
    quotes = []
    for number, quote in enumerate(data["quotes"], 1):
        try:
            quotes.append(_quote(quote, len(text)))
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            detail = f"{error} is missing" if isinstance(error, KeyError) else error
            raise ValueError(f"quotation {number}: {detail}") from error
    characters = [_character(character) for character in data.get("characters") or ()]
    known = [character for character in characters if character.name]
    return build(str(data["id"]), text, quotes, known)


def _quote(data: Mapping[str, Any], size: int) -> GoldQuote:
    speaker = _object(data, "speaker")
    cue = _object(data, "cue")
    source = speaker.get("spans") or []
    if not source and speaker.get("start") is not None:
        source = [[speaker["start"], speaker["end"]]]
    kind = data["type"]
    if kind not in get_args(QuoteType):
        raise ValueError(f"the type {kind!r} is none of {', '.join(get_args(QuoteType))}")
    attribution = (string_or_none(data.get("attribution_type"), "attribution_type") or "").lower()
    known = attribution in get_args(AttributionType)
    cues = [[cue["start"], cue["end"]]] if cue.get("start") is not None else []
    return GoldQuote(
        id=str(data["id"]),
        type=cast(QuoteType, kind),
        spans=spans_of(data.get("spans") or [[data["start"], data["end"]]], size),
        source=spans_of(source, size) if source else (),
        # "implicit" is said of a quotation without a source: there is no kind then.
        source_kind=_KINDS.get(string_or_none(speaker.get("gold_kind"), "gold_kind") or ""),
        cue=spans_of(cues, size)[0] if cues else None,
        speech=_flag(data, "speech_cue"),
        name=string_or_none(speaker.get("canonical"), "canonical"),
        aliases=strings(speaker.get("aliases"), "aliases"),
        anonymous=_flag(speaker, "anonymous"),
        silver_name=string_or_none(speaker.get("silver_canonical"), "silver_canonical"),
        attribution=cast(AttributionType, attribution) if known else None,
        addressees=strings(data.get("addressees"), "addressees"),
    )


def _object(data: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = data.get(key)
    if value is not None and not isinstance(value, dict):
        raise TypeError(f"{key} is {value!r:.60}, no object")
    return value or {}


def _flag(data: Mapping[str, Any], key: str) -> bool:
    value = data.get(key)
    if value is not None and not isinstance(value, bool):
        raise TypeError(f"{key} is {value!r:.60}, neither true nor false")
    return bool(value)


def _character(data: Mapping[str, Any]) -> GoldCharacter:
    name = string_or_none(data.get("name"), "a character's name")
    aliases = strings(data.get("aliases"), "a character's aliases")
    gender = string_or_none(data.get("gender"), "gender") or ""
    return GoldCharacter(
        name or next(iter(aliases), ""), aliases, cast(Any, _GENDERS.get(gender.lower()))
    )


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
