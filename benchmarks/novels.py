"""Who speaks every line of a novel: leave-one-novel-out on gold beside the checkout.

    python benchmarks/novels.py [--shared ../shared] [--model NAME] [--folds N] [--jobs N]

Each novel is read by weights learned from the others, once from its raw text alone and once with
the gold list of characters and their aliases given (``speakers=``), and scored with the
independent ``score.py --fiction`` beside the data. Fewer ``--folds`` than novels hold several out
together, which is faster.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import quotex
from quotex.dialogue.models import DialogueModels
from quotex.evaluation import write_predictions
from quotex.evaluation.names import Characters
from quotex.fiction import extract_fiction
from quotex.gold import read_gold
from quotex.mentions import find_noun_phrases
from quotex.models import best_installed, get_model
from quotex.reading import read as parse
from quotex.scene import Scene
from quotex.segments import find_segments, paragraph_of
from quotex.training.corpus import Reading, read
from quotex.training.dialogue import Example, example_of, fit
from quotex.types import Character, Quote
from quotex.weights import load_weights


def main() -> int:
    """Learn, read, score and print the table; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--gold", default="pdnc_dev.jsonl")
    parser.add_argument("--model", help="the spaCy pipeline; the best installed one if not given")
    parser.add_argument("--folds", type=int, help="as many as novels if not given")
    parser.add_argument("--jobs", type=int, default=1, help="processes that learn side by side")
    options = parser.parse_args()
    gold = options.shared / "data" / options.gold
    if not (options.shared / "score.py").exists() or not gold.exists():
        print(f"No score.py or {gold}; say where with --shared.", file=sys.stderr)
        return 2
    documents = list(read_gold(gold))
    docs = parse(get_model(options.model), (document.text for document in documents))
    readings = list(read(zip(documents, docs, strict=True)))
    examples = [example_of(reading) for reading in readings]
    folds = min(options.folds or len(examples), len(examples))
    _SHARED.update(readings=readings, examples=examples, folds=folds)
    raw: Found = {}
    given: Found = {}
    # Forked, so that the novels need not be sent.
    with ProcessPoolExecutor(options.jobs, get_context("fork")) as pool:
        for alone, helped in pool.map(read_fold, range(folds)):
            raw |= alone
            given |= helped
            print(f"{', '.join(alone)}: read", file=sys.stderr, flush=True)
    print(f"quotex {quotex.__version__}, {options.model or best_installed()}, ", end="")
    print(f"{len(examples)} novels in {folds} folds")
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "predictions.jsonl"
        for what, predictions in (("raw text only", raw), ("characters given", given)):
            print(f"\n{what}\n")
            write_predictions(predictions, path)
            print_table(score(options.shared, gold, path))
            print_own(examples, predictions)
    return 0


Found = dict[str, list[Quote]]
_SHARED: dict[str, Any] = {}
_INNER = 5  # folds of the novels that the second pass and the calibration learn from


def read_fold(start: int) -> tuple[Found, Found]:
    """Learn from all novels but those of one fold, and read these without and with characters."""
    examples, readings = _SHARED["examples"], _SHARED["readings"]
    held_out = range(start, len(examples), _SHARED["folds"])
    models = fit([e for k, e in enumerate(examples) if k not in held_out], folds=_INNER)
    alone, helped = (
        {readings[k].gold.id: find(readings[k], models, given) for k in held_out}
        for given in (False, True)
    )
    return alone, helped


def find(reading: Reading, models: DialogueModels, characters: bool) -> list[Quote]:
    """Return the quotations of a novel as these models decide them."""
    tokens = reading.tokens
    paragraph = paragraph_of(tokens, reading.layout.paragraphs)
    weights = load_weights()
    scene = Scene(
        tokens, find_noun_phrases(tokens), [], reading.marked, paragraph, weights.reports.lexicon
    )
    known = [Character(c.name, c.aliases, c.gender) for c in reading.gold.characters]
    found = extract_fiction(
        scene,
        find_segments(tokens, reading.regions, paragraph),
        weights,
        models,
        speakers=known if characters else (),
        indirect=False,
        min_confidence=0.0,
    )
    return list(found.quotes)


def score(shared: Path, gold: Path, predictions: Path) -> dict[str, Any]:
    """Run score.py and return its figures."""
    command = [sys.executable, str(shared / "score.py"), str(gold), str(predictions), "--fiction"]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    figures: dict[str, Any] = json.loads(output)
    return figures


def print_table(figures: dict[str, Any]) -> None:
    """Print the figures by how the gold says that the speaker is shown."""
    print("| | quotations | found | speaker_acc | id_acc |\n|---|---|---|---|---|")
    for kind in ("explicit", "anaphoric", "implicit", "all"):
        own = figures[kind]
        values = " | ".join(f"{own[name]:.3f}" for name in ("found", "speaker_acc", "id_acc"))
        print(f"| {kind} | {own['gold']:,} | {values} |")
    print(f"\nmean of novels: {figures['macro speaker_acc']:.3f}")
    print(", ".join(f"{name.split('/')[-1]} {own:.2f}" for name, own in figures["per doc"].items()))


def print_own(examples: list[Example], predictions: Found) -> None:
    """Print precision at half coverage, by confidence, and how often the addressee is right."""
    points: list[tuple[float, bool]] = []
    told = right = total = 0
    for example in examples:
        characters = Characters.of(example.document.characters)
        starts = {start: quote for quote in example.document.quotes for start, _ in quote.spans}
        for quote in predictions[example.document.id]:
            gold = next(
                (
                    starts[i]
                    for part in quote.parts
                    for i in range(part.start, part.start + 4)
                    if i in starts
                ),
                None,
            )
            if gold is None or gold.name is None:
                continue
            name = characters.meant_by(quote.speaker.name) if quote.speaker else None
            points.append((quote.confidence, name == gold.name))
            if gold.addressees:
                total += 1
                if quote.addressee is not None:
                    told += 1
                    right += characters.meant_by(quote.addressee.name) in gold.addressees
    points.sort(key=lambda point: -point[0])
    half = points[: len(points) // 2]
    print(f"precision at 50 % coverage: {sum(ok for _, ok in half) / max(1, len(half)):.3f}")
    error = 0.0
    for k in range(10):
        own = [(p, ok) for p, ok in points if min(int(p * 10), 9) == k]
        error += abs(sum(p for p, _ in own) - sum(ok for _, ok in own)) / max(1, len(points))
    print(f"calibration error: {error:.3f}")
    print(
        f"addressee: given for {told / max(1, total):.3f} of {total:,}, "
        f"right in {right / max(1, told):.3f} of those"
    )


if __name__ == "__main__":
    sys.exit(main())
