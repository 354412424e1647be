"""What quotex returns, and takes: plain, frozen values, offsets those of the caller's own text.

All offsets are character offsets (code points), end exclusive. No spaCy object is kept,
so results can be pickled, cached and sent between processes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from numbers import Integral, Real
from typing import Literal, get_args

from attrs import Attribute, field, frozen

from quotex.plain import plain_text

QuoteType = Literal["direct", "mixed", "indirect"]
MentionKind = Literal["name", "pronoun", "nominal"]
SpeakerKind = Literal["person", "organization", "group"]
Gender = Literal["female", "male"]
Genre = Literal["news", "fiction"]


@frozen
class Span:
    """A stretch of the text; ``source[start:end] == text`` always holds."""

    text: str
    start: int
    end: int


@frozen
class Mention:
    """The words that name the speaker near the quotation."""

    text: str
    start: int
    end: int
    kind: MentionKind


@frozen
class Cue:
    """The word that reports: "said", "according to", "insistence"."""

    text: str
    start: int
    end: int
    lemma: str


@frozen(cache_hash=True)  # a text's speakers are counted and compared again and again
class Speaker:
    """Someone the document names: one person, organisation or group.

    ``name`` is the fullest form in the document, without titles; ``aliases`` are the other
    forms it uses; ``title`` is a role the text gives ("US Secretary of State"); ``gender``
    is set only when the text shows it.
    """

    name: str
    kind: SpeakerKind = "person"
    aliases: tuple[str, ...] = ()
    title: str | None = None
    gender: Gender | None = None


def described(item: object) -> str:
    """Return what was given in place of something else, for an error: "int 3"."""
    return f"{type(item).__name__} {item!r:.80}"


def _check_name(character: Character, attribute: Attribute[str], name: object) -> None:
    if not isinstance(name, str):
        raise TypeError(f"a speaker's name must be a string, not the {described(name)}")
    if not name.strip():
        raise ValueError("a speaker must not have an empty name")


def _as_aliases(aliases: Iterable[str]) -> tuple[str, ...]:
    if isinstance(aliases, (str, bytes, Mapping)) or not isinstance(aliases, Iterable):
        raise TypeError(f"aliases must be a list of names, not the {described(aliases)}")
    return tuple(aliases)


def _check_aliases(
    character: Character, attribute: Attribute[tuple[str, ...]], aliases: tuple[object, ...]
) -> None:
    for alias in aliases:
        if not isinstance(alias, str):
            raise TypeError(f"aliases must hold strings only, not the {described(alias)}")
        if not alias.strip():
            raise ValueError(f"aliases of {character.name!r} must not hold an empty name")


def _check_gender(character: Character, attribute: Attribute[Gender], gender: object) -> None:
    if gender is not None and gender not in get_args(Gender):
        choices = ", ".join(map(repr, get_args(Gender)))
        raise ValueError(f"gender of {character.name!r} must be {choices} or None, not {gender!r}")


@frozen
class Character:
    """Somebody known to speak before a text is read: what ``speakers=`` takes beside plain names.

    ``name`` is what results call them; ``aliases`` are other names that mean them and nobody
    else. Raises ``TypeError`` or ``ValueError`` naming what is wrong.
    """

    name: str = field(validator=_check_name)
    aliases: tuple[str, ...] = field(default=(), converter=_as_aliases, validator=_check_aliases)
    gender: Gender | None = field(default=None, validator=_check_gender)


@frozen
class Quote:
    """One quotation and its speaker.

    ``start`` and ``end`` are the hull of ``parts``: an interrupted quotation is one Quote
    with several parts. ``confidence`` is the calibrated probability that the speaker is
    right; ``reason`` says in words what decided. ``addressee`` is whom it is spoken to, where the
    text shows it, with a probability of its own.
    """

    text: str
    start: int
    end: int
    parts: tuple[Span, ...]
    type: QuoteType
    speaker: Speaker | None = None
    mention: Mention | None = None
    cue: Cue | None = None
    confidence: float = 0.0
    reason: str = ""
    evidence: tuple[tuple[str, float], ...] = field(default=(), repr=False)
    addressee: Speaker | None = None
    addressee_confidence: float = 0.0

    @property
    def content(self) -> str:
        """The words of the quotation as they are read: without outer marks, with white space
        folded, entities and characters that nobody sees taken out."""
        return " ".join(" ".join(_bare(_as_read(part.text)) for part in self.parts).split())

    @property
    def who(self) -> str | None:
        """The speaker's name, else the words of the mention, else ``None``."""
        if self.speaker is not None:
            return self.speaker.name
        return _as_read(self.mention.text) if self.mention is not None else None

    def explain(self) -> str:
        """Return what decided, a line each, for a person to read."""
        lines = [
            f"{self.type} quotation at {self.start}-{self.end}: {_shorten(self.content)}",
            f"speaker: {self.who or 'unresolved'} (confidence {self.confidence:.2f})",
            f"reason: {self.reason}",
        ]
        if self.addressee is not None:
            sure = f"(confidence {self.addressee_confidence:.2f})"
            lines.append(f"spoken to: {self.addressee.name} {sure}")
        if self.mention is not None:
            m = self.mention
            lines.append(f"mention: {m.text!r} at {m.start}-{m.end}, a {m.kind}")
        if self.cue is not None:
            lines.append(f"cue: {self.cue.text!r} at {self.cue.start}-{self.cue.end}")
        lines += [f"  {weight:+.2f}  {name}" for name, weight in self.evidence]
        return "\n".join(lines)


@frozen
class CastMember:
    """Somebody whom the text names, and how much they say.

    ``mentions`` is how often the text names them, pronouns and descriptions not counted;
    ``quotations`` and ``words`` are what they say; ``share`` is that of their words in all that
    is given a speaker, 0 to 1.
    """

    speaker: Speaker
    mentions: int
    quotations: int
    words: int
    share: float


@frozen
class Extraction:
    """What is found in one text: its quotations, and the cast with what each member says."""

    quotes: tuple[Quote, ...] = ()
    cast: tuple[CastMember, ...] = ()


def checked(quote: Quote) -> Quote:
    """Return a quotation that was read from somewhere, when it has the form of one.

    Raises ``TypeError`` or ``ValueError`` that names the field which has not.
    """
    _check_span("the quotation", quote)
    _check(isinstance(quote.parts, tuple) and quote.parts, "its parts are no list of spans")
    for part in quote.parts:
        _check_span("a part", part)
    _check_choice("type", quote.type, QuoteType)
    _check_text("reason", quote.reason)
    _check_share("confidence", quote.confidence)
    _check_share("addressee_confidence", quote.addressee_confidence)
    for speaker in (quote.speaker, quote.addressee):
        if speaker is not None:
            _check_speaker(speaker)
    if quote.mention is not None:
        _check_span("the mention", quote.mention)
        _check_choice("kind of mention", quote.mention.kind, MentionKind)
    if quote.cue is not None:
        _check_span("the cue", quote.cue)
        _check_text("lemma", quote.cue.lemma)
    for name, weight in quote.evidence:
        _check_text("evidence", name)
        _check(isinstance(weight, Real), f"evidence has the weight {weight!r:.80}")
    return quote


def _check(right: object, wrong: str) -> None:
    if not right:
        raise TypeError(wrong)


def _check_span(what: str, span: Quote | Span | Mention | Cue) -> None:
    _check_text(f"text of {what}", span.text)
    for offset in (span.start, span.end):
        _check(isinstance(offset, Integral), f"an offset of {what} is the {described(offset)}")
    if not 0 <= span.start <= span.end:
        raise ValueError(f"{what} is at {span.start}-{span.end}, which is no place in a text")


def _check_speaker(speaker: Speaker) -> None:
    _check_text("name", speaker.name)
    _check_choice("kind of speaker", speaker.kind, SpeakerKind)
    for alias in speaker.aliases:
        _check_text("alias", alias)
    if speaker.title is not None:
        _check_text("title", speaker.title)
    if speaker.gender is not None:
        _check_choice("gender", speaker.gender, Gender)


def _check_text(what: str, value: object) -> None:
    _check(isinstance(value, str), f"{what} must be a string, not the {described(value)}")


def _check_share(what: str, value: object) -> None:
    _check(isinstance(value, Real), f"{what} must be a number, not the {described(value)}")
    if not 0 <= value <= 1:  # type: ignore[operator]  # also NaN
        raise ValueError(f"{what} must be from 0 to 1, not {value!r}")


def _check_choice(what: str, value: object, choices: object) -> None:
    if value not in get_args(choices):
        known = ", ".join(map(repr, get_args(choices)))
        raise ValueError(f"{what} must be {known}, not {value!r:.80}")


def speaker_key(quote: Quote) -> str | None:
    """Return what tells one speaker of a text from another: a name, or the words of a mention.

    ``None`` for a pronoun that is not resolved: two of "she" may be two people.
    """
    if quote.speaker is None and quote.mention is not None and quote.mention.kind == "pronoun":
        return None
    return quote.who


def _as_read(words: str) -> str:
    return " ".join(plain_text(words).text.split())


_DASHES = "—–―"
_MARKS = "\"'“”„‟‘’‚‛«»‹›`"


def _bare(words: str) -> str:
    """Take off the marks around the words, only where they stand at both ends, and the dash
    that opens a turn where a book has dashes in place of marks."""
    words = words.strip()
    if words[:1] in _DASHES or words[:2] == "--":
        words = words.lstrip(f"{_DASHES}- ")
    bare = words.strip(_MARKS)
    if not bare or (words[0] in _MARKS) == (words[-1] in _MARKS):
        return bare
    return words


def _shorten(words: str, width: int = 60) -> str:
    return words if len(words) <= width else words[: width - 1].rstrip() + "…"
