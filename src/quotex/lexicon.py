"""The word lists in ``quotex/data``, read once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def read_data(name: str) -> str:
    """Return the text of one file of ``quotex/data``."""
    return (files("quotex") / "data" / name).read_text(encoding="utf-8")


@cache
def read_lines(name: str) -> tuple[str, ...]:
    """Return the entries of a word list; ``#`` starts a comment, which ends with the line."""
    lines = (line.partition("#")[0].strip() for line in read_data(name).splitlines())
    return tuple(line for line in lines if line)


@cache
def read_words(name: str) -> frozenset[str]:
    """Return the words of a list as a set."""
    return frozenset(word for line in read_lines(name) for word in line.split())


@cache
def read_pairs(name: str) -> dict[str, str]:
    """Return a two-column word list (columns divided by white space) as a mapping."""
    pairs: dict[str, str] = {}
    for line in read_lines(name):
        key, value = line.split(None, 1)
        pairs[key] = value
    return pairs
