"""Inline-markup cases: one line of text that carries its own expected result.

    <s id=ann>Ann Lee</s> <c>said</c>: <q s=ann>“Hi.”</q>

`parse` takes the tags out and returns a `Case`: the plain text, and character offsets into
it for everything that was tagged.

=====================================  ===================================================
``<q>…</q>``                           a part of a quotation; its marks stand inside the tag
``<q id=1>…</q> … <q id=1>…</q>``      two parts of one quotation (interrupted)
``<q s=ann>``                          the speaker is the one tagged ``<s id=ann>``; without
                                       ``s`` no speaker is expected
``<q type=indirect>``                  direct (when not given), mixed or indirect
``<q>… <q>…</q> …</q>``                a quotation in a quotation; ``depth`` 0 and 1
``<s id=ann>…</s>``                    the mention that names the speaker, once per id
``<s id=she name="Ann Lee">She</s>``   the speaker's full name, where the mention has less;
                                       without ``name`` it is the words of the mention, and
                                       ``name=""`` says that nobody is named
``<c>…</c>``                           a cue
=====================================  ===================================================

Values with spaces stand in double quotes. Any further attribute of a tag, with or without a
value (``<q open>``), is kept in ``attributes`` for the test that knows it. Only these three
tags are markup: every other ``<`` is text. What an id of ``s=`` refers to may come later in
the text. A malformed case raises `ValueError`, so that a typing mistake is no passing test.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from attrs import field, frozen


@frozen
class Tagged:
    """A tagged stretch; ``case.text[start:end] == text``."""

    text: str
    start: int
    end: int
    depth: int = 0
    attributes: Mapping[str, str] = field(factory=dict)


@frozen
class ExpectedSpeaker:
    """Who a mention names; ``name`` is ``None`` where nobody is named."""

    id: str
    name: str | None
    mention: Tagged


@frozen
class ExpectedQuote:
    """A quotation: its parts in text order and the id of its speaker."""

    parts: tuple[Tagged, ...]
    type: str = "direct"
    speaker: ExpectedSpeaker | None = None
    id: str | None = None

    @property
    def start(self) -> int:
        return self.parts[0].start

    @property
    def end(self) -> int:
        return self.parts[-1].end


@frozen
class Case:
    """The plain text and what is expected of it, everything in text order."""

    text: str
    quotes: tuple[ExpectedQuote, ...]
    parts: tuple[Tagged, ...]  # of all quotations, an outer one before those in it
    speakers: Mapping[str, ExpectedSpeaker]
    cues: tuple[Tagged, ...]


_TAG = re.compile(r"<(/?)([qsc])((?:\s[^<>]*)?)>")
_ATTRIBUTE = re.compile(r'(\w+)(?:=(?:"([^"]*)"|(\S+)))?')


def parse(markup: str) -> Case:
    """Return the text without its tags and the offsets of what was tagged."""
    text, tagged = _untag(markup)
    speakers = _speakers([item for tag, item in tagged if tag == "s"])
    parts = tuple(item for tag, item in tagged if tag == "q")
    cues = tuple(item for tag, item in tagged if tag == "c")
    return Case(text, _quotes(parts, speakers), parts, speakers, cues)


def _untag(markup: str) -> tuple[str, list[tuple[str, Tagged]]]:
    text = ""
    done = 0
    still_open: list[tuple[str, int, dict[str, str]]] = []
    spans: list[tuple[str, int, int, int, dict[str, str]]] = []
    for match in _TAG.finditer(markup):
        text += markup[done : match.start()]
        done = match.end()
        closing, tag, attributes = match.groups()
        if not closing:
            still_open.append((tag, len(text), _attributes(attributes)))
            continue
        if not still_open or still_open[-1][0] != tag:
            raise ValueError(f"</{tag}> closes nothing in {markup!r}")
        _, start, given = still_open.pop()
        depth = sum(outer == tag for outer, _, _ in still_open)
        spans.append((tag, start, len(text), depth, given))
    if still_open:
        raise ValueError(f"<{still_open[-1][0]}> is not closed in {markup!r}")
    text += markup[done:]
    spans.sort(key=lambda span: (span[1], span[3]))
    return text, [
        (tag, Tagged(text[start:end], start, end, depth, given))
        for tag, start, end, depth, given in spans
    ]


def _attributes(written: str) -> dict[str, str]:
    return {
        match[1]: match[2] if match[2] is not None else match[3] or ""
        for match in _ATTRIBUTE.finditer(written)
    }


def _speakers(mentions: list[Tagged]) -> dict[str, ExpectedSpeaker]:
    speakers: dict[str, ExpectedSpeaker] = {}
    for mention in mentions:
        key = mention.attributes.get("id", "")
        if not key or key in speakers:
            raise ValueError(f"<s> needs an id of its own: {mention.text!r}")
        name = mention.attributes.get("name", mention.text)
        speakers[key] = ExpectedSpeaker(key, name or None, mention)
    return speakers


def _quotes(
    parts: tuple[Tagged, ...], speakers: Mapping[str, ExpectedSpeaker]
) -> tuple[ExpectedQuote, ...]:
    grouped: dict[str, list[Tagged]] = {}
    for number, part in enumerate(parts):
        grouped.setdefault(part.attributes.get("id", f"#{number}"), []).append(part)
    quotes = []
    for members in grouped.values():
        given = {k: v for part in reversed(members) for k, v in part.attributes.items()}
        if "s" in given and given["s"] not in speakers:
            raise ValueError(f"s={given['s']} is the id of no <s>")
        speaker = speakers[given["s"]] if "s" in given else None
        kind = given.get("type", "direct")
        quotes.append(ExpectedQuote(tuple(members), kind, speaker, given.get("id")))
    return tuple(quotes)
