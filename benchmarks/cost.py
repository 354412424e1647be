"""What a million articles cost, from the rate measured here and a price per core-hour.

    python benchmarks/cost.py --price 0.05 [--shared ../shared | --articles FILE] [--processes N]

As on a cluster with every core busy, each of N processes (by default one a core) maps the same
articles with a ``QuoteMapper``, in data frames, at the same time. Rates are per processor second:
reading waits for nothing, so on a core of its own that is a second of the clock, and other work
on the machine does not count. Left out, as they depend on the cluster, are its start, reading the
texts and writing the rows. Prints a Markdown table.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import platform
import resource
import statistics
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

MILLION = 1_000_000


def main() -> int:
    """Measure and print; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--articles", type=Path, help="JSON lines with id and text of your own")
    parser.add_argument("--model", help="the spaCy pipeline; the best installed one if not given")
    parser.add_argument("--price", type=float, default=0.05, help="of an hour of one core")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--rounds", type=int, default=5, help="how often all articles are read")
    options = parser.parse_args()
    source = options.articles or options.shared / "data" / "polnear_dev.jsonl"
    if not source.exists():
        print(f"There is no {source}; name a file of articles with --articles.", file=sys.stderr)
        return 2
    lines = source.read_text("utf-8").splitlines()
    documents = [{key: plain[key] for key in ("id", "text")} for plain in map(json.loads, lines)]
    print(describe(source.stem, documents, options.model, options.processes, options.rounds))
    measured = measure(documents, options.model, options.processes, options.rounds)
    print(table(figures(measured, len(documents), options.price)))
    return 0


def describe(
    name: str, documents: list[dict[str, str]], model: str | None, processes: int, rounds: int
) -> str:
    """Say what is measured, and on what machine."""
    import quotex
    from quotex.models import best_installed

    characters = sum(len(document["text"]) for document in documents) / len(documents)
    return (
        f"quotex {quotex.__version__}, {model or best_installed()}, {name}: {len(documents)} "
        f"articles of {characters:,.0f} characters on average, {rounds} rounds\n"
        f"{processes} processes at a time on {os.cpu_count()} cores of {processor()}; Python "
        f"{platform.python_version()}, {time.strftime('%Y-%m-%d')}\n"
    )


def processor() -> str:
    """Return the name of the processor, as far as the system tells."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        return next(line.partition(":")[2].strip() for line in lines if "model name" in line)
    except (OSError, StopIteration):
        return platform.machine()


def measure(
    documents: list[dict[str, str]], model: str | None, processes: int, rounds: int
) -> list[dict[str, Any]]:
    """Map the documents in every process at once; return what each took."""
    os.environ["OMP_NUM_THREADS"] = "1"  # as Spark, Ray and Dask do for a worker with one core
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(processes)
    with ProcessPoolExecutor(
        processes, mp_context=context, initializer=_keep, initargs=(barrier,)
    ) as pool:
        tasks = [pool.submit(work, documents, model, rounds) for _ in range(processes)]
        return [task.result() for task in tasks]


_barrier: Any = None


def _keep(barrier: Any) -> None:
    global _barrier
    _barrier = barrier


def work(documents: list[dict[str, str]], model: str | None, rounds: int) -> dict[str, Any]:
    """Read the documents ``rounds`` times; return the seconds of each, and the peak memory.

    Seconds are those of the processor, memory is in bytes.
    """
    begun = time.process_time()
    import pandas as pd

    from quotex import QuoteMapper

    mapper = QuoteMapper(model=model)
    mapper(pd.DataFrame({"id": ["first"], "text": ["“We are ready,” Ann Lee said."]}))
    started = time.process_time() - begun
    frame = pd.DataFrame(documents)
    seconds = []
    for _ in range(rounds):
        _barrier.wait()
        before = time.process_time()
        mapper(frame)
        seconds.append(time.process_time() - before)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "start": started,
        "seconds": seconds,
        "memory": peak * (1 if sys.platform == "darwin" else 1024),
    }


def figures(measured: list[dict[str, Any]], articles: int, price: float) -> dict[str, float]:
    """Return what the measured seconds for ``articles`` mean; rates are those of one core."""
    rates = [articles / seconds for one in measured for seconds in one["seconds"]]
    rate = statistics.median(rates)
    hours = MILLION / rate / 3600
    return {
        "rate": rate,
        "least": min(rates),
        "greatest": max(rates),
        "articles an hour": rate * 3600,
        "core-hours": hours,
        "price": price,
        "cost": hours * price,
        "start": statistics.median(one["start"] for one in measured),
        "memory": max(one["memory"] for one in measured),
    }


def table(of: dict[str, float]) -> str:
    """Return the figures as a Markdown table."""
    rows = [
        (
            "articles per second and core",
            f"{of['rate']:.1f} ({of['least']:.1f} to {of['greatest']:.1f})",
        ),
        ("articles per core-hour", f"{of['articles an hour']:,.0f}"),
        ("core-hours per million articles", f"{of['core-hours']:.1f}"),
        (f"cost per million articles at {of['price']:g} per core-hour", f"{of['cost']:.2f}"),
        ("start of a process: imports, model, a first sentence", f"{of['start']:.1f} s"),
        ("peak memory of a process", f"{of['memory'] / 2**20:,.0f} MB"),
    ]
    return "\n".join(["| | |", "|---|---|", *(f"| {label} | {value} |" for label, value in rows)])


if __name__ == "__main__":
    raise SystemExit(main())
