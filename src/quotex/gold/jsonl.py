"""Gold in JSON lines, our own format: one document a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quotex.gold.types import GoldDocument, GoldQuote


def read_jsonl(path: Path) -> Iterator[GoldDocument]:
    """Read gold JSONL: one document a line, offsets in characters, end exclusive."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            quotes = tuple(_quote(q) for q in document["quotes"])
            yield GoldDocument(document["id"], document["text"], quotes)


def _quote(data: dict[str, Any]) -> GoldQuote:
    speaker = data.get("speaker") or {}
    cue = data.get("cue") or {}
    spans = data.get("spans") or [[data["start"], data["end"]]]
    source = speaker.get("spans") or []
    if not source and speaker.get("start") is not None:
        source = [[speaker["start"], speaker["end"]]]
    return GoldQuote(
        id=str(data["id"]),
        type=data["type"],
        spans=tuple(sorted((int(a), int(b)) for a, b in spans)),
        source=tuple((int(a), int(b)) for a, b in source),
        source_kind=speaker.get("gold_kind"),
        cue=(cue["start"], cue["end"]) if cue.get("start") is not None else None,
        speech=bool(data.get("speech_cue")),
        name=speaker.get("canonical"),
        silver_name=speaker.get("silver_canonical"),
    )
