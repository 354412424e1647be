"""How fast quotex is and how much memory it takes, mostly as ratios measured in one run.

    python benchmarks/speed.py [--shared ../shared | --texts FILE] [--books] [--hostile]

On articles: against spaCy's own pipeline, with a profile by stage; then texts without marks, and
how quotex starts. ``--books`` and ``--hostile`` add long texts and texts made to be hard. Prints
Markdown tables; README.md says how to read them.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import time
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from timing import articles, long_texts, startup


def main() -> int:
    """Measure and print; return the exit code."""
    options = arguments().parse_args()
    source = options.texts or options.shared / "data" / "polnear_dev.jsonl"
    novels = options.shared / "data" / "pdnc_dev.jsonl"
    for file in [source] * bool(options.rounds) + [novels] * options.books:
        if not file.exists():
            print(f"There is no {file}; say where it is (--help).", file=sys.stderr)
            return 2
    import quotex
    from quotex.models import best_installed

    model = options.model or best_installed()
    say(
        f"quotex {quotex.__version__}, {model}, spaCy {version('spacy')}, Python "
        f"{platform.python_version()}, {os.cpu_count()} cores, {time.strftime('%Y-%m-%d')}\n"
    )
    if options.rounds:
        lines = source.read_text("utf-8").splitlines()
        texts = articles.choose(lines, options.least, options.most, options.documents)
        if not texts:
            print(f"No text in {source} has a length asked for.", file=sys.stderr)
            return 2
        on_articles(source.stem, texts, model, options.rounds)
        at_the_start(options.rounds)
    if options.books:
        texts = [json.loads(line)["text"] for line in novels.read_text("utf-8").splitlines()]
        on_books(texts, options.sizes, model, options.limit, options.memory)
    if options.hostile:
        on_hostile(options.characters, model, options.limit, options.memory)
    return 0


def arguments() -> argparse.ArgumentParser:
    """Return what the command line can hold."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add("--shared", type=Path, default=Path("../shared"), help="the gold's folder")
    add("--texts", type=Path, metavar="FILE", help="JSON lines with a text of your own")
    add("--model", help="the spaCy pipeline; the best installed one if not given")
    add("--rounds", type=int, default=5, metavar="N", help="of articles; 5, or 0 for no articles")
    add("--documents", type=int, metavar="N", help="only the first N articles")
    add("--least", type=int, default=500, metavar="N", help="words of an article; 500")
    add("--most", type=int, default=1000, metavar="N", help="words of an article; 1000")
    add("--books", action="store_true", help="read books too; takes ten minutes")
    add(
        "--sizes",
        type=sizes,
        default=(1.0, 1.2, 10.0),
        metavar="LIST",
        help="of the books, in million characters; 1,1.2,10",
    )
    add("--hostile", action="store_true", help="read hard texts too; takes ten minutes")
    add(
        "--characters",
        type=int,
        default=60_000,
        metavar="N",
        help="of a hard text, 60000; it is also read at four times that",
    )
    add("--limit", type=float, default=900, metavar="S", help="seconds for a long text; 900")
    add("--memory", type=float, default=8, metavar="GB", help="address space for one; 8")
    return parser


def sizes(words: str) -> tuple[float, ...]:
    return tuple(float(word) for word in words.split(","))


def on_articles(name: str, texts: Sequence[str], model: str, rounds: int) -> None:
    """Print the ratios, the profile, and what texts without marks take."""
    words = sum(len(text.split()) for text in texts) / len(texts)
    say(f"{name}: {len(texts)} texts of {words:,.0f} words on average, rounds: {rounds}\n")
    measured = articles.measure(texts, model, rounds)
    say(articles.ratio_table(measured.rounds))
    say(articles.profile_table(measured))
    times, read = articles.measure_unmarked(texts, model, rounds)
    say(articles.unmarked_table(times, read, len(texts)))


def at_the_start(rounds: int) -> None:
    """Print what a start takes, and when spaCy is imported."""
    say(startup.startup_table(startup.least(2 * rounds)))
    for words, code in (
        ("`import quotex`", "import quotex"),
        ("a text without marks, `indirect=False`", f"import quotex; {startup.UNMARKED}"),
    ):
        say(f"spaCy is imported after {words}: {'yes' if startup.imports_spacy(code) else 'no'}\n")


def on_books(
    novels: Sequence[str], lengths: Sequence[float], model: str, limit: float, memory: float
) -> None:
    """Print what books of so many million characters take."""
    runs = []
    for length in lengths:
        text = long_texts.book(novels, round(length * long_texts.MILLION))
        runs.append(long_texts.run(text, model, limit, memory))
    say(long_texts.book_table(runs))


def on_hostile(characters: int, model: str, limit: float, memory: float) -> None:
    """Print what hard texts take."""
    found = []
    for words, make in long_texts.HOSTILE.items():
        print(words, file=sys.stderr, flush=True)
        short, long = (
            long_texts.run(make(length), model, limit, memory)
            for length in (characters, characters * long_texts.TIMES_LONGER)
        )
        found.append((words, short, long))
    say(long_texts.hostile_table(found))


def say(words: str) -> None:
    print(words, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
