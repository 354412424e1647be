"""What an archive of results says of each name: where it speaks, how often, with which titles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import define, evolve, field, frozen

from quotex.names import PersonName, fold, is_given_name, parse_name
from quotex.nouns import look_up
from quotex.quotes import Quotes
from quotex.schema import speaker_of
from quotex.titles import is_honorific, is_title, stated_gender
from quotex.types import Gender, Speaker, SpeakerKind, described

_BEFORE, _BEHIND = "\"'“‘(", "\"'”’)"  # around a nickname


@frozen
class ProfileKey:
    """What tells one profile from another: folded words, kind, gender, and a title if need be.

    Only of a surname alone does the title belong to it: "Secretary Lee" and "Judge Lee" may be
    two people, "Ann Lee" is one whatever she is called.
    """

    words: tuple[str, ...]
    suffix: str
    kind: SpeakerKind
    gender: Gender | None
    title: str


@define(eq=False)
class Profile:
    """One name of an archive, and the numbers of the ``documents`` in which it speaks."""

    key: ProfileKey
    person: PersonName
    names: Counter[str] = field(factory=Counter)
    titles: Counter[str] = field(factory=Counter)
    aliases: set[tuple[str, ...]] = field(factory=set)
    documents: set[int] = field(factory=set)
    quotations: int = 0

    @property
    def name(self) -> str:
        """The spelling that most documents have, the first in the alphabet of equals."""
        return _most(self.names) or ""

    @property
    def title(self) -> str | None:
        """The title that most documents give."""
        return _most(self.titles)

    @property
    def roles(self) -> frozenset[str]:
        """The nouns of the titles that say what somebody is: "secretary"."""
        words = (fold(word) for title in self.titles for word in title.split())
        return frozenset(word for word in words if look_up(word).kind == "person")


def _most(counts: Counter[str]) -> str | None:
    return min(counts, key=lambda name: (-counts[name], name)) if counts else None


def collect_profiles(results: Iterable[Quotes | Mapping[str, Any]]) -> list[Profile]:
    """Return the profiles of all speakers of the results, in order of first appearance.

    A result is a document's ``Quotes`` or a row of ``quotex.schema``; rows with the same
    ``document`` are one document. Raises ``TypeError`` for anything else.
    """
    profiles: dict[ProfileKey, Profile] = {}
    of: dict[Speaker, Profile] = {}
    for document, speaker in _speakers(results):
        profile = of.get(speaker)
        if profile is None:
            key, (person, _) = key_of(speaker), _parsed(speaker)
            profile = of[speaker] = profiles.setdefault(key, Profile(key, person))
            nicknames = {*profile.person.nicknames, *person.nicknames}
            profile.person = evolve(profile.person, nicknames=tuple(sorted(nicknames)))
        profile.quotations += 1
        if document in profile.documents:
            continue
        profile.documents.add(document)
        profile.names[" ".join(speaker.name.split())] += 1
        if speaker.title:
            profile.titles[" ".join(speaker.title.split())] += 1
        profile.aliases.update(tuple(map(fold, alias.split())) for alias in speaker.aliases)
    return list(profiles.values())


def _speakers(results: Iterable[Quotes | Mapping[str, Any]]) -> Iterator[tuple[int, Speaker]]:
    numbers: dict[str, int] = {}
    count = 0
    for result in results:
        if isinstance(result, Quotes):
            count += 1
            for quote in result:
                if quote.speaker is not None and quote.speaker.name.strip():
                    yield count, quote.speaker
        elif isinstance(result, Mapping):
            name = str(result.get("document"))
            if name not in numbers:
                count += 1
                numbers[name] = count
            row_speaker = speaker_of(result)
            if row_speaker is not None and row_speaker.name.strip():
                yield numbers[name], row_speaker
        else:
            raise TypeError(
                "link_speakers takes Quotes, as extract_quotes and pipe give them, or rows of "
                f"quotex.schema, not the {described(result)}"
            )


def key_of(speaker: Speaker) -> ProfileKey:
    """Return the key of the profile that a speaker belongs to."""
    person, title = _parsed(speaker)
    return ProfileKey(
        words=person.words,
        suffix=person.suffix,
        kind=speaker.kind,
        gender=speaker.gender or stated_gender(title.split()),
        title="" if person.given or speaker.kind != "person" else title,
    )


def _parsed(speaker: Speaker) -> tuple[PersonName, str]:
    """Return the parts of the name and the folded title, what the name itself has of one too."""
    words = speaker.name.split()
    titles = (speaker.title or "").split()
    if speaker.kind == "person":
        start = _end_of_titles(words)
        titles += words[:start]
        words = words[start:]
    elif len(words) > 1 and words[0].lower() == "the":
        words = words[1:]
    # A mark that stands alone is around nothing.
    marked = [
        word
        for word in words
        if word[0] in _BEFORE and word[-1] in _BEHIND and word.strip(_BEFORE + _BEHIND)
    ]
    if 0 < len(marked) < len(words):
        words = [word for word in words if word not in marked]
    else:
        marked = []
    name = parse_name(words, [word.strip(_BEFORE + _BEHIND) for word in marked])
    return name, " ".join(dict.fromkeys(map(fold, titles)))


def _end_of_titles(words: list[str]) -> int:
    """Return the place of the first word of the name itself: of "Chief Justice Ann Lee", 2.

    A role noun ends what stands before a name, but may be a middle name too ("Mary King Lee"):
    only where the first word is no given name, or the next one is, does it.
    """
    end = 0
    for index, word in enumerate(words[:-1]):
        if (end == index and _is_title(word)) or (
            _is_title(word)
            and (is_given_name(fold(words[index + 1])) or not is_given_name(fold(words[end])))
        ):
            end = index + 1
    return end


def _is_title(word: str) -> bool:
    lower, folded = word.lower(), fold(word)
    if is_title(lower) or is_honorific(lower):
        return True
    if is_given_name(folded):
        return False
    # "Sen.", "Gov.": what is cut short before a name and is no initial is an office.
    return look_up(folded).kind == "person" or (lower.endswith(".") and len(folded) > 2)
