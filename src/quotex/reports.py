"""Reports: every likely cue with its probability and what it most likely reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from attrs import define, field

from quotex import contents, cue_features
from quotex.contents import Content, contents_of
from quotex.cues import CueCandidate, find_cues
from quotex.frames import Page
from quotex.lemma import reporting_verbs
from quotex.lexicon import read_words
from quotex.ranker import LinearModel, sigmoid
from quotex.tokens import Tokens

# Below this probability a candidate is not worth asking what it reports.
_LEAST = 0.15
# From these on a cue may report a clause without marks: "her claim that …" does, however seldom
# the training texts had the noun as a cue.
REPORT_CUT = 0.5
NOUN_CUT = 0.25


@define(eq=False)
class Report:
    """A cue, how likely it reports speech or anything at all, and its candidate extents with
    their scores, the best first.

    ``elsewhere`` says that they were not asked for: the cue reports no clause without marks,
    and there are no marks in its sentence.
    """

    cue: CueCandidate
    speech: float
    any: float
    contents: list[tuple[float, Content]] = field(factory=list)
    elsewhere: bool = False

    @property
    def content(self) -> Content | None:
        return self.contents[0][1] if self.contents else None


@define(eq=False)
class ReportModels:
    """The learned parts of this stage."""

    lexicon: cue_features.Lexicon
    speech: LinearModel
    any: LinearModel
    extent: LinearModel

    @property
    def models(self) -> tuple[LinearModel, ...]:
        return self.speech, self.any, self.extent

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ReportModels:
        """Read what ``to_json`` gives; raise ``WeightsError``, ``KeyError`` or ``TypeError``."""
        rates = {
            str(key): cue_features.Rates(float(speech), float(any_), int(float(count)))
            for key, (speech, any_, count) in data["rates"].items()
        }
        read = partial(LinearModel.from_json, older=True)
        return cls(
            rates,
            read(data["speech"], cue_features.FEATURES, cue_features.CROSSES),
            read(data["any"], cue_features.FEATURES, cue_features.CROSSES),
            read(data["extent"], contents.FEATURES, contents.CROSSES),
        )

    def to_json(self) -> dict[str, Any]:
        return {
            "rates": {key: [r.speech, r.any, r.count] for key, r in self.lexicon.items()},
            "speech": self.speech.to_json(),
            "any": self.any.to_json(),
            "extent": self.extent.to_json(),
        }


def find_reports(tokens: Tokens, marked: Sequence[int], models: ReportModels) -> list[Report]:
    """Return the likely cues of the document in text order."""
    found = find_cues(tokens, marked, models.lexicon)
    return score_cues(tokens, marked, found, models)


def score_cues(
    tokens: Tokens, marked: Sequence[int], found: Sequence[CueCandidate], models: ReportModels
) -> list[Report]:
    """Score the candidates and find what each likely one reports."""
    if not found:
        return []
    columns = models.speech.columns([cue.row for cue in found])  # both have the same features
    speech = sigmoid(models.speech.scores_at(columns)).tolist()
    any_ = sigmoid(models.any.scores_at(columns)).tolist()
    reports = [
        Report(cue, s, a) for cue, s, a in zip(found, speech, any_, strict=True) if a >= _LEAST
    ]
    reporting = [False] * len(tokens)
    for report in reports:
        reporting[report.cue.token] = report.any > 0.5
    page = Page(tokens, marked, reporting)
    for report in reports:
        marked_here = page.is_marked(report.cue.token)
        report.elsewhere = not marked_here and not _reports_alone(report)
    asked = [report for report in reports if not report.elsewhere]
    options = [contents_of(page, report.cue) for report in asked]
    flat = [content.row for some in options for content in some]
    scores = models.extent.scores(flat)
    first = 0
    for report, some in zip(asked, options, strict=True):
        values = scores[first : first + len(some)].tolist()
        first += len(some)
        ranked = sorted(range(len(some)), key=[-value for value in values].__getitem__)
        report.contents = [(values[k], some[k]) for k in ranked]
    return reports


def tells(report: Report) -> bool:
    """Is it a likely cue of speech, though the training texts may not count it as one?

    They count only the commonest words of saying; "denied that", "asked whether" and "his
    insistence that" are cues of speech all the same, "hoped that" is none.
    """
    cue = report.cue
    if cue.kind == "noun":
        known = cue.source is not None and cue.lemma in read_words("reporting_nouns.txt")
        return known and report.any >= NOUN_CUT
    if report.any < REPORT_CUT or cue.lemma not in reporting_verbs():
        return False
    return cue.lemma not in read_words("thought_verbs.txt")


def _reports_alone(report: Report) -> bool:
    """May the cue report a clause that has no marks?"""
    return report.speech >= REPORT_CUT or tells(report)
