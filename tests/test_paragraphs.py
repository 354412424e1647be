"""Where paragraphs begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotex.paragraphs import find_paragraphs


def blocks(text: str) -> list[str]:
    return [text[p.start : p.end] for p in find_paragraphs(text)]


@pytest.mark.parametrize(
    "separator",
    [
        pytest.param("\n\n", id="blank-line"),
        pytest.param("\n\n\n\n", id="several-blank-lines"),
        pytest.param("\n \t \n", id="line-of-spaces"),
        pytest.param("\n\u00a0\n", id="line-of-no-break-space"),
        pytest.param("\r\n\r\n", id="crlf"),
        pytest.param("\r\r", id="old-mac"),
        pytest.param("\f", id="form-feed"),
        pytest.param("\n\f\n", id="form-feed-on-its-line"),
        pytest.param("\u2029", id="paragraph-separator"),
        pytest.param("\x85\x85", id="next-line"),
        pytest.param("\u2028\u2028", id="two-line-separators"),
    ],
)
def test_what_always_ends_a_paragraph(separator):
    assert blocks(f"the first{separator}and the second") == ["the first", "and the second"]


def test_white_space_around_is_left_out():
    assert blocks("  \n\n  A line. \n\n\t B line.\u00a0\n") == ["A line.", "B line."]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u2029\f\r\n", "\u00a0"])
def test_no_words_no_paragraphs(text):
    assert find_paragraphs(text) == []


WRAPPED = """\
The river rose again on Monday night, and by the time the bells had rung
for the early service the lower streets were under water. Nobody in the
town had seen the like of it. "We carried what we could," said the baker,
"and left the rest to God."

The mayor came at noon. He had been told that the bridge would hold, and
said so to all who asked. It did not hold.
"""


def test_hard_wrapped_lines_are_one_paragraph():
    assert [len(block.splitlines()) for block in blocks(WRAPPED)] == [4, 2]


def test_hard_wrapped_lines_with_crlf():
    assert [len(b.splitlines()) for b in blocks(WRAPPED.replace("\n", "\r\n"))] == [4, 2]


def test_a_wrapped_line_may_begin_with_a_capital():
    text = WRAPPED.replace("for the early", "For the early").replace("town had", "Town had")
    assert [len(block.splitlines()) for block in blocks(text)] == [4, 2]


def test_a_sentence_may_end_with_a_wrapped_line():
    text = WRAPPED.replace(
        "under water. Nobody in the\n", "under water for all of it.\nNobody in the "
    )
    assert [len(block.splitlines()) for block in blocks(text)] == [4, 2]


def test_one_filled_line_between_blank_lines_goes_on():
    filled = "The ferry will stop running on the first of May, said Oskar\nDahl."
    assert blocks(f"No boat.\n\n{filled}\n\nNo bridge.") == ["No boat.", filled, "No bridge."]


def test_a_line_with_room_for_the_next_word_does_not():
    text = "The ferry will stop running on the first of May\nNobody was told. The boat has left."
    assert len(blocks(f"No boat.\n\n{text}\n\nNo bridge.")) == 4


def test_names_at_the_breaks_of_filled_lines():
    """No small letter tells that a line goes on; that no line had room for more does."""
    lines = [
        "The mill was sold in the spring to a baker from Hull, and Mr",
        "Greenhalgh has put in his own tiles and two big ovens. With",
        "Lena Holt he will keep the shop. The old owner, who told Ann",
        "Marsh that he had slept badly, did not stay for the opening.",
        "No.",
        "Wilma Stark, who sold the flour for years, had seen what Mrs",
        "Holt",
    ]
    assert blocks("\n".join(lines)) == ["\n".join(lines[:5]), "\n".join(lines[5:])]


def test_a_headline_above_wrapped_text():
    assert blocks("Flood Takes The Bridge\n" + WRAPPED)[0] == "Flood Takes The Bridge"


def test_a_short_last_line_ends_a_paragraph_of_wrapped_text_without_blank_lines():
    found = blocks(WRAPPED.replace("\n\n", "\n"))
    assert [block.splitlines()[0][:9] for block in found] == ["The river", "The mayor"]


def test_indentation_begins_a_paragraph_of_wrapped_text():
    text = WRAPPED.replace("the rest to God.", "the rest to God, who would surely know.")
    found = blocks(text.replace("\n\n", "\n    "))
    assert [block.splitlines()[0][:9] for block in found] == ["The river", "The mayor"]


def test_one_space_is_no_indentation_of_wrapped_text():
    full = "the rest to God, who would surely know, and to the miller, who did not."
    text = WRAPPED.replace("the rest to God.", full)
    assert len(blocks(text.replace("\n\n", "\n "))) == 1
    assert len(blocks(text.replace("\n\n", "\n  "))) == 2


def test_verse_in_wrapped_text_stays_together():
    text = WRAPPED + "\n    O river, river, let us be,\n    And take thy water to the sea\n"
    assert blocks(text)[-1].startswith("O river")
    assert blocks(text)[-1].endswith("sea")


STANZA = """O river, river, let us be,
And take thy water to the sea;
For I am old and thou art cold,
And none is left but thee."""


def test_a_stanza_is_one_paragraph():
    around = ["He sang to all who heard, and to the baker's dog, who heard more than most.", "Ha!"]
    assert blocks(f"{around[0]}\n\n{STANZA}\n\n{STANZA}\n\n{around[1]}") == [
        around[0],
        STANZA,
        STANZA,
        around[1],
    ]


def test_headlines_are_no_stanza():
    lines = ["Flood Takes Bridge", "Mayor, Ill, Resigns", "Rain Stops", "Baker Wins"]
    assert blocks("\n".join(lines)) == lines


def test_lines_that_are_paragraphs():
    lines = [
        "The river rose again on Monday night, and nobody in the town had seen the like.",
        "“We carried what we could,” said the baker.",
        "“And left the rest.”",
        "The mayor came at noon and said that the bridge, which was old, would surely hold.",
    ]
    assert blocks("\n".join(lines)) == lines


def test_lines_that_are_paragraphs_below_a_headline_with_a_blank_line():
    lines = ["Flood Takes Bridge", "", "It rained.", "“It rained,” she said.", "It stopped."]
    assert blocks("\n".join(lines)) == [line for line in lines if line]


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(["Flood Takes Bridge", "Mayor Had Said It Would Hold"], id="headlines"),
        pytest.param(["Flood Takes Bridge;", "Mayor had said it would hold"], id="subhead"),
        pytest.param(["Flood Takes Bridge", "“It rained,” said Ann Lee."], id="quotation-below"),
        pytest.param(["ANN LEE: “It rained.”", "BO DAY: “It did.”"], id="transcript"),
        pytest.param(["The list:", "- one bridge.", "- two boats."], id="list"),
        pytest.param(["By Ann Lee", "TOWN, May 4 - It rained."], id="byline"),
    ],
)
def test_a_few_lines(lines):
    assert blocks("\n".join(lines)) == lines


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("“I am\nglad,” she said.", id="small-letter"),
        pytest.param("It rained,\nand it rained.", id="comma"),
        pytest.param("“It rained,”\nshe said.", id="tag-on-the-next-line"),
    ],
)
def test_an_unfinished_sentence_goes_on(text):
    assert blocks(text) == [text]


@settings(deadline=None)
@given(st.text(st.one_of(st.characters(codec=None), st.sampled_from("\n\n \r\f\u2029aB.\t"))))
def test_paragraphs_cover_all_but_white_space(text):
    found = find_paragraphs(text)
    at = 0
    for paragraph in found:
        assert text[at : paragraph.start].strip() == ""
        assert at <= paragraph.start < paragraph.end
        assert (
            text[paragraph.start : paragraph.end].strip() == text[paragraph.start : paragraph.end]
        )
        at = paragraph.end
    assert text[at:].strip() == ""


@pytest.mark.parametrize("unit", ["\n", "a\n", "A b. ", "a\r\n\r\n", " ", "\u2029"])
def test_huge_texts_finish(unit):
    assert len(find_paragraphs(unit * 50_000)) <= 50_000
