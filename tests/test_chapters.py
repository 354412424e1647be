"""Which paragraphs are headings of chapters, parts, acts and scenes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotex.chapters import find_chapters
from quotex.paragraphs import find_paragraphs

PROSE = "It rained in Oakton, and the baker said so to all who came."


def headings(text: str) -> list[str]:
    paragraphs = find_paragraphs(text)
    return [text[paragraphs[i].start : paragraphs[i].end] for i in find_chapters(text, paragraphs)]


@pytest.mark.parametrize(
    "heading",
    ["CHAPTER XI", "CHAPTER XI.", "Chapter 11", "Chapter the First", "CHAPTER ONE", "CHAPTER CXIV",
     "Chapter Twenty-One", "CHAPTER XI. IN WHICH IT RAINS", "Chapter 4: In Which It Rains",
     "_Chapter IX._", "BOOK THE SECOND", "PART II", "Part Two", "VOLUME III", "STAVE THREE",
     "ACT I", "ACT I, SCENE II", "SCENE II. A mill.", "Scene 2.", "PROLOGUE", "Epilogue",
     "INT. HOUSE - DAY", "EXT. HILL - NIGHT", "12 INT./EXT. CAR - DAY"],
)  # fmt: skip
def test_headings_that_say_so(heading):
    assert headings(f"{PROSE}\n\n{heading}\n\n{PROSE}\n\n{PROSE}\n") == [heading]


@pytest.mark.parametrize(
    "numerals",
    [["I", "II", "III", "IV"], ["I.", "II.", "III."], ["1", "2", "3"], ["I", "II", "I", "II"]],
)
def test_numerals_that_count(numerals):
    assert headings("\n\n".join(f"{numeral}\n\n{PROSE}" for numeral in numerals)) == numerals


def test_titles_without_a_stop():
    text = f"Chapter 1 In Which It Rains\n\n{PROSE}\n\nChapter 2 In Which It Stops\n\n{PROSE}"
    assert headings(text) == ["Chapter 1 In Which It Rains", "Chapter 2 In Which It Stops"]


def test_a_table_of_contents_is_left_out():
    contents = "\n".join(f"CHAPTER {numeral}" for numeral in ("I", "II", "III", "IV"))
    text = f"{contents}\n\n{PROSE}\n\nCHAPTER I\n\n{PROSE}\n\nCHAPTER II\n\n{PROSE}"
    assert headings(text) == ["CHAPTER I", "CHAPTER II"]


@pytest.mark.parametrize(
    "text",
    ["", PROSE, f"Chapter 11 filing delayed\n\n{PROSE}", f"Part of the plan\n\n{PROSE}",
     f"I\n\n{PROSE}", f"2016\n\n{PROSE}", f"12\n\n{PROSE}\n\n7\n\n{PROSE}\n\n40",
     f"Act now!\n\n{PROSE}", f"Part one of it fell.\n\n{PROSE}\n\nPart two of it stood.",
     f"Letter to the mayor\n\n{PROSE}", "MIX\n\nIt is well mixed.",
     f"Act 10 was passed by the council in May.\n\n{PROSE}"],
)  # fmt: skip
def test_no_headings(text):
    assert headings(text) == []


def test_headings_are_paragraphs_of_their_own_in_wrapped_text():
    wrapped = "It rained in Oakton all day long, and the baker, who\nwas wet, said so to all.\n"
    assert headings(f"CHAPTER I\n\n{wrapped * 3}\nCHAPTER II\n\n{wrapped * 3}") == [
        "CHAPTER I",
        "CHAPTER II",
    ]


@given(st.lists(st.sampled_from(["CHAPTER ", "I", "X.", "12", " ", "\n\n", "_", "INT. ", "a"])))
def test_any_text(parts):
    text = "".join(parts)
    paragraphs = find_paragraphs(text)
    found = find_chapters(text, paragraphs)
    assert found == sorted(set(found))
    assert all(0 <= i < len(paragraphs) for i in found)


@pytest.mark.parametrize("unit", ["I\n\n", "CHAPTER I\n\n", "_", "X", "INT. ", "CHAPTER "])
def test_linear_time(unit):
    headings(unit * (200_000 // len(unit)))
