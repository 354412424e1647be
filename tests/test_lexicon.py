"""The word lists and weights that come with quotex."""

from __future__ import annotations

from importlib.resources import files

import pytest

from quotex.lexicon import read_data, read_lines, read_pairs, read_words

LISTS = sorted(
    entry.name for entry in (files("quotex") / "data").iterdir() if entry.name.endswith(".txt")
)


@pytest.mark.parametrize("name", LISTS)
def test_every_list_says_where_it_comes_from(name: str) -> None:
    header = ""
    for line in read_data(name).splitlines():
        if not line.startswith("#"):
            break
        header += line.lower()
    assert any(word in header for word in ("licence", "license", "mit", "public domain", "cc0"))


@pytest.mark.parametrize("name", LISTS)
def test_entries_have_no_comment_and_no_edge(name: str) -> None:
    lines = read_lines(name)
    assert lines
    assert not [line for line in lines if "#" in line or line != line.strip() or not line]


def test_words() -> None:
    assert {"say", "announce"} <= read_words("reporting_verbs.txt")
    assert not any(" " in word for word in read_words("reporting_verbs.txt"))


def test_pairs() -> None:
    assert read_pairs("irregular_verbs.txt")["said"] == "say"
