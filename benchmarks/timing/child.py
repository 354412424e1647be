"""Reads one text in this process and prints what it took, as one line of JSON.

    python benchmarks/timing/child.py FILE MODEL BYTES

More memory than BYTES, and the process fails instead of the machine.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from stages import on_the_clock


def peak() -> int:
    """Return the most memory that this process had, in bytes."""
    try:
        # What getrusage says counts in the process that started this one, if that was larger.
        lines = Path("/proc/self/status").read_text("utf-8").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) * 1024
    except (OSError, StopIteration):
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most * (1 if sys.platform == "darwin" else 1024)


def main() -> int:
    """Read the text named on the command line; return the exit code."""
    file, model, most = sys.argv[1:]
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (int(most), int(most)))
    import quotex
    from quotex.models import get_model

    text = Path(file).read_bytes().decode("utf-8", "surrogatepass")
    quotex.extract_quotes("“We are ready,” Ann Lee said.", model=model)
    start = peak()
    with on_the_clock(get_model(model)) as clock:
        begun = time.process_time()
        quotes = quotex.extract_quotes(text, model=model)
        seconds = time.process_time() - begun
    found = {"seconds": seconds, "peak": peak(), "start": start, "quotations": len(quotes)}
    print(json.dumps({**found, "stages": clock.seconds}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
