"""Hostile words in every place of every page: they are shown, and nothing else happens."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner

from hostile import WORDS, quotes_of
from quotex import commands, html
from quotex.evaluation import PredictedQuote, evaluate, to_html
from quotex.gold import GoldDocument, GoldQuote
from quotex.quotes import Quotes
from quotex.writers import Html

OURS = {
    *("html", "head", "meta", "title", "style", "body", "div", "h2", "p", "ul", "li", "span"),
    *("bdi", "b", "u", "code"),
    # of the page of an evaluation
    *("header", "main", "section", "h1", "h3", "h4", "a", "table", "thead", "tbody", "tr", "th"),
    *("td", "svg", "line", "rect", "path", "text", "circle", "figure", "figcaption", "details"),
    *("summary", "form", "label", "select", "option", "input", "button", "output", "article"),
    "script",
}
ATTRIBUTES = {
    *("class", "style", "title", "data-n", "lang", "charset", "name", "content", "http-equiv"),
    *("id", "href", "data-kind", "data-type", "data-reason", "type", "value", "role", "hidden"),
    *("autocomplete", "aria-live", "aria-label", "aria-labelledby", "aria-hidden", "tabindex"),
    *("scope", "open", "viewbox", "preserveaspectratio", "x", "y", "x1", "x2", "y1", "y2", "d"),
    *("width", "height", "cx", "cy", "r", "text-anchor", "transform"),
}


class Reader(HTMLParser):
    """Collects the elements with their attributes, and the words between them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.others: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    def unknown_decl(self, data: str) -> None:
        self.others.append(data)

    def handle_pi(self, data: str) -> None:
        self.others.append(data)


def check(page: str, words: str, *, scripts: int = 0) -> None:
    page.encode("utf-8")
    read = Reader(page)
    assert read.others == []
    assert {tag for tag, _ in read.elements} <= OURS
    assert sum(tag == "script" for tag, _ in read.elements) == scripts
    for _, attributes in read.elements:
        assert set(attributes) <= ATTRIBUTES
        assert re.fullmatch(r"|--qx-h:\d+", attributes.get("style") or "")
        assert (attributes.get("href") or "#").startswith("#")
        assert re.fullmatch(r"|[a-z -]+|qx-q qx-.*", attributes.get("class") or "", re.DOTALL)
    shown = re.sub("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", "\ufffd", words)
    assert shown in read.words


def hostile_evaluation(words: str) -> str:
    text = f"“Go,” said {words} Lee. “No.” “Stay,” said Bo. {words}"
    quote = GoldQuote(words, "direct", ((0, 5),), ((11, 11 + len(words)),), name=words)
    own = PredictedQuote(((0, 5),), words, name=f'"{words}', reason=f'{words} \'x" y="')  # type: ignore[arg-type]
    spurious = PredictedQuote(((6, 12),), "indirect", mention_text=words, reason=words)
    document = GoldDocument(f'"><b>{words}', text, (quote,))
    found = evaluate([document], {document.id: [own, spurious]})
    return to_html(found, [document], title=words)


def hostile_page(words: str) -> str:
    """Return one page of documents: read, with an error, and without quotations."""
    out = io.StringIO()
    writer = Html(out)
    writer.write(words, quotes_of(words))
    writer.write(words, Quotes(text=words, error=words))
    writer.write(words, Quotes(text=words))
    writer.close()
    return out.getvalue()


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
class TestWordsAreWords:
    def test_in_a_page_of_quotations(self, words: str) -> None:
        check(quotes_of(words).to_html(title=words), words)

    def test_in_a_notebook(self, words: str) -> None:
        check(quotes_of(words)._repr_html_(), words)

    def test_where_a_text_is_cut(self, words: str) -> None:
        long = quotes_of(words)
        for limit in range(len(words) + 3):
            check(html.render(long.text, long, limit=limit, heading=words), words)

    def test_in_the_page_of_the_command(self, words: str) -> None:
        check(hostile_page(words), words)

    def test_in_the_page_of_an_evaluation(self, words: str) -> None:
        check(hostile_evaluation(words), words, scripts=1)


@pytest.mark.model
def test_in_names_of_files_and_speakers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = WORDS["image"].replace("/", "")
    monkeypatch.chdir(tmp_path)
    Path(f"{words}.txt").write_text(f"“Go,” said {words}. {words} left.", encoding="utf-8")
    Path(f"{words}2.txt").write_bytes(b"\xff" + words.encode())
    arguments = [f"{words}.txt", f"{words}2.txt", "--speaker", words, "--format", "html"]
    result = CliRunner().invoke(commands.quotex, arguments)
    assert result.exit_code == 1  # one file is not UTF-8
    check(result.stdout, words)


@pytest.mark.parametrize("page", [hostile_page("x"), hostile_evaluation("x")])
def test_a_page_has_a_policy_before_anything_else(page: str) -> None:
    policy = re.search(r'<meta charset="utf-8">\n<meta http-equiv="[^"]+" content="([^"]+)">', page)
    assert policy is not None
    directives = dict(part.strip().split(" ", 1) for part in policy[1].split(";"))
    script = directives.pop("script-src", None)
    assert script is None or re.fullmatch(r"'sha256-[^' ]+'", script)
    assert directives == {
        "default-src": "'none'",
        "style-src": "'unsafe-inline'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert page.index("Content-Security-Policy") < page.index("<title>")


def test_a_page_that_is_not_clean_is_seen() -> None:
    for bad in (WORDS["script"], WORDS["image"], WORDS["link"], "<b onclick=x>y</b>", "<!--x-->"):
        with pytest.raises(AssertionError):
            check(f"<p>{bad}</p>", "")
