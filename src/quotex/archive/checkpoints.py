"""Checkpoints: what is needed to go on with a run that was killed, losing and repeating nothing.

Beside the output, in the folder ``OUTPUT.parts``, are

- ``manifest.json``: what is read and how, written once, by which a later run knows that it goes
  on with the same thing;
- ``rows.jsonl``: the rows found so far, only ever appended to;
- ``done.jsonl``: a line a checkpoint: how many documents are done, and how many bytes of the
  rows are theirs.

A checkpoint counts once its line is on disk, after the rows it speaks of. Going on means cutting
the rows to what the last whole line says, and passing over as many documents, whose ids and texts
must be those that were read before. When all documents are done the output is made from the rows
in one pass, takes its name, and the folder is removed.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any, BinaryIO, cast

from attrs import asdict, frozen

from quotex.archive.settings import Document, shown
from quotex.errors import ArchiveError
from quotex.files import replacing_bytes
from quotex.quotes import Quotes
from quotex.schema import to_rows
from quotex.writers import RowWriter, json_line, writing

FORMAT = 1
"""The version of the folder's form."""

EVERY_DOCUMENTS = 500
"""A checkpoint is made after this many documents unless told otherwise."""

EVERY_CHARS = 2_000_000
"""It is made earlier when the documents since the last one have so many characters."""


@frozen
class Done:
    """How far a run is: documents done and failed, the bytes of their rows, and their digest."""

    documents: int = 0
    failed: int = 0
    bytes: int = 0
    digest: str = ""

    def after(self, document: Document, rows: int, failed: bool) -> Done:
        """Return how far the run is when one more document has made ``rows`` bytes of rows."""
        digest = blake2b(bytes.fromhex(self.digest), digest_size=16)
        for words in (document.id, document.text):
            data = words.encode("utf-8", "surrogatepass")
            digest.update(len(data).to_bytes(8, "big") + data)
        return Done(self.documents + 1, self.failed + failed, self.bytes + rows, digest.hexdigest())


class Checkpoints:
    """A run whose results are kept as they come. Use it as a context, then ``finish`` it.

    ``manifest`` says what is read and how, for JSON. Raises ``ArchiveError`` when there is a
    folder of another run, or one of this run and ``resume`` is not set, or one in use.
    """

    def __init__(
        self,
        output: Path,
        manifest: Mapping[str, Any],
        *,
        resume: bool,
        every: int = EVERY_DOCUMENTS,
    ) -> None:
        self.output = output.resolve()
        self.folder = self.output.with_name(f"{self.output.name}.parts")
        self.every = every
        self.chars = 0
        self.found = self.folder.exists()
        if self.found and not resume:
            raise ArchiveError(
                f"There is {shown(self.folder)!r} of a run that did not end. Go on with it with "
                "--resume, or delete that folder to start anew."
            )
        self.folder.mkdir(exist_ok=True)
        self.lock = _locked(self.folder)
        # What JSON makes of a value is what a later run compares with.
        self._check({"format": FORMAT, **json.loads(json.dumps(manifest))})
        self.done = self.saved = self._last()
        self.rows = _cut(self.folder / "rows.jsonl", self.done.bytes)
        self.journal = (self.folder / "done.jsonl").open("ab", buffering=0)

    def __enter__(self) -> Checkpoints:
        return self

    def __exit__(self, *exc: object) -> None:
        """Keep what is done, also when something went wrong; leave nothing when that is nothing."""
        try:
            if not self.rows.closed:
                self.save()
                self._close()
                if not self.done.documents:
                    self._remove()
        finally:
            if self.lock is not None:
                self.lock.close()

    def remaining(self, documents: Iterable[Document]) -> Iterator[Document]:
        """Yield the documents that are not done yet.

        Raises ``ArchiveError`` when those before are not the ones that are done.
        """
        documents = iter(documents)
        goal, passed = self.done, Done()
        while passed.documents < goal.documents:
            document = next(documents, None)
            if document is None:
                raise ArchiveError(
                    f"There are only {passed.documents:,} documents, but {goal.documents:,} are "
                    f"done. {self._anew()}"
                )
            passed = passed.after(document, 0, False)
        if passed.digest != goal.digest:
            raise ArchiveError(
                f"The first {goal.documents:,} documents are not those that were read before. "
                f"{self._anew()}"
            )
        yield from documents

    def write(self, document: Document, quotes: Quotes) -> None:
        """Keep the quotations of the next document."""
        rows = "".join(map(json_line, to_rows(document.id, quotes))).encode()
        self.rows.write(rows)
        # Assigned at once: an interruption finds a document either done or not.
        self.done = self.done.after(document, len(rows), quotes.error is not None)
        self.chars += len(document.text)
        if self.done.documents - self.saved.documents >= self.every or self.chars >= EVERY_CHARS:
            self.save()

    def save(self) -> None:
        """Make a checkpoint."""
        done = self.done
        if done == self.saved:
            return
        self.rows.flush()
        os.fsync(self.rows.fileno())
        self.journal.write((json.dumps(asdict(done)) + "\n").encode())
        os.fsync(self.journal.fileno())
        self.saved, self.chars = done, 0

    def finish(self, form: str) -> None:
        """Make the output from the rows of all documents, and remove the folder."""
        self.save()
        self._close()
        with replacing_bytes(self.output, self.folder) as out:
            if form == "jsonl":
                with (self.folder / "rows.jsonl").open("rb") as rows:
                    shutil.copyfileobj(rows, out)
            else:
                with writing(out, form) as writer:
                    self._convert(cast(RowWriter, writer))
        self._remove()

    def _convert(self, writer: RowWriter) -> None:
        with (self.folder / "rows.jsonl").open("rb") as rows:
            for line in rows:
                writer.add(json.loads(line))

    def _check(self, manifest: dict[str, Any]) -> None:
        path = self.folder / "manifest.json"
        if not path.exists():
            for name in ("rows.jsonl", "done.jsonl"):
                (self.folder / name).unlink(missing_ok=True)
            with replacing_bytes(path) as out:
                note = "An unfinished run of quotex: the same command with --resume goes on with it"
                out.write(json.dumps({"note": note, **manifest}, indent=1).encode())
            return
        try:
            before = json.loads(path.read_bytes())
            before.pop("note", None)
        except (ValueError, AttributeError, TypeError, RecursionError) as exc:
            raise ArchiveError(f"{shown(path)!r} is damaged. {self._anew()}") from exc
        changes = list(_differences(before, manifest))
        if changes:
            raise ArchiveError(
                "The run cannot be gone on with, as it would read something else now: "
                f"{'; '.join(changes)}. Give what it began with, or {self._anew(small=True)}"
            )

    def _last(self) -> Done:
        """Return the last checkpoint; the line after it may have been cut off by the end."""
        path = self.folder / "done.jsonl"
        done, end = Done(), 0
        if path.exists():
            with path.open("rb") as lines:
                for line in lines:
                    if not line.endswith(b"\n"):
                        break
                    try:
                        done = Done(**json.loads(line))
                    except (ValueError, TypeError, RecursionError):
                        break
                    end += len(line)
        _cut(path, end).close()
        return done

    def _anew(self, *, small: bool = False) -> str:
        return f"{'d' if small else 'D'}elete the folder {shown(self.folder)!r} to start anew."

    def _close(self) -> None:
        self.rows.close()
        self.journal.close()

    def _remove(self) -> None:
        # Without a manifest there is nothing to go on with: a half-removed folder is no run.
        (self.folder / "manifest.json").unlink(missing_ok=True)
        shutil.rmtree(self.folder)


def _cut(path: Path, size: int) -> BinaryIO:
    """Open a file for appending after its first ``size`` bytes, which must be there."""
    path.touch()
    if path.stat().st_size < size:
        raise ArchiveError(
            f"{shown(path)!r} is damaged: it has less than {size:,} bytes. Delete its folder to "
            "start anew."
        )
    os.truncate(path, size)
    return path.open("ab")


def _differences(before: Any, now: Any, at: str = "") -> Iterator[str]:
    if isinstance(before, dict) and isinstance(now, dict):
        for key in {**before, **now}:
            yield from _differences(before.get(key), now.get(key), f"{at} {key}".strip())
    elif before != now:
        if isinstance(before, list) and isinstance(now, list) and len(before) == len(now):
            for number, (old, new) in enumerate(zip(before, now, strict=True), 1):
                yield from _differences(old, new, f"{at} {number}")
        else:
            yield f"{at} was {json.dumps(before)}, is {json.dumps(now)}"


def _locked(folder: Path) -> BinaryIO | None:
    """Keep other runs from a folder until this process ends; workers do not inherit the lock."""
    try:
        import fcntl
    except ImportError:  # Windows has none
        return None
    lock = (folder / "lock").open("wb")
    try:
        fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError) as exc:
        raise ArchiveError(
            f"Another quotex is writing to {shown(folder)!r}. Wait for it, or end it."
        ) from exc
    except OSError:  # not every file system has locks
        pass
    return lock
