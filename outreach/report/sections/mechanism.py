"""How people were reached: by attempt, hour and weekday, medium and number, and how soon."""

from outreach.report import charts, wording
from outreach.report.contact_figures import AttemptNumber
from outreach.report.document import (
    Block,
    Heading,
    Kind,
    Paragraph,
    Picture,
    Row,
    Section,
    Table,
)
from outreach.report.figures import ReportFigures
from outreach.report.sections.calendar import days, slots
from outreach.report.sections.tables import between, columns
from outreach.report.statistics.proportions import share
from outreach.report.statistics.survival import median_time
from outreach.report.words import Words
from outreach.rules.dispositions import Disposition


def mechanism(f: ReportFigures, w: Words) -> Section:
    _ = w.gettext
    blocks: tuple[Block, ...] = (
        Heading(_("Cuántos intentos hacen falta")),
        *_reach(f, w),
        Heading(_("Cuánto se tarda")),
        *_days_to_contact(f, w),
        Heading(_("Cuándo contesta la gente")),
        *slots(f, w),
        *days(f, w),
        Heading(_("Por qué medio y en qué número")),
        _media(f, w),
        _ranks(f, w),
        Heading(_("En qué terminaron los intentos")),
        *_outcomes(f, w),
    )
    return Section("mecanismo", _("5. El mecanismo"), blocks)


def _reach(f: ReportFigures, w: Words) -> tuple[Block, ...]:
    _, lines = w.gettext, f.mechanism.by_attempt
    if not lines:
        return (_reach_by_attempt(f, w),)
    estimated, observed = _("Estimación de Kaplan–Meier, con su intervalo"), _("Acumulado")
    marks = [
        *(
            charts.mark(estimated, line.number, line.product_limit or 0.0, line.interval)
            for line in lines
        ),
        *(charts.mark(observed, line.number, line.cumulative or 0.0) for line in lines),
    ]
    picture = Picture(
        name="alcance",
        title=_("Alcance según el número de intentos"),
        description=_(
            "Parte de las personas liberadas en cuyo número contestó alguien. La estimación toma "
            "en cuenta que no a todas se las intentó igual número de veces."
        ),
        svg=charts.curves(marks, x_title=_("Intento")),
    )
    return picture, _reach_by_attempt(f, w)


def _reach_by_attempt(f: ReportFigures, w: Words) -> Table:
    _, lines = w.gettext, f.mechanism.by_attempt
    caption = _(
        "Alcance según el número de intentos nuestros; %(none)s personas liberadas sin ninguno",
        none=w.number(f.mechanism.persons_without_attempt),
    )
    return Table(
        caption=caption,
        columns=columns(
            (_("Intento"), Kind.COUNT),
            (_("Personas con exactamente tantos"), Kind.COUNT),
            (_("Por alcanzar"), Kind.COUNT),
            (_("Contestó alguien"), Kind.COUNT),
            (_("De las por alcanzar"), Kind.SHARE),
            (_("Acumulado"), Kind.SHARE),
            (_("Kaplan–Meier"), Kind.SHARE),
            _("Intervalo al 95 %"),
            (_("Validadas"), Kind.COUNT),
        ),
        rows=tuple(_attempt(w, line) for line in lines),
        wide=True,
    )


def _attempt(w: Words, line: AttemptNumber) -> Row:
    return (
        line.number,
        line.persons,
        line.at_risk,
        line.reached,
        share(line.reached, line.at_risk),
        line.cumulative,
        line.product_limit,
        between(w, line.interval),
        line.validated,
    )


def _days_to_contact(f: ReportFigures, w: Words) -> tuple[Block, ...]:
    _, curve = w.gettext, f.mechanism.contact_days
    if not curve:
        return (Paragraph(_("Todavía no se alcanzó a nadie.")),)
    half = median_time(curve)
    text = _("No se llegó a la mitad de las personas en el tiempo observado.")
    if half is not None:
        text = _(
            "La mitad de las personas liberadas se habría alcanzado a los %(days)s días de "
            "liberadas.",
            days=w.number(half),
        )
    name = _("Contestó alguien, con su intervalo")
    marks = [charts.mark(name, line.time, line.share, line.interval) for line in curve]
    picture = Picture(
        name="tardanza",
        title=_("Tiempo hasta el primer contacto"),
        description=_(
            "Parte de las personas liberadas en cuyo número había contestado alguien a tantos "
            "días de liberadas (Kaplan–Meier); incluye a quienes llamaron por su cuenta."
        ),
        svg=charts.curves(marks, x_title=_("Días desde la liberación")),
    )
    return Paragraph(text), picture, _days_of_all(f, w)


def _days_of_all(f: ReportFigures, w: Words) -> Table:
    _ = w.gettext
    return Table(
        caption=_("Tiempo hasta el primer contacto, en días enteros"),
        columns=columns(
            (_("Días"), Kind.COUNT),
            (_("Por alcanzar"), Kind.COUNT),
            (_("Alcanzadas"), Kind.COUNT),
            (_("Kaplan–Meier"), Kind.SHARE),
            _("Intervalo al 95 %"),
        ),
        rows=tuple(
            (line.time, line.at_risk, line.events, line.share, between(w, line.interval))
            for line in f.mechanism.contact_days
        ),
    )


def _media(f: ReportFigures, w: Words) -> Table:
    _ = w.gettext
    return Table(
        caption=_("Intentos por medio"),
        columns=columns(
            _("Medio"),
            (_("Intentos"), Kind.COUNT),
            (_("Personas"), Kind.COUNT),
            (_("Respondió alguien"), Kind.COUNT),
            (_("De los intentos"), Kind.SHARE),
            (_("Entrevistas"), Kind.COUNT),
            (_("Tiempo"), Kind.SECONDS),
        ),
        rows=tuple(
            (
                medium_of(w, use.medium, use.inbound),
                use.attempts,
                use.people,
                use.humans,
                share(use.humans, use.attempts),
                use.interviews,
                use.seconds if use.medium == "voice" else "",
            )
            for use in f.mechanism.by_medium
        ),
    )


def medium_of(w: Words, medium: str, inbound: bool) -> str:
    _ = w.gettext
    name = _(wording.other(medium))
    return _("%(medium)s, de la persona a nosotros", medium=name) if inbound else name


def _ranks(f: ReportFigures, w: Words) -> Table:
    _ = w.gettext
    return Table(
        caption=_("Llamadas por orden del número en el registro"),
        columns=columns(
            (_("Número"), Kind.COUNT),
            (_("Llamadas"), Kind.COUNT),
            (_("Contestó alguien"), Kind.COUNT),
            (_("De las llamadas"), Kind.SHARE),
            (_("Entrevistas"), Kind.COUNT),
        ),
        rows=tuple(
            (use.rank, use.calls, use.humans, share(use.humans, use.calls), use.interviews)
            for use in f.mechanism.by_rank
        ),
    )


def _outcomes(f: ReportFigures, w: Words) -> tuple[Block, ...]:
    _, lines = w.gettext, f.mechanism.by_outcome
    if not lines:
        return (_outcomes_of_all(f, w),)
    most = [(_(Disposition(line.disposition).label), line.count) for line in lines[:12]]
    picture = Picture(
        name="resultados",
        title=_("Resultados más frecuentes de los intentos"),
        description=_("Los doce más frecuentes de los intentos terminados; la tabla tiene todos."),
        svg=charts.bars([charts.Bar(name, count, w.number(count)) for name, count in most]),
    )
    return picture, _outcomes_of_all(f, w)


def _outcomes_of_all(f: ReportFigures, w: Words) -> Table:
    _, lines = w.gettext, f.mechanism.by_outcome
    return Table(
        caption=_("Resultado de cada intento terminado"),
        columns=columns(
            _("Resultado"),
            "AAPOR",
            (_("Llamadas"), Kind.COUNT),
            (_("Mensajes"), Kind.COUNT),
            (_("De la persona a nosotros"), Kind.COUNT),
            (_("Total"), Kind.COUNT),
        ),
        rows=tuple(
            (
                _(Disposition(line.disposition).label),
                line.code,
                line.calls,
                line.texts,
                line.inbound,
                line.count,
            )
            for line in lines
        ),
        total=(
            _("Total"),
            "",
            sum(line.calls for line in lines),
            sum(line.texts for line in lines),
            sum(line.inbound for line in lines),
            sum(line.count for line in lines),
        ),
    )
