"""A stretch of a text as HTML, with what is compared marked in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from quotex.gold.types import Offsets
from quotex.html import clean

_AROUND = 200
"""Characters of context on each side of what is compared."""

_LONGEST = 3000
"""Characters of one excerpt; a longer quotation is shown without its middle."""


def excerpt(text: str, marks: Mapping[str, Sequence[Offsets]], hull: Offsets) -> str:
    """Show the text around the hull, each stretch with the classes of what covers it."""
    first, last = _word_start(text, hull[0] - _AROUND), _word_end(text, hull[1] + _AROUND)
    edges = {first, last}
    edges.update(e for spans in marks.values() for span in spans for e in span if first < e < last)
    cut = (first + _LONGEST // 2, last - _LONGEST // 2) if last - first > _LONGEST else None
    if cut is not None:
        edges.update(cut)
    out = []
    for a, b in pairwise(sorted(edges)):
        if cut is not None and cut[0] <= a and b <= cut[1]:
            if a == cut[0]:
                out.append('<span class="cut"> […] </span>')
            continue
        names = [name for name, spans in marks.items() if any(x <= a and b <= y for x, y in spans)]
        words = clean(text[a:b])
        out.append(f'<span class="{" ".join(names)}">{words}</span>' if names else words)
    before, after = "… " if first else "", " …" if last < len(text) else ""
    return f'<p class="text">{before}{"".join(out).strip()}{after}</p>'


def _word_start(text: str, at: int) -> int:
    at = min(max(0, at), len(text))  # a tool may give offsets beyond the text
    while 0 < at < len(text) and not text[at - 1].isspace() and not text[at].isspace():
        at -= 1
        if at % _AROUND == 0:  # no word is that long
            break
    return at


def _word_end(text: str, at: int) -> int:
    at = min(len(text), at)
    while at < len(text) and not text[at].isspace() and not text[at - 1].isspace():
        at += 1
        if at % _AROUND == 0:
            break
    return at
