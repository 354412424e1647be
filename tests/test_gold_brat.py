"""Gold as brat standoff: what is written line by line, what is read, and what must come back."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotex.errors import GoldError
from quotex.gold import GoldDocument, GoldQuote, read_gold, write_gold

TEXT = "“It floods,\nevery year,” Ida Moss\nsaid, “in May.”\nA clerk fears it will rain."


def gold() -> GoldDocument:
    return GoldDocument(
        "news/2024/flood",
        TEXT,
        (
            GoldQuote(
                "q1",
                "direct",
                spans=((0, 24), (40, 49)),
                source=((25, 33),),
                source_kind="name",
                cue=(34, 38),
                name="Ida Moss",
                aliases=("Ms. Moss", "Moss"),
            ),
            GoldQuote(
                "q2",
                "indirect",
                spans=((64, 76),),
                source=((50, 57),),
                cue=(58, 63),
                speech=False,
                anonymous=True,
            ),
        ),
    )


ANN = """\
T1\tDirect 0 11;12 24;40 49\t“It floods, every year,” “in May.”
T2\tName 25 33\tIda Moss
R1\tSaid_by Arg1:T1 Arg2:T2
T3\tCue 34 38\tsaid
R2\tCued_by Arg1:T1 Arg2:T3
#1\tAnnotatorNotes T1\tIda Moss|Ms. Moss|Moss
T4\tIndirect 64 76\tit will rain
A1\tNot_speech T4
T5\tSource 50 57\tA clerk
R3\tSaid_by Arg1:T4 Arg2:T5
T6\tCue 58 63\tfears
R4\tCued_by Arg1:T4 Arg2:T6
#2\tAnnotatorNotes T4\t-
"""


def test_what_is_written(tmp_path: Path) -> None:
    write_gold([gold()], tmp_path / "made", "brat")
    files = sorted(path.name for path in (tmp_path / "made").iterdir())
    assert files == ["annotation.conf", "news_2024_flood.ann", "news_2024_flood.txt", "visual.conf"]
    assert (tmp_path / "made" / "news_2024_flood.txt").read_bytes() == TEXT.encode()
    assert (tmp_path / "made" / "news_2024_flood.ann").read_bytes().decode() == ANN


def test_the_configuration_knows_every_label(tmp_path: Path) -> None:
    write_gold([], tmp_path, "brat")
    sections = (tmp_path / "annotation.conf").read_text().split("\n\n")
    entities = "Direct Mixed Indirect Name Pronoun Nominal Source Cue"
    assert sections[0].split() == ["[entities]", *entities.split(" ")]
    assert "Said_by\tArg1:Direct|Mixed|Indirect, Arg2:Name|Pronoun|Nominal|Source" in sections[1]
    assert "Not_speech\tArg:Direct|Mixed|Indirect" in sections[3]


def test_it_comes_back(tmp_path: Path) -> None:
    write_gold([gold()], tmp_path, "brat")
    (found,) = read_gold(tmp_path)
    assert found.id == "news_2024_flood"
    assert plain(found) == plain(gold())


def plain(document: GoldDocument) -> list[tuple[object, ...]]:
    return [
        (q.type, q.spans, q.source, q.source_kind, q.cue, q.speech, q.name, q.aliases, q.anonymous)
        for q in document.quotes
    ]


def annotated(folder: Path, ann: str, text: str = TEXT) -> Path:
    (folder / "a.txt").write_bytes(text.encode())
    (folder / "a.ann").write_bytes(ann.encode())
    return folder


def test_line_ends_of_windows(tmp_path: Path) -> None:
    (found,) = read_gold(annotated(tmp_path, ANN.replace("\n", "\r\n")))
    assert plain(found) == plain(gold())


def test_what_else_brat_writes_is_passed_over(tmp_path: Path) -> None:
    others = """\
T7\tPlace 12 17\tevery
T8\tDirect_speech 0 5\t“It f
E1\tFlood:T7 Where:T2
R5\tSame_as Arg1:T1 Arg2:T5\t
R6\tSaid_by Arg1:T1 Arg2:T7
*\tEquiv T2 T5
A2\tSure T1
M1\tDegree T4 high
N1\tReference T2 Wikipedia:534366\tMoss
#3\tNormalisation T1\tother
#4\tAnnotatorNotes R1\tnot of a quotation

"""
    (found,) = read_gold(annotated(tmp_path, others + ANN), "brat")
    assert plain(found) == plain(gold())


def test_sources_and_cues(tmp_path: Path) -> None:
    ann = (
        "T1\tMixed 64 76\tit will rain\nT2\tPronoun 2 4\tIt\nT3\tNominal 50 57\tA clerk\n"
        "T4\tCue 34 38;58 63\tsaid fears\nT5\tCue 0 1\t“\n"
        "R1\tSaid_by Arg1:T1 Arg2:T3\nR2\tSaid_by Arg1:T1 Arg2:T2\n"
        "R3\tCued_by Arg1:T1 Arg2:T4\nR4\tCued_by Arg1:T1 Arg2:T5\n"
    )
    (found,) = read_gold(annotated(tmp_path, ann))
    (quote,) = found.quotes
    assert quote.source == ((2, 4), (50, 57))
    assert quote.source_kind == "nominal"
    assert quote.cue == (34, 63)


@pytest.mark.parametrize(
    ("between", "spans"),
    [
        ("\n", ((0, 4),)),
        (" \r\n\t", ((0, 7),)),
        ("\u2028", ((0, 4),)),
        ("\u00a0", ((0, 1), (2, 4))),
        (" x\n", ((0, 1), (4, 6))),
    ],
)
def test_pieces_that_a_line_end_divides(
    between: str, spans: tuple[tuple[int, int], ...], tmp_path: Path
) -> None:
    text = f"a{between}bc"
    second = 1 + len(between)
    ann = f"T1\tDirect 0 1;{second} {second + 2}\ta bc\n"
    (found,) = read_gold(annotated(tmp_path, ann, text))
    assert found.quotes[0].spans == spans


@pytest.mark.parametrize(
    "line",
    [
        "no standoff",
        "T1\tDirect",
        "T1 Direct 0 5 “It f",
        "T1\tDirect 0 5;\t“It f",
        "T1\tDirect 5 0\t“It f",
        "T1\tDirect 0 0\t",
        "T1\tDirect 0 78\ttoo long",
        "T1\tDirect -1 5\t“It f",
        "T1\tDirect ٠ ٥\t“It f",
        "E1\tFlood",
        "E1\t",
        "R1\tSaid_by Arg1:T1",
        "R1\tSaid_by T1 T2",
        "A1\tSure",
        "#1\tAnnotatorNotes",
        "#1",
        "X1\tDirect 0 5\t“It f",
    ],
)
def test_a_damaged_line(line: str, tmp_path: Path) -> None:
    ann = f"T9\tPlace 0 5\t“It f\n{line}\n"
    with pytest.raises(GoldError, match=r"a\.ann, line 2: "):
        list(read_gold(annotated(tmp_path, ann)))


def test_two_of_one_id(tmp_path: Path) -> None:
    line = "T1\tDirect 0 5\t“It f\n"
    with pytest.raises(GoldError, match=r"a\.ann, line 2: there are two T1"):
        list(read_gold(annotated(tmp_path, line * 2)))


@pytest.mark.parametrize("line", ["R1\tSaid_by Arg1:T1 Arg2:T2", "E1\tFlood:T1 Where:T2"])
def test_a_target_that_is_not_there(line: str, tmp_path: Path) -> None:
    ann = f"{line}\nT1\tDirect 0 5\t“It f\n"
    with pytest.raises(GoldError, match=r"a\.ann: \S+ joins T2, which is not there"):
        list(read_gold(annotated(tmp_path, ann)))


def test_bytes_that_are_no_utf_8(tmp_path: Path) -> None:
    annotated(tmp_path, "")
    (tmp_path / "a.txt").write_bytes(b"\xff")
    with pytest.raises(GoldError, match=r"a\.ann: 'utf-8' codec"):
        list(read_gold(tmp_path))


def test_the_text_file_may_be_named(tmp_path: Path) -> None:
    annotated(tmp_path, ANN)
    (found,) = read_gold(tmp_path / "a.txt", "brat")
    assert plain(found) == plain(gold())


def test_a_folder_within_the_folder_is_part_of_the_id(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    annotated(tmp_path / "in", ANN)
    assert [document.id for document in read_gold(tmp_path)] == ["in/a"]


def test_a_folder_without_annotations(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"no \.ann file"):
        list(read_gold(tmp_path, "brat"))


def test_a_file_is_replaced_only_when_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    write_gold([GoldDocument("x", "Before.", ())], tmp_path, "brat")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_gold([GoldDocument("x", "After.", ())], tmp_path, "brat")
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_half_a_character_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="'x' holds half a character"):
        write_gold([GoldDocument("x", "\ud83d", ())], tmp_path, "brat")


def test_names_that_would_break_the_note(tmp_path: Path) -> None:
    quote = GoldQuote("q", "direct", ((0, 11),), name="Ida\n| Moss\t", aliases=("", "a|b"))
    write_gold([GoldDocument("x", TEXT, (quote,))], tmp_path, "brat")
    (found,) = read_gold(tmp_path)
    assert (found.quotes[0].name, found.quotes[0].aliases) == ("Ida Moss", ("a b",))


def test_what_cannot_be_seen_is_left_out(tmp_path: Path) -> None:
    blank = GoldQuote("q", "direct", ((11, 12),))
    edges = GoldQuote("r", "direct", ((11, 17), (49, 50)), source=((33, 34),), cue=(33, 34))
    write_gold([GoldDocument("x", TEXT, (blank, edges))], tmp_path, "brat")
    assert (tmp_path / "x.ann").read_text(encoding="utf-8") == "T1\tDirect 12 17\tevery\n"


def test_file_names_are_safe_and_differ(tmp_path: Path) -> None:
    ids = ["../up", "a/b", "A b", "a_b-2", "", "..", "ü" * 500, "x" * 500]
    write_gold([GoldDocument(id, id, ()) for id in ids], tmp_path / "made", "brat")
    assert [path.name for path in tmp_path.iterdir()] == ["made"]
    assert sorted(document.text for document in read_gold(tmp_path / "made")) == sorted(ids)
    names = [path.stem for path in (tmp_path / "made").glob("*.txt")]
    assert sorted(names) == sorted(
        ["up", "a_b", "A_b-2", "a_b-2-2", "document", "document-2", "document-3", "x" * 100]
    )


CHARACTERS = "ab|“”- \n\r\t\v\x1c\x85\u00a0\u2028é😀"


@st.composite
def any_documents(draw: st.DrawFn) -> GoldDocument:
    text = draw(st.text(st.sampled_from(CHARACTERS), min_size=2, max_size=40))
    cuts = st.lists(st.integers(0, len(text)), min_size=2, max_size=6, unique=True).map(sorted)
    pieces = cuts.map(lambda c: tuple(zip(c[::2], c[1::2], strict=False)))
    name = st.text(st.sampled_from("Abé -"), min_size=1, max_size=5).map(str.strip)
    name = name.filter(lambda words: words not in ("", "-") and "  " not in words)
    quotes = []
    for k in range(draw(st.integers(0, 3))):
        named = draw(st.none() | name)
        quotes.append(
            GoldQuote(
                id=str(k),
                type=draw(st.sampled_from(["direct", "mixed", "indirect"])),
                spans=draw(pieces),
                source=draw(st.just(()) | pieces),
                cue=draw(st.none() | pieces.map(lambda p: p[0])),
                speech=draw(st.booleans()),
                name=named,
                aliases=tuple(draw(st.lists(name, max_size=2))) if named else (),
                anonymous=named is None and draw(st.booleans()),
            )
        )
    return GoldDocument("one", text, tuple(sorted(quotes, key=lambda quote: quote.start)))


def held(text: str, spans: tuple[tuple[int, int], ...]) -> bool:
    """Whether brat can hold the pieces as they are: words at both ends, and words between."""
    words = all(text[a] == text[a].strip() and text[b - 1].strip() for a, b in spans)
    return words and all(text[b:c].strip() for (_, b), (c, _) in pairwise(spans))


@settings(deadline=None)
@given(document=any_documents())
def test_any_gold_comes_back(
    document: GoldDocument, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("gold")
    write_gold([document], folder / "first", "brat")
    (found,) = read_gold(folder / "first", "brat")
    assert found.text == document.text
    pieces = [(*q.spans, *q.source, *([q.cue] if q.cue else [])) for q in document.quotes]
    if all(held(document.text, (piece,)) for own in pieces for piece in own) and all(
        held(document.text, spans) for q in document.quotes for spans in (q.spans, q.source)
    ):
        assert plain(found) == plain(document)
    # Whatever the first writing cost, a second costs nothing more.
    write_gold([found], folder / "second", "brat")
    (again,) = read_gold(folder / "second", "brat")
    assert again.text == document.text
    assert plain(again) == plain(found)
