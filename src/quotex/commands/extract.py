"""The command ``quotex extract``: texts in, quotations out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from quotex.archive.checkpoints import EVERY_DOCUMENTS
from quotex.archive.documents import Documents
from quotex.commands.outputs import check_output, check_resume, form_for, is_file
from quotex.commands.reading import FILES, asked_for, reading_options
from quotex.commands.stopping import stopping
from quotex.writers import FORMATS, ROW_FORMATS


@click.command("extract")
@FILES
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
@reading_options
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
    resume: bool,
    checkpoint: int,
    quiet: bool,
    **reading: Any,
) -> None:
    """Find quotations and their speakers in texts (this command's name may be left out).

    FILE is a text file, or one with a document a row: .jsonl, .csv, .tsv or .parquet. A folder
    stands for the .txt files below it, and - for standard input. All but Parquet may be
    compressed (.gz, .zst).
    """
    from quotex.commands.running import Run  # costly, and --help does not need it

    asked = asked_for(files, **reading)
    if output is not None:
        output = check_output(output)
    with stopping() as interrupts:
        form = form_for(output, form)
        if resume:
            check_resume(output, form)
        documents = Documents(files, asked.settings)
        # On a screen the tables themselves show how far it is.
        to_screen = output is None and sys.stdout.isatty()
        bar = sys.stderr.isatty() and documents.count != 1 and not (quiet or to_screen)
        options = {**asked.options, "n_process": asked.jobs}
        run = Run(documents, options, bar, quiet, interrupts.check)
        in_steps = form in ROW_FORMATS and (documents.in_rows or resume)
        if output is not None and is_file(output) and in_steps:
            from quotex.archive.manifest import describe  # costly, and seldom needed

            manifest = describe(documents, asked.settings, **asked.options)
            count, failed = run.in_steps(output, form, manifest, resume=resume, every=checkpoint)
        else:
            count, failed = run.at_once(output, form)
    if failed:
        click.echo(f"{failed:,} of {count:,} documents could not be read.", err=True)
        sys.exit(1)
