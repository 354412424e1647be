"""One picklable mapper for every engine: a batch of documents in, rows of quotations out.

Apache Spark's ``mapInPandas``, Ray Data's ``map_batches`` and Dask's ``map_partitions`` take the
same ``QuoteMapper``. It holds no model: each process that it comes to loads its own, once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from attrs import define

from quotex.batch import Packed, Pair, as_quotes, batches, read_batch
from quotex.characters import KnownSpeaker
from quotex.extraction import Options, make_options
from quotex.extras import optional
from quotex.models import Model, alone_with, check_model
from quotex.schema import arrow_table, to_rows
from quotex.types import Genre

if TYPE_CHECKING:
    import pandas
    from spacy.language import Language

_READ_AT_ONCE = 64  # as in pipe


@define(init=False)  # not frozen: Ray adds attributes when it makes actors of the class
class QuoteMapper:
    """Maps documents to the rows of their quotations, those of ``quotex.schema``.

    Args:
        text: The name of the column that holds the texts.
        id: The name of the column that tells the documents apart; the rows hold it, as a
            string, in ``document``.
        model: As for ``extract_quotes``. One that is named has to be there wherever rows are
            mapped, a folder under the same absolute path; name one when machines may have
            different ones. A ``Language`` travels with the mapper, some 10 MB for a small one.
        speakers: As for ``extract_quotes``, like the three below.
        indirect: Whether to report reported speech that has no quotation marks.
        min_confidence: How probable a speaker must be.
        genre: "news" or "fiction".
        weights: A folder that ``quotex train`` wrote. Only its path travels: it has to be
            there under the same path wherever rows are mapped.

    Called with a pandas ``DataFrame`` it returns one, with the columns and Arrow types of
    ``meta()`` whatever it holds. Called with an iterator of them, as Spark does, it returns an
    iterator of as many, in which lists are plain objects: Spark, which gives them the types of
    its own schema, cannot read a null among Arrow's lists. ``rows`` does the same for plain
    dicts.

    A document that cannot be read (its text is null or no string, its id is null, or reading
    it raised an error) has one row, with ``document`` and ``error`` only; one without
    quotations has none. What every document would fail of is raised.

    Raises:
        TypeError, ValueError: An argument is of the wrong type, or out of range.
        WeightsError: The weights cannot be used.
    """

    text: str
    id: str
    model: Model | Packed
    options: Options

    def __init__(
        self,
        text: str = "text",
        id: str = "id",
        *,
        model: Model | Language = None,
        speakers: Iterable[KnownSpeaker] = (),
        indirect: bool = True,
        min_confidence: float = 0.0,
        weights: str | PathLike[str] | None = None,
        genre: Genre | None = None,
    ) -> None:
        options = make_options(speakers, indirect, min_confidence, weights, genre)
        check_model(model)
        self.__attrs_init__(text, id, _travelling(model), options)

    def rows(self, records: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Return the rows of the quotations of documents, each a mapping with text and id.

        Raises:
            ValueError: A record has no text or no id; the message names the keys it has.
            ModelNotFoundError, MissingComponentError, WeightsError: No text can be read.
        """
        return self._rows(self._pair(record) for record in records)

    @overload
    def __call__(self, batch: Iterator[pandas.DataFrame]) -> Iterator[pandas.DataFrame]: ...
    @overload
    def __call__(self, batch: pandas.DataFrame) -> pandas.DataFrame: ...
    def __call__(
        self, batch: pandas.DataFrame | Iterator[pandas.DataFrame]
    ) -> pandas.DataFrame | Iterator[pandas.DataFrame]:
        """Return the quotations of a ``DataFrame`` of documents, or of each of an iterator.

        A lone surrogate, which Arrow cannot hold, becomes U+FFFD.

        Raises:
            ValueError: The frame has no column for the text or the id; the message lists the
                columns it has.
            TypeError: It is given anything else.
            MissingExtraError: pandas or pyarrow is not installed.
            ModelNotFoundError, MissingComponentError, WeightsError: No text can be read.
        """
        pandas = optional("A QuoteMapper called with a DataFrame", "pandas", "pandas")
        if isinstance(batch, pandas.DataFrame):
            return self._frame(batch)
        if isinstance(batch, Iterator):
            return (self._frame(frame, plain_lists=True) for frame in batch)
        raise TypeError(
            "QuoteMapper maps a pandas.DataFrame or an iterator of them, not "
            f"{type(batch).__name__}; Ray Data needs batch_format='pandas', and "
            "rows() takes a list of dicts"
        )

    def meta(self) -> pandas.DataFrame:
        """Return the frame that a batch without documents gives: what Dask calls ``meta``."""
        return _frame_of([])

    def require_columns(self, columns: Iterable[Any]) -> None:
        """Raise ``ValueError`` unless the columns for text and id are among ``columns``."""
        there = list(columns)
        for role, name in (("text", self.text), ("id", self.id)):
            if name not in there:
                names = ", ".join(map(repr, there)) or "none"
                raise ValueError(
                    f"There is no column {name!r} to take the {role} from; the columns are: "
                    f"{names}. Name the one to take with {role}=…"
                )

    def _frame(self, frame: pandas.DataFrame, *, plain_lists: bool = False) -> pandas.DataFrame:
        rows: list[dict[str, Any]] = []
        if len(frame.columns) or len(frame):  # Ray may send a batch without even columns
            self.require_columns(frame.columns)
            pairs = zip(_cells(frame[self.text]), _cells(frame[self.id]), strict=True)
            rows = self._rows(pairs)
        return _frame_of(rows, plain_lists=plain_lists)

    def _pair(self, record: Mapping[str, Any]) -> Pair:
        if self.text not in record or self.id not in record:
            self.require_columns(record)
        return record[self.text], record[self.id]

    def _rows(self, pairs: Iterable[Pair]) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for group in batches(pairs, _READ_AT_ONCE):
            # An unpacked pipeline is this module's own, so it is guarded, and its memory freed,
            # just as with those that quotex loads by name.
            with alone_with(None):
                model = _unpack(self.model) if isinstance(self.model, Packed) else self.model
                texts = [text for text, _ in group]
                outcomes = read_batch(model, texts, self.options, free=True)
            for (text, name), outcome in zip(group, outcomes, strict=True):
                if name is None:
                    outcome = ValueError("the id is null")
                found += to_rows(_document(name), as_quotes(text, outcome))
        return found


def _travelling(model: Model | Language) -> Model | Packed:
    """The model in a form that means the same in a process with another working directory."""
    if model is None:
        return None
    if not isinstance(model, (str, PathLike)):
        return Packed.of(model)
    name = fspath(model)
    if Path(name).is_dir():
        from spacy.util import is_package

        if not is_package(name):  # which goes before a folder of that name
            return str(Path(name).absolute())
    return name


# Keyed by content: each task of an engine brings a copy of the same pipeline.
@lru_cache(maxsize=2)
def _unpack(packed: Packed) -> Language:
    return packed.unpack()


def _document(name: Any) -> str:
    if name is None:
        return ""
    if isinstance(name, float) and name.is_integer():
        name = int(name)  # pandas makes floats of whole numbers as soon as one is null
    return str(name)


def _cells(column: pandas.Series) -> Iterator[Any]:
    """The cells of a column, with ``None`` for each of the nulls that pandas knows."""
    return (None if null else cell for cell, null in zip(column, column.isna(), strict=True))


def _frame_of(rows: list[dict[str, Any]], *, plain_lists: bool = False) -> pandas.DataFrame:
    pandas = optional("A QuoteMapper called with a DataFrame", "pandas", "pandas")

    def dtype(kind: Any) -> Any:
        nested = kind.num_fields > 0
        return None if nested and plain_lists else pandas.ArrowDtype(kind)

    return arrow_table(rows).to_pandas(types_mapper=dtype)
