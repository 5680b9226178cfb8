"""Draws the charts as SVG text: bars, columns by day, a heat map, a curve, the flow of people.

No script, no font of our own and no colour that is needed to read them: each has a title and a
description for those who do not see it, and the page puts its table beneath. All sizes are in
units of the drawing, which scales to the width it is given.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

INK, QUIET, LINE = "#1c2733", "#55626f", "#c9d1d9"
BLUE, PALE, WARM = "#1f5a92", "#dfeaf4", "#a8541a"
WIDTH = 720


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its length, and what is written beside it. A `target` is marked."""

    label: str
    value: float
    text: str
    target: float | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """One box of the flow: what and how many, and the losses before it as lines of text."""

    label: str
    count: str
    losses: tuple[str, ...] = ()


def bars(identifier: str, title: str, description: str, items: Sequence[Bar]) -> Markup:
    """Horizontal bars on one scale from zero."""
    most = max([1e-9, *(item.value for item in items), *(item.target or 0 for item in items)])
    left, right, height = 222, 130, 26
    scale = (WIDTH - left - right) / most
    parts = []
    for row, item in enumerate(items):
        y = row * height + 4
        parts += [
            _text(left - 10, y + 13, item.label, anchor="end"),
            _rectangle(left, y, max(item.value * scale, 0.5), 18, BLUE),
            _text(left + item.value * scale + 8, y + 13, item.text, bold=True),
        ]
        if item.target is not None:
            x = left + item.target * scale
            parts.append(_line(x, y - 3, x, y + 21, WARM, width=2))
    return _drawing(identifier, title, description, len(items) * height + 8, parts)


def columns(
    identifier: str,
    title: str,
    description: str,
    labels: Sequence[str],
    values: Sequence[int],
) -> Markup:
    """Vertical columns with the largest value on the axis; at most ten labels are written."""
    most = max([1, *values])
    left, top, height = 52, 14, 150
    step = (WIDTH - left - 10) / max(1, len(values))
    every = max(1, -(-len(values) // 10))
    parts = [*_axis(left, top, height, f"{most:,}")]
    for place, (label, value) in enumerate(zip(labels, values, strict=True)):
        x, tall = left + place * step, value / most * height
        parts.append(_rectangle(x + step * 0.12, top + height - tall, step * 0.76, tall, BLUE))
        if place % every == 0:
            parts.append(
                _text(x + step / 2, top + height + 18, label, anchor="middle", small=True)
            )
    return _drawing(identifier, title, description, top + height + 28, parts)


def heat_map(
    identifier: str,
    title: str,
    description: str,
    rows: Sequence[str],
    hours: Sequence[str],
    cells: Sequence[Sequence[tuple[float | None, str]]],
) -> Markup:
    """A table of shaded cells; each cell is (0..1 for its shade or None for empty, text)."""
    left, top, height = 96, 24, 30
    step = (WIDTH - left) / max(1, len(hours))
    parts = [
        _text(left + place * step + step / 2, 15, hour, anchor="middle", small=True)
        for place, hour in enumerate(hours)
    ]
    for row, name in enumerate(rows):
        y = top + row * height
        parts.append(_text(left - 10, y + 19, name, anchor="end"))
        for place, (shade, text) in enumerate(cells[row]):
            x = left + place * step
            parts.append(_rectangle(x + 1, y + 1, step - 2, height - 2, _shade(shade)))
            if shade is not None:
                middle = x + step / 2
                parts.append(_text(middle, y + 19, text, anchor="middle", small=True))
    return _drawing(identifier, title, description, top + len(rows) * height + 4, parts)


def curve(
    identifier: str,
    title: str,
    description: str,
    values: Sequence[tuple[float, float]],
) -> Markup:
    """Two series from 0 to 1 over 1, 2, 3 …: the first filled and solid, the second dashed."""
    left, top, height = 52, 14, 170
    step = (WIDTH - left - 60) / max(1, len(values))
    base = top + height
    parts = [
        *(
            part
            for share in (0.25, 0.5, 0.75)
            for part in (
                _line(left, base - share * height, WIDTH - 50, base - share * height, LINE),
            )
        ),
        *_axis(left, top, height, "100 %"),
    ]
    for series, (ink, dash) in enumerate(((BLUE, ""), (WARM, "6 4"))):
        points = [(float(left), float(base))]
        for place, pair in enumerate(values, 1):
            points.append((left + place * step, base - pair[series] * height))
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        style = f' stroke-dasharray="{dash}"' if dash else ""
        parts.append(
            f'<polyline points="{path}" fill="none" stroke="{ink}" stroke-width="2.5"{style}/>'
        )
    for place, (first, _) in enumerate(values, 1):
        x = left + place * step
        parts.append(
            f'<circle cx="{x:.1f}" cy="{base - first * height:.1f}" r="3.5" fill="{BLUE}"/>'
        )
        parts.append(_text(x, base + 18, str(place), anchor="middle", small=True))
    return _drawing(identifier, title, description, base + 28, parts)


def flow(identifier: str, title: str, description: str, boxes: Sequence[Box]) -> Markup:
    """Boxes from top to bottom, with what was lost on the way to each at the side of its arrow."""
    parts: list[str] = []
    y, middle, wide, tall = 2.0, 170.0, 320.0, 38.0
    for place, box in enumerate(boxes):
        if place:
            gap = max(24.0, 16.0 * len(box.losses) + 16)
            parts += _arrow(middle, y, y + gap)
            if box.losses:
                parts += _side(middle, y, gap, box.losses)
            y += gap
        parts += [
            f'<rect x="{middle - wide / 2}" y="{y:.0f}" width="{wide}" height="{tall}" rx="4" '
            f'fill="{PALE}" stroke="{BLUE}"/>',
            _text(middle - wide / 2 + 14, y + 24, box.label),
            _text(middle + wide / 2 - 14, y + 25, box.count, anchor="end", bold=True, size=17),
        ]
        y += tall
    return _drawing(identifier, title, description, y + 4, parts)


def _side(middle: float, y: float, gap: float, losses: Sequence[str]) -> list[str]:
    centre = y + gap / 2
    top = centre - 16.0 * len(losses) / 2
    left = middle + 186
    parts = [
        _line(middle, centre, left, centre, QUIET),
        f'<rect x="{left}" y="{top - 3:.1f}" width="{WIDTH - left - 2}" '
        f'height="{16 * len(losses) + 6}" rx="3" fill="#ffffff" stroke="{LINE}"/>',
    ]
    for row, loss in enumerate(losses):
        parts.append(_text(left + 10, top + 13 + row * 16, loss, small=True, bold=row == 0))
    return parts


def _arrow(x: float, begins: float, ends: float) -> list[str]:
    head = f"{x - 5},{ends - 8:.0f} {x + 5},{ends - 8:.0f} {x},{ends:.0f}"
    return [
        _line(x, begins, x, ends - 6, QUIET, width=1.5),
        f'<polygon points="{head}" fill="{QUIET}"/>',
    ]


def _axis(left: float, top: float, height: float, most: str) -> list[str]:
    return [
        _line(left, top + height, WIDTH - 5, top + height, QUIET),
        _line(left, top, left, top + height, QUIET),
        _text(left - 8, top + 5, most, anchor="end", small=True),
        _text(left - 8, top + height + 4, "0", anchor="end", small=True),
    ]


def _shade(share: float | None) -> str:
    """From white to a blue light enough for dark letters on it; empty cells are left grey."""
    if share is None:
        return "#eceef0"
    light, dark = (250, 252, 254), (110, 164, 214)
    mixed = (round(a + (b - a) * share) for a, b in zip(light, dark, strict=True))
    return "#" + "".join(f"{part:02x}" for part in mixed)


def _rectangle(x: float, y: float, width: float, height: float, fill: str) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{fill}"/>'
    )


def _line(x: float, y: float, to_x: float, to_y: float, ink: str, width: float = 1) -> str:
    return (
        f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}" stroke="{ink}" '
        f'stroke-width="{width}"/>'
    )


def _text(
    x: float,
    y: float,
    text: str,
    *,
    anchor: str = "start",
    bold: bool = False,
    small: bool = False,
    size: int = 13,
) -> str:
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{INK}" '
        f'font-size="{12 if small else size}"{weight}>{escape(text)}</text>'
    )


def _drawing(
    identifier: str, title: str, description: str, height: float, parts: Sequence[str]
) -> Markup:
    name = escape(identifier)
    return Markup(  # noqa: S704  every text in it went through escape
        f'<svg role="img" aria-labelledby="{name}-t {name}-d" viewBox="0 0 {WIDTH} {height:.0f}" '
        f'xmlns="http://www.w3.org/2000/svg"><title id="{name}-t">{escape(title)}</title>'
        f'<desc id="{name}-d">{escape(description)}</desc>{"".join(parts)}</svg>'
    )
