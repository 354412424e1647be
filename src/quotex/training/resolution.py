"""Learning to resolve pronouns and nominals from sources whose name is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.resources import files
from itertools import pairwise

import numpy as np
from attrs import define, field

from quotex import nominals, pronouns
from quotex.antecedents import Scene, set_scene, sweep
from quotex.cast import Cast, build_cast
from quotex.choosing import Choice
from quotex.gold.types import GoldQuote
from quotex.names import fold
from quotex.ranker import LinearModel, Row, softmax
from quotex.training.corpus import Reading, tokens_in
from quotex.training.fitting import fit_softmax

_NOBODY = -1
_ROUNDS = 4
_L2 = {"pronoun": 2.0, "nominal": 4.0}
_LEAST_PLAUSIBLE = 0.05
_SHAPES = {
    "pronoun": (pronouns.FEATURES, pronouns.CROSSES),
    "nominal": (nominals.FEATURES, nominals.CROSSES),
}

Models = dict[str, LinearModel]


@define(eq=False)
class Lesson:
    """A document and the speaker (``-1`` for nobody) of some of its mentions, by head token."""

    reading: Reading
    cast: Cast
    answers: dict[int, int] = field(factory=dict)


@define(eq=False)
class Examples:
    """Rows in groups that compete, and which row of each group is right."""

    rows: list[Row] = field(factory=list)
    labels: list[float] = field(factory=list)
    groups: list[int] = field(factory=list)
    count: int = 0

    def add(self, choice: Choice, right: Sequence[int]) -> None:
        """Take in a choice with the indices of its right rows."""
        self.extend(choice.rows, [float(k in right) for k in range(len(choice.rows))])

    def extend(self, rows: Sequence[Row], labels: Sequence[float]) -> None:
        self.rows += rows
        self.labels += labels
        self.groups += [self.count] * len(rows)
        self.count += 1


def _words(name: str) -> list[str]:
    return [fold(word.removesuffix("'s")) for word in name.replace("’", "'").split()]


def find_speaker(cast: Cast, name: str) -> int | None:
    """Return the one speaker that the name can mean: a form of it ends alike and holds, or
    is held by, its words."""
    words = _words(name)
    found = set()
    for number, speaker in enumerate(cast.speakers):
        for form in (speaker.name, *speaker.aliases):
            own = _words(form)
            if (
                own
                and words
                and own[-1] == words[-1]
                and (set(own) <= set(words) or set(words) <= set(own))
            ):
                found.add(number)
    return next(iter(found)) if len(found) == 1 else None


def silver_lessons(readings: Sequence[Reading]) -> list[Lesson]:
    """Pair pronoun sources with the names that the gold or machine coreference gave them, and
    sources that are descriptions with those of the gold.

    A pronoun without a name teaches nothing: the name may have been missed. But "they" are
    most often nobody in particular.
    """
    lessons = []
    for reading in readings:
        lesson = Lesson(reading, build_cast(reading.tokens, reading.phrases))
        for quote in reading.gold.quotes:
            head = reading.source_head.get(quote.id)
            if head is None:
                continue
            if reading.tokens.lower[head] not in pronouns.THIRD_PERSON:
                _learn_description(lesson, quote, head)
                continue
            name = quote.name or quote.silver_name
            if name is None:
                if quote.anonymous or reading.tokens.lower[head] in pronouns.PLURAL:
                    lesson.answers[head] = _NOBODY
                continue
            speaker = find_speaker(lesson.cast, name)
            if speaker is not None and not _speaks_of(lesson, quote, speaker):
                lesson.answers[head] = speaker
        lessons.append(lesson)
    return lessons


def _learn_description(lesson: Lesson, quote: GoldQuote, head: int) -> None:
    """Take in whom the gold says "the mayor" is; machines are wrong about it too often."""
    phrase = lesson.reading.by_head.get(head)
    if phrase is None or phrase.kind != "nominal" or head in lesson.cast.by_head:
        return
    if quote.anonymous:
        lesson.answers[head] = _NOBODY
    elif quote.name is not None:
        speaker = find_speaker(lesson.cast, quote.name)
        if speaker is not None:
            lesson.answers[head] = speaker


def _speaks_of(lesson: Lesson, quote: GoldQuote, speaker: int) -> bool:
    """Tell whether the marked words of a quotation name the one who is said to utter them.

    Machine coreference, which reads past quotation marks, gives many such answers; of those
    looked at none was right.
    """
    marked = lesson.reading.marked
    inside = {i for i in tokens_in(lesson.reading.tokens, quote.spans) if marked[i]}
    return any(m.speaker == speaker and m.last in inside for m in lesson.cast.mentions)


def read_answers(name: str) -> dict[str, dict[int, str | None]]:
    """Read an annotation file of this folder: the name by document and character offset."""
    answers: dict[str, dict[int, str | None]] = {}
    text = (files("quotex") / "training" / name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            document, offset, answer = line.split("\t")
            answers.setdefault(document, {})[int(offset)] = None if answer == "-" else answer
    return answers


def add_answers(lessons: Sequence[Lesson], kind: str) -> None:
    """Add annotated answers to the lessons; they replace those of machine coreference."""
    answers = read_answers(f"{kind}_answers.tsv")
    for lesson in lessons:
        tokens = lesson.reading.tokens
        given = answers.get(lesson.reading.gold.id, {})
        for phrase in lesson.reading.phrases if given else ():
            start = tokens.start[phrase.first]
            if start in given and (phrase.kind == "pronoun") == (kind == "pronoun"):
                name = given[start]
                speaker = _NOBODY if name is None else find_speaker(lesson.cast, name)
                if speaker is not None:
                    lesson.answers[phrase.head] = speaker


def gather(lessons: Sequence[Lesson], models: Models) -> dict[str, Examples]:
    """Collect the choices with a known answer, following the models where none is known."""
    examples = {kind: Examples() for kind in _SHAPES}
    for lesson in lessons:
        answers = lesson.answers
        reading = lesson.reading
        named = len(lesson.cast.speakers)

        def decide(
            choice: Choice, answers: dict[int, int] = answers, named: int = named
        ) -> int | None:
            answer = answers.get(choice.head)
            guess = _follow_model(models.get(choice.kind), choice)
            if answer is None:
                return guess
            if answer == _NOBODY:
                examples[choice.kind].add(choice, _nameless(choice, named))
                return guess if guess is not None and guess >= named else None
            if answer in choice.speakers:
                examples[choice.kind].add(choice, [choice.speakers.index(answer)])
            return answer

        if answers:
            sweep(lesson_scene(lesson), reading.phrases, list(answers), decide, {})
    return examples


def lesson_scene(lesson: Lesson) -> Scene:
    """Return the document of a lesson made ready, its sources being those of speech."""
    reading = lesson.reading
    sources = frozenset(
        reading.source_head[quote.id]
        for quote in reading.gold.quotes
        if quote.id in reading.source_head and (quote.speech or quote.type != "indirect")
    )
    return set_scene(reading.tokens, lesson.cast, reading.layout, sources)


def _nameless(choice: Choice, named: int) -> list[int]:
    """The rows that are right when no name is: people without one, and nobody."""
    rows = [k for k, speaker in enumerate(choice.speakers) if speaker >= named]
    return [*rows, len(choice.speakers)]


def _follow_model(model: LinearModel | None, choice: Choice) -> int | None:
    if model is None or not choice.speakers:
        return None
    best = int(np.argmax(model.scores(choice.rows)))
    return choice.speakers[best] if best < len(choice.speakers) else None


def lessons_of(readings: Sequence[Reading]) -> list[Lesson]:
    """Return what is known of the sources of the documents, from machines and by hand."""
    lessons = silver_lessons(readings)
    for kind in _SHAPES:
        add_answers(lessons, kind)
    return lessons


def train(lessons: Sequence[Lesson], kept: Mapping[str, LinearModel] | None = None) -> Models:
    """Fit both rankers together; later rounds see what the earlier ones resolve.

    Those ``kept`` stay as they are.
    """
    kept = kept or {}
    models: Models = dict(kept)
    if set(kept) == set(_SHAPES):
        return models
    for round_ in range(_ROUNDS):
        examples = gather(lessons, models)
        if round_ == _ROUNDS - 1:
            examples["pronoun"] = plausible(models["pronoun"], examples["pronoun"])
        for kind, (features, crosses) in _SHAPES.items():
            if kind in kept:
                continue
            own = examples[kind]
            models[kind] = LinearModel(features, crosses)
            fit_softmax(models[kind], own.rows, own.labels, own.groups, l2=_L2[kind])
    return models


def plausible(model: LinearModel, examples: Examples) -> Examples:
    """Return the examples whose answer the model does not take for nearly impossible.

    Machine coreference answers for most pronouns, and errs in a good part of those.
    """
    kept = Examples()
    scores = model.scores(examples.rows)
    bounds = np.flatnonzero(np.diff(np.array([-1, *examples.groups, -1])))
    for first, last in pairwise(bounds):
        labels = examples.labels[first:last]
        if float(softmax(scores[first:last]) @ np.array(labels)) >= _LEAST_PLAUSIBLE:
            kept.extend(examples.rows[first:last], labels)
    return kept
