"""Optional packages: imported when a feature needs them, and missed with the way to get them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from quotex.errors import MissingExtraError


def optional(feature: str, package: str, extra: str) -> Any:
    """Import a module of an optional package.

    Raises ``MissingExtraError``, which names the feature and the extra, when it is not there.
    """
    try:
        return import_module(package)
    except ImportError as exc:
        raise MissingExtraError(feature, package.partition(".")[0], extra) from exc
