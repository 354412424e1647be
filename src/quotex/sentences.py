"""Sentence starts, set before the parser runs.

Stock spaCy pipelines glue headline, caption and first paragraph together and leave a closing
quotation mark at the head of the next sentence; the parse of both sentences suffers. What
the characters show for certain is set here; the rest is left to the parser.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from quotex.layout import find_layout
from quotex.marks import QuotedSpan

if TYPE_CHECKING:
    from spacy.tokens import Doc

# "LEEDS -- ", "ST. IVES, Cornwall, May 3 (Agency) — ": the place a report was filed from.
_DATELINE = re.compile(
    r"[A-Z][A-Z.'’]+(?:[ -][A-Z][A-Z.'’]+)*(?:, [^\n(—–―]{2,30}?)?(?: ?\([^)\n]{2,30}\))?"
    r"\s{0,2}(?:--|[—–―]|-(?= ))\s{0,2}(?=[\w“\"‘«„`'])"
)
_SENTENCE_FINAL = frozenset(".?!…")
_LEAD_IN = re.compile(r"\s+[A-Z][^,.;:?!…\n]{1,80}:\s*\Z")
_START, _NO_START = 1, 2**64 - 1  # as spaCy keeps them: 1 and -1 without a sign


def set_sentence_starts(doc: Doc, text: str) -> None:
    """Set ``is_sent_start`` on the tokens of an unparsed Doc whose characters are ``text``.

    A paragraph starts a sentence. An opening mark stays with the word after it, a closing
    mark with the word before it. A quotation that ends in a comma, or that a lower-case word
    follows, goes on into its tag ("… ," Lee said; "… ?" she asked). Words that lead into the next
    quotation with a colon are none of it ("… ?" Lee answered: "…").
    """
    from spacy.attrs import IDX, SENT_START

    layout = find_layout(text)
    starts: list[int] = doc.to_array(IDX).tolist()
    verdict: dict[int, bool] = {}

    def token_from(offset: int) -> int:
        """The first token that starts at or after the offset."""
        return bisect_left(starts, offset)

    outer = [quoted for quoted in layout.quoted if quoted.depth == 0]
    for quoted, following in pairwise(outer):
        after = token_from(quoted.end)
        if after < len(starts) and _leads_in(text, quoted, following):
            verdict[after] = True
    for quoted in layout.quoted:
        opening = token_from(quoted.start)
        if opening < len(starts) and starts[opening] == quoted.start:
            if quoted.depth == 0 and _ends_sentence(text, quoted.start):
                verdict[opening] = True
            if quoted.inner_start > quoted.start:  # in dialogue with dashes it may have no mark
                verdict[token_from(quoted.inner_start)] = False
        if not quoted.closed:
            continue
        closing = token_from(quoted.inner_end)
        if closing < len(starts) and starts[closing] < quoted.end:
            verdict[closing] = False
        after = token_from(quoted.end)
        if after < len(starts) and _tag_follows(text, quoted.inner_end, starts[after]):
            verdict[after] = False
    for paragraph in layout.paragraphs:
        verdict[token_from(paragraph.start)] = True
        dateline = _DATELINE.match(text, paragraph.start, min(paragraph.end, paragraph.start + 80))
        if dateline is not None:
            verdict[token_from(dateline.end())] = True
    # All at once: setting it token by token, spaCy looks through the whole Doc every time.
    values = doc.to_array(SENT_START)
    for index, is_start in verdict.items():
        if 0 < index < len(starts):
            values[index] = _START if is_start else _NO_START
    doc.from_array([SENT_START], values)  # type: ignore[arg-type]  # the stub allows floats only


def _ends_sentence(text: str, offset: int) -> bool:
    before = text[max(0, offset - 3) : offset]
    return before != before.rstrip() and before.rstrip()[-1:] in _SENTENCE_FINAL


def _leads_in(text: str, quoted: QuotedSpan, following: QuotedSpan) -> bool:
    """Whether what stands between two quotations is a lead-in of the second alone."""
    ended = text[quoted.inner_end - 1 : quoted.inner_end] in _SENTENCE_FINAL
    return ended and _LEAD_IN.match(text[quoted.end : following.start]) is not None


def _tag_follows(text: str, closing: int, after: int) -> bool:
    return text[after].islower() or text[closing - 1 : closing] == ","
