"""Parsed documents made by hand, for tests of the stages that read tokens.

A sentence is a line of ``word/TAG`` tokens; ``/TAG`` is left out for capitalised words (NNP)
and punctuation. ``#LABEL`` adds an entity label, ``@dep:word`` a dependency on the nearest
such word of the sentence. What is not given is filled in as a parser would in plain cases:
modifiers hang from the last noun of their run, nouns from a preposition or from the verb:
the first one, or the one given as ``@ROOT``. Sentences with `` | `` between them share a
paragraph.

    make_tokens("the/DT mayor/NN Ann Lee said/VBD so/RB .")
    make_tokens("“ Go/VB@ccomp:said , ” Lee said/VBD@ROOT:said . | Lee left/VBD .")

For the stages after the tokens, `make_page` runs what is certain (paragraphs, marks, noun
phrases) and `report_at` makes a report by hand; `weigh` makes a model with a few weights, and
`named` gives a row of features by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from attrs import define

from quotex import contents
from quotex.cast import Cast, build_cast
from quotex.characters import KnownSpeaker, characters_of
from quotex.contents import Content
from quotex.cue_features import Lexicon
from quotex.cues import CueCandidate
from quotex.gold.types import GoldDocument, GoldQuote
from quotex.layout import find_layout
from quotex.mentions import NounPhrase, find_noun_phrases
from quotex.ranker import Feature, LinearModel
from quotex.regions import Region, find_regions, mark_tokens
from quotex.reports import Report
from quotex.scene import Scene
from quotex.segments import Segment, find_segments, paragraph_of
from quotex.tokens import Tokens
from quotex.training.corpus import Reading, cue_head, source_head
from quotex.types import Speaker

_TOKEN = re.compile(
    r"(?P<word>[^\s/#@]+|@\w+|/)(?:/(?P<tag>[A-Z$]+))?(?:#(?P<ent>[A-Z]+))?(?:@(?P<dep>\w+):(?P<head>\S+))?$"
)
_PUNCTUATION = {",": ",", ".": ".", ":": ":", "-": "HYPH", '"': "``", "(": "-LRB-", ")": "-RRB-"}
_PUNCTUATION |= {"“": "``", "”": "''", ";": ":", "—": ":", "?": ".", "!": "."}
_NOUNS = ("NN", "NNS", "NNP", "NNPS")
_IN_RUN = {"DT": "det", "PRP$": "poss", "JJ": "amod", "CD": "nummod", "HYPH": "punct"}
_GLUED_LEFT = {",", ".", ":", ")", "'s", "’s", "”", ";", "?", "!", "n't"}


@define
class _Word:
    word: str
    tag: str
    ent: str
    dep: str
    head: int


def make_tokens(*sentences: str) -> Tokens:
    """Return the tokens of the sentences; each starts a new line of the text."""
    words: list[_Word] = []
    sent: list[int] = []
    text = ""
    start: list[int] = []
    lines = [line for sentence in sentences for line in _lines(sentence)]
    for number, (sentence, ends_paragraph) in enumerate(lines):
        parsed = _parse(sentence, len(words))
        for i, word in enumerate(parsed):
            glued = i == 0 or word.word in _GLUED_LEFT or parsed[i - 1].word in ("(", "“")
            hyphen = word.word == "-" or (i > 0 and parsed[i - 1].word == "-")
            text += "" if glued or hyphen else " "
            start.append(len(text))
            text += word.word
            sent.append(number)
        words += parsed
        text += "\n\n" if ends_paragraph else " "
    ents = [word.ent for word in words]
    return Tokens(
        text=text,
        words=[word.word for word in words],
        start=start,
        end=[a + len(word.word) for a, word in zip(start, words, strict=True)],
        tag=[word.tag for word in words],
        dep=[word.dep for word in words],
        head=[word.head for word in words],
        ent=ents,
        ent_start=[
            bool(ent) and (i == 0 or ents[i - 1] != ent or sent[i - 1] != sent[i])
            for i, ent in enumerate(ents)
        ],
        sent=sent,
    )


def cast_of(*sentences: str, known: Iterable[KnownSpeaker] = ()) -> Cast:
    """Return the cast of the sentences."""
    tokens = make_tokens(*sentences)
    return build_cast(tokens, find_noun_phrases(tokens), characters_of(known))


def speaker_at(cast: Cast, tokens: Tokens, word: str, nth: int = 1) -> Speaker | None:
    """Return the speaker that the phrase headed by the ``nth`` such word names."""
    at = [i for i, w in enumerate(tokens.words) if w == word][nth - 1]
    number = cast.by_head.get(at)
    return None if number is None else cast.speakers[number]


@define
class MadePage:
    """A made document read by the stages that need no model."""

    tokens: Tokens
    phrases: list[NounPhrase]
    regions: list[Region]
    marked: list[int]
    paragraph: list[int]
    segments: list[Segment]

    def at(self, word: str, nth: int = 1) -> int:
        """Return the index of the ``nth`` token with this word."""
        return [i for i, w in enumerate(self.tokens.words) if w == word][nth - 1]

    def span(self, words: str) -> tuple[int, int]:
        """Return the first and last of the tokens that these words, divided by spaces, are."""
        wanted = words.split()
        for i in range(len(self.tokens) - len(wanted) + 1):
            if self.tokens.words[i : i + len(wanted)] == wanted:
                return i, i + len(wanted) - 1
        raise ValueError(f"{words!r} is not in {self.tokens.words}")

    def offsets(self, words: str) -> tuple[int, int]:
        """Return the character offsets of these words, divided by spaces."""
        first, last = self.span(words)
        return self.tokens.start[first], self.tokens.end[last]

    def scene(self, *reports: Report, words: Lexicon | None = None) -> Scene:
        """Return the scene with these reports, which stand in text order."""
        return Scene(self.tokens, self.phrases, reports, self.marked, self.paragraph, words or {})


def make_page(*sentences: str) -> MadePage:
    """Return the made document with its noun phrases, marks, turns, paragraphs and segments."""
    tokens = make_tokens(*sentences)
    layout = find_layout(tokens.text)
    regions = find_regions(layout.quoted, layout.turns)
    paragraph = paragraph_of(tokens, layout.paragraphs)
    return MadePage(
        tokens,
        find_noun_phrases(tokens),
        regions,
        mark_tokens(tokens, [region.span for region in regions]),
        paragraph,
        find_segments(tokens, regions, paragraph),
    )


def report_at(
    page: MadePage,
    cue: str,
    source: str | None = None,
    *,
    nth: int = 1,
    source_nth: int = 1,
    chance: float = 0.9,
    speech: float | None = None,
    way: str = "own",
    lemma: str = "say",
    kind: str = "verb",
    held: tuple[tuple[str, ...], ...] = (),
    content: dict[str, str] | None = None,
) -> Report:
    """Return a report of the ``nth`` such word; each of ``held`` is a content, the best first,
    as the words of its one or two stretches. ``content`` has the features of all of them that
    matter."""
    token = page.at(cue, nth)
    head = None if source is None else page.at(source, source_nth)
    candidate = CueCandidate(
        token, token, token, kind, lemma, head, way if source else "none", (0,) * 23
    )
    row = make_row(contents.FEATURES, content or {})
    found = [
        (float(-rank), Content(tuple(page.span(words) for words in stretches), row))
        for rank, stretches in enumerate(held)
    ]
    return Report(candidate, chance if speech is None else speech, chance, found)


def make_gold(
    page: MadePage,
    *spans: str,
    source: str | None = None,
    cue: str | None = None,
    speech: bool = True,
    kind: str = "direct",
    id: str = "q",
    name: str | None = None,
) -> GoldQuote:
    """Return a gold quotation of these words; ``name`` is whom its source means."""
    return GoldQuote(
        id=id,
        type=kind,
        spans=tuple(page.offsets(words) for words in spans),
        source=() if source is None else (page.offsets(source),),
        source_kind=None,
        cue=None if cue is None else page.offsets(cue),
        speech=speech,
        name=name,
    )


def make_reading(page: MadePage, *quotes: GoldQuote) -> Reading:
    """Return the page as training reads it, with this gold."""
    text = page.tokens.text
    made = Reading(
        GoldDocument("one", text, quotes),
        page.tokens,
        page.phrases,
        find_layout(text),
        page.regions,
        page.marked,
    )
    for quote in quotes:
        cue = None if quote.cue is None else cue_head(page.tokens, quote.cue)
        source = source_head(page.tokens, quote)
        if cue is not None:
            made.cue_head[quote.id] = cue
        if source is not None:
            made.source_head[quote.id] = source
    return made


def make_row(features: tuple[Feature, ...], labels: dict[str, str]) -> tuple[int, ...]:
    """Return the row with these labels, and the first label of every other feature."""
    assert labels.keys() <= {f.name for f in features}
    return tuple(f.labels.index(labels.get(f.name, f.labels[0])) for f in features)


def named(features: tuple[Feature, ...], row: tuple[int, ...]) -> dict[str, str]:
    """Return the labels of a row by the names of their features."""
    return {f.name: f.labels[value] for f, value in zip(features, row, strict=True)}


def weigh(
    features: tuple[Feature, ...], weights: dict[str, float], bias: float = 0.0
) -> LinearModel:
    """Return a model without crosses that has only these weights, keyed ``feature=label``."""
    labels = [f"{feature.name}={label}" for feature in features for label in feature.labels]
    model = LinearModel(features, bias=bias)
    for key, weight in weights.items():
        model.weights[labels.index(key)] = weight
    return model


def _lines(paragraph: str) -> list[tuple[str, bool]]:
    """Return the sentences of a paragraph, each with whether it is the last."""
    sentences = paragraph.split(" | ")
    return [(sentence, k == len(sentences)) for k, sentence in enumerate(sentences, 1)]


def _parse(sentence: str, offset: int) -> list[_Word]:
    words: list[_Word] = []
    given: dict[int, tuple[str, str]] = {}
    for piece in sentence.split():
        found = _TOKEN.match(piece)
        assert found, piece
        word = found["word"]
        tag = found["tag"] or _PUNCTUATION.get(word) or ("NNP" if word[0].isupper() else "POS")
        if found["dep"]:
            given[len(words)] = (found["dep"], found["head"])
        words.append(_Word(word, tag, found["ent"] or "", "", -1))
    verb = next((i for i, w in enumerate(words) if w.tag[0] == "V"), len(words) - 1)
    verb = next((i for i, (dep, _) in given.items() if dep == "ROOT"), verb)
    heads = _run_heads(words)
    for i, word in enumerate(words):
        head = heads.get(i, i)
        if i == verb:
            word.dep, word.head = "ROOT", i
        elif head != i:
            named = word.tag in _NOUNS
            word.dep, word.head = ("compound" if named else _IN_RUN[word.tag]), head
        elif word.tag == "POS":
            word.dep, word.head = "case", i - 1
        elif word.tag == "IN":
            word.dep, word.head = "prep", i - 1 if i and words[i - 1].tag in _NOUNS else verb
        elif i in heads:
            _hang(words, heads, i, verb)
        else:
            word.dep, word.head = "punct", verb
    for i, (dep, target) in given.items():
        near = [k for k, w in enumerate(words) if w.word == target]
        words[i].dep, words[i].head = dep, min(near, key=lambda k: abs(k - i))
    for word in words:
        word.head += offset
    return words


def _run_heads(words: list[_Word]) -> dict[int, int]:
    """Map each token of a noun run to the last noun of the run."""
    heads: dict[int, int] = {}
    run: list[int] = []
    for i in range(len(words) + 1):
        if i < len(words) and (words[i].tag in _NOUNS or words[i].tag in _IN_RUN):
            run.append(i)
            continue
        nouns = [k for k in run if words[k].tag in _NOUNS]
        for k in run if nouns else ():
            heads[k] = nouns[-1]
        run = []
    return heads


def _hang(words: list[_Word], heads: dict[int, int], i: int, verb: int) -> None:
    first = min(k for k, head in heads.items() if head == i)
    before = words[first - 1].tag if first else ""
    if i + 1 < len(words) and words[i + 1].tag == "POS":
        after = [head for head in heads.values() if head > i]
        words[i].dep, words[i].head = "poss", min(after, default=verb)
    elif before == "IN":
        words[i].dep, words[i].head = "pobj", first - 1
    else:
        words[i].dep, words[i].head = ("nsubj" if i < verb else "dobj"), verb
