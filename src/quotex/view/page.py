"""The page itself: one file with its own style and script, and nothing else that may run."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

from attrs import frozen

from quotex.html import clean, hue
from quotex.lexicon import read_data
from quotex.linking import SpeakerLinks
from quotex.quotes import Quotes
from quotex.view.article import article
from quotex.view.voices import NAMELESS, Voice, find_voices

_TYPES = ("direct", "mixed", "indirect")
_UNFOLDED = 10  # articles; of more, the page shows the headings first


@frozen
class Article:
    """A document and what was found in it."""

    name: str
    quotes: Quotes


def to_page(
    articles: Sequence[Article], *, title: str = "Quotations", links: SpeakerLinks | None = None
) -> str:
    """Return a self-contained page to read these articles on.

    Speakers are one across articles as ``links`` says, by default as ``link_speakers`` finds it.
    Raises ``KeyError`` for a speaker whom the ``links`` given do not know.
    """
    voices = find_voices([item.quotes for item in articles], links)
    firsts: dict[int, int] = {}  # of each voice, its first quotation
    bodies, number = [], 1
    for place, item in enumerate(articles, 1):
        for index, quote in enumerate(item.quotes):
            firsts.setdefault(voices.of(quote).number, number + index)
        bodies.append(
            article(
                place,
                item.name,
                item.quotes,
                voices,
                first=number,
                unfolded=len(articles) <= _UNFOLDED,
            )
        )
        number += len(item.quotes)
    script, style = read_data("view.js"), read_data("view.css")
    digest = b64encode(sha256(script.encode("utf-8")).digest()).decode("ascii")
    policy = (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'"
    )
    total = _counted(number - 1, "quotation")
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{clean(title)}</title>\n<style>{style}{_hues(voices.voices)}</style>\n</head>\n"
        '<body>\n<a class="skip" href="#reading">Skip to the articles</a>\n'
        f"<header><h1>{clean(title)}</h1><p>{_counted(len(articles), 'article')}, {total}, "
        f"{_counted(sum(v.number != NAMELESS for v in voices.voices), 'speaker')}</p></header>\n"
        f'<div class="page">\n<div class="side">\n{_speakers(voices.voices, firsts)}\n'
        f'{_contents(articles)}\n</div>\n<main id="reading" tabindex="-1">\n'
        f"{_filter(articles, voices.voices, total)}\n{_key()}\n" + "\n".join(bodies) + "\n</main>\n"
        f"{_panel()}\n</div>\n<script>{script}</script>\n</body>\n</html>\n"
    )


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _hues(voices: Sequence[Voice]) -> str:
    return "".join(
        f".s{voice.number}{{--h:{hue(voice.number)}}}"
        for voice in voices
        if voice.number != NAMELESS
    )


def _speakers(voices: Sequence[Voice], firsts: dict[int, int]) -> str:
    items = []
    for voice in voices:
        title = f' <bdi class="dim">{clean(voice.title)}</bdi>' if voice.title else ""
        items.append(
            f'<li><a href="#q{firsts[voice.number]}" data-s="{voice.number}">'
            f'<span class="badge s{voice.number}">{voice.mark}</span> '
            f"<bdi>{clean(voice.name)}</bdi></a>{title} "
            f'<span class="count">{_counted(voice.counts.quotations, "quotation")}, '
            f"{voice.counts.share:.0%} of words</span></li>"
        )
    return _folded("speakers", "Speakers", items, "Nobody is quoted.")


def _contents(articles: Sequence[Article]) -> str:
    items = [
        f'<li><a href="#a{place}">{clean(item.name)}</a> '
        f'<span class="count">{len(item.quotes):,}</span></li>'
        for place, item in enumerate(articles, 1)
    ]
    return _folded("contents", "Articles", items, "There are none.")


def _folded(name: str, heading: str, items: Sequence[str], none: str) -> str:
    listed = f"<ol>{''.join(items)}</ol>" if items else f"<p>{none}</p>"
    return (
        f'<nav id="{name}" aria-labelledby="{name}-heading"><details open>'
        f'<summary><h2 id="{name}-heading">{heading}</h2></summary>{listed}</details></nav>'
    )


def _filter(articles: Sequence[Article], voices: Sequence[Voice], total: str) -> str:
    options = "".join(
        f'<option value="{voice.number}">{clean(voice.name)} ({voice.counts.quotations:,})</option>'
        for voice in voices
    )
    types: Counter[str] = Counter(quote.type for item in articles for quote in item.quotes)
    boxes = "".join(
        f'<label><input type="checkbox" name="type" value="{kind}" checked> {kind} '
        f'<span class="dim">{types[kind]:,}</span></label>'
        for kind in _TYPES
    )
    return (
        # Shown by the script, without which there is nothing to choose.
        '<form id="filter" role="search" aria-label="Quotations" autocomplete="off" hidden>'
        f'<label>speaker <select id="speaker"><option value="">everybody</option>{options}'
        f'</select></label><fieldset><legend class="unseen">types</legend>{boxes}</fieldset>'
        '<span class="buttons"><button type="button" id="before">previous</button>'
        '<button type="button" id="after">next</button>'
        '<button type="reset">clear</button>'
        '<button type="button" id="fold">close all articles</button></span>'
        f'<output id="count" aria-live="polite">{total}</output></form>'
    )


def _key() -> str:
    types = " ".join(f'<span class="q {kind} s0">{kind}</span>' for kind in _TYPES)
    return (
        f'<p class="key">Marked are quotations, {types}, by the speaker’s number and colour; '
        '<b class="m">who</b> is named as speaking, and the word that <u class="c">reports</u> it. '
        '<span id="keys" hidden>On a number: <kbd>Enter</kbd> shows details, <kbd>n</kbd> and '
        "<kbd>p</kbd> go to the next and the previous quotation, <kbd>c</kbd> copies the "
        "citation.</span></p>"
    )


def _panel() -> str:
    return (
        '<aside id="panel" aria-labelledby="place" hidden><h2 id="place" tabindex="-1"></h2>'
        '<div id="details" aria-live="polite"></div><span class="buttons">'
        '<button type="button" id="copy">copy as citation</button>'
        '<button type="button" id="back">previous</button>'
        '<button type="button" id="on">next</button>'
        '<button type="button" id="close">close</button></span>'
        '<output id="told" aria-live="polite"></output></aside>'
    )
