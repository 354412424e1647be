"""Attributions in brat standoff: joined by events, by relations, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotex.errors import GoldError
from quotex.gold import GoldDocument, read_gold

#       0123456789012345678901234567890123456789012345678901234567890123456789
TEXT = "Rain, Abe Roe wrote, is “late” but sure. It will pour, he added. ''Soon.''"
SPANS = """\
T1\tContent 0 4;21 39\tRain is “late” but sure
T2\tSource 6 13\tAbe Roe
T3\tCue 14 19\twrote
T4\tContent 41 53\tIt will pour
T5\tSource 55 57\the
T6\tCue 58 63\tadded
T7\tContent 65 74\t''Soon.''
"""


def read(folder: Path, ann: str, text: str = TEXT) -> GoldDocument:
    (folder / "a.txt").write_bytes(text.encode())
    (folder / "a.ann").write_bytes(ann.encode())
    (document,) = read_gold(folder, "polnear")
    return document


def rows(document: GoldDocument) -> list[tuple[object, ...]]:
    return [(q.id, q.type, q.spans, q.source, q.cue) for q in document.quotes]


FIRST = ("mixed", ((0, 4), (21, 39)), ((6, 13),), (14, 19))
SECOND = ("indirect", ((41, 53),), ((55, 57),), (58, 63))
ALONE = ("T7", "direct", ((65, 74),), (), None)


def test_events(tmp_path: Path) -> None:
    ann = SPANS + "E1\tAttribution:T3 Source:T2 Content:T1\nE2\tCue:T6 Content:T4 Source:T5 \n"
    document = read(tmp_path, ann)
    assert rows(document) == [("E1", *FIRST), ("E2", *SECOND), ALONE]
    assert all(q.speech and q.name is None and q.source_kind is None for q in document.quotes)


def test_a_trigger_of_any_label_is_the_cue(tmp_path: Path) -> None:
    ann = SPANS.replace("T3\tCue", "T3\tAttribution") + "E1\tAttribution:T3 Source:T2 Content:T1\n"
    assert rows(read(tmp_path, ann))[0] == ("E1", *FIRST)


def test_roles_that_brat_numbers(tmp_path: Path) -> None:
    ann = SPANS + "E1\tCue:T3 Source:T2 Source2:T5 Content:T1 Content2:T4\n"
    spans, source = ((0, 4), (21, 39), (41, 53)), ((6, 13), (55, 57))
    assert rows(read(tmp_path, ann))[0] == ("E1", "mixed", spans, source, (14, 19))


def test_an_attribution_without_content_is_no_quotation(tmp_path: Path) -> None:
    ann = "T2\tSource 6 13\tAbe Roe\nT3\tCue 14 19\twrote\nE1\tAttribution:T3 Source:T2\n"
    assert read(tmp_path, ann).quotes == ()


def test_an_event_may_be_the_argument_of_another(tmp_path: Path) -> None:
    ann = SPANS + "E1\tCue:T3 Source:T2 Content:T1\nE2\tCue:T6 Content:T4 Source:T5 In:E1\n"
    assert rows(read(tmp_path, ann)) == [("E1", *FIRST), ("E2", *SECOND), ALONE]


@pytest.mark.parametrize(
    "relations",
    [
        pytest.param("R1\tA Arg1:T3 Arg2:T1\nR2\tB Arg1:T3 Arg2:T2\n", id="from the cue"),
        pytest.param("R1\tA Arg1:T1 Arg2:T3\nR2\tB Arg1:T1 Arg2:T2\n", id="from the content"),
        pytest.param("R1\tA Arg1:T2 Arg2:T3\nR2\tB Arg1:T3 Arg2:T1\n", id="a chain"),
        pytest.param("R1\tA Arg1:T2 Arg2:T1\nR2\tB Arg1:T2 Arg2:T3\n", id="from the source"),
    ],
)
def test_relations(relations: str, tmp_path: Path) -> None:
    more = "R3\tA Arg1:T6 Arg2:T4\nR4\tA Arg1:T6 Arg2:T5\n"
    document = read(tmp_path, SPANS + relations + more)
    assert rows(document) == [("T1", *FIRST), ("T4", *SECOND), ALONE]


def test_two_attributions_may_share_a_source(tmp_path: Path) -> None:
    links = [(3, 1), (3, 2), (6, 4), (6, 2)]
    relations = "".join(f"R{k}\tA Arg1:T{a} Arg2:T{b}\n" for k, (a, b) in enumerate(links))
    first, second, _ = read(tmp_path, SPANS + relations).quotes
    assert (first.source, first.cue) == (((6, 13),), (14, 19))
    assert (second.source, second.cue) == (((6, 13),), (58, 63))


def test_it_is_told_from_our_own_convention(tmp_path: Path) -> None:
    read(tmp_path, SPANS)
    assert [q.id for q in next(read_gold(tmp_path)).quotes] == ["T1", "T4", "T7"]
    assert next(read_gold(tmp_path, "brat")).quotes == ()


def test_a_damaged_line(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"a\.ann, line 8: 'E1 T3'"):
        read(tmp_path, SPANS + "E1 T3\n")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“All of it.”", "direct"),
        ('"All of it."', "direct"),
        ("``All of it.''", "direct"),
        ("''All of it.''", "direct"),
        ("«All of it.»", "direct"),
        ("“All of it.", "direct"),
        ("‘All of it.’", "indirect"),
        ("all “of” it", "mixed"),
        ("nothing at all", "indirect"),
        ("“…” and no letter inside", "indirect"),
        ("“abcdefghijklmnopqrs” t", "direct"),  # 19 of 20 letters
        ("“abcdefghijklmnopqr” t", "mixed"),  # 18 of 19
    ],
)
def test_type_by_marks(text: str, kind: str, tmp_path: Path) -> None:
    ann = f"T1\tContent 0 {len(text)}\tx\n"
    assert read(tmp_path, ann, text).quotes[0].type == kind


@pytest.mark.parametrize(
    ("text", "start", "end", "kind"),
    [
        pytest.param('He "will go" now', 4, 11, "direct", id="marks outside the span"),
        pytest.param("He ''will go'' now", 5, 12, "direct", id="typed marks outside the span"),
        pytest.param('"No," he will go', 6, 16, "indirect", id="a mark that closes before it"),
        pytest.param("“One.\n\nTwo", 0, 10, "mixed", id="an open mark ends with its paragraph"),
    ],
)
def test_marks_around(text: str, start: int, end: int, kind: str, tmp_path: Path) -> None:
    ann = f"T1\tContent {start} {end}\tx\n"
    assert read(tmp_path, ann, text).quotes[0].type == kind
