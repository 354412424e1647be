"""The floor: candidates of each turn and their features."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import named
from quotex.dialogue.features import FEATURES, PASSES
from quotex.dialogue.figures import display_name
from quotex.dialogue.models import SECOND_FEATURES
from quotex.dialogue.passes import second_rows
from quotex.ranker import Feature, Row
from stories import Told, soup, tell

CAST = "First, Ann Lee rose, and Bo Diaz rose, and Mr. Lund rose, and Clara Stone rose."
I_SAT = "I sat down, and I took the lamp, and I put it out. "
PEOPLE = [f"{given} {family}" for given in ("Ann", "Otto", "Clara") for family in
          ("Abel", "Brandt", "Crane", "Dorn", "Ebert", "Frost", "Grey", "Hale")]  # fmt: skip

STORIES = {
    "nobody is named": ("“Go,” she said.", "“No.”", "They waited.", "“Go!” said the old clerk."),
    "one span": ("“Go.”",),
    "nothing is said": (CAST,),
    "two by turns": (CAST, "“Go,” said Ann.", "“No,” said Bo.", *["“Well.”", "“Oh.”"] * 12),
    "every turn is tagged": (CAST, *["“Go,” said Ann.", "“No,” said Bo.", "“Oh,” he said."] * 6),
    "five by turns": (
        CAST,
        *["“Go,” said Ann.", "“No,” said Bo.", "“Oh,” said Clara.", "“Yes,” said Mr. Lund."] * 3,
        "“Well,” said Captain Brandt.",
        *["“Oh.”"] * 3,
    ),
    "narration between": (CAST, *["“Go,” said Ann.", *["Bo Diaz sat."] * 4, "“No.”"] * 4),
    "called by name": (CAST, *["“Go, Bo.”", "“No, Ann!”", "“Mr. Lund, tell Clara.”"] * 4),
    "a narrator with a name": (I_SAT * 8, *["“Go, Jonas,” said Ann.", "“No,” I said."] * 4),
    "a narrator without": (I_SAT * 8, "“Go,” said Ann.", "“No,” I said.", "“Why?” they said."),
    "a paragraph for two": (CAST, *["“Go,” said Ann. “No,” said Bo. “Oh!” Clara rose."] * 3),
    "a long speech": (CAST, "“Go now.", "“Go on.", "“Sit,” said Ann.", "“No.”", "“Oh.”"),
    "a speech answered in its last paragraph": (CAST, "“Go.", "“Sit,” said Ann. “No,” said Bo."),
    "a crowd": (
        *[f"And then, {person} sat, and {person} was cold." for person in PEOPLE],
        *[f"“Go,” said {person}." for person in PEOPLE],
        *["“No.”"] * 6,
    ),
    "far apart": (
        CAST,
        "“Go,” said Ann.",
        *["The rain fell on the roof and on the road and on the mill. " * 20] * 12,
        "“No,” he said.",
        "Clara Stone sat there.",
        "“Oh,” said the tired clerk, and Bo Diaz rose.",
    ),
    "reply of somebody": (CAST, "“Go,” was her reply.", "“No,” was Ann's answer.", "“Oh,” it sat."),
    "titles for people": (
        "There sat Captain Brandt, and Miss Stone, and Aunt Clara, and Granny.",
        *["“Go,” said the captain.", "“No,” said Granny.", "“Oh,” said the tired clerk."] * 3,
    ),
}  # fmt: skip
EVERY = pytest.mark.parametrize("paragraphs", STORIES.values(), ids=STORIES)


def check_rows(features: tuple[Feature, ...], rows: Sequence[Row]) -> None:
    """Every value of every row is the number of a label."""
    for row in rows:
        assert len(row) == len(features)
        for feature, value in zip(features, row, strict=True):
            assert 0 <= value < len(feature.labels), feature.name


@EVERY
def test_every_value_has_a_label(paragraphs: tuple[str, ...]) -> None:
    told = tell(*paragraphs)
    offers = told.story.floor.offers()
    assert len(offers) == len(told.story.turns)
    for offer in offers:
        assert len(offer.figures) == len(offer.rows) == len(set(offer.figures))
        assert all(0 <= who < len(told.story.characters.figures) for who in offer.figures)
        check_rows(FEATURES, offer.rows)


def uniform(count: int) -> list[float]:
    return [1 / count for _ in range(count)]


def first_only(count: int) -> list[float]:
    return [1.0] + [0.0] * (count - 1) if count else []


def last_only(count: int) -> list[float]:
    return [0.0] * (count - 1) + [1.0] if count else []


def falling(count: int) -> list[float]:
    return [2.0**-k for k in range(1, count + 1)]


@EVERY
@pytest.mark.parametrize("shares", [uniform, first_only, last_only, falling])
def test_every_value_of_the_second_pass_has_a_label(
    paragraphs: tuple[str, ...], shares: Callable[[int], list[float]]
) -> None:
    told = tell(*paragraphs)
    offers = told.story.floor.offers()
    rows = second_rows(told.story.turns, offers, [shares(len(o.figures)) for o in offers])
    for offer, own in zip(offers, rows, strict=True):
        assert [row[: len(FEATURES)] for row in own] == offer.rows
        check_rows(SECOND_FEATURES, own)


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        soup,
        st.lists(st.sampled_from(sorted({p for s in STORIES.values() for p in s}))).map(
            "\n\n".join
        ),
    ),
    st.data(),
)
def test_in_any_text_every_value_has_a_label(text: str, data: st.DataObject) -> None:
    told = tell(text)
    offers = told.story.floor.offers()
    for offer in offers:
        assert len(offer.figures) == len(offer.rows) == len(set(offer.figures))
        check_rows(FEATURES, offer.rows)
    share = st.sampled_from([0.0, 0.02, 0.06, 0.15, 0.3, 0.5, 0.6, 0.7, 0.85, 0.95, 1.0])
    chances = [[data.draw(share) for _ in offer.figures] for offer in offers]
    for own in second_rows(told.story.turns, offers, chances):
        check_rows(SECOND_FEATURES, own)


def test_the_second_pass_has_the_features_of_the_first_and_its_own() -> None:
    assert SECOND_FEATURES == FEATURES + PASSES
    assert len({feature.name for feature in SECOND_FEATURES}) == len(SECOND_FEATURES)


def look(told: Told, turn: int, who: str) -> dict[str, str]:
    """Return the features of a candidate of a turn by name."""
    offer = told.story.floor.offers()[turn]
    figures = told.story.characters.figures
    names = [display_name(figures[number]) for number in offer.figures]
    return named(FEATURES, offer.rows[names.index(who)])


def offered(told: Told, turn: int) -> set[str]:
    figures = told.story.characters.figures
    return {display_name(figures[i]) for i in told.story.floor.offers()[turn].figures}


class TestRelation:
    @pytest.mark.parametrize(
        ("tag", "mrs", "mr"),
        [
            ("said Mrs. Quill", "me", "another"),
            ("she said", "agrees", "differs"),
            ("he said", "differs", "agrees"),
            ("they said", "several", "several"),
            ("I said", "I is another", "I is another"),
        ],
    )
    def test_of_a_tag(self, tag: str, mrs: str, mr: str) -> None:
        told = tell("There sat Mrs. Quill, and Mr. Lund.", f"“Go,” {tag}.")
        assert look(told, 0, "Mrs. Quill")["tag"] == mrs
        assert look(told, 0, "Mr. Lund")["tag"] == mr

    def test_nothing_beside_the_words(self) -> None:
        told = tell(CAST, "“Go.”")
        assert look(told, 0, "Ann Lee")["tag"] == "none"
        assert look(told, 0, "Ann Lee")["turn"] == "bare"

    @pytest.mark.parametrize(
        ("paragraph", "form", "kind"),
        [
            ("“Go,” said Ann.", "tag", "name"),
            ("Ann said: “Go.”", "lead", "name"),
            ("“Go!” Ann sat.", "beat", "beat name"),
            ("“Go!” She sat.", "beat", "beat pronoun"),
            ("“Go,” she said.", "tag", "she"),
            ("“Go,” said the clerk.", "tag", "nominal"),
        ],
    )
    def test_forms_and_kinds(self, paragraph: str, form: str, kind: str) -> None:
        row = look(tell(CAST, paragraph), 0, "Ann Lee")
        assert (row["tag form"], row["turn"]) == (form, kind)

    def test_the_narrator_is_the_first_person(self) -> None:
        told = tell(I_SAT * 8, "There sat Ann Lee.", "“Go,” I said.", "“No,” said Ann.")
        assert look(told, 0, "Narrator")["tag"] == "I am I"
        assert look(told, 0, "Ann Lee")["tag"] == "I is another"
        assert look(told, 1, "Narrator")["tag"] == "another"
        assert look(told, 1, "Narrator")["narrator"] == "I"

    def test_a_title_alone_is_whoever_bears_it(self) -> None:
        told = tell("First, Captain Brandt rose, and Ann Lee rose.", "“Go,” said the captain.")
        assert look(told, 0, "Captain Brandt")["tag"] == "title, me"
        assert look(told, 0, "Ann Lee")["tag"] == "nominal open"

    def test_a_noun_phrase_is_a_figure_of_its_own(self) -> None:
        told = tell(CAST, "“Go,” said the old clerk.", "“No,” said the old clerk.")
        clerk = look(told, 1, "the Old Clerk")
        assert (clerk["kind"], clerk["tag"], clerk["heard"]) == ("nominal", "nominal, me", "1")

    def test_somebody_s_relation_is_no_figure(self) -> None:
        told = tell(CAST, "“Go,” said Ann's brother.", "“No,” said her mother.")
        assert not any(figure.nominal for figure in told.story.characters.figures)


class TestWords:
    def test_called_and_named(self) -> None:
        told = tell(CAST, "“Go, Bo, and tell Clara of it.”", "“Oh.”")
        assert look(told, 0, "Bo Diaz")["inside"] == "called"
        assert look(told, 0, "Clara Stone")["inside"] == "named"
        assert look(told, 0, "Ann Lee")["inside"] == "no"
        assert look(told, 1, "Bo Diaz")["inside before"] == "called"

    def test_called_in_the_turn_behind(self) -> None:
        told = tell(CAST, "“Oh.”", "“Go, Bo.”")
        assert look(told, 0, "Bo Diaz")["inside after"] == "called"

    @pytest.mark.parametrize(
        ("between", "gap"), [([], "0"), (["They sat."], "1"), (["They sat."] * 5, "2+")]
    )
    def test_gaps(self, between: list[str], gap: str) -> None:
        told = tell(CAST, "“Go.”", *between, "“No.”")
        assert look(told, 0, "Ann Lee")["gap after"] == gap
        assert look(told, 1, "Ann Lee")["gap"] == gap

    @pytest.mark.parametrize(
        ("words", "mrs", "mr", "other"),
        [
            ("Go, sir!", "differs", "agrees", "open"),
            ("Oh, madam.", "agrees", "differs", "open"),
            ("Go, my boy.", "differs", "agrees", "open"),
            ("The boy sat there.", "none", "none", "none"),
            ("Go.", "none", "none", "none"),
        ],
    )
    def test_called_without_a_name(self, words: str, mrs: str, mr: str, other: str) -> None:
        people = "First, Mrs. Quill rose, and Mr. Lund rose, and Zorn Vey rose."
        told = tell(people, f"“{words}”", "“No.”")
        found = {"Mrs. Quill": mrs, "Mr. Lund": mr, "Zorn Vey": other}
        assert {who: look(told, 0, who)["address"] for who in found} == found
        assert {who: look(told, 1, who)["address before"] for who in found} == found

    def test_called_in_the_turn_behind_without_a_name(self) -> None:
        told = tell("There sat Mrs. Quill, and Mr. Lund.", "“Go.”", "“No, sir.”")
        assert look(told, 0, "Mr. Lund")["address after"] == "agrees"
        assert look(told, 1, "Mr. Lund")["address after"] == "none"

    def test_questions(self) -> None:
        told = tell(CAST, "“Go?”", "“No?”", "“Oh.”", "“Why?” he said.")
        asks = [look(told, turn, "Ann Lee")["asks"] for turn in range(4)]
        assert asks == ["own", "both", "before", "own"]

    @pytest.mark.parametrize(
        ("count", "length"), [(3, "1"), (4, "4"), (9, "4"), (10, "10"), (25, "25"), (60, "60")]
    )
    def test_length(self, count: int, length: str) -> None:
        told = tell(CAST, f"“{' '.join(['cold'] * count)}.”")
        assert look(told, 0, "Ann Lee")["length"] == length

    def test_called_two_turns_off(self) -> None:
        told = tell(CAST, "“Go, Bo.”", "“No.”", "“Oh, tell Clara of it.”")
        assert look(told, 2, "Bo Diaz")["inside two before"] == "called"
        assert look(told, 0, "Clara Stone")["inside two after"] == "named"


class TestNarration:
    def test_named_beside_the_turn_before(self) -> None:
        told = tell(CAST, "“Go,” said Ann to Bo.", "“No.”")
        assert look(told, 1, "Ann Lee")["beside before"] == "after, subject"
        assert look(told, 1, "Bo Diaz")["beside before"] == "after"
        assert look(told, 1, "Clara Stone")["beside before"] == "no"

    def test_named_beside_the_turn_behind(self) -> None:
        told = tell(CAST, "“Go.”", "Bo rose. “No.”")
        assert look(told, 0, "Bo Diaz")["beside after"] == "before, subject"

    def test_two_turns_of_one_paragraph(self) -> None:
        told = tell(CAST, "“Go,” said Ann. “No,” said Bo.", "“Oh.”")
        assert [look(told, k, "Ann Lee")["joined"] for k in range(3)] == ["after", "before", "no"]

    def test_how_often_somebody_was_narrated(self) -> None:
        told = tell(CAST, "So, Bo sat, and Bo rose.", "“Go.”")
        assert look(told, 0, "Bo Diaz")["presence"] == "3"
        assert look(told, 0, "Ann Lee")["presence"] == "1"

    def test_who_is_talked_of_and_who_is_called_in_the_turns_around(self) -> None:
        told = tell(CAST, "“They saw Ann.”", "“Go.”", "“Bo, they saw Ann.”")
        ann, bo = (look(told, 1, who) for who in ("Ann", "Bo Diaz"))
        assert (ann["talked of"], ann["hailed"]) == ("2", "0")
        assert (bo["talked of"], bo["hailed"]) == ("0", "1")
        assert look(told, 0, "Ann")["talked of"] == "1"


class TestNeighbours:
    def test_who_was_heard(self) -> None:
        told = tell(CAST, "“Go,” said Ann.", "“No,” said Bo.", "“Oh.”", "“Well.”")
        ann, bo = (look(told, 2, who) for who in ("Ann Lee", "Bo Diaz"))
        assert (bo["one before"], bo["two before"]) == ("me", "another")
        assert (ann["one before"], ann["two before"]) == ("another", "me")
        assert (ann["pair"], bo["pair"]) == ("other", "last")
        assert (ann["last speaker"], bo["last speaker"]) == ("two", "one")
        assert look(told, 2, "Clara Stone")["last speaker"] == "no"

    def test_the_order_of_those_heard(self) -> None:
        people = ["Ann Lee", "Bo Diaz", "Clara Stone", "Mr. Lund", "Captain Brandt"]
        told = tell(
            f"{CAST} And then, Captain Brandt rose.",
            *[f"“Go,” said {who}." for who in people],
            "“Oh.”",
        )
        labels = [look(told, 5, who)["last speaker"] for who in people]
        assert labels == ["four+", "four+", "three", "two", "one"]

    def test_nobody_was_heard(self) -> None:
        assert look(tell(CAST, "“Oh.”"), 0, "Ann Lee")["last speaker"] == "none"

    def test_how_often_somebody_was_heard(self) -> None:
        told = tell(CAST, *["“Go,” said Ann."] * 5)
        heard = [look(told, k, "Ann")["heard"] for k in range(5)]
        assert heard == ["0", "1", "2", "3+", "3+"]

    def test_who_is_heard_behind(self) -> None:
        told = tell(CAST, "“Oh.”", "“Go,” said Ann.", "“No,” said Bo.")
        assert look(told, 0, "Ann Lee")["one after"] == "me"
        assert look(told, 0, "Bo Diaz")["two after"] == "me"

    @pytest.mark.parametrize(
        ("off", "label"),
        [(1, "odd 1"), (2, "even 2"), (3, "odd 3"), (4, "even 4"), (5, "odd 5+"), (6, "even 6+"),
         (8, "even 6+"), (9, "none")],
    )  # fmt: skip
    def test_the_chain_counts_turns(self, off: int, label: str) -> None:
        told = tell(CAST, "“Go,” said Ann.", *["“Oh.”"] * off)
        assert look(told, off, "Ann Lee")["chain before"] == label

    def test_narration_breaks_the_chain(self) -> None:
        told = tell(CAST, "“Go,” said Ann.", "They waited.", "“Oh.”")
        assert look(told, 1, "Ann Lee")["chain before"] == "none"
        assert look(told, 0, "Ann Lee")["chain after"] == "none"


class TestDistance:
    @pytest.mark.parametrize(
        ("between", "label"), [(0, "near"), (10, "near"), (80, "far"), (120, "far")]
    )
    def test_named_behind_for_the_first_time(self, between: int, label: str) -> None:
        told = tell("“Oh.”", f"They sat, {'and ' * between}then Bo Diaz rose.")
        assert look(told, 0, "Bo Diaz")["ahead"] == label
        assert look(told, 0, "Bo Diaz")["distance"] == "absent"

    @pytest.mark.parametrize(
        ("between", "label"),
        [(0, "1"), (20, "15"), (60, "40"), (120, "90"), (250, "180"), (600, "400"), (1500, "900")],
    )
    def test_named_before(self, between: int, label: str) -> None:
        told = tell(f"And so, Bo Diaz rose{' and' * between}.", "“Oh.”")
        row = look(told, 0, "Bo Diaz")
        assert (row["distance"], row["ahead"]) == (label, "no")


class TestCandidates:
    def test_who_is_named_before_or_soon_behind(self) -> None:
        told = tell("And so, Ann Lee sat.", "“Go.”", "But then, Bo Diaz rose.")
        assert offered(told, 0) == {"Ann Lee", "Bo Diaz"}

    def test_of_a_crowd_the_latest(self) -> None:
        told = tell(*STORIES["a crowd"][: len(PEOPLE)], "“Go.”")
        found = offered(told, 0)
        assert len(found) < len(PEOPLE)
        assert PEOPLE[-1] in found
        assert PEOPLE[0] not in found

    def test_the_narrator_is_always_one(self) -> None:
        told = tell(I_SAT * 8, "“Go,” said Ann.", *["“No.”"] * 20)
        assert all("Narrator" in offered(told, k) for k in range(21))
