"""Pages of entries of the registry that may be of one person: seen side by side, decided."""

from flask import Blueprint, flash, redirect, render_template, request
from flask import url_for as address_of
from flask_babel import gettext
from werkzeug.wrappers import Response

from ivr.console import registry_words, wording
from ivr.console.access import actor
from ivr.console.keys import key
from ivr.console.languages import told
from ivr.system_of import system_of
from outreach import matches as use_cases
from outreach.errors import NotAllowed
from outreach.matches import Verdict

matches = Blueprint("matches", __name__)

_LAST_PAGE = 10_000


@matches.get("/registry/matches")
def waiting() -> str:
    system = system_of()
    page = min(key(request.args, "page") or 1, _LAST_PAGE)
    found = use_cases.waiting(system, actor(), system.clock.now(), page=page)
    return render_template("matches.html", of=found, words=registry_words, wording=wording)


@matches.post("/registry/matches/<row:match_id>")
def decide(match_id: int) -> Response:
    system, given = system_of(), request.form.get("verdict")
    if given not in set(Verdict):
        flash(gettext("Diga si son la misma persona."))
        return redirect(address_of("matches.waiting"))
    try:
        use_cases.decide(system, match_id, Verdict(given), actor(), system.clock.now())
    except NotAllowed as held_up:
        flash(told(held_up))
    return redirect(address_of("matches.waiting", page=key(request.form, "page") or None))
