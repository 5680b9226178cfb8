"""Draws the report's charts as SVG: Altair says what is shown, vl-convert draws it, offline.

No script, and no colour that is needed to read them: series differ by dash or shape too. Libraries
are loaded when the first chart is drawn.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from outreach.report.statistics.proportions import Interval

INK, QUIET, LINE = "#1c2733", "#55626f", "#c9d1d9"
BLUE, PALE, WARM = "#1f5a92", "#dfeaf4", "#a8541a"
WIDTH = 620  # of the plot; labels come on top, and the page scales the whole
_FONT = "DejaVu Sans, Liberation Sans, Verdana, Arial, sans-serif"
_ROW = 26
_SHARE = ".0%"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its length, and what is written beside it. A `target` is marked."""

    label: str
    value: float
    text: str
    target: float | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """An estimate with its interval, on the row of its label, below the heading of its group."""

    group: str
    label: str
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Mark:
    """One point of a curve; low and high are of its band, None where it has none."""

    series: str
    x: float
    value: float
    low: float | None = None
    high: float | None = None


def mark(series: str, x: float, value: float, interval: Interval | None = None) -> Mark:
    """A point with its interval as the band."""
    if interval is None:
        return Mark(series, x, value)
    return Mark(series, x, value, interval.low, interval.high)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a heat map. `share` None: too few to say anything."""

    row: str
    column: str
    share: float | None
    text: str


def bars(items: Sequence[Bar], *, shares: bool = False) -> str:
    """Horizontal bars on one scale from zero, in the order given."""
    import altair as alt

    order = [item.label for item in items]
    rows = _data(
        {"label": i.label, "value": i.value, "text": i.text, "target": i.target} for i in items
    )
    most = max([1e-9, *(max(i.value, i.target or 0) for i in items)])
    x = alt.X(
        "value:Q",
        title=None,
        scale=alt.Scale(domain=[0, most * 1.18]),
        axis=alt.Axis(format=_SHARE if shares else ",.0f", tickCount=5),
    )
    base = alt.Chart(rows).encode(y=_rows_of("label", order))
    layers = [
        base.mark_bar(color=BLUE, height=16).encode(x=x),
        base.mark_text(align="left", dx=6, color=INK).encode(x="value:Q", text="text:N"),
    ]
    if any(item.target is not None for item in items):
        tick = base.transform_filter("datum.target != null")
        layers.append(tick.mark_tick(color=WARM, thickness=3, size=22).encode(x="target:Q"))
    return _svg(alt.layer(*layers).properties(width=WIDTH, height=_ROW * len(items)))


def estimates(items: Sequence[Point], *, reference: float | None = None) -> str:
    """Estimates with their intervals in per cent, by group; a dashed line at `reference`."""
    import altair as alt

    rows = _data(
        {"row": f"{i.group} · {i.label}", "value": i.value, "low": i.low, "high": i.high}
        for i in items
    )
    order = [f"{item.group} · {item.label}" for item in items]
    x = alt.X(
        "low:Q",
        title=None,
        scale=alt.Scale(zero=False, nice=True),
        axis=alt.Axis(format=_SHARE, tickCount=8),
    )  # fmt: skip
    base = alt.Chart(rows).encode(y=_rows_of("row", order))
    layers = [
        base.mark_rule(color=BLUE, strokeWidth=2).encode(x=x, x2="high:Q"),
        base.mark_point(filled=True, color=BLUE, size=60, opacity=1).encode(x="value:Q"),
    ]
    if reference is not None:
        line = alt.Chart(_data([{"x": reference}]))
        layers.append(line.mark_rule(color=WARM, strokeDash=[5, 4]).encode(x="x:Q"))
    return _svg(alt.layer(*layers).properties(width=WIDTH - 60, height=22 * len(items)))


def curves(items: Sequence[Mark], *, x_title: str, zero: bool = True) -> str:
    """Curves of shares over whole numbers, the series told apart by dash and colour."""
    import altair as alt

    names = list(dict.fromkeys(item.series for item in items))
    rows = _data(
        {"series": i.series, "x": i.x, "value": i.value, "low": i.low, "high": i.high}
        for i in items
    )
    last = max((item.x for item in items), default=1)
    x = alt.X(
        "x:Q",
        title=x_title,
        scale=alt.Scale(nice=False),
        axis=alt.Axis(format="d", tickMinStep=1, tickCount=min(int(last), 14), grid=False),
    )
    scale = alt.Scale(domain=[0, 1]) if zero else alt.Scale(zero=False, nice=True)
    y = alt.Y("value:Q", title=None, scale=scale, axis=alt.Axis(format=_SHARE, tickCount=5))
    base = alt.Chart(rows).encode(x=x, **_told_apart(names))
    band = base.transform_filter("datum.low != null").mark_area(opacity=0.16, strokeWidth=0)
    layers = [
        band.encode(y=alt.Y("low:Q", scale=scale, title=None), y2="high:Q"),
        base.mark_line(strokeWidth=2.2, point=alt.OverlayMarkDef(size=30)).encode(y=y),
    ]
    return _svg(alt.layer(*layers).properties(width=WIDTH, height=210))


def _told_apart(names: Sequence[str]) -> dict[str, Any]:
    """Colour and dash of each series, and one legend of both above the chart."""
    import altair as alt

    legend = alt.Legend(
        title=None, orient="top", labelLimit=520, symbolType="stroke", symbolSize=700,
        symbolOpacity=1, symbolStrokeWidth=2.2,
    )  # fmt: skip
    domain = list(names)
    colours = alt.Scale(domain=domain, range=[BLUE, WARM, QUIET][: len(domain)])
    dashes = alt.Scale(domain=domain, range=[[1, 0], [7, 4], [2, 3]][: len(domain)])
    return {
        "color": alt.Color("series:N", sort=domain, legend=legend, scale=colours),
        "strokeDash": alt.StrokeDash("series:N", sort=domain, legend=legend, scale=dashes),
    }


def heat_map(cells: Sequence[Cell], rows: Sequence[str], columns: Sequence[str]) -> str:
    """A table of shaded cells with their shares; grey where there are too few."""
    import altair as alt

    data = _data(
        {"row": c.row, "column": c.column, "share": c.share, "text": c.text} for c in cells
    )
    most = max([1e-9, *(cell.share for cell in cells if cell.share is not None)])
    base = alt.Chart(data).encode(
        x=alt.X("column:N", sort=list(columns), title=None, axis=alt.Axis(labelAngle=0)),
        y=alt.Y("row:N", sort=list(rows), title=None),
    )
    shade = alt.Color(
        "share:Q",
        legend=None,
        scale=alt.Scale(domain=[0, most], range=["#fafcfe", "#6ea4d6"]),
    )
    layers = [
        base.transform_filter("datum.share == null").mark_rect(color="#eceef0", stroke="white"),
        base.transform_filter("datum.share != null").mark_rect(stroke="white").encode(color=shade),
        base.mark_text(color=INK).encode(text="text:N"),
    ]
    return _svg(alt.layer(*layers).properties(width=WIDTH, height=30 * len(rows)))


def columns(labels: Sequence[str], values: Sequence[int]) -> str:
    """Vertical columns in the order given; of many labels only some are written."""
    import altair as alt

    every = max(1, -(-len(labels) // 12))
    rows = _data(
        {"place": place, "label": label, "value": value}
        for place, (label, value) in enumerate(zip(labels, values, strict=True))
    )
    shown = list(range(0, len(labels), every))
    names = {place: labels[place] for place in shown}
    step = WIDTH / max(1, len(labels))
    domain = [-0.5, len(labels) - 0.5]
    base = alt.Chart(rows)
    x = alt.X("place:Q", title=None, scale=alt.Scale(domain=domain, nice=False), axis=None)
    bars_ = base.mark_bar(color=BLUE, size=max(1.0, step * 0.72)).encode(
        x=x, y=alt.Y("value:Q", title=None, axis=alt.Axis(format=",.0f", tickCount=4))
    )
    marked = _data({"place": place, "label": name} for place, name in names.items())
    text = alt.Chart(marked).mark_text(baseline="top", dy=6, color=INK, fontSize=11)
    texts = text.encode(x=x, y=alt.value(170), text="label:N")
    return _svg(alt.layer(bars_, texts).properties(width=WIDTH, height=170))


def _rows_of(field: str, order: Sequence[str]) -> Any:
    import altair as alt

    axis = alt.Axis(labelLimit=260, ticks=False, domain=False, grid=False)
    return alt.Y(f"{field}:N", sort=list(order), title=None, axis=axis)


def _data(rows: Iterable[dict[str, object]]) -> Any:
    """The rows as one text: Altair copies a chart at each step, and a text costs nothing."""
    import altair as alt

    data: Any = alt.Data
    return data(values=json.dumps(list(rows)), format={"type": "json"})


_AXIS = {
    "labelColor": INK,
    "titleColor": QUIET,
    "labelFontSize": 12,
    "titleFontSize": 12,
    "titleFontWeight": "normal",
    "gridColor": "#e6eaee",
    "domainColor": QUIET,
    "tickColor": QUIET,
}
_STYLE = {
    "font": _FONT,
    "padding": 4,
    "axis": _AXIS,
    "legend": {"labelColor": INK, "labelFontSize": 12},
    "view": {"stroke": None},
    "text": {"font": _FONT, "fontSize": 12},
}


def _svg(chart: Any) -> str:
    import vl_convert

    spec = {**chart.to_dict(validate=False), "config": _STYLE}
    svg: str = vl_convert.vegalite_to_svg(spec)
    return svg.replace(' xmlns:xlink="http://www.w3.org/1999/xlink"', "")  # there are no links
