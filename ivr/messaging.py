"""The carrier's webhook of a text that came in."""

from flask import Blueprint, Response, request

from ivr import telnyx_events, twilio_forms, twiml
from ivr.signature import signed_by_carrier
from ivr.system_of import carrier_of, system_of
from outreach import inbound, replies

messaging = Blueprint("messaging", __name__)


@messaging.post("/messages/incoming")
@signed_by_carrier
def incoming() -> Response:
    system = system_of()
    text = _text()
    if text is None:
        return Response(status=204)
    now = system.clock.now()
    reply = inbound.receive_text(system, text.sid, text.sender, text.body, now)
    if carrier_of().can.reply_in_answer:
        return Response(twiml.written(reply), mimetype="text/xml")
    replies.send(system, text.sid, reply, to=text.sender, sender=text.to)
    return Response(status=204)


def _text() -> twilio_forms.TextIn | None:
    if request.is_json:
        return telnyx_events.text_in(request.get_json(silent=True))
    return twilio_forms.text_in(request.form)
