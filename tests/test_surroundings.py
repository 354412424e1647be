"""Where tokens stand to a quotation."""

from __future__ import annotations

import pytest

from builders import MadePage, make_page
from quotex.surroundings import AFTER, BEFORE, BETWEEN, INSIDE, Surroundings


@pytest.fixture
def page() -> MadePage:
    return make_page(
        "Ann left/VBD . “ We/PRP go/VB , ” Lee said/VBD , “ now/RB . ” “ Rain/NN ” Roe sang/VBD ."
    )


@pytest.fixture
def around(page: MadePage) -> Surroundings:
    first, second, _ = page.segments
    return Surroundings(page.scene(), [first, second])


@pytest.mark.parametrize(
    ("word", "place"),
    [
        pytest.param("left", (BEFORE, 1), id="before"),
        pytest.param("go", (INSIDE, 0), id="inside"),
        pytest.param("Lee", (BETWEEN, 0), id="between, at the first part"),
        pytest.param("said", (BETWEEN, 1), id="between, in the middle"),
        pytest.param("Roe", (AFTER, 3), id="after"),
    ],
)
def test_place(page: MadePage, around: Surroundings, word: str, place: tuple[int, int]) -> None:
    assert around.place(page.at(word)) == place
    assert around.distance(page.at(word)) == place[1]


def test_others_between(page: MadePage, around: Surroundings) -> None:
    assert around.others_between(page.at("Ann")) == 0
    assert around.others_between(page.at("said")) == 0
    assert around.others_between(page.at("Roe")) == 1


def test_touches_another(page: MadePage, around: Surroundings) -> None:
    sang = page.at("sang")
    assert around.touches_another(sang, 3)
    assert not around.touches_another(sang, 2)
    assert not around.touches_another(page.at("said"), 3)
