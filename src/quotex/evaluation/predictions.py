"""Predictions: what a tool found, from quotex itself or from a file.

A file holds a document a line, ``{"id", "quotes": [{"start", "end", "spans", "type",
"speaker_start", "speaker_end", "speaker_text", "canonical_speaker", "cue_start", "cue_end",
"confidence", "reason"}]}``; all but ``start`` and ``end`` may be missing. The JSON lines of the
``quotex`` command, a quotation a line, are read too. A path that ends in ``.gz`` is compressed.
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
from quotex.files import replacing_bytes
from quotex.gold.checks import string_or_none
from quotex.gold.jsonl import objects
from quotex.gold.types import GoldDocument, Offsets
from quotex.schema import quotes_from_rows
from quotex.types import MentionKind, Quote, QuoteType

_MARK = re.compile('["“”]')
_SURROGATE = re.compile("[\ud800-\udfff]")


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
    document: direct with one, else indirect; without the text it is direct. The ``quotex``
    command writes no line for a document in which it finds nothing: of such a file, every
    ``gold`` document has predictions, if only none. Raises ``GoldError`` with the line that
    cannot be read.
    """
    texts = {document.id: document.text for document in gold}
    found: dict[str, list[PredictedQuote]] = {}
    by_quotation = False
    for place, data in objects(Path(path)):
        try:
            if "document" in data:
                by_quotation = True
                own = found.setdefault(data["document"], [])
                own += map(as_predicted, quotes_from_rows([data]))
            else:
                text = texts.get(data["id"])
                found[data["id"]] = [_quote(quote, text) for quote in data["quotes"]]
        except (AttributeError, KeyError, OverflowError, TypeError, ValueError) as error:
            raise GoldError(
                f"{place}: no predictions of a document ({error!r}). A line "
                'holds {"id": …, "quotes": [{"start": …, "end": …}, …]}; '
                "quotex evaluate --save-pred writes such a file."
            ) from error
    if by_quotation:
        for name in texts:
            found.setdefault(name, [])
    return found


def write_predictions(
    predictions: Mapping[str, Sequence[PredictedQuote | Quote]], path: str | PathLike[str]
) -> None:
    """Write predictions as ``read_predictions`` reads them.

    A file of that name is replaced only when all are written.
    """
    with replacing_bytes(Path(path)) as lines:
        for name, quotes in predictions.items():
            own = [as_predicted(q) if isinstance(q, Quote) else q for q in quotes]
            data = {"id": name, "quotes": [_plain(quote) for quote in own]}
            line = json.dumps(data, ensure_ascii=False)
            # A lone surrogate is legal in JSON only as an escape, and cannot be UTF-8.
            line = _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", line)
            lines.write(f"{line}\n".encode())


def _quote(data: Mapping[str, Any], text: str | None) -> PredictedQuote:
    spans = sorted((int(a), int(b)) for a, b in data.get("spans") or [[data["start"], data["end"]]])
    if any(a < 0 or b <= a for a, b in spans):
        raise ValueError(f"the offsets {spans} are no spans of a text")
    kind = data.get("type")
    if kind not in get_args(QuoteType):
        marked = text is None or _MARK.search(text[spans[0][0] : spans[-1][1]])
        kind = "direct" if marked else "indirect"
    stated = data.get("confidence")
    confidence = float(stated) if stated is not None else None
    if confidence is not None and not 0 <= confidence <= 1:  # also NaN
        raise ValueError(f"the confidence {confidence} is not between 0 and 1")
    return PredictedQuote(
        spans=tuple(spans),
        type=cast(QuoteType, kind),
        mention=_pair(data, "speaker"),
        mention_text=string_or_none(data.get("speaker_text"), "speaker_text"),
        mention_kind=_kind(data.get("mention_kind")),
        name=string_or_none(data.get("canonical_speaker"), "canonical_speaker"),
        cue=_pair(data, "cue"),
        confidence=confidence,
        reason=string_or_none(data.get("reason"), "reason") or "",
    )


def _kind(value: object) -> MentionKind | None:
    """A tool may have kinds of its own, which say nothing here."""
    return cast(MentionKind, value) if value in get_args(MentionKind) else None


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
