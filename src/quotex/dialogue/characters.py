"""The characters of a story: the forms of names put together, mention by mention.

Novels keep one form for one person as a rule, and forms that stand in one sentence are two
people (Vala et al., Mr. Bennet, his coachman, and the Archbishop walk into a bar, EMNLP 2015).
Mr, Mrs and Miss stay apart; a bare name goes to the most frequent bearer or, where several
are as frequent, to whoever was named last.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from math import sqrt

from attrs import define

from quotex.dialogue.evidence import FormStats, count_together, vote
from quotex.dialogue.figures import (
    CLEAR,
    GIVEN,
    Figure,
    core_of,
    is_married,
    kind_of,
    lean_stated,
)
from quotex.dialogue.known import Known, untitled
from quotex.dialogue.names import Form, Naming, is_vocative
from quotex.names import fold, is_given_name, name_keys, same_given
from quotex.tokens import Tokens
from quotex.types import Character

_DOMINATES = 4
# The share of a form's mentions beside another from which the two are two people.
_BARE_APART, _APART, _STRANGE_APART = 0.34, 0.02, 0.12
_FAR = 4000  # tokens
_OFTEN, _BALANCED = 8, 0.5  # tags
# No family of a story is larger; the work on one name stays bounded.
_MOST_BEARERS, _MOST_GIVEN, _MOST_FORMS = 50, 500, 40


@define(eq=False)
class Characters:
    """The figures of a story and, for each naming, the index of its figure (-1 for none)."""

    figures: list[Figure]
    owner: list[int]


def find_characters(
    tokens: Tokens,
    namings: Sequence[Naming],
    marked: Sequence[int],
    speaking: Iterable[int],
    known: Sequence[Character] = (),
) -> Characters:
    """Put the namings together.

    ``speaking`` are the tokens that are subjects of tags, ``known`` the characters that the caller
    has; a form that can only mean one of them is that one's.
    """
    return _Builder(tokens, namings, marked, frozenset(speaking), known).build()


class _Builder:
    def __init__(
        self,
        tokens: Tokens,
        namings: Sequence[Naming],
        marked: Sequence[int],
        speaking: frozenset[int],
        known: Sequence[Character] = (),
    ) -> None:
        self.tokens, self.namings, self.marked, self.speaking = tokens, namings, marked, speaking
        self.stats: dict[Form, FormStats] = defaultdict(FormStats)
        for naming in namings:
            self.stats[naming.form].count += 1
        vote(tokens, namings, marked, self.stats)
        self.together = count_together(tokens, namings, marked)
        self.tagged = Counter(
            naming.form
            for naming in namings
            if naming.last in self.speaking and not marked[naming.first]
        )
        self.figures: list[Figure] = [Figure(known=character) for character in known]
        for figure in self.figures:
            if figure.known is not None and figure.known.gender is not None:
                figure.stated = GIVEN if figure.known.gender == "female" else -GIVEN
        self.known = Known(known)
        self.of_form: dict[Form, int] = {}
        self.by_given: dict[str, list[int]] = defaultdict(list)
        self.by_family: dict[str, list[int]] = defaultdict(list)
        self.by_title: dict[str, list[int]] = defaultdict(list)
        self.ambiguous: dict[Form, list[int]] = {}
        for number, character in enumerate(known):
            self._introduce(number, character)

    def build(self) -> Characters:
        forms = sorted(self.stats, key=lambda f: -self.stats[f].count)
        for form in forms:
            number = self.known.meant_by(form)
            if number is not None:
                self._add(form, number)
        forms = [form for form in forms if form not in self.of_form]
        full = [f for f in forms if len(core_of(f)) > 1]
        single = [f for f in forms if len(core_of(f)) == 1]
        self.families = {core_of(f)[-1] for f in full}
        self.families |= {
            core_of(f)[0]
            for f in single
            if kind_of(f) in ("mr", "mrs", "rank") and self.stats[f].count > 1
        }
        self.bare = {core_of(f)[0]: f for f in reversed(single) if not f.title}
        for form in sorted(full, key=lambda f: (-len(core_of(f)), -self.stats[f].count)):
            self._place_full(form)
        titled = [f for f in single if f.title]
        for form in titled:
            self._place_titled(form)
        for form in single:
            if not form.title:
                self._place_bare(form)
        owner = self._resolve()
        self._judge(owner)
        return Characters(self.figures, owner)

    def _introduce(self, number: int, character: Character) -> None:
        """Let a known character be found by given name and surname alone."""
        for name in (character.name, *character.aliases):
            words = untitled(tuple(fold(word) for word in name.split()))
            if len(words) > 1:
                _put(self.by_given[words[0]], number)
                _put(self.by_family[words[-1]], number)

    # Places of forms

    def _place_full(self, form: Form) -> None:
        words = core_of(form)
        given, family = words[0], words[-1]
        married = kind_of(form) == "mrs"
        options = []
        for i in self.by_family.get(family, ()):
            figure = self.figures[i]
            if len(figure.forms) >= _MOST_FORMS:
                continue
            if self._clash(form, figure) or married != is_married(figure):
                continue
            for other in figure.forms:
                core = core_of(other)
                if len(core) > 1 and (_within(words, core) or same_given(given, core[0])):
                    options.append(i)
                    break
        options = [i for i in options if not self._apart(form, self.figures[i])]
        self._add(form, max(options, key=self._weight) if options else None)

    def _place_titled(self, form: Form) -> None:
        (word,) = core_of(form)
        kind = kind_of(form)
        as_family = [i for i in self.by_family.get(word, ()) if self._fits(form, i)]
        as_given = [i for i in self._named(word) if self._fits(form, i)]
        if kind == "mrs":
            options = [i for i in as_family if is_married(self.figures[i])]
        elif kind in ("mr", "miss", "rank"):
            options = [i for i in as_family if not is_married(self.figures[i])]
            if not options and word not in self.families:
                options = as_given
        else:
            options = as_given or as_family
        options = [i for i in options if not self._apart(form, self.figures[i])]
        self._add(form, max(options, key=lambda i: self._likely(form, i)) if options else None)

    def _likely(self, form: Form, i: int) -> float:
        """How likely a title and surname name this figure of several."""
        figure = self.figures[i]
        forms = set(figure.forms)
        forms |= {self.bare[w] for f in figure.forms if (w := core_of(f)[0]) in self.bare}
        weight = float(sum(self.stats[other].count for other in forms))
        lean = max((self._lean(own) for own in figure.forms), key=abs, default=0.0)
        if lean * lean_stated(form) > 0:
            weight *= 2
        # "Miss Lee" is the eldest; her sisters are "Miss Ann" and "Miss Ann Lee".
        if kind_of(form) == "miss" and any(
            kind_of(own) == "miss" and core_of(own) != core_of(form) for own in figure.forms
        ):
            weight /= 100
        return weight

    def _place_bare(self, form: Form) -> None:
        (word,) = core_of(form)
        options = [i for i in self._named(word) if not self._apart(form, self.figures[i])]
        family = [i for i in self.by_family.get(word, ()) if i not in options]
        family = [i for i in family if not self._apart(form, self.figures[i])]
        male = [i for i in family if self.figures[i].gender != "female"]
        if not options:
            options = male or family
        elif word in self.families and not is_given_name(word):
            options = options + male
        if not options and word in self.by_title:
            options = [*self.by_title[word]]
        if not options:
            self._add(form, None)
            return
        weights = {i: self._weight_as(i, word) for i in options}
        options.sort(key=weights.__getitem__, reverse=True)
        if len(options) == 1 or weights[options[0]] >= _DOMINATES * weights[options[1]]:
            self._add(form, options[0])
        else:
            self.ambiguous[form] = options

    def _weight_as(self, i: int, word: str) -> int:
        """Return how often the figure is named by forms with this word in them."""
        return sum(
            count
            for form, count in self.figures[i].forms.items()
            if any(word == own or same_given(word, own) for own in core_of(form))
        )

    def _named(self, word: str) -> list[int]:
        """Return the figures whose given name the word is, in full or in short."""
        exact = self.by_given.get(word)
        if exact:
            return list(exact)
        if len(word) < 3:
            return []
        if len(self.by_given) > _MOST_GIVEN:
            like = [given for given in name_keys(word) if given in self.by_given]
        else:
            full = name_keys(word)
            like = [
                given
                for given in self.by_given
                if (given[0] == word[0] and same_given(word, given))
                or given in full
                or word in name_keys(given)
            ]
        found = [i for given in like if len(given) > 2 for i in self.by_given[given]]
        # Nobody is called Lizzy who is Lady Elizabeth throughout.
        return [i for i in found if any(kind_of(own) != "given" for own in self.figures[i].forms)]

    def _fits(self, form: Form, i: int) -> bool:
        return not self._clash(form, self.figures[i])

    def _clash(self, form: Form, figure: Figure) -> bool:
        """Do form and figure speak for different genders?"""
        one = self._lean(form)
        other = max((self._lean(own) for own in figure.forms), key=abs, default=0.0)
        return (one > CLEAR and other < -CLEAR) or (one < -CLEAR and other > CLEAR)

    def _lean(self, form: Form) -> float:
        """Return how clearly the form is a woman's; a full name counts with its given name."""
        own = self.stats[form]
        female, male = own.female, own.male
        words = core_of(form)
        if len(words) > 1 and words[0] in self.bare:
            first = self.stats[self.bare[words[0]]]
            female, male = female + first.female, male + first.male
        return lean_stated(form) + (female - male) / sqrt(female + male + 1)

    def _father_and_son(self, form: Form, figure: Figure) -> bool:
        """Does the narrator let both "George" and "Mr. Lee" speak, one as often as the other?

        One man is called one or the other throughout.
        """
        if len(core_of(form)) > 1:
            return False
        if kind_of(form) == "mr":
            firsts = {core_of(own)[0] for own in figure.forms}
            others = [self.bare[word] for word in firsts if word in self.bare]
            others = [own for own in others if is_given_name(core_of(own)[0])]
        elif not form.title and is_given_name(core_of(form)[0]):
            others = [o for o in figure.forms if kind_of(o) == "mr" and len(core_of(o)) == 1]
        else:
            return False
        for other in others:
            low, high = sorted((self.tagged[form], self.tagged[other]))
            if low >= max(_OFTEN, _BALANCED * high) and core_of(form) != core_of(other):
                return True
        return False

    def _apart(self, form: Form, figure: Figure) -> bool:
        """Do the form and one of the figure's stand in one sentence, time and again?"""
        if self._father_and_son(form, figure):
            return True
        words = set(core_of(form))
        count = self.stats[form].count
        for other in figure.forms:
            seen = self.together.get((form, other), 0)
            if seen < 2:
                continue
            shared = words.intersection(core_of(other))
            bare = not form.title and len(form.words) == 1
            share = _BARE_APART if bare and shared else _APART if shared else _STRANGE_APART
            if seen >= share * min(count, self.stats[other].count):
                return True
        return False

    def _add(self, form: Form, i: int | None) -> None:
        if i is None:
            i = len(self.figures)
            self.figures.append(Figure())
        figure = self.figures[i]
        own = self.stats[form]
        figure.forms[form] += own.count
        figure.female += own.female
        figure.male += own.male
        stated = lean_stated(form)
        if abs(stated) > abs(figure.stated):
            figure.stated = stated
        self.of_form[form] = i
        words = core_of(form)
        kind = kind_of(form)
        if len(words) > 1:
            if kind != "mrs":
                _put(self.by_given[words[0]], i)
            _put(self.by_family[words[-1]], i)
        elif kind in ("mr", "mrs", "miss", "rank"):
            _put(self.by_family[words[0]], i)
        elif kind == "given" or is_given_name(words[0]):
            _put(self.by_given[words[0]], i)
        if kind in ("rank", "given") and form.title:
            _put(self.by_title[fold(form.title)], i)

    def _weight(self, i: int) -> int:
        return sum(self.figures[i].forms.values())

    # Mentions

    def _resolve(self) -> list[int]:
        last: dict[int, int] = {}
        owner = []
        for naming in self.namings:
            i = self.of_form.get(naming.form, -1)
            if i < 0:
                options = self.ambiguous[naming.form]
                near = [o for o in options if naming.first - last.get(o, -_FAR) < _FAR]
                i = max(near, key=lambda o: last[o]) if near else options[0]
                self.figures[i].forms[naming.form] += 1
            else:
                last[i] = naming.first
            owner.append(i)
        return owner

    def _judge(self, owner: Sequence[int]) -> None:
        """Count what the text shows of each figure: gender, tags, address."""
        tokens, marked = self.tokens, self.marked
        for naming, i in zip(self.namings, owner, strict=True):
            figure = self.figures[i]
            figure.count += 1
            figure.tagged += naming.last in self.speaking
            if marked[naming.first]:
                figure.spoken_to += is_vocative(tokens, naming)
            else:
                figure.narrated += 1
                figure.subject += tokens.dep[naming.last] == "nsubj"


def _within(words: Sequence[str], other: Sequence[str]) -> bool:
    """Is one of the two names the other with words left out?"""
    short, long = (words, other) if len(words) <= len(other) else (other, words)
    rest = iter(long)
    return all(word in rest for word in short)


def _put(numbers: list[int], i: int) -> None:
    if i not in numbers and len(numbers) < _MOST_BEARERS:
        numbers.append(i)
