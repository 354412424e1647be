"""Pairs of speakers that are one person or two, read from ``fixtures/speaker_pairs.tsv``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from attrs import frozen

from quotex import Quote, Quotes, Span, Speaker

FILE = Path(__file__).parent / "fixtures" / "speaker_pairs.tsv"
_SPEAKER = re.compile(r"(?P<name>.*?)(?: \[(?P<title>.+)\])?(?: \((?P<gender>female|male)\))?")


@frozen
class Pair:
    same: bool
    about: str
    one: Speaker
    other: Speaker


def pairs() -> list[Pair]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return [_pair(line) for line in lines if line and not line.startswith("#")]


def _pair(line: str) -> Pair:
    verdict, about, one, other = line.split("\t")
    if verdict not in ("same", "different"):
        raise ValueError(f"a pair is the same or different, not {verdict!r}")
    return Pair(verdict == "same", about, _speaker(one), _speaker(other))


def _speaker(words: str) -> Speaker:
    match = _SPEAKER.fullmatch(words)
    assert match is not None
    gender: Any = match["gender"]
    return Speaker(match["name"], title=match["title"], gender=gender)


def document(*speakers: Speaker) -> Quotes:
    """A document in which each of the speakers says one thing."""
    words = "“Yes.”"
    said = (Quote(words, 0, 6, (Span(words, 0, 6),), "direct", speaker=who) for who in speakers)
    return Quotes(said, words)
