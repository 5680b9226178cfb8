"""The page of a supervisor: agents, leads, promises and transfers, as they are now."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from ivr.console import wording
from ivr.console.access import actor
from ivr.system_of import system_of
from outreach import leads
from outreach.agents.supervision import overview
from outreach.errors import NotAllowed

supervision = Blueprint("supervision", __name__)


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


@supervision.post("/leads/<row:lead_id>/reassign")
def reassign(lead_id: int) -> Response:
    system = system_of()
    to = request.form.get("agent", type=int)
    try:
        leads.reassign(system, lead_id, to, actor(), system.clock.now())
        flash(gettext("Hecho: este contacto cambió de manos."))
    except NotAllowed:
        flash(gettext("Este contacto ya está cerrado."))
    return redirect(url_for("leads.shown", lead_id=lead_id))
