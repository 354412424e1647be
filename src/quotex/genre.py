"""The genre of a text, news or fiction, seen from its characters alone.

Six rates tell the two apart: how much of what is narrated is in the past tense (two of them), how
often it speaks of one person ("she", "I"), how often it has what news has (figures, dates,
offices), how many paragraphs open with a quotation, and how many quotations ask or exclaim. Each
is put on a scale from 0, as in typical news, to 1, as in a typical novel; their mean decides.
``benchmarks/genre.py`` measures it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from attrs import frozen

from quotex.layout import Layout
from quotex.marks import QuotedSpan
from quotex.types import Genre

_FICTION = 0.5
_HIGHEST = 1.2  # on the scale of one sign
_FICTION_IF_SHORT = 0.6  # what is short may be an anecdote that an article begins with
_SHORT_CHARS = 3_000
_FEW_QUOTATIONS, _FEW_WORDS = 12, 1_200

_WORD = re.compile(r"[^\W\d_]+")
_PAST = frozenset(
    (
        *("was", "were", "had", "did", "could", "would", "came", "went", "looked", "stood", "felt"),
        *("thought", "knew", "saw", "turned", "sat", "heard", "seemed", "began", "lay", "ran"),
        *("smiled", "walked", "asked", "cried", "answered", "replied", "laughed", "nodded"),
    )
)
_PRESENT = frozenset(("is", "are", "has", "says", "does", "will"))
_ONE_PERSON = frozenset(("he", "him", "his", "she", "her", "i", "me", "my"))
_NEWS = re.compile(
    r"[$€£%]|\b(?:19|20)\d\d\b|\d\.\d|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|"
    r"\b(?:Rep|Sen|Gov)\.|\([RD]-|\bpercent\b|\b(?![IVXLC]+\b)[A-Z]{3,5}\b"
)


@frozen
class _Sign:
    """A rate that is ``news`` in typical news and ``fiction`` in a typical novel.

    A text too short to tell is taken for news: ``prior`` cases of it are added to the text's own.
    """

    news: float
    fiction: float
    prior: float

    def place(self, count: int, cases: int) -> float:
        """Return where a text stands on the scale; one sign may not outweigh all others."""
        rate = (count + self.prior * self.news) / (cases + self.prior)
        return max(-0.5, min(_HIGHEST, (rate - self.news) / (self.fiction - self.news)))


_PAST_OF_VERBS = _Sign(news=0.43, fiction=0.95, prior=8)
_PAST_OF_WORDS = _Sign(news=0.017, fiction=0.063, prior=40)
_PERSON_OF_WORDS = _Sign(news=0.025, fiction=0.071, prior=40)
_NEWS_OF_WORDS = _Sign(news=0.020, fiction=0.001, prior=40)
_OPENING_OF_PARAGRAPHS = _Sign(news=0.16, fiction=0.62, prior=3)
_LIVELY_OF_QUOTATIONS = _Sign(news=0.05, fiction=0.35, prior=4)


def find_genre(text: str, layout: Layout) -> Genre:
    """Return the genre of the text, news where it cannot be told; linear in its length.

    ``layout`` is that of the text. A text that is short, or has few quotations and little around
    them, has to look more like a novel than a longer one to be taken for fiction.
    """
    quoted = [span for span in layout.quoted if span.depth == 0]
    narrated = " ".join(_narrated(text, quoted))
    words = Counter(_WORD.findall(narrated.lower()))
    total = words.total()
    past, present, person = (
        sum(words[word] for word in listed) for listed in (_PAST, _PRESENT, _ONE_PERSON)
    )
    starts = {paragraph.start for paragraph in layout.paragraphs}
    lively = sum(bool({"!", "?"}.intersection(text[q.inner_start : q.inner_end])) for q in quoted)
    places = (
        _PAST_OF_VERBS.place(past, past + present),
        _PAST_OF_WORDS.place(past, total),
        _PERSON_OF_WORDS.place(person, total),
        _OPENING_OF_PARAGRAPHS.place(sum(q.start in starts for q in quoted), len(starts)),
        _LIVELY_OF_QUOTATIONS.place(lively, len(quoted)),
    )
    few = len(quoted) < _FEW_QUOTATIONS and total < _FEW_WORDS
    least = _FICTION_IF_SHORT if few or len(text) < _SHORT_CHARS else _FICTION
    needed = least * (len(places) + 1) - sum(places)
    if needed > _HIGHEST:  # so it is with most news, and the last sign is the costly one
        return "news"
    return (
        "fiction" if _NEWS_OF_WORDS.place(len(_NEWS.findall(narrated)), total) >= needed else "news"
    )


def _narrated(text: str, quoted: list[QuotedSpan]) -> Iterator[str]:
    """Yield the stretches of the text outside all marks."""
    end = 0
    for span in quoted:
        yield text[end : span.start]
        end = span.end
    yield text[end:]
