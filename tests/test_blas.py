"""Products by numpy's OpenBLAS: the same for a row in any company, on one thread."""

from __future__ import annotations

import numpy as np
import pytest
from thinc.api import NumpyOps

from quotex import blas
from quotex.models import get_model
from quotex.reading import read

pytestmark = pytest.mark.model

TEXT = "The harbour master, Ann Lee, said on Monday that no boat would leave before noon."


@pytest.fixture
def threads(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Stand in for OpenBLAS: the thread counts set, the first one being what it began with."""
    counts = [8]
    monkeypatch.setattr(blas, "_thread_count", lambda: (lambda: counts[-1], counts.append))
    return counts


@pytest.mark.parametrize("columns", [16, 96, 288, 1152])
def test_the_product_of_a_row_does_not_depend_on_the_others(columns: int) -> None:
    ops = blas.OpenBlasOps()
    random = np.random.default_rng(7)
    x = random.random((700, columns), dtype="f") - 0.5
    weights = random.random((64, columns), dtype="f") - 0.5
    together = ops.gemm(x, weights, trans2=True)
    assert together == pytest.approx(NumpyOps().gemm(x, weights, trans2=True), abs=1e-4)
    for count in (0, 1, 2, 3, 4, 5, 7, 15, 16, 17, 31, 33, 100, 333):
        assert np.array_equal(ops.gemm(x[:count], weights, trans2=True), together[:count])


def test_other_forms_of_product() -> None:
    ops, out = blas.OpenBlasOps(), np.zeros((2, 2), dtype="f")
    x = np.array([[1, 2], [3, 4]], dtype="f")
    y = np.array([[5, 6], [7, 8]], dtype="f")
    assert ops.gemm(x, y).tolist() == [[19, 22], [43, 50]]
    assert ops.gemm(x, y, trans1=True).tolist() == [[26, 30], [38, 44]]
    assert ops.gemm(x, y, out=out, trans2=True).tolist() == out.tolist() == [[17, 23], [39, 53]]


def test_a_product_takes_one_thread_and_gives_the_others_back(threads: list[int]) -> None:
    blas.OpenBlasOps().gemm(np.ones((2, 2), dtype="f"), np.ones((2, 2), dtype="f"))
    assert threads == [8, 1, 8]


def test_the_last_of_several_gives_the_threads_back(threads: list[int]) -> None:
    with blas._one_thread():
        with blas._one_thread():
            assert threads == [8, 1]
        assert threads == [8, 1]
    assert threads == [8, 1, 8]


def test_pipelines_that_quotex_loads_multiply_so() -> None:
    if blas._thread_count() is None:
        pytest.skip("numpy brings no OpenBLAS here")
    parser = get_model().get_pipe("parser").model
    assert {type(layer.ops) for layer in parser.walk()} == {blas.OpenBlasOps}


def test_without_openblas_all_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    import spacy

    monkeypatch.setattr(blas, "_thread_count", lambda: None)
    nlp = spacy.blank("en")
    nlp.add_pipe("tagger", config={"label_smoothing": 0.0})
    nlp.get_pipe("tagger").add_label("NN")
    nlp.initialize()
    blas.speed_up(nlp)
    assert {type(layer.ops) for layer in nlp.get_pipe("tagger").model.walk()} == {NumpyOps}


def test_a_text_is_read_alone_as_among_others() -> None:
    nlp = get_model()
    words = TEXT.split()
    texts = [" ".join(words[:count]) for count in range(1, len(words) + 1)]
    together = list(read(nlp, texts * 9))[: len(texts)]
    for text, doc in zip(texts, together, strict=True):
        (alone,) = read(nlp, [text])
        assert np.array_equal(alone.tensor, doc.tensor)
