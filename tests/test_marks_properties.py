"""What holds of quoted spans in any text, however it is typeset."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from invariants import check_shape, check_within
from quotex.marks import QuotedSpan, find_quoted
from quotex.paragraphs import find_paragraphs


def quoted(text: str) -> list[QuotedSpan]:
    return find_quoted(text, find_paragraphs(text))


MARKS = "\"'“”„‟‘’‚‛«»‹›`"
mark_soup = st.text(st.sampled_from(MARKS + " \n\ta1s.,:-—(\u00a0\u2029\r\f"), max_size=60)


HUGE = {
    "one-mark": '"',
    "closed": '"a" ',
    "no-spaces": '"a',
    "nested": "“a ‘b ",
    "mixed-run": "\"'",
    "turns": '"a\n\n',
    "possessives": "the s'   ",
}


@pytest.mark.parametrize("unit", HUGE.values(), ids=HUGE)
def test_huge_texts_finish(unit):
    text = unit * 10_000
    check_shape(text, quoted(text))


@settings(deadline=None)
@given(st.one_of(st.text(st.characters(codec=None), max_size=80), mark_soup))
def test_any_text_gives_well_formed_spans(text):
    spans = quoted(text)
    check_shape(text, spans)
    check_within(find_paragraphs(text), [(span.start, span.end) for span in spans])


@settings(deadline=None)
@given(mark_soup)
def test_reading_twice_gives_the_same(text):
    assert quoted(text) == quoted(text)


words = st.lists(st.sampled_from(["dawn", "we", "leave", "the", "Ann", "no", "it"]), min_size=1)
contents = words.map(" ".join)
narration = words.map(lambda chosen: " ".join(chosen) + " ")
paragraph = st.lists(st.tuples(contents, st.sampled_from([",", ".", "?", ""]), narration))
documents = st.lists(paragraph, min_size=1, max_size=4)

TYPESETTINGS = {
    "straight": ('"', '"'),
    "curly": ("“", "”"),
    "guillemets": ("«", "»"),
    "spaced": ("«\u00a0", "\u00a0»"),
    "inward": ("»", "«"),
    "german": ("„", "“"),
    "typed": ("''", "''"),
    "backticks": ("``", "''"),
    "british": ("‘", "’"),
}


def typeset(document: list[list[tuple[str, str, str]]], opening: str, closing: str) -> str:
    return "\n\n".join(
        "So " + "".join(f"{opening}{a}{b}{closing} {c}" for a, b, c in paragraph)
        for paragraph in document
    )


@settings(max_examples=60, deadline=None)
@given(documents)
def test_typesetting_makes_no_difference(document):
    expected = [content + stop for paragraph in document for content, stop, _ in paragraph]
    for opening, closing in TYPESETTINGS.values():
        text = typeset(document, opening, closing)
        found = [text[span.inner_start : span.inner_end].strip() for span in quoted(text)]
        assert found == expected
