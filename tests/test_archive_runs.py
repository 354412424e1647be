"""Runs over archives: what is written, what is kept, and going on after an end of any kind."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import zstandard
from click.testing import CliRunner, Result

from quotex import commands
from quotex.archive import checkpoints
from quotex.commands import running
from quotex.errors import ModelNotFoundError
from quotex.quotes import Quotes
from quotex.schema import COLUMNS, arrow_schema, quotes_from_rows
from samples import QUOTES

PEOPLE = ("Ann Lee", "Bo Diaz", "Ida Moss")


class Fake:
    """Stands in for ``pipe``: hand-made results, and an end after some documents."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.ends_after = -1
        self.ends_with: BaseException = ModelNotFoundError("gone")

    def __call__(self, pairs: Any, **options: Any) -> Iterator[tuple[Quotes, Any]]:
        for text, context in pairs:
            if len(self.seen) == self.ends_after:
                raise self.ends_with
            self.seen.append(text)
            if "FAIL" in text:
                yield Quotes(text=text, error="RuntimeError: no"), context
            elif "NOTHING" in text:
                yield Quotes(text=text), context
            else:
                yield Quotes(QUOTES.quotes, text), context


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Fake:
    stand_in = Fake()
    monkeypatch.setattr(running, "pipe", stand_in)
    monkeypatch.setattr("quotex.archive.manifest.best_installed", lambda: "none")
    monkeypatch.chdir(tmp_path)
    write_rows("in.jsonl", [f"Text {n}." for n in range(10)])
    return stand_in


def write_rows(name: str, texts: list[str]) -> None:
    rows = (json.dumps({"id": f"d{n}", "text": text}) + "\n" for n, text in enumerate(texts))
    Path(name).write_text("".join(rows), encoding="utf-8")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(commands.quotex, arguments, prog_name="quotex")


def cut_off(fake: Fake, after: int, *arguments: str) -> Result:
    """Run until ``after`` documents are read."""
    fake.seen.clear()
    fake.ends_after = after
    result = run("in.jsonl", *arguments)
    fake.ends_after = -1
    fake.seen.clear()
    return result


def content(name: str) -> Any:
    """What must be the same: the bytes, and of Parquet, which has none of its own, the table."""
    return pq.read_table(name) if name.endswith("parquet") else Path(name).read_bytes()


def files() -> list[str]:
    return sorted(path.name for path in Path().iterdir() if path.name != "in.jsonl")


FORMATS = ["o.jsonl", "o.csv", "o.parquet", "o.jsonl.gz", "o.csv.zst"]


@pytest.mark.parametrize("name", FORMATS)
def test_what_is_written_is_the_same_after_an_end(name: str, fake: Fake) -> None:
    write_rows("in.jsonl", ["One.", "FAIL", "NOTHING", "“\ud800”", *map(str, range(6))])
    assert run("in.jsonl", "-o", f"whole-{name}").exit_code == 1
    for after in (1, 3, 8):
        result = cut_off(fake, after, "-o", name, "--checkpoint", "2")
        assert result.exit_code == 2
        assert f"{after} documents are done and kept in" in result.stderr
        assert "with --resume goes on" in result.stderr
        assert not Path(name).exists()
        result = run("in.jsonl", "-o", name, "--checkpoint", "2", "--resume")
        assert result.exit_code == 1
        assert f"Going on after {after:,} documents." in result.stderr
        assert "1 of 10 documents could not be read." in result.stderr
        assert len(fake.seen) == 10 - after
        assert content(name) == content(f"whole-{name}")
        assert files() == sorted([name, f"whole-{name}"])
        Path(name).unlink()


def test_parquet_holds_the_rows_of_the_schema(fake: Fake) -> None:
    write_rows("in.jsonl", ["One.", "FAIL", "NOTHING"])
    assert run("in.jsonl", "-o", "o.parquet").exit_code == 1
    table = pq.read_table("o.parquet")
    assert table.schema.equals(arrow_schema())
    rows = table.to_pylist()
    assert [row["document"] for row in rows] == ["d0", "d0", "d0", "d1"]
    assert quotes_from_rows(rows[:3], "One.") == Quotes(
        [quote_without_evidence(quote) for quote in QUOTES], "One."
    )
    assert rows[3]["error"] == "RuntimeError: no"


def quote_without_evidence(quote: Any) -> Any:
    from attrs import evolve

    return evolve(quote, evidence=())


def test_compressed_output_holds_what_plain_output_holds(fake: Fake) -> None:
    for name in ("o.jsonl", "o.jsonl.gz", "o.jsonl.zst", "o.csv", "o.csv.gz"):
        assert run("in.jsonl", "-o", name).exit_code == 0
    assert gzip.decompress(content("o.jsonl.gz")) == content("o.jsonl")
    assert gzip.decompress(content("o.csv.gz")) == content("o.csv")
    unpacked = zstandard.ZstdDecompressor().decompressobj().decompress(content("o.jsonl.zst"))
    assert unpacked == content("o.jsonl")


def test_one_text_is_written_in_every_format_without_a_folder(fake: Fake) -> None:
    Path("a.txt").write_text("A.", encoding="utf-8")
    for name in ("o.parquet", "o.csv.gz", "o.jsonl", "o.html.gz"):
        assert run("a.txt", "-o", name).exit_code == 0
        assert not Path(f"{name}.parts").exists()
    assert pq.read_table("o.parquet").num_rows == 3
    assert gzip.decompress(content("o.csv.gz")).startswith(b"document,")


@pytest.mark.parametrize("end", range(1, 400, 7))
def test_a_kill_at_any_byte_of_the_files(end: int, fake: Fake) -> None:
    """What the folder may hold after a kill: files that are cut off anywhere."""
    assert run("in.jsonl", "-o", "whole.jsonl").exit_code == 0
    cut_off(fake, 7, "-o", "o.jsonl", "--checkpoint", "1")
    journal = Path("o.jsonl.parts/done.jsonl")
    journal.write_bytes(journal.read_bytes()[:end])
    with Path("o.jsonl.parts/rows.jsonl").open("ab") as rows:
        rows.write(b'{"document": "d8", "te')
    assert run("in.jsonl", "-o", "o.jsonl", "--resume").exit_code == 0
    assert content("o.jsonl") == content("whole.jsonl")


def test_a_folder_without_a_manifest_is_no_run(fake: Fake) -> None:
    cut_off(fake, 7, "-o", "o.jsonl", "--checkpoint", "1")
    Path("o.jsonl.parts/manifest.json").unlink()
    Path("o.jsonl.parts/rows.jsonl").unlink()
    assert run("in.jsonl", "-o", "o.jsonl", "--resume").exit_code == 0
    assert len(fake.seen) == 10


@pytest.mark.parametrize("words", ["", "[]", "{", "[" * 100_000, "\0"], ids=lambda words: words[:3])
def test_a_manifest_that_is_none_is_named(fake: Fake, words: str) -> None:
    cut_off(fake, 7, "-o", "o.jsonl", "--checkpoint", "1")
    Path("o.jsonl.parts/manifest.json").write_text(words, encoding="utf-8")
    result = run("in.jsonl", "-o", "o.jsonl", "--resume")
    assert result.exit_code == 2
    assert "manifest.json' is damaged. Delete the folder" in result.stderr


@pytest.mark.parametrize(
    "line", ["[" * 100_000, "[1]", '{"documents": 9, "other": 1}', "9" * 9_999]
)
def test_a_checkpoint_that_is_none_is_not_counted(fake: Fake, line: str) -> None:
    assert run("in.jsonl", "-o", "whole.jsonl").exit_code == 0
    cut_off(fake, 7, "-o", "o.jsonl", "--checkpoint", "1")
    with Path("o.jsonl.parts/done.jsonl").open("a") as lines:
        lines.write(f"{line}\n")
    assert run("in.jsonl", "-o", "o.jsonl", "--resume").exit_code == 0
    assert content("o.jsonl") == content("whole.jsonl")


def test_an_end_while_the_output_is_made(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    Path("o.csv").write_text("before", encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr(checkpoints.Checkpoints, "_convert", full)
        result = run("in.jsonl", "-o", "o.csv")
    assert result.exit_code == 2
    assert "o.csv cannot be written: No space left on device." in result.stderr
    assert content("o.csv") == b"before"
    fake.seen.clear()
    assert run("in.jsonl", "-o", "o.csv", "--resume").exit_code == 0
    assert fake.seen == []
    assert len(content("o.csv").splitlines()) == 31
    assert files() == ["o.csv"]


def test_an_unfinished_run_is_not_begun_anew_by_mistake(fake: Fake) -> None:
    cut_off(fake, 3, "-o", "o.csv")
    result = run("in.jsonl", "-o", "o.csv")
    assert result.exit_code == 2
    said = " ".join(result.stderr.split())
    assert "o.csv.parts' of a run that did not end. Go on with it with --resume, or delete" in said
    assert fake.seen == []


def test_nothing_to_go_on_with(fake: Fake) -> None:
    result = run("in.jsonl", "-o", "o.csv", "--resume")
    assert result.exit_code == 0
    assert "beginning with the first document" in result.stderr


def test_rows_of_standard_input(fake: Fake) -> None:
    def feed(*arguments: str) -> Result:
        rows = Path("in.jsonl").read_bytes()
        options = ["-", "--input-format", "jsonl", "-o", "o.csv", *arguments]
        return CliRunner().invoke(commands.quotex, options, input=rows, prog_name="quotex")

    fake.ends_after = 4
    assert feed().exit_code == 2
    fake.ends_after = -1
    fake.seen.clear()
    assert feed("--resume").exit_code == 0
    assert fake.seen == [f"Text {n}." for n in range(4, 10)]


def test_nothing_done_leaves_nothing(fake: Fake) -> None:
    assert cut_off(fake, 0, "-o", "o.csv").exit_code == 2
    assert files() == []


OTHERS: dict[str, tuple[Callable[[], object], tuple[str, ...], str]] = {
    "options": (lambda: None, ("--no-indirect",), "indirect was true, is false"),
    "confidence": (
        lambda: None,
        ("--min-confidence", "0.5"),
        "min confidence was 0.0, is 0.5",
    ),
    "genre": (lambda: None, ("--genre", "news"), 'genre was null, is "news"'),
    "speakers": (lambda: None, ("--speaker", "Ann Lee"), 'speakers was [], is ["Ann Lee"]'),
    "model": (lambda: None, ("--model", "other"), 'model was "none", is "other"'),
    "column": (lambda: None, ("--id-column", "nr"), 'reading id_column was "id", is "nr"'),
    "size": (lambda: write_rows("in.jsonl", ["A."] * 12), (), "inputs 1 bytes was"),
    "time": (lambda: os.utime("in.jsonl", (1, 1)), (), "inputs 1 changed was"),
    "more": (lambda: None, ("more.txt",), "inputs was"),
}


@pytest.mark.parametrize("case", OTHERS)
def test_a_run_of_something_else_is_refused(case: str, fake: Fake) -> None:
    change, arguments, says = OTHERS[case]
    Path("more.txt").write_text("More.", encoding="utf-8")
    cut_off(fake, 3, "-o", "o.csv")
    change()
    result = run("in.jsonl", "-o", "o.csv", "--resume", *arguments)
    assert result.exit_code == 2
    assert says in " ".join(result.stderr.split())
    assert "delete the folder" in " ".join(result.stderr.split())
    assert fake.seen == []


def test_jobs_and_checkpoints_may_change(fake: Fake) -> None:
    cut_off(fake, 3, "-o", "o.csv")
    changes = ["--jobs", "2", "--checkpoint", "1", "--quiet"]
    assert run("in.jsonl", "-o", "o.csv", "--resume", *changes).exit_code == 0
    assert len(fake.seen) == 7


@pytest.mark.parametrize(
    ("texts", "says"),
    [
        (["Text 0.", "Texts 1.", "Text 2."], "first 3 documents are not those that were read"),
        (["Text 0."], "There are only 1 documents, but 3 are done."),
    ],
)
def test_other_documents_under_the_same_name(
    texts: list[str], says: str, fake: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quotex.archive.documents._stat", lambda path: {"bytes": 1})
    cut_off(fake, 3, "-o", "o.csv")
    write_rows("in.jsonl", texts)
    result = run("in.jsonl", "-o", "o.csv", "--resume")
    assert result.exit_code == 2
    assert says in " ".join(result.stderr.split())


def test_a_folder_that_changed_is_refused(fake: Fake) -> None:
    Path("f").mkdir()
    for name in "abc":
        Path(f"f/{name}.txt").write_text("A.", encoding="utf-8")
    fake.ends_after = 2
    run("f", "-o", "o.csv")
    fake.ends_after = -1
    Path("f/bb.txt").write_text("A.", encoding="utf-8")
    result = run("f", "-o", "o.csv", "--resume")
    assert "inputs 1 files was 3, is 4" in " ".join(result.stderr.split())
    Path("f/bb.txt").unlink()
    assert run("f", "-o", "o.csv", "--resume").exit_code == 0


def test_damaged_rows_are_errors_of_their_documents(fake: Fake) -> None:
    with Path("in.jsonl").open("a", encoding="utf-8") as lines:
        lines.write('{"id": "bad"}\nno JSON\n')
    result = run("in.jsonl", "-o", "o.jsonl")
    assert result.exit_code == 1
    assert "bad: 'text' is not in this row\nin.jsonl:12: the line is no JSON" in result.stderr
    assert "2 of 12 documents could not be read." in result.stderr
    last = json.loads(content("o.jsonl").splitlines()[-2])
    assert last == {**dict.fromkeys(COLUMNS), "document": "bad", "error": last["error"]}
    assert "bad" not in run("in.jsonl", "-o", "o.jsonl", "--quiet").stderr


def test_a_wrong_column_stops_before_anything_is_read(fake: Fake) -> None:
    result = run("in.jsonl", "-o", "o.csv", "--text-column", "body")
    assert result.exit_code == 2
    assert "there is no column 'body'" in result.stderr
    assert "'id', 'text'" in result.stderr
    assert (fake.seen, files()) == ([], [])


def test_ctrl_c_keeps_what_is_done(fake: Fake) -> None:
    fake.ends_with = KeyboardInterrupt()
    result = cut_off(fake, 4, "-o", "o.csv")
    assert result.exit_code == 130
    assert "4 documents are done and kept" in result.stderr
    assert "Interrupted." in result.stderr
    assert run("in.jsonl", "-o", "o.csv", "--resume").exit_code == 0
    assert len(fake.seen) == 6


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
def test_ctrl_c_is_not_lost_in_a_callback(fake: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python drops what is raised while it forks a process, for one."""

    def drops(pairs: Any, **options: Any) -> Iterator[tuple[Quotes, Any]]:
        for result in fake(pairs, **options):
            if len(fake.seen) == 4:
                with suppress(KeyboardInterrupt):
                    os.kill(os.getpid(), signal.SIGINT)
            yield result

    monkeypatch.setattr(running, "pipe", drops)
    before = signal.getsignal(signal.SIGINT)
    assert run("in.jsonl", "-o", "o.csv").exit_code == 130
    assert len(fake.seen) == 4
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such locks")
def test_two_runs_do_not_write_to_one_folder(fake: Fake, tmp_path: Path) -> None:
    cut_off(fake, 4, "-o", "o.csv")
    script = (
        "import fcntl, sys; lock = open('o.csv.parts/lock', 'wb'); fcntl.lockf(lock, "
        "fcntl.LOCK_EX); print('locked', flush=True); sys.stdin.read()"
    )
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", script], stdin=pipe, stdout=pipe) as other:
        assert other.stdout is not None
        other.stdout.readline()
        result = run("in.jsonl", "-o", "o.csv", "--resume")
        other.communicate()
    assert result.exit_code == 2
    assert "Another quotex is writing to" in result.stderr


def test_the_bar_shows_rate_and_time_left(
    fake: Fake, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from quotex.archive.progress import with_bar
    from quotex.archive.settings import Document

    documents = [Document(f"{n}", share=(n + 1) / 10) for n in range(10)]
    results, say = with_bar(((Quotes(), d) for d in documents), count=None, done=0)
    for _, document in results:
        if document.id == "4":
            say("a line above")
    shown = capsys.readouterr().err
    assert "a line above\n" in shown
    assert "10/10" in shown
    assert "documents/s" in shown
    results, _ = with_bar([(Quotes(), documents[0])], count=8, done=7)
    list(results)
    assert "8/8" in capsys.readouterr().err


# What follows runs the command in a process of its own, with a model.


def write_news(name: str, count: int) -> None:
    texts = [
        f"“Number {n} is ready,” {PEOPLE[n % 3]} said. {PEOPLE[(n + 1) % 3]} replied that it would "
        f"be “late, as ever”. They left at {n % 12} o'clock."
        for n in range(count)
    ]
    write_rows(name, texts)


def start(*arguments: str, **options: Any) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "quotex", "extract", *arguments]
    return subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True, **options)


def wait_until(is_so: Callable[[], bool]) -> None:
    for _ in range(600):
        if is_so():
            return
        time.sleep(0.1)
    raise AssertionError("it did not come to that within a minute")


def checkpoints_of(name: str) -> int:
    journal = Path(f"{name}.parts/done.jsonl")
    return journal.read_bytes().count(b"\n") if journal.exists() else 0


def wait_for_checkpoints(name: str, count: int) -> None:
    wait_until(lambda: checkpoints_of(name) >= count)


def wait_until_gone(session: int) -> None:
    wait_until(lambda: not processes_of(session))


def processes_of(session: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return found


needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads /proc")


@pytest.mark.model
@pytest.mark.slow
@needs_proc
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("name", ["o.parquet", "o.csv"])
def test_kill_9_in_the_middle(
    name: str, jobs: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_news("in.jsonl", 300)
    whole = start("in.jsonl", "-o", f"whole-{name}")
    assert whole.wait() == 0
    for kill in range(2):
        options = ["--jobs", jobs, "--checkpoint", "20", *(["--resume"] if kill else [])]
        killed = start("in.jsonl", "-o", name, *options)
        wait_for_checkpoints(name, checkpoints_of(name) + 2)
        killed.kill()
        killed.wait()
        wait_until_gone(killed.pid)  # the workers see that their parent is gone
        assert not Path(name).exists()
    last = start("in.jsonl", "-o", name, "--jobs", jobs, "--resume")
    assert last.wait() == 0
    assert content(name) == content(f"whole-{name}")
    assert files() == sorted([name, f"whole-{name}"])


@pytest.mark.model
@pytest.mark.slow
@needs_proc
@pytest.mark.parametrize("output", ["o.jsonl", "o.html"])
def test_ctrl_c_leaves_no_output_and_no_process(
    output: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_news("in.jsonl", 100_000)
    stopped = start("in.jsonl", "-o", output, "--jobs", "2", "--checkpoint", "20")
    wait_until(lambda: len(processes_of(stopped.pid)) >= 3)
    if output == "o.jsonl":
        wait_for_checkpoints("o.jsonl", 1)
    os.killpg(stopped.pid, signal.SIGINT)  # as a terminal does
    _, said = stopped.communicate()
    assert stopped.returncode == 130, said
    assert b"Traceback" not in said
    assert b"Interrupted." in said
    assert processes_of(stopped.pid) == []
    assert files() == (["o.jsonl.parts"] if output == "o.jsonl" else [])


@pytest.mark.model
@pytest.mark.slow
@needs_proc
def test_a_killed_worker_costs_one_document_at_most(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_news("in.jsonl", 300)
    assert start("in.jsonl", "-o", "whole.jsonl").wait() == 0
    command = start("in.jsonl", "-o", "o.jsonl", "--jobs", "2", "--checkpoint", "20")
    wait_for_checkpoints("o.jsonl", 1)
    (worker, *_) = (pid for pid in processes_of(command.pid) if pid != command.pid)
    os.kill(worker, signal.SIGKILL)
    assert command.wait() == 0
    assert content("o.jsonl") == content("whole.jsonl")


SPAWN = """
import multiprocessing
from quotex.cli import main

if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    main()
"""


@pytest.mark.model
@pytest.mark.slow
def test_processes_that_start_afresh_write_the_same_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_news("in.jsonl", 60)
    Path("spawn.py").write_text(SPAWN, encoding="utf-8")
    assert start("in.jsonl", "-o", "one.csv").wait() == 0
    options = ["in.jsonl", "-o", "two.csv", "--jobs", "2"]
    subprocess.run([sys.executable, "spawn.py", *options], check=True)
    assert content("one.csv") == content("two.csv")


# getrusage would count what this process had when it started the other one.
PEAK = """
import sys
from quotex import commands
try:
    commands.quotex(sys.argv[1:])
finally:
    with open("/proc/self/status") as lines:
        print(*(line.split()[1] for line in lines if line.startswith("VmHWM")))
"""


@pytest.mark.slow
@needs_proc
@pytest.mark.parametrize("form", ["jsonl.gz", "csv", "parquet", "folder"])
def test_memory_does_not_grow_with_the_archive(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Texts without marks are only looked at: it is the way through that is measured."""
    import csv

    import pyarrow

    monkeypatch.chdir(tmp_path)
    peaks = []
    for times in (1, 4):
        texts = [f"Nothing was said on day {n}. " * 40 for n in range(5_000 * times)]
        name = f"{times}.{form}"
        if form == "jsonl.gz":
            with gzip.open(name, "wt") as lines:
                lines.writelines(json.dumps({"text": text}) + "\n" for text in texts)
        elif form == "csv":
            with Path(name).open("w", newline="") as lines:
                csv.writer(lines).writerows([["text"], *([text] for text in texts)])
        elif form == "parquet":
            # One row group, larger than what may be in memory of it.
            table = pyarrow.table({"text": texts * 4})
            pq.write_table(table, name, compression="none", use_dictionary=False)
        else:
            Path(name).mkdir()
            for n, text in enumerate(texts):
                Path(name, f"{n}.txt").write_text(text)
        command = [sys.executable, "-c", PEAK, "extract", name, "-o", "o.parquet", "--no-indirect"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        peaks.append(int(done.stdout) // 1024)
    assert peaks[1] - peaks[0] < 60, peaks  # MB
