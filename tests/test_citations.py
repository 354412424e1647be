"""Quotations as citations in Markdown."""

from __future__ import annotations

import io

import pytest

from quotex import Quote, Quotes, Span, Speaker
from quotex.types import Mention, QuoteType
from quotex.writers import WRITERS


def quotes(
    words: str,
    speaker: Speaker | None = None,
    mention: Mention | None = None,
    type: QuoteType = "direct",
) -> Quotes:
    span = Span(words, 0, len(words))
    quote = Quote(words, 0, len(words), (span,), type, speaker=speaker, mention=mention)
    return Quotes([quote], words)


def test_a_citation_says_who_and_where() -> None:
    ann = Speaker("Ann Lee", title="mayor of Dunmore")
    assert quotes("“We are\n ready.”", ann).to_markdown(source="Dunmore Herald, 3 May") == (
        "> “We are ready.”\n>\n"
        "> — **Ann Lee**, mayor of Dunmore (Dunmore Herald, 3 May, characters 0–16)\n"
    )


def test_what_stands_between_the_parts_is_left_out() -> None:
    text = "“One,” she said. “Two.”"
    parts = (Span("“One,”", 0, 6), Span("“Two.”", 17, 23))
    quote = Quote(text, 0, 23, parts, "direct")
    assert Quotes([quote], text).to_markdown().splitlines()[0] == "> “One,” … “Two.”"


@pytest.mark.parametrize(
    ("mention", "line"),
    [
        (None, "> — speaker unresolved (characters 0–6, mixed)"),
        (Mention("a clerk", 8, 15, "nominal"), "> — a clerk (characters 0–6, mixed)"),
    ],
)
def test_an_unnamed_speaker_is_not_named(mention: Mention | None, line: str) -> None:
    assert quotes("“Yes.”", None, mention, "mixed").to_markdown().splitlines()[-1] == line


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("<script>alert(1)</script>", r"\<script\>alert(1)\</script\>"),
        ("*so* _so_ `so`", r"\*so\* \_so\_ \`so\`"),
        ("![x](y) &amp; $a$ |", r"\!\[x\](y) \&amp; \$a\$ \|"),
        ("1. one", r"1\. one"),
        ("2) two", r"2\) two"),
        ("- three", r"\- three"),
        ("# four", r"\# four"),
        ("> five", r"\> five"),
        ("a\\b", r"a\\b"),
        ("a\n\nb\u2029c", "a b c"),
        ("co\u00adop", "co\u00adop"),
        ("half \ud800 \x00", "half \ufffd \ufffd"),
    ],
)
def test_nothing_of_the_text_is_markup(words: str, shown: str) -> None:
    assert quotes(words).to_markdown().splitlines()[0] == f"> {shown}"


def test_documents_have_headings() -> None:
    out = io.StringIO()
    writer = WRITERS["markdown"](out)
    writer.write("a_b.txt", quotes("“Yes.”"))
    writer.write("none.txt", Quotes((), "Nothing."))
    writer.close()
    assert out.getvalue() == (
        "## a\\_b.txt\n\n> “Yes.”\n>\n> — speaker unresolved (characters 0–6)\n\n"
    )
