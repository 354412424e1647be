"""Counting while results stream by: one tally for each speaker as the documents name them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import define, field

from quotex.counts.result import SpeakerCount
from quotex.linking import SpeakerLinks
from quotex.quotes import Quotes
from quotex.schema import speaker_of
from quotex.types import QuoteType, Speaker, described

_Said = tuple[Speaker | None, QuoteType, str]


@define
class Tally:
    """What one speaker says: in which documents, how many quotations of each type and words."""

    documents: set[int] = field(factory=set)
    types: Counter[str] = field(factory=Counter)
    words: int = 0

    def add(self, other: Tally) -> None:
        """Take in what is said under another name."""
        self.documents |= other.documents
        self.types += other.types
        self.words += other.words


class Tallies:
    """The tallies of all speakers, ``None`` standing for those without a name."""

    def __init__(self) -> None:
        self._of: dict[Speaker | None, Tally] = {}
        self._numbers: dict[str, int] = {}
        self._documents = 0

    def counting(
        self, results: Iterable[Quotes | Mapping[str, Any]]
    ) -> Iterator[Quotes | Mapping[str, Any]]:
        """Pass the results on, each counted."""
        for result in results:
            document, said = self._read(result)
            for speaker, kind, content in said:
                named = speaker is not None and speaker.name.strip()
                tally = self._of.setdefault(speaker if named else None, Tally())
                tally.documents.add(document)
                tally.types[kind] += 1
                tally.words += len(content.split())
            yield result

    def _read(self, result: Quotes | Mapping[str, Any]) -> tuple[int, list[_Said]]:
        if isinstance(result, Quotes):
            self._documents += 1
            return self._documents, [(q.speaker, q.type, q.content) for q in result]
        if not isinstance(result, Mapping):
            raise TypeError(
                "speaker_counts takes Quotes, as extract_quotes and pipe give them, or rows of "
                f"quotex.schema, not the {described(result)}"
            )
        name = str(result.get("document"))
        if name not in self._numbers:
            self._documents += 1
            self._numbers[name] = self._documents
        if result.get("error") is not None:
            return self._numbers[name], []
        return self._numbers[name], [(speaker_of(result), result["type"], result["content"])]

    def rows(self, links: SpeakerLinks) -> tuple[SpeakerCount, ...]:
        """Return the rows, who says the most words first, and the nameless last."""
        total = sum(tally.words for tally in self._of.values()) or 1
        merged: dict[str, Tally] = {}
        nameless = Tally()
        for speaker, tally in self._of.items():
            into = nameless
            if speaker is not None:
                into = merged.setdefault(links[speaker].name, Tally())
            into.add(tally)
        ordered = sorted(
            merged.items(), key=lambda item: (-item[1].words, -item[1].types.total(), item[0])
        )
        rows = [_row(name, tally, total) for name, tally in ordered]
        if nameless.documents:
            rows.append(_row(None, nameless, total))
        return tuple(rows)


def _row(name: str | None, tally: Tally, total: int) -> SpeakerCount:
    return SpeakerCount(
        speaker=name,
        documents=len(tally.documents),
        quotations=tally.types.total(),
        words=tally.words,
        share=tally.words / total,
        direct=tally.types["direct"],
        mixed=tally.types["mixed"],
        indirect=tally.types["indirect"],
    )
