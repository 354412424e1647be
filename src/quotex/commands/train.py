"""The command ``quotex train``: gold in, a folder of weights out."""

from __future__ import annotations

from pathlib import Path

import click

from quotex.commands.stopping import Stopped, stopping
from quotex.gold import FORMATS, MAX_BYTES


@click.command("train")
@click.argument(
    "gold",
    metavar="GOLD…",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, path_type=Path),
)
@click.option(
    "--output",
    "-o",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Where the weights go: a new or empty folder, or earlier weights, which are replaced.",
)
@click.option("--model", metavar="NAME", help="A spaCy pipeline, by name or path.")
@click.option(
    "--seed",
    type=click.IntRange(0),
    default=0,
    show_default=True,
    metavar="N",
    help="How the documents are dealt to folds: 0 in their order, others shuffled.",
)
@click.option(
    "--dev",
    type=click.Path(exists=True, path_type=Path),
    metavar="GOLD",
    help="Gold to measure the weights on; the figures go on their card.",
)
@click.option("--gold-format", type=click.Choice(FORMATS), help="Guessed by default.")
@click.option(
    "--max-bytes",
    type=click.IntRange(1),
    default=MAX_BYTES,
    show_default=True,
    metavar="N",
    help="Refuse a file of gold, or a line of JSON lines, that has more bytes.",
)
@stopping()
def train(
    gold: tuple[Path, ...],
    output: Path,
    model: str | None,
    seed: int,
    dev: Path | None,
    gold_format: str | None,
    max_bytes: int,
) -> None:
    """Learn every weight from annotated texts.

    GOLD is a file or folder of annotated documents, in any format that quotex evaluate reads.
    Use what is learned with quotex extract --weights FOLDER or
    extract_quotes(text, weights="FOLDER").
    """
    from quotex import training  # costly, and other commands do not need it

    def tell(line: str) -> None:
        click.echo(line, err=True)

    try:
        training.train(
            gold,
            output,
            model=model,
            seed=seed,
            dev=dev,
            gold_format=gold_format,
            max_bytes=max_bytes,
            tell=tell,
        )
    except ValueError as exc:
        raise click.UsageError(str(exc)) from exc
    except OSError as exc:
        raise Stopped(f"{exc.filename or output}: {exc.strerror or exc}.") from exc
    tell(f"{output}: weights written")
