"""quotex, one text at a time, as the other peers are called."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from adapter import run

import quotex


def peer(text: str) -> Iterator[dict[str, Any]]:
    for quote in quotex.extract_quotes(text):
        mention, speaker = quote.mention, quote.speaker
        yield {
            "start": quote.start,
            "end": quote.end,
            "spans": [[part.start, part.end] for part in quote.parts],
            "type": quote.type,
            "speaker_start": mention.start if mention else None,
            "speaker_end": mention.end if mention else None,
            "speaker_text": mention.text if mention else None,
            "canonical_speaker": speaker.name if speaker else None,
            "confidence": quote.confidence,
        }


run("quotex", quotex.__version__, peer)
