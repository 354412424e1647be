"""What the comparison with other tools can get wrong without anybody noticing."""

from __future__ import annotations

import importlib
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

PEERS = Path(__file__).parent.parent / "benchmarks" / "peers"
FIGURES = {
    "direct+mixed": {"mention_acc": 0.75, "name_acc": None, "found": 0.9},
    "direct": {"exact": 0.5},
    "attributed precision": {"right_source": 0.25},
}
ADAPTER = """
import json, sys
documents = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
with open(sys.argv[2], "w") as target:
    target.writelines(json.dumps({"id": d["id"], "quotes": []}) + "\\n" for d in documents)
print("a line that the tool prints")
times = [{"seconds": 2.0, "error": None} for _ in documents]
print(json.dumps({"version": "1", "load": 3.0, "documents": times}))
"""


def load(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(PEERS))
    monkeypatch.delitem(sys.modules, "peer", raising=False)
    spec = importlib.util.spec_from_file_location(f"peers_{name}", PEERS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return load("run", monkeypatch)


@pytest.fixture
def nearest_name(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return load("nearest_name", monkeypatch)


@pytest.fixture
def peer(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return load("peer", monkeypatch)


def a_row(run: ModuleType, **changes: Any) -> Any:
    values = {
        "tool": "one",
        "documents": "news",
        "version": "1.0",
        "figures": FIGURES,
        "times": [2.0],
        "loading": [0.5],
        "errors": [],
        "total": 3,
    }
    return run.Row(**{**values, **changes})


@pytest.mark.parametrize(
    ("names", "found"),
    [
        pytest.param([(0, 5), (30, 35)], (0, 5), id="before"),
        pytest.param([(0, 2), (22, 25)], (22, 25), id="after"),
        pytest.param([(23, 25), (5, 7)], (5, 7), id="as near, the one before"),
        pytest.param([(6, 10)], (6, 10), id="touching"),
        pytest.param([(12, 15), (0, 2)], (0, 2), id="not one inside"),
        pytest.param([(8, 12)], None, id="only one that overlaps"),
        pytest.param([], None, id="none"),
    ],
)
def test_the_nearest_name(nearest_name: ModuleType, names: list[Any], found: object) -> None:
    assert nearest_name.nearest((10, 20), names) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“Yes,” he said, “no.”", ["“Yes,”", "“no.”"]),
        ('"Yes," he said.', ['"Yes,"']),
        ("''It's so,'' he said, ''or not.''", ["''It's so,''", "''or not.''"]),
        ("“A paragraph\nand another”", []),
        ('An odd " mark', []),
    ],
)
def test_words_in_marks(nearest_name: ModuleType, text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in nearest_name.quotations(text)] == found


def test_a_tool_without_figures_is_a_row_with_the_reason(run: ModuleType) -> None:
    rows = run.table([a_row(run)], {"two": "could not be installed: no a|b"}).splitlines()
    assert rows[2].startswith("| one | news | 1.0 | 0.750 | – | 0.900 | 0.500 | 0.250 | 2.00 |")
    assert rows[2].endswith("| 0.50 | 0 of 3 |")
    assert rows[3].startswith(r"| two | could not be installed: no a\|b | |")
    assert "0.0" not in rows[3]
    assert len({row.replace(r"\|", "").count("|") for row in rows}) == 1


def test_an_interval_stands_beside_its_figure(run: ModuleType) -> None:
    assert run.cells(a_row(run, interval=(0.5, 0.8125)))[3] == "0.750 (0.500 to 0.812)"


def test_documents_that_failed_are_told_with_their_error(run: ModuleType) -> None:
    row = a_row(run, errors=["ValueError: 3 marks", "ValueError: 5 marks", "KeyError: 'x'"])
    assert run.cells(row)[-1] == "3 of 3"
    notes = run.notes([row], 1)
    assert "one, news: 2 × ValueError: 3 marks" in notes
    assert "one, news: 1 × KeyError: 'x'" in notes


@pytest.mark.parametrize(
    ("mine", "quotex", "shown"),
    [
        ([3.0], [2.0], "1.50"),
        ([2.0, 9.0, 4.0], [2.0, 3.0, 2.0], "2.00 (1.00 to 3.00)"),
        ([3.0], [], "–"),
        ([3.0], [0.0], "–"),
    ],
)
def test_times_are_ratios_within_a_round(
    run: ModuleType, mine: list[float], quotex: list[float], shown: str
) -> None:
    assert run.ratio(run.ratios(mine, quotex)) == shown


@pytest.mark.parametrize(
    ("stderr", "line"),
    [
        ("Traceback\n  here\nOSError: no model\n", "OSError: no model"),
        ("ERROR: no such package\n\nhint: are you online?\n", "ERROR: no such package"),
        ("", ""),
    ],
)
def test_the_line_that_names_an_error(run: ModuleType, stderr: str, line: str) -> None:
    assert run.reason(stderr) == line


def test_a_mention_is_the_name_only_where_a_tool_gives_none(run: ModuleType) -> None:
    quotes = [
        {"canonical_speaker": None, "speaker_text": "Lee"},
        {"canonical_speaker": "Ann Lee", "speaker_text": "she"},
        {"canonical_speaker": None, "speaker_text": None},
    ]
    document = {"id": "a", "quotes": quotes}
    named = run.as_named(document, own=False)["quotes"]
    assert [quote["canonical_speaker"] for quote in named] == ["Lee", "Ann Lee", None]
    assert run.as_named(document, own=True) == document


def test_tools_that_fail_do_not_stop_the_others(
    run: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def install(tool: Any, envs: Path) -> Path:
        if tool.name == "absent":
            raise run.ToolError("no such package")
        return Path(sys.executable)

    monkeypatch.setattr(run, "install", install)
    monkeypatch.setattr(run, "HERE", tmp_path)
    (tmp_path / "good.py").write_text(ADAPTER)
    (tmp_path / "broken.py").write_text("raise OSError('no model')")
    source = tmp_path / "documents.jsonl"
    source.write_text('{"id": "a", "text": "x"}\n')
    tools = [
        run.Tool("absent", "good.py", ("absent",)),
        run.Tool("broken", "broken.py", ("broken",)),
        run.Tool("good", "good.py", ("good",)),
    ]
    reports, problems = run.run_all(tools, tmp_path, source, tmp_path, 2)
    assert problems == {
        "absent": "could not be installed: no such package",
        "broken": "could not be run: OSError: no model",
    }
    assert [report["load"] for report in reports["good"]] == [3.0, 3.0]
    assert reports["absent"] == reports["broken"] == []


def test_nothing_of_the_gold_is_given(run: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    lines = [json.dumps({"id": name, "text": "x", "quotes": [1]}) + "\n" for name in "abc"]
    (tmp_path / "data" / "news.jsonl").write_text("".join(lines))
    assert run.texts(tmp_path, "news", 2) == [{"id": "a", "text": "x"}, {"id": "b", "text": "x"}]


def test_an_adapter_records_the_documents_that_fail(
    peer: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def read(text: str) -> tuple[int, int]:
        if text == "odd":
            raise ValueError("5 marks")
        return (0, 4)

    def convert(text: str, found: tuple[int, int]) -> list[dict[str, Any]]:
        return [peer.prediction(text, found, (6, 9))]

    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"id": "a", "text": "“No” Lee"}\n{"id": "b", "text": "odd"}\n')
    monkeypatch.setattr(sys, "argv", ["adapter", str(source), str(target)])
    peer.run("2.0", lambda: peer.Peer(read, convert))
    report = json.loads(capsys.readouterr().out)
    assert report["version"] == "2.0"
    assert [d["error"] for d in report["documents"]] == [None, "ValueError: 5 marks"]
    first, second = map(json.loads, target.read_text(encoding="utf-8").splitlines())
    assert second == {"id": "b", "quotes": []}
    assert (first["quotes"][0]["end"], first["quotes"][0]["canonical_speaker"]) == (4, None)


@pytest.mark.parametrize(
    ("edited", "text", "words"),
    [
        ('He said "yes" .', "He said ''yes''.", "yes"),
        ('One.\n"Two."', 'One.\n\n"Two."', '"Two."'),
        ("The states'x rule was “old”", "The states' rule was “old”", "“old”"),
    ],
)
def test_an_edited_text_is_brought_back(
    edited: str, text: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sayswho = load("sayswho_quotes", monkeypatch)
    start = edited.index(words)
    span = sayswho.place((start, start + len(words)), sayswho.alignment(edited, text))
    assert text[slice(*span)] == words
