"""The cast with what each member says: counts, order, and who is left out."""

from __future__ import annotations

import json

import pytest
from attrs import asdict, evolve

import quotex
from quotex.members import count_cast
from quotex.quotes import Quotes
from quotex.types import CastMember, Speaker
from samples import ANN, BO, INTERRUPTED, MIXED, TEXT, UNNAMED

EVA = Speaker("Eva Roe")
FUND = Speaker("The Heron Fund", "organization")

ARTICLE = (
    "Mayor Ann Lee said the plan was sound. “We asked, and nobody answered,” Bo Diaz replied. "
    "“Nobody,” a clerk said. Bo Diaz and Ida Moss then left for the Heron Fund."
)


def test_who_says_the_most_is_first_and_the_silent_are_last() -> None:
    quotes = (MIXED, INTERRUPTED, evolve(INTERRUPTED, speaker=ANN), UNNAMED)
    assert count_cast((EVA, BO, ANN), (3, 1, 2), quotes) == (
        CastMember(ANN, 2, 2, 12, 12 / 17),
        CastMember(BO, 1, 1, 5, 5 / 17),
        CastMember(EVA, 3, 0, 0, 0.0),
    )


def test_of_those_who_say_as_much_the_one_named_more_often_is_first() -> None:
    found = count_cast((ANN, BO, EVA), (1, 2, 1), ())
    assert [member.speaker.name for member in found] == ["Bo Diaz", "Ann Lee", "Eva Roe"]
    assert {member.share for member in found} == {0.0}


def test_only_persons_are_listed_unless_they_speak() -> None:
    assert count_cast((FUND,), (4,), ()) == ()
    (member,) = count_cast((FUND,), (4,), (evolve(UNNAMED, speaker=FUND),))
    assert member == CastMember(FUND, 4, 1, 1, 1.0)


def test_speakers_who_are_alike_are_one_member() -> None:
    assert count_cast((BO, BO), (1, 2), (INTERRUPTED,)) == (CastMember(BO, 3, 1, 5, 1.0),)


def test_the_parts_of_quotes_keep_the_cast() -> None:
    quotes = Quotes((MIXED, INTERRUPTED), TEXT, cast=count_cast((ANN, BO), (1, 1), (MIXED,)))
    assert quotes[1:].cast == quotes.by_speaker()["Bo Diaz"].cast == quotes.cast
    assert quotes != Quotes((MIXED, INTERRUPTED), TEXT)


def test_dicts_of_the_cast_lead_back_to_it() -> None:
    quotes = Quotes((MIXED,), TEXT, cast=count_cast((ANN, EVA), (1, 1), (MIXED,)))
    plain = json.loads(json.dumps([asdict(member) for member in quotes.cast]))
    again = Quotes.from_dicts(quotes.to_dicts(evidence=True), TEXT, cast=plain)
    assert again == quotes


@pytest.mark.model
def test_a_text_has_a_cast() -> None:
    quotes = quotex.extract_quotes(ARTICLE)
    assert [member.speaker.name for member in quotes.cast] == ["Bo Diaz", "Ann Lee", "Ida Moss"]
    first, second, third = quotes.cast
    assert (first.mentions, first.quotations, first.words) == (2, 1, 5)
    assert (third.mentions, third.quotations, third.share) == (1, 0, 0.0)
    assert first.share + second.share == pytest.approx(1)
    assert first.speaker == next(quote.speaker for quote in quotes if quote.who == "Bo Diaz")


@pytest.mark.model
@pytest.mark.parametrize("n_process", [1, 2])
def test_pipe_gives_the_same_cast(n_process: int) -> None:
    expected = quotex.extract_quotes(ARTICLE).cast
    found = quotex.pipe([ARTICLE, "…", ARTICLE], n_process=n_process, batch_size=1)
    assert [quotes.cast for quotes in found] == [expected, (), expected]


@pytest.mark.model
def test_whom_nothing_is_attributed_to_says_nothing() -> None:
    cast = quotex.extract_quotes(ARTICLE, min_confidence=1.0).cast
    assert {member.quotations for member in cast} == {0}
    assert {member.speaker.name for member in cast} == {"Bo Diaz", "Ann Lee", "Ida Moss"}
