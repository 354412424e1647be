"""Training from end to end: the same gold gives the same weights, to the byte."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from markup import Case, parse
from quotex.gold.jsonl import read_jsonl as read_gold
from quotex.models import get_model
from quotex.quotation_models import QuotationModels
from quotex.reading import read as parse_texts
from quotex.reports import ReportModels
from quotex.training import news
from quotex.training.corpus import read
from quotex.training.news import to_json
from quotex.training.saving import as_lines

ARTICLES = [
    "<q s=lee>“The bridge will open in May,”</q> <s id=lee>Ann Lee</s> <c>said</c>. "
    "<q s=lee2 type=indirect>that it was late</q> is what <s id=lee2>Lee</s> <c>denied</c>.",
    "<s id=roe>Bob Roe</s> <c>said</c> <q s=roe type=indirect>that the road was closed</q>. "
    "<q s=she>“We had no warning at all,”</q> <s id=she name='Ann Lee'>she</s> <c>said</c>.",
    "<q id=1 s=diaz>“We won,”</q> <s id=diaz>Carla Diaz</s> <c>said</c>. "
    "<q id=1>“Nobody expected that.”</q>\n\nThe plan is known as “Big Green”.",
    "<s id=moss>Carl Moss</s> <c>called</c> <q s=moss type=mixed>the idea “a costly mistake”</q>. "
    "Roe read “The Long Road” in bed.",
    "<s id=ann>Ann Lee</s> <c>said</c> <q s=ann type=indirect>the vote was fair</q>. "
    "<q s=bob>“It was a farce,”</q> <s id=bob>Bob Roe</s> <c>said</c>.",
    "<q s=dana>“I never saw it,”</q> <c>said</c> <s id=dana>Dana Wells</s>, a lawyer. "
    "<c>According to</c> <s id=evan>Evan Park</s>, <q s=evan type=indirect>it was real</q>.",
    "<s id=park>Evan Park</s> <c>said</c> <q s=park type=mixed>that the talks were “going "
    "nowhere”</q>. <q s=he>“They will end soon,”</q> <s id=he name='Evan Park'>he</s> <c>said</c>.",
    "<s id=faye>Faye Stone</s> <c>told</c> reporters <q s=faye type=indirect>that rain had ruined "
    "the crop</q>. A sign in the window said “Closed”.",
    "<q s=gus>“Come back on Monday,”</q> <s id=gus>Gus Hall</s> <c>said</c>. "
    "<s id=hall>Hall</s> <c>said</c> <q s=hall type=indirect>the shop would reopen</q>.",
    "<s id=ida>Ida Cole</s> <c>said</c> <q s=ida type=indirect>she knew nothing of the deal</q>. "
    "<q s=cole>“Ask the bank,”</q> <s id=cole>Cole</s> <c>said</c>.",
    "<q s=joe>“The water is rising,”</q> <s id=joe>Joe Finch</s> <c>said</c> on Friday. "
    "<s id=fin>Finch</s> <c>said</c> <q s=fin type=indirect>that two roads were flooded</q>.",
    "<s id=kim>Kim Doyle</s> <c>said</c>: <q s=kim>“The team did well.”</q> "
    "<s id=doy>Doyle</s> <c>said</c> <q s=doy type=indirect>that the match was fair</q>.",
]


def as_gold(number: int, case: Case) -> dict[str, object]:
    """Return a parsed case as a document of gold JSONL."""
    quotes = []
    for k, quote in enumerate(case.quotes):
        entry: dict[str, object] = {
            "id": f"{number}-{k}",
            "type": quote.type,
            "spans": [[part.start, part.end] for part in quote.parts],
            "speech_cue": True,
        }
        if quote.speaker is not None:
            mention = quote.speaker.mention
            entry["speaker"] = {
                "start": mention.start,
                "end": mention.end,
                "canonical": quote.speaker.name,
            }
            cue = min(case.cues, key=lambda c: abs(c.start - mention.end))
            entry["cue"] = {"start": cue.start, "end": cue.end}
        quotes.append(entry)
    return {"id": str(number), "text": case.text, "quotes": quotes}


def write_gold(path: Path) -> Path:
    lines = []
    for number, article in enumerate(ARTICLES):
        case = parse(article.replace("'", '"'))
        lines.append(json.dumps(as_gold(number, case), ensure_ascii=False))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def train(gold: Path) -> dict[str, str]:
    """Return the weight files that the gold gives, by name."""
    documents = list(read_gold(gold))
    docs = parse_texts(get_model(), (document.text for document in documents))
    readings = list(read(zip(documents, docs, strict=True)))
    return {name: as_lines(data) for name, data in to_json(news.train(readings)).items()}


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return train(write_gold(tmp_path_factory.mktemp("training") / "gold.jsonl"))


@pytest.mark.model
class TestTraining:
    def test_gives_every_file_of_weights_for_quotations(self, weights: dict[str, str]) -> None:
        assert sorted(weights) == ["quotations.json", "reports.json"]

    def test_weights_fit_the_models(self, weights: dict[str, str]) -> None:
        models = QuotationModels.from_json(json.loads(weights["quotations.json"]))
        assert models.sources.weights.any()
        assert models.calibration
        reports = ReportModels.from_json(json.loads(weights["reports.json"]))
        assert all(model.weights.any() for model in reports.models)

    def test_learns_that_say_reports(self, weights: dict[str, str]) -> None:
        speech, any_, count = json.loads(weights["reports.json"])["rates"]["verb:say"]
        assert speech > 0.5
        assert any_ >= speech
        assert count > 10

    def test_another_process_gives_the_same_bytes(
        self, weights: dict[str, str], tmp_path: Path
    ) -> None:
        gold = write_gold(tmp_path / "copy.jsonl")
        done = subprocess.run(
            [sys.executable, __file__, str(gold), str(tmp_path)],
            env={**os.environ, "PYTHONHASHSEED": "7"},
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
        for name, written in weights.items():
            assert (tmp_path / name).read_bytes() == written.encode()


if __name__ == "__main__":
    for name, written in train(Path(sys.argv[1])).items():
        (Path(sys.argv[2]) / name).write_bytes(written.encode())
