"""The command ``quotex link``: results in, a table of the speakers across documents out."""

from __future__ import annotations

from pathlib import Path

import click

from quotex.commands.stopping import stopping

_SHOWN = 20  # of the pairs that may be one


@click.command("link")
@click.argument(
    "results",
    metavar="RESULTS…",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option(
    "--output",
    "-o",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The table of names and whose they are, as CSV.",
)
@click.option(
    "--corrections",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Such a table as you have corrected it; what it says is kept.",
)
def link(results: tuple[Path, ...], output: Path, corrections: Path | None) -> None:
    """Find which speakers of many documents are one.

    RESULTS are files that quotex extract has written as .jsonl, .csv or .parquet. In the table,
    names with the same "speaker" are one; give two the same to merge them, different ones to
    part them, and hand it back with --corrections.
    """
    from quotex.linking import link_speakers
    from quotex.linking.stored import read_speakers

    with stopping():
        try:
            rows = (row for path in results for row in read_speakers(path))
            links = link_speakers(rows, corrections=corrections)
            links.to_csv(output)
        except ValueError as exc:
            raise click.UsageError(str(exc)) from exc
    names = sum(len(speaker.names) for speaker in links.speakers)
    click.echo(f"{output}: {names:,} names of {len(links.speakers):,} speakers", err=True)
    for pair in links.possible[:_SHOWN]:
        click.echo(f"  perhaps one: {pair.speaker}, {pair.other} ({pair.reason})", err=True)
    if len(links.possible) > _SHOWN:
        click.echo(f"  and {len(links.possible) - _SHOWN:,} more pairs", err=True)
