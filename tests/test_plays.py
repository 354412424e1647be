"""Which lines of plays and screenplays name a speaker, and which words are spoken.

The markup is that of `test_turns`; `<q more>` is also what follows a direction in the same turn.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from invariants import check_layout
from quotex.layout import _find
from test_turns import cases, check

PLAY = """
<s>ANN</s>. <q>Did you hear the bell?</q>

<s>BO</s>. <q>I heard a cow.</q>

<s>ANN</s>. <q>It was no cow.</q>

<s>BO</s>. <q>Then I am a calf.</q>
"""


@cases(
    plain=PLAY,
    two_words=PLAY.replace("ANN", "LADY ANN"),
    with_a_title=PLAY.replace("BO", "MR. LEE"),
    numbered=PLAY.replace("BO", "FIRST BAKER").replace("ANN", "SECOND BAKER"),
    joined=PLAY.replace("BO", "DUKE OF OAKTON"),
    accents=PLAY.replace("BO", "ZOË").replace("ANN", "ÉMILE"),
    dash=PLAY.replace("</s>. <q>", "</s>.--<q>"),
    line_of_its_own=PLAY.replace("</s>. ", "</s>.\n"),
    direction_after_the_name=PLAY.replace("ANN</s>.", "ANN</s> (rising)."),
    direction_in_italics=PLAY.replace("ANN</s>.", "ANN</s>. [_Rising._]"),
    direction_at_the_end=PLAY.replace("cow.</q>", "cow.</q> [_Exit._]"),
    direction_between=PLAY.replace("a cow.</q>", "a cow.</q> (She yawns.) <q more>Or two.</q>"),
    brackets_that_are_spoken=PLAY.replace("the bell", "the bell (the big one) again"),
    colons=PLAY.replace("</s>. ", "</s>: (softly) ").replace("BO</s>: (softly)", "BO</s>:"),
    italics=PLAY.replace("<s>ANN</s>.", "_<s>Lady Ann</s>._").replace("<s>BO</s>.", "_<s>Bo</s>_."),
    someone_once=PLAY + "\n<s>A BAKER</s>. <q>Bread!</q>\n",
    carriage_returns=PLAY.replace("\n", "\r\n"),
    headings=f"""THE BELL

A Farce

DRAMATIS PERSONAE

ANN LEE, a widow
BO, her lodger

ACT I

SCENE I. A kitchen.

_Enter_ ANN _and_ BO.
{PLAY}
[_Exeunt._]

SCENE II. The same.
{PLAY}
CURTAIN
""",
    stanzas_and_lines="""
<s>ANN</s>.
<q>I heard the bell that hung upon the hill,
And all my sheep that heard it too stood still.</q>

<s>BO</s>.
<q>You heard the miller's cow go down the lane,</q>
<q more>And soon, I think, will hear her come again.</q>
[Exit.]

<s>ANN</s>.
<q>It was no cow.</q>
Enter a SHEPHERD.

<s>BO</s>.
<q>Then was it I?</q>
""",
    goes_on_over_paragraphs="""
<s>ANN</s>. <q>I heard it.</q>

<q more>You never hear a thing.</q>

<s>BO</s>. <q>I heard a cow.</q>

The clock strikes.

<s>ANN</s>. <q>It was no cow.</q>

<s>BO</s>. <q>Then I am a calf.</q>
""",
)
def test_plays(markup):
    check(markup)


SCREENPLAY = """
FADE IN:

INT. KITCHEN - DAY

Ann stands at the window. A bell.

ANN
Did you hear it?

BO
I heard a cow.

EXT. HILL - NIGHT

The cow.

ANN
It was no cow.

BO
Then I am a calf.

FADE OUT.

THE END
"""


def screenplay() -> str:
    """With markup: every line below a name is spoken."""
    lines = SCREENPLAY.split("\n")
    for i, line in enumerate(lines):
        if line in ("ANN", "BO"):
            lines[i], lines[i + 1] = f"<s>{line}</s>", f"<q>{lines[i + 1]}</q>"
    return "\n".join(lines)


@cases(
    plain=screenplay(),
    centred=screenplay().replace("\n<s>", "\n" + " " * 20 + "<s>").replace("\n<q>", "\n     <q>"),
    blank_line_below=screenplay().replace("</s>\n", "</s>\n\n"),
    continued=screenplay().replace("ANN</s>", "ANN</s> (CONT'D)"),
    voice=screenplay() + "\n<s>A MAN</s> (V.O.)\n<q>I am the cow.</q>\n",
    parenthetical=screenplay().replace("BO</s>\n", "BO</s>\n(softly)\n"),
    parenthetical_indented=screenplay().replace("BO</s>\n", "BO</s>\n          (softly)\n"),
    role=screenplay() + "\n<s>WAITER</s>\n<q>More tea?</q>\n",
    caption=screenplay() + "\nOAKTON HIGH STREET\n\nThe bell rings. You see Ann.\n",
)
def test_screenplays(markup):
    check(markup)


@cases(
    datelines="""WASHINGTON. The mayor said that you can vote.

LONDON. We know nothing, the mayor said.

OAKTON. I was there.
""",
    agency="LONDON (Agency) - You can vote.\n\nPARIS (Agency) - We can too.\n\n" * 3,
    headlines="BRIDGE FALLS\n\nYou saw it.\n\nMAYOR RESIGNS\n\nWe knew it.\n\nRAIN STOPS\n\nI ran.",
    sections="NEWS\nRain fell.\n\nSPORT\nOakton won.\n\nNEWS\nIt stopped.\n\nSPORT\nThey lost.",
    chapters="CHAPTER I.\n\nI ran.\n\nCHAPTER II.\n\nYou ran.\n\nCHAPTER I.\n\nI.\n\nCHAPTER II.",
    numerals="I.\nI ran.\n\nII.\nYou ran.\n\nI.\nWe ran.\n\nII.\nDid you?",
    names_in_a_list="ANN\nBO\nCY\nANN\nBO\nCY",
    one_speaker="ANN. I ran.\n\nANN. You ran.\n\nANN. We ran.\n\nANN. Did you?",
    initials="J. Lee saw me.\n\nB. Diaz saw you.\n\nJ. Lee ran.\n\nB. Diaz ran. Did you?",
    advice="NOTE. You can wash it.\n\nTIME. I hour.\n\nNOTE. We dry it.\n\nTIME. You wait.",
)
def test_no_plays(markup):
    check(markup)


@pytest.mark.parametrize(
    "unit",
    ["A. ", "ANN. I?\n\nBO. I.\n\n", "ANN\nI?\n\nBO\nI.\n\n", "ANN (", "[", "A", "A B ", "_A",
     "A,\n", "ANN. (a) [b] I?\n\n", "ANN.\nI?\nI.\n\nBO. [", "A\t"],
)  # fmt: skip
def test_linear_time(unit):
    _find(unit * (200_000 // len(unit)), None)


soup = st.lists(
    st.sampled_from(
        ["ANN", "BO", ". ", ".", "\n", "\n\n", " ", "(softly)", "[", "]", "(", ")", "_", "I am. ",
         "Did you? ", "SCENE I", "Exit", " (V.O.)", "“", "”", ": ", "--", "\ud800", "É"]
    ),
    max_size=50,
)  # fmt: skip
scenes = st.lists(
    st.sampled_from(["ANN. ", "BO. ", "ANN\n", "BO\n", "_Ann._ "]).flatmap(
        lambda label: soup.map(lambda words: f"{label}{''.join(words)}\n\n")
    ),
    max_size=8,
).map("".join)


@settings(deadline=None)
@given(scenes)
def test_any_play(text):
    check_layout(text, _find(text, None))
