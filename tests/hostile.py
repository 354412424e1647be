"""Words that try to run, to load, to close what they stand in, or to turn what stands beside."""

from __future__ import annotations

from quotex.quotes import Quotes
from quotex.types import Cue, Mention, Quote, Span, Speaker

RAN = "document.title='ran';window.ran=1;alert(1)"
WORDS = {
    "script": f"<script>{RAN}</script>",
    "image": f'<img src=x onerror="{RAN}">',
    "loaded image": "<img src=https://example.org/seen.png>",
    "vector": f'<svg/onload="{RAN}"><script>{RAN}</script></svg>',
    "foreign": f'<math><mtext><table><mglyph><style><img src=x onerror="{RAN}">',
    "frame": f'<iframe srcdoc="<script>parent.ran=1</script>" src="javascript:{RAN}"></iframe>',
    "link": f'<a href="javascript:{RAN}" autofocus onfocus="{RAN}" tabindex=1>x</a>',
    "address": f"javascript:{RAN}",
    "base": "<base href=https://example.org/><link rel=stylesheet href=x.css>",
    "refresh": '<meta http-equiv=refresh content="0;url=https://example.org/">',
    "form": f'<form action=https://example.org><input autofocus onfocus="{RAN}"></form>',
    "end of style": f"</style><script>{RAN}</script><style>",
    "end of script": f"</script><script>{RAN}</script>",
    "end of title": f'</title></head><body onload="{RAN}">',
    "end of comment": f"--><script>{RAN}</script><!--",
    "end of data": f"]]><script>{RAN}</script><![CDATA[",
    "double attribute": f'" onmouseover="{RAN}" style="background:url(https://example.org/x)" x="',
    "single attribute": f"' onmouseover='{RAN}' autofocus onfocus='{RAN}' x='",
    "bare attribute": f" onmouseover={RAN} ` x",
    "style": "x}*{background:url(https://example.org/x)}@import 'https://example.org/x.css';",
    "entities": "&lt;script&gt;alert(1)&lt;/script&gt; &#60;img src=x&#62; &quot; &amp;amp;",
    "escape": '\\u003cscript\\u003e \\x3cscript\\x3e %3Cscript%3E \\"',
    "template": "{{constructor.constructor('alert(1)')()}} ${alert(1)} <%= 1 %>",
    "wide": "＜script＞alert(1)＜/script＞ ‹script›",
    "old byte order": "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "control characters": "<scr\0ipt>\x0b<\x0cimg\x1b src=x>\ud800\ufdd0\ufffe",
    "turned": "\u202e<tpircs>\u2066\u2067\u202d Lee",
}
"""By what they try."""


def quotes_of(words: str) -> Quotes:
    """Return quotations of which everything that holds words holds these."""
    text = f"“{words}” said {words} of {words}. {words}"
    size = len(words)
    start = text.index(" said ")
    at = start + len(" said ")
    speaker = Speaker(words, "person", (words,), words)
    quote = Quote(
        text=text[:start],
        start=0,
        end=start,
        parts=(Span(text[:start], 0, start),),
        type="direct",
        speaker=speaker,
        mention=Mention(words, at, at + size, "name"),
        cue=Cue("said", start + 1, start + 5, words),
        confidence=0.5,
        reason=words,
        evidence=((words, 1.0),),
        addressee=speaker,
        addressee_confidence=0.5,
    )
    # What overlaps is cut and closed again; what has no speaker is shown in another way.
    other = Quote(text[2:at], 2, at, (Span(text[2:at], 2, at),), "mixed", reason=words)
    # Nothing but a caller's own hands can make this one: a reader refuses it.
    third = Quote(text[at:], at, len(text), (Span(text[at:], at, len(text)),), words)  # type: ignore[arg-type]
    return Quotes((quote, other, third), text)
