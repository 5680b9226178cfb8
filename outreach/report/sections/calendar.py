"""When people were called and when they answered: by weekday and hour, and day by day."""

from collections.abc import Sequence

from outreach.report import charts, wording
from outreach.report.contact_figures import Slot
from outreach.report.document import Block, Column, Kind, Paragraph, Picture, Table
from outreach.report.figures import ReportFigures
from outreach.report.sections.tables import columns
from outreach.report.words import Words

CALLS_TO_SHADE = 5  # a cell of fewer calls says nothing about when people answer


def slots(f: ReportFigures, w: Words) -> tuple[Block, ...]:
    _ = w.gettext
    found = {(slot.weekday, slot.hour): slot for slot in f.mechanism.by_slot}
    if not found:
        return (Paragraph(_("Todavía no hubo llamadas.")),)
    hours = hours_of(f.mechanism.by_slot)
    names_of_days = [_(day) for day in wording.WEEKDAYS]
    names = [f"{hour} h" for hour in hours]
    cells = [
        _cell(names_of_days[weekday], f"{hour} h", found.get((weekday, hour)))
        for weekday in range(7)
        for hour in hours
    ]
    picture = Picture(
        name="horas",
        title=_("Cuándo contesta la gente"),
        description=_(
            "Parte de las llamadas de cada día y hora local que contestó una persona; cuanto más "
            "oscuro, mayor. En gris, menos de %(few)s llamadas.",
            few=CALLS_TO_SHADE,
        ),
        svg=charts.heat_map(cells, names_of_days, names),
    )
    table = Table(
        caption=_("Llamadas hechas y, entre paréntesis, contestadas por una persona"),
        columns=(Column(_("Día")), *(Column(name, Kind.COUNT) for name in names)),
        rows=tuple(
            (day, *(_in_brackets(w, found.get((weekday, hour))) for hour in hours))
            for weekday, day in enumerate(names_of_days)
        ),
        wide=True,
    )
    return picture, table


def hours_of(slots: Sequence[Slot]) -> range:
    """The hours of the day in which there were calls, without gaps."""
    hours = [slot.hour for slot in slots]
    return range(min(hours), max(hours) + 1) if hours else range(0)


def _cell(row: str, column: str, slot: Slot | None) -> charts.Cell:
    if slot is None or slot.calls < CALLS_TO_SHADE:
        return charts.Cell(row, column, None, "")
    answered = slot.humans / slot.calls
    return charts.Cell(row, column, answered, f"{round(answered * 100)}%")


def _in_brackets(w: Words, slot: Slot | None) -> str:
    return "0" if slot is None else f"{w.number(slot.calls)} ({w.number(slot.humans)})"


def days(f: ReportFigures, w: Words) -> tuple[Block, ...]:
    _, every = w.gettext, f.fieldwork.days
    if not every:
        return ()
    picture = Picture(
        name="dias",
        title=_("Llamadas hechas cada día"),
        description=_(
            "Columnas por fecha local; los días sin columna son cerrados o sin llamadas previstas."
        ),
        svg=charts.columns([w.short_day(day.date) for day in every], [day.calls for day in every]),
    )
    table = Table(
        caption=_("Contactos de cada día"),
        columns=columns(_("Fecha"), (_("Llamadas"), Kind.COUNT), (_("Mensajes"), Kind.COUNT)),
        rows=tuple((w.day(day.date), day.calls, day.texts) for day in every),
        total=(_("Total"), sum(day.calls for day in every), sum(day.texts for day in every)),
    )
    return picture, table
