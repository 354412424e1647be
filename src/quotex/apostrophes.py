"""Apostrophes: what speaks for a single mark being one, rather than a quotation mark.

A single mark between two letters ("don't", "O'Brien") never reaches this module: the search
for marks passes over it. What is left stands at the edge of a word.
"""

from __future__ import annotations

import re
from typing import Literal

ApostropheHint = Literal["", "elided start", "elided end", "possessive", "after s", "feet"]

# Words that lost their beginning: 'tis, 'em, rock 'n' roll, '90s; dropped aitches, as far as
# what is left is no word of its own; and short verbs set apart from their pronoun: he 'll.
_ELIDED_START = re.compile(
    r"""(?:tis|twas|twere|twill|twould|twixt|tween|em|til|till|bout|cause|cos|coz|cuz|cept
    |fore|fraid|gainst|hood|kay|mongst|nough|nother|nuff|neath|pon|round|scuse|scape|spect
    |spose|stead|sup|tude|ud|un|uns|zat|n|nd|er|im|ere|ome|ouse|ave|ow|ard|ead|alf|ope
    |undred|abit|alfpenny|andsome|appen|appy|ardly|arry|eads|eard|eart|earts|eaven|eavy|elp
    |enery|enry|erself|imself|ighness|isself|istory|oliday|onest|onour|orrible|orrid|orse
    |orses|ospital|ouses|ungry|urry|urt|usband
    |prentice|prentices|prentis|spectable|lectric|cute|mediately|ee|deed|twouldn|tisn|twasn
    |zactly|casion|(?-i:t|ll|ld|ve|re|d|s|m)|[0-9]0s|[0-9]{2})(?![^\W_])""",
    re.IGNORECASE | re.VERBOSE,
)

# Words that lost their end: goin', an', o', th', ol', and so on. Whole words in -in, which
# may well end a quotation, mostly have an a before it.
_ELIDED_END = re.compile(
    r"""(?:\w[^\Wa]in
    (?<!\bbegin|\bcabin|\blatin|\bputin)(?<!\bwithin|\bberlin|\bcousin|\bmartin)
    |\b(?:an|o|th|ol|lil|wi|t|n|mo|jus|tha|ha|ev|d|fro|gi|(?-i:i)|yo|y|kep|mun|ca|wha))\Z""",
    re.IGNORECASE | re.VERBOSE,
)
_LONGEST_ELIDED_END = 7

_SMALL_LETTER = re.compile(r"\s[a-z]")


def apostrophe_hint(text: str, start: int, end: int, after_word: bool) -> ApostropheHint:
    """Name the use of the apostrophe that the single mark at these offsets would fit.

    ``after_word`` tells a mark at the end of a word from one at its start. The hint is
    empty when it fits none.
    """
    if not after_word:
        return "elided start" if _ELIDED_START.match(text, end) else ""
    last = text[start - 1]
    if last.isdigit():
        return "feet"
    if last in "sSxz":
        return "possessive" if _SMALL_LETTER.match(text, end) else "after s"
    word = text[max(0, start - _LONGEST_ELIDED_END) : start]
    return "elided end" if _ELIDED_END.search(word) else ""
