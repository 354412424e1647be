"""One way in and out for every gold format."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from os import PathLike
from pathlib import Path

from quotex.errors import GoldError
from quotex.gold.brat import read_brat, write_brat
from quotex.gold.checks import MAX_BYTES, reading
from quotex.gold.jsonl import SUFFIXES, read_jsonl, write_jsonl
from quotex.gold.parc import read_parc
from quotex.gold.pdnc import read_pdnc
from quotex.gold.polnear import read_polnear
from quotex.gold.types import GoldDocument

_READERS: dict[str, Callable[[Path, int], Iterator[GoldDocument]]] = {
    "jsonl": read_jsonl,
    "brat": read_brat,
    "polnear": read_polnear,
    "parc": read_parc,
    "pdnc": read_pdnc,
}
_WRITERS: dict[str, Callable[[Iterable[GoldDocument], Path], None]] = {
    "jsonl": write_jsonl,
    "brat": write_brat,
}
FORMATS = tuple(_READERS)
_CONTENT = re.compile(rb"T\S*\tContent")
_LONGEST = 2**20  # bytes of a line looked at at once


def read_gold(
    path: str | PathLike[str], format: str | None = None, *, max_bytes: int = MAX_BYTES
) -> Iterator[GoldDocument]:
    """Yield the gold documents of a file or folder.

    Args:
        path: A ``.jsonl`` or ``.jsonl.gz`` file or a folder of them, a brat ``.ann`` file or a
            folder of them, in quotex's own convention or in PolNeAR's, a PARC3 ``.xml`` file or
            a folder of them, or the folder of one novel of PDNC, or of several.
        format: "jsonl", "brat", "polnear", "parc" or "pdnc"; guessed from what is there when it
            is not given.
        max_bytes: A file with more bytes, or a line of JSON lines, is refused; this also bounds
            what a compressed file may unpack to. By default 100 million.

    Raises:
        GoldError: There is nothing to read, or it cannot be read; the message names the place.
    """
    place = Path(path)
    if not place.exists():
        raise GoldError(f"There is no file or folder {str(place)!r}. Give the path of the gold.")
    reader = _READERS.get(format or _guess(place))
    if reader is None:
        raise GoldError(f"There is no gold format {format!r}; name one of {', '.join(FORMATS)}.")
    return reader(place, max_bytes)


def write_gold(
    documents: Iterable[GoldDocument], path: str | PathLike[str], format: str = "jsonl"
) -> None:
    """Write gold as "jsonl" (a file) or "brat" (a folder, made if need be).

    Raises ``GoldError`` for another format, and for what brat cannot hold in UTF-8.
    """
    writer = _WRITERS.get(format)
    if writer is None:
        raise GoldError(f"Gold is written as {' or '.join(_WRITERS)}, not as {format!r}.")
    writer(documents, Path(path))


def _guess(path: Path) -> str:
    if path.is_file():
        found = _by_name(path)
    elif (path / "quotation_info.csv").exists() or any(path.glob("*/quotation_info.csv")):
        found = "pdnc"
    else:
        found = next(filter(None, map(_by_name, sorted(path.rglob("*")))), None)
    if found is None:
        raise GoldError(
            f"Nothing in {str(path)!r} shows what format it has. Name one of "
            f"{', '.join(FORMATS)} (in Python: format=, on the command line: --gold-format)."
        )
    return _which_brat(path) if found == "brat" else found


def _by_name(path: Path) -> str | None:
    name = path.name.lower()
    if name.endswith(SUFFIXES):
        return "jsonl"
    return {".ann": "brat", ".xml": "parc"}.get(path.suffix.lower())


def _which_brat(path: Path) -> str:
    """PolNeAR's labels for a quotation are others than ours; a file may also hold neither."""
    files = [path] if path.is_file() else sorted(path.rglob("*.ann"))
    return "polnear" if any(map(_has_content, files)) else "brat"


def _has_content(file: Path) -> bool:
    with reading(file), file.open("rb") as lines:
        # A line that is longer than any is looked at in pieces.
        return any(_CONTENT.match(line) for line in iter(lambda: lines.readline(_LONGEST), b""))
