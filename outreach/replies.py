"""Sends the reply to a text that came in, where the carrier does not take it from our answer."""

import structlog

from outreach.carrier import TextOrder
from outreach.errors import CarrierError
from outreach.store import messages
from outreach.system import System

log = structlog.get_logger()

_VALID_SECONDS = 3600  # they have just written: later than that, it is no answer any more


def send(system: System, sid: str, reply: str, *, to: str, sender: str) -> None:
    """Sends the reply to the text `sid` once, however often that text is delivered to us.

    One that cannot be sent is lost, as one is that Twilio cannot fetch.
    """
    if not reply:
        return
    with system.store.transaction() as connection:
        if not messages.claim_reply(connection, sid):
            return
    events = f"{system.settings.public_base_url}/events/message/reply"
    try:
        system.carrier.send_text(TextOrder(to, sender, reply, events, _VALID_SECONDS))
    except CarrierError as error:
        log.warning("reply not sent", error=str(error))
