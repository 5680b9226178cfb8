"""The carrier's webhook of a text that came in."""

from flask import Blueprint, Response, request

from ivr import twiml
from ivr.signature import signed_by_carrier
from ivr.system_of import system_of
from outreach import inbound

messaging = Blueprint("messaging", __name__)

_LONGEST_TEXT = 1600


@messaging.post("/messages/incoming")
@signed_by_carrier
def incoming() -> Response:
    system = system_of()
    form = request.form
    reply = inbound.receive_text(
        system,
        form.get("MessageSid", ""),
        form.get("From", ""),
        form.get("Body", "")[:_LONGEST_TEXT],
        system.clock.now(),
    )
    return Response(twiml.written(reply), mimetype="text/xml")
