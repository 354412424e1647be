"""The figures of a story: names put together, genders by pronouns, the narrator."""

from __future__ import annotations

import pytest

from quotex.dialogue.figures import Figure, display_name
from quotex.dialogue.names import Form, is_vocative
from quotex.types import Character
from stories import Told, tell


def figures(told: Told) -> list[str]:
    return [display_name(figure) for figure in told.story.characters.figures]


class TestForms:
    def test_a_full_name_and_its_parts_are_one(self) -> None:
        told = tell("So, Ann Lee sat. And, Ann rose. But then, Lee left.")
        assert figures(told) == ["Ann Lee"]

    def test_mr_mrs_and_miss_stay_apart(self) -> None:
        told = tell("So, Mr. Lee sat. And, Mrs. Lee rose. But then, Miss Lee left.")
        assert len({told.who("Mr. Lee"), told.who("Mrs. Lee"), told.who("Miss Lee")}) == 3

    @pytest.mark.parametrize(
        ("title", "given"),
        [("Mr.", "Robert"), ("Miss", "Clara"), ("Captain", "Robert")],
    )
    def test_a_title_goes_to_the_full_name(self, title: str, given: str) -> None:
        told = tell(f"So, {given} Stone sat. But then, {title} Stone left.")
        assert told.who(f"{title} Stone") == told.who(f"{given} Stone")

    def test_a_title_of_the_other_gender_is_somebody_else(self) -> None:
        told = tell("So, Robert Stone sat. But then, Miss Stone left.")
        assert told.who("Miss Stone") != told.who("Robert Stone")

    @pytest.mark.parametrize(
        ("given", "short"),
        [
            pytest.param("Thomas", "Tom", id="its beginning"),
            pytest.param("Elizabeth", "Lizzy", id="begins otherwise"),
        ],
    )
    def test_a_short_name(self, given: str, short: str) -> None:
        told = tell(f"So, {given} Stone sat. But then, {short} left. So, {short} ran.")
        assert told.who(short) == told.who(f"{given} Stone")

    def test_no_short_name_of_whoever_is_titled_throughout(self) -> None:
        told = tell("So, Lady Elizabeth sat. But then, Lizzy left. So, Lizzy ran.")
        assert told.who("Lizzy") != told.who("Lady Elizabeth")

    @pytest.mark.parametrize(
        ("by_mr", "alike"),
        [
            pytest.param(8, False, id="both speak often: father and son"),
            pytest.param(2, True, id="one way to call one man"),
        ],
    )
    def test_mr_and_a_given_name_in_tags(self, by_mr: int, alike: bool) -> None:
        told = tell(
            "So they told Robert Stone.",
            *["“Go on,” said Robert."] * 8,
            *["“Go on,” said Mr. Stone."] * by_mr,
        )
        assert (told.who("Mr. Stone") == told.who("Robert")) is alike
        assert told.who("Robert") == told.who("Robert Stone")

    def test_a_surname_with_a_particle(self) -> None:
        told = tell("So, Otto von Berg sat. But then, Mr. von Berg left.")
        assert told.who("Mr. von Berg") == told.who("Otto von Berg")

    def test_a_surname_with_two_particles(self) -> None:
        told = tell("So, Otto van der Berg sat. But then, Mr. van der Berg left.")
        assert told.who("Mr. van der Berg") == told.who("Otto van der Berg")

    def test_names_in_one_sentence_time_and_again_are_two_people(self) -> None:
        apart = tell(
            "So, Mr. Stone told Captain Stone of it.", "And, Mr. Stone saw Captain Stone there."
        )
        assert apart.who("Mr. Stone") != apart.who("Captain Stone")

    def test_an_ambiguous_surname_goes_to_whoever_was_named_last(self) -> None:
        told = tell(
            "So, Robert Stone sat. And, Walter Stone rose. But then, Stone left.",
            "So, Robert Stone came. But then, Stone left.",
        )
        assert told.who("Stone", 1) == told.who("Walter Stone")
        assert told.who("Stone", 2) == told.who("Robert Stone")

    def test_an_ambiguous_first_name_goes_to_whoever_was_named_last(self) -> None:
        told = tell(
            "So, Mary Stone sat. And, Mary Lund rose. But then, Mary left.",
            "So, Mary Stone came. But then, Mary left.",
        )
        assert told.who("Mary", 1) == told.who("Mary Lund")
        assert told.who("Mary", 2) == told.who("Mary Stone")

    def test_every_naming_has_a_figure(self) -> None:
        told = tell("So, Ann Lee told Mr. Lund, and Granny told Ann of Otto von Berg.")
        owner = told.story.characters.owner
        assert len(owner) == len(told.namings) == 5
        assert all(0 <= who < len(told.story.characters.figures) for who in owner)


class TestGender:
    @pytest.mark.parametrize(
        ("told", "gender"),
        [
            (
                "And Quill took her coat. So Quill took her hat. Then Quill sat.",
                "female",
            ),
            ("And Quill took his coat. So Quill took his hat. Then Quill sat.", "male"),
            ("And Quill took the coat. So Quill took the hat. Then Quill sat.", None),
        ],
    )
    def test_by_pronouns(self, told: str, gender: str | None) -> None:
        story = tell(" ".join([told] * 3))
        (figure,) = story.story.characters.figures
        assert figure.gender == gender

    def test_pronouns_inside_marks_do_not_count(self) -> None:
        told = tell(*["So Quill left. “ Quill took her coat, and her hat. She left. ”"] * 4)
        (figure,) = told.story.characters.figures
        assert figure.female == 0

    def test_with_two_names_in_the_sentence_neither_gets_the_vote(self) -> None:
        told = tell(*["And so Quill saw Brandt and she left."] * 4)
        assert [figure.female for figure in told.story.characters.figures] == [0, 0]

    @pytest.mark.parametrize(
        ("name", "gender"),
        [
            ("Mrs. Quill", "female"),
            ("Mr. Quill", "male"),
            ("Clara Quill", "female"),
            ("May Quill", "female"),
        ],
    )
    def test_by_title_and_given_name(self, name: str, gender: str) -> None:
        (figure,) = tell(" ".join([f"So they told {name}."] * 3)).story.characters.figures
        assert figure.gender == gender


class TestVocative:
    @pytest.mark.parametrize(
        ("speech", "called"),
        [
            ("“Ann, come here.”", True),
            ("“Come here, Ann.”", True),
            ("“Come, Ann, and sit.”", True),
            ("“No! Ann! Stay!”", True),
            ("“Dear Ann, come here.”", True),
            ("“Come here, my Ann.”", True),
            ("“Ann!”", True),
            ("“Ann sat there.”", False),
            ("“They told Ann.”", False),
            ("“They saw Ann, and left.”", False),
            ("“Well, Ann sat there.”", False),
        ],
    )
    def test_a_name_set_off(self, speech: str, called: bool) -> None:
        told = tell("And so, Ann rose. Then, Ann sat.", speech)
        naming = told.namings[-1]
        assert is_vocative(told.tokens, naming) is called

    def test_who_is_called_is_counted(self) -> None:
        told = tell("And so, Ann rose.", "“Come, Ann.”", "“They told Ann.”", "“Ann!”")
        (figure,) = told.story.characters.figures
        assert (figure.count, figure.narrated, figure.spoken_to) == (4, 1, 2)


class TestNarrator:
    SAT = "I sat down, and I took the lamp, and I put it out. "

    def test_without_a_name(self) -> None:
        told = tell(self.SAT * 8, "“Go,” said Ann.", "“No,” I said.")
        narrator = told.story.characters.figures[told.story.page.narrator]
        assert display_name(narrator) == "Narrator"

    def test_whoever_is_called_and_never_narrated(self) -> None:
        told = tell(
            self.SAT * 8,
            *["“Go now, Jonas,” said Ann.", "“No,” I said."] * 4,
        )
        narrator = told.story.characters.figures[told.story.page.narrator]
        assert display_name(narrator) == "Jonas"
        assert told.who("Ann") != told.story.page.narrator

    def test_there_is_none_where_only_speech_has_it(self) -> None:
        told = tell(*[f"“{self.SAT}” said Ann."] * 8)
        assert told.story.page.narrator == -1


class TestDisplayName:
    def figure(self, **counts: int) -> Figure:
        figure = Figure()
        for name, count in counts.items():
            title, *words = name.split("_")
            figure.forms[Form(title, tuple(words))] = count
        return figure

    @pytest.mark.parametrize(
        ("counts", "name"),
        [
            ({"_Ann_Lee": 4, "_Ann": 9}, "Ann Lee"),
            ({"_Ann_Lee": 1, "_Ann": 900}, "Ann"),
            ({"Mrs_Lee": 9}, "Mrs Lee"),
            ({"Mr_Lund": 30, "_Otto_Lund": 3}, "Mr Lund"),
            ({"_Otto": 20, "Mr_Lund": 5}, "Otto Lund"),
            ({"_Otto": 50, "Mr_Lund": 4}, "Otto"),
            ({"Duchess_of_Karvel": 9}, "Duchess of Karvel"),
            ({"_Major": 9, "Major_Lund": 8}, "Major Lund"),
            ({"_Major": 9, "Major_Lund": 2}, "Major"),
            ({"_Major": 9, "Captain_Lund": 8}, "Major"),
        ],
    )
    def test_the_form_a_reader_knows(self, counts: dict[str, int], name: str) -> None:
        assert display_name(self.figure(**counts)) == name

    def test_a_known_character_has_the_callers_name(self) -> None:
        figure = Figure(known=Character("The Baker"))
        figure.forms[Form("", ("Ann",))] = 9
        assert display_name(figure) == "The Baker"


class TestKnown:
    def test_an_alias_joins_names_that_nothing_else_joins(self) -> None:
        told = tell("So, Ann Lee sat. But then, Sparrow left. And, Sparrow ran.")
        assert told.who("Sparrow") != told.who("Ann Lee")
        known = [Character("Ann Lee", ("Sparrow",))]
        told = tell(told.text, known=known)
        assert told.who("Sparrow") == told.who("Ann Lee")

    def test_gender_is_the_callers(self) -> None:
        told = tell("So they told Quill.", known=[Character("Quill", gender="female")])
        assert told.story.characters.figures[told.who("Quill")].gender == "female"

    def test_a_name_of_two_known_characters_is_neither_s_by_itself(self) -> None:
        known = [Character("Ann Lee", ("Lee",)), Character("Otto Lee", ("Lee",))]
        told = tell("So, Ann Lee sat. And, Otto Lee rose. But then, Lee left.", known=known)
        assert told.who("Lee") == told.who("Otto Lee")  # named last

    def test_a_name_given_twice_is_whose_it_is_with_a_title(self) -> None:
        known = [Character("Stone"), Character("Robert Stone", ("Mr. Stone",), "male")]
        told = tell("So, Robert Stone sat. But then, Stone left.", known=known)
        assert told.who("Stone") == told.who("Robert Stone")

    def test_with_a_gender_of_its_own_it_is_somebody_else(self) -> None:
        known = [
            Character("Stone", gender="male"),
            Character("Clara Stone", ("Miss Stone",), "female"),
        ]
        told = tell("So, Clara Stone sat. But then, Stone left.", known=known)
        assert told.who("Stone") != told.who("Clara Stone")
