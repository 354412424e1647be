"""``python -m quotex.training GOLD...``: learn every weight that quotex ships.

Reads gold JSONL (one document a line: id, text and quotes with spans, speaker, cue and type;
offsets in characters), parses the texts with the installed pipeline and writes the weight
files. The same texts on the same machine give the same files to the byte.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quotex.gold.jsonl import read_jsonl as read_gold
from quotex.models import get_model
from quotex.reading import read as parse
from quotex.training import news, resolution
from quotex.training.corpus import Reading, read

DATA = Path(__file__).parent.parent / "data"


def main(arguments: list[str] | None = None) -> int:
    """Train on the gold files and write the weights; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m quotex.training", description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path, help="gold JSONL files")
    parser.add_argument("--model", help="the spaCy pipeline that parses the texts")
    parser.add_argument("--output", type=Path, default=DATA, help="where the weights go")
    options = parser.parse_args(arguments)
    readings = list(_read(options.gold, options.model))
    print(f"{len(readings)} documents read", file=sys.stderr)
    files = news.to_json(*news.train(readings))
    rankers = resolution.train(resolution.lessons_of(readings))
    files |= {f"{kind}_weights.json": model.to_json() for kind, model in rankers.items()}
    options.output.mkdir(parents=True, exist_ok=True)
    for name, weights in files.items():
        path = options.output / name
        path.write_text(as_lines(weights), encoding="utf-8")
        print(f"{path}: {path.stat().st_size // 1024} KB", file=sys.stderr)
    return 0


def _read(paths: list[Path], model: str | None) -> Iterator[Reading]:
    nlp = get_model(model)
    for path in paths:
        documents = list(read_gold(path))
        yield from read(zip(documents, parse(nlp, (d.text for d in documents)), strict=True))


def as_lines(data: Any, depth: int = 0) -> str:
    """Return JSON with one feature, word or cross a line, to be read and compared."""
    if not isinstance(data, dict) or not any(isinstance(v, (dict, list)) for v in data.values()):
        return json.dumps(data, ensure_ascii=False)
    indent = " " * (depth + 1)
    lines = [
        f"{indent}{json.dumps(key, ensure_ascii=False)}: {as_lines(value, depth + 1)}"
        for key, value in data.items()
    ]
    end = "}\n" if depth == 0 else " " * depth + "}"
    return "{\n" + ",\n".join(lines) + "\n" + end


if __name__ == "__main__":
    raise SystemExit(main())
