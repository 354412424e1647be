"""Documents, streamed in constant memory from text files, folders and files of rows."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from attrs import evolve

from quotex.archive.rows import Row, parquet_file, read_csv, read_jsonl, read_parquet
from quotex.archive.settings import Document, Settings, shown
from quotex.errors import ArchiveError
from quotex.files import COMPRESSIONS, DAMAGED, endings, opened, zstandard

STDIN = "standard input"
_BYTES_PER_CHAR = 4  # the most that any common encoding takes
_FORM_OF = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".parquet": "parquet",
}


class _Source(Protocol):
    """What was named on the command line: a file, a folder or standard input."""

    size: int
    """Bytes on disk; 0 when that is not known."""

    def count(self) -> int | None:
        """Return how many documents there are, when that is known without reading them."""

    def state(self) -> dict[str, Any]:
        """Return what tells this input from another one or a changed one."""

    def read(self, settings: Settings) -> Iterator[tuple[Document, int]]:
        """Yield the documents, each with how many bytes have been read so far."""


class Documents:
    """The documents of files and folders, in order, read anew by every iteration.

    ``names`` are paths, or "-" for standard input. A file of rows (``.jsonl``, ``.ndjson``,
    ``.csv``, ``.tsv``, ``.parquet``) holds a document a row, any other file is one text; a folder
    stands for every ``.txt`` below it. All but Parquet may be compressed (``.gz``, ``.zst``).

    Raises ``ArchiveError`` at once when something of it cannot be read as asked, and
    ``MissingExtraError`` when that needs a package which is not installed.
    """

    def __init__(self, names: Sequence[str], settings: Settings) -> None:
        self.settings = settings
        self.sources = [_source(name, settings, alone=len(names) == 1) for name in names]
        self.size = sum(source.size for source in self.sources)
        counts = [source.count() for source in self.sources]
        known = [count for count in counts if count is not None]
        self.count = sum(known) if len(known) == len(counts) else None
        """How many documents there are, or ``None`` when only reading them tells."""
        for source in self.sources:
            if isinstance(source, _Rows):
                with _naming(shown(source.path)):
                    # A wrong column is known at once, not hours later.
                    next(source.read(settings), None)

    @property
    def in_rows(self) -> bool:
        """Whether these may be very many: rows, a folder or several files."""
        first = self.sources[0]
        is_text = isinstance(first, _File) or (isinstance(first, _Stdin) and first.form == "text")
        return len(self.sources) > 1 or not is_text

    def state(self) -> list[dict[str, Any]]:
        """Return what tells this input from another one or a changed one, for JSON."""
        return [source.state() for source in self.sources]

    def __iter__(self) -> Iterator[Document]:
        before = 0
        for source in self.sources:
            for document, read in source.read(self.settings):
                known = source.size and self.size
                share = min(1.0, (before + read) / self.size) if known else None
                yield evolve(document, share=share)
            before += source.size


def _source(name: str, settings: Settings, *, alone: bool) -> _Source:
    if name == "-":
        return _Stdin(settings.form or "text")
    path = Path(name)
    if endings(path)[1] == ".zst":
        zstandard()
    if path.is_dir():
        return _Folder(path, "" if alone else f"{shown(path)}/")
    form = settings.form or _FORM_OF.get(endings(path)[0], "text")
    if form == "text":
        return _File(path)
    if form == "parquet":
        return _Parquet(path, settings)
    return _Rows(path, form)


class _File:
    """A text file: one document."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = _stat(path)["bytes"]

    def count(self) -> int:
        return 1

    def state(self) -> dict[str, Any]:
        return {"name": shown(self.path), **_stat(self.path)}

    def read(self, settings: Settings) -> Iterator[tuple[Document, int]]:
        yield _text(self.path, shown(self.path), settings), self.size


class _Folder:
    """The ``.txt`` files below a folder, in the order of their names."""

    def __init__(self, path: Path, prefix: str) -> None:
        self.path = path
        self.prefix = prefix
        self.size = self.files = 0
        digest = sha256()
        for file in self._walk(path):
            stat = _stat(file)
            self.size += stat["bytes"]
            self.files += 1
            digest.update(f"{shown(file)}\0{stat}\n".encode())
        self.digest = digest.hexdigest()
        if not self.files:
            raise ArchiveError(
                f"{shown(path)} is a folder without .txt files; name other files themselves: "
                f"quotex {shown(path)}/*"
            )

    def _walk(self, folder: Path) -> Iterator[Path]:
        # The names of one folder at a time are in memory; links to folders might go in circles.
        try:
            with os.scandir(folder) as entries:
                names = sorted(
                    (entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries
                )
        except OSError as exc:
            raise ArchiveError(
                f"The folder {shown(folder)} cannot be read: {exc.strerror}."
            ) from exc
        for name, is_folder in names:
            if is_folder:
                yield from self._walk(folder / name)
            elif endings(name)[0] == ".txt":
                yield folder / name

    def count(self) -> int:
        return self.files

    def state(self) -> dict[str, Any]:
        return {
            "name": shown(self.path),
            "files": self.files,
            "bytes": self.size,
            "digest": self.digest,
        }

    def read(self, settings: Settings) -> Iterator[tuple[Document, int]]:
        size = 0
        for file in self._walk(self.path):
            size += _stat(file)["bytes"]
            name = self.prefix + shown(file.relative_to(self.path).as_posix())
            yield _text(file, name, settings), size


class _Rows:
    """A file with a document a row."""

    def __init__(self, path: Path, form: str) -> None:
        self.path = path
        self.form = form
        self.size = _stat(path)["bytes"]

    def count(self) -> int | None:
        return None

    def state(self) -> dict[str, Any]:
        return {"name": shown(self.path), **_stat(self.path)}

    def read(self, settings: Settings) -> Iterator[tuple[Document, int]]:
        row = 0
        try:
            with opened(self.path) as (stream, file):
                for found in _rows(stream, self.form, settings):
                    row = found.number
                    yield _document(found, shown(self.path), settings), file.tell()
        except (*DAMAGED, UnicodeError) as exc:
            yield _cut_short(shown(self.path), row, exc), self.size


class _Parquet(_Rows):
    """A Parquet file, which knows how many rows it has."""

    def __init__(self, path: Path, settings: Settings) -> None:
        super().__init__(path, "parquet")
        with _naming(shown(path)), self._open(settings) as file:
            self.rows: int = file.metadata.num_rows

    @contextmanager
    def _open(self, settings: Settings) -> Iterator[Any]:
        if endings(self.path)[1] in COMPRESSIONS:
            raise ArchiveError("Parquet is compressed in itself; unpack it first")
        with parquet_file(self.path, settings) as file:
            yield file

    def count(self) -> int:
        return self.rows

    def read(self, settings: Settings) -> Iterator[tuple[Document, int]]:
        row = 0
        try:
            with self._open(settings) as file:
                for found in read_parquet(file, settings):
                    row = found.number
                    read = self.size * row // max(1, self.rows)
                    yield _document(found, shown(self.path), settings), read
        except DAMAGED as exc:
            yield _cut_short(shown(self.path), row, exc), self.size


class _Stdin:
    """Standard input: one text, or rows when the form says so. It can be read once."""

    size = 0

    def __init__(self, form: str) -> None:
        if form == "parquet":
            raise ArchiveError("Parquet cannot be read from standard input; give its file.")
        self.form = form

    def count(self) -> int | None:
        return 1 if self.form == "text" else None

    def state(self) -> dict[str, Any]:
        return {"name": "-"}

    def read(self, settings: Settings) -> Iterator[tuple[Document, int]]:
        if self.form == "text":
            yield _decoded(sys.stdin.buffer, STDIN, settings), 0
            return
        with _naming(STDIN):
            for found in _rows(sys.stdin.buffer, self.form, settings):
                yield _document(found, STDIN, settings), 0


@contextmanager
def _naming(file: str) -> Iterator[None]:
    """Let an error say which file it is about."""
    try:
        yield
    except ArchiveError as exc:
        raise ArchiveError(f"{file}: {exc}") from exc


def _rows(stream: BinaryIO, form: str, settings: Settings) -> Iterator[Row]:
    if form == "jsonl":
        return read_jsonl(stream, settings)
    return read_csv(stream, settings, "\t" if form == "tsv" else ",")


def _document(row: Row, file: str, settings: Settings) -> Document:
    cells = row.cells or {}
    given = cells.get(settings.id_column)
    name = f"{file}:{row.number}" if given is None or given == "" else str(given)
    text = cells.get(settings.text_column)
    if row.cells is None:
        return Document(name, error=row.error)
    if not isinstance(text, str):
        there = settings.text_column in cells
        what = f"holds {type(text).__name__}, no text" if text is not None else "is null"
        return Document(
            name, error=f"{settings.text_column!r} {what if there else 'is not in this row'}"
        )
    if len(text) > settings.max_chars:
        return Document(name, error=settings.too_long())
    return Document(name, text)


def _cut_short(file: str, row: int, exc: BaseException) -> Document:
    reason = getattr(exc, "strerror", None) or str(exc) or type(exc).__name__
    return Document(f"{file}:{row + 1}", error=f"the file cannot be read from here on: {reason}")


def _text(path: Path, name: str, settings: Settings) -> Document:
    try:
        with opened(path) as (stream, _):
            return _decoded(stream, name, settings)
    except DAMAGED as exc:
        return Document(name, error=getattr(exc, "strerror", None) or str(exc))


def _decoded(stream: BinaryIO, name: str, settings: Settings) -> Document:
    data = stream.read(_BYTES_PER_CHAR * (settings.max_chars + 1) + 1)
    if len(data) > _BYTES_PER_CHAR * (settings.max_chars + 1):
        return Document(name, error=settings.too_long())
    try:
        # Not opened as text: that would turn line ends into others and move offsets.
        text = data.decode(settings.codec)
    except UnicodeDecodeError as exc:
        return Document(name, error=settings.not_decoded(f"byte {exc.start}"))
    if len(text) > settings.max_chars:
        return Document(name, error=settings.too_long())
    return Document(name, text)


def _stat(path: Path) -> dict[str, int]:
    """Return size and time of a file, of none when it is gone: reading it says so."""
    try:
        stat = path.stat()
    except OSError:
        return {"bytes": 0, "changed": 0}
    return {"bytes": stat.st_size, "changed": stat.st_mtime_ns}
