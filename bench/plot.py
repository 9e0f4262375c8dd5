"""A small picture for a result: lines over a few sizes, both axes logarithmic, as SVG."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 720, 360
LEFT, RIGHT, TOP, BOTTOM = 64, 190, 36, 40
COLOURS = ("#0f766e", "#b45309", "#4338ca", "#be123c", "#64748b", "#15803d")
_FONT = 'font-family="system-ui, sans-serif" font-size="12"'


@dataclass(frozen=True)
class _Axis:
    """A logarithmic scale from `low` to `high` over the pixels from `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        share = math.log(value / self.low) / math.log(self.high / self.low)
        return self.start + share * (self.end - self.start)


def line_plot(
    title: str, sizes: Sequence[int], lines: Mapping[str, Sequence[float]], unit: str
) -> str:
    """One line for each name, a value for each size; values must be above zero."""
    values = [value for line in lines.values() for value in line]
    low = 10 ** math.floor(math.log10(min(values)))
    high = 10 ** math.ceil(math.log10(max(values) * 1.01))
    across = _Axis(min(sizes) / 1.5, max(sizes) * 1.5, LEFT, WIDTH - RIGHT)
    up = _Axis(low, high, HEIGHT - BOTTOM, TOP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        _text(LEFT, 20, f"{title} ({unit})", weight="600"),
        *_grid(up, low, high),
        *(_text(across.at(size), HEIGHT - 16, f"{size:,}", anchor="middle") for size in sizes),
    ]
    for index, (name, line) in enumerate(lines.items()):
        spots = [(across.at(size), up.at(value)) for size, value in zip(sizes, line, strict=True)]
        parts += _line(name, line, spots, COLOURS[index % len(COLOURS)])
    return "\n".join([*parts, "</svg>", ""])


def _grid(up: _Axis, low: float, high: float) -> list[str]:
    steps = round(math.log10(high / low))
    parts = []
    for step in range(steps + 1):
        value = low * 10**step
        y = up.at(value)
        parts.append(
            f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#cbd5e1"/>'
        )
        parts.append(_text(LEFT - 8, y + 4, f"{value:g}", anchor="end"))
    return parts


def _line(
    name: str, values: Sequence[float], spots: Sequence[tuple[float, float]], colour: str
) -> list[str]:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots)
    dots = [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>' for x, y in spots]
    x, y = spots[-1]
    label = f"{name}: {values[-1]:,.1f}"
    line = f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>'
    return [line, *dots, _text(x + 10, y + 4, label, colour=colour)]


def _text(
    x: float,
    y: float,
    text: str,
    *,
    anchor: str = "start",
    weight: str = "400",
    colour: str = "#0f172a",
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-weight="{weight}"'
        f' fill="{colour}" {_FONT}>{escape(text)}</text>'
    )
