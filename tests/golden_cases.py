"""Golden cases: whole texts with their quotations marked, read from ``tests/golden/*.txt``.

A file is a phenomenon. What stands above its first case says what the phenomenon is; a case
is a line ``== id`` and the text below it in the markup of `markup.py`, paragraphs and all:

    == tag-after
    <q s=ann>“The bridge is safe,”</q> <s id=ann>Ann Lee</s> said.

Every quotation of the text is marked, unless the id line ends in ``(some)``: then others may be
found as well. Attributes beyond those of `markup.py`:

=====================  ====================================================================
``<q loose>``          careful readers differ on where it begins or ends and thus on its
                       type: half of its characters are enough
``<q floats>``         it may be one quotation with the one before it, of the same speaker
``<s kind=…>``         the speaker's kind: person, organization or group
``<s title=…>``        words that the speaker's title must contain
``<s here>``           the quotation's mention must be this one
=====================  ====================================================================

A case that does not pass yet stays where it belongs and is listed in
``tests/golden/known_limits.txt`` with what it fails on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from attrs import evolve, frozen

from markup import Case, ExpectedQuote, Tagged, parse
from quotex.types import Quote, Span

FOLDER = Path(__file__).parent / "golden"
LIMITS = FOLDER / "known_limits.txt"

Extent = tuple[tuple[int, int], ...]


@frozen
class GoldenCase:
    """One case; ``id`` is "phenomenon/name"."""

    id: str
    case: Case
    complete: bool


def read_cases() -> list[GoldenCase]:
    """Return the cases of all files in the order of the files."""
    files = sorted(path for path in FOLDER.glob("*.txt") if path != LIMITS)
    return [case for path in files for case in _read(path)]


def _read(path: Path) -> Iterator[GoldenCase]:
    written = path.read_text(encoding="utf-8")
    _, *pieces = re.split(r"^== +", written, flags=re.MULTILINE)
    for piece in pieces:
        head, _, body = piece.partition("\n")
        name, _, flag = head.strip().partition(" ")
        if flag not in ("", "(some)") or not body.strip():
            raise ValueError(f"{path.name}: a case reads '== id' or '== id (some)', not {head!r}")
        yield GoldenCase(f"{path.stem}/{name}", parse(body.strip("\n")), not flag)


def read_limits() -> dict[str, str]:
    """Return what each case fails on that is known to fail, by the case's id."""
    limits: dict[str, str] = {}
    lines = LIMITS.read_text(encoding="utf-8").splitlines()
    for line in (line.strip() for line in lines):
        if line and not line.startswith("#"):
            id, _, why = line.partition(" ")
            if id in limits or not why.strip():
                raise ValueError(f"{LIMITS.name}: listed twice, or without a reason: {line!r}")
            limits[id] = why.strip()
    return limits


def differences(case: Case, quotes: Sequence[Quote], *, complete: bool = True) -> list[str]:
    """Return what is not as expected, a line each."""
    wrong: list[str] = []
    left = list(quotes)
    for expected in _as_linked(case.quotes, quotes):
        found = max(left, key=lambda quote: _shared(expected, quote), default=None)
        if found is None or not _shared(expected, found):
            wrong.append(f"not found: {_show(expected.parts)}")
            continue
        left.remove(found)
        wrong += _compare(case.text, expected, found)
    if complete:
        wrong += [f"no quotation, but found as {q.type} of {q.who}: {_show(q.parts)}" for q in left]
    cues = [quote.cue for quote in quotes if quote.cue is not None]
    wrong += [
        f"not a cue of any quotation: {tag.text!r}"
        for tag in case.cues
        if not any(cue.start < tag.end and tag.start < cue.end for cue in cues)
    ]
    return wrong


def _as_linked(
    expected: Sequence[ExpectedQuote], quotes: Sequence[Quote]
) -> Iterator[ExpectedQuote]:
    """Join each that floats to the one before it where the result does so."""
    before: ExpectedQuote | None = None
    for one in expected:
        if before is not None and "floats" in one.parts[0].attributes:
            both = evolve(before, parts=(*before.parts, *one.parts))
            if any(_shared(before, quote) and _shared(one, quote) for quote in quotes):
                before = both
                continue
        if before is not None:
            yield before
        before = one
    if before is not None:
        yield before


def _compare(text: str, expected: ExpectedQuote, found: Quote) -> Iterator[str]:
    loose = any("loose" in part.attributes for part in expected.parts)
    if loose:
        agree = 2 * _shared(expected, found) >= _length(expected.parts)
    else:
        agree = _extent(text, expected.parts) == _extent(text, found.parts)
    if not agree:
        yield f"extent: {_show(found.parts)} instead of {_show(expected.parts)}"
    if found.type != expected.type and not loose:
        yield f"type: {found.type} instead of {expected.type}: {_show(expected.parts)}"
    yield from _compare_speaker(expected, found)


def _compare_speaker(expected: ExpectedQuote, found: Quote) -> Iterator[str]:
    about = f"{_show(expected.parts)} (confidence {found.confidence:.2f})"
    if expected.speaker is None:
        if found.who is not None:
            yield f"speaker: {found.who!r} instead of nobody: {about}"
        return
    mention, name = expected.speaker.mention, expected.speaker.name
    if name is not None and found.who != name:
        yield f"speaker: {found.who!r} instead of {name!r}: {about}"
        return
    if name is None and found.speaker is not None:
        yield f"speaker: {found.who!r}, but nobody is named: {about}"
        return
    if (name is None or "here" in mention.attributes) and not _is_mention(mention, found):
        yield f"mention: {found.mention and found.mention.text!r}, not {mention.text!r}: {about}"
    kind = mention.attributes.get("kind")
    if kind is not None and found.speaker is not None and found.speaker.kind != kind:
        yield f"kind: {name!r} is a {found.speaker.kind} instead of a {kind}"
    title = mention.attributes.get("title")
    if title is not None and title not in ((found.speaker and found.speaker.title) or ""):
        yield f"title: {found.speaker and found.speaker.title!r} without {title!r}"


def _is_mention(tag: Tagged, found: Quote) -> bool:
    """The same noun phrase, however much of what follows its head belongs to it."""
    mention = found.mention
    return mention is not None and (
        (tag.start <= mention.start and mention.end <= tag.end)
        or (mention.start <= tag.start and tag.end <= mention.end)
    )


def _extent(text: str, parts: Iterable[Tagged | Span]) -> Extent:
    """The parts, those with only white space between them made one, without a last comma or
    full stop outside marks."""
    spans: list[tuple[int, int]] = []
    for part in parts:
        start, end = part.start, part.end
        if spans and not text[spans[-1][1] : start].strip():
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return tuple((a, a + len(text[a:b].rstrip(",.; "))) for a, b in spans)


def _shared(expected: ExpectedQuote, found: Quote) -> int:
    return sum(
        max(0, min(a.end, b.end) - max(a.start, b.start))
        for a in expected.parts
        for b in found.parts
    )


def _length(parts: Iterable[Tagged | Span]) -> int:
    return sum(part.end - part.start for part in parts)


def _show(parts: Iterable[Tagged | Span]) -> str:
    return " … ".join(repr(part.text) for part in parts)
