"""Dispositions and outcome rates as AAPOR defines them, of persons and of numbers."""

from outreach.report import wording
from outreach.report.document import Block, Column, Kind, Paragraph, Section, Table
from outreach.report.figures import ReportFigures
from outreach.report.rates import Rates
from outreach.report.sections.tables import between, columns
from outreach.report.words import Words
from outreach.rules.dispositions import Disposition


def rates(f: ReportFigures, w: Words) -> Section:
    _ = w.gettext
    method = _(
        "El resultado de una persona es el de más peso entre todos sus intentos, no el último: "
        "una entrevista pesa más que un rechazo, y este más que un buzón. Las personas aún no "
        "liberadas quedan fuera de toda tasa. «n/a»: el denominador es cero."
    )
    blocks: tuple[Block, ...] = (
        Paragraph(method),
        _dispositions(w, _("Resultado de las personas liberadas (tabla principal)"), f.persons),
        _dispositions(w, _("Resultado de los números intentados"), f.numbers),
        _classes(f, w),
        _rates(w, _("Tasas de resultado, por persona (principal)"), f.persons),
        _rates(w, _("Tasas de resultado, por número"), f.numbers),
        Paragraph(_about_e(f, w)),
    )
    return Section("tasas", _("3. Resultados y tasas (AAPOR)"), blocks)


def _dispositions(w: Words, caption: str, rates_: Rates) -> Table:
    _ = w.gettext
    return Table(
        caption=caption,
        columns=columns(
            "AAPOR",
            _("Resultado"),
            _("Clase"),
            (_("Cantidad"), Kind.COUNT),
            (_("Parte"), Kind.SHARE),
        ),
        rows=tuple(
            (
                line.code,
                _(Disposition(line.disposition).label),
                line.outcome_class,
                line.count,
                line.share,
            )
            for line in rates_.dispositions
        ),
        total=(_("Total"), "", "", rates_.base, ""),
    )


def _classes(f: ReportFigures, w: Words) -> Table:
    _ = w.gettext
    return Table(
        caption=_("Clases de las que salen las tasas"),
        columns=columns(
            _("Clase"),
            _("Significado"),
            (_("Personas"), Kind.COUNT),
            (_("Números"), Kind.COUNT),
        ),
        rows=tuple(
            (code, _(name), f.persons.classes[code], f.numbers.classes[code])
            for code, name in wording.CLASSES.items()
        ),
    )


def _rates(w: Words, caption: str, rates_: Rates) -> Table:
    _ = w.gettext
    named = {"default": _("e = %(e)s"), "one": "e = 1", "stated": _("e = %(e)s, declarada")}
    titles = {
        key: named[key] % {"e": w.number(found["e"], 3)} if key != "one" else named[key]
        for key, found in rates_.by_e.items()
    }
    others = tuple(key for key in rates_.by_e if key != "default")
    rows = []
    for code, name in wording.RATES.items():
        default = rates_.by_e["default"][code]
        rest = (rates_.by_e[key][code] for key in others)
        rows.append((code, _(name), default, between(w, rates_.intervals[code]), *rest))
    return Table(
        caption=caption,
        columns=(
            Column(_("Tasa")),
            Column(_("Qué mide")),
            Column(titles["default"], Kind.SHARE),
            Column(_("Intervalo al 95 %")),
            *(Column(titles[key], Kind.SHARE) for key in others),
        ),
        rows=tuple(rows),
    )


def _about_e(f: ReportFigures, w: Words) -> str:
    _ = w.gettext
    text = _(
        "e es la parte de las personas de elegibilidad desconocida que se toma por elegible. Por "
        "omisión es K / (K + NE), como en la calculadora 4.0 de AAPOR; con e = 1, RR3 es RR1. Los "
        "intervalos son de Wilson al 95 % y toman e como conocida; no descuentan que el sorteo "
        "es de una población finita, así que son prudentes."
    )
    if f.about.stated_e is None:
        return text
    stated = _(
        "La campaña declara e = %(e)s: %(reason)s.",
        e=w.number(f.about.stated_e, 3),
        reason=f.about.stated_e_reason.strip().rstrip("."),
    )
    return f"{text} {stated}"
