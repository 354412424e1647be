"""Gold as PARC3 XML (Pareti, PARC 3.0: a corpus of attribution relations, LREC 2016).

Every word says which attributions it belongs to, and as what: content, cue or source. A word's
``ByteCount`` gives its place in the text. The text is the ``.txt`` file beside the ``.xml`` one;
without it, it is put together from the words: a count of three or more between two words makes a
new paragraph, a smaller one a blank. Kinds of sources and names are not stated.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from quotex.errors import GoldError
from quotex.gold.checks import MAX_BYTES, build, content_of, reading, spans_of
from quotex.gold.quotes import type_by_marks
from quotex.gold.types import GoldDocument, GoldQuote, Offsets

_PARAGRAPH = 3  # blank, line end, line end


def read_parc(path: Path, max_bytes: int = MAX_BYTES) -> Iterator[GoldDocument]:
    """Yield the document of an ``.xml`` file, or those of a folder; ids are paths within it.

    Attributions without content are left out. Raises ``GoldError`` with the file that cannot be
    read, and for one that declares entities.
    """
    files = sorted(path.rglob("*.xml")) if path.is_dir() else [path]
    if not files:
        raise GoldError(f"There is no .xml file in {str(path)!r}. Give the folder that has them.")
    for file in files:
        name = file.relative_to(path) if path.is_dir() else Path(file.name)
        with reading(file):
            document = _document(name.with_suffix("").as_posix(), file, max_bytes)
        yield document


def _document(name: str, file: Path, max_bytes: int) -> GoldDocument:
    data = content_of(file, max_bytes).decode("utf-8-sig")
    # Entities that hold entities grow without bound; the format needs none.
    if "<!DOCTYPE" in data or "<!ENTITY" in data:
        raise ValueError("it declares a document type or entities, which are not read")
    words = list(ElementTree.fromstring(data).iter("WORD"))
    raw = file.with_suffix(".txt")
    if raw.exists():
        # Not opened as text: that would turn line ends into others and move offsets.
        content = content_of(raw, max_bytes)
        text, places = content.decode("utf-8"), _by_bytes(words, content)
    else:
        text, places = _put_together(words)
    roles: dict[str, dict[str, list[Offsets]]] = defaultdict(lambda: defaultdict(list))
    for word, place in zip(words, places, strict=True):
        for attribution in word.iter("attribution"):
            for role in attribution.iter("attributionRole"):
                roles[attribution.attrib["id"]][role.attrib["roleValue"]].append(place)
    quotes = [_quote(id, text, own) for id, own in roles.items() if own.get("content")]
    return build(name, text, quotes)


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
    count = word.attrib["ByteCount"]
    first, _, last = count.partition(",")
    a, b = int(first), int(last)
    if not 0 <= a < b:
        raise ValueError(f"the ByteCount {count!r} does not end after its start")
    return a, b


def _by_bytes(words: list[ElementTree.Element], content: bytes) -> list[Offsets]:
    """Turn offsets in bytes into offsets in characters."""
    character, at = array("Q"), 0
    for byte in content:
        at += byte & 0xC0 != 0x80  # not a byte that goes on with a character
        character.append(at - 1)
    character.append(at)
    places = []
    for a, b in map(_count, words):
        if b > len(content):
            raise ValueError(f"the ByteCount {a},{b} is not in the text of {len(content)} bytes")
        places.append((character[a], character[b]))
    return places


def _put_together(words: list[ElementTree.Element]) -> tuple[str, list[Offsets]]:
    pieces: list[str] = []
    places: list[Offsets] = []
    length, end = 0, None
    for word in words:
        first, last = _count(word)
        gap = 0 if end is None else first - end
        between = "" if gap <= 0 else " " if gap < _PARAGRAPH else "\n\n"
        form = word.attrib["text"]
        start = length + len(between)
        length, end = start + len(form), last
        pieces += (between, form)
        places.append((start, length))
    return "".join(pieces), places
