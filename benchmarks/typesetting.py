"""How many quotations of whole novels stand inside marks that are found, in any typesetting.

    python benchmarks/typesetting.py [--shared ../shared | --novels FILE] [--misses N]

The novels of PDNC are set in straight double marks. They are read as they are, and again with
their marks exchanged: curly, single and curly, single and straight, and with dashes for them
where a paragraph begins with speech, once around what is told in between, once in front only.
Prints a Markdown table. Before the stroke stands the share of the quotations that are found:
half of their characters lie inside outermost quoted spans. Behind it stands the share of the
outermost spans of the text as it is that come out in this typesetting too, end for end.
``--misses`` shows as many of what is not found, of every novel and typesetting.
"""

from __future__ import annotations

import argparse
import json
import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

Spans = list[tuple[int, int]]


def main() -> int:
    """Measure and print; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--novels", type=Path, help="JSON lines with id, text and quotes")
    parser.add_argument("--misses", type=int, default=0, metavar="N")
    options = parser.parse_args()
    source = options.novels or options.shared / "data" / "pdnc_dev.jsonl"
    if not source.exists():
        print(f"There is no {source}; name a file of novels with --novels.", file=sys.stderr)
        return 2
    print("| novel | quotations |", " | ".join(TYPESETTINGS), "|")
    print("|---|---:|" + "---:|" * len(TYPESETTINGS))
    totals = Counter[str]()
    for novel in map(json.loads, source.read_text("utf-8").splitlines()):
        counts = measure(novel["text"], [quote["spans"] for quote in novel["quotes"]], options)
        print(row(novel["id"], counts))
        totals += counts
    print(row("all", totals))
    return 0


def measure(text: str, golds: list[Spans], options: argparse.Namespace) -> Counter[str]:
    """Count what is found in each typesetting, and the spans that are those of the text."""
    as_they_are = set(outermost(text))
    counts = Counter(quotations=len(golds), spans=len(as_they_are))
    for name, reset in TYPESETTINGS.items():
        anew = reset(text)
        outer = outermost(anew, dashes=name.startswith("dashes"))
        missed = list(misses(outer, golds))
        counts[name] = len(golds) - len(missed)
        counts[f"{name}, same"] = len(as_they_are.intersection(outer))
        for spans in missed[: options.misses]:
            print(f"{name}, missed: {show(anew, spans)}", file=sys.stderr)
        for span in sorted(set(outer) - as_they_are)[: options.misses]:
            print(f"{name}, another span: {show(anew, [span])}", file=sys.stderr)
    return counts


def outermost(text: str, *, dashes: bool = False) -> Spans:
    """Return the outermost quoted spans without their marks."""
    from quotex.layout import find_layout

    quoted = find_layout(text, dashes=dashes).quoted
    return [(q.inner_start, q.inner_end) for q in quoted if not q.depth]


def misses(outer: Spans, golds: list[Spans]) -> Iterator[Spans]:
    """Yield the quotations less than half of which is inside the outermost quoted spans."""
    ends = [end for _, end in outer]
    for spans in golds:
        inside = 0
        for start, end in spans:
            i = bisect_left(ends, start)
            while i < len(outer) and outer[i][0] < end:
                inside += max(0, min(end, outer[i][1]) - max(start, outer[i][0]))
                i += 1
        if 2 * inside < sum(end - start for start, end in spans):
            yield spans


def show(text: str, spans: Spans) -> str:
    """The words around a quotation on one line, its parts in braces."""
    start, end = spans[0][0], spans[-1][1]
    middle, at = "", start
    for a, b in spans:
        middle += f"{text[at:a]}{{{text[a:b]}}}"
        at = b
    around = f"{text[max(0, start - 60) : start]}{middle}{text[end : end + 60]}"
    return " ".join(around.split())


def typeset(text: str, primary: tuple[str, str], secondary: tuple[str, str], other: str) -> str:
    """Exchange the marks: those around outermost spans, those inside, and apostrophes.

    Which is which the reading of the text as it is tells; a double mark that it leaves out
    goes by the space before it.
    """
    from quotex.layout import find_layout

    written = list(text)
    for span in find_layout(text).quoted:
        opening, closing = secondary if span.depth % 2 else primary
        _exchange(written, span.start, span.inner_start, opening)
        _exchange(written, span.inner_end, span.end, closing)
    for at, char in enumerate(text):
        if written[at] == char and char == "'":
            written[at] = other
        elif written[at] == char and char == '"':
            written[at] = primary[0 if at == 0 or text[at - 1].isspace() else 1]
    return "".join(glyph.replace(_KEPT, "") for glyph in written)


def dashed(text: str, closing: str) -> str:
    """A paragraph that begins with speech has dashes for its marks, or none behind the first.

    ``closing`` stands for the marks between speech and narration: a dash, or a space.
    """
    from quotex.layout import find_layout

    written = list(text)
    layout = find_layout(text)
    ends = {paragraph.start: paragraph.end for paragraph in layout.paragraphs}
    end = 0
    for span in layout.quoted:
        if span.start in ends and not span.depth:
            end = ends[span.start]
        if span.end <= end and not span.depth:
            written[span.start] = "—" if span.start in ends else closing
            if span.closed:
                written[span.inner_end] = " " if span.end == end else closing
    return "".join(written)


_KEPT = "\0"  # beside a mark that is what it was, so that it counts as exchanged


def _exchange(written: list[str], start: int, end: int, mark: str) -> None:
    for at in range(start, end):
        if written[at] in "\"'":
            written[at] = mark + _KEPT


def row(name: str, counts: Counter[str]) -> str:
    """Return a row of the table."""
    total = max(1, counts["quotations"])
    spans = max(1, counts["spans"])
    cells = (f"{counts[n] / total:.4f} / {counts[f'{n}, same'] / spans:.4f}" for n in TYPESETTINGS)
    return f"| {name} | {counts['quotations']:,} | {' | '.join(cells)} |"


DOUBLE, SINGLE = ("“", "”"), ("‘", "’")
STRAIGHT_DOUBLE, STRAIGHT_SINGLE = ('"', '"'), ("'", "'")
TYPESETTINGS: dict[str, Callable[[str], str]] = {
    "as they are": lambda text: text,
    "curly": lambda text: typeset(text, DOUBLE, SINGLE, "’"),
    "single, curly": lambda text: typeset(text, SINGLE, DOUBLE, "’"),
    "single, straight": lambda text: typeset(text, STRAIGHT_SINGLE, STRAIGHT_DOUBLE, "'"),
    "dashes": lambda text: dashed(text, "—"),
    "dashes in front": lambda text: dashed(text, " "),
}

if __name__ == "__main__":
    raise SystemExit(main())
