"""Writers: the forms in which the command line shows quotations, one document after another."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol, TextIO

from quotex import html
from quotex.quotes import Quotes, one_line
from quotex.schema import COLUMNS, to_rows

WIDTH = 100  # of a table that does not go to a terminal
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


class Writer(Protocol):
    """Takes the documents in order and is closed after the last."""

    def write(self, name: str, quotes: Quotes) -> None:
        """Show the quotations of the document ``name``."""

    def close(self) -> None:
        """Write what can only be written at the end."""


class JsonLines:
    """One line a row of ``quotex.schema``."""

    def __init__(self, out: TextIO) -> None:
        self.out = out

    def write(self, name: str, quotes: Quotes) -> None:
        for plain in to_rows(name, quotes):
            self.out.write(_json(plain) + "\n")

    def close(self) -> None:
        pass


class Json:
    """One array of what ``JsonLines`` writes as lines."""

    def __init__(self, out: TextIO) -> None:
        self.out = out
        self.before = "[\n"

    def write(self, name: str, quotes: Quotes) -> None:
        for plain in to_rows(name, quotes):
            self.out.write(self.before + _json(plain))
            self.before = ",\n"

    def close(self) -> None:
        self.out.write("[]\n" if self.before == "[\n" else "\n]\n")


class Csv:
    """The rows of ``quotex.schema`` under a header, lists as JSON.

    A cell that a spreadsheet would run as a formula gets an apostrophe before it.
    """

    def __init__(self, out: TextIO) -> None:
        self.rows = csv.DictWriter(out, list(COLUMNS), lineterminator="\n")
        self.rows.writeheader()

    def write(self, name: str, quotes: Quotes) -> None:
        for cells in to_rows(name, quotes):
            self.rows.writerow({column: _harmless(cell) for column, cell in cells.items()})

    def close(self) -> None:
        pass


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
    "html": Html,
}
"""The formats by name."""


@contextmanager
def replacing(path: Path) -> Iterator[TextIO]:
    """Open a file for writing that takes the place of ``path`` only when all went well."""
    target = path.resolve()
    if target.exists() and not target.is_file():  # a device or a pipe cannot be replaced
        with target.open("w", encoding="utf-8", newline="") as out:
            yield out
        return
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with draft.open("x", encoding="utf-8", newline="") as out:
            yield out
        os.replace(draft, target)
    finally:
        draft.unlink(missing_ok=True)


def _json(plain: dict[str, Any]) -> str:
    words = json.dumps(plain, ensure_ascii=False)
    # The only legal way to write a lone surrogate is as the escape this makes.
    return words.encode("utf-8", "backslashreplace").decode()


def _harmless(cell: object) -> object:
    if isinstance(cell, list):
        return json.dumps(cell, ensure_ascii=False).encode("utf-8", "replace").decode()
    if isinstance(cell, str):
        cell = cell.encode("utf-8", "replace").decode()
        if cell.lstrip(" ").startswith(_FORMULA):
            return f"'{cell}"
    return cell
