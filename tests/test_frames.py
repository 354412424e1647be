"""Frames: the surroundings of a cue."""

from __future__ import annotations

import pytest

from builders import make_page
from quotex.cues import find_cues
from quotex.frames import Frame, Page, is_comma, strip_left, strip_right


def frame(sentence: str, cue: str = "said") -> tuple[Frame, list[str]]:
    page = make_page(sentence)
    tokens = page.tokens
    (found,) = [c for c in find_cues(tokens, page.marked, {}) if tokens.words[c.token] == cue]
    return Frame(Page(tokens, page.marked, [False] * len(tokens)), found), tokens.words


@pytest.mark.parametrize(
    ("sentence", "cue", "block"),
    [
        pytest.param("now/RB Lee said/VBD so/RB .", "said", "Lee said", id="source before"),
        pytest.param(
            "so/RB said/VBD@ROOT:said Lee@nsubj:said .", "said", "said Lee", id="source behind"
        ),
        pytest.param(
            "Lee@nsubj:said has/VBZ@aux:said not/RB@neg:said said/VBN@ROOT:said so/RB .",
            "said", "Lee has not said", id="auxiliaries",
        ),
        pytest.param(
            "Lee@nsubj:said said/VBD@ROOT:said out/RP@prt:said so/RB .",
            "said", "Lee said out", id="particle",
        ),
        pytest.param(
            "Lee@nsubj:left left/VBD@ROOT:left , saying/VBG@advcl:left so/RB .",
            "saying", "saying", id="a shared source is no part",
        ),
        pytest.param(
            "Lee@poss:denial 's/POS@case:Lee denial/NN@nsubj:came came/VBD@ROOT:came .",
            "denial", "Lee 's denial", id="owner",
        ),
        pytest.param(
            "according/VBG@prep:fell to/IN@prep:according Lee@pobj:to it/PRP@nsubj:fell "
            "fell/VBD@ROOT:fell .",
            "according", "according to Lee", id="according to",
        ),
    ],
)  # fmt: skip
def test_block(sentence: str, cue: str, block: str) -> None:
    found, words = frame(sentence, cue)
    first, last = found.block
    assert " ".join(words[first : last + 1]) == block


@pytest.mark.parametrize(
    ("sentence", "sides"),
    [
        pytest.param("Lee said/VBD so/RB .", 0, id="none"),
        pytest.param("so/RB , Lee@nsubj:said said/VBD@ROOT:said .", 1, id="one"),
        pytest.param("so/RB , Lee@nsubj:said said/VBD@ROOT:said , so/RB .", 2, id="both"),
        pytest.param("so/RB — Lee@nsubj:said said/VBD@ROOT:said — so/RB .", 2, id="dashes"),
    ],
)
def test_set_off(sentence: str, sides: int) -> None:
    assert frame(sentence)[0].set_off() == sides


def test_the_sentence_is_without_its_stop() -> None:
    found, words = frame("Roe left/VBD . | Lee said/VBD so/RB .")
    assert (words[found.begin], words[found.end]) == ("Lee", "so")


def test_runs_leave_out_the_marks_around_the_cue() -> None:
    found, _ = frame("“ Lee@nsubj:said said/VBD@ROOT:said so/RB ” and/CC “ that/DT ” .")
    assert len(found.runs) == 1
    assert found.runs[0][0] == 6


def test_runs_of_a_page() -> None:
    tokens = make_page("a/NN b/NN c/NN d/NN e/NN f/NN").tokens
    page = Page(tokens, [0, 1, 1, 2, 0, 3], [False] * 6)
    assert page.runs == [(1, 2), (3, 3), (5, 5)]
    assert page.runs_near(2, 4) == [(1, 2), (3, 3)]
    assert page.runs_near(4, 4) == []
    assert page.runs_near(0, 5) == [(1, 2), (3, 3), (5, 5)]


def test_sums_count_any_stretch() -> None:
    tokens = make_page("Lee said/VBD he/PRP will/MD go/VB .").tokens
    page = Page(tokens, [0] * 6, [False, True, False, False, True, False])
    assert page.finite_sum == [0, 0, 1, 1, 2, 2, 2]
    assert page.cue_sum == [0, 0, 1, 1, 1, 2, 2]


def test_strip() -> None:
    tokens = make_page(", a/NN , ”").tokens
    assert strip_left(tokens, 0, 3) == 1
    assert strip_right(tokens, 0, 2) == 1
    assert strip_right(tokens, 0, 3) == 3  # a closing mark stays
    assert strip_left(tokens, 2, 2) == 2  # something stays


def test_a_mark_stays_whatever_its_tag() -> None:
    tokens = make_page("“/HYPH a/NN ”/HYPH").tokens
    assert (strip_left(tokens, 0, 2), strip_right(tokens, 0, 2)) == (0, 2)


def test_is_comma() -> None:
    tokens = make_page("a/NN , — . :").tokens
    assert [is_comma(tokens, i) for i in range(-1, 6)] == [
        False, False, True, True, False, True, False
    ]  # fmt: skip
