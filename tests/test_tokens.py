"""A parsed document as plain lists."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from builders import make_tokens
from quotex.tokens import Tokens, read_doc

BLANK = spacy.blank("en")


def chain(heads: list[int], sent: list[int] | None = None) -> Tokens:
    """Return one-letter tokens with these heads, divided by spaces."""
    n = len(heads)
    return Tokens(
        text=" ".join("a" * n),
        words=["a"] * n,
        start=[2 * i for i in range(n)],
        end=[2 * i + 1 for i in range(n)],
        tag=["NN"] * n,
        dep=["dep"] * n,
        head=heads,
        ent=[""] * n,
        ent_start=[False] * n,
        sent=sent or [0] * n,
    )


@pytest.mark.parametrize(
    ("heads", "hulls"),
    [
        pytest.param([0], [(0, 0)], id="one token"),
        pytest.param([1, 1, 1], [(0, 0), (0, 2), (2, 2)], id="both sides of the root"),
        pytest.param([1, 2, 2, 2], [(0, 0), (0, 1), (0, 3), (3, 3)], id="chain to the left"),
        pytest.param([0, 1, 1], [(0, 0), (1, 2), (2, 2)], id="two trees"),
        pytest.param([3, 3, 0, 3], [(0, 2), (1, 1), (2, 2), (0, 3)], id="crossing branches"),
    ],
)
def test_hulls_of_subtrees(heads: list[int], hulls: list[tuple[int, int]]) -> None:
    tokens = chain(heads)
    assert list(zip(tokens.left, tokens.right, strict=True)) == hulls


def test_children_are_in_text_order_without_the_root_itself() -> None:
    tokens = chain([2, 2, 2, 2])
    assert list(map(list, tokens.children)) == [[], [], [0, 1, 3], []]


def test_a_parse_as_deep_as_the_text_is_long() -> None:
    n = 50_000
    tokens = chain([max(0, i - 1) for i in range(n)])
    assert (tokens.left[0], tokens.right[0]) == (0, n - 1)
    assert tokens.right[n - 2] == n - 1


def test_heads_in_a_circle_do_not_hang() -> None:
    tokens = chain([1, 0, 2])
    assert list(map(list, tokens.children)) == [[1], [0], []]


@pytest.mark.parametrize(
    ("sent", "sents"),
    [
        pytest.param([0, 0, 0], [(0, 3)], id="one"),
        pytest.param([0, 0, 1], [(0, 2), (2, 3)], id="two"),
        pytest.param([0, 1, 2], [(0, 1), (1, 2), (2, 3)], id="one each"),
    ],
)
def test_sentences(sent: list[int], sents: list[tuple[int, int]]) -> None:
    assert chain([0, 1, 2], sent).sents == sents


def test_no_token_no_sentence() -> None:
    tokens = chain([])
    assert (len(tokens), tokens.sents, tokens.left) == (0, [], [])


def test_lower_case_with_one_kind_of_apostrophe() -> None:
    assert make_tokens("Lee ’s/POS Dog barked/VBD").lower == ["lee", "'s", "dog", "barked"]


class TestOffsets:
    # a at 0–1, a at 2–3, a at 4–5

    @pytest.mark.parametrize(
        ("offset", "index"), [(0, 0), (1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (99, 3)]
    )
    def test_at_is_the_first_token_that_ends_after(self, offset: int, index: int) -> None:
        assert chain([0, 1, 2]).at(offset) == index

    @pytest.mark.parametrize(
        ("offset", "index"), [(0, 0), (1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (99, 3)]
    )
    def test_until_is_past_the_last_that_starts_before(self, offset: int, index: int) -> None:
        assert chain([0, 1, 2]).until(offset) == index

    def test_span_text_is_cut_from_the_source(self) -> None:
        tokens = make_tokens("Ann Lee said/VBD so/RB .")
        assert tokens.span_text(0, 1) == "Ann Lee"
        assert tokens.span_text(3, 4) == "so."


class TestReadDoc:
    TEXT = "Ann Lee left.\nShe waved."

    def read(self, text: str = TEXT) -> Tokens:
        doc = Doc(
            spacy.blank("en").vocab,
            words=["Ann", "Lee", "left", ".", "\n", "She", "waved", "."],
            spaces=[True, True, False, False, False, True, False, False],
            tags=["NNP", "NNP", "VBD", ".", "_SP", "PRP", "VBD", "."],
            deps=["compound", "nsubj", "ROOT", "punct", "dep", "nsubj", "ROOT", "punct"],
            heads=[1, 2, 2, 2, 3, 6, 6, 6],
            ents=["B-PERSON", "I-PERSON", "O", "O", "O", "O", "O", "O"],
        )
        return read_doc(doc, text)

    def test_words_are_cut_from_the_text_given(self) -> None:
        assert self.read(self.TEXT.replace("Lee", "Lea")).words[1] == "Lea"

    def test_offsets(self) -> None:
        tokens = self.read()
        assert tokens.start == [0, 4, 8, 12, 13, 14, 18, 23]
        assert tokens.end == [3, 7, 12, 13, 14, 17, 23, 24]

    def test_tree(self) -> None:
        tokens = self.read()
        assert tokens.head == [1, 2, 2, 2, 3, 6, 6, 6]
        assert tokens.dep[:3] == ["compound", "nsubj", "ROOT"]
        assert tokens.tag[4:6] == ["_SP", "PRP"]

    def test_entities(self) -> None:
        tokens = self.read()
        assert tokens.ent[:3] == ["PERSON", "PERSON", ""]
        assert tokens.ent_start[:3] == [True, False, False]

    def test_sentences_are_those_of_the_parse(self) -> None:
        assert self.read().sent == [0, 0, 0, 0, 0, 1, 1, 1]

    def test_the_label_of_persons_in_conll_is_known(self) -> None:
        assert self.labelled("PER") == self.labelled("PERSON") == ["PERSON", "PERSON", ""]
        assert self.labelled("HERO") == ["HERO", "HERO", ""]

    def labelled(self, label: str) -> list[str]:
        doc = Doc(
            spacy.blank("en").vocab,
            words=["Ann", "Lee", "left"],
            ents=[f"B-{label}", f"I-{label}", "O"],
        )
        return read_doc(doc, doc.text).ent


class TestTokensOfSeveralWords:
    """What spaCy's merge_entities and merge_noun_chunks leave."""

    def read(self) -> Tokens:
        words = ["Mayor Ann\nLee", "left", "her old friends", ".", "\n \n", "At last", "she", "sat"]
        doc = Doc(
            spacy.blank("en").vocab,
            words=words,
            spaces=[True, True, False, False, False, True, True, False],
            tags=["NNP", "VBD", "NNS", ".", "_SP", "RB", "PRP", "VBD"],
            deps=["nsubj", "ROOT", "dobj", "punct", "dep", "advmod", "nsubj", "ROOT"],
            heads=[1, 1, 1, 1, 3, 7, 7, 7],
            ents=["B-PERSON", "O", "O", "O", "O", "O", "O", "O"],
        )
        return read_doc(doc, doc.text)

    def test_are_cut_at_white_space_but_white_space_is_not(self) -> None:
        tokens = self.read()
        words = [
            "Mayor",
            "Ann",
            "Lee",
            "left",
            "her",
            "old",
            "friends",
            ".",
            "_",
            "At",
            "last",
            "she",
            "sat",
        ]
        assert [word if word.strip() else "_" for word in tokens.words] == words
        assert [tokens.text[a:b] for a, b in zip(tokens.start, tokens.end, strict=True)] == (
            tokens.words
        )

    def test_hang_from_their_last_word(self) -> None:
        tokens = self.read()
        assert tokens.head == [2, 2, 3, 3, 6, 6, 3, 3, 7, 10, 12, 12, 12]
        assert tokens.dep[:7] == [
            "compound",
            "compound",
            "nsubj",
            "ROOT",
            "poss",
            "compound",
            "dobj",
        ]

    def test_have_tags_of_their_own(self) -> None:
        tokens = self.read()
        assert tokens.tag[:7] == ["NNP", "NNP", "NNP", "VBD", "PRP$", "NNS", "NNS"]
        assert tokens.tag[9:11] == ["RB", "RB"]

    def test_are_one_entity_and_in_one_sentence(self) -> None:
        tokens = self.read()
        assert tokens.ent[:4] == ["PERSON", "PERSON", "PERSON", ""]
        assert tokens.ent_start[:4] == [True, False, False, False]
        assert tokens.sent == [0] * 9 + [1] * 4


def test_a_stop_that_was_tagged_as_a_noun_is_a_stop() -> None:
    doc = Doc(
        BLANK.vocab,
        words=["Ann", "said", "."],
        tags=["NNP", "VBD", "NNP"],
        deps=["nsubj", "ROOT", "nsubj"],
        heads=[1, 1, 1],
    )
    tokens = read_doc(doc, doc.text)
    assert (tokens.tag, tokens.dep) == (["NNP", "VBD", "."], ["nsubj", "ROOT", "punct"])
