"""Every gold format: a mini fixture read to what it says, and what is written read again."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mini_gold import GATE, GOLD, at
from quotex.errors import GoldError
from quotex.gold import (
    FORMATS,
    GoldCharacter,
    GoldDocument,
    GoldQuote,
    from_quotes,
    read_gold,
    write_gold,
)
from quotex.gold.quotes import type_by_marks
from samples import QUOTES, TEXT

FIXTURES = Path(__file__).parent / "fixtures" / "gold"


def words(document: GoldDocument, quote: GoldQuote) -> list[str]:
    return [document.text[a:b] for a, b in quote.spans]


def test_brat() -> None:
    (document,) = read_gold(FIXTURES / "brat")
    first, second = document.quotes
    assert document.id == "harvest"
    assert words(document, first) == ["“We start at six,”", "“and we stop at noon.”"]
    assert (first.type, first.source_kind, first.name) == ("direct", "name", "Tess Orr")
    assert (first.aliases, first.anonymous) == (("Mrs. Orr",), False)
    assert first.source == (at(document.text, "Tess Orr"),)
    assert first.cue == at(document.text, "said")
    assert words(document, second) == ["She was joking"]
    assert (second.type, second.source_kind, second.name) == ("indirect", "nominal", None)
    assert second.anonymous
    assert second.cue == at(document.text, "said", 1)


def test_attributions_in_brat() -> None:
    (document,) = read_gold(FIXTURES / "polnear" / "court.ann")
    first, second = document.quotes
    assert words(document, first) == ["the plan was “dead on arrival”"]
    assert (first.id, first.type) == ("E1", "mixed")
    assert first.source == (at(document.text, "The clerk"),)
    assert first.cue == at(document.text, "denied")
    assert words(document, second) == ["“Nonsense,”"]
    assert second.type == "direct"
    assert second.source == (at(document.text, "Judge Amara Bell"),)
    assert second.cue == at(document.text, "said")


def test_parc_counts_bytes() -> None:
    (document,) = read_gold(FIXTURES / "parc")
    (quote,) = document.quotes
    assert document.text == "Café owner Luc Roy said “prices doubled”."
    assert words(document, quote) == ["“prices doubled”"]
    assert (quote.id, quote.type) == ("cafe_1", "direct")
    assert quote.source == (at(document.text, "Café owner Luc Roy"),)
    assert quote.cue == at(document.text, "said")


def test_parc_without_its_text(tmp_path: Path) -> None:
    shutil.copy(FIXTURES / "parc" / "cafe.xml", tmp_path)
    (document,) = read_gold(tmp_path / "cafe.xml")
    assert document.text == "Café owner Luc Roy said “prices doubled”."
    assert words(document, document.quotes[0]) == ["“prices doubled”"]


@pytest.mark.parametrize("folder", ["pdnc", "pdnc/mill"])
def test_pdnc(folder: str) -> None:
    (document,) = read_gold(FIXTURES / folder)
    first, second = document.quotes
    assert document.id == "mill"
    assert words(document, first) == ["Is the wheel mended?"]
    assert (first.name, first.attribution) == ("Joss Marten", "explicit")
    assert first.addressees == ("Widow Tarn",)
    assert words(document, second) == ["It is,", "and oiled."]
    assert (second.name, second.attribution) == ("Widow Tarn", "anaphoric")
    assert document.characters == (
        GoldCharacter("Joss Marten", ("Old Marten",), "male"),
        GoldCharacter("Widow Tarn", (), "female"),
    )


def test_every_format_has_a_reader_of_its_own() -> None:
    assert FORMATS == ("jsonl", "brat", "polnear", "parc", "pdnc")


@pytest.mark.parametrize("name", ["gold.jsonl", "gold.jsonl.gz"])
def test_jsonl_comes_back(name: str, tmp_path: Path) -> None:
    write_gold(GOLD, tmp_path / name)
    assert tuple(read_gold(tmp_path / name)) == GOLD


def test_gz_is_compressed(tmp_path: Path) -> None:
    write_gold(GOLD, tmp_path / "gold.jsonl.gz")
    assert gzip.decompress((tmp_path / "gold.jsonl.gz").read_bytes()).startswith(b'{"id": "mine"')


def without_ids(document: GoldDocument) -> list[tuple[object, ...]]:
    return [
        (q.type, q.spans, q.source, q.source_kind, q.cue, q.name, q.aliases, q.anonymous)
        for q in document.quotes
    ]


def test_brat_comes_back(tmp_path: Path) -> None:
    write_gold(GOLD, tmp_path, "brat")
    found = {document.id: document for document in read_gold(tmp_path)}
    assert set(found) == {"mine", "gate"}
    for document in GOLD:
        assert found[document.id].text == document.text
        assert without_ids(found[document.id]) == without_ids(document)
    assert "Said_by" in (tmp_path / "annotation.conf").read_text()


def test_brat_names_files_safely(tmp_path: Path) -> None:
    documents = [GoldDocument(id, "Text.", ()) for id in ("../a/b", "A b", "a_b", "", "..")]
    write_gold(documents, tmp_path / "out", "brat")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out"]
    assert len(list((tmp_path / "out").glob("*.ann"))) == 5


TEXTS = st.text(st.sampled_from("ab “”\n\r\t\u00a0\u2028😀é|"), min_size=1, max_size=40)


@st.composite
def documents(draw: st.DrawFn) -> GoldDocument:
    text = draw(TEXTS)
    quotes = []
    for k in range(draw(st.integers(0, 3))):
        a, b = sorted(draw(st.tuples(*(st.integers(0, len(text)),) * 2)))
        if text[a:b].strip() == text[a:b] != "":
            quotes.append(GoldQuote(f"{k}", "direct", ((a, b),), name=draw(st.none() | names())))
    return GoldDocument("one", text, tuple(sorted(quotes, key=lambda q: (q.start, q.end))))


def names() -> st.SearchStrategy[str]:
    return st.text(st.sampled_from("Abé"), min_size=1, max_size=4)


@settings(deadline=None)
@given(document=documents())
def test_any_text_comes_back(
    document: GoldDocument, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("gold")
    write_gold([document], folder / "gold.jsonl")
    assert list(read_gold(folder / "gold.jsonl")) == [document]
    write_gold([document], folder / "brat", "brat")
    (again,) = read_gold(folder / "brat")
    assert again.text == document.text
    assert without_ids(again) == without_ids(document)


def test_what_quotex_found_becomes_gold(tmp_path: Path) -> None:
    document = from_quotes("one", TEXT, QUOTES)
    assert [q.type for q in document.quotes] == [q.type for q in QUOTES]
    for gold, quote in zip(document.quotes, QUOTES, strict=True):
        assert gold.spans == tuple((part.start, part.end) for part in quote.parts)
        assert gold.name == (quote.speaker.name if quote.speaker else None)
    write_gold([document], tmp_path / "gold.jsonl")
    assert list(read_gold(tmp_path / "gold.jsonl")) == [document]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 1"),
        ("[]", "line 1"),
        ('{"id": "a", "quotes": []}', "'text' is missing"),
        ('{"id": "a", "text": 3, "quotes": []}', "no string"),
        ('{"id": "a", "text": "b", "quotes": [{"id": 1, "type": "x"}]}', "none of direct"),
        (
            '{"id": "a", "text": "b", "quotes": [{"id": 1, "type": "direct", "spans": [[0, 2]]}]}',
            "not in the text",
        ),
        (
            '{"id": "a", "text": "b", "quotes": [{"id": 1, "type": "direct", "spans": [[1, 1]]}]}',
            "not in the text",
        ),
        (
            '{"id": "a", "text": "b", "quotes": [{"id": 1, "type": "mixed", "spans": [[0, ""]]}]}',
            "no whole number",
        ),
    ],
)
def test_damaged_jsonl(line: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text("\n" + line + "\n", encoding="utf-8")
    with pytest.raises(GoldError, match=message.replace("line 1", "line 2")) as caught:
        list(read_gold(path))
    assert "gold.jsonl, line 2" in str(caught.value)


@pytest.mark.parametrize(
    "line",
    ["T1\tDirect 0", "T1\tDirect 0 900\tx", "T1\tDirect a b\tx", "E1\tNothing", "T1"],
)
def test_damaged_brat(line: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Some words.", encoding="utf-8")
    (tmp_path / "a.ann").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(GoldError, match=r"a\.ann, line 1"):
        list(read_gold(tmp_path))


def test_brat_without_its_text(tmp_path: Path) -> None:
    (tmp_path / "a.ann").write_text("", encoding="utf-8")
    with pytest.raises(GoldError, match=r"a\.txt is missing"):
        list(read_gold(tmp_path))


def test_entities_in_xml_are_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><root>&b;</root>'
    (tmp_path / "a.xml").write_text(bomb, encoding="utf-8")
    with pytest.raises(GoldError, match="entities"):
        list(read_gold(tmp_path))


def test_damaged_xml(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<root><WORD></root>", encoding="utf-8")
    with pytest.raises(GoldError, match=r"a\.xml"):
        list(read_gold(tmp_path))


@pytest.mark.parametrize("cell", ["[[0, 900]]", "__import__('os')", "[[", "7"])
def test_damaged_pdnc(cell: str, tmp_path: Path) -> None:
    (tmp_path / "novel_text.txt").write_text("Words.", encoding="utf-8")
    (tmp_path / "quotation_info.csv").write_text(
        f'quoteID,quoteByteSpans,speaker\nQ0,"{cell}",Tom\n', encoding="utf-8"
    )
    with pytest.raises(GoldError, match="row 2"):
        list(read_gold(tmp_path))


def test_a_folder_that_shows_no_format(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="--gold-format"):
        read_gold(tmp_path)
    with pytest.raises(GoldError, match="no file or folder"):
        read_gold(tmp_path / "nowhere")
    with pytest.raises(GoldError, match="no gold format"):
        read_gold(tmp_path, "word")
    with pytest.raises(GoldError, match="jsonl or brat"):
        write_gold([], tmp_path / "a", "parc")


@pytest.mark.parametrize(
    ("words", "kind"),
    [("“Stay,”", "direct"), ("Carla Ruiz", "indirect"), ("The sign read “Open”", "mixed")],
)
def test_type_by_marks(words: str, kind: str) -> None:
    assert type_by_marks(GATE, [at(GATE, words)]) == kind
