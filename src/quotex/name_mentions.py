"""Which tokens are names: runs of name words, set right by the document as a whole.

What one sentence gets wrong (a headline's capitals, a verb tagged as a name or a name as a
verb) the other sentences of the document correct.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from attrs import frozen

from quotex.lemma import reporting_verbs, verb_lemma
from quotex.lexicon import read_words
from quotex.name_runs import find_capitals, find_runs, is_role
from quotex.name_spans import NameSpan, make_span, pronoun_after, take_apart
from quotex.names import gender_of, is_given_name, is_misspelling
from quotex.tokens import Tokens
from quotex.types import Gender

# "R-Fla." is a label of party and place.
_PARTIES = frozenset(("D", "R", "I"))
_HEADLINE_SHARE, _HEADLINE_WORDS, _LONGEST_HEADLINE = 0.75, 2, 300
# Words that title case leaves small.
_SMALL = frozenset(
    ("a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "the", "to")
)


@frozen
class _Usage:
    """How the document uses names: form counts, and the words that serve as given name,
    as last word of a person's name, and as surname after a usual given name.

    ``families`` maps a surname to the genders of the given names it stands with.
    """

    counts: Counter[tuple[str, ...]]
    given: frozenset[str]
    people: frozenset[str]
    families: dict[str, set[Gender | None]]
    headlines: _Headlines


def find_names(tokens: Tokens) -> list[NameSpan]:
    """Return the names of the document in text order."""
    spans: list[NameSpan] = []
    capitals = find_capitals(tokens)
    for first, last in find_runs(tokens, capitals):
        if tokens.words[first] in _PARTIES and tokens.words[first + 1 : first + 2] == ["-"]:
            continue
        spans += take_apart(tokens, first, last)
    usage = _usage(tokens, spans)
    corrected: list[NameSpan] = []
    for span in spans:
        if len(span.folded) == 1:
            corrected.append(span)
        else:
            corrected += _correct(tokens, span, usage)
    return _recover(tokens, corrected, capitals, usage)


def _usage(tokens: Tokens, spans: Sequence[NameSpan]) -> _Usage:
    families: dict[str, set[Gender | None]] = {}
    full = [s.folded for s in spans if 1 < len(s.folded) < 4 and is_given_name(s.folded[0])]
    for words in full:
        families.setdefault(words[-1], set()).add(gender_of(words[0]))
    return _Usage(
        counts=Counter([span.folded for span in spans]),
        given=frozenset(words[0] for words in full),
        people=frozenset(
            s.folded[-1] for s in spans if s.hint == "person" or tokens.ent[s.last] == "PERSON"
        ),
        families=families,
        headlines=_Headlines(tokens),
    )


def _correct(tokens: Tokens, span: NameSpan, usage: _Usage) -> list[NameSpan]:
    """Cut a run down to the names in it that the rest of the document uses by themselves."""
    words = span.folded
    n = len(words)
    if n == 2 and is_given_name(words[0]):
        return [span]

    def piece(i: int, j: int) -> NameSpan:
        last = span.starts[j] - 1 if j < n else span.last
        title = span.title if i == 0 else span.starts[i]
        return make_span(tokens, span.starts[i], last, title, span.hint)

    if span.hint == "organization":
        # "Lee White House", where "White House" and "Lee" are named elsewhere
        cut = 2 if n > 3 and usage.counts[words[:2]] else 1
        owned = words[cut - 1] in usage.people and n > cut + 1 and usage.counts[words[cut:]]
        return [piece(cut, n)] if owned else [span]
    opens = is_given_name(words[0]) or len(words[0]) == 1
    # "Crooked Ann Lee", where "Ann Lee" is named elsewhere; one PERSON needs more to be cut
    least = usage.counts[words] if tokens.ent[span.first] == "PERSON" else 0
    for i in range(1, n - 1):
        if not opens and is_given_name(words[i]) and usage.counts[words[i:]] > least:
            return [piece(i, n)]
    if (
        n == 2
        and words[1] in usage.families
        and usage.counts[words] == 1
        and _opens_sentence(tokens, span, usage)
        and not _is_full_name(tokens, span, usage)
    ):
        # "Painting Lee", where "Ann Lee" is named elsewhere
        return [piece(1, 2)]
    if n == 2 and words[1] in usage.given:
        # "Crooked Ann", where "Ann Lee" is named elsewhere
        return [piece(1, 2)]
    if n > 2 and usage.counts[words] == 1:
        for i in range(n - 1):
            # "Ann Lee Memorial Day", where "Lee" is named elsewhere
            if is_given_name(words[i]) and usage.counts[(words[i + 1],)] > 1 and i + 2 < n:
                return [piece(i, i + 2)]
    glued = n > 2 and not usage.counts[words[:2]] and tokens.ent[span.last] != "PERSON"
    if (glued or not opens) and usage.headlines.cover(span):
        # "Ann Lee Slams Roe", all tagged as one name
        known = [
            piece(i, i + 1)
            for i in range(n)
            if usage.counts[words[i : i + 1]] > 1 or words[i] in usage.given
        ]
        if known:
            return known
    return [span]


class _Headlines:
    """Tells which runs stand in a headline, where capitals mean little.

    That is the text's first line when it does not end as a sentence, or any sentence whose
    other words are mostly capitalised.
    """

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        line = tokens.text.find("\n", 0, _LONGEST_HEADLINE)
        self._end = line if line > 0 and tokens.text[line - 1] not in '.”"' else 0
        # A sentence is counted once, however many names it lists.
        self._counts: dict[int, tuple[int, int]] = {}

    def cover(self, span: NameSpan) -> bool:
        """Tell whether the run stands in a headline."""
        tokens = self.tokens
        if tokens.start[span.first] < self._end:
            return True
        number = tokens.sent[span.first]
        first, last = tokens.sents[number - tokens.sent[0]]
        if number not in self._counts:
            self._counts[number] = self._count(first, last)
        words, capitals = self._counts[number]
        own_words, own_capitals = self._count(span.first, min(span.last + 1, last))
        words -= own_words
        capitals -= own_capitals
        return words >= _HEADLINE_WORDS and capitals >= _HEADLINE_SHARE * words

    def _count(self, first: int, last: int) -> tuple[int, int]:
        """Return the number of words before ``last`` that can have a capital, and that do."""
        lower, words = self.tokens.lower, self.tokens.words
        able = [words[i] for i in range(first, last) if lower[i] not in _SMALL]
        initials = [word[0] for word in able if word.isalpha()]
        return len(initials), sum(map(str.isupper, initials))


def _is_full_name(tokens: Tokens, span: NameSpan, usage: _Usage) -> bool:
    """Tell a rare given name and a surname from a capitalised word and the surname.

    The recogniser, which takes both for one person, is believed where the name is one of a
    list or where "he" or "she" can mean nobody else of that surname.
    """
    if span.words[0].lower() in read_words("name_particles.txt"):
        return True
    known = tokens.ent_start[span.first] and not tokens.ent_start[span.last]
    if not known or tokens.ent[span.first] != "PERSON" or tokens.ent[span.last] != "PERSON":
        return False
    if tokens.dep[span.last] == "conj":
        return True
    pronoun = pronoun_after(tokens, span.last)
    other = "male" if pronoun == "female" else "female"
    return pronoun is not None and usage.families[span.folded[1]] == {other}


def _opens_sentence(tokens: Tokens, span: NameSpan, usage: _Usage) -> bool:
    """Tell whether the run stands where any word has a capital."""
    before = span.first - 1
    while before >= 0 and not tokens.words[before].strip().isalnum():
        if tokens.sent[before] != tokens.sent[span.first]:
            return True
        before -= 1
    opens = before < 0 or tokens.sent[before] != tokens.sent[span.first]
    return opens or usage.headlines.cover(span)


def _recover(
    tokens: Tokens, spans: list[NameSpan], capitals: list[int], usage: _Usage
) -> list[NameSpan]:
    """Add capitalised words that are names elsewhere and only here are tagged as no noun.

    So is a word that says something and is a slip for a surname: "Wells" for "Welks".
    """
    lower, dep = tokens.lower, tokens.dep
    known = {span.folded[-1] for span in spans if span.hint in ("person", "")}
    covered = {i for span in spans for i in range(span.title, span.last + 1)}
    missed = [i for i in capitals if i not in covered]
    found = [i for i in missed if lower[i] in known and not is_role(tokens, i)]
    slips = [i for i in missed if dep[i] == "nsubj" and _speaks(tokens, i)]
    if slips:
        starts: dict[tuple[str, int], list[str]] = {}
        for family in usage.families:
            starts.setdefault((family[:2], len(family)), []).append(family)
        likely = {word: _is_slip(word, starts) for word in {lower[i] for i in slips}}
        found += [i for i in slips if likely[lower[i]] and not is_role(tokens, i)]
    if not found:
        return spans
    written = {lower[i] for i in found}.intersection(tokens.words)
    small = {word for word in written if word.islower()}
    extra = [make_span(tokens, i, i, i, "") for i in found if lower[i] not in small]
    return sorted([*spans, *extra], key=lambda span: span.first) if extra else spans


def _is_slip(word: str, starts: Mapping[tuple[str, int], Sequence[str]]) -> bool:
    """Tell whether the word is a slip for a surname; ``starts`` has these by their first two
    letters and length, since slips are compared with few where a text has very many names.
    """
    lengths = range(len(word) - 2, len(word) + 3)
    like = (name for length in lengths for name in starts.get((word[:2], length), ()))
    return any(is_misspelling(word, name) for name in like)


def _speaks(tokens: Tokens, i: int) -> bool:
    """Tell whether a subject is a word alone and its verb one that reports."""
    verb = tokens.head[i]
    return (
        not tokens.children[i]
        and verb_lemma(tokens.lower[verb], tokens.tag[verb]) in reporting_verbs()
    )
