"""The command ``quotex extract``: text files in, quotations out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shlex import quote
from typing import TextIO

import click

from quotex.api import pipe
from quotex.commands.stopping import Stopped
from quotex.errors import QuotexError, WeightsError
from quotex.quotes import Quotes
from quotex.writers import WRITERS, Writer, replacing

_LONG = 200_000  # characters: about ten seconds
_STDIN = "standard input"
_FORM_OF = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".html": "html",
    ".htm": "html",
}


def _not_zero(ctx: click.Context, param: click.Parameter, value: int) -> int:
    if value == 0:
        raise click.BadParameter("0 is no number of processes; -1 is one for each core.")
    return value


@click.command("extract")
@click.argument("files", metavar="FILE…", nargs=-1, required=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(WRITERS)),
    help="What to write. By default what the name of the --output file ends in, else a table on "
    "a terminal and jsonl elsewhere.",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write to this file, in place of what it held, when all is done. Its ending gives the "
    "format: .jsonl, .json, .csv or .html.",
)
@click.option("--model", metavar="NAME", help="A spaCy pipeline, by name or path.")
@click.option(
    "--weights",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Weights that quotex train wrote, in place of those that come with quotex.",
)
@click.option(
    "--speaker",
    "speakers",
    multiple=True,
    metavar="NAME",
    help="Someone known to speak, by full name; may be given several times.",
)
@click.option("--no-indirect", is_flag=True, help="Leave out reported speech without marks.")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="P",
    help="Name no speaker that is less probable than this, from 0 to 1.",
)
@click.option("--encoding", default="utf-8", show_default=True, help="Of the files read.")
@click.option(
    "--processes",
    type=click.IntRange(-1),
    callback=_not_zero,
    default=1,
    metavar="N",
    help="How many read at once; -1 is one for each core.",
)
def extract(
    files: tuple[str, ...],
    form: str | None,
    output: Path | None,
    model: str | None,
    weights: Path | None,
    speakers: tuple[str, ...],
    no_indirect: bool,
    min_confidence: float,
    encoding: str,
    processes: int,
) -> None:
    """Find quotations and their speakers in text files (this command's name may be left out).

    FILE is a text file, one document each; - is standard input.
    """
    _check(files, encoding)
    if output is not None:
        output = _check_output(output)
    form = form or _form_for(output)
    # On a screen the tables themselves show how far it is.
    to_screen = output is None and sys.stdout.isatty()
    try:
        results = pipe(
            _documents(files, encoding),
            as_tuples=True,
            model=model,
            weights=weights,
            speakers=speakers,
            indirect=not no_indirect,
            min_confidence=min_confidence,
            batch_size=8,
            n_process=processes,
            progress=len(files) > 1 and sys.stderr.isatty() and not to_screen,
            on_error="record",
        )
    except ValueError as exc:
        raise click.UsageError(str(exc)) from exc
    except WeightsError as exc:
        raise Stopped(str(exc)) from exc
    with _opened(output) as out:
        failed = _write(results, WRITERS[form](out))
    if failed:
        click.echo(f"{failed} of {len(files)} documents could not be read.", err=True)
        sys.exit(1)


def _write(results: Iterator[tuple[Quotes, tuple[str, str | None]]], writer: Writer) -> int:
    """Write the results; return how many documents failed, each named on standard error."""
    failed = 0
    try:
        for quotes, (name, unread) in results:
            error = unread or quotes.error
            if error is not None:
                failed += 1
                click.echo(f"{name}: {error}", err=True)
            writer.write(name, quotes if unread is None else Quotes(error=unread))
    except QuotexError as exc:
        raise Stopped(str(exc).replace("model=…", "--model")) from exc
    writer.close()
    return failed


def _check(files: tuple[str, ...], encoding: str) -> None:
    """Find what is wrong with the arguments before anything is read."""
    try:
        "".encode(encoding)
    except LookupError:
        raise click.BadParameter(
            f"{encoding!r} is no encoding that Python knows; try utf-8, cp1252 or utf-16.",
            param_hint="--encoding",
        ) from None
    if files.count("-") > 1:
        raise click.UsageError("Standard input (-) can be read only once.")
    for name in files:
        path = Path(name)
        if name == "-":
            continue
        if path.is_dir():
            raise click.UsageError(
                f"{click.format_filename(name)} is a folder; name its files: "
                f"quotex {click.format_filename(name)}/*.txt"
            )
        if not path.exists():
            raise click.UsageError(
                f"There is no file {click.format_filename(name)!r}. "
                "To read text from standard input, write - in its place."
            )


def _documents(
    files: tuple[str, ...], encoding: str
) -> Iterator[tuple[str, tuple[str, str | None]]]:
    """Yield each text with its name, and with the reason when it could not be read."""
    for name in files:
        shown = _STDIN if name == "-" else click.format_filename(name)
        try:
            data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
            # Not opened as text: that would turn line ends into others and move offsets.
            text = data.decode("utf-8-sig" if encoding.lower() in ("utf-8", "utf8") else encoding)
        except UnicodeDecodeError as exc:
            reason = (
                f"byte {exc.start} is not {encoding}; say how it is written with --encoding, "
                "such as --encoding cp1252"
            )
            yield "", (shown, reason)
        except OSError as exc:
            yield "", (shown, exc.strerror or str(exc))
        else:
            if len(text) > _LONG and sys.stderr.isatty():
                click.echo(f"Reading {shown}, {len(text):,} characters…", err=True)
            yield text, (shown, None)


def _check_output(output: Path) -> Path | None:
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


def _form_for(output: Path | None) -> str:
    if output is None:
        return "table" if sys.stdout.isatty() else "jsonl"
    form = _FORM_OF.get(output.suffix.lower())
    if form is not None:
        return form
    if output.exists() and not output.is_file():  # a device or a pipe has no use for an ending
        return "jsonl"
    raise click.UsageError(
        f"The name {click.format_filename(output.name)!r} does not say what to write. End it in "
        f".jsonl, .json, .csv or .html, or give the format: --format [{'|'.join(WRITERS)}]"
    )


@contextmanager
def _opened(output: Path | None) -> Iterator[TextIO]:
    if output is None:
        # What a program reads is UTF-8 everywhere; a terminal knows its own encoding.
        reconfigure = getattr(sys.stdout, "reconfigure", None)
        if reconfigure is not None and not sys.stdout.isatty():
            reconfigure(encoding="utf-8")
        yield sys.stdout
        return
    try:
        with replacing(output) as out:
            yield out
    except OSError as exc:
        if exc.filename is None:
            raise
        raise Stopped(f"{output} cannot be written: {exc.strerror}.") from exc
