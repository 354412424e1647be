"""The layout of a text, and that keeping the last ones changes nothing."""

from __future__ import annotations

from quotex.layout import _KEPT_CHARS, find_layout

TEXT = "Rain fell.\n\n“We wait,” Ann Lee said."


def test_paragraphs_and_quoted_spans() -> None:
    layout = find_layout(TEXT)
    assert [TEXT[p.start : p.end] for p in layout.paragraphs] == TEXT.split("\n\n")
    assert [TEXT[q.start : q.end] for q in layout.quoted] == ["“We wait,”"]
    assert layout.has_words_of_others


def test_turns_are_words_of_others_without_marks() -> None:
    layout = find_layout("LEE: We wait.\n\nDIAZ: For whom?\n\nLEE: For the rain.\n")
    assert not layout.quoted
    assert len(layout.turns) == 3
    assert layout.has_words_of_others


def test_plain_text_has_none() -> None:
    assert not find_layout("Rain fell. It’s late, the 6'2\" guard said.").has_words_of_others
    assert not find_layout("").has_words_of_others


def test_a_long_text_is_read_like_a_short_one() -> None:
    filler = "Rain fell. " * (_KEPT_CHARS // 10)
    text = f"{filler}\n\n{TEXT}"
    quoted = find_layout(text).quoted
    assert [text[q.start : q.end] for q in quoted] == ["“We wait,”"]
