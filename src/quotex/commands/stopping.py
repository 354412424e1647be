"""How a command ends when it cannot go on."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from quotex.errors import QuotexError


class Stopped(click.ClickException):
    """Nothing can be read; the usage is not at fault and not shown."""

    exit_code = 2


@contextmanager
def stopping() -> Iterator[None]:
    """Turn what ends a run into a message and an exit code: 2, or 130 when it is interrupted."""
    try:
        yield
    except QuotexError as exc:
        raise Stopped(str(exc).replace("model=…", "--model")) from exc
    except KeyboardInterrupt:
        click.echo("Interrupted.", err=True)
        sys.exit(130)
