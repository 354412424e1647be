"""Learning whom pronouns and nominals mean."""

from __future__ import annotations

import pytest

from builders import MadePage, cast_of, make_gold, make_page, make_reading, weigh
from quotex.cast import build_cast
from quotex.ranker import Feature
from quotex.training import resolution
from quotex.training.corpus import Reading
from quotex.training.resolution import (
    Examples,
    Lesson,
    find_speaker,
    gather,
    plausible,
    read_answers,
    silver_lessons,
    train,
)

ANN = "Ann Lee#PERSON spoke/VBD ."
BOB = "Bob Stone#PERSON left/VBD ."
SHE = "“ Go/VB@ccomp:said , ” she/PRP@nsubj:said said/VBD@ROOT:said ."


@pytest.mark.parametrize(
    ("name", "found"),
    [
        pytest.param("Ann Lee", "Ann Lee", id="whole"),
        pytest.param("Lee", "Ann Lee", id="surname"),
        pytest.param("Ann Marie Lee", "Ann Lee", id="longer form"),
        pytest.param("Bob Stone's", "Bob Stone", id="possessive"),
        pytest.param("Bo Lee", None, id="other given name"),
        pytest.param("Ann", None, id="given name alone ends otherwise"),
        pytest.param("Moss", None, id="nobody"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_find_speaker(name: str, found: str | None) -> None:
    cast = cast_of(ANN, BOB)
    number = find_speaker(cast, name)
    assert (None if number is None else cast.speakers[number].name) == found


def test_an_ambiguous_name_is_nobody() -> None:
    cast = cast_of("Mary Stone spoke/VBD .", "James Stone left/VBD .")
    assert find_speaker(cast, "Stone") is None
    assert find_speaker(cast, "Mary Stone") is not None


def lesson_of(*sentences: str, source: str, name: str | None, words: str = "“ Go , ”") -> Lesson:
    page = make_page(*sentences)
    (lesson,) = silver_lessons(
        [make_reading(page, make_gold(page, words, source=source, name=name))]
    )
    return lesson


def answers(lesson: Lesson) -> dict[str, str | None]:
    """Return the answers by word; ``None`` is nobody."""
    return {
        lesson.reading.tokens.words[head]: None if n == -1 else lesson.cast.speakers[n].name
        for head, n in lesson.answers.items()
    }


class TestSilver:
    def test_a_pronoun_with_a_name(self) -> None:
        lesson = lesson_of(ANN, BOB, SHE, source="she", name="Lee")
        assert answers(lesson) == {"she": "Ann Lee"}

    def test_a_pronoun_without_a_name_teaches_nothing(self) -> None:
        assert answers(lesson_of(ANN, SHE, source="she", name=None)) == {}

    def test_they_without_a_name_are_nobody(self) -> None:
        they = SHE.replace("she/", "they/")
        assert answers(lesson_of(ANN, they, source="they", name=None)) == {"they": None}

    def test_a_name_that_the_text_lacks_teaches_nothing(self) -> None:
        assert answers(lesson_of(ANN, SHE, source="she", name="Dana Moss")) == {}

    def test_first_persons_and_names_are_none_of_it(self) -> None:
        first = SHE.replace("she/", "I/")
        assert answers(lesson_of(ANN, first, source="I", name="Lee")) == {}
        assert (
            answers(lesson_of(ANN, SHE.replace("she/PRP", "Lee"), source="Lee", name="Lee")) == {}
        )

    def test_nobody_says_her_own_name(self) -> None:
        named = "“ Lee#PERSON left/VBD@ccomp:said , ” she/PRP@nsubj:said said/VBD@ROOT:said ."
        lesson = lesson_of(ANN, named, source="she", name="Lee", words="“ Lee left , ”")
        assert answers(lesson) == {}


class TestByHand:
    @pytest.mark.parametrize("name", ["pronoun_answers.tsv", "nominal_answers.tsv"])
    def test_the_files_can_be_read(self, name: str) -> None:
        found = read_answers(name)
        offsets = [offset for document in found.values() for offset in document]
        assert len(offsets) > 50
        assert min(offsets) >= 0
        assert any(answer for document in found.values() for answer in document.values())

    def given(
        self, monkeypatch: pytest.MonkeyPatch, answer: str | None, kind: str, word: str
    ) -> dict[str, str | None]:
        lesson = lesson_of(ANN, BOB, "The/DT mayor/NN waved/VBD .", SHE, source="she", name="Lee")
        tokens = lesson.reading.tokens
        offset = tokens.start[tokens.words.index(word)]
        monkeypatch.setattr(resolution, "read_answers", lambda name: {"one": {offset: answer}})
        resolution.add_answers([lesson], kind)
        return answers(lesson)

    def test_win_over_machines(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert self.given(monkeypatch, "Bob Stone", "pronoun", "she") == {"she": "Bob Stone"}

    def test_may_say_nobody(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert self.given(monkeypatch, None, "pronoun", "she") == {"she": None}

    def test_of_nominals(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert self.given(monkeypatch, "Ann Lee", "nominal", "The") == {
            "she": "Ann Lee",
            "mayor": "Ann Lee",
        }

    def test_of_another_kind_are_left_out(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert self.given(monkeypatch, "Bob Stone", "nominal", "she") == {"she": "Ann Lee"}


def taught(
    sentences: tuple[str, ...], right: dict[str, str | None]
) -> tuple[MadePage, Reading, Lesson]:
    """Return a lesson that has these answers by word."""
    page = make_page(*sentences)
    made = make_reading(page)
    lesson = Lesson(made, build_cast(page.tokens, page.phrases))
    for word, name in right.items():
        number = -1 if name is None else find_speaker(lesson.cast, name)
        assert number is not None
        lesson.answers[page.at(word)] = number
    return page, made, lesson


class TestExamples:
    WOMAN = ("Ann Lee#PERSON spoke/VBD .", BOB, "She/PRP@nsubj:waved waved/VBD .")
    MAYOR = ("the/DT mayor/NN Ann Lee#PERSON spoke/VBD .", BOB, "the/DT mayor/NN waved/VBD .")

    def test_the_right_row_is_labelled(self) -> None:
        _, _, lesson = taught(self.WOMAN, {"She": "Ann Lee"})
        examples = gather([lesson], {})
        found = examples["pronoun"]
        assert (found.count, sum(found.labels)) == (1, 1.0)
        assert set(found.groups) == {0}
        assert len(found.rows) == len(found.labels) == len(found.groups)
        assert examples["nominal"].count == 0

    def test_nobody_is_the_last_row(self) -> None:
        _, _, lesson = taught(self.WOMAN, {"She": None})
        labels = gather([lesson], {})["pronoun"].labels
        assert labels[-1] == 1.0
        assert 0.0 in labels

    def test_without_an_answer_there_is_none(self) -> None:
        _, _, lesson = taught(self.WOMAN, {})
        assert gather([lesson], {})["pronoun"].count == 0

    def test_groups_are_numbered(self) -> None:
        examples = Examples()
        examples.extend([(0,), (1,)], [1.0, 0.0])
        examples.extend([(0,)], [1.0])
        assert (examples.groups, examples.count) == ([0, 0, 1], 2)

    def test_what_the_model_takes_for_impossible_is_left_out(self) -> None:
        feature = Feature.flag("a")
        model = weigh((feature,), {"a=yes": 6.0})
        examples = Examples()
        examples.extend([(1,), (0,)], [0.0, 1.0])  # 0.2 % by the model
        examples.extend([(1,), (0,)], [1.0, 0.0])
        examples.extend([(1,), (1,)], [0.0, 1.0])
        kept = plausible(model, examples)
        assert kept.labels == [1.0, 0.0, 0.0, 1.0]
        assert kept.groups == [0, 0, 1, 1]

    def test_both_rankers_learn(self) -> None:
        lessons = []
        for _ in range(6):
            lessons.append(taught(self.WOMAN, {"She": "Ann Lee"})[2])
            page, _, lesson = taught(self.MAYOR, {})
            speaker = find_speaker(lesson.cast, "Ann Lee")
            assert speaker is not None
            lesson.answers[page.at("mayor", 2)] = speaker
            lessons.append(lesson)
        models = train(lessons)
        assert set(models) == {"pronoun", "nominal"}
        for kind, model in models.items():
            found = gather(lessons[:2], {})[kind]
            scores = model.scores(found.rows)
            assert found.labels[int(scores.argmax())] == 1.0
