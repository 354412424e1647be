"""Learning who speaks the turns of novels.

    python -m quotex.training.dialogue GOLD… -o FILE

The second pass learns from what first passes, each fitted without the novel, made of its
neighbours; so do the calibration and the rates of addressees.
"""

from __future__ import annotations

import argparse
import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from pathlib import Path

from attrs import define

from quotex._version import __version__
from quotex.dialogue.answers import addressees, shares
from quotex.dialogue.features import CROSSES, FEATURES
from quotex.dialogue.figures import display_name
from quotex.dialogue.floor import Offer
from quotex.dialogue.models import SECOND_CROSSES, SECOND_FEATURES, SIGNS, DialogueModels
from quotex.dialogue.passes import second_rows
from quotex.dialogue.scare import spoken
from quotex.dialogue.story import Story, read_story
from quotex.errors import TrainingError
from quotex.evaluation.names import Characters
from quotex.files import replacing
from quotex.gold import GoldDocument, GoldQuote, read_gold
from quotex.models import get_model
from quotex.ranker import Feature, LinearModel, Row
from quotex.reading import read as parse
from quotex.segments import find_segments, paragraph_of
from quotex.training.corpus import Reading, read
from quotex.training.fitting import fit_isotonic, fit_softmax
from quotex.training.saving import as_lines

FOLDS = 7
# Of several pairs the best on novels held out, with folds inside; with less the second pass, which
# has all that the first has, fits its own novels and learns to distrust the first.
L2, SECOND_L2 = 6.0, 12.0
_STEPS = 60  # of the fits: more take long and are no better on novels held out
_Tell = Callable[[str], None]


@define(eq=False)
class Example:
    """One novel: its story, the candidates of its turns, and what is right.

    ``gold`` are the gold quotations of each turn, ``right`` which candidates are its speaker,
    ``meaning`` the gold character of each figure.
    """

    document: GoldDocument
    story: Story
    offers: list[Offer]
    gold: list[list[GoldQuote]]
    right: list[list[float]]
    meaning: list[str | None]


def example_of(reading: Reading) -> Example:
    """Read the story of a gold novel and align the gold with it."""
    tokens = reading.tokens
    paragraph = paragraph_of(tokens, reading.layout.paragraphs)
    segments = find_segments(tokens, reading.regions, paragraph)
    said = spoken(tokens, [s for s in segments if s.label is None], paragraph)
    story = read_story(tokens, said, reading.marked, paragraph)
    offers = story.floor.offers()
    gold = _align(reading.gold, story)
    meaning = _meaning(reading.gold, story, gold)
    right = []
    for offer, own in zip(offers, gold, strict=True):
        name = _speaker(own)
        right.append([float(name is not None and meaning[f] == name) for f in offer.figures])
    return Example(reading.gold, story, offers, gold, right, meaning)


def _align(document: GoldDocument, story: Story) -> list[list[GoldQuote]]:
    """Return for each turn the gold quotations that begin in one of its quoted spans."""
    starts = sorted((a, quote) for quote in document.quotes for a, _ in quote.spans)
    places = [a for a, _ in starts]
    found = []
    for turn in story.turns:
        own: dict[str, GoldQuote] = {}
        for segment in turn.segments:
            low, high = (
                bisect_left(places, segment.span.start),
                bisect_left(places, segment.span.end),
            )
            own |= {quote.id: quote for _, quote in starts[low:high]}
        found.append(list(own.values()))
    return found


def _speaker(quotes: Sequence[GoldQuote]) -> str | None:
    names = Counter(quote.name for quote in quotes if quote.name)
    return names.most_common(1)[0][0] if names else None


def _meaning(
    document: GoldDocument, story: Story, gold: Sequence[Sequence[GoldQuote]]
) -> list[str | None]:
    """Return the gold character that most mentions of each figure name."""
    characters = Characters.of(document.characters)
    meaning: list[str | None] = []
    for figure in story.characters.figures:
        votes: Counter[str] = Counter()
        for form, count in figure.forms.items():
            name = characters.meant_by(form.text)
            if name is not None:
                votes[name] += count + 1
        meaning.append(votes.most_common(1)[0][0] if votes else None)
    if story.page.narrator >= 0:
        own = Counter(
            _speaker(quotes)
            for turn, quotes in zip(story.turns, gold, strict=True)
            if any(tag.subject == "i" and tag.form == "tag" for tag in turn.tags)
        )
        own.pop(None, None)
        if own:
            meaning[story.page.narrator] = own.most_common(1)[0][0]
    return meaning


def fit(
    examples: Sequence[Example], *, folds: int = FOLDS, calibrated: bool = True
) -> DialogueModels:
    """Fit both passes; the second, and the calibration, on folds of novels held out."""
    first_rows = [[offer.rows for offer in e.offers] for e in examples]
    chances: list[list[list[float]]] = [[] for _ in examples]
    for held_out in _folds(len(examples), folds):
        kept = [k for k in range(len(examples)) if k not in held_out]
        model = _fit(examples, first_rows, kept, FEATURES, CROSSES)
        for k in held_out:
            chances[k] = shares(model, first_rows[k])
    rows = [
        second_rows(e.story.turns, e.offers, own) for e, own in zip(examples, chances, strict=True)
    ]
    everyone = range(len(examples))
    calibration: list[tuple[float, float]] = []
    rates = dict.fromkeys(SIGNS, 0.5)
    if calibrated:
        calibration, rates = _judge(examples, rows, folds)
    return DialogueModels(
        _fit(examples, first_rows, everyone, FEATURES, CROSSES),
        _fit(examples, rows, everyone, SECOND_FEATURES, SECOND_CROSSES, SECOND_L2),
        calibration,
        rates,
    )


def _folds(count: int, folds: int) -> list[set[int]]:
    return [own for i in range(folds) if (own := set(range(i, count, folds)))]


def _fit(
    examples: Sequence[Example],
    rows: Sequence[Sequence[Sequence[Row]]],
    kept: Iterable[int],
    features: tuple[Feature, ...],
    crosses: tuple[tuple[str, str], ...],
    l2: float = L2,
) -> LinearModel:
    flat: list[Row] = []
    labels: list[float] = []
    groups: list[int] = []
    number = 0
    for k in kept:
        for own, right in zip(rows[k], examples[k].right, strict=True):
            if any(right):
                number += 1
                flat += own
                labels += right
                groups += [number] * len(right)
    model = LinearModel(features, crosses)
    fit_softmax(model, flat, labels, groups, l2=l2, steps=_STEPS)
    return model


def _judge(
    examples: Sequence[Example], rows: Sequence[Sequence[Sequence[Row]]], folds: int
) -> tuple[list[tuple[float, float]], dict[str, float]]:
    """Return the calibration and how often each sign of an addressee is right."""
    points: list[tuple[float, float]] = []
    hits: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for held_out in _folds(len(examples), folds):
        kept = [k for k in range(len(examples)) if k not in held_out]
        model = _fit(examples, rows, kept, SECOND_FEATURES, SECOND_CROSSES, SECOND_L2)
        for k in held_out:
            example = examples[k]
            characters = Characters.of(example.document.characters)
            names = [characters.meant_by(display_name(f)) for f in example.story.characters.figures]
            speakers = []
            for offer, own, quotes in zip(
                example.offers, shares(model, rows[k]), example.gold, strict=True
            ):
                best = max(range(len(own)), key=own.__getitem__) if own else -1
                speakers.append(offer.figures[best] if own else -1)
                name = _speaker(quotes)
                if own and name is not None:
                    points.append((own[best], float(names[offer.figures[best]] == name)))
            for (who, sign), quotes in zip(
                addressees(example.story, speakers), example.gold, strict=True
            ):
                told = {name for quote in quotes for name in quote.addressees}
                if who >= 0 and told:
                    seen[sign] += 1
                    hits[sign] += example.meaning[who] in told
    steps = fit_isotonic([p for p, _ in points], [y for _, y in points])
    return steps, {sign: hits[sign] / seen[sign] if seen[sign] else 0.0 for sign in SIGNS}


def read_examples(paths: Sequence[Path], model: str | None, tell: _Tell) -> list[Example]:
    """Parse gold novels and read their stories."""
    documents = [document for path in paths for document in read_gold(path)]
    examples = []
    for document, doc in zip(
        documents, parse(get_model(model), (d.text for d in documents)), strict=True
    ):
        (reading,) = read([(document, doc)])
        examples.append(example_of(reading))
        tell(f"{document.id}: {len(examples[-1].story.turns):,} turns")
    return examples


def _digest(path: Path) -> str:
    """Return the checksum of a gold file, or of all files of a folder in the order of names."""
    files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    total = sha256()
    for file in files:
        total.update(file.read_bytes())
    return total.hexdigest()


def as_file(
    models: DialogueModels, examples: Sequence[Example], gold: Sequence[Path], model: str | None
) -> str:
    """Return the weights as they are shipped, with a card that says what they come from."""
    meta = get_model(model).meta
    card = {
        "quotex": __version__,
        "model": f"{meta['lang']}_{meta['name']} {meta['version']}",
        "data": {path.name: _digest(path) for path in gold},
        "novels": [example.document.id for example in examples],
        "random": "nothing in the fits is",
    }
    return as_lines({"card": card, **models.to_json()})


def main(arguments: Sequence[str] | None = None) -> int:
    """Learn from gold novels and write the weights; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m quotex.training.dialogue")
    parser.add_argument("gold", nargs="+", type=Path, help="novels with their speakers")
    parser.add_argument("--output", "-o", type=Path, required=True, help="the file of weights")
    parser.add_argument("--model", help="a spaCy pipeline, by name or path")
    options = parser.parse_args(arguments)

    def tell(line: str) -> None:
        print(line, file=sys.stderr, flush=True)

    examples = read_examples(options.gold, options.model, tell)
    if not any(example.story.turns for example in examples):
        raise TrainingError("The gold has no turns to learn from. Give novels with quotations.")
    written = as_file(fit(examples), examples, options.gold, options.model)
    with replacing(options.output) as file:
        file.write(written)
    tell(f"{options.output}: {len(written):,} characters")
    return 0


if __name__ == "__main__":
    sys.exit(main())
