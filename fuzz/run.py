"""Fuzz one stage of quotex, or the whole library.

    python fuzz/run.py TARGET --runs N [--seed S] [--blind] [--record FILE]

README.md beside this file says what the targets are and how to read what is printed. Exit codes: 0
no input failed, 1 some did, 2 wrong usage or a package that is missing.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import sys
import tempfile
import time
from hashlib import sha256
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

HERE = Path(__file__).parent
ROOT = HERE.parent
sys.path[:0] = [str(HERE), str(ROOT / "tests")]

if TYPE_CHECKING:
    from fuzzing.watch import Watch

TARGETS = ("marks", "sentences", "names", "attribution", "library")
MOST_BYTES = {"marks": 80, "sentences": 80, "names": 80, "attribution": 80, "library": 60}
SEEDS = 256  # inputs of random bytes that a guided run begins with
COLUMNS = (
    "date", "quotex", "source", "python", "target", "guided by", "seed", "inputs", "failures",
    "seconds", "slowest, s (characters)", "peak memory, MB (gained)",
)  # fmt: skip


def main() -> int:
    """Fuzz as the command line says; return the exit code."""
    options = arguments().parse_args()
    if not options.blind and find_spec("atheris") is None:
        print(
            "atheris is not installed. Run: python -m pip install -e '.[en,fuzz]', or pass --blind "
            "for random bytes that no coverage guides.",
            file=sys.stderr,
        )
        return 2
    return blind(options) if options.blind else guided(options)


def arguments() -> argparse.ArgumentParser:
    """Return what the command line can hold."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--runs", type=int, default=10_000, help="inputs (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of what is random (default: 1)")
    parser.add_argument("--blind", action="store_true", help="random bytes, without atheris")
    parser.add_argument("--record", type=Path, help="append a line of figures to this file")
    parser.add_argument("--corpus", type=Path, help="keep the inputs that reach new code here")
    parser.add_argument(
        "--found", type=Path, default=HERE / "found", help="where failing inputs are written"
    )
    return parser


def blind(options: argparse.Namespace) -> int:
    """Read random bytes."""
    watch = watched(options.target)
    for data in random_inputs(options.seed, options.runs, MOST_BYTES[options.target]):
        watch.see(data)
    return finish(options, watch, "nothing")


def random_inputs(seed: int, count: int, most: int) -> list[bytes]:
    """Return as many inputs of at most so many random bytes."""
    source = random.Random(seed)
    return [source.randbytes(source.randint(0, most)) for _ in range(count)]


def guided(options: argparse.Namespace) -> int:
    """Let coverage guide the bytes; does not return, as libFuzzer ends the process."""
    import atheris

    with atheris.instrument_imports(include=["quotex"]):
        watch = watched(options.target)

    def see(data: bytes) -> None:
        try:
            watch.see(data)
        except KeyboardInterrupt:
            options.runs = watch.inputs
        if watch.inputs >= options.runs:
            # libFuzzer would end the process by itself, and without the figures.
            code = finish(options, watch, f"atheris {version('atheris')}")
            sys.stderr.flush()
            sys.stdout.flush()
            os._exit(code)

    most = MOST_BYTES[options.target]
    folder = options.corpus or Path(tempfile.mkdtemp(prefix="quotex-fuzz-"))
    folder.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(random_inputs(options.seed, SEEDS, most)):
        (folder / f"seed-{number:03}").write_bytes(data)
    flags = [f"-max_len={most}", f"-seed={options.seed}", "-len_control=0", "-rss_limit_mb=0",
             "-handle_int=0", "-timeout=600", "-verbosity=0", "-print_final_stats=0"]  # fmt: skip
    atheris.Setup([sys.argv[0], *flags, str(folder)], see)
    atheris.Fuzz()
    return 2  # nothing to read


def watched(target: str) -> Watch:
    """Import the target, and quotex with it, and watch it."""
    from fuzzing.samples import Sample
    from fuzzing.targets import TARGETS as CHECKS
    from fuzzing.watch import Watch

    check = CHECKS[target]
    for options in range(0, 256, 32):  # each way: what is loaded once is no input's time
        check(Sample("“Lit,” Elsa Brandt said.", options=options))
    return Watch(check)


def finish(options: argparse.Namespace, watch: Watch, guide: str) -> int:
    """Print and record the figures, and write down what failed; return the exit code."""
    import quotex
    from fuzzing.watch import peak_memory

    peak = peak_memory()
    cells = (
        time.strftime("%Y-%m-%d"), quotex.__version__, source_hash(), platform.python_version(),
        options.target, guide, options.seed, watch.inputs, len(watch.failures),
        f"{time.process_time() - watch.began:.0f}",
        f"{watch.slowest:.2f} ({watch.slowest_chars})",
        f"{peak:.0f} ({peak - watch.first_peak:.0f})",
    )  # fmt: skip
    for name, cell in zip(COLUMNS, cells, strict=True):
        print(f"{name}: {cell}")
    if options.record is not None:
        append(options.record, cells)
    for failure in watch.failures.values():
        options.found.mkdir(parents=True, exist_ok=True)
        name = f"{options.target}-{sha256(failure.kind.encode()).hexdigest()[:8]}"
        (options.found / f"{name}.bytes").write_bytes(failure.data)
        told = f"{failure.kind}\n\n{failure.sample!a}\n\n{failure.report}"
        (options.found / f"{name}.txt").write_text(told, "utf-8", "backslashreplace")
    return 1 if watch.failures else 0


def append(file: Path, cells: tuple[object, ...]) -> None:
    """Add a line to the table of figures, which is begun when there is none."""
    lines = [] if file.exists() else [COLUMNS, ("---",) * len(COLUMNS)]
    with file.open("a", encoding="utf-8") as out:
        for line in (*lines, cells):
            out.write(f"| {' | '.join(map(str, line))} |\n")


def source_hash() -> str:
    """Return what tells this state of quotex's source and data from any other."""
    digest = sha256()
    package = ROOT / "src" / "quotex"
    for path in sorted(p for p in package.rglob("*") if p.is_file() and p.suffix != ".pyc"):
        digest.update(str(path.relative_to(package)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:10]


if __name__ == "__main__":
    sys.exit(main())
