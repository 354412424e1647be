"""Gold as brat standoff: ``NAME.txt`` with ``NAME.ann`` beside it (Stenetorp et al., brat: a
web-based tool for NLP-assisted text annotation, EACL 2012).

Two ways of writing a quotation are read. quotex's own, which is also written: ``Direct``,
``Mixed`` or ``Indirect`` over the words, ``Said_by`` to a ``Name``, ``Pronoun``, ``Nominal`` or
``Source``, ``Cued_by`` to a ``Cue``, and the speaker's name as the quotation's note. And
attributions as PolNeAR writes them: ``Content``, ``Cue`` and ``Source``, joined by an event or by
relations; the type is then read off the marks.

brat cannot hold silver names, characters, addressees and the kind of attribution.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import define, field

from quotex.gold.checks import in_order, reading, spans_of
from quotex.gold.quotes import type_by_marks
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
_CONFIG = """[entities]
Direct
Mixed
Indirect
Name
Pronoun
Nominal
Source
Cue

[relations]
Said_by Arg1:Direct|Mixed|Indirect, Arg2:Name|Pronoun|Nominal|Source
Cued_by Arg1:Direct|Mixed|Indirect, Arg2:Cue

[events]

[attributes]
"""


@define
class _Notes:
    """The lines of one ``.ann`` file."""

    spans: dict[str, tuple[str, tuple[Offsets, ...]]] = field(factory=dict)
    linked: dict[str, list[str]] = field(factory=lambda: defaultdict(list))
    notes: dict[str, str] = field(factory=dict)


def read_brat(path: Path) -> Iterator[GoldDocument]:
    """Yield the document of an ``.ann`` file, or those of a folder; ids are paths within it.

    Raises ``GoldError`` with the line that cannot be read.
    """
    files = [path] if path.is_file() else sorted(path.rglob("*.ann"))
    for file in files:
        with reading(file):
            try:
                # Not opened as text: that would turn line ends into others and move offsets.
                text = file.with_suffix(".txt").read_bytes().decode("utf-8")
            except OSError as error:
                raise ValueError(f"its text {file.with_suffix('.txt').name} is missing") from error
        name = file.stem if path.is_file() else file.relative_to(path).with_suffix("").as_posix()
        yield _document(name, text, _read(file, text))


def _read(file: Path, text: str) -> _Notes:
    found = _Notes()
    lines = file.read_bytes().decode("utf-8").split("\n")
    for number, line in enumerate(lines, 1):
        with reading(f"{file}, line {number}"):
            _take(found, line.rstrip("\r"), text)
    return found


def _take(found: _Notes, line: str, text: str) -> None:
    id, _, rest = line.partition("\t")
    body, _, after = rest.partition("\t")
    if line.startswith("T"):
        label, _, places = body.partition(" ")
        pairs = [[int(n) for n in piece.split()] for piece in places.split(";")]
        found.spans[id] = (label, _mended(text, spans_of(pairs, len(text))))
    elif line.startswith(("E", "R")):
        arguments = [part.partition(":")[2] for part in body.split()]
        members = [argument for argument in arguments if argument]
        if not members:
            raise ValueError(f"{body!r} joins nothing")
        # An event has its own id; a relation belongs to what it starts from.
        found.linked[id if line.startswith("E") else members[0]] += members
    elif line.startswith("#") and body.startswith("AnnotatorNotes "):
        found.notes[body.split()[1]] = after.strip()


def _mended(text: str, spans: tuple[Offsets, ...]) -> tuple[Offsets, ...]:
    """Join the pieces that only a line end divides: brat cannot annotate across one."""
    whole = [spans[0]]
    for a, b in spans[1:]:
        between = text[whole[-1][1] : a]
        if "\n" in between and not between.strip():
            whole[-1] = (whole[-1][0], b)
        else:
            whole.append((a, b))
    return tuple(whole)


def _document(name: str, text: str, notes: _Notes) -> GoldDocument:
    quotes = []
    for id, (label, spans) in notes.spans.items():
        if label in _TYPES:
            quotes.append(_quote(id, _TYPES[label], spans, notes.linked.get(id, ()), notes))
    for id, members in notes.linked.items():
        contents = [m for m in members if notes.spans.get(m, ("",))[0].startswith("Content")]
        if contents:
            spans = tuple(sorted({s for m in contents for s in notes.spans[m][1]}))
            quotes.append(_quote(id, type_by_marks(text, spans), spans, members, notes))
    return in_order(GoldDocument(name, text, tuple(quotes)))


def _quote(
    id: str, kind: QuoteType, spans: tuple[Offsets, ...], linked: Iterable[str], notes: _Notes
) -> GoldQuote:
    source: list[Offsets] = []
    source_kind: MentionKind | None = None
    cue: Offsets | None = None
    for member in linked:
        label, places = notes.spans.get(member, ("", ()))
        if label in _KINDS or label.startswith("Source"):
            source += places
            source_kind = _KINDS.get(label)
        elif label.startswith("Cue"):
            cue = (places[0][0], places[-1][1])
    names = [part.strip() for part in notes.notes.get(id, "").split("|")]
    named = names[0] if names[0] and names[0] != _NOBODY else None
    return GoldQuote(
        id=id,
        type=kind,
        spans=spans,
        source=tuple(sorted(set(source))),
        source_kind=source_kind,
        cue=cue,
        name=named,
        aliases=tuple(names[1:]) if named else (),
        anonymous=names[0] == _NOBODY,
    )


def write_brat(documents: Iterable[GoldDocument], folder: Path) -> None:
    """Write a ``.txt`` and an ``.ann`` file a document, and the configuration that brat needs."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "annotation.conf").write_text(_CONFIG, encoding="utf-8")
    taken: set[str] = set()
    for document in documents:
        name = _file_name(document.id, taken)
        (folder / f"{name}.txt").write_bytes(document.text.encode("utf-8"))
        lines = "".join(f"{line}\n" for line in _lines(document))
        (folder / f"{name}.ann").write_bytes(lines.encode("utf-8"))


def _file_name(id: str, taken: set[str]) -> str:
    safe = re.sub(r"[^\w.-]+", "_", id).strip("._") or "document"
    name, k = safe, 2
    while name.casefold() in taken:
        name, k = f"{safe}-{k}", k + 1
    taken.add(name.casefold())
    return name


def _lines(document: GoldDocument) -> Iterator[str]:
    count = {"T": 0, "R": 0, "#": 0}

    def new(letter: str) -> str:
        count[letter] += 1
        return f"{letter}{count[letter]}"

    def cover(label: str, spans: Iterable[Offsets]) -> tuple[str, str]:
        pieces = [piece for span in spans for piece in _by_line(document.text, span)]
        id = new("T")
        places = ";".join(f"{a} {b}" for a, b in pieces)
        # Only for people: what would end the line or the column is shown as a blank.
        words = " ".join(" ".join(document.text[a:b] for a, b in pieces).split())
        return id, f"{id}\t{label} {places}\t{words}"

    for quote in document.quotes:
        own, line = cover(quote.type.capitalize(), quote.spans)
        yield line
        if quote.source:
            other, line = cover((quote.source_kind or "source").capitalize(), quote.source)
            yield line
            yield f"{new('R')}\tSaid_by Arg1:{own} Arg2:{other}\t"
        if quote.cue is not None:
            other, line = cover("Cue", [quote.cue])
            yield line
            yield f"{new('R')}\tCued_by Arg1:{own} Arg2:{other}\t"
        if quote.name or quote.anonymous:
            names = (quote.name, *quote.aliases) if quote.name else (_NOBODY,)
            note = "|".join(" ".join(n.replace("|", "/").split()) for n in names)
            yield f"{new('#')}\tAnnotatorNotes {own}\t{note}"


def _by_line(text: str, span: Offsets) -> Iterator[Offsets]:
    """Yield the pieces of a span that hold no line end, without white space around it."""
    for match in re.finditer(r"[^\n]+", text[span[0] : span[1]]):
        a, b = span[0] + match.start(), span[0] + match.end()
        words = text[a:b]
        if words.strip():
            first = a + len(words) - len(words.lstrip()) if a > span[0] else a
            last = b - (len(words) - len(words.rstrip())) if b < span[1] else b
            yield first, last
