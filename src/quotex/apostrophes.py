"""Apostrophes: how much speaks for reading a single mark as one, rather than a quotation mark.

A single mark between two letters ("don't", "O'Brien") never reaches this module: the search
for marks passes over it. What is left stands at the edge of a word.
"""

from __future__ import annotations

import re

# Words that lost their beginning: 'tis, 'em, rock 'n' roll, '90s, and dropped aitches.
_ELIDED_START = re.compile(
    r"(?:tis|twas|twere|twill|twould|twixt|tween|em|til|till|bout|cause|cos|coz|cuz|cept|fore"
    r"|fraid|gainst|hood|kay|mongst|nough|nother|nuff|neath|pon|round|scuse|scape|spect|spose"
    r"|stead|sup|tude|ud|un|uns|zat|n|nd|er|im|ere|ome|ouse|ave|ow|ard|ead|alf|ope|undred"
    r"|[0-9]0s|[0-9]{2})(?![^\W_])",
    re.IGNORECASE,
)

# Words that lost their end: goin', an', o', th', ol', lil', and so on.
_ELIDED_END = re.compile(
    r"(?:\w{2}in|\ban|\bo|\bth|\bol|\blil|\bwi|\bt|\bn|\bmo|\bjus|\btha|\bha|\bev|\bd)\Z",
    re.IGNORECASE,
)

_POSSESSIVE = re.compile(r"\s+[a-z]")


def is_elided_start(text: str, end: int) -> bool:
    """Whether the word after the mark ending at ``end`` is one that lost its beginning."""
    return _ELIDED_START.match(text, end) is not None


def is_elided_end(text: str, start: int) -> bool:
    """Whether the word before the mark at ``start`` is one that lost its end."""
    return _ELIDED_END.search(text[max(0, start - 5) : start]) is not None


def may_be_possessive(text: str, start: int, end: int) -> bool:
    """Whether the mark reads as a possessive after s: the players' bus."""
    return text[start - 1 : start] in ("s", "S", "z", "x") and bool(_POSSESSIVE.match(text, end))
