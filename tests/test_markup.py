"""The helper that the inline cases rest on."""

from __future__ import annotations

import pytest

from markup import parse


def test_tags_leave_the_text_and_give_offsets():
    case = parse("<s id=ann>Ann Lee</s> <c>said</c>: <q s=ann>“Hi.”</q>")
    assert case.text == "Ann Lee said: “Hi.”"
    (quote,) = case.quotes
    assert (quote.start, quote.end, quote.type) == (14, 19, "direct")
    assert quote.speaker is case.speakers["ann"]
    assert quote.speaker.name == "Ann Lee"
    assert case.cues[0].text == "said"


def test_parts_with_one_id_are_one_quotation():
    case = parse(
        "<q id=1 s=she>“A,”</q> <s id=she name=Ann>she</s> said, <q id=1>“B.”</q> <q>“C”</q>"
    )
    assert [[part.text for part in quote.parts] for quote in case.quotes] == [
        ["“A,”", "“B.”"],
        ["“C”"],
    ]


def test_names():
    case = parse('<s id=a name="Ann Lee">She</s> and <s id=b name="">an aide</s> <b>agreed</b>')
    assert case.speakers["a"].name == "Ann Lee"
    assert case.speakers["b"].name is None
    assert case.text == "She and an aide <b>agreed</b>"


def test_nested_quotations_have_depth():
    case = parse("<q open>“A <q>‘B’</q> C</q>")
    assert [(part.text, part.depth) for part in case.parts] == [("“A ‘B’ C", 0), ("‘B’", 1)]
    assert "open" in case.parts[0].attributes


@pytest.mark.parametrize(
    "markup",
    [
        "<q>“A”",
        "“A”</q>",
        "<q>“A”</s>",
        "<q s=x>“A”</q>",
        "<s>Ann</s>",
        "<s id=a>A</s><s id=a>B</s>",
    ],
)
def test_a_malformed_case_is_an_error(markup):
    with pytest.raises(ValueError, match=r"<|s="):
        parse(markup)
