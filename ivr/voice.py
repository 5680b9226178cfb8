"""The carrier's webhooks of a call: each request is one turn."""

from flask import Blueprint, Response, request, send_file

from flows.phrases import audio
from flows.script import load_script, script_names
from ivr import twiml
from ivr.signature import signed_by_carrier
from ivr.system_of import system_of
from ivr.twilio_forms import answered_by, reply_of
from outreach import conversations, inbound
from outreach.countries import load_country
from outreach.inbound import Stranger

voice = Blueprint("voice", __name__)


def xml(body: str) -> Response:
    return Response(body, mimetype="text/xml")


@voice.post("/voice/<ref>/0")
@signed_by_carrier
def answered(ref: str) -> Response:
    system = system_of()
    by = answered_by(request.form.get("AnsweredBy"))
    said = conversations.answer_call(system, ref, by, system.clock.now())
    return xml(twiml.spoken(said) if said else twiml.hang_up())


@voice.post("/voice/<ref>/<int:number>")
@signed_by_carrier
def replied(ref: str, number: int) -> Response:
    system = system_of()
    reply = reply_of(request.form)
    said = conversations.advance(system, ref, number, reply, system.clock.now())
    return xml(twiml.spoken(said) if said else twiml.hang_up())


@voice.post("/voice/<ref>/machine")
@signed_by_carrier
def machine(ref: str) -> Response:
    """A machine was found in the middle of a call."""
    said = conversations.answer_machine(system_of(), ref)
    return xml(twiml.spoken(said) if said else twiml.hang_up())


@voice.post("/voice/incoming")
@signed_by_carrier
def incoming() -> Response:
    system = system_of()
    form = request.form
    said = inbound.receive_call(
        system, form.get("CallSid", ""), form.get("From", ""), system.clock.now()
    )
    if isinstance(said, Stranger):
        country = load_country(system.settings.country)
        return xml(twiml.one_line(country.stranger_line, country.voice_of(country.locale)))
    return xml(twiml.spoken(said))


@voice.get("/audio/<script>/<locale>/<wording>")
def recording(script: str, locale: str, wording: str) -> Response:
    """A recording of a wording. It holds no secret: the same words are said to everybody."""
    path = audio(load_script(script), wording, locale) if script in script_names() else None
    if path is None:
        return Response(status=404)
    return send_file(path)
