"""Quotations as citations in Markdown: the words, who said them, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import category

from quotex.types import Quote

# What CommonMark may read as markup; a backslash before any of it makes it plain text.
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#~|!&$])")
_BLOCK = re.compile(r"^(\d+)([.)])|^([-+=])")


def citations(quotes: Iterable[Quote], *, source: str | None = None) -> str:
    """Return a block quotation each, with the speaker, the source and the characters below.

    Everything from the text is escaped: it cannot be markup, nor HTML.
    """
    return "\n".join(_citation(quote, source) for quote in quotes)


def _citation(quote: Quote, source: str | None) -> str:
    who = plain(quote.who) if quote.who else "speaker unresolved"
    said_by = f"**{who}**" if quote.speaker is not None else who
    if quote.speaker is not None and quote.speaker.title:
        said_by += f", {plain(quote.speaker.title)}"
    where = f"{plain(source)}, " if source else ""
    kind = "" if quote.type == "direct" else f", {quote.type}"
    return (
        f"> {' … '.join(plain(part.text) for part in quote.parts)}\n>\n"
        f"> — {said_by} ({where}characters {quote.start}–{quote.end}{kind})\n"
    )


def plain(words: str) -> str:
    """Return words on one line that Markdown shows as they are."""
    line = "".join(map(_shown, " ".join(words.split())))
    escaped = _MARKUP.sub(r"\\\1", line)
    return _BLOCK.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", escaped)


def _shown(char: str) -> str:
    # A control character or half a character cannot be shown, nor the latter be written.
    return "\ufffd" if category(char) in ("Cc", "Cs") else char
