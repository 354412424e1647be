"""Predictions: what a tool found, from quotex itself or from a file.

A file holds a document a line, ``{"id", "quotes": [{"start", "end", "spans", "type",
"speaker_start", "speaker_end", "speaker_text", "canonical_speaker", "cue_start", "cue_end",
"confidence", "reason"}]}``; all but ``start`` and ``end`` may be missing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any, cast, get_args

from quotex.errors import GoldError
from quotex.evaluation.types import PredictedQuote
from quotex.gold.types import GoldDocument, Offsets
from quotex.types import Quote, QuoteType

_MARK = re.compile('["“”]')


def as_predicted(quote: Quote) -> PredictedQuote:
    """Return a quotation of quotex in plain values."""
    mention, cue = quote.mention, quote.cue
    return PredictedQuote(
        spans=tuple((part.start, part.end) for part in quote.parts),
        type=quote.type,
        mention=(mention.start, mention.end) if mention is not None else None,
        mention_text=mention.text if mention is not None else None,
        mention_kind=mention.kind if mention is not None else None,
        name=quote.speaker.name if quote.speaker is not None else None,
        cue=(cue.start, cue.end) if cue is not None else None,
        confidence=quote.confidence,
        reason=quote.reason,
    )


def read_predictions(
    path: str | PathLike[str], gold: Iterable[GoldDocument] = ()
) -> dict[str, list[PredictedQuote]]:
    """Read predictions by document.

    The type of a quotation that states none is read off the marks in the text of its ``gold``
    document: direct with one, else indirect; without the text it is direct. Raises
    ``GoldError`` with the line that cannot be read.
    """
    texts = {document.id: document.text for document in gold}
    found: dict[str, list[PredictedQuote]] = {}
    with Path(path).open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                data = json.loads(line)
                text = texts.get(data["id"])
                found[data["id"]] = [_quote(quote, text) for quote in data["quotes"]]
            except (AttributeError, KeyError, TypeError, ValueError) as error:
                raise GoldError(
                    f"{path}, line {number}: no predictions of a document ({error!r}). A line "
                    'holds {"id": …, "quotes": [{"start": …, "end": …}, …]}; '
                    "quotex evaluate --save-pred writes such a file."
                ) from error
    return found


def write_predictions(
    predictions: Mapping[str, Sequence[PredictedQuote]], path: str | PathLike[str]
) -> None:
    """Write predictions as ``read_predictions`` reads them."""
    with Path(path).open("w", encoding="utf-8") as lines:
        for name, quotes in predictions.items():
            plain = [_plain(quote) for quote in quotes]
            lines.write(json.dumps({"id": name, "quotes": plain}, ensure_ascii=False) + "\n")


def _quote(data: Mapping[str, Any], text: str | None) -> PredictedQuote:
    spans = sorted((int(a), int(b)) for a, b in data.get("spans") or [[data["start"], data["end"]]])
    if any(a < 0 or b <= a for a, b in spans):
        raise ValueError(f"the offsets {spans} are no spans of a text")
    kind = data.get("type")
    if kind not in get_args(QuoteType):
        marked = text is None or _MARK.search(text[spans[0][0] : spans[-1][1]])
        kind = "direct" if marked else "indirect"
    confidence = data.get("confidence")
    return PredictedQuote(
        spans=tuple(spans),
        type=cast(QuoteType, kind),
        mention=_pair(data, "speaker"),
        mention_text=data.get("speaker_text"),
        mention_kind=data.get("mention_kind"),
        name=data.get("canonical_speaker"),
        cue=_pair(data, "cue"),
        confidence=float(confidence) if confidence is not None else None,
        reason=data.get("reason") or "",
    )


def _pair(data: Mapping[str, Any], what: str) -> Offsets | None:
    start = data.get(f"{what}_start")
    return (int(start), int(data[f"{what}_end"])) if start is not None else None


def _plain(quote: PredictedQuote) -> dict[str, Any]:
    mention, cue = quote.mention or (None, None), quote.cue or (None, None)
    return {
        "start": quote.start,
        "end": quote.end,
        "spans": [list(span) for span in quote.spans],
        "type": quote.type,
        "speaker_start": mention[0],
        "speaker_end": mention[1],
        "speaker_text": quote.mention_text,
        "mention_kind": quote.mention_kind,
        "canonical_speaker": quote.name,
        "cue_start": cue[0],
        "cue_end": cue[1],
        "confidence": quote.confidence,
        "reason": quote.reason,
    }
