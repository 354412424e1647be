"""Where commands write: the place, the format, and what is wrong with either."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shlex import quote
from typing import TextIO

import click

from quotex.commands.stopping import Stopped
from quotex.files import endings, replacing, replacing_bytes, zstandard
from quotex.schema import arrow_schema
from quotex.writers import FORMATS, ROW_FORMATS, WRITERS, Writer, writing

_FORM_OF = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".parquet": "parquet",
    ".html": "html",
    ".htm": "html",
    ".xml": "tei",
    ".md": "markdown",
}


def check_output(output: Path) -> Path | None:
    """Return where to write, ``None`` for standard output, when there is such a place."""
    if str(output) == "-":
        return None
    folder = output.parent
    shown = click.format_filename(folder)
    if folder.exists() and not folder.is_dir():
        raise click.UsageError(f"{click.format_filename(output)}: {shown!r} is no folder.")
    if not folder.exists():
        raise click.UsageError(
            f"There is no folder {shown!r} to write in. Make it first: mkdir -p {quote(shown)}"
        )
    return output


def form_for(output: Path | None, form: str | None) -> str:
    """Return the format asked for, or else that of the output; what it needs must be there."""
    if form is None:
        form = _form_of(output)
    if form == "parquet":
        if output is None:
            raise click.UsageError("Parquet is not text; name a file for it with --output.")
        arrow_schema()
    if output is not None and endings(output)[1]:
        if form == "parquet":
            raise click.UsageError("Parquet is compressed in itself; leave the last ending out.")
        if endings(output)[1] == ".zst":
            zstandard()
    return form


def _form_of(output: Path | None) -> str:
    if output is None:
        return "table" if sys.stdout.isatty() else "jsonl"
    form = _FORM_OF.get(endings(output)[0])
    if form is not None:
        return form
    if not is_file(output):  # a device or a pipe has no use for an ending
        return "jsonl"
    raise click.UsageError(
        f"The name {click.format_filename(output.name)!r} does not say what to write. End it in "
        ".jsonl, .json, .csv, .html, .xml (TEI) or .md, or .parquet for an archive, or give the "
        f"format: --format [{'|'.join(FORMATS)}]"
    )


def is_file(output: Path) -> bool:
    """Whether a file is or will be there, and no device or pipe."""
    return output.is_file() or not output.exists()


def check_resume(output: Path | None, form: str) -> None:
    """Refuse to keep checkpoints of what cannot be written piece by piece."""
    if form not in ROW_FORMATS or output is None or not is_file(output):
        raise click.UsageError(
            "--resume goes on with what is written to a file in a format of rows: --output with a "
            f"name in {', '.join(f'.{name}' for name in ROW_FORMATS)}."
        )


@contextmanager
def opened(output: Path | None, form: str) -> Iterator[Writer]:
    """Write to a file, which is replaced only when all went well, or to standard output."""
    if output is None:
        _as_utf8(sys.stdout)
        writer = WRITERS[form](sys.stdout)
        yield writer
        writer.close()
        return
    with writable(output), replacing_bytes(output) as out, writing(out, form) as writer:
        yield writer


def write_whole(output: Path | None, words: str) -> None:
    """Write a text to a file in place of what it held, or to standard output."""
    if output is None:
        _as_utf8(sys.stdout)
        sys.stdout.write(words)
        return
    with writable(output), replacing(output) as out:
        out.write(words)


def _as_utf8(out: TextIO) -> None:
    # What a program reads is UTF-8 everywhere; a terminal knows its own encoding.
    reconfigure = getattr(out, "reconfigure", None)
    if reconfigure is not None and not out.isatty():
        reconfigure(encoding="utf-8")


@contextmanager
def writable(output: Path) -> Iterator[None]:
    """End the command when a file cannot be written."""
    try:
        yield
    except OSError as exc:
        if exc.filename is None and exc.errno is None:
            raise
        raise Stopped(f"{output} cannot be written: {exc.strerror}.") from exc
