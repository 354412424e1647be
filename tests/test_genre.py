"""Genre: news and fiction told apart from characters alone, news where there is little to go by."""

from __future__ import annotations

import json
import random
import time
from pathlib import Path

import pytest

from quotex.genre import find_genre
from quotex.layout import find_layout
from quotex.types import Genre
from test_benchmarks import load

STORY = (
    "The lamp had gone out before she reached the mill. She stood on the step and heard the water "
    "turn under the boards.",
    "“Is anyone there?” she asked.",
    "“Nobody but me,” said the miller. He came slowly to the door, and looked at her as if he "
    "thought she were a ghost.",
    "“You gave me a fright!” she cried. “I saw no light.”",
    "He laughed. “There was none to see. Will you come in?”",
)
REPORT = (
    "OAKTON, March 3 – The city council is expected to vote on Tuesday on a 4.5 percent rise in "
    "water rates, which the utility says it needs to replace pipes laid in 1962.",
    "“The pipes are sixty years old,” Mayor Ann Lee said on Monday. “We have no choice.”",
    "Rep. Bo Diaz (R-Oakton), who is running for governor, called the plan “a tax by another "
    "name” and said that it will cost the average household $84 a year.",
    "The council has 11 members. It voted down a similar rise in 2019.",
)


def genre_of(*paragraphs: str) -> Genre:
    text = "\n\n".join(paragraphs)
    return find_genre(text, find_layout(text))


@pytest.mark.parametrize("times", [1, 3, 10, 100])
def test_a_story_of_any_length(times: int) -> None:
    assert genre_of(*STORY * times) == "fiction"


@pytest.mark.parametrize("times", [1, 3, 10, 100])
def test_a_report_of_any_length(times: int) -> None:
    assert genre_of(*REPORT * times) == "news"


def test_marks_of_any_kind() -> None:
    straight = [p.replace("“", '"').replace("”", '"') for p in STORY]
    single = [p.replace("“", "‘").replace("”", "’") for p in STORY]
    assert genre_of(*straight) == genre_of(*single) == "fiction"


def test_a_story_told_by_one_of_its_people() -> None:
    assert genre_of(*(p.replace("she ", "I ").replace("She ", "I ") for p in STORY)) == "fiction"


@pytest.mark.parametrize(
    "paragraphs",
    [
        (),
        ("…",),
        ("“Is anyone there?” she asked.",),
        ("Ann Lee said that it rained.",),
        ("“No!”", "“Yes!”", "“No!”"),
    ],
    ids=["empty", "no word", "one line", "indirect", "marks only"],
)
def test_what_cannot_be_told_is_news(paragraphs: tuple[str, ...]) -> None:
    assert genre_of(*paragraphs) == "news"


def test_an_article_that_begins_like_a_story_is_news() -> None:
    assert genre_of(*STORY[:2], *REPORT, *REPORT[::-1]) == "news"


def test_an_interview_whose_paragraphs_are_quotations_is_news() -> None:
    answers = [
        f"“We expect to hire {n} people by Friday,” Ms. Lee says. “That is {n}.5 percent more.”"
        for n in range(20)
    ]
    assert genre_of(*answers) == "news"


def test_time_is_linear() -> None:
    def seconds(text: str) -> float:
        layout = find_layout(text)
        begun = time.perf_counter()
        find_genre(text, layout)
        return time.perf_counter() - begun

    story = "\n\n".join(STORY) + "\n\n"
    assert seconds(story * 4_000) < 16 * max(seconds(story * 1_000), 0.02)


def test_excerpts_are_cut_from_each_text(monkeypatch: pytest.MonkeyPatch) -> None:
    benchmark = load("genre", monkeypatch)
    texts = ["a" * 90, "b" * 5]
    parts = list(benchmark.excerpts(texts, 10, random.Random(0)))
    assert [len(part) for part in parts] == [10] * 40 + [5] * 40
    assert parts == list(benchmark.excerpts(texts, 10, random.Random(0)))


def test_the_benchmark_prints_a_row_a_set(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    benchmark = load("genre", monkeypatch)
    data = tmp_path / "data"
    data.mkdir()
    texts = dict.fromkeys(benchmark.NEWS, REPORT) | dict.fromkeys(
        (*benchmark.FICTION, benchmark.NOVELS), STORY * 100
    )
    for name, paragraphs in texts.items():
        (data / f"{name}.jsonl").write_text(json.dumps({"text": "\n\n".join(paragraphs)}), "utf-8")
    monkeypatch.setattr("sys.argv", ["genre.py", "--shared", str(tmp_path)])
    assert benchmark.main() == 0
    printed = capsys.readouterr().out
    assert "| polnear_dev | news | 1 | 0 | 0.000 |" in printed
    assert "| pdnc_dev, whole | fiction | 1 | 1 | 1.000 |" in printed
    assert "| pdnc_dev, 20,000 characters | fiction | 40 | 40 | 1.000 |" in printed
