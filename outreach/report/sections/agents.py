"""What agents received: leads, how long they waited, the times agreed, and what came of them."""

from outreach.report import wording
from outreach.report.document import Block, Heading, Kind, Paragraph, Section, Table
from outreach.report.figures import ReportFigures
from outreach.report.sections.tables import columns, tally
from outreach.report.words import Words


def agents(f: ReportFigures, w: Words) -> Section:
    _, leads = w.gettext, f.leads
    text = _(
        "%(count)s derivaciones: %(interested)s de personas interesadas y %(asked)s de quienes "
        "pidieron hablar con alguien o en otro idioma. %(now)s sin hora acordada, para atender "
        "cuanto antes. Hay %(enrolled)s personas inscritas, frente a una meta de %(target)s.",
        count=w.number(leads.count),
        interested=w.number(leads.interested),
        asked=w.number(leads.asked_for_a_person),
        now=w.number(leads.wanted_now),
        enrolled=w.number(leads.enrolled),
        target=w.number(f.about.target_enrolled),
    )
    several = _("Qué les interesa (una persona puede nombrar varios)")
    blocks: tuple[Block, ...] = (
        Paragraph(text),
        tally(w, _("Derivaciones por estado"), _("Estado"), leads.by_state, wording.other),
        tally(w, several, _("Servicio"), leads.by_service, wording.other, total=False),
        tally(w, _("Cómo concluyeron"), _("Resultado"), leads.by_result, wording.other),
        Heading(_("Espera y promesas")),
        _transfers(f, w),
        Paragraph(_appointments(f, w)),
    )
    return Section("agentes", _("7. Los agentes"), blocks)


def _transfers(f: ReportFigures, w: Words) -> Table:
    _, waiting, agreed = w.gettext, f.leads.waiting, f.leads.agreed
    due = agreed.kept + agreed.late + agreed.missed
    nothing = _("n/a: no hay registro de llamadas pasadas en vivo")
    return Table(
        caption=_("Espera y promesas de los agentes"),
        columns=columns(_("Medida"), (_("Valor"), Kind.COUNT)),
        rows=(
            (_("Llamadas pasadas en vivo a un agente"), nothing),
            (_("Llamadas abandonadas en espera de un agente"), nothing),
            (_("Derivaciones sin hora, ya tomadas por un agente"), waiting.taken),
            (_("Espera hasta que un agente la toma, mediana"), _minutes(w, waiting.median)),
            (_("Espera hasta que un agente la toma, percentil 90"), _minutes(w, waiting.p90)),
            (_("Horas acordadas con un agente, ya vencidas"), due),
            (
                _(
                    "de ellas, cumplidas (a más tardar %(minutes)s min después)",
                    minutes=agreed.grace_minutes,
                ),
                _of(w, agreed.kept, due),
            ),
            (_("de ellas, cumplidas tarde"), _of(w, agreed.late, due)),
            (_("de ellas, sin cumplir"), _of(w, agreed.missed, due)),
            (_("Horas acordadas con un agente, por venir"), agreed.to_come),
        ),
    )


def _minutes(w: Words, minutes: int | None) -> str:
    return w.span(None if minutes is None else minutes * 60)


def _of(w: Words, part: int, whole: int) -> str:
    return f"{w.number(part)} ({w.percent(part / whole)})" if whole else w.percent(None)


def _appointments(f: ReportFigures, w: Words) -> str:
    leads = f.leads
    return w.gettext(
        "Citas para una llamada automática: %(tried)s intentadas (%(answered)s contestadas), "
        "%(waiting)s por cumplir, %(overdue)s de ellas ya pasadas de hora.",
        tried=w.number(leads.appointments_tried),
        answered=w.number(leads.appointments_answered),
        waiting=w.number(leads.appointments_waiting),
        overdue=w.number(leads.appointments_overdue),
    )
