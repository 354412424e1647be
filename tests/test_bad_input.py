"""Any string gives a result, and whatever is found slices out of that very string."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import quotex
from invariants import check_quotes
from quotex.quotes import Quotes

SAID = "“The lamp is lit,” Elsa Brandt said. Ivo Rehm said that it was out."


def check(text: str) -> Quotes:
    """Extract, and hold the result to what is true of every text."""
    quotes = quotex.extract_quotes(text)
    check_quotes(text, quotes)
    # In news nobody speaks who is not named beside the quotation.
    assert all(quote.speaker is None or quote.mention is not None for quote in quotes)
    return quotes


BARE = {
    "empty": "",
    "space": " ",
    "line-breaks": "\n\n\n",
    "tabs-and-feeds": "\t\v\f\r",
    "one-opening-mark": "“",
    "one-closing-mark": "”",
    "one-straight-mark": '"',
    "one-apostrophe": "'",
    "empty-pair": "“”",
    "empty-straight-pair": '""',
    "full-stops": "." * 1000,
    "null": "\x00",
    "lone-surrogate": "\ud800",
    "byte-order-mark": "\ufeff",
    "zero-width": "\u200b\u200d\u2060",
    "non-characters": "\ufffe\uffff\U0010ffff",
    "combining-only": "\u0301" * 50,
    "emoji": "🎉👩‍👩‍👧🏽",
    "digits": "1234567890",
    "one-letter": "a",
    "one-capital": "I",
    "only-said": "said",
    "only-said-and-marks": "“” said",
    "colon-only": "A:",
}


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [pytest.param(text, id=name) for name, text in BARE.items()],
)
def test_a_text_that_says_nothing_gives_nothing(text: str) -> None:
    assert len(check(text)) == 0


ODD = {
    "surrogate-inside": "“The \ud800lamp is lit,” Elsa Brandt said.",
    "surrogate-in-the-name": "“The lamp is lit,” Elsa \udfffBrandt said.",
    "surrogate-pair-apart": "“The lamp \ud83d is \ude00 lit,” Elsa Brandt said.",
    "nulls": "“The\x00lamp is lit,”\x00Elsa Brandt said.",
    "control-characters": "“The lamp is lit,”\x07 Elsa Brandt \x1b[31msaid\x1b[0m.",
    "crlf": "Lamps\r\n\r\n“The lamp is lit,” Elsa Brandt said.\r\n\r\n“And warm.”\r\n",
    "carriage-returns": "Lamps\r\r“The lamp is lit,” Elsa Brandt said.\r",
    "no-break-spaces": "“The\u00a0lamp\u00a0is\u00a0lit,”\u00a0Elsa\u00a0Brandt\u00a0said.",
    "narrow-spaces-in-guillemets": "«\u202fThe lamp is lit,\u202f» Elsa Brandt said.",
    "zero-width-spaces": "\u200b“The lamp\u200b is lit,”\u200b Elsa Brandt said.\u200b",
    "soft-hyphens": "“The lamp is ex\u00adtin\u00adguished,” Elsa Brandt said.",
    "byte-order-mark": "\ufeff“The lamp is lit,” Elsa Brandt said.",
    "line-separators": "“The lamp is lit,” Elsa Brandt said.\u2028“And warm,” she said.\u2029",
    "form-feed-and-tabs": "\f\t“The lamp\tis lit,”\tElsa Brandt said.\v",
    "indented": "        “The lamp is lit,” Elsa Brandt said.",
    "decomposed-letters": "“The lamp is lit,” Zoe\u0308 Mu\u0308ller said.",
    "right-to-left-marks": "“The lamp is lit,”\u200f Elsa Brandt\u200e said.",
    "emoji": "“The lamp is lit 🪔👩‍🔧,” Elsa Brandt said 🎉.",
    "html": "<p>&ldquo;The lamp is lit,&rdquo; <b>Elsa Brandt</b> said.</p>“Good,” she said.",
    "capitals": "“THE LAMP IS LIT,” ELSA BRANDT SAID.",
    "small-letters": "“the lamp is lit,” elsa brandt said.",
    "hebrew-and-arabic": "“The lamp is lit,” שרה לוי said. قال أحمد: “النور مضاء”.",
    "chinese-and-japanese": "张伟说：“灯亮了。” 「灯がついた」と言った。 “It is lit,” Wei said.",
    "russian-and-greek": "«Лампа горит», — сказала Анна. «Το φως άναψε», είπε ο Νίκος.",
    "devanagari": "“दीपक जल रहा है,” मीरा शर्मा said.",
    "mathematical-letters": "“𝐓𝐡𝐞 lamp is lit,” 𝓔𝓵𝓼𝓪 Brandt said.",
    "wrong-encoding": "â€œThe lamp is lit,â€\x9d Elsa Brandt said.",
    "marks-turned-round": "”The lamp is lit,“ Elsa Brandt said.",
    "marks-of-two-kinds": '“The lamp is lit," Elsa Brandt said. "And warm.”',
    "unclosed": "“The lamp is lit, Elsa Brandt said.\n\n“No,” Ivo Rehm said.",
    "unopened": "The lamp is lit,” Elsa Brandt said.\n\n“No,” Ivo Rehm said.",
    "doubled-marks": "““The lamp is lit,”” Elsa Brandt said.",
    "a-word-without-end": "“" + "lamp" * 5000 + ",” Elsa Brandt said.",
    "a-sentence-without-end": "Elsa Brandt said that " + "the lamp was lit and " * 500,
    "deep-nesting": "“‘" * 100 + "lamp" + "’”" * 100 + " Elsa Brandt said.",
    "said-and-nothing-else": "said " * 500,
    "names-and-nothing-else": "Elsa Brandt " * 500,
    "punctuation-between": "“The lamp is lit,” . . . ; ; — — Elsa Brandt said!!!???",
    "tag-only": ", Elsa Brandt said.",
    "labels-only": "A:\nB:\nA:\nB:\nElsa:\n",
}


@pytest.mark.model
@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_an_odd_text_gives_a_result(text: str) -> None:
    check(text)


FOUND = (
    "surrogate-inside",
    "nulls",
    "crlf",
    "no-break-spaces",
    "narrow-spaces-in-guillemets",
    "zero-width-spaces",
    "soft-hyphens",
    "byte-order-mark",
    "form-feed-and-tabs",
    "indented",
    "emoji",
    "right-to-left-marks",
    "wrong-encoding",
    "doubled-marks",
)


@pytest.mark.model
@pytest.mark.parametrize("name", FOUND)
def test_what_is_odd_in_a_text_hides_no_quotation(name: str) -> None:
    first = check(ODD[name])[0]
    assert first.type == "direct"
    assert "The" in first.content
    assert first.mention is not None


@pytest.mark.model
def test_line_ends_of_either_kind_give_the_same() -> None:
    unix = f"Lamps\n\n{SAID}\n\n“And warm,” she said.\n"
    one, other = check(unix), check(unix.replace("\n", "\r\n"))
    assert [(q.type, q.who, q.content) for q in one] == [(q.type, q.who, q.content) for q in other]


@pytest.mark.model
def test_a_text_without_paragraphs_is_read_like_any_other() -> None:
    assert len(check(" ".join([SAID] * 50))) >= 50


@pytest.mark.model
@pytest.mark.parametrize("mark", ["“", "”", '"', "'", "''", "``", "«", "„", "“”", '" '])
def test_a_megabyte_of_marks(mark: str) -> None:
    check(mark * (1_000_000 // len(mark)))


@pytest.mark.slow
@pytest.mark.model
@pytest.mark.parametrize("mark", ["“a ", '"a" ', "'a ", "«a» "])
def test_thousands_of_marks_around_words(mark: str) -> None:
    check(mark * (20_000 // len(mark)))


@pytest.mark.parametrize(
    ("given", "named"),
    [
        (None, "NoneType"),
        (b"bytes", "bytes"),
        (bytearray(b"bytes"), "bytearray"),
        (7, "int"),
        (7.5, "float"),
        (True, "bool"),
        (["a", "list"], "list"),
        (("a", "tuple"), "tuple"),
        ({"a": "dict"}, "dict"),
        (Path("a-path"), r"\w*Path"),
        (object(), "object"),
        (iter("abc"), "str_\\w*iterator"),
        (str, "type"),
    ],
)
def test_a_wrong_type_is_named(given: Any, named: str) -> None:
    with pytest.raises(
        TypeError, match=rf"text must be a str or a spacy\.tokens\.Doc, not {named}"
    ):
        quotex.extract_quotes(given)


def test_a_subclass_of_str_is_a_string() -> None:
    class Headline(str):
        __slots__ = ()

    assert len(quotex.extract_quotes(Headline(""))) == 0


MARKS = (
    "“",
    "”",
    '"',
    "'",
    "‘",
    "’",
    "«",
    "»",
    "„",
    "‟",
    "‚",
    "‹",
    "›",
    "``",
    "''",
    "`",
    "—",
    "--",
)
GAPS = ("", " ", "\n", "\n\n", "\r\n\r\n", "\u00a0", "\u200b", "\t", "\u2028", "\x00")
WORDS = (
    "Elsa Brandt",
    "Ivo Rehm",
    "Mrs Brandt",
    "the mayor",
    "she",
    "they",
    "said",
    "told reporters",
    "according to",
    "asked whether",
    "insistence that",
    "that the lamp was lit",
    "the lamp is lit",
    "Yes",
    "was quoted as saying",
    "adding",
    "I",
    "’tis",
    "5'10\"",
    "Müller",
    "שרה",
    "灯亮了",
    "🪔",
    "\ud800",
)
STOPS = (",", ".", "?", "!", ":", ";", "…", "(", ")", "[", "]")
fragments = st.lists(st.sampled_from(MARKS + GAPS + WORDS + WORDS + STOPS), max_size=40)


@pytest.mark.model
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
@given(fragments)
@example([SAID])
@example(
    ["“", "the lamp is lit", "”", " ", "said", " ", "Elsa Brandt", "\n\n", "“", "Yes", ".", "”"]
)
def test_whatever_is_put_together_gives_a_result_and_the_same_again(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert check(text) == quotex.extract_quotes(text)


@pytest.mark.model
@settings(max_examples=75, deadline=None, derandomize=True)
@given(st.text(st.characters(codec=None), max_size=200))
def test_any_characters_at_all_give_a_result(text: str) -> None:
    check(text)
