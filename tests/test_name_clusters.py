"""Which forms of names are one person's or one organisation's."""

from __future__ import annotations

import pytest

from quotex.name_clusters import Cluster, NameIndex
from quotex.name_forms import NameForm
from quotex.names import fold, parse_name


def person(text: str, nickname: str = "", **evidence: float) -> NameForm:
    return form(text, nickname, **{"person": 3.0, **evidence})


def firm(text: str, **evidence: float) -> NameForm:
    return form(text, **{"organization": 3.0, **evidence})


def form(text: str, nickname: str = "", **evidence: float) -> NameForm:
    words = text.split()
    name = parse_name(words, [nickname] if nickname else [])
    folded = tuple(fold(word) for word in words)
    return NameForm(folded, name, spans=[0], **evidence)  # type: ignore[arg-type]


def people(*names: str | tuple[str, str]) -> NameIndex:
    """The index of these persons; a pair is a name and a nickname."""
    index = NameIndex()
    for name in names:
        index.add_person(person(name) if isinstance(name, str) else person(*name))
    return index


def firms(*names: str) -> NameIndex:
    index = NameIndex()
    for name in names:
        index.add_organization(firm(name))
    return index


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Mary Stone", "Mary Stone", True),
        ("Mary Stone", "James Stone", False),
        ("Mary Stone", "Mary Roe", False),
        ("Michael Stone", "Mike Stone", True),
        ("Mike Stone", "Michael Stone", True),
        ("Michael Stone", "M. Stone", True),
        ("M. Stone", "Michael Stone", True),
        ("J. Edgar Stone", "Edgar Stone", True),
        ("Edgar Stone", "J. Edgar Stone", True),
        ("John Q. Adam Roe", "Adam de Roe", True),
        ("John Adam Q. Roe", "Q. de Roe", False),
        ("J. Bo Roe", "Bo de Roe", True),
        ("Mary A. Stone", "Mary B. Stone", False),
        ("Bashir al-Karim", "Bashir Karim", True),
        # Parts of a longer name, in a row, from its start or to its end.
        ("Aung Mya Win Kyaw", "Win Kyaw", True),
        ("Aung Mya Win Kyaw", "Aung Mya", True),
        ("Aung Mya Win Kyaw", "Mya Win Kyaw", True),
        ("Aung Mya Win Kyaw", "Aung Mya Win", True),
        ("Aung Mya Win Kyaw", "Mya Win", False),
        ("Aung Mya Win Kyaw", "Aung Win", False),
        # Slips.
        ("Mary Brenstein", "Mary Brensten", True),
        ("Mary Brensten", "Mary Brenstein", True),
        ("Mary Wimer", "Mary Winer", True),
        ("Mary Ann Brenstein", "Mary Ann Brensten", True),
        ("Mary Brenstein", "James Brensten", False),
        ("Mary Brenstein", "Mary Grensten", False),
        ("Mary Rowe", "Mary Rows", False),
        ("Mary A. Brenstein", "Mary B. Brensten", False),
        ("John Stone Jr.", "John Stone Sr.", False),
    ],
)
def test_a_full_name_joins_the_person_it_can_be(first: str, second: str, same: bool) -> None:
    index = NameIndex()
    one, other = index.add_person(person(first)), index.add_person(person(second))
    assert (one == other) is same
    assert [len(cluster.forms) for cluster in index.clusters] == ([2] if same else [1, 1])
    assert [len(cluster.names) for cluster in index.clusters] == ([2] if same else [1, 1])
    assert {cluster.kind for cluster in index.clusters} == {"person"}


def test_a_nickname_is_a_given_name() -> None:
    index = people(("Robert Roe", "Buzz"))
    assert index.add_person(person("Buzz Roe")) == 0
    assert index.add_person(person("B. Roe")) == 0
    assert index.add_person(person("Ida Roe")) == 1
    assert people(("Robert Roe", "Bo")).bearers(person("Bo")) == [0]


def test_a_name_has_to_fit_all_that_the_person_is_called() -> None:
    index = people("John Stone", "John Roe", "John A. Stone")
    assert index.add_person(person("John B. Stone")) == 2


def test_the_first_of_several_people_it_can_be_gets_a_name() -> None:
    index = people("Mary A. Stone", "Mary B. Stone")
    assert index.add_person(person("Mary Stone")) == 0


def test_the_first_of_several_people_gets_a_part_of_a_name() -> None:
    index = people("Aung Mya Win Kyaw", "Aung Mya Sein")
    assert len(index.clusters) == 2
    assert index.add_person(person("Aung Mya")) == 0


def test_words_of_a_longer_name_are_known_as_its_parts() -> None:
    index = people("Aung Mya Win Kyaw")
    parts = [("aung", "mya"), ("mya", "win", "kyaw"), ("win", "kyaw"), ("aung", "mya", "win")]
    assert all(index.has_part(part) for part in parts)
    others = [("kyaw",), ("aung",), ("mya", "win"), ("aung", "mya", "win", "kyaw")]
    assert not any(index.has_part(part) for part in others)


def test_a_name_without_end_has_parts_of_twelve_words_at_most() -> None:
    words = [f"N{k}" for k in range(20)]
    index = people(" ".join(words))
    folded = [word.lower() for word in words]
    assert index.has_part(tuple(folded[:12]))
    assert index.has_part(tuple(folded[-12:]))
    assert not index.has_part(tuple(folded[:13]))
    assert not index.has_part(tuple(folded[-13:]))


@pytest.mark.parametrize(
    ("names", "word", "bearers"),
    [
        (["Mary Stone", "James Roe"], "Stone", [0]),
        (["Mary Stone", "James Roe"], "James", [1]),
        (["Mary Stone", "James Stone"], "Stone", [0, 1]),
        (["Mary Stone", "Mary Roe"], "Mary", [0, 1]),
        (["Mary Stone"], "Roe", []),
        (["Mike Stone"], "Michael", [0]),
        (["Bill de Castro"], "Castro", [0]),
        (["Bashir al-Karim"], "Karim", [0]),
        (["Bashir Karim"], "al-Karim", [0]),
        # A surname goes before a given name.
        (["James Roe", "Mary James"], "James", [1]),
        # A middle name, but no initial.
        (["John Quincy Stone"], "Quincy", [0]),
        (["John Bo Ray Stone"], "Bo", [0]),
        (["John Q. Stone"], "Q", []),
        (["Mary Stone"], "M", []),
        # A slip, in a word of five letters or more that starts with the same two.
        (["Mary Brenstein"], "Brensten", [0]),
        (["Mary Brenstein"], "de Brensten", [0]),
        (["Mary Wimer"], "Winer", [0]),
        (["Mary Wimer"], "Wmier", []),
        (["Mary Rowe"], "Rows", []),
    ],
)
def test_bearers_of_one_word(names: list[str], word: str, bearers: list[int]) -> None:
    assert people(*names).bearers(person(word)) == bearers


def test_a_slip_is_not_taken_for_an_organisation_or_a_place() -> None:
    index = people("Mary Brenstein")
    assert index.bearers(form("Brensten", person=1.0, organization=1.0)) == [0]
    assert index.bearers(form("Brensten", person=1.0, organization=1.5)) == []
    assert index.bearers(form("Brensten", person=1.0, place=2.0)) == []
    assert index.bearers(form("Brensten", person=1.0, demonym=1)) == []


def test_a_given_name_is_not_taken_for_a_place_or_a_people() -> None:
    index = people("Chad Stone")
    assert index.bearers(form("Chad")) == [0]
    assert index.bearers(form("Chad", place=1.0)) == []
    assert index.bearers(form("Chad", demonym=1)) == []
    twice = form("Chad", demonym=1)
    twice.spans = [0, 1]
    assert index.bearers(twice) == [0]


def test_a_role_is_somebodys_surname_or_nobody() -> None:
    assert people("Howard Dean").bearers(form("Dean", role=1)) == [0]
    assert people("Dean Howard").bearers(form("Dean", role=1)) == []


def test_a_bearer_is_known_by_the_surname_alone() -> None:
    index = NameIndex()
    assert index.add_bearer(person("al-Karim")) == 0
    assert index.bearers(person("Karim")) == [0]
    assert index.bearers(person("al-Karim")) == [0]
    assert [name.key for name in index.clusters[0].names] == ["karim"]
    assert index.clusters[0].kind == "person"


def test_only_so_many_bearers_of_one_name_are_kept() -> None:
    surnames = [f"{a}{b}rin" for a in "BDFGK" for b in "aeiou"] + ["Tarin"]
    index = people(*(f"Ann {surname}" for surname in surnames))
    assert index.bearers(person("Ann")) == list(range(24))


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Lakeside Energy", "Lakeside Energy", True),
        ("National Lakeside Bank", "Lakeside Bank", True),
        ("Bank of Lakeside Farmers", "Lakeside Farmers", False),
        ("Guild of Lakeside Farmers", "Farmers", True),
        ("Lakeside Farmers Guild", "Lakeside Farmers", False),
        ("Lakeside House", "House", False),
        ("Lakeside House Guild", "House Guild", True),
    ],
)
def test_an_organisation_joins_the_one_it_is_a_shorter_form_of(
    first: str, second: str, same: bool
) -> None:
    index = firms(first)
    number = index.add_organization(firm(second))
    assert (number == 0) is same
    assert [len(cluster.forms) for cluster in index.clusters] == ([2] if same else [1, 1])


def test_the_first_of_several_organisations_gets_a_shorter_form() -> None:
    index = firms("National Lakeside Bank", "Royal Lakeside Bank")
    assert len(index.clusters) == 2
    assert index.add_organization(firm("Lakeside Bank")) == 0


def test_organisations_of_different_kinds_stay_apart() -> None:
    index = firms("National Lakeside Farmers")
    assert index.add_organization(firm("Lakeside Farmers", plural=1)) == 1
    assert [cluster.kind for cluster in index.clusters] == ["organization", "group"]
    assert index.add_organization(firm("Lakeside Farmers")) == 0


@pytest.mark.parametrize("evidence", [{"place": 4.0}, {"plural": 1}], ids=["place", "group"])
def test_a_place_or_a_group_is_not_shortened(evidence: dict[str, float]) -> None:
    index = NameIndex()
    index.add_organization(firm("New Lakeside", **evidence))
    assert index.bearers(firm("Lakeside")) == []
    assert firms("New Lakeside").bearers(firm("Lakeside")) == [0]


@pytest.mark.parametrize(
    ("name", "word", "found"),
    [
        ("Federal Bureau of Statistics", "FBS", True),
        ("Federal Bureau of Statistics", "F.B.S.", True),
        ("Federal Bureau of Statistics", "FBO", False),
        ("Lakeside Energy", "LE", True),
        # The first word of a name is no acronym of it.
        ("US Sorn", "US", False),
        ("U.S. Sorn", "US", False),
        ("Uvo Sorn", "US", True),
    ],
)
def test_an_acronym_is_found_when_written_in_capitals(name: str, word: str, found: bool) -> None:
    index = firms(name)
    assert index.bearers(firm(word, upper=1)) == ([0] if found else [])
    assert index.bearers(firm(word)) == []


def test_an_acronym_is_no_short_form() -> None:
    # "NBS" in capitals is no part of "Radio Nbs" (which would be written alike).
    index = firms("Radio Nbs")
    assert index.bearers(firm("Nbs")) == [0]
    assert index.bearers(firm("NBS", upper=1)) == []


@pytest.mark.parametrize(
    ("name", "word", "found"),
    [
        ("Lakeside Energy", "Lakeside", True),
        ("Lakeside Wind Energy", "Lakeside", False),
        ("Lakeside Council", "Lakeside", False),
        ("Lakeside Vorn", "Lakeside", False),
        ("National Lakeside", "Lakeside", True),
    ],
)
def test_an_organisation_by_one_word(name: str, word: str, found: bool) -> None:
    assert firms(name).bearers(firm(word)) == ([0] if found else [])


@pytest.mark.parametrize(
    ("name", "short", "abbreviated"),
    [
        ("Metropolitan Transit", "METRA", True),
        ("Metropolitan Transit", "M.E.T.", True),
        ("Metropolitan Transit", "TRANS", False),
    ],
)
def test_what_stands_in_brackets_behind_may_abbreviate(
    name: str, short: str, abbreviated: bool
) -> None:
    index = firms(name)
    assert index.abbreviates(firm(short), 0) is abbreviated


def test_a_person_is_not_abbreviated() -> None:
    assert not people("Mary Stone").abbreviates(firm("MS"), 0)


@pytest.mark.parametrize(
    ("genders", "gender"),
    [
        ({}, None),
        ({"female": 1}, "female"),
        ({"male": 1}, "male"),
        ({"female": 1, "male": 1}, None),
        ({"female": 2, "male": 1}, "female"),
        ({"female": 1, "male": 2}, "male"),
    ],
)
def test_gender_is_that_of_most_titles(genders: dict, gender: str | None) -> None:
    assert Cluster("person", genders=genders).gender == gender


def test_the_likely_gender_is_stated_or_that_of_a_given_name() -> None:
    mary = [parse_name(["Stone"]), parse_name(["Kim", "Stone"]), parse_name(["Mary", "Stone"])]
    assert Cluster("person", names=mary).likely_gender == "female"
    assert Cluster("person", names=mary, genders={"male": 1}).likely_gender == "male"
    assert Cluster("person", names=mary[:2]).likely_gender is None
    first = parse_name(["Mary", "James", "Stone"])
    assert Cluster("person", names=[first]).likely_gender == "female"
    assert Cluster("organization", names=mary).likely_gender is None
    assert Cluster("organization", names=mary, genders={"male": 1}).likely_gender == "male"


def test_a_cluster_takes_over_all_that_is_known_of_another() -> None:
    stone, roe = person("Mary Stone"), person("M. Stone")
    one = Cluster(
        "organization", [stone.name], [stone], [1, 5], {"female": 1}, frozenset(("mayor",))
    )
    other = Cluster(
        "person",
        [roe.name],
        [roe],
        [3],
        {"female": 2, "male": 1},
        frozenset(("aunt",)),
        kin=True,
    )
    assert not one.kin
    one.absorb(other)
    assert one.kind == "person"
    assert one.names == [stone.name, roe.name]
    assert one.forms == [stone, roe]
    assert one.spans == [1, 3, 5]
    assert one.genders == {"female": 3, "male": 1}
    assert one.offices == {"mayor", "aunt"}
    assert one.kin
    one.absorb(Cluster("organization"))
    assert (one.kind, one.kin) == ("person", True)
