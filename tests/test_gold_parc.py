"""PARC3's XML: words with attributions nested in them, with and without the text beside."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest

from quotex.errors import GoldError
from quotex.gold import GoldDocument, read_gold


def word(count: str, text: str, *roles: str) -> str:
    """Write a word; a role is "id role"."""
    inner = "".join(
        f'<attribution id="{role.split()[0]}">'
        f'<attributionRole roleValue="{role.split()[1]}"/></attribution>'
        for role in roles
    )
    return f'<WORD ByteCount="{count}" text={quoteattr(text)} pos="X">{inner}</WORD>'


def read(folder: Path, words: list[str], text: str | None = None) -> GoldDocument:
    xml = (
        f"<?xml version='1.0' encoding='utf-8'?><root><SENTENCE>{''.join(words)}</SENTENCE></root>"
    )
    (folder / "w.xml").write_text(xml, encoding="utf-8")
    if text is not None:
        (folder / "w.txt").write_bytes(text.encode())
    (document,) = read_gold(folder)
    return document


def nested(first: int = 9) -> list[str]:
    """Lena says Tom said ``no,'' and left."""
    rows = [
        (0, "Lena", "a source"),
        (5, "says", "a cue"),
        (10, "Tom", "a content", "b source"),
        (14, "said", "a content", "b cue"),
        (19, "``", "a content", "b content"),
        (21, "no", "a content", "b content"),
        (23, ",", "a content", "b content"),
        (24, "''", "a content", "b content"),
        (27, "and", "a content"),
        (31, "left", "a content"),
        (35, "."),
    ]
    return [word(f"{first + a},{first + a + len(t)}", t, *roles) for a, t, *roles in rows]


def test_attributions_within_attributions(tmp_path: Path) -> None:
    document = read(tmp_path, [*nested(), word("48,51", "Yes")])
    assert document.id == "w"
    assert document.text == "Lena says Tom said ``no,'' and left.\n\nYes"
    rows = [(q.id, q.type, q.spans, q.source, q.cue) for q in document.quotes]
    assert rows == [
        ("a", "mixed", ((10, 35),), ((0, 4),), (5, 9)),
        ("b", "direct", ((19, 26),), ((10, 13),), (14, 18)),
    ]


def test_counts_are_places_in_the_text_beside(tmp_path: Path) -> None:
    text = "(Cafés)\r\nLena says Tom said ``no,'' and left."
    # In UTF-8 the accent takes two bytes: "Lena" is at byte 10, but at character 9.
    document = read(tmp_path, nested(10), text)
    assert document.text == text
    assert [[text[a:b] for a, b in q.spans] for q in document.quotes] == [
        ["Tom said ``no,'' and left"],
        ["``no,''"],
    ]
    assert document.quotes[0].source == ((9, 13),)


def test_an_interrupted_content(tmp_path: Path) -> None:
    words = [
        word("0,4", "Rain", "a content"),
        word("4,5", ","),
        word("6,8", "he", "a source"),
        word("9,12", "had", "a cue"),
        word("13,17", "said", "a cue"),
        word("17,18", ","),
        word("19,24", "falls", "a content"),
    ]
    (quote,) = read(tmp_path, words).quotes
    assert (quote.spans, quote.source, quote.cue) == (((0, 4), (19, 24)), ((6, 8),), (9, 17))


def test_an_attribution_without_content_is_no_quotation(tmp_path: Path) -> None:
    assert (
        read(tmp_path, [word("0,2", "He", "a source"), word("3,7", "said", "a cue")]).quotes == ()
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([word("0", "He")], "invalid literal"),
        ([word("2,2", "He")], "ByteCount '2,2'"),
        ([word("-1,2", "He")], "ByteCount '-1,2'"),
        ([word("0,99", "He")], "is not in the text of 4 bytes"),
        (["<WORD text='He'/>"], "'ByteCount' is missing"),
        ([word("0,2", "He", "a content").replace("roleValue", "role")], "'roleValue' is missing"),
        ([word("0,2", "He", "a content").replace("id=", "name=")], "'id' is missing"),
        (["<WORD>"], "mismatched tag"),
    ],
)
def test_damage(words: list[str], message: str, tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=rf"w\.xml: .*{message}"):
        read(tmp_path, words, "He. ")


def test_a_far_count_makes_no_long_text(tmp_path: Path) -> None:
    assert read(tmp_path, [word("0,1", "a"), word("999999999999,9999999999999", "b")]).text == (
        "a\n\nb"
    )


@pytest.mark.parametrize(
    "declaration",
    ['<!DOCTYPE r [<!ENTITY a "aa">]>', "<!DOCTYPE r SYSTEM 'file:///etc/hostname'>"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_declarations_are_refused(declaration: str, encoding: str, tmp_path: Path) -> None:
    xml = f"<?xml version='1.0' encoding='{encoding}'?>{declaration}<r/>"
    (tmp_path / "w.xml").write_bytes(xml.encode(encoding))
    with pytest.raises(GoldError, match=r"w\.xml: "):
        list(read_gold(tmp_path))


def test_a_folder_without_files(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"no \.xml file"):
        list(read_gold(tmp_path, "parc"))
