"""Ray Data on a cluster of its own: worker processes on two cores."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from many_documents import DOCUMENTS, SAID, UNREAD, in_order, rows_of_pipe, said
from quotex import QuoteMapper, schema

if TYPE_CHECKING:
    from ray.data import Dataset

pytestmark = [pytest.mark.engines, pytest.mark.slow, pytest.mark.model]
ray = pytest.importorskip("ray", reason="pip install 'quotex[ray]'")
pytest.importorskip("ray.data", reason="pip install 'quotex[ray]'")


@pytest.fixture(scope="module", autouse=True)
def cluster() -> Iterator[None]:
    ray.init(num_cpus=2, include_dashboard=False, configure_logging=False)
    ray.data.DataContext.get_current().enable_progress_bars = False
    yield
    ray.shutdown()


@pytest.fixture
def documents() -> Dataset:
    import pyarrow as pa

    ids, texts = zip(*DOCUMENTS, strict=True)
    return ray.data.from_arrow(pa.table({"other": [0] * len(ids), "id": ids, "text": texts}))


def test_the_rows_are_those_of_pipe(documents: Dataset) -> None:
    from quotex.ray import extract_quotes

    rows = in_order(extract_quotes(documents.repartition(4)).take_all())
    assert said(rows) == SAID
    assert {row["document"]: row["error"] for row in rows if row["error"]} == UNREAD
    assert rows == rows_of_pipe()


def test_the_mapper_is_used_unchanged_by_other_processes(documents: Dataset) -> None:
    mapper = QuoteMapper(speakers=["Ann Lee"], min_confidence=0.5)

    def with_process(frame: Any) -> Any:
        return mapper(frame).assign(process=os.getpid())

    parts = documents.repartition(4)
    placed = in_order(parts.map_batches(with_process, batch_format="pandas").take_all())
    processes = {row.pop("process") for row in placed}
    assert os.getpid() not in processes
    assert len(processes) == 2
    rows = in_order(parts.map_batches(mapper, batch_format="pandas").take_all())
    assert rows == placed == rows_of_pipe(speakers=["Ann Lee"], min_confidence=0.5)


def test_the_class_makes_actors(documents: Dataset) -> None:
    found = documents.map_batches(
        QuoteMapper,
        fn_constructor_kwargs={"indirect": False},
        batch_format="pandas",
        compute=ray.data.ActorPoolStrategy(size=2),
    )
    assert in_order(found.take_all()) == rows_of_pipe(indirect=False)


def test_batches_and_processes_can_be_limited(documents: Dataset) -> None:
    from quotex.ray import extract_quotes

    found = extract_quotes(documents, batch_size=2, concurrency=1)
    assert in_order(found.take_all()) == rows_of_pipe()


def test_a_limit_counts_rows(documents: Dataset) -> None:
    from quotex.ray import extract_quotes

    first = extract_quotes(documents).limit(3).take_all()
    assert [row["document"] for row in first] == ["harbour"] * 3


def test_the_rows_go_through_parquet(documents: Dataset, tmp_path: Any) -> None:
    import pyarrow.parquet

    from quotex.ray import extract_quotes

    extract_quotes(documents.repartition(4)).write_parquet(str(tmp_path / "quotes"))
    table = pyarrow.parquet.read_table(tmp_path / "quotes")
    assert in_order(table.to_pylist()) == rows_of_pipe()
    assert table.schema.names == schema.arrow_schema().names
    assert table.schema.types == schema.arrow_schema().types


def test_what_goes_wrong_is_raised(documents: Dataset) -> None:
    from quotex.ray import extract_quotes

    with pytest.raises(Exception, match=r"no column 'body' .* 'other', 'id', 'text'"):
        extract_quotes(documents, text="body").take_all()
    with pytest.raises(Exception, match="spacy download no_such_model"):
        extract_quotes(documents, model="no_such_model").take_all()
