"""A progress bar: documents done, how fast, and the time left where that can be told."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator

from quotex.archive.settings import Document
from quotex.quotes import Quotes

Result = tuple[Quotes, Document]


def with_bar(
    results: Iterable[Result], *, count: int | None, done: int
) -> tuple[Iterator[Result], Callable[[str], None]]:
    """Show a bar on standard error while results are taken.

    ``count`` is how many documents there are, ``done`` how many of them were done before. When
    there is no count it is estimated from the share of the input that was read. Returns the
    results, and a function that prints a line above the bar.
    """
    from tqdm import tqdm

    class Bar(tqdm):  # type: ignore[misc]
        monitor_interval = 0  # its thread would be running when worker processes are forked

    bar = Bar(total=count, initial=done, unit=" documents", file=sys.stderr, dynamic_ncols=True)

    def shown() -> Iterator[Result]:
        with bar:
            for quotes, document in results:
                if count is None and document.share:
                    bar.total = max(bar.n + 1, round((bar.n + 1) / document.share))
                bar.update()
                yield quotes, document

    return shown(), lambda line: bar.write(line, file=sys.stderr)
