"""The table of who speaks most: an immutable sequence of rows that knows how to show itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal, overload

from attrs import asdict, field, fields, frozen

from quotex.extras import optional
from quotex.html import clean
from quotex.quotes import one_line

if TYPE_CHECKING:
    import pandas
    from matplotlib.figure import Figure

UNNAMED = "no named speaker"
"""What tables and charts call the row without a speaker."""

_SHOWN = 50  # rows of a notebook's table
_NAME_WIDTH = 60  # characters


@frozen
class SpeakerCount:
    """What one speaker says in all documents.

    ``speaker`` is ``None`` for all quotations without a named speaker. ``share`` is that of the
    words in all quoted words, 0 to 1; ``direct``, ``mixed`` and ``indirect`` count quotations.
    """

    speaker: str | None
    documents: int
    quotations: int
    words: int
    share: float
    direct: int
    mixed: int
    indirect: int

    @property
    def label(self) -> str:
        """What to call it on one line."""
        return UNNAMED if self.speaker is None else one_line(self.speaker, _NAME_WIDTH)


COLUMNS = tuple(column.name for column in fields(SpeakerCount))
"""The columns of the table, in order."""


def _as_tuple(rows: Iterable[SpeakerCount]) -> tuple[SpeakerCount, ...]:
    return tuple(rows)


@frozen(repr=False)
class SpeakerCounts(Sequence[SpeakerCount]):
    """Who speaks most: a row a speaker, who says the most words first.

    The shares of all rows are 1 together; those without a named speaker are the last row.
    """

    rows: tuple[SpeakerCount, ...] = field(default=(), converter=_as_tuple)

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[SpeakerCount]:
        return iter(self.rows)

    @overload
    def __getitem__(self, index: int) -> SpeakerCount: ...
    @overload
    def __getitem__(self, index: slice) -> SpeakerCounts: ...
    def __getitem__(self, index: int | slice) -> SpeakerCount | SpeakerCounts:
        return SpeakerCounts(self.rows[index]) if isinstance(index, slice) else self.rows[index]

    def to_rows(self) -> list[dict[str, Any]]:
        """Return one dict a speaker, with the keys of ``COLUMNS``."""
        return [asdict(row) for row in self.rows]

    def to_pandas(self) -> pandas.DataFrame:
        """Return ``to_rows()`` as a data frame; raises ``MissingExtraError`` without pandas."""
        pd = optional("SpeakerCounts.to_pandas()", "pandas", "pandas")
        frame: pandas.DataFrame = pd.DataFrame(self.to_rows(), columns=list(COLUMNS))
        return frame

    def plot(self, by: Literal["words", "quotations"] = "words", *, top: int = 20) -> Figure:
        """Return a bar chart of the first ``top`` speakers as a matplotlib figure.

        ``by`` words it shows the share of all quoted words, by quotations how many there are of
        each type. ``figure.savefig("speakers.svg")`` keeps it, as PNG, SVG or PDF. Raises
        ``MissingExtraError`` without matplotlib, and ``ValueError`` for another ``by`` or ``top``.
        """
        if by not in ("words", "quotations"):
            raise ValueError(f"by must be 'words' or 'quotations', not {by!r}")
        if top < 1:
            raise ValueError(f"top must be 1 or more, not {top!r}")
        optional("SpeakerCounts.plot()", "matplotlib", "charts")
        from quotex.counts.chart import chart

        return chart(self.rows, by, top)

    def _repr_html_(self) -> str:
        head = "".join(f'<th scope="col">{column}</th>' for column in COLUMNS)
        body = "".join(f"<tr>{_cells(row)}</tr>" for row in self.rows[:_SHOWN])
        more = len(self.rows) - _SHOWN
        note = (
            f"<p>and {more:,} more; <code>to_pandas()</code> has them all</p>" if more > 0 else ""
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{note}"

    def __repr__(self) -> str:
        if not self.rows:
            return "<SpeakerCounts: nobody speaks>"
        shown = self.rows[:_SHOWN]
        width = max(len("speaker"), *(len(row.label) for row in shown))
        lines = [f"{'speaker':<{width}}  documents  quotations    words  share"]
        lines += [
            f"{row.label:<{width}}  {row.documents:>9,}  {row.quotations:>10,}  {row.words:>7,}  "
            f"{row.share:>5.1%}"
            for row in shown
        ]
        if len(self.rows) > len(shown):
            lines.append(f"and {len(self.rows) - len(shown):,} more")
        return "\n".join(lines)


def _cells(row: SpeakerCount) -> str:
    numbers = (
        f"{row.documents:,}",
        f"{row.quotations:,}",
        f"{row.words:,}",
        f"{row.share:.1%}",
        f"{row.direct:,}",
        f"{row.mixed:,}",
        f"{row.indirect:,}",
    )
    name = f'<th scope="row"><bdi>{clean(row.label)}</bdi></th>'
    return name + "".join(f"<td>{number}</td>" for number in numbers)
