"""Charts of who speaks most, by matplotlib: drawn, shown and saved without network or browser."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, Literal

from matplotlib.figure import Figure

from quotex.counts.result import SpeakerCount

_ROW = 0.3  # inches
_WIDTH = 7.0
# Of the Okabe-Ito palette, which is told apart by people who see colours differently; hatched, so
# that a print in grey is read as well.
_TYPES = (("direct", "#0072B2", ""), ("mixed", "#E69F00", "//"), ("indirect", "#999999", ".."))


class Chart(Figure):
    """A figure that a notebook shows without pyplot, which keeps all figures in memory."""

    def _repr_png_(self) -> bytes:
        out = io.BytesIO()
        self.savefig(out, format="png", dpi=110)
        return out.getvalue()


def chart(rows: Sequence[SpeakerCount], by: Literal["words", "quotations"], top: int) -> Figure:
    """Return bars of the first rows, the first on top."""
    rows = rows[:top]
    figure = Chart(figsize=(_WIDTH, 1.2 + _ROW * max(len(rows), 1)), layout="constrained")
    axes = figure.add_subplot()
    (_shares if by == "words" else _counts)(axes, rows)
    # A name may hold what matplotlib takes for a formula: "$".
    axes.set_yticks(range(len(rows)), [row.label for row in rows], parse_math=False)
    axes.invert_yaxis()
    axes.spines[["top", "right"]].set_visible(False)
    return figure


def _shares(axes: Any, rows: Sequence[SpeakerCount]) -> None:
    bars = axes.barh(range(len(rows)), [100 * row.share for row in rows], color=_TYPES[0][1])
    axes.bar_label(bars, [f"{row.share:.1%}" for row in rows], padding=3)
    axes.margins(x=0.12)
    axes.set_xlabel("share of all quoted words, %")


def _counts(axes: Any, rows: Sequence[SpeakerCount]) -> None:
    left = [0] * len(rows)
    for kind, colour, hatch in _TYPES:
        counts = [getattr(row, kind) for row in rows]
        axes.barh(
            range(len(rows)),
            counts,
            left=left,
            color=colour,
            hatch=hatch,
            edgecolor="white",
            label=kind,
        )
        left = [a + b for a, b in zip(left, counts, strict=True)]
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.set_xlabel("quotations")
    axes.legend(frameon=False, loc="lower right")
