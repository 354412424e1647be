"""Reported speech: what cues report that no quotation in marks has taken."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from quotex.calibration import calibrate
from quotex.contents import begins_clause, has_clause, is_clause
from quotex.drafts import Draft, is_better, to_characters, uncrossed_drafts
from quotex.quotation_models import QuotationModels
from quotex.reports import Report, tells
from quotex.scene import Scene
from quotex.segments import Segment
from quotex.spans import has_words, inside_any, merged, overlaps_any, type_of

# A phrase that is no clause, "her support" in "announced her support", is reported speech only
# behind a cue that is nearly certain.
PHRASE_CUT = 0.7


def read_reported(
    scene: Scene,
    segments: Sequence[Segment],
    drafts: Sequence[Draft],
    models: QuotationModels,
    *,
    indirect: bool = True,
) -> list[Draft]:
    """What the cues report that no quotation has taken: clauses without marks, and clauses
    around marked words that are no speech of their own."""
    used = {d.report.cue.token: d for d in drafts if d.report is not None}
    busy = merged([s for d in drafts for s in d.spans])
    starts = [segment.span.start for segment in segments]
    found: dict[tuple[tuple[int, int], ...], Draft] = {}
    for report in scene.reports:
        if report.content is None:
            continue
        if _spent(scene, report, used.get(report.cue.token)):
            continue
        if report.speech < models.indirect_cut and not tells_a_clause(report):
            continue
        spans = to_characters(scene, report.content.spans)
        if overlaps_any(spans, busy) or not has_words(scene.tokens.text, spans):
            continue
        low, high = bisect_left(starts, spans[0][0]), bisect_left(starts, spans[-1][1])
        held = [s for s in segments[low:high] if inside_any(s.span.start, s.span.end, spans)]
        kind = type_of(scene.tokens.text, spans, held)
        if kind == "indirect" and not indirect:
            continue
        if kind == "indirect" and not is_clause(report.content) and report.speech < PHRASE_CUT:
            continue
        draft = Draft(
            spans,
            kind,
            report.cue.source,
            report,
            report.speech,
            calibrate(report.speech, models.indirect_calibration),
            None,
            tuple(held),
        )
        if spans not in found or is_better(draft, found[spans]):
            found[spans] = draft
    return uncrossed_drafts(list(found.values()))


def _spent(scene: Scene, report: Report, draft: Draft | None) -> bool:
    """Has a quotation used up the cue? A clause of its own the cue still reports when the
    quotation only follows it: "Lee *said* the mine would close. “We are out of coal.”" """
    if draft is None:
        return False
    sent = scene.tokens.sent
    cue = sent[report.cue.token]
    together = any(sent[s.first] <= cue <= sent[s.last] for s in draft.segments)
    return together or not has_clause(report.contents[0][1])


def tells_a_clause(report: Report) -> bool:
    """Does a likely cue of speech report a clause, and not just name what was said?"""
    return begins_clause(report.contents[0][1]) and tells(report)
