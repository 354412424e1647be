"""The story: its figures, its narrator and its turns, read off the tokens once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from attrs import define

from quotex.dialogue.characters import Characters, find_characters
from quotex.dialogue.figures import Figure
from quotex.dialogue.floor import Floor
from quotex.dialogue.names import Form, find_namings, title_of
from quotex.dialogue.page import Page
from quotex.dialogue.tags import TagReader
from quotex.dialogue.turns import Turn, find_turns
from quotex.names import fold
from quotex.nouns import look_up
from quotex.segments import Segment
from quotex.tokens import Tokens
from quotex.types import Character

_NARRATES = 0.006  # the share of "I" among the words outside marks
_SEEN = 20  # without a tag such as "I said" it takes more to be sure


@define(eq=False)
class Story:
    """Everything that attribution asks of a story."""

    tokens: Tokens
    turns: list[Turn]
    characters: Characters
    page: Page
    floor: Floor


def read_story(
    tokens: Tokens,
    segments: Sequence[Segment],
    marked: Sequence[int],
    paragraph: Sequence[int],
    known: Sequence[Character] = (),
) -> Story:
    """Read the figures and turns of a document; ``known`` are characters the caller has."""
    namings = find_namings(tokens)
    reader = TagReader(tokens, namings, marked)
    turns = find_turns(tokens, segments, paragraph, reader)
    speaking = [t.token for turn in turns for t in turn.tags if t.form != "beat"]
    characters = find_characters(tokens, namings, marked, speaking, known)
    narrator = _narrator(tokens, marked, turns, characters)
    nominals = _nominals(tokens, turns, characters)
    page = Page(tokens, namings, characters, marked, paragraph, narrator, nominals)
    return Story(tokens, turns, characters, page, Floor(page, turns))


def _narrator(
    tokens: Tokens, marked: Sequence[int], turns: Sequence[Turn], characters: Characters
) -> int:
    """Return the figure who tells the story, a new one when nobody is named for it.

    The narrator is often addressed and almost never narrated.
    """
    outside = sum(1 for m in marked if not m)
    count = sum(1 for word, m in zip(tokens.words, marked, strict=True) if word == "I" and not m)
    tagged = any(tag.subject == "i" and tag.form == "tag" for turn in turns for tag in turn.tags)
    if count < _NARRATES * outside or (count < _SEEN and not tagged):
        return -1
    figures = characters.figures
    options = [
        i
        for i, f in enumerate(figures)
        if f.spoken_to >= 3 and f.tagged <= 0.1 * f.spoken_to and f.subject <= 0.15 * f.count
    ]
    if options:
        return max(options, key=lambda i: figures[i].spoken_to)
    figures.append(Figure(forms=Counter({Form("", ("Narrator",)): 0})))
    return len(figures) - 1


def _nominals(tokens: Tokens, turns: Sequence[Turn], characters: Characters) -> dict[int, int]:
    """Return the figure of each tag's subject that is a noun phrase.

    "the colonel" is the figure most named by that title; others, "the old man", are figures of
    their own, as long as nobody owns them ("her mother").
    """
    by_title: dict[str, list[int]] = {}
    for i, figure in enumerate(characters.figures):
        for form in figure.forms:
            if form.title and (t := title_of(fold(form.title))) and t.kind == "rank":
                own = by_title.setdefault(t.word, [])
                if i not in own:
                    own.append(i)
    best = {w: max(own, key=lambda n: characters.figures[n].count) for w, own in by_title.items()}
    found: dict[int, int] = {}
    numbers: dict[tuple[str, ...], int] = {}
    for turn in turns:
        for tag in turn.tags:
            if tag.subject != "nominal":
                continue
            i = tag.token
            low = tokens.lower[i]
            title = title_of(low)
            if title and title.word in by_title:
                found[i] = best[title.word]
                continue
            first = i
            while (
                first > 0
                and tokens.tag[first - 1] in ("JJ", "NN", "VBN", "CD", "JJR", "HYPH", "VBG")
                and first > i - 4
            ):
                first -= 1
            if first == 0 or tokens.lower[first - 1] not in ("the", "a", "an"):
                continue
            if tokens.tag[i] == "NNS":
                continue
            key = tuple(tokens.lower[first : i + 1])
            if key not in numbers:
                numbers[key] = len(characters.figures)
                figure = Figure(
                    forms=Counter({Form("the", tuple(w.capitalize() for w in key)): 0}),
                    nominal=True,
                )
                gender = look_up(low).gender
                figure.stated = 8.0 if gender == "female" else -8.0 if gender == "male" else 0.0
                characters.figures.append(figure)
            found[i] = numbers[key]
            figure = characters.figures[numbers[key]]
            figure.count += 1
            figure.tagged += tag.form != "beat"
            (form,) = figure.forms
            figure.forms[form] += 1
    return found
