"""Small plots as inline SVG, with nothing in them but numbers of our own."""

from __future__ import annotations

from collections.abc import Sequence

from quotex.evaluation.types import Bin, Figure

_SIZE = 260
_PAD = 34


def interval_bar(figure: Figure) -> str:
    """Return the value and its interval on a line from 0 to 1."""
    if figure.value is None or figure.low is None or figure.high is None:
        return ""
    low, high, value = (
        100 * max(0.0, min(1.0, x)) for x in (figure.low, figure.high, figure.value)
    )
    return (
        '<svg class="bar" viewBox="0 0 100 10" aria-hidden="true" preserveAspectRatio="none">'
        '<line class="axis" x1="0" y1="5" x2="100" y2="5"/>'
        f'<rect class="range" x="{low:.1f}" y="2" width="{high - low:.1f}" height="6"/>'
        f'<rect class="value" x="{max(0.0, value - 0.6):.1f}" y="0" width="1.2" height="10"/></svg>'
    )


def reliability(bins: Sequence[Bin]) -> str:
    """Return the reliability diagram (DeGroot & Fienberg 1983): stated confidence across, share
    that is right up, a point a bin with the number of predictions in it."""
    points = [
        f'<circle class="point" cx="{_x(b.confidence):.1f}" cy="{_y(b.accuracy):.1f}" r="4">'
        f"<title>{b.n} predictions: confidence {b.confidence:.3f}, right {b.accuracy:.3f}</title>"
        f'</circle><text class="count" x="{_x(b.confidence):.1f}" y="{_y(b.accuracy) - 8:.1f}"'
        f' text-anchor="middle">{b.n}</text>'
        for b in bins
    ]
    ideal = f'<path class="ideal" d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}"/>'
    label = "Reliability: of the predictions with a stated confidence, the share that is right"
    return _plot(label, "stated confidence", "share right", ideal + "".join(points))


def coverage(curve: Sequence[tuple[float, float]]) -> str:
    """Return the coverage-precision curve: the share kept, the most confident first, across."""
    step = max(1, len(curve) // 200)
    kept = [*curve[::step], *curve[-1:]]
    path = "L".join(f"{_x(a):.1f} {_y(b):.1f}" for a, b in kept)
    label = "Precision when only the most confident part of the predictions is kept"
    return _plot(label, "share kept", "share right", f'<path class="curve" d="M{path}"/>')


def _x(value: float) -> float:
    return _PAD + value * (_SIZE - 2 * _PAD)


def _y(value: float) -> float:
    return _SIZE - _x(value)


def _plot(label: str, across: str, up: str, body: str) -> str:
    ticks = "".join(
        f'<text class="tick" x="{_x(t):.0f}" y="{_y(0) + 14:.0f}" text-anchor="middle">{t:g}</text>'
        f'<text class="tick" x="{_x(0) - 6:.0f}" y="{_y(t) + 4:.0f}" text-anchor="end">{t:g}</text>'
        f'<path class="grid" d="M{_x(0)} {_y(t)}H{_x(1)}"/>'
        for t in (0, 0.25, 0.5, 0.75, 1)
    )
    middle = _SIZE / 2
    return (
        f'<svg class="plot" viewBox="0 0 {_SIZE} {_SIZE}" role="img" aria-label="{label}">{ticks}'
        f'<text class="title" x="{middle}" y="{_SIZE - 4}" text-anchor="middle">{across}</text>'
        f'<text class="title" x="10" y="{middle}" text-anchor="middle" '
        f'transform="rotate(-90 10 {middle})">{up}</text>{body}</svg>'
    )
