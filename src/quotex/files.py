"""Files: compressed where their name says so, read in constant memory, replaced only when whole."""

from __future__ import annotations

import gzip
import io
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import IO, TYPE_CHECKING, Any, BinaryIO, TextIO, cast

from quotex.extras import optional

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

COMPRESSIONS = (".gz", ".zst")
"""The endings that say that a file is compressed."""

DAMAGED = (OSError, EOFError, zlib.error)
"""What reading a file raises that is damaged, cut short or gone."""

_ZSTD_STEP = 256  # bytes: four of them may stand for 128 KB, and a step is unpacked as a whole
_ZSTD_WINDOW = 2**27  # bytes that may be kept in memory to unpack, as the program zstd has it


def endings(name: str | PurePath) -> tuple[str, str]:
    """Return the ending that says what a file holds and the one that says how it is compressed.

    Both are in small letters and with their dot, or empty: ``.csv`` and ``.gz`` of "a.CSV.gz".
    """
    path = PurePath(name)
    if path.suffix.lower() in COMPRESSIONS:
        return PurePath(path.stem).suffix.lower(), path.suffix.lower()
    return path.suffix.lower(), ""


def zstandard() -> Any:
    """Return the package; raises ``MissingExtraError`` without it."""
    return optional("Reading or writing .zst", "zstandard", "archive")


@contextmanager
def opened(path: Path) -> Iterator[tuple[BinaryIO, BinaryIO]]:
    """Open a file for reading: what it holds, unpacked, and the file itself.

    ``tell()`` of the second says how many bytes on disk have been read. Memory stays constant
    whatever a compressed file unpacks to. Reading raises one of ``DAMAGED`` when the file is.
    """
    compression = endings(path)[1]
    with path.open("rb") as file:
        if compression == ".gz":
            with gzip.GzipFile(fileobj=file) as unpacked:
                yield cast(BinaryIO, unpacked), file
        elif compression == ".zst":
            yield io.BufferedReader(_Unzstd(file)), file
        else:
            yield file, file


class _Unzstd(io.RawIOBase):
    """The content of zstd frames. zstandard's own reader takes a file cut short for a whole one."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.package = zstandard()
        self.frame: Any = None
        self.packed = b""
        self.ready = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        room = memoryview(buffer).cast("B")
        while not self.ready:
            self.packed = self.packed or self.file.read(_ZSTD_STEP)
            if not self.packed:
                if self.frame is not None:
                    raise EOFError("the compressed file ends before its end-of-stream marker")
                return 0
            self._unpack()
        size = min(len(room), len(self.ready))
        room[:size] = self.ready[:size]
        self.ready = self.ready[size:]
        return size

    def _unpack(self) -> None:
        if self.frame is None:
            unpacker = self.package.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
            self.frame = unpacker.decompressobj()
        try:
            self.ready = memoryview(self.frame.decompress(self.packed))
        except self.package.ZstdError as exc:
            raise OSError(str(exc)) from exc
        self.packed = b""
        if self.frame.eof:
            self.packed, self.frame = self.frame.unused_data, None


@contextmanager
def replacing(path: Path) -> Iterator[TextIO]:
    """Open a text file for writing that takes the place of ``path`` only when all went well."""
    with replacing_bytes(path) as file:
        out = io.TextIOWrapper(cast(IO[bytes], file), encoding="utf-8", newline="")
        try:
            yield out
        finally:
            out.detach()  # it would close the file, which is not done with


@contextmanager
def replacing_bytes(path: Path, drafts: Path | None = None) -> Iterator[BinaryIO]:
    """Open a file for writing that takes the place of ``path`` only when all went well.

    It is compressed when the name says so. What is not complete yet is kept in the folder
    ``drafts``, by default that of the file; both must be of one file system.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():  # a device or a pipe cannot be replaced
        with target.open("wb") as file, _packed(file, target) as out:
            yield out
        return
    draft = (drafts or target.parent) / f".{target.name}.{os.getpid()}.part"
    try:
        # One in a folder of drafts is left from a killed process that had the same number.
        with draft.open("xb" if drafts is None else "wb") as file:
            with _packed(file, target) as out:
                yield out
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, target)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def _packed(file: BinaryIO, target: Path) -> Iterator[BinaryIO]:
    compression = endings(target)[1]
    if compression == ".gz":
        # Neither name nor time: the same content is the same bytes.
        with gzip.GzipFile("", "wb", fileobj=file, mtime=0) as packed:
            yield cast(BinaryIO, packed)
    elif compression == ".zst":
        with zstandard().ZstdCompressor().stream_writer(file, closefd=False) as packed:
            yield cast(BinaryIO, packed)
    else:
        yield file
