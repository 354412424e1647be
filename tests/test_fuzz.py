"""A short run of the fuzzer's targets, and the parts of it that can be wrong without notice."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

import quotex
from fuzzing.documents import document_of
from fuzzing.samples import MOST_CHARS, PIECES, Sample, sample_of
from fuzzing.targets import TARGETS
from fuzzing.watch import Watch, bound
from invariants import check_order, check_quotes, check_shape
from quotex.layout import find_layout
from quotex.quotes import Quotes
from quotex.types import Quote, Span
from samples import QUOTES

ROOT = Path(__file__).parent.parent


def load(file: Path) -> Any:
    spec = spec_from_file_location("fuzz_run", file)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


fuzz = load(ROOT / "fuzz" / "run.py")
RUNS = {"marks": 600, "sentences": 400, "names": 400, "attribution": 150, "library": 100}


@pytest.mark.model
@pytest.mark.parametrize("target", TARGETS)
def test_random_inputs_break_no_law(target: str) -> None:
    watch = fuzz.watched(target)
    for data in fuzz.random_inputs(7, RUNS[target], fuzz.MOST_BYTES[target]):
        watch.see(data)
    assert watch.inputs == RUNS[target]
    assert not watch.failures, "\n".join(f.report for f in watch.failures.values())


def test_the_command_line_knows_every_target() -> None:
    assert set(fuzz.TARGETS) == set(TARGETS) == set(fuzz.MOST_BYTES)


def test_any_bytes_are_an_input() -> None:
    inputs = [sample_of(data) for data in fuzz.random_inputs(1, 500, 120)]
    assert max(len(sample.text) for sample in inputs) <= MOST_CHARS
    assert sample_of(b"") == Sample("")
    said = PIECES.index("said")
    assert sample_of(bytes([3, 5, 0, said, said])) == Sample("said said", options=5)
    assert sample_of(bytes([3, 5, 1, 9, said])) == Sample("said", b"\x09", 5)
    assert sample_of(bytes([0, 0, 0]) + "“é".encode() + b"\xff").text == "“é\udcff"


def test_random_inputs_reach_the_deep_stages() -> None:
    texts = [sample_of(data).text for data in fuzz.random_inputs(1, 300, 120)]
    layouts = [find_layout(text) for text in texts]
    assert sum(bool(layout.quoted) for layout in layouts) > 100
    assert sum(bool(layout.turns) for layout in layouts) > 10
    assert sum(text.count("\n\n") > 2 for text in texts) > 50


def test_noise_changes_tags_labels_and_heads() -> None:
    text = "“The lamp is lit,” Elsa Brandt said."
    plain, noisy = document_of(text), document_of(text, bytes([200, 0, 2, 0, 2, 1, 30, 3, 100]))
    assert plain.text == noisy.text == text
    assert [t.tag_ for t in plain] != [t.tag_ for t in noisy]
    assert [t.head.i for t in plain] != [t.head.i for t in noisy]
    assert [t.ent_type_ for t in plain] != [t.ent_type_ for t in noisy]


class TestTheWatch:
    def test_an_error_is_kept_once_with_its_shortest_input(self) -> None:
        def check(sample: Sample) -> None:
            if sample.text:
                raise ValueError("broken")

        watch = Watch(check)
        for data in (b"", b"\x00\x00\x00abc", b"\x00\x00\x00a", b"\x00\x00\x00ab"):
            watch.see(data)
        ((kind, failure),) = watch.failures.items()
        assert (watch.inputs, failure.sample.text) == (4, "a")
        assert kind.startswith("ValueError in test_fuzz.py:")
        assert "broken" in failure.report

    def test_a_hang_is_stopped_where_it_is(self) -> None:
        def check(sample: Sample) -> None:
            try:
                while True:
                    pass
            except Exception:
                pass

        watch = Watch(check, seconds=0.05)
        watch.see(b"")
        (kind,) = watch.failures
        assert kind.startswith("TooSlow in test_fuzz.py:")

    def test_much_memory_is_a_failure(self) -> None:
        watch = Watch(lambda sample: str(bytearray(b"x") * 400_000_000)[:0] and None)
        watch.see(b"")
        (kind,) = watch.failures
        assert kind.startswith("TooLargeError")

    def test_what_ends_in_time_is_left_alone(self) -> None:
        with bound(5):
            total = sum(range(10))
        assert total == 45


class TestTheLaws:
    """Results that break them, made by hand: a law that lets these pass says nothing."""

    def quote(self, start: int, end: int) -> Quote:
        text = QUOTES.text[start:end]
        return Quote(text, start, end, (Span(text, start, end),), "direct", reason="because")

    @pytest.mark.parametrize(
        ("extents", "holds"),
        [
            pytest.param([(0, 4), (4, 9)], True, id="apart"),
            pytest.param([(0, 9), (2, 5)], True, id="nested"),
            pytest.param([(0, 9), (0, 5)], True, id="nested at the start"),
            pytest.param([(0, 5), (2, 9)], False, id="crossing"),
            pytest.param([(4, 9), (0, 4)], False, id="out of order"),
            pytest.param([(0, 4), (0, 4)], False, id="twice"),
            pytest.param([(0, 9), (2, 5), (4, 7)], False, id="crossing inside"),
        ],
    )
    def test_order(self, extents: list[tuple[int, int]], holds: bool) -> None:
        quotes = [self.quote(*extent) for extent in extents]
        if holds:
            check_order(quotes)
        else:
            with pytest.raises(AssertionError):
                check_order(quotes)

    @pytest.mark.parametrize(
        "change",
        [
            {"text": "other"},
            {"start": -1},
            {"parts": ()},
            {"reason": ""},
            {"confidence": 1.5},
            {"type": "scare"},
        ],
        ids=lambda change: next(iter(change)),
    )
    def test_one_quotation(self, change: dict[str, object]) -> None:
        good = self.quote(0, 5)
        check_quotes(QUOTES.text, Quotes([good], QUOTES.text))
        with pytest.raises(AssertionError):
            check_quotes(QUOTES.text, Quotes([evolve(good, **change)], QUOTES.text))

    def test_the_cast_holds_everyone_who_speaks(self) -> None:
        with pytest.raises(AssertionError):
            check_quotes(QUOTES.text, QUOTES)

    def test_marks(self) -> None:
        text = "“A ‘b’ c.”"
        outer, inner = find_layout(text).quoted
        check_shape(text, [outer, inner])
        for wrong in ([inner, outer], [outer, evolve(inner, depth=0)], [evolve(outer, end=99)]):
            with pytest.raises(AssertionError):
                check_shape(text, wrong)


def command(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "fuzz" / "run.py"), *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **variables},
    )


def test_a_run_writes_its_record(tmp_path: Path) -> None:
    record = tmp_path / "record.md"
    for _ in range(2):
        done = command("marks", "--runs", "20", "--blind", "--record", str(record))
        assert done.returncode == 0, done.stderr
    head, rule, *lines = record.read_text("utf-8").splitlines()
    assert (head.count("|"), rule.count("|"), len(lines)) == (13, 13, 2)
    cells = [cell.strip() for cell in lines[0].strip("|").split("|")]
    assert cells[1] == quotex.__version__
    assert cells[4:9] == ["marks", "nothing", "1", "20", "0"]


@pytest.mark.skipif(find_spec("atheris") is not None, reason="atheris is installed")
def test_without_atheris_the_error_names_the_extra() -> None:
    done = command("marks", "--runs", "20")
    assert done.returncode == 2
    assert "pip install -e '.[en,fuzz]'" in done.stderr
    assert "--blind" in done.stderr


@pytest.mark.skipif(find_spec("atheris") is None, reason="atheris is not installed")
def test_coverage_guides_a_run(tmp_path: Path) -> None:
    done = command("marks", "--runs", "400", "--found", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "inputs: 400" in done.stdout
