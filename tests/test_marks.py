"""Which stretches stand inside quotation marks.

A case is a text with `<q>` around every expected span, nested ones inside. `<q open>` has no
closing mark, `<q goes_on>` has none because the next paragraph goes on with the quotation,
`<q style=…>` also checks the style.
"""

from __future__ import annotations

import pytest

from markup import parse
from quotex.marks import LONGEST_GAP, QuotedSpan, find_quoted
from quotex.paragraphs import find_paragraphs


def quoted(text: str) -> list[QuotedSpan]:
    return find_quoted(text, find_paragraphs(text))


def check(markup: str) -> None:
    case = parse(markup)
    found = quoted(case.text)
    assert [(case.text[span.start : span.end], span.start, span.depth) for span in found] == [
        (part.text, part.start, part.depth) for part in case.parts
    ]
    for span, part in zip(found, case.parts, strict=True):
        assert span.continues == ("goes_on" in part.attributes)
        assert span.closed == (not span.continues and "open" not in part.attributes)
        assert span.style == part.attributes.get("style", span.style)


def cases(**by_id: str) -> pytest.MarkDecorator:
    """Parametrise with one case for each keyword."""
    return pytest.mark.parametrize(
        "markup", [pytest.param(text, id=name.replace("_", "-")) for name, text in by_id.items()]
    )


@cases(
    curly="<q style=curly>“We leave at dawn,”</q> she said.",
    straight='<q style=straight>"We leave at dawn,"</q> she said.',
    guillemets="<q style=guillemet>«We leave at dawn,»</q> she said.",
    spaced_guillemets="<q style=guillemet>« We leave at dawn, »</q> she said.",
    spaced_guillemets_comma="<q>« We leave »</q>, she said, <q>« at dawn »</q>. (<q>« No! »</q>)",
    inward_guillemets="She said: <q style=guillemet>»We leave at dawn.«</q>",
    angle="She said: <q style=guillemet>‹We leave at dawn.›</q>",
    german="<q style=german>„We leave at dawn“</q>, she said.",
    german_99="<q style=german>„We leave at dawn,”</q> she said.",
    german_single="She said: <q style=single>‚We leave at dawn.‘</q>",
    typed="<q style=typed>''We leave at dawn,''</q> she said.",
    typed_curly="<q style=typed>‘‘We leave at dawn,’’</q> she said.",
    backticks="<q style=backtick>``We leave at dawn,''</q> she said.",
    backticks_straight='<q style=backtick>``We leave at dawn,"</q> she said.',
    single_curly="<q style=single>‘We leave at dawn,’</q> she said.",
    single_straight="<q style=single>'We leave at dawn,'</q> she said.",
)
def test_every_kind_of_mark(markup):
    check(markup)


@cases(
    curly_closed_straight='<q style=curly>“We leave at dawn,"</q> she said.',
    straight_closed_curly='<q style=straight>"We leave at dawn,”</q> she said.',
    opening_twice="<q>“We leave at dawn,“</q> she said.",
    closing_twice="<q>”We leave at dawn,”</q> she said.",
    swapped="<q>”We leave at dawn,“</q> she said.",
    opening_twice_at_the_end="She called it <q>“a gift“</q>.",
    swedish="<q>»We leave at dawn»</q>, she said.",
    every_kind_in_one_text="<q>“One,”</q> <q>\"two,\"</q> <q>''three,''</q> <q>«four.»</q>",
    single_curly_closed_straight="The <q>‘old guard'</q> is gone.",
    typed_closed_straight="<q>''We leave at dawn,\"</q> she said.",
)
def test_mixed_typesetting(markup):
    check(markup)


@cases(
    interrupted='<q>"We leave,"</q> she said, <q>"at dawn."</q>',
    interrupted_curly="<q>“We leave,”</q> she said, <q>“at dawn.”</q>",
    two_turns_in_a_line='<q>"Ready?"</q> <q>"Nearly."</q>',
    one_word="He called the plan <q>“daring”</q> and left.",
    in_brackets='The mayor (<q>"Bo"</q> to friends) agreed.',
    mark_in_brackets='<q>"(Laughs) No (never)"</q>, she said.',
    after_a_colon_without_space='She said:<q>"No."</q>',
    after_a_dash='He paused--<q>"No, never"</q>--and went.',
    after_an_em_dash="He paused—<q>“No, never”</q>—and went.",
    dash_inside='<q>"I was going to--"</q> she began.',
    dashes_touching='<q>"I had got an idea--"</q> <q>"Stop!"</q>--she cried--<q>"now."</q>',
    dashes_touching_inside='<q>"Stop--"</q> she cried, <q>"--now--"</q> and ran.',
    opens_with_dash='<q>"--and then it rained,"</q> she said.',
    opens_with_dots='He wrote of <q>"... a long road ahead"</q> today.',
    ends_with_dots='He wrote of <q>"a long road ..."</q> today.',
    ends_before_a_semicolon='<q>"No"</q>; then: <q>"Yes"</q>.',
    full_stop_outside='It was <q>"over"</q>.',
    dollar_sign='They paid <q>"$40 and a goat"</q> for it.',
    hashtag='They wrote <q>"#vote"</q> on it.',
    bracketed_start='He said <q>"[the] plan is dead"</q> at noon.',
    footnote='<q>"It is dead,"</q>[1] he wrote.',
    space_inside_both_marks='<q>" We leave at dawn , "</q> she said.',
    no_space_after_comma='He said,<q>"We leave."</q>',
    no_space_after_close='<q>"We leave,"</q>he said.',
    slash='Choose <q>"yes"</q>/<q>"no"</q> now.',
    underscores='He said _<q>"never"</q>_ again.',
    asterisks="**<q>“Never,”</q>** he said.",
    no_break_space="He said\u00a0<q>“never”</q>\u00a0again.",
    byte_order_mark='\ufeff<q>"Never,"</q> he said.',
    question_outside='Who said <q>"never"</q>?',
    empty='He typed <q>""</q> and left.',
)
def test_what_stands_beside_a_mark(markup):
    check(markup)


@cases(
    contraction="I don't think it isn't so, y'all.",
    names="O'Brien and D'Angelo met at Dunkin' on Hallowe'en.",
    tis="'Tis the season, and 'twas ever so.",
    curly_tis="’Tis the season, and ’twas ever so.",
    smart_quoted_tis="‘Tis the season, and it is cold.",
    rock_n_roll="They play rock 'n' roll and rock ’n’ roll.",
    plural_possessive="The players' bus and the dogs' dinner were late.",
    possessive_at_the_end="The bus was the players'. The fault was theirs.",
    two_possessives="the boys' and the girls' rooms",
    james="James' car hit Chris' fence.",
    nineties="In the '90s and the '08 crash they lost it all.",
    curly_nineties="In the ’90s they lost it all.",
    smart_quoted_nineties="In the ‘90s they lost it all.",
    em="Get 'em while you can, tell ’em all.",
    dropped_g="They were goin' home and singin' songs.",
    dialect="I dunnot like 't, nor th' way on 't, i' th' dark, wi' yo' beside me.",
    dropped_aitches="Put the 'orse in the 'ouse of the 'ospital and the 'usband by it.",
    verb_set_apart="They 'll go, and she 's gone, and I 'd go.",
    elided_both_ways="'Em that's goin' can go.",
    o_and_th="a cup o' tea and th' old man",
    feet_and_inches="He is 5'10\" and she is 6'2\" tall.",
    feet_and_inches_spaced="He is 5' 10\" tall.",
    inches='A 6" pipe, a 4" pipe and a 12" rule.',
    feet="It stood 6' off a 20' wall.",
    apostrophe_between_quotations="The dogs' owner <q>“left”</q> the boys' home.",
    decades_and_a_quotation='In the \'60s he said: <q>"No."</q>',
    minutes="It lies at 51° 30' north.",
)
def test_apostrophes_and_measures(markup):
    check(markup)


@cases(
    one_word="Rivals call the plan <q style=single>'daring'</q> and leave.",
    curly_one_word="Rivals call the plan <q style=single>‘daring’</q> and leave.",
    headline_start="<q>'We will win'</q>: mayor opens the race",
    headline_end="Mayor opens race: <q>‘We’ll win’</q>",
    comma_inside="Mayor, <q>'tired,'</q> leaves race",
    colon="Mayor: <q>'We will fight on'</q>",
    semicolon="Mayor recasts <q>'reform'</q>; rivals laugh",
    with_contraction="Mayor: <q>'I don't lose'</q>",
    with_possessive="Mayor: <q>‘The voters’ will decides it’</q>",
    ends_in_s="The so-called <q>'hard yards'</q>, he wrote.",
    beside_doubles="The <q>'deal'</q> is off, <q>\"for now,\"</q> he said.",
    dropped_g_inside="He meant <q>‘Lyin’ Ned’</q>, of course.",
)
def test_single_marks_where_doubles_are_usual(markup):
    check(markup)


@cases(
    turn="<q>'I don't know,'</q> said the boys' teacher.",
    two_parts="<q>'It is late,'</q> he said, <q>'and the dogs' dinner is cold.'</q>",
    curly_two_parts="<q>‘It’s late,’</q> he said, <q>‘and the dogs’ dinner is cold.’</q>",
    possessive_before_noun="<q>'It isn't the players' fault,'</q> he said.",
    double_inside="<q>'She said <q>\"no\"</q> twice,'</q> he said.",
    curly_double_inside="<q>‘She said <q>“no”</q> twice,’</q> he said.",
    dropped_g="<q>'I'm just goin' home,'</q> he said.",
    elision_first="<q>'Well,'</q> he said, <q>''tis late.'</q>",
    same_kind_inside="<q>'She said <q>'no.'</q>'</q> <q>'No?'</q> he asked.",
    question="<q>'Who?'</q> he asked. <q>'Me!'</q>",
    dash="<q>'But I--'</q> <q>'No.'</q>",
    logical_comma="<q>'It is late'</q>, he said, <q>'and cold'</q>.",
    goes_on="<q goes_on>‘It is late.</q>\n\n<q>‘And cold,’</q> he said. <q>‘No.’</q>",
    dialect="<q>'I were good to 't wi' all th' care I had, an' I ha' lost 't,'</q> he said.",
    dropped_aitch="<q>'I saw the 'orses go,'</q> he said, <q>'and the 'ospital's aunt.'</q>",
    curly_dropped_aitch="<q>‘I saw ’em go, the ’orses,’</q> he said. <q>‘And ’tis done.’</q>",
    prentice="<q>'He was a 'prentice of ours,'</q> he said. <q>'A bad 'un.'</q>",
    wrapped="<q>'It is late, and the dogs'\nsupper is cold, and so is\nyours,'</q> she said.",
    dash_touching="<q>'I had got an idea--'</q> <q>'Stop!'</q>--she cried--<q>'now.'</q>",
    dash_touching_curly="<q>‘I had an idea—’</q> <q>‘Stop!’</q>—she cried—<q>‘now.’</q>",
    possessive_last="<q>‘It was the players’,’</q> he said. <q>‘Not ours.’</q>",
    letter="<q goes_on>‘Dear Ann,</q>\n\n<q goes_on>‘It’s late.</q>\n\n<q>‘Bo’</q>",
    missing_close="<q>'Yes,'</q> he said. <q>'No.'</q>\n\n<q open>'Who are you?</q>\n\nHe left.",
)
def test_british_style(markup):
    check(markup)


@cases(
    single_in_double="<q>“She said <q>‘no’</q> to me,”</q> he said.",
    straight_single_in_double="<q>\"She said <q>'no'</q> to me,\"</q> he said.",
    both_start="<q>\"<q>'No'</q> is what she said,\"</q> he said.",
    both_end="<q>“She said <q>‘no.’</q>”</q>",
    straight_both_end="<q>\"She said <q>'no.'</q>\"</q>",
    space_between_closing_marks="<q>“She said <q>‘no.’</q> ”</q>",
    thin_space_between_opening_marks="<q>“\u2009<q>‘No’</q> is what she said,”</q> he said.",
    typed_in_single_end="<q>''She said <q>'no.'</q>''</q>",
    curly_in_straight='<q>"I asked <q>“why?”</q> and left,"</q> he said.',
    guillemets_in_curly="<q>“The sign says <q>«Sortie»</q> there,”</q> he said.",
    angle_in_guillemets="<q>« He said <q>‹ oui ›</q> to me »</q>, she wrote.",
    german_nested="<q>„Er sagte <q>‚nein‘</q> zu mir“</q>, sagte sie.",
    three_deep="<q>“I heard <q>‘she said <q>“no”</q> twice’</q> there,”</q> he said.",
    same_curly_kind="<q>“I asked <q>“why?”</q> and left,”</q> he said.",
    same_straight_kind='<q>"I asked <q>"why?"</q> and left,"</q> he said.',
    apostrophe_inside="<q>“The dogs’ owner said <q>‘don’t’</q> to ’em,”</q> he said.",
    two_inside="<q>“First <q>‘yes,’</q> then <q>‘no,’</q>”</q> he said.",
)
def test_marks_in_marks(markup):
    check(markup)


@cases(
    at_paragraph_end="<q open>“We leave at dawn.</q>\n\nShe sat down.",
    before_a_tag='<q open>"We leave at dawn, she said.</q>\n\nShe sat down.',
    next_turn_is_safe='<q open>"We leave at dawn.</q>\n\nThen: <q>"No,"</q> he said.',
    second_part_open='<q>"We leave,"</q> she said, <q open>"at dawn.</q>\n\nShe sat down.',
    resync='<q open>"We leave at dawn, she said.</q> <q>"Or later,"</q> she added.',
    resync_curly="<q open>“We leave at dawn, she said.</q> <q>“Or later,”</q> she added.",
    resync_mixed='<q open>“We leave at dawn, she said.</q> <q>"Or later,"</q> she added.',
    resync_typed="<q open>''We leave at dawn, she said.</q> <q>''Or later,''</q> she added.",
    stray_close='We leave at dawn," she said. <q>"Or later."</q>',
    stray_curly_close="We leave at dawn,” she said. <q>“Or later.”</q>",
    lone_close='We leave at dawn."',
    lone_mark='"',
    lone_mark_in_space='He typed " and left.',
    typed_twice="“<q>“We leave at dawn,”</q> she said.",
    inner_open="<q>“She said <q open>‘no to me,</q>”</q> he said.",
    inches_do_not_close='<q>"It was a 6" pipe,"</q> he said.',
    number_before_close='<q>"It was in 2016"</q>, he said.',
    misplaced_space='<q>"We leave "</q>she said, <q>"at dawn."</q>',
)
def test_missing_and_stray_marks(markup):
    check(markup)


@cases(
    reopened="<q goes_on>“One.</q>\n\n<q goes_on>“Two.</q>\n\n<q>“Three,”</q> she said.",
    reopened_straight='<q goes_on>"One.</q>\n\n<q>"Two,"</q> she said.',
    reopened_typed="<q goes_on>''One.</q>\n\n<q>''Two,''</q> she said.",
    reopened_mixed='<q goes_on>“One.</q>\n\n<q>"Two,"</q> she said.',
    with_a_tag="<q>“One,”</q> she said. <q goes_on>“Two.</q>\n\n<q>“Three.”</q>",
    nested_goes_on="<q goes_on>“She said <q goes_on>‘one.</q></q>\n\n<q>“<q>‘Two.’</q>”</q>",
    nested_inside="<q goes_on>“One <q>‘b’</q> c.</q>\n\n<q>“Two.”</q>",
    not_reopened="<q goes_on>“One.</q>\n\n<q goes_on>Two.</q>\n\n<q>Three,”</q> she said.",
    verse="<q goes_on>“Hear this:</q>\n\n<q goes_on>O rose</q>\n\n<q>Enough,”</q> she said.",
    letter="<q goes_on>“Dear Ann,</q>\n\n<q goes_on>“I come.</q>\n\n<q>“Yours, Bo.”</q>",
    letter_read="<q goes_on>“<q goes_on>‘Dear Ann,</q></q>\n\n<q>“<q>‘I come. Yours, Bo.’</q>”</q>",
    stanza="<q>“O rose,\nSo red,\nSo red,\nO rose,”</q> he sang.",
    stanzas="<q goes_on>“O rose,\nSo red,\nO rose,</q>\n\n<q>“So red,\nO rose,\nSo red.”</q>",
    next_turn="<q>“One.”</q>\n\n<q>“Two.”</q>",
    reopened_before_a_space='<q goes_on>"One.</q>\n\n<q>" Two,"</q> she said.',
    reopened_by_the_last_only="<q open>“One, she said.</q> <q goes_on>“Two.</q>\n\n<q>“Three.”</q>",
    not_reopened_behind_a_word="<q open>“One.</q>\n\nThen <q>“two,”</q> she said.",
    nested_not_reopened="<q goes_on>“She said <q open>‘one.</q></q>\n\n<q>“Two.”</q>",
    space_at_the_end="<q goes_on>“One.</q> \n\n<q>“Two.”</q>",
    stray_closing_mark="One.\n\nTwo,” she said.",
)
def test_quotations_over_paragraphs(markup):
    check(markup)


@cases(
    ruler='""""""""""\n\nHe said <q>"no"</q> twice.',
    ruler_of_singles="''''''''\n\nHe said <q>'no'</q> twice.",
    mixed_ruler="\"'\"'\"'\"'\n\nHe said <q>'no'</q> twice.",
    code_backtick="Type `ls` to see them.",
    comma_low_mark="He came‚ saw‚ and left.",
    nothing="",
    no_marks="He came, saw and left.",
)
def test_what_is_no_quotation(markup):
    check(markup)


def test_inner_offsets_leave_the_marks_out():
    text = "He said ''no''."
    (span,) = quoted(text)
    assert text[span.inner_start : span.inner_end] == "no"
    assert text[span.start : span.end] == "''no''"


def test_a_quotation_left_open_does_not_reach_over_a_long_stretch_without_marks():
    gap = "Then it rained.\n\n" * LONGEST_GAP
    text = f"So it began.\n\n“One.\n\n{gap}Two,” she said."
    spans = quoted(text)
    assert len(spans) == LONGEST_GAP + 2
    assert [span.continues for span in spans] == [True] * (LONGEST_GAP + 1) + [False]
    assert LONGEST_GAP == 10  # a page or so
    (span,) = quoted(text.replace(gap, f"{gap}It still rained.\n\n"))
    assert text[span.start : span.end] == "“One."
    assert not span.continues


def test_a_paragraph_without_marks_inside_a_quotation_is_all_inside():
    text = "“One.\n\nTwo.\n\nThree,” she said."
    _, second, third = quoted(text)
    assert (second.start, second.end) == (second.inner_start, second.inner_end) == (7, 11)
    assert (second.depth, second.closed, second.continues) == (0, False, True)
    assert (third.start, third.inner_start, third.closed) == (13, 13, True)
    assert text[third.inner_end : third.end] == "”"


def test_without_paragraphs_there_are_no_spans():
    assert find_quoted("“A”", []) == []
