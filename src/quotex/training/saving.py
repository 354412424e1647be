"""Putting weights into a folder: all of them, or the folder stays as it was."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from attrs import evolve

from quotex.errors import TrainingError
from quotex.weights import CARD, FILES, Card


def as_lines(data: Any, depth: int = 0) -> str:
    """Return JSON with one feature, word or cross a line, to be read and compared."""
    if not isinstance(data, dict) or not any(isinstance(v, (dict, list)) for v in data.values()):
        return json.dumps(data, ensure_ascii=False)
    indent = " " * (depth + 1)
    lines = [
        f"{indent}{json.dumps(key, ensure_ascii=False)}: {as_lines(value, depth + 1)}"
        for key, value in data.items()
    ]
    end = "}\n" if depth == 0 else " " * depth + "}"
    return "{\n" + ",\n".join(lines) + "\n" + end


def check_output(folder: Path) -> None:
    """Raise ``TrainingError`` unless weights may be written there: into a new or empty folder,
    or over earlier weights."""
    parent = folder.absolute().parent
    if not parent.is_dir():
        raise TrainingError(
            f"There is no folder {str(parent)!r} to put the weights in. Make it first, or name "
            "another folder."
        )
    # The draft is made beside the folder. Found now, not after minutes of training.
    for place in (parent, folder):
        if place.exists() and not os.access(place, os.W_OK):
            raise TrainingError(f"{str(place)!r} may not be written to. Name another folder.")
    if not folder.exists():
        return
    if not folder.is_dir():
        raise TrainingError(f"{str(folder)!r} is a file. Name a folder for the weights.")
    if any(folder.iterdir()) and not _holds_weights(folder):
        raise TrainingError(
            f"{str(folder)!r} holds other files, among which weights are not put. Name a new "
            "folder, an empty one, or one of earlier weights, which are replaced."
        )


def _holds_weights(folder: Path) -> bool:
    try:
        card = json.loads((folder / CARD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(card, dict) and {"format", "quotex", "files"} <= set(card)


@contextmanager
def drafted(folder: Path) -> Iterator[Path]:
    """Give a new folder beside ``folder`` whose weights take their place there when all went
    well. The card goes last: weights are never taken for whole before they are."""
    target = folder.resolve()
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    draft.mkdir()
    try:
        yield draft
        target.mkdir(exist_ok=True)
        for name in (*FILES, CARD):
            os.replace(draft / name, target / name)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def write(folder: Path, files: Mapping[str, str], card: Card) -> Card:
    """Write the files and the card, completed with their checksums; return it."""
    digests = {}
    for name in FILES:
        data = files[name].encode()
        (folder / name).write_bytes(data)
        digests[name] = sha256(data).hexdigest()
    card = evolve(card, files=digests)
    (folder / CARD).write_bytes(as_lines(card.to_json()).encode())
    return card
