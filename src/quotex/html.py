"""The text as HTML, its quotations coloured by speaker. One file, no script, nothing loaded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from importlib.resources import files
from itertools import pairwise

from attrs import frozen

from quotex.types import Quote, speaker_key

NOTEBOOK_LIMIT = 20_000
"""How many characters of the text a notebook shows; ``to_html()`` has no limit."""

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""What a page may do: nothing but be styled. All words are escaped; this is the second lock."""

_GOLDEN_ANGLE = 137.508  # degrees: any number of hues, neighbours far apart
_FIRST_HUE = 215.0


@frozen
class Layer:
    """A stretch to be wrapped in one element; ``rank`` orders layers that share a start."""

    start: int
    end: int
    rank: int
    tag: str
    attributes: str
    first: str = ""

    def open(self, position: int) -> str:
        # Only the first piece of an element that had to be split carries the speaker's number.
        return f"<{self.tag}{self.attributes}{self.first if position == self.start else ''}>"


def page(bodies: Iterable[str], *, title: str = "Quotations") -> str:
    """Return a whole HTML document around fragments made by ``render``."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{clean(title)}</title>\n"
        "<style>body{margin:0;padding:1rem;background:#fff;color:#1d2127}"
        "h1{font:600 1.25rem/1.4 system-ui,sans-serif;max-width:46rem;box-sizing:border-box;"
        "margin:0 auto;padding:0 1.5rem;overflow-wrap:anywhere}"
        "@media screen and (prefers-color-scheme:dark){body{background:#16181c;color:#e4e7eb}}"
        "@media print{h1{max-width:none;padding:0}}</style>\n"
        f"</head>\n<body>\n<main>\n<h1>{clean(title)}</h1>\n"
        + "\n".join(bodies)
        + "\n</main>\n</body>\n</html>\n"
    )


def render(
    text: str,
    quotes: Sequence[Quote],
    *,
    error: str | None = None,
    limit: int | None = None,
    heading: str | None = None,
    style: bool = True,
) -> str:
    """Return the text as an HTML fragment with its quotations marked.

    ``limit`` cuts the text after so many characters and says so; ``error`` is shown in place of
    the legend; ``style=False`` leaves out the style sheet, for a second fragment of a page.
    Overlapping and nested quotations, mentions and cues always give well-formed HTML.
    Everything from the text is escaped; control characters become U+FFFD.
    """
    shown = text if limit is None else text[:limit]
    numbers = _number_speakers(quotes)
    layers = [
        layer for quote in quotes for layer in _layers(quote, numbers) if layer.start < len(shown)
    ]
    out = [f"<style>{_css()}</style>"] if style else []
    out.append('<div class="quotex">')
    if heading is not None:
        out.append(f'<h2 class="qx-heading">{clean(heading)}</h2>')
    out.append(_error(error) if error is not None else _legend(quotes, numbers))
    out.append(f'<div class="qx-text">{"".join(sweep(shown, layers))}</div>')
    if len(shown) < len(text):
        out.append(
            f'<p class="qx-note">The first {len(shown):,} of {len(text):,} characters. '
            "<code>to_html()</code> gives all of them.</p>"
        )
    out.append("</div>")
    return "\n".join(out)


def _number_speakers(quotes: Sequence[Quote]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for quote in quotes:
        key = speaker_key(quote)
        if key is not None:
            numbers.setdefault(key, len(numbers) + 1)
    return numbers


def _layers(quote: Quote, numbers: dict[str, int]) -> Iterator[Layer]:
    key = speaker_key(quote)
    number = numbers[key] if key is not None else None
    known = f' style="--qx-h:{hue(number)}"' if number is not None else ""
    unknown = "" if number is not None else " qx-unknown"
    kind = f"qx-q qx-{clean(quote.type)}{unknown}"
    title = clean(_title(quote))
    for part in quote.parts:
        yield Layer(
            part.start,
            part.end,
            0,
            "span",
            f' class="{kind}"{known} title="{title}"',
            f' data-n="{number if number is not None else "?"}"',
        )
    if quote.mention is not None:
        m = quote.mention
        yield Layer(m.start, m.end, 1, "b", f' class="qx-mention{unknown}"{known}')
    if quote.cue is not None:
        yield Layer(quote.cue.start, quote.cue.end, 2, "u", ' class="qx-cue"')


def _title(quote: Quote) -> str:
    speaker = quote.who or "speaker unresolved"
    title = quote.speaker.title if quote.speaker is not None else None
    lines = [
        speaker + (f", {title}" if title else ""),
        f"{quote.type}, confidence {quote.confidence:.2f}",
    ]
    if quote.addressee is not None:
        lines.append(f"to {quote.addressee.name}, confidence {quote.addressee_confidence:.2f}")
    return "\n".join([*lines, quote.reason] if quote.reason else lines)


def sweep(text: str, layers: list[Layer]) -> Iterator[str]:
    """Walk from boundary to boundary, keeping the open elements a stack.

    Where two layers cross, the inner one is closed and opened again, so that elements nest.
    """
    size = len(text)
    layers = sorted(
        # Each once, in the order given: a set has another one in every process.
        dict.fromkeys(layer for layer in layers if layer.start < layer.end),
        key=lambda layer: (layer.start, layer.rank, -layer.end),
    )
    boundaries = sorted(
        {0, size} | {min(edge, size) for layer in layers for edge in (layer.start, layer.end)}
    )
    stack: list[Layer] = []
    pending = 0
    active: list[Layer] = []
    for begin, end in pairwise(boundaries):
        active = [layer for layer in active if layer.end > begin]
        while pending < len(layers) and layers[pending].start <= begin:
            active.append(layers[pending])
            pending += 1
        active.sort(key=lambda layer: (layer.rank, layer.start, -layer.end))
        common = 0
        while common < min(len(stack), len(active)) and stack[common] is active[common]:
            common += 1
        yield "".join(f"</{layer.tag}>" for layer in reversed(stack[common:]))
        yield "".join(layer.open(begin) for layer in active[common:])
        stack = list(active)
        yield clean(text[begin:end])
    yield "".join(f"</{layer.tag}>" for layer in reversed(stack))


def _legend(quotes: Sequence[Quote], numbers: dict[str, int]) -> str:
    if not quotes:
        return '<p class="qx-note">No quotations found.</p>'
    counts = Counter(map(speaker_key, quotes))
    titles = {quote.who: quote.speaker.title for quote in quotes if quote.speaker is not None}
    items = []
    for who, number in numbers.items():
        title = titles.get(who)
        role = f' <bdi class="qx-role">{clean(title)}</bdi>' if title else ""
        items.append(
            f'<li style="--qx-h:{hue(number)}"><span class="qx-n">{number}</span> '
            # What turns the direction of writing turns nothing but the name.
            f'<bdi>{clean(who)}</bdi>{role} <span class="qx-count">{counts[who]}</span></li>'
        )
    if counts[None]:
        items.append(
            '<li class="qx-unknown"><span class="qx-n">?</span> unresolved '
            f'<span class="qx-count">{counts[None]}</span></li>'
        )
    types = Counter(quote.type for quote in quotes)
    keys = [
        f'<span class="qx-q qx-{kind} qx-key">{kind}</span> '
        f'<span class="qx-count">{types[kind]}</span>'
        for kind in ("direct", "mixed", "indirect")
        if types[kind]
    ]
    return (
        f'<ul class="qx-legend">{"".join(items)}</ul>\n'
        f'<p class="qx-keys">{" ".join(keys)} <b class="qx-mention">speaker’s mention</b> '
        '<u class="qx-cue">cue</u></p>'
    )


def _error(error: str) -> str:
    return f'<p class="qx-error">This text could not be read: {clean(error)}</p>'


def hue(number: int) -> str:
    """Return the hue in degrees of the speaker with this number, 1 for the first."""
    return f"{(_FIRST_HUE + (number - 1) * _GOLDEN_ANGLE) % 360:.0f}"


def clean(words: str) -> str:
    """Escape, and replace what HTML cannot hold: control characters and lone surrogates."""
    return "".join(_safe(char) for char in escape(words))


def _safe(char: str) -> str:
    code = ord(char)
    if char in "\n\t":
        return char
    if code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or code & 0xFFFE == 0xFFFE:
        return "" if char == "\r" else "\ufffd"
    return char


def _css() -> str:
    return files("quotex").joinpath("data", "quotes.css").read_text(encoding="utf-8").strip()
