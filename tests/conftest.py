"""Fixtures shared by all tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from spacy.language import Language


@pytest.fixture(scope="session")
def english() -> Language:
    """The English pipeline that quotex finds by itself, without the parts it does not read."""
    from quotex.models import get_model

    return get_model()


@pytest.fixture(scope="session")
def pipeline() -> Language:
    """A whole English pipeline, as a user loads it, with quotex added."""
    import spacy

    from quotex.models import best_installed

    nlp = spacy.load(best_installed())
    nlp.add_pipe("quotex")
    return nlp
