"""No regular expression takes more than linear time, whatever text it is given."""

from __future__ import annotations

import re
import signal
from pathlib import Path

import pytest

import quotex
from patterns import (
    TooLongError,
    at_most,
    found_in,
    hard_texts,
    methods_of,
    modules,
    strays,
    use,
)
from quotex import turn_labels
from quotex.attributes import _LABEL
from quotex.evaluation.page import _PARTICULAR
from quotex.evaluation.spans import _MARKED
from quotex.gold.standoff import _LINES
from quotex.play_labels import _ALONE

CHARS = 100_000
SECONDS = 1.0  # of processor time; what is linear takes a hundredth, what is quadratic minutes
pytestmark = pytest.mark.skipif(
    not hasattr(signal, "setitimer"), reason="no timer of processor time on this system"
)
# Expressions that are given a few characters only, and how many at most.
SHORT = {("quotex.turn_labels", "_NAME"): turn_labels._REACH}

SOURCES = sorted(Path(quotex.__path__[0]).rglob("*.py"))
EVERY = [(module, name, pattern) for module in modules() for name, pattern in found_in(module)]


def is_hard(pattern: re.Pattern[str], method: str, size: int = CHARS) -> bool:
    for text in hard_texts(pattern, size):
        try:
            with at_most(SECONDS):
                use(pattern, method, text)
        except TooLongError:
            return True
    return False


@pytest.mark.slow
@pytest.mark.parametrize(
    ("module", "name", "pattern"),
    [pytest.param(*each, id=f"{each[0].__name__}:{each[1]}") for each in EVERY],
)
def test_is_linear(module: object, name: str, pattern: re.Pattern[str]) -> None:
    methods = methods_of(name, module)  # type: ignore[arg-type]
    assert methods, "nothing uses it"
    size = SHORT.get((module.__name__, name), CHARS)  # type: ignore[attr-defined]
    for method in methods:
        assert not is_hard(pattern, method, size)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("expression", "method"),
    [
        (r"(a+)+$", "match"),
        (r"(?:a|aa)+b", "match"),
        (r"(?:\w+:\w+ ?)+;", "fullmatch"),
        (r"\s+$", "search"),
        (r"\s*,?\s*x", "match"),
        (r"x?\s*[(\[]?\s*[RDI]", "match"),
        (r"“[^”]*”", "finditer"),
        (r"(?<!\w)'.*?'(?!\w)", "sub"),
        (r"[A-Z]\w*\d", "findall"),
        (r"<[^>]*>", "search"),
        (r"a.*b.*c", "match"),
    ],
)
def test_one_that_is_not_linear_is_seen(expression: str, method: str) -> None:
    assert is_hard(re.compile(expression), method)


def test_every_module_is_looked_at() -> None:
    assert len({module.__name__ for module, _, _ in EVERY}) > 20
    assert len(EVERY) > 75


@pytest.mark.parametrize(
    "path", sorted(Path(quotex.__path__[0]).rglob("*.py")), ids=lambda p: p.name
)
def test_all_are_compiled_where_they_can_be_found(path: Path) -> None:
    assert strays(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "import re\ndef f(x):\n    return re.compile(x)",
        "import re\ndef f(x):\n    return re.sub('a+', '', x)",
        "import re\nWORDS = re.split(' +', 'a b')",
        "from re import compile",
    ],
)
def test_one_that_cannot_be_found_is_seen(source: str) -> None:
    assert strays(source)


# What was quadratic or worse, or reads an end no further than it must.
MANY = 200_000


@pytest.mark.parametrize(
    ("pattern", "method", "text"),
    [
        pytest.param(_ALONE, "match", "A" + " " * MANY + "x", id="a name and blanks"),
        pytest.param(_LABEL, "match", "," + " " * MANY + "x", id="a comma and blanks"),
        pytest.param(_LINES["E"], "fullmatch", "E\t" + "a:b:c " * 50 + "x", id="an event"),
        pytest.param(_LINES["T"], "fullmatch", "T\ta 0 1" + "\t" * MANY + "\n", id="tabs"),
        pytest.param(_PARTICULAR, "sub", " 'a" * MANY, id="marks that open"),
        pytest.param(_MARKED, "finditer", "‘a" * MANY, id="single marks that open"),
    ],
)
def test_what_was_found_to_be_hard(pattern: re.Pattern[str], method: str, text: str) -> None:
    with at_most(10 * SECONDS):
        use(pattern, method, text)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("MACBETH", 7),
        ("MACBETH.", 8),
        ("_MACBETH_", 9),
        ("MACBETH  :_  ", 13),
        ("MACBETH (aside)  ", 17),
        ("MACBETH (aside) _", 17),
        ("MACBETH x", None),
        ("MACBETH . .", None),
    ],
)
def test_a_name_alone_on_its_line(text: str, end: int | None) -> None:
    found = _ALONE.match(text)
    assert (found.end() if found else None) == end


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (" (R-Fla.)", ("R", "Fla.")),
        ("'s, [ D – Vt", ("D", "Vt")),
        (", I-Me.", ("I", "Me.")),
        (", Ann", None),
    ],
)
def test_a_label_of_party(text: str, found: tuple[str, str] | None) -> None:
    match = _LABEL.match(text)
    assert (match.groups() if match else None) == found


def test_python_checks_signals_while_it_matches() -> None:
    """What the other tests rest on."""
    with pytest.raises(TooLongError), at_most(0.2):
        re.match(r"(a+)+$", "a" * 60 + "b")
