"""How well names across documents are merged, and how its cost grows.

    python benchmarks/linking.py [--shared ../shared] [--names 100000]

Every name is a document of its own, so that nothing but the names can tell. Prints, over all
pairs of names: how many of the merges are right, and how many of the merges that are right are
made. The pairs of ``tests/fixtures/speaker_pairs.tsv`` are linked pair by pair. Then the aliases
of gold: of the news, the names of the articles' speakers, all together in one archive (two
articles mean one person where they share a full name); of the novels, the names of the
characters, each novel an archive. Aliases that are descriptions ("the captain") are left out.
Last, made-up names, so many and four times so many: how often names were compared and the ratio
of the times, which is 4 where it is linear.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from quotex import Speaker, link_speakers
from quotex.names import fold
from speaker_pairs import Pair, document, pairs

Named = Sequence[tuple[Speaker, str]]
"""Names, each with the person that it is of."""


def main() -> int:
    """Measure and print; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--names", type=int, default=100_000, help="0: no made-up names")
    options = parser.parse_args()
    print("| names | merges made | right | merges to make | made |")
    print("|---|---:|---:|---:|---:|")
    print(row("pairs, each alone", [by_hand(pair) for pair in pairs()]))
    data = options.shared / "data"
    if data.exists():
        print(row("news: speakers of the dev articles", [news(data / "polnear_dev_named.jsonl")]))
        print(row("novels: characters of the dev novels", novels(data / "pdnc_dev.jsonl")))
    else:
        print(f"There is no {data}: the aliases of gold are left out.", file=sys.stderr)
    if options.names:
        scale(options.names)
    return 0


def by_hand(pair: Pair) -> Named:
    """Two names, of one person or two."""
    return [(pair.one, "one"), (pair.other, "one" if pair.same else "other")]


def news(path: Path) -> Named:
    """The names of the speakers of all articles, those with a full name in common being one."""
    person_of: dict[str, str] = {}
    owners: dict[str, set[str]] = defaultdict(set)
    for line in path.read_text("utf-8").splitlines():
        for quote in json.loads(line)["quotes"].values():
            if quote["speaker"] is None or quote["kind"] != "person":
                continue
            names = sorted(filter(is_name, {quote["speaker"], *quote["aliases"]}))
            full = [" ".join(map(fold, name.split())) for name in names if " " in name]
            known = (person_of[name] for name in full if name in person_of)
            person = next(known, quote["speaker"])
            person_of.update(dict.fromkeys(full, person))
            for name in names:
                owners[name].add(person)
    return of_one(owners)


def novels(path: Path) -> list[Named]:
    """The names of the characters of each novel."""
    archives = []
    for line in path.read_text("utf-8").splitlines():
        owners: dict[str, set[str]] = defaultdict(set)
        for character in json.loads(line)["characters"]:
            for name in filter(is_name, {character["name"], *character["aliases"]}):
                owners[name].add(character["id"])
        archives.append(of_one(owners))
    return archives


def of_one(owners: dict[str, set[str]]) -> Named:
    """Leave out the names that more than one has."""
    return [(Speaker(n), min(who)) for n, who in sorted(owners.items()) if len(who) == 1]


def is_name(words: str) -> bool:
    """Tell whether an alias is a name and no description: all of its words have a capital."""
    first = words.split()[0].lower()
    return first not in ("the", "a", "an", "my") and all(
        word[0].isupper() for word in words.split()
    )


def row(title: str, archives: Iterable[Named]) -> str:
    """Link each archive and return a row of the table, over the pairs of all of them."""
    counts = Counter[str]()
    for named in archives:
        links = link_speakers(document(speaker) for speaker, _ in named)
        for (one, person), (other, owner) in combinations(named, 2):
            merged = links[one] is links[other]
            counts["made"] += merged
            counts["to make"] += person == owner
            counts["right"] += merged and person == owner
    right = counts["right"]
    precision, recall = right / max(counts["made"], 1), right / max(counts["to make"], 1)
    return f"| {title} | {counts['made']} | {precision:.3f} | {counts['to make']} | {recall:.3f} |"


def scale(count: int) -> None:
    """Link made-up names, so many and four times so many, and print how the time grew."""
    seconds = {}
    for size in (count, 4 * count):
        archive = [document(who) for who in made_up(size)]
        begun = time.process_time()
        links = link_speakers(archive)
        seconds[size] = time.process_time() - begun
        print(f"\n{size:,} names: {len(links.speakers):,} speakers, {seconds[size]:.0f} s", end="")
    print(f"\nTime for four times the names: {seconds[4 * count] / seconds[count]:.1f}")


def made_up(count: int) -> list[Speaker]:
    """Return names of which some surnames and given names are much more frequent than others."""
    draw = random.Random(0)
    syllables = ["ka", "lo", "mer", "vin", "ta", "ros", "den", "hu", "bel", "sor", "mi", "tan"]
    surnames = [
        "".join(draw.choices(syllables, k=draw.randint(2, 5))).title() for _ in range(20_000)
    ]
    givens = ["".join(draw.choices(syllables, k=draw.randint(1, 3))).title() for _ in range(800)]

    def usual(names: list[str]) -> str:
        return names[int(len(names) * draw.random() ** 3)]

    return [Speaker(f"{usual(givens)} {usual(surnames)}") for _ in range(count)]


if __name__ == "__main__":
    raise SystemExit(main())
