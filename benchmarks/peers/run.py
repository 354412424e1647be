"""quotex beside what a user would pick instead, on the same documents in one run.

    python benchmarks/peers/run.py [--shared ../shared] [--documents N] [--envs DIR] [--rounds N]

Makes a virtual environment for each tool, gives all of them the raw texts of the gold data
beside the checkout, scores them with its independent ``score.py`` and prints one Markdown table.
A tool that cannot be installed or started is a row that says so. Needs a package index and some
minutes; the environments are kept for the next run.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parent.parent
ENVS = Path("~/.cache/quotex-benchmarks")
SETS = {"polnear_dev": ["polnear_dev_named.jsonl"], "gum_news_dev": []}
QUOTEX = "quotex"
COLUMNS = (
    "tool",
    "documents",
    "version",
    "mention_acc",
    "name_acc",
    "found",
    "exact, direct",
    "right source",
    "time",
    "loading",
    "failed",
)


class Tool(NamedTuple):
    """A tool: its adapter with arguments, and requirements files to install one after another."""

    name: str
    script: str
    requirements: tuple[str, ...]
    arguments: tuple[str, ...] = ()
    names: bool = False
    """Whether it gives names of its own; one that does not gets its mention's words as name."""


TOOLS = (
    Tool(QUOTEX, "quotex_quotes.py", ("quotex",), names=True),
    Tool("textacy direct_quotations", "textacy_quotes.py", ("textacy",)),
    Tool("SaysWho", "sayswho_quotes.py", ("sayswho-coreference", "sayswho")),
    Tool(
        "SaysWho's quote finder, no coreference",
        "sayswho_quotes.py",
        ("sayswho-quotes",),
        arguments=("quotes",),
    ),
    Tool("nearest name", "nearest_name.py", ("nearest_name",)),
)


class ToolError(Exception):
    """Why a tool has no figures, in words for its row of the table."""


class Row(NamedTuple):
    """What the table says of one tool on one set of documents."""

    tool: str
    documents: str
    version: str
    figures: Mapping[str, Any]
    """What score.py prints."""
    times: Sequence[float]
    """By round, divided by quotex's in that round; empty when quotex has none."""
    loading: Sequence[float]
    errors: Sequence[str]
    total: int
    interval: tuple[float, float] | None = None
    """95 % interval of ``mention_acc``."""


def main() -> int:
    """Install, run, score and print; return the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="the gold's folder")
    parser.add_argument("--documents", type=int, metavar="N", help="only the first N of each set")
    parser.add_argument(
        "--envs", type=Path, default=ENVS, metavar="DIR", help=f"the environments; {ENVS}"
    )
    parser.add_argument(
        "--rounds", type=int, default=3, metavar="N", help="times that each tool is run; 3"
    )
    options = parser.parse_args()
    if not (options.shared / "score.py").exists():
        print(f"No score.py in {options.shared}; say where with --shared.", file=sys.stderr)
        return 2
    if options.rounds < 1 or (options.documents is not None and options.documents < 1):
        print("--rounds and --documents take 1 or more.", file=sys.stderr)
        return 2
    documents = {name: texts(options.shared, name, options.documents) for name in SETS}
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        source = scratch / "documents.jsonl"
        write_lines(source, [document for part in documents.values() for document in part])
        reports, problems = run_all(
            TOOLS, options.envs.expanduser(), source, scratch, options.rounds
        )
        rows = [
            row(tool, name, documents, reports, predictions(scratch, tool), options.shared)
            for name in SETS
            for tool in TOOLS
            if tool.name not in problems
        ]
    print(table(rows, problems))
    print(notes(rows, options.rounds))
    return 0


def run_all(
    tools: Sequence[Tool], envs: Path, source: Path, scratch: Path, rounds: int
) -> tuple[dict[str, list[dict[str, Any]]], dict[str, str]]:
    """Install all tools, then run them in turn, as often as there are rounds.

    Returns the reports of the adapters by tool, and for each tool that has none the reason.
    """
    reports: dict[str, list[dict[str, Any]]] = {tool.name: [] for tool in tools}
    problems: dict[str, str] = {}
    pythons: dict[str, Path] = {}
    for tool in tools:
        try:
            pythons[tool.name] = install(tool, envs)
        except ToolError as error:
            problems[tool.name] = f"could not be installed: {error}"
    for number in range(1, rounds + 1):
        for tool in tools:
            if tool.name in problems:
                continue
            say(f"{tool.name}, round {number} of {rounds}")
            try:
                report = start(tool, pythons[tool.name], source, predictions(scratch, tool))
            except ToolError as error:
                problems[tool.name] = f"could not be run: {error}"
            else:
                reports[tool.name].append(report)
    return reports, problems


def texts(shared: Path, name: str, most: int | None) -> list[dict[str, str]]:
    """Return id and text of the documents of a set, and nothing of its gold."""
    lines = gold(shared, name).read_text(encoding="utf-8").splitlines()
    return [{key: json.loads(line)[key] for key in ("id", "text")} for line in lines[:most]]


def write_lines(path: Path, values: Sequence[Any]) -> None:
    path.write_text("".join(json.dumps(value) + "\n" for value in values), encoding="utf-8")


def predictions(scratch: Path, tool: Tool) -> Path:
    """Return the file that a tool's adapter writes."""
    return scratch / f"{tool.requirements[-1]}.jsonl"


def gold(shared: Path, name: str) -> Path:
    return shared / "data" / f"{name}.jsonl"


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def install(tool: Tool, envs: Path) -> Path:
    """Return the Python of a tool's environment, made first unless a complete one is there."""
    files = [HERE / "requirements" / f"{name}.txt" for name in tool.requirements]
    wanted = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
    folder = envs / tool.requirements[-1]
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = folder / "requirements.sha256"
    pip = [str(python), "-m", "pip", "install", "--quiet"]
    if not stamp.exists() or stamp.read_text() != wanted:
        say(f"{tool.name}: an environment in {folder}")
        shutil.rmtree(folder, ignore_errors=True)
        execute([sys.executable, "-m", "venv", str(folder)])
        for file in files:
            execute([*pip, "-r", str(file)])
        stamp.write_text(wanted)
    if tool.name == QUOTEX:  # a copy of the checkout as it is now
        execute([*pip, "--force-reinstall", "--no-deps", str(CHECKOUT)])
        execute([*pip, str(CHECKOUT)])
    return python


def start(tool: Tool, python: Path, source: Path, target: Path) -> dict[str, Any]:
    """Run a tool on the documents; return the report of its adapter."""
    command = [str(python), str(HERE / tool.script), str(source), str(target), *tool.arguments]
    report: dict[str, Any] = json.loads(execute(command).splitlines()[-1])
    return report


def execute(command: Sequence[str]) -> str:
    """Run a command in one thread and return what it prints; raise ``ToolError`` if it fails."""
    single = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    quiet = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_RETRIES": "2", "PYTHONPATH": ""}
    environment = {**os.environ, **single, **quiet, "PYTHONUTF8": "1"}
    try:
        done = subprocess.run(
            command, capture_output=True, encoding="utf-8", errors="replace", env=environment
        )
    except OSError as error:
        raise ToolError(str(error)) from error
    if done.returncode:
        raise ToolError(reason(done.stderr) or f"exit code {done.returncode}")
    return done.stdout


def reason(stderr: str) -> str:
    """Return the line that names the error: pip's own last one, else the last of all."""
    lines = [line.strip() for line in stderr.splitlines() if line.strip()]
    own = [line for line in lines if line.startswith(("ERROR:", "error:", "×"))]
    return (own or lines or [""])[-1]


def row(
    tool: Tool,
    name: str,
    documents: Mapping[str, Sequence[Mapping[str, str]]],
    reports: Mapping[str, Sequence[Mapping[str, Any]]],
    found: Path,
    shared: Path,
) -> Row:
    """Score a tool on one set and compare its times with quotex's of the same rounds."""
    order = list(documents)
    first = sum(len(documents[other]) for other in order[: order.index(name)])
    part = slice(first, first + len(documents[name]))
    lines = found.read_text(encoding="utf-8").splitlines()[part]
    own = found.with_name(f"{name}-{found.name}")
    write_lines(own, [as_named(json.loads(line), own=tool.names) for line in lines])
    mine, quotex = reports[tool.name], reports[QUOTEX]
    seconds, quotex_seconds = (
        [sum(document["seconds"] for document in report["documents"][part]) for report in side]
        for side in (mine, quotex)
    )
    return Row(
        tool=tool.name,
        documents=name,
        version=mine[-1]["version"],
        figures=score(shared, name, own),
        times=ratios(seconds, quotex_seconds),
        loading=ratios([r["load"] for r in mine], [r["load"] for r in quotex]),
        errors=[d["error"] for d in mine[-1]["documents"][part] if d["error"]],
        total=len(lines),
        interval=interval(shared, name, own),
    )


def as_named(document: dict[str, Any], *, own: bool) -> dict[str, Any]:
    """Return the predictions of a document, as ``score.py --mention-as-name`` takes them.

    Where a tool gives no names (``own`` is false), the words of the mention are the name.
    """
    if own:
        return document
    quotes = [
        {**quote, "canonical_speaker": quote["canonical_speaker"] or quote["speaker_text"]}
        for quote in document["quotes"]
    ]
    return {**document, "quotes": quotes}


def score(shared: Path, name: str, found: Path) -> dict[str, Any]:
    """Run score.py on the predictions of one set and return its figures."""
    command = [sys.executable, str(shared / "score.py"), str(gold(shared, name)), str(found)]
    if SETS[name]:
        command += ["--named", *(str(shared / "data" / part) for part in SETS[name])]
    figures: dict[str, Any] = json.loads(execute(command))
    return figures


def interval(shared: Path, name: str, found: Path) -> tuple[float, float] | None:
    """Return the 95 % interval of ``mention_acc`` over documents, where quotex can tell it."""
    try:
        from quotex.evaluation import evaluate, read_gold, read_predictions
    except ImportError:
        return None
    documents = list(read_gold(gold(shared, name)))
    figures = evaluate(documents, read_predictions(found, documents)).figures
    figure = figures["direct+mixed.mention_acc"]
    return None if figure.low is None or figure.high is None else (figure.low, figure.high)


def ratios(mine: Sequence[float], quotex: Sequence[float]) -> list[float]:
    """Return the times divided by quotex's of the same round; none when quotex has none."""
    return [a / b for a, b in zip(mine, quotex, strict=False) if b > 0]


def table(rows: Sequence[Row], problems: Mapping[str, str]) -> str:
    """Return the Markdown table: the tools that ran, then those that did not and why."""
    lines = ["| " + " | ".join(COLUMNS) + " |", "|---" * len(COLUMNS) + "|"]
    lines += ["| " + " | ".join(cells(row)) + " |" for row in rows]
    blank = " |" * (len(COLUMNS) - 2)
    lines += [f"| {tool} | {in_cell(problem)} |{blank}" for tool, problem in problems.items()]
    return "\n".join(lines)


def cells(row: Row) -> list[str]:
    """Return the cells of a row, in the order of ``COLUMNS``."""
    both = row.figures["direct+mixed"]
    mention = number(both["mention_acc"])
    if row.interval is not None and both["mention_acc"] is not None:
        mention += f" ({number(row.interval[0])} to {number(row.interval[1])})"
    return [
        row.tool,
        row.documents,
        row.version,
        mention,
        number(both["name_acc"]),
        number(both["found"]),
        number(row.figures["direct"]["exact"]),
        number(row.figures["attributed precision"]["right_source"]),
        ratio(row.times),
        ratio(row.loading),
        f"{len(row.errors)} of {row.total}",
    ]


def number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def ratio(times: Sequence[float]) -> str:
    """Return the median with, after more than one round, the least and the greatest."""
    if not times:
        return "–"
    middle = f"{statistics.median(times):.2f}"
    if min(times) == max(times):
        return middle
    return f"{middle} ({min(times):.2f} to {max(times):.2f})"


def in_cell(words: str, most: int = 200) -> str:
    """Return text that fits into a cell of a Markdown table."""
    line = " ".join(words.split()).replace("|", "\\|")
    return line if len(line) <= most else line[: most - 1] + "…"


def notes(rows: Sequence[Row], rounds: int) -> str:
    """Return what has to be known to read the table."""
    of_rounds = f", median of {rounds} rounds with the least and the greatest" if rounds > 1 else ""
    lines = [
        "",
        "Only the raw text is given. time: processor seconds for all the documents in one process "
        "and thread, the model loaded, divided by quotex's of the same round"
        f"{of_rounds}; loading: likewise for imports, model and a first sentence. A document that "
        "failed has no answers: all of its quotations count as missed. Only quotex gives names; "
        "for name_acc the others are credited with the words of their mention, as with "
        "`score.py --mention-as-name` (SaysWho where it names nobody). –: nothing to measure.",
    ]
    for row in rows:
        for kind, count in Counter(error.split(":")[0] for error in row.errors).items():
            example = next(error for error in row.errors if error.startswith(kind))
            lines += ["", f"{row.tool}, {row.documents}: {count} × {in_cell(example)}"]
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
