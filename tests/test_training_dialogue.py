"""Learning who speaks the turns of novels, from three very short ones."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import pytest

from quotex._version import __version__
from quotex.dialogue.answers import answer
from quotex.dialogue.features import CROSSES, FEATURES, PASSES
from quotex.dialogue.models import SIGNS, DialogueModels
from quotex.gold import GoldDocument, GoldQuote
from quotex.gold.jsonl import write_jsonl
from quotex.gold.types import GoldCharacter
from quotex.training.corpus import read
from quotex.training.dialogue import Example, example_of, fit, main, read_examples
from stories import parse

_MARKED = re.compile("“([^”]*)”")

# Each paragraph with who says it and to whom; narration has nobody.
Paragraph = tuple[str, str, str]
A, B = "Ann Lee", "Otto Brandt"
MILL = [
    ("", "", "First, Ann Lee rose, and Otto Brandt rose. Then, Ann took her coat."),
    (A, B, "“Shut the gate,” said Ann. “The wind is up.”"),
    (B, A, "“Who left it open?” asked Otto."),
    (A, B, "“Not I.”"),
    (B, A, "“Then the wind did.”"),
    (A, B, "“Bring the lamp, Otto.”"),
    ("", "", "He went for the lamp, and Ann waited."),
    (B, A, "“Here,” said Otto."),
    (A, B, "“And the oil?” she asked."),
    (B, A, "“There was none.”"),
    (A, B, "“Look again,” said Ann."),
]
C, D = "Clara Dorn", "Mr. Frost"
PIER = [
    ("", "", "First, Clara Dorn left the pier, and Mr. Frost left it. Clara took her hat."),
    (D, C, "“The boat was late,” said Mr. Frost."),
    (C, D, "“It was never on time,” Clara said."),
    (D, C, "“Will you wait?”"),
    (C, D, "“No, Mr. Frost.”"),
    (D, C, "“Not for an hour?” he asked."),
    (C, D, "“Not for a minute,” said Clara."),
    ("", "", "Mr. Frost sat down on a box."),
    (D, C, "“I will sit here,” said Mr. Frost, “and count the gulls.”"),
    (C, D, "“Count them twice.”"),
    (D, C, "“Twice, Clara?”"),
    (C, D, "“Twice,” said Clara."),
]
E, F = "Mary Hale", "Peter Grey"
LOFT = [
    ("", "", "First, Mary Hale rose, and Peter Grey rose. Then, Peter shook his head."),
    (E, F, "“Is it you, Peter?” said Mary."),
    (F, E, "“It is,” said Peter."),
    (E, F, "“What is in the sack?”"),
    (F, E, "“Corn,” he said. “And a cat.”"),
    (E, F, "“A cat!” said Mary."),
    (F, E, "“It was cold, Mary.”"),
    ("", "", "Mary opened the sack. They waited."),
    (E, F, "“It is asleep,” she said."),
    (F, E, "“So was I.”"),
    (E, F, "“Sit here, Peter.”"),
    (F, E, "“Well,” said Peter."),
]


def gold_of(name: str, paragraphs: Sequence[Paragraph]) -> GoldDocument:
    """Return the novel with its gold: marks stand outside the spans."""
    text, quotes = "", []
    for speaker, addressee, paragraph in paragraphs:
        spans = tuple(
            (len(text) + m.start(1), len(text) + m.end(1)) for m in _MARKED.finditer(paragraph)
        )
        if spans:
            quotes.append(
                GoldQuote(
                    str(len(quotes)),
                    "direct",
                    spans,
                    name=speaker or None,
                    addressees=(addressee,) if addressee else (),
                )
            )
        text += f"{paragraph}\n\n"
    people = dict.fromkeys(speaker for speaker, _, _ in paragraphs if speaker)
    characters = tuple(GoldCharacter(who, (who.split()[0],)) for who in people)
    return GoldDocument(name, text, tuple(quotes), characters)


def example(name: str, paragraphs: Sequence[Paragraph]) -> Example:
    gold = gold_of(name, paragraphs)
    (reading,) = read([(gold, parse(gold.text))])
    return example_of(reading)


NOVELS = {"mill": MILL, "pier": PIER, "loft": LOFT}


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    return [example(name, paragraphs) for name, paragraphs in NOVELS.items()]


@pytest.fixture(scope="module")
def models(examples: list[Example]) -> DialogueModels:
    return fit(examples)


def told(example: Example, models: DialogueModels) -> list[str | None]:
    """Return the gold name of the answer to each turn."""
    found = answer(example.story, models)
    return [example.meaning[own.figure] if own.figure >= 0 else None for own in found]


def speakers(paragraphs: Sequence[Paragraph]) -> list[str]:
    return [who for who, _, _ in paragraphs if who]


class TestExample:
    def test_each_turn_has_its_gold(self, examples: list[Example]) -> None:
        for own, paragraphs in zip(examples, NOVELS.values(), strict=True):
            names = [[quote.name for quote in quotes] for quotes in own.gold]
            assert names == [[who] for who in speakers(paragraphs)]

    def test_the_right_candidate_is_labelled(self, examples: list[Example]) -> None:
        for own, paragraphs in zip(examples, NOVELS.values(), strict=True):
            names = [
                [own.meaning[f] for f, right in zip(offer.figures, labels, strict=True) if right]
                for offer, labels in zip(own.offers, own.right, strict=True)
            ]
            assert names == [[who] for who in speakers(paragraphs)]

    def test_figures_mean_gold_characters(self) -> None:
        own = example("one", [*MILL[:3], ("", "", "But then, Dora Penn left. And so, Dora sat.")])
        assert sorted(own.meaning, key=str) == [A, None, B]

    def test_a_turn_without_gold_has_no_right_candidate(self) -> None:
        own = example("one", [MILL[0], ("", "", "“Go,” said Ann."), MILL[2]])
        assert [any(right) for right in own.right] == [False, True]

    def test_the_narrator_is_whom_the_gold_has_for_their_tags(self) -> None:
        sat = "I sat down, and I took the lamp, and I put it out. " * 8
        paragraphs = [
            ("", "", f"{sat}Then, Ann Lee rose. Then, Ann sat."),
            ("Jo March", A, "“Go,” I said."),
            (A, "Jo March", "“No,” said Ann."),
        ]
        own = example("one", paragraphs)
        assert own.meaning[own.story.page.narrator] == "Jo March"


class TestFit:
    def test_what_was_taught_is_known(
        self, examples: list[Example], models: DialogueModels
    ) -> None:
        for own, paragraphs in zip(examples, NOVELS.values(), strict=True):
            assert told(own, models) == speakers(paragraphs)

    def test_another_novel_is_read_by_it(self, models: DialogueModels) -> None:
        paragraphs = [
            ("", "", "First, Dora Penn rose, and Hugo Stern rose."),
            ("Dora Penn", "", "“The kettle is on,” said Dora."),
            ("Hugo Stern", "", "“I know,” said Hugo."),
            ("Dora Penn", "", "“Then pour.”"),
            ("Hugo Stern", "", "“In a minute.”"),
            ("Dora Penn", "", "“Now,” said Dora."),
        ]
        assert told(example("other", paragraphs), models) == speakers(paragraphs)

    def test_tags_weigh_as_they_should(self, models: DialogueModels) -> None:
        weights = models.first.to_json()["features"]["tag"]
        assert weights["me"] > 0 > weights["another"]

    def test_the_second_pass_has_weights_of_its_own(self, models: DialogueModels) -> None:
        blocks = models.second.to_json()["features"]
        assert any(weight for f in PASSES for weight in blocks[f.name].values())

    def test_probabilities_rise_with_the_score(self, models: DialogueModels) -> None:
        steps = [y for _, y in models.calibration]
        assert steps
        assert steps == sorted(steps)
        assert all(0 <= step <= 1 for step in steps)

    def test_the_rates_of_addressees(self, models: DialogueModels) -> None:
        assert tuple(models.addressees) == SIGNS
        assert models.addressees["called"] == 1.0  # whoever is called here is spoken to
        assert models.addressees["nobody"] == 0.0  # there is always somebody

    def test_without_calibration(self, examples: list[Example]) -> None:
        plain = fit(examples[:2], calibrated=False)
        assert plain.calibration == []
        assert plain.addressees == dict.fromkeys(SIGNS, 0.5)

    def test_where_nothing_is_said_nothing_is_learned(self) -> None:
        silent = example("silent", [("", "", "They waited.")])
        models = fit([silent, silent])
        assert not models.first.weights.any()
        assert not models.second.weights.any()

    def test_other_teaching_gives_other_weights(
        self, examples: list[Example], models: DialogueModels
    ) -> None:
        other = fit(examples[:2])
        assert other.to_json() != models.to_json()

    def test_the_same_teaching_gives_the_same(
        self, examples: list[Example], models: DialogueModels
    ) -> None:
        assert fit(examples).to_json() == models.to_json()


@pytest.mark.model
class TestMain:
    @pytest.fixture(scope="class")
    @staticmethod
    def gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
        path = tmp_path_factory.mktemp("gold") / "novels.jsonl"
        write_jsonl([gold_of(*novel) for novel in NOVELS.items()], path)
        return path

    @pytest.fixture(scope="class")
    @staticmethod
    def written(gold: Path) -> Path:
        output = gold.with_name("dialogue.json")
        assert main([str(gold), "-o", str(output)]) == 0
        return output

    def test_the_file_can_be_read(self, written: Path) -> None:
        models = DialogueModels.from_json(json.loads(written.read_text("utf-8")))
        assert models.first.features == FEATURES
        assert models.first.crosses == CROSSES
        assert models.first.weights.any()
        assert models.second.weights.any()

    def test_and_answers(self, written: Path, gold: Path) -> None:
        models = DialogueModels.from_json(json.loads(written.read_text("utf-8")))
        lines: list[str] = []
        found = read_examples([gold], None, lines.append)
        assert lines == ["mill: 9 turns", "pier: 10 turns", "loft: 10 turns"]
        right = [
            name == who
            for own, paragraphs in zip(found, NOVELS.values(), strict=True)
            for name, who in zip(told(own, models), speakers(paragraphs), strict=True)
        ]
        assert sum(right) >= len(right) - 1

    def test_the_card(self, written: Path, gold: Path) -> None:
        card = json.loads(written.read_text("utf-8"))["card"]
        assert card["quotex"] == __version__
        assert card["model"].startswith("en_core_web_")
        assert card["data"] == {"novels.jsonl": sha256(gold.read_bytes()).hexdigest()}
        assert card["novels"] == list(NOVELS)
        assert str(gold.parent) not in written.read_text("utf-8")

    def test_twice_gives_the_same_file(self, written: Path, gold: Path) -> None:
        again = gold.with_name("again.json")
        main([str(gold), "-o", str(again)])
        assert again.read_bytes() == written.read_bytes()

    def test_progress_goes_to_standard_error(
        self, gold: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        main([str(gold), "-o", str(gold.with_name("third.json"))])
        printed = capsys.readouterr()
        assert printed.out == ""
        assert "mill: 9 turns" in printed.err
        assert "third.json" in printed.err

    def test_without_an_output_it_says_so(
        self, gold: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with pytest.raises(SystemExit):
            main([str(gold)])
        assert "--output" in capsys.readouterr().err
