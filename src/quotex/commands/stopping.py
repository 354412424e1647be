"""How a command ends when it cannot go on."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType

import click

from quotex.errors import QuotexError


class Stopped(click.ClickException):
    """Nothing can be read; the usage is not at fault and not shown."""

    exit_code = 2


class Interrupts:
    """Remembers Ctrl-C: Python drops its exception in a callback, such as one of a fork."""

    seen = False

    def note(self, number: int, frame: FrameType | None) -> None:
        """Handle the signal."""
        self.seen = True
        raise KeyboardInterrupt

    def check(self) -> None:
        """Raise what was dropped."""
        if self.seen:
            raise KeyboardInterrupt


@contextmanager
def stopping() -> Iterator[Interrupts]:
    """Turn what ends a run into a message and an exit code: 2, or 130 when it is interrupted."""
    interrupts = Interrupts()
    before = signal.getsignal(signal.SIGINT)
    # A shell starts what runs in the background with the signal ignored; only the main thread
    # may handle it.
    handles = before is signal.default_int_handler and current_thread() is main_thread()
    try:
        if handles:
            signal.signal(signal.SIGINT, interrupts.note)
        yield interrupts
    except QuotexError as exc:
        raise Stopped(str(exc).replace("model=…", "--model")) from exc
    except KeyboardInterrupt:
        click.echo("Interrupted.", err=True)
        sys.exit(130)
    finally:
        if handles:
            signal.signal(signal.SIGINT, before)
