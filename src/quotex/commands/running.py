"""Reading documents for ``quotex extract``: at once, or in steps that can be gone on with."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, cast

import click
from attrs import frozen

from quotex.api import extract_quotes, pipe
from quotex.archive.checkpoints import Checkpoints
from quotex.archive.documents import Documents
from quotex.archive.progress import Result, with_bar
from quotex.archive.settings import Document, shown
from quotex.batch import as_quotes
from quotex.commands.outputs import is_file, opened, writable
from quotex.errors import QuotexError
from quotex.quotes import Quotes
from quotex.writers import ROW_FORMATS

_LONG = 200_000  # characters: about ten seconds
_BATCH = 8  # documents


@frozen
class Run:
    """Documents and how ``pipe`` is to read them.

    ``bar`` says whether to show a progress bar, and ``quiet`` not to say anything on the way.
    ``check`` is called for every document, and may raise.
    """

    documents: Documents
    options: dict[str, Any]
    bar: bool
    quiet: bool
    check: Callable[[], None]

    def at_once(self, output: Path | None, form: str) -> tuple[int, int]:
        """Write all results; return how many documents there were and how many failed."""
        count = failed = 0
        try:
            with opened(output, form) as writer, closing(self.results()) as results:
                for quotes, document in results:
                    writer.write(document.id, quotes)
                    count += 1
                    failed += quotes.error is not None
        except KeyboardInterrupt:
            if output is not None and is_file(output):
                self._say(f"Nothing was written to {shown(output)}.{_keep(form)}")
            raise
        return count, failed

    def in_steps(
        self, output: Path, form: str, manifest: dict[str, Any], *, resume: bool, every: int
    ) -> tuple[int, int]:
        """Do the same with a checkpoint every so many documents, from the last one on."""
        with writable(output):
            steps = Checkpoints(output, manifest, resume=resume, every=every)
        before = steps.done.documents
        if resume and not self.quiet:
            self._say(
                f"Going on after {before:,} documents."
                if before
                else "There is nothing to go on with; beginning with the first document."
            )
        try:
            with steps, closing(self.results(steps.remaining(self.documents), before)) as results:
                for quotes, document in results:
                    with writable(output):
                        steps.write(document, quotes)
                with writable(output):
                    steps.finish(form)
        except BaseException:
            if steps.done.documents:
                self._say(
                    f"{steps.done.documents:,} documents are done and kept in "
                    f"{shown(steps.folder)}. The same command with --resume goes on with the "
                    "next one."
                )
            raise
        return steps.done.documents, steps.done.failed

    def results(
        self, documents: Iterable[Document] | None = None, done: int = 0
    ) -> Generator[Result]:
        """Yield the results of the documents, by default all, each failure told."""
        documents = self.documents if documents is None else documents
        try:
            found = self._piped(documents)  # checks the options, and reads nothing yet
        except ValueError as exc:
            raise click.UsageError(str(exc)) from exc
        if self.documents.count == 1 and sys.stderr.isatty() and not self.quiet:
            found = self._watched(documents)
        results: Iterator[Result] = found
        say: Callable[[str], None] = self._say
        if self.bar:
            results, say = with_bar(found, count=self.documents.count, done=done)
        # Workers end with it, whatever happens to what is done with the results.
        with closing(cast("Generator[Result]", found)):
            for quotes, document in results:
                self.check()
                if document.error is not None:
                    quotes = Quotes(error=document.error)
                if quotes.error is not None and not self.quiet:
                    say(f"{document.id}: {quotes.error}")
                yield quotes, document

    def _piped(self, documents: Iterable[Document]) -> Iterator[Result]:
        found: Iterator[Result] = pipe(
            ((document.text, document) for document in documents),
            as_tuples=True,
            batch_size=_BATCH,
            on_error="record",
            **self.options,
        )
        return found

    def _watched(self, documents: Iterable[Document]) -> Iterator[Result]:
        """Read the one document there is; within a long one show how far it is."""
        (document,) = documents
        if len(document.text) <= _LONG:
            yield from self._piped([document])
            return
        options = {name: given for name, given in self.options.items() if name != "n_process"}
        try:
            quotes = extract_quotes(document.text, progress=True, **options)
        except QuotexError:
            raise
        except Exception as exc:
            quotes = as_quotes(document.text, exc)
        yield quotes, document

    @staticmethod
    def _say(line: str) -> None:
        click.echo(line, err=True)


def _keep(form: str) -> str:
    return " A run with --resume keeps what is done." if form in ROW_FORMATS else ""
