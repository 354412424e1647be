"""Which paragraphs are labelled turns of a transcript, and whose.

A case is a text with `<s>` around every label that names a speaker and `<q>` around the words
spoken; `<q more>` is a paragraph that carries on the turn of the label before it.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invariants import check_turns, check_within
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


LEE_AND_DIAZ = """
<s>LEE</s>: <q>Did you see the bridge fall?</q>

<s>DIAZ</s>: <q>I did, from my window.</q>

<s>LEE</s>: <q>And then?</q>
"""


@cases(
    capitals=LEE_AND_DIAZ,
    full_name_first="""
<s>ANN LEE</s>: <q>Did you see it?</q>

<s>BO DIAZ</s>: <q>I did.</q>

<s>LEE</s>: <q>And then?</q>
""",
    headline_and_lead=f"""Lee: The bridge was old.

A councillor said on Sunday that she had warned of the collapse.

Partial transcript as follows:
{LEE_AND_DIAZ}""",
    small_letters="""
<s>Ann Lee</s>: <q>Did you see it?</q>

<s>Bo Diaz</s>: <q>I did.</q>

<s>Lee</s>: <q>What did you do?</q>

<s>Diaz</s>: <q>Nothing at all.</q>
""",
    one_line_each="""<s>Ann</s>: <q>Are you there?</q>
<s>Bo</s>: <q>Yes.</q>
<s>Ann</s>: <q>Dinner at my place?</q>
""",
    honorifics="""
<s>MR. LEE</s>: <q>Your Honor, I object.</q>

<s>THE COURT</s>: <q>Overruled. You may answer.</q>

<s>THE WITNESS</s>: <q>I was at home.</q>

<s>MR. LEE</s>: <q>Who saw you there?</q>
""",
    roles_after_a_comma="""
<s>ANN LEE</s>, HOST: <q>Welcome. What did you see?</q>

<s>BO DIAZ</s>, MAYOR OF OAKTON: <q>I saw it fall.</q>

<s>LEE</s>: <q>You were close.</q>
""",
    directions_after_the_name="""
<s>ANN LEE</s> (on tape): <q>I never saw it.</q>

<s>BO DIAZ</s> [by phone]: <q>We did.</q>

<s>LEE</s> (crying): <q>Who is we?</q>
""",
    party="""
<s>Sen. Ada Cole (D)</s>: <q>I will vote no.</q>

<s>Rep. Bo Diaz (R-Oakton)</s>: <q>Would you tell us why?</q>

<s>Sen. Ada Cole (D)</s>: <q>I just did.</q>
""",
    numbered_roles="""
<s>Reporter 1</s>: <q>Where were you?</q>

<s>Reporter 2</s>: <q>Did you see it fall?</q>

<s>Mayor Diaz</s>: <q>I was at home.</q>

<s>Reporter 1</s>: <q>Who told you?</q>
""",
    roles_in_small_letters="""
<s>Audience member</s>: <q>Will you run again?</q>

<s>Second voice</s>: <q>Yes, will you?</q>

<s>Audience member</s>: <q>Tell us!</q>

<s>Cole</s>: <q>We will see.</q>
""",
    unidentified="""
<s>UNIDENTIFIED MALE</s>: <q>I heard a crack.</q>

<s>LEE</s>: <q>When did you hear it?</q>

<s>UNIDENTIFIED MALE</s>: <q>At nine.</q>
""",
    particles_and_hyphens="""
<s>Ana de la Cruz</s>: <q>What is your plan?</q>

<s>Jo O’Neil-Smith</s>: <q>I have none.</q>

<s>De la Cruz</s>: <q>None at all?</q>
""",
    two_speak_at_once="""
<s>LEE AND DIAZ</s>: <q>We agree.</q>

<s>COLE</s>: <q>Do you?</q>

<s>LEE</s>: <q>I think so.</q>

<s>COLE</s>: <q>Good.</q>
""",
    timestamps="""
[00:12:31] <s>Lee</s>: <q>Are we recording?</q>

[00:12:35] <s>Diaz</s>: <q>I think so.</q>

[00:12:39] <s>Lee</s>: <q>Then let us begin.</q>
""",
    bare_timestamps="""
12:31 <s>Lee</s>: <q>Are we recording?</q>

12:35 PM - <s>Diaz</s>: <q>I think so.</q>

12:39 <s>Lee</s>: <q>Then let us begin.</q>
""",
    timestamps_after_the_name="""
<s>Lee</s> (00:12): <q>Are we recording?</q>

<s>Diaz</s> 00:15: <q>I think so.</q>

<s>Lee</s> [00:19]: <q>Then let us begin.</q>
""",
    bold="""
**<s>Ann Lee</s>:** <q>What did you see?</q>

**<s>Bo Diaz</s>**: <q>I saw it fall.</q>

**<s>Ann Lee</s>: <q>And you ran?</q>**
""",
    bullets_and_dashes="""
• <s>LEE</s>: <q>Did you see it?</q>

- <s>DIAZ</s>: <q>I did.</q>

– <s>LEE</s>: <q>And then?</q>
""",
    label_on_its_own_line="""
<s>LEE</s>:

<q>Did you see it?</q>

<s>DIAZ</s>:
<q>I did.</q>

<s>LEE</s>:
<q>And then?</q>
""",
    no_space_after_the_colon="""
<s>LEE</s>:<q>Did you see it?</q>

<s>DIAZ</s>:“<q>I did.</q>”

<s>LEE</s>:<q>And then?</q>
""",
    clock_and_colon_in_the_words="""
<s>LEE</s>: <q>Was it 9:30 or 10:30?</q>

<s>DIAZ</s>: <q>I know one thing: it was dark.</q>

<s>LEE</s>: <q>Thank you.</q>
""",
    no_break_space=LEE_AND_DIAZ.replace(": ", ":\xa0 "),
    carriage_returns=LEE_AND_DIAZ.replace("\n", "\r\n"),
    hard_wrapped="""
<s>LEE</s>: <q>You said in the spring that the bridge would stand for
another hundred years, and that nobody had reason to fear for the
people who live under it.</q>
<s>DIAZ</s>: <q>I said that, and I said it because the engineers of the
county had told me so, not once but at every single meeting that
we held.</q>
<s>LEE</s>: <q>Did they write it down, and if they did, do you have the
paper here with you?</q>
""",
    wrapped_name_in_a_sentence="""
<s>LEE</s>: <q>You said in the spring that the bridge would stand for
another hundred years, and this is what the engineer told
Diaz: it would fall before the year is over, and everybody who
lives there should leave.</q>
<s>DIAZ</s>: <q>I said that, and I said it because the engineers of the
county had told me so.</q>
<s>LEE</s>: <q>Did they write it down, and if they did, do you have the
paper here with you?</q>
""",
)
def test_labels(markup):
    check(markup)


Q_AND_A = """
<s>Q</s>: <q>Why did you leave?</q>

<s>A</s>: <q>It rained.</q>

<s>Q</s>: <q>What did you take?</q>

<s>A</s>: <q>Nothing.</q>
"""


@cases(
    colon=Q_AND_A,
    full_stop=Q_AND_A.replace("</s>:", "</s>."),
    single_lines=Q_AND_A.replace("\n\n", "\n"),
    numbered=Q_AND_A.replace("</s>:", "</s>1:"),
    bold=Q_AND_A.replace("<s>Q</s>:", "**<s>Q</s>:**").replace("<s>A", "_<s>A"),
    bold_questions=Q_AND_A.replace("<s>Q", "**<s>Q").replace("?</q>", "?</q>**"),
    spelt_out="""
<s>Question</s>: <q>Why now?</q>

<s>Answer</s>: <q>It rained.</q>

<s>Question</s>: <q>Will it rain again?</q>

<s>Answer</s>: <q>Surely.</q>
""",
    bold_face_lost=Q_AND_A.replace("<s>Q</s>: ", "<s>Q</s>"),
    press_briefing="""
<s>Q</s>   <q>Thank you. Will you resign?</q>

<s>MR. LEE</s>:  <q>No.</q>

<s>Q</s>   <q>Has anyone asked you to?</q>

<s>MR. LEE</s>:  <q>Next question.</q>
""",
    a_name_between=Q_AND_A
    + """
<s>Bo Diaz</s>: <q>May I say something?</q>

<s>Q</s>: <q>Go on.</q>

<s>Bo Diaz</s>: <q>I took the dog.</q>

<s>Lee</s>: <q>You did.</q>
""",
)
def test_questions_and_answers(markup):
    check(markup)


@cases(
    reopened="""
"<s>LEE</s>: <q>Did you see it?</q>

"<s>DIAZ</s>: <q>I did, and called it "odd" at once.</q>

"<q more>It swayed for a minute.</q>

"(CROSSTALK)

"<s>LEE</s>: <q>And then?</q>

"<s>DIAZ</s>: <q>It fell.</q>

"<q more>That was all.</q>"

The bridge was built long ago, and I have crossed it often.
""",
    reopened_curly="""
“<s>LEE</s>: <q>Did you see it?</q>

“<s>DIAZ</s>: <q>I did, in “full sun.”</q>

“<s>LEE</s>: <q>And then?</q>”

Lee was not there.
""",
    each_closed="""
“<s>LEE</s>: <q>Did you see it?</q>”

“<s>DIAZ</s>: <q>I did.</q>”

I asked her neighbours too.

“<s>LEE</s>: <q>And then?</q>”
""",
    never_closed="""
<s>LEE</s>: „ <q>Did you see it?</q>

<s>DIAZ</s>: „ <q>I did.</q>

<s>LEE</s>: „ <q>And then?</q>
""",
    marks_after_the_label="""
<s>LEE</s>: “<q>Did you see it?</q>”

<s>DIAZ</s>: “<q>I did.</q>”.

<s>LEE</s>: “<q>“Odd” is what you called it.</q>”
""",
    narration_after_an_open_mark="""
"<s>LEE</s>: <q>Did you see it?</q>

"<s>DIAZ</s>: <q>I did.</q>

"<s>LEE</s>: <q>And then?</q>

"We all ran," his brother said later. "We had to."
""",
    apostrophe_in_the_name="""
<s>O’NEIL</s>: <q>Did you see it?</q>

<s>DIAZ</s>: <q>I did.</q>

<s>O’NEIL</s>: <q>And then?</q>

“We all ran,” his brother told us later.
""",
    mark_at_the_end_is_the_speakers="""
<s>LEE</s>: <q>“Odd” is what you called it.</q>

<s>DIAZ</s>: <q>I called it “very odd.”</q>

<s>LEE</s>: <q>Oh, “very”?</q>
""",
)
def test_outer_marks(markup):
    check(markup)


@cases(
    in_the_first_person=LEE_AND_DIAZ
    + """
<s>DIAZ</s>: <q>I ran.</q>

<q more>Then I called my brother.</q>

<q more>He told us to stay away.</q>

<s>LEE</s>: <q>Good.</q>
""",
    answers="""
<s>Q</s>: <q>Why?</q>

<s>A</s>: <q>It rained.</q>

<q more>The river rose for days.</q>

<s>Q</s>: <q>And then?</q>

<s>A</s>: <q>The bridge fell.</q>
""",
    narration_between=LEE_AND_DIAZ
    + """
The mayor paused for a long time.

<s>DIAZ</s>: <q>I ran.</q>

“We all ran,” his brother said later.

Asked about my question, he added:

<s>LEE</s>: <q>Good.</q>
""",
    told_by_the_speaker=LEE_AND_DIAZ
    + """
<s>DIAZ</s>: <q>I ran.</q>

<q more>I told my brother, “Get out.”</q>

<s>LEE</s>: <q>Good.</q>
""",
    heading_between=LEE_AND_DIAZ
    + """
What you need to know

<s>DIAZ</s>: <q>I ran.</q>
""",
    article_goes_on=LEE_AND_DIAZ
    + """
The bridge fell on Sunday. I was there too.

Follow our reporter for more. We want to hear from you.
""",
    directions=LEE_AND_DIAZ
    + """
(CROSSTALK)

[laughter] (applause)

***

<s>DIAZ</s>: <q>I ran (laughs).</q>

(END VIDEO CLIP)

END OF TRANSCRIPT
""",
    nothing_but_a_direction=LEE_AND_DIAZ
    + """
AUDIENCE: (Laughter)

The mayor smiled.

<s>DIAZ</s>: <q>I ran.</q>

AUDIENCE: [applause]
""",
    a_clip_is_nobodys=LEE_AND_DIAZ
    + """
VIDEO: You can see it sway.

<s>DIAZ</s>: <q>I ran.</q>
""",
)
def test_without_a_label(markup):
    check(markup)


@cases(
    nothing="",
    prose="She had one wish: to leave. He had another: to stay.",
    headline="Lee: I will win\n\nAnn Lee said she would win. “I know it,” she said.",
    headlines="Lee: I will win\n\nDiaz: You will not\n\nCole: We shall see",
    notices="""Editor’s note: We have changed our headline.

UPDATE: Our reporter has more.

WARNING: You may find this upsetting.

UPDATE: You can read the report here.
""",
    digest_of_headlines="Lee: I will win\n\nDiaz: You will not\n\nLee: We shall see",
    letters_to_an_aunt="""Dear Ada: My brother owes me money.

Dear Reader: You will not see it again.

Dear Ada: My sister ran away with my hat.

Dear Reader: You have a large family.
""",
    song="Verse: I see you\n\nChorus: You see me.\n\nVerse: I know.\n\nChorus: You see me.",
    dateline="WASHINGTON: I will win, Lee said.\n\nLee spoke to us on Sunday.",
    only_one_speaker="LEE: Do you see?\n\nLEE: I do.\n\nLEE: We all do.",
    nobody_speaks_twice="LEE: Do you see?\n\nDIAZ: I do.\n\nCOLE: We all do.",
    two_lines="LEE: Do you see?\n\nDIAZ: I do.",
    counts="Lee: 1,769.\n\nDiaz: 1,501.\n\nLee: 547.\n\nDiaz: 46.",
    positions="""Taxes

Lee: Wants lower taxes for small firms.

Diaz: Would raise them for the rich.

Schools

Lee: Supports vouchers.

Diaz: Opposes vouchers.
""",
    forms="""Name: Ann Lee
Party: Green
Your question: Where do I vote?
Name: Bo Diaz
Party: Blue
Your question: Can I vote by post?
""",
    myths="""Myth: You can see it from space.

Fact: You cannot.

Myth: We only use a tenth of our brain.

Fact: We use it all.
""",
    recipe="Serves: 4\nTime: 30 minutes\nServes: 6\nNote: You can use oil.",
    weekdays="Monday: You rest.\nTuesday: You run.\nMonday: You rest.\nTuesday: You run.",
    quotations_with_verbs="""Lee said: “I know you.”

He added: “We met.”

Lee said: “You were young.”

He added: “I was too.”
""",
    described_speakers="""Ann Lee, the mayor of Oakton, said: “I know you.”

Bo Diaz, who leads the council, replied: “We met.”

Ann Lee, the mayor of Oakton, said: “You were young.”
""",
    multiple_choice="""Q. Which river do you cross?
A. The Oak
B. The Elm
Q. Which hill do you climb?
A. The Ash
B. The Fir
""",
    list_of_letters="A. You wash it.\nB. You dry it.\nA. You fold it.\nB. You wear it.",
    initials="A. Lee saw me.\n\nQ. Diaz hid.\n\nA. Lee ran.\n\nQ. Diaz ran.\n\nA. Lee hid.",
    far_apart="\n\n".join(
        f"{name}: I know you.\n\nIt rained.\n\nIt stopped.\n\nIt rained.\n\nThe river rose."
        for name in ("Lee", "Diaz", "Lee", "Diaz")
    ),
    interjections="""“Yes: I know you,” she said.

“No: you do not,” he said.

“Yes: I do. We met.”

“No: I was away.”
""",
    sentences="""The answer was plain: I had to go.

My brother was right: we had no choice.

The answer was plain: you had to stay.
""",
    web_addresses="http://example.org/you\nhttp://example.com/me\nhttp://example.org/us",
    verses="Oakton 4:12 You rest.\n\nElmton 3:2 I run.\n\nOakton 4:13 We rest.",
)
def test_no_transcript(markup):
    check(markup)


@pytest.mark.parametrize(
    "unit",
    [
        "A: ",
        "()",
        "(a",
        "LEE: I\n",
        "Q: x?\nA: y\n",
        "\n",
        "(",
        "“LEE: I?\n\n",
        "A (",
        "Lee, ",
        "*",
        "12:30 ",
    ],
)
def test_linear_time(unit):
    turns(unit * (200_000 // len(unit)))


LABELS = st.sampled_from(["LEE: ", "BO DIAZ, HOST: ", "Q: ", "A: ", "Q. ", "A. ", "VIDEO: "])
WORDS = st.sampled_from(
    ["Did you? ", "I did. ", "he said", "[00:12] ", " ", "\n", "\n\n", "\ud800"]
)
FRAGMENTS = st.one_of(LABELS, WORDS, st.sampled_from("“”\"'()*:"))


@given(st.lists(FRAGMENTS, max_size=60).map("".join) | st.text())
def test_any_text(text):
    paragraphs = find_paragraphs(text)
    found = find_turns(text, paragraphs, find_quoted(text, paragraphs))
    check_turns(text, found)
    check_within(paragraphs, [(turn.start, turn.end) for turn in found])
