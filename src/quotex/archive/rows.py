"""Documents that are the rows of a file: JSON lines, CSV and Parquet, in constant memory.

A row that is damaged is one document's error; what makes the rest unreadable ends the file.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import IO, Any, BinaryIO, cast

from attrs import frozen

from quotex.archive.settings import Settings
from quotex.errors import ArchiveError
from quotex.extras import optional

_LOOK_AHEAD = 20  # rows: when none of them has the column of the texts, the name is wrong
_OTHER_COLUMNS = 2**20  # characters that a row may have beside its text
_JSON_PER_CHAR = 6  # \u00e9, the longest way to write a character of most scripts
_SKIP = 2**16  # characters of an overlong line that are passed over at once
_PARQUET_ROWS = 1  # unpacked at once: a file of a few kilobytes may hold many texts of megabytes
_PARQUET_BUFFER = 2**20  # bytes
_NOT_DECODED = re.compile("[\udc80-\udcff]")  # what surrogateescape makes of a wrong byte


@frozen
class Row:
    """A row of a file: its number, counted from 1, and its cells, or why it cannot be read."""

    number: int
    cells: Mapping[str, Any] | None
    error: str = ""


def read_jsonl(stream: BinaryIO, settings: Settings) -> Iterator[Row]:
    """Yield the rows of JSON lines; the number is that of the line, blank ones counted.

    Raises ``ArchiveError`` when none of the first rows has the column of the texts.
    """
    return _with_text_column(_json_rows(stream, settings), settings)


def _json_rows(stream: BinaryIO, settings: Settings) -> Iterator[Row]:
    limit = _JSON_PER_CHAR * settings.max_chars + _OTHER_COLUMNS
    with _decoded(stream, settings, "\n") as text:
        number = 0
        while line := text.readline(limit + 1):
            number += 1
            if len(line) > limit:
                while line and not line.endswith("\n"):
                    line = text.readline(_SKIP)
                yield Row(number, None, f"the line has more than {limit:,} characters")
                continue
            if not line.strip():
                continue
            wrong = _NOT_DECODED.search(line)
            if wrong:
                yield Row(number, None, settings.not_decoded(_byte(wrong[0])))
                continue
            try:
                data = json.loads(line)
            except (ValueError, RecursionError) as exc:
                yield Row(number, None, f"the line is no JSON: {exc}")
                continue
            if isinstance(data, dict):
                yield Row(number, data)
            else:
                yield Row(number, None, f"the line is no JSON object but a {type(data).__name__}")


def _with_text_column(rows: Iterable[Row], settings: Settings) -> Iterator[Row]:
    """Raise ``ArchiveError`` when none of the first rows has the column of the texts."""
    held: list[Row] = []
    names: dict[str, None] = {}
    rows = iter(rows)
    for row in rows:
        held.append(row)
        if row.cells is not None:
            if settings.text_column in row.cells:
                names.clear()
                break
            names.update(dict.fromkeys(row.cells))
        if len(held) >= _LOOK_AHEAD:
            break
    if names:
        raise _no_column(list(names), settings)
    yield from held
    yield from rows


def _no_column(names: list[str], settings: Settings) -> ArchiveError:
    known = ", ".join(repr(name) for name in names[:50]) + (", …" if len(names) > 50 else "")
    return ArchiveError(
        f"there is no column {settings.text_column!r}. Name that of the texts with "
        f"--text-column; there are: {known}"
    )


def read_csv(stream: BinaryIO, settings: Settings, delimiter: str = ",") -> Iterator[Row]:
    """Yield the rows below a header; the number is that of the row, the header not counted.

    Cells are exactly what the file holds, line ends too. Raises ``ArchiveError`` when the header
    has no column of the texts.
    """
    with _decoded(stream, settings, "") as text:
        lines = _Lines(text, settings.max_chars + _OTHER_COLUMNS)
        header: list[str] | None = None
        number = 0
        for cells, error in _records(csv.reader(lines, delimiter=delimiter), lines):
            if not cells and not error:
                continue
            if header is None:
                if error:
                    raise ArchiveError(f"its header cannot be read: {error}")
                header = cells
                if settings.text_column not in header:
                    raise _no_column(header, settings)
                continue
            number += 1
            # The first of two columns with one name counts; a row may have fewer cells.
            named = dict(reversed(list(zip(header, cells, strict=False))))
            wrong = _NOT_DECODED.search("".join(cells))
            if error:
                yield Row(number, None, error)
            elif wrong:
                yield Row(number, None, settings.not_decoded(_byte(wrong[0])))
            else:
                yield Row(number, named)


def _records(reader: Any, lines: _Lines) -> Iterator[tuple[list[str], str]]:
    """Yield the cells of each record, or why it cannot be read; then go on with the next one."""
    while True:
        lines.begin()
        # The limit is one for all of Python's csv, so it is given back.
        others = csv.field_size_limit(lines.limit)
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (csv.Error, _OverlongError) as exc:
            lines.skip_record()
            error = f"the row cannot be read: {exc}"
        else:
            error = ""
        finally:
            csv.field_size_limit(others)
        if error:
            yield [], error
        elif lines.ended and lines.within_marks:
            yield [], "the row cannot be read: a quotation mark of it is never closed"
        else:
            yield cells, ""


class _OverlongError(Exception):
    pass


class _Lines:
    """The lines of a CSV file for its reader, none longer than a limit.

    It counts marks, so that a record that cannot be read is left at its end and not within it.
    """

    def __init__(self, text: io.TextIOWrapper, limit: int) -> None:
        self.text = text
        self.limit = limit
        self.ended = False
        self.begin()

    def begin(self) -> None:
        """Begin a record."""
        self.within_marks = False
        self.within_line = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._read(self.limit + 1)
        if not line:
            raise StopIteration
        if len(line) > self.limit:
            raise _OverlongError(f"a line of it has more than {self.limit:,} characters")
        return line

    def skip_record(self) -> None:
        """Pass over what is left of the record."""
        while (self.within_line or self.within_marks) and self._read(_SKIP):
            pass

    def _read(self, size: int) -> str:
        line = self.text.readline(size)
        self.ended = not line
        self.within_line = not line.endswith(("\n", "\r"))
        self.within_marks ^= line.count('"') % 2 == 1
        return line


@contextmanager
def _decoded(stream: BinaryIO, settings: Settings, newline: str) -> Iterator[io.TextIOWrapper]:
    # A wrong byte must cost one row, not the rest of the file: it is looked for in each row.
    text = io.TextIOWrapper(
        cast(IO[bytes], stream), settings.codec, errors="surrogateescape", newline=newline
    )
    try:
        yield text
    finally:
        # It would close the file, which is asked how far it was read when all rows are there.
        if not stream.closed:  # as it is when the caller wants no more rows
            text.detach()


def _byte(escaped: str) -> str:
    return f"a byte ({ord(escaped) - 0xDC00:#04x})"


def parquet_file(path: Any, settings: Settings) -> Any:
    """Open a Parquet file.

    Raises ``ArchiveError`` when it is none, or its column of texts is missing or holds none;
    ``MissingExtraError`` without pyarrow.
    """
    pa = optional("Reading Parquet", "pyarrow", "archive")
    parquet = optional("Reading Parquet", "pyarrow.parquet", "archive")
    try:
        # By default pyarrow loads whole columns of a row group, which may be the whole file.
        file = parquet.ParquetFile(path, buffer_size=_PARQUET_BUFFER, pre_buffer=False)
        schema = file.schema_arrow
        names = schema.names  # they need not be UTF-8
    except (pa.ArrowException, OSError, UnicodeDecodeError) as exc:
        raise ArchiveError(
            f"it is no Parquet file that can be read: {exc}. Write it again, or give another "
            "format with --input-format"
        ) from exc
    if settings.text_column not in names:
        raise _no_column(names, settings)
    kind = schema.field(settings.text_column).type
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    if str(kind) not in ("string", "large_string", "string_view"):
        raise ArchiveError(
            f"its column {settings.text_column!r} holds {kind}, no text. Name that of the texts "
            "with --text-column"
        )
    return file


def read_parquet(file: Any, settings: Settings) -> Iterator[Row]:
    """Yield the rows of an open Parquet file, of which two columns are read.

    Raises ``OSError`` where it is damaged.
    """
    pa = optional("Reading Parquet", "pyarrow", "archive")
    names = [settings.text_column, settings.id_column]
    columns = [name for name in names if name in file.schema_arrow.names]
    number = 0
    # Threads of its own would not survive the fork of a worker.
    batches = file.iter_batches(batch_size=_PARQUET_ROWS, columns=columns, use_threads=False)
    while True:
        try:
            batch = next(batches, None)
        except pa.ArrowException as exc:
            raise OSError(f"the Parquet file is damaged: {exc}") from exc
        if batch is None:
            return
        for index in range(batch.num_rows):
            number += 1
            try:
                yield Row(number, {name: batch.column(name)[index].as_py() for name in columns})
            except UnicodeDecodeError as exc:
                yield Row(number, None, f"it is not UTF-8: {exc.reason}")
