"""Labels of turns: the lines that begin with who speaks, and the vote whether they do.

Ordinary news has many lines that begin with a word and a colon: headlines ("Lee: Talks
failed"), forms, warnings, comparisons. So each document decides once, by a vote of all lines
that could bear a label. A transcript has two speakers at least, one of whom speaks again;
they follow closely on each other, and their words sound like talk. Or Q and A alternate.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from attrs import frozen

from quotex.lexicon import read_pairs, read_words
from quotex.paragraphs import Paragraph


@frozen
class Label:
    """A line that may begin with a label.

    ``start`` and ``end`` are those of the name, the words after it begin at ``body``. ``key``
    is the same for "ANN LEE" and "LEE". ``staged`` is true in plays and screenplays, ``alone``
    when it has a line of its own there.
    """

    paragraph: int
    line: int
    start: int
    end: int
    body: int
    key: str
    capitals: bool
    staged: bool = False
    alone: bool = False

    @property
    def is_letter(self) -> bool:
        """Whether it is the Q or A of an interview (or the letter of a list)."""
        return len(self.key) == 1


MARKS = "\"'“”„‟‘’‚‛«»‹›`"
_REACH = 120  # how far from the beginning of its name the colon of a label may stand
_ENOUGH = 500  # how many characters of a turn show whether it sounds like talk
_NEAR = 3  # how many paragraphs on the next label mostly stands
# What may stand before a name: bullets, dashes, marks, and the time of the recording.
_LEAD = re.compile(
    rf"[\s>•·▪●◦*_#–—\-(\[{MARKS}]{{0,10}}"
    r"(?:[\[(]?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?(?: ?[APap]\.?[Mm]\.?)?[\])]?"
    rf"[\s:–—*\-{MARKS}]{{1,6}})?"
)
_LETTER = re.compile(r"([A-Z])(?: ?\d{1,3})?(?:[.:)](?![\w.]|\s*[A-Z]\.)|(?=\s{2}|[\t\xa0]))")
_GLUED = re.compile(r"(Q)(?=(?:[A-Z][a-z’']+|[AI]) )")  # "QWhat now?": bold face got lost
_COLON = re.compile(r"[:：](?![\d/])")
_WORD = r"[^\s()\[\],:;!?…\"“”*]+"
_NAME = re.compile(
    rf"(?P<name>(?P<words>{_WORD}(?:[ \xa0]+{_WORD}){{0,5}})"
    r"(?:[ \xa0]\((?:[A-Z]|Dem|Rep|Ind)\.?(?:[-–][A-Z][\w. ]*)?\))?)"
    r"(?:,[ \xa0](?P<role>[^;!?…]{1,60}?))?"
    r"(?:[ \xa0]*[(\[][^()\[\]]{1,40}[)\]])*(?:[ \xa0]\d{1,2}:\d\d(?::\d\d)?)?[\s*_]*"
)
_REPORTS = re.compile(r"(?:ed|said|says|(?:told|tells) \w+|wrote|writes|asks)$")
_NO_LETTERS = re.compile(r"[\W\d_]+")
_JOINING = frozenset(("of", "the", "for", "and", "&", "+"))
LIKE_LABEL = re.compile(r"[\W_]*[A-Z][A-Z .]{1,40}:\s")
PERSON = re.compile(r"\b(?:I|[Yy]ou|[Ww]e|[Mm]y|[Yy]our|[Oo]ur|me|us|YOU|WE|MY|YOUR|OUR)\b")
_TALK = re.compile(
    rf"[?]|{PERSON.pattern}|^\W*(?i:well|yes|yeah|no|nope|oh|ok|okay|thanks?|hi|hello|hey|sure"
    r"|right|good|exactly)\b"
)


def is_role_label(label: str) -> bool:
    """Does the label give a part in the talk and no name: "Q", "Answer", "Reporter 2"?"""
    words = [word for word in _NO_LETTERS.split(label.casefold()) if word]
    return all(len(word) == 1 or word in _roles() for word in words)


def find_labels(text: str, paragraphs: Sequence[Paragraph]) -> list[Label]:
    """Return the labels that name speakers; none unless the document is a transcript."""
    found = list(_candidates(text, paragraphs))
    letters = [label for label in found if label.is_letter]
    accepted = []
    if _alternate(text, paragraphs, letters):
        accepted = [label for label in letters if label.key in "qa"]
        names = [label for label in found if not label.is_letter]
    else:  # press briefings write Q for all who ask, and name who answers
        names = [label for label in found if not label.is_letter or label.key == "q"]
    accepted += _elect(text, paragraphs, names)
    accepted.sort(key=lambda label: label.line)
    return accepted[1:] if _is_headline(paragraphs, accepted) else accepted


def _candidates(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[Label]:
    """Every line that could bear a label, whatever the document is."""
    for number, paragraph in enumerate(paragraphs):
        line = paragraph.start
        for words in text[paragraph.start : paragraph.end].splitlines(keepends=True):
            before = text[max(paragraph.start, line - 20) : line].rstrip()
            # In the middle of a wrapped sentence a name begins a line by chance.
            if not before or before[-1] in ".!?…:)]—-" + MARKS:
                label = _read(text, number, line, paragraph.end)
                if label is not None:
                    yield label
            line += len(words)


def _read(text: str, paragraph: int, line: int, limit: int) -> Label | None:
    """Read the label that the line begins with, if it begins with one."""
    lead = _LEAD.match(text, line, limit)
    start = lead.end() if lead else line
    if letter := _LETTER.match(text, start, limit) or _GLUED.match(text, start, limit):
        body = _past_space(text, letter.end(), limit)
        return Label(paragraph, line, start, letter.end(1), body, letter[1].lower(), True)
    colon = _COLON.search(text, start, min(limit, start + _REACH))
    named = _NAME.fullmatch(text, start, colon.start()) if colon else None
    if not (colon and named):
        return None
    words = named["words"].split()
    if _REPORTS.search(named["role"] or "") or not _is_name(words):
        return None
    body = _past_space(text, colon.end(), limit)
    key = words[-1].casefold() if len(words[-1]) > 2 else named["words"].casefold()
    cased = [c for c in named["words"] if c.isalpha()]
    capitals = len(cased) > 1 and sum(c.isupper() for c in cased) > 0.7 * len(cased)
    return Label(paragraph, line, start, named.end("name"), body, key, capitals)


def _past_space(text: str, at: int, limit: int) -> int:
    while at < limit and (text[at].isspace() or text[at] in "*_"):
        at += 1
    return at


def _is_name(words: list[str]) -> bool:
    """Whether the words look like a name or a role: "Ada von Cole", "Second voice"."""
    plain = [word.strip(".,'’#0123456789").casefold().replace("’", "'") for word in words]
    if plain[0] in read_words("no_speakers.txt") or not words[0][0].isupper():
        return False
    if any(word.endswith(".") and len(word) > 6 for word in words):
        return False
    joining = _JOINING | read_words("name_particles.txt")
    if all(word[0].isupper() or word[0] in "0123456789#" or word in joining for word in words):
        return True
    last = next((word for word in reversed(plain) if word), "")
    return len(words) <= 3 and last in _roles()


@lru_cache(maxsize=1)
def _roles() -> frozenset[str]:
    return read_words("label_roles.txt") | read_pairs("person_nouns.txt").keys()


def _alternate(text: str, paragraphs: Sequence[Paragraph], letters: list[Label]) -> bool:
    """Whether Q and A alternate, and are neither initials nor the letters of a list."""
    pairs = sum(a.key == "q" and b.key == "a" for a, b in pairwise(letters))
    if pairs < 2 or any(label.key in "bcd" for label in letters):
        return False
    questions = (label for label in letters if label.key == "q")
    return any("?" in _first_words(text, paragraphs, q) for q in questions)


def _elect(text: str, paragraphs: Sequence[Paragraph], names: list[Label]) -> list[Label]:
    """The vote: those of the names that are speakers of a transcript."""
    capitals = [label for label in names if label.capitals]
    if 3 * len(capitals) > 2 * len(names):
        names = capitals  # a transcript writes its labels in one way
    counts = Counter(label.key for label in names)
    again = [label for label in names if counts[label.key] > 1]
    if len(names) < 3 or len(counts) < 2 or not again:
        return []
    words = [_first_words(text, paragraphs, label) for label in names]
    talk = sum(_TALK.search(spoken) is not None for spoken in words)
    headlines = sum(spoken[-1:].isalnum() and len(spoken) < _ENOUGH for spoken in words)
    close = sum(b.paragraph - a.paragraph <= _NEAR for a, b in pairwise(names))
    share = 0.4 if len(capitals) > 2 or len(names) > 5 else 0.5
    if talk < share * len(names) or 2 * close < len(names) or 2 * headlines > len(names):
        return []
    first, last = again[0].paragraph - _NEAR, again[-1].paragraph + _NEAR
    return [label for label in names if first <= label.paragraph <= last]


def _first_words(text: str, paragraphs: Sequence[Paragraph], label: Label) -> str:
    """What the paragraph says after the label, or the next one where the label stands alone."""
    start, end = label.body, paragraphs[label.paragraph].end
    if start == end and label.paragraph + 1 < len(paragraphs):
        start, end = paragraphs[label.paragraph + 1].start, paragraphs[label.paragraph + 1].end
    return text[start : min(end, start + _ENOUGH)]


def _is_headline(paragraphs: Sequence[Paragraph], labels: list[Label]) -> bool:
    """Whether the first label is that of a headline: "Lee: Talks failed", then the article."""
    if not labels or labels[0].paragraph != 0 or labels[0].body == paragraphs[0].end:
        return False
    return len(labels) < 2 or labels[1].paragraph > 1
