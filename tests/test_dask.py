"""Dask on a cluster of its own: two worker processes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from many_documents import DOCUMENTS, SAID, UNREAD, in_order, rows_of_pipe, said
from quotex import ModelNotFoundError, QuoteMapper, schema

if TYPE_CHECKING:
    from dask.dataframe import DataFrame
    from distributed import Client

pytestmark = [pytest.mark.engines, pytest.mark.slow, pytest.mark.model]
dd = pytest.importorskip("dask.dataframe", reason="pip install 'quotex[dask]'")
distributed = pytest.importorskip("distributed", reason="pip install 'quotex[dask]'")


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    cluster = distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    )
    with cluster, distributed.Client(cluster) as client:
        yield client


@pytest.fixture
def documents(client: Client) -> DataFrame:
    import pandas as pd

    ids, texts = zip(*DOCUMENTS, strict=True)
    frame = pd.DataFrame({"other": 0, "id": ids, "text": texts})
    return dd.from_pandas(frame, npartitions=4)


def plain(frame: Any) -> list[dict[str, Any]]:
    import pyarrow as pa

    return in_order(pa.Table.from_pandas(frame, preserve_index=False).to_pylist())


def test_the_rows_are_those_of_pipe(documents: DataFrame) -> None:
    from quotex.dask import extract_quotes

    rows = plain(extract_quotes(documents).compute())
    assert said(rows) == SAID
    assert {row["document"]: row["error"] for row in rows if row["error"]} == UNREAD
    assert rows == rows_of_pipe()


def test_the_mapper_is_used_unchanged_by_other_processes(documents: DataFrame) -> None:
    mapper = QuoteMapper(speakers=["Ann Lee"], min_confidence=0.5)

    def with_process(frame: Any) -> Any:
        return mapper(frame).assign(process=os.getpid())

    placed = plain(
        documents.map_partitions(with_process, meta=mapper.meta().assign(process=0)).compute()
    )
    processes = {row.pop("process") for row in placed}
    assert os.getpid() not in processes
    assert len(processes) == 2
    rows = plain(documents.map_partitions(mapper, meta=mapper.meta()).compute())
    assert rows == placed == rows_of_pipe(speakers=["Ann Lee"], min_confidence=0.5)


def test_what_is_said_of_the_frame_is_so(documents: DataFrame) -> None:
    import pyarrow as pa

    from quotex.dask import extract_quotes

    quotes = extract_quotes(documents)
    assert not quotes.known_divisions
    for frame in (quotes._meta, quotes.compute(), quotes.partitions[0].compute()):
        types = pa.Schema.from_pandas(frame, preserve_index=False)
        assert types.names == schema.arrow_schema().names
        assert types.types == schema.arrow_schema().types
    assert len(quotes) == len(rows_of_pipe())
    assert set(quotes[quotes.error.isna()].who.compute()) == {"Ann Lee", "Bo Diaz", "Carla Engel"}


def test_the_rows_go_through_parquet(documents: DataFrame, tmp_path: Any) -> None:
    import pyarrow.parquet

    from quotex.dask import extract_quotes

    extract_quotes(documents).to_parquet(tmp_path / "quotes", write_index=False)
    assert in_order(pyarrow.parquet.read_table(tmp_path / "quotes").to_pylist()) == rows_of_pipe()


def test_what_goes_wrong_is_raised(documents: DataFrame) -> None:
    from quotex.dask import extract_quotes

    with pytest.raises(ValueError, match=r"no column 'body' .* 'other', 'id', 'text'"):
        extract_quotes(documents, text="body")
    with pytest.raises(ModelNotFoundError, match="spacy download no_such_model"):
        extract_quotes(documents, model="no_such_model").compute()


def test_threads_take_turns_with_the_model(documents: DataFrame) -> None:
    from quotex.dask import extract_quotes

    rows = plain(extract_quotes(documents).compute(scheduler="threads", num_workers=4))
    assert rows == rows_of_pipe()
