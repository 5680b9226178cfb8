"""The promises, each checked on what happened."""

from outreach.report import wording
from outreach.report.document import Kind, Paragraph, Section, Table
from outreach.report.figures import ReportFigures
from outreach.report.sections.tables import columns
from outreach.report.words import Words


def promises(f: ReportFigures, w: Words) -> Section:
    _ = w.gettext
    text = _(
        "Cada promesa se comprobó sobre los intentos tal como ocurrieron, sin dar por hecho que "
        "el sistema la cumple."
    )
    table = Table(
        caption=_("Promesas y faltas"),
        columns=columns(
            _("Promesa"),
            (_("Comprobado en"), Kind.COUNT),
            (_("Faltas"), Kind.COUNT),
            _("Resultado"),
        ),
        rows=tuple(
            (
                _(wording.PROMISES[promise.code]),
                promise.checked,
                promise.breaches,
                _("✓ Cumplida") if promise.kept else _("✗ No cumplida"),
            )
            for promise in f.promises
        ),
    )
    return Section("promesas", _("11. Promesas cumplidas"), (Paragraph(text), table))
