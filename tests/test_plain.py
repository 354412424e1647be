"""What is read for a text with dirt in it, and the way back into the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotex.plain import Plain, plain_text
from quotex.typeset import as_read

READ = {
    "entities": ("&ldquo;Hi,&rdquo; &quot;she&#34; said&#8230;", '“Hi,” "she" said…'),
    "entities-escaped-twice": ("&amp;quot;Hi&amp;quot; AT&amp;T", '"Hi" AT&T'),
    "no-entities": ("R&D; a&b;c &nothing; &; &#0x; AT&T", "R&D; a&b;c &nothing; &; &#0x; AT&T"),
    "wrong-encoding": ("â€œHi,â€\x9d she saidâ€¦", "“Hi,” she said…"),
    "wrong-encoding-latin": ("â\x80\x9cHi,â\x80\x9d", "“Hi,”"),
    "wrong-encoding-cut-short": ("â€œHi,â€ she said", "“Hi,” she said"),
    "apostrophe-in-wrong-encoding": ("donâ€™t", "don’t"),
    "letters-with-a-hat": ("pâté, Ângela", "pâté, Ângela"),
    "soft-hyphens": ("Bran\u00addon", "Brandon"),
    "zero-width": ("\ufeffAnn\u200b \u2060Lee\u200f", "Ann Lee"),
    "hard-spaces": ("Ann\u00a0Lee\u202fsaid", "Ann Lee said"),
    "double-spaces": ("Hi.  She\u00a0 \u200b left. &nbsp;No.", "Hi. She left. No."),
    "indent-and-line-end": ("  Hi.  \n    She", "  Hi.  \n    She"),
    "letter-of-a-label": ("Q  How so?\nA\u00a0Well.", "Q  How so?\nA\u00a0Well."),
    "line-ends": ("Hi.\r\n\r\nNo.", "Hi.\n\nNo."),
    "e-mail": ("> Hi.\n>> No.\n> > Yes.\n2 > 1", "Hi.\nNo.\nYes.\n2 > 1"),
    "nothing-left": ("\u200b\u00ad", ""),
}


@pytest.mark.parametrize(("text", "read"), READ.values(), ids=READ)
def test_what_is_read(text: str, read: str) -> None:
    assert plain_text(text).text == read


def test_a_stretch_is_found_again_without_what_stands_around_it() -> None:
    text = "\u200b&quot;Hi,&quot;\u200b said Ann\u00ad\u00a0Lee."
    plain = plain_text(text)
    assert plain.text == '"Hi," said Ann Lee.'

    def source(words: str) -> str:
        start = plain.text.index(words)
        a, b = plain.in_source(start, start + len(words))
        return text[a:b]

    assert source('"Hi,"') == "&quot;Hi,&quot;"
    assert source("Hi,") == "Hi,"
    assert source("Ann Lee") == "Ann\u00ad\u00a0Lee"
    assert source("Ann") == "Ann"


pieces = st.sampled_from(
    [
        *"ab .,\n\"'“”‘’«»\u00a0\u200b\u00ad",
        "&quot;",
        "&nbsp;",
        "&amp;#39;",
        "&x;",
        "â€œ",
        "â€",
        "''",
    ]
)
texts = st.one_of(st.text(max_size=60), st.lists(pieces, max_size=40).map("".join))


def check_way_back(text: str, plain: Plain) -> None:
    """Characters keep their order and lie apart; each is itself or stands for something else."""
    before = 0
    for i, char in enumerate(plain.text):
        start, end = plain.in_source(i, i + 1)
        assert before <= start <= end <= len(text)
        assert start < end or char == " "  # put in where a space got lost
        assert text[start:end] == char or char in " \n" or not char.isalnum()
        before = end


@given(texts)
def test_every_character_has_its_place_in_the_text(text: str) -> None:
    check_way_back(text, plain_text(text))
    check_way_back(text, as_read(text))


@given(texts)
def test_letters_are_never_lost(text: str) -> None:
    bare = plain_text(text).text
    for char in "ab":
        assert bare.count(char) >= text.replace("nbsp", "").replace("amp", "").count(char)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("“Hi,”Ann said.“Go!”So she went.", "“Hi,” Ann said. “Go!” So she went."),
        ("It was “odd”ly red.", "It was “odd”ly red."),
        ("«Hi,»Ann said.«Go!»", "“Hi,” Ann said. “Go!”"),
    ],
    ids=["tag", "no-stop", "guillemets"],
)
def test_spaces_that_got_lost_beside_marks(text: str, read: str) -> None:
    assert as_read(text).text == read


def test_what_is_left_out_at_the_beginning_moves_the_rest() -> None:
    text = "\ufeff«Hi,» she said."
    plain = as_read(text)
    start = plain.text.index("she")
    assert plain.in_source(start, start + 3) == (text.index("she"), text.index("she") + 3)


TYPESET = {
    "guillemets": ("«Hi,» she said. «So ‹I› go.»", "“Hi,” she said. “So ‘I’ go.”"),
    "spaced-guillemets": ("« Hi, » she said.", "“Hi,” she said."),
    "inward-guillemets": ("»Hi,« she said.", "“Hi,” she said."),
    "german": ("„Hi,“ she said.", "“Hi,” she said."),
    "typed": ("''Hi,'' she said. ``No,'' he said.", "“Hi,” she said. “No,” he said."),
    "british": ("‘Don’t say “no”,’ she said.", "“Don’t say ‘no’,” she said."),
    "straight": ('"Hi," she said.', '"Hi," she said.'),
    "headline-in-single-marks": (
        "Mayor: ‘Never’\n\n“Never,” she said. “No.”",
        "Mayor: ‘Never’\n\n“Never,” she said. “No.”",
    ),
    "dashes": (
        "— Hi, she said.\n\n— No!\n\n— Yes, I do.",
        "— Hi, she said.\n\n— No!\n\n— Yes, I do.",
    ),
    "no-marks": ("The players' bus didn't come.", "The players' bus didn't come."),
}


@pytest.mark.parametrize(("text", "read"), TYPESET.values(), ids=TYPESET)
def test_typesetting_as_read(text: str, read: str) -> None:
    assert as_read(text).text == read


HUGE = {
    "zero-width": "\u200b",
    "spaces": "  ",
    "spaces-and-zero-width": " \u200b",
    "hard-spaces-as-entities": "&nbsp;",
    "ampersands": "&amp;",
    "hats": "â€",
}


@pytest.mark.parametrize("unit", HUGE.values(), ids=HUGE)
@pytest.mark.parametrize("last", ["\n", "a"], ids=["line-end", "letter"])
def test_huge_texts_finish(unit: str, last: str) -> None:
    text = "a" + unit * 30_000 + last
    check_way_back(text, plain_text(text))
