"""What stands at the edges of a quoted span."""

from __future__ import annotations

import pytest

from builders import make_page, named
from quotex.edges import FEATURES, edge_row

GO = "“ Go/VB@ccomp:said , ” Lee@nsubj:said said/VBD@ROOT:said ."


def row(*sentences: str, first: int = 0, last: int | None = None) -> dict[str, str]:
    page = make_page(*sentences)
    start = page.segments[first]
    end = start if last is None else page.segments[last]
    return named(FEATURES, edge_row(page.tokens, start, end, page.paragraph))


@pytest.mark.parametrize(
    ("before", "label"),
    [
        pytest.param("", "paragraph", id="paragraph"),
        pytest.param("Roe left/VBD . | ", "sentence", id="sentence"),
        pytest.param("Roe left/VBD , ", "comma", id="comma"),
        pytest.param("Roe added/VBD : ", "colon", id="colon"),
        pytest.param("Roe left/VBD — ", "dash", id="dash"),
        pytest.param("Roe said/VBD that/IN ", "that", id="that"),
        pytest.param("Roe said/VBD as/IN ", "as", id="as"),
        pytest.param("Roe said/VBD to/IN ", "to", id="to"),
        pytest.param("Roe said/VBD the/DT ", "determiner", id="determiner"),
        pytest.param("Roe said/VBD his/PRP$ ", "determiner", id="his"),
        pytest.param("Roe said/VBD ", "verb", id="verb"),
        pytest.param("Roe spoke/VBD of/IN ", "preposition", id="preposition"),
        pytest.param("Roe left/VBD and/CC ", "and", id="and"),
        pytest.param("a/DT dog/NN ", "noun", id="noun"),
        pytest.param("Roe ", "name", id="name"),
        pytest.param("Roe is/VBZ so-called/JJ ", "adjective", id="adjective"),
        pytest.param("Roe left/VBD ( ", "bracket", id="bracket"),
        pytest.param("Roe saw/VBD him/PRP ", "other", id="other"),
    ],
)
def test_before(before: str, label: str) -> None:
    assert row(before + GO)["before"] == label


@pytest.mark.parametrize(
    ("inside", "label"),
    [
        ("Go/VB ,", "comma"),
        ("Go/VB .", "period"),
        ("Go/VB ?", "question"),
        ("Go/VB !", "question"),
        ("Go/VB ...", "ellipsis"),
        ("Go/VB …", "ellipsis"),
        ("Go/VB —", "dash"),
        ("Go/VB", "none"),
    ],
)
def test_closes_with(inside: str, label: str) -> None:
    assert row(f"“ {inside} ” Lee said/VBD@ROOT:said .")["closes with"] == label


@pytest.mark.parametrize(
    ("after", "label"),
    [
        pytest.param("", "paragraph", id="nothing"),
        pytest.param("said/VBD Lee .", "verb", id="verb"),
        pytest.param("Lee said/VBD .", "name", id="name"),
        pytest.param("he/PRP said/VBD .", "pronoun", id="pronoun"),
        pytest.param("the/DT man/NN said/VBD .", "determiner", id="determiner"),
        pytest.param("aides/NNS said/VBD .", "noun", id="noun"),
        pytest.param("in/IN May said/VBD .", "preposition", id="preposition"),
        pytest.param("and/CC left/VBD .", "and", id="and"),
        pytest.param(", Lee said/VBD .", "comma", id="comma"),
        pytest.param(".", "period", id="period"),
        pytest.param("— Lee said/VBD .", "dash", id="dash"),
        pytest.param("( Lee said/VBD ) .", "bracket", id="bracket"),
        pytest.param("so/RB said/VBD .", "lower", id="other small word"),
        pytest.param("7/LS said/VBD .", "other", id="other"),
        pytest.param("| The/DT man/NN said/VBD .", "sentence", id="sentence"),
        pytest.param("| Lee said/VBD .", "name", id="sentence with a name"),
        pytest.param("| He/PRP said/VBD .", "pronoun", id="sentence with a pronoun"),
    ],
)
def test_after(after: str, label: str) -> None:
    assert row(f"“ Go/VB ! ” {after}".strip())["after"] == label


def test_after_the_last_of_a_paragraph() -> None:
    assert row("“ Go/VB ! ”", "Lee said/VBD .")["after"] == "paragraph"


@pytest.mark.parametrize(
    ("sentence", "feature", "label"),
    [
        pytest.param(GO, "words", "4", id="words count the marks"),
        pytest.param("“ a/NN b/NN c/NN d/NN e/NN ” .", "words", "7", id="more words"),
        pytest.param(GO, "capital", "yes", id="capital"),
        pytest.param("“ go/VB , ” Lee said/VBD .", "capital", "no", id="small letter"),
        pytest.param("“ GO/VB NOW/RB , ” Lee said/VBD .", "all capitals", "yes", id="shouted"),
        pytest.param("“ GO/VB now/RB , ” Lee said/VBD .", "all capitals", "no", id="not shouted"),
        pytest.param("“ 7/CD , ” Lee said/VBD .", "all capitals", "no", id="no letters"),
        pytest.param(GO, "root tag", "VB", id="root tag"),
        pytest.param(GO, "root dependency", "ccomp", id="root dependency"),
        pytest.param(GO, "has verb", "no", id="no finite verb"),
        pytest.param(
            "“ He/PRP@nsubj:left left/VBD@ccomp:said , ” Lee@nsubj:said said/VBD@ROOT:said .",
            "has verb", "yes", id="finite verb",
        ),
        pytest.param(
            "“ He/PRP@nsubj:left left/VBD@ccomp:said , ” Lee@nsubj:said said/VBD@ROOT:said .",
            "first or second person", "no", id="third person",
        ),
        pytest.param(
            "“ We/PRP@nsubj:left left/VBD@ccomp:said , ” Lee@nsubj:said said/VBD@ROOT:said .",
            "first or second person", "yes", id="first person",
        ),
        pytest.param(GO, "closed", "yes", id="closed"),
        pytest.param("“ Go/VB , Lee said/VBD .", "closed", "no", id="never closed"),
        pytest.param(GO, "style", "double", id="double"),
        pytest.param(GO, "first paragraph", "yes", id="first paragraph"),
        pytest.param(
            "Lee used/VBD the/DT phrase/NN “ big/JJ dog/NN ” .",
            "introduced as", "word", id="called a word",
        ),
        pytest.param(
            "a/DT dog/NN nicknamed/VBN “ Big/JJ ” .", "introduced as", "name", id="called a name"
        ),
        pytest.param(GO, "introduced as", "nothing", id="called nothing"),
        pytest.param(
            "Wilfred “ Bunny ” Oakes left/VBD .", "inside a name", "yes", id="nickname"
        ),
        pytest.param(GO, "inside a name", "no", id="no nickname"),
        pytest.param("Lee said/VBD , “ Go/VB . ”", "opening", "comma, capital", id="opening"),
        pytest.param("Lee said/VBD a/DT “ dog/NN ”", "opening", "determiner, small",
                     id="opening in small letters"),
    ],
)  # fmt: skip
def test_feature(sentence: str, feature: str, label: str) -> None:
    assert row(sentence)[feature] == label


def test_a_later_paragraph() -> None:
    assert row("Roe left/VBD .", GO)["first paragraph"] == "no"


def test_of_two_segments_the_outer_edges_count() -> None:
    found = row(
        "“ go/VB@ROOT:go , ” Lee@nsubj:said said/VBD@dep:go , “ now/RB . ” | Roe left/VBD .",
        first=0,
        last=1,
    )
    assert (found["before"], found["closes with"], found["after"]) == (
        "paragraph",
        "period",
        "name",
    )
    assert found["words"] == "7"  # four tokens each, marks included


def test_a_quotation_of_nothing_but_marks_is_no_error() -> None:
    page = make_page("“ a/NN")
    assert len(edge_row(page.tokens, page.segments[0], page.segments[0], page.paragraph)) == len(
        FEATURES
    )
