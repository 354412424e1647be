"""brat standoff, line by line: what ``NAME.ann`` says about ``NAME.txt`` (Stenetorp et al., brat:
a web-based tool for NLP-assisted text annotation, EACL 2012).

Which labels mean what is left to ``brat`` and ``polnear``. Normalisations and equivalences are
passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from attrs import define, field

from quotex.errors import GoldError
from quotex.gold.checks import MAX_BYTES, content_of, reading, spans_of
from quotex.gold.types import Offsets

LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
"""What ``str.splitlines`` ends a line at; brat, which is Python, reads its files by lines."""

_LINES = {
    "T": re.compile(r"(T\S*)\t(\S+) ([0-9]+ [0-9]+(?:;[0-9]+ [0-9]+)*)[^\S\t]*(?:\t.*)?"),
    "E": re.compile(r"(E\S*)\t([^\s:]+:\S+(?: [^\s:]+:\S+)*)\s*"),
    "R": re.compile(r"(R\S*)\t(\S+) [^\s:]+:(\S+) [^\s:]+:(\S+)\s*"),
    "A": re.compile(r"([AM]\S*)\t(\S+) (\S+)(?: .*)?"),
    "#": re.compile(r"(#\S*)\t(\S+) (\S+)(?:\t(.*))?"),
}
_LINES["M"] = _LINES["A"]  # an attribute, as older versions of brat write it
_PASSED_OVER = ("N", "*")


@define
class Standoff:
    """What one ``.ann`` file holds; targets are ids of text-bound annotations or events."""

    text: str
    spans: dict[str, tuple[str, tuple[Offsets, ...]]] = field(factory=dict)
    """By id: the label and the pieces, in characters."""
    events: dict[str, list[tuple[str, str]]] = field(factory=dict)
    """By id: (role, target), the trigger first, whose role is the event's type."""
    relations: list[tuple[str, str, str]] = field(factory=list)
    """(type, first target, second target)."""
    attributes: set[tuple[str, str]] = field(factory=set)
    """(name, target)."""
    notes: dict[str, str] = field(factory=dict)
    """By target: the annotator's note."""


def read_standoff(path: Path, max_bytes: int = MAX_BYTES) -> Iterator[tuple[str, Standoff]]:
    """Yield the name and content of an ``.ann`` file, or of those anywhere in a folder.

    A name is the path within the folder, without suffix. Raises ``GoldError`` with the line that
    cannot be read.
    """
    files = sorted(path.rglob("*.ann")) if path.is_dir() else [path.with_suffix(".ann")]
    if not files:
        raise GoldError(f"There is no .ann file in {str(path)!r}. Give the folder that has them.")
    for file in files:
        name = file.relative_to(path) if path.is_dir() else Path(file.name)
        with reading(file):
            found = Standoff(_text_of(file, max_bytes))
            lines = content_of(file, max_bytes).decode("utf-8-sig").split("\n")
        for number, line in enumerate(lines, 1):
            with reading(f"{file}, line {number}"):
                _take(found, line.rstrip("\r"))
        with reading(file):
            _check_targets(found)
        yield name.with_suffix("").as_posix(), found


def _text_of(file: Path, max_bytes: int) -> str:
    raw = file.with_suffix(".txt")
    try:
        # Not opened as text: that would turn line ends into others and move offsets.
        return content_of(raw, max_bytes).decode("utf-8")
    except OSError as error:
        raise ValueError(f"its text {raw.name} is missing") from error


def _take(found: Standoff, line: str) -> None:
    if not line.strip() or line.startswith(_PASSED_OVER):
        return
    pattern = _LINES.get(line[0])
    match = pattern.fullmatch(line) if pattern is not None else None
    if match is None:
        raise ValueError(f"{line[:60]!r} is no line of brat's standoff")
    id, body = match[1], match[2]
    if line[0] == "T":
        if id in found.spans:
            raise ValueError(f"there are two {id}")
        pairs = [[int(n) for n in piece.split()] for piece in match[3].split(";")]
        found.spans[id] = (body, _mended(found.text, spans_of(pairs, len(found.text))))
    elif line[0] == "E":
        parts = [part.partition(":") for part in body.split()]
        found.events[id] = [(role, target) for role, _, target in parts]
    elif line[0] == "R":
        found.relations.append((body, match[3], match[4]))
    elif line[0] in "AM":
        found.attributes.add((body, match[3]))
    elif body == "AnnotatorNotes":
        found.notes[match[3]] = (match[4] or "").strip()


def _mended(text: str, spans: tuple[Offsets, ...]) -> tuple[Offsets, ...]:
    """Join the pieces that only a line end divides: brat cannot annotate across one."""
    whole = [spans[0]]
    for a, b in spans[1:]:
        between = text[whole[-1][1] : a]
        if not between.strip() and any(char in LINE_ENDS for char in between):
            whole[-1] = (whole[-1][0], b)
        else:
            whole.append((a, b))
    return tuple(whole)


def _check_targets(found: Standoff) -> None:
    linked = [(type, id) for type, *ids in found.relations for id in ids]
    linked += [(event, id) for event, roles in found.events.items() for _, id in roles]
    for what, id in linked:
        if id not in found.spans and id not in found.events:
            raise ValueError(f"{what} joins {id}, which is not there")
