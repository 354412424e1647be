"""What decides the results of a run: when all of it is the same, a run can be gone on with."""

from __future__ import annotations

import os
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from typing import Any

from attrs import asdict

from quotex._version import __version__
from quotex.archive.documents import Documents
from quotex.archive.settings import Settings
from quotex.models import best_installed
from quotex.types import Genre
from quotex.weights import CARD, SHIPPED


def describe(
    documents: Documents,
    settings: Settings,
    *,
    model: str | None,
    weights: Path | None,
    speakers: tuple[str | dict[str, Any], ...],
    indirect: bool,
    min_confidence: float,
    genre: Genre | None,
) -> dict[str, Any]:
    """Return inputs, options and versions, for JSON.

    Raises ``ModelNotFoundError`` when no model is named and none is installed.
    """
    name = best_installed() if model is None else model
    return {
        "quotex": __version__,
        "spacy": _version("spacy"),
        "inputs": documents.state(),
        "reading": asdict(settings),
        "model": _path_or_name(name),
        "model version": _version(name) or _digest(Path(name) / "meta.json"),
        "weights": _digest((weights or SHIPPED) / CARD),
        "speakers": list(speakers),
        "indirect": indirect,
        "min confidence": min_confidence,
        "genre": genre,
    }


def _path_or_name(model: str) -> str:
    return str(Path(model).resolve()) if os.path.isdir(model) else model


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except (metadata.PackageNotFoundError, ValueError):
        return None


def _digest(path: Path) -> str | None:
    """Return the SHA-256 of a file; of one that cannot be read, what reads it will complain."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None
