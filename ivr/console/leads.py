"""Pages of the people who wait for an agent."""

from flask import Blueprint, flash, redirect, render_template, request
from flask import url_for as address_of
from flask_babel import gettext
from werkzeug.wrappers import Response

from ivr.console import wording
from ivr.console.access import actor
from ivr.system_of import system_of
from outreach import leads as use_cases
from outreach.leads import LeadResult

leads = Blueprint("leads", __name__)


@leads.get("/leads")
def listed() -> str:
    system = system_of()
    now = system.clock.now()
    waiting = use_cases.waiting(system, actor(), now)
    return render_template("leads.html", leads=waiting, now=now, wording=wording)


@leads.get("/leads/<int:lead_id>")
def shown(lead_id: int) -> str:
    system = system_of()
    lead = use_cases.view(system, lead_id, actor(), system.clock.now())
    return render_template("lead.html", lead=lead, results=LeadResult, wording=wording)


@leads.post("/leads/<int:lead_id>/take")
def take(lead_id: int) -> Response:
    system = system_of()
    if not use_cases.take(system, lead_id, actor(), system.clock.now()):
        flash(gettext("Otra persona ya tomó este contacto."))
    return redirect(address_of("leads.shown", lead_id=lead_id))


@leads.post("/leads/<int:lead_id>/give-back")
def give_back(lead_id: int) -> Response:
    system = system_of()
    use_cases.give_back(system, lead_id, actor(), system.clock.now())
    return redirect(address_of("leads.listed"))


@leads.post("/leads/<int:lead_id>/close")
def close(lead_id: int) -> Response:
    system = system_of()
    form = request.form
    if form.get("result") not in set(LeadResult):
        flash(gettext("Diga qué resultó antes de cerrar."))
        return redirect(address_of("leads.shown", lead_id=lead_id))
    result, note = LeadResult(form["result"]), form.get("note", "")[:2000]
    now = system.clock.now()
    use_cases.close(system, lead_id, actor(), result=result, note=note, now=now)
    return redirect(address_of("leads.listed"))
