"""The text as TEI, every quotation a ``<said who="#…">``: for the editions of the humanities.

TEI P5, the elements ``said`` and ``particDesc``. The text of the ``<body>`` is that of the
document, to the character; only what XML cannot hold becomes U+FFFD.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from attrs import frozen

from quotex.paragraphs import find_paragraphs
from quotex.types import Quote, Speaker, speaker_key

NAMESPACE = "http://www.tei-c.org/ns/1.0"

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_ID = re.compile(r"[^a-z0-9]+")
_SEX = {"female": "F", "male": "M"}


@frozen
class _Piece:
    """A stretch of a quotation within one paragraph: which, of how many."""

    start: int
    end: int
    quote: int
    number: int
    of: int


def document(
    text: str, quotes: Sequence[Quote], *, title: str = "Untitled", prefix: str = ""
) -> str:
    """Return one ``<TEI>`` element, without an XML declaration.

    Paragraphs are ``<p>``. A quotation is a ``<said>``, one for each of its parts and paragraphs,
    chained by ``next`` and ``prev``; ``who`` and ``toWhom`` point to ``<particDesc>``, ``cert`` is
    the confidence, ``n`` the type, and ``direct`` is false for all but direct speech. ``prefix``
    begins every ``xml:id``. Raises ``ValueError`` for quotations that cross.
    """
    ids = _ids(quotes, prefix)
    return (
        f'<TEI xmlns="{NAMESPACE}">\n<teiHeader>\n<fileDesc>\n'
        f"<titleStmt><title>{clean(title)}</title></titleStmt>\n"
        "<publicationStmt><p>Not published.</p></publicationStmt>\n"
        "<sourceDesc><p>Quotations and speakers as found by quotex.</p></sourceDesc>\n"
        f"</fileDesc>\n{_participants(quotes, ids)}</teiHeader>\n"
        f"<text>\n<body>{_body(text, quotes, ids, prefix)}</body>\n</text>\n</TEI>\n"
    )


DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
CORPUS_START = (
    f'{DECLARATION}<teiCorpus xmlns="{NAMESPACE}">\n<teiHeader>\n<fileDesc>\n'
    "<titleStmt><title>Quotations</title></titleStmt>\n"
    "<publicationStmt><p>Not published.</p></publicationStmt>\n"
    "<sourceDesc><p>Quotations and speakers as found by quotex.</p></sourceDesc>\n"
    "</fileDesc>\n</teiHeader>\n"
)
CORPUS_END = "</teiCorpus>\n"
"""What stands around the documents of a corpus, each of which has a prefix of its own."""


def clean(words: str) -> str:
    """Escape for text and attributes, and replace what XML cannot hold."""
    escaped = escape(_NOT_XML.sub("\ufffd", words), {'"': "&quot;"})
    return escaped.replace("\r", "&#13;")  # a parser would read a line feed


def _ids(quotes: Sequence[Quote], prefix: str) -> dict[str, str]:
    """Return an id for everybody that a quotation is said by or to, by name or mention."""
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for quote in quotes:
        keys = [speaker_key(quote), quote.addressee.name if quote.addressee else None]
        for key in keys:
            if key is None or key in ids:
                continue
            base = f"{prefix}who-{_NOT_ID.sub('-', key.lower()).strip('-') or 'else'}"
            name, number = base, 1
            while name in taken:
                number += 1
                name = f"{base}-{number}"
            taken.add(name)
            ids[key] = name
    return ids


def _participants(quotes: Sequence[Quote], ids: dict[str, str]) -> str:
    speakers: dict[str, Speaker] = {}
    for quote in quotes:
        for speaker in (quote.speaker, quote.addressee):
            if speaker is not None:
                speakers.setdefault(speaker.name, speaker)
    people, bodies = [], []
    for name, id_ in ids.items():
        known = speakers.get(name)
        if known is None:  # nobody names them: "a senior official"
            people.append(f'<person xml:id="{id_}"><p>{clean(name)}</p></person>\n')
        elif known.kind == "person":
            sex = f' sex="{_SEX[known.gender]}"' if known.gender else ""
            role = f"<note>{clean(known.title)}</note>" if known.title else ""
            people.append(
                f'<person xml:id="{id_}"{sex}>{_names("persName", known)}{role}</person>\n'
            )
        else:
            bodies.append(f'<org xml:id="{id_}">{_names("orgName", known)}</org>\n')
    lists = f"<listPerson>\n{''.join(people)}</listPerson>\n" if people else ""
    lists += f"<listOrg>\n{''.join(bodies)}</listOrg>\n" if bodies else ""
    if not lists:
        return ""
    return f"<profileDesc>\n<particDesc>\n{lists}</particDesc>\n</profileDesc>\n"


def _names(tag: str, speaker: Speaker) -> str:
    aliases = "".join(f'<{tag} type="alias">{clean(a)}</{tag}>' for a in speaker.aliases)
    return f"<{tag}>{clean(speaker.name)}</{tag}>{aliases}"


def _body(text: str, quotes: Sequence[Quote], ids: dict[str, str], prefix: str) -> str:
    out: list[str] = []
    paragraphs = [(p.start, p.end) for p in find_paragraphs(text)]
    pieces = sorted(_pieces(quotes, paragraphs), key=lambda p: (p.start, -p.end, p.quote))
    done = pending = 0
    for start, end in paragraphs or [(0, 0)]:
        out.append(f"{clean(text[done:start])}<p>")
        done = start
        stack: list[_Piece] = []
        while pending < len(pieces) and pieces[pending].start < end:
            piece = pieces[pending]
            done = _close(text, stack, piece.start, done, out)
            if stack and piece.end > stack[-1].end:
                raise ValueError(
                    f"quotations {stack[-1].quote} and {piece.quote} cross, which XML cannot hold; "
                    "write them one by one"
                )
            out.append(clean(text[done : piece.start]))
            out.append(_said(piece, quotes[piece.quote], ids, prefix))
            stack.append(piece)
            done, pending = piece.start, pending + 1
        done = _close(text, stack, end, done, out)
        out.append(f"{clean(text[done:end])}</p>")
        done = end
    out.append(clean(text[done:]))
    return "".join(out)


def _close(text: str, stack: list[_Piece], before: int, done: int, out: list[str]) -> int:
    """Close what ends by an offset; return up to where the text is written."""
    while stack and stack[-1].end <= before:
        end = stack.pop().end
        out.append(f"{clean(text[done:end])}</said>")
        done = end
    return done


def _pieces(quotes: Sequence[Quote], paragraphs: list[tuple[int, int]]) -> Iterator[_Piece]:
    """Cut the parts of each quotation at the paragraphs, as elements cannot cross them."""
    first = 0
    for index, quote in enumerate(quotes):
        while first < len(paragraphs) and paragraphs[first][1] <= quote.start:
            first += 1
        cut: list[tuple[int, int]] = []
        for part in quote.parts:
            place = first
            while place < len(paragraphs) and paragraphs[place][0] < part.end:
                start, end = paragraphs[place]
                if max(start, part.start) < min(end, part.end):
                    cut.append((max(start, part.start), min(end, part.end)))
                place += 1
        for number, (start, end) in enumerate(cut, 1):
            yield _Piece(start, end, index, number, len(cut))


def _said(piece: _Piece, quote: Quote, ids: dict[str, str], prefix: str) -> str:
    own = f"{prefix}q{piece.quote + 1}"
    attributes = [f'xml:id="{_chained(own, piece.number)}"']
    who = speaker_key(quote)
    if who is not None:
        attributes.append(f'who="#{ids[who]}"')
        attributes.append(f'cert="{quote.confidence:.2f}"')
    if quote.addressee is not None:
        attributes.append(f'toWhom="#{ids[quote.addressee.name]}"')
    if quote.type != "direct":
        attributes.append('direct="false"')
    attributes.append(f'n="{quote.type}"')
    if piece.number < piece.of:
        attributes.append(f'next="#{_chained(own, piece.number + 1)}"')
    if piece.number > 1:
        attributes.append(f'prev="#{_chained(own, piece.number - 1)}"')
    return f"<said {' '.join(attributes)}>"


def _chained(own: str, number: int) -> str:
    return own if number == 1 else f"{own}.{number}"
