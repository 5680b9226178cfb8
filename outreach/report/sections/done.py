"""What was done: the registry, the draw, the script, the protocol and its hours."""

from collections.abc import Mapping

from outreach.report import wording
from outreach.report.document import (
    Block,
    Bullets,
    Column,
    Facts,
    Heading,
    Kind,
    Paragraph,
    Row,
    Section,
    Table,
)
from outreach.report.figures import Draw, ReportFigures
from outreach.report.sections.balance import balance
from outreach.report.sections.tables import columns, tally
from outreach.report.words import Words
from outreach.rules.contact_policy import Policy, explain


def done(f: ReportFigures, w: Words) -> Section:
    _ = w.gettext
    blocks = (*_registry(f, w), *_draw(f, w), *_scripts(f, w), *_protocol(f, w))
    return Section("hecho", _("1. Qué se hizo"), blocks)


def _registry(f: ReportFigures, w: Words) -> tuple[Block, ...]:
    _, registry = w.gettext, f.registry
    text = _(
        "Lista «%(list)s», archivo «%(file)s», con datos al %(day)s, importada el %(moment)s.",
        list=registry.list_name,
        file=registry.file_name,
        day=w.day(registry.as_of),
        moment=w.moment(registry.imported_at, f.about.zone),
    )
    rows = _("Filas que no dieron una persona nueva")
    return (
        Heading(_("El registro")),
        Paragraph(text),
        Facts(((_("SHA-256 del archivo"), registry.file_sha256),)),
        tally(w, rows, _("Motivo"), registry.not_people, wording.loss),
        tally(w, _("Personas no elegibles"), _("Motivo"), registry.ineligible, wording.loss),
    )


def _draw(f: ReportFigures, w: Words) -> tuple[Block, ...]:
    _, draw = w.gettext, f.draw
    if draw is None:
        return Heading(_("El sorteo")), Paragraph(_("Todavía no hay sorteo."))
    text = _(
        "%(size)s de %(frame)s personas elegibles, sorteadas el %(moment)s. El orden sale de la "
        "semilla y del código de cada persona (HMAC-SHA256), de modo que cualquiera puede "
        "repetirlo con el mismo resultado.",
        size=w.number(draw.size),
        frame=w.number(draw.frame_size),
        moment=w.moment(draw.drawn_at, f.about.zone),
    )
    commitment = f.releases.commitment_sha256
    return (
        Heading(_("El sorteo")),
        Paragraph(text),
        Paragraph(_committed(f, w)),
        *([Paragraph(_released(draw, w))] if draw.replicates else []),
        Facts(
            (
                (_("Semilla"), draw.seed),
                (_("SHA-256 del marco"), draw.frame_sha256),
                (_("Versión de la regla"), draw.rule_version),
                *([(_("SHA-256 del compromiso"), commitment)] if commitment else []),
            )
        ),
        *_overrides(f, w),
        *balance(f, w),
    )


def _released(draw: Draw, w: Words) -> str:
    _ = w.gettext
    return _(
        "Las personas se liberan para contacto por grupos enteros del sorteo (réplicas), en "
        "orden: %(released)s de %(all)s liberadas. Las demás quedan en reserva y fuera de toda "
        "tasa.",
        released=w.number(draw.replicates_released),
        all=w.number(draw.replicates),
    )


def _committed(f: ReportFigures, w: Words) -> str:
    _ = w.gettext
    if f.releases.committed:
        return _("El origen de la semilla se comprometió antes de que alguien pudiera conocerla.")
    return _("La semilla no se comprometió de antemano.")


def _overrides(f: ReportFigures, w: Words) -> tuple[Block, ...]:
    """Replicates released out of the rule: who answers for it, and why."""
    _, overrides = w.gettext, f.releases.overrides
    if not overrides:
        return ()
    return (
        Table(
            caption=_("Réplicas liberadas fuera de la regla"),
            columns=columns(_("Réplica"), _("Cuándo"), _("Responde"), _("Motivo")),
            rows=tuple(
                (str(each.replicate), w.moment(each.at, f.about.zone), each.name, each.reason)
                for each in overrides
            ),
        ),
    )


def _scripts(f: ReportFigures, w: Words) -> tuple[Block, ...]:
    _ = w.gettext
    table = Table(
        caption=_("Guiones usados"),
        columns=columns(_("Guion"), _("Versión"), _("Medio"), (_("Conversaciones"), Kind.COUNT)),
        rows=tuple(
            (use.script, str(use.version), _(wording.other(use.medium)), use.conversations)
            for use in f.scripts
        ),
    )
    nothing = Paragraph(_("Todavía no hubo conversaciones."))
    return Heading(_("La conversación")), table if f.scripts else nothing


def _protocol(f: ReportFigures, w: Words) -> tuple[Block, ...]:
    _, protocol = w.gettext, f.about.protocol
    rules = tuple(explain(Policy.model_validate(protocol), w.gettext))
    settings = Table(
        caption=_("Parámetros del protocolo, con los nombres del archivo de la campaña"),
        columns=columns(_("Parámetro"), _("Valor")),
        rows=settings_of(protocol),
    )
    hours = Table(
        caption=_("Horario de contacto, en hora local; los feriados están cerrados"),
        columns=(Column(_("Día")), Column(_("Horario"))),
        rows=tuple(
            (_(day), window or _("cerrado"))
            for day, window in zip(wording.WEEKDAYS, f.about.hours, strict=True)
        ),
    )
    return (
        Heading(_("El protocolo de contacto")),
        Bullets(rules),
        hours,
        settings,
    )


def settings_of(protocol: Mapping[str, object], within: str = "") -> tuple[Row, ...]:
    """Each setting on a row of its own, as an operator would write it; parts as `whole.part`."""
    rows: list[Row] = []
    for name, value in protocol.items():
        parts = isinstance(value, dict) and any(isinstance(v, dict) for v in value.values())
        if parts and isinstance(value, dict):
            rows += settings_of(value, f"{within}{name}.")
        else:
            rows.append((within + name, _setting(value)))
    return tuple(rows)


def _setting(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_setting(part)}" for name, part in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(map(_setting, value)) or "–"
    return "–" if value is None else str(value)
