"""Answers: who says each turn, and to whom.

Two passes: the first judges every turn by what stands beside it, the second sees what the first
made of its neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from math import exp

from attrs import define

from quotex.calibration import calibrate
from quotex.dialogue.features import Relation
from quotex.dialogue.floor import Offer
from quotex.dialogue.models import DialogueModels
from quotex.dialogue.passes import second_rows
from quotex.dialogue.story import Story
from quotex.ranker import LinearModel, Row

_ALONE = 0.5


@define(eq=False)
class Answer:
    """Who says a turn: a figure's number, -1 for nobody, with probability and features.

    ``rival`` are the features of the likeliest of the others, ``None`` when there is none.
    ``addressee`` is the figure it is spoken to, -1 where nothing shows it.
    """

    figure: int
    probability: float
    row: Row | None
    rival: Row | None = None
    addressee: int = -1
    addressee_probability: float = 0.0


def shares(model: LinearModel, rows: Sequence[Sequence[Row]]) -> list[list[float]]:
    """Return the probability of every candidate of every turn."""
    scores = iter(model.scores([row for own in rows for row in own]).tolist())
    found = []
    for own in rows:
        values = list(islice(scores, len(own)))
        top = max(values, default=0.0)
        weights = [exp(value - top) for value in values]
        total = sum(weights)
        found.append([weight / total for weight in weights])
    return found


def answer(story: Story, models: DialogueModels) -> list[Answer]:
    """Return one answer for each turn of the story."""
    offers = story.floor.offers()
    first = shares(models.first, [offer.rows for offer in offers])
    rows = second_rows(story.turns, offers, first)
    second = shares(models.second, rows)
    answers = [
        _answer(offer, own, chances, models)
        for offer, own, chances in zip(offers, rows, second, strict=True)
    ]
    for k, (who, sign) in enumerate(addressees(story, [a.figure for a in answers])):
        if who >= 0:
            answers[k].addressee = who
            answers[k].addressee_probability = models.addressees[sign]
    return answers


def _answer(
    offer: Offer, rows: Sequence[Row], chances: Sequence[float], models: DialogueModels
) -> Answer:
    if not chances:
        return Answer(-1, 0.0, None)
    best, *others = sorted(range(len(chances)), key=lambda i: -chances[i])
    # Somebody alone in play has nobody to be measured against, which is no certainty.
    chance = chances[best] if others or rows[best][0] == Relation.ME else _ALONE
    return Answer(
        offer.figures[best],
        calibrate(chance, models.calibration),
        rows[best],
        rows[others[0]] if others else None,
    )


def addressees(story: Story, speakers: Sequence[int]) -> list[tuple[int, str]]:
    """Return for each turn whom it is spoken to and the sign that shows it.

    Somebody called by name, else whoever spoke before in the same run of turns, else whoever
    answers.
    """
    turns = story.turns
    found: list[tuple[int, str]] = []
    for k, who in enumerate(speakers):
        called = [figure for figure in story.floor.shown[k].called if figure != who]
        if called:
            found.append((called[0], "called"))
            continue
        pick = (-1, "nobody")
        for j, sign in ((k - 1, "before"), (k + 1, "after"), (k - 2, "before")):
            near = 0 <= j < len(turns) and turns[max(j, k)].gap <= 1
            if near and speakers[j] not in (who, -1):
                pick = (speakers[j], sign)
                break
        found.append(pick)
    return found
