"""The carrier's webhooks of a call: each request is one turn."""

from flask import Blueprint, Response, request, send_file

from flows.phrases import audio
from flows.script import load_script, script_names
from ivr import twiml
from ivr.signature import signed_by_carrier
from ivr.system_of import carrier_of, system_of
from ivr.twilio_forms import answered_by, reply_of
from outreach import conversations, inbound, reception
from outreach.conversations import Said
from outreach.countries import load_country
from outreach.inbound import Missed
from outreach.reception import Desk

voice = Blueprint("voice", __name__)


def xml(body: str) -> Response:
    return Response(body, mimetype="text/xml")


@voice.post("/voice/<ref>/0")
@signed_by_carrier
def answered(ref: str) -> Response:
    system = system_of()
    by = answered_by(request.form.get("AnsweredBy"))
    sid = request.form.get("CallSid", "")
    said = conversations.answer_call(system, ref, by, system.clock.now(), sid)
    return xml(twiml.spoken(said, carrier_of()) if said else twiml.hang_up())


@voice.post("/voice/<ref>/<int:number>")
@signed_by_carrier
def replied(ref: str, number: int) -> Response:
    system = system_of()
    reply = reply_of(request.form)
    said = conversations.advance(system, ref, number, reply, system.clock.now())
    return xml(twiml.spoken(said, carrier_of()) if said else twiml.hang_up())


@voice.post("/voice/<ref>/look")
@signed_by_carrier
def look(ref: str) -> Response:
    """A call that waits for an agent was fetched: something has happened."""
    system = system_of()
    said = conversations.look(system, ref, system.clock.now())
    return xml(twiml.spoken(said, carrier_of()) if said else twiml.hang_up())


@voice.post("/voice/<ref>/parted")
@signed_by_carrier
def parted(ref: str) -> Response:
    """The talk with an agent is over, or nobody took the call."""
    system = system_of()
    said = conversations.look(system, ref, system.clock.now(), parted=True)
    return xml(twiml.spoken(said, carrier_of()) if said else twiml.hang_up())


@voice.post("/voice/<ref>/machine")
@signed_by_carrier
def machine(ref: str) -> Response:
    """A machine was found in the middle of a call."""
    said = conversations.answer_machine(system_of(), ref)
    return xml(twiml.spoken(said, carrier_of()) if said else twiml.hang_up())


@voice.post("/voice/incoming")
@signed_by_carrier
def incoming() -> Response:
    system = system_of()
    form = request.form
    said = inbound.receive_call(
        system, form.get("CallSid", ""), form.get("From", ""), system.clock.now()
    )
    return xml(_received(said))


@voice.post("/voice/who/<int:asked>")
@signed_by_carrier
def said_who(asked: int) -> Response:
    """Somebody at a number that several share says who they are."""
    system, form = system_of(), request.form
    said = inbound.say_who(
        system,
        form.get("CallSid", ""),
        form.get("From", ""),
        asked,
        reply_of(form),
        system.clock.now(),
    )
    return xml(_received(said))


@voice.post("/voice/menu")
@signed_by_carrier
def chose() -> Response:
    """Somebody whom we do not know wants to be called, or never to be."""
    system, form = system_of(), request.form
    sid, number = form.get("CallSid", ""), form.get("From", "")
    now = system.clock.now()
    return xml(_received(reception.take_menu(system, sid, number, reply_of(form), now)))


def _received(said: Said | Desk | Missed) -> str:
    if isinstance(said, Missed):
        return twiml.reject()
    if isinstance(said, Desk):
        country = load_country(system_of().settings.country)
        return twiml.at_the_desk(said, country, carrier_of())
    return twiml.spoken(said, carrier_of())


@voice.get("/audio/<script>/<locale>/<wording>")
def recording(script: str, locale: str, wording: str) -> Response:
    """A recording of a wording. It holds no secret: the same words are said to everybody."""
    path = audio(load_script(script), wording, locale) if script in script_names() else None
    if path is None:
        return Response(status=404)
    return send_file(path)
