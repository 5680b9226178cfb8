"""Pages of one person: found, looked at on one line of time, opted out, erased."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask import url_for as address_of
from flask_babel import gettext
from werkzeug.wrappers import Response

from ivr.console import event_words, script_words, wording
from ivr.console.access import actor
from ivr.console.keys import key
from ivr.system_of import system_of
from outreach import persons as use_cases
from outreach.opt_outs import Reason
from outreach.registry.cells import text_of

people = Blueprint("people", __name__)

_SIZE = 25
_LONGEST_SEARCH = 120


@people.get("/people")
def listed() -> str:
    """Where somebody is looked for; with `list`, the people of a list, a page at a time."""
    system = system_of()
    list_id, after = key(request.args, "list"), key(request.args, "after")
    leaf = None
    if list_id:
        now = system.clock.now()
        leaf = use_cases.leaf(system, list_id, after=after, size=_SIZE, actor=actor(), now=now)
    return _search_page(leaf=leaf, list_id=list_id)


@people.post("/people")
def search() -> str:
    """By post, so that no number and no document stands in an address or in a log of addresses."""
    system, asked = system_of(), text_of(request.form.get("q", ""))[:_LONGEST_SEARCH]
    found = use_cases.search(system, asked, actor(), system.clock.now())
    return _search_page(found=found, asked=asked)


@people.get("/people/<row:person_id>")
def shown(person_id: int) -> str:
    system = system_of()
    portrait = use_cases.portrait(system, person_id, actor(), system.clock.now())
    return render_template(
        "person.html", of=portrait, words=event_words, script_words=script_words, wording=wording
    )


@people.get("/people/<row:person_id>/opt-out")
def confirm_opt_out(person_id: int) -> str:
    return _confirm("person_opt_out.html", person_id)


@people.post("/people/<row:person_id>/opt-out")
def opt_out(person_id: int) -> Response:
    system, reason = system_of(), _reason()
    if reason is None:
        return _once_more("people.confirm_opt_out", person_id)
    now = system.clock.now()
    use_cases.opt_out(system, person_id, reason=reason, actor=actor(), now=now)
    flash(gettext("Anotado: no se le volverá a contactar, en ninguna campaña y en ningún número."))
    return redirect(address_of("people.shown", person_id=person_id))


@people.get("/people/<row:person_id>/erase")
def confirm_erase(person_id: int) -> str:
    return _confirm("person_erase.html", person_id)


@people.post("/people/<row:person_id>/erase")
def erase(person_id: int) -> Response:
    system, reason = system_of(), _reason()
    code = use_cases.case_code(system, person_id, actor())
    if reason is None or request.form.get("case_code", "").strip() != code:
        return _once_more("people.confirm_erase", person_id)
    now = system.clock.now()
    use_cases.erase(system, person_id, reason=reason, actor=actor(), now=now)
    flash(gettext("Sus datos se borraron, y queda anotado que no se le vuelve a contactar."))
    return redirect(address_of("people.shown", person_id=person_id))


def _search_page(**shown: Any) -> str:
    lists = use_cases.lists(system_of(), actor())
    return render_template("people.html", lists=lists, wording=wording, **shown)


def _confirm(template: str, person_id: int) -> str:
    code = use_cases.case_code(system_of(), person_id, actor())
    return render_template(
        template, person_id=person_id, case_code=code, reasons=event_words.REASONS_TO_GIVE,
        words=event_words,
    )  # fmt: skip


def _once_more(endpoint: str, person_id: int) -> Response:
    flash(gettext("No se hizo nada: falta el motivo, o el caso no es ese."))
    return redirect(address_of(endpoint, person_id=person_id))


def _reason() -> Reason | None:
    given = request.form.get("reason")
    return Reason(given) if given and given in event_words.REASONS_TO_GIVE else None
