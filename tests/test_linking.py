"""Speakers across documents: who is merged, who is not, and what a person can correct."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

import quotex
from quotex import Speaker
from quotex.linking import LinkedSpeaker, SpeakerLinks
from quotex.schema import to_rows
from speaker_pairs import Pair, document, pairs

S = Speaker


def named(links: SpeakerLinks) -> dict[str, set[str]]:
    """The names of each speaker."""
    return {who.name: {name.name for name in who.names} for who in links.speakers}


def link(*speakers: Speaker, corrections: Any = None) -> SpeakerLinks:
    """Link speakers, each of a document of its own."""
    return quotex.link_speakers(map(document, speakers), corrections=corrections)


@pytest.mark.parametrize(
    "pair", [pytest.param(p, id=f"{p.one.name}-{p.other.name}") for p in pairs()]
)
def test_a_pair_is_one_or_two(pair: Pair) -> None:
    for links in (link(pair.one, pair.other), link(pair.other, pair.one)):
        assert len(links.speakers) == (1 if pair.same else 2), pair.about


def test_all_pairs_in_one_archive_merge_nobody_whose_given_names_disagree() -> None:
    links = link(*(who for pair in pairs() for who in (pair.one, pair.other)))
    for pair in pairs():
        if not pair.same and pair.about != "gender of a title":
            assert links[pair.one] is not links[pair.other], pair


def test_the_merges_say_why() -> None:
    links = link(
        S("Michael Tarrow", title="US Secretary of State"),
        S("Mike Tarrow"),
        S("Tarrow", title="Secretary"),
        S("United Harbour Workers", "organization"),
        S("UHW", "organization"),
    )
    reasons = {name.name: name.reason for who in links.speakers for name in who.names}
    assert reasons == {
        "Michael Tarrow": "the others agree with it",
        "Mike Tarrow": "a short form of the given name: 'mike' and 'michael'",
        "Tarrow": "the surname and the title of Michael Tarrow: secretary",
        "United Harbour Workers": "the others agree with it",
        "UHW": "an acronym of United Harbour Workers",
    }


def test_the_name_is_that_of_most_documents() -> None:
    links = link(S("Michael R. Tarrow"), S("Mike Tarrow"), S("Mike Tarrow"), S("Tarrow"))
    (who,) = links.speakers
    assert (who.name, who.documents, who.quotations) == ("Mike Tarrow", 4, 4)
    assert [(name.name, name.documents) for name in who.names] == [
        ("Mike Tarrow", 2),
        ("Michael R. Tarrow", 1),
        ("Tarrow", 1),
    ]


def test_a_name_that_may_be_several_stays_apart_and_says_so() -> None:
    links = link(S("Paul A. Moss"), S("Paul B. Moss"), S("Paul Moss"), S("Moss"))
    assert named(links) == {
        "Moss": {"Moss"},
        "Paul A. Moss": {"Paul A. Moss"},
        "Paul B. Moss": {"Paul B. Moss"},
        "Paul Moss": {"Paul Moss"},
    }
    notes = {who.name: who.names[0].note for who in links.speakers}
    assert notes["Paul Moss"] == "may be any of Paul A. Moss, Paul B. Moss"
    assert notes["Moss"] == "may be any of Paul A. Moss, Paul B. Moss, Paul Moss"


def test_a_title_tells_which_bearer_of_a_surname_is_meant() -> None:
    links = link(
        S("Lena Fisk", title="governor of the island"),
        S("Ruth Fisk", title="judge"),
        S("Fisk", title="Judge"),
    )
    assert named(links) == {"Lena Fisk": {"Lena Fisk"}, "Ruth Fisk": {"Ruth Fisk", "Fisk"}}


def test_two_who_speak_in_one_document_are_two() -> None:
    links = quotex.link_speakers([document(S("Mike Tarrow"), S("Michael Tarrow"))])
    assert len(links.speakers) == 2


def test_an_unknown_gender_goes_to_nobody_where_there_are_both() -> None:
    links = link(S("Robin Hale", gender="female"), S("Robin Hale", gender="male"), S("Robin Hale"))
    assert [who.name for who in links.speakers] == [
        "Robin Hale",
        "Robin Hale (2)",
        "Robin Hale (3)",
    ]


def test_an_alias_joins_two_surnames() -> None:
    links = link(S("Ann Dorn"), S("Ann Lee", aliases=("Ann Dorn", "Lee")))
    assert named(links) == {"Ann Dorn": {"Ann Dorn", "Ann Lee"}}
    assert links.speakers[0].names[0].reason == "'ann dorn' is an alias of Ann Lee"


def test_an_alias_does_not_join_two_given_names() -> None:
    assert len(link(S("Ruth Dorn"), S("Ann Lee", aliases=("Ruth Dorn",))).speakers) == 2


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (S("Ardent", "organization"), S("Ardent Inc.", "organization"), True),
        (S("the Harbour Board", "organization"), S("Harbour Board", "organization"), True),
        (S("Republicans", "group"), S("the Republicans", "group"), True),
        (S("UHW", "organization"), S("UHW", "group"), True),
        (S("Harbour Board", "organization"), S("Harbour Workers", "organization"), False),
        (S("Ardent", "organization"), S("Ardent", "person"), False),
        (S("Harbour Union"), S("Harbour Union", "organization"), False),
    ],
)
def test_organisations_are_one_by_name(one: Speaker, other: Speaker, same: bool) -> None:
    assert len(link(one, other).speakers) == (1 if same else 2)


def test_an_acronym_of_two_names_is_neither() -> None:
    body = "organization"
    links = link(S("Harbour Board", body), S("Hospital Bureau", body), S("HB", body))
    assert len(links.speakers) == 3


def test_an_acronym_is_that_of_the_document_that_says_so() -> None:
    body: Any = "organization"
    links = link(
        S("Harbour Board", body, aliases=("HB",)), S("Hospital Bureau", body), S("HB", body)
    )
    assert named(links) == {
        "Harbour Board": {"Harbour Board", "HB"},
        "Hospital Bureau": {"Hospital Bureau"},
    }


def test_what_only_looks_alike_is_listed() -> None:
    links = link(
        S("Ann Hansen"), S("Ann Hanson"), S("Min-ho Choi"), S("Choi Min-ho"), S("Ann Berg")
    )
    assert [(p.speaker, p.other, p.reason) for p in links.possible] == [
        ("Ann Hansen", "Ann Hanson", "one letter apart in the surname"),
        ("Choi Min-ho", "Min-ho Choi", "given name and surname exchanged"),
    ]


def test_each_speaker_of_the_documents_is_looked_up() -> None:
    links = link(S("Mike Tarrow"), S("Michael Tarrow", title="minister"), S("Ann Berg"))
    who = links[S("Michael Tarrow", title="minister")]
    assert isinstance(who, LinkedSpeaker)
    assert who is links[S("Mike Tarrow")]
    assert who is not links[S("Ann Berg")]
    with pytest.raises(KeyError, match="link them together"):
        links[S("Omar Haddad")]
    with pytest.raises(TypeError, match=r"look up a quotex.Speaker, not the str"):
        links["Mike Tarrow"]  # type: ignore[index]


def test_a_corrected_table_is_taken_back(tmp_path: Path) -> None:
    people = [S("Mike Tarrow"), S("Michael Tarrow"), S("Ann Hansen"), S("Ann Hanson")]
    table = tmp_path / "speakers.csv"
    link(*people).to_csv(table)
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["name"] == "Mike Tarrow":
            row["speaker"] = "Mike Tarrow of Dunmore"
        if row["name"] == "Ann Hanson":
            row["speaker"] = "Ann Hansen"
    with table.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    links = link(*people, S("M. Tarrow"), S("A. Hanson"), corrections=table)
    assert named(links) == {
        "Ann Hansen": {"Ann Hansen", "Ann Hanson", "A. Hanson"},
        "M. Tarrow": {"M. Tarrow"},
        "Michael Tarrow": {"Michael Tarrow"},
        "Mike Tarrow of Dunmore": {"Mike Tarrow"},
    }
    again = link(*people, S("M. Tarrow"), S("A. Hanson"), corrections=links)
    assert named(again) == named(links)


def test_corrections_may_give_a_person_the_name_of_an_organisation() -> None:
    people = [S("Tarrow", "organization"), S("Mike Tarrow")]
    rows = [{**row, "speaker": "Mike Tarrow"} for row in link(*people).to_rows()]
    assert named(link(*people, corrections=rows)) == {"Mike Tarrow": {"Tarrow", "Mike Tarrow"}}


def test_a_table_holds_no_formula(tmp_path: Path) -> None:
    hostile = S('=HYPERLINK("http://example.org") Lee')
    table = tmp_path / "speakers.csv"
    link(hostile).to_csv(table)
    with table.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["name"].startswith("'=")
    rows = link(hostile, corrections=table).to_rows()
    assert rows[0]["reason"] == "as the table says"  # it is known by its own name again


@pytest.mark.parametrize(
    ("rows", "error", "says"),
    [
        ([{"name": "Ann"}], ValueError, "row 1 of the corrections has no 'speaker'"),
        ([{"speaker": "Ann", "name": " "}], ValueError, "row 1 of the corrections has no 'name'"),
        (["Ann"], TypeError, "row 1 of the corrections is a mapping, not str 'Ann'"),
        (
            [{"speaker": "A", "name": "Ann Lee"}, {"speaker": "B", "name": "Ann Lee"}],
            ValueError,
            "row 2 of the corrections gives 'Ann Lee' to 'B', a row above to 'A'",
        ),
    ],
)
def test_corrections_that_are_none_say_what_is_wrong(
    rows: Any, error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        link(S("Ann Lee"), corrections=rows)


def test_rows_of_an_archive_are_linked_like_results() -> None:
    people = [
        S("Mike Tarrow", title="minister"),
        S("Michael Tarrow"),
        S("Ann Berg", gender="female"),
    ]
    rows = [row for number, who in enumerate(people) for row in to_rows(f"{number}", document(who))]
    assert quotex.link_speakers(rows).speakers == link(*people).speakers


def test_rows_of_one_document_need_not_stand_together() -> None:
    rows = [
        row
        for number, who in ((1, "Ann Berg"), (2, "Ann Berg"), (1, "Ann Berg"))
        for row in to_rows(f"{number}", document(S(who)))
    ]
    (who,) = quotex.link_speakers(rows).speakers
    assert (who.documents, who.quotations) == (2, 3)


def test_other_things_are_refused_by_name() -> None:
    with pytest.raises(TypeError, match=r"takes Quotes.*, not the str 'Ann Lee said so"):
        quotex.link_speakers(["Ann Lee said so."])  # type: ignore[list-item]


def test_nobody_gives_nobody() -> None:
    links = quotex.link_speakers([])
    assert (links.speakers, links.possible, links.to_rows()) == ((), (), [])


def test_the_order_of_documents_changes_nothing() -> None:
    people = [who for pair in pairs() for who in (pair.one, pair.other)]
    assert named(link(*people)) == named(link(*reversed(people)))


def test_tables_have_the_columns_of_the_rows() -> None:
    links = link(S("Mike Tarrow"), S("Ann Berg"))
    frame = links.to_pandas()
    assert list(frame["speaker"]) == ["Ann Berg", "Mike Tarrow"]
    assert list(frame.columns) == list(links.to_rows()[0])
    assert named(
        link(S("Mike Tarrow"), S("Ann Berg"), corrections=frame.to_dict("records"))
    ) == named(links)


@pytest.mark.parametrize("name", ['Ann " Lee', "Ann “ Lee", "' Lee", '"'])
def test_a_mark_alone_within_a_name_is_no_nickname(name: str) -> None:
    links = quotex.link_speakers([document(Speaker(name)), document(Speaker("Bo Diaz"))])
    assert sorted(speaker.name for speaker in links.speakers) == sorted([name, "Bo Diaz"])
