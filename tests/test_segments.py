"""Segments: quoted spans as tokens."""

from __future__ import annotations

import pytest

from builders import make_page, make_tokens
from quotex.paragraphs import Paragraph
from quotex.segments import paragraph_of

SAID = "“ We/PRP@nsubj:left left/VBD@ccomp:said , ” Lee@nsubj:said said/VBD@ROOT:said ."


def test_a_segment_includes_its_marks() -> None:
    page = make_page(SAID)
    (segment,) = page.segments
    assert (segment.first, segment.last, segment.size) == (0, 4, 5)
    assert page.tokens.span_text(segment.first, segment.last) == "“We left,”"


def test_the_root_is_the_word_whose_head_stands_outside() -> None:
    page = make_page(SAID)
    assert page.tokens.words[page.segments[0].root] == "left"


def test_the_root_is_the_widest_of_several() -> None:
    page = make_page(
        "Lee called/VBD it/PRP@dobj:called “ bad/JJ@oprd:called and/CC@cc:bad "
        "the/DT@det:work work/NN@dep:called of/IN@prep:work bad/JJ@amod:fools fools/NNS@pobj:of ” ."
    )
    assert page.tokens.words[page.segments[0].root] == "work"


def test_punctuation_is_no_root() -> None:
    page = make_page("“ We/PRP@nsubj:left left/VBD@ROOT:left ! ”")
    assert page.tokens.words[page.segments[0].root] == "left"


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("Lee wrote/VBD “ … ” .", id="dots"),
        pytest.param("Lee wrote/VBD “ ! ” .", id="a mark"),
    ],
)
def test_without_a_word_there_is_no_segment(sentence: str) -> None:
    assert make_page(sentence).segments == []


def test_a_number_is_a_word() -> None:
    assert len(make_page("Lee wrote/VBD “ 7/CD ” .").segments) == 1


def test_numbers_are_those_of_the_marks_also_past_an_empty_one() -> None:
    page = make_page("Lee wrote/VBD “ … ” .", SAID)
    (segment,) = page.segments
    assert segment.number == 2
    assert {page.marked[i] for i in range(segment.first, segment.last + 1)} == {2}


def test_paragraphs() -> None:
    page = make_page("Lee left/VBD .", SAID)
    assert page.segments[0].paragraph == 1


def test_a_token_before_the_first_paragraph_belongs_to_it() -> None:
    tokens = make_tokens("a/NN b/NN c/NN")
    assert paragraph_of(tokens, [Paragraph(2, 3), Paragraph(4, 5)]) == [0, 0, 1]


class TestTurns:
    PAGE = (
        "ANN LEE : We/PRP@nsubj:left left/VBD at/IN dawn/NN .",
        "BO DIAZ : I/PRP@nsubj:stayed stayed/VBD .",
        "ANN LEE : You/PRP@nsubj:slept slept/VBD .",
        "BO DIAZ : Not/RB me/PRP .",
    )

    def test_have_their_label(self) -> None:
        page = make_page(*self.PAGE)
        labels = [s.label for s in page.segments]
        assert [page.tokens.span_text(*label) for label in labels if label] == [
            "ANN LEE",
            "BO DIAZ",
            "ANN LEE",
            "BO DIAZ",
        ]

    def test_begin_behind_the_label(self) -> None:
        segment = make_page(*self.PAGE).segments[0]
        page = make_page(*self.PAGE)
        assert page.tokens.span_text(segment.first, segment.last) == "We left at dawn."
        assert not segment.carries_on

    def test_go_on_without_a_label_of_their_own(self) -> None:
        page = make_page(*self.PAGE[:2], "I/PRP@nsubj:waited waited/VBD .", *self.PAGE[2:])
        third = page.segments[2]
        assert third.carries_on
        assert third.label is not None
        assert page.tokens.span_text(*third.label) == "BO DIAZ"
