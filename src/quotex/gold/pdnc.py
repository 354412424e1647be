"""Gold as the tables of the Project Dialogism Novel Corpus (Vishnubhotla, Hammond & Hirst, The
Project Dialogism Novel Corpus, LREC 2022): a folder a novel.

``novel_text.txt``, ``character_info.csv`` (Main Name, Aliases, Gender) and
``quotation_info.csv`` (quoteID, quoteByteSpans, speaker, addressees, quoteType). Marks stand
outside the spans. The spans count characters, whatever their name says. The referring
expression ("said Mrs. Orr") has no offsets, so no source and cue are read from it.
"""

from __future__ import annotations

import ast
import csv
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast, get_args

from quotex.errors import GoldError
from quotex.gold.checks import MAX_BYTES, build, content_of, reading, spans_of
from quotex.gold.types import AttributionType, GoldCharacter, GoldDocument, GoldQuote
from quotex.types import Gender

_GENDERS: dict[str, Gender] = {"m": "male", "male": "male", "f": "female", "female": "female"}
_NOBODY = frozenset(("", "_unknowable", "_narr", "_group"))
_MOST = 1_000_000  # characters in a cell; no list of spans or names is longer
_TABLE = "quotation_info.csv"
_BETWEEN = re.compile("[;|,]")  # names of one cell


def read_pdnc(path: Path, max_bytes: int = MAX_BYTES) -> Iterator[GoldDocument]:
    """Yield the novel of a folder, or those of the folders in it; ids are folders' names.

    Raises ``GoldError`` with the table and row that cannot be read.
    """
    around = [path] if (path / _TABLE).exists() else sorted(path.glob("*"))
    folders = [folder for folder in around if (folder / _TABLE).exists()]
    if not folders:
        raise GoldError(f"There is no {_TABLE} in {str(path)!r}. Give the folder of a novel.")
    for folder in folders:
        with reading(folder):
            try:
                text = content_of(folder / "novel_text.txt", max_bytes).decode("utf-8")
            except OSError as error:
                raise ValueError("its novel_text.txt is missing") from error
            quotes = []
            for place, row in _rows(folder / _TABLE, max_bytes):
                with reading(place):
                    quotes.append(_quote(row, len(text)))
            characters = []
            if (folder / "character_info.csv").exists():
                for place, row in _rows(folder / "character_info.csv", max_bytes):
                    with reading(place):
                        characters.append(_character(row))
            document = build(folder.resolve().name, text, quotes, characters)
        yield document


def _rows(table: Path, max_bytes: int) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the rows with their places; a cell that is missing is empty."""
    place = str(table)
    with reading(place):
        words = content_of(table, max_bytes).decode("utf-8-sig")
    rows = enumerate(csv.DictReader(io.StringIO(words, newline=""), restval=""), 2)
    while True:
        with reading(f"{place}, after the last good row"):
            number, row = next(rows, (0, {}))
        if not number:
            return
        place = f"{table}, row {number}"
        yield place, row


def _quote(row: Mapping[str, str], size: int) -> GoldQuote:
    speaker = row["speaker"].strip()
    attribution = row.get("quoteType", "").strip().lower()
    known = attribution in get_args(AttributionType)
    spans = [list(span) for span in _literal(row["quoteByteSpans"])]
    return GoldQuote(
        id=row["quoteID"],
        type="direct",
        spans=spans_of(spans, size),
        name=speaker if speaker.lower() not in _NOBODY else None,
        attribution=cast(AttributionType, attribution) if known else None,
        addressees=_names(row.get("addressees", "")),
    )


def _character(row: Mapping[str, str]) -> GoldCharacter:
    name = row["Main Name"].strip()
    aliases = tuple(sorted(set(_names(row.get("Aliases", ""))) - {name}))
    return GoldCharacter(name, aliases, _GENDERS.get(row.get("Gender", "").strip().lower()))


def _names(cell: str) -> tuple[str, ...]:
    """Read names from a Python literal, else from a list with separators: "Tess; Mrs. Orr"."""
    if cell.strip().startswith(("[", "{", "(", "set(")):
        return tuple(str(name) for name in _literal(cell))
    return tuple(name.strip() for name in _BETWEEN.split(cell) if name.strip())


def _literal(cell: str) -> list[Any]:
    """Read a list or set as Python writes it; nothing in it is run."""
    if len(cell) > _MOST:
        raise ValueError("a cell is longer than a million characters")
    try:
        value = ast.literal_eval(cell.strip())
    except (MemoryError, RecursionError, SyntaxError, ValueError) as error:
        raise ValueError(f"{cell[:60]!r} is no list as Python writes it") from error
    if not isinstance(value, (list, set, tuple)):
        raise TypeError(f"{cell[:60]!r} is no list")
    return list(value)
