"""Gold as attributions in brat standoff, as PolNeAR has them (Newell, Margolin & Ruths, An
Attribution Relations Corpus for Political News, LREC 2018).

``Content``, ``Cue`` and ``Source`` over the words, joined by an event for each attribution
(``E1<TAB>Attribution:T2 Source:T1 Content:T3``; what triggers it is the cue) or by relations
among them. The type of a quotation is read off its marks. Whether a cue is one of speech, what
kind of source it is and who the speaker is are not stated: ``speech`` is true of all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from quotex.gold.checks import MAX_BYTES, build, disjoint, reading
from quotex.gold.quotes import type_by_marks
from quotex.gold.standoff import Standoff, read_standoff
from quotex.gold.types import GoldDocument, GoldQuote

_ROLES = ("Content", "Cue", "Source")


def read_polnear(path: Path, max_bytes: int = MAX_BYTES) -> Iterator[GoldDocument]:
    """Yield the document of an ``.ann`` file, or those of a folder; ids are paths within it.

    An attribution of several contents is one quotation. Raises ``GoldError`` with the line that
    cannot be read.
    """
    for name, notes in read_standoff(path, max_bytes):
        with reading(name):
            document = build(name, notes.text, _quotes(notes))
        yield document


def _quotes(notes: Standoff) -> Iterator[GoldQuote]:
    in_events: set[str] = set()
    for id, members in notes.events.items():
        # The trigger comes first, with the event's type in place of a role.
        roles = [("Cue", members[0][1]), *members[1:]]
        found = [(_role(notes, *member), member[1]) for member in roles if member[1] in notes.spans]
        in_events.update(target for role, target in found if role == "Content")
        quote = _quote(notes, id, found)
        if quote is not None:
            yield quote
    near = _neighbours(notes)
    for id, (label, _) in notes.spans.items():
        if _known(label) == "Content" and id not in in_events:
            quote = _quote(notes, id, [("Content", id), *_nearest(notes, near, id)])
            if quote is not None:
                yield quote


def _known(label: str) -> str | None:
    """Return the role that a label starts with; brat numbers roles: Content2."""
    return next((role for role in _ROLES if label.startswith(role)), None)


def _role(notes: Standoff, role: str, target: str) -> str | None:
    return _known(notes.spans[target][0]) or _known(role)


def _neighbours(notes: Standoff) -> dict[str, list[str]]:
    near: dict[str, list[str]] = {}
    for _, first, second in notes.relations:
        near.setdefault(first, []).append(second)
        near.setdefault(second, []).append(first)
    return near


def _nearest(
    notes: Standoff, near: dict[str, list[str]], content: str
) -> Iterator[tuple[str, str]]:
    """Yield the cues and the sources fewest relations away from a content.

    Two attributions may share a source: paths do not lead through other contents, and a source
    that is found ends the search for sources.
    """
    seen, reached = {content}, [content]
    missing = {"Cue", "Source"}
    while reached and missing:
        ahead = chain.from_iterable(near.get(id, ()) for id in reached)
        reached = [id for id in dict.fromkeys(ahead) if id not in seen and id in notes.spans]
        seen.update(reached)
        roles = [(_known(notes.spans[id][0]), id) for id in reached]
        found = [(role, id) for role, id in roles if role in missing]
        yield from ((role, id) for role, id in found if role is not None)
        missing -= {role for role, _ in found if role is not None}
        reached = [id for role, id in roles if role in ("Cue", "Source")]


def _quote(notes: Standoff, id: str, members: Iterable[tuple[str | None, str]]) -> GoldQuote | None:
    places = {
        role: disjoint(span for own, t in members if own == role for span in notes.spans[t][1])
        for role in _ROLES
    }
    spans, cue = places["Content"], places["Cue"]
    if not spans:
        return None
    return GoldQuote(
        id=id,
        type=type_by_marks(notes.text, spans),
        spans=spans,
        source=places["Source"],
        cue=(cue[0][0], cue[-1][1]) if cue else None,
    )
