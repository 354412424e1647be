"""quotex on articles, against spaCy's own pipeline on the same articles in the same process."""

from __future__ import annotations

import gc
import json
import re
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import count
from typing import Any, NamedTuple

from timing.stages import is_own, on_the_clock
from timing.tables import spread, table

STOCK, ALL, MARKED, PROFILED = "stock", "all", "marked", "profiled"
ONE, TWO = "one process", "two processes"
MORE = 4
"""Times that the articles are read by one process and by two: starting those takes a while."""

_DOUBLE = re.compile("[\"“”„‟«»‹›″〝〞＂`´]|''")
_SINGLE = re.compile(r"(?<!\w)['‘’‚‛]|['‘’‚‛](?!\w)")  # not those within a word


class Time(NamedTuple):
    """Seconds that something took, of the clock on the wall and of the processor."""

    wall: float
    processor: float


class Measured(NamedTuple):
    """What all rounds gave."""

    rounds: list[dict[str, Time]]
    """For each round, the time of each way to read the articles."""
    stages: list[dict[str, float]]
    """For each round, processor seconds by stage; their total is that round's ``PROFILED``."""


def choose(lines: Iterable[str], least: int, most: int, documents: int | None) -> list[str]:
    """Return the texts of ``least`` to ``most`` words, the first ``documents`` of them."""
    texts = (json.loads(line)["text"] for line in lines if line.strip())
    return [text for text in texts if least <= len(text.split()) <= most][:documents]


def fresh(texts: Sequence[str], number: int) -> list[str]:
    """Return the texts with ``number`` line ends more, so that nothing kept of them is of use."""
    return [text + "\n" * number for text in texts]


def without_marks(text: str) -> str:
    """Return the text without quotation marks; apostrophes within words stay."""
    return _SINGLE.sub("", _DOUBLE.sub("", text))


def took(read: Callable[[], Any]) -> Time:
    """Return how long a call took; what it returned is gone afterwards, and so is its memory."""
    gc.collect()
    wall, processor = time.perf_counter(), time.process_time()
    result = read()
    time_taken = Time(time.perf_counter() - wall, time.process_time() - processor)
    del result
    gc.collect()
    return time_taken


def measure(texts: Sequence[str], model: str, rounds: int) -> Measured:
    """Read the texts in every way, once a round, in turn; every other round backwards."""
    import spacy

    import quotex
    from quotex.models import get_model

    stock, nlp = spacy.load(model), get_model(model)
    stages: list[dict[str, float]] = []
    numbers = count(1)

    def profiled(own: list[str]) -> None:
        with on_the_clock(nlp) as clock:
            list(quotex.pipe(own, model=model))
        stages.append(clock.seconds)

    def in_processes(own: list[str], processes: int) -> None:
        many = [text for _ in range(MORE) for text in fresh(own, next(numbers))]
        list(quotex.pipe(many, model=model, n_process=processes, batch_size=16))

    ways: dict[str, Callable[[list[str]], Any]] = {
        STOCK: lambda own: list(stock.pipe(own)),
        ALL: lambda own: list(quotex.pipe(own, model=model)),
        MARKED: lambda own: list(quotex.pipe(own, model=model, indirect=False)),
        PROFILED: profiled,
        ONE: lambda own: in_processes(own, 1),
        TWO: lambda own: in_processes(own, 2),
    }
    for way in (STOCK, ALL):  # words are met for the first time, caches fill
        ways[way](list(texts))
    done: list[dict[str, Time]] = []
    for number in range(1, rounds + 1):
        times: dict[str, Time] = {}
        for way in list(ways)[:: 1 if number % 2 else -1]:
            times[way] = took(partial(ways[way], fresh(texts, next(numbers))))
        done.append(times)
    return Measured(done, stages)


def ratios(rounds: Sequence[dict[str, Time]], way: str, to: str, kind: str) -> list[float]:
    """Return the time of one way divided by that of another of the same round."""
    return [getattr(times[way], kind) / getattr(times[to], kind) for times in rounds]


def ratio_table(rounds: Sequence[dict[str, Time]]) -> str:
    """Return the table of times against the stock pipeline's."""
    rows = [
        [label, spread(ratios(rounds, way, to, "wall")), processor]
        for label, way, to, processor in (
            (
                "quotex, everything on",
                ALL,
                STOCK,
                spread(ratios(rounds, ALL, STOCK, "processor")),
            ),
            (
                "quotex, `indirect=False`",
                MARKED,
                STOCK,
                spread(ratios(rounds, MARKED, STOCK, "processor")),
            ),
            ("`n_process=2` against `n_process=1`", TWO, ONE, "–"),
        )
    ]
    return table(["time as a ratio", "wall", "processor"], rows)


def profile_table(measured: Measured) -> str:
    """Return the table of the stages' shares of the total, in the order in which they run."""
    totals = [times[PROFILED].processor for times in measured.rounds]
    stages = measured.stages
    rows = [
        [stage, spread([100 * own[stage] / all_ for own, all_ in zip(stages, totals, strict=True)])]
        for stage in stages[0]
    ]
    of_spacy, of_quotex, rest = [], [], []
    for own, total in zip(stages, totals, strict=True):
        mine = sum(seconds for stage, seconds in own.items() if is_own(stage))
        of_quotex.append(100 * mine / total)
        of_spacy.append(100 * (sum(own.values()) - mine) / total)
        rest.append(100 * (1 - sum(own.values()) / total))
    rows += [
        ["**all of spaCy's**", spread(of_spacy)],
        ["**all of quotex's own**", spread(of_quotex)],
        ["in none of them", spread(rest)],
    ]
    return table(["stage", "% of the total"], rows)


def measure_unmarked(texts: Sequence[str], model: str, rounds: int) -> tuple[list[float], int]:
    """Return by round how many times as fast as parsing a text without marks is, and how many
    of the texts were read: what has labelled turns and so needs the model is left out."""
    import spacy

    import quotex
    from quotex.extraction import Options, needs_model

    options = Options(indirect=False)
    bare = [text for text in map(without_marks, texts) if not needs_model(text, options)]
    if not bare:
        return [], 0
    stock = spacy.load(model)

    def parse(own: list[str]) -> list[Any]:
        return list(stock.pipe(own))

    def read(own: list[str]) -> list[Any]:
        return list(quotex.pipe(own, model=model, indirect=False))

    parse(bare)
    read(bare)
    found = []
    for number in range(1, rounds + 1):
        own = fresh(bare, number)
        parsing = took(partial(parse, own))
        reading = took(partial(read, own))
        found.append(parsing.wall / reading.wall)
    return found, len(bare)


def unmarked_table(times: Sequence[float], read: int, total: int) -> str:
    return table(
        ["texts without marks, `indirect=False`", f"{read} of {total} texts"],
        [["times as fast as the stock pipeline", spread(times, 0)]],
    )
