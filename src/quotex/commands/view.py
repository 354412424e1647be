"""The command ``quotex view``: texts in, a page to read them on out."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import click

from quotex.archive.documents import Documents
from quotex.commands.outputs import check_output, write_whole
from quotex.commands.reading import FILES, asked_for, reading_options
from quotex.commands.stopping import stopping


@click.command("view")
@FILES
@click.option(
    "--output",
    "-o",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The page, such as page.html; - is standard output.",
)
@click.option("--title", default="Quotations", show_default=True, help="The heading of the page.")
@click.option(
    "--corrections",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Who is who across the articles: a table of quotex link, as you have corrected it.",
)
@reading_options
@click.option("--quiet", is_flag=True, help="Show no progress, and name no document that fails.")
def view(
    files: tuple[str, ...],
    output: Path,
    title: str,
    corrections: Path | None,
    quiet: bool,
    **reading: Any,
) -> None:
    """Make a page to read articles on, with their quotations.

    It shows who speaks how much, filters by speaker and type, goes from quotation to quotation
    and copies them as citations; one file, for any browser, without a network. FILE is what
    quotex extract takes.
    """
    from quotex.commands.running import Run  # costly, and --help does not need it
    from quotex.linking import link_speakers
    from quotex.view import Article, to_page

    asked = asked_for(files, **reading)
    place = check_output(output)
    with stopping() as interrupts:
        documents = Documents(files, asked.settings)
        bar = sys.stderr.isatty() and documents.count != 1 and not quiet
        options = {**asked.options, "n_process": asked.jobs}
        run = Run(documents, options, bar, quiet, interrupts.check)
        with closing(run.results()) as results:
            articles = [Article(document.id, quotes) for quotes, document in results]
        try:
            links = link_speakers([item.quotes for item in articles], corrections=corrections)
        except ValueError as exc:
            raise click.UsageError(str(exc)) from exc
        write_whole(place, to_page(articles, title=title, links=links))
    failed = sum(item.quotes.error is not None for item in articles)
    if failed:
        click.echo(f"{failed:,} of {len(articles):,} documents could not be read.", err=True)
        sys.exit(1)
