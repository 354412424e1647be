"""Writers: the forms in which the command line shows quotations, one document after another."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import IO, Any, BinaryIO, Protocol, TextIO, cast

from quotex import citations, html, tei
from quotex.quotes import Quotes, one_line
from quotex.schema import COLUMNS, arrow_schema, arrow_table, csv_cell, to_rows

BYTE_ORDER_MARK = "\ufeff"
WIDTH = 100  # of a table that does not go to a terminal
_GROUP_ROWS = 10_000  # of a Parquet row group, or fewer when their texts are long
_GROUP_CHARS = 8_000_000


class Writer(Protocol):
    """Takes the documents in order and is closed after the last."""

    def write(self, name: str, quotes: Quotes) -> None:
        """Show the quotations of the document ``name``."""

    def close(self) -> None:
        """Write what can only be written at the end."""


Row = Mapping[str, Any]
"""A row of ``quotex.schema``."""


class RowWriter:
    """A writer that knows nothing of documents but their rows, in constant memory."""

    def write(self, name: str, quotes: Quotes) -> None:
        for row in to_rows(name, quotes):
            self.add(row)

    def add(self, row: Row) -> None:
        raise NotImplementedError

    def close(self) -> None:
        pass


class JsonLines(RowWriter):
    """One line a row of ``quotex.schema``."""

    def __init__(self, out: TextIO) -> None:
        self.out = out

    def add(self, row: Row) -> None:
        self.out.write(json_line(row))


class Json(RowWriter):
    """One array of what ``JsonLines`` writes as lines."""

    def __init__(self, out: TextIO) -> None:
        self.out = out
        self.before = "[\n"

    def add(self, row: Row) -> None:
        self.out.write(self.before + json_line(row).rstrip("\n"))
        self.before = ",\n"

    def close(self) -> None:
        self.out.write("[]\n" if self.before == "[\n" else "\n]\n")


class Csv(RowWriter):
    """The rows of ``quotex.schema`` under a header, lists as JSON.

    A cell that a spreadsheet would run as a formula gets an apostrophe before it, which
    ``schema.rows_from_csv`` takes off again.
    """

    def __init__(self, out: TextIO) -> None:
        self.out = out
        self.line = io.StringIO(newline="")
        # A cell is put in marks when it holds a character of the line's end. With a line feed
        # alone a carriage return would end the row, and what is behind it begin another.
        self.cells = csv.writer(self.line, lineterminator="\r\n")
        self._write(COLUMNS)

    def add(self, row: Row) -> None:
        self._write(csv_cell(row[column]) for column in COLUMNS)

    def _write(self, cells: Iterable[object]) -> None:
        self.cells.writerow(cells)
        self.out.write(self.line.getvalue().removesuffix("\r\n") + "\n")
        self.line.seek(0)
        self.line.truncate()


class ExcelCsv(Csv):
    """The same for Excel, which needs a byte order mark to read UTF-8 when a file is opened."""

    def __init__(self, out: TextIO) -> None:
        out.write(BYTE_ORDER_MARK)
        super().__init__(out)


class Parquet(RowWriter):
    """The rows of ``quotex.schema`` as an Arrow table. Needs pyarrow."""

    def __init__(self, out: BinaryIO) -> None:
        schema = arrow_schema()
        from pyarrow import parquet

        self.file = parquet.ParquetWriter(out, schema, compression="zstd")
        self.rows: list[Row] = []
        self.chars = 0

    def add(self, row: Row) -> None:
        self.rows.append(row)
        self.chars += len(row["text"] or "")
        if len(self.rows) >= _GROUP_ROWS or self.chars >= _GROUP_CHARS:
            self._flush()

    def close(self) -> None:
        self._flush()
        self.file.close()

    def _flush(self) -> None:
        if self.rows:
            self.file.write_table(arrow_table(self.rows))
        self.rows, self.chars = [], 0


class Html:
    """One page with all documents, their quotations coloured by speaker."""

    def __init__(self, out: TextIO) -> None:
        self.out = out
        self.bodies: list[str] = []

    def write(self, name: str, quotes: Quotes) -> None:
        self.bodies.append(
            html.render(
                quotes.text,
                quotes,
                error=quotes.error,
                heading=name,
                style=not self.bodies,
            )
        )

    def close(self) -> None:
        self.out.write(html.page(self.bodies))


class Tei:
    """One corpus in TEI, a document each, as they come."""

    def __init__(self, out: TextIO) -> None:
        self.out = out
        self.count = 0
        self.out.write(tei.CORPUS_START)

    def write(self, name: str, quotes: Quotes) -> None:
        if quotes.error is not None:
            return
        self.count += 1
        own = f"d{self.count}-"
        self.out.write(tei.document(quotes.text, quotes, title=name, prefix=own))

    def close(self) -> None:
        self.out.write(tei.CORPUS_END)


class Markdown:
    """The quotations as citations, below the name of each document that has any."""

    def __init__(self, out: TextIO) -> None:
        self.out = out

    def write(self, name: str, quotes: Quotes) -> None:
        if quotes:
            self.out.write(f"## {citations.plain(name)}\n\n{quotes.to_markdown()}\n")

    def close(self) -> None:
        pass


class Table:
    """A table a document, for people."""

    def __init__(self, out: TextIO) -> None:
        from rich.console import Console

        self.console = Console(file=out, width=None if out.isatty() else WIDTH, highlight=False)

    def write(self, name: str, quotes: Quotes) -> None:
        from rich.box import SIMPLE_HEAD
        from rich.table import Table as RichTable
        from rich.text import Text

        if quotes.error is not None:
            return
        # Text, not str: a text's own square brackets are no markup.
        title = Text(one_line(name), style="bold")
        if not quotes:
            self.console.print(Text.assemble(title, ": no quotations"))
            return
        table = RichTable(title=title, title_justify="left", box=SIMPLE_HEAD, show_lines=False)
        table.add_column("speaker", style="bold", max_width=28)
        table.add_column("type", style="dim")
        table.add_column("quotation", ratio=1)
        table.add_column("sure", justify="right", style="dim")
        for quote in quotes:
            table.add_row(
                Text(one_line(quote.who or "?")),
                quote.type,
                Text(one_line(quote.content)),
                f"{quote.confidence:.2f}",
            )
        self.console.print(table)

    def close(self) -> None:
        pass


WRITERS: dict[str, Callable[[TextIO], Writer]] = {
    "table": Table,
    "jsonl": JsonLines,
    "json": Json,
    "csv": Csv,
    "csv-excel": ExcelCsv,
    "html": Html,
    "tei": Tei,
    "markdown": Markdown,
}
"""The formats that are text, by name."""

FORMATS = ("table", "jsonl", "json", "csv", "csv-excel", "parquet", "html", "tei", "markdown")
"""The names of all formats."""

ROW_FORMATS = ("jsonl", "csv", "parquet")
"""Those of them that are written as they come, in constant memory."""


@contextmanager
def writing(out: BinaryIO, form: str) -> Iterator[Writer]:
    """Write in any format to a file of bytes, text as UTF-8; the file is left open."""
    if form == "parquet":
        table = Parquet(out)
        try:
            yield table
            table.close()
        finally:
            table.file.close()
        return
    text = io.TextIOWrapper(cast(IO[bytes], out), encoding="utf-8", newline="")
    try:
        writer = WRITERS[form](text)
        yield writer
        writer.close()
    finally:
        text.detach()  # it would close the file


def json_line(row: Row) -> str:
    """Return a row as a line of JSON."""
    words = json.dumps(row, ensure_ascii=False)
    # The only legal way to write a lone surrogate is as the escape this makes.
    return words.encode("utf-8", "backslashreplace").decode() + "\n"
