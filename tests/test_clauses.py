"""Who is the subject of a verb."""

from __future__ import annotations

import pytest

from builders import make_tokens
from quotex import clauses


@pytest.mark.parametrize(
    ("sentence", "verb", "who", "how"),
    [
        pytest.param("Lee said/VBD so/RB .", "said", "Lee", "own", id="own"),
        pytest.param(
            "Lee@nsubj:smiled smiled/VBD@ROOT:smiled and/CC said/VBD@conj:smiled so/RB .",
            "said", "Lee", "conj", id="coordinated",
        ),
        pytest.param(
            "Lee@nsubj:smiled smiled/VBD@ROOT:smiled , left/VBD@conj:smiled and/CC "
            "said/VBD@conj:left so/RB .",
            "said", "Lee", "conj", id="coordinated twice",
        ),
        pytest.param(
            "Lee@nsubj:went went/VBD@ROOT:went on/RP to/TO@aux:say say/VB@xcomp:went so/RB .",
            "say", "Lee", "xcomp", id="infinitive",
        ),
        pytest.param(
            "Lee@nsubj:left left/VBD@ROOT:left , adding/VBG@advcl:left that/IN .",
            "adding", "Lee", "advcl", id="participle",
        ),
        pytest.param(
            "Lee@nsubj:insisted insisted/VBD@ROOT:insisted on/IN@prep:insisted "
            "saying/VBG@pcomp:on so/RB .",
            "saying", "Lee", "pcomp", id="after a preposition",
        ),
        pytest.param(
            "a/DT letter/NN@nsubj:came saying/VBG@acl:letter so/RB came/VBD@ROOT:came .",
            "saying", "letter", "acl", id="described by a participle",
        ),
        pytest.param(
            "the/DT man/NN@nsubj:left who/WP@mark:said said/VBD@relcl:man so/RB "
            "left/VBD@ROOT:left .",
            "said", "man", "relcl", id="relative clause without a subject",
        ),
        pytest.param(
            "the/DT man/NN@nsubj:left who/WP@nsubj:said said/VBD@relcl:man so/RB "
            "left/VBD@ROOT:left .",
            "said", "who", "own", id="relative pronoun as subject",
        ),
        pytest.param(
            "it/PRP@nsubjpass:said was/VBD@auxpass:said said/VBN@ROOT:said by/IN@agent:said "
            "Lee@pobj:by .",
            "said", "Lee", "own", id="passive with its agent",
        ),
        pytest.param(
            "Lee@nsubjpass:told was/VBD@auxpass:told told/VBN@ROOT:told so/RB .",
            "told", None, "passive", id="passive says who was told",
        ),
        pytest.param(
            "Lee@nsubj:told was/VBD@auxpass:told told/VBN@ROOT:told so/RB .",
            "told", None, "passive", id="passive whose subject the parser took for an active one",
        ),
        pytest.param(
            "Lee@nsubjpass:quoted was/VBD@auxpass:quoted quoted/VBN@ROOT:quoted "
            "as/IN@prep:quoted saying/VBG@pcomp:as so/RB .",
            "saying", "Lee", "quoted", id="quoted as saying",
        ),
        pytest.param("said/VBD so/RB .", "said", None, "none", id="nobody"),
        pytest.param(
            "Lee@nsubj:fell fell/VBD@ROOT:fell , Roe@npadvmod:fell said/VBD@parataxis:fell .",
            "said", None, "none", id="another sentence",
        ),
        pytest.param(
            "Lee@nsubj:said said/VBD@ROOT:said Roe@nsubj:left left/VBD@ccomp:said .",
            "left", "Roe", "own", id="the nearest subject wins",
        ),
    ],
)  # fmt: skip
def test_subject(sentence: str, verb: str, who: str | None, how: str) -> None:
    tokens = make_tokens(sentence)
    found, way = clauses.subject(tokens, tokens.words.index(verb))
    assert (None if found is None else tokens.words[found], way) == (who, how)


def test_is_verb_leaves_out_auxiliaries() -> None:
    tokens = make_tokens(
        "Lee@nsubj:said has/VBZ@aux:said been/VBN@auxpass:said said/VBN@ROOT:said so/RB ."
    )
    verbs = [w for i, w in enumerate(tokens.words) if clauses.is_verb(tokens, i)]
    assert verbs == ["said"]


def test_child_takes_the_first_with_a_label() -> None:
    tokens = make_tokens("Lee gave/VBD Roe@dative:gave cake/NN@dobj:gave .")
    gave = tokens.words.index("gave")
    assert clauses.child(tokens, gave, "dobj", "dative") == 2
    assert clauses.child(tokens, gave, "dobj") == 3
    assert clauses.child(tokens, gave, "ccomp") is None


def test_path_up_begins_with_the_token_and_ends_at_the_root() -> None:
    tokens = make_tokens("the/DT man/NN left/VBD .")
    assert clauses.path_up(tokens, 0) == [0, 1, 2]
    assert clauses.path_up(tokens, 0, most=2) == [0, 1]
    assert clauses.path_up(tokens, 2) == [2]
