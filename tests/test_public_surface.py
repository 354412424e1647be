"""What quotex promises to export, and that importing it stays cheap."""

from __future__ import annotations

import subprocess
import sys

import pytest

import quotex

NAMES = {
    "CastMember",
    "Character",
    "Cue",
    "DocumentError",
    "Mention",
    "MissingComponentError",
    "MissingExtraError",
    "ModelNotFoundError",
    "Quote",
    "QuoteMapper",
    "Quotes",
    "QuotexError",
    "Span",
    "Speaker",
    "WeightsError",
    "__version__",
    "extract_quotes",
    "link_speakers",
    "pipe",
    "speaker_counts",
}


def test_the_names_are_these() -> None:
    assert set(quotex.__all__) == NAMES
    assert set(dir(quotex)) == NAMES


@pytest.mark.parametrize("name", sorted(NAMES))
def test_each_is_there(name: str) -> None:
    assert getattr(quotex, name) is not None


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'extract'"):
        quotex.extract  # noqa: B018


def test_errors_are_one_tree() -> None:
    for name in NAMES:
        if name.endswith("Error"):
            assert issubclass(getattr(quotex, name), quotex.QuotexError)


def test_importing_does_not_import_spacy() -> None:
    script = (
        "import sys, quotex; quotex.Quotes, quotex.Quote, quotex.QuotexError; "
        "quotex.extract_quotes('...'); print('spacy' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert done.stdout == "False\n", done.stderr


def test_a_pipeline_of_others_does_not_pay_for_the_engine() -> None:
    script = (
        "import sys, spacy; spacy.blank('en'); "
        "print('quotex.component' in sys.modules, 'quotex.engine' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert done.stdout == "True False\n", done.stderr
