"""Articles of which a reading page is made in tests: hand-made results, no model is needed."""

from __future__ import annotations

from quotex.quotes import Quotes
from quotex.types import Cue, Mention, Quote, QuoteType, Span, Speaker
from quotex.view import Article, to_page
from samples import QUOTES

ANNE = Speaker("Ann Lee", title="Mayor", gender="female")
RUTH = Speaker("Ruth Calder")


def said(text: str, kind: QuoteType, words: str, speaker: Speaker | None, reason: str) -> Quote:
    start = text.index(words)
    end = start + len(words)
    mention = cue = None
    if speaker is not None:
        at = text.index(speaker.name)
        mention = Mention(speaker.name, at, at + len(speaker.name), "name")
        cue = Cue("said", text.index("said"), text.index("said") + 4, "say")
    return Quote(
        words, start, end, (Span(words, start, end),), kind, speaker, mention, cue, 0.8, reason
    )


FERRY = "“The ferry stops,” said Ruth Calder. “Walk,” she told Ann Lee. “No.”"
FERRY_QUOTES = Quotes(
    (
        said(FERRY, "direct", "“The ferry stops,”", RUTH, "name beside the cue"),
        said(FERRY, "direct", "“Walk,”", RUTH, "the same paragraph"),
        said(FERRY, "direct", "“No.”", None, "no speaker: nobody fits"),
    ),
    FERRY,
)
AGAIN = "Ann Lee said it was late."
AGAIN_QUOTES = Quotes((said(AGAIN, "indirect", "it was late", ANNE, "subject of the cue"),), AGAIN)
ARTICLES = (
    Article("plan.txt", QUOTES),
    Article("ferry.txt", FERRY_QUOTES),
    Article("quiet.txt", Quotes(text="Nobody speaks here.")),
    Article("again.txt", AGAIN_QUOTES),
    Article("broken.txt", Quotes(error="it is not utf-8")),
)
"""Seven quotations, numbered from 1: Ann Lee's are 1 and 7, Bo Diaz's 2, Ruth Calder's 4 and 5;
3 and 6 have no named speaker. 1 is mixed, 7 indirect, all others direct."""

PAGE = to_page(ARTICLES, title="Town & ferry")
