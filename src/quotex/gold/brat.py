"""Gold as brat standoff in quotex's own convention: ``NAME.txt`` with ``NAME.ann`` beside it.

``Direct``, ``Mixed`` or ``Indirect`` over the words; ``Said_by`` to a ``Name``, ``Pronoun``,
``Nominal`` or ``Source`` (of no stated kind); ``Cued_by`` to a ``Cue``; the speaker's name as the
quotation's note, aliases behind ``|``, ``-`` for one whom the document never names; and the
attribute ``Not_speech`` where the cue is of belief or plan.

brat cannot hold: the ids of quotations; silver names, characters, addressees and the kind of
attribution; white space at the ends of a piece where the piece ends a line; two pieces that only
a line end divides (they become one); ``|`` and runs of white space in a name; aliases without a
name. A quotation without anything but white space is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from quotex.errors import GoldError
from quotex.files import replacing_bytes
from quotex.gold.checks import MAX_BYTES, build, disjoint, reading
from quotex.gold.standoff import LINE_ENDS, Standoff, read_standoff
from quotex.gold.types import GoldDocument, GoldQuote, Offsets
from quotex.types import MentionKind, QuoteType

_TYPES: dict[str, QuoteType] = {"Direct": "direct", "Mixed": "mixed", "Indirect": "indirect"}
_KINDS: dict[str, MentionKind | None] = {
    "Name": "name",
    "Pronoun": "pronoun",
    "Nominal": "nominal",
    "Source": None,
}
_NOBODY = "-"
_NOT_SPEECH = "Not_speech"
_LINE = re.compile(f"[^{LINE_ENDS}]+")
_UNSAFE = re.compile(r"[^A-Za-z0-9_.-]+")
_LONGEST = 100  # characters of a file name; a file system takes 255 bytes

# brat refuses nested annotations that the configuration does not allow: "she" in a quotation.
_ANNOTATION_CONF = f"""[entities]
{chr(10).join([*_TYPES, *_KINDS, "Cue"])}

[relations]
Said_by\tArg1:{"|".join(_TYPES)}, Arg2:{"|".join(_KINDS)}
Cued_by\tArg1:{"|".join(_TYPES)}, Arg2:Cue
<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>

[events]

[attributes]
{_NOT_SPEECH}\tArg:{"|".join(_TYPES)}
"""
_VISUAL_CONF = """[labels]
Said_by | said by | by
Cued_by | cued by | cue
Not_speech | not speech | not

[drawing]
SPAN_DEFAULT\tfgColor:black, bgColor:#e8e8e8, borderColor:darken
ARC_DEFAULT\tcolor:black, arrowHead:triangle-5
Direct\tbgColor:#b7dcff
Mixed\tbgColor:#d6ccff
Indirect\tbgColor:#cdeccd
Name\tbgColor:#ffd9a8
Pronoun\tbgColor:#ffe9b8
Nominal\tbgColor:#ffe0d0
Source\tbgColor:#ffe0b0
Cue\tbgColor:#ffc4d6
Not_speech\tglyph:~
"""


def read_brat(path: Path, max_bytes: int = MAX_BYTES) -> Iterator[GoldDocument]:
    """Yield the document of an ``.ann`` file, or those of a folder; ids are paths within it.

    Other labels, relations and attributes are passed over. Raises ``GoldError`` with the line
    that cannot be read.
    """
    for name, notes in read_standoff(path, max_bytes):
        with reading(name):
            quotes = [
                _quote(id, _TYPES[label], spans, notes)
                for id, (label, spans) in notes.spans.items()
                if label in _TYPES
            ]
            document = build(name, notes.text, quotes)
        yield document


def _quote(id: str, kind: QuoteType, spans: tuple[Offsets, ...], notes: Standoff) -> GoldQuote:
    sources: list[tuple[str, tuple[Offsets, ...]]] = []
    cues: list[tuple[Offsets, ...]] = []
    for relation, first, second in notes.relations:
        label, places = notes.spans.get(second, ("", ()))
        if first == id and relation == "Said_by" and label in _KINDS:
            sources.append((label, places))
        elif first == id and relation == "Cued_by" and label == "Cue":
            cues.append(places)
    names = [part.strip() for part in notes.notes.get(id, "").split("|")]
    named = names[0] if names[0] and names[0] != _NOBODY else None
    return GoldQuote(
        id=id,
        type=kind,
        spans=spans,
        source=disjoint(place for _, places in sources for place in places),
        source_kind=_KINDS[sources[0][0]] if sources else None,
        cue=(cues[0][0][0], cues[0][-1][1]) if cues else None,
        speech=(_NOT_SPEECH, id) not in notes.attributes,
        name=named,
        aliases=tuple(filter(None, names[1:])) if named else (),
        anonymous=names[0] == _NOBODY,
    )


def write_brat(documents: Iterable[GoldDocument], folder: Path) -> None:
    """Write a ``.txt`` and an ``.ann`` file a document, and the configuration that brat needs.

    A document's id is made a file name that is safe and its own. Raises ``GoldError`` for a text
    that cannot be UTF-8.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / "annotation.conf", _ANNOTATION_CONF.encode())
    _write(folder / "visual.conf", _VISUAL_CONF.encode())
    taken: set[str] = set()
    for document in documents:
        lines = "".join(f"{line}\n" for line in _lines(document))
        try:
            text, notes = document.text.encode(), lines.encode()
        except UnicodeEncodeError as error:
            raise GoldError(
                f"Document {document.id!r} holds half a character (a lone surrogate), which brat "
                "cannot. Write it as JSON lines."
            ) from error
        name = _file_name(document.id, taken)
        _write(folder / f"{name}.txt", text)
        _write(folder / f"{name}.ann", notes)  # last: without it the text is no document


def _write(path: Path, data: bytes) -> None:
    with replacing_bytes(path) as file:
        file.write(data)


def _file_name(id: str, taken: set[str]) -> str:
    safe = _UNSAFE.sub("_", id)[:_LONGEST].strip("._") or "document"
    name, k = safe, 2
    while name.casefold() in taken:
        name, k = f"{safe}-{k}", k + 1
    taken.add(name.casefold())
    return name


def _lines(document: GoldDocument) -> Iterator[str]:
    count = dict.fromkeys("TRA#", 0)

    def new(letter: str) -> str:
        count[letter] += 1
        return f"{letter}{count[letter]}"

    for quote in document.quotes:
        body = _text_bound(document.text, quote.type.capitalize(), quote.spans)
        if body is None:
            continue
        own = new("T")
        yield f"{own}\t{body}"
        if not quote.speech:
            yield f"{new('A')}\t{_NOT_SPEECH} {own}"
        kind = (quote.source_kind or "source").capitalize()
        cue = (quote.cue,) if quote.cue is not None else ()
        for relation, label, spans in (("Said_by", kind, quote.source), ("Cued_by", "Cue", cue)):
            body = _text_bound(document.text, label, spans)
            if body is not None:
                other = new("T")
                yield f"{other}\t{body}"
                yield f"{new('R')}\t{relation} Arg1:{own} Arg2:{other}"
        if quote.name or quote.anonymous:
            names = (quote.name, *quote.aliases) if quote.name else (_NOBODY,)
            note = "|".join(" ".join(n.replace("|", " ").split()) for n in names)
            yield f"{new('#')}\tAnnotatorNotes {own}\t{note}"


def _text_bound(text: str, label: str, spans: tuple[Offsets, ...]) -> str | None:
    """Return label, offsets and words, ``None`` when the spans hold nothing to be seen.

    brat compares the words with its own reading: the pieces as they are, a blank between.
    """
    pieces = [piece for span in disjoint(spans) for piece in _by_line(text, span)]
    if not pieces:
        return None
    places = ";".join(f"{a} {b}" for a, b in pieces)
    return f"{label} {places}\t{' '.join(text[a:b] for a, b in pieces)}"


def _by_line(text: str, span: Offsets) -> Iterator[Offsets]:
    """Yield the pieces of a span that hold no line end, without white space next to one."""
    for match in _LINE.finditer(text, *span):
        a, b = match.span()
        words = text[a:b]
        if words.strip():
            first = a if a == span[0] else b - len(words.lstrip())
            last = b if b == span[1] else a + len(words.rstrip())
            yield first, last
