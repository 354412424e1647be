"""The command ``quotex``: what runs before its packages are known to be there."""

from __future__ import annotations

import sys
from importlib import import_module

from quotex.errors import MissingExtraError


def main() -> None:
    """Run the command line; the process ends with its exit code.

    0: all documents were read. 1: some failed, and standard error says which. 2: the command
    was not understood, or something it needs is not installed. 130: it was interrupted.
    """
    for package in ("click", "rich"):
        try:
            import_module(package)
        except ImportError:
            print(f"Error: {MissingExtraError('The command', package, 'cli')}", file=sys.stderr)
            sys.exit(2)
    from quotex.commands import quotex

    quotex(prog_name="quotex")
