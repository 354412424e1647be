"""Paragraphs: where the text's blocks begin and end. Characters only."""

from __future__ import annotations

from attrs import frozen


@frozen
class Paragraph:
    """One block of text; offsets leave out the white space around it."""

    start: int
    end: int


def find_paragraphs(text: str) -> list[Paragraph]:
    """Return the paragraphs of the text in order."""
    raise NotImplementedError
