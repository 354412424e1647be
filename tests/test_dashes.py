"""Which stretches are spoken in dialogue with dashes, and which texts are no dialogue.

A case is a text with `<q>` around every expected span, marks nested in dashes inside.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from invariants import check_layout
from markup import parse
from quotex.layout import _find, find_layout
from quotex.types import Quote, Span


def check(markup: str, dashes: bool | None = None) -> None:
    case = parse(markup)
    found = find_layout(case.text, dashes=dashes).quoted
    assert [(case.text[span.start : span.end], span.start, span.depth) for span in found] == [
        (part.text, part.start, part.depth) for part in case.parts
    ]


def cases(**by_id: str) -> pytest.MarkDecorator:
    """Parametrise with one case for each keyword."""
    return pytest.mark.parametrize(
        "markup", [pytest.param(text, id=name.replace("_", "-")) for name, text in by_id.items()]
    )


@cases(
    nothing_else="<q>—Come in.</q>",
    spaced="<q>— Come in.</q>",
    bar="<q>―Come in.</q>",
    en_dash="<q>– Come in.</q>",
    typed="<q>--Come in.</q>",
    tag="<q>—Come in,</q> said Ann.",
    tag_after_a_question="<q>—Who is it?</q> asked the man at the gate.",
    tag_with_the_subject_first="<q>—Come in,</q> she said.",
    tag_with_an_adverb="<q>—Come in,</q> Ann said softly.",
    verb_of_its_own="<q>—Come in!</q> beamed the baker.",
    speech_goes_on="<q>—Come in,</q> said Ann. <q>It is late.</q>",
    sentence_goes_on="<q>—It is late,</q> said Ann, <q>but come in.</q>",
    participle="<q>—It is late,</q> said Ann, closing the door. <q>Come in.</q>",
    tag_goes_on="<q>—It is late,</q> he said, with a glance at the clock, and shut the door.",
    narration_goes_on="<q>—Come in,</q> he said. He rose and went to the door.",
    colon="<q>—Well,</q> said Ann, rising: <q>come in.</q>",
    abbreviation="<q>—Come in,</q> said Mr. Lee. <q>It is late.</q>",
    between_dashes="<q>— Come in</q> — said Ann <q>— it is late.</q>",
    glued="<q>—Come in</q> —said Ann—. <q>It is late.</q>",
    to_the_end="<q>— Come in</q> — said Ann, and she opened the door. It was late.",
    action="<q>— Come in.</q> — Ann rose from the chair. <q>— It is late.</q>",
    action_with_an_article="<q>— Come in.</q> — The baker put the bread away.",
    dash_inside="<q>—I thought—well, I did not think.</q>",
    a_name_after_a_comma="<q>—Well, Ann Lee, come in.</q>",
    a_past_inside="<q>—We ate, we drank and we paid for it.</q>",
    narrated_colon="Ann turned round and said: <q>—Come in.</q>",
    no_speech="Ann opened the door—a blue one—and looked out.",
    with_marks="<q>—He told me <q>“no, never,”</q> and left,</q> said Ann.",
    wrapped="<q>—Come in and sit by the\nfire,</q> said Ann, who\nwas tired. <q>It is late.</q>",
    french="<q>— My friend,</q> said the count, <q>come in.</q>",
)
def test_what_is_spoken(markup):
    check(markup, dashes=True)


JOYCEAN = """Ann opened the door.

<q>—Come in,</q> she said. <q>Is it you?</q>

<q>—It is,</q> said Bo.

<q>—And the dog?</q>

<q>—I left him at home.</q>

The clock struck nine.
"""


@cases(
    dashes=JOYCEAN,
    one_line_each=JOYCEAN.replace("\n\n", "\n"),
    spaced=JOYCEAN.replace("—", "— "),
    typed=JOYCEAN.replace("—", "--"),
    word_in_marks=JOYCEAN.replace("The clock", "The <q>“clock”</q>"),
    without_tags="<q>—Who is it?</q>\n\n<q>—I.</q>\n\n<q>—You again?</q>\n\n<q>—As you see.</q>",
)
def test_dialogue_by_vote(markup):
    check(markup)


@cases(
    shopping="We need:\n\n— two eggs\n\n— flour\n\n— milk\n\n— a pound of sugar",
    findings="— Rents rose.\n\n— Wages fell.\n\n— The bridge closed.\n\n— Two shops opened.",
    advice="— You should rest.\n\n— Wash your hands.\n\n— Tell us.\n\n— Call your mother.",
    signatures="It was good.\n\n— Ann Lee\n\nIt was bad.\n\n— Bo Diaz\n\nI left.\n\n— Cy\n\n— Di",
    marks_beside="".join(
        f"<q>“Is it {word}?”</q> she asked.\n\n— It was {word}, said Bo.\n\n"
        for word in ("late", "cold", "dark", "far")
    ),
    marks_behind="— <q>“Is it you?”</q>\n\n— <q>“Yes.”</q>\n\n— <q>“You?”</q>\n\n— <q>“I.”</q>",
    too_few="—Who is it?\n\n—I am.",
    rulers="----\n\nIs it you?\n\n——\n\nIt is.\n\n----\n\nMe?\n\n----\n\nYou.",
)
def test_no_dialogue(markup):
    check(markup)


def test_speech_does_not_end_inside_marks():
    check('<q>—Come in,<q>" Bo said."</q></q>', dashes=True)
    check('<q>—Come in,</q> said Bo.<q>" Sit down."</q>', dashes=True)


def test_the_vote_can_be_overruled():
    check("<q>- Come in.</q>\n\n<q>- Is it late?</q>", dashes=True)
    check(JOYCEAN.replace("<q>", "").replace("</q>", ""), dashes=False)


@pytest.mark.parametrize(
    "unit",
    ["—a, said he. ", "—", "—a\n\n", " ", "—a? — ", "— Ann sat. ", ": —a ", "a, ", "—a “b, c” "],
)
def test_linear_time(unit):
    text = unit * (200_000 // len(unit))
    assert find_layout(f"—{text}", dashes=True).paragraphs


soup = st.lists(
    st.sampled_from(
        ["—", "— ", "--", "\n\n", "\n", " ", "Come in", ", ", ". ", "? ", "said Ann", "he said",
         ": ", "“", "”", "'", "Ann rose", "I", "-ing ", "and ", "\ud800", "Mr. "]
    ),
    max_size=40,
)  # fmt: skip


@settings(deadline=None)
@given(soup.map("".join) | st.text(), st.sampled_from([None, True, False]))
def test_any_text(text, dashes):
    layout = _find(text, dashes)
    check_layout(text, layout)


@pytest.mark.parametrize("dash", ["—", "– ", "-- "])
def test_the_content_of_a_turn_has_no_dash(dash: str) -> None:
    text = f"{dash}Come in"
    quote = Quote(text, 0, len(text), (Span(text, 0, len(text)),), "direct")
    assert quote.content == "Come in"
