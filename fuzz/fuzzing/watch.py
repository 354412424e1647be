"""Watching a target: how many inputs, how long the slowest took, how much memory, what failed.

Time is the processor's time of this process, so that a busy machine fails nothing. An input that
takes more than its bound is stopped where it is, and where it is stopped is the report.
"""

from __future__ import annotations

import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from attrs import define, field

from fuzzing.samples import Sample, sample_of

SECONDS, SECONDS_PER_CHAR = 5.0, 0.002
"""The time an input may take: a hang takes more, and so does what grows with the square."""

MEGABYTES, MEGABYTES_PER_CHAR = 64.0, 0.02
"""How much one input may raise the peak of this process's memory."""


class TooSlow(BaseException):
    """An input took too long. No ``Exception``, so that nothing on the way takes it."""


class TooLargeError(Exception):
    """An input took too much memory."""


@define
class Failure:
    """An input that broke a law, an error or a hang; one of each kind is kept."""

    kind: str
    sample: Sample
    data: bytes
    report: str


@define
class Watch:
    """Runs a target and counts."""

    check: Callable[[Sample], None]
    seconds: float = SECONDS
    inputs: int = 0
    began: float = field(factory=time.process_time)
    slowest: float = 0.0
    slowest_chars: int = 0
    first_peak: float = 0.0
    failures: dict[str, Failure] = field(factory=dict)

    def see(self, data: bytes) -> None:
        """Run the target on what these bytes stand for; keep what goes wrong, and go on."""
        sample = sample_of(data)
        before = peak_memory()
        self.first_peak = self.first_peak or before
        began = time.process_time()
        try:
            with bound(self.seconds + SECONDS_PER_CHAR * len(sample.text)):
                self.check(sample)
            grown = peak_memory() - before
            if grown > MEGABYTES + MEGABYTES_PER_CHAR * len(sample.text):
                raise TooLargeError(f"{grown:.0f} MB for {len(sample.text)} characters")
        except (Exception, TooSlow) as exc:
            self._keep(exc, sample, data)
        taken = time.process_time() - began
        if taken > self.slowest:
            self.slowest, self.slowest_chars = taken, len(sample.text)
        self.inputs += 1

    def _keep(self, exc: BaseException, sample: Sample, data: bytes) -> None:
        frames = traceback.extract_tb(exc.__traceback__)
        own = [frame for frame in frames if Path(frame.filename).name != Path(__file__).name]
        last = own[-1] if own else frames[-1]
        kind = f"{type(exc).__name__} in {Path(last.filename).name}:{last.lineno}"
        known = self.failures.get(kind)
        if known is None or len(sample.text) < len(known.sample.text):
            report = "".join(traceback.format_exception(exc))
            self.failures[kind] = Failure(kind, sample, data, report)
            if known is None:
                print(f"{kind}: {sample!a}", file=sys.stderr)


@contextmanager
def bound(seconds: float) -> Iterator[None]:
    """Raise ``TooSlow`` when the processor works on what is inside for longer than this."""

    def stop(*_: object) -> None:
        raise TooSlow(f"more than {seconds:.1f} seconds of processor time")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def peak_memory() -> float:
    """Return the most memory that this process has held so far, in megabytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 if sys.platform != "darwin" else 1024 * 1024)
