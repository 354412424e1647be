"""SaysWho, with the models that it asks for."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

from adapter import prediction, run
from sayswho import SaysWho

attributor = SaysWho()


def peer(text: str) -> Iterator[dict[str, Any]]:
    attributor.attribute(text)
    for match in attributor.quote_matches:
        words, speaker = str(match.content), str(match.speaker)
        start = text.find(words)  # it keeps no offsets into the text that it was given
        if start < 0:
            continue
        near = text.find(speaker, max(0, start - 300))
        source = (near, near + len(speaker)) if near >= 0 else None
        yield prediction((start, start + len(words)), source, text, str(match.person or "") or None)


run("SaysWho", version("sayswho"), peer)
