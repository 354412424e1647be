"""quotex on whole books and on texts made to be hard, each in a process of its own."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

from timing.stages import is_own
from timing.tables import share, table

MILLION = 1_000_000
TIMES_LONGER = 4
NOTABLE = 0.02
"""A stage with less of the total than this is not looked at: its growth is mostly noise."""
_SYLLABLES = tuple(a + b for a in "bdfghklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er"))


class Run(NamedTuple):
    """What reading one text took, or why it was not read."""

    characters: int
    seconds: float = 0.0
    """Of the processor, for the call alone."""
    peak: int = 0
    """Most memory that the process had, in bytes."""
    start: int = 0
    """The same before the text was read: imports, model and a first sentence."""
    quotations: int = 0
    stages: Mapping[str, float] = {}
    problem: str = ""

    @property
    def per_million(self) -> float:
        """Seconds per million characters."""
        return self.seconds / self.characters * MILLION


def run(text: str, model: str, limit: float, memory: float) -> Run:
    """Read a text in a fresh process, for ``limit`` seconds and in ``memory`` GB at most."""
    child = Path(__file__).with_name("child.py")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "text"
        file.write_bytes(text.encode("utf-8", "surrogatepass"))
        command = [sys.executable, str(child), str(file), model, str(int(memory * 2**30))]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=limit)
        except subprocess.TimeoutExpired:
            return Run(len(text), problem=f"more than {limit:g} s")
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
        return Run(len(text), problem=last)
    return Run(len(text), **json.loads(done.stdout.splitlines()[-1]))


def book(novels: Sequence[str], characters: int) -> str:
    """Return a book of exactly so many characters: the novels one after the other, and again."""
    return fill(cycle(f"{novel}\n\n" for novel in novels), characters)


def book_table(runs: Sequence[Run]) -> str:
    """Return the table of books; the first run is the one that times are compared with."""
    first = runs[0]
    rows = []
    for one in runs:
        length = f"{one.characters:,}"
        if one.problem:
            rows.append([length, one.problem, *["–"] * 6])
            continue
        mine = sum(seconds for stage, seconds in one.stages.items() if is_own(stage))
        rows.append(
            [
                length,
                f"{one.seconds:.1f} s",
                f"{one.per_million:.1f} s",
                f"{one.characters / first.characters:.2f}",
                "–" if first.problem else f"{one.seconds / first.seconds:.2f}",
                f"{one.peak / 2**20:,.0f} MB",
                share(mine / one.seconds),
                f"{one.quotations:,}",
            ]
        )
    header = ["characters", "time", "per million", "times as long", "times the time"]
    return table([*header, "peak memory", "quotex's own stages", "quotations"], rows)


def fill(pieces: Iterator[str], characters: int) -> str:
    """Join pieces until there are exactly so many characters; the last is cut."""
    parts, length = [], 0
    while length < characters:
        part = next(pieces)[: characters - length]
        parts.append(part)
        length += len(part)
    return "".join(parts)


def again(piece: str) -> Callable[[int], str]:
    """Return what makes texts of a piece, over and over."""
    return lambda characters: fill(cycle([piece]), characters)


def each(form: str) -> Callable[[int], str]:
    """Return what makes texts of a form, each time with another name in it."""
    return lambda characters: fill((form.format(name) for name in names()), characters)


def names() -> Iterator[str]:
    """Yield names of two words without end, the same in every run; next to none comes twice."""
    source = random.Random(1)
    while True:
        words = ("".join(source.choices(_SYLLABLES, k=3)).capitalize() for _ in range(2))
        yield " ".join(words)


def nested(characters: int) -> str:
    """Return marks that open for half of the text and close for the other half."""
    half = characters // 2
    return again("“so ‘we ")(half) + again("’ ” ")(characters - half)


def after_quotation(make: Callable[[int], str]) -> Callable[[int], str]:
    """Return what puts a quotation before a text, without which some stages do not run."""
    return lambda characters: f"“Yes,” she said. {make(characters)}"[:characters]


def names_then_pronouns(characters: int) -> str:
    half = characters // 2
    return each("{} left. ")(half) + again("“Yes,” she said. ")(characters - half)


def unclosed(characters: int) -> str:
    return ("“" + again("We are ready and he said so. ")(characters))[:characters]


def labels(characters: int) -> str:
    """Return labels on one line, each within the turn of the one before."""
    return fill((f"{name.upper()}: " for name in names()), characters)


HOSTILE: dict[str, Callable[[int], str]] = {
    "double marks": after_quotation(again('"')),
    "marks with a letter between": again('"a'),
    "opening marks": after_quotation(again("“")),
    "nested marks": nested,
    "one unclosed mark": unclosed,
    "an unclosed mark in every paragraph": again("“We are ready.\n\n"),
    "names, all different": after_quotation(each("{}, ")),
    "speakers, all different, and pronouns": each("“Yes,” said {}. “No,” she said. "),
    "names, then pronouns": names_then_pronouns,
    "one name": after_quotation(again("Ann Lee ")),
    "one speaker": again("“Yes,” said Ann Lee. “No,” she said. "),
    "quotations, no paragraph breaks": again(
        "“We are ready,” Ann Lee said. The mayor said that it was “too late” for him. "
    ),
    "quotations, no speaker": again("“We are ready.” "),
    "paragraphs of quotations": each("“We are ready.”\n\n{} left. “He knew,” he said.\n\n"),
    "report within report": again("he said that "),
    "transcript labels": each("{}: Yes, we are.\n"),
    "the same labels": again("Q: Are you?\nA: Yes, we are.\n"),
    "labels within labels": labels,
    "dialogue with dashes": again("— Yes, we are.\n— No, he said.\n"),
    "apostrophes": after_quotation(again("'")),
    "apostrophes and words": again("'tis the dogs' rock 'n' roll "),
    "one word": after_quotation(again("a")),
    "line ends": after_quotation(again("\n")),
    "spaces": after_quotation(again(" ")),
    "full stops": after_quotation(again(".")),
    "initials": after_quotation(again("A. B. ")),
}
"""By its words for the table, what makes a text of exactly so many characters."""


def hostile_table(pairs: Sequence[tuple[str, Run, Run]]) -> str:
    """Return the table of hard texts: each at one length and at ``TIMES_LONGER`` times that."""
    rows = []
    for words, short, long in pairs:
        cells = [words, *(one.problem or f"{one.per_million:.1f} s" for one in (short, long))]
        if short.problem or long.problem:
            cells += ["–", "–"]
        else:
            cells.append(f"{long.seconds / short.seconds:.1f}")
            stage, growth = most_grown(short, long)
            cells.append(f"{stage} {growth:.1f}" if stage else "–")
        rows.append([*cells, "–" if long.problem else f"{long.peak / 2**20:,.0f} MB"])
    first = next(iter(pairs))
    header = [
        "text",
        *(f"per million, of {one.characters:,}" for one in first[1:]),
        f"times the time ({TIMES_LONGER} is linear)",
        "grew most",
        "peak memory",
    ]
    return table(header, rows)


def most_grown(short: Run, long: Run) -> tuple[str, float]:
    """Return the stage whose time grew most, of those that take a notable share, and how much."""
    grown = {
        stage: seconds / short.stages[stage]
        for stage, seconds in long.stages.items()
        if seconds >= NOTABLE * long.seconds and short.stages.get(stage, 0.0) > 0
    }
    return max(grown.items(), key=lambda item: item[1], default=("", 0.0))
