"""Contents: the candidate extents of what a cue reports."""

from __future__ import annotations

import pytest

from builders import make_page, named
from quotex.contents import FEATURES, Content, begins_clause, contents_of, has_clause, is_clause
from quotex.cues import find_cues
from quotex.frames import Page

RIGHT = "Lee said/VBD@ROOT:said that/IN@mark:fell rain/NN@nsubj:fell fell/VBD@ccomp:said ."
LEFT = "rain/NN@nsubj:fell fell/VBD@ccomp:said , Lee@nsubj:said said/VBD@ROOT:said ."
AROUND = (
    "talks/NNS@nsubj:resume , Lee@nsubj:said said/VBD@parataxis:resume , would/MD@aux:resume "
    "resume/VB@ROOT:resume soon/RB@advmod:resume ."
)


def extents(sentence: str, cue: str = "said", *also: str) -> dict[tuple[str, ...], Content]:
    """Return the extents by their text; the words in ``also`` are likely cues, too."""
    page = make_page(sentence)
    tokens = page.tokens
    (found,) = [c for c in find_cues(tokens, page.marked, {}) if tokens.words[c.token] == cue]
    reporting = [word in (cue, *also) for word in tokens.words]
    return {
        tuple(tokens.span_text(a, b) for a, b in content.spans): content
        for content in contents_of(Page(tokens, page.marked, reporting), found)
    }


def row(sentence: str, *spans: str, cue: str = "said") -> dict[str, str]:
    return named(FEATURES, extents(sentence, cue)[spans].row)


@pytest.mark.parametrize(
    ("sentence", "cue", "expected"),
    [
        pytest.param(RIGHT, "said", [("that rain fell",)], id="clause to the right"),
        pytest.param(LEFT, "said", [("rain fell",)], id="clause to the left"),
        pytest.param(
            AROUND,
            "said",
            [("would resume soon",), ("talks",), ("talks", "would resume soon")],
            id="around",
        ),
        pytest.param(
            "talks/NNS@nsubj:resumed resumed/VBD@ccomp:said , Lee@nsubj:said said/VBD@ROOT:said ; "
            "rain/NN@nsubj:fell fell/VBD@parataxis:said .",
            "said",
            [("rain fell",), ("talks resumed",)],
            id="nothing around a semicolon",
        ),
        pytest.param(
            "rain/NN@nsubj:fell fell/VBD@ROOT:fell , according/VBG@prep:fell to/IN@prep:according "
            "Lee@pobj:to .",
            "according",
            [("rain fell",)],
            id="according to at the end",
        ),
        pytest.param(
            "according/VBG@prep:fell to/IN@prep:according Lee@pobj:to , rain/NN@nsubj:fell "
            "fell/VBD@ROOT:fell .",
            "according",
            [("rain fell",)],
            id="according to at the beginning",
        ),
        pytest.param(
            "Lee@nsubj:left left/VBD@ROOT:left , saying/VBG@advcl:left rain/NN@nsubj:fell "
            "fell/VBD@ccomp:saying .",
            "saying",
            [("rain fell",)],
            id="never what holds the source",
        ),
        pytest.param(
            "his/PRP$ denial/NN@nsubj:angered that/IN@mark:fell rain/NN@nsubj:fell "
            "fell/VBD@acl:denial angered/VBD@ROOT:angered Roe .",
            "denial",
            [("that rain fell",)],
            id="the clause of a noun ends with it",
        ),
        pytest.param("Lee said/VBD .", "said", [], id="nothing"),
        pytest.param("said/VBD", "said", [], id="one word"),
    ],
)
def test_extents(sentence: str, cue: str, expected: list[tuple[str, ...]]) -> None:
    assert sorted(extents(sentence, cue)) == sorted(expected)


@pytest.mark.parametrize(
    ("sentence", "also", "text"),
    [
        pytest.param(
            "Lee@nsubj:said said/VBD@ROOT:said rain/NN@nsubj:fell fell/VBD@ccomp:said , "
            "adding/VBG@advcl:fell that/IN@mark:hurt it/PRP@nsubj:hurt hurt/VBD@ccomp:adding .",
            (), "rain fell", id="before a comma",
        ),
        pytest.param(
            "Lee@nsubj:said said/VBD@ROOT:said rain/NN@nsubj:fell fell/VBD@ccomp:said "
            "and/CC@cc:said left/VBD@conj:said .",
            (), "rain fell", id="before a coordinated verb",
        ),
        pytest.param(
            "Lee@nsubj:said said/VBD@ROOT:said rain/NN@nsubj:fell fell/VBD@ccomp:said "
            "and/CC@cc:fell added/VBD@conj:fell so/RB@advmod:added .",
            ("added",), "rain fell", id="before and with another cue",
        ),
        pytest.param(
            "Lee@nsubj:said said/VBD@ROOT:said in/IN@prep:said May@pobj:in that/IN@mark:fell "
            "rain/NN@nsubj:fell fell/VBD@ccomp:said .",
            (), "that rain fell", id="from the word that on",
        ),
        pytest.param(
            "Lee spoke/VBD@ROOT:spoke of/IN@prep:spoke rain/NN@pobj:of .",
            (), "rain", id="behind the preposition",
        ),
        pytest.param(
            "Lee said/VBD@ROOT:said rain/NN@nsubj:was was/VBD@ccomp:said “ bad/JJ@acomp:was ” .",
            (), "rain was “bad”", id="a closing mark stays",
        ),
        pytest.param(
            "Lee said/VBD@ROOT:said “ rain/NN@dobj:said ” fell/VBD@ccomp:said .",
            (), "“rain”", id="to the end of the marked words",
        ),
    ],
)  # fmt: skip
def test_among_the_extents(sentence: str, also: tuple[str, ...], text: str) -> None:
    cue = "spoke" if "spoke" in sentence else "said"
    assert (text,) in extents(sentence, cue, *also)


def test_and_without_another_cue_is_no_cut() -> None:
    sentence = (
        "Lee@nsubj:said said/VBD@ROOT:said rain/NN@nsubj:fell fell/VBD@ccomp:said and/CC@cc:fell "
        "hurt/VBD@conj:fell trees/NNS@dobj:hurt ."
    )
    assert list(extents(sentence)) == [("rain fell and hurt trees",)]


def test_extents_stay_in_their_sentence() -> None:
    found = extents(f"rain/NN fell/VBD . | {RIGHT} | rain/NN fell/VBD .")
    assert list(found) == [("that rain fell",)]


def test_a_source_behind_the_cue_is_no_content() -> None:
    found = extents(
        "“ Go/VB@ccomp:said , ” said/VBD@ROOT:said Lee@nsubj:said the/DT aide/NN@appos:Lee ."
    )
    assert set(found) == {("“Go,”",), ("Go,”",)}


def test_long_sentences_end_in_time() -> None:
    words = " ".join("rain/NN@dobj:said" for _ in range(400))
    found = extents(f"Lee said/VBD@ROOT:said {words} .")
    assert max(len(spans[0].split()) for spans in found) < 200


class TestRow:
    @pytest.mark.parametrize(
        ("feature", "label"),
        [
            ("kind", "verb"),
            ("lemma", "say"),
            ("cue takes clause", "right"),
            ("block set off", "no"),
            ("cue closes sentence", "no"),
            ("passive", "no"),
            ("clause before", "no"),
            ("shape", "right"),
            ("start", "ccomp"),
            ("first word", "that"),
            ("touches cue", "yes"),
            ("begins with mark", "no"),
            ("end", "ccomp"),
            ("after", "period"),
            ("reaches sentence end", "yes"),
            ("ends with mark", "no"),
            ("length", "3"),
            ("complements left out", "0"),
            ("has finite verb", "yes"),
            ("quoted words", "none"),
            ("quoted words left out", "none"),
            ("crosses a cue", "no"),
            ("is one subtree", "yes"),
        ],
    )
    def test_of_a_clause_to_the_right(self, feature: str, label: str) -> None:
        assert row(RIGHT, "that rain fell")[feature] == label

    @pytest.mark.parametrize(
        ("feature", "label"),
        [
            ("shape", "left"),
            ("start", "sentence"),
            ("end", "block"),
            ("after", "comma"),
            ("cue takes clause", "left"),
            ("clause before", "clause and comma"),
            ("block set off", "one side"),
            ("cue closes sentence", "yes"),
            ("reaches sentence end", "no"),
            ("length", "2"),
        ],
    )
    def test_of_a_clause_to_the_left(self, feature: str, label: str) -> None:
        assert row(LEFT, "rain fell")[feature] == label

    @pytest.mark.parametrize(
        ("feature", "label"),
        [
            ("shape", "around"),
            ("block set off", "both sides"),
            ("separator after", ","),
            ("clause before", "phrase"),
            ("length", "3"),
            ("reaches sentence end", "yes"),
            ("has finite verb", "yes"),
        ],
    )
    def test_of_two_stretches(self, feature: str, label: str) -> None:
        assert row(AROUND, "talks", "would resume soon")[feature] == label

    @pytest.mark.parametrize(
        ("first", "label"),
        [
            ("whether/IN@mark:fell", "whether"),
            ("if/IN@mark:fell", "whether"),
            ("why/WRB@advmod:fell", "wh"),
            ("the/DT@det:rain", "determiner"),
            ("rain/NN@nsubj:fell", "other"),
            ("Roe@compound:rain", "name"),
            ("he/PRP@nsubj:fell", "pronoun"),
            ("to/TO@aux:fell", "to"),
            ("as/IN@mark:fell", "as"),
        ],
    )
    def test_first_word(self, first: str, label: str) -> None:
        rest = "" if first.startswith("rain") else "rain/NN@nsubj:fell "
        sentence = f"Lee said/VBD@ROOT:said {first} {rest}fell/VBD@ccomp:said ."
        word = first.partition("/")[0].partition("@")[0]
        text = f"{word} rain fell" if rest else "rain fell"
        assert row(sentence, text)["first word"] == label

    def test_marks_at_the_edges(self) -> None:
        found = row(
            "Lee said/VBD@ROOT:said “@punct:fell rain/NN@nsubj:fell fell/VBD@ccomp:said "
            "”@punct:fell .",
            "“rain fell”",
        )
        assert (found["begins with mark"], found["ends with mark"]) == ("yes", "yes")
        assert (found["first word"], found["quoted words"]) == ("mark", "whole")

    def test_marked_words_left_out(self) -> None:
        sentence = (
            "Lee said/VBD@ROOT:said rain/NN@nsubj:fell fell/VBD@ccomp:said , “ bad/JJ@dep:said ” ."
        )
        assert row(sentence, "rain fell")["quoted words left out"] == "some"
        assert row(sentence, "rain fell, “bad”")["quoted words left out"] == "none"

    def test_crosses_a_cue(self) -> None:
        sentence = (
            "Lee@nsubj:said said/VBD@ROOT:said Roe@nsubj:knew knew/VBD@ccomp:said so/RB@dep:knew ."
        )
        (content,) = extents(sentence, "said", "knew").values()
        assert named(FEATURES, content.row)["crosses a cue"] == "yes"
        (content,) = extents(sentence, "said").values()
        assert named(FEATURES, content.row)["crosses a cue"] == "no"

    def test_complements_left_out(self) -> None:
        found = row(
            "Lee told/VBD@ROOT:told Roe@dobj:told that/IN@mark:fell rain/NN@nsubj:fell "
            "fell/VBD@ccomp:told .",
            "that rain fell",
            cue="told",
        )
        assert (found["lemma"], found["complements left out"]) == ("tell", "1")
        assert found["touches cue"] == "yes"

    def test_passive(self) -> None:
        found = row(
            "Lee@nsubjpass:said was/VBD@auxpass:said said/VBN@ROOT:said to/TO@aux:go "
            "go/VB@xcomp:said .",
            "to go",
        )
        assert (found["passive"], found["has finite verb"]) == ("yes", "no")


RAIN_FELL = "rain/NN@nsubj:fell fell/VBD@ccomp:said"


@pytest.mark.parametrize(
    ("content", "has", "begins", "is_one"),
    [
        pytest.param(f"that/IN@mark:fell {RAIN_FELL}", True, True, True, id="that"),
        pytest.param(RAIN_FELL, True, False, True, id="bare clause"),
        pytest.param(f"why/WRB@advmod:fell {RAIN_FELL}", True, True, True, id="why"),
        pytest.param(
            "whether/IN@mark:go to/TO@aux:go go/VB@ccomp:said", False, True, True, id="whether to"
        ),
        pytest.param("to/TO@aux:go go/VB@xcomp:said", False, False, True, id="infinitive"),
        pytest.param("bad/JJ words/NNS@dobj:said", False, False, False, id="phrase"),
    ],
)
def test_clauses(content: str, has: bool, begins: bool, is_one: bool) -> None:
    text = " ".join(piece.partition("/")[0] for piece in content.split())
    extent = extents(f"Lee said/VBD@ROOT:said {content} .")[text,]
    assert (has_clause(extent), begins_clause(extent), is_clause(extent)) == (has, begins, is_one)
