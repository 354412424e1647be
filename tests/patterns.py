"""Every regular expression of the package, how it is used, and texts that are hard for it.

A matcher that backtracks takes more than linear time where a piece of the text can be divided
among repeats in many ways, or where every place begins a search that fails far behind it. Such a
text is a start, a piece said over and over, and an end that fails; all three are read off the
expression itself (Weideman et al., Analyzing matching time behavior of backtracking regular
expression matchers by using ambiguity of NFA, CIAA 2016, has the idea).
"""

from __future__ import annotations

import ast
import importlib
import itertools
import pkgutil
import re
import re._constants as op
import re._parser as parser
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import quotex

ENGINES = ("quotex.spark", "quotex.ray", "quotex.dask")  # need packages of their own
METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")
ENDS = ("", "\0!", " x")
_SAMPLES = "aA0_ \t\n.,:;!?-—'\"“”‘’«»()[]*|/&^~é\u00a0\x85\0"
_MOST_PUMPS = 120  # of one expression
_MOST_WISHES = 8
_LONGEST_PIECE = 10


def modules() -> list[ModuleType]:
    names = [m.name for m in pkgutil.walk_packages(quotex.__path__, "quotex.")]
    return [
        importlib.import_module(name)
        for name in names
        if name not in ENGINES and not name.endswith("__main__")
    ]


def found_in(module: ModuleType) -> Iterator[tuple[str, re.Pattern[Any]]]:
    """Yield the names and expressions that a module holds, those within containers too."""
    for name, value in vars(module).items():
        if name.startswith("__"):
            continue
        for pattern in _patterns(value):
            yield name, pattern


def _patterns(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(getattr(value, "__self__", None), re.Pattern):  # a bound method of one
        yield value.__self__  # type: ignore[attr-defined]
    elif isinstance(value, dict):
        for item in value.values():
            yield from _patterns(item)
    elif isinstance(value, (tuple, list, set, frozenset)):
        for item in value:
            yield from _patterns(item)
    elif isinstance(value, type) and value.__module__.startswith("quotex"):
        for item in vars(value).values():
            if not isinstance(item, type):
                yield from _patterns(item)


def uses(source: str) -> dict[str, set[str]]:
    """Return the methods of expressions that a module calls, by the name they are called on."""
    calls: dict[str, set[str]] = {}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in METHODS:
            name = node.value.id if isinstance(node.value, ast.Name) else ""
            if isinstance(node.value, ast.Call) and ast.unparse(node.value.func) == "re.compile":
                name = "(bound)"
            calls.setdefault(name, set()).add(node.attr)
    return calls


def methods_of(name: str, module: ModuleType) -> set[str]:
    """Return the methods called on an expression of a module; of one that other modules may
    use, those called anywhere, and of one without a call under its name, those called on names
    that stand for any."""
    bound = getattr(getattr(module, name), "__name__", None)
    if bound in METHODS:
        return {bound}
    sources = [Path(str(module.__file__))]
    if not name.startswith("_"):
        sources = sorted(Path(quotex.__path__[0]).rglob("*.py"))
    calls = [uses(path.read_text("utf-8")) for path in sources]
    own = {method for found in calls for method in found.get(name, ())}
    held = {held for held, _ in found_in(module)}
    others = {m for found in calls for to in found if to not in held for m in found[to]}
    return own or others - {"split"}  # that of strings has the same name


def strays(source: str) -> list[str]:
    """Return what is compiled within a function, or used without being compiled."""
    tree = ast.parse(source)
    within = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
        for node in ast.walk(function)
    }
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in ("re", "regex"):
            found.append(f"line {node.lineno}: {ast.unparse(node)}")
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        compiles = called == "re.compile" and id(node) in within
        if compiles or (called.startswith("re.") and called[3:] in METHODS):
            found.append(f"line {node.lineno}: {called}")
    return found


def hard_texts(pattern: re.Pattern[Any], size: int) -> Iterator[str]:
    """Yield texts of about so many characters that are hard for an expression, if any are."""
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    characters = list(dict.fromkeys(_characters(tree)))
    # Where a class allows it, a sample is made of the expression's own literals: what one piece
    # takes for its content another takes for its end.
    wishes = characters[:_MOST_WISHES] or [" "]
    pumps: dict[tuple[str, str], None] = {}
    for wish in wishes:
        for before, piece in _pumps(tree, "", wish):
            pumps.setdefault((before, piece))
    for piece in characters[:_MOST_WISHES]:
        pumps.setdefault(("", piece))
    for wish in wishes[:3]:
        for whole in _wholes(tree, wish):
            for cut in range(1, min(len(whole), _LONGEST_PIECE) + 1):
                pumps.setdefault(("", whole[:cut]))
                pumps.setdefault(("", " " + whole[:cut]))
    for pair in itertools.permutations(characters[:5], 2):
        pumps.setdefault(("", "".join(pair)))
    for before, piece in itertools.islice(pumps, _MOST_PUMPS):
        if piece:
            for end in ENDS:
                yield before + piece * (size // len(piece)) + end


def _wholes(tree: Any, wish: str) -> Iterator[str]:
    """Yield a sample of each branch."""
    for code, value in tree:
        if code is op.BRANCH:
            for branch in value[1]:
                yield from _wholes(branch, wish)
            return
        if code is op.SUBPATTERN and len(tree) == 1:
            yield from _wholes(value[3], wish)
            return
    yield _sample(tree, wish, 1)


def _pumps(tree: Any, before: str, wish: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before each repeat and what it repeats."""
    for code, value in tree:
        if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            _, most, body = value
            if most > 8:
                yield before, _sample(body, wish)
                yield before, _sample(body, wish, 1)
            yield from _pumps(body, before, wish)
        elif code is op.BRANCH:
            for branch in value[1]:
                yield from _pumps(branch, before, wish)
        elif code is op.SUBPATTERN:
            yield from _pumps(value[3], before, wish)
        elif code is op.ATOMIC_GROUP:
            yield from _pumps(value, before, wish)
        elif code in (op.ASSERT, op.ASSERT_NOT):
            yield from _pumps(value[1], before, wish)
        before += _sample([(code, value)], "")


def _sample(tree: Any, wish: str, more: int = 0) -> str:
    """Return a string that the expression may match: the first branch, and of each repeat the
    fewest or ``more`` than these."""
    out = ""
    for code, value in tree:
        if code is op.LITERAL:
            out += chr(value)
        elif code in (op.NOT_LITERAL, op.IN, op.ANY, op.CATEGORY):
            members = list(_members(code, value))
            out += wish if wish in members else "".join(members[:1])
        elif code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            out += _sample(value[2], wish, more) * min(value[0] + more, value[1])
        elif code is op.BRANCH:
            out += _sample(value[1][0], wish, more)
        elif code is op.SUBPATTERN:
            out += _sample(value[3], wish, more)
        elif code is op.ATOMIC_GROUP:
            out += _sample(value, wish, more)
    return out


def _characters(tree: Any) -> Iterator[str]:
    """Yield the literals of an expression and a few members of its classes."""
    for code, value in tree:
        if code is op.LITERAL:
            yield chr(value)
        elif code in (op.NOT_LITERAL, op.IN, op.ANY, op.CATEGORY):
            yield from itertools.islice(_members(code, value), 3)
        elif code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            yield from _characters(value[2])
        elif code is op.BRANCH:
            for branch in value[1]:
                yield from _characters(branch)
        elif code is op.SUBPATTERN:
            yield from _characters(value[3])
        elif code is op.ATOMIC_GROUP:
            yield from _characters(value)
        elif code in (op.ASSERT, op.ASSERT_NOT):
            yield from _characters(value[1])


_CATEGORIES = {
    op.CATEGORY_SPACE: str.isspace,
    op.CATEGORY_NOT_SPACE: lambda char: not char.isspace(),
    op.CATEGORY_DIGIT: str.isdecimal,
    op.CATEGORY_NOT_DIGIT: lambda char: not char.isdecimal(),
    op.CATEGORY_WORD: lambda char: char.isalnum() or char == "_",
    op.CATEGORY_NOT_WORD: lambda char: not (char.isalnum() or char == "_"),
}


def _members(code: Any, value: Any) -> Iterator[str]:
    if code is op.ANY:
        yield from "a .\0"
    elif code is op.NOT_LITERAL:
        yield from (char for char in _SAMPLES if ord(char) != value)
    elif code is op.CATEGORY:
        yield from filter(_CATEGORIES[value], _SAMPLES)
    else:
        negated = value[0][0] is op.NEGATE
        own = [item for item in value if item[0] is not op.NEGATE]
        if not negated:
            yield from (chr(v if c is op.LITERAL else v[0]) for c, v in own if c is not op.CATEGORY)
        yield from (char for char in _SAMPLES if any(_in(char, i) for i in own) != negated)


def _in(char: str, item: Any) -> bool:
    code, value = item
    if code is op.LITERAL:
        return ord(char) == value
    if code is op.RANGE:
        return bool(value[0] <= ord(char) <= value[1])
    return bool(_CATEGORIES[value](char))


class TooLongError(Exception):
    """An expression took more processor time than any that is linear."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise ``TooLongError`` after so much processor time: other programs do not count."""

    def stop(number: int, frame: object) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def use(pattern: re.Pattern[Any], method: str, text: str) -> None:
    """Do with a text all that a method of an expression does."""
    given: Any = text.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else text
    if method == "sub":
        pattern.sub(given[:0], given)
    elif method == "finditer":
        for _ in pattern.finditer(given):
            pass
    else:
        getattr(pattern, method)(given)
