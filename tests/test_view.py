"""The reading page: what it holds, who is one on it, and that nothing in it can run but its own."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from contrast import ENOUGH, contrast, hexed, hsl, variables
from hostile import WORDS, quotes_of
from quotex.lexicon import read_data
from quotex.linking import link_speakers
from quotex.quotes import Quotes
from quotex.types import Mention, Quote, Span, Speaker
from quotex.view import Article, to_page
from view_pages import ARTICLES, FERRY, PAGE

VOID = {"meta", "br", "input"}
UNCLOSED = {"p"}  # HTML lets the next block close a paragraph


class Page(HTMLParser):
    """Checks that elements nest, and collects them and the text of the articles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[tuple[str, str]] = []
        self.texts: list[str] = []
        self.listed: dict[str, str] = {}
        self.note = ""
        self.words = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        if tag not in VOID:
            self.open.append((tag, str(found.get("class") or "")))
        if found.get("class") == "text":
            self.texts.append("")
        if tag == "li":
            self.note = str(found.get("id") or "")

    def handle_endtag(self, tag: str) -> None:
        while self.open[-1][0] in UNCLOSED and tag not in UNCLOSED:
            self.open.pop()
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        tags = [tag for tag, _ in self.open]
        classes = [name for _, name in self.open]
        if "text" in classes and "n" not in classes:
            self.texts[-1] += data
        if self.note and "li" in tags:
            self.listed[self.note] = self.listed.get(self.note, "") + data
        if not {"script", "style"} & set(tags):
            self.words += data

    def all(self, tag: str, name: str | None = None) -> list[dict[str, str | None]]:
        return [a for t, a in self.tags if t == tag and name in (None, a.get("class"))]


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(PAGE)


def test_all_texts_are_there(page: Page) -> None:
    assert page.texts == [item.quotes.text for item in ARTICLES if item.quotes.error is None]
    assert "This text could not be read: it is not utf-8" in page.words


def test_what_it_says_of_itself(page: Page) -> None:
    assert "Town & ferry" in page.words
    assert "5 articles, 7 quotations, 3 speakers" in page.words


def test_each_quotation_has_a_mark_that_leads_to_its_details_and_back(page: Page) -> None:
    marks = page.all("a", "n")
    assert [m["id"] for m in marks] == [f"q{i}" for i in range(1, 8)]
    assert [m["href"] for m in marks] == [f"#d{i}" for i in range(1, 8)]
    ids = [a["id"] for _, a in page.tags if a.get("id")]
    assert len(ids) == len(set(ids))
    links = [str(a["href"])[1:] for a in page.all("a")]
    assert set(links) <= set(ids)
    assert {f"q{i}" for i in range(1, 8)} <= set(links)


def test_a_mark_says_who_and_which_type(page: Page) -> None:
    labels = [m["aria-label"] for m in page.all("a", "n")]
    # Of the words, Ann Lee has 7 and 3, Bo Diaz 5, Ruth Calder 3 and 1.
    assert labels == [
        "1, Ann Lee, mixed",
        "2, Bo Diaz, direct",
        "?, a clerk, direct",
        "3, Ruth Calder, direct",
        "3, Ruth Calder, direct",
        "?, unresolved, direct",
        "1, Ann Lee, indirect",
    ]


def test_details_say_how_sure_why_and_how_to_cite(page: Page) -> None:
    assert page.listed["d2"] == (
        "2 Bo Diazdirect, confidence 0.90to Ann Lee, confidence 0.60name beside the cue"
        "> “We asked,” … “and nobody answered.”\n>\n"
        "> — **Bo Diaz** (plan.txt, characters 57–108)in the text"
    )
    assert page.listed["d3"].startswith("? a clerkdirect, confidence 0.50an unnamed speaker")
    assert page.listed["d6"].startswith("? speaker unresolveddirect")


def test_the_legend_counts_quotations_and_words(page: Page) -> None:
    assert re.search(r"Ann Lee Mayor 2 quotations, \d+% of words", page.words)
    assert "Bo Diaz 1 quotation, 2" in page.words  # 5 of 21 words
    assert "no named speaker 2 quotations, 1" in page.words  # 2 of 21
    shares = [int(share) for share in re.findall(r"(\d+)% of words", page.words)]
    assert shares == [48, 24, 19, 10]
    firsts = [a["href"] for a in page.all("a") if a.get("data-s") is not None]
    assert firsts == ["#q1", "#q2", "#q4", "#q3"]


def test_types_are_counted(page: Page) -> None:
    assert "direct 5" in page.words
    assert "mixed 1" in page.words
    assert "indirect 1" in page.words


def test_speakers_of_two_articles_are_one() -> None:
    text = "“Go,” said Lee. "
    mike = Quote("“Go,”", 0, 5, (Span("“Go,”", 0, 5),), "direct", Speaker("Mike Tarrow"))
    michael = Quote("“Go,”", 0, 5, (Span("“Go,”", 0, 5),), "direct", Speaker("Michael Tarrow"))
    articles = [Article("a", Quotes((mike,), text)), Article("b", Quotes((michael,), text))]
    joined = Page(to_page(articles))
    assert "1 speaker" in joined.words
    assert "here Mike Tarrow" in joined.listed["d1"]
    assert "here" not in joined.listed["d2"]
    table = [{"speaker": name, "name": name} for name in ("Mike Tarrow", "Michael Tarrow")]
    links = link_speakers([item.quotes for item in articles], corrections=table)
    assert "2 speakers" in Page(to_page(articles, links=links)).words


def test_nothing_runs_but_its_own_script(page: Page) -> None:
    (script,) = re.findall(r"<script>(.*?)</script>", PAGE, re.S)
    digest = b64encode(sha256(script.encode()).digest()).decode()
    (policy,) = (a["content"] for a in page.all("meta") if a.get("http-equiv"))
    assert policy == (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'"
    )
    assert not re.search(r"https?:|<link|@import|url\(|\bsrc=", PAGE)


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_hostile_words_stay_words(words: str) -> None:
    html = to_page([Article(words, quotes_of(words))], title=words)
    html.encode("utf-8")
    page = Page(html)
    assert len(page.all("script")) == 1
    assert not {"img", "svg", "iframe", "base", "link", "math"} & {tag for tag, _ in page.tags}
    assert not any(name.startswith("on") for _, a in page.tags for name in a)


def test_interrupted_and_nested_quotations_have_one_mark_each() -> None:
    text = "abcdefgh"

    def over(*ends: tuple[int, int]) -> Quote:
        spans = tuple(Span(text[a:b], a, b) for a, b in ends)
        start, end = spans[0].start, spans[-1].end
        return Quote(text[start:end], start, end, spans, "direct")

    crossing = Quotes((over((0, 3), (5, 7)), over((0, 3)), over((2, 6))), text)
    page = Page(to_page([Article("a", crossing)]))
    assert page.texts == [text]
    assert [m["id"] for m in page.all("a", "n")] == ["q1", "q2", "q3"]


def test_many_articles_begin_folded() -> None:
    def unfolded(count: int) -> int:
        page = Page(to_page([ARTICLES[1]] * count))
        return sum("open" in a for a in page.all("details")) - 2  # the two lists at the side

    assert (unfolded(10), unfolded(11)) == (10, 0)


def test_nothing_at_all() -> None:
    words = Page(to_page([])).words
    assert "0 articles, 0 quotations, 0 speakers" in words
    assert "Nobody is quoted." in words


def test_a_pronoun_is_no_speaker() -> None:
    quote = Quote(
        "“No.”",
        FERRY.index("“No.”"),
        len(FERRY),
        (Span("“No.”", FERRY.index("“No.”"), len(FERRY)),),
        "direct",
        mention=Mention("she", FERRY.index("she"), FERRY.index("she") + 3, "pronoun"),
    )
    page = Page(to_page([Article("a", Quotes((quote,), FERRY))]))
    assert page.all("a", "n")[0]["aria-label"] == "?, she, direct"
    assert "0 speakers" in page.words


def test_the_page_is_not_many_times_its_text() -> None:
    # An article as news has them: some 4,000 characters, a tenth of them within quotations.
    filler = "The valley has waited for a bridge since the old one fell. " * 25
    text = f"{FERRY} {filler}{FERRY.replace('ferry', 'train')} {filler}"
    second = text.index("“The train")
    quotes = [
        Quote(
            q.text.replace("ferry", "train") if at else q.text,
            q.start + at,
            q.end + at,
            tuple(Span(p.text, p.start + at, p.end + at) for p in q.parts),
            q.type,
            q.speaker,
            confidence=q.confidence,
            reason=q.reason,
        )
        for at in (0, second)
        for q in ARTICLES[1].quotes
    ]
    one = Article("article.txt", Quotes(quotes, text))
    added = len(to_page([one] * 20)) - len(to_page([one] * 10))
    assert added < 3 * 10 * len(text)


def test_every_theme_has_contrast_enough_for_every_speaker() -> None:
    themes = [t for t in variables(read_data("view.css")) if "bg" in t]
    assert len(themes) == 2
    for theme in themes:
        share = {name: float(theme[name].rstrip("%")) for name in ("s", "l", "edge-s", "ink-l")}
        page = hexed(theme["bg"])
        for words in ("fg", "dim", "error", "link"):
            assert contrast(hexed(theme[words]), page) >= ENOUGH
        assert contrast(hexed(theme["fg"]), hexed(theme["box"])) >= ENOUGH
        for hue in range(360):
            quotation = hsl(hue, share["s"], share["l"])
            number = hsl(hue, share["edge-s"], share["ink-l"])
            assert contrast(number, quotation) >= ENOUGH
            assert contrast(number, page) >= ENOUGH
            assert contrast(hexed(theme["fg"]), quotation) >= ENOUGH
