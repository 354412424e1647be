"""Who speaks on a page: the speakers of all its articles, linked, numbered by how much they say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from quotex.counts import SpeakerCount, SpeakerCounts, speaker_counts
from quotex.linking import SpeakerLinks, link_speakers
from quotex.quotes import Quotes
from quotex.types import Quote

NAMELESS = 0
"""The number of all quotations without a named speaker."""


@frozen
class Voice:
    """Somebody on the page. ``number`` stands for them in the text, and gives their colour."""

    number: int
    name: str
    title: str | None
    counts: SpeakerCount

    @property
    def mark(self) -> str:
        """What stands before their quotations."""
        return str(self.number) if self.number != NAMELESS else "?"


@frozen
class Voices:
    """Everybody on the page, who says the most words first, and those without a name last."""

    voices: tuple[Voice, ...]
    _links: SpeakerLinks
    _by_name: Mapping[str | None, Voice]

    def of(self, quote: Quote) -> Voice:
        """Return who says this; ``KeyError`` for a quotation of no article of the page."""
        named = quote.speaker is not None and quote.speaker.name.strip()
        if quote.speaker is None or not named:
            return self._by_name[None]
        return self._by_name[self._links[quote.speaker].name]


def find_voices(results: Sequence[Quotes], links: SpeakerLinks | None = None) -> Voices:
    """Return the voices of the results of all articles, linked if they are not given so."""
    links = link_speakers(results) if links is None else links
    counts: SpeakerCounts = speaker_counts(results, links=links)
    titles = {speaker.name: speaker.title for speaker in links.speakers}
    voices = tuple(
        Voice(NAMELESS, row.label, None, row)
        if row.speaker is None
        else Voice(number, row.speaker, titles[row.speaker], row)
        for number, row in enumerate(counts, 1)
    )
    return Voices(voices, links, {voice.counts.speaker: voice for voice in voices})
