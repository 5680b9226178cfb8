"""Writes the page of a report: one HTML file in Spanish that needs nothing else."""

from collections.abc import Callable
from datetime import date, datetime
from functools import cache

from babel.dates import format_date, format_datetime, get_timezone
from babel.numbers import format_decimal
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from outreach.report import charts, wording
from outreach.report.charts import Bar, Box
from outreach.report.contact_figures import Slot
from outreach.report.figures import ReportFigures, Step
from outreach.rules.contact_policy import Policy, explain
from outreach.rules.dispositions import Disposition

LOCALE = "es_HN"
NOTHING = "s/d"  # sin dato: there is no denominator
MOST_LOSSES = 6  # lines at the side of an arrow; the table has all of them
CALLS_TO_SHADE = 5  # a cell of fewer calls says nothing about when people answer


def page(figures: ReportFigures) -> str:
    """The whole page. Everything that came from outside is escaped."""
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            f=figures,
            protocol=explain(Policy.model_validate(figures.about.protocol)),
            charts=_charts(figures),
            wording=wording,
            steps=tuple(wording.STEPS)[3:],
            hours=hours_of(figures),
            slots={(slot.weekday, slot.hour): slot for slot in figures.mechanism.by_slot},
            label_of=lambda code: Disposition(code).label,
        )
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("outreach.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        {
            "n": number,
            "pct": percent,
            "loss": wording.loss,
            "other": wording.other,
            "day": _day,
            "moment": _moment,
            "span": _span,
        }
    )
    return environment


def number(value: float | None, decimals: int = 0) -> str:
    """`12,345`; `s/d` for None."""
    if value is None:
        return NOTHING
    shape = "#,##0." + "0" * decimals if decimals else "#,##0"
    return str(format_decimal(value, shape, locale=LOCALE))


def percent(value: float | None) -> str:
    """`12.3 %`; `s/d` for None."""
    return NOTHING if value is None else f"{number(value * 100, 1)}\N{NO-BREAK SPACE}%"


def _day(value: date | datetime | None) -> str:
    return (
        NOTHING if value is None else str(format_date(value, "d 'de' MMMM 'de' y", locale=LOCALE))
    )


def _moment(value: datetime | None, zone: str) -> str:
    if value is None:
        return NOTHING
    shape = "d 'de' MMMM 'de' y, HH:mm"
    return str(format_datetime(value, shape, tzinfo=get_timezone(zone), locale=LOCALE))


def _span(seconds: float | None) -> str:
    """`3 h 12 min`, `2 min 05 s`, `41 s`."""
    if seconds is None:
        return NOTHING
    minutes, rest = divmod(round(seconds), 60)
    hours, left = divmod(minutes, 60)
    if hours:
        return f"{number(hours)} h {left:02d} min"
    if not minutes:
        return f"{rest} s"
    return f"{minutes} min {rest:02d} s" if rest else f"{minutes} min"


def _charts(figures: ReportFigures) -> dict[str, Markup]:
    drawn: dict[str, Callable[[ReportFigures], Markup]] = {
        "flow": _flow,
        "municipalities": _municipalities,
        "reach": _reach,
        "days": _days,
        "slots": _slots,
        "outcomes": _outcomes,
    }
    return {name: draw(figures) for name, draw in drawn.items()}


def _flow(figures: ReportFigures) -> Markup:
    boxes = [
        Box(_with_target(step), number(step.count), _side_of(before, step))
        for before, step in zip([None, *figures.funnel], figures.funnel, strict=False)
    ]
    ends = figures.funnel[-1]
    return charts.flow(
        "flujo",
        "Flujo de personas, del registro a la atención",
        f"De {number(figures.registry.rows)} filas del archivo a {number(ends.count)} "
        "atenciones concluidas; las pérdidas de cada paso están en la tabla.",
        boxes,
    )


def _with_target(step: Step) -> str:
    name = wording.STEPS[step.code]
    return name if step.target is None else f"{name} (meta: {number(step.target)})"


def _side_of(before: Step | None, step: Step) -> tuple[str, ...]:
    lost = 0 if before is None else before.count - step.count
    if not lost:
        return ()
    named = [f"{wording.loss(loss.code)}: {number(loss.count)}" for loss in step.losses]
    if len(named) > MOST_LOSSES:
        rest = sum(loss.count for loss in step.losses[MOST_LOSSES - 1 :])
        named = [*named[: MOST_LOSSES - 1], f"Otros resultados: {number(rest)}"]
    return (f"No llegaron a este paso: {number(lost)}", *named)


def _municipalities(figures: ReportFigures) -> Markup:
    items = []
    for group in figures.fairness.by_municipality:
        released, validated = group.steps["released"], group.steps["validated"]
        share = validated / released if released else None
        text = f"{percent(share)} ({number(validated)})"
        items.append(Bar(figures.about.place(group.code), share or 0.0, text))
    return charts.bars(
        "municipios",
        "Personas validadas, por municipio",
        "Parte de las personas liberadas de cada municipio que fue validada.",
        items,
    )


def _reach(figures: ReportFigures) -> Markup:
    lines = figures.mechanism.by_attempt
    return charts.curve(
        "alcance",
        "Alcance según el número de intentos",
        "Línea continua: parte acumulada de las personas liberadas en cuyo número contestó "
        "alguien. Línea de guiones: la que habría si todas se intentaran igual número de veces.",
        [(line.cumulative or 0.0, line.product_limit or 0.0) for line in lines],
    )


def _days(figures: ReportFigures) -> Markup:
    days = figures.fieldwork.days
    return charts.columns(
        "dias",
        "Llamadas hechas cada día",
        "Columnas por fecha local; los días sin columna son cerrados o sin llamadas previstas.",
        [str(format_date(day.date, "d MMM", locale=LOCALE)) for day in days],
        [day.calls for day in days],
    )


def _outcomes(figures: ReportFigures) -> Markup:
    lines = figures.mechanism.by_outcome[:12]
    return charts.bars(
        "resultados",
        "Resultados de los intentos",
        "Los resultados más frecuentes de los intentos terminados; la tabla los tiene todos.",
        [
            Bar(Disposition(line.disposition).label, line.count, number(line.count))
            for line in lines
        ],
    )


def _slots(figures: ReportFigures) -> Markup:
    slots = {(slot.weekday, slot.hour): slot for slot in figures.mechanism.by_slot}
    hours = hours_of(figures)
    shares = [s.humans / s.calls for s in slots.values() if s.calls >= CALLS_TO_SHADE]
    most = max([1e-9, *shares])
    cells = [[_cell(slots.get((weekday, hour)), most) for hour in hours] for weekday in range(7)]
    return charts.heat_map(
        "horas",
        "Cuándo contesta la gente",
        "Parte de las llamadas de cada día y hora local que contestó una persona; cuanto más "
        "oscuro, mayor.",
        wording.WEEKDAYS,
        [f"{hour} h" for hour in hours],
        cells,
    )


def hours_of(figures: ReportFigures) -> range:
    """The hours of the day in which there were calls, without gaps."""
    hours = [slot.hour for slot in figures.mechanism.by_slot]
    return range(min(hours), max(hours) + 1) if hours else range(0)


def _cell(slot: Slot | None, most: float) -> tuple[float | None, str]:
    if slot is None or slot.calls < CALLS_TO_SHADE:
        return None, ""
    share = slot.humans / slot.calls
    return share / most, f"{round(share * 100)} %"
