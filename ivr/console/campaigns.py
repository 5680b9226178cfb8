"""Pages of campaigns: all of them, one, and what starts, holds, ends and rehearses it."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request
from flask import url_for as address_of
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from ivr.console import campaign_words, wording
from ivr.console.access import actor
from ivr.console.languages import told
from ivr.system_of import system_of
from outreach import campaign_drafts, campaign_overview, rehearsals
from outreach import campaigns as use_cases
from outreach.draws import drawing
from outreach.errors import NotAllowed
from outreach.rules.states import CampaignState

campaigns = Blueprint("campaigns", __name__)

_LONGEST_NOTE = 200
_LONGEST_SEED = 2000  # the whole JSON of a drand round


@campaigns.get("/campaigns")
def listed() -> str:
    system, who = system_of(), actor()
    return render_template(
        "campaigns.html",
        cards=campaign_overview.listed(system, who),
        drafts=campaign_drafts.mine(system, who),
        words=campaign_words,
        wording=wording,
    )


@campaigns.get("/campaigns/<name>")
def shown(name: str) -> str:
    system = system_of()
    found = campaign_overview.overview(system, name, actor(), system.clock.now())
    return render_template("campaign.html", view=found, words=campaign_words, wording=wording)


@campaigns.get("/campaigns/<name>/rehearsal")
def rehearsal(name: str) -> tuple[str, int]:
    """The part of the page that shows how a rehearsal goes; 286 tells htmx to ask no more."""
    system = system_of()
    found = campaign_overview.overview(system, name, actor(), system.clock.now())
    part = render_template(
        "rehearsal_part.html", view=found, words=campaign_words, wording=wording
    )
    return part, 200 if found.rehearsing else 286


@campaigns.post("/campaigns/<name>/draw")
def draw(name: str) -> Response:
    """Draws with the seed that was typed; refused where it is not the one committed to."""
    system, form = system_of(), request.form
    seed, typed = form.get("seed", "").strip()[:_LONGEST_SEED], form.get("round", "").strip()
    number = int(typed) if typed.isdecimal() and len(typed) < 12 else None
    now = system.clock.now()
    try:
        drawing.draw(system, name, seed=seed, round=number, actor=_login(), by=actor(), now=now)
    except NotAllowed as error:
        flash(gettext("No se pudo sortear: %(why)s", why=told(error)))
    return redirect(address_of("campaigns.shown", name=name))


@campaigns.post("/campaigns/<name>/start")
def start(name: str) -> Response:
    system, now = system_of(), system_of().clock.now()
    return _done(name, lambda: use_cases.start(system, name, actor=_login(), by=actor(), now=now))


@campaigns.post("/campaigns/<name>/pause")
def pause(name: str) -> Response:
    return _change(name, CampaignState.PAUSED)


@campaigns.post("/campaigns/<name>/resume")
def resume(name: str) -> Response:
    return _change(name, CampaignState.RUNNING)


@campaigns.post("/campaigns/<name>/stop")
def stop(name: str) -> Response:
    return _change(name, CampaignState.STOPPED)


@campaigns.post("/campaigns/<name>/texts")
def allow_texts(name: str) -> Response:
    system, now = system_of(), system_of().clock.now()
    return _done(
        name, lambda: use_cases.allow_texts(system, name, actor=_login(), by=actor(), now=now)
    )


@campaigns.post("/campaigns/<name>/rehearsal")
def rehearse(name: str) -> Response:
    system, now = system_of(), system_of().clock.now()

    def begin() -> None:
        begun = rehearsals.begin(system, name, actor=_login(), by=actor(), now=now)
        rehearsals.run_elsewhere(begun)

    return _done(name, begin)


@campaigns.post("/campaigns/<name>/rehearsal/<row:rehearsal_id>/seen")
def rehearsal_seen(name: str, rehearsal_id: int) -> Response:
    system, now = system_of(), system_of().clock.now()
    rehearsals.look_at(system, name, rehearsal_id, actor=_login(), by=actor(), now=now)
    return redirect(address_of("campaigns.shown", name=name))


def _change(name: str, state: CampaignState) -> Response:
    system, now = system_of(), system_of().clock.now()
    note = request.form.get("note", "").replace("\0", "").strip()[:_LONGEST_NOTE] or None
    return _done(
        name,
        lambda: use_cases.change_state(
            system, name, state, actor=_login(), by=actor(), now=now, note=note
        ),
    )


def _done(name: str, change: Callable[[], object]) -> Response:
    """Does it, or says why it cannot be done, such as since somebody else was faster."""
    try:
        change()
    except NotAllowed as error:
        flash(told(error))
    return redirect(address_of("campaigns.shown", name=name))


def _login() -> str:
    return str(current_user.login)
