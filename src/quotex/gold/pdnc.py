"""Gold as the tables of the Project Dialogism Novel Corpus (Vishnubhotla, Hammond & Hirst, The
Project Dialogism Novel Corpus, LREC 2022): a folder a novel.

``novel_text.txt``, ``character_info.csv`` (Main Name, Aliases, Gender) and
``quotation_info.csv`` (quoteID, quoteByteSpans, speaker, addressees, quoteType). Marks stand
outside the spans. The spans count characters, whatever their name says.
"""

from __future__ import annotations

import ast
import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast, get_args

from quotex.gold.checks import in_order, reading, spans_of
from quotex.gold.types import AttributionType, GoldCharacter, GoldDocument, GoldQuote

_GENDERS = {"m": "male", "male": "male", "f": "female", "female": "female"}
_NOBODY = frozenset(("", "_unknowable", "_narr", "_group"))
_MOST = 1_000_000  # characters in a cell; no list of spans or names is longer


def read_pdnc(path: Path) -> Iterator[GoldDocument]:
    """Yield the novel of a folder, or those of the folders in it; ids are folders' names.

    Raises ``GoldError`` with the table and row that cannot be read.
    """
    folders = [path] if (path / "quotation_info.csv").exists() else sorted(path.iterdir())
    for folder in folders:
        if (folder / "quotation_info.csv").exists():
            with reading(folder):
                try:
                    text = (folder / "novel_text.txt").read_bytes().decode("utf-8")
                except OSError as error:
                    raise ValueError("its novel_text.txt is missing") from error
            quotes = tuple(_quotes(folder / "quotation_info.csv", text))
            characters = tuple(_characters(folder / "character_info.csv"))
            yield in_order(GoldDocument(folder.name, text, quotes, characters))


def _rows(table: Path) -> Iterator[tuple[str, dict[str, str]]]:
    if not table.exists():
        return
    with table.open(encoding="utf-8-sig", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), 2):
            yield f"{table}, row {number}", row


def _quotes(table: Path, text: str) -> Iterator[GoldQuote]:
    for place, row in _rows(table):
        with reading(place):
            quote = _quote(row, text)
        yield quote


def _quote(row: Mapping[str, str], text: str) -> GoldQuote:
    speaker = row["speaker"].strip()
    attribution = row.get("quoteType", "").strip().lower()
    known = attribution in get_args(AttributionType)
    addressees = _literal(row.get("addressees", ""))
    return GoldQuote(
        id=row["quoteID"],
        type="direct",
        spans=spans_of(_literal(row["quoteByteSpans"]), len(text)),
        name=speaker if speaker.lower() not in _NOBODY else None,
        attribution=cast(AttributionType, attribution) if known else None,
        addressees=tuple(str(name) for name in addressees),
    )


def _characters(table: Path) -> Iterator[GoldCharacter]:
    for place, row in _rows(table):
        with reading(place):
            name = row["Main Name"].strip()
            aliases = tuple(sorted({str(a) for a in _literal(row.get("Aliases", ""))} - {name}))
            gender = _GENDERS.get(row.get("Gender", "").strip().lower())
            character = GoldCharacter(name, aliases, cast(Any, gender))
        yield character


def _literal(cell: str) -> list[Any]:
    """Read a list or set as Python writes it; nothing in it is run."""
    if len(cell) > _MOST:
        raise ValueError("a cell is longer than a million characters")
    if not cell.strip():
        return []
    value = ast.literal_eval(cell)
    if not isinstance(value, (list, set, tuple)):
        raise TypeError(f"{cell!r:.60} is no list")
    return list(value)
