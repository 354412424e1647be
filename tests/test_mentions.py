"""Mentions: base noun phrases and pronouns."""

from __future__ import annotations

import pytest

from builders import make_tokens
from quotex.mentions import find_noun_phrases, phrase_at


def phrases(*sentences: str) -> list[tuple[str, str]]:
    tokens = make_tokens(*sentences)
    return [(tokens.span_text(p.first, p.last), p.kind) for p in find_noun_phrases(tokens)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("Ann Lee left/VBD .", [("Ann Lee", "name")], id="name"),
        pytest.param(
            "the/DT old/JJ mayor/NN left/VBD .", [("the old mayor", "nominal")], id="nominal"
        ),
        pytest.param(
            "the/DT city/NN council/NN left/VBD .",
            [("the city council", "nominal")],
            id="compound is one phrase",
        ),
        pytest.param(
            "two/CD senior/JJ aides/NNS left/VBD .", [("two senior aides", "nominal")], id="plural"
        ),
        pytest.param(
            "police/NNS#ORG left/VBD .", [("police", "name")], id="the label makes it a name"
        ),
        pytest.param(
            "monday/NN#DATE passed/VBD .", [("monday", "nominal")], id="a label that names nobody"
        ),
        pytest.param(
            "the/DT head/NN of/IN the/DT bank/NN left/VBD .",
            [("the head", "nominal"), ("the bank", "nominal")],
            id="ends before a preposition",
        ),
        pytest.param(
            "Lee 's/POS lawyer/NN left/VBD .",
            [("Lee", "name"), ("Lee's lawyer", "nominal")],
            id="owner alone and in its phrase",
        ),
        pytest.param(
            "his/PRP$ lawyer/NN left/VBD .",
            [("his", "pronoun"), ("his lawyer", "nominal")],
            id="possessive pronoun",
        ),
        pytest.param("She/PRP@nsubj:left left/VBD .", [("She", "pronoun")], id="pronoun"),
        pytest.param(
            "those/DT@nsubj:left who/WP@nsubj:lost lost/VBD@relcl:those left/VBD@ROOT:left .",
            [("those", "nominal"), ("who", "pronoun")],
            id="relative who",
        ),
        pytest.param(
            "a/DT bank/NN@nsubj:left , which/WDT@nsubj:lost lost/VBD@relcl:bank , "
            "left/VBD@ROOT:left .",
            [("a bank", "nominal"), ("which", "pronoun")],
            id="relative which",
        ),
        pytest.param(
            "which/WDT@det:bank bank/NN@nsubj:left left/VBD .",
            [("which bank", "nominal")],
            id="which before a noun",
        ),
        pytest.param(
            "what/WP@nsubj:hurt hurt/VBD Lee .", [("Lee", "name")], id="what is nobody"
        ),
        pytest.param("some/DT@nsubj:say say/VBP so/RB .", [("some", "nominal")], id="determiner"),
        pytest.param("one/CD@nsubj:says says/VBZ so/RB .", [("one", "nominal")], id="numeral"),
        pytest.param(
            "the/DT@det:poor poor/JJ@nsubj:say say/VBP so/RB .",
            [("the poor", "nominal")],
            id="adjective with its determiner",
        ),
        pytest.param("that/DT@nsubj:hurt hurt/VBD .", [], id="that is nobody"),
        pytest.param(
            "all/DT@advmod:left left/VBD .", [], id="a determiner in no slot of a speaker"
        ),
        pytest.param("left/VBD .", [], id="nobody"),
    ],
)  # fmt: skip
def test_find_noun_phrases(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert phrases(sentence) == expected


def test_a_label_is_no_modifier_of_the_words_after_it() -> None:
    found = phrases("LEE@compound:senator : senator/NN@ROOT:senator , sit/VB@dep:senator .")
    assert found[0] == ("LEE", "name")


def test_a_phrase_is_found_by_its_head() -> None:
    (phrase,) = find_noun_phrases(make_tokens("the/DT old/JJ mayor/NN left/VBD ."))
    assert (phrase.first, phrase.head, phrase.last) == (0, 2, 2)


def test_phrases_are_looked_up_by_head() -> None:
    found = find_noun_phrases(make_tokens("the/DT old/JJ mayor/NN met/VBD Ann Lee#PERSON ."))
    assert [phrase_at(found, head) for head in (2, 5)] == found
    assert [phrase_at(found, head) for head in (0, 3, 6)] == [None] * 3
    assert phrase_at([], 0) is None


def test_a_phrase_has_no_hole() -> None:
    # "the" hangs from the noun across a word that is no part of the phrase.
    found = phrases("the/DT@det:plan however/RB@advmod:failed plan/NN@nsubj:failed failed/VBD .")
    assert found == [("plan", "nominal")]
