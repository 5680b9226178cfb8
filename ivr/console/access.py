"""Says who may enter where: one table over every endpoint, asked before every request."""

from collections.abc import Mapping
from enum import Enum

from flask import Flask, abort, flash, redirect, request, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from outreach.actors import Actor
from outreach.rules.states import Role


class Door(Enum):
    """How somebody enters who need not have signed in."""

    PUBLIC = "anybody"
    CARRIER = "a signature of the carrier, which the view itself checks"
    MONITOR = "a probe: counts only; /metrics has a token of its own"


EVERYBODY = frozenset(Role)
# who works with people's names; an analyst meets none
_STAFF = frozenset({Role.ADMIN, Role.OPERATOR, Role.SUPERVISOR, Role.AGENT})
# who decides about campaigns, and who watches them besides
_OFFICE = frozenset({Role.ADMIN, Role.OPERATOR})
_WATCH = _OFFICE | {Role.SUPERVISOR}
_SUPERVISORS = frozenset({Role.ADMIN, Role.SUPERVISOR})
# who reads what came of it; nobody is in a report
_REPORTS = _WATCH | {Role.ANALYST}

# endpoint → who may use it. An endpoint that is not here is closed to everybody.
ACCESS: Mapping[str, Door | frozenset[Role]] = {
    "static": Door.PUBLIC,
    "public.static": Door.PUBLIC,
    "public.who_calls": Door.PUBLIC,
    "public.check": Door.PUBLIC,
    "languages.choose": Door.PUBLIC,
    "sign_in.enter": Door.PUBLIC,
    "second_factor.ask": Door.PUBLIC,  # after the password; without it, back to the sign-in
    "second_factor.enrol": Door.PUBLIC,  # likewise
    "sign_in.leave": EVERYBODY,
    "account.home": EVERYBODY,
    "account.shown": EVERYBODY,
    "account.change_password": EVERYBODY,
    "campaigns.listed": _WATCH,
    "campaigns.shown": _WATCH,
    "campaigns.rehearsal": _WATCH,
    "campaigns.rehearse": _OFFICE,
    "campaigns.rehearsal_seen": _OFFICE,
    "campaigns.draw": _OFFICE,
    "campaigns.start": _OFFICE,
    "campaigns.pause": _OFFICE,
    "campaigns.resume": _OFFICE,
    "campaigns.stop": _OFFICE,
    "campaigns.allow_texts": _OFFICE,
    "new_campaign.begin": _OFFICE,
    "new_campaign.step": _OFFICE,
    "new_campaign.save": _OFFICE,
    "new_campaign.review": _OFFICE,
    "new_campaign.make": _OFFICE,
    "new_campaign.discard": _OFFICE,
    "live.shown": _WATCH,
    "live.part": _WATCH,
    "reports.listed": _REPORTS,
    "reports.shown": _REPORTS,
    "reports.part": _REPORTS,
    "reports.ask": _REPORTS,
    "reports.taken": _REPORTS,
    "requests.waiting": _WATCH,  # of no campaign: nobody knows who they are
    "requests.done": _WATCH,
    "leads.listed": _STAFF,
    "leads.shown": _STAFF,
    "leads.take": _STAFF,
    "leads.give_back": _STAFF,
    "leads.close": _STAFF,
    "people.listed": _OFFICE,
    "people.search": _OFFICE,
    "people.shown": _OFFICE,
    "people.confirm_opt_out": _OFFICE,
    "people.opt_out": _OFFICE,
    "people.confirm_erase": _OFFICE,
    "people.erase": _OFFICE,
    "scripts.listed": _OFFICE,
    "scripts.shown": _OFFICE,
    "scripts.edit": _OFFICE,
    "scripts.check": _OFFICE,
    "scripts.save": _OFFICE,
    "scripts.speak": _OFFICE,
    "trials.prepare": _OFFICE,
    "trials.talk": _OFFICE,
    "leads.take_next": _STAFF,
    "leads.call": _STAFF,
    "leads.text": _STAFF,
    "leads.note": _STAFF,
    "desk.shown": _STAFF,
    "desk.standing": _STAFF,
    "desk.available": _STAFF,
    "desk.pause": _STAFF,
    "desk.leave": _STAFF,
    "desk.phone": _STAFF,
    "supervision.shown": _SUPERVISORS,
    "supervision.moving": _SUPERVISORS,
    "supervision.agent": _SUPERVISORS,
    "supervision.serve": _SUPERVISORS,
    "supervision.reassign": _SUPERVISORS,
    "registry.listed": _OFFICE,
    "registry.send": _OFFICE,
    "registry.shown": _OFFICE,
    "registry.progress": _OFFICE,
    "registry.tell": _OFFICE,
    "registry.confirm": _OFFICE,
    "registry.drop": _OFFICE,
    "registry.rejects": _OFFICE,
    "registry.rows": _OFFICE,
    "matches.waiting": _OFFICE,
    "matches.decide": _OFFICE,
    "voice.answered": Door.CARRIER,
    "voice.replied": Door.CARRIER,
    "voice.incoming": Door.CARRIER,
    "voice.machine": Door.CARRIER,
    "voice.said_who": Door.CARRIER,
    "voice.chose": Door.CARRIER,
    "voice.look": Door.CARRIER,
    "voice.parted": Door.CARRIER,
    "agent_phone.picked_up": Door.CARRIER,
    "agent_phone.pressed": Door.CARRIER,
    "agent_phone.join": Door.CARRIER,
    "agent_phone.dialled": Door.CARRIER,
    "agent_phone.ended": Door.CARRIER,
    "voice.recording": Door.PUBLIC,  # the same words are said to everybody
    "messaging.incoming": Door.CARRIER,
    "call_events.inbound_call": Door.CARRIER,
    "call_events.call": Door.CARRIER,
    "call_events.machine": Door.CARRIER,
    "call_events.message": Door.CARRIER,
    "health.alive": Door.MONITOR,
    "health.ready": Door.MONITOR,
    "health.metrics": Door.MONITOR,
}

# What pages ask for by themselves, every few seconds: it keeps no session alive, and shows no
# people, or writes down with audit.record_new whom it shows.
POLLED = frozenset(
    {
        "campaigns.rehearsal",
        "live.part",
        "registry.progress",
        "reports.part",
        "desk.standing",
        "supervision.moving",
    }
)


def init(app: Flask) -> None:
    app.before_request(_guard)
    app.jinja_env.globals.update(may_enter=may_enter)


def may_enter(endpoint: str) -> bool:
    """Whether whoever has signed in may use this endpoint; for links in pages."""
    rule = ACCESS.get(endpoint)
    if isinstance(rule, frozenset):
        return current_user.is_authenticated and current_user.role in rule
    return rule is Door.PUBLIC


def actor() -> Actor:
    """Who has signed in, for the use cases and the audit log."""
    return Actor(current_user.id, current_user.role, request.remote_addr or "")


def _guard() -> Response | None:
    if request.endpoint is None:  # no such address: the router says so
        return None
    rule = ACCESS.get(request.endpoint)
    if isinstance(rule, Door):
        return None
    if rule is None:
        abort(403)
    if not current_user.is_authenticated:
        if request.headers.get("HX-Request"):  # a part of a page: the page itself has to go
            return Response(status=401, headers={"HX-Redirect": url_for("sign_in.enter")})
        flash(gettext("Inicie sesión para continuar."))
        # a form cannot be sent again by following an address
        wanted = request.full_path.rstrip("?") if request.method == "GET" else None
        return redirect(url_for("sign_in.enter", next=wanted))
    if current_user.role not in rule:
        abort(403)
    return None
