"""Draws the flow of people as CONSORT does: boxes, arrows, and beside them who was lost and why.

From the draw on there may be several columns, one for each arm of an experiment. All sizes are in
units of the drawing, which scales to the width it is given.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import escape

from outreach.report.charts import BLUE, INK, LINE, PALE, QUIET

WIDTH = 760.0
_BOX, _ROW = 40.0, 16.0
_FONT = "DejaVu Sans, Liberation Sans, Verdana, Arial, sans-serif"


@dataclass(frozen=True, slots=True)
class Box:
    """One box of the flow: what and how many, and the losses before it as lines of text."""

    label: str
    count: str
    losses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """The boxes of one arm; `name` is empty where there are no arms."""

    name: str
    boxes: tuple[Box, ...]


def flow(trunk: Sequence[Box], columns: Sequence[Column]) -> str:
    """The boxes of the trunk one below the other, then the columns side by side."""
    parts: list[str] = []
    single = len(columns) == 1
    middle = 176.0 if single else WIDTH / 2 - 180.0
    y = _stack(parts, trunk, middle=middle, wide=332.0, side=WIDTH - middle - 196.0, y=2.0)
    if single:
        y = _stack(
            parts, columns[0].boxes, middle=middle, wide=332.0,
            side=WIDTH - middle - 196.0, y=y, arrow=True,
        )  # fmt: skip
    elif columns:
        y = _arms(parts, columns, middle, y)
    return (
        f'<svg viewBox="0 0 {WIDTH:.0f} {y + 4:.0f}" width="{WIDTH:.0f}" height="{y + 4:.0f}" '
        f'font-family="{_FONT}" xmlns="http://www.w3.org/2000/svg">{"".join(parts)}</svg>'
    )


def _stack(
    parts: list[str],
    boxes: Sequence[Box],
    *,
    middle: float,
    wide: float,
    side: float,
    y: float,
    arrow: bool = False,
) -> float:
    """Boxes from top to bottom with their losses to the right; the y beneath the last."""
    for place, box in enumerate(boxes):
        if place or arrow:
            gap = max(22.0, _ROW * len(box.losses) + 14)
            parts += _arrow(middle, y, y + gap)
            if box.losses:
                parts += _side(middle, y + gap / 2, wide / 2 + 20, side, box.losses)
            y += gap
        parts += _box(middle, y, wide, box)
        y += _BOX
    return y


def _arms(parts: list[str], columns: Sequence[Column], middle: float, y: float) -> float:
    """One column for each arm; the losses stand to the right of the arrow, in the column."""
    step = WIDTH / len(columns)
    arrows = [step * place + 30 for place in range(len(columns))]
    parts.append(_line(middle, y, middle, y + 16))
    parts.append(_line(arrows[0], y + 16, max(arrows[-1], middle), y + 16))
    y += 16
    for row, boxes in enumerate(zip(*(column.boxes for column in columns), strict=True)):
        gap = _ROW * max(len(box.losses) for box in boxes) + (38 if row == 0 else 22)
        for x, box, column in zip(arrows, boxes, columns, strict=True):
            parts += _arrow(x, y, y + gap)
            top = y + 16
            if not row:
                parts.append(_text(x + 10, y + 20, column.name, bold=True))
                top = y + 36
            for place, loss in enumerate(box.losses):
                parts.append(_text(x + 10, top + place * _ROW, _cut(loss, step - 50), small=True))
            parts += _box(x + step / 2 - 30, y + gap, step - 16, box)
        y += gap + _BOX
    return y


def _cut(text: str, wide: float) -> str:
    """The text, as far as it fits; the tables have it whole."""
    letters = int(wide / 6.3)  # of the small size
    return text if len(text) <= letters else text[: letters - 1].rstrip() + "…"


def _box(middle: float, y: float, wide: float, box: Box) -> list[str]:
    left = middle - wide / 2
    return [
        f'<rect x="{left:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{_BOX}" rx="4" '
        f'fill="{PALE}" stroke="{BLUE}"/>',
        _text(left + 12, y + 25, box.label),
        _text(left + wide - 12, y + 26, box.count, anchor="end", bold=True, size=16),
    ]


def _side(
    middle: float, centre: float, away: float, wide: float, losses: Sequence[str]
) -> list[str]:
    top, left = centre - _ROW * len(losses) / 2, middle + away
    return [
        _line(middle, centre, left, centre),
        f'<rect x="{left:.1f}" y="{top - 3:.1f}" width="{wide:.1f}" '
        f'height="{_ROW * len(losses) + 6:.1f}" rx="3" fill="#ffffff" stroke="{LINE}"/>',
        *(
            _text(left + 10, top + 12.5 + row * _ROW, loss, small=True, bold=row == 0)
            for row, loss in enumerate(losses)
        ),
    ]


def _arrow(x: float, begins: float, ends: float) -> list[str]:
    head = f"{x - 5:.1f},{ends - 8:.1f} {x + 5:.1f},{ends - 8:.1f} {x:.1f},{ends:.1f}"
    return [_line(x, begins, x, ends - 6), f'<polygon points="{head}" fill="{QUIET}"/>']


def _line(x: float, y: float, to_x: float, to_y: float) -> str:
    return (
        f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}" stroke="{QUIET}" '
        'stroke-width="1.2"/>'
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
    weight = ' font-weight="bold"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{INK}" '
        f'font-size="{11 if small else size}"{weight}>{escape(text)}</text>'
    )
