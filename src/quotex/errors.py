"""Every exception quotex raises on purpose.

    QuotexError
    ├── ModelNotFoundError      no spaCy pipeline to read the text with
    ├── MissingExtraError       an optional package is needed for what was asked
    ├── MissingComponentError   the spaCy pipeline lacks a part that quotex reads
    ├── WeightsError            a weights file is missing, damaged or of another version
    ├── TrainingError           weights cannot be learned from this gold, or put there
    ├── GoldError               gold annotations or predictions cannot be read
    ├── ArchiveError            an archive of documents, or a run over it, cannot be gone on with
    └── DocumentError           one document of a batch failed

Wrong argument types raise the built-in ``TypeError``; wrong values raise ``ValueError``.
"""

from __future__ import annotations


class QuotexError(Exception):
    """Base class: catch this to catch everything quotex raises on purpose."""


class ModelNotFoundError(QuotexError):
    """The spaCy pipeline asked for, or any English one, is not installed or cannot be loaded.

    When it is there but spaCy cannot load it, ``__cause__`` holds spaCy's own exception.
    """


class MissingExtraError(QuotexError, ImportError):
    """An optional package is not installed; the message names the extra that brings it."""

    def __init__(self, feature: str, package: str, extra: str) -> None:
        self._given = feature, package, extra
        super().__init__(
            f"{feature} needs the package {package!r}, which is not installed. "
            f"Run: python -m pip install 'quotex[{extra}]'"
        )

    def __reduce__(self) -> tuple[type[MissingExtraError], tuple[str, str, str]]:
        return type(self), self._given  # the message alone would not do to make it again


class MissingComponentError(QuotexError):
    """The Doc or pipeline has no tags or no dependency parse."""


class WeightsError(QuotexError):
    """Learned weights could not be used."""


class TrainingError(QuotexError):
    """Weights cannot be learned from the gold, or not be written to the folder given."""


class GoldError(QuotexError):
    """Gold annotations, or predictions to compare with them, cannot be read."""


class ArchiveError(QuotexError):
    """The documents cannot be read as asked, or an interrupted run over them not be resumed."""


class DocumentError(QuotexError):
    """One document of a batch failed; ``__cause__`` holds the original exception."""
