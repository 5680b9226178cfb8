"""Pages of entries of the registry that may be of one person: seen side by side, decided."""

from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template, request
from flask import url_for as address_of
from flask_babel import gettext
from werkzeug.wrappers import Response

from ivr.console import paging, registry_words, wording
from ivr.console.access import actor
from ivr.console.keys import key
from ivr.console.languages import told
from ivr.console.paging import Page
from ivr.system_of import system_of
from outreach import matches as use_cases
from outreach.errors import NotAllowed
from outreach.matches import DECISIONS, Verdict

matches = Blueprint("matches", __name__)


@matches.get("/registry/matches")
def waiting() -> str:
    system, asked = system_of(), paging.asked()
    now = system.clock.now()
    found = use_cases.waiting(system, actor(), now, page=asked.page, size=asked.size)
    page = Page(found.matches, replace(asked, page=found.page), found.page < found.pages)
    return render_template(
        "matches.html", page=page, total=found.total, words=registry_words, wording=wording
    )


@matches.post("/registry/matches/<row:match_id>")
def decide(match_id: int) -> Response:
    system, given = system_of(), request.form.get("verdict")
    if given not in DECISIONS:
        flash(gettext("Diga si son la misma persona."))
        return redirect(address_of("matches.waiting"))
    try:
        use_cases.decide(system, match_id, Verdict(given), actor(), system.clock.now())
    except NotAllowed as held_up:
        flash(told(held_up))
    return redirect(address_of("matches.waiting", page=key(request.form, "page") or None))
