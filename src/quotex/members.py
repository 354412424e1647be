"""The cast as results show it: everyone the text names, and how much each of them says."""

from __future__ import annotations

from collections.abc import Sequence

from quotex.types import CastMember, Quote, Speaker


def count_cast(
    speakers: Sequence[Speaker], mentions: Sequence[int], quotes: Sequence[Quote]
) -> tuple[CastMember, ...]:
    """Return the cast, who says the most words first, then who is named most often.

    ``mentions`` says how often the text names each of the speakers. Organisations and groups are
    left out unless they speak.
    """
    named: dict[Speaker, int] = {}
    for speaker, count in zip(speakers, mentions, strict=True):
        named[speaker] = named.get(speaker, 0) + count
    said: dict[Speaker, list[int]] = {}
    for quote in quotes:
        if quote.speaker is not None:
            said.setdefault(quote.speaker, []).append(len(quote.content.split()))
    total = sum(map(sum, said.values()))
    members = []
    for speaker, count in named.items():
        counts = said.get(speaker, [])
        if counts or speaker.kind == "person":
            words = sum(counts)
            members.append(CastMember(speaker, count, len(counts), words, words / (total or 1)))
    members.sort(key=lambda member: (-member.words, -member.mentions))
    return tuple(members)
