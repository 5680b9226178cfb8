"""Pages of a supervisor: agents, leads, promises and transfers as they are now; whom each agent
serves; a lead given to somebody else."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from flows.translations import language_of
from ivr.console import script_words, wording
from ivr.console.access import actor
from ivr.console.keys import key
from ivr.console.languages import told
from ivr.system_of import system_of
from outreach import leads
from outreach.agents import skills
from outreach.agents.supervision import overview
from outreach.countries import load_country
from outreach.errors import NotAllowed

supervision = Blueprint("supervision", __name__)

_MOST = 100  # boxes that are ticked


@supervision.get("/supervision")
def shown() -> str:
    return _as_it_stands("supervision.html")


@supervision.get("/supervision/now")
def moving() -> str:
    """The part that moves."""
    return _as_it_stands("supervision_now.html")


def _as_it_stands(template: str) -> str:
    system = system_of()
    now = system.clock.now()
    found = overview(system, actor(), now)
    return render_template(template, found=found, now=now, wording=wording)


@supervision.get("/supervision/agents/<row:user_id>")
def agent(user_id: int) -> str:
    """With whom an agent talks, to be changed."""
    system = system_of()
    found = skills.skills_of(system, user_id, actor())
    country = load_country(system.settings.country)
    known = {language_of(country.locale), *country.language_names, *(found.languages or ())}
    spoken = {code: script_words.language(code) for code in known}
    return render_template("agent.html", agent=found, places=country.places, languages=spoken)


@supervision.post("/supervision/agents/<row:user_id>")
def serve(user_id: int) -> Response:
    system, form = system_of(), request.form
    chosen = {name: form.getlist(name)[:_MOST] for name in ("municipalities", "languages")}
    try:
        skills.serve(system, user_id, actor=actor(), now=system.clock.now(), **chosen)
        flash(gettext("Guardado: se nota desde la próxima llamada."))
    except NotAllowed as refused:
        flash(told(refused))
    return redirect(url_for("supervision.agent", user_id=user_id))


@supervision.post("/leads/<row:lead_id>/reassign")
def reassign(lead_id: int) -> Response:
    """To the agent who was chosen; with none chosen the lead is everybody's again."""
    system = system_of()
    to = key(request.form, "agent") if request.form.get("agent") else None
    try:
        leads.reassign(system, lead_id, to, actor(), system.clock.now())
        flash(gettext("Hecho: este contacto cambió de manos."))
    except NotAllowed as error:
        flash(told(error))
    return redirect(url_for("leads.shown", lead_id=lead_id))
