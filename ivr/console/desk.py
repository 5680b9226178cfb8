"""The desk of an agent: free or not, the phone at which calls ring, the call under way."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from ivr.console import wording
from ivr.console.access import actor
from ivr.console.languages import told
from ivr.system_of import system_of
from outreach.agents import availability, desks
from outreach.errors import NotAllowed
from outreach.rules.states import PauseReason

desk = Blueprint("desk", __name__)


@desk.get("/desk")
def shown() -> str:
    return _as_it_stands("desk.html")


@desk.get("/desk/now")
def standing() -> str:
    """The part that moves."""
    return _as_it_stands("desk_now.html")


def _as_it_stands(template: str) -> str:
    system = system_of()
    now = system.clock.now()
    mine = desks.desk_of(system, actor(), now)
    return render_template(template, desk=mine, now=now, wording=wording)


@desk.post("/desk/available")
def available() -> Response:
    system = system_of()
    try:
        availability.become_available(system, actor(), system.clock.now())
    except NotAllowed as error:
        flash(told(error))
    return redirect(url_for("desk.shown"))


@desk.post("/desk/pause")
def pause() -> Response:
    system = system_of()
    given = request.form.get("reason")
    try:
        reason = PauseReason(given) if given in set(PauseReason) else PauseReason.OTHER_WORK
        availability.pause(system, actor(), reason, system.clock.now())
    except NotAllowed as error:
        flash(told(error))
    return redirect(url_for("desk.shown"))


@desk.post("/desk/leave")
def leave() -> Response:
    system = system_of()
    availability.go_home(system, actor(), system.clock.now())
    return redirect(url_for("desk.shown"))


@desk.post("/desk/phone")
def phone() -> Response:
    system = system_of()
    try:
        typed = request.form.get("phone", "")[:40]
        availability.set_phone(system, actor(), typed, system.clock.now())
        flash(gettext("Guardado: las llamadas suenan en ese teléfono."))
    except NotAllowed as error:
        flash(told(error))
    return redirect(url_for("desk.shown"))
