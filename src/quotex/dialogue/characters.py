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

from attrs import define, field

from quotex.dialogue.names import Form, Naming, titles
from quotex.names import fold, gender_of, is_given_name, same_given
from quotex.tokens import Tokens
from quotex.types import Character, Gender

_FEMALE = frozenset(("she", "her", "hers", "herself"))
_MALE = frozenset(("he", "him", "his", "himself"))
_GIVEN, _TITLE, _NAME, _CLEAR = 99.0, 8.0, 2.5, 1.5
_DOMINATES = 4
_BARE_APART, _APART, _STRANGE_APART = 0.34, 0.02, 0.12
_FAR = 4000  # tokens
_SEEN, _SHARE, _PREFERS = 3, 0.01, 4
_BOTH, _PLAIN = 0.03, 0.2


@define(eq=False)
class Figure:
    """One character: the forms of the name with their counts, and what is known of them."""

    forms: Counter[Form] = field(factory=Counter)
    female: float = 0.0
    male: float = 0.0
    stated: float = 0.0
    count: int = 0
    tagged: int = 0
    spoken_to: int = 0
    narrated: int = 0
    subject: int = 0
    nominal: bool = False
    known: Character | None = None

    @property
    def gender(self) -> Gender | None:
        """The gender that the evidence speaks for, when it is clear."""
        lean = self.lean
        if abs(lean) < _CLEAR:
            return None
        return "female" if lean > 0 else "male"

    @property
    def lean(self) -> float:
        """How clear the gender is, in standard deviations: positive for a woman."""
        return self.stated + (self.female - self.male) / sqrt(self.female + self.male + 1)


@define(eq=False)
class _Stats:
    count: int = 0
    tagged: int = 0
    female: float = 0.0
    male: float = 0.0


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
        self.stats: dict[Form, _Stats] = defaultdict(_Stats)
        for naming in namings:
            own = self.stats[naming.form]
            own.count += 1
            own.tagged += naming.last in speaking
        self._vote()
        self.together = self._count_together()
        self.figures: list[Figure] = [Figure(known=character) for character in known]
        for figure in self.figures:
            if figure.known is not None and figure.known.gender is not None:
                figure.stated = _GIVEN if figure.known.gender == "female" else -_GIVEN
        self.known = _Known(known)
        self.of_form: dict[Form, int] = {}
        self.by_given: dict[str, list[int]] = defaultdict(list)
        self.by_family: dict[str, list[int]] = defaultdict(list)
        self.by_title: dict[str, list[int]] = defaultdict(list)
        self.full: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self.ambiguous: dict[Form, list[int]] = {}

    def build(self) -> Characters:
        forms = sorted(self.stats, key=lambda f: -self.stats[f].count)
        for form in forms:
            number = self.known.meant_by(form)
            if number is not None:
                self._add(form, number)
        forms = [form for form in forms if form not in self.of_form]
        full = [f for f in forms if len(_core(f)) > 1]
        single = [f for f in forms if len(_core(f)) == 1]
        self.families = {_core(f)[-1] for f in full}
        self.families |= {
            _core(f)[0]
            for f in single
            if _kind(f) in ("mr", "mrs", "rank") and self.stats[f].count > 1
        }
        self.bare = {_core(f)[0]: f for f in reversed(single) if not f.title}
        for form in sorted(full, key=lambda f: (-len(_core(f)), -self.stats[f].count)):
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

    # Places of forms

    def _place_full(self, form: Form) -> None:
        words = _core(form)
        given, family = words[0], words[-1]
        _gender(form)
        married = _kind(form) == "mrs"
        options = []
        for i in self.by_family.get(family, ()):
            figure = self.figures[i]
            if self._clash(form, figure) or married != _is_married(figure):
                continue
            for other in figure.forms:
                core = _core(other)
                if len(core) > 1 and (_within(words, core) or same_given(given, core[0])):
                    options.append(i)
                    break
        options = [i for i in options if not self._apart(form, self.figures[i])]
        self._add(form, max(options, key=self._weight) if options else None)

    def _place_titled(self, form: Form) -> None:
        (word,) = _core(form)
        kind = _kind(form)
        as_family = [i for i in self.by_family.get(word, ()) if self._fits(form, i)]
        as_given = [i for i in self._named(word) if self._fits(form, i)]
        if kind == "mrs":
            options = [i for i in as_family if _is_married(self.figures[i])]
        elif kind in ("mr", "miss", "rank"):
            options = [i for i in as_family if not _is_married(self.figures[i])]
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
        forms |= {self.bare[w] for f in figure.forms if (w := _core(f)[0]) in self.bare}
        weight = float(sum(self.stats[other].count for other in forms))
        lean = max((self._lean(own) for own in figure.forms), key=abs, default=0.0)
        if lean * _stated(form) > 0:
            weight *= 2
        # "Miss Lee" is the eldest; her sisters are "Miss Ann" and "Miss Ann Lee".
        if _kind(form) == "miss" and any(
            _kind(own) == "miss" and _core(own) != _core(form) for own in figure.forms
        ):
            weight /= 100
        return weight

    def _place_bare(self, form: Form) -> None:
        (word,) = _core(form)
        options = [i for i in self._named(word) if not self._apart(form, self.figures[i])]
        family = [i for i in self.by_family.get(word, ()) if i not in options]
        family = [i for i in family if not self._apart(form, self.figures[i])]
        male = [i for i in family if self.figures[i].gender != "female"]
        if not options:
            options = male or family
        elif word in self.families and not is_given_name(word):
            options = options + male
        if not options and word in self.by_title:
            options = self.by_title[word]
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
            if any(word == own or same_given(word, own) for own in _core(form))
        )

    def _named(self, word: str) -> list[int]:
        """Return the figures whose given name the word is, in full or in short."""
        exact = self.by_given.get(word)
        if exact:
            return list(exact)
        if len(word) < 3:
            return []
        return [
            i
            for given, own in self.by_given.items()
            if (len(given) > 2 and given[0] == word[0] and same_given(word, given))
            or _short(word, given)
            for i in own
        ]

    def _fits(self, form: Form, i: int) -> bool:
        return not self._clash(form, self.figures[i])

    def _clash(self, form: Form, figure: Figure) -> bool:
        """Do form and figure speak for different genders?"""
        one = self._lean(form)
        other = max((self._lean(own) for own in figure.forms), key=abs, default=0.0)
        return (one > _CLEAR and other < -_CLEAR) or (one < -_CLEAR and other > _CLEAR)

    def _lean(self, form: Form) -> float:
        """Return how clearly the form is a woman's; a full name counts with its given name."""
        own = self.stats[form]
        female, male = own.female, own.male
        words = _core(form)
        if len(words) > 1 and words[0] in self.bare:
            first = self.stats[self.bare[words[0]]]
            female, male = female + first.female, male + first.male
        return _stated(form) + (female - male) / sqrt(female + male + 1)

    def _apart(self, form: Form, figure: Figure) -> bool:
        """Do the form and one of the figure's stand in one sentence, time and again?"""
        words = set(_core(form))
        count = self.stats[form].count
        for other in figure.forms:
            seen = self.together.get((form, other), 0)
            if seen < 2:
                continue
            shared = words.intersection(_core(other))
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
        stated = _stated(form)
        if abs(stated) > abs(figure.stated):
            figure.stated = stated
        self.of_form[form] = i
        words = _core(form)
        kind = _kind(form)
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
                figure.spoken_to += is_vocative(tokens, naming, marked)
            else:
                figure.narrated += 1
                figure.subject += tokens.dep[naming.last] == "nsubj"

    def _vote(self) -> None:
        """Let pronouns vote that can only mean one name: after it, in its sentence or the next,
        with nobody else named (Bergsma & Lin, ACL 2006). Her own subject's possessive counts
        most: "Ann took her coat"."""
        tokens, marked, stats = self.tokens, self.marked, self.stats
        named: dict[int, set[Form]] = defaultdict(set)
        firsts: dict[int, int] = {}
        subjects: dict[int, set[Form]] = defaultdict(set)
        for naming in self.namings:
            if not marked[naming.first]:
                sent = tokens.sent[naming.first]
                named[sent].add(naming.form)
                firsts.setdefault(sent, naming.first)
                if tokens.dep[naming.last] == "nsubj":
                    subjects[sent].add(naming.form)
        lower, sents = tokens.lower, tokens.sent
        for i, word in enumerate(lower):
            if (word not in _FEMALE and word not in _MALE) or marked[i]:
                continue
            sent = sents[i]
            here = named.get(sent)
            if here and firsts[sent] < i:
                nearby, weight = here, 0.5
                if len(subjects.get(sent, ())) == 1 and tokens.dep[i] == "poss":
                    nearby, weight = subjects[sent], 1.0
            elif not here and sent - 1 in named:
                nearby, weight = named[sent - 1], 0.25
            else:
                continue
            if len(nearby) == 1:
                own = stats[next(iter(nearby))]
                if word in _FEMALE:
                    own.female += weight
                else:
                    own.male += weight

    def _count_together(self) -> Counter[tuple[Form, Form]]:
        """Count how often two forms stand in one sentence, both inside one pair of marks or
        both outside."""
        tokens, marked = self.tokens, self.marked
        pairs: Counter[tuple[Form, Form]] = Counter()
        group: list[Form] = []
        key: tuple[int, int] | None = None
        for naming in self.namings:
            place = (tokens.sent[naming.first], marked[naming.first])
            if place != key:
                group, key = [], place
            for other in group[-6:]:
                if other != naming.form:
                    pairs[other, naming.form] += 1
                    pairs[naming.form, other] += 1
            group.append(naming.form)
        return pairs


class _Known:
    """The characters that the caller gave, by the words of their names and aliases."""

    def __init__(self, known: Sequence[Character]) -> None:
        self._exact: dict[tuple[str, ...], set[int]] = defaultdict(set)
        self._bare: dict[tuple[str, ...], set[int]] = defaultdict(set)
        for number, character in enumerate(known):
            for name in (character.name, *character.aliases):
                words = tuple(fold(word) for word in name.split())
                self._exact[words].add(number)
                self._bare[_untitled(words)].add(number)
        self._genders = [character.gender for character in known]

    def meant_by(self, form: Form) -> int | None:
        """Return the one character whose name or alias the form is, titles deciding first."""
        if not self._exact:
            return None
        words = tuple(fold(word) for word in form.text.split())
        for table, key in ((self._exact, words), (self._bare, _untitled(words))):
            found = table.get(key, set())
            if len(found) > 1 and _gender(form):
                found = {i for i in found if self._genders[i] in (None, _gender(form))}
            if len(found) == 1:
                return next(iter(found))
        return None


def _untitled(words: tuple[str, ...]) -> tuple[str, ...]:
    k = 0
    while k < len(words) - 1 and (words[k] in titles() or words[k] == "the"):
        k += 1
    return words[k:]


def is_vocative(tokens: Tokens, naming: Naming, marked: Sequence[int]) -> bool:
    """Is a name inside marks set off as those are whom it calls: "Come in, Ann." """
    words = tokens.words
    before = words[naming.first - 1] if naming.first else ""
    after = words[naming.last + 1] if naming.last + 1 < len(words) else ""
    opens = (
        before in (",", "—", "--", "-", "!", ".", "?", ";") or before[:1] in "\"“‘'" or not before
    )
    opens = opens or tokens.lower[naming.first - 1] in (
        "dear",
        "my",
        "oh",
        "o",
        "no",
        "yes",
        "well",
        "dearest",
        "poor",
        "old",
        "darling",
    )
    closes = after[:1] in (",", "!", "?", ".", ";", "—", "-", ":", '"', "”", "’")
    return opens and closes


def _core(form: Form) -> tuple[str, ...]:
    """Return the folded words of the name: given names, then the surname with its particles."""
    words = [fold(word) for word in form.words]
    k = len(words) - 1
    while k > 0 and form.words[k - 1][:1].islower():
        k -= 1
    return (*words[:k], " ".join(words[k:]))


def _kind(form: Form) -> str:
    title = titles().get(fold(form.title))
    return title.kind if title else ""


def _gender(form: Form) -> Gender | None:
    title = titles().get(fold(form.title))
    return title.gender if title else None


def _stated(form: Form) -> float:
    """Return what title and given name say of the gender: positive for a woman."""
    gender, weight = _gender(form), _TITLE
    if gender is None:
        first = _core(form)[0]
        gender, weight = gender_of(first), _NAME
    return 0.0 if gender is None else weight if gender == "female" else -weight


def _is_married(figure: Figure) -> bool:
    return any(_kind(form) == "mrs" for form in figure.forms)


def _within(words: Sequence[str], other: Sequence[str]) -> bool:
    """Is one of the two names the other with words left out?"""
    short, long = (words, other) if len(words) <= len(other) else (other, words)
    rest = iter(long)
    return all(word in rest for word in short)


def _short(word: str, given: str) -> bool:
    """Is one the beginning of the other, as "Will" of "William"?"""
    return False


def _put(numbers: list[int], i: int) -> None:
    if i not in numbers:
        numbers.append(i)


def display_name(figure: Figure) -> str:
    """Return the name a reader knows the figure by: in full where the story uses it now and
    then, else the form it mostly uses, without title where that is usual too."""
    if figure.known is not None:
        return figure.known.name
    forms = figure.forms
    total = sum(forms.values())
    top, most = forms.most_common(1)[0]
    plain: Counter[tuple[str, ...]] = Counter()
    full: Counter[tuple[str, ...]] = Counter()
    for form, count in forms.items():
        if len(_core(form)) > 1:
            if count >= max(_SEEN, _SHARE * total) and _kind(form) not in ("miss", "mrs"):
                full[form.words] += count
        elif not form.title:
            plain[form.words] += count
    titled = top.title != "" and _kind(top) in ("mr", "mrs", "miss", "rank")
    if full and not (titled and most > _PREFERS * max(full.values())):
        words, _ = full.most_common(1)[0]
        return f"{top.title} {' '.join(words)}" if words[0] == "of" else " ".join(words)
    given, family, borne = _bare_names(figure, plain)
    if given and family and borne >= _BOTH * total and not (titled or full):
        return " ".join((*given, *family))
    if titled and given and plain[given] >= _PLAIN * total:
        return " ".join(given)
    return top.text


def _bare_names(
    figure: Figure, plain: Counter[tuple[str, ...]]
) -> tuple[tuple[str, ...] | None, tuple[str, ...] | None, int]:
    """Return the given name and the surname that the figure is called by, and how often the
    surname is used (as a wife's or daughter's it is the family's)."""
    families: Counter[tuple[str, ...]] = Counter()
    for form, count in figure.forms.items():
        core, kind = _core(form), _kind(form)
        if kind in ("miss", "mrs"):
            continue
        if len(core) > 1 or kind in ("mr", "rank"):
            families[form.words[1:] if len(core) > 1 else form.words] += count
    given = next((w for w, _ in plain.most_common() if is_given_name(fold(" ".join(w)))), None)
    for words in list(families):
        families[words] += plain[words]
    family = next(
        (w for w, _ in families.most_common() if w and not is_given_name(fold(" ".join(w)))), None
    )
    return given, family, families[family] if family else 0
