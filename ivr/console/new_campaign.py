"""Pages on which a campaign is written down step by step, read once more, and made."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template
from flask import url_for as address_of
from flask_babel import gettext
from flask_login import current_user
from werkzeug.wrappers import Response

from ivr.console import campaign_words
from ivr.console.access import actor
from ivr.console.campaign_steps import STEPS
from ivr.console.languages import told
from ivr.system_of import system_of
from outreach import campaign_drafts as use_cases
from outreach.campaign_drafts import Fault
from outreach.campaign_file import WEEKDAYS
from outreach.errors import ConvocaError

new_campaign = Blueprint("new_campaign", __name__)


@new_campaign.post("/campaigns/new")
def begin() -> Response:
    system = system_of()
    draft_id = use_cases.begin(system, actor(), system.clock.now())
    return redirect(address_of("new_campaign.step", draft_id=draft_id, key="people"))


@new_campaign.get("/campaigns/drafts/<row:draft_id>/<key>")
def step(draft_id: int, key: str) -> str:
    draft, form = _opened(draft_id, key)
    return _page(draft, key, form)


@new_campaign.post("/campaigns/drafts/<row:draft_id>/<key>")
def save(draft_id: int, key: str) -> Response | tuple[str, int]:
    draft, form = _opened(draft_id, key)
    if not form.validate_on_submit():
        return _page(draft, key, form), 400
    system = system_of()
    faults = use_cases.save(system, draft_id, form.told(), actor(), system.clock.now())
    for fault in faults:
        flash(_said(fault, form))
    if faults:
        return _page(draft, key, form), 400
    return redirect(_after(draft_id, key))


@new_campaign.get("/campaigns/drafts/<row:draft_id>")
def review(draft_id: int) -> str:
    draft = use_cases.view(system_of(), draft_id, actor())
    return render_template("draft_review.html", draft=draft, steps=STEPS, words=campaign_words)


@new_campaign.post("/campaigns/drafts/<row:draft_id>")
def make(draft_id: int) -> Response:
    system = system_of()
    login, now = str(current_user.login), system.clock.now()
    try:
        name = use_cases.make(system, draft_id, actor(), login=login, now=now)
    except ConvocaError as error:
        flash(gettext("Todavía no se puede hacer: %(why)s", why=told(error)))
        return redirect(address_of("new_campaign.review", draft_id=draft_id))
    return redirect(address_of("campaigns.shown", name=name))


@new_campaign.post("/campaigns/drafts/<row:draft_id>/discard")
def discard(draft_id: int) -> Response:
    use_cases.discard(system_of(), draft_id, actor())
    return redirect(address_of("campaigns.listed"))


def _opened(draft_id: int, key: str) -> tuple[use_cases.Draft, Any]:
    """The draft, and the step's form: with what was sent, or with what is known."""
    if key not in STEPS:
        abort(404)
    draft = use_cases.view(system_of(), draft_id, actor())
    made = STEPS[key][1]
    form: Any = made(data=made.known(draft.document))
    form.offer(draft.lists)
    return draft, form


def _page(draft: use_cases.Draft, key: str, form: Any) -> str:
    return render_template(
        "draft_step.html",
        draft=draft,
        key=key,
        form=form,
        steps=STEPS,
        days=WEEKDAYS,
        words=campaign_words,
    )


def _after(draft_id: int, key: str) -> str:
    keys = [*STEPS, None]
    following = keys[keys.index(key) + 1]
    if following is None:
        return address_of("new_campaign.review", draft_id=draft_id)
    return address_of("new_campaign.step", draft_id=draft_id, key=following)


def _said(fault: Fault, form: Any) -> str:
    """What is wrong, after the name of the field where the step has one for it."""
    why = told(fault.why)
    return f"{form[fault.field].label.text}: {why}" if fault.field in form else why
