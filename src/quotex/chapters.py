"""Chapters: which paragraphs are headings of chapters, parts, acts or scenes. Characters only.

A heading that says what it is ("CHAPTER XI", "Act I, Scene 2", "INT. HOUSE - DAY") is taken at
its word where it stands alone or comes again. Bare numerals ("III.") also number lists and
pages, so they need a vote: they must count on from one another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotex.paragraphs import Paragraph

_LONGEST = 120
_ROMAN = r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_UNITS = "one two three four five six seven eight nine ten eleven twelve"
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth last"
_NUMBER = (
    rf"(?:(?-i:{_ROMAN}|C{_ROMAN})|[ivxl]{{1,7}}|\d{{1,3}}|(?:the\s+)?"
    rf"(?:{'|'.join(f'{_UNITS} {_ORDINALS}'.split())})"
    r"|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twenty|thirty|forty|fifty)(?:[- ]\w+)?)\b"
)
_NAMED = re.compile(
    r"[\W_]{0,6}(?:(?:chapter|book|part|volume|vol\.|act|scene|canto|stave|letter)\s+"
    rf"(?P<number>{_NUMBER})|(?P<named>prologue|epilogue|interlude)\b)(?P<title>[\s\S]*)",
    re.IGNORECASE,
)
_SLUG = re.compile(
    r"(?:\d{1,3}[A-Z]?\.?\s+)?(?:INT|EXT|INT\.?/EXT|EXT\.?/INT|I/E)[. ]\s*[^a-z\n]*$"
)
_NUMERAL = re.compile(
    rf"[\W_]{{0,4}}(?:(?P<roman>{_ROMAN})|(?P<digits>\d{{1,3}}))[.)\]_*\s—–-]{{0,4}}"
)
_APART = re.compile(r"\s*(?:$|[.:;,—–-]|\n|\[|\()|[\s_*]*$")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_CONTENTS = 3  # headings with nothing between them are those of a table of contents


def find_chapters(text: str, paragraphs: Sequence[Paragraph]) -> list[int]:
    """Return the indices of the paragraphs that are headings, in order.

    ``paragraphs`` are those of `find_paragraphs`. The time is linear in the length of the text.
    """
    sure: list[int] = []
    doubtful: list[int] = []
    numerals: list[tuple[int, int]] = []
    for number, paragraph in enumerate(paragraphs):
        if paragraph.end - paragraph.start > _LONGEST:
            continue
        words = text[paragraph.start : paragraph.end]
        if _SLUG.match(words):
            sure.append(number)
        elif named := _NAMED.match(words):
            plain = words.isupper() or _APART.match(named["title"]) is not None
            (sure if plain else doubtful).append(number)
        elif (numeral := _NUMERAL.fullmatch(words)) is not None:
            digits, roman = numeral["digits"], numeral["roman"]
            numerals.append((number, int(digits) if digits else _value(roman)))
    if len(doubtful) > 1 and all(text[paragraphs[i].end - 1] not in ".?!,;" for i in doubtful):
        sure += doubtful
    sure += _counting(numerals)
    return _without_contents(sorted(sure))


def _value(roman: str) -> int:
    values = [_VALUES[char] for char in roman]
    return sum(
        -value if i + 1 < len(values) and value < values[i + 1] else value
        for i, value in enumerate(values)
    )


def _counting(numerals: Sequence[tuple[int, int]]) -> list[int]:
    """Those of the bare numerals that count on: most must, or none do."""
    good: list[int] = []
    expected = 1
    for number, value in numerals:
        if value in (1, expected):
            good.append(number)
            expected = value + 1
    return good if len(good) > 1 and 3 * len(good) > 2 * len(numerals) else []


def _without_contents(headings: Sequence[int]) -> list[int]:
    """The headings less the runs of a table of contents."""
    kept: list[int] = []
    run: list[int] = []
    for number in [*headings, -1]:
        if run and number != run[-1] + 1:
            if len(run) <= _CONTENTS:
                kept += run
            run = []
        run.append(number)
    return kept
