"""Apache Spark: the quotations of a column of texts, found by the workers of a cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quotex.extras import optional
from quotex.mapper import QuoteMapper
from quotex.schema import COLUMNS

if TYPE_CHECKING:
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType


def extract_quotes(
    df: DataFrame, *, text: str = "text", id: str = "id", **options: Any
) -> DataFrame:
    """Return the quotations of a Spark ``DataFrame`` of documents, lazily, a row each.

    Args:
        df: The documents, a row each. Only its two columns named here go to Python.
        text: The name of its column of texts.
        id: The name of its column that tells the documents apart. Spark casts it to a string,
            which is exact for whole numbers of any size, with nulls or without.
        options: ``model``, ``speakers``, ``indirect``, ``min_confidence``, ``weights`` and
            ``genre``, as for ``QuoteMapper``.

    Returns:
        Rows of ``schema()``. A document without quotations has none; one that could not be
        read has ``document`` and ``error`` only. The order of the rows is Spark's; sort by
        ``document`` and ``start`` for one that stays.

    Raises:
        ValueError: ``df`` has no such column; the message lists those it has.
        MissingExtraError: pyspark is not installed.
        QuotexError, TypeError: As for ``QuoteMapper``. What only a worker can find out, such as
            that it has no model, is raised by Spark when the rows are asked for.
    """
    structure = schema()
    QuoteMapper(text, id).require_columns(df.columns)
    documents = df.select(
        df[_quoted(text)].alias("text"), df[_quoted(id)].cast("string").alias("id")
    )
    return documents.mapInPandas(QuoteMapper(**options), structure)


def schema() -> StructType:
    """Return the row schema for Spark; every column but ``document`` may be null.

    It is what ``mapInPandas`` wants beside a ``QuoteMapper``. Raises ``MissingExtraError``
    without pyspark.
    """
    types = optional("quotex.spark", "pyspark.sql.types", "spark")
    kinds = {
        "str": types.StringType(),
        "int": types.LongType(),
        "float": types.DoubleType(),
        "ints": types.ArrayType(types.LongType()),
        "strs": types.ArrayType(types.StringType()),
    }
    structure: StructType = types.StructType(
        [
            types.StructField(name, kinds[kind], nullable=name != "document")
            for name, kind in COLUMNS.items()
        ]
    )
    return structure


def _quoted(name: str) -> str:
    """A column's name as one name, even where it holds a dot, which Spark takes for a path."""
    return "`" + name.replace("`", "``") + "`"
