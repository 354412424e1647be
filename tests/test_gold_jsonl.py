"""Gold in JSON lines: every field, every way a line can be damaged, and names kept beside."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotex.errors import GoldError
from quotex.gold import GoldCharacter, GoldDocument, GoldQuote, read_gold, read_named, with_names
from quotex.gold.jsonl import read_jsonl, write_jsonl

FIXTURES = Path(__file__).parent / "fixtures" / "gold" / "jsonl"
FERRY = FIXTURES / "ferry.jsonl"


def test_every_field() -> None:
    first, second = read_jsonl(FERRY)
    assert first.id == "ferry/1"
    assert first.quotes == (
        GoldQuote(
            id="F1",
            type="direct",
            spans=((0, 11), (28, 37)),
            source=((12, 21),),
            source_kind="name",
            cue=(22, 26),
            speech=True,
            name="Nell Hart",
            aliases=("Nell", "Ms. Hart"),
            attribution="explicit",
            addressees=("Ned Poe",),
        ),
        GoldQuote(
            id="F2",
            type="indirect",
            spans=((48, 64),),
            source=((38, 41),),
            source_kind="pronoun",
            cue=(42, 47),
            speech=False,
            silver_name="Nell Hart",
        ),
    )
    assert first.characters == (
        GoldCharacter("Nell Hart", ("Nell",), "female"),
        GoldCharacter("Ned Poe", (), "male"),
        GoldCharacter("the pilot", ("the pilot",), None),
    )
    assert second == GoldDocument("ferry/2", "Nothing was said.", ())


def test_the_spans_are_the_words() -> None:
    document = next(iter(read_jsonl(FERRY)))
    found = [[document.text[a:b] for a, b in quote.spans] for quote in document.quotes]
    assert found == [["“It sails,”", "“at ten.”"], ["it will not rain"]]


def test_a_folder_is_all_its_files(tmp_path: Path) -> None:
    write_jsonl([GoldDocument("b", "B", ())], tmp_path / "2.jsonl.gz")
    write_jsonl([GoldDocument("a", "A", ())], tmp_path / "1.jsonl")
    assert [document.id for document in read_gold(tmp_path)] == ["a", "b"]


@pytest.mark.parametrize("name", ["gold.jsonl", "gold.jsonl.gz"])
def test_a_file_is_replaced_only_when_all_are_written(name: str, tmp_path: Path) -> None:
    def interrupted() -> Iterator[GoldDocument]:
        yield GoldDocument("b", "B", ())
        raise KeyboardInterrupt

    path = tmp_path / name
    write_jsonl([GoldDocument("a", "A", ())], path)
    with pytest.raises(KeyboardInterrupt):
        write_jsonl(interrupted(), path)
    assert [document.id for document in read_jsonl(path)] == ["a"]
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_without_files(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"no \.jsonl file"):
        list(read_gold(tmp_path, "jsonl"))


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + FERRY.read_bytes().replace(b"\n", b"\r\n"))
    assert list(read_jsonl(path)) == list(read_jsonl(FERRY))


def test_pieces_that_overlap_are_one(tmp_path: Path) -> None:
    assert quote_of(tmp_path, spans=[[4, 9], [0, 5], [9, 11]]).spans == ((0, 9), (9, 11))


def test_quotations_that_start_together_keep_their_order(tmp_path: Path) -> None:
    spans = [("long", 0, 9), ("other", 3, 4), ("short", 0, 2)]
    quotes = [{"id": i, "type": "direct", "spans": [[a, b]]} for i, a, b in spans]
    (document,) = read_jsonl(written(tmp_path, {"id": "x", "text": "x" * 20, "quotes": quotes}))
    assert [quote.id for quote in document.quotes] == ["long", "short", "other"]


def written(folder: Path, *documents: object) -> Path:
    path = folder / "gold.jsonl"
    path.write_text("".join(json.dumps(d) + "\n" for d in documents), encoding="utf-8")
    return path


def quote_of(folder: Path, **fields: Any) -> GoldQuote:
    quote = {"id": "q", "type": "direct", "spans": [[0, 3]], **fields}
    (document,) = read_jsonl(written(folder, {"id": "x", "text": "x" * 20, "quotes": [quote]}))
    return document.quotes[0]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"spans": [[0, 21]]}, "the span 0-21 is not in the text, which has 20 characters"),
        ({"spans": [[-1, 3]]}, "the span -1-3 is not in the text"),
        ({"spans": [[5, 3]]}, "a span starts before it ends"),
        ({"spans": [[0, 2.0]]}, "the offset 2.0 is no whole number"),
        ({"spans": [[False, 2]]}, "the offset False is no whole number"),
        ({"spans": [3, 4]}, r"3 is no \[start, end\]"),
        ({"spans": "0-3"}, r"no list of \[start, end\]"),
        ({"spans": None}, "'start' is missing"),
        ({"cue": {"start": 19, "end": 30}}, "the span 19-30 is not in the text"),
        ({"cue": {"start": 3}}, "'end' is missing"),
        ({"cue": "said"}, "cue is 'said', no object"),
        ({"speaker": "Ann Lee"}, "speaker is 'Ann Lee', no object"),
        ({"speaker": {"start": 20, "end": 21}}, "the span 20-21 is not in the text"),
        ({"speaker": {"canonical": 7}}, "canonical is 7, no string"),
        ({"speaker": {"aliases": "Lee"}}, "aliases is 'Lee', no list of strings"),
        ({"addressees": [None]}, r"addressees is \[None\], no list of strings"),
        ({"speech_cue": "yes"}, "speech_cue is 'yes', neither true nor false"),
        ({"attribution_type": 3}, "attribution_type is 3, no string"),
        ({"type": "quoted"}, "the type 'quoted' is none of direct, mixed, indirect"),
        ({"type": []}, "none of direct"),
    ],
)
def test_a_damaged_quotation(fields: dict[str, Any], message: str, tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=message) as caught:
        quote_of(tmp_path, **fields)
    assert f"{tmp_path / 'gold.jsonl'}, line 1: quotation 1: " in str(caught.value)
    assert "docs/gold-formats.md" in str(caught.value)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"{", "line 2: Expecting property name"),
        (b"[]", "no JSON object"),
        (b"null", "no JSON object"),
        (b"[" * 100_000, "line 2"),
        (b'{"text": "a", "quotes": []}', "'id' is missing"),
        (b'{"id": "a", "text": null, "quotes": []}', "the text is a NoneType"),
        (b'{"id": "a", "text": "a"}', "'quotes' is missing"),
        (b'{"id": "a", "text": "a", "quotes": [1]}', "quotation 1"),
        (b'{"id": "a", "text": "\xff", "quotes": []}', "can't decode"),
        (b'{"id": "a", "text": "", "quotes": [], "characters": [{"name": 1}]}', "no string"),
        (
            b'{"id": "a", "text": "abc", "quotes": [{"id": 1, "type": "direct", "spans": [[0, 1]]},'
            b'{"id": "1", "type": "direct", "spans": [[1, 2]]}]}',
            "two quotations have the id '1'",
        ),
    ],
)
def test_a_damaged_line(line: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(b'{"id": "good", "text": "", "quotes": []}\n' + line)
    documents = read_jsonl(path)
    assert next(documents).id == "good"
    with pytest.raises(GoldError, match=message):
        next(documents)


@pytest.mark.parametrize("content", [b"not compressed", gzip.compress(b"x" * 999)[:-9]])
def test_a_damaged_archive(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl.gz"
    path.write_bytes(content)
    with pytest.raises(GoldError, match=r"gold\.jsonl\.gz, line 1"):
        list(read_jsonl(path))


def test_names_kept_beside() -> None:
    names = read_named(FIXTURES / "ferry_named.json")
    document, other = with_names(read_jsonl(FERRY), names)
    first, second = document.quotes
    assert (first.name, first.aliases, first.anonymous) == (
        "Nell Hart & Ned Poe",
        ("Hart", "Poe"),
        False,
    )
    assert (second.name, second.aliases, second.anonymous) == (None, (), True)
    assert second.silver_name == "Nell Hart"
    assert other.quotes == ()


def test_names_replace_those_of_the_gold() -> None:
    document = next(with_names(read_jsonl(FERRY), {}))
    assert [(q.name, q.aliases, q.anonymous) for q in document.quotes] == [(None, (), False)] * 2


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"id": "a"}', "'quotes' is missing"),
        ('{"id": "a", "quotes": []}', "no object of quotations"),
        ('{"id": "a", "quotes": {"q": "Ann Lee"}}', "'q' has no speaker"),
        ('{"id": "a", "quotes": {"q": {"aliases": []}}}', "'q' has no speaker"),
        ('{"id": "a", "quotes": {"q": {"speaker": 1}}}', "the speaker of 'q' is 1, no string"),
        ('{"id": "a", "quotes": {"q": {"speaker": "A", "aliases": "B"}}}', "aliases of 'q'"),
    ],
)
def test_damaged_names(line: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "named.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(GoldError, match=message):
        read_named(path)


# Line ends of every kind, NBSP, an astral character, half of one, what JSON escapes.
CHARACTERS = st.sampled_from('ab “"\\\n\r\t\x00\x85\u00a0\u2028é😀\ud83d')
ANY_TEXT = st.text(CHARACTERS, max_size=8)


@st.composite
def documents(draw: st.DrawFn) -> GoldDocument:
    text = draw(st.text(CHARACTERS, min_size=2, max_size=30))
    cuts = st.lists(st.integers(0, len(text)), min_size=2, max_size=6, unique=True).map(sorted)
    pieces = cuts.map(lambda c: tuple(zip(c[::2], c[1::2], strict=False)))
    names = st.lists(ANY_TEXT, max_size=2).map(tuple)
    quotes = [
        GoldQuote(
            id=str(k),
            type=draw(st.sampled_from(["direct", "mixed", "indirect"])),
            spans=draw(pieces),
            source=draw(st.just(()) | pieces),
            source_kind=draw(st.sampled_from([None, "name", "pronoun", "nominal"])),
            cue=draw(st.none() | pieces.map(lambda p: p[0])),
            speech=draw(st.booleans()),
            name=draw(st.none() | ANY_TEXT),
            aliases=draw(names),
            anonymous=draw(st.booleans()),
            silver_name=draw(st.none() | ANY_TEXT),
            attribution=draw(st.sampled_from([None, "explicit", "anaphoric", "implicit"])),
            addressees=draw(names),
        )
        for k in range(draw(st.integers(0, 3)))
    ]
    characters = st.builds(
        GoldCharacter,
        st.text(CHARACTERS, min_size=1, max_size=8),
        names,
        st.sampled_from([None, "female", "male"]),
    )
    return GoldDocument(
        draw(ANY_TEXT),
        text,
        tuple(sorted(quotes, key=lambda quote: quote.start)),
        tuple(draw(st.lists(characters, max_size=2))),
    )


@settings(deadline=None)
@given(written=st.lists(documents(), max_size=2), suffix=st.sampled_from(["jsonl", "jsonl.gz"]))
def test_any_gold_comes_back(
    written: list[GoldDocument], suffix: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("gold") / f"gold.{suffix}"
    write_jsonl(written, path)
    assert list(read_jsonl(path)) == written
