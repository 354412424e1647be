"""Many texts: read in batches, in this process or in several, in order and lazily.

A failing document never stops the others. When a worker process dies, the documents it may
have been reading are read again one at a time, so that the one to blame is named.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import traceback
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import nullcontext
from itertools import islice
from multiprocessing.connection import wait
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from quotex.errors import DocumentError, MissingComponentError, WeightsError
from quotex.extraction import Options, find_quotes, needs_model, quotes_of
from quotex.models import Model, alone_with, get_model, is_shared
from quotex.plain import Plain
from quotex.quotes import Quotes
from quotex.reading import read
from quotex.restoring import restored
from quotex.types import Extraction
from quotex.typeset import as_read

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from spacy.language import Language
    from spacy.tokens import Doc

BATCH_CHARS = 200_000
"""A batch is closed early when its texts reach this many characters."""

_NOT_THE_TEXTS_FAULT = (MissingComponentError, WeightsError)  # every text would fail alike
_BATCHES_AHEAD = 2  # per worker: enough to keep each busy, few enough to bound memory

Outcome = Extraction | Exception
"""What became of one text: what was found, or why nothing was."""

Pair = tuple[Any, Any]
"""A text and the context that is carried along with it."""


@frozen
class Packed:
    """A ``Language`` in a form that a process started afresh can rebuild."""

    config: str
    data: bytes = field(repr=False)

    @classmethod
    def of(cls, nlp: Language) -> Packed:
        return cls(nlp.config.to_str(), nlp.to_bytes())

    def unpack(self) -> Language:
        from spacy.util import load_model_from_config
        from thinc.api import Config

        nlp = load_model_from_config(Config().from_str(self.config), auto_fill=True)
        return nlp.from_bytes(self.data)


def read_batch(
    model: Model | Language, texts: list[Any], options: Options, *, free: bool = False
) -> list[Outcome]:
    """Return, for each text, what is found in it or the exception that it raised.

    What would fail for every text alike, a pipeline without parser or weights that cannot be
    read, is raised.

    With ``free`` spaCy's memory of the batch's words is freed afterwards, which is safe only
    when no ``Doc`` made meanwhile by others is still in use.
    """
    outcomes: list[Outcome] = [Extraction() for _ in texts]
    wanted: dict[int, Plain] = {}
    for index, text in enumerate(texts):
        if not isinstance(text, str):
            outcomes[index] = TypeError(f"a text must be a str, not {type(text).__name__}")
            continue
        try:
            plain = as_read(text)
            if needs_model(plain.text, options):
                wanted[index] = plain
        except Exception as exc:
            outcomes[index] = exc
    if not wanted:
        return outcomes
    nlp = get_model(model)
    found: list[Outcome] = []
    ended: BaseException | None = None
    with nlp.memory_zone() if free else nullcontext():
        try:
            found = _found(nlp, wanted, texts, options)
        except BaseException as exc:
            # Ctrl-C. Raised in here it would make spaCy, up to 3.8.11, keep words that are freed;
            # and its traceback would keep documents.
            ended = exc.with_traceback(None)
    if ended is not None:
        raise ended
    for index, outcome in zip(wanted, found, strict=True):
        outcomes[index] = outcome
    for outcome in outcomes:
        if isinstance(outcome, _NOT_THE_TEXTS_FAULT):
            raise outcome
    return outcomes


def _found(
    nlp: Language, wanted: dict[int, Plain], texts: list[str], options: Options
) -> list[Outcome]:
    docs = _read_all(nlp, [plain.text for plain in wanted.values()])
    return [
        doc if isinstance(doc, Exception) else _attempt(doc, plain, texts[index], options)
        for doc, (index, plain) in zip(docs, wanted.items(), strict=True)
    ]


def as_quotes(text: Any, outcome: Outcome) -> Quotes:
    """Return what became of a text as ``Quotes``, whose ``error`` says why it was not read."""
    if not isinstance(outcome, Exception):
        return quotes_of(outcome, text)
    error = f"{type(outcome).__name__}: {outcome}"
    return Quotes(text=text if isinstance(text, str) else "", error=error)


def _read_all(nlp: Language, texts: list[str]) -> list[Doc | Exception]:
    """Read the texts together, and one by one when that fails, to tell which is to blame."""
    try:
        return list(read(nlp, texts))
    except Exception as exc:
        if len(texts) == 1:
            return [_detached(exc)]
    return [doc for text in texts for doc in _read_all(nlp, [text])]


def _attempt(doc: Doc, plain: Plain, text: str, options: Options) -> Outcome:
    try:
        return restored(find_quotes(doc, plain.text, options), plain, text)
    except Exception as exc:
        return _detached(exc)


def _detached(exc: Exception) -> Exception:
    """Turn the traceback into a note: it would keep documents alive, and cannot be pickled."""
    exc.add_note("".join(traceback.format_exception(exc)).rstrip())
    return exc.with_traceback(None)


def batches(pairs: Iterable[Pair], size: int) -> Iterator[list[Pair]]:
    """Cut a stream of texts into lists of at most ``size``, shorter where texts are long."""
    batch: list[Pair] = []
    chars = 0
    for text, context in pairs:
        batch.append((text, context))
        chars += len(text) if isinstance(text, str) else 0
        if len(batch) >= size or chars >= BATCH_CHARS:
            yield batch
            batch, chars = [], 0
    if batch:
        yield batch


def run_here(
    groups: Iterator[list[Pair]], model: Model | Language, options: Options
) -> Iterator[tuple[list[Pair], list[Outcome]]]:
    """Read each batch in this process."""
    for group in groups:
        with alone_with(model):
            outcomes = read_batch(model, _texts(group), options, free=is_shared(model))
        yield group, outcomes


def run_in_processes(
    groups: Iterator[list[Pair]], model: Model | Language, options: Options, processes: int
) -> Iterator[tuple[list[Pair], list[Outcome]]]:
    """Read batches in worker processes; results come in order, with bounded look-ahead."""
    workers = _Workers(processes, model, options)
    finished = False
    waiting: deque[tuple[list[Pair], Future[list[Outcome]]]] = deque()
    try:
        while True:
            room = processes * _BATCHES_AHEAD - len(waiting)
            for group in islice(groups, room):
                waiting.append((group, workers.submit(_texts(group))))
            if not waiting:
                finished = True
                return
            group, future = waiting.popleft()
            try:
                outcomes = future.result()
            except BrokenProcessPool:
                workers.restart()
                outcomes = [workers.alone(text) for text in _texts(group)]
                # The batches behind it went down with the pool; none is known to be bad.
                waiting = deque(
                    (other, workers.submit(_texts(other)) if _is_lost(result) else result)
                    for other, result in waiting
                )
            yield group, outcomes
    finally:
        workers.close(at_once=not finished)


def _texts(group: list[Pair]) -> list[Any]:
    return [text for text, _ in group]


def _is_lost(future: Future[list[Outcome]]) -> bool:
    return not future.done() or isinstance(future.exception(), BrokenProcessPool)


class _Workers:
    """A process pool that can be started again after a worker died."""

    def __init__(self, processes: int, model: Model | Language, options: Options) -> None:
        self.processes = processes
        self.options = options
        self.model: Any = model
        # Loading here first raises a missing model where the caller sees it; forked workers
        # then share what was loaded.
        nlp = get_model(model)
        if not is_shared(model) and multiprocessing.get_start_method() != "fork":
            self.model = Packed.of(nlp)
        self.start()

    def start(self) -> None:
        self.told, self.tell = multiprocessing.Pipe(duplex=False)
        self.pool = ProcessPoolExecutor(
            self.processes,
            mp_context=multiprocessing.get_context(),
            initializer=_start_worker,
            initargs=(self.model, self.options, self.told),
        )

    def restart(self) -> None:
        self.close()
        self.start()

    def submit(self, group: list[Any]) -> Future[list[Outcome]]:
        try:
            return self.pool.submit(_work, group)
        except BrokenProcessPool as exc:
            failed: Future[list[Outcome]] = Future()
            failed.set_exception(exc)
            return failed

    def alone(self, text: Any) -> Outcome:
        try:
            return self.submit([text]).result()[0]
        except BrokenProcessPool:
            self.restart()
            return DocumentError(
                "the worker process reading it ended unexpectedly: killed, or out of memory. Its "
                "quotations are lost, those of the other texts are not. Read it again in parts, or "
                "with a lower n_process; on_error='record' goes on with the texts after it"
            )

    def close(self, *, at_once: bool = False) -> None:
        """Let the workers end; ``at_once`` does not wait for what they are reading."""
        if at_once:
            self.tell.send_bytes(b"end")
        self.pool.shutdown(wait=at_once, cancel_futures=True)
        self.tell.close()
        self.told.close()


_worker: tuple[Any, Options] | Exception | None = None


def _start_worker(model: Any, options: Options, told: Connection) -> None:
    # Ctrl-C reaches every process of a terminal; the main one sees to it that workers end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_when_told, args=(told,), daemon=True).start()
    # An exception here would look like a killed worker; it is kept and reported by the task.
    global _worker
    try:
        _worker = (model.unpack() if isinstance(model, Packed) else model, options)
        get_model(_worker[0])
    except Exception as exc:
        _worker = exc


_reading = False
_reading_changes = Lock()


def _end_when_told(told: Connection) -> None:
    """End this process when the main one says so or is gone, even killed: nobody else would.

    What is told is not read, so that every worker sees it. One that is not reading may be sending
    results, and ending in the middle would leave the main process waiting for the rest of them.
    """
    parent = multiprocessing.parent_process()
    gone = [] if parent is None else [parent.sentinel]
    wait([told, *gone])
    while not wait(gone, timeout=0.02):
        with _reading_changes:
            if _reading:
                os._exit(1)
    os._exit(1)


def _work(texts: list[Any]) -> list[Outcome]:
    if isinstance(_worker, Exception):
        raise _worker
    assert _worker is not None
    model, options = _worker
    _set_reading(True)
    try:
        return [_sendable(outcome) for outcome in read_batch(model, texts, options, free=True)]
    finally:
        _set_reading(False)


def _set_reading(now: bool) -> None:
    global _reading
    with _reading_changes:
        _reading = now


def _sendable(outcome: Outcome) -> Outcome:
    """An exception that cannot be pickled would break the pool; send its words instead."""
    if isinstance(outcome, Exception):
        try:
            pickle.loads(pickle.dumps(outcome))
        except Exception:
            return RuntimeError(f"{type(outcome).__name__}: {outcome}")
    return outcome
