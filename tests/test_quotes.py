"""Quotes: the sequence, and the forms it turns into."""

from __future__ import annotations

import json
import pickle
import sys

import polars
import pytest
from attrs import evolve

from quotex.errors import MissingExtraError
from quotex.quotes import COLUMNS, Quotes
from quotex.types import Quote, Span
from samples import BO, INTERRUPTED, MIXED, QUOTES, TEXT, UNNAMED, only_a_pronoun

LONE = Quotes((Quote("“\ud800”", 0, 3, (Span("“\ud800”", 0, 3),), "direct"),), "“\ud800”")
UNKNOWN = Quotes((Quote("“x”", 0, 3, (Span("“x”", 0, 3),), "direct"),), "“x”")


def test_is_a_sequence() -> None:
    assert len(QUOTES) == 3
    assert list(QUOTES) == [MIXED, INTERRUPTED, UNNAMED]
    assert QUOTES[-1] is UNNAMED
    assert INTERRUPTED in QUOTES
    assert QUOTES.index(INTERRUPTED) == 1


def test_a_slice_is_quotes_of_the_same_text() -> None:
    assert QUOTES[1:] == Quotes((INTERRUPTED, UNNAMED), TEXT)


@pytest.mark.parametrize(
    "other",
    [
        Quotes((MIXED, INTERRUPTED), TEXT),
        Quotes((MIXED, INTERRUPTED, UNNAMED), "another text"),
        Quotes((MIXED, INTERRUPTED, UNNAMED), TEXT, "an error"),
        (MIXED, INTERRUPTED, UNNAMED),
    ],
    ids=["fewer", "text", "error", "a tuple"],
)
def test_differs(other: object) -> None:
    assert other != QUOTES


def test_equal_ones_hash_alike() -> None:
    assert hash(Quotes([MIXED], TEXT)) == hash(Quotes((MIXED,), TEXT))


def test_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        QUOTES.text = ""  # type: ignore[misc]


def test_survives_pickling() -> None:
    assert pickle.loads(pickle.dumps(QUOTES)) == QUOTES


def test_by_speaker_keeps_the_order_of_appearance() -> None:
    groups = Quotes((INTERRUPTED, MIXED, INTERRUPTED, UNNAMED), TEXT).by_speaker()
    assert list(groups) == ["Bo Diaz", "Ann Lee", "a clerk"]
    assert groups["Bo Diaz"] == Quotes((INTERRUPTED, INTERRUPTED), TEXT)


def test_by_speaker_leaves_out_the_unresolved() -> None:
    assert UNKNOWN.by_speaker() == {}


def test_by_speaker_does_not_merge_people_who_are_only_pronouns() -> None:
    text = "“A,” she said. “B,” she said."
    quotes = Quotes(tuple(only_a_pronoun(text, start) for start in (0, 15)), text)
    assert [quote.who for quote in quotes] == ["she", "she"]
    assert quotes.by_speaker() == {}
    assert repr(quotes).startswith("<Quotes: 2 quotations, 0 speakers>")


def test_by_speaker_keeps_a_pronoun_that_is_resolved() -> None:
    she = evolve(only_a_pronoun("“A,” she said.", 0), speaker=BO)
    assert list(Quotes((she,)).by_speaker()) == ["Bo Diaz"]


def test_to_dicts() -> None:
    assert QUOTES[:1].to_dicts() == [
        {
            "text": "that the plan was “sound” <for now>",
            "start": 19,
            "end": 54,
            "parts": [{"text": "that the plan was “sound” <for now>", "start": 19, "end": 54}],
            "type": "mixed",
            "content": "that the plan was “sound” <for now>",
            "who": "Ann Lee",
            "speaker": {
                "name": "Ann Lee",
                "kind": "person",
                "aliases": ["Lee"],
                "title": "Mayor",
                "gender": "female",
            },
            "mention": {"text": "Mayor Ann Lee", "start": 0, "end": 13, "kind": "name"},
            "cue": {"text": "said", "start": 14, "end": 18, "lemma": "say"},
            "confidence": 0.97,
            "reason": "subject of the cue",
            "addressee": None,
            "addressee_confidence": 0.0,
        }
    ]


def test_dicts_with_evidence_are_lossless() -> None:
    plain = json.loads(json.dumps(QUOTES.to_dicts(evidence=True)))
    assert Quotes.from_dicts(plain, TEXT) == QUOTES
    assert Quotes.from_dicts(plain, TEXT)[0].explain() == MIXED.explain()


def test_dicts_of_before_there_were_addressees_are_read() -> None:
    plain = QUOTES.to_dicts(evidence=True)
    for one in plain:
        del one["addressee"], one["addressee_confidence"]
    assert Quotes.from_dicts(plain, TEXT)[0] == MIXED
    assert Quotes.from_dicts(plain, TEXT)[1] == evolve(
        INTERRUPTED, addressee=None, addressee_confidence=0.0
    )


def test_explain_says_to_whom_where_it_is_known() -> None:
    assert "spoken to: Ann Lee (confidence 0.60)" in INTERRUPTED.explain().splitlines()
    assert "spoken to" not in MIXED.explain()


def test_from_dicts_names_what_is_missing() -> None:
    plain = QUOTES.to_dicts()
    del plain[1]["cue"]
    with pytest.raises(ValueError, match="quotation 1 has no key 'cue'"):
        Quotes.from_dicts(plain)


def test_to_json_is_the_dicts() -> None:
    assert json.loads(QUOTES.to_json()) == QUOTES.to_dicts()
    assert "“We asked,”" in QUOTES.to_json(indent=2)


def test_json_with_a_lone_surrogate_can_be_written() -> None:
    words = LONE.to_json()
    words.encode("utf-8")
    assert json.loads(words)[0]["text"] == "“\ud800”"


ROW = {
    "text": "“We asked,” Bo Diaz replied, “and nobody answered.”",
    "start": 57,
    "end": 108,
    "parts": 2,
    "part_starts": [57, 86],
    "part_ends": [68, 108],
    "type": "direct",
    "content": "We asked, and nobody answered.",
    "who": "Bo Diaz",
    "speaker": "Bo Diaz",
    "speaker_kind": "person",
    "speaker_aliases": [],
    "speaker_title": None,
    "speaker_gender": None,
    "mention": "Bo Diaz",
    "mention_start": 69,
    "mention_end": 76,
    "mention_kind": "name",
    "cue": "replied",
    "cue_start": 77,
    "cue_end": 84,
    "cue_lemma": "reply",
    "confidence": 0.9,
    "reason": "name beside the cue",
    "addressee": "Ann Lee",
    "addressee_confidence": 0.6,
}


def test_to_pandas() -> None:
    frame = QUOTES.to_pandas()
    assert list(frame.columns) == list(COLUMNS)
    assert frame.iloc[1].to_dict() == ROW
    assert frame["cue_start"].dtype == "Int64"
    assert frame["cue_start"].isna().tolist() == [False, False, True]


def test_to_polars() -> None:
    frame = QUOTES.to_polars()
    assert frame.columns == list(COLUMNS)
    assert frame.row(1, named=True) == ROW
    assert LONE.to_polars()["text"].to_list() == ["“\ufffd”"]


def test_empty_tables_keep_their_columns() -> None:
    assert list(Quotes().to_pandas().columns) == list(COLUMNS)
    assert Quotes().to_polars().schema["start"] == polars.Int64


@pytest.mark.parametrize("package", ["pandas", "polars"])
def test_a_missing_extra_is_named(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingExtraError, match=rf"pip install 'quotex\[{package}\]'"):
        getattr(QUOTES, f"to_{package}")()


def test_repr_is_a_listing() -> None:
    assert repr(QUOTES) == (
        "<Quotes: 3 quotations, 3 speakers>\n"
        "   0  mixed     Ann Lee  0.97  that the plan was “sound” <for now>\n"
        "   1  direct    Bo Diaz  0.90  “We asked,” Bo Diaz replied, “and nobody answered.”\n"
        "   2  direct    a clerk  0.50  “Nobody,”"
    )


def test_repr_of_few_and_many() -> None:
    assert repr(Quotes()) == "<Quotes: none>"
    assert repr(Quotes(error="TypeError: no")) == "<Quotes: not read, TypeError: no>"
    assert repr(Quotes([MIXED] * 14, TEXT)).splitlines()[-1] == "   …  and 4 more"


def test_repr_keeps_to_its_lines_and_hides_control_characters() -> None:
    text = "“a\n\x1b[31m" + "b" * 90 + "”"
    quotes = Quotes((Quote(text, 0, len(text), (Span(text, 0, len(text)),), "direct"),), text)
    assert len(repr(quotes).splitlines()) == 2
    assert "\x1b" not in repr(quotes)
    assert repr(quotes).endswith("b…")
