"""What the error browser says on each side, and that everybody can read and reach it."""

from __future__ import annotations

import re

import pytest
from attrs import evolve

from mini_gold import GATE, GOLD, PREDICTED, at
from quotex.evaluation import Evaluation, Mistake, PredictedQuote, evaluate, to_html
from quotex.evaluation.excerpts import excerpt
from quotex.evaluation.page import reason_class
from quotex.evaluation.types import Bin
from quotex.gold import GoldDocument, GoldQuote
from quotex.lexicon import read_data


def page_of(*mistakes: Mistake, text: str = GATE) -> str:
    return to_html(Evaluation(1, {}, mistakes=mistakes), [GoldDocument("gate", text, ())])


def test_both_sides_say_type_and_source() -> None:
    gold = GoldQuote("1", "mixed", (at(GATE, "“Stay,”"),), (at(GATE, "Carla Ruiz"),))
    own = PredictedQuote((at(GATE, "“Stay,”"),), mention=at(GATE, "he"), confidence=0.25)
    page = page_of(Mistake("gate", "mention", "mixed", gold, own))
    assert '<p class="source">source: Carla Ruiz</p>' in page
    assert '<p class="source">source: he</p>' in page
    assert '<span class="sure">mixed</span>' in page
    assert '<span class="sure">direct, 0.25</span>' in page


def test_a_source_far_from_the_quotation_is_said() -> None:
    text = "Ann Lee spoke. " + "It rained. " * 90 + "“Go.”"
    gold = GoldQuote("1", "direct", (at(text, "“Go.”"),), (at(text, "Ann Lee"),))
    page = page_of(Mistake("gate", "missed", "direct", gold, None), text=text)
    assert "source: Ann Lee" in page
    assert "spoke" not in page


def test_a_long_source_is_cut_in_its_line() -> None:
    text = "the man " * 60 + "said “Go.”"
    gold = GoldQuote("1", "direct", (at(text, "“Go.”"),), ((0, 475),))
    page = page_of(Mistake("gate", "missed", "direct", gold, None), text=text)
    (line,) = re.findall("source: (.*?)</p>", page)
    assert len(line) <= 160
    assert line.endswith("…")


def test_a_mention_is_no_name() -> None:
    own = PredictedQuote((at(GATE, "“Open”"),), mention_text="the sign")
    page = page_of(Mistake("gate", "spurious", "direct", None, own))
    assert '<p class="who"><bdi>no name</bdi>' in page
    assert "source: the sign" in page


@pytest.mark.parametrize("spans", [((500, 600),), ((10, 9000),), ((8000, 9000),)])
def test_offsets_beyond_the_text_do_no_harm(spans: tuple[tuple[int, int]]) -> None:
    own = PredictedQuote(spans, mention=(9000, 9001), cue=(9001, 9002))
    assert 'class="text"' in page_of(Mistake("gate", "spurious", "direct", None, own))


def test_an_excerpt_starts_and_ends_between_words() -> None:
    text = "lighthouse " * 100
    words = re.sub("<.*?>|…", "", excerpt(text, {}, (550, 560))).split()
    assert set(words) == {"lighthouse"}
    assert len(words) < 45


def test_text_without_white_space_is_cut_somewhere() -> None:
    assert len(excerpt("x" * 10_000, {"q": [(5000, 5001)]}, (5000, 5001))) < 1200


@pytest.mark.parametrize(
    ("reason", "group"),
    [
        ("the heading doesn't say 'Smith'", "the heading doesn't say …"),
        ("\"Clinton's aide\" is the subject of the cue 'said'", "… is the subject of the cue …"),
        ("'it' goes with it; the pronoun means nobody", "… goes with it; the pronoun means nobody"),
    ],
)
def test_apostrophes_within_words_quote_nothing(reason: str, group: str) -> None:
    mistake = Mistake("d", "name", "direct", None, PredictedQuote(((0, 1),), reason=reason))
    assert reason_class(mistake) == group


def test_the_diagram_is_a_table_too() -> None:
    found = Evaluation(1, {}, reliability=(Bin(0.4, 0.5, 1200, 0.45, 0.5),))
    page = to_html(found, [])
    assert '<th scope="row">0.4 to 0.5</th><td>1,200</td><td>0.450</td><td>0.500</td>' in page
    assert page.count('<svg class="plot"') == 1, "there is no curve to show"


def test_the_filter_waits_for_the_script() -> None:
    page = to_html(evaluate(GOLD, PREDICTED), GOLD)
    assert re.search(r'<form id="filter"[^>]* hidden>', page)
    assert "form.hidden = false" in page


def test_nothing_can_be_sent_elsewhere() -> None:
    (policy,) = re.findall('Content-Security-Policy" content="(.*?)"', page_of())
    assert "form-action 'none'" in policy
    assert "base-uri 'none'" in policy
    assert not re.search(r"https?:|<link|@import|url\(|\bsrc=", page_of())


def test_thousands_of_errors_keep_a_page_of_moderate_size() -> None:
    found = evaluate(GOLD, PREDICTED)
    page = to_html(evolve(found, mistakes=found.mistakes * 1000), GOLD)
    assert page.count("<article") == 6000
    assert len(page) < 6000 * 1500
    assert "content-visibility:auto" in page


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    digits = colour[1:] if len(colour) == 7 else "".join(c + c for c in colour[1:])
    parts = [int(digits[k : k + 2], 16) / 255 for k in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_contrast(theme: int) -> None:
    rules = re.findall(r":root\{(.*?)\}", read_data("evaluation.css"), re.DOTALL)
    colours = dict(re.findall(r"--(\w+):(#\w+)", rules[theme]))
    for ink in ("fg", "dim", "m", "c"):
        for ground in ("bg", "box", "q"):
            assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)
    for edge in ("edge", "point"):
        assert contrast(colours[edge], colours["box"]) >= 3, edge
