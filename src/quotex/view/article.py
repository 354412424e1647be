"""One article of the page: its text with the quotations marked, and their details below it.

A mark is a link to the details of its quotation, as a footnote's: that is what works without the
script, which shows the details beside the text.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import field, frozen

from quotex.citations import citations
from quotex.html import Layer, clean, sweep
from quotex.quotes import Quotes
from quotex.types import Quote
from quotex.view.voices import Voice, Voices


@frozen
class _Marked(Layer):
    """A part of a quotation; the first begins with the mark."""

    mark: str = field(default="", kw_only=True)

    def open(self, position: int) -> str:
        return super().open(position) + (self.mark if position == self.start else "")


def article(
    number: int, name: str, quotes: Quotes, voices: Voices, *, first: int, unfolded: bool
) -> str:
    """Return the article; its quotations are numbered from ``first``."""
    size = len(quotes)
    numbered = [(first + i, quote, voices.of(quote)) for i, quote in enumerate(quotes)]
    if quotes.error is not None:
        body = f'<p class="error">This text could not be read: {clean(quotes.error)}</p>'
    else:
        layers = [layer for item in numbered for layer in _layers(*item)]
        body = f'<div class="text">{"".join(sweep(quotes.text, layers))}</div>'
    if numbered:
        notes = "".join(_note(*item, source=name) for item in numbered)
        body += (
            '\n<details class="notes"><summary>The quotations and their citations</summary>'
            f"<ol>{notes}</ol></details>"
        )
    return (
        f'<article id="a{number}" aria-labelledby="t{number}"><details{" open" * unfolded}>'
        f'<summary><h2 id="t{number}">{clean(name)}</h2> '
        f'<span class="dim">{size:,} {"quotation" if size == 1 else "quotations"}</span></summary>'
        f"\n{body}\n</details></article>"
    )


def _layers(number: int, quote: Quote, voice: Voice) -> Iterator[Layer]:
    kind = clean(quote.type)
    mark = (
        f'<a class="n" id="q{number}" href="#d{number}" '
        f'aria-label="{voice.mark}, {clean(quote.who or "unresolved")}, {kind}">{voice.mark}</a>'
    )
    for index, part in enumerate(quote.parts):
        yield _Marked(
            part.start,
            part.end,
            0,
            "span",
            f' class="q {kind} s{voice.number}" data-q="{number}"',
            mark="" if index else mark,
        )
    if quote.mention is not None:
        at = quote.mention.start, quote.mention.end
        yield Layer(*at, 1, "b", f' class="m s{voice.number}"')
    if quote.cue is not None:
        yield Layer(quote.cue.start, quote.cue.end, 2, "u", ' class="c"')


def _note(number: int, quote: Quote, voice: Voice, *, source: str) -> str:
    """Return the details of a quotation; the script shows them, all but the way back."""
    who = [f"<strong><bdi>{clean(_who(quote, voice))}</bdi></strong>"]
    if quote.speaker is not None and quote.speaker.title:
        who.append(f"<bdi>{clean(quote.speaker.title)}</bdi>")
    if quote.speaker is not None and quote.speaker.name != voice.name:
        who.append(f"here <bdi>{clean(quote.speaker.name)}</bdi>")
    facts = [f"{clean(quote.type)}, confidence {quote.confidence:.2f}"]
    if quote.addressee is not None:
        facts.append(
            f"to <bdi>{clean(quote.addressee.name)}</bdi>, "
            f"confidence {quote.addressee_confidence:.2f}"
        )
    if quote.reason:
        facts.append(clean(quote.reason))
    cited = citations([quote], source=source).rstrip("\n")
    return (
        f'<li id="d{number}"><p><span class="badge s{voice.number}">{voice.mark}</span> '
        f"{', '.join(who)}<p>{'<br>'.join(facts)}<pre>{clean(cited)}</pre>"
        f'<a href="#q{number}">in the text</a></li>\n'
    )


def _who(quote: Quote, voice: Voice) -> str:
    return voice.name if voice.counts.speaker is not None else quote.who or "speaker unresolved"
