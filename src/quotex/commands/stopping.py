"""How a command ends when it cannot go on."""

from __future__ import annotations

import click


class Stopped(click.ClickException):
    """Nothing can be read; the usage is not at fault and not shown."""

    exit_code = 2
