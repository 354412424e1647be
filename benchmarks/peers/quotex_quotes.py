"""quotex, called on one text at a time as the others are."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from peer import MODEL, Peer, run


def load() -> Peer:
    import quotex

    return Peer(lambda text: quotex.extract_quotes(text, model=MODEL), convert)


def convert(text: str, found: Any) -> list[dict[str, Any]]:
    quotes = []
    for quote in found:
        mention, speaker = quote.mention, quote.speaker
        quotes.append(
            {
                "start": quote.start,
                "end": quote.end,
                "spans": [[part.start, part.end] for part in quote.parts],
                "type": quote.type,
                "speaker_start": mention.start if mention else None,
                "speaker_end": mention.end if mention else None,
                "speaker_text": mention.text if mention else None,
                "canonical_speaker": speaker.name if speaker else None,
            }
        )
    return quotes


if __name__ == "__main__":
    run(version("quotex"), load)
