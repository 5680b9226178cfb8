"""Whether chance has made groups alike: the drawn and the others, and the arms."""

from outreach.report import wording
from outreach.report.balance import BalanceLine, BalanceTable
from outreach.report.document import Block, Column, Heading, Kind, Paragraph, Row, Table
from outreach.report.figures import ReportFigures
from outreach.report.words import Words


def balance(f: ReportFigures, w: Words) -> tuple[Block, ...]:
    """Nothing where everybody of the frame was drawn, and there are no arms."""
    _, found = w.gettext, f.balance
    heading = Heading(_("¿Se parecen los grupos que hizo el azar?"))
    if found.too_large:
        told = _(
            "El marco es demasiado grande para compararlo en el informe; lo hace "
            "«flask sample balance»."
        )
        return heading, Paragraph(told)
    tables = (
        (found.draw, _("Sorteadas y no sorteadas, antes de cualquier contacto")),
        (found.arms, _("Brazos, antes de cualquier contacto")),
    )
    shown = tuple(_table(f, w, table, caption) for table, caption in tables if table)
    return (heading, *shown) if shown else ()


def _table(f: ReportFigures, w: Words, table: BalanceTable, caption: str) -> Table:
    _ = w.gettext
    names = [_(wording.GROUPS.get(group, group)) for group in table.groups]
    columns = [Column(_("Antes del sorteo"))]
    for place, name in enumerate(names):
        columns += [
            Column(_("%(group)s: n", group=name), Kind.COUNT),
            Column(_("%(group)s: media", group=name), Kind.DECIMAL),
            Column(_("%(group)s: desviación", group=name), Kind.DECIMAL),
        ]
        if place:
            columns.append(Column(_("Diferencia"), Kind.DECIMAL))
    return Table(
        caption=caption,
        columns=tuple(columns),
        rows=tuple(_row(f, w, line) for line in table.lines),
        note=_(
            "Todo a la vez: p = %(p)s, por inferencia de aleatorización sobre %(times)s sorteos "
            "del mismo diseño. La media de lo que se tiene o no se tiene es la parte que lo "
            "tiene, y su diferencia es de partes; las demás diferencias son sobre la desviación "
            "de todas las personas.",
            p=w.number(table.p, 3),
            times=w.number(table.repetitions),
        ),
        wide=True,
    )


def _row(f: ReportFigures, w: Words, line: BalanceLine) -> Row:
    values: list[str | int | float | None] = [_covariate(f, w, line.covariate)]
    for place, side in enumerate(line.sides):
        values += [side.n, side.mean, side.sd]
        if place:
            values.append(side.difference)
    return tuple(values)


def _covariate(f: ReportFigures, w: Words, code: str) -> str:
    """`municipality=danli` → `Municipio: Danlí`."""
    _ = w.gettext
    field, _eq, value = code.partition("=")
    name = _(wording.COVARIATES.get(field, field))
    if not value:
        return name
    said = f.about.place(value) if field == "municipality" else _(wording.other(value))
    return f"{name}: {said}"
