"""The sections of a report: each takes the figures and the words of a language, and says them.

Text is written in Spanish and translated by the catalogue `report`.
"""

from outreach.report.document import Document
from outreach.report.figures import ReportFigures
from outreach.report.sections.agents import agents
from outreach.report.sections.costs import costs
from outreach.report.sections.done import done
from outreach.report.sections.experiments import experiments
from outreach.report.sections.fairness import fairness
from outreach.report.sections.flow import flow
from outreach.report.sections.mechanism import mechanism
from outreach.report.sections.notes import notes
from outreach.report.sections.promises import promises
from outreach.report.sections.rates import rates
from outreach.report.sections.recommendations import recommendations
from outreach.report.sections.summary import subtitle, summary
from outreach.report.sections.talk import talk
from outreach.report.words import Words

_SECTIONS = (
    summary, done, flow, rates, fairness, mechanism, talk, agents, costs, experiments,
    recommendations, promises, notes,
)  # fmt: skip


def document(figures: ReportFigures, language: str) -> Document:
    """The whole report in one language."""
    words = Words(language)
    _, about = words.gettext, figures.about
    warning = _(
        "Ensayo. La lista es de muestra: las personas y los números son inventados, y nada de "
        "lo que sigue describe a personas reales."
    )
    return Document(
        language=language,
        kind=_("Informe del mecanismo de contacto"),
        title=about.title,
        subtitle=subtitle(figures, words),
        warning=warning if figures.registry.is_sample else None,
        sections=tuple(section(figures, words) for section in _SECTIONS),
        footer=_(
            "%(title)s · campaña «%(campaign)s» · generado el %(moment)s · hora de %(zone)s",
            title=about.title,
            campaign=about.campaign,
            moment=words.moment(about.generated_at, about.zone),
            zone=about.zone,
        ),
    )
