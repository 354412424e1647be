"""Training as a whole: from gold files to a folder of weights with its card."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from os import PathLike
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from attrs import asdict, evolve

from quotex._version import __version__
from quotex.errors import TrainingError
from quotex.gold import MAX_BYTES, GoldDocument, read_gold
from quotex.models import Model, get_model
from quotex.reading import read as parse
from quotex.training import news, resolution
from quotex.training.corpus import Reading, read
from quotex.training.saving import as_lines, check_output, drafted, write
from quotex.weights import RANKERS, SHIPPED, WEIGHTS_FORMAT, Card, DataFile, load_weights, ranker_of

if TYPE_CHECKING:
    from spacy.language import Language

LEAST_ANSWERS = 50
"""With fewer mentions to learn from, a ranker keeps its shipped weights."""

_LEAST_POINTS = 50  # for a calibration that can be trusted


def train(
    gold: Sequence[str | PathLike[str]],
    output: str | PathLike[str],
    *,
    model: Model | Language = None,
    seed: int = 0,
    dev: str | PathLike[str] | None = None,
    gold_format: str | None = None,
    max_bytes: int = MAX_BYTES,
    date: str | None = None,
    tell: Callable[[str], None] = lambda line: None,
) -> Card:
    """Learn every weight of quotex from gold and write them to a folder with their card.

    The same gold, model and seed give the same files to the byte on the same machine.

    Args:
        gold: Gold files, each in a format that ``quotex.gold`` reads.
        output: The folder for the weights: new, empty, or one of earlier weights, which are
            replaced when all went well.
        model: The spaCy pipeline that parses the texts, as for ``extract_quotes``.
        seed: Nothing in the fits is random. With 0 every fourth document, in the order of the
            gold, is held out together; any other seed shuffles the documents first.
        dev: Gold to measure the new weights on; its figures go on the card.
        gold_format: The format of all of the gold, as for ``quotex.gold.read_gold``.
        max_bytes: The largest file of gold that is read, as for ``quotex.gold.read_gold``.
        date: The day for the card, ISO; by default that of ``SOURCE_DATE_EPOCH``, else today.
        tell: Called with a line for every step.

    Returns:
        The card that was written.

    Raises:
        TrainingError: The gold holds no quotation, or the folder holds other files.
        GoldError: A gold file cannot be read.
        ModelNotFoundError: As for ``extract_quotes``.
        ValueError: ``SOURCE_DATE_EPOCH`` is no number of seconds.
    """
    date = date or _today()
    folder = Path(output)
    check_output(folder)
    data, documents = _read_gold([Path(path) for path in gold], gold_format, max_bytes)
    held_back = _read_gold([Path(dev)], gold_format, max_bytes) if dev is not None else None
    nlp = get_model(model)
    readings: list[Reading] = []
    for name, own in zip((entry.name for entry in data), documents, strict=True):
        tell(f"{name}: parsing {len(own):,} documents")
        readings += read(zip(own, parse(nlp, (d.text for d in own)), strict=True))
    if seed:
        Random(seed).shuffle(readings)
    tell("learning reports and quotations")
    trained = news.train(readings)
    tell("learning whom pronouns and descriptions mean")
    rankers, answers, notes = _train_rankers(readings)
    files = {name: as_lines(weights) for name, weights in news.to_json(trained).items()}
    files |= rankers
    held_out = {what: asdict(share) for what, share in trained.held_out.items()}
    card = Card(
        format=WEIGHTS_FORMAT,
        quotex=__version__,
        date=date,
        seed=seed,
        model=f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}",
        data=tuple(data),
        figures={"held_out": held_out, "answers": answers},
        notes=(*_calibration_notes(trained), *notes),
        files={},
    )
    with drafted(folder) as draft:
        card = write(draft, files, card)
        load_weights(draft)  # what cannot be used is not left behind
        if held_back is not None:
            (entry,), (own,) = held_back
            tell(f"{entry.name}: measuring on {len(own):,} documents")
            figures = {"dev_gold": asdict(entry), "dev": _measure(own, model, draft)}
            card = write(draft, files, evolve(card, figures={**card.figures, **figures}))
    for note in card.notes:
        tell(f"note: {note}")
    return card


def _today() -> str:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.now(UTC).date().isoformat()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError) as exc:
        raise ValueError(
            f"SOURCE_DATE_EPOCH must be a number of seconds since 1970, not {epoch!r}; "
            "unset it for today's date"
        ) from exc


def _read_gold(
    paths: Sequence[Path], form: str | None, max_bytes: int
) -> tuple[list[DataFile], list[list[GoldDocument]]]:
    """Return what the card says of every gold file, and its documents."""
    entries, documents = [], []
    for path in paths:
        own = list(read_gold(path, form, max_bytes=max_bytes))
        entries.append(_entry(path, own))
        documents.append(own)
    if not any(entry.quotations for entry in entries):
        names = ", ".join(repr(str(path)) for path in paths) or "no file"
        raise TrainingError(
            f"There is no quotation in the gold ({names}). Give files with "
            "annotated quotations; docs/training.md says in which form."
        )
    return entries, documents


def _entry(path: Path, documents: Sequence[GoldDocument]) -> DataFile:
    """Return what the card says of a gold file; where it lies on this machine is not in it."""
    quotations = sum(len(document.quotes) for document in documents)
    return DataFile(path.absolute().name, _digest(path), len(documents), quotations)


def _digest(path: Path) -> str:
    """Return the SHA-256 of a file, or of a folder's files with their names, in order."""
    digest = sha256()
    if path.is_dir():
        for inner in sorted(p for p in path.rglob("*") if p.is_file()):
            digest.update(f"{inner.relative_to(path).as_posix()}\n{_digest(inner)}\n".encode())
        return digest.hexdigest()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _train_rankers(
    readings: Sequence[Reading],
) -> tuple[dict[str, str], dict[str, int], list[str]]:
    """Return both rankers as files, from how many mentions each learned, and what to note."""
    lessons = resolution.lessons_of(readings)
    answers = {kind: some.count for kind, some in resolution.gather(lessons, {}).items()}
    kept = {kind: RANKERS[kind] for kind in RANKERS if answers[kind] < LEAST_ANSWERS}
    shipped = {kind: (SHIPPED / name).read_text("utf-8") for kind, name in kept.items()}
    models = {kind: ranker_of(kind, json.loads(text)) for kind, text in shipped.items()}
    rankers = resolution.train(lessons, models)
    files = {
        RANKERS[kind]: shipped.get(kind) or as_lines(model.to_json())
        for kind, model in rankers.items()
    }
    notes = [
        f"{name} is the one shipped with quotex {__version__}: of the {LEAST_ANSWERS} {kind}s with "
        f"a known speaker that learning it takes, the gold has {answers[kind]}"
        for kind, name in kept.items()
    ]
    return files, answers, notes


def _calibration_notes(trained: news.Trained) -> list[str]:
    return [
        f"the confidence of {what} is calibrated on {share.n} only: take it as an order"
        for what, share in trained.held_out.items()
        if share.n < _LEAST_POINTS
    ]


def _measure(
    gold: Sequence[GoldDocument], model: Model | Language, weights: Path
) -> dict[str, dict[str, float | int | None]]:
    """Return the figures of the weights on gold that they were not learned from."""
    from quotex.evaluation import evaluate

    found = evaluate(gold, model=model, weights=weights).figures
    return {
        key: {
            "value": _rounded(figure.value),
            "low": _rounded(figure.low),
            "high": _rounded(figure.high),
            "n": figure.n,
        }
        for key, figure in found.items()
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
