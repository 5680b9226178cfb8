"""Recommendations as figures: what one more attempt, or another hour, would have brought."""

from outreach.report import wording
from outreach.report.document import Heading, Kind, Paragraph, Section, Table
from outreach.report.figures import ReportFigures
from outreach.report.sections.tables import columns, counts_from_to
from outreach.report.statistics.proportions import share
from outreach.report.words import Words


def recommendations(f: ReportFigures, w: Words) -> Section:
    _ = w.gettext
    blocks = (
        Heading(_("Un intento más")),
        Paragraph(
            _(
                "Lo que habría traído un intento más con cada persona a la que se intentó sin "
                "éxito, si rindiera como el último que tuvo bastantes personas para estimarlo."
            )
        ),
        _one_more(f, w),
        Heading(_("Otras horas")),
        Paragraph(
            _(
                "Lo que habrían traído las llamadas de la mañana y la tarde de los días de semana "
                "si hubieran rendido, a igual número de intento, como las de otra parte de la "
                "semana. Las horas no se sortearon: es un indicio, no el resultado de un "
                "experimento."
            )
        ),
        _shifts(f, w),
    )
    return Section("recomendaciones", _("10. Qué convendría"), blocks)


def _one_more(f: ReportFigures, w: Words) -> Table:
    _ = w.gettext
    attempts = {unit.code: unit.cost for unit in f.costs.units}
    rows = []
    for line in f.recommendations.one_more:
        cost = attempts.get("attempt")
        price = None if cost is None or not line.expected else cost * line.people / line.expected
        rows.append(
            (
                _(wording.OUTCOMES[line.outcome]),
                line.people,
                line.last_attempt,
                share(line.succeeded, line.tried),
                line.expected,
                counts_from_to(w, line.interval),
                price,
            )
        )
    return Table(
        caption=_("Un intento más con quienes quedaron sin alcanzar"),
        columns=columns(
            _("Resultado"),
            (_("Personas por intentar"), Kind.COUNT),
            (_("Último intento que se puede medir"), Kind.COUNT),
            (_("Su rendimiento"), Kind.SHARE),
            (_("Más personas"), Kind.COUNT),
            _("Intervalo al 95 %"),
            (_("Costo de cada una"), Kind.MONEY),
        ),
        rows=tuple(rows),
    )


def _shifts(f: ReportFigures, w: Words) -> Table:
    _ = w.gettext
    return Table(
        caption=_("Las llamadas de horas de trabajo, a otras horas"),
        columns=columns(
            _("A otras horas"),
            _("Resultado"),
            (_("Llamadas"), Kind.COUNT),
            (_("Lo que dieron"), Kind.COUNT),
            (_("Lo que habrían dado"), Kind.COUNT),
            _("Intervalo al 95 %"),
            (_("Sin comparación"), Kind.COUNT),
        ),
        rows=tuple(
            (
                _(wording.PARTS[line.part]),
                _(wording.OUTCOMES[line.outcome]),
                line.calls,
                line.happened,
                line.expected,
                counts_from_to(w, line.interval),
                line.left_out,
            )
            for line in f.recommendations.shifts
        ),
        note=_(
            "Sin comparación: llamadas de un número de intento del que hubo menos de 20 a las "
            "otras horas. Cuenta llamadas, no personas."
        ),
    )
