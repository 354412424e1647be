"""Who speaks most: what is counted, who is one, and how tables and charts show it."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

import quotex
from quotex import MissingExtraError, Quote, Quotes, Span, Speaker, link_speakers, speaker_counts
from quotex.schema import to_rows
from quotex.types import QuoteType
from samples import QUOTES

MIKE, MICHAEL = Speaker("Mike Tarrow", title="minister"), Speaker("Michael Tarrow")
RUTH = Speaker("Ruth Calder")


def document(*said: tuple[Speaker | None, QuoteType, str]) -> Quotes:
    """A document of nothing but quotations, in their own marks."""
    text, quotes = "", []
    for speaker, kind, words in said:
        start, text = len(text), f"{text}{words} "
        end = start + len(words)
        span = Span(words, start, end)
        quotes.append(Quote(words, start, end, (span,), kind, speaker=speaker))
    return Quotes(quotes, text)


DOCUMENTS = {
    "a": document((MIKE, "direct", "“One two three.”"), (RUTH, "indirect", "it was four five")),
    "b": document((MICHAEL, "mixed", "that “six” came"), (MICHAEL, "direct", "“Seven.”")),
    "c": document((RUTH, "direct", "“Eight nine.”"), (None, "direct", "“Ten, and eleven.”")),
    "d": Quotes(text="Nobody speaks."),
    "e": Quotes(error="it could not be read"),
}
# words: 3 + 3 + 1, 4 + 2 and 3 of 16
EXPECTED = [
    ("Michael Tarrow", 2, 3, 7, 7 / 16, 2, 1, 0),
    ("Ruth Calder", 2, 2, 6, 6 / 16, 1, 0, 1),
    (None, 1, 1, 3, 3 / 16, 1, 0, 0),
]


def rows() -> list[Mapping[str, Any]]:
    return [row for name, quotes in DOCUMENTS.items() for row in to_rows(name, quotes)]


@pytest.mark.parametrize(
    "results",
    [DOCUMENTS.values(), iter(DOCUMENTS.values()), rows()],
    ids=["quotes", "once", "rows"],
)
def test_counts_by_speaker_across_documents(results: Any) -> None:
    found = speaker_counts(results)
    assert [tuple(row.values()) for row in found.to_rows()] == EXPECTED
    assert sum(row.share for row in found) == pytest.approx(1)


def test_links_that_are_given_decide() -> None:
    table = [
        {"speaker": "Tarrow the elder", "name": "Mike Tarrow", "title": "minister"},
        {"speaker": "Tarrow the younger", "name": "Michael Tarrow"},
    ]
    links = link_speakers(DOCUMENTS.values(), corrections=table)
    found = speaker_counts(DOCUMENTS.values(), links=links)
    assert [(row.speaker, row.words) for row in found] == [
        ("Ruth Calder", 6),
        ("Tarrow the younger", 4),
        ("Tarrow the elder", 3),
        (None, 3),
    ]


def test_links_of_other_documents_do_not_do() -> None:
    with pytest.raises(KeyError, match="Ruth Calder"):
        speaker_counts([DOCUMENTS["c"]], links=link_speakers([DOCUMENTS["b"]]))


def test_a_blank_name_is_none() -> None:
    (row,) = speaker_counts([document((Speaker(" "), "direct", "“One.”"))])
    assert (row.speaker, row.words) == (None, 1)


def test_what_is_no_result_is_named() -> None:
    with pytest.raises(TypeError, match=r"speaker_counts takes Quotes.*not the str 'a text'"):
        speaker_counts(["a text"])  # type: ignore[list-item]


def test_nobody() -> None:
    found = speaker_counts([])
    assert (len(found), found.to_rows(), repr(found)) == (0, [], "<SpeakerCounts: nobody speaks>")


def test_it_is_an_immutable_sequence() -> None:
    found = speaker_counts(DOCUMENTS.values())
    assert found[0].speaker == "Michael Tarrow"
    assert [row.speaker for row in found[1:]] == ["Ruth Calder", None]
    assert isinstance(found[1:], type(found))
    assert pickle.loads(pickle.dumps(found)) == found
    with pytest.raises(AttributeError):
        found.rows = ()  # type: ignore[misc]


def test_as_a_data_frame() -> None:
    pytest.importorskip("pandas")
    frame = speaker_counts(DOCUMENTS.values()).to_pandas()
    assert frame["words"].tolist() == [7, 6, 3]
    assert list(frame.columns) == [
        "speaker",
        "documents",
        "quotations",
        "words",
        "share",
        "direct",
        "mixed",
        "indirect",
    ]


def test_as_lines() -> None:
    lines = repr(speaker_counts(DOCUMENTS.values())).splitlines()
    assert lines[0].split() == ["speaker", "documents", "quotations", "words", "share"]
    assert lines[1].split() == ["Michael", "Tarrow", "2", "3", "7", "43.8%"]


class Table(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.cells: list[str] = []
        self.tags: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.add(tag)
        if tag in ("td", "th"):
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        if self.cells:
            self.cells[-1] += data


def test_as_a_table_of_html() -> None:
    cells = Table(speaker_counts(DOCUMENTS.values())._repr_html_()).cells
    assert cells[8:16] == ["Michael Tarrow", "2", "3", "7", "43.8%", "2", "1", "0"]
    assert cells[-8] == "no named speaker"


def test_a_hostile_name_stays_a_name() -> None:
    evil = "<img src=x onerror=alert(1)> \ud800\x00"
    html = speaker_counts([document((Speaker(evil), "direct", "“One.”"))])._repr_html_()
    html.encode("utf-8")
    assert "img" not in Table(html).tags
    assert Table(html).cells[8].startswith("<img src=x onerror=alert(1)>")


def test_a_long_table_says_what_is_missing() -> None:
    first = [b + a for a in "abcdefgh" for b in "BCDFGHLM"]
    said = [(Speaker(f"{name}rnox Quill{name}"), "direct", "“One.”") for name in first]
    found = speaker_counts([document(*said)])  # type: ignore[arg-type]
    assert "and 14 more" in found._repr_html_()
    assert "and 14 more" in repr(found)


@pytest.mark.parametrize("by", ["words", "quotations"])
@pytest.mark.parametrize("form", ["png", "svg", "pdf"])
def test_charts_are_saved(by: Any, form: str, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    path = tmp_path / f"chart.{form}"
    speaker_counts(DOCUMENTS.values()).plot(by).savefig(path)
    start = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}[form]
    assert path.read_bytes().startswith(start)


def test_a_chart_of_words_shows_shares() -> None:
    pytest.importorskip("matplotlib")
    (axes,) = speaker_counts(DOCUMENTS.values()).plot(top=2).axes
    assert [bar.get_width() for bar in axes.patches] == pytest.approx([43.75, 37.5])
    assert [label.get_text() for label in axes.get_yticklabels()] == [
        "Michael Tarrow",
        "Ruth Calder",
    ]
    assert axes.yaxis.get_inverted()  # who says the most is on top


def test_a_chart_of_quotations_stacks_the_types() -> None:
    pytest.importorskip("matplotlib")
    (axes,) = speaker_counts(DOCUMENTS.values()).plot("quotations").axes
    widths = [[bar.get_width() for bar in bars] for bars in axes.containers]
    assert widths == [[2, 1, 1], [1, 0, 0], [0, 1, 0]]
    legend = axes.get_legend()
    assert legend is not None
    assert [t.get_text() for t in legend.get_texts()] == ["direct", "mixed", "indirect"]


def test_a_chart_shows_itself_in_a_notebook_and_takes_any_name() -> None:
    pytest.importorskip("matplotlib")
    odd = Speaker("$\\frac{ \ud800\n<b>")
    figure: Any = speaker_counts([document((odd, "direct", "“One.”"))]).plot()
    assert figure._repr_png_().startswith(b"\x89PNG")
    assert speaker_counts([]).plot().axes


def test_no_pyplot_keeps_the_figures() -> None:
    pytest.importorskip("matplotlib")
    import sys

    speaker_counts(DOCUMENTS.values()).plot()
    assert "matplotlib.pyplot" not in sys.modules


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"by": "hours"}, "by must be 'words' or 'quotations', not 'hours'"),
        ({"top": 0}, "top must"),
    ],
)
def test_wrong_options_of_a_chart(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        speaker_counts(DOCUMENTS.values()).plot(**options)


def test_without_the_extra_its_name_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def without(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr("quotex.extras.import_module", without)
    with pytest.raises(MissingExtraError, match=r"'matplotlib'.*quotex\[charts\]"):
        speaker_counts(DOCUMENTS.values()).plot()


def test_the_words_are_those_of_the_cast() -> None:
    found = speaker_counts([QUOTES])
    assert {row.speaker: row.words for row in found} == {
        "Ann Lee": 7,  # that the plan was “sound” <for now>
        "Bo Diaz": 5,  # We asked, and nobody answered.
        None: 1,  # Nobody,
    }
    again = speaker_counts([evolve(QUOTES, text="")])
    assert again == found
    assert quotex.speaker_counts is speaker_counts
