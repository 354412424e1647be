"""Ray Data: the quotations of a dataset of texts, found by the workers of a cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quotex.extras import optional
from quotex.mapper import QuoteMapper

if TYPE_CHECKING:
    from ray.data import Dataset


def extract_quotes(
    ds: Dataset,
    *,
    text: str = "text",
    id: str = "id",
    batch_size: int | None = 1024,
    concurrency: int | None = None,
    **options: Any,
) -> Dataset:
    """Return the quotations of a Ray ``Dataset`` of documents, lazily, a row each.

    Args:
        ds: The documents, a row each.
        text: The name of its column of texts.
        id: The name of its column that tells the documents apart.
        batch_size: The most documents that a worker gets at once; ``None`` for whole blocks.
        concurrency: The most batches read at once, each by a process of its own with one core;
            by default as many as there are cores.
        options: ``model``, ``speakers``, ``indirect``, ``min_confidence``, ``weights`` and
            ``genre``, as for ``QuoteMapper``.

    Returns:
        Rows of ``quotex.schema``. A document without quotations has none; one that could not be
        read has ``document`` and ``error`` only.

    Raises:
        MissingExtraError: Ray Data is not installed.
        QuotexError, TypeError, ValueError: As for ``QuoteMapper``. What only a worker can find
            out, such as a column that is not there, is raised by Ray when the rows are asked
            for.
    """
    data = optional("quotex.ray", "ray.data", "ray")
    # Tasks, not actors: a worker process outlives its tasks and keeps the model that it loaded.
    return ds.map_batches(
        QuoteMapper(text, id, **options),
        batch_size=batch_size,
        batch_format="pandas",
        compute=data.TaskPoolStrategy(size=concurrency),
        udf_modifying_row_count=True,  # else a later limit(n) would limit the documents
    )
