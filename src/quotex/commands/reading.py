"""How texts are read: the options that ``quotex extract`` and ``quotex view`` share."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from pathlib import Path
from typing import Any, TypeVar, get_args

import click
from attrs import frozen

from quotex.archive.settings import FORMS, MAX_CHARS, Settings
from quotex.characters import read_speakers
from quotex.types import Genre

_Command = TypeVar("_Command", bound=Callable[..., Any])


def _not_zero(ctx: click.Context, param: click.Parameter, value: int) -> int:
    if value == 0:
        raise click.BadParameter("0 is no number of processes; -1 is one for each core.")
    return value


@frozen
class Asked:
    """What these options asked for: how to read files, and the options of ``quotex.pipe``."""

    settings: Settings
    options: dict[str, Any]
    jobs: int


FILES = click.argument("files", metavar="FILE…", nargs=-1, required=True)

_OPTIONS = (
    click.option("--model", metavar="NAME", help="A spaCy pipeline, by name or path."),
    click.option(
        "--weights",
        type=click.Path(path_type=Path),
        metavar="FOLDER",
        help="Weights that quotex train wrote, in place of those that come with quotex.",
    ),
    click.option(
        "--speaker",
        "speakers",
        multiple=True,
        metavar="NAME",
        help="Someone known to speak, by full name; may be given several times.",
    ),
    click.option(
        "--speakers",
        "speakers_file",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        metavar="FILE",
        help="More of them, as a JSON list of names and of objects with name, aliases and gender.",
    ),
    click.option("--no-indirect", is_flag=True, help="Leave out reported speech without marks."),
    click.option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        default=0.0,
        metavar="P",
        help="Name no speaker that is less probable than this, from 0 to 1.",
    ),
    click.option(
        "--genre",
        type=click.Choice(get_args(Genre)),
        help="The kind of all the texts. By default each text's own characters decide.",
    ),
    click.option("--encoding", default="utf-8", show_default=True, help="Of the files read."),
    click.option(
        "--input-format",
        type=click.Choice(FORMS),
        help="What the files are. By default what their names end in, and text otherwise.",
    ),
    click.option(
        "--text-column",
        default="text",
        show_default=True,
        metavar="NAME",
        help="Where the rows of a file have their text.",
    ),
    click.option(
        "--id-column",
        default="id",
        show_default=True,
        metavar="NAME",
        help="Where they have their id, if anywhere.",
    ),
    click.option(
        "--max-chars",
        type=click.IntRange(1, 10**9),
        default=MAX_CHARS,
        show_default=True,
        metavar="N",
        help="Read no document that has more characters.",
    ),
    click.option(
        "--jobs",
        "--processes",
        "jobs",
        type=click.IntRange(-1),
        callback=_not_zero,
        default=1,
        metavar="N",
        help="How many processes read at once; -1 is one for each core.",
    ),
)


def reading_options(command: _Command) -> _Command:
    """Give a command these options; ``asked_for`` takes their values."""
    return reduce(lambda decorated, option: option(decorated), reversed(_OPTIONS), command)


def asked_for(
    files: tuple[str, ...],
    *,
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
) -> Asked:
    """Return what was asked for; what is wrong with it is found before anything is read."""
    _check(files, encoding)
    return Asked(
        Settings(input_format, encoding, text_column, id_column, max_chars),
        {
            "model": model,
            "weights": weights,
            "speakers": (*speakers, *_speakers_of(speakers_file)),
            "indirect": not no_indirect,
            "min_confidence": min_confidence,
            "genre": genre,
        },
        jobs,
    )


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
