"""Gold as PARC3 XML (Pareti, PARC 3.0: a corpus of attribution relations, LREC 2016).

Every word says which attributions it belongs to, and as what: content, cue or source. A word's
``ByteCount`` gives its place in the text. The text is the ``.txt`` file beside the ``.xml`` one;
without it, it is put together from the words, with a blank where the count leaves room.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from quotex.gold.checks import in_order, reading, spans_of
from quotex.gold.quotes import type_by_marks
from quotex.gold.types import GoldDocument, GoldQuote, Offsets


def read_parc(path: Path) -> Iterator[GoldDocument]:
    """Yield the document of an ``.xml`` file, or those of a folder; ids are paths within it.

    Raises ``GoldError`` with the file that cannot be read.
    """
    files = [path] if path.is_file() else sorted(path.rglob("*.xml"))
    for file in files:
        name = file.stem if path.is_file() else file.relative_to(path).with_suffix("").as_posix()
        with reading(file):
            document = _document(name, file)
        yield document


def _document(name: str, file: Path) -> GoldDocument:
    data = file.read_text(encoding="utf-8")
    # Entities that hold entities grow without bound; the format needs none.
    if "<!DOCTYPE" in data or "<!ENTITY" in data:
        raise ValueError("it declares a document type or entities, which are not read")
    words = list(ElementTree.fromstring(data).iter("WORD"))
    raw = file.with_suffix(".txt")
    if raw.exists():
        # Not opened as text: that would turn line ends into others and move offsets.
        content = raw.read_bytes()
        text, places = content.decode("utf-8"), _by_bytes(words, content)
    else:
        text, places = _put_together(words)
    roles: dict[str, dict[str, list[Offsets]]] = defaultdict(lambda: defaultdict(list))
    for word, place in zip(words, places, strict=True):
        for attribution in word.iter("attribution"):
            for role in attribution.iter("attributionRole"):
                roles[attribution.attrib["id"]][role.attrib["roleValue"]].append(place)
    quotes = [_quote(id, text, own) for id, own in roles.items() if own.get("content")]
    return in_order(GoldDocument(name, text, tuple(quotes)))


def _quote(id: str, text: str, roles: dict[str, list[Offsets]]) -> GoldQuote:
    spans = _joined(text, roles["content"])
    cue = sorted(roles.get("cue", []))
    return GoldQuote(
        id=id,
        type=type_by_marks(text, spans),
        spans=spans,
        source=_joined(text, roles["source"]) if roles.get("source") else (),
        cue=(cue[0][0], cue[-1][1]) if cue else None,
    )


def _joined(text: str, words: list[Offsets]) -> tuple[Offsets, ...]:
    """Make spans of words that follow each other with nothing but white space between."""
    spans: list[Offsets] = []
    for a, b in spans_of(words, len(text)):
        if spans and not text[spans[-1][1] : a].strip():
            spans[-1] = (spans[-1][0], b)
        else:
            spans.append((a, b))
    return tuple(spans)


def _count(word: ElementTree.Element) -> Offsets:
    first, last = word.attrib["ByteCount"].split(",")
    return int(first), int(last)


def _by_bytes(words: list[ElementTree.Element], content: bytes) -> list[Offsets]:
    """Turn offsets in bytes into offsets in characters."""
    if content.isascii():
        return [_count(word) for word in words]
    character, at = [], 0
    for byte in content:
        at += byte & 0xC0 != 0x80  # not a byte that goes on with a character
        character.append(at - 1)
    character.append(at)
    return [(character[a], character[b]) for a, b in map(_count, words)]


def _put_together(words: list[ElementTree.Element]) -> tuple[str, list[Offsets]]:
    text, places, end = "", [], None
    for word in words:
        first, last = _count(word)
        if end is not None and first > end:
            text += " "
        places.append((len(text), len(text) + len(word.attrib["text"])))
        text += word.attrib["text"]
        end = last
    return text, places
