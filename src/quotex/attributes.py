"""What the text says its people and organisations are: title, apposition, "X is a …"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from attrs import define, field, frozen

from quotex.cast import Cast, NameMention
from quotex.lemma import verb_lemma
from quotex.lexicon import read_pairs
from quotex.nouns import look_up, singular
from quotex.tokens import Tokens
from quotex.types import Speaker

_NOUN = frozenset(("NN", "NNS", "NNP", "NNPS"))
_CONTENT = _NOUN | frozenset(("JJ", "JJR", "JJS", "VBG", "VBN", "CD", "RBR"))
_COPULA = frozenset(("is", "was", "'s", "are", "were", "be", "been", "became", "remains"))
_ASIDE = frozenset(("relcl", "appos", "punct", "acl", "advcl", "parataxis", "dep"))
_OWNED = frozenset(("compound", "poss", "nmod", "pobj"))
_PREMODIFIER = frozenset(("compound", "amod", "nmod", "poss", "nn"))
_REACH = 10
_ISSUING = frozenset(
    (
        *("air", "deliver", "file", "issue", "make", "pen", "post", "print", "publish"),
        *("release", "run", "send", "write"),
    )
)
_PLACE_LABELS = frozenset(("GPE", "LOC", "NORP", "FAC"))
# "Ann Lee (R-Fla.)", "Ann Lee, D-Vt.", "Ann Lee of Vermont": party and place of office.
_LABEL = re.compile(r"(?:'s|’s)?,?\s*(?:[(\[]\s*)?([RDI])\s*[-–]\s*([A-Z][A-Za-z.]+)")


@define
class Attributes:
    """The words a document uses of one cast member.

    ``nouns`` are the nouns it says they are ("senator"), with all their senses and offices;
    ``words`` holds whatever else stands in those descriptions, places in full ("florida",
    "republican").
    """

    nouns: set[str] = field(factory=set)
    words: set[str] = field(factory=set)
    senses: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    places: int = 0
    mentions: int = 0

    @property
    def is_place(self) -> bool:
        """Whether most of its mentions are tagged as a place, a country or its people."""
        return 2 * self.places > self.mentions

    def add_noun(self, word: str) -> None:
        if word not in self.nouns:
            self.nouns.add(word)
            noun = look_up(word)
            self.senses |= noun.senses
            self.offices |= noun.offices


@frozen
class AttributeIndex:
    """Of whom a document uses a word, and a noun with a sense: cast members by number."""

    by_word: dict[str, set[int]] = field(factory=dict)
    by_sense: dict[str, set[int]] = field(factory=dict)

    def add(self, attributes: Mapping[int, Attributes]) -> None:
        """Take in the attributes of more cast members, given by number."""
        by_word, by_sense = self.by_word, self.by_sense
        for number, own in attributes.items():
            for word in own.words | own.nouns:
                by_word.setdefault(word, set()).add(number)
            for sense in own.senses:
                by_sense.setdefault(sense, set()).add(number)

    def find(self, words: Iterable[str], senses: Iterable[str]) -> set[int]:
        """Return everyone of whom a word is used, or a noun with a sense."""
        found: set[int] = set()
        return found.union(
            *(self.by_word.get(word, ()) for word in words),
            *(self.by_sense.get(sense, ()) for sense in senses),
        )


@lru_cache(maxsize=4096)
def full_forms(word: str) -> tuple[str, ...]:
    """Return the word in small letters with the place or party it stands for: "fla.", "florida"."""
    place = read_pairs("place_forms.txt").get(word)
    return (word, *place.split()) if place else (word,)


def describe(
    tokens: Tokens, cast: Cast, heads: Sequence[int], *, people: bool
) -> dict[int, Attributes]:
    """Return by number the attributes of the people of the cast, or those of all the others.

    ``heads`` are the head tokens of the cast's mentions.
    """
    found = {
        number: _from_name(speaker)
        for number, speaker in enumerate(cast.speakers)
        if (speaker.kind == "person") == people
    }
    for mention, head in zip(cast.mentions, heads, strict=True):
        attributes = found.get(mention.speaker)
        if attributes is not None:
            _read_mention(tokens, mention, head, attributes)
    return found


def name_heads(tokens: Tokens, cast: Cast) -> list[int]:
    """Return the head token of each of the cast's mentions."""
    return [
        m.last if m.first == m.last else head_of(tokens, m.first, m.last) for m in cast.mentions
    ]


def head_of(tokens: Tokens, first: int, last: int) -> int:
    """Return the token that the rest of the tokens ``first`` to ``last`` hangs from."""
    for i in range(last, first - 1, -1):
        if not first <= tokens.head[i] <= last or tokens.head[i] == i:
            return i
    return last


def _from_name(speaker: Speaker) -> Attributes:
    attributes = Attributes()
    if speaker.kind != "person":
        name_words = read_pairs("name_words.txt")
        for form in (speaker.name, *speaker.aliases):
            words = form.lower().replace("’", "'").split()
            attributes.words.update(words)
            heads = words[: words.index("of")] if "of" in words else words
            for word in heads[-1:]:
                attributes.add_noun(word)
            for word in words:
                if look_up(word).kind == "group":
                    attributes.add_noun(word)
                if word in name_words:
                    attributes.add_noun(name_words[word])
    if speaker.title:
        words = [w.strip(",.") for w in speaker.title.lower().replace("’", "'").split()]
        for word in words:
            if look_up(word).kind == "person":
                attributes.add_noun(word)
            elif look_up(word + ".").kind == "person":
                attributes.add_noun(word + ".")
            attributes.words.update(full_forms(word))
    return attributes


def _read_mention(tokens: Tokens, mention: NameMention, head: int, attributes: Attributes) -> None:
    attributes.mentions += 1
    if tokens.ent[head] in _PLACE_LABELS:
        attributes.places += 1
    first = mention.first
    for child in reversed(tokens.children[head]):
        under = tokens.dep[child]
        if under in _PREMODIFIER:
            if child < first and first - child <= _REACH:
                first = tokens.left[child]
        elif under == "appos":
            _read_phrase(tokens, child, attributes)
        elif under == "relcl":
            _read_copula(tokens, child, attributes)
        elif under == "prep" and tokens.lower[child] == "of":
            _read_words(tokens, range(child + 1, tokens.right[child] + 1), attributes, nouns=False)
    _read_titles(tokens, mention, first, attributes)
    dep, parent = tokens.dep[head], tokens.head[head]
    if dep == "appos" and tokens.tag[parent] in _NOUN and tokens.tag[parent][:3] != "NNP":
        _read_phrase(tokens, parent, attributes)
    elif dep == "nsubj":
        _read_copula(tokens, parent, attributes)
        _read_issued(tokens, parent, attributes)
    elif dep in _OWNED:
        owner = tokens.head[parent] if dep == "pobj" else parent
        word = singular(tokens.lower[owner], tokens.tag[owner])
        if look_up(word).kind == "document":
            attributes.add_noun(word)
    label = _LABEL.match(tokens.text, tokens.end[mention.last])
    if label:
        for word in (label[1], label[2].rstrip(".,") + ".", label[2]):
            attributes.words.update(full_forms(word.lower()))


def _read_titles(tokens: Tokens, mention: NameMention, first: int, attributes: Attributes) -> None:
    """Read "the Florida senator" in "the Florida senator Ann Lee", title and all.

    ``first`` is the first token of what is attached before the name.
    """
    # A title the parser did not attach still stands right before the name.
    if first == mention.first and first and look_up(tokens.lower[first - 1]).kind == "person":
        first -= 1
    if first < mention.first:
        _read_words(tokens, range(first, mention.first), attributes)
    for i in range(mention.first, mention.last):
        if look_up(tokens.lower[i]).kind == "person":
            _read_words(tokens, (i,), attributes)


def _read_copula(tokens: Tokens, verb: int, attributes: Attributes) -> None:
    if tokens.lower[verb] in _COPULA:
        for child in tokens.children[verb]:
            if tokens.dep[child] == "attr" and tokens.tag[child] in _NOUN:
                _read_phrase(tokens, child, attributes)


def _read_issued(tokens: Tokens, verb: int, attributes: Attributes) -> None:
    """Read "issued a statement": what is said in it, its subject says."""
    if verb_lemma(tokens.lower[verb], tokens.tag[verb]) in _ISSUING:
        for child in tokens.children[verb]:
            word = singular(tokens.lower[child], tokens.tag[child])
            if tokens.dep[child] == "dobj" and look_up(word).kind == "document":
                attributes.add_noun(word)


def _read_phrase(tokens: Tokens, head: int, attributes: Attributes) -> None:
    """Read "a Florida senator", "the head of the union", "an actor and director"."""
    last = min(tokens.right[head], head + _REACH)
    for child in tokens.children[head]:
        if child > head and tokens.dep[child] in _ASIDE and tokens.dep[child] != "punct":
            last = min(last, tokens.left[child] - 1)
            break
    first = max(tokens.left[head], head - _REACH)
    _read_words(tokens, range(first, last + 1), attributes, nouns=False)
    attributes.add_noun(singular(tokens.lower[head], tokens.tag[head]))
    for child in tokens.children[head]:
        if tokens.dep[child] == "conj" and tokens.tag[child] in _NOUN and child <= last:
            attributes.add_noun(singular(tokens.lower[child], tokens.tag[child]))


def _read_words(
    tokens: Tokens, span: Iterable[int], attributes: Attributes, *, nouns: bool = True
) -> None:
    for i in span:
        if tokens.tag[i] in _CONTENT:
            word = tokens.lower[i]
            attributes.words.update(full_forms(word))
            if nouns and look_up(singular(word, tokens.tag[i])).kind != "other":
                attributes.add_noun(singular(word, tokens.tag[i]))


def words_of(tokens: Tokens, first: int, last: int, head: int) -> set[str]:
    """Return the content words of a phrase beside its head, places and parties in full."""
    found: set[str] = set()
    for i in range(first, last + 1):
        if i != head and tokens.tag[i] in _CONTENT:
            found.update(full_forms(tokens.lower[i]))
    return found
