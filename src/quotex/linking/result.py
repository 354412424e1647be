"""What linking gives: the speakers of an archive, the names of each and why they are one."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from quotex.extras import optional
from quotex.files import replacing
from quotex.linking.profiles import ProfileKey, key_of
from quotex.schema import csv_cell
from quotex.types import Gender, Speaker, SpeakerKind, described

if TYPE_CHECKING:
    import pandas

COLUMNS = (
    "speaker",
    "name",
    "kind",
    "title",
    "gender",
    "documents",
    "quotations",
    "reason",
    "note",
)
"""The columns of the table of links; a person corrects ``speaker`` and leaves the others."""


@frozen
class LinkedName:
    """One name of a speaker: how often it speaks, and why it is taken for theirs.

    ``documents`` and ``quotations`` count those in which and of which it is the speaker's name;
    ``note`` says who else it may be.
    """

    name: str
    kind: SpeakerKind
    title: str | None
    gender: Gender | None
    documents: int
    quotations: int
    reason: str
    note: str = ""


@frozen
class LinkedSpeaker:
    """One speaker of an archive.

    ``name`` is the name that most documents use of those with a given name, told from others of
    the same name by a number; no two speakers of one result have the same.
    """

    name: str
    kind: SpeakerKind
    names: tuple[LinkedName, ...]
    title: str | None
    gender: Gender | None
    documents: int
    quotations: int


@frozen
class PossibleLink:
    """Two speakers, by name, who may be one, and why; they are not merged."""

    speaker: str
    other: str
    reason: str


@frozen
class SpeakerLinks:
    """The speakers of an archive, who has the most quotations first.

    ``possible`` are pairs that a person may want to merge.
    """

    speakers: tuple[LinkedSpeaker, ...]
    possible: tuple[PossibleLink, ...] = ()
    _places: Mapping[ProfileKey, int] = field(factory=dict, repr=False, eq=False, alias="places")

    def __getitem__(self, speaker: Speaker) -> LinkedSpeaker:
        """Return who a speaker of one of the documents is; ``KeyError`` if none of them had it."""
        if not isinstance(speaker, Speaker):
            raise TypeError(f"look up a quotex.Speaker, not the {described(speaker)}")
        try:
            return self.speakers[self._places[key_of(speaker)]]
        except KeyError:
            raise KeyError(
                f"{speaker.name!r} speaks in none of the linked documents; link them together "
                "with the document that it is from"
            ) from None

    def to_rows(self) -> list[dict[str, Any]]:
        """Return one dict a name, with the keys of ``COLUMNS``, the names of a speaker together."""
        return [
            {
                "speaker": speaker.name,
                "name": name.name,
                "kind": name.kind,
                "title": name.title,
                "gender": name.gender,
                "documents": name.documents,
                "quotations": name.quotations,
                "reason": name.reason,
                "note": name.note,
            }
            for speaker in self.speakers
            for name in speaker.names
        ]

    def to_pandas(self) -> pandas.DataFrame:
        """Return ``to_rows()`` as a data frame; raises ``MissingExtraError`` without pandas."""
        pd = optional("SpeakerLinks.to_pandas()", "pandas", "pandas")
        frame: pandas.DataFrame = pd.DataFrame(self.to_rows(), columns=list(COLUMNS))
        return frame

    def to_csv(self, path: str | PathLike[str]) -> None:
        """Write ``to_rows()`` as CSV, to be corrected and given back as ``corrections``.

        To merge two speakers give their rows the same ``speaker``, to part them give them
        different ones. A cell that a spreadsheet would run as a formula gets an apostrophe.
        """
        with replacing(Path(path)) as out:
            out.write("\ufeff")  # without it Excel does not read UTF-8
            table = csv.DictWriter(out, COLUMNS, lineterminator="\n")
            table.writeheader()
            for row in self.to_rows():
                table.writerow({column: csv_cell(cell) for column, cell in row.items()})
