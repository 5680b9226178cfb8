"""The product's web application with one page more: a constant answer behind the signature check.

What it serves is the floor that the webhooks are measured against.
"""

from flask import Response

from ivr.console.access import ACCESS, Door
from ivr.signature import signed_by_carrier
from ivr.voice import voice

TWIML = (
    '<?xml version="1.0" encoding="UTF-8"?><Response><Gather input="dtmf speech" numDigits="1"'
    ' action="/voice/floor" language="es-MX" timeout="5" actionOnEmptyResult="true">'
    '<Say language="es-MX" voice="Polly.Mia-Neural">Buenos días. Le llamamos de parte de un'
    " programa del gobierno. ¿Hablo con la persona que buscamos? Diga sí o no, o marque uno para"
    " sí y dos para no.</Say></Gather></Response>"
)


@voice.post("/voice/floor")
@signed_by_carrier
def floor() -> Response:
    return Response(TWIML, mimetype="text/xml")


ACCESS["voice.floor"] = Door.CARRIER  # type: ignore[index]  # closed to everybody otherwise

from wsgi import app  # noqa: E402 – with the page above

__all__ = ["app"]
