"""The reading page in a real browser: filtering, walking, copying, by mouse and by keyboard."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from hostile import WORDS, quotes_of
from quotex.citations import citations
from quotex.view import Article, to_page
from view_pages import ARTICLES, PAGE

pytestmark = pytest.mark.slow
ALL = ["q1", "q2", "q3", "q4", "q5", "q6", "q7"]


@contextmanager
def emulating(browser: Any, command: str, given: dict[str, Any], undone: dict[str, Any]) -> Any:
    browser.execute_cdp_cmd(f"Emulation.{command}", given)
    try:
        yield
    finally:
        browser.execute_cdp_cmd(f"Emulation.{command}", undone)


def show(browser: Any, folder: Path, html: str) -> None:
    page = folder / "page.html"
    page.write_text(html, encoding="utf-8")
    browser.get(page.as_uri())
    assert browser.get_log("browser") == []


@pytest.fixture
def page(browser: Any, tmp_path: Path) -> Iterator[Any]:
    browser.set_window_size(1200, 900)
    show(browser, tmp_path, PAGE)
    yield browser
    assert browser.get_log("browser") == []


def find(page: Any, selector: str) -> Any:
    return page.find_element("css selector", selector)


def shown(page: Any, selector: str) -> list[str]:
    found = page.find_elements("css selector", selector)
    return [element.get_attribute("id") for element in found if element.is_displayed()]


def marked(page: Any) -> list[str]:
    """Return which quotations are set off from the text, by the colour under them."""
    return page.execute_script(  # type: ignore[no-any-return]
        "return [...new Set([...document.querySelectorAll('[data-q]')]"
        ".filter((e) => getComputedStyle(e).backgroundColor !== 'rgba(0, 0, 0, 0)')"
        ".map((e) => 'q' + e.dataset.q))].sort()"
    )


def press(page: Any, *keys: str) -> None:
    from selenium.webdriver.common.action_chains import ActionChains

    for key in keys:
        ActionChains(page).send_keys(key).perform()


def focused(page: Any) -> str:
    active = page.switch_to.active_element
    return str(active.get_attribute("id") or active.text)


def choose(page: Any, speaker: str) -> None:
    from selenium.webdriver.support.ui import Select

    Select(find(page, "#speaker")).select_by_visible_text(speaker)


def test_filters_by_speaker_and_type_together(page: Any) -> None:
    count = find(page, "#count")
    assert (shown(page, "a.n"), marked(page), count.text) == (ALL, ALL, "7 quotations")
    assert shown(page, "article") == ["a1", "a2", "a3", "a4", "a5"]

    choose(page, "Ann Lee (2)")
    assert shown(page, "a.n") == marked(page) == ["q1", "q7"]
    assert count.text == "2 quotations of 7 in 2 articles"
    assert shown(page, "article") == ["a1", "a4"]
    assert [item.text for item in page.find_elements("css selector", "#contents li")] == [
        "plan.txt 1",
        "",
        "",
        "again.txt 1",
        "",
    ]

    find(page, "input[value=mixed]").click()
    assert shown(page, "a.n") == marked(page) == ["q7"]
    find(page, "input[value=indirect]").click()
    assert (shown(page, "a.n"), shown(page, "article")) == ([], [])
    assert count.text == "0 quotations of 7 in 0 articles"

    find(page, "button[type=reset]").click()
    page.execute_async_script("setTimeout(arguments[0], 50)")
    assert (shown(page, "a.n"), marked(page), count.text) == (ALL, ALL, "7 quotations")


def test_the_count_is_announced(page: Any) -> None:
    assert find(page, "#count").get_attribute("aria-live") == "polite"
    assert find(page, "#details").get_attribute("aria-live") == "polite"


def test_a_speaker_leads_to_each_of_their_quotations(page: Any) -> None:
    link = find(page, "#speakers a[data-s='3']")
    assert link.text == "3 Ruth Calder"
    link.click()
    assert focused(page) == "q4"
    assert find(page, "#place").text == "Quotation 1 of 2"
    assert link.get_attribute("aria-current") == "true"
    assert find(page, "#count").text == "2 quotations of 7 in 1 article"
    link.click()
    assert focused(page) == "q5"
    link.click()
    assert focused(page) == "q4"  # in a circle
    assert page.execute_script(
        "const box = document.querySelector('#q4').getBoundingClientRect();"
        "return box.top > 0 && box.bottom < innerHeight"
    )


def test_next_and_previous_go_over_what_is_shown(page: Any) -> None:
    place = find(page, "#place")
    after, before = find(page, "#after"), find(page, "#before")
    after.click()
    assert (place.text, "Ann Lee" in find(page, "#details").text) == ("Quotation 1 of 7", True)
    after.click()
    assert (place.text, "Bo Diaz" in find(page, "#details").text) == ("Quotation 2 of 7", True)
    before.click()
    before.click()
    assert place.text == "Quotation 7 of 7"
    choose(page, "Ruth Calder (2)")
    assert not find(page, "#panel").is_displayed()  # what it showed is left out now
    before.click()
    assert (place.text, focused(page)) == ("Quotation 2 of 2", "before")


def test_details_of_a_quotation(page: Any) -> None:
    find(page, "#q2").click()
    lines = find(page, "#details").text.splitlines()
    assert lines[:4] == [
        "2 Bo Diaz",
        "direct, confidence 0.90",
        "to Ann Lee, confidence 0.60",
        "name beside the cue",
    ]
    find(page, "#close").click()
    assert (find(page, "#panel").is_displayed(), focused(page)) == (False, "q2")
    find(page, "[data-q='1']").click()  # the words themselves, for a pointer
    assert find(page, "#details").text.startswith("1 Ann Lee, Mayor")


def test_by_keyboard_alone(page: Any) -> None:
    from selenium.webdriver.common.keys import Keys

    press(page, Keys.TAB)
    assert focused(page) == "Skip to the articles"
    assert find(page, ".skip").rect["x"] >= 0
    press(page, Keys.ENTER)
    assert focused(page) == "reading"
    reached: list[str] = []
    while "q1" not in reached and len(reached) < 20:
        press(page, Keys.TAB)
        reached.append(focused(page))
    assert reached[0] == "speaker"
    assert [r for r in reached if r in ("before", "after", "fold", "q1")] == [
        "before",
        "after",
        "fold",
        "q1",
    ]
    outline = page.execute_script("return getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    press(page, "n")
    assert focused(page) == "q2"
    press(page, "n", "p", "p")
    assert focused(page) == "q1"
    press(page, Keys.ENTER)
    assert (focused(page), find(page, "#place").text) == ("place", "Quotation 1 of 7")
    press(page, Keys.TAB)
    assert focused(page) == "copy"
    press(page, "n")
    assert (focused(page), find(page, "#place").text) == ("copy", "Quotation 2 of 7")
    press(page, Keys.ESCAPE)
    assert (focused(page), find(page, "#panel").is_displayed()) == ("q2", False)


def test_letters_are_not_ours_elsewhere(page: Any) -> None:
    page.execute_script("document.querySelector('#speaker').focus()")
    press(page, "n")
    assert not find(page, "#panel").is_displayed()
    page.execute_script("document.querySelector('main').focus()")
    press(page, "n")
    assert not find(page, "#panel").is_displayed()


def test_every_stop_can_be_left(page: Any) -> None:
    from selenium.webdriver.common.keys import Keys

    find(page, "#q2").click()
    stops = page.execute_script(
        "window.stops = [...document.querySelectorAll('a, button, select, input, summary')]"
        ".filter((e) => e.checkVisibility() && e.tabIndex >= 0); return stops.length"
    )
    page.execute_script("stops[0].focus()")
    seen = [0]
    while len(seen) < stops:
        press(page, Keys.TAB)
        seen.append(page.execute_script("return stops.indexOf(document.activeElement)"))
    assert seen == list(range(stops))
    assert focused(page) == "close"  # the last of the page


def test_copies_the_citation(page: Any) -> None:
    from selenium.webdriver.common.keys import Keys

    find(page, "#q2").click()
    find(page, "#copy").click()
    page.execute_async_script("setTimeout(arguments[0], 100)")
    assert find(page, "#told").text == "Copied."
    page.execute_script("document.body.append(document.createElement('textarea'))")
    pasted = find(page, "textarea")
    pasted.send_keys(Keys.CONTROL, "v")
    cited = citations([ARTICLES[0].quotes[1]], source="plan.txt")
    assert pasted.get_attribute("value") == cited.rstrip("\n")


@pytest.mark.parametrize("works", [True, False])
def test_copies_without_a_clipboard(page: Any, works: bool) -> None:
    page.execute_script(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined});"
        "document.execCommand = (name) => {"
        "  window.copied = [name, getSelection().toString() || document.activeElement.value];"
        f"  return {json.dumps(works)}; }};"
    )
    page.execute_script("document.querySelector('#q4').focus()")
    press(page, "c")
    page.execute_async_script("setTimeout(arguments[0], 100)")
    name, words = page.execute_script("return window.copied")
    assert (name, words) == ("copy", citations([ARTICLES[1].quotes[0]], source="ferry.txt")[:-1])
    told = "Copied." if works else "Press Ctrl+C to copy what is marked."
    assert (find(page, "#told").text, focused(page)) == (told, "q4")
    if not works:
        assert page.execute_script("return getSelection().toString()").startswith("> “The ferry")


def test_without_its_script_it_is_read_as_well(browser: Any, tmp_path: Path) -> None:
    off, on = {"value": True}, {"value": False}
    with emulating(browser, "setScriptExecutionDisabled", off, on):
        path = tmp_path / "page.html"
        path.write_text(PAGE, encoding="utf-8")
        browser.get(path.as_uri())
        text = find(browser, "#a1 .text").text
        assert "the plan was “sound” <for now>" in text
        assert shown(browser, "a.n") == ALL
        assert not find(browser, "#filter").is_displayed()
        assert not find(browser, "#panel").is_displayed()
        assert not find(browser, "#keys").is_displayed()
        find(browser, "#q2").click()
        assert browser.current_url.endswith("#d2")
        note = find(browser, "#d2")
        assert note.is_displayed()  # the browser opens what holds it
        assert "name beside the cue" in note.text
        find(browser, "#speakers a[data-s='3']").click()
        assert browser.current_url.endswith("#q4")


def test_many_articles_are_opened_where_one_goes(browser: Any, tmp_path: Path) -> None:
    show(browser, tmp_path, to_page([ARTICLES[0], ARTICLES[1]] * 50))
    folds = "return [...document.querySelectorAll('article > details')].filter(d => d.open).length"
    assert browser.execute_script(folds) == 0
    find(browser, "#after").click()
    assert browser.execute_script(folds) == 1
    find(browser, "#before").click()
    assert find(browser, "#place").text == "Quotation 300 of 300"
    assert find(browser, "#q300").is_displayed()
    assert browser.execute_script(folds) == 2
    find(browser, "#contents a[href='#a7']").click()
    assert browser.execute_script(folds) == 3
    fold = find(browser, "#fold")
    assert fold.text == "close all articles"
    fold.click()
    assert browser.execute_script(folds) == 0
    browser.execute_async_script("setTimeout(arguments[0], 50)")
    assert fold.text == "open all articles"
    fold.click()
    assert browser.execute_script(folds) == 100


@pytest.mark.parametrize("width", [390, 800, 1400])
def test_nothing_is_cut_off_at_the_side(browser: Any, tmp_path: Path, width: int) -> None:
    size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        show(browser, tmp_path, PAGE)
        # By the keyboard: what is chosen has to be in sight, the details not over it.
        browser.execute_script("document.querySelector('#q5').click()")
        inner, page = browser.execute_script(
            "return [innerWidth, document.documentElement.scrollWidth]"
        )
        assert page <= inner
        assert browser.execute_script(
            "const box = document.querySelector('#q5').getBoundingClientRect();"
            "const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);"
            "return at.id === 'q5'"
        )
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_on_paper_there_are_texts_and_no_controls(page: Any) -> None:
    media, none = {"media": "print"}, {"media": ""}
    with emulating(page, "setEmulatedMedia", media, none):
        assert not find(page, "#filter").is_displayed()
        assert not find(page, "#contents").is_displayed()
        assert find(page, "#speakers").is_displayed()
        assert find(page, "#a2 .text").is_displayed()


def test_nothing_is_asked_for(browser: Any, tmp_path: Path) -> None:
    browser.get_log("performance")
    show(browser, tmp_path, PAGE)
    find(browser, "#after").click()
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = [
        message["params"]["request"]["url"]
        for message in messages
        if message["method"] == "Network.requestWillBeSent"
    ]
    own = (tmp_path.as_uri(), "chrome", "data:")
    assert [url for url in asked if not url.startswith(own)] == []
    assert any(url.startswith(own[0]) for url in asked)


def test_hostile_words_do_not_run(browser: Any, tmp_path: Path) -> None:
    words = " ".join(WORDS.values())
    show(browser, tmp_path, to_page([Article(words, quotes_of(words))], title=words))
    find(browser, "#after").click()
    assert browser.execute_script("return window.ran || null") is None
    assert find(browser, "#details strong").text
    assert browser.execute_script("return document.images.length") == 0
