"""The row schema: one row a quotation, alike in JSON lines, CSV, Parquet and on every engine.

A document that could not be read has one row, with ``document`` and ``error`` only; one without
quotations has none. Rows hold what ``Quotes.to_dicts`` holds, flat; ``quotes_from_rows`` is the
way back. ``document``, ``start`` and ``end`` tell the quotations of an archive apart.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, count
from typing import TYPE_CHECKING, Any

from quotex.extras import optional
from quotex.quotes import COLUMNS as QUOTE_COLUMNS
from quotex.quotes import Quotes, in_utf8
from quotex.types import Cue, Mention, Quote, Span, Speaker, checked

if TYPE_CHECKING:
    import pyarrow

COLUMNS: dict[str, str] = {"document": "str", **QUOTE_COLUMNS, "error": "str"}
"""The columns in order and what they hold: str, int, float, ints (a list of int) or strs.

``document`` is the document's name or id and ``error`` why it could not be read; between them
are the columns of ``Quotes.to_rows``, whose offsets count characters of the document's text.
"""


_MOST_CHARS = 2**31 - 1  # of a cell of CSV; all that Python's csv takes on every system
_NEVER_NULL = ("text", "content", "reason")  # of a quotation: no words there are words
# What a spreadsheet takes for a formula, in all the forms of its first character (OWASP, CSV
# Injection), behind anything that is not seen, and with apostrophes before it.
_UNSEEN = r"[\s\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]"
_FORMULA = re.compile(rf"'*(?:[\t\r\n]|{_UNSEEN}*[-=+@−＝＋－＠﹦﹢﹣﹫])")


def to_rows(document: str, quotes: Quotes) -> list[dict[str, Any]]:
    """Return the rows of one document, each with all the keys of ``COLUMNS``."""
    if quotes.error is not None:
        return [{**dict.fromkeys(COLUMNS), "document": document, "error": quotes.error}]
    return [{"document": document, **row, "error": None} for row in quotes.to_rows()]


def quotes_from_rows(rows: Iterable[Mapping[str, Any]], text: str = "") -> Quotes:
    """Rebuild the quotations of one document from its rows.

    ``text`` is the text the offsets point into. Of an addressee, rows hold the name only. Raises
    ``ValueError`` when a row is not of this schema.
    """
    quotes: list[Quote] = []
    for index, row in enumerate(rows):
        if row.get("error") is not None:
            return Quotes(text=text, error=row["error"])
        try:
            quotes.append(checked(_quote(row)))
        except KeyError as exc:
            raise ValueError(f"row {index} has no column {exc}") from exc
        except (TypeError, ValueError) as exc:
            raise ValueError(f"row {index} is not of the expected form: {exc}") from exc
    return Quotes(quotes, text)


def _quote(row: Mapping[str, Any]) -> Quote:
    words, start = row["text"], row["start"]
    mention = cue = None
    if row["mention"] is not None:
        at = row["mention_start"], row["mention_end"]
        mention = Mention(row["mention"], *at, row["mention_kind"])
    if row["cue"] is not None:
        cue = Cue(row["cue"], row["cue_start"], row["cue_end"], row["cue_lemma"])
    return Quote(
        text=words,
        start=start,
        end=row["end"],
        parts=tuple(
            Span(words[a - start : b - start], a, b)
            for a, b in zip(row["part_starts"], row["part_ends"], strict=True)
        ),
        type=row["type"],
        speaker=speaker_of(row),
        mention=mention,
        cue=cue,
        confidence=row["confidence"],
        reason=row["reason"],
        # Rows that were written before there were addressees have no columns for them.
        addressee=None if (addressee := row.get("addressee")) is None else Speaker(addressee),
        addressee_confidence=row.get("addressee_confidence") or 0.0,
    )


def speaker_of(row: Mapping[str, Any]) -> Speaker | None:
    """Return the speaker of a row, if it has one; ``KeyError`` where a column is missing."""
    if row["speaker"] is None:
        return None
    return Speaker(
        name=row["speaker"],
        kind=row["speaker_kind"],
        aliases=tuple(row["speaker_aliases"]),
        title=row["speaker_title"],
        gender=row["speaker_gender"],
    )


def csv_cell(cell: Any) -> Any:
    """Return what CSV holds of a cell of a row: lists as JSON, and nothing that would be run.

    What a spreadsheet would take for a formula gets an apostrophe before it, and so does what
    already has one there, so that ``rows_from_csv`` gives back the very words. CSV is UTF-8: a
    lone surrogate becomes U+FFFD.
    """
    cell = in_utf8(cell)
    if isinstance(cell, list):
        return json.dumps(cell, ensure_ascii=False)
    if isinstance(cell, str) and _FORMULA.match(cell):
        return f"'{cell}"
    return cell


def rows_from_csv(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Yield the rows of CSV that quotex wrote, as they were before.

    ``lines`` is an open file, or lines with their ends: open the file with ``newline=""`` and as
    UTF-8; a byte order mark is passed over. Raises ``ValueError`` for CSV that is not of this
    schema.
    """
    lines = iter(lines)
    first = next(lines, "").removeprefix("\ufeff")
    reader = csv.DictReader(chain([first], lines))
    for number in count(1):
        # The limit is one for all of Python's csv, so it is given back.
        others = csv.field_size_limit(_MOST_CHARS)
        try:
            row = next(reader, None)
            if row is None:
                return
            yield _from_csv(row)
        except (csv.Error, KeyError, TypeError, ValueError, RecursionError) as exc:
            raise ValueError(f"row {number} is not of the expected form: {exc!r}") from exc
        finally:
            csv.field_size_limit(others)


def _from_csv(cells: Mapping[str, str]) -> dict[str, Any]:
    read = cells["error"] == ""
    row: dict[str, Any] = {}
    for name, kind in COLUMNS.items():
        cell = cells[name]
        if not isinstance(cell, str):
            raise ValueError(f"it has no cell for {name!r}")
        if name == "document" or (read and name in _NEVER_NULL):
            row[name] = csv_words(cell)
        elif cell == "":
            row[name] = None
        elif kind in ("int", "float"):
            row[name] = int(cell) if kind == "int" else float(cell)
        else:
            row[name] = csv_words(cell) if kind == "str" else json.loads(cell)
    return row


def csv_words(cell: str) -> str:
    """Return the words of a cell that ``csv_cell`` made."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def arrow_schema() -> pyarrow.Schema:
    """Return the schema for pyarrow; every column but ``document`` may be null.

    Raises ``MissingExtraError`` without pyarrow.
    """
    pa = optional("The row schema for Arrow", "pyarrow", "archive")
    types = {
        "str": pa.string(),
        "int": pa.int64(),
        "float": pa.float64(),
        "ints": pa.list_(pa.int64()),
        "strs": pa.list_(pa.string()),
    }
    return pa.schema(
        [pa.field(name, types[kind], name != "document") for name, kind in COLUMNS.items()]
    )


def arrow_table(rows: Iterable[Mapping[str, Any]]) -> pyarrow.Table:
    """Return rows as a pyarrow table of this schema.

    Arrow holds UTF-8 only: a lone surrogate becomes U+FFFD. Raises ``MissingExtraError``
    without pyarrow.
    """
    pa = optional("The row schema for Arrow", "pyarrow", "archive")
    plain = [{name: in_utf8(cell) for name, cell in row.items()} for row in rows]
    return pa.Table.from_pylist(plain, schema=arrow_schema())
