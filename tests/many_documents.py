"""Documents for the mapper and every engine, and what is in them, written by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import quotex
from quotex import schema

HARBOUR = (
    "“The harbour stays closed,” Ann Lee told reporters. “It opens again in May.”\n\n"
    "Bo Diaz, the mayor, said that the crews were tired. “We thank every one of them,” he said."
)
FERRY = "“No ferry sails today,” said Carla Engel, “and none will tomorrow.”"

DOCUMENTS: list[tuple[str, Any]] = [
    ("harbour", HARBOUR),
    ("nothing", "The road is long and the night is cold."),
    ("null", None),
    ("empty", ""),
    ("ferry", FERRY),
    *((f"report {k}", f"“Number {k} is ready,” Ann Lee said.") for k in range(7)),
]
"""Ids and texts, one of which is no text."""

SAID = {
    "harbour": [
        (
            "Ann Lee",
            "direct",
            "“The harbour stays closed,” Ann Lee told reporters. “It opens again in May.”",
        ),
        ("Bo Diaz", "indirect", "that the crews were tired"),
        ("Bo Diaz", "direct", "“We thank every one of them,”"),
    ],
    "ferry": [("Carla Engel", "direct", FERRY)],
    **{f"report {k}": [("Ann Lee", "direct", f"“Number {k} is ready,”")] for k in range(7)},
}
"""Who says what in which document."""

UNREAD = {"null": "TypeError: a text must be a str, not NoneType"}


def said(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[tuple[str, str, str]]]:
    """Return rows in the form of ``SAID``, without those of documents that were not read."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for row in rows:
        if row["error"] is None:
            found.setdefault(row["document"], []).append((row["who"], row["type"], row["text"]))
    return found


def rows_of_pipe(**options: Any) -> list[dict[str, Any]]:
    """Return the rows that ``pipe`` leads to, in the order of ``in_order``."""
    pairs = [(text, name) for name, text in DOCUMENTS]
    results = quotex.pipe(pairs, as_tuples=True, on_error="record", **options)
    return in_order(row for quotes, name in results for row in schema.to_rows(name, quotes))


def in_order(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Sort rows by document and place: engines give them back in any order."""
    return sorted(rows, key=lambda row: (row["document"], row["start"] or 0))
