"""The page of strangers who rang or wrote and want to be called by a person, until they are."""

from flask import Blueprint, flash, redirect, render_template, request
from flask import url_for as address_of
from flask_babel import gettext
from werkzeug.wrappers import Response

from ivr.console import wording
from ivr.console.access import actor
from ivr.console.keys import key
from ivr.system_of import system_of
from outreach import requests as use_cases
from outreach.errors import NotFound

requests = Blueprint("requests", __name__)


@requests.get("/requests")
def waiting() -> str:
    system, after = system_of(), key(request.args, "after")
    now = system.clock.now()
    found = use_cases.page(system, actor(), now, after=after)
    return render_template("requests.html", found=found, after=after, now=now, wording=wording)


@requests.post("/requests/<row:request_id>/done")
def done(request_id: int) -> Response:
    """Somebody has called. A colleague may have been faster: then there is nothing to do."""
    system = system_of()
    try:
        use_cases.close(system, request_id, actor(), system.clock.now())
        flash(gettext("Anotado: ya se le llamó."))
    except NotFound:
        flash(gettext("Alguien ya lo había anotado."))
    return redirect(address_of("requests.waiting", after=key(request.form, "after") or None))
