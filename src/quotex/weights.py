"""Weights: every learned part of quotex in one folder, with a card that says where it is from.

A folder of weights, as ``quotex train`` writes it, holds ``card.json`` and the ``FILES``. All are
JSON, so that reading them runs no code; whatever is wrong with them is a ``WeightsError``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from hashlib import sha256
from os import PathLike, fspath
from pathlib import Path
from typing import Any, TypeVar

from attrs import asdict, field, frozen

from quotex import nominals, pronouns
from quotex._version import __version__
from quotex.choosing import Chooser
from quotex.errors import WeightsError
from quotex.quotation_models import QuotationModels
from quotex.ranker import LinearModel
from quotex.reports import ReportModels

WEIGHTS_FORMAT = 1
"""The form of the files. It changes when older weights can no longer be read."""

CARD = "card.json"
RANKERS = {"pronoun": "pronoun_weights.json", "nominal": "nominal_weights.json"}
FILES = ("reports.json", "quotations.json", *RANKERS.values())
SHIPPED = Path(__file__).parent / "data" / "weights"

_MOST_BYTES = 20_000_000  # the shipped files are a hundredth of that
_RETRAIN = "Train again with this version: quotex train GOLD… -o FOLDER"
_READ = TypeVar("_READ")


@frozen
class DataFile:
    """A gold file that weights were learned from: its bare name and what it held."""

    name: str
    sha256: str
    documents: int
    quotations: int


@frozen
class Card:
    """Where weights come from.

    ``format`` is the form of the files, ``quotex`` the version that trained them, ``date`` the
    day (ISO), ``model`` the spaCy pipeline with its version, ``figures`` what training measured,
    ``notes`` what is unusual about them, ``files`` the SHA-256 of every file by name.
    """

    format: int
    quotex: str
    date: str
    seed: int
    model: str
    data: tuple[DataFile, ...]
    figures: Mapping[str, Any] = field(repr=False)
    notes: tuple[str, ...]
    files: Mapping[str, str]

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Card:
        """Read a card of this format; raise ``KeyError`` or the like for anything else."""
        return cls(
            int(data["format"]),
            str(data["quotex"]),
            str(data["date"]),
            int(data["seed"]),
            str(data["model"]),
            tuple(DataFile(**entry) for entry in data["data"]),
            dict(data["figures"]),
            tuple(map(str, data["notes"])),
            {str(name): str(digest) for name, digest in dict(data["files"]).items()},
        )


@frozen(eq=False)
class Weights:
    """The learned parts of every stage; ``choosers`` are for "pronoun" and "nominal"."""

    reports: ReportModels = field(repr=False)
    quotations: QuotationModels = field(repr=False)
    choosers: Mapping[str, Chooser] = field(repr=False)
    card: Card


def load_weights(path: str | PathLike[str] | None = None) -> Weights:
    """Return the weights of a folder, or those that come with quotex.

    A folder is read once, and again when its card was written anew since.

    Args:
        path: A folder that ``quotex train`` wrote; ``None`` for the shipped weights.

    Raises:
        TypeError: ``path`` is no path.
        WeightsError: The folder or a file is missing, damaged, or of a version that this one
            cannot read. The message says what to do.
    """
    if path is None:
        return _shipped()
    folder = folder_of(path)
    return _load(folder, _stamp(folder))


def folder_of(path: object) -> Path:
    """Return the absolute path of a folder of weights, which need not exist."""
    if not isinstance(path, (str, PathLike)) or not isinstance(fspath(path), str):
        raise TypeError(
            "weights must be the path of a folder that quotex train wrote, or None, "
            f"not {type(path).__name__}"
        )
    try:
        return Path(path).resolve()
    except (OSError, ValueError) as exc:
        raise WeightsError(f"{str(path)!r} is no path of a folder of weights: {exc}.") from exc


@lru_cache(maxsize=1)
def _shipped() -> Weights:
    return read_folder(SHIPPED)


# The stamp makes weights that were trained anew in the same place another entry.
@lru_cache(maxsize=4)
def _load(folder: Path, stamp: tuple[int, ...]) -> Weights:
    return read_folder(folder)


def _stamp(folder: Path) -> tuple[int, ...]:
    try:
        stat = (folder / CARD).stat()
    except OSError:
        return ()  # reading the folder says what is wrong
    return stat.st_mtime_ns, stat.st_size, stat.st_ino


def read_card(folder: Path) -> Card:
    """Return the card of a folder; raise ``WeightsError`` unless this version reads its form."""
    path = folder / CARD
    if not folder.exists():
        raise WeightsError(
            f"There is no folder {str(folder)!r} with weights. Pass one that quotex train wrote "
            "(quotex train GOLD… -o FOLDER), or none for those that come with quotex."
        )
    if not path.exists():
        raise WeightsError(
            f"{str(folder)!r} holds no {CARD}, so it is no complete folder of weights. Pass the "
            "folder that quotex train wrote, or train again if it was stopped before its end."
        )
    data = _parse(path, _bytes(path))
    if not isinstance(data, dict) or not isinstance(data.get("format"), int):
        raise WeightsError(
            f"{str(path)!r} is no card of weights: it states no format. Pass the folder that "
            "quotex train wrote."
        )
    if data["format"] != WEIGHTS_FORMAT:
        newer = data["format"] > WEIGHTS_FORMAT
        raise WeightsError(
            f"The weights in {str(folder)!r} were made by quotex {data.get('quotex', '?')} and "
            f"have form {data['format']}; this is quotex {__version__}, which reads form "
            f"{WEIGHTS_FORMAT}. "
            + ("Update quotex: python -m pip install --upgrade quotex" if newer else _RETRAIN)
        )
    return _read(path, Card.from_json, data)


def read_folder(folder: Path) -> Weights:
    """Return the weights of a folder, read anew; raise ``WeightsError`` as ``load_weights``."""
    card = read_card(folder)
    data = {name: _checked(folder / name, card) for name in FILES}
    reports = _read(folder / "reports.json", ReportModels.from_json, data["reports.json"])
    quotations = _read(
        folder / "quotations.json", QuotationModels.from_json, data["quotations.json"]
    )
    rankers = {
        kind: _read(folder / name, partial(ranker_of, kind), data[name])
        for kind, name in RANKERS.items()
    }
    _check_numbers(folder / "reports.json", reports.models, _rates(reports))
    _check_numbers(folder / "quotations.json", quotations.models, _points(quotations))
    for kind, name in RANKERS.items():
        _check_numbers(folder / name, [rankers[kind]], [])
    choosers = {kind: Chooser.of(ranker) for kind, ranker in rankers.items()}
    return Weights(reports, quotations, choosers, card)


def ranker_of(kind: str, data: Mapping[str, Any]) -> LinearModel:
    """Return the ranker of one ``kind`` of mention, "pronoun" or "nominal", from its weights."""
    shape = pronouns if kind == "pronoun" else nominals
    return LinearModel.from_json(data, shape.FEATURES, shape.CROSSES, older=True)


def _checked(path: Path, card: Card) -> Any:
    """Return what a file holds when it is the one that the card is about."""
    if not path.exists():
        raise WeightsError(f"The weights lack {str(path)!r}. Restore that file or train again.")
    data = _bytes(path)
    if sha256(data).hexdigest() != card.files.get(path.name):
        raise WeightsError(
            f"{str(path)!r} was changed or damaged after training: its checksum is not that of "
            f"{CARD}. Restore the file or train again."
        )
    return _parse(path, data)


def _bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise WeightsError(f"{str(path)!r} is no file. Restore it or train again.")
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as exc:
        raise WeightsError(f"{str(path)!r} cannot be read: {exc.strerror}.") from exc
    if len(data) > _MOST_BYTES:
        raise WeightsError(
            f"{str(path)!r} is larger than {_MOST_BYTES // 1_000_000} MB, which no weights of "
            "quotex are. Pass the folder that quotex train wrote."
        )
    return data


def _parse(path: Path, data: bytes) -> Any:
    try:
        return json.loads(data.decode("utf-8"), parse_constant=_no_number, parse_float=_finite)
    except (ValueError, RecursionError) as exc:
        raise WeightsError(
            f"{str(path)!r} is no JSON that quotex wrote ({exc}). Restore the file or train again."
        ) from exc


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number")


def _finite(digits: str) -> float:
    value = float(digits)
    if math.isinf(value):
        raise ValueError(f"{digits} is out of range")
    return value


def _read(path: Path, reader: Callable[[Any], _READ], data: Any) -> _READ:
    try:
        return reader(data)
    except WeightsError as exc:
        raise WeightsError(f"{str(path)!r}: {exc}") from exc
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as exc:
        raise WeightsError(
            f"{str(path)!r} does not fit this version of quotex ({exc!r}). {_RETRAIN}"
        ) from exc


def _rates(reports: ReportModels) -> list[float]:
    return [n for rate in reports.lexicon.values() for n in (rate.speech, rate.any, rate.count)]


def _points(quotations: QuotationModels) -> list[float]:
    steps = [*quotations.calibration, *quotations.indirect_calibration]
    cuts = (quotations.speech_cut, quotations.indirect_cut, quotations.link_cut)
    return [*cuts, quotations.direct_margin, *(n for step in steps for n in step)]


def _check_numbers(path: Path, models: Iterable[LinearModel], others: Iterable[float]) -> None:
    """A number may still be none when it was written as text: "nan"."""
    numbers = [*others]
    for model in models:
        numbers += [model.bias, *model.weights.tolist()]
    if not all(map(math.isfinite, numbers)):
        raise WeightsError(f"{str(path)!r} holds a weight that is no number. {_RETRAIN}")
