"""Figures worked out by hand, and the same by the independent yardstick."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, cast

import pytest
from attrs import evolve

from mini_gold import GATE, GOLD, PREDICTED, at
from quotex.errors import GoldError
from quotex.evaluation import (
    PredictedQuote,
    as_predicted,
    compare,
    differences_to_text,
    evaluate,
    read_gold,
    read_named,
    read_predictions,
    to_json,
    to_text,
    with_names,
    write_predictions,
)
from quotex.evaluation.bootstrap import chance_of_alike, draws
from quotex.evaluation.metrics import FICTION, NEWS, definition
from quotex.evaluation.names import Characters, any_right, fullest, same_name
from quotex.gold import GoldCharacter, GoldDocument, GoldQuote, write_gold
from quotex.quotes import Quotes
from quotex.types import Cue, Mention, Quote, Span, Speaker
from quotex.writers import JsonLines

SHARED = Path(__file__).parent.parent.parent / "shared"
needs_yardstick = pytest.mark.skipif(
    not (SHARED / "score.py").exists(), reason="no score.py in ../shared"
)
# What the yardstick calls these figures.
THEIRS = {
    "P@.5": "precision",
    "R@.5": "recall",
    "F1@.5": "f1",
    "soft_P": "soft_precision",
    "soft_R": "soft_recall",
    "soft_F1": "soft_f1",
    "ECE": "ece",
    "anon_ok": "anonymous_acc",
}
BLOCKS = {"attributed precision": "attributed", "indirect speech": "indirect"}


@pytest.mark.parametrize(
    ("key", "value", "n"),
    [
        ("direct.found", 2 / 3, 3),
        ("direct.exact", 2 / 3, 3),
        ("direct.mention_acc", 2 / 3, 3),
        ("direct.name_acc", 1.0, 2),
        ("direct.full_name_acc", 0.5, 2),  # "Mrs. Lee" is right, but not the fullest form
        ("direct.anonymous_acc", 1.0, 1),
        ("direct.cue_acc", 1.0, 1),
        ("direct.precision", 3 / 4, 4),
        ("direct.recall", 2 / 3, 3),
        ("direct.f1", 12 / 17, 3),
        ("mixed.found", 1.0, 1),
        ("mixed.exact", 0.0, 1),
        ("mixed.jaccard", 13 / 16, 1),
        ("mixed.mention_acc", 0.0, 1),
        ("mixed.name_acc", 0.0, 1),
        ("mixed.cue_acc", 0.0, 1),
        ("direct+mixed.found", 3 / 4, 4),
        ("direct+mixed.mention_acc", 0.5, 4),
        ("direct+mixed.mention_acc.name", 2 / 3, 3),
        ("direct+mixed.mention_acc.pronoun", 0.0, 1),
        ("indirect.precision", 1.0, 1),
        ("indirect.recall", 1.0, 1),
        ("indirect.f1", 1.0, 1),
        ("indirect.mention_acc", 1.0, 1),
        ("indirect.name_acc", 0.0, 1),
        ("attributed.in_attribution", 3 / 4, 4),
        ("attributed.right_source", 0.5, 4),
        ("calibration.ece", (0.05 + 0.75 + 0.15) / 3, 3),
        ("calibration.precision@50%", 1.0, 3),
        ("calibration.precision@80%", 1.0, 3),
        ("calibration.precision@100%", 2 / 3, 3),
    ],
)
def test_figures(key: str, value: float, n: int) -> None:
    figure = evaluate(GOLD, PREDICTED).figures[key]
    assert (figure.value, figure.n) == (pytest.approx(value), n)
    assert figure.low is not None
    assert figure.high is not None
    assert figure.low <= value + 1e-9
    assert figure.high >= value - 1e-9


def test_mistakes() -> None:
    found = [(m.document, m.kind, m.type, m.reason) for m in evaluate(GOLD, PREDICTED).mistakes]
    assert found == [
        ("mine", "name", "indirect", "cue"),
        ("mine", "mention", "mixed", "nearest"),
        ("mine", "name", "mixed", "nearest"),
        ("mine", "span", "mixed", "nearest"),
        ("gate", "missed", "direct", ""),
        ("gate", "spurious", "direct", "nearest"),
    ]


def test_reliability_and_coverage() -> None:
    found = evaluate(GOLD, PREDICTED)
    assert [(b.low, b.n, b.confidence, b.accuracy) for b in found.reliability] == [
        (0.7, 1, 0.75, 0.0),
        (0.8, 1, 0.85, 1.0),
        (0.9, 1, 0.95, 1.0),
    ]
    assert found.coverage == (
        (pytest.approx(1 / 3), 1.0),
        (pytest.approx(2 / 3), 1.0),
        (1.0, pytest.approx(2 / 3)),
    )


def test_nothing_to_measure_is_no_zero() -> None:
    figures = evaluate(GOLD[1:], PREDICTED).figures
    assert figures["mixed.exact"].value is None
    assert figures["mixed.exact"].n == 0
    assert figures["indirect.recall"].value is None


def test_one_document_has_no_interval() -> None:
    figure = evaluate(GOLD[:1], PREDICTED).figures["direct.found"]
    assert (figure.value, figure.low, figure.high) == (1.0, None, None)


def test_a_tool_without_cues_is_not_scored_on_them() -> None:
    bare = {name: [evolve(p, cue=None) for p in own] for name, own in PREDICTED.items()}
    assert evaluate(GOLD, bare).figures["direct+mixed.cue_acc"].value is None


def test_documents_without_predictions_are_left_out_but_not_all() -> None:
    assert evaluate(GOLD, {"gate": PREDICTED["gate"]}).documents == 1
    with pytest.raises(GoldError, match="ids differ"):
        evaluate(GOLD, {"other": []})


def test_the_same_seed_gives_the_same_intervals() -> None:
    first, again, other = (
        evaluate(GOLD, PREDICTED, seed=seed, resamples=50).figures["calibration.ece"]
        for seed in (1, 1, 2)
    )
    assert first == again
    assert first.value == other.value


def test_draws() -> None:
    drawn = draws(5, 20, 0)
    assert drawn.shape == (21, 5)
    assert drawn[0].tolist() == [1] * 5
    assert set(drawn.sum(axis=1)) == {5}


def test_alike_predictions_do_not_differ() -> None:
    found = compare(GOLD, PREDICTED, PREDICTED)
    assert {(d.value, d.low, d.high, d.p) for d in found.values()} == {(0.0, 0.0, 0.0, 1.0)}


def test_a_planted_difference_is_seen() -> None:
    gold = [evolve(GOLD[1], id=str(k)) for k in range(20)]
    right = [
        PredictedQuote((at(GATE, "“Stay,”"),), "direct", at(GATE, "Carla Ruiz")),
        PredictedQuote((at(GATE, "“Never,”"),), "direct", at(GATE, "he")),
    ]
    better = {str(k): right for k in range(20)}
    worse = {str(k): right[: 1 + k % 2] for k in range(20)}
    found = compare(gold, worse, better)["direct.mention_acc"]
    assert (found.first, found.second, found.value) == (0.75, 1.0, 0.25)
    assert found.low is not None
    assert found.low > 0.1
    assert found.p is not None
    assert found.p < 0.01
    assert "direct.mention_acc" in differences_to_text({"direct.mention_acc": found})


def test_chance_of_alike_counts_the_rarer_sign() -> None:
    import numpy as np

    assert chance_of_alike(np.array([1.0] * 98 + [-1.0])) == pytest.approx(2 * 2 / 100)
    assert chance_of_alike(np.array([np.nan])) is None


@pytest.mark.parametrize(
    ("predicted", "gold", "right"),
    [
        ("Ann Lee", "ann lee", True),
        ("Lee", "Ann Lee", True),
        ("Ann Maria Lee", "Ann Lee", True),
        ("President Lee", "Ann Lee", True),
        ("Lee’s", "Lee", True),
        ("Ann", "Ann Lee", False),
        ("Bo Lee", "Ann Lee", False),
        (None, "Ann Lee", False),
        ("", "", False),
    ],
)
def test_same_name(predicted: str | None, gold: str, right: bool) -> None:
    assert same_name(predicted, gold) is right


def test_any_of_several_people_is_right() -> None:
    assert any_right("Bo Diaz", "Ann Lee & Bo Diaz", ())
    assert not any_right("Carla Ruiz", "Ann Lee & Bo Diaz", ())
    assert fullest("Mr. Bo Diaz", "Ann Lee & Bo Diaz")
    assert not fullest("Diaz", "Ann Lee & Bo Diaz")


def test_characters_of_a_novel() -> None:
    characters = Characters.of(
        [
            GoldCharacter("Mr. Hale", ("Hale",), "male"),
            GoldCharacter("Mrs. Hale", ("Hale", "Nora"), "female"),
        ]
    )
    assert characters.meant_by("Nora") == "Mrs. Hale"
    assert characters.meant_by("mrs hale") == "Mrs. Hale"
    assert characters.meant_by("Lady Hale") == "Mrs. Hale"
    assert characters.meant_by("Hale") is None
    assert characters.meant_by("Tom") is None


NOVEL = "“Tea?” asked Nora Hale. “No,” said Tom. “Yes.” “Go.”"
FICTION_GOLD = (
    GoldDocument(
        "novel",
        NOVEL,
        (
            GoldQuote("1", "direct", (at(NOVEL, "Tea?"),), name="Nora", attribution="explicit"),
            GoldQuote("2", "direct", (at(NOVEL, "No,"),), name="Tom", attribution="explicit"),
            GoldQuote("3", "direct", (at(NOVEL, "Yes."),), name="Nora", attribution="implicit"),
            GoldQuote("4", "direct", (at(NOVEL, "Go."),), name="Tom", attribution="implicit"),
        ),
        (GoldCharacter("Nora", ("Nora Hale",), "female"), GoldCharacter("Tom", (), "male")),
    ),
)
FICTION_PREDICTED = {
    "novel": [
        PredictedQuote((at(NOVEL, "“Tea?”"),), name="Nora Hale"),
        PredictedQuote((at(NOVEL, "“No,”"),), name="Thomas"),
        PredictedQuote((at(NOVEL, "“Yes.”"),), name="Tom"),
    ]
}


@pytest.mark.parametrize(
    ("key", "value", "n"),
    [
        ("all.found", 3 / 4, 4),
        ("all.answered", 3 / 4, 4),
        ("all.speaker_acc", 1 / 4, 4),
        ("all.acc_when_answered", 1 / 3, 3),
        ("all.id_acc", 3 / 4, 4),  # "Thomas" is always Tom, "Tom" here always Nora
        ("explicit.speaker_acc", 1 / 2, 2),
        ("implicit.speaker_acc", 0.0, 2),
        ("macro.speaker_acc", 1 / 4, 1),
    ],
)
def test_fiction(key: str, value: float, n: int) -> None:
    figure = evaluate(FICTION_GOLD, FICTION_PREDICTED, fiction=True).figures[key]
    assert (figure.value, figure.n) == (pytest.approx(value), n)


def test_a_novel_without_answers_counts_for_identities() -> None:
    silent = evolve(FICTION_GOLD[0], id="silent")
    bare = [evolve(p, name=None) for p in FICTION_PREDICTED["novel"]]
    predicted = {**FICTION_PREDICTED, "silent": bare}
    figures = evaluate([*FICTION_GOLD, silent], predicted, fiction=True).figures
    assert (figures["all.id_acc"].value, figures["all.id_acc"].n) == (3 / 8, 8)
    none = evaluate([silent], predicted, fiction=True).figures["all.id_acc"]
    assert (none.value, none.n) == (0.0, 4)


def test_options_of_reading_do_not_go_with_predictions() -> None:
    with pytest.raises(TypeError, match="resampels"):
        evaluate(GOLD, PREDICTED, resampels=5)


def yardstick(gold: Path, predictions: Path, *more: str) -> dict[str, Any]:
    command = [sys.executable, str(SHARED / "score.py"), str(gold), str(predictions), *more]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def agree(theirs: dict[str, Any], ours: Any, names: bool = True) -> int:
    """Compare every figure that both have; return how many there are."""
    compared = 0
    for block, figures in theirs.items():
        for what, value in figures.items() if isinstance(figures, dict) else ():
            figure = ours.figures.get(f"{BLOCKS.get(block, block)}.{THEIRS.get(what, what)}")
            if figure is None or ("name" in what and not names):
                continue
            expected = value if figure.n else None
            assert (figure.value is None) == (expected is None), (block, what)
            if expected is not None:
                assert figure.value == pytest.approx(expected, abs=6e-5), (block, what)
            compared += 1
    return compared


@pytest.mark.shared
@needs_yardstick
def test_the_yardstick_agrees_on_news(tmp_path: Path) -> None:
    gold, predictions, named = (tmp_path / f"{n}.jsonl" for n in ("gold", "pred", "named"))
    write_gold(GOLD, gold)
    write_predictions(PREDICTED, predictions)
    names = [
        {
            "id": d.id,
            "quotes": {q.id: {"speaker": q.name, "aliases": list(q.aliases)} for q in d.quotes},
        }
        for d in GOLD
    ]
    named.write_text("".join(json.dumps(line) + "\n" for line in names), encoding="utf-8")
    documents = list(with_names(read_gold(gold), read_named(named)))
    assert documents == list(GOLD)
    found = evaluate(documents, read_predictions(predictions, documents))
    assert agree(yardstick(gold, predictions, "--named", str(named)), found) > 25


@pytest.mark.shared
@needs_yardstick
def test_the_yardstick_agrees_on_fiction(tmp_path: Path) -> None:
    gold, predictions = tmp_path / "gold.jsonl", tmp_path / "pred.jsonl"
    write_gold(FICTION_GOLD, gold)
    write_predictions(FICTION_PREDICTED, predictions)
    found = evaluate(read_gold(gold), read_predictions(predictions), fiction=True)
    assert agree(yardstick(gold, predictions, "--fiction"), found) > 12


@pytest.mark.shared
@needs_yardstick
@pytest.mark.slow
@pytest.mark.model
@pytest.mark.parametrize("name", ["polnear_dev", "gum_news_dev"])
def test_the_yardstick_agrees_on_whole_sets(name: str, tmp_path: Path) -> None:
    from quotex.evaluation import predict

    gold, predictions = SHARED / "data" / f"{name}.jsonl", tmp_path / "pred.jsonl"
    documents = list(read_gold(gold))
    write_predictions(predict(documents), predictions)
    found = evaluate(documents, read_predictions(predictions, documents))
    # The yardstick takes names from a file of their own only.
    assert agree(yardstick(gold, predictions), found, names=False) > 20


@pytest.mark.parametrize("name", ["pred.jsonl", "pred.jsonl.gz"])
def test_predictions_come_back_from_a_file(name: str, tmp_path: Path) -> None:
    odd = {**PREDICTED, "odd": [PredictedQuote(((0, 3),), name="Ann \ud800 Lee")]}
    write_predictions(odd, tmp_path / name)
    assert (tmp_path / name).read_bytes().startswith(b"\x1f\x8b") is name.endswith(".gz")
    assert read_predictions(tmp_path / name) == odd


def test_predictions_are_replaced_only_when_all_are_written(tmp_path: Path) -> None:
    path = tmp_path / "pred.jsonl"
    write_predictions(PREDICTED, path)
    with pytest.raises(AttributeError):
        write_predictions({"first": [], "second": [cast(Any, "no quotation")]}, path)
    assert read_predictions(path) == PREDICTED
    assert list(tmp_path.iterdir()) == [path]


FOUND = Quotes(
    [
        Quote(
            text="“Stay,”",
            start=0,
            end=7,
            parts=(Span("“Stay,”", 0, 7),),
            type="direct",
            speaker=Speaker("Carla Ruiz"),
            mention=Mention("Carla Ruiz", 8, 18, "name"),
            cue=Cue("told", 19, 23, "tell"),
            confidence=0.9,
            reason="cue",
        )
    ],
    GATE,
)


def test_quotations_of_quotex_are_written_as_predictions(tmp_path: Path) -> None:
    write_predictions({"gate": FOUND}, tmp_path / "pred.jsonl")
    assert read_predictions(tmp_path / "pred.jsonl") == {"gate": [as_predicted(FOUND[0])]}


def test_the_json_lines_of_the_command_are_predictions(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    with path.open("w", encoding="utf-8") as out:
        JsonLines(out).write("gate", FOUND)
        JsonLines(out).write("damaged", Quotes(error="no text"))
    found = read_predictions(path)
    assert found == {"gate": [as_predicted(FOUND[0])], "damaged": []}
    # The command has no line for a document in which it found nothing.
    assert read_predictions(path, GOLD) == {**found, "mine": []}


def test_predictions_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "pred.jsonl"
    path.write_bytes(b"\n\xff\xfe{}\n")
    with pytest.raises(GoldError, match="line 2"):
        read_predictions(path)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 1"),
        ('{"quotes": []}', "line 1"),
        ('{"id": "a", "quotes": [{"start": 5, "end": 5}]}', "no spans"),
        ('{"id": "a", "quotes": [{"start": -1, "end": 5}]}', "no spans"),
        ('{"id": "a", "quotes": 3}', "line 1"),
        ('{"id": "a", "quotes": [{"start": 0, "end": 5, "confidence": NaN}]}', "confidence nan"),
        ('{"id": "a", "quotes": [{"start": 0, "end": 5, "confidence": -1}]}', "confidence -1"),
        ('{"id": "a", "quotes": [{"start": 0, "end": 5, "canonical_speaker": 7}]}', "no string"),
        ('{"document": "a", "start": 0}', "line 1"),
        ("[]", "line 1"),
    ],
)
def test_damaged_predictions(line: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "pred.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(GoldError, match=message):
        read_predictions(path)


def test_a_type_that_is_not_stated_is_read_off_the_marks(tmp_path: Path) -> None:
    path = tmp_path / "pred.jsonl"
    quotes = [{"start": a, "end": b} for a, b in (at(GATE, "“Stay,”"), at(GATE, "The sign"))]
    path.write_text(json.dumps({"id": "gate", "quotes": quotes}) + "\n", encoding="utf-8")
    assert [p.type for p in read_predictions(path, GOLD)["gate"]] == ["direct", "indirect"]


def test_text_and_json() -> None:
    found = evaluate(GOLD, PREDICTED)
    lines = to_text(found).splitlines()
    assert lines[0].split()[:3] == ["2", "documents", "value"]
    assert any(line.split()[:2] == ["mixed.jaccard", "0.812"] for line in lines)
    data = json.loads(to_json(found))
    assert data["documents"] == 2
    assert data["figures"]["direct+mixed.found"]["value"] == 0.75
    assert data["coverage"][-1] == [1.0, pytest.approx(2 / 3)]


@pytest.mark.parametrize("fiction", [False, True])
def test_every_figure_has_a_definition(fiction: bool) -> None:
    gold, predicted = (FICTION_GOLD, FICTION_PREDICTED) if fiction else (GOLD, PREDICTED)
    keys = evaluate(gold, predicted, fiction=fiction).figures
    assert set(keys) >= {metric.key for metric in (FICTION if fiction else NEWS)}
    assert all(len(definition(key)) > 20 for key in keys)


def test_a_novel_without_a_scored_quotation_counts_as_wrong() -> None:
    gold = (*FICTION_GOLD, GoldDocument("silent", "Nobody spoke.", ()))
    found = evaluate(gold, {**FICTION_PREDICTED, "silent": []}, fiction=True)
    macro = found.figures["macro.speaker_acc"]
    assert (macro.value, macro.n) == (1 / 8, 2)
