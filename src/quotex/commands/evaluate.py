"""The command ``quotex evaluate``: gold in, figures out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from quotex.commands.stopping import Stopped, stopping
from quotex.files import replacing
from quotex.gold import FORMATS, MAX_BYTES, GoldDocument, read_gold, read_named, with_names

_FILE = click.Path(path_type=Path, exists=True)
_NEW = click.Path(path_type=Path, dir_okay=False)


@click.command("evaluate")
@click.argument("gold", metavar="GOLD…", nargs=-1, required=True, type=_FILE)
@click.option("--pred", type=_FILE, help="Predictions to score; by default quotex reads the texts.")
@click.option("--against", type=_FILE, help="Other predictions: how they differ from the first.")
@click.option("--named", type=_FILE, help="Who the named speakers are, in a file of its own.")
@click.option("--gold-format", type=click.Choice(FORMATS), help="Guessed by default.")
@click.option(
    "--max-bytes",
    type=click.IntRange(1),
    default=MAX_BYTES,
    show_default=True,
    metavar="N",
    help="Refuse a file of gold, or a line of JSON lines, that has more bytes.",
)
@click.option("--fiction", is_flag=True, help="Score the speakers of novels by their characters.")
@click.option("--html", type=_NEW, help="Write figures and every error to this page.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON in place of a table.")
@click.option("--save-pred", type=_NEW, help="Write what was scored, for a later --pred.")
@click.option("--model", metavar="NAME", help="A spaCy pipeline, by name or path.")
@click.option("--weights", type=_FILE, help="A folder that quotex train has written.")
@click.option("--resamples", type=click.IntRange(1), default=1000, show_default=True)
@click.option("--seed", type=int, default=0, show_default=True, help="Of the resamples.")
@stopping()
def evaluate(
    gold: tuple[Path, ...],
    pred: Path | None,
    against: Path | None,
    named: Path | None,
    gold_format: str | None,
    max_bytes: int,
    fiction: bool,
    html: Path | None,
    as_json: bool,
    save_pred: Path | None,
    model: str | None,
    weights: Path | None,
    resamples: int,
    seed: int,
) -> None:
    """Score predictions against gold, with 95 % intervals from a bootstrap over documents.

    GOLD is a file or folder of annotated texts. Nothing of it but the texts is given to quotex.
    """
    from quotex import evaluation  # numpy, which it imports, is half the time of --help

    settings: dict[str, Any] = {"fiction": fiction, "resamples": resamples, "seed": seed}
    try:
        documents = _documents(gold, gold_format, named, max_bytes)
        if pred is not None:
            predictions = evaluation.read_predictions(pred, documents)
        else:
            given = {} if weights is None else {"weights": weights}
            shown = sys.stderr.isatty()
            predictions = evaluation.predict(documents, model=model, progress=shown, **given)
        if save_pred is not None:
            evaluation.write_predictions(predictions, save_pred)
        found = evaluation.evaluate(documents, predictions, **settings)
        if html is not None:
            with replacing(html) as page:
                page.write(evaluation.to_html(found, documents))
        click.echo(evaluation.to_json(found) if as_json else evaluation.to_text(found), nl=False)
        if against is not None:
            other = evaluation.read_predictions(against, documents)
            click.echo(f"\n{pred or 'quotex'} (first) against {against} (second)", err=as_json)
            table = evaluation.differences_to_text(
                evaluation.compare(documents, predictions, other, **settings)
            )
            click.echo(table, nl=False, err=as_json)
    except OSError as exc:
        raise Stopped(f"{exc.filename} cannot be read or written: {exc.strerror}.") from exc


def _documents(
    paths: Sequence[Path], form: str | None, named: Path | None, max_bytes: int
) -> list[GoldDocument]:
    documents = [
        document for path in paths for document in read_gold(path, form, max_bytes=max_bytes)
    ]
    if named is not None:
        documents = list(with_names(documents, read_named(named)))
    return documents
