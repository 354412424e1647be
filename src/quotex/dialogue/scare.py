"""Which marked words of a story nobody says: names, titles and borrowed words in marks."""

from __future__ import annotations

from collections.abc import Sequence

from quotex.lemma import reporting_verbs, verb_lemma
from quotex.segments import Segment
from quotex.tokens import Tokens

_FEW = 4
_SPOKEN_ENDS = ".,!?-–—…:;"


def spoken(tokens: Tokens, segments: Sequence[Segment], paragraph: Sequence[int]) -> list[Segment]:
    """Return the segments that somebody says.

    What novels set in marks is speech, but for a few words without an end of their own in the
    middle of a sentence that reports nothing: the "glorious" morning.
    """
    return [s for s in segments if not _is_borrowed(tokens, s, paragraph)]


def _is_borrowed(tokens: Tokens, segment: Segment, paragraph: Sequence[int]) -> bool:
    inner = tokens.text[segment.span.inner_start : segment.span.inner_end].strip()
    if len(inner.split()) > _FEW or not inner or inner[-1] in _SPOKEN_ENDS:
        return False
    before, after = segment.first - 1, segment.last + 1
    while after < len(tokens) and tokens.words[after].isspace():
        after += 1
    if before < 0 or paragraph[before] != segment.paragraph:
        return False
    if not tokens.words[before][0].isalpha() or after >= len(tokens):
        return False
    tag = tokens.tag[before]
    said = tag[:2] == "VB" and verb_lemma(tokens.lower[before], tag) in reporting_verbs()
    return not said and paragraph[after] == segment.paragraph
