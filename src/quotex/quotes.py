"""The quotations of one text: an immutable sequence that knows how to show itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, overload

from attrs import asdict, evolve, field, frozen

from quotex import citations, html, tei
from quotex.extras import optional
from quotex.types import CastMember, Cue, Mention, Quote, Span, Speaker, checked, speaker_key

if TYPE_CHECKING:
    import pandas
    import polars

COLUMNS: dict[str, str] = {
    "text": "str",
    "start": "int",
    "end": "int",
    "parts": "int",
    "part_starts": "ints",
    "part_ends": "ints",
    "type": "str",
    "content": "str",
    "who": "str",
    "speaker": "str",
    "speaker_kind": "str",
    "speaker_aliases": "strs",
    "speaker_title": "str",
    "speaker_gender": "str",
    "mention": "str",
    "mention_start": "int",
    "mention_end": "int",
    "mention_kind": "str",
    "cue": "str",
    "cue_start": "int",
    "cue_end": "int",
    "cue_lemma": "str",
    "confidence": "float",
    "reason": "str",
    "addressee": "str",
    "addressee_confidence": "float",
}
"""The columns of a table of quotations, in order, and what they hold: str, int, float, ints (a
list of int) or strs.

``parts`` is how many pieces the quotation has, ``part_starts`` and ``part_ends`` where each is;
``who`` is the speaker's name, else the words of the mention; everything else carries the name
of the field it comes from.
"""

_REPR_ROWS = 10
_SURROGATE = re.compile("[\ud800-\udfff]")


def _as_tuple(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    return tuple(quotes)


@frozen(repr=False)
class Quotes(Sequence[Quote]):
    """The quotations of one text, in text order.

    It is a sequence: index it, slice it (a slice is again ``Quotes``), iterate over it. Two are
    equal when quotations, text, error and cast are. ``text`` is the text they were found in;
    ``error`` says why a document of a batch could not be read, or that a ``Doc`` holds no
    results, and is ``None`` otherwise: then no quotations means that there are none. ``cast`` is
    everyone named in the text, who says the most first; a slice keeps that of the whole text, and
    one without quotations has none.
    """

    quotes: tuple[Quote, ...] = field(default=(), converter=_as_tuple)
    text: str = ""
    error: str | None = None
    cast: tuple[CastMember, ...] = ()

    def __len__(self) -> int:
        return len(self.quotes)

    def __iter__(self) -> Iterator[Quote]:
        return iter(self.quotes)

    @overload
    def __getitem__(self, index: int) -> Quote: ...
    @overload
    def __getitem__(self, index: slice) -> Quotes: ...
    def __getitem__(self, index: int | slice) -> Quote | Quotes:
        if isinstance(index, slice):
            return evolve(self, quotes=self.quotes[index])
        return self.quotes[index]

    def by_speaker(self) -> dict[str, Quotes]:
        """Group the quotations by who said them, in order of first appearance.

        The key is the speaker's name, else the words of a mention that is a name or a noun
        phrase ("a senior official"). Left out are quotations of which nothing is known, and
        those with only a pronoun that is not resolved: two of "she" may be two people. Both,
        and the unnamed, are among ``[q for q in quotes if q.speaker is None]``.
        """
        groups: dict[str, list[Quote]] = {}
        for quote in self.quotes:
            key = speaker_key(quote)
            if key is not None:
                groups.setdefault(key, []).append(quote)
        return {who: evolve(self, quotes=group) for who, group in groups.items()}

    def to_dicts(self, *, evidence: bool = False) -> list[dict[str, Any]]:
        """Return one dict a quotation, of plain values that JSON can hold.

        ``parts`` is a list of dicts; ``speaker``, ``mention``, ``cue`` and ``addressee`` are dicts
        or ``None``; ``content`` and ``who`` are added for convenience. With ``evidence`` the
        weighed evidence behind ``Quote.explain()`` is kept too. ``from_dicts`` is the way back.
        """
        return [_to_dict(quote, evidence) for quote in self.quotes]

    @classmethod
    def from_dicts(
        cls,
        dicts: Iterable[Mapping[str, Any]],
        text: str = "",
        error: str | None = None,
        cast: Iterable[Mapping[str, Any]] = (),
    ) -> Quotes:
        """Rebuild what ``to_dicts`` returned; ``text`` is the text the offsets point into.

        ``cast`` is what ``attrs.asdict`` makes of each member, and nobody unless it is given.

        Raises ``ValueError`` naming the quotation and the key when a dict is not of that form.
        """
        quotes = []
        for index, plain in enumerate(dicts):
            try:
                quotes.append(checked(_from_dict(plain)))
            except KeyError as exc:
                raise ValueError(f"quotation {index} has no key {exc}") from exc
            except (TypeError, ValueError) as exc:
                raise ValueError(f"quotation {index} is not of the expected form: {exc}") from exc
        members = tuple(CastMember(**{**m, "speaker": _speaker(m["speaker"])}) for m in cast)
        return cls(quotes, text, error, members)

    def to_json(self, indent: int | None = None) -> str:
        """Return ``to_dicts()`` as JSON text; ``indent`` is the number of spaces per level."""
        words = json.dumps(self.to_dicts(), ensure_ascii=False, indent=indent)
        # A lone surrogate is legal in JSON only as an escape, and cannot be written as UTF-8.
        return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", words)

    def to_rows(self) -> list[dict[str, Any]]:
        """Return one flat dict a quotation, with the keys of ``COLUMNS``."""
        return [_to_row(quote) for quote in self.quotes]

    def to_pandas(self) -> pandas.DataFrame:
        """Return a data frame with one row a quotation and the columns of ``COLUMNS``.

        Offsets are nullable integers. Raises ``MissingExtraError`` without pandas.
        """
        pd = optional("Quotes.to_pandas()", "pandas", "pandas")
        rows = self.to_rows()
        dtypes = {"int": "Int64", "float": "float64"}
        columns = {
            name: pd.Series([row[name] for row in rows], dtype=dtypes.get(kind, "object"))
            for name, kind in COLUMNS.items()
        }
        frame: pandas.DataFrame = pd.DataFrame(columns)
        return frame

    def to_polars(self) -> polars.DataFrame:
        """Return a data frame with one row a quotation and the columns of ``COLUMNS``.

        polars holds UTF-8 only: a lone surrogate of the text becomes U+FFFD. Raises
        ``MissingExtraError`` without polars.
        """
        pl = optional("Quotes.to_polars()", "polars", "polars")
        dtypes = {
            "str": pl.String,
            "int": pl.Int64,
            "float": pl.Float64,
            "ints": pl.List(pl.Int64),
            "strs": pl.List(pl.String),
        }
        rows = [{k: in_utf8(v) for k, v in row.items()} for row in self.to_rows()]
        frame: polars.DataFrame = pl.DataFrame(
            rows, schema={name: dtypes[kind] for name, kind in COLUMNS.items()}
        )
        return frame

    def to_tei(self, *, title: str = "Untitled") -> str:
        """Return the text as a TEI P5 document, each quotation a ``<said who="#…">``.

        The text of its ``<body>`` is this text, to the character. Raises ``ValueError`` for
        quotations that cross, of which extraction gives none.
        """
        return tei.DECLARATION + tei.document(self.text, self.quotes, title=title)

    def to_markdown(self, *, source: str | None = None) -> str:
        """Return the quotations as citations in Markdown, a block quotation each.

        ``source`` is what is cited, beside the characters at which the words stand.
        """
        return citations.citations(self.quotes, source=source)

    def to_html(self, *, page: bool = True, title: str = "Quotations") -> str:
        """Return the text as HTML with its quotations coloured by speaker.

        With ``page`` it is a whole document, ready to be written to a file as UTF-8; without, a
        fragment to place in a page of your own. Nothing is loaded from elsewhere.
        """
        body = html.render(self.text, self.quotes, error=self.error)
        return html.page([body], title=title) if page else body

    def _repr_html_(self) -> str:
        return html.render(self.text, self.quotes, error=self.error, limit=html.NOTEBOOK_LIMIT)

    def __repr__(self) -> str:
        if self.error is not None:
            return f"<Quotes: not read, {self.error}>"
        if not self.quotes:
            return "<Quotes: none>"
        count = len(self.quotes)
        speakers = len(self.by_speaker())
        head = (
            f"<Quotes: {count} {'quotation' if count == 1 else 'quotations'}, "
            f"{speakers} {'speaker' if speakers == 1 else 'speakers'}>"
        )
        shown = self.quotes[:_REPR_ROWS]
        width = max(len(one_line(quote.who or "?", 24)) for quote in shown)
        lines = [
            f"{index:>4}  {quote.type:<8}  {one_line(quote.who or '?', 24):<{width}}  "
            f"{quote.confidence:.2f}  {one_line(quote.text, 56)}"
            for index, quote in enumerate(shown)
        ]
        if count > len(shown):
            lines.append(f"   …  and {count - len(shown)} more")
        return "\n".join([head, *lines])


def _to_dict(quote: Quote, evidence: bool) -> dict[str, Any]:
    mention, cue = quote.mention, quote.cue
    plain: dict[str, Any] = {
        "text": quote.text,
        "start": quote.start,
        "end": quote.end,
        "parts": [{"text": p.text, "start": p.start, "end": p.end} for p in quote.parts],
        "type": quote.type,
        "content": quote.content,
        "who": quote.who,
        "speaker": _speaker_dict(quote.speaker),
        "mention": mention
        and {
            "text": mention.text,
            "start": mention.start,
            "end": mention.end,
            "kind": mention.kind,
        },
        "cue": cue and {"text": cue.text, "start": cue.start, "end": cue.end, "lemma": cue.lemma},
        "confidence": quote.confidence,
        "reason": quote.reason,
        "addressee": _speaker_dict(quote.addressee),
        "addressee_confidence": quote.addressee_confidence,
    }
    if evidence:
        plain["evidence"] = [[name, weight] for name, weight in quote.evidence]
    return plain


def _speaker_dict(speaker: Speaker | None) -> dict[str, Any] | None:
    if speaker is None:
        return None
    return {**asdict(speaker), "aliases": list(speaker.aliases)}


def _speaker(plain: Mapping[str, Any] | None) -> Speaker | None:
    if plain is None:
        return None
    return Speaker(**{**plain, "aliases": tuple(plain["aliases"])})


def _from_dict(plain: Mapping[str, Any]) -> Quote:
    mention, cue = plain["mention"], plain["cue"]
    return Quote(
        text=plain["text"],
        start=plain["start"],
        end=plain["end"],
        parts=tuple(Span(**part) for part in plain["parts"]),
        type=plain["type"],
        speaker=_speaker(plain["speaker"]),
        mention=mention and Mention(**mention),
        cue=cue and Cue(**cue),
        confidence=plain["confidence"],
        reason=plain["reason"],
        evidence=tuple((name, weight) for name, weight in plain.get("evidence", ())),
        # Dicts that were stored before there were addressees have none.
        addressee=_speaker(plain.get("addressee")),
        addressee_confidence=plain.get("addressee_confidence", 0.0),
    )


def _to_row(quote: Quote) -> dict[str, Any]:
    speaker, mention, cue = quote.speaker, quote.mention, quote.cue
    return {
        "text": quote.text,
        "start": quote.start,
        "end": quote.end,
        "parts": len(quote.parts),
        "part_starts": [part.start for part in quote.parts],
        "part_ends": [part.end for part in quote.parts],
        "type": quote.type,
        "content": quote.content,
        "who": quote.who,
        "speaker": speaker.name if speaker else None,
        "speaker_kind": speaker.kind if speaker else None,
        "speaker_aliases": list(speaker.aliases) if speaker else None,
        "speaker_title": speaker.title if speaker else None,
        "speaker_gender": speaker.gender if speaker else None,
        "mention": mention.text if mention else None,
        "mention_start": mention.start if mention else None,
        "mention_end": mention.end if mention else None,
        "mention_kind": mention.kind if mention else None,
        "cue": cue.text if cue else None,
        "cue_start": cue.start if cue else None,
        "cue_end": cue.end if cue else None,
        "cue_lemma": cue.lemma if cue else None,
        "confidence": quote.confidence,
        "reason": quote.reason,
        "addressee": quote.addressee.name if quote.addressee else None,
        "addressee_confidence": quote.addressee_confidence,
    }


def in_utf8(cell: Any) -> Any:
    """Put U+FFFD for every lone surrogate, which UTF-8 cannot hold, in a cell of a row."""
    if isinstance(cell, str):
        return _SURROGATE.sub("\ufffd", cell)
    return [in_utf8(item) for item in cell] if isinstance(cell, list) else cell


def one_line(words: str, width: int | None = None) -> str:
    """Fold white space, hide control characters, and cut to ``width`` characters."""
    folded = " ".join(words.split())
    safe = "".join(char if char.isprintable() else "\ufffd" for char in folded)
    return safe if width is None or len(safe) <= width else safe[: width - 1].rstrip() + "…"
