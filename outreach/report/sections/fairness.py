"""Whom the mechanism reached: each group with intervals, and how like all those reached are."""

from functools import partial

from outreach.report import charts, wording
from outreach.report.document import Block, Heading, Kind, Paragraph, Picture, Section, Table
from outreach.report.fairness import Division
from outreach.report.figures import ReportFigures
from outreach.report.sections.flow import groups, place_of
from outreach.report.sections.tables import between, columns
from outreach.report.words import Words


def fairness(f: ReportFigures, w: Words) -> Section:
    _ = w.gettext
    blocks: tuple[Block, ...] = (
        Paragraph(
            _(
                "Alcanzar y validar a cada grupo por igual. Las partes son de las personas "
                "liberadas del grupo, con el intervalo de Wilson al 95 %; la edad es la cumplida "
                "en el año de la lista, y los grupos son los del registro."
            )
        ),
        *([_picture(f, w)] if any(d.groups for d in f.fairness.divisions) else []),
        *(_table(f, w, division) for division in f.fairness.divisions),
        *(
            groups(
                w,
                _told(w, division),
                _(wording.DIVISIONS[division.code]),
                division.groups,
                partial(_name, f, w, division),
            )
            for division in f.fairness.divisions
            if division.code != "municipality"  # its funnel stands with the flow
        ),
        *_likeness(f, w),
    )
    return Section("equidad", _("4. A quién alcanzó"), blocks)


def _told(w: Words, division: Division) -> str:
    return w.gettext(
        "El recorrido: %(division)s", division=w.gettext(wording.DIVISIONS[division.code])
    )


def _name(f: ReportFigures, w: Words, division: Division, code: str) -> str:
    if division.code == "municipality":
        return place_of(f, w, code)
    named = division.code == "sex" or code == "unknown"
    return w.gettext(wording.other(code)) if named else code


def _picture(f: ReportFigures, w: Words) -> Picture:
    _ = w.gettext
    points = []
    for division in f.fairness.divisions:
        for group in division.groups:
            value, interval = group.of_released("validated")
            if value is not None and interval is not None:
                name = _name(f, w, division, group.code)
                heading = _(wording.DIVISIONS[division.code])
                points.append(charts.Point(heading, name, value, interval.low, interval.high))
    released = next(step.count for step in f.funnel if step.code == "released")
    validated = next(step.count for step in f.funnel if step.code == "validated")
    return Picture(
        name="grupos",
        title=_("Parte validada de cada grupo"),
        description=_(
            "Punto: parte de las personas liberadas del grupo que fue validada; raya: su "
            "intervalo al 95 %. La línea de guiones es la parte de todas."
        ),
        svg=charts.estimates(points, reference=validated / released if released else None),
    )


def _table(f: ReportFigures, w: Words, division: Division) -> Table:
    _ = w.gettext
    rows = []
    for group in division.groups:
        contacted, about_contacted = group.of_released("contacted")
        validated, about_validated = group.of_released("validated")
        shares = (contacted, between(w, about_contacted), validated, between(w, about_validated))
        rows.append((_name(f, w, division, group.code), group.steps["released"], *shares))
    heading, interval = _(wording.DIVISIONS[division.code]), _("Intervalo al 95 %")
    return Table(
        caption=_("Contacto y validación: %(division)s", division=heading),
        columns=columns(
            heading,
            (_("Liberadas"), Kind.COUNT),
            (_("Contestó alguien"), Kind.SHARE),
            interval,
            (_("Validadas"), Kind.SHARE),
            interval,
        ),
        rows=tuple(rows),
        note=_(
            "¿Son todas las partes iguales? Prueba de ji al cuadrado: p = %(contacted)s para el "
            "contacto, p = %(validated)s para la validación.",
            contacted=w.number(division.p_contacted, 3),
            validated=w.number(division.p_validated, 3),
        ),
    )


def _likeness(f: ReportFigures, w: Words) -> tuple[Block, ...]:
    _, lines = w.gettext, f.fairness.likeness
    heading = Heading(_("¿Se parecen las alcanzadas a todas?"))
    if not lines:
        return heading, Paragraph(_("Todavía no se alcanzó a nadie."))
    marks = [
        charts.mark(name, line.attempt, value)
        for name, part in ((_("Contestó alguien"), 0), (_("Validadas"), 1))
        for line in lines
        if (value := (line.r_contacted, line.r_validated)[part]) is not None
    ]
    if not marks:  # of one person nothing can be said
        return heading, _likeness_by_attempt(f, w)
    picture = Picture(
        name="parecido",
        title=_("Representatividad según el número de intentos (indicador R)"),
        description=_(
            "100 %: cada grupo de municipio, sexo y edad se alcanzó por igual. Si la curva baja, "
            "los intentos de más alcanzan sobre todo a quienes ya estaban mejor representados."
        ),
        svg=charts.curves(marks, x_title=_("Intento"), zero=False),
    )
    return heading, picture, _likeness_by_attempt(f, w)


def _likeness_by_attempt(f: ReportFigures, w: Words) -> Table:
    _ = w.gettext
    return Table(
        caption=_("Representatividad de las personas alcanzadas hasta cada intento"),
        columns=columns(
            (_("Intento"), Kind.COUNT),
            (_("Indicador R, contacto"), Kind.DECIMAL),
            (_("Indicador R, validación"), Kind.DECIMAL),
            (_("Disimilitud, contacto"), Kind.SHARE),
            (_("Disimilitud, validación"), Kind.SHARE),
        ),
        rows=tuple(
            (
                line.attempt,
                line.r_contacted,
                line.r_validated,
                line.dissimilarity_contacted,
                line.dissimilarity_validated,
            )
            for line in f.fairness.likeness
        ),
        note=_(
            "Disimilitud: parte de las alcanzadas que tendría que ser de otro grupo para que su "
            "composición fuera la de todas las liberadas."
        ),
    )
