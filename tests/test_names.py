"""The structure of names, and which tokens are names."""

from __future__ import annotations

import pytest

from builders import make_tokens
from quotex.name_mentions import find_names
from quotex.name_runs import find_capitals, is_role
from quotex.names import (
    acronyms,
    compatible,
    fold,
    gender_of,
    is_abbreviated_by,
    is_given_name,
    is_misspelling,
    name_keys,
    parse_name,
    same_given,
)


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("O’Néill", "o'neill"),
        ("Lee’s", "lee"),
        ("Lee‘s", "lee"),
        ("Jr.", "jr"),
        ("GONZÀLEZ", "gonzalez"),
        ("Geun‑hye", "geun-hye"),
        ("’S", "s"),
        ("'", "'"),
        ("A's", "a"),
        ("“Lee”.", "“lee”"),
        ('"Buzz"', "buzz"),
        ("U.S.", "u.s"),
        ("Straße", "strasse"),
    ],
)
def test_fold(word: str, folded: str) -> None:
    assert fold(word) == folded


@pytest.mark.parametrize(
    ("text", "given", "family", "suffix"),
    [
        ("Ann Lee", "ann", "lee", ""),
        ("Robert C. Roe Jr.", "robert c", "roe", "jr"),
        ("G.K. Marsh", "g k", "marsh", ""),
        ("Bill de Castro", "bill", "de castro", ""),
        ("De Castro", "", "de castro", ""),
        ("Ana de la Cruz", "ana", "de la cruz", ""),
        ("Al Sharp", "al", "sharp", ""),
        ("Omar bin Said", "omar", "bin said", ""),
        ("Park Min-jung", "park", "min-jung", ""),
        ("Lee", "", "lee", ""),
        ("De", "", "de", ""),
        ("de la", "", "de la", ""),
        ("Jr.", "", "jr", ""),
        ("", "", "", ""),
        ("Lee III", "", "lee", "iii"),
        ("Ann St.Clair", "ann", "st.clair", ""),
        ("J..R. Marsh", "j r", "marsh", ""),
        ("A.B", "a", "b", ""),
    ],
)
def test_parse_name(text: str, given: str, family: str, suffix: str) -> None:
    name = parse_name(text.split())
    assert (" ".join(name.given), " ".join(name.family), name.suffix) == (given, family, suffix)


def test_names_of_the_same_words_differ_by_their_nickname() -> None:
    first, second = (parse_name(["Robert", "Lee"], [nickname]) for nickname in ("Bo", "Buzz"))
    assert (first.nicknames, second.nicknames) == (("bo",), ("buzz",))
    assert parse_name(["Robert", "Lee"]).nicknames == ()


@pytest.mark.parametrize(("written", "family"), [("al", "al said"), ("Al", "said")])
def test_a_particle_is_told_from_a_given_name_by_its_small_letter(
    written: str, family: str
) -> None:
    assert " ".join(parse_name([written, "Said"]).family) == family


def test_surnames_meet_without_their_article() -> None:
    assert parse_name(["Bashir", "al-Karim"]).key == parse_name(["Karim"]).key
    assert [parse_name([word]).key for word in ("al-Abe", "El-Abe", "ul-Abe")] == ["abe"] * 3
    assert [parse_name([word]).key for word in ("al-Ab", "Al-Ab", "ol-Abe")] == [
        "al-ab",
        "al-ab",
        "ol-abe",
    ]
    assert parse_name([]).key == ""


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Mike Roe", "Michael Roe", True),
        ("Bill Roe", "William Roe", True),
        ("M. Roe", "Michael Roe", True),
        ("Ann Roe", "Bea Roe", False),
        ("John D. Roe", "John Roe", True),
        ("John D. Roe", "John F. Roe", False),
        ("John Roe Jr.", "John Roe Sr.", False),
        ("John Roe Jr.", "John Roe", True),
        ("J. Edgar Roe", "Edgar Roe", True),
        ("Geoffrey Roe", "Geofrey Roe", True),
        ("Roe", "John Roe", True),
        ("Roe Jr.", "John Roe Sr.", False),
        ("John Roe Jr.", "John Roe Jr.", True),
        ("John Roe Jr.", "Mary Roe", False),
        ("John Roe Jr.", "Mary Roe Jr.", False),
        ("Mary A. Roe", "John Roe", False),
        ("John Edgar Roe", "Mark Edgar Roe", False),
        ("John Adam Roe", "John A. Roe", True),
        ("John Adam Roe", "John Ben Roe", False),
        ("John Adam Roe", "John Aaron Roe", True),
        ("Bill A. Roe", "William A. Roe", True),
        ("John A. C. Roe", "John A. B. Roe", True),
    ],
)
def test_compatible(one: str, other: str, same: bool) -> None:
    assert compatible(parse_name(one.split()), parse_name(other.split())) is same
    assert compatible(parse_name(other.split()), parse_name(one.split())) is same


def test_a_nickname_counts_as_given_name() -> None:
    full = parse_name(["Robert", "C.", "Roe"], nicknames=["Buzz"])
    assert compatible(full, parse_name(["Buzz", "Roe"]))
    assert compatible(parse_name(["Buzz", "Roe"]), full)
    assert not compatible(full, parse_name(["Ida", "Roe"]))
    assert compatible(parse_name(["Max", "Roe"], nicknames=["Buzz"]), full)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("maria", "mario", False),
        ("bob", "robert", True),
        ("b", "robert", False),
        ("dan", "dana", False),
        ("j", "john", True),
        ("john", "j", True),
        ("john", "john", True),
        ("john", "jude", False),
        ("zorvane", "zorvanne", True),
        ("zorvane", "maria", False),
        ("bob", "rob", True),
    ],
)
def test_same_given(one: str, other: str, same: bool) -> None:
    assert same_given(one, other) is same


@pytest.mark.parametrize(
    ("one", "other", "misspelt"),
    [
        ("brenstein", "brensten", True),
        ("wimer", "winer", True),
        ("lee", "lea", False),
        ("brown", "crown", False),
        ("marsden", "harsden", False),
        ("hanesey", "hannessey", True),
        ("harris", "harrison", False),
        ("lanes", "lansens", False),
        ("lansen", "lansen", True),
        ("marsden", "mardsen", True),
        ("hannessey", "hanesey", True),
        ("lansen", "lansensens", False),
        ("", "lansen", False),
        ("rowe", "rows", False),
        ("rowse", "rowes", True),
        ("bekman", "beckmann", True),
        ("bekman", "brockman", False),
        ("marsden", "marsdon", True),
        ("marsden", "morsdon", False),
    ],
)
def test_is_misspelling(one: str, other: str, misspelt: bool) -> None:
    assert is_misspelling(one, other) is misspelt


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("federal bureau of statistics", {"fbs", "fbos"}),
        ("alliance to reclaim our parks", {"arop", "atrop"}),
        ("lakeside energy", {"le"}),
        ("lakeside", set()),
        ("the lakeside", set()),
        ("", set()),
        ("anglo-dutch union", {"au", "adu"}),
        ("anglo- dutch union", {"adu"}),
    ],
)
def test_acronyms(name: str, found: set[str]) -> None:
    assert acronyms(name.split()) == found


def test_acronyms_of_words_that_fold_to_nothing() -> None:
    assert acronyms(["lakeside", "", "energy"]) == {"le"}
    assert acronyms(["lakeside", ""]) == set()


@pytest.mark.parametrize(
    ("short", "abbreviates"),
    [
        ("metra", True),
        ("mt", True),
        ("metropolitantransit", True),
        ("mx", False),
        ("tm", False),
        ("trans", False),
        ("mtm", False),
        ("", False),
    ],
)
def test_letters_in_order_abbreviate(short: str, abbreviates: bool) -> None:
    assert is_abbreviated_by(["metropolitan", "transit"], short) is abbreviates


def test_no_words_are_not_abbreviated() -> None:
    assert not is_abbreviated_by([], "mt")
    assert not is_abbreviated_by([""], "mt")


def test_full_names_of_a_short_one() -> None:
    assert {"mike", "michael"} <= name_keys("mike")
    assert name_keys("zorvane") == {"zorvane"}


def test_given_names_suggest_a_gender() -> None:
    assert gender_of("mary") == "female"
    assert gender_of("james") == "male"
    assert gender_of("jo-anne") == "female"
    assert gender_of("kim") is None
    assert is_given_name("jo-anne")
    assert not is_given_name("senate")
    assert gender_of("zorv-mary") is None
    assert gender_of("mary-zorv") == "female"
    assert is_given_name("mary-zorv")
    assert not is_given_name("zorv-mary")
    assert is_given_name("mike")


def names(*sentences: str) -> list[str]:
    return [" ".join(span.words) for span in find_names(make_tokens(*sentences))]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("Ann Lee said/VBD so/RB .", ["Ann Lee"], id="plain"),
        pytest.param("Sen. Ann Lee said/VBD so/RB .", ["Ann Lee"], id="title"),
        pytest.param("Lt. Gen. Ann Lee said/VBD so/RB .", ["Ann Lee"], id="two titles"),
        pytest.param("Gov Lee said/VBD so/RB .", ["Lee"], id="title without its stop"),
        pytest.param(
            "Stone campaign/NN manager/NN Ann Lee said/VBD so/RB .",
            ["Stone", "Ann Lee"],
            id="role in small letters",
        ),
        pytest.param(
            "White House Press Secretary Ann Lee said/VBD so/RB .", ["Ann Lee"], id="long title"
        ),
        pytest.param(
            "Secretary of/IN State Ann Lee said/VBD so/RB .", ["Ann Lee"], id="title with of"
        ),
        pytest.param("Lakeside Mayor Ann Lee said/VBD so/RB .", ["Ann Lee"], id="place and title"),
        pytest.param(
            "Charlotte Mayor Ann Lee said/VBD so/RB .", ["Ann Lee"], id="place like a given name"
        ),
        pytest.param("Ann Crouse - Lee said/VBD so/RB .", ["Ann Crouse-Lee"], id="hyphen"),
        pytest.param("Park Min - jung/NNP spoke/VBD .", ["Park Min-jung"], id="hyphen, small"),
        pytest.param('Bob C. " Buzz " Roe spoke/VBD .', ["Bob C. Roe"], id="nickname"),
        pytest.param("Bob ( Buzz ) Roe spoke/VBD .", ["Bob Roe"], id="nickname in brackets"),
        pytest.param("Bob Roe , Jr. spoke/VBD .", ["Bob Roe Jr."], id="suffix after comma"),
        pytest.param("Ana de/FW la/FW Cruz spoke/VBD .", ["Ana de la Cruz"], id="particles"),
        pytest.param(
            "the/DT Department of/IN Public Works said/VBD so/RB .",
            ["Department of Public Works"],
            id="organisation with of",
        ),
        pytest.param(
            "the/DT Commission on/IN Ethics said/VBD so/RB .",
            ["Commission on Ethics"],
            id="organisation with on",
        ),
        pytest.param(
            "the/DT Republican Party said/VBD so/RB .", ["Republican Party"], id="party word"
        ),
        pytest.param("Republican Ann Lee said/VBD so/RB .", ["Ann Lee"], id="party member"),
        pytest.param("Mr. King said/VBD so/RB .", ["King"], id="a role word as surname"),
        pytest.param("Howard Dean said/VBD so/RB .", ["Howard Dean"], id="a role word after given"),
        pytest.param("Guy#PERSON Moody#PERSON said/VBD so/RB .", ["Guy Moody"], id="a role's word"),
        pytest.param(
            "Marine#PERSON Bob#PERSON Roe#PERSON said/VBD so/RB .", ["Bob Roe"], id="a role's role"
        ),
        pytest.param(
            "Cecily/RB@compound:Vane Vane said/VBD so/RB .", ["Cecily Vane"], id="an adverb's tag"
        ),
        pytest.param("Said/VBD@compound:Vane Vane so/RB .", ["Vane"], id="a verb in front"),
        pytest.param(
            "Seo/NN@compound:Kwak - yeon/NN Kwak#PERSON said/VBD so/RB .",
            ["Seo-yeon Kwak"],
            id="hyphen, common noun",
        ),
        pytest.param(
            "the/DT Boatmen#ORG 's/POS#ORG Association#ORG said/VBD so/RB .",
            ["Boatmen's Association"],
            id="organisation of its members",
        ),
        pytest.param(
            "the/DT News#ORG '/POS#ORG Lee#ORG said/VBD so/RB .",
            ["News", "Lee"],
            id="two names taken for one organisation",
        ),
        pytest.param("Mr. President spoke/VBD .", [], id="an office addressed"),
        pytest.param("the/DT Attorney General said/VBD so/RB .", [], id="a role alone"),
        pytest.param("Ann Lee ( R - Fla. ) said/VBD so/RB .", ["Ann Lee"], id="party label"),
    ],
)
def test_find_names(sentence: str, expected: list[str]) -> None:
    assert names(sentence) == expected


def test_a_headline_is_cut_to_the_names_the_text_uses() -> None:
    found = names(
        "Stone Slams Lee Over/IN Bridge Plan",
        "Ann Lee and/CC Bo Stone met/VBD .",
        "Lee spoke/VBD .",
        "Stone spoke/VBD to/IN Lee .",
        "Stone left/VBD .",
    )
    assert found[:2] == ["Stone", "Lee"]


HEADLINE_NAMES = ("Ann Lee spoke/VBD .", "Lee met/VBD Bo Roe .", "Lee met/VBD Roe .")


@pytest.mark.parametrize(
    ("headline", "found"),
    [
        ("Now/RB Slams Lee Again/RB", ["Lee", "Ann Lee"]),
        ("Now/RB Slams Lee Again/RB today/RB", ["Slams Lee", "Ann Lee"]),
        ("Now/RB Slams Lee Over/RB Vorn Roe Again/RB", ["Lee", "Roe"]),
    ],
    ids=["capitals", "its own do not count", "two runs"],
)
def test_the_other_words_of_a_sentence_make_it_a_headline(headline: str, found: list[str]) -> None:
    assert names("It/PRP began/VBD .", headline, *HEADLINE_NAMES)[:2] == found


def test_a_word_before_a_name_used_elsewhere_is_cut() -> None:
    assert names("Crooked Ann Lee left/VBD .", "Ann Lee spoke/VBD .")[0] == "Ann Lee"


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        pytest.param(
            "Zorvane#PERSON Lee#PERSON said/VBD her/PRP$ dog/NN barked/VBD .",
            "Zorvane Lee",
            id="she is no James",
        ),
        pytest.param(
            "Zorvane#PERSON Lee#PERSON said/VBD his/PRP$ dog/NN barked/VBD .",
            "Lee",
            id="he may be James",
        ),
        pytest.param("Painting Lee was/VBD work/NN .", "Lee", id="no name of a person"),
        pytest.param("De#PERSON Lee#PERSON left/VBD .", "De Lee", id="particle"),
    ],
)
def test_a_rare_given_name_is_told_from_a_word_before_a_surname(sentence: str, name: str) -> None:
    assert names("James Lee spoke/VBD .", "Lee left/VBD .", sentence)[2] == name


def test_a_misspelt_surname_tagged_as_no_name_is_recovered() -> None:
    found = names("Ann Welks spoke/VBD .", "Wells/NNS@nsubj:said said/VBD so/RB .")
    assert found == ["Ann Welks", "Wells"]
    twice = ["Wells/NNS@nsubj:said said/VBD so/RB ."] * 2
    assert names("Ann Welks spoke/VBD .", *twice) == ["Ann Welks", "Wells", "Wells"]
    found = names("Ann Welks spoke/VBD .", "Wells/NNS@nsubj:dried dried/VBD up/RB .")
    assert found == ["Ann Welks"]


def test_handles_stand_among_the_capitals() -> None:
    tokens = make_tokens("Lee and/CC @roe met/VBD É. McNeil Ann .")
    assert [tokens.words[i] for i in find_capitals(tokens)] == [
        "Lee",
        "@roe",
        "É.",
        "McNeil",
        "Ann",
    ]


def test_a_role_is_told_by_word_and_tag() -> None:
    tokens = make_tokens("the/DT Senators/NNPS met/VBD Senators/NNP .")
    assert [is_role(tokens, i) for i in (1, 3)] == [True, False]


def test_a_nickname_goes_on_past_an_initial_that_ends_a_sentence() -> None:
    assert names("Rep. Bob C.", '" Buzz " Roe spoke/VBD .') == ["Bob C. Roe"]


def test_a_name_tagged_as_a_verb_is_recovered() -> None:
    found = names("Ann Lee spoke/VBD .", "Then/RB Lee/VB left/VBD .")
    assert found == ["Ann Lee", "Lee"]
