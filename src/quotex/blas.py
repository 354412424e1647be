"""Matrix products by numpy in the models of spaCy, which take most of the time of reading.

spaCy multiplies with BLIS, which falls back to a generic kernel on processors that it does not
know; numpy brings an OpenBLAS with kernels for the processor it finds. Two things have to be
mended to use it: it must not start threads, which get into each other's way when several
processes read, and the product of a row must not depend on how many rows there are, or a text
would be read one way alone and another way among others.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import product
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np
from thinc.api import Model, NumpyOps

if TYPE_CHECKING:
    from spacy.language import Language

# OpenBLAS computes products smaller than this, and those of very few rows, by other kernels,
# which add up in another order (interface/gemm.c and the small matrix kernels, 0.3.31).
_SMALL = 1_000_000
_FEW = 32

_lock = Lock()
_inside = 0
_threads_before = 0


class OpenBlasOps(NumpyOps):  # type: ignore[misc]  # a class without type information
    """thinc's operations on the processor, with products by numpy's OpenBLAS on one thread."""

    def __init__(self) -> None:
        super().__init__(use_blis=False)

    def gemm(
        self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False
    ) -> Any:
        """Return the matrix product; a row's is the same to the bit whatever rows are beside it."""
        rows = max(_FEW, 1 + _SMALL // max(y.size, 1))
        with _one_thread():
            if trans1 or out is not None or x.ndim != 2 or len(x) >= rows:
                return super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
            padded = np.zeros((rows, x.shape[1]), dtype=x.dtype)
            padded[: len(x)] = x
            return super().gemm(padded, y, trans2=trans2)[: len(x)]


def speed_up(nlp: Language) -> None:
    """Let the pipeline's models multiply by ``OpenBlasOps``, where numpy has an OpenBLAS.

    With another library, whose threads are not known how to hold, and for models that do not
    run on the processor, all stays as it is.
    """
    if _thread_count() is None:
        return
    ops = OpenBlasOps()
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if isinstance(model, Model):
            for layer in model.walk():
                if type(layer.ops) is NumpyOps:
                    layer.ops = ops


@contextmanager
def _one_thread() -> Iterator[None]:
    """Hold OpenBLAS to one thread; the count is the process's, so the last one out restores it."""
    global _inside, _threads_before
    get, put = _thread_count() or (lambda: 1, lambda count: None)
    with _lock:
        if not _inside:
            _threads_before = get()
            put(1)
        _inside += 1
    try:
        yield
    finally:
        with _lock:
            _inside -= 1
            if not _inside:
                put(_threads_before)


def _alone_after_fork() -> None:
    """Undo, in a process just forked, what threads did that are not there any more."""
    global _inside
    if _inside and (counts := _thread_count()) is not None:
        counts[1](_threads_before)
    _inside = 0
    _lock.release()


# A process that is forked while another thread has the lock would wait for it forever.
if hasattr(os, "register_at_fork"):  # Windows does not fork
    os.register_at_fork(
        before=_lock.acquire, after_in_parent=_lock.release, after_in_child=_alone_after_fork
    )


@cache
def _thread_count() -> tuple[Callable[[], int], Callable[[int], Any]] | None:
    """Return how to read and set the number of threads of the OpenBLAS that numpy brings."""
    package = Path(np.__file__).parent
    for folder in (package.with_name("numpy.libs"), package / ".dylibs"):
        for file in sorted(folder.glob("*openblas*")):
            library = ctypes.CDLL(str(file))  # loaded already: this only finds it
            # The names that builds of different age and integer width give to the same two.
            for prefix, suffix in product(("scipy_", ""), ("64_", "")):
                get = getattr(library, f"{prefix}openblas_get_num_threads{suffix}", None)
                put = getattr(library, f"{prefix}openblas_set_num_threads{suffix}", None)
                if get is not None and put is not None:
                    return get, put
    return None
