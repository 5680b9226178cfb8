"""The carrier's webhooks of a call to an agent's own phone."""

from flask import Blueprint, Response, request

from ivr import twiml
from ivr.signature import signed_by_carrier
from ivr.system_of import carrier_of, system_of
from ivr.twilio_forms import dialled_of, ending_of
from ivr.voice import xml
from outreach.agents import phone
from outreach.agents.phone import Heard
from outreach.countries import CountryPack, load_country

agent_phone = Blueprint("agent_phone", __name__)


@agent_phone.post("/voice/agent/<ref>/0")
@signed_by_carrier
def picked_up(ref: str) -> Response:
    """Somebody, or something, picked up."""
    return _says(ref, phone.picked_up(system_of(), ref, request.form.get("CallSid", "")))


@agent_phone.post("/voice/agent/<ref>/key")
@signed_by_carrier
def pressed(ref: str) -> Response:
    system = system_of()
    return _says(
        ref, phone.pressed(system, ref, request.form.get("Digits", ""), system.clock.now())
    )


@agent_phone.post("/voice/agent/<ref>/join")
@signed_by_carrier
def join(ref: str) -> Response:
    """The whisper is over."""
    system = system_of()
    joined = phone.join(system, ref, system.clock.now())
    if joined is None:
        return _says(ref, Heard(_country().to_agents.gone))
    return xml(twiml.agent_meets(joined, ref))


@agent_phone.post("/voice/agent/<ref>/dialled")
@signed_by_carrier
def dialled(ref: str) -> Response:
    """The call from the agent's phone to the person is over."""
    system = system_of()
    result, seconds = dialled_of(request.form)
    return _says(ref, phone.dialled(system, ref, result, seconds, system.clock.now()))


@agent_phone.post("/events/agent/<ref>")
@signed_by_carrier
def ended(ref: str) -> tuple[str, int]:
    system = system_of()
    if ending_of(request.form) is not None:
        phone.ended(system, ref, request.form.get("CallSid", ""), system.clock.now())
    return "", 204


def _says(ref: str, heard: Heard) -> Response:
    return xml(twiml.to_agent(heard, ref, _country(), carrier_of()))


def _country() -> CountryPack:
    return load_country(system_of().settings.country)
