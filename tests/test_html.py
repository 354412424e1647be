"""HTML: well-formed for any nesting, nothing unescaped, nothing lost."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contrast import ENOUGH, contrast, hexed, hsl, variables
from quotex import html
from quotex.lexicon import read_data
from quotex.quotes import Quotes
from quotex.types import Cue, Mention, Quote, Span, Speaker
from samples import QUOTES, TEXT, only_a_pronoun

VOID = {"meta", "br"}


class Reader(HTMLParser):
    """Checks that elements nest, and collects the text of the article and its elements."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[tuple[str, dict[str, str | None]]] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.article = ""
        self.inside: list[tuple[str, frozenset[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.stack.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        opened, _ = self.stack.pop()
        assert opened == tag

    def handle_data(self, data: str) -> None:
        classes = [str(attrs.get("class") or "") for _, attrs in self.stack]
        if "qx-text" in classes:
            self.article += data
            marks = {name for group in classes for name in group.split()}
            self.inside.append((data, frozenset(marks & {"qx-q", "qx-mention", "qx-cue"})))


def parse(words: str) -> Reader:
    reader = Reader()
    reader.feed(words)
    reader.close()
    assert reader.stack == []
    return reader


def text_marked(reader: Reader, name: str) -> list[str]:
    return [words for words, marks in reader.inside if name in marks]


def test_the_article_is_all_there() -> None:
    assert parse(QUOTES.to_html()).article == TEXT


def test_quotations_mentions_and_cues_are_marked() -> None:
    reader = parse(QUOTES.to_html(page=False))
    assert text_marked(reader, "qx-q") == [
        "that the plan was “sound” <for now>",
        "“We asked,”",
        "“and nobody answered.”",
        "“Nobody,”",
    ]
    assert text_marked(reader, "qx-mention") == ["Mayor Ann Lee", "Bo Diaz", "a clerk"]
    assert text_marked(reader, "qx-cue") == ["said", "replied"]


def test_hover_says_who_how_sure_and_why() -> None:
    titles = [attrs["title"] for _, attrs in parse(QUOTES.to_html()).elements if "title" in attrs]
    assert titles[0] == "Ann Lee, Mayor\nmixed, confidence 0.97\nsubject of the cue"
    assert titles[1] == (
        "Bo Diaz\ndirect, confidence 0.90\nto Ann Lee, confidence 0.60\nname beside the cue"
    )


def test_each_speaker_has_a_colour_of_its_own_and_a_count() -> None:
    words = QUOTES.to_html(page=False)
    legend = words[words.index("<ul") : words.index("</ul>")]
    hues = re.findall(r"--qx-h:(\d+)", legend)
    assert len(set(hues)) == len(hues) == 3
    assert (
        '<bdi>Ann Lee</bdi> <bdi class="qx-role">Mayor</bdi> <span class="qx-count">1</span>'
        in legend
    )


def test_the_unresolved_are_counted() -> None:
    quotes = Quotes((Quote("“x”", 0, 3, (Span("“x”", 0, 3),), "direct"),), "“x”")
    assert 'unresolved <span class="qx-count">1</span>' in quotes.to_html()


def test_people_who_are_only_pronouns_are_not_one_speaker() -> None:
    text = "“A,” she said. “B,” she said."
    words = Quotes(tuple(only_a_pronoun(text, start) for start in (0, 15)), text).to_html()
    assert 'unresolved <span class="qx-count">2</span>' in words
    assert text_marked(parse(words), "qx-mention") == ["she", "she"]
    assert "she\ndirect, confidence 0.80" in words


def test_a_hostile_text_stays_text() -> None:
    evil = "<script>alert(1)</script>\" onmouseover='x' \x00\x1b\ud800"
    quote = Quote(
        evil,
        0,
        len(evil),
        (Span(evil, 0, len(evil)),),
        "direct",
        mention=Mention(evil, 0, len(evil), "name"),
        reason=evil,
    )
    words = Quotes((quote,), evil, evil).to_html(title=evil)
    words.encode("utf-8")
    reader = parse(words)
    assert not {"script"} & {tag for tag, _ in reader.elements}
    assert not any("onmouseover" in attrs for _, attrs in reader.elements)
    assert reader.article == evil.replace("\x00\x1b\ud800", "\ufffd\ufffd\ufffd")


def test_nothing_is_loaded_from_elsewhere() -> None:
    words = QUOTES.to_html()
    assert not re.search(r"https?:|<script|<link|@import|url\(|\bsrc=", words)


def test_a_notebook_shows_the_beginning_of_a_long_text() -> None:
    long = Quotes(QUOTES.quotes, TEXT + "x" * html.NOTEBOOK_LIMIT)
    assert len(parse(long._repr_html_()).article) == html.NOTEBOOK_LIMIT
    assert "of 20,1" in long._repr_html_()
    assert len(parse(long.to_html()).article) == len(long.text)


def test_an_error_is_shown() -> None:
    assert "could not be read: TypeError" in Quotes(error="TypeError: x").to_html()


def test_crossing_layers_are_split_and_numbered_once() -> None:
    outer = Quote("abcd", 0, 4, (Span("abcd", 0, 4),), "indirect")
    inner = Quote("cdef", 2, 6, (Span("cdef", 2, 6),), "direct")
    words = html.render("abcdef", [outer, inner])
    reader = parse(words)
    assert reader.article == "abcdef"
    numbered = [attrs for _, attrs in reader.elements if "data-n" in attrs]
    assert len(numbered) == 2


@st.composite
def any_quotes(draw: st.DrawFn) -> Quotes:
    text = draw(st.text(alphabet="ab<&\"' \n“”", min_size=1, max_size=12))

    def ends() -> tuple[int, int]:
        start = draw(st.integers(0, len(text)))
        return start, draw(st.integers(start, len(text)))

    quotes = []
    for _ in range(draw(st.integers(0, 4))):
        (a, b), (c, d), (e, f) = ends(), ends(), ends()
        quotes.append(
            Quote(
                text[a:b],
                a,
                b,
                (Span(text[a:b], a, b),),
                draw(st.sampled_from(["direct", "mixed", "indirect"])),
                mention=Mention(text[c:d], c, d, "name"),
                cue=Cue(text[e:f], e, f, "say"),
            )
        )
    return Quotes(tuple(quotes), text)


@given(any_quotes())
def test_any_nesting_is_well_formed_and_complete(quotes: Quotes) -> None:
    reader = parse(quotes.to_html(page=False))
    assert reader.article == quotes.text
    covered = {i for quote in quotes for i in range(quote.start, quote.end)}
    assert sum(map(len, text_marked(reader, "qx-q"))) == len(covered)


@pytest.mark.parametrize(
    ("theme", "background"),
    [
        ("@media (prefers-color-scheme: dark) {\n  .quotex", "#16181c"),
        ('[data-jp-theme-light="false"] .quotex', "#16181c"),
        ('[data-jp-theme-light="true"] .quotex', "#ffffff"),
        ("html[theme=dark] .quotex", "#16181c"),
        ("html[theme=light] .quotex", "#ffffff"),
        ("@media print", "#ffffff"),
    ],
)
def test_style_knows_the_theme(theme: str, background: str) -> None:
    words = QUOTES.to_html(page=False)
    _, _, rules = words.partition(theme)
    assert re.match(rf"[^}}]*--qx-bg: {background}", rules)


def test_paper_is_white_in_every_theme() -> None:
    words = QUOTES.to_html(page=False)
    _, _, rules = words.partition("@media print")
    assert "html[theme] .quotex" in rules
    assert "[data-jp-theme-light] .quotex" in rules


def test_every_theme_has_contrast_enough_for_every_speaker() -> None:
    themes = [t for t in variables(read_data("quotes.css"), "--qx-") if "bg" in t]
    assert len(themes) == 5  # light, dark, a notebook's light and dark, paper
    for theme in themes:
        share = {name: float(theme[name].rstrip("%")) for name in ("s", "l", "edge-s", "ink-l")}
        page = hexed(theme["bg"])
        for words in ("fg", "dim", "error"):
            assert contrast(hexed(theme[words]), page) >= ENOUGH
        for hue in range(360):
            quotation = hsl(hue, share["s"], share["l"])
            number = hsl(hue, share["edge-s"], share["ink-l"])
            assert contrast(number, quotation) >= ENOUGH
            assert contrast(number, page) >= ENOUGH
            assert contrast(hexed(theme["fg"]), quotation) >= ENOUGH
            assert contrast(hexed(theme["fg"]), hsl(hue, 0, share["l"])) >= ENOUGH


def test_a_page_has_a_heading_and_a_main_part() -> None:
    reader = parse(QUOTES.to_html(title="River & dam"))
    assert "<h1>River &amp; dam</h1>" in QUOTES.to_html(title="River & dam")
    assert [tag for tag, _ in reader.elements if tag in ("main", "h1")] == ["main", "h1"]


def test_the_same_quotations_give_the_same_page() -> None:
    # Under many hash seeds a set would show the twelve in another order.
    text = "abcd"
    twelve = [
        Quote(text, 0, 4, (Span(text, 0, 4),), "direct", speaker=Speaker(name), reason=name)
        for name in "abcdefghijkl"
    ]
    titles = re.findall(r'title="(\w)', html.render(text, twelve, style=False))
    assert titles == list("abcdefghijkl")
