"""Pages of the script: read as a map, a wording said differently, given to campaigns."""

from collections.abc import Iterator

from flask import Blueprint, flash, redirect, render_template, request
from flask import url_for as address_of
from flask_babel import gettext
from werkzeug.wrappers import Response

from flows.maps import drawn
from flows.rewording import Slot, slots, words_of
from flows.script import Script
from ivr.console import script_map, script_words, wording
from ivr.console.access import actor
from ivr.console.keys import key
from ivr.console.script_review import Review, review
from ivr.system_of import system_of
from outreach import script_editing as use_cases
from outreach.errors import NotFound
from outreach.registry.cells import text_of
from outreach.script_editing import Refused, Saved, Shelf

scripts = Blueprint("scripts", __name__)

_LONGEST = 2000  # letters of one wording


@scripts.get("/scripts")
def listed() -> str:
    system = system_of()
    shelves = [use_cases.shelf(system, name, actor()) for name in use_cases.names(system)]
    return render_template("scripts.html", shelves=shelves, wording=wording)


@scripts.get("/scripts/<script>")
def shown(script: str) -> str:
    system = system_of()
    shelf = use_cases.shelf(system, script, actor())
    number = key(request.args, "version")
    read = shelf.newest if not number else use_cases.version(system, script, number)
    map_ = drawn(read)
    numbers = script_map.numbers(map_)
    drawings = [script_map.drawing(read, part, numbers) for part in (map_.talk, map_.always)]
    return render_template(
        "script.html",
        shelf=shelf,
        script=read,
        map=map_,
        parts_drawn=drawings,
        numbers=numbers,
        kind=script_map.kind,
        summary=script_map.summary,
        words=script_words,
        wording=wording,
    )


@scripts.get("/scripts/<script>/wordings/<wording_id>")
def edit(script: str, wording_id: str) -> str:
    read = _with_wording(script, wording_id)
    return _form(read, wording_id, words_of(read, wording_id))


@scripts.post("/scripts/<script>/wordings/<wording_id>/check")
def check(script: str, wording_id: str) -> str:
    """What was typed so far, looked at; nothing is kept."""
    read = _with_wording(script, wording_id)
    found = _review(script, read, wording_id, _typed(read, wording_id))
    return render_template("wording_check.html", review=found, words=script_words, script=read)


@scripts.post("/scripts/<script>/wordings/<wording_id>")
def save(script: str, wording_id: str) -> Response | tuple[str, int]:
    system, read = system_of(), _with_wording(script, wording_id)
    typed = _typed(read, wording_id)
    made_from = key(request.form, "made_from")
    now = system.clock.now()
    done = use_cases.save(
        system, script, wording_id, typed, made_from=made_from, actor=actor(), now=now
    )
    if isinstance(done, Refused):
        return _form(read, wording_id, typed, refused=done), 409
    flash(_told(done, read))
    return redirect(address_of("scripts.shown", script=script))


@scripts.post("/scripts/<script>/speak")
def speak(script: str) -> Response:
    system, form = system_of(), request.form
    campaign_id, number = key(form, "campaign"), key(form, "version")
    campaign = use_cases.speak(system, campaign_id, number, actor=actor(), now=system.clock.now())
    told = gettext(
        "Las conversaciones de «%(campaign)s» que empiecen desde ahora usan la versión "
        "%(number)s. Las que están en curso terminan con la suya.",
        campaign=campaign.name,
        number=number,
    )
    flash(told)
    return redirect(address_of("scripts.shown", script=script))


def _told(done: Saved, before: Script) -> str:
    if done.version == before.version:
        return str(gettext("No había ningún cambio que guardar."))
    return str(
        gettext(
            "Guardado como versión %(number)s. Ninguna campaña la usa todavía: elija abajo cuál.",
            number=done.version,
        )
    )


def _with_wording(script: str, name: str) -> Script:
    read = use_cases.version(system_of(), script)
    if name not in read.wordings:
        raise NotFound("there is no such wording")
    return read


def _typed(script: Script, name: str) -> dict[Slot, str]:
    """What the form says, without ends of lines and characters that nobody can say."""
    return {
        slot: text_of(request.form[field])[:_LONGEST]
        for slot, field in _fields(script, name)
        if field in request.form
    }


def _fields(script: Script, name: str) -> Iterator[tuple[Slot, str]]:
    for slot in slots(script, name):
        yield slot, f"{slot.locale or 'own'}.{slot.medium}"


def _review(script: str, read: Script, name: str, typed: dict[Slot, str]) -> Review:
    shelf = use_cases.shelf(system_of(), script, actor())
    country = system_of().settings.country
    return review(read, name, typed, _tariff_of(shelf), country)


def _tariff_of(shelf: Shelf) -> object:
    priced = (campaign.document.get("tariff") for campaign in shelf.campaigns)
    return next(filter(None, priced), None)


def _form(read: Script, name: str, typed: dict[Slot, str], refused: Refused | None = None) -> str:
    return render_template(
        "wording.html",
        script=read,
        name=name,
        slots=[(slot, field, typed.get(slot, "")) for slot, field in _fields(read, name)],
        review=_review(read.name, read, name, typed),
        refused=refused,
        words=script_words,
        longest=_LONGEST,
    )
