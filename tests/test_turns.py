"""Which paragraphs are labelled turns of a transcript, and whose.

A case is a text with `<s>` around every label that names a speaker and `<q>` around the words
spoken; `<q more>` is a paragraph that carries on the turn of the label before it.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from markup import parse
from quotex.marks import find_quoted
from quotex.paragraphs import find_paragraphs
from quotex.turns import Turn, find_turns


def turns(text: str) -> list[Turn]:
    paragraphs = find_paragraphs(text)
    return find_turns(text, paragraphs, find_quoted(text, paragraphs))


def number_labels(markup: str) -> str:
    """Give every `<s>` an id of its own, so that a case need not."""
    head, *rest = markup.split("<s>")
    return head + "".join(f"<s id={i}>{part}" for i, part in enumerate(rest))


def check(markup: str) -> None:
    case = parse(number_labels(markup))
    labels = sorted((s.mention.start, s.mention.end) for s in case.speakers.values())
    expected = []
    for part in case.parts:
        label = [span for span in labels if span[1] <= part.start][-1]
        expected.append((*label, part.start, part.end, "more" in part.attributes))
    found = [(t.label_start, t.label_end, t.start, t.end, t.continues) for t in turns(case.text)]
    assert [(case.text[a:b], case.text[c:d], more) for a, b, c, d, more in found] == [
        (case.text[a:b], case.text[c:d], more) for a, b, c, d, more in expected
    ]
    assert found == expected


def cases(**by_id: str) -> pytest.MarkDecorator:
    """Parametrise with one case for each keyword."""
    return pytest.mark.parametrize(
        "markup", [pytest.param(text, id=name.replace("_", "-")) for name, text in by_id.items()]
    )


@cases(
    capitals="<s>LEE</s>: <q>Did you know?</q>\n\n<s>DIAZ</s>: <q>No.</q>\n\n<s>LEE</s>: <q>Why?</q>",
)
def test_labels(markup):
    check(markup)


@given(st.text(alphabet="QA:.B \n\n\"“”'()[]*-LEDZ?iou,0123\t\u2028", max_size=200) | st.text())
def test_any_text(text):
    found = turns(text)
    assert all(0 <= t.label_start < t.label_end <= t.start < t.end <= len(text) for t in found)
    assert all(a.end <= b.start for a, b in zip(found, found[1:]))
