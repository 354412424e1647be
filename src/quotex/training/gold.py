"""Gold annotations as the training reads them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

Offsets = tuple[int, int]


@frozen
class GoldQuote:
    """One annotated attribution; all offsets are character offsets into the text."""

    id: str
    type: str
    spans: tuple[Offsets, ...]
    source: tuple[Offsets, ...]
    source_kind: str | None
    cue: Offsets | None
    speech: bool
    name: str | None

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]


@frozen
class GoldDocument:
    """A text with its gold quotations in the order of the file."""

    id: str
    text: str
    quotes: tuple[GoldQuote, ...]


def read_gold(path: Path) -> Iterator[GoldDocument]:
    """Read gold JSONL: one document a line, offsets in characters, end exclusive."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            quotes = tuple(_quote(q) for q in document["quotes"])
            yield GoldDocument(document["id"], document["text"], quotes)


def _quote(data: dict[str, object]) -> GoldQuote:
    speaker = data.get("speaker") or {}
    cue = data.get("cue") or {}
    assert isinstance(speaker, dict)
    assert isinstance(cue, dict)
    spans = data.get("spans") or [[data["start"], data["end"]]]
    source = speaker.get("spans") or []
    if not source and speaker.get("start") is not None:
        source = [[speaker["start"], speaker["end"]]]
    assert isinstance(spans, list)
    return GoldQuote(
        id=str(data["id"]),
        type=str(data["type"]),
        spans=tuple(sorted((int(a), int(b)) for a, b in spans)),
        source=tuple((int(a), int(b)) for a, b in source),
        source_kind=speaker.get("gold_kind"),
        cue=(cue["start"], cue["end"]) if cue.get("start") is not None else None,
        speech=bool(data.get("speech_cue")),
        name=speaker.get("canonical") or speaker.get("silver_canonical"),
    )
