"""How well news and fiction are told apart: ``python benchmarks/genre.py``.

Reads the gold's texts and nothing else of it. Novels are given whole and as excerpts, cut at random
places (the seed is fixed). Prints a Markdown table; takes half a minute.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from quotex.genre import find_genre
from quotex.layout import find_layout

NEWS = ("polnear_train", "polnear_dev", "gum_news_dev")
FICTION = ("litbank_dev", "gum_fiction_dev")
NOVELS = "pdnc_dev"
EXCERPTS = (2_000, 5_000, 20_000, 60_000)  # characters
EXCERPTS_A_NOVEL = 40


def main() -> int:
    """Read, decide and print a row a set of texts; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="the gold's folder")
    parser.add_argument("--seed", type=int, default=0, help="of the places where novels are cut")
    options = parser.parse_args()
    data = options.shared / "data"
    if not data.is_dir():
        print(f"There is no {data}; say where with --shared.", file=sys.stderr)
        return 2
    print("| texts | genre | number | called fiction | share |\n|---|---|---|---|---|")
    for name in NEWS:
        print(row(name, "news", read(data, name)), flush=True)
    for name in FICTION:
        print(row(name, "fiction", read(data, name)), flush=True)
    novels = read(data, NOVELS)
    print(row(f"{NOVELS}, whole", "fiction", novels), flush=True)
    for size in EXCERPTS:
        parts = list(excerpts(novels, size, random.Random(options.seed)))
        print(row(f"{NOVELS}, {size:,} characters", "fiction", parts), flush=True)
    return 0


def read(data: Path, name: str) -> list[str]:
    """Return the texts of a gold file."""
    lines = (data / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines]


def excerpts(texts: list[str], size: int, rng: random.Random) -> Iterator[str]:
    """Yield stretches of so many characters from random places of each text."""
    for text in texts:
        for _ in range(EXCERPTS_A_NOVEL):
            start = rng.randrange(max(1, len(text) - size))
            yield text[start : start + size]


def row(name: str, genre: str, texts: list[str]) -> str:
    """Return the row of a set of texts."""
    called = sum(find_genre(text, find_layout(text)) == "fiction" for text in texts)
    return f"| {name} | {genre} | {len(texts)} | {called} | {called / len(texts):.3f} |"


if __name__ == "__main__":
    raise SystemExit(main())
