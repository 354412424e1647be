"""How documents are read, and what a document is."""

from __future__ import annotations

import os

from attrs import frozen

FORMS = ("text", "jsonl", "csv", "tsv", "parquet")
"""The forms that a file of documents may have."""

MAX_CHARS = 20_000_000
"""The longest document read unless told otherwise: twenty novels."""


@frozen
class Settings:
    """How files are read.

    ``form`` is one of ``FORMS``, or ``None`` to go by the file's ending. A document of more than
    ``max_chars`` characters is not read; that also bounds what a compressed file may unpack to.
    """

    form: str | None = None
    encoding: str = "utf-8"
    text_column: str = "text"
    id_column: str = "id"
    max_chars: int = MAX_CHARS

    @property
    def codec(self) -> str:
        """The encoding by which Python leaves a byte order mark out."""
        plain = self.encoding.lower().replace("_", "-")
        return "utf-8-sig" if plain in ("utf-8", "utf8") else self.encoding

    def too_long(self) -> str:
        """Say why a document is not read that is too long."""
        return f"it has more than {self.max_chars:,} characters; --max-chars allows more"

    def not_decoded(self, which: str) -> str:
        """Say why something is not read that is written in another encoding."""
        return (
            f"{which} is not {self.encoding}; say how it is written with --encoding, "
            "such as --encoding cp1252"
        )


@frozen
class Document:
    """A document of an archive: its text, or in ``error`` why it could not be read.

    ``share`` is how much of all input had been read with it, from 0 to 1, when that is known.
    """

    id: str
    text: str = ""
    error: str | None = None
    share: float | None = None


def shown(name: str | os.PathLike[str]) -> str:
    """Return a file's name as it can be written: not every name is valid UTF-8."""
    return os.fsencode(name).decode("utf-8", "replace")
