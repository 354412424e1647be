"""How well one colour stands out from another, as WCAG 2 counts it."""

from __future__ import annotations

import re
from colorsys import hls_to_rgb

Rgb = tuple[float, float, float]
ENOUGH = 4.5
"""The least ratio of text to its background (WCAG 2.2, 1.4.3)."""


def hsl(hue: float, saturation: float, lightness: float) -> Rgb:
    """Return a colour of CSS: degrees, and two shares in per cent."""
    return hls_to_rgb(hue / 360, lightness / 100, saturation / 100)


def hexed(words: str) -> Rgb:
    red, green, blue = (int(words[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _luminance(colour: Rgb) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Rgb, other: Rgb) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def variables(style: str, prefix: str = "--") -> list[dict[str, str]]:
    """Return the custom properties of each rule of a style sheet that sets any."""
    rules = re.findall(r"\{([^{}]*)\}", style)
    found = [dict(re.findall(rf"{prefix}([\w-]+):\s*([^;}}]+)", rule)) for rule in rules]
    return [rule for rule in found if rule]
