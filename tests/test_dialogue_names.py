"""The names of a story: which capitalised words name somebody, titles and particles included."""

from __future__ import annotations

from itertools import pairwise

import pytest

from quotex.dialogue.names import Form, find_namings, title_of
from quotex.tokens import read_doc
from stories import parse


def forms(text: str) -> list[Form]:
    return [naming.form for naming in find_namings(read_doc(parse(text), text))]


def names(text: str) -> list[str]:
    return [form.text for form in forms(text)]


def spans(text: str) -> list[str]:
    tokens = read_doc(parse(text), text)
    return [tokens.span_text(n.first, n.last) for n in find_namings(tokens)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The door shook, and Ann Lee ran.", ["Ann Lee"], id="given name and surname"),
        pytest.param("So they told Mr. Lee and Mrs. Lee.", ["Mr. Lee", "Mrs. Lee"], id="titles"),
        pytest.param("They told the Miss Lee of old.", ["Miss Lee"], id="miss"),
        pytest.param("They told M. Brandt and M. Lee.", ["M. Brandt", "M. Lee"], id="one letter"),
        pytest.param("And old Captain Brandt sat.", ["Captain Brandt"], id="rank"),
        pytest.param("But Mr Colonel Brandt sat.", ["Colonel Brandt"], id="the last title counts"),
        pytest.param("But Old Brandt sat by Brandt.", ["Brandt", "Brandt"], id="epithet"),
        pytest.param("They told Otto von Berg.", ["Otto von Berg"], id="particle"),
        pytest.param("They told Mr. van der Berg.", ["Mr. van der Berg"], id="two particles"),
        pytest.param(
            "They told Otto van der Berg.",
            ["Otto van der Berg"],
            id="two particles behind a given name",
        ),
        pytest.param("They told Mr. van Berg.", ["Mr. van Berg"], id="particle after a title"),
        pytest.param("They told Eva-Maria Lund.", ["Eva-Maria Lund"], id="hyphen"),
        pytest.param("They told Ann B. Lee.", ["Ann Lee"], id="initial inside"),
        pytest.param("They told _Ann_ now.", ["Ann"], id="set in underscores"),
        pytest.param("They saw an Unseen Clerk.", ["Unseen Clerk"], id="adjective and noun"),
        pytest.param("They told Duchess of Karvel.", ["Duchess of Karvel"], id="of a place"),
    ],
)
def test_forms(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_the_title_is_kept_apart_from_the_words() -> None:
    assert forms("They told Mrs. Ann Lee.") == [Form("Mrs.", ("Ann", "Lee"))]


def test_the_tokens_of_a_naming_hold_the_title() -> None:
    assert spans("They told Mrs. Ann Lee, and Ann Lee sat.") == ["Mrs. Ann Lee", "Ann Lee"]


def test_namings_stand_in_order_and_do_not_overlap() -> None:
    text = "So Mr. Otto von Berg told Ann, and Ann told Mr. Berg of Eva-Maria Lund."
    found = find_namings(read_doc(parse(text), text))
    assert len(found) == 5
    assert all(a.last < b.first for a, b in pairwise(found))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Lamps burned. The lamps stood there.", id="small elsewhere"),
        pytest.param("Seldom had they met.", id="once, at the head of a sentence"),
        pytest.param("And so, on a Monday, they met.", id="a day"),
        pytest.param("And then Sir sat.", id="a title that names nobody alone"),
        pytest.param("STOP, they said.", id="capitals throughout"),
        pytest.param("They met, and I sat.", id="I"),
        pytest.param("", id="nothing"),
    ],
)
def test_words_that_name_nobody(text: str) -> None:
    assert names(text) == []


def test_a_plural_title_is_no_part_of_a_name() -> None:
    assert names("So they told Ann Lee of Messrs. Lee now.") == ["Ann Lee", "Lee"]


def test_a_name_at_the_head_of_sentences_only_is_one_when_it_never_stands_small() -> None:
    assert names("Ann sat. Ann rose.") == ["Ann", "Ann"]


def test_a_common_word_is_a_name_only_inside_sentences() -> None:
    text = "So we told Rose. And then Rose sat, and Rose left. The rose was cut. Rose bushes rose."
    assert names(text) == ["Rose"] * 3


def test_a_family_title_used_as_a_name() -> None:
    assert names("Then Granny sat. But Granny rose.") == ["Granny", "Granny"]


@pytest.mark.parametrize(
    ("word", "gender", "kind"),
    [("mr.", "male", "mr"), ("mrs", "female", "mrs"), ("miss", "female", "miss")],
)
def test_title_of(word: str, gender: str, kind: str) -> None:
    title = title_of(word)
    assert title is not None
    assert (title.gender, title.kind) == (gender, kind)


def test_other_words_are_no_titles() -> None:
    assert title_of("lamp") is None
