"""Weights: a folder with its card is read, and refused when anything about it is wrong."""

from __future__ import annotations

import json
import os
import pickle
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from quotex import weights
from quotex._version import __version__
from quotex.errors import WeightsError
from quotex.weights import (
    CARD,
    FILES,
    RANKERS,
    SHIPPED,
    WEIGHTS_FORMAT,
    Card,
    load_weights,
    ranker_of,
)

STEPS = ("rain again", "rain them again", "Pass", "Update", "Restore")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "weights"))


def change(folder: Path, name: str, edit: Callable[[Any], Any]) -> None:
    """Change what a file holds, and its checksum as if it had been trained so."""
    path = folder / name
    path.write_text(json.dumps(edit(json.loads(path.read_text("utf-8")))), "utf-8")
    if name != CARD:
        seal(folder, name)


def seal(folder: Path, name: str) -> None:
    digest = sha256((folder / name).read_bytes()).hexdigest()
    change(folder, CARD, lambda card: card | {"files": card["files"] | {name: digest}})


def refused(folder: Path) -> str:
    """Return why the weights are refused; the message names the place and the next step."""
    with pytest.raises(WeightsError) as caught:
        load_weights(folder)
    message = str(caught.value)
    assert str(folder) in message
    assert any(step in message for step in STEPS), message
    return message


def features_of(data: Any) -> list[tuple[str, ...]]:
    """Return the names of features and crosses of every linear model in a file of weights."""
    if not isinstance(data, dict):
        return []
    if "features" in data:
        return [tuple(data["features"]), tuple(data["crosses"])]
    return [names for value in data.values() for names in features_of(value)]


class TestShipped:
    def test_are_read_once(self) -> None:
        assert load_weights() is load_weights(None)

    def test_the_card_says_where_they_are_from(self) -> None:
        card = load_weights().card
        assert card.format == WEIGHTS_FORMAT
        assert (card.seed, set(card.files)) == (0, set(FILES))
        (data,) = card.data
        assert (data.name, data.documents, data.quotations) == ("polnear_train.jsonl", 840, 19832)
        assert "/" not in (SHIPPED / CARD).read_text("utf-8"), "a path of the machine"

    def test_know_every_feature(self) -> None:
        """One that came after them weighs nothing: it is learned before it is shipped."""
        found = load_weights()
        models = {"reports.json": found.reports, "quotations.json": found.quotations}
        for name, file in RANKERS.items():
            models[file] = ranker_of(name, json.loads((SHIPPED / file).read_text("utf-8")))
        for file, read in models.items():
            shipped = json.loads((SHIPPED / file).read_text("utf-8"))
            assert features_of(shipped) == features_of(read.to_json()), file

    def test_know_say(self) -> None:
        assert load_weights().reports.lexicon["verb:say"].speech > 0.5

    def test_are_shown_by_their_card(self) -> None:
        assert len(repr(load_weights())) < 3000


class TestFolder:
    def test_is_read_as_the_shipped_ones(self, folder: Path) -> None:
        found = load_weights(folder)
        assert found.card == load_weights().card
        assert found.choosers == load_weights().choosers
        assert load_weights(str(folder)) is found

    def test_is_read_again_when_trained_anew(self, folder: Path) -> None:
        before = load_weights(folder)
        change(folder, CARD, lambda card: card | {"date": "2031-01-01", "seed": 12})
        after = load_weights(folder)
        assert (before.card.date == "2031-01-01", after.card.date) == (False, "2031-01-01")

    def test_a_relative_path(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(folder.parent)
        assert load_weights("weights") is load_weights(folder)

    def test_a_card_goes_round(self) -> None:
        card = load_weights().card
        assert Card.from_json(json.loads(json.dumps(card.to_json()))) == card
        assert pickle.loads(pickle.dumps(card)) == card


@pytest.mark.parametrize("path", [3, b"weights", True, ["weights"]])
def test_what_is_no_path_is_a_type_error(path: Any) -> None:
    with pytest.raises(TypeError, match="weights must be the path of a folder"):
        load_weights(path)


class TestRefused:
    def test_no_folder(self, tmp_path: Path) -> None:
        assert "There is no folder" in refused(tmp_path / "none")

    def test_a_null_character(self) -> None:
        with pytest.raises(WeightsError, match="is no path"):
            load_weights("a\0b")

    def test_a_file(self, folder: Path) -> None:
        assert f"holds no {CARD}" in refused(folder / "reports.json")

    def test_no_card(self, folder: Path) -> None:
        (folder / CARD).unlink()
        assert f"holds no {CARD}" in refused(folder)

    @pytest.mark.parametrize("name", FILES)
    def test_a_missing_file(self, folder: Path, name: str) -> None:
        (folder / name).unlink()
        assert name in refused(folder)

    @pytest.mark.parametrize("name", [CARD, *FILES])
    def test_a_folder_for_a_file(self, folder: Path, name: str) -> None:
        (folder / name).unlink()
        (folder / name).mkdir()
        assert "is no file" in refused(folder)

    @pytest.mark.parametrize("name", FILES)
    def test_a_changed_file(self, folder: Path, name: str) -> None:
        with (folder / name).open("a") as file:
            file.write("\n")
        assert "was changed or damaged after training" in refused(folder)

    @pytest.mark.parametrize("name", FILES)
    def test_a_file_the_card_does_not_know(self, folder: Path, name: str) -> None:
        def forget(card: dict[str, Any]) -> dict[str, Any]:
            return card | {"files": {k: v for k, v in card["files"].items() if k != name}}

        change(folder, CARD, forget)
        assert "checksum" in refused(folder)

    @pytest.mark.parametrize(
        ("format_", "step"), [(WEIGHTS_FORMAT + 1, "Update quotex"), (0, "Train again")]
    )
    def test_another_format(self, folder: Path, format_: int, step: str) -> None:
        change(folder, CARD, lambda card: card | {"format": format_, "quotex": "9.8.7"})
        message = refused(folder)
        assert step in message
        assert f"made by quotex 9.8.7 and have form {format_}" in message
        assert f"this is quotex {__version__}, which reads form {WEIGHTS_FORMAT}" in message

    @pytest.mark.parametrize("card", [[], 3, None, {}, {"format": "1"}, {"quotex": "0.1.0"}])
    def test_a_card_of_something_else(self, folder: Path, card: Any) -> None:
        change(folder, CARD, lambda _: card)
        assert "states no format" in refused(folder)

    @pytest.mark.parametrize(
        ("key", "value"),
        [
            *(
                (key, ...)
                for key in ("quotex", "date", "seed", "model", "data", "figures", "files")
            ),
            *((key, value) for key in ("data", "figures", "files", "notes") for value in (None, 3)),
            ("seed", None),
            ("data", [{"name": "a.jsonl"}]),
        ],
    )
    def test_a_card_with_a_hole(self, folder: Path, key: str, value: Any) -> None:
        def spoil(card: dict[str, Any]) -> dict[str, Any]:
            kept = {k: v for k, v in card.items() if k != key}
            return kept if value is ... else kept | {key: value}

        change(folder, CARD, spoil)
        assert "does not fit" in refused(folder)

    @pytest.mark.parametrize("name", [CARD, *FILES])
    @pytest.mark.parametrize(
        "data",
        [
            pytest.param(b"", id="empty"),
            pytest.param(b"{", id="cut off"),
            pytest.param(b"\xff\xfe{}", id="not utf-8"),
            pytest.param(b"\x80\x04K\x01.", id="a pickle"),
            pytest.param(b'{"format": NaN}', id="nan"),
            pytest.param(b'{"format": -Infinity}', id="infinity"),
            pytest.param(b'{"format": 1e999}', id="out of range"),
            pytest.param(b"[" * 100_000, id="deep"),
            pytest.param(b'{"format": ' + b"9" * 9_999 + b"}", id="a long number"),
        ],
    )
    def test_no_json(self, folder: Path, name: str, data: bytes) -> None:
        (folder / name).write_bytes(data)
        if name != CARD:
            seal(folder, name)
        assert f"{name}' is no JSON that quotex wrote" in refused(folder)

    @pytest.mark.parametrize("name", [CARD, *FILES])
    def test_a_giant(self, folder: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(weights, "_MOST_BYTES", (folder / name).stat().st_size - 1)
        assert "is larger than" in refused(folder)

    @pytest.mark.parametrize("name", FILES)
    @pytest.mark.parametrize("value", [[], {}, None, 3, "text"])
    def test_a_file_of_something_else(self, folder: Path, name: str, value: Any) -> None:
        change(folder, name, lambda _: value)
        assert f"{name}'" in refused(folder)

    @pytest.mark.parametrize("name", ["pronoun_weights.json", "nominal_weights.json"])
    def test_features_of_another_version(self, folder: Path, name: str) -> None:
        def rename(ranker: dict[str, Any]) -> dict[str, Any]:
            first, *others = ranker["features"]
            block = ranker["features"]
            return ranker | {"features": {"x": block[first]} | {k: block[k] for k in others}}

        change(folder, name, rename)
        assert "do not fit this version" in refused(folder)

    @pytest.mark.parametrize(
        "value", ["nan", "-inf", 10**400, "x", None, []], ids=lambda value: repr(value)[:5]
    )
    @pytest.mark.parametrize(
        ("name", "path"),
        [
            ("reports.json", ("speech", "bias")),
            ("reports.json", ("rates", "verb:say", 0)),
            ("reports.json", ("rates", "verb:say", 2)),
            ("quotations.json", ("sources", "bias")),
            ("quotations.json", ("link cut",)),
            ("quotations.json", ("calibration", 0, 1)),
            ("nominal_weights.json", ("bias",)),
        ],
        ids=lambda value: "/".join(map(str, value)) if isinstance(value, tuple) else value,
    )
    def test_a_weight_that_is_no_number(
        self, folder: Path, name: str, path: tuple[str | int, ...], value: Any
    ) -> None:
        def spoil(data: Any) -> Any:
            place = data
            for key in path[:-1]:
                place = place[key]
            place[path[-1]] = value
            return data

        change(folder, name, spoil)
        assert f"{name}'" in refused(folder)

    @pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root reads everything")
    def test_a_file_that_may_not_be_read(self, folder: Path) -> None:
        (folder / "reports.json").chmod(0)
        assert "cannot be read" in refused(folder)
