"""The speakers of results that ``quotex extract`` has stored: JSON lines, CSV or Parquet."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, cast

from quotex.errors import ArchiveError
from quotex.extras import optional
from quotex.files import DAMAGED, endings, opened
from quotex.schema import rows_from_csv

COLUMNS = (
    "document",
    "speaker",
    "speaker_kind",
    "speaker_aliases",
    "speaker_title",
    "speaker_gender",
)
"""The columns of ``quotex.schema`` that are read."""

_BATCH = 10_000  # rows of Parquet
_WRITTEN_BY = "it takes what quotex extract writes as .jsonl, .csv or .parquet"


def read_speakers(path: Path) -> Iterator[Mapping[str, Any]]:
    """Yield the rows of a file of results, of which only the columns about the speaker are kept.

    Raises ``ArchiveError`` naming the file and row that cannot be read, ``MissingExtraError``
    where its format needs a package that is not installed.
    """
    form = endings(path)[0]
    if form not in _READERS:
        raise ArchiveError(f"{path} cannot be linked: {_WRITTEN_BY}")
    number = 0  # of rows read
    try:
        for row in _READERS[form](path):
            yield {column: row[column] for column in COLUMNS}
            number += 1
    except KeyError as exc:
        raise ArchiveError(f"{path} has no column {exc}: {_WRITTEN_BY}") from exc
    except (ValueError, TypeError, RecursionError) as exc:
        raise ArchiveError(f"{path}: row {number + 1} is no result: {exc}") from exc
    except DAMAGED as exc:
        raise ArchiveError(f"{path} is damaged behind row {number}: {exc}") from exc


def _jsonl(path: Path) -> Iterator[Mapping[str, Any]]:
    with opened(path) as (stream, _):
        for line in io.TextIOWrapper(cast(IO[bytes], stream), encoding="utf-8"):
            yield json.loads(line)


def _csv(path: Path) -> Iterator[Mapping[str, Any]]:
    with opened(path) as (stream, _):
        text = io.TextIOWrapper(cast(IO[bytes], stream), encoding="utf-8-sig", newline="")
        yield from rows_from_csv(text)


def _parquet(path: Path) -> Iterator[Mapping[str, Any]]:
    pa = optional("Reading Parquet", "pyarrow", "archive")
    parquet = optional("Reading Parquet", "pyarrow.parquet", "archive")
    try:
        file = parquet.ParquetFile(path)
        names = [name for name in COLUMNS if name in file.schema_arrow.names]
        for batch in file.iter_batches(batch_size=_BATCH, columns=names, use_threads=False):
            yield from batch.to_pylist()
    except pa.ArrowException as exc:
        raise OSError(str(exc)) from exc


_READERS: dict[str, Callable[[Path], Iterator[Mapping[str, Any]]]] = {
    ".jsonl": _jsonl,
    ".csv": _csv,
    ".parquet": _parquet,
}
