"""What the experiment says: arms compared by intention to treat, with intervals and exact p."""

from outreach.report import charts, wording
from outreach.report.document import Block, Column, Kind, Paragraph, Picture, Section, Table
from outreach.report.experiments import OUTCOMES
from outreach.report.figures import ReportFigures
from outreach.report.sections.tables import between, columns
from outreach.report.statistics.proportions import Interval, share
from outreach.report.words import Words


def experiments(f: ReportFigures, w: Words) -> Section:
    _ = w.gettext
    return Section("experimento", _("9. El experimento"), _blocks(f, w))


def _blocks(f: ReportFigures, w: Words) -> tuple[Block, ...]:
    _, found = w.gettext, f.experiments
    if not found.arms:
        text = _("Esta campaña no tiene brazos: a todas las personas se las trató igual.")
        return (Paragraph(text),)
    if found.reference is None:
        text = _("Hay personas liberadas de un solo brazo: nada que comparar todavía.")
        return (Paragraph(text),)
    text = _(
        "Por intención de tratar: cada persona liberada cuenta en el brazo que le tocó en el "
        "sorteo, se cumpliera o no. Brazo de referencia: «%(reference)s». Los brazos se sortearon "
        "dentro de %(blocks)s bloques (réplica y estrato).",
        reference=found.reference,
        blocks=w.number(found.blocks),
    )
    method = _(
        "Diferencia en puntos porcentuales con el intervalo de Newcombe; razón de riesgos con el "
        "de puntuación (Koopman); p exacta por inferencia de aleatorización: la parte de todas "
        "las asignaciones que el sorteo pudo dar cuya diferencia es al menos tan grande como la "
        "observada. No se corrige por comparar varios resultados."
    )
    return Paragraph(text), _arms(f, w), _picture(f, w), _contrasts(f, w), Paragraph(method)


def _arms(f: ReportFigures, w: Words) -> Table:
    _, arms = w.gettext, f.experiments.arms
    rows = []
    for arm in arms:
        shares = (share(arm.outcomes[outcome], arm.people) for outcome in OUTCOMES)
        rows.append((arm.code, arm.people, *shares))
    return Table(
        caption=_("Personas liberadas de cada brazo, y la parte que llegó a cada resultado"),
        columns=(
            Column(_("Brazo")),
            Column(_("Personas"), Kind.COUNT),
            *(Column(_(wording.OUTCOMES[outcome]), Kind.SHARE) for outcome in OUTCOMES),
        ),
        rows=tuple(rows),
    )


def _picture(f: ReportFigures, w: Words) -> Picture:
    _ = w.gettext
    points = []
    for outcome in OUTCOMES:
        for arm in f.experiments.arms:
            low_high = arm.intervals[outcome] or Interval(0, 1)
            value = share(arm.outcomes[outcome], arm.people) or 0.0
            name = _(wording.OUTCOMES[outcome])
            points.append(charts.Point(name, arm.code, value, low_high.low, low_high.high))
    return Picture(
        name="brazos",
        title=_("Resultados de cada brazo"),
        description=_("Punto: parte de las personas del brazo; raya: su intervalo al 95 %."),
        svg=charts.estimates(points),
    )


def _contrasts(f: ReportFigures, w: Words) -> Table:
    _ = w.gettext
    return Table(
        caption=_("Cada brazo frente al de referencia"),
        columns=columns(
            _("Brazo"),
            _("Resultado"),
            (_("Diferencia (puntos)"), Kind.POINTS),
            _("Intervalo al 95 %"),
            (_("Razón de riesgos"), Kind.DECIMAL),
            _("Intervalo al 95 %"),
            ("p", Kind.DECIMAL),
        ),
        rows=tuple(
            (
                contrast.arm,
                _(wording.OUTCOMES[contrast.outcome]),
                contrast.difference.value,
                between(w, contrast.difference.interval, points=True),
                contrast.ratio.value,
                _ratio(w, contrast.ratio.interval),
                contrast.p,
            )
            for contrast in f.experiments.contrasts
        ),
    )


def _ratio(w: Words, interval: Interval | None) -> str:
    if interval is None:
        return w.value(None, Kind.DECIMAL)
    return w.gettext(
        "%(low)s a %(high)s", low=w.number(interval.low, 2), high=w.number(interval.high, 2)
    )
