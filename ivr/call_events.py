"""The carrier's reports on calls and texts. Unknown ones are forgotten politely."""

from flask import Blueprint, request

from ivr import telnyx_events, twilio_forms
from ivr.signature import signed_by_carrier
from ivr.system_of import system_of
from ivr.twilio_forms import answered_by, ending_of
from outreach import attempts, machines, texts

call_events = Blueprint("call_events", __name__)

_TAKEN = ("", 204)


@call_events.post("/events/call/inbound")
@signed_by_carrier
def inbound_call() -> tuple[str, int]:
    system = system_of()
    ending = ending_of(request.form)
    if ending is not None:
        sid = request.form.get("CallSid", "")
        attempts.end_by_sid(system, sid, ending, system.clock.now())
    return _TAKEN


@call_events.post("/events/call/<ref>")
@signed_by_carrier
def call(ref: str) -> tuple[str, int]:
    system = system_of()
    ending = ending_of(request.form)
    if ending is not None:
        sid = request.form.get("CallSid", "")
        attempts.end_by_ref(system, ref, ending, system.clock.now(), sid)
    return _TAKEN


@call_events.post("/events/machine/<ref>")
@signed_by_carrier
def machine(ref: str) -> tuple[str, int]:
    """What asynchronous machine detection found out in the middle of a call."""
    by = answered_by(request.form.get("AnsweredBy"))
    if by is not None:
        system = system_of()
        machines.found(system, ref, request.form.get("CallSid", ""), by, system.clock.now())
    return _TAKEN


@call_events.post("/events/message/<ref>")
@signed_by_carrier
def message(ref: str) -> tuple[str, int]:
    system = system_of()
    if request.is_json:
        told = telnyx_events.text_report(request.get_json(silent=True))
    else:
        told = twilio_forms.text_report(request.form)
    now = system.clock.now()
    texts.report(system, ref, told.status, told.error_code, now, price=told.price, sid=told.sid)
    return _TAKEN
