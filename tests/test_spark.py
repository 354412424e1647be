"""Apache Spark on a cluster of its own: two executors, each a process with Python workers."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from many_documents import DOCUMENTS, SAID, UNREAD, in_order, rows_of_pipe, said
from quotex import QuoteMapper, schema

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

pytestmark = [pytest.mark.engines, pytest.mark.slow, pytest.mark.model]
pyspark = pytest.importorskip("pyspark", reason="pip install 'quotex[spark]'")
if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
    pytest.skip("Spark needs Java 17 or later", allow_module_level=True)


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    from pyspark.sql import SparkSession

    with pytest.MonkeyPatch.context() as patch:
        # Executors are started from SPARK_HOME with the Python named here; the addresses
        # keep Spark from looking up the name of the machine, which may have none.
        patch.setenv("SPARK_HOME", str(Path(pyspark.__file__).parent))
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        session = (
            SparkSession.builder.master("local-cluster[2,1,2048]")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.ui.enabled", "false")
            .config("spark.scheduler.minRegisteredResourcesRatio", "1")  # both executors take part
            .config("spark.locality.wait", "0")
            .config("spark.sql.execution.arrow.maxRecordsPerBatch", "2")
            .getOrCreate()
        )
        yield session
        session.stop()


@pytest.fixture(scope="module")
def documents(spark: SparkSession) -> DataFrame:
    frame = spark.createDataFrame(DOCUMENTS, "id string, text string")
    return frame.repartition(4).cache()


def plain(df: DataFrame) -> list[dict[str, Any]]:
    return in_order(row.asDict() for row in df.collect())


def test_the_rows_are_those_of_pipe(documents: DataFrame) -> None:
    from quotex.spark import extract_quotes

    rows = plain(extract_quotes(documents))
    assert said(rows) == SAID
    assert {row["document"]: row["error"] for row in rows if row["error"]} == UNREAD
    assert rows == rows_of_pipe()


def test_the_mapper_is_used_unchanged_by_other_processes(documents: DataFrame) -> None:
    from pyspark.sql.types import LongType

    from quotex.spark import schema as spark_schema

    mapper = QuoteMapper(speakers=["Ann Lee"], min_confidence=0.5)

    def with_process(frames: Iterator[Any]) -> Iterator[Any]:
        for frame in mapper(frames):
            yield frame.assign(process=os.getpid(), executor=os.getppid())

    structure = spark_schema().add("process", LongType()).add("executor", LongType())
    placed = plain(documents.mapInPandas(with_process, structure))
    processes = {row.pop("process") for row in placed}
    assert os.getpid() not in processes
    # Four tasks on two executors: the worker of each was used again, with its model.
    assert len(processes) == len({row.pop("executor") for row in placed}) == 2
    rows = plain(documents.mapInPandas(mapper, spark_schema()))
    assert rows == placed == rows_of_pipe(speakers=["Ann Lee"], min_confidence=0.5)


def test_the_columns_are_typed_as_the_schema_says(documents: DataFrame) -> None:
    from pyspark.sql.pandas.types import to_arrow_schema

    from quotex.spark import extract_quotes

    found = extract_quotes(documents.limit(0))
    assert found.collect() == []
    types = to_arrow_schema(found.schema)
    assert types.names == schema.arrow_schema().names
    assert types.types == schema.arrow_schema().types
    assert [field.nullable for field in types] == [f.nullable for f in schema.arrow_schema()]


def test_columns_of_any_name_and_ids_of_any_type(spark: SparkSession) -> None:
    from quotex.spark import extract_quotes

    text = "“We are ready,” Ann Lee said."
    rows = [(2**60 + 1, text), (None, text)]
    df = spark.createDataFrame(rows, "`row.id` bigint, `the ``text``` string")
    found = plain(extract_quotes(df, text="the `text`", id="row.id", indirect=False))
    assert [(row["document"], row["who"], row["error"]) for row in found] == [
        ("", None, "ValueError: the id is null"),
        (str(2**60 + 1), "Ann Lee", None),
    ]


def test_the_rows_go_through_parquet(documents: DataFrame, tmp_path: Path) -> None:
    import pyarrow.parquet

    from quotex.spark import extract_quotes

    extract_quotes(documents).write.parquet(str(tmp_path / "quotes"))
    assert in_order(pyarrow.parquet.read_table(tmp_path / "quotes").to_pylist()) == rows_of_pipe()


def test_a_missing_column_is_known_before_the_job(documents: DataFrame) -> None:
    from quotex.spark import extract_quotes

    with pytest.raises(ValueError, match=r"no column 'body' .* the columns are: 'id', 'text'"):
        extract_quotes(documents, text="body")


def test_a_missing_model_stops_the_job(documents: DataFrame) -> None:
    from quotex.spark import extract_quotes

    with pytest.raises(Exception, match="spacy download no_such_model"):
        extract_quotes(documents, model="no_such_model").collect()
