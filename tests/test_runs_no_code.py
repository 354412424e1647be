"""Nothing that is read can run: no module unpickles, evaluates or imports what it is given."""

from __future__ import annotations

import ast
import pickle
from pathlib import Path

import pytest

import quotex
from quotex.gold.pdnc import _literal

PACKAGE = Path(quotex.__path__[0])
SOURCES = sorted(PACKAGE.rglob("*.py"))
# Modules that rebuild any object, or hand words to a shell or another interpreter.
MODULES = {
    *("pickle", "cPickle", "_pickle", "cloudpickle", "dill", "joblib", "marshal", "shelve", "dbm"),
    *("jsonpickle", "yaml", "ruamel", "subprocess", "code", "codeop", "runpy", "imp", "pty"),
    *("torch", "srsly.pickle"),
}
CALLS = {"eval", "exec", "compile", "__import__", "execfile"}
METHODS = {
    *("system", "popen", "spawnl", "spawnv", "execv", "execl", "execve", "startfile"),
    *("read_pickle", "to_pickle", "from_pickle", "from_bytes", "from_disk", "import_module"),
    "load_model_from_config",
}
# What is looked at and allowed, and why.
ALLOWED = {
    # A worker tries whether an exception of its own can be sent; nothing comes from outside.
    ("batch.py", "import pickle"),
    # A caller's own Language, packed by this process for its workers.
    ("batch.py", "nlp.from_bytes"),
    ("batch.py", "load_model_from_config"),
    # Modules by name, and the name is one of the package's own: the test below looks at it.
    ("extras.py", "import_module"),
    ("cli.py", "import_module"),
    ("__init__.py", "import_module"),
}


def findings(source: str) -> set[str]:
    """Return what in a module could run what it is given."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            home = getattr(node, "module", None) or ""
            for alias in node.names:
                name = f"{home}.{alias.name}" if home else alias.name
                if {name, name.split(".")[0], alias.name} & MODULES:
                    found.add(f"import {name}")
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        last = called.rpartition(".")[2]
        if (called in CALLS or called.startswith("builtins.")) or last in METHODS:
            found.add(called)
        for keyword in node.keywords:
            value = ast.unparse(keyword.value)
            if keyword.arg in ("shell", "allow_pickle", "weights_only") and value != "False":
                found.add(f"{keyword.arg}={value}")
        if called.split(".")[0] in ("np", "numpy") and last in ("load", "fromfile", "memmap"):
            found.add(called)
    return found


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_runs_nothing_that_it_reads(path: Path) -> None:
    allowed = {what for name, what in ALLOWED if name == str(path.relative_to(PACKAGE))}
    assert findings(path.read_text("utf-8")) == allowed


@pytest.mark.parametrize(
    "line",
    [
        *("import pickle", "from pickle import loads", "import torch", "import yaml as y"),
        *("from os import path; import subprocess", "import marshal, json", "import shelve"),
        *("eval('1')", "exec(text)", "compile(text, 'x', 'exec')", "__import__(name)"),
        *("builtins.eval(x)", "importlib.import_module(name)", "os.system(text)", "os.popen(x)"),
        *("np.load(path)", "np.load(path, allow_pickle=True)", "pandas.read_pickle(path)"),
        *("run(text, shell=True)", "torch.load(path)\nimport torch", "nlp.from_disk(path)"),
    ],
)
def test_one_that_does_is_seen(line: str) -> None:
    assert findings(f"def f():\n    {line.replace(chr(10), chr(10) + '    ')}")


def test_modules_imported_by_name_are_named_in_the_package() -> None:
    """The names that ``optional`` is given are written where it is called."""
    calls = [
        node
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "optional"
    ]
    assert len(calls) > 5
    assert all(isinstance(word, ast.Constant) for call in calls for word in call.args)


class RanError(Exception):
    pass


class Trap:
    """Unpickling one of these raises ``RanError``."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return _spring, ("x",)


def _spring(_: str) -> None:
    raise RanError


def test_the_trap_works() -> None:
    with pytest.raises(RanError):
        pickle.loads(pickle.dumps(Trap()))


@pytest.mark.parametrize("name", ["card.json", "reports.json"])
def test_weights_that_are_a_pickle_are_not_unpickled(name: str, tmp_path: Path) -> None:
    import shutil

    from quotex.errors import WeightsError
    from quotex.weights import SHIPPED, load_weights

    folder = Path(shutil.copytree(SHIPPED, tmp_path / "weights"))
    (folder / name).write_bytes(pickle.dumps(Trap()))
    with pytest.raises(WeightsError):
        load_weights(folder)


# The longest cell that is read, nested or joined in every way that Python has.
SIZE = 1_000_000
CELLS = {
    "parentheses": "(" * SIZE,
    "brackets": "[" * SIZE,
    "braces": "{1:" * (SIZE // 3),
    "minus": "-" * (SIZE - 1) + "1",
    "not": "not " * (SIZE // 4 - 1) + "1",
    "sums": "1+" * (SIZE // 2 - 1) + "1",
    "powers": "1**" * (SIZE // 3 - 1) + "1",
    "attributes": "a" + ".b" * (SIZE // 2 - 1),
    "calls": "a" + "()" * (SIZE // 2 - 1),
    "indices": "a" + "[0]" * (SIZE // 3 - 1),
    "lambdas": "lambda:" * (SIZE // 7 - 1) + "1",
    "choices": "1 if 1 else " * (SIZE // 12 - 1) + "1",
    "comparisons": "1<" * (SIZE // 2 - 1) + "1",
    "a number": "9" * SIZE,
    "a format": 'f"{' * (SIZE // 3),
    "a call": "__import__('os').getcwd()",
    "a call within": "[[].__class__.__base__.__subclasses__()]",
    "a name": "[exit]",
    "a comprehension": "[x for x in ().__class__.__mro__]",
}


@pytest.mark.slow
@pytest.mark.parametrize("cell", CELLS.values(), ids=CELLS)
def test_a_literal_is_never_more_than_a_literal(cell: str) -> None:
    with pytest.raises((TypeError, ValueError)):
        _literal(cell)
