"""What every adapter shares: documents in, predictions and the time they took out.

Runs in the peer's own environment, so it needs nothing but Python. A peer is a function from a
text to predictions (the dicts of ``quotex evaluate --pred``); one that fails on a document has
no predictions there, and the failure is counted.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable
from typing import Any

Peer = Callable[[str], Iterable[dict[str, Any]]]


def run(name: str, version: str, peer: Peer) -> None:
    """Read the file named first on the command line, write the one named second."""
    source, target = sys.argv[1:3]
    with open(source, encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    failed: list[str] = []
    results = []
    list(peer("“Ready,” Ann Lee said."))  # what is loaded on first use is not timed
    start = time.perf_counter()
    for document in documents:
        try:
            quotes = list(peer(document["text"]))
        except Exception as error:
            quotes = []
            failed.append(f"{type(error).__name__}: {error}")
        results.append({"id": document["id"], "quotes": quotes})
    seconds = time.perf_counter() - start
    with open(target, "w", encoding="utf-8") as out:
        out.writelines(json.dumps(result) + "\n" for result in results)
    print(json.dumps({"name": name, "version": version, "seconds": seconds, "failed": failed}))


def prediction(
    span: tuple[int, int], speaker: tuple[int, int] | None, text: str, name: str | None = None
) -> dict[str, Any]:
    """Return one direct quotation. A peer without names of its own gets its mention as one."""
    words = text[speaker[0] : speaker[1]] if speaker else None
    return {
        "start": span[0],
        "end": span[1],
        "speaker_start": speaker[0] if speaker else None,
        "speaker_end": speaker[1] if speaker else None,
        "speaker_text": words,
        "canonical_speaker": name or words,
    }
