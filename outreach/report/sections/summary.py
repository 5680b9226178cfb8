"""The first page: how far the campaign came, in five figures and one paragraph."""

from outreach.report import wording
from outreach.report.document import KeyFigure, KeyFigures, Paragraph, Section
from outreach.report.figures import ReportFigures
from outreach.report.statistics.proportions import share
from outreach.report.words import Words


def subtitle(f: ReportFigures, w: Words) -> str:
    _, about = w.gettext, f.about
    when = _("Sin trabajo de campo todavía")
    if f.fieldwork.first:
        when = _(
            "Trabajo de campo del %(first)s al %(last)s",
            first=w.day(f.fieldwork.first),
            last=w.day(f.fieldwork.last),
        )
    state = _(
        "campaña «%(campaign)s», %(state)s",
        campaign=about.campaign,
        state=_(wording.CAMPAIGN_STATES[about.state]),
    )
    data = _("datos al %(moment)s (hora local)", moment=w.moment(about.generated_at, about.zone))
    return f"{when} · {state} · {data}"


def summary(f: ReportFigures, w: Words) -> Section:
    return Section("resumen", w.gettext("Resumen"), (_key(f, w), Paragraph(_story(f, w))))


def _key(f: ReportFigures, w: Words) -> KeyFigures:
    _, about, steps = w.gettext, f.about, {step.code: step for step in f.funnel}
    validated, interested = steps["validated"], steps["interested"]
    rates = f.persons.by_e["default"]
    kept = sum(promise.kept for promise in f.promises)
    reached = _of_target(w, validated.count, about.target_validated)
    enrolled = _of_target(w, f.leads.enrolled, about.target_enrolled)
    return KeyFigures(
        (
            KeyFigure(_("Validadas"), w.number(validated.count), reached),
            KeyFigure(
                _("Interesadas"),
                w.number(interested.count),
                _("%(share)s de las validadas", share=w.percent(interested.of_previous)),
            ),
            KeyFigure(_("Inscritas"), w.number(f.leads.enrolled), enrolled),
            KeyFigure(
                _("Tasa de respuesta RR1"),
                w.percent(rates["RR1"]),
                _("RR3: %(rate)s (AAPOR)", rate=w.percent(rates["RR3"])),
            ),
            KeyFigure(
                _("Promesas cumplidas"),
                _("%(kept)s de %(all)s", kept=kept, all=len(f.promises)),
                _("comprobadas en los propios intentos"),
            ),
        )
    )


def _of_target(w: Words, count: int, target: int) -> str:
    return w.gettext(
        "%(share)s de la meta de %(target)s",
        share=w.percent(share(count, target)),
        target=w.number(target),
    )


def _story(f: ReportFigures, w: Words) -> str:
    counts = {step.code: w.number(step.count) for step in f.funnel}
    return w.gettext(
        "De %(rows)s filas del archivo resultaron %(eligible)s personas elegibles. Se sortearon "
        "%(drawn)s y se liberaron %(released)s para contacto. Con %(attempts)s intentos contestó "
        "alguien en %(contacted)s casos, %(identified)s personas confirmaron su identidad y "
        "%(validated)s dijeron si desean participar. %(opted_out)s pidieron que no se les "
        "contacte más.",
        **counts,
        attempts=w.number(f.mechanism.attempts),
        opted_out=w.number(f.mechanism.opted_out),
    )
