"""Pages of the people who wait for an agent."""

from flask import Blueprint, flash, redirect, render_template, request
from flask import url_for as address_of
from flask_babel import gettext
from werkzeug.wrappers import Response

from ivr.console import wording
from ivr.console.access import actor
from ivr.console.keys import key
from ivr.console.languages import chosen
from ivr.console.moments import typed_moment
from ivr.system_of import system_of
from outreach import lead_endings
from outreach import leads as use_cases
from outreach.agents import desks, lead_calls, lead_texts
from outreach.leads import LeadResult

leads = Blueprint("leads", __name__)


@leads.get("/leads")
def listed() -> str:
    system = system_of()
    now = system.clock.now()
    waiting = use_cases.waiting(system, actor(), now)
    mine = desks.desk_of(system, actor(), now)
    return render_template("leads.html", leads=waiting, desk=mine, now=now, wording=wording)


@leads.get("/leads/<row:lead_id>")
def shown(lead_id: int) -> str:
    system = system_of()
    now = system.clock.now()
    lead = use_cases.view(system, lead_id, actor(), now, chosen())
    mine = desks.desk_of(system, actor(), now)
    told = {"lead": lead, "desk": mine, "results": LeadResult, "now": now, "wording": wording}
    return render_template("lead.html", **told)


@leads.post("/leads/next")
def take_next() -> Response:
    system = system_of()
    lead_id = use_cases.take_next(system, actor(), system.clock.now())
    if lead_id is None:
        flash(gettext("Por ahora no hay nadie a quien llamar."))
        return redirect(address_of("leads.listed"))
    return _to(lead_id)


@leads.post("/leads/<row:lead_id>/take")
def take(lead_id: int) -> Response:
    system = system_of()
    if not use_cases.take(system, lead_id, actor(), system.clock.now()):
        flash(gettext("Otra persona ya tomó este contacto."))
    return _to(lead_id)


@leads.post("/leads/<row:lead_id>/give-back")
def give_back(lead_id: int) -> Response:
    system = system_of()
    use_cases.give_back(system, lead_id, actor(), system.clock.now())
    return redirect(address_of("leads.listed"))


@leads.post("/leads/<row:lead_id>/call")
def call(lead_id: int) -> Response:
    """Rings the agent's phone, and then the person's."""
    system = system_of()
    phone_id = key(request.form, "phone")
    why = lead_calls.call(system, lead_id, phone_id, actor(), system.clock.now())
    flash(gettext(why.value if why else "Su teléfono va a sonar: conteste y marque 1."))
    return _to(lead_id)


@leads.post("/leads/<row:lead_id>/text")
def text(lead_id: int) -> Response:
    system = system_of()
    form, now = request.form, system.clock.now()
    phone_id, body = key(form, "phone"), form.get("body", "")[:1000]
    why = lead_texts.write(system, lead_id, phone_id, body, actor(), now)
    flash(gettext(why.value if why else "Mensaje enviado."))
    return _to(lead_id)


@leads.post("/leads/<row:lead_id>/note")
def note(lead_id: int) -> Response:
    system = system_of()
    if body := request.form.get("note", "").strip()[:2000]:
        use_cases.note(system, lead_id, actor(), body, system.clock.now())
    return _to(lead_id)


@leads.post("/leads/<row:lead_id>/close")
def close(lead_id: int) -> Response:
    system = system_of()
    form, now = request.form, system.clock.now()
    if form.get("result") not in set(LeadResult):
        flash(gettext("Diga qué resultó antes de cerrar."))
        return _to(lead_id)
    result, body = LeadResult(form["result"]), form.get("note", "")[:2000]
    again = typed_moment(form.get("again_at", ""))
    if wrong := lead_endings.why_not_then(system, lead_id, actor(), result, again, now):
        flash(gettext(wrong.value))
        return _to(lead_id)
    who = actor()
    lead_endings.close(system, lead_id, who, result=result, note=body, now=now, again_at=again)
    return redirect(address_of("leads.listed"))


def _to(lead_id: int) -> Response:
    return redirect(address_of("leads.shown", lead_id=lead_id))
