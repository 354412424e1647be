"""Who a document names: forms clustered, bearers of one surname told apart, titles, kinds."""

from __future__ import annotations

import pytest

from builders import cast_of, make_tokens, speaker_at
from quotex.cast import Cast, build_cast
from quotex.mentions import find_noun_phrases
from quotex.tokens import Tokens
from quotex.types import Character


def read(*sentences: str) -> tuple[Cast, Tokens]:
    tokens = make_tokens(*sentences)
    return build_cast(tokens, find_noun_phrases(tokens)), tokens


def name_at(cast: Cast, tokens: Tokens, word: str, nth: int = 1) -> str | None:
    speaker = speaker_at(cast, tokens, word, nth)
    return speaker.name if speaker else None


def people(cast: Cast) -> list[str]:
    return [speaker.name for speaker in cast.speakers if speaker.kind == "person"]


FULL = "Mary Stone#PERSON spoke/VBD ."


@pytest.mark.parametrize(
    ("first", "second", "word", "name"),
    [
        pytest.param(FULL, "Stone left/VBD .", "Stone", "Mary Stone", id="surname"),
        pytest.param(FULL, "Mary left/VBD .", "Mary", "Mary Stone", id="given name"),
        pytest.param(FULL, "Ms. Stone left/VBD .", "Stone", "Mary Stone", id="titled"),
        pytest.param(FULL, "STONE left/VBD .", "STONE", "Mary Stone", id="capitals"),
        pytest.param(
            "Michael Roe spoke/VBD .", "Mike Roe left/VBD .", "Roe", "Michael Roe", id="short form"
        ),
        pytest.param(
            "John F. Roe spoke/VBD .", "John Roe left/VBD .", "Roe", "John F. Roe", id="initial"
        ),
        pytest.param(
            'Bob C. " Buzz " Roe spoke/VBD .',
            "Buzz Roe left/VBD .",
            "Roe",
            'Bob C. "Buzz" Roe',
            id="nickname",
        ),
        pytest.param(
            "Mayor Bill de/NNP Castro spoke/VBD .",
            "De Castro left/VBD .",
            "Castro",
            "Bill de Castro",
            id="particle",
        ),
        pytest.param(
            "Park Min - jung/NNP spoke/VBD .",
            "Park left/VBD .",
            "Park",
            "Park Min-jung",
            id="order",
        ),
        pytest.param(
            "they/PRP met/VBD Aung#PERSON Mya#PERSON Win#PERSON Kyaw#PERSON .",
            "Win Kyaw left/VBD .",
            "Kyaw",
            "Aung Mya Win Kyaw",
            id="last parts",
        ),
        pytest.param(
            "Mary Brenstein spoke/VBD .",
            "Brensten left/VBD .",
            "Brensten",
            "Mary Brenstein",
            id="misspelt",
        ),
        pytest.param(
            "José Gómez spoke/VBD .", "Gomez left/VBD .", "Gomez", "José Gómez", id="diacritics"
        ),
        pytest.param(
            "Mary Stone#PERSON spoke/VBD .",
            "Stone#GPE said/VBD so/RB .",
            "Stone",
            "Mary Stone",
            id="label of a place",
        ),
        pytest.param(
            "the/DT Federal Bureau of/IN Statistics said/VBD so/RB .",
            "The/DT FBS left/VBD .",
            "FBS",
            "Federal Bureau of Statistics",
            id="acronym",
        ),
        pytest.param(
            "the/DT Metropolitan Transit ( METRA ) said/VBD so/RB .",
            "METRA left/VBD .",
            "METRA",
            "Metropolitan Transit",
            id="acronym in brackets",
        ),
        pytest.param(
            "reporters/NNS of/IN The/DT Lakeside Post#ORG met/VBD .",
            "the/DT Post left/VBD .",
            "Post",
            "The Lakeside Post",
            id="newspaper",
        ),
        pytest.param(
            "Lakeside Energy#ORG said/VBD so/RB .",
            "Lakeside left/VBD .",
            "Lakeside",
            "Lakeside Energy",
            id="firm",
        ),
    ],
)
def test_forms_of_one_name(first: str, second: str, word: str, name: str) -> None:
    cast, tokens = read(first, second)
    nth = sum(w == word for w in tokens.words)
    assert (name_at(cast, tokens, word, nth) or "").replace('" ', '"').replace(' "', '"') == (
        name.replace('" ', '"').replace(' "', '"')
    )


def test_two_people_with_one_surname_stay_apart() -> None:
    cast, tokens = read("Mary Stone spoke/VBD .", "James Stone left/VBD .")
    assert people(cast) == ["Mary Stone", "James Stone"]
    assert name_at(cast, tokens, "Stone", 2) == "James Stone"


def test_a_title_decides_between_bearers() -> None:
    cast, tokens = read(
        "Mary Stone met/VBD James Stone .", "Mr. Stone spoke/VBD .", "Mrs. Stone left/VBD ."
    )
    assert name_at(cast, tokens, "Stone", 3) == "James Stone"
    assert name_at(cast, tokens, "Stone", 4) == "Mary Stone"


def test_the_main_bearer_takes_the_bare_surname() -> None:
    cast, tokens = read(
        "James Stone spoke/VBD .",
        "James Stone won/VBD .",
        "his/PRP$ daughter/NN , Mary Stone , left/VBD .",
        "It/PRP rained/VBD .",
        "Stone said/VBD so/RB .",
    )
    assert name_at(cast, tokens, "Stone", 4) == "James Stone"


def test_whoever_was_named_last_takes_it_between_equals() -> None:
    cast, tokens = read(
        *["Mary Stone spoke/VBD .", "It/PRP rained/VBD ."],
        *["It/PRP rained/VBD ."] * 15,
        *["James Stone came/VBD .", "Stone said/VBD so/RB ."],
    )
    assert name_at(cast, tokens, "Stone", 3) == "James Stone"


def test_mr_is_not_the_woman_of_that_name() -> None:
    cast, tokens = read("Mary Stone spoke/VBD .", "Mr. Stone left/VBD .", "Mr. Stone won/VBD .")
    assert name_at(cast, tokens, "Stone", 2) == "Stone"
    assert name_at(cast, tokens, "Stone", 1) == "Mary Stone"
    assert speaker_at(cast, tokens, "Stone", 3) == speaker_at(cast, tokens, "Stone", 2)


def test_pronouns_show_that_an_office_is_another_bearers() -> None:
    cast, tokens = read(
        "Mary Stone spoke/VBD .",
        "President Stone said/VBD he/PRP left/VBD .",
        "President Stone lost/VBD his/PRP$ hat/NN .",
    )
    assert name_at(cast, tokens, "Stone", 2) == "Stone"


def test_a_surname_as_a_place_is_left_alone() -> None:
    cast, tokens = read("Denis Houston spoke/VBD .", "Lee lived/VBD in/IN Houston#GPE .")
    assert name_at(cast, tokens, "Houston", 2) != "Denis Houston"


def test_a_role_word_is_a_name_only_of_someone() -> None:
    cast, tokens = read("Howard Dean spoke/VBD .", "Dean left/VBD .")
    assert name_at(cast, tokens, "Dean", 2) == "Howard Dean"
    cast, tokens = read("Mary Stone spoke/VBD .", "Governor left/VBD .")
    assert name_at(cast, tokens, "Governor") is None


@pytest.mark.parametrize(
    ("sentence", "word", "name"),
    [
        ("Stein/NNP spokeswoman/NN Mary Stone said/VBD so/RB .", "Stone", "Mary Stone"),
        ("Mary Stone 's plan/NN failed/VBD .", "Stone", "Mary Stone"),
        ("his/PRP$ lawyer/NN , Mary Stone@appos:lawyer , left/VBD .", "lawyer", "Mary Stone"),
        ("Governor@nsubj:spoke of/IN Ohio Mary Stone spoke/VBD .", "Governor", "Mary Stone"),
        ("the/DT Lakeside Star said/VBD so/RB .", "Star", "Lakeside Star"),
        ("Bashir al/NNP - Karim spoke/VBD .", "Karim", "Bashir al-Karim"),
        ("a/DT clerk/NN left/VBD .", "clerk", None),
        ("the/DT senator/NN met/VBD Mary Stone .", "senator", None),
    ],
)
def test_by_head(sentence: str, word: str, name: str | None) -> None:
    cast, tokens = read(sentence)
    assert name_at(cast, tokens, word) == name


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("US Secretary of/IN State Mary Stone spoke/VBD .", "US Secretary of State"),
        ("Stein campaign/NN manager/NN Mary Stone spoke/VBD .", "Stein campaign manager"),
        ("the/DT former/JJ mayor/NN Mary Stone spoke/VBD .", "former mayor"),
        ("Sen. Mary Stone ( R - Fla. ) spoke/VBD .", "Sen. (R-Fla.)"),
        ("Mary Stone , a/DT port/NN spokeswoman/NN@appos:Stone , spoke/VBD .", "port spokeswoman"),
        ("her/PRP$ lawyer/NN , Mary Stone@appos:lawyer , spoke/VBD .", "lawyer"),
        ("Mrs. Mary Stone spoke/VBD .", None),
        ("Mary Stone spoke/VBD .", None),
    ],
)
def test_title(sentence: str, title: str | None) -> None:
    cast = cast_of(sentence)
    found = [s.title for s in cast.speakers if s.name == "Mary Stone"]
    assert found == [title]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Mary Stone said/VBD so/RB .", "person"),
        ("Zorvat said/VBD so/RB .", "person"),
        ("Zorvat#GPE , who/WP said/VBD so/RB , left/VBD .", "person"),
        ("the/DT Lakeside Council said/VBD so/RB .", "organization"),
        ("the/DT Lakeside Tribune#PERSON said/VBD so/RB .", "organization"),
        ("Democrats/NNPS said/VBD so/RB .", "group"),
        ("House/NNP Democrats/NNPS said/VBD so/RB .", "group"),
    ],
)
def test_kind(sentence: str, kind: str) -> None:
    assert cast_of(sentence).speakers[0].kind == kind


@pytest.mark.parametrize(
    ("sentence", "gender", "likely"),
    [
        ("Ms. Kim Stone spoke/VBD .", "female", "female"),
        ("spokesman/NN Kim Stone spoke/VBD .", "male", "male"),
        ("Kim Stone , a/DT retired/JJ actress/NN , spoke/VBD .", "female", "female"),
        ("James Stone spoke/VBD .", None, "male"),
        ("Kim Stone spoke/VBD .", None, None),
    ],
)
def test_gender_is_what_the_text_states(
    sentence: str, gender: str | None, likely: str | None
) -> None:
    cast = cast_of(sentence)
    place = next(i for i, s in enumerate(cast.speakers) if "Stone" in s.name)
    assert (cast.speakers[place].gender, cast.likely_gender[place]) == (gender, likely)


def test_a_campaign_is_named_after_its_candidate() -> None:
    cast, tokens = read(
        "Mary Stone spoke/VBD .",
        "the/DT Stone campaign/NN said/VBD so/RB .",
        "Mary Stone 's campaign/NN left/VBD .",
    )
    speaker = speaker_at(cast, tokens, "campaign")
    assert speaker is not None
    assert speaker == speaker_at(cast, tokens, "campaign", 2)
    assert (speaker.name, speaker.kind) == ("Mary Stone's campaign", "organization")
    assert speaker.aliases == ("Stone campaign",)
    assert name_at(cast, tokens, "Stone", 3) == "Mary Stone"


def test_aliases_are_the_other_forms() -> None:
    cast = cast_of("Mary Stone spoke/VBD .", "Stone left/VBD .", "Mary won/VBD .")
    assert cast.speakers[0].aliases == ("Stone", "Mary")


def test_mentions_stand_in_text_order() -> None:
    cast = cast_of("Mary Stone met/VBD James Roe .", "Stone left/VBD .")
    assert [(m.first, m.last, m.speaker) for m in cast.mentions] == [
        (0, 1, 0),
        (3, 4, 1),
        (6, 6, 0),
    ]


@pytest.mark.parametrize(
    ("sentence", "known", "name"),
    [
        ("Stone left/VBD .", ("Mary Stone",), "Mary Stone"),
        ("Mary A. Stone left/VBD .", ("Mary Stone",), "Mary Stone"),
        ("Mr. Stone left/VBD .", ("Mary Stone",), "Stone"),
        ("Stone left/VBD .", ("Mary Stone", "James Stone"), "Stone"),
        ("Bea Stone left/VBD .", ("Mary Stone",), "Bea Stone"),
        (
            "The/DT FBS left/VBD .",
            ("Federal Bureau of Statistics",),
            "Federal Bureau of Statistics",
        ),
        ("Stone left/VBD .", ("Senator Mary Stone",), "Senator Mary Stone"),
    ],
)
def test_known_names(sentence: str, known: tuple[str, ...], name: str) -> None:
    assert cast_of(sentence, known=known).speakers[0].name == name


MARY = Character("Mary Stone", aliases=("Polly", "Lady Vane"), gender="female")


@pytest.mark.parametrize(
    ("sentence", "known", "name"),
    [
        ("Polly left/VBD .", (MARY,), "Mary Stone"),
        ("Ms. Vane left/VBD .", (MARY,), "Mary Stone"),
        ("Mr. Vane left/VBD .", (MARY,), "Vane"),
        ("Mary A. Stone left/VBD .", (MARY,), "Mary Stone"),
        ("Mr. Stone left/VBD .", (Character("M. Stone", gender="female"),), "Stone"),
        ("Polly Roe left/VBD .", (MARY,), "Polly Roe"),
        ("Polly left/VBD .", (MARY, Character("Ida Roe", ("Polly",))), "Polly"),
        ("Polly left/VBD .", (MARY, Character("Polly Roe")), "Mary Stone"),
        ("Mary Stone left/VBD .", (MARY, Character("Mary A. Stone")), "Mary Stone"),
        ("The/DT Heron Fund left/VBD .", (Character("HF", ("the Heron Fund",)),), "HF"),
    ],
)
def test_known_names_with_aliases(sentence: str, known: tuple[Character, ...], name: str) -> None:
    assert cast_of(sentence, known=known).speakers[0].name == name


def test_all_names_of_a_known_character_are_one_speaker() -> None:
    sentences = ("Polly met/VBD James Roe .", "Mary Stone left/VBD .", "Ms. Vane won/VBD .")
    cast = cast_of(*sentences, known=(MARY,))
    assert [(s.name, s.aliases, s.gender) for s in cast.speakers] == [
        ("Mary Stone", ("Polly", "Vane"), "female"),
        ("James Roe", (), None),
    ]
    assert [mention.speaker for mention in cast.mentions] == [0, 1, 0, 0]
    assert len(cast_of(*sentences).speakers) == 4


def test_the_gender_of_a_known_character_is_believed() -> None:
    (speaker,) = cast_of(
        "Robin Vane left/VBD .", known=(Character("R. Vane", gender="male"),)
    ).speakers
    assert (speaker.name, speaker.gender) == ("R. Vane", "male")


def test_an_empty_document_has_no_cast() -> None:
    assert cast_of() == Cast((), (), {}, ())
