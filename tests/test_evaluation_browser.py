"""The error browser in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mini_gold import GOLD, PREDICTED
from quotex.evaluation import evaluate, to_html
from test_evaluation_page import HOSTILE, hostile_page

pytestmark = pytest.mark.slow


def show(browser: Any, folder: Path, html: str) -> None:
    page = folder / "page.html"
    page.write_text(html, encoding="utf-8")
    browser.get(page.as_uri())
    assert browser.get_log("browser") == []


def visible(browser: Any) -> list[str]:
    return [
        a.get_attribute("data-kind")
        for a in browser.find_elements("css selector", "article")
        if a.is_displayed()
    ]


def test_filters(browser: Any, tmp_path: Path) -> None:
    from selenium.webdriver.support.ui import Select

    show(browser, tmp_path, to_html(evaluate(GOLD, PREDICTED), GOLD))
    count = browser.find_element("id", "count")
    assert (len(visible(browser)), count.text) == (6, "6 of 6")

    def choose(field: str, value: str) -> None:
        Select(browser.find_element("id", field)).select_by_value(value)

    choose("kind", "name")
    assert (visible(browser), count.text) == (["name", "name"], "2 of 6")
    choose("type", "mixed")
    assert (visible(browser), count.text) == (["name"], "1 of 6")
    choose("kind", "")
    choose("type", "")
    choose("reason", "not found")
    assert visible(browser) == ["missed"]
    choose("reason", "")
    browser.find_element("id", "words").send_keys("the sign")
    assert sorted(visible(browser)) == ["missed", "spurious"]
    browser.find_element("id", "words").send_keys(" nobody wrote")
    assert (visible(browser), count.text) == ([], "0 of 6")
    assert not any(g.is_displayed() for g in browser.find_elements("css selector", "details.group"))


def test_the_keyboard_reaches_every_control(browser: Any, tmp_path: Path) -> None:
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    show(browser, tmp_path, to_html(evaluate(GOLD, PREDICTED), GOLD))
    reached = []
    for _ in range(7):
        ActionChains(browser).send_keys(Keys.TAB).perform()
        active = browser.switch_to.active_element
        reached.append(active.get_attribute("id") or active.tag_name)
    assert [r for r in reached if r in ("kind", "type", "reason", "words")] == [
        "kind",
        "type",
        "reason",
        "words",
    ]
    assert "summary" in reached


def test_hostile_text_does_not_run(browser: Any, tmp_path: Path) -> None:
    from selenium.common.exceptions import NoAlertPresentException

    show(browser, tmp_path, hostile_page())
    with pytest.raises(NoAlertPresentException):
        browser.switch_to.alert.accept()
    assert browser.title == HOSTILE
    assert HOSTILE in browser.find_element("css selector", "article").text


@pytest.mark.parametrize("width", [380, 1200])
def test_nothing_is_cut_off_at_the_side(browser: Any, tmp_path: Path, width: int) -> None:
    browser.set_window_size(width, 900)
    show(browser, tmp_path, to_html(evaluate(GOLD, PREDICTED), GOLD))
    inner, page = browser.execute_script(
        "return [window.innerWidth, document.documentElement.scrollWidth]"
    )
    assert page <= inner
