"""Training as a whole: gold in, a folder of weights out, which extract_quotes uses."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import quotex
from quotex import commands
from quotex._version import __version__
from quotex.errors import GoldError, QuotexError, TrainingError
from quotex.evaluation import evaluate
from quotex.gold import read_gold
from quotex.gold import write_gold as write_gold_as
from quotex.training import run, train
from quotex.training.saving import check_output
from quotex.weights import CARD, FILES, SHIPPED, Card, load_weights
from test_training import ARTICLES, write_gold

TEXT = "“We are ready,” Ann Lee said."


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Gold of four documents, written by hand."""
    path = write_gold(tmp_path_factory.mktemp("gold") / "all.jsonl")
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.with_name("four.jsonl").write_text("".join(lines[:4]), "utf-8")
    return path.with_name("four.jsonl")


@pytest.fixture(scope="module")
def trained(gold: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Card, list[str]]:
    folder = tmp_path_factory.mktemp("trained") / "weights"
    told: list[str] = []
    card = train([gold], folder, date="2030-02-03", tell=told.append)
    return folder, card, told


def run_command(*arguments: str) -> Result:
    return CliRunner().invoke(commands.quotex, ["train", *arguments], prog_name="quotex")


def said(result: Result) -> str:
    return " ".join(result.stderr.split())


@pytest.mark.model
class TestTrain:
    def test_the_weights_are_used(self, trained: tuple[Path, Card, list[str]]) -> None:
        folder, _, _ = trained
        (quote,) = quotex.extract_quotes(TEXT, weights=folder)
        assert (quote.text, quote.who) == ("“We are ready,”", "Ann Lee")
        assert quote.evidence != quotex.extract_quotes(TEXT)[0].evidence

    def test_the_card(self, trained: tuple[Path, Card, list[str]], gold: Path) -> None:
        folder, card, _ = trained
        assert load_weights(folder).card == card
        assert (card.quotex, card.date, card.seed) == (__version__, "2030-02-03", 0)
        assert card.model.startswith("en_core_web_")
        (data,) = card.data
        assert (data.name, data.documents) == ("four.jsonl", 4)
        assert data.sha256 == sha256(gold.read_bytes()).hexdigest()
        assert data.quotations == sum(article.count("s=") for article in ARTICLES[:4])
        assert set(card.figures["held_out"]) == {"quotations", "reported speech"}
        assert str(gold.parent) not in (folder / CARD).read_text("utf-8")

    def test_only_the_weights_are_left(self, trained: tuple[Path, Card, list[str]]) -> None:
        folder, _, _ = trained
        assert {path.name for path in folder.iterdir()} == {CARD, *FILES}
        assert [path.name for path in folder.parent.iterdir()] == [folder.name]

    def test_too_few_answers_keep_the_shipped_rankers_and_say_so(
        self, trained: tuple[Path, Card, list[str]]
    ) -> None:
        folder, card, told = trained
        for kind in ("pronoun", "nominal"):
            name = f"{kind}_weights.json"
            assert (folder / name).read_bytes() == (SHIPPED / name).read_bytes()
            (note,) = [note for note in card.notes if note.startswith(name)]
            assert f"of the {run.LEAST_ANSWERS} {kind}s" in note
            assert f"note: {note}" in told
        assert any("calibrated on" in note for note in card.notes)

    def test_the_same_again_is_the_same_to_the_byte(
        self, trained: tuple[Path, Card, list[str]], gold: Path, tmp_path: Path
    ) -> None:
        train([gold], tmp_path / "again", date="2030-02-03")
        for name in (CARD, *FILES):
            assert (tmp_path / "again" / name).read_bytes() == (trained[0] / name).read_bytes()

    def test_another_seed_deals_other_folds(self, gold: Path, tmp_path: Path) -> None:
        card = train([gold.with_name("all.jsonl")], tmp_path / "0")
        other = train([gold.with_name("all.jsonl")], tmp_path / "7", seed=7)
        assert (card.seed, other.seed) == (0, 7)
        assert card.files["quotations.json"] != other.files["quotations.json"]

    def test_enough_answers_teach_the_rankers(
        self, gold: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(run, "LEAST_ANSWERS", 1)
        card = train([gold.with_name("all.jsonl")], tmp_path / "w")
        assert card.figures["answers"] == {"pronoun": 1, "nominal": 0}
        shipped = load_weights().card.files
        assert card.files["pronoun_weights.json"] != shipped["pronoun_weights.json"]
        assert card.files["nominal_weights.json"] == shipped["nominal_weights.json"]

    def test_dev_figures_go_on_the_card(self, gold: Path, tmp_path: Path) -> None:
        card = train([gold], tmp_path / "w", dev=gold.with_name("all.jsonl"))
        assert load_weights(tmp_path / "w").card == card
        found = evaluate(read_gold(gold.with_name("all.jsonl")), weights=tmp_path / "w").figures
        assert list(card.figures["dev"]) == list(found)
        assert card.figures["dev_gold"]["name"] == "all.jsonl"
        figure = card.figures["dev"]["direct+mixed.mention_acc"]
        assert set(figure) == {"value", "low", "high", "n"}
        assert figure["value"] == round(found["direct+mixed.mention_acc"].value or 0, 4)
        assert figure["n"] > 5

    def test_gold_of_another_format(self, gold: Path, tmp_path: Path) -> None:
        write_gold_as(read_gold(gold), tmp_path / "brat", "brat")
        card = train([tmp_path / "brat"], tmp_path / "w", gold_format="brat")
        assert [(d.name, d.documents) for d in card.data] == [("brat", 4)]

    @pytest.mark.parametrize("count", [1, 2, 3])
    def test_the_smallest_gold(self, count: int, gold: Path, tmp_path: Path) -> None:
        lines = gold.read_text("utf-8").splitlines(keepends=True)
        small = tmp_path / "small.jsonl"
        small.write_text("".join(lines[:count]), "utf-8")
        train([small], tmp_path / "weights")
        assert quotex.extract_quotes(TEXT, weights=tmp_path / "weights").text == TEXT

    def test_several_files(self, gold: Path, tmp_path: Path) -> None:
        card = train([gold, gold.with_name("all.jsonl")], tmp_path / "weights")
        assert [(d.name, d.documents) for d in card.data] == [("four.jsonl", 4), ("all.jsonl", 12)]


class TestRefused:
    def test_gold_that_cannot_be_read(self, tmp_path: Path) -> None:
        (tmp_path / "gold.jsonl").write_text("{", "utf-8")
        with pytest.raises(GoldError):
            train([tmp_path / "gold.jsonl"], tmp_path / "weights")

    @pytest.mark.parametrize("documents", [[], [{"id": "a", "text": "Rain.", "quotes": []}]])
    def test_gold_without_quotations(self, documents: Sequence[object], tmp_path: Path) -> None:
        path = tmp_path / "gold.jsonl"
        path.write_text("".join(json.dumps(d) + "\n" for d in documents), "utf-8")
        with pytest.raises(TrainingError, match="no quotation in the gold") as caught:
            train([path], tmp_path / "weights")
        assert repr(str(path)) in str(caught.value)
        assert isinstance(caught.value, QuotexError)
        assert not (tmp_path / "weights").exists()

    def test_dev_without_quotations(self, gold: Path, tmp_path: Path) -> None:
        path = tmp_path / "dev.jsonl"
        path.write_text("", "utf-8")
        with pytest.raises(TrainingError, match=r"no quotation in the gold .*dev\.jsonl"):
            train([gold], tmp_path / "weights", dev=path)

    def test_a_folder_of_other_files(self, gold: Path, tmp_path: Path) -> None:
        (tmp_path / "thesis.txt").write_text("mine", "utf-8")
        with pytest.raises(TrainingError, match="holds other files"):
            train([gold], tmp_path)
        assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]

    def test_a_card_of_others(self, tmp_path: Path) -> None:
        (tmp_path / CARD).write_text('{"name": "Ann Lee"}', "utf-8")
        with pytest.raises(TrainingError, match="holds other files"):
            check_output(tmp_path)

    def test_a_file_for_the_folder(self, tmp_path: Path) -> None:
        (tmp_path / "w").write_text("", "utf-8")
        with pytest.raises(TrainingError, match="is a file"):
            check_output(tmp_path / "w")

    def test_nowhere(self, tmp_path: Path) -> None:
        with pytest.raises(TrainingError, match="Make it first"):
            check_output(tmp_path / "a" / "b")

    def test_a_place_that_may_not_be_written(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("os.access", lambda path, mode: path != tmp_path)
        for folder in (tmp_path, tmp_path / "new"):
            with pytest.raises(TrainingError, match="may not be written"):
                check_output(folder)

    def test_earlier_weights_and_empty_folders_may_be_written(self, tmp_path: Path) -> None:
        check_output(SHIPPED)
        check_output(tmp_path)
        check_output(tmp_path / "new")


class TestDate:
    def test_is_that_of_the_source(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
        assert run._today() == "1970-01-02"

    @pytest.mark.parametrize("epoch", ["", "yesterday", "9" * 30])
    def test_must_be_a_number(self, epoch: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        with pytest.raises(ValueError, match="SOURCE_DATE_EPOCH must be"):
            run._today()

    def test_is_today(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
        assert len(run._today()) == 10


class TestCommand:
    @pytest.mark.model
    def test_trains_and_replaces_earlier_weights(
        self, gold: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
        folder = tmp_path / "weights"
        for seed in ("0", "3"):
            result = run_command(str(gold), "-o", str(folder), "--seed", seed, "--dev", str(gold))
            assert (result.exit_code, result.stdout) == (0, "")
            assert "four.jsonl: parsing 4 documents" in said(result)
            assert load_weights(folder).card.seed == int(seed)
            assert load_weights(folder).card.figures["dev"]
        assert load_weights(folder).card.date == "1970-01-02"

    def test_needs_gold_and_a_folder(self, gold: Path) -> None:
        assert "Missing argument 'GOLD…'" in said(run_command("-o", "w"))
        assert "Missing option '--output'" in said(run_command(str(gold)))

    def test_a_missing_file(self, tmp_path: Path) -> None:
        result = run_command(str(tmp_path / "none.jsonl"), "-o", str(tmp_path / "w"))
        assert result.exit_code == 2
        assert "does not exist" in said(result)

    def test_a_folder_of_other_files(self, gold: Path, tmp_path: Path) -> None:
        (tmp_path / "thesis.txt").write_text("mine", "utf-8")
        result = run_command(str(gold), "-o", str(tmp_path))
        assert result.exit_code == 2
        assert "holds other files" in said(result)

    def test_a_missing_model(self, gold: Path, tmp_path: Path) -> None:
        result = run_command(str(gold), "-o", str(tmp_path / "w"), "--model", "xx_none")
        assert result.exit_code == 2
        assert "pass --model with" in said(result)
        assert not (tmp_path / "w").exists()

    def test_a_date_that_is_none(
        self, gold: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "x")
        result = run_command(str(gold), "-o", str(tmp_path / "w"))
        assert result.exit_code == 2
        assert "SOURCE_DATE_EPOCH must be" in said(result)
