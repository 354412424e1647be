"""The commands of the command line, for click: a module a command."""

from __future__ import annotations

import click

from quotex._version import __version__
from quotex.commands.evaluate import evaluate
from quotex.commands.extract import extract
from quotex.commands.link import link
from quotex.commands.train import train
from quotex.commands.view import view

_DEFAULT = "extract"


class _Shortcut(click.Group):
    """A group whose command ``extract`` need not be written: ``quotex FILE``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        own = {name for option in self.get_params(ctx) for name in option.opts}
        if args and args[0] not in self.commands and args[0] not in own:
            args = [_DEFAULT, *args]
        return super().parse_args(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        extract = self.commands[_DEFAULT]
        options = [param for param in extract.params if isinstance(param, click.Option)]
        records = [option.get_help_record(ctx) for option in options]
        with formatter.section("Options of extract"):
            formatter.write_dl([record for record in records if record is not None])
        super().format_options(ctx, formatter)


@click.group(
    cls=_Shortcut,
    subcommand_metavar="[extract] FILE…",
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 all documents were read; 1 some failed; 2 wrong usage, or something "
    "that is needed is missing; 130 it was interrupted.",
)
@click.version_option(__version__, prog_name="quotex")
def quotex() -> None:
    """Who said what: quotations and their speakers in English text.

    FILE is a text file, a folder of them, or a file with a document a row (.jsonl, .csv, .tsv,
    .parquet); - is standard input.
    """


quotex.add_command(extract)
quotex.add_command(train)
quotex.add_command(evaluate)
quotex.add_command(link)
quotex.add_command(view)
