"""How the conversations went: length, hang-ups, understanding, texts, opt-outs, machines."""

from outreach.report import charts, wording
from outreach.report.contact_figures import Length
from outreach.report.document import (
    Block,
    Column,
    Heading,
    Kind,
    Paragraph,
    Picture,
    Section,
    Table,
)
from outreach.report.figures import ReportFigures
from outreach.report.sections.tables import between, columns, tally
from outreach.report.statistics.proportions import share
from outreach.report.words import Words


def talk(f: ReportFigures, w: Words) -> Section:
    _ = w.gettext
    blocks: tuple[Block, ...] = (
        *_lengths(f, w),
        Heading(_("Dónde cuelgan")),
        *_hang_ups(f, w),
        Heading(_("Qué se entendió")),
        _understanding(f, w),
        Heading(_("Mensajes de texto")),
        *_texts(f, w),
        Heading(_("Bajas y quejas")),
        *_opt_outs(f, w),
        Heading(_("¿Persona o máquina?")),
        *_detection(f, w),
    )
    return Section("conversacion", _("6. La conversación"), blocks)


def _lengths(f: ReportFigures, w: Words) -> tuple[Block, ...]:
    _, m = w.gettext, f.mechanism
    text = _(
        "%(calls)s llamadas contestadas por una persona, %(time)s en total, %(mean)s en promedio.",
        calls=w.number(m.answered_calls),
        time=w.span(m.talk_seconds),
        mean=w.span(share(m.talk_seconds, m.answered_calls)),
    )
    table = Table(
        caption=_("Duración de las llamadas contestadas"),
        columns=columns(_("Duración"), (_("Llamadas"), Kind.COUNT), (_("Parte"), Kind.SHARE)),
        rows=tuple(
            (_band(w, line), line.calls, share(line.calls, m.answered_calls)) for line in m.lengths
        ),
    )
    return Paragraph(text), table


def _band(w: Words, length: Length) -> str:
    _ = w.gettext
    low, high = w.span(length.from_seconds), length.to_seconds
    if high is None:
        return _("%(low)s o más", low=low)
    if not length.from_seconds:
        return _("Menos de %(high)s", high=w.span(high))
    return _("De %(low)s a menos de %(high)s", low=low, high=w.span(high))


def _hang_ups(f: ReportFigures, w: Words) -> tuple[Block, ...]:
    _, lines = w.gettext, f.mechanism.hang_ups
    if not lines:
        return (Paragraph(_("Todavía no hubo conversaciones por teléfono.")),)
    bars = [
        charts.Bar(
            _(wording.other(line.step)),
            line.hung_up / line.heard,
            f"{w.percent(line.hung_up / line.heard)} ({w.number(line.hung_up)})",
        )
        for line in lines
    ]
    picture = Picture(
        name="cuelgan",
        title=_("Dónde cuelgan"),
        description=_(
            "De las llamadas en las que se oyó cada paso del guion, la parte que la persona "
            "terminó ahí."
        ),
        svg=charts.bars(bars, shares=True),
    )
    return picture, _hang_ups_by_step(f, w)


def _hang_ups_by_step(f: ReportFigures, w: Words) -> Table:
    _ = w.gettext
    return Table(
        caption=_("Llamadas que la persona terminó en cada paso del guion"),
        columns=columns(
            _("Paso del guion"),
            (_("Llamadas en que se oyó"), Kind.COUNT),
            (_("Colgaron ahí"), Kind.COUNT),
            (_("Parte"), Kind.SHARE),
        ),
        rows=tuple(
            (_(wording.other(line.step)), line.heard, line.hung_up, line.hung_up / line.heard)
            for line in f.mechanism.hang_ups
        ),
        note=_("Se oyó: hubo respuesta en ese paso, o la persona colgó al oírlo."),
    )


def _understanding(f: ReportFigures, w: Words) -> Table:
    _ = w.gettext
    return Table(
        caption=_("Lo que se entendió en cada pregunta"),
        columns=columns(
            _("Pregunta"),
            (_("Conversaciones"), Kind.COUNT),
            (_("Respuestas"), Kind.COUNT),
            (_("Preguntada otra vez"), Kind.COUNT),
            (_("No entendidas"), Kind.COUNT),
            (_("De las respuestas"), Kind.SHARE),
            (_("Silencio"), Kind.COUNT),
            (_("De las respuestas"), Kind.SHARE),
        ),
        rows=tuple(
            (
                _(wording.other(line.step)),
                line.conversations,
                line.replies,
                line.asked_again,
                line.unclear,
                share(line.unclear, line.replies),
                line.silent,
                share(line.silent, line.replies),
            )
            for line in f.mechanism.understanding
        ),
        wide=True,
    )


def _texts(f: ReportFigures, w: Words) -> tuple[Block, ...]:
    _, texts = w.gettext, f.mechanism.texts
    if not texts.sent and not texts.received:
        return (Paragraph(_("No se enviaron ni se recibieron mensajes.")),)
    text = _(
        "%(sent)s mensajes enviados a %(sent_to)s personas (%(segments)s segmentos); "
        "%(received)s recibidos de %(received_from)s personas.",
        sent=w.number(texts.sent),
        sent_to=w.number(texts.sent_to),
        segments=w.number(texts.segments),
        received=w.number(texts.received),
        received_from=w.number(texts.received_from),
    )
    table = tally(
        w, _("Estado de los mensajes enviados"), _("Estado"), texts.by_status, wording.other
    )
    return Paragraph(text), table


def _opt_outs(f: ReportFigures, w: Words) -> tuple[Block, ...]:
    _, m = w.gettext, f.mechanism
    text = _(
        "%(count)s personas de la campaña pidieron que no se les contacte más: %(share)s de "
        "aquellas en cuyo número contestó alguien. La tabla cuenta también bajas que las mismas "
        "personas pidieron fuera de esta campaña.",
        count=w.number(m.opted_out),
        share=w.percent(share(m.opted_out, f.step("contacted").count)),
    )
    table = tally(
        w,
        _("Personas de la campaña en la lista de bajas, por motivo"),
        _("Motivo"),
        m.opt_outs,
        lambda code: wording.OPT_OUTS.get(code) or wording.plain(code),
        total=False,
    )
    return Paragraph(text), table


def _detection(f: ReportFigures, w: Words) -> tuple[Block, ...]:
    _, found = w.gettext, f.detection
    if not found.calls:
        return (Paragraph(_("La red no dio ningún veredicto sobre quién contestó: n/a.")),)
    coded = sum(verdict.coded for verdict in found.verdicts)
    if not coded:
        text = _(
            "La red dio su veredicto en %(calls)s llamadas. Todavía no hay una muestra oída y "
            "codificada por personas, así que no se sabe cuántos veredictos son ciertos: n/a. "
            "La muestra se saca con «flask amd sample».",
            calls=w.number(found.calls),
        )
        return (Paragraph(text),)
    text = _(
        "Muestra al azar de las %(calls)s llamadas con veredicto de la red, oída por personas que "
        "no lo conocían (semilla «%(seed)s»). Ponderado por el número de llamadas, acierta en "
        "%(accuracy)s, y toma por máquina a %(missed)s de las personas que contestan. "
        "%(double)s llamadas fueron codificadas por dos personas; kappa de Cohen: %(kappa)s.",
        calls=w.number(found.calls),
        seed=found.seed or "",
        accuracy=w.percent(found.accuracy),
        missed=w.percent(found.missed_people),
        double=w.number(found.double_coded),
        kappa=w.number(found.kappa, 2),
    )
    return Paragraph(text), _confusion(f, w)


def _confusion(f: ReportFigures, w: Words) -> Table:
    _ = w.gettext
    return Table(
        caption=_("Lo que dijo la red y lo que oyeron las personas"),
        columns=(
            Column(_("Veredicto de la red")),
            Column(_("Llamadas"), Kind.COUNT),
            Column(_("En la muestra"), Kind.COUNT),
            Column(_("Codificadas"), Kind.COUNT),
            *(Column(_(name), Kind.COUNT) for name in wording.HEARD.values()),
            Column(_("Acierta"), Kind.SHARE),
            Column(_("Intervalo al 95 %")),
        ),
        rows=tuple(
            (
                _(wording.VERDICTS[line.verdict]),
                line.calls,
                line.sampled,
                line.coded,
                *(line.codes[code] for code in wording.HEARD),
                line.right,
                between(w, line.interval),
            )
            for line in f.detection.verdicts
        ),
        wide=True,
    )
