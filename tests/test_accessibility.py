"""Every page against axe-core, as it is opened and in use, in light and dark.

axe-core is a package of npm; QUOTEX_AXE names its file: npm install --prefix folder axe-core, then
QUOTEX_AXE=folder/node_modules/axe-core/axe.min.js.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from mini_gold import GOLD, PREDICTED
from quotex.counts import speaker_counts
from quotex.evaluation import evaluate, to_html
from quotex.view import to_page
from samples import QUOTES
from view_pages import ARTICLES, FERRY_QUOTES, PAGE

AXE = os.environ.get("QUOTEX_AXE", "")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not AXE, reason="QUOTEX_AXE names no axe.min.js; npm has axe-core"),
]


def notebook(theme: str) -> str:
    """What a cell shows, within a page of another's with a theme of its own."""
    table = speaker_counts([QUOTES, FERRY_QUOTES])._repr_html_()
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Notebook</title></head>'
        f"<body {theme}><main><h1>Notebook</h1>{QUOTES._repr_html_()}{table}</main></body></html>"
    )


LIGHT_TABLE = 'style="background:#fff"'
PAGES = {
    "view": PAGE,
    "view of nothing": to_page([]),
    "view of many": to_page([*ARTICLES] * 3),
    "page": QUOTES.to_html(title="Town"),
    "page without quotations": QUOTES[:0].to_html(),
    "evaluation": to_html(evaluate(GOLD, PREDICTED), GOLD),
    "notebook": notebook(LIGHT_TABLE),
    "JupyterLab, dark": notebook('data-jp-theme-light="false" style="background:#111;color:#eee"'),
    "VS Code, dark": notebook('class="vscode-dark" style="background:#1e1e1e;color:#eee"'),
}
# What a reader may have done: nothing; or have details open, and some quotations left out.
STATES = {
    "as opened": "",
    "in use": (
        "for (const d of document.querySelectorAll('details')) d.open = true;"
        "const mark = document.querySelector('a.n'); if (mark) mark.click();"
        "const box = document.querySelector('input[name=type][value=indirect]');"
        "if (box) box.click();"
    ),
}


def violations(browser: Any) -> list[Any]:
    if not browser.execute_script("return 'axe' in window"):
        browser.execute_script(Path(AXE).read_text("utf-8"))
    found: list[Any] = browser.execute_async_script(
        "const done = arguments[0]; axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa',"
        " 'wcag22aa', 'best-practice']}).then((result) => done(result.violations.map("
        "(v) => [v.id, ...v.nodes.map((node) => node.html + ' ' + node.failureSummary)])))"
    )
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES.values(), ids=STATES)
@pytest.mark.parametrize("html", PAGES.values(), ids=PAGES)
def test_axe_finds_nothing(
    browser: Any, tmp_path: Path, html: str, state: str, scheme: str
) -> None:
    page = tmp_path / "page.html"
    page.write_text(html, encoding="utf-8")
    media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    try:
        browser.get(page.as_uri())
        browser.execute_script(state)
        assert violations(browser) == []
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_axe_finds_what_is_wrong(browser: Any, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE.replace('<html lang="en">', "<html>"), encoding="utf-8")
    browser.get(page.as_uri())
    assert [rule for rule, *_ in violations(browser)] == ["html-has-lang"]
