"""The table of links as a person has corrected it: which names are whose."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from os import PathLike
from pathlib import Path
from typing import Any

from quotex.linking.profiles import ProfileKey, key_of
from quotex.linking.result import SpeakerLinks
from quotex.schema import csv_words
from quotex.types import Speaker, described

Corrections = str | PathLike[str] | SpeakerLinks | Iterable[Mapping[str, Any]]


def read_corrections(corrections: Corrections | None) -> dict[ProfileKey, str]:
    """Return who each name is, by the key of its profile.

    Takes what ``SpeakerLinks.to_csv`` wrote, such links themselves, or their rows. Raises
    ``TypeError`` or ``ValueError`` naming the row where one does not say whose a name is, or
    says two things of it.
    """
    if corrections is None:
        return {}
    if isinstance(corrections, SpeakerLinks):
        corrections = corrections.to_rows()
    elif isinstance(corrections, (str, PathLike)):
        corrections = _rows_of(Path(corrections))
    decided: dict[ProfileKey, str] = {}
    for number, row in enumerate(corrections, 1):
        if not isinstance(row, Mapping):
            raise TypeError(f"row {number} of the corrections is a mapping, not {described(row)}")
        speaker, name = _cell(row, "speaker"), _cell(row, "name")
        if speaker is None or name is None:
            missing = "speaker" if speaker is None else "name"
            raise ValueError(
                f"row {number} of the corrections has no {missing!r}; it needs the columns "
                "'speaker', 'name', 'kind', 'title' and 'gender' as SpeakerLinks.to_csv writes them"
            )
        kind: Any = _cell(row, "kind") or "person"
        gender: Any = _cell(row, "gender")
        key = key_of(Speaker(name, kind, title=_cell(row, "title"), gender=gender))
        if decided.setdefault(key, speaker) != speaker:
            raise ValueError(
                f"row {number} of the corrections gives {name!r} to {speaker!r}, a row above to "
                f"{decided[key]!r}; leave one of them"
            )
    return decided


def _cell(row: Mapping[str, Any], column: str) -> str | None:
    value = row.get(column)
    # A data frame has NaN where there is nothing.
    return value.strip() or None if isinstance(value, str) else None


def _rows_of(path: Path) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header = file.readline()
            file.seek(0)
            # Where the comma stands in decimals, spreadsheets put semicolons between cells.
            delimiter = ";" if ";" in header and "," not in header else ","
            return [
                {name: csv_words(cell) for name, cell in row.items() if isinstance(cell, str)}
                for row in csv.DictReader(file, delimiter=delimiter)
            ]
    except UnicodeDecodeError as exc:
        raise ValueError(f"{path} is not UTF-8; save it as CSV UTF-8") from exc
    except csv.Error as exc:
        raise ValueError(f"{path} is no table of links: {exc}") from exc
