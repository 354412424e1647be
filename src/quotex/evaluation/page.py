"""The error browser: one page with the figures, the plots and every error in its context.

Self-contained: nothing is loaded, one script of our own filters what is there, and a content
security policy admits that script alone.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256

from quotex.evaluation.excerpts import excerpt
from quotex.evaluation.metrics import definition
from quotex.evaluation.plots import coverage, interval_bar, reliability
from quotex.evaluation.types import Bin, Evaluation, Mistake, PredictedQuote
from quotex.gold.types import GoldDocument, GoldQuote, Offsets
from quotex.html import POLICY, clean
from quotex.lexicon import read_data
from quotex.quotes import one_line

_KINDS = {
    "missed": "not found",
    "span": "span differs",
    "mention": "source differs",
    "name": "name differs",
    "spurious": "not in the gold",
}
# What makes each reason its own: the words and numbers of one text.
# An apostrophe within a word opens and closes nothing. What one mark opens may have no end, so
# none is looked for further than words are quoted in a reason.
_PARTICULAR = re.compile(
    r"\([^()]*\)|(?<!\w)'.{0,200}?'(?!\w)|\"[^\"]*\"|“[^”]{0,200}+”|\d+(?:\.\d+)?"
)
_SOURCE_SHOWN = 160  # characters of a source in one line
_PERSON = re.compile(r"\bmeans [A-Z].*$")


def to_html(
    evaluation: Evaluation, documents: Iterable[GoldDocument], *, title: str = "Evaluation"
) -> str:
    """Return the page for an evaluation of these documents.

    Raises ``KeyError`` for an error in a document that is not among them.
    """
    texts = {document.id: document.text for document in documents}
    script, style = read_data("evaluation.js"), read_data("evaluation.css")
    digest = b64encode(sha256(script.encode("utf-8")).digest()).decode("ascii")
    policy = f"{POLICY}; script-src 'sha256-{digest}'"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{clean(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f"<header><h1>{clean(title)}</h1><p>{evaluation.documents} documents, "
        f'<a href="#errors">{len(evaluation.mistakes):,} errors</a></p></header>\n<main>\n'
        f"{_figures(evaluation)}\n{_plots(evaluation)}\n{_errors(evaluation.mistakes, texts)}\n"
        f"</main>\n<script>{script}</script>\n</body>\n</html>\n"
    )


def reason_class(mistake: Mistake) -> str:
    """Return the prediction's reason without what is particular to one text."""
    if mistake.predicted is None:
        return "not found"
    words = _PARTICULAR.sub("…", _PERSON.sub("means …", mistake.reason))
    return " ".join(words.split()) or "no reason given"


def _figures(evaluation: Evaluation) -> str:
    rows = [
        f'<tr><th scope="row" title="{clean(definition(key))}">{clean(key)}</th>'
        f"<td>{figure.value:.3f}</td><td>{_range(figure.low, figure.high)}</td>"
        f"<td>{figure.n:,}</td>"
        f"<td>{interval_bar(figure)}</td></tr>"
        for key, figure in evaluation.figures.items()
        if figure.value is not None
    ]
    return (
        '<section aria-labelledby="figures"><h2 id="figures">Figures</h2>'
        # A keyboard can scroll only what it can reach.
        '<div class="scroll" role="region" aria-label="Table of figures" tabindex="0"><table>'
        '<thead><tr><th scope="col">figure</th><th scope="col">value</th>'
        '<th scope="col">95 % interval</th><th scope="col">n</th><th scope="col">0 to 1</th>'
        f"</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
        "</section>"
    )


def _range(low: float | None, high: float | None) -> str:
    return "" if low is None or high is None else f"{low:.3f} to {high:.3f}"


def _plots(evaluation: Evaluation) -> str:
    plots = []
    if evaluation.reliability:
        plots.append(
            f"<figure>{reliability(evaluation.reliability)}<figcaption>Stated confidence against "
            "the share that is right; on the line both agree. The numbers count predictions."
            f"</figcaption>{_bins(evaluation.reliability)}</figure>"
        )
    if evaluation.coverage:
        plots.append(
            f"<figure>{coverage(evaluation.coverage)}<figcaption>Precision when only the most "
            "confident predictions are kept.</figcaption></figure>"
        )
    if not plots:
        return ""
    return (
        '<section aria-labelledby="sure"><h2 id="sure">Confidence</h2>'
        f'<div class="plots">{"".join(plots)}</div></section>'
    )


def _bins(bins: Sequence[Bin]) -> str:
    """Return the numbers of the reliability diagram, for those who do not see it."""
    rows = "".join(
        f'<tr><th scope="row">{b.low:.1f} to {b.high:.1f}</th><td>{b.n:,}</td>'
        f"<td>{b.confidence:.3f}</td><td>{b.accuracy:.3f}</td></tr>"
        for b in bins
    )
    return (
        '<details><summary>As a table</summary><table><thead><tr><th scope="col">confidence</th>'
        '<th scope="col">n</th><th scope="col">mean</th><th scope="col">right</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></details>"
    )


def _errors(mistakes: Sequence[Mistake], texts: Mapping[str, str]) -> str:
    groups: dict[str, list[Mistake]] = defaultdict(list)
    for mistake in mistakes:
        groups[reason_class(mistake)].append(mistake)
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    parts = [
        f'<details class="group" open><summary><bdi>{clean(reason)}</bdi> '
        f'<span class="n">{len(found)}</span></summary>'
        + "".join(_error(mistake, reason, texts[mistake.document]) for mistake in found)
        + "</details>"
        for reason, found in ordered
    ]
    kinds = {kind: label for kind, label in _KINDS.items() if any(m.kind == kind for m in mistakes)}
    types = {t: t for t in ("direct", "mixed", "indirect") if any(m.type == t for m in mistakes)}
    reasons = {reason: f"{reason} ({len(found)})" for reason, found in ordered}
    return (
        '<section aria-labelledby="errors"><h2 id="errors">Errors</h2>'
        # Shown by the script: without it there is nothing to choose.
        '<form id="filter" role="search" autocomplete="off" hidden>'
        f"{_choice('kind', 'error', kinds)}{_choice('type', 'type', types)}"
        f"{_choice('reason', 'reason', reasons)}"
        '<label>text <input id="words" type="search"></label><button type="reset">clear</button>'
        f'<output id="count" aria-live="polite">{len(mistakes)} of {len(mistakes)}</output></form>'
        '<p class="legend">Marked are the <span class="q">quotation</span>, its '
        '<span class="m">source</span> and the <span class="c">cue</span>.</p>'
        f"{''.join(parts)}</section>"
    )


def _choice(name: str, label: str, options: Mapping[str, str]) -> str:
    items = "".join(
        f'<option value="{clean(value)}">{clean(shown)}</option>'
        for value, shown in options.items()
    )
    return (
        f'<label>{label} <select id="{name}"><option value="">all</option>{items}</select></label>'
    )


def _error(mistake: Mistake, reason: str, text: str) -> str:
    gold, own = mistake.gold, mistake.predicted
    return (
        f'<article data-kind="{mistake.kind}" data-type="{clean(mistake.type)}" '
        f'data-reason="{clean(reason)}"><h3>{_KINDS[mistake.kind]}, {clean(mistake.type)} '
        f'<span class="document">{clean(mistake.document)}</span></h3><div class="sides">'
        f"<div><h4>gold</h4>{_gold_side(gold, own, text)}</div>"
        f"<div><h4>prediction</h4>{_own_side(gold, own, text)}</div></div></article>"
    )


def _gold_side(gold: GoldQuote | None, own: PredictedQuote | None, text: str) -> str:
    if gold is None:
        return '<p class="none">no quotation here</p>'
    names = " = ".join(filter(None, (gold.name, *gold.aliases)))
    who = names or ("nobody named" if gold.anonymous else "no name in the gold")
    marks = {"q": gold.spans, "m": gold.source, "c": (gold.cue,) if gold.cue else ()}
    return (
        f'<p class="who"><bdi>{clean(who)}</bdi> <span class="sure">{clean(gold.type)}</span></p>'
        f"{_source(' … '.join(text[a:b] for a, b in gold.source))}"
        f"{excerpt(text, marks, _hull(gold, own))}"
    )


def _own_side(gold: GoldQuote | None, own: PredictedQuote | None, text: str) -> str:
    if own is None:
        return '<p class="none">nothing found</p>'
    sure = f", {own.confidence:.2f}" if own.confidence is not None else ""
    mention = text[slice(*own.mention)] if own.mention is not None else own.mention_text
    marks = {
        "q": own.spans,
        "m": (own.mention,) if own.mention else (),
        "c": (own.cue,) if own.cue else (),
    }
    return (
        f'<p class="who"><bdi>{clean(own.name or "no name")}</bdi> '
        f'<span class="sure">{clean(own.type)}{sure}</span></p>{_source(mention)}'
        f"{excerpt(text, marks, _hull(gold, own))}"
        f'<p class="reason">{clean(own.reason)}</p>'
    )


def _source(words: str | None) -> str:
    """Return the source in a line of its own: it may stand far outside the excerpt."""
    return f'<p class="source">source: {clean(one_line(words or "none", _SOURCE_SHOWN))}</p>'


def _hull(gold: GoldQuote | None, own: PredictedQuote | None) -> Offsets:
    spans = [*(gold.spans if gold else ()), *(own.spans if own else ())]
    return min(a for a, _ in spans), max(b for _, b in spans)
