"""Who speaks most across documents, and what share of the quoted words is theirs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from quotex.counts.result import SpeakerCount, SpeakerCounts
from quotex.counts.tally import Tallies
from quotex.linking import SpeakerLinks, link_speakers
from quotex.quotes import Quotes

__all__ = ["SpeakerCount", "SpeakerCounts", "speaker_counts"]


def speaker_counts(
    results: Iterable[Quotes | Mapping[str, Any]], *, links: SpeakerLinks | None = None
) -> SpeakerCounts:
    """Count documents, quotations and quoted words of each speaker of many documents.

    ``results`` are the ``Quotes`` of the documents, as ``pipe`` gives them, or rows of
    ``quotex.schema``, as an archive holds them. They are read once, and kept are only names and
    numbers. ``links`` says who is who across the documents; by default ``link_speakers`` finds it.
    Quotations without a named speaker are counted together, in the last row.

    Raises ``TypeError`` naming a result of another kind, and ``KeyError`` for a speaker whom the
    ``links`` given do not know.
    """
    tallies = Tallies()
    counted = tallies.counting(results)
    if links is None:
        links = link_speakers(counted)
    else:
        _exhaust(counted)
    return SpeakerCounts(tallies.rows(links))


def _exhaust(results: Iterator[object]) -> None:
    for _ in results:
        pass
