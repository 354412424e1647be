"""A gold of two short articles with predictions that are right, wrong, missing and too many."""

from __future__ import annotations

from quotex.evaluation import PredictedQuote
from quotex.gold import GoldDocument, GoldQuote
from quotex.gold.types import Offsets

MINE = (
    "“We will pay,” Ann Lee said. She said the mine would close. Bo Diaz called it “a rash step”."
)
GATE = "“Stay,” Carla Ruiz told them. “Never,” he said. The sign read “Open”."


def at(text: str, words: str, nth: int = 0) -> Offsets:
    """Return where the words stand, the first time or a later one."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return start, start + len(words)


GOLD = (
    GoldDocument(
        "mine",
        MINE,
        (
            GoldQuote(
                "1",
                "direct",
                (at(MINE, "“We will pay,”"),),
                (at(MINE, "Ann Lee"),),
                "name",
                at(MINE, "said"),
                name="Ann Lee",
            ),
            GoldQuote(
                "2",
                "indirect",
                (at(MINE, "the mine would close"),),
                (at(MINE, "She"),),
                "pronoun",
                at(MINE, "said", 1),
                name="Ann Lee",
            ),
            GoldQuote(
                "3",
                "mixed",
                (at(MINE, "it “a rash step”"),),
                (at(MINE, "Bo Diaz"),),
                "name",
                at(MINE, "called"),
                name="Roberto Diaz",
                aliases=("Bo Diaz",),
            ),
        ),
    ),
    GoldDocument(
        "gate",
        GATE,
        (
            GoldQuote(
                "1",
                "direct",
                (at(GATE, "“Stay,”"),),
                (at(GATE, "Carla Ruiz"),),
                "name",
                name="Carla Ruiz",
            ),
            GoldQuote(
                "2",
                "direct",
                (at(GATE, "“Never,”"),),
                (at(GATE, "he"),),
                "pronoun",
                anonymous=True,
            ),
        ),
    ),
)

PREDICTED = {
    "mine": [
        PredictedQuote(
            (at(MINE, "“We will pay,”"),),
            "direct",
            at(MINE, "Ann Lee"),
            "Ann Lee",
            "name",
            "Mrs. Lee",
            at(MINE, "said"),
            0.95,
            "tag",
        ),
        PredictedQuote(
            (at(MINE, "the mine would close"),),
            "indirect",
            at(MINE, "She"),
            "She",
            "pronoun",
            "Bo Diaz",
            at(MINE, "said", 1),
            0.6,
            "cue",
        ),
        PredictedQuote(
            (at(MINE, "“a rash step”"),),
            "direct",
            at(MINE, "Ann Lee"),
            "Ann Lee",
            "name",
            "Ann Lee",
            None,
            0.75,
            "nearest",
        ),
    ],
    "gate": [
        PredictedQuote(
            (at(GATE, "“Stay,”"),),
            "direct",
            at(GATE, "Carla Ruiz"),
            "Carla Ruiz",
            "name",
            "Carla Ruiz",
            at(GATE, "told"),
            0.85,
            "tag",
        ),
        PredictedQuote(
            (at(GATE, "“Open”"),),
            "direct",
            at(GATE, "Carla Ruiz"),
            "Carla Ruiz",
            "name",
            "Carla Ruiz",
            None,
            0.4,
            "nearest",
        ),
    ],
}
