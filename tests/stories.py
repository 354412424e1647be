"""Stories as plain text, tagged and parsed by a few rules: for tests that need no model.

Function words and verbs are lists; other capitalised words are names, other words nouns. The
subject of a verb is the noun or pronoun right before it or, behind closing marks, right after it.
Paragraphs are divided by blank lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import spacy
from attrs import define
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from quotex.dialogue.names import Naming, find_namings
from quotex.dialogue.scare import spoken
from quotex.dialogue.story import Story, read_story
from quotex.layout import find_layout
from quotex.regions import find_regions, mark_tokens
from quotex.segments import Segment, find_segments, paragraph_of
from quotex.tokens import Tokens, read_doc
from quotex.types import Character

_TAGS = {
    "PRP": "he she i they we it you him them me us himself herself",
    "PRP$": "his my your their its our",
    "DT": "the a an this that these those no every",
    "IN": "in of to at by with from on for as before after into over",
    "CC": "and but or",
    "RB": "not then again away back down up out so never now here there slowly quietly",
    "JJ": "old young little tired invisible glad long short cold",
    "MD": "will would can could must should",
    "UH": "yes oh well good",
    "VB": "come go stay look wait sit take bring tell ask open close be listen speak",
    "VBP": "am are have do know want",
    "VBZ": "is has does",
    "VBD": "said was were had did came went took put stood sat told thought ran left rose shook "
    "found knew kept held got made set saw heard spoke",
    "WP": "who what where why when how",
}
_TAG = {word: tag for tag, words in _TAGS.items() for word in words.split()}
_NOUNS = ("NN", "NNP")
_CLOSING = "”’\"'»"
_OPENING = "“‘\"'«—"


@lru_cache(maxsize=1)
def _blank() -> Language:
    return spacy.blank("en")


def parse(text: str) -> Doc:
    """Return the text as a document with tags and a parse, by the rules above."""
    made = _blank().make_doc(text)
    words = [token.text for token in made]
    tags = _tags(words)
    heads, deps = _hang(words, tags, _sentences(words))
    spaces = [bool(token.whitespace_) for token in made]
    return Doc(made.vocab, words=words, spaces=spaces, tags=tags, heads=heads, deps=deps)


def _tags(words: Sequence[str]) -> list[str]:
    tags = []
    for i, word in enumerate(words):
        lower = word.lower()
        if word.isspace():
            tags.append("_SP")
        elif lower == "her":
            after = words[i + 1] if i + 1 < len(words) else "."
            tags.append("PRP$" if after.isalpha() and after.lower() not in _TAG else "PRP")
        elif lower in _TAG:
            tags.append(_TAG[lower])
        elif lower in ("'s", "’s"):
            tags.append("POS")
        elif word == "-":
            tags.append("HYPH")
        elif not word[0].isalpha():
            tags.append(word if word in (",", ".", ":") else ".")
        elif word[0].isupper():
            tags.append("NNP")
        elif lower.endswith("ed"):
            tags.append("VBD")
        else:
            tags.append("RB" if lower.endswith("ly") else "NN")
    return tags


def _sentences(words: Sequence[str]) -> list[tuple[int, int]]:
    """Return the first token of each sentence and the one behind it."""
    bounds, first, i = [], 0, 0
    while i < len(words):
        end = i + 1
        breaks = "\n\n" in words[i]
        if words[i][-1] in ".!?" and len(words[i]) == 1:
            while end < len(words) and words[end] in _CLOSING:
                end += 1
            after = words[end] if end < len(words) else "\n\n"
            breaks = after[0].isupper() or after[0] in _OPENING
        if breaks or end >= len(words):
            bounds.append((first, end))
            first = end
        i = end
    return bounds


def _hang(
    words: Sequence[str], tags: Sequence[str], sentences: Sequence[tuple[int, int]]
) -> tuple[list[int], list[str]]:
    heads, deps = list(range(len(words))), ["dep"] * len(words)
    for low, high in sentences:
        verbs = [i for i in range(low, high) if tags[i][:2] == "VB"]
        root = verbs[0] if verbs else low
        for i in range(low, high):
            heads[i] = root
        deps[root] = "ROOT"
        for verb in verbs:
            subject = _subject(words, tags, low, high, verb)
            if subject is not None and subject != root:
                heads[subject], deps[subject] = verb, "nsubj"
        for i in range(low, high - 1):
            if tags[i] == "PRP$" and tags[i + 1] in _NOUNS and root not in (i, i + 1):
                heads[i], deps[i] = i + 1, "poss"
    return heads, deps


def _subject(
    words: Sequence[str], tags: Sequence[str], low: int, high: int, verb: int
) -> int | None:
    i = verb - 1
    while i >= low and tags[i] in ("RB", "MD"):
        i -= 1
    if i >= low and tags[i] in (*_NOUNS, "PRP"):
        return i
    if i >= low and words[i][-1] in _CLOSING:
        i = verb + 1
        while i < high and tags[i] in ("RB", "DT", "JJ"):
            i += 1
        if i < high and tags[i] == "PRP":
            return i
        while i + 1 < high and tags[i] in _NOUNS and tags[i + 1] in _NOUNS:
            i += 1
        if i < high and tags[i] in _NOUNS:
            return i
    return None


@define
class Told:
    """A story read as far as its figures and turns."""

    text: str
    tokens: Tokens
    marked: list[int]
    paragraph: list[int]
    segments: list[Segment]
    said: list[Segment]
    namings: list[Naming]
    story: Story

    def who(self, words: str, nth: int = 1) -> int:
        """Return the number of the figure that the ``nth`` naming of these words means."""
        tokens = self.tokens
        found = [
            owner
            for naming, owner in zip(self.namings, self.story.characters.owner, strict=True)
            if tokens.span_text(naming.first, naming.last) == words
        ]
        return found[nth - 1]

    def turns(self) -> list[str]:
        """Return the words of each turn, its spans divided by a stroke."""
        return [
            "|".join(self.text[s.span.inner_start : s.span.inner_end] for s in turn.segments)
            for turn in self.story.turns
        ]

    def tags(self, turn: int) -> list[tuple[str, str, str, bool]]:
        """Return word, subject, form and side of each tag of a turn."""
        return [
            (self.tokens.words[tag.token], tag.subject, tag.form, tag.after)
            for tag in self.story.turns[turn].tags
        ]


def tell(*paragraphs: str, known: Sequence[Character] = ()) -> Told:
    """Read a story of these paragraphs."""
    text = "\n\n".join(paragraphs)
    tokens = read_doc(parse(text), text)
    layout = find_layout(text)
    regions = find_regions(layout.quoted, layout.turns)
    marked = mark_tokens(tokens, [region.span for region in regions])
    paragraph = paragraph_of(tokens, layout.paragraphs)
    segments = find_segments(tokens, regions, paragraph)
    said = spoken(tokens, [s for s in segments if s.label is None], paragraph)
    story = read_story(tokens, said, marked, paragraph, known)
    return Told(text, tokens, marked, paragraph, segments, said, find_namings(tokens), story)


# Text made of what stories are made of, in any order.
PIECES = ["“", "”", '"', "‘", "’", "«", "»", "—", "--", "-", "_", "\n\n", "\n", " ", ",", ".", "!"]
PIECES += ["?", ":", ";", "…", "(", ")", "Ann", "Lee", "Mr.", "Mrs.", "Miss", "Captain", "Bo Diaz"]
PIECES += [
    "van der Berg",
    "St.",
    "O’Neil",
    "A.",
    "I",
    "he",
    "she",
    "they",
    "her",
    "him",
    "it",
    "we",
]
PIECES += ["said", "asked", "was her reply", "was", "rose", "the old man", "the captain", "dear"]
PIECES += [
    "Eva-Maria",
    "É",
    "ß",
    "İ",
    "\u200b",
    "\u00a0",
    "\u2028",
    "\t",
    "🙂",
    "1",
    "'s",
    "no",
    "go",
]
PIECES += [
    "“Go,” said Ann.\n\n",
    "“No,” he said.\n\n",
    "“Well.”\n\n",
    "“Go on.\n\n“Ann Lee rose.\n\n",
]
soup = st.lists(
    st.tuples(st.sampled_from(PIECES), st.sampled_from([" ", " ", ""])), max_size=60
).map(lambda pieces: "".join(a + b for a, b in pieces))
