"""The forms of the names in a text, and what speaks for a person, an organisation or a place."""

from __future__ import annotations

import pytest

from builders import make_tokens
from quotex.name_forms import NameForm, collect_forms, surface_of
from quotex.name_mentions import find_names


def forms(*sentences: str) -> dict[str, NameForm]:
    tokens = make_tokens(*sentences)
    return {" ".join(f.words): f for f in collect_forms(tokens, find_names(tokens))}


def test_forms_are_spellings_in_order_of_appearance() -> None:
    found = forms("Stone met/VBD Ann Roe .", "STONE left/VBD .", "Ann left/VBD .")
    assert list(found) == ["stone", "ann roe", "ann"]
    assert found["stone"].spans == [0, 2]


def test_a_name_of_several_words_is_the_same_without_its_article() -> None:
    # The label makes "The" part of the name.
    found = forms("The#ORG Lakeside#ORG Star#ORG left/VBD .", "they/PRP read/VBP Lakeside Star .")
    assert list(found) == ["lakeside star"]
    assert found["lakeside star"].spans == [0, 1]
    assert list(forms("The#ORG Star#ORG left/VBD .", "they/PRP read/VBP Star .")) == ["star"]


def test_a_nickname_may_come_with_a_later_mention() -> None:
    found = forms("Bob Roe left/VBD .", 'Bob " Buzz " Roe left/VBD .', "Bob Roe sang/VBD .")
    assert found["bob roe"].name.nicknames == ("buzz",)
    found = forms('Bob " Buzz " Roe left/VBD .', 'Bob " Ace " Roe left/VBD .')
    assert found["bob roe"].name.nicknames == ("buzz",)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        # An entity label counts 1, the subject of a reporting verb 0.6, and only if it is one.
        pytest.param("Zorvat#ORG said/VBD so/RB .", "organization", id="label before subject"),
        pytest.param("Zorvat said/VBD so/RB .", "person", id="subject"),
        pytest.param("Zorvat ran/VBD .", "organization", id="subject of another verb"),
        pytest.param("he/PRP said/VBD Zorvat .", "organization", id="object"),
        pytest.param("Zorvat#PERSON ran/VBD .", "person", id="person's label"),
        pytest.param("they/PRP met/VBD Zorvat#PERSON", "person", id="end of the text"),
        pytest.param("they/PRP met/VBD Zorvat#PERSON ,", "person", id="comma at the end"),
        pytest.param("in/IN Zorvat#PERSON it/PRP ran/VBD .", "person", id="label before in"),
        pytest.param("the/DT Zorvat said/VBD so/RB .", "organization", id="the, and a subject"),
        pytest.param("on/IN Zorvat it/PRP ran/VBD .", "organization", id="medium"),
        # Short capitals count 0.5.
        pytest.param("ZORV said/VBD so/RB .", "person", id="capitals and a subject"),
        pytest.param("ZORV#PERSON ran/VBD .", "person", id="capitals and a label"),
        # A relative "who" counts 2, against two labels it is not enough.
        pytest.param("Zorvat#ORG who/WP said/VBD so/RB ran/VBD .", "person", id="who"),
        pytest.param("Zorvat#ORG , who/WP ran/VBD , left/VBD .", "person", id="comma and who"),
        pytest.param("they/PRP met/VBD Zorvat#ORG who/WP", "person", id="who at the end"),
        pytest.param("Zorvat#ORG , which/WDT ran/VBD , left/VBD .", "organization", id="which"),
        # A given name in front counts 1.5, an initial or a suffix too.
        pytest.param("Mary Zorvat#ORG ran/VBD .", "person", id="given name"),
        pytest.param("Zorvat K. Vorn#ORG ran/VBD .", "person", id="initial"),
        pytest.param("K. Zorvat#ORG ran/VBD .", "organization", id="initial in front"),
        pytest.param("Zorvat Vorn Jr.#ORG ran/VBD .", "person", id="suffix"),
        pytest.param("Zorvat Vorn#ORG ran/VBD .", "organization", id="neither"),
        pytest.param("Zorvat Vorn ran/VBD .", "organization", id="nothing at all"),
        # A title counts 3.
        pytest.param("Mayor Zorvat#ORG ran/VBD .", "person", id="title"),
        pytest.param("the/DT Zorvat Council#PERSON ran/VBD .", "organization", id="its word"),
    ],
)
def test_kind_of_a_name_seen_once(sentence: str, kind: str) -> None:
    found = forms(sentence)
    (form,) = [f for words, f in found.items() if "zorv" in words]
    assert form.kind == kind


@pytest.mark.parametrize(
    ("sentences", "kind"),
    [
        pytest.param(["Zorvat#ORG said/VBD so/RB ."] * 2, "organization", id="both twice"),
        pytest.param(
            ["Zorvat#ORG ran/VBD .", *["Zorvat said/VBD so/RB ."] * 2], "person", id="1.2 to 1"
        ),
        pytest.param(
            ["ZORVAT ran/VBD .", "ZORVAT said/VBD so/RB ."], "organization", id="capitals"
        ),
        pytest.param(
            ["Zorvat#PERSON ran/VBD .", "Zorvat#ORG ran/VBD ."], "organization", id="equals"
        ),
        pytest.param(
            ["Zorvat#PERSON ran/VBD .", "Zorvat#GPE ran/VBD ."], "organization", id="or a place"
        ),
        pytest.param(
            ["Zorvat#PERSON ran/VBD .", *["to/IN Zorvat it/PRP ran/VBD ."] * 2],
            "organization",
            id="0.5 a preposition of place",
        ),
        pytest.param(
            ["Zorvat#PERSON ran/VBD .", *["on/IN Zorvat it/PRP ran/VBD ."] * 2],
            "organization",
            id="0.5 a preposition of media",
        ),
        pytest.param(
            ["Zorvat#PERSON ran/VBD .", "to/IN Zorvat it/PRP ran/VBD ."], "person", id="once"
        ),
        pytest.param(
            ["Zorvat#PERSON ran/VBD .", "on/IN Zorvat it/PRP ran/VBD ."], "person", id="on, once"
        ),
        pytest.param(
            ["Zorvat#PERSON ran/VBD .", "the/DT Zorvat ran/VBD ."],
            "organization",
            id="1 an article",
        ),
        pytest.param(
            ["the/DT Zorvat said/VBD so/RB .", "Zorvat said/VBD so/RB ."], "person", id="no more"
        ),
        pytest.param(
            ["Mayor Zorvat ran/VBD .", *["Zorvat#ORG ran/VBD ."] * 3],
            "organization",
            id="3 a title",
        ),
        pytest.param(
            ["Mayor Zorvat ran/VBD .", *["Zorvat#ORG ran/VBD ."] * 2], "person", id="of two"
        ),
        pytest.param(
            ["Zorvat ran/VBD , who/WP left/VBD .", "Zorvat , who/WP left/VBD , ran/VBD ."]
            + ["Zorvat#ORG ran/VBD ."] * 2,
            "organization",
            id="2 the one who",
        ),
        pytest.param(
            ["Mary Zorvat ran/VBD .", *["Mary Zorvat#ORG ran/VBD ."] * 2],
            "organization",
            id="1.5 a given name, once",
        ),
        pytest.param(
            ["Zorvat K. Vorn ran/VBD .", *["Zorvat K. Vorn#ORG ran/VBD ."] * 2],
            "organization",
            id="1.5 an initial, once",
        ),
    ],
)
def test_the_evidence_of_all_mentions_adds_up(sentences: list[str], kind: str) -> None:
    (form,) = [f for words, f in forms(*sentences).items() if "zorvat" in words]
    assert form.kind == kind


def test_a_given_name_alone_says_nothing() -> None:
    assert forms("Mary#ORG ran/VBD .")["mary"].kind == "organization"


def test_a_full_name_is_a_person_if_its_surname_is() -> None:
    surname = "Vorn#PERSON ran/VBD ."
    assert forms("Zorvat Vorn ran/VBD .", surname)["zorvat vorn"].kind == "person"
    assert forms("Zorvat Mid Vorn ran/VBD .", surname)["zorvat mid vorn"].kind == "person"
    assert forms("Zorvat Vorn ran/VBD .", "Vorn ran/VBD .")["zorvat vorn"].kind == "organization"
    labelled = forms("Zorvat Vorn#ORG ran/VBD .", surname)
    assert labelled["zorvat vorn"].kind == "organization"


@pytest.mark.parametrize(
    ("label", "is_place"), [("GPE", True), ("LOC", True), ("FAC", True), ("NORP", False)]
)
def test_a_place_is_what_is_labelled_as_one(label: str, is_place: bool) -> None:
    assert forms(f"Zorvat#{label} ran/VBD .")["zorvat"].is_place is is_place


def test_a_place_is_more_often_one_than_anything_else() -> None:
    place, person = "Zorvat#GPE ran/VBD .", "Zorvat#PERSON ran/VBD ."
    firm = "Zorvat#ORG ran/VBD ."
    assert not forms(place, person)["zorvat"].is_place
    assert not forms(place, firm)["zorvat"].is_place
    assert forms(place, person, firm, place)["zorvat"].is_place
    assert forms("it/PRP ran/VBD in/IN Zorvat .")["zorvat"].is_place
    assert not forms("it/PRP ran/VBD with/IN Zorvat .")["zorvat"].is_place


def test_a_group_is_mostly_a_plural() -> None:
    plural, single = "Zorvs/NNPS ran/VBD .", "Zorvs ran/VBD ."
    assert forms(plural)["zorvs"].kind == "group"
    assert forms(plural, single)["zorvs"].kind != "group"
    assert forms(plural, single, plural)["zorvs"].kind == "group"
    assert forms("Zorvs/NNPS#PERSON ran/VBD .")["zorvs"].kind == "person"


@pytest.mark.parametrize(
    ("sentences", "is_acronym"),
    [
        (["ZV ran/VBD ."], True),
        (["ZORVAT ran/VBD ."], True),
        (["ZORVATS ran/VBD ."], False),
        (["Z ran/VBD ."], False),
        (["Zorv ran/VBD ."], False),
        (["ZORV VORN ran/VBD ."], False),
        (["ZORV ran/VBD .", "Zorv ran/VBD ."], False),
        (["ZORV ran/VBD .", "Zorv ran/VBD .", "ZORV ran/VBD ."], True),
    ],
)
def test_an_acronym_is_short_and_mostly_in_capitals(sentences: list[str], is_acronym: bool) -> None:
    (form,) = forms(*sentences).values()
    assert form.is_acronym is is_acronym


def test_titles_roles_and_peoples_are_counted() -> None:
    found = forms(
        "Mayor Zorvat ran/VBD .",
        "Zorvat ran/VBD .",
        "Dean ran/VBD .",
        "Vornish#NORP ran/VBD .",
        "Vornish#NORP sang/VBD .",
    )
    assert [found["zorvat"].titled, found["dean"].titled] == [1, 0]
    assert [found["zorvat"].role, found["dean"].role] == [0, 1]
    assert [found["zorvat"].demonym, found["vornish"].demonym] == [0, 2]


@pytest.mark.parametrize(
    ("sentence", "surface"),
    [
        ("Ann Lee left/VBD .", "Ann Lee"),
        ("Park Min - jung/NNP left/VBD .", "Park Min-jung"),
        ("“ Lee ’s/POS plan/NN failed/VBD .", "Lee"),
        ("Lee’s plan/NN failed/VBD .", "Lee"),
        ("Ann Lee's plan/NN failed/VBD .", "Ann Lee"),
    ],
)
def test_the_surface_is_what_the_text_has(sentence: str, surface: str) -> None:
    tokens = make_tokens(sentence)
    (span,) = find_names(tokens)
    assert surface_of(tokens, span) == surface
