"""The parts of the speed benchmark that can be wrong without anybody noticing. Never its times."""

from __future__ import annotations

import gc
import json
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from spacy.language import Language

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"
TEXT = "“We are ready,” Ann Lee said. She said that it was late."


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch) -> Any:
    """What imports a module of the benchmark by its name."""
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    return import_module


def test_texts_are_chosen_by_their_words(load: Any) -> None:
    choose = load("timing.articles").choose
    texts = ["a b", "a b c", "a b c d e", "a\nb c d", "a b c d e f"]
    lines = [*(json.dumps({"text": text, "other": 1}) for text in texts), ""]
    assert choose(lines, 3, 5, None) == ["a b c", "a b c d e", "a\nb c d"]
    assert choose(lines, 3, 5, 2) == ["a b c", "a b c d e"]
    assert choose(lines, 7, 9, None) == []


def test_no_round_reads_a_text_that_was_read_before(load: Any) -> None:
    fresh = load("timing.articles").fresh
    assert fresh(["a", "b"], 2) == ["a\n\n", "b\n\n"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We ‘may’,” he said.", "We may, he said."),
        ('He didn’t; it\'s "late".', "He didn’t; it's late."),
        ("The dogs' «bark», ``so'' 'tis", "The dogs bark, so tis"),
    ],
)
def test_marks_are_taken_out_and_apostrophes_in_words_stay(
    load: Any, text: str, expected: str
) -> None:
    assert load("timing.articles").without_marks(text) == expected


def test_ratios_are_of_the_same_round(load: Any) -> None:
    articles = load("timing.articles")
    rounds = [
        {"stock": articles.Time(4.0, 5.0), "all": articles.Time(2.0, 1.0)},
        {"stock": articles.Time(1.0, 2.0), "all": articles.Time(3.0, 1.0)},
    ]
    assert articles.ratios(rounds, "all", "stock", "wall") == [0.5, 3.0]
    assert articles.ratios(rounds, "all", "stock", "processor") == [0.2, 0.5]


def test_the_ratios_are_printed(load: Any) -> None:
    articles = load("timing.articles")
    names = ("stock", "all", "marked", "one process", "two processes")
    one, two, three = (
        {name: articles.Time(wall, wall) for name, wall in zip(names, walls, strict=True)}
        for walls in ((4, 2, 1, 8, 6), (4, 3, 1, 8, 4), (4, 2.4, 2, 8, 5))
    )
    lines = articles.ratio_table([one, two, three]).splitlines()
    assert lines[2] == "| quotex, everything on | 0.60 (0.50 to 0.75) | 0.60 (0.50 to 0.75) |"
    assert lines[3] == "| quotex, `indirect=False` | 0.25 (0.25 to 0.50) | 0.25 (0.25 to 0.50) |"
    assert lines[4] == "| `n_process=2` against `n_process=1` | 0.62 (0.50 to 0.75) | – |"


@pytest.mark.parametrize(
    ("values", "digits", "expected"),
    [
        ([], 2, "–"),
        ([0.5], 2, "0.50"),
        ([0.75, 0.5, 0.6], 2, "0.60 (0.50 to 0.75)"),
        ([1000.0, 3000.0], 0, "2,000 (1,000 to 3,000)"),
    ],
)
def test_a_number_has_its_least_and_greatest(
    load: Any, values: list[float], digits: int, expected: str
) -> None:
    assert load("timing.tables").spread(values, digits) == expected


def test_a_table_is_markdown(load: Any) -> None:
    tables = load("timing.tables")
    assert tables.table(["a", "b"], [["1", "2"]]) == "| a | b |\n| --- | --- |\n| 1 | 2 |\n"
    assert tables.share(0.1234) == "12.3 %"


def test_a_stage_counts_only_what_it_does_itself(load: Any) -> None:
    # The clock strikes at each look: outer 0, inner 1 to 4, inner 6 to 7, outer until 10.
    times = iter([0.0, 1.0, 4.0, 6.0, 7.0, 10.0])
    clock = load("timing.stages").Clock(lambda: next(times))
    inner = clock.timed("inner", lambda number: number + 1)
    outer = clock.timed("outer", lambda number: inner(inner(number)))
    assert outer(1) == 3
    assert clock.seconds == {"inner": 4.0, "outer": 6.0}


def test_a_stage_that_fails_is_counted_too(load: Any) -> None:
    times = iter([0.0, 1.0, 3.0, 5.0])
    clock = load("timing.stages").Clock(lambda: next(times))
    inner = clock.timed("inner", lambda: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        clock.timed("outer", inner)()
    assert clock.seconds == {"inner": 2.0, "outer": 3.0}


def test_garbage_collection_is_no_part_of_the_stage_that_it_falls_into(load: Any) -> None:
    stages = load("timing.stages")
    times = iter([0.0, 1.0, 4.0, 10.0])
    clock = stages.Clock(lambda: next(times))

    def stage() -> None:
        clock.collecting("start", {})
        clock.collecting("stop", {})

    clock.timed("it", stage)()
    assert clock.seconds == {"it": 7.0, stages.COLLECTION: 3.0}


def test_a_timed_component_is_still_the_component(load: Any) -> None:
    stages = load("timing.stages")
    clock = stages.Clock()

    class Component:
        labels = ("A",)

        def __call__(self, doc: int) -> int:
            return doc + 1

        def pipe(self, docs: list[int], batch_size: int) -> Any:
            return (doc + batch_size for doc in docs)

    timed = stages.TimedComponent(clock, "it", Component())
    assert timed(1) == 2
    assert timed.pipe([1, 2], batch_size=10) == [11, 12]
    assert timed.labels == ("A",)
    assert not hasattr(stages.TimedComponent(clock, "it", len), "pipe")


def test_every_stage_is_where_the_clock_looks_for_it(load: Any) -> None:
    stages = load("timing.stages")
    places = [place for some in stages.STAGES.values() for place in some]
    assert len(places) == len(set(places))
    for place in places:
        module, name = stages.find(place)
        assert callable(getattr(module, name))


def test_what_is_put_on_the_clock_is_taken_off(load: Any) -> None:
    from quotex import engine

    stages = load("timing.stages")
    before, callbacks = engine.find_reports, list(gc.callbacks)
    nlp = SimpleNamespace(tokenizer=str.split, _components=[("parser", len)])
    with suppress(KeyError), stages.on_the_clock(nlp) as clock:
        assert engine.find_reports is not before
        assert nlp.tokenizer("a b") == ["a", "b"]
        assert nlp._components[0][1]("abc") == 3
        raise KeyError
    assert engine.find_reports is before
    assert gc.callbacks == callbacks
    assert nlp.tokenizer is str.split
    assert nlp._components == [("parser", len)]
    assert {"spaCy: tokenizer", "spaCy: parser", "reports"} <= set(clock.seconds)


def test_the_profile_adds_up(load: Any) -> None:
    articles = load("timing.articles")
    rounds = [{"profiled": articles.Time(99.0, total)} for total in (10.0, 20.0)]
    stages = [
        {"spaCy: parser": 8.0, "reports": 1.0, "tokens": 0.5},
        {"spaCy: parser": 17.0, "reports": 1.0, "tokens": 1.0},
    ]
    lines = articles.profile_table(articles.Measured(rounds, stages)).splitlines()
    assert lines[2:] == [
        "| spaCy: parser | 82.50 (80.00 to 85.00) |",
        "| reports | 7.50 (5.00 to 10.00) |",
        "| tokens | 5.00 (5.00 to 5.00) |",
        "| **all of spaCy's** | 82.50 (80.00 to 85.00) |",
        "| **all of quotex's own** | 12.50 (10.00 to 15.00) |",
        "| in none of them | 5.00 (5.00 to 5.00) |",
    ]


@pytest.mark.model
def test_the_whole_time_of_a_text_is_in_some_stage(load: Any, english: Language) -> None:
    import quotex

    with load("timing.stages").on_the_clock(english) as clock:
        (timed,) = quotex.pipe([TEXT], model=english)
    assert timed == quotex.extract_quotes(TEXT, model=english)
    assert len(timed) == 2
    unused = {stage for stage, seconds in clock.seconds.items() if not seconds}
    assert unused <= {"garbage collection"}


def test_start_up_is_told_over_bare_python(load: Any) -> None:
    lines = load("timing.startup").startup_table({"bare": 0.020, "import": 0.0652}).splitlines()
    assert lines[2:] == ["| bare | 20 | 0 |", "| import | 65 | 45 |"]


def test_whether_spacy_is_imported_is_seen(load: Any) -> None:
    imports_spacy = load("timing.startup").imports_spacy
    assert not imports_spacy("import json")
    assert imports_spacy("import sys; sys.modules['spacy'] = sys")


def test_a_book_is_as_long_as_asked(load: Any) -> None:
    book = load("timing.long_texts").book
    assert book(["abc", "de"], 4) == "abc\n"
    assert book(["abc", "de"], 14) == "abc\n\nde\n\nabc\n\n"


@pytest.mark.parametrize("characters", [0, 1, 2, 100, 1001])
def test_a_hard_text_is_as_long_as_asked_and_always_the_same(load: Any, characters: int) -> None:
    hostile = load("timing.long_texts").HOSTILE
    for words, make in hostile.items():
        assert len(make(characters)) == characters, words
        assert make(characters) == make(characters), words
    assert len({make(100) for make in hostile.values()}) == len(hostile)


def test_hard_texts_are_what_they_are_called(load: Any) -> None:
    hostile = load("timing.long_texts").HOSTILE
    assert hostile["marks with a letter between"](5) == '"a"a"'
    assert hostile["nested marks"](16) == "“so ‘we ’ ” ’ ” "
    assert hostile["one unclosed mark"](2000).count("“") == 1
    assert "”" not in hostile["one unclosed mark"](2000)
    assert "\n" not in hostile["quotations, no paragraph breaks"](2000)
    names = hostile["names, all different"](20_000).removeprefix("“Yes,” she said. ").split(", ")
    assert len(names) > 900
    assert len(set(names)) > 0.99 * len(names)


def test_books_are_compared_with_the_first(load: Any) -> None:
    long_texts = load("timing.long_texts")
    mb = 2**20
    stages = {"spaCy: parser": 18.0, "reports": 2.0}
    runs = [
        long_texts.Run(1_000_000, 20.0, 900 * mb, 200 * mb, 5000, stages),
        long_texts.Run(10_000_000, 210.0, 2000 * mb, 200 * mb, 50_000, stages),
        long_texts.Run(500_000, problem="more than 9 s"),
    ]
    assert long_texts.book_table(runs).splitlines()[2:] == [
        "| 1,000,000 | 20.0 s | 20.0 s | 1.00 | 1.00 | 900 MB | 10.0 % | 5,000 |",
        "| 10,000,000 | 210.0 s | 21.0 s | 10.00 | 10.50 | 2,000 MB | 1.0 % | 50,000 |",
        "| 500,000 | more than 9 s | – | – | – | – | – | – |",
    ]


def test_hard_texts_are_compared_at_two_lengths(load: Any) -> None:
    long_texts = load("timing.long_texts")
    short = long_texts.Run(
        100_000, 2.0, 1, 1, 9, {"spaCy: parser": 1.9, "reports": 0.1, "scene": 0.001}
    )
    # The scene grew most, and takes too little to be told.
    long = long_texts.Run(
        400_000, 8.4, 300 * 2**20, 1, 9, {"spaCy: parser": 7.6, "reports": 0.7, "scene": 0.1}
    )
    slow = long_texts.Run(400_000, problem="more than 9 s")
    lines = long_texts.hostile_table([("marks", short, long), ("names", short, slow)]).splitlines()
    assert "per million, of 100,000 | per million, of 400,000" in lines[0]
    assert lines[2:] == [
        "| marks | 20.0 s | 21.0 s | 4.2 | reports 7.0 | 300 MB |",
        "| names | 20.0 s | more than 9 s | – | – | – |",
    ]


@pytest.mark.model
@pytest.mark.slow
def test_a_long_text_is_read_in_a_process_with_limits(load: Any) -> None:
    from quotex.models import best_installed

    run = load("timing.long_texts").run
    model = best_installed()
    found = run(f"{TEXT} \ud800", model, 100, 8)
    assert (found.characters, found.quotations, found.problem) == (len(TEXT) + 2, 2, "")
    assert 0 < found.start <= found.peak
    assert found.seconds > 0
    assert found.stages["reports"] > 0
    assert run(TEXT, model, 0.01, 8).problem == "more than 0.01 s"
    assert run(TEXT, model, 100, 0.05).problem


@pytest.mark.model
@pytest.mark.slow
def test_the_command_prints_every_table(
    load: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data").mkdir()
    line = json.dumps({"text": TEXT})
    for name in ("polnear_dev", "pdnc_dev"):
        (tmp_path / "data" / f"{name}.jsonl").write_text(f"{line}\n{line}\n", "utf-8")
    arguments = ["--shared", str(tmp_path), "--rounds", "1", "--least", "2", "--books"]
    monkeypatch.setattr(sys, "argv", ["speed.py", *arguments, "--sizes", "0.001,0.002"])
    assert load("speed").main() == 0
    printed = capsys.readouterr().out
    assert "polnear_dev: 2 texts of 12 words on average, rounds: 1" in printed
    for row in (
        "| quotex, everything on | ",
        "| spaCy: parser | ",
        "| **all of quotex's own** | ",
        "| texts without marks, `indirect=False` | 2 of 2 texts |",
        "| `python -c 'import quotex'` | ",
        "spaCy is imported after `import quotex`: no",
        "| 1,000 | ",
        "| 2,000 | ",
    ):
        assert row in printed


def test_a_missing_file_is_told(
    load: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["speed.py", "--shared", str(tmp_path)])
    assert load("speed").main() == 2
    assert "say where it is" in capsys.readouterr().err
    empty = tmp_path / "texts.jsonl"
    empty.write_text(json.dumps({"text": "Too short."}), "utf-8")
    monkeypatch.setattr(sys, "argv", ["speed.py", "--texts", str(empty)])
    assert load("speed").main() == 2
    assert "has a length asked for" in capsys.readouterr().err
