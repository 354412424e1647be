"""Sentence starts that the characters show for certain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from quotex.sentences import set_sentence_starts

if TYPE_CHECKING:
    from spacy.tokens import Doc

spacy = pytest.importorskip("spacy")


def starts_of(text: str) -> Doc:
    doc = spacy.blank("en")(text)
    set_sentence_starts(doc, text)
    return doc


def verdict(text: str, offset: int) -> bool | None:
    """Return what was set on the token at the offset: ``None`` is left to the parser."""
    (token,) = [token for token in starts_of(text) if token.idx == offset]
    start: bool | None = token.is_sent_start
    return start


# The token behind ‖ starts a sentence (yes), does not (no), or is the parser's business (open).
@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        pytest.param("Plan falls\n\n‖The plan fell.", True, id="paragraph"),
        pytest.param("Plan falls\n\n‖“We lost,” he said.", True, id="paragraph with a mark"),
        pytest.param("One two. ‖Three four.", None, id="within a paragraph"),
        pytest.param("He left. ‖“We lost,” he said.", True, id="mark after a full stop"),
        pytest.param("He said ‖“we lost” again.", None, id="mark in a sentence"),
        pytest.param("He left.‖“We lost,” he said.", None, id="mark glued to a full stop"),
        pytest.param("He left. “‖We lost,” he said.", False, id="word after the opening mark"),
        pytest.param("“We lost.‖” He left.", False, id="closing mark stays"),
        pytest.param("“We lost.” ‖He left.", None, id="after a closed sentence"),
        pytest.param("“We lost,” ‖Lee said.", False, id="tag after a comma"),
        pytest.param("“We lost?” ‖she asked.", False, id="tag in small letters"),
        pytest.param("“We lost?” ‖Lee asked.", None, id="tag with a name after a question"),
        pytest.param("“We lost?” ‖Lee said: “Yes.”", True, id="lead-in with a colon"),
        pytest.param("“We lost?” ‖Lee asked, adding: “Yes?”", None, id="tag that goes on"),
        pytest.param("“We lost” ‖Lee said: “Yes.”", None, id="no end before the lead-in"),
        pytest.param("“We lost!” ‖he said.", False, id="tag after an exclamation"),
        pytest.param("He left. “It was ‘‖bad’ there,” he said.", False, id="nested mark"),
        pytest.param("LEEDS — ‖The plan fell.", True, id="dateline"),
        pytest.param("LEEDS -- ‖The plan fell.", True, id="dateline with two hyphens"),
        pytest.param("ST. IVES, Cornwall (Agency) - ‖The plan fell.", True, id="long dateline"),
        pytest.param("LEEDS, May 3 — ‖“We lost,” he said.", True, id="mark after a dateline"),
        pytest.param("Lee — ‖The boss — left.", None, id="no dateline"),
        pytest.param("He saw LEEDS — ‖The town.", None, id="a dateline opens its paragraph"),
    ],
)
def test_verdict(marked: str, expected: bool | None) -> None:
    assert verdict(marked.replace("‖", ""), marked.index("‖")) is expected


def test_the_first_token_starts_a_sentence_by_itself() -> None:
    assert starts_of("We lost.")[0].is_sent_start


@pytest.mark.parametrize("text", ["", " ", "“", "”", "“”", "\n\n", "“ ”\n\n“"])
def test_odd_texts(text: str) -> None:
    starts_of(text)


def test_a_mark_glued_to_a_word_is_no_error() -> None:
    doc = spacy.tokens.Doc(spacy.blank("en").vocab, words=["“We", "lost,”he", "said."])
    set_sentence_starts(doc, doc.text)
    assert len(doc) == 3
