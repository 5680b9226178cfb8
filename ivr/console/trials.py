"""Pages to try a script out: a telephone and a chat, against the webhooks that carriers use."""

from dataclasses import dataclass

from flask import Blueprint, render_template, request

from flows.script import Script
from flows.turn import State
from ivr.console import script_words, trial_form
from ivr.console.access import actor
from ivr.console.keys import key
from ivr.console.trial_form import Tried
from ivr.system_of import system_of
from ivr.trial_line import Answer, held
from outreach import script_editing
from outreach import trials as use_cases
from outreach.countries import CountryPack, load_country
from outreach.script_editing import Shelf
from outreach.trials import Exchange, Plan

trials = Blueprint("trials", __name__)


@dataclass(frozen=True, slots=True)
class Held:
    """A conversation so far: what each side said in turn, and where it stands."""

    answers: list[Answer]
    exchanges: list[Exchange]
    state: State | None

    @property
    def over(self) -> bool:
        return not self.answers[-1].action


@trials.get("/scripts/<script>/try")
def prepare(script: str) -> str:
    country = _country()
    invented = Tried(municipality=next(iter(country.municipalities)), locale=country.locale)
    return _page(script, invented, None)


@trials.post("/scripts/<script>/try")
def talk(script: str) -> str:
    tried = trial_form.read(request.form, _country(), system_of().clock.now())
    return _page(script, tried, _held(script, tried))


def _page(name: str, tried: Tried, so_far: Held | None) -> str:
    shelf = script_editing.shelf(system_of(), name, actor())
    template = "trial_talk.html" if "HX-Request" in request.headers else "trial.html"
    return render_template(
        template,
        script=_script(name),
        shelf=shelf,
        tried=tried,
        held=so_far,
        country=_country(),
        words=script_words,
        is_full=len(tried.replies) >= trial_form.MOST_REPLIES,
    )


def _held(name: str, tried: Tried) -> Held:
    system = system_of()
    shelf = script_editing.shelf(system, name, actor())
    plan = Plan(
        person=tried.person,
        medium=tried.medium,
        inbound=tried.inbound,
        now=tried.at or system.clock.now(),
        document=_document(shelf, tried.campaign_id),
    )
    trial = use_cases.begin(system, _script(name), plan)
    try:
        answers = held(trial, tried.replies)
        return Held(answers, use_cases.exchanges(trial), use_cases.state_of(trial))
    finally:
        trial.close()


def _document(shelf: Shelf, campaign_id: int) -> dict[str, object] | None:
    return next((c.document for c in shelf.campaigns if c.id == campaign_id), None)


def _script(name: str) -> Script:
    return script_editing.version(system_of(), name, key(request.values, "version") or None)


def _country() -> CountryPack:
    return load_country(system_of().settings.country)
