"""Attribution: which mention is the source of a quotation.

Every noun phrase near the quotation is a candidate. The rules of earlier systems (Pareti et
al. 2013, "Automatically detecting and attributing indirect quotations"; O'Keefe et al. 2012,
"A sequence labelling approach to quote attribution") are features here, and one conditional
logit ranks the candidates.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from quotex import edges
from quotex.cue_features import source_kind, source_rate
from quotex.edges import edge_row
from quotex.ranker import Bins, Feature
from quotex.reports import Report
from quotex.scene import LIKELY, Quotation, Scene
from quotex.surroundings import SIDES, Surroundings

_PROBABILITIES = (0.03, 0.1, 0.3, 0.6, 0.85, 0.96)
_PROBABILITY_LABELS = ("none", "0", *map(str, _PROBABILITIES))
_DISTANCES = (1, 2, 3, 4, 6, 9, 14, 22, 40)
_DISTANCE_LABELS = ("0", *map(str, _DISTANCES))
_ROLES = ("nsubj", "nsubjpass", "pobj", "poss", "appos", "conj", "dobj", "attr", "compound", "ROOT",
          "npadvmod", "dep", "relcl", "other")  # fmt: skip
_KINDS = ("none", "I", "we", "you", "he/she", "they", "it", "who", "this", "name", "organization",
          "nominal", "thing", "other")  # fmt: skip
_WAYS = ("no cue", "none", "passive", "own", "quoted", "acl", "relcl", "conj", "xcomp", "advcl",
         "pcomp", "dep", "ccomp", "prep", "of", "poss", "by")  # fmt: skip
_RATES = ("unseen", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11")

FEATURES = (
    Feature("cue", _PROBABILITY_LABELS),
    Feature("speech cue", _PROBABILITY_LABELS),
    Feature("reports it", ("no cue", "nothing", "elsewhere", "part", "more", "exactly")),
    Feature("cue distance", ("no cue", *_DISTANCE_LABELS)),
    Feature("cue side", ("no cue", *SIDES)),
    Feature("cue in sentence", ("no cue", "no", "first", "last", "gap")),
    Feature("source found", _WAYS),
    Feature("governs", ("no", "1", "2", "3+", "governed")),
    Feature("side", SIDES),
    Feature("distance", _DISTANCE_LABELS),
    Feature("sentences away", ("0", "1", "2", "3+")),
    Feature("paragraphs away", ("-2", "-1", "0", "+1")),
    Feature("role", _ROLES),
    Feature("kind", _KINDS),
    Feature("source rate", _RATES),
    Feature("cued rank", ("no cue", "0", "1", "2+")),
    Feature("side rank", ("0", "1", "2", "3", "4+")),
    Feature.count("quotations between", 2),
    Feature("label", ("no", "colon", "colon line", "dash")),
    Feature("tag cue", _PROBABILITY_LABELS),
    Feature("tag cue's source", ("no tag", "is it", "named", "unnamed")),
    Feature("from tag cue", ("no tag", "elsewhere", "before", "after")),
    Feature("phrases to tag cue", ("no tag", "0", "1", "2", "3", "4+")),
    Feature("tag clause", ("no tag", "same head", "above", "below", "other")),
    Feature.flag("named inside"),
    Feature.flag("in other marks"),
    Feature("subject of sentence", ("no", "yes")),
    Feature("other tag", ("no", "yes")),
    Feature("continues", ("no", "yes")),
    *(Feature(f"q {f.name}", f.labels) for f in edges.FEATURES[:4]),
    Feature("parts", ("1", "2+")),
)
CROSSES = (
    ("cue", "reports it"),
    ("cue", "cue distance"),
    ("cue", "cued rank"),
    ("cue", "governs"),
    ("cue", "source found"),
    ("cue", "cue side"),
    ("reports it", "cue side"),
    ("reports it", "cued rank"),
    ("cue side", "cue distance"),
    ("cue side", "q before"),
    ("cue side", "q after"),
    ("cue side", "q closes with"),
    ("cue side", "cue in sentence"),
    ("cue in sentence", "cued rank"),
    ("side", "distance"),
    ("side", "q before"),
    ("side", "q after"),
    ("side", "sentences away"),
    ("side", "paragraphs away"),
    ("side", "q closes with"),
    ("cued rank", "q closes with"),
    ("cued rank", "sentences away"),
    ("kind", "role"),
    ("kind", "cue"),
    ("kind", "side"),
    ("role", "cue"),
    ("role", "side"),
    ("other tag", "side"),
    ("other tag", "cue side"),
    ("cue side", "parts"),
    ("quotations between", "side"),
    ("q words", "reports it"),
    ("q words", "cue side"),
    ("subject of sentence", "side"),
    ("continues", "side"),
    ("continues", "cue"),
    ("tag cue", "tag cue's source"),
    ("tag cue's source", "from tag cue"),
    ("tag cue's source", "phrases to tag cue"),
    ("from tag cue", "phrases to tag cue"),
    ("from tag cue", "role"),
    ("from tag cue", "kind"),
    ("tag clause", "role"),
    ("tag clause", "tag cue's source"),
    ("phrases to tag cue", "kind"),
    ("phrases to tag cue", "role"),
    ("label", "side"),
    ("label", "tag cue"),
)

_ROLE_BINS, _KIND_BINS, _WAY_BINS = Bins(_ROLES), Bins(_KINDS), Bins(_WAYS)
_MOST_CANDIDATES = 40
_MOST_FAR = 8
_NO_CUE: tuple[int, ...] = (0,) * 8  # the bins of a candidate that is the source of no cue
_SIGNATURE = 30  # tokens behind a quotation within which the head of a signature stands
_DASHES = frozenset(("—", "–", "-", "--", "―"))


def add_candidates(scene: Scene, quotations: Sequence[Quotation]) -> None:
    """Fill in the candidates of every quotation with their features."""
    for k, quotation in enumerate(quotations):
        previous = quotations[k - 1] if k else None
        _Candidates(scene, quotation, previous).fill()


class _Candidates:
    def __init__(self, scene: Scene, quotation: Quotation, previous: Quotation | None) -> None:
        self.scene, self.quotation, self.previous = scene, quotation, previous
        tokens = scene.tokens
        self.around = around = Surroundings(scene, quotation.segments)
        self.numbers, self.edges = around.numbers, around.edges
        self.start, self.end = around.start, around.end
        first, last = quotation.first, quotation.last
        self.sentences = (tokens.sent[first.first], tokens.sent[last.last])
        self.edge = edge_row(tokens, first, last, scene.paragraph)
        self.inside: set[str] = set()
        for s in quotation.segments:
            self.inside.update(tokens.lower[s.first : min(s.last, s.first + 80) + 1])
        self.size = sum(b - a + 1 for a, b in self.edges)
        self.covers: dict[int, int] = {}  # what `_reports` says of the cue at a token
        self.signed = not _DASHES.isdisjoint(tokens.words[self.end : self.end + 4])
        self.up = self._governors()
        self.tag: Report | None = None
        self.above_tag: set[int] = set()

    def _governors(self) -> dict[int, int]:
        """Ancestors of the quotation's roots, with how many steps away they are."""
        tokens = self.scene.tokens
        found: dict[int, int] = {}
        for segment in self.quotation.segments[:3]:
            i = segment.root
            for step in range(1, 7):
                if tokens.head[i] == i:
                    break
                i = tokens.head[i]
                if not segment.first <= i <= segment.last:
                    found[i] = min(found.get(i, 9), step)
        return found

    def fill(self) -> None:
        chosen = self._choose()
        self.tag = self._tag()
        if self.tag is not None:
            self.above_tag = self.scene.above(self.tag.cue.token)
        cues = [self._cue_of(head) for head in chosen]
        cued = sorted(
            (self.around.distance(c.cue.token), k)
            for k, c in enumerate(cues)
            if c is not None and c.any > LIKELY
        )
        cued_rank = {k: min(rank, 2) for rank, (_, k) in enumerate(cued)}
        places = [self.around.place(head) for head in chosen]
        side_rank = _side_ranks(places)
        q = self.quotation
        q.sources, q.cues, q.tag = chosen, cues, self.tag
        q.rows = [
            self._row(head, places[k], cue, cued_rank.get(k, -1), side_rank[k])
            for k, (head, cue) in enumerate(zip(chosen, cues, strict=True))
        ]

    def _choose(self) -> list[int]:
        scene, q = self.scene, self.quotation
        first, last = q.first.paragraph, scene.paragraph[q.last.last]
        start, end = self.start, self.end
        low, high = scene.window(first - 2, last + 1, start, end)
        own, behind = scene.window(first, last, start, end)
        near = self._outside(scene.heads_in(own, behind))
        # In the paragraphs around, only who speaks there, or signs the quotation: "… — Lee".
        near_end = min(high, end + _SIGNATURE)
        signing = scene.heads_in(behind, near_end) if self.signed else []
        signing = [head for head in signing if self._label(head)]
        far = {*scene.speaking_in(low, own), *scene.speaking_in(behind, high), *signing}
        if len(near) > _MOST_CANDIDATES:
            near = sorted(sorted(near, key=self.around.distance)[:_MOST_CANDIDATES])
        return self._outside(sorted(far))[-_MOST_FAR:] + near

    def _outside(self, heads: Sequence[int]) -> list[int]:
        """Leave out what stands inside the quotation, and a relative "that" or "which", which
        speaks only as the subject of a cue."""
        marked, tag, cued = self.scene.marked, self.scene.tokens.tag, self.scene.by_source
        numbers = self.numbers
        return [h for h in heads if marked[h] not in numbers and (tag[h] != "WDT" or h in cued)]

    def _tag(self) -> Report | None:
        """The likeliest cue of this quotation, whatever its source: "… ," *said* the mayor."""
        best: tuple[float, Report] | None = None
        marked = self.scene.marked
        low, high = self.start - 30, self.end + 30
        for report in self.scene.reports_between(low, high):
            cue = report.cue.token
            if report.any < LIKELY or marked[cue] in self.numbers:
                continue
            cost = (
                self.around.distance(cue) + 12 * (1 - report.any) - 8 * (self._reports(report) >= 3)
            )
            cost += 8 * (self.scene.tokens.sent[cue] not in self.sentences)
            if best is None or cost < best[0]:
                best = (cost, report)
        return best[1] if best else None

    def _tag_part(self, head: int) -> tuple[int, ...]:
        """How the candidate stands to the quotation's likeliest cue."""
        tag = self.tag
        if tag is None:
            return (0, 0, 0, 0, 0)
        scene, tokens, cue = self.scene, self.scene.tokens, tag.cue.token
        source = 1 if tag.cue.source == head else 3 if tag.cue.source is None else 2
        probability = 1 + bisect_right(_PROBABILITIES, tag.any)
        if tokens.sent[head] != tokens.sent[cue]:
            return (probability, source, 1, 5, 4)
        low, high = min(head, cue), max(head, cue)
        between = scene.phrases_between(low, high)
        if tokens.head[head] == cue:
            clause = 1
        elif tokens.head[head] in self.above_tag:
            clause = 2
        elif tokens.left[cue] <= head <= tokens.right[cue]:
            clause = 3
        else:
            clause = 4
        return (probability, source, 2 if head < cue else 3, 1 + min(between, 4), clause)

    def _cue_of(self, head: int) -> Report | None:
        options = self.scene.by_source.get(head)
        if not options:
            return None
        if len(options) == 1:
            return options[0]
        return min(options, key=lambda r: self.around.distance(r.cue.token) + 12 * (1 - r.any))

    def _label(self, head: int) -> int:
        """ "LEE: …" at the start of a line, "Lee said:", or a signature, "… — Lee"."""
        tokens = self.scene.tokens
        end = self.end
        if self.signed and head > end:
            before = self.scene.first_of(head) - 1
            if end <= before < end + 4 and tokens.words[before] in _DASHES:
                return 3
        nxt = head + 1
        if nxt >= len(tokens) or tokens.words[nxt] != ":":
            return 0
        first = self.scene.first_of(head)
        start = first == 0 or self.scene.paragraph[first - 1] != self.scene.paragraph[first]
        return 2 if start and head - first < 5 else 1

    def _row(
        self,
        head: int,
        place: tuple[int, int],
        report: Report | None,
        rank: int,
        side_rank: int,
    ) -> tuple[int, ...]:
        scene, tokens = self.scene, self.scene.tokens
        side, distance = place
        kind = source_kind(tokens, head)
        sent, dep = tokens.sent[head], tokens.dep[head]
        low, high = self.sentences
        away = low - sent if sent < low else sent - high if sent > high else 0
        paragraph = scene.paragraph[head] - (
            self.quotation.first.paragraph if head < self.start else scene.paragraph[self.end]
        )
        if report is None:
            cue, elsewhere, continues = _NO_CUE, False, False
        else:
            cue = self._cue_part(report)
            elsewhere, continues = self._belongs_elsewhere(report), self._continues(head)
        return (
            *cue,
            side,
            bisect_right(_DISTANCES, distance),
            away if away < 3 else 3,
            min(max(paragraph, -2), 1) + 2,
            _ROLE_BINS[dep],
            _KIND_BINS[kind],
            source_rate(tokens, head, scene.words),
            rank + 1,
            side_rank,
            min(self.around.others_between(head), 2),
            self._label(head),
            *self._tag_part(head),
            int(kind in ("name", "organization") and tokens.lower[head] in self.inside),
            int(scene.marked[head] > 0),
            int(dep == "nsubj" and tokens.dep[tokens.head[head]] == "ROOT"),
            int(elsewhere),
            int(continues),
            *self.edge[:4],
            int(len(self.edges) > 1),
        )

    def _cue_part(self, report: Report) -> tuple[int, ...]:
        cue = report.cue.token
        tokens = self.scene.tokens
        sent = tokens.sent[cue]
        low, high = self.sentences
        place = 2 if sent == low else 3 if sent == high else 4 if low < sent < high else 1
        side, distance = self.around.place(cue)
        steps = self.up.get(cue)
        governs = min(steps, 3) if steps else 4 if self._governed(cue) else 0
        return (
            1 + bisect_right(_PROBABILITIES, report.any),
            1 + bisect_right(_PROBABILITIES, report.speech),
            1 + self._reports(report),
            1 + bisect_right(_DISTANCES, distance),
            1 + side,
            place,
            _WAY_BINS.get(report.cue.way, 1),
            governs,
        )

    def _governed(self, cue: int) -> bool:
        """The cue hangs from inside the quotation: ``"…," she said`` read as a parenthesis."""
        head = self.scene.tokens.head[cue]
        return any(a <= head <= b for a, b in self.edges)

    def _reports(self, report: Report) -> int:
        """How the cue's likeliest content relates to the quotation."""
        cue = report.cue.token
        if cue not in self.covers:
            self.covers[cue] = self._covered(report)
        return self.covers[cue]

    def _covered(self, report: Report) -> int:
        if report.content is None:
            return 1 if report.elsewhere else 0
        covered = extent = 0
        for x, y in report.content.spans:
            extent += y - x + 1
            for a, b in self.edges:
                if a <= y and x <= b:
                    covered += min(y, b) - max(x, a) + 1
        if not covered:
            return 1
        if covered < 0.8 * self.size:
            return 2
        return 3 if extent > covered + 2 else 4

    def _belongs_elsewhere(self, report: Report) -> bool:
        """The candidate's cue touches another quotation more closely than this one."""
        cue = report.cue.token
        return self.around.touches_another(cue, min(self.around.distance(cue), 6))

    def _continues(self, head: int) -> bool:
        """The candidate, source of a cue, is in the tag of the quotation just before: it may
        simply go on."""
        if self.previous is None:
            return False
        last = self.previous.last.last
        tokens = self.scene.tokens
        for report in self.scene.by_source[head]:
            cue = report.cue.token
            if report.any > 0.5 and (
                0 < cue - last <= 6 or 0 < self.previous.first.first - cue <= 4
            ):
                return tokens.sent[cue] <= tokens.sent[last]
        return False


def _side_ranks(places: Sequence[tuple[int, int]]) -> list[int]:
    """Each candidate's rank by distance among those on its side, given its side and distance."""
    distances = [distance for _, distance in places]
    count = [0, 0, 0, 0]
    ranks = [0] * len(places)
    for k in sorted(range(len(places)), key=distances.__getitem__):
        side = places[k][0]
        ranks[k] = min(count[side], 4)
        count[side] += 1
    return ranks
