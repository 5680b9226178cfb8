"""What it cost: by medium, and for each attempt, contact, validated and enrolled person."""

from outreach.report import wording
from outreach.report.document import Block, Kind, Paragraph, Section, Table
from outreach.report.figures import ReportFigures
from outreach.report.sections.mechanism import medium_of
from outreach.report.sections.tables import columns
from outreach.report.words import Words


def costs(f: ReportFigures, w: Words) -> Section:
    _, found = w.gettext, f.costs
    blocks: list[Block] = [Paragraph(_source(f, w))]
    if found.lines:
        blocks += [_lines(f, w), _units(f, w)]
    return Section("costo", _("8. El costo"), tuple(blocks))


def _source(f: ReportFigures, w: Words) -> str:
    _, found = w.gettext, f.costs
    if not found.lines:
        return _("Todavía no hubo intentos.")
    priced = sum(line.priced for line in found.lines)
    if found.tariff is None and found.unpriced:
        return _(
            "La red dio el precio de %(priced)s intentos y no el de %(unpriced)s, y la campaña "
            "no declara tarifa (tariff): el costo total no se conoce, n/a.",
            priced=w.number(priced),
            unpriced=w.number(found.unpriced),
        )
    currency = ", ".join(found.currencies)
    if len(found.currencies) > 1:
        return _(
            "Los precios están en varias monedas (%(currencies)s), que aquí no se suman: el costo "
            "total es n/a.",
            currencies=currency,
        )
    if not found.unpriced:
        return _("En %(currency)s. La red dio el precio de todos los intentos.", currency=currency)
    rates = "; ".join(
        f"{_(wording.TARIFF.get(name, name))}: {w.number(price, 4)}"
        for name, price in (found.tariff or {}).items()
    )
    return _(
        "En %(currency)s. La red dio el precio de %(priced)s intentos; los otros %(unpriced)s se "
        "estiman con la tarifa declarada por la campaña (%(rates)s; por minuto empezado).",
        currency=currency,
        priced=w.number(priced),
        unpriced=w.number(found.unpriced),
        rates=rates,
    )


def _lines(f: ReportFigures, w: Words) -> Table:
    _, lines = w.gettext, f.costs.lines
    return Table(
        caption=_("Costo por medio"),
        columns=columns(
            _("Medio"),
            (_("Intentos"), Kind.COUNT),
            (_("Con precio de la red"), Kind.COUNT),
            (_("Costo según la red"), Kind.MONEY),
            (_("Estimado con la tarifa"), Kind.MONEY),
        ),
        rows=tuple(
            (
                medium_of(w, line.medium, line.inbound),
                line.attempts,
                line.priced,
                line.actual,
                line.estimated,
            )
            for line in lines
        ),
        total=(
            _("Total"),
            sum(line.attempts for line in lines),
            sum(line.priced for line in lines),
            sum(line.actual for line in lines),
            None if f.costs.tariff is None else sum(line.estimated or 0 for line in lines),
        ),
    )


def _units(f: ReportFigures, w: Words) -> Table:
    _ = w.gettext
    return Table(
        caption=_("Costo de cada resultado: el costo total entre su número"),
        columns=columns(
            _("Resultado"), (_("Cantidad"), Kind.COUNT), (_("Costo de cada uno"), Kind.MONEY)
        ),
        rows=tuple((_(wording.UNITS[unit.code]), unit.count, unit.cost) for unit in f.costs.units),
        total=(_("Costo total"), "", f.costs.total),
        note=_("No incluye el trabajo de los agentes ni los costos fijos."),
    )
