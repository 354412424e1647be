"""Dask: the quotations of a column of texts, found by the workers of a cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quotex.extras import optional
from quotex.mapper import QuoteMapper

if TYPE_CHECKING:
    from dask.dataframe import DataFrame


def extract_quotes(
    df: DataFrame, *, text: str = "text", id: str = "id", **options: Any
) -> DataFrame:
    """Return the quotations of a Dask ``DataFrame`` of documents, lazily, a row each.

    Args:
        df: The documents, a row each; every partition is read as one task.
        text: The name of its column of texts.
        id: The name of its column that tells the documents apart.
        options: ``model``, ``speakers``, ``indirect``, ``min_confidence``, ``weights`` and
            ``genre``, as for ``QuoteMapper``.

    Returns:
        Rows of ``quotex.schema`` in the order of the documents, with as many partitions as
        ``df``; each partition's index counts from 0. A document without quotations has no row;
        one that could not be read has ``document`` and ``error`` only.

    Raises:
        ValueError: ``df`` has no such column; the message lists those it has.
        MissingExtraError: Dask, its data frames or pyarrow are not installed.
        QuotexError, TypeError: As for ``QuoteMapper``. What only a worker can find out, such as
            that it has no model, is raised by Dask when the rows are asked for.
    """
    optional("quotex.dask", "dask.dataframe", "dask")
    mapper = QuoteMapper(text, id, **options)
    mapper.require_columns(df.columns)
    columns = list(dict.fromkeys([text, id]))
    # The rows are not those of df, so neither are the bounds of its index.
    quotes: DataFrame = df[columns].map_partitions(mapper, meta=mapper.meta(), clear_divisions=True)
    return quotes
