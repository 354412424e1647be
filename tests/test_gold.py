"""Reading gold annotations."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quotex.gold.jsonl import read_jsonl as read_gold
from quotex.gold.types import GoldQuote

TEXT = "“Go,” Ann Lee said. “Now!” She left."


def read(tmp_path: Path, *quotes: dict[str, object]) -> tuple[GoldQuote, ...]:
    path = tmp_path / "gold.jsonl"
    document = {"id": "one", "text": TEXT, "quotes": list(quotes)}
    path.write_text(json.dumps(document, ensure_ascii=False) + "\n", encoding="utf-8")
    (found,) = read_gold(path)
    assert (found.id, found.text) == ("one", TEXT)
    return found.quotes


def test_a_whole_quotation(tmp_path: Path) -> None:
    (quote,) = read(
        tmp_path,
        {
            "id": 7,
            "type": "direct",
            "spans": [[20, 26], [0, 5]],
            "speaker": {"spans": [[6, 13]], "gold_kind": "name", "canonical": "Ann Lee"},
            "cue": {"start": 14, "end": 18},
            "speech_cue": True,
        },
    )
    assert quote == GoldQuote(
        id="7",
        type="direct",
        spans=((0, 5), (20, 26)),
        source=((6, 13),),
        source_kind="name",
        cue=(14, 18),
        speech=True,
        name="Ann Lee",
    )
    assert (quote.start, quote.end) == (0, 26)


def test_the_least_there_is(tmp_path: Path) -> None:
    (quote,) = read(tmp_path, {"id": "q", "type": "indirect", "start": 20, "end": 26})
    assert quote.spans == ((20, 26),)
    assert (quote.source, quote.source_kind, quote.cue, quote.speech, quote.name) == (
        (),
        None,
        None,
        False,
        None,
    )


@pytest.mark.parametrize(
    ("speaker", "source", "name"),
    [
        pytest.param(None, (), None, id="none"),
        pytest.param({"start": 6, "end": 13}, ((6, 13),), None, id="one span"),
        pytest.param({"start": 0, "end": 5}, ((0, 5),), None, id="at the very beginning"),
        pytest.param(
            {"spans": [[6, 9], [10, 13]], "start": 6, "end": 13},
            ((6, 9), (10, 13)),
            None,
            id="several spans win over one",
        ),
        pytest.param({"silver_canonical": "Ann Lee"}, (), None, id="a name by machine is no gold"),
        pytest.param(
            {"canonical": "Ann Lee", "silver_canonical": "Bo Lee"}, (), "Ann Lee", id="name by hand"
        ),
    ],
)
def test_speaker(
    tmp_path: Path, speaker: object, source: tuple[tuple[int, int], ...], name: str | None
) -> None:
    (quote,) = read(
        tmp_path, {"id": "q", "type": "direct", "spans": [[20, 26]], "speaker": speaker}
    )
    assert (quote.source, quote.name) == (source, name)


def test_a_cue_at_the_very_beginning(tmp_path: Path) -> None:
    (quote,) = read(
        tmp_path, {"id": "q", "type": "direct", "spans": [[6, 9]], "cue": {"start": 0, "end": 5}}
    )
    assert quote.cue == (0, 5)


def test_documents_come_in_the_order_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    lines = [json.dumps({"id": name, "text": name, "quotes": []}) for name in ("b", "a")]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert [(d.id, d.quotes) for d in read_gold(path)] == [("b", ()), ("a", ())]
