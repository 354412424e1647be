"""The engine on documents made by hand, with the shipped weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from builders import make_tokens
from quotex.characters import characters_of
from quotex.engine import extract
from quotex.tokens import Tokens
from quotex.types import Quote
from quotex.weights import load_weights

if TYPE_CHECKING:
    from spacy.tokens import Doc

spacy = pytest.importorskip("spacy")

GO = "“ Go/VB@ccomp:said now/RB@advmod:Go , ” Ann#PERSON Lee#PERSON@nsubj:said said/VBD@ROOT:said ."
RAIN = (
    "Ann#PERSON Lee#PERSON@nsubj:said said/VBD@ROOT:said that/IN@mark:fell rain/NN@nsubj:fell "
    "fell/VBD@ccomp:said ."
)
HEARING = (
    "Q : Where/WRB@advmod:were were/VBD@ROOT:were you/PRP@nsubj:were ?",
    "A : At/IN@ROOT:At home/NN@pobj:At .",
    "Q : All/DT@dep:day day/NN@ROOT:day ?",
    "A : All/DT@dep:day day/NN@ROOT:day .",
)
TALK = (
    "ANN LEE : Where/WRB@advmod:were were/VBD@ROOT:were you/PRP@nsubj:were ?",
    "BO DIAZ : At/IN@ROOT:At home/NN@pobj:At .",
    "ANN LEE : All/DT@dep:day day/NN@ROOT:day ?",
    "BO DIAZ : All/DT@dep:day day/NN@ROOT:day .",
)


def to_doc(tokens: Tokens) -> Doc:
    """Return the tokens as spaCy has them: what is no single space is a token."""
    words: list[str] = []
    spaces: list[bool] = []
    tags, deps, ents = [], [], []
    place: list[int] = []
    for i, word in enumerate(tokens.words):
        place.append(len(words))
        last = i + 1 == len(tokens)
        gap = tokens.text[tokens.end[i] : None if last else tokens.start[i + 1]]
        words.append(word)
        spaces.append(gap == " ")
        tags.append(tokens.tag[i])
        deps.append(tokens.dep[i])
        label = tokens.ent[i]
        ents.append(f"{'B' if tokens.ent_start[i] else 'I'}-{label}" if label else "O")
        if gap not in ("", " "):
            words.append(gap)
            spaces.append(False)
            tags.append("_SP")
            deps.append("dep")
            ents.append("O")
    heads = list(range(len(words)))
    for i, head in enumerate(tokens.head):
        heads[place[i]] = place[head]
    for k, tag in enumerate(tags):
        if tag == "_SP":
            heads[k] = k - 1
    return spacy.tokens.Doc(
        spacy.blank("en").vocab, words, spaces, tags=tags, deps=deps, heads=heads, ents=ents
    )


def quotes(*sentences: str, **options: object) -> tuple[Quote, ...]:
    tokens = make_tokens(*sentences)
    doc = to_doc(tokens)
    assert doc.text == tokens.text
    return extract(doc, tokens.text, weights=load_weights(), **options).quotes  # type: ignore[arg-type]


def test_a_direct_quotation() -> None:
    (quote,) = quotes(GO)
    assert (quote.text, quote.type, quote.start, quote.end) == ("“Go now,”", "direct", 0, 9)
    assert quote.speaker is not None
    assert (quote.speaker.name, quote.speaker.kind) == ("Ann Lee", "person")
    assert quote.mention is not None
    assert (quote.mention.text, quote.mention.kind) == ("Ann Lee", "name")
    assert quote.cue is not None
    assert (quote.cue.text, quote.cue.lemma) == ("said", "say")
    assert 0.5 < quote.confidence <= 1.0
    assert quote.reason == "'Ann Lee' is the subject of the cue 'said'"
    assert quote.evidence


def test_an_indirect_quotation() -> None:
    (quote,) = quotes(RAIN)
    assert (quote.text, quote.type, quote.who) == ("that rain fell", "indirect", "Ann Lee")
    assert quotes(RAIN, indirect=False) == ()


def test_every_span_slices_the_text() -> None:
    text = make_tokens(GO, RAIN).text
    found = quotes(GO, RAIN)
    assert len(found) == 2
    for quote in found:
        for span in (quote, *quote.parts, quote.mention, quote.cue):
            assert span is not None
            assert text[span.start : span.end] == span.text


def test_a_pronoun_is_resolved_and_the_reason_says_how() -> None:
    quote = quotes(
        "Ann#PERSON Lee#PERSON spoke/VBD .",
        "“ Go/VB@ccomp:said now/RB@advmod:Go , ” she/PRP@nsubj:said said/VBD@ROOT:said .",
    )[-1]
    assert (quote.who, quote.mention and quote.mention.kind) == ("Ann Lee", "pronoun")
    assert quote.reason.startswith("'she' is the subject of the cue 'said'; ")


def test_confidence_is_that_of_the_name_too() -> None:
    pronoun = GO.replace("Ann#PERSON Lee#PERSON@nsubj:said", "she/PRP@nsubj:said")
    tokens = make_tokens(
        "Ann#PERSON Lee#PERSON@nsubj:met met/VBD Eva#PERSON Roe#PERSON@dobj:met .", pronoun
    )
    doc = to_doc(tokens)
    guessed = extract(doc, tokens.text, weights=load_weights()).quotes[-1]
    she = [token.text for token in doc].index("she")
    doc.spans["coref_clusters_1"] = [doc[0:2], doc[she : she + 1]]
    given = extract(doc, tokens.text, weights=load_weights()).quotes[-1]
    assert (guessed.who, given.who) == ("Ann Lee", "Ann Lee")
    assert 0.0 < guessed.confidence < given.confidence
    assert given.reason.endswith("coreference given with the document")


def test_a_missing_mark_is_told() -> None:
    (quote,) = quotes(
        "Ann#PERSON Lee#PERSON@nsubj:said said/VBD@ROOT:said , “ We/PRP@nsubj:left "
        "left/VBD@ccomp:said at/IN noon/NN ."
    )
    assert "the closing mark is missing" in quote.reason


def test_a_nominal_without_a_name_is_nobody() -> None:
    (quote,) = quotes(
        "“ Go/VB@ccomp:said now/RB@advmod:Go , ” a/DT man/NN@nsubj:said said/VBD@ROOT:said ."
    )
    assert quote.speaker is None
    assert (quote.who, quote.mention and quote.mention.kind) == ("a man", "nominal")


class TestLowConfidence:
    def test_leaves_the_speaker_out_and_says_so(self) -> None:
        (quote,) = quotes(GO, min_confidence=1.0)
        assert (quote.speaker, quote.mention, quote.cue, quote.who) == (None, None, None, None)
        assert quote.text == "“Go now,”"
        assert quote.reason.startswith("no speaker: the likeliest, 'Ann Lee', has a confidence of")
        assert quote.reason.endswith("below the minimum of 1.00 asked for")

    def test_keeps_the_confidence_of_the_one_left_out(self) -> None:
        assert quotes(GO, min_confidence=1.0)[0].confidence == quotes(GO)[0].confidence


def test_nobody_near() -> None:
    (quote,) = quotes("“ We/PRP@nsubj:left left/VBD@ROOT:left at/IN noon/NN in/IN May/NNP . ”")
    assert quote.mention is None
    assert quote.confidence == 0.0
    assert quote.reason.startswith("no speaker: ")


class TestTurns:
    def test_labels_name_the_speakers(self) -> None:
        found = quotes(*TALK)
        assert [quote.text for quote in found] == [
            "Where were you?",
            "At home.",
            "All day?",
            "All day.",
        ]
        names = [quote.speaker.name.lower() for quote in found if quote.speaker]
        assert names == ["ann lee", "bo diaz", "ann lee", "bo diaz"]
        assert found[0].reason.startswith("the turn is labelled")

    def test_roles_name_nobody(self) -> None:
        found = quotes(*HEARING)
        assert [quote.speaker for quote in found] == [None] * 4
        assert [quote.who for quote in found] == ["Q", "A", "Q", "A"]
        assert {quote.mention.kind for quote in found if quote.mention} == {"nominal"}


def test_speakers_known_beforehand() -> None:
    (quote,) = quotes(GO, speakers=characters_of(["Ann Marie Lee"]))
    assert quote.who == "Ann Marie Lee"


@pytest.mark.parametrize("sentences", [(), ("Ann#PERSON Lee#PERSON left/VBD .",)])
def test_nothing_to_quote(sentences: tuple[str, ...]) -> None:
    assert quotes(*sentences) == ()


def test_the_caller_s_own_text_is_sliced() -> None:
    tokens = make_tokens(GO)
    text = tokens.text.replace("Go", "GO")
    (quote,) = extract(to_doc(tokens), text, weights=load_weights()).quotes
    assert quote.text == "“GO now,”"
