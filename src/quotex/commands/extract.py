"""The command ``quotex extract``: texts in, quotations out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, get_args

import click

from quotex.archive.checkpoints import EVERY_DOCUMENTS
from quotex.archive.documents import Documents
from quotex.archive.settings import FORMS, MAX_CHARS, Settings
from quotex.characters import read_speakers
from quotex.commands.outputs import check_output, check_resume, form_for, is_file
from quotex.commands.stopping import stopping
from quotex.types import Genre
from quotex.writers import FORMATS, ROW_FORMATS


def _not_zero(ctx: click.Context, param: click.Parameter, value: int) -> int:
    if value == 0:
        raise click.BadParameter("0 is no number of processes; -1 is one for each core.")
    return value


@click.command("extract")
@click.argument("files", metavar="FILE…", nargs=-1, required=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="What to write. By default what the name of the --output file ends in, else a table on "
    "a terminal and jsonl elsewhere.",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write to this file, in place of what it held, when all is done. Its ending gives the "
    "format: .jsonl, .json, .csv, .parquet, .html, .xml (TEI) or .md; with .gz or .zst behind it, "
    "it is compressed.",
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
@click.option(
    "--speakers",
    "speakers_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="More of them, as a JSON list of names and of objects with name, aliases and gender.",
)
@click.option("--no-indirect", is_flag=True, help="Leave out reported speech without marks.")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="P",
    help="Name no speaker that is less probable than this, from 0 to 1.",
)
@click.option(
    "--genre",
    type=click.Choice(get_args(Genre)),
    help="The kind of all the texts. By default each text's own characters decide.",
)
@click.option("--encoding", default="utf-8", show_default=True, help="Of the files read.")
@click.option(
    "--input-format",
    type=click.Choice(FORMS),
    help="What the files are. By default what their names end in, and text otherwise.",
)
@click.option(
    "--text-column",
    default="text",
    show_default=True,
    metavar="NAME",
    help="Where the rows of a file have their text.",
)
@click.option(
    "--id-column",
    default="id",
    show_default=True,
    metavar="NAME",
    help="Where they have their id, if anywhere.",
)
@click.option(
    "--max-chars",
    type=click.IntRange(1, 10**9),
    default=MAX_CHARS,
    show_default=True,
    metavar="N",
    help="Read no document that has more characters.",
)
@click.option(
    "--jobs",
    "--processes",
    "jobs",
    type=click.IntRange(-1),
    callback=_not_zero,
    default=1,
    metavar="N",
    help="How many processes read at once; -1 is one for each core.",
)
@click.option("--resume", is_flag=True, help="Go on with a run that was interrupted or killed.")
@click.option(
    "--checkpoint",
    type=click.IntRange(1),
    default=EVERY_DOCUMENTS,
    show_default=True,
    metavar="N",
    help="Keep the results for --resume every N documents.",
)
@click.option("--quiet", is_flag=True, help="Show no progress, and name no document that fails.")
def extract(
    files: tuple[str, ...],
    form: str | None,
    output: Path | None,
    model: str | None,
    weights: Path | None,
    speakers: tuple[str, ...],
    speakers_file: Path | None,
    no_indirect: bool,
    min_confidence: float,
    genre: Genre | None,
    encoding: str,
    input_format: str | None,
    text_column: str,
    id_column: str,
    max_chars: int,
    jobs: int,
    resume: bool,
    checkpoint: int,
    quiet: bool,
) -> None:
    """Find quotations and their speakers in texts (this command's name may be left out).

    FILE is a text file, or one with a document a row: .jsonl, .csv, .tsv or .parquet. A folder
    stands for the .txt files below it, and - for standard input. All but Parquet may be
    compressed (.gz, .zst).
    """
    from quotex.commands.running import Run  # costly, and --help does not need it

    _check(files, encoding)
    settings = Settings(input_format, encoding, text_column, id_column, max_chars)
    options: dict[str, Any] = {
        "model": model,
        "weights": weights,
        "speakers": (*speakers, *_speakers_of(speakers_file)),
        "indirect": not no_indirect,
        "min_confidence": min_confidence,
        "genre": genre,
    }
    if output is not None:
        output = check_output(output)
    with stopping() as interrupts:
        form = form_for(output, form)
        if resume:
            check_resume(output, form)
        documents = Documents(files, settings)
        # On a screen the tables themselves show how far it is.
        to_screen = output is None and sys.stdout.isatty()
        bar = sys.stderr.isatty() and documents.count != 1 and not (quiet or to_screen)
        run = Run(documents, {**options, "n_process": jobs}, bar, quiet, interrupts.check)
        in_steps = form in ROW_FORMATS and (documents.in_rows or resume)
        if output is not None and is_file(output) and in_steps:
            from quotex.archive.manifest import describe  # costly, and seldom needed

            manifest = describe(documents, settings, **options)
            count, failed = run.in_steps(output, form, manifest, resume=resume, every=checkpoint)
        else:
            count, failed = run.at_once(output, form)
    if failed:
        click.echo(f"{failed:,} of {count:,} documents could not be read.", err=True)
        sys.exit(1)


def _speakers_of(path: Path | None) -> list[str | dict[str, Any]]:
    if path is None:
        return []
    try:
        return read_speakers(path)
    except (OSError, TypeError, ValueError) as exc:
        raise click.BadParameter(
            f"{click.format_filename(path)}: {exc}", param_hint="--speakers"
        ) from exc


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
        if name != "-" and not Path(name).exists():
            raise click.UsageError(
                f"There is no file {click.format_filename(name)!r}. "
                "To read text from standard input, write - in its place."
            )
