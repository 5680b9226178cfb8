"""The page of a supervisor: agents, leads, promises and transfers, as they are now."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from ivr.console import wording
from ivr.console.access import actor
from ivr.console.languages import told
from ivr.system_of import system_of
from outreach import leads
from outreach.agents.supervision import overview
from outreach.errors import NotAllowed

supervision = Blueprint("supervision", __name__)


@supervision.get("/supervision")
def shown() -> str:
    system = system_of()
    now = system.clock.now()
    found = overview(system, actor(), now)
    return render_template("supervision.html", found=found, now=now, wording=wording)


@supervision.get("/supervision/now")
def moving() -> str:
    """The part that moves."""
    system = system_of()
    now = system.clock.now()
    found = overview(system, actor(), now)
    return render_template("supervision_now.html", found=found, now=now, wording=wording)


@supervision.post("/leads/<row:lead_id>/reassign")
def reassign(lead_id: int) -> Response:
    system = system_of()
    to = request.form.get("agent", type=int)
    try:
        leads.reassign(system, lead_id, to, actor(), system.clock.now())
        flash(gettext("Hecho: este contacto cambió de manos."))
    except NotAllowed as error:
        flash(told(error))
    return redirect(url_for("leads.shown", lead_id=lead_id))
