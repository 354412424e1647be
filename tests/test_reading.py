"""Reading: any text becomes one Doc with the caller's offsets."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from quotex.reading import CHUNK_CHARS, read, split

BLANK = spacy.blank("en")


@pytest.mark.parametrize(
    ("text", "limit", "pieces"),
    [
        ("", 10, [""]),
        ("short", 10, ["short"]),
        ("One two.\n\nThree four", 14, ["One two.\n\n", "Three four"]),
        ("One two.\n \n\nThree four", 14, ["One two.\n \n\n", "Three four"]),
        ("aa bb cc. Dd ee ff", 12, ["aa bb cc. ", "Dd ee ff"]),
        ("aa bb cc.” Dd ee ff", 12, ["aa bb cc.” ", "Dd ee ff"]),
        ("aa bb\ncc dd", 8, ["aa bb\n", "cc dd"]),
        ("aaaa bbbb cccc", 11, ["aaaa bbbb ", "cccc"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
    ],
    ids=["empty", "short", "paragraph", "blank", "sentence", "mark", "line", "space", "word"],
)
def test_cuts_fall_at_the_best_place(text: str, limit: int, pieces: list[str]) -> None:
    assert split(text, limit) == pieces


@given(st.text(alphabet="ab. \n”", max_size=60), st.integers(1, 20))
def test_pieces_join_to_the_text_and_keep_the_limit(text: str, limit: int) -> None:
    pieces = split(text, limit)
    assert "".join(pieces) == text
    assert max(map(len, pieces)) <= limit


def test_lone_surrogates_are_replaced_one_for_one() -> None:
    (doc,) = read(BLANK, ["a \ud800b\udfff c"])
    assert doc.text == "a \ufffdb\ufffd c"


def test_control_characters_are_read_as_spaces() -> None:
    (doc,) = read(BLANK, ["\x00It\tis\x1b\n"])
    assert doc.text == " It\tis \n"


def test_curly_marks_are_read_as_straight_ones() -> None:
    (doc,) = read(BLANK, ["“It’s „so‟, ‚no‛ ‘odd’,” she said."])
    assert doc.text == """\"It's "so", 'no' 'odd'," she said."""


OTHERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="“”„‟‘’‚‛")


@given(st.lists(st.text(OTHERS, max_size=30), max_size=4))
def test_any_other_text_is_read_as_it_stands(texts: list[str]) -> None:
    assert [doc.text for doc in read(BLANK, texts)] == texts


@pytest.mark.parametrize(
    "run", ["«" * 30_000, "\"a'" * 10_000, "a" * 30_000, "a. " * 10_000, "—" * 20_000 + " x"]
)
def test_long_runs_are_read_as_they_stand(run: str) -> None:
    text = f"Before {run} after.\n\nNext."
    (doc,) = read(BLANK, [text])
    assert doc.text == text


def test_long_texts_are_one_doc_each_in_order() -> None:
    paragraph = "Some words stand here.\n\n"
    long = paragraph * (3 * CHUNK_CHARS // len(paragraph))
    docs = list(read(BLANK, ["one", long, "", long + "end"]))
    assert [doc.text for doc in docs] == ["one", long, "", long + "end"]


def test_no_length_limit_of_the_pipeline_applies() -> None:
    nlp = spacy.blank("en")
    nlp.max_length = 10
    (doc,) = read(nlp, ["longer than ten characters"])
    assert len(doc) == 4


def test_texts_are_taken_lazily() -> None:
    def endless() -> object:
        while True:
            yield "Again."

    assert next(read(BLANK, endless())).text == "Again."  # type: ignore[arg-type]


def test_the_callers_pipeline_runs_in_order_and_is_not_changed() -> None:
    ran: list[str] = []

    @Language.component("first_of_test", assigns=["token.dep"])
    def first(doc: Doc) -> Doc:
        ran.append("first")
        assert doc[3].is_sent_start  # set before the first component that assigns dependencies
        return doc

    @Language.component("second_of_test")
    def second(doc: Doc) -> Doc:
        ran.append("second")
        return doc

    nlp = spacy.blank("en")
    nlp.add_pipe("first_of_test")
    nlp.add_pipe("second_of_test")
    nlp.add_pipe("first_of_test", name="off")
    nlp.disable_pipe("off")
    list(read(nlp, ["Head line\n\nText stands here."]))
    assert ran == ["first", "second"]
    assert nlp.pipe_names == ["first_of_test", "second_of_test"]


@pytest.mark.model
def test_a_joined_doc_is_parsed_throughout(english: Language) -> None:
    text = "Ann Lee spoke in Paris.\n\n" * 700
    (doc,) = read(english, [text])
    assert len(text) > CHUNK_CHARS
    assert doc.text == text
    assert all(doc.has_annotation(name) for name in ("TAG", "DEP", "ENT_IOB"))
    assert [sent.text.strip() for sent in doc.sents] == ["Ann Lee spoke in Paris."] * 700
    assert all(sent.root.text == "spoke" for sent in doc.sents)


@Language.component("parses_unannounced")
def parses_unannounced(doc: Doc) -> Doc:
    for token in doc:
        token.head, token.dep_ = token, "ROOT"
    return doc


def test_a_parser_that_does_not_declare_itself_is_warned_about_once() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("parses_unannounced")
    with pytest.warns(UserWarning, match="add_pipe\\('quotex_sentences', before=") as caught:
        [list(read(nlp, [text])) for text in ("Some words.", "Some other words.")]
    assert len(caught) == 1


def test_a_line_break_inside_a_paragraph_is_read_as_a_space() -> None:
    text = "The lamp\nis lit and the door\nis shut, Elsa\nBrandt said.\n\nIvo Rehm left."
    (doc,) = read(spacy.blank("en"), [text])
    assert doc.text == text.replace("p\ni", "p i").replace("r\ni", "r i").replace("a\nB", "a B")
