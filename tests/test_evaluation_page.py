"""The error browser: what the page holds, and that nothing in it can run but its own script."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from attrs import evolve

from mini_gold import GATE, GOLD, PREDICTED, at
from quotex.evaluation import Mistake, PredictedQuote, evaluate, to_html
from quotex.evaluation.page import reason_class
from quotex.evaluation.plots import coverage, interval_bar, reliability
from quotex.evaluation.types import Bin, Figure
from quotex.gold import GoldDocument, GoldQuote

HOSTILE = '<script>alert("x")</script><img src=x onerror=alert(1)>'


class Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "input"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] not in ("script", "style"):
            self.text.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module")
def html() -> str:
    return to_html(evaluate(GOLD, PREDICTED), GOLD, title="Mine & gate")


def test_every_error_is_there(html: str) -> None:
    page = Page(html)
    assert not page.open
    found = sorted((a["data-kind"], a["data-type"], a["data-reason"]) for a in page.all("article"))
    assert found == [
        ("mention", "mixed", "nearest"),
        ("missed", "direct", "not found"),
        ("name", "indirect", "cue"),
        ("name", "mixed", "nearest"),
        ("span", "mixed", "nearest"),
        ("spurious", "direct", "nearest"),
    ]
    words = "".join(page.text)
    assert "Mine & gate" in words
    assert "Roberto Diaz = Bo Diaz" in words
    assert "no quotation here" in words
    assert "nothing found" in words


def test_the_largest_group_comes_first(html: str) -> None:
    reasons = [a["data-reason"] for a in Page(html).all("article")]
    assert reasons == ["nearest"] * 4 + ["cue", "not found"]


def test_figures_with_intervals(html: str) -> None:
    assert re.search(
        r"direct\+mixed\.found</th><td>0\.750</td><td>0\.\d{3} to 1\.000</td><td>4", html
    )


def test_marks_of_both_sides(html: str) -> None:
    mixed = html[html.index("source differs, mixed") :]
    assert '<span class="q">it “a rash step”</span>' in mixed
    assert '<span class="q">“a rash step”</span>' in mixed
    assert '<span class="m">Ann Lee</span>' in mixed
    assert '<span class="c">called</span>' in mixed


def test_controls_have_labels(html: str) -> None:
    page = Page(html)
    assert [a["id"] for a in page.all("select")] == ["kind", "type", "reason"]
    assert html.count("<label>") == 4
    assert all(a.get("scope") for a in page.all("th"))


def test_only_our_script_may_run(html: str) -> None:
    page = Page(html)
    (script,) = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    digest = b64encode(sha256(script.encode()).digest()).decode()
    policy = next(a["content"] for a in page.all("meta") if a.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none';")
    assert f"script-src 'sha256-{digest}'" in policy
    assert not [t for t, a in page.tags if any(k.startswith("on") or k == "src" for k in a)]


def hostile_page() -> str:
    text = f"“Go,” said {HOSTILE} Lee. “No.”"
    quote = GoldQuote("1", "direct", (at(text, "“Go,”"),), (at(text, HOSTILE),), name=HOSTILE)
    own = PredictedQuote((at(text, "“Go,”"),), name=f'"{HOSTILE}', reason=f'{HOSTILE} \'x" y="')
    document = GoldDocument(f'"><b>{HOSTILE}', text, (quote,))
    found = evaluate([document], {document.id: [own]})
    return to_html(found, [document], title=HOSTILE)


def test_hostile_text_is_shown_as_text() -> None:
    page = Page(hostile_page())
    assert not page.open
    assert len(page.all("script")) == 1
    assert not page.all("img")
    assert not page.all("b")
    assert HOSTILE in "".join(page.text)


@pytest.mark.parametrize(
    ("reason", "group"),
    [
        ("subject of 'said'", "subject of …"),
        ("the pronoun means Ann Lee (recency=first)", "the pronoun means …"),
        ("a confidence of 0.31, below 0.50", "a confidence of …, below …"),
        ("", "no reason given"),
    ],
)
def test_reasons_are_grouped(reason: str, group: str) -> None:
    mistake = Mistake("d", "name", "direct", None, PredictedQuote(((0, 1),), reason=reason))
    assert reason_class(mistake) == group


def test_a_long_quotation_is_shown_without_its_middle() -> None:
    text = "“" + "word " * 2000 + "end”"
    document = GoldDocument("long", text, (GoldQuote("1", "direct", ((0, len(text)),)),))
    html = to_html(evaluate([document], {"long": []}), [document])
    assert "[…]" in html
    assert len(html) < 20_000


def test_context_is_around_the_quotation_only() -> None:
    text = "begin " * 100 + GATE + " end" * 100
    quote = GoldQuote("1", "direct", (at(text, "“Never,”"),))
    document = GoldDocument("gate", text, (quote,))
    html = to_html(evaluate([document], {"gate": []}), [document])
    shown = html[html.index('<p class="text">') :]
    assert 20 < shown.count("begin") < 50
    assert '<p class="text">…' in shown


def test_plots() -> None:
    bar = interval_bar(Figure(0.5, 0.25, 0.75, 10))
    assert 'x="25.0"' in bar
    assert 'width="50.0"' in bar
    assert interval_bar(Figure(0.5, None, None, 10)) == ""
    diagram = reliability([Bin(0.4, 0.5, 7, 0.5, 1.0)])
    assert 'cx="130.0" cy="34.0"' in diagram
    assert ">7</text>" in diagram
    assert "M34.0 34.0L226.0 130.0" in coverage([(0.0, 1.0), (1.0, 0.5)])


def test_without_errors_or_confidence() -> None:
    right = {"gate": [evolve(p, confidence=None) for p in PREDICTED["gate"][:1]]}
    gold = evolve(GOLD[1], quotes=GOLD[1].quotes[:1])
    html = to_html(evaluate([gold], right), [gold])
    assert "0 of 0" in html
    assert "Confidence" not in html
