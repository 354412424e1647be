"""Mutation testing: which small errors in the code do the tests notice?

    pip install -r benchmarks/mutation/requirements.txt
    python benchmarks/mutation/run.py [GROUP ...] [--only MODULE] [--limit N] [--all]

The operators of cosmic-ray are applied at every place of the modules of a group, one at a time,
and the group's tests are run until the first that fails. Prints how many mutants were killed
(a test failed), ran out of time (killed too), and survived, by module, and the survivors that
`survivors.md` does not judge; all of them go to standard error too, as soon as they are found.
Exits with 1 if one is not judged, or if fewer than 80 % of a group were killed.

cosmic-ray starts a process of Python a mutant, which takes longer to import spaCy than to run the
tests. Here that is imported once, and each mutant gets a fork that reads its one module from
memory: nothing is written to the checkout.
"""

from __future__ import annotations

import argparse
import ast
import gc
import importlib
import os
import pickle
import resource
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from importlib.abc import InspectLoader, MetaPathFinder
from importlib.util import spec_from_loader
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cosmic_ray.operators.operator import Operator

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "quotex"
JUDGED = Path(__file__).with_name("survivors.md")

GROUPS = {
    "marks": {
        "marks": ("test_marks.py", "test_marks_properties.py"),
        "mark_reading": ("test_mark_reading.py", "test_marks.py", "test_marks_properties.py"),
        "mark_evidence": ("test_mark_evidence.py", "test_marks.py", "test_marks_properties.py"),
    },
    "names": {
        "names": ("test_names.py", "test_cast.py"),
        "name_forms": ("test_name_forms.py", "test_cast.py"),
        "name_clusters": ("test_name_clusters.py", "test_cast.py"),
    },
    "attribution": {"attribution": ("test_attribution.py", "test_weights.py::TestShipped")},
}
"""The modules of each group with the tests that answer for them, the quickest to fail first."""

REPLACED = {
    "Eq": "NotEq", "NotEq": "Eq", "Lt": "LtE GtE", "LtE": "Lt Gt", "Gt": "GtE LtE", "GtE": "Gt Lt",
    "Is": "IsNot", "IsNot": "Is", "Add": "Sub", "Sub": "Add", "Mul": "Div", "Div": "Mul",
    "FloorDiv": "Mul", "Mod": "Mul", "Pow": "Mul", "LShift": "RShift", "RShift": "LShift",
    "BitAnd": "BitOr", "BitOr": "BitAnd", "BitXor": "BitAnd",
}  # fmt: skip
"""What an operator is exchanged for: its opposite, and its neighbour at the boundary. cosmic-ray
would try every other one too, eleven for a plus, which fail with a TypeError or at once."""

AIM = 0.8
TIMES_AS_LONG = 8  # as the tests take without a mutant; more is a loop without an end
MEMORY = 4 << 30
# What the tests import besides quotex, so that no fork has to.
PRELOADED = ("pytest", "hypothesis.strategies", "numpy", "attrs", "rapidfuzz.distance",
             "rapidfuzz.process", "spacy.tokens", "spacy.lang.en")  # fmt: skip
# Without what would take longer than the tests: no plugin, no fixture, no message of a failure.
OPTIONS = ("-x", "-qq", "-s", "--tb=no", "--assert=plain", "--noconftest", "-p", "no:cacheprovider",
           "-m", "not model and not slow")  # fmt: skip


class Mutant(NamedTuple):
    """One change of one module, and how it is written in a list."""

    module: str
    code: str
    place: str


def main() -> int:
    """Run the mutants and print what came of them; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("groups", nargs="*", metavar="GROUP", help=", ".join(GROUPS))
    parser.add_argument("--only", metavar="MODULE", help="leave the other modules out")
    parser.add_argument("--limit", type=int, metavar="N", help="N mutants a module, evenly spread")
    parser.add_argument("--all", action="store_true", help="print the judged survivors too")
    options = parser.parse_args()
    if unknown := set(options.groups) - set(GROUPS):
        parser.error(f"there is no group {', '.join(unknown)}; choose from {', '.join(GROUPS)}")
    prepare()
    judged = set(JUDGED.read_text("utf-8").splitlines()) if JUDGED.exists() else set()
    print("| module | mutants | killed | of these out of time | survived | share killed |")
    print("|---|---:|---:|---:|---:|---:|", flush=True)
    survivors: list[str] = []
    failed = False
    for group in options.groups or GROUPS:
        total = Counter[str]()
        for module, tests in GROUPS[group].items():
            if options.only not in (None, module):
                continue
            seconds = undisturbed(tests)
            counts = Counter[str]()
            for mutant in evenly(list(mutants(module)), options.limit):
                fate = run(tests, mutant, seconds * TIMES_AS_LONG + 2)
                counts[fate] += 1
                if fate == "survived":
                    survivors.append(mutant.place)
                    print(mutant.place, file=sys.stderr, flush=True)
            print(row(module, counts), flush=True)
            total += counts
        print(row(f"**{group}**", total), flush=True)
        failed |= share(total) < AIM
    unjudged = [place for place in survivors if place not in judged]
    print(f"\n{len(survivors)} survived, {len(unjudged)} of them not judged in {JUDGED.name}")
    print(*(survivors if options.all else unjudged), sep="\n")
    return int(failed or bool(unjudged))


def prepare() -> None:
    """Import everything but quotex, and keep Hypothesis to few and always the same examples."""
    os.chdir(ROOT)
    os.environ |= {"OPENBLAS_NUM_THREADS": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    sys.path[:0] = [str(ROOT / "src")]
    for name in PRELOADED:
        importlib.import_module(name)
    if "quotex" in sys.modules:
        raise RuntimeError("quotex was imported before it could be mutated; look at PRELOADED")
    from hypothesis import HealthCheck, Phase, settings

    settings.register_profile(
        "mutation",
        max_examples=30,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    settings.load_profile("mutation")
    gc.freeze()


def mutants(module: str) -> Iterator[Mutant]:
    """Every change that an operator of cosmic-ray makes to a module, but those of annotations,
    which are never evaluated, and of caches."""
    from cosmic_ray.ast import ast_nodes, get_ast
    from cosmic_ray.mutating import MutationVisitor

    source = (SOURCE / f"{module}.py").read_text("utf-8")
    parsed = pickle.dumps(get_ast(source))  # a change is made in place; parsing takes far longer
    seen = {meaning(source), ""}
    scopes = scopes_of(source)
    for operator in operators():
        nodes = ast_nodes(pickle.loads(parsed))
        for k in range(sum(len(list(operator.mutation_positions(node))) for node in nodes)):
            code = MutationVisitor(k, operator).walk(pickle.loads(parsed)).get_code()
            tree = meaning(code)
            if tree not in seen:
                seen.add(tree)
                yield Mutant(module, code, describe(module, source, code, scopes))


def operators() -> Iterator[Operator]:
    """Those of cosmic-ray's operators that we use."""
    from cosmic_ray import plugins

    for name in plugins.operator_names():
        make = plugins.get_operator(name)
        kind, _, exchange = name.partition("Operator_")
        before, _, after = exchange.partition("_")
        exchanged = "Replace" in kind and before in REPLACED
        if not make.arguments() and (not exchanged or after in REPLACED[before].split()):
            yield make()


def meaning(source: str) -> str:
    """The code to compare, without annotations and caches, which change nothing that it returns;
    empty if it is no Python, as when the stars of ``{**more}`` are taken for an operator."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return ""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.returns = None
            node.decorator_list = [d for d in node.decorator_list if "lru_cache" not in ast.dump(d)]
        elif isinstance(node, ast.arg):
            node.annotation = None
        elif isinstance(node, ast.AnnAssign):
            node.annotation = ast.Constant(None)
    return ast.dump(tree)


def scopes_of(source: str) -> list[str]:
    """The function that each line belongs to, or "module"."""
    scopes = ["module"] * len(source.splitlines())
    for node in ast.walk(ast.parse(source)):  # an inner function comes after its outer one
        if isinstance(node, ast.FunctionDef) and node.end_lineno is not None:
            first = min([node.lineno, *(d.lineno for d in node.decorator_list)])
            scopes[first - 1 : node.end_lineno] = [node.name] * (node.end_lineno - first + 1)
    return scopes


def describe(module: str, source: str, code: str, scopes: list[str]) -> str:
    """A mutant in one line that stays the same when the lines above it move."""
    old, new = source.splitlines(), code.splitlines()
    k = next(i for i, line in enumerate(old) if i >= len(new) or line != new[i])
    while not old[k]:  # a decorator that is left out goes with the blank lines before it
        k += 1
    gone = old[k].lstrip().startswith("@") and len(new) < len(old)
    after = "(left out)" if gone else new[k].strip()
    return f"{module}.{scopes[k]}: {old[k].strip()}  ->  {after}"


def evenly(found: list[Mutant], limit: int | None) -> list[Mutant]:
    if not limit or limit >= len(found):
        return found
    return [found[k * len(found) // limit] for k in range(limit)]


def undisturbed(tests: tuple[str, ...]) -> float:
    """The processor seconds that the tests take without a mutant; they have to pass."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    if run(tests, None, 600) != "survived":
        raise SystemExit(f"The tests fail without any mutant; run: pytest {' '.join(tests)}")
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def run(tests: tuple[str, ...], mutant: Mutant | None, limit: float) -> str:
    """Run the tests in a fork: "killed", "out of time" or "survived"."""
    sys.stdout.flush()
    child = os.fork()
    if not child:
        try:
            os._exit(_test(tests, mutant, int(limit)))
        except BaseException:  # whatever a mutant raises, the fork must not go on with our loop
            os._exit(1)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        timed = os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGALRM)
        return "out of time" if timed else "killed"
    return "killed" if os.WEXITSTATUS(status) else "survived"


def _test(tests: tuple[str, ...], mutant: Mutant | None, limit: int) -> int:
    gc.disable()
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.alarm(limit * 100)  # waits for nothing, but a mutant might
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    if mutant is not None:
        sys.meta_path.insert(0, _InMemory(f"quotex.{mutant.module}", mutant.code))
    import pytest

    files = [str(ROOT / "tests" / name) for name in tests]
    return pytest.main([*OPTIONS, *files])


class _InMemory(MetaPathFinder, InspectLoader):
    """Finds one module, as a mutant has it."""

    def __init__(self, name: str, code: str) -> None:
        self.name, self.code = name, code

    def find_spec(self, fullname: str, path: object, target: object = None):  # type: ignore[no-untyped-def]
        return spec_from_loader(fullname, self) if fullname == self.name else None

    def get_source(self, fullname: str) -> str:
        return self.code


def share(counts: Counter[str]) -> float:
    return 1 - counts["survived"] / max(1, counts.total())


def row(name: str, counts: Counter[str]) -> str:
    killed = counts.total() - counts["survived"]
    figures = (counts.total(), killed, counts["out of time"], counts["survived"])
    return f"| {name} | {' | '.join(map(str, figures))} | {100 * share(counts):.1f} % |"


if __name__ == "__main__":
    sys.exit(main())
