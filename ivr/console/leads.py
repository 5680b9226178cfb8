"""Pages of the people who wait for an agent."""

from flask import Blueprint, flash, redirect, render_template, request
from flask import url_for as address_of
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from ivr.console import wording
from ivr.console.sign_in import for_roles
from ivr.system_of import system_of
from outreach import leads as use_cases
from outreach.leads import LeadResult
from outreach.rules.states import Role

leads = Blueprint("leads", __name__)

_staff = for_roles(Role.AGENT, Role.SUPERVISOR, Role.OPERATOR)


@leads.get("/")
def home() -> Response:
    return redirect(address_of("leads.listed"))


@leads.get("/leads")
@_staff
def listed() -> str:
    system = system_of()
    now = system.clock.now()
    waiting = use_cases.waiting(system, now)
    return render_template("leads.html", leads=waiting, now=now, wording=wording)


@leads.get("/leads/<int:lead_id>")
@_staff
def shown(lead_id: int) -> str:
    lead = use_cases.view(system_of(), lead_id, current_user.id)
    return render_template("lead.html", lead=lead, results=LeadResult, wording=wording)


@leads.post("/leads/<int:lead_id>/take")
@_staff
def take(lead_id: int) -> Response:
    system = system_of()
    if not use_cases.take(system, lead_id, current_user.id, system.clock.now()):
        flash(gettext("Otra persona ya tomó este contacto."))
    return redirect(address_of("leads.shown", lead_id=lead_id))


@leads.post("/leads/<int:lead_id>/give-back")
@_staff
def give_back(lead_id: int) -> Response:
    use_cases.give_back(system_of(), lead_id, current_user.id)
    return redirect(address_of("leads.listed"))


@leads.post("/leads/<int:lead_id>/close")
@_staff
def close(lead_id: int) -> Response:
    system = system_of()
    form = request.form
    if form.get("result") not in set(LeadResult):
        flash(gettext("Diga qué resultó antes de cerrar."))
        return redirect(address_of("leads.shown", lead_id=lead_id))
    result, note = LeadResult(form["result"]), form.get("note", "")[:2000]
    use_cases.close(
        system, lead_id, current_user.id, result=result, note=note, now=system.clock.now()
    )
    return redirect(address_of("leads.listed"))
