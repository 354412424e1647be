"""Hostile words in a real browser: no script runs, nothing is asked for, all is shown."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hostile import RAN, WORDS, quotes_of
from test_hostile_html import hostile_evaluation, hostile_page

pytestmark = pytest.mark.slow

# Moves the pointer over every element and the focus to it, and answers what that caused.
PROVOKE = """
for (const element of document.querySelectorAll('*')) {
  for (const type of ['mouseover', 'mouseenter', 'mousemove', 'focus', 'load', 'error', 'toggle'])
    element.dispatchEvent(new Event(type, {bubbles: true}));
  if (element.focus) element.focus();
}
return [window.ran || null,
        performance.getEntriesByType('resource').map((entry) => entry.name),
        [...document.querySelectorAll('img,iframe,object,embed,link,base,script[src],audio,video')]
          .map((element) => element.outerHTML),
        [...document.querySelectorAll('*')].flatMap((element) => [...element.attributes])
          .filter((attribute) => attribute.name.startsWith('on')).map((found) => found.name)];
"""


def requests(browser: Any) -> list[str]:
    """Return what was asked for since the last call, as the browser's network log says."""
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    return [
        message["params"]["request"]["url"]
        for message in messages
        if message["method"] == "Network.requestWillBeSent"
    ]


def opened(browser: Any, folder: Path, html: str) -> list[Any]:
    """Open a page, and return what it did: what ran, was asked for, and is there to do so."""
    page = folder / "page.html"
    page.write_text(html, encoding="utf-8")
    requests(browser)
    browser.get(page.as_uri())
    ran, loaded, elements, handlers = browser.execute_script(PROVOKE)
    # The browser's own first page is of the scheme chrome, with pictures that hold their data.
    own = (page.as_uri(), "chrome", "data:")
    others = [url for url in requests(browser) if not url.startswith(own)]
    assert browser.current_url == page.as_uri()
    return [ran, *loaded, *elements, *handlers, *others]


def alert(browser: Any) -> str | None:
    from selenium.common.exceptions import NoAlertPresentException

    try:
        text = browser.switch_to.alert.text
        browser.switch_to.alert.accept()
    except NoAlertPresentException:
        return None
    return str(text)


def fragment(words: str) -> str:
    """Return what a notebook shows, on a page without a policy."""
    body = quotes_of(words)._repr_html_()
    return f'<!DOCTYPE html><meta charset="utf-8"><title>mine</title>{body}'


PAGES = {
    "page": lambda words: quotes_of(words).to_html(title=words),
    "notebook": fragment,
    "command": hostile_page,
    "evaluation": hostile_evaluation,
}


@pytest.mark.parametrize("kind", PAGES)
@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_nothing_runs_and_nothing_is_asked_for(
    browser: Any, tmp_path: Path, words: str, kind: str
) -> None:
    assert opened(browser, tmp_path, PAGES[kind](words)) == [None]
    assert alert(browser) is None
    assert browser.title != "ran"
    assert [entry for entry in browser.get_log("browser") if "favicon" not in str(entry)] == []


@pytest.mark.parametrize("kind", PAGES)
def test_all_words_at_once(browser: Any, tmp_path: Path, kind: str) -> None:
    words = " ".join(WORDS.values())
    assert opened(browser, tmp_path, PAGES[kind](words)) == [None]
    assert alert(browser) is None


def test_a_page_that_is_not_clean_is_seen(browser: Any, tmp_path: Path) -> None:
    for bad in (
        f"<script>{RAN.replace('alert(1)', '')}</script>",
        WORDS["loaded image"],
        "<b onclick='x'>y</b>",
    ):
        html = f'<!DOCTYPE html><meta charset="utf-8">{bad}'
        assert opened(browser, tmp_path, html) != [None]
    browser.get_log("browser")


def test_the_policy_stops_what_the_escaping_would_let_through(browser: Any, tmp_path: Path) -> None:
    script = RAN.replace("alert(1)", "")
    bad = f'<script>{script}</script><img src=x onerror="{script}">{WORDS["loaded image"]}'
    for kind in ("page", "evaluation"):
        html = PAGES[kind]("Ann").replace("<body>", f"<body>{bad}")
        ran, *_ = opened(browser, tmp_path, html)
        assert ran is None
        asked = str(browser.get_log("browser"))
        assert "Content Security Policy" in asked


def test_a_turned_name_turns_nothing_beside_it(browser: Any, tmp_path: Path) -> None:
    opened(browser, tmp_path, quotes_of(WORDS["turned"]).to_html())
    name, count = browser.execute_script(
        "const item = document.querySelector('.qx-legend li');"
        "return ['bdi', '.qx-count'].map((s) => item.querySelector(s).getBoundingClientRect().left)"
    )
    assert name < count
