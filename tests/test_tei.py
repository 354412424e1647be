"""Quotations as TEI: well-formed, the text unchanged, who said what by reference."""

from __future__ import annotations

import io
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotex import Quote, Quotes, Span, Speaker
from quotex.tei import NAMESPACE
from quotex.types import Mention
from quotex.writers import WRITERS

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def quote(text: str, *spans: tuple[int, int], **rest: object) -> Quote:
    parts = tuple(Span(text[a:b], a, b) for a, b in spans)
    start, end = spans[0][0], spans[-1][1]
    fields = {"type": "direct", "confidence": 0.9, **rest}
    return Quote(text=text[start:end], start=start, end=end, parts=parts, **fields)  # type: ignore[arg-type]


def body(xml: str) -> ElementTree.Element:
    found = ElementTree.fromstring(xml).find(f".//{tag('body')}")
    assert found is not None
    return found


def said(xml: str) -> list[tuple[str, dict[str, str]]]:
    """The words of each element and its attributes."""
    return [
        ("".join(element.itertext()), {k.replace(XML_ID, "id"): v for k, v in element.items()})
        for element in body(xml).iter(tag("said"))
    ]


ANN = Speaker("Ann Lee", aliases=("Lee",), title="mayor of Dunmore", gender="female")


def test_a_quotation_points_to_its_speaker() -> None:
    text = "“We are ready,” Ann Lee said."
    xml = Quotes([quote(text, (0, 15), speaker=ANN)], text).to_tei(title="A & B")
    assert said(xml) == [
        (
            "“We are ready,”",
            {"id": "q1", "who": "#who-ann-lee", "cert": "0.90", "n": "direct"},
        )
    ]
    root = ElementTree.fromstring(xml)
    assert root.findtext(f".//{tag('title')}") == "A & B"
    person = root.find(f".//{tag('person')}")
    assert person is not None
    assert person.get(XML_ID) == "who-ann-lee"
    assert person.get("sex") == "F"
    assert [(e.get("type"), e.text) for e in person.iter(tag("persName"))] == [
        (None, "Ann Lee"),
        ("alias", "Lee"),
    ]
    assert person.findtext(tag("note")) == "mayor of Dunmore"


def test_parts_and_paragraphs_are_chained() -> None:
    text = "“One,” she said. “Two.\n\n“Three.”"
    xml = Quotes([quote(text, (0, 6), (17, 32))], text).to_tei()
    assert [(words, a["id"], a.get("next"), a.get("prev")) for words, a in said(xml)] == [
        ("“One,”", "q1", "#q1.2", None),
        ("“Two.", "q1.2", "#q1.3", "#q1"),
        ("“Three.”", "q1.3", None, "#q1.2"),
    ]
    assert ["".join(p.itertext()) for p in body(xml)] == ["“One,” she said. “Two.", "“Three.”"]
    assert "".join(body(xml).itertext()) == text


def test_quotations_in_quotations_nest() -> None:
    text = "Ann said that the “plan” failed."
    xml = Quotes(
        [quote(text, (9, 31), type="mixed", speaker=ANN), quote(text, (18, 24))], text
    ).to_tei()
    (outer,) = body(xml).findall(f"{tag('p')}/{tag('said')}")
    assert outer.get("direct") == "false"
    assert outer.get("n") == "mixed"
    (inner,) = outer.findall(tag("said"))
    assert "".join(inner.itertext()) == "“plan”"
    assert inner.get("who") is None


def test_quotations_that_cross_are_refused() -> None:
    text = "one two three"
    crossing = Quotes([quote(text, (0, 7)), quote(text, (4, 13))], text)
    with pytest.raises(ValueError, match="quotations 0 and 1 cross"):
        crossing.to_tei()


def test_everybody_has_an_id_of_their_own() -> None:
    text = "“A.” “B.” “C.” “D.” “E.”"
    official = Mention("a senior official", 0, 1, "nominal")
    people = [
        {"speaker": Speaker("Łucja"), "addressee": ANN},
        {"speaker": Speaker("Ucja")},
        {"speaker": Speaker("Ardent", "organization")},
        {"mention": official},
        {"mention": Mention("she", 0, 1, "pronoun")},
    ]
    quotes = [quote(text, (5 * i, 5 * i + 4), **who) for i, who in enumerate(people)]  # type: ignore[arg-type]
    xml = Quotes(quotes, text).to_tei()
    assert [a.get("who") for _, a in said(xml)] == [
        "#who-ucja",
        "#who-ucja-2",
        "#who-ardent",
        "#who-a-senior-official",
        None,
    ]
    assert said(xml)[0][1]["toWhom"] == "#who-ann-lee"
    root = ElementTree.fromstring(xml)
    ids = {e.get(XML_ID) for kind in ("person", "org") for e in root.iter(tag(kind))}
    assert ids == {"who-ucja", "who-ann-lee", "who-ucja-2", "who-a-senior-official", "who-ardent"}
    (org,) = root.iter(tag("org"))
    assert org.findtext(tag("orgName")) == "Ardent"


def test_markup_and_what_xml_cannot_hold() -> None:
    text = "“</said><x>&\x00\ud800\r\n”"
    xml = Quotes([quote(text, (0, len(text)), speaker=Speaker('"<Ann>&'))], text).to_tei()
    assert "".join(body(xml).itertext()) == "“</said><x>&\ufffd\ufffd\r\n”"
    assert ElementTree.fromstring(xml).findtext(f".//{tag('persName')}") == '"<Ann>&'


@given(st.text(alphabet="ab “”\n\r<&\x0b\u2029\x85", max_size=40), st.data())
def test_any_text_comes_back(text: str, data: st.DataObject) -> None:
    edges = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    spans = [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False)]
    xml = Quotes([quote(text, span) for span in spans], text).to_tei()
    assert "".join(body(xml).itertext()) == text.replace("\x0b", "\ufffd")
    by_quote: dict[str, str] = {}
    for words, attributes in said(xml):
        own = attributes["id"].partition(".")[0]
        by_quote[own] = by_quote.get(own, "") + words
    for number, (start, end) in enumerate(spans, 1):
        # White space between paragraphs is in no element; the vertical tab is white space too.
        found = by_quote.get(f"q{number}", "").replace("\ufffd", "")
        assert "".join(found.split()) == "".join(text[start:end].split())


def test_many_documents_are_one_corpus_with_ids_of_their_own() -> None:
    text = "“Yes,” Ann Lee said."
    out = io.StringIO()
    writer = WRITERS["tei"](out)
    for name in ("one.txt", "two.txt"):
        writer.write(name, Quotes([quote(text, (0, 6), speaker=ANN)], text))
    writer.write("damaged", Quotes(error="no text"))
    writer.close()
    root = ElementTree.fromstring(out.getvalue())
    assert root.tag == tag("teiCorpus")
    ids = [element.get(XML_ID) for element in root.iter() if element.get(XML_ID)]
    assert ids == ["d1-who-ann-lee", "d1-q1", "d2-who-ann-lee", "d2-q1"]
    titles = [e.findtext(f".//{tag('title')}") for e in root.iter(tag("TEI"))]
    assert titles == ["one.txt", "two.txt"]
