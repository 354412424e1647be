"""Figures: who appears in a story, under which forms of a name."""

from __future__ import annotations

from collections import Counter
from math import sqrt

from attrs import define, field

from quotex.dialogue.names import Form, titles
from quotex.names import fold, gender_of, is_given_name
from quotex.types import Character, Gender

GIVEN, CLEAR = 99.0, 1.5
_TITLE, _NAME = 8.0, 2.5
# Months that are women's names; the list of given names leaves them out for the news.
_MONTHS: dict[str, Gender] = dict.fromkeys(("april", "may", "june"), "female")
_SEEN, _SHARE, _PREFERS = 3, 0.01, 4
_BOTH, _PLAIN = 0.1, 0.2


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
        if abs(lean) < CLEAR:
            return None
        return "female" if lean > 0 else "male"

    @property
    def lean(self) -> float:
        """How clear the gender is, in standard deviations: positive for a woman."""
        return self.stated + (self.female - self.male) / sqrt(self.female + self.male + 1)


def core_of(form: Form) -> tuple[str, ...]:
    """Return the folded words of the name: given names, then the surname with its particles."""
    words = [fold(word) for word in form.words]
    k = len(words) - 1
    while k > 0 and form.words[k - 1][:1].islower():
        k -= 1
    return (*words[:k], " ".join(words[k:]))


def kind_of(form: Form) -> str:
    title = titles().get(fold(form.title))
    return title.kind if title else ""


def gender_stated(form: Form) -> Gender | None:
    title = titles().get(fold(form.title))
    return title.gender if title else None


def lean_stated(form: Form) -> float:
    """Return what title and given name say of the gender: positive for a woman."""
    gender, weight = gender_stated(form), _TITLE
    if gender is None:
        first = core_of(form)[0]
        gender, weight = gender_of(first) or _MONTHS.get(first), _NAME
    return 0.0 if gender is None else weight if gender == "female" else -weight


def is_married(figure: Figure) -> bool:
    return any(kind_of(form) == "mrs" for form in figure.forms)


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
        if len(core_of(form)) > 1:
            if count >= max(_SEEN, _SHARE * total) and kind_of(form) not in ("miss", "mrs"):
                full[form.words] += count
        elif not form.title:
            plain[form.words] += count
    titled = top.title != "" and kind_of(top) in ("mr", "mrs", "miss", "rank")
    if full and not (titled and most > _PREFERS * max(full.values())):
        words, _ = full.most_common(1)[0]
        return f"{top.title} {' '.join(words)}" if words[0] == "of" else " ".join(words)
    given, family, borne = _bare_names(figure, plain)
    if given and family and borne >= _BOTH * total and not (titled or full):
        return " ".join((*given, *family))
    if titled and given and plain[given] >= _PLAIN * total:
        return " ".join(given)
    if top.title == "" and len(top.words) == 1:
        # "the Major" says less than "Major Stone", where that is usual too.
        title = fold(top.words[0])
        alike = [f for f, n in forms.items() if fold(f.title) == title and n * _PREFERS >= most]
        top = max(alike, key=forms.__getitem__, default=top)
    return top.text


def _bare_names(
    figure: Figure, plain: Counter[tuple[str, ...]]
) -> tuple[tuple[str, ...] | None, tuple[str, ...] | None, int]:
    """Return the given name and the surname that the figure is called by, and how often the
    surname is used (as a wife's or daughter's it is the family's)."""
    families: Counter[tuple[str, ...]] = Counter()
    for form, count in figure.forms.items():
        core, kind = core_of(form), kind_of(form)
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
