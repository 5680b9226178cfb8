"""An agent writes a text to the person of a lead: checked, signed, and only when texts may go."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from flows.gsm7 import fold, segments
from flows.marking import marked
from flows.medium import Medium
from flows.wording_checks import secret_words
from outreach import audit
from outreach.actors import Actor, may_meet
from outreach.audit import Action
from outreach.carrier import TextOrder
from outreach.channels import Channel
from outreach.errors import CarrierError, NotFound
from outreach.planning import new_ref
from outreach.rules.caller_ids import candidates
from outreach.rules.states import LeadState
from outreach.rules.text_hours import validity
from outreach.setups import Setup
from outreach.store import campaigns, leads, messages, suppressions
from outreach.store.database import Connection
from outreach.system import System

LONGEST = 230  # letters; two segments with the signature
_FIXED = "fixed"


class WhyNot(StrEnum):
    """Why a text cannot be sent. Values are what the agent reads."""

    NOT_YOURS = marked("Tome primero este contacto.")
    EMPTY = marked("Escriba primero el mensaje.")
    TOO_LONG = marked("El mensaje es demasiado largo.")
    SECRET = marked(
        "Un mensaje lo puede leer cualquiera: quite lo que diga de qué programa se trata."
    )
    NO_NUMBER = marked("Ese número no es de esta persona, o no recibe mensajes.")
    SUPPRESSED = marked("A esta persona, o a este número, no se le puede contactar más.")
    CLOSED_HOURS = marked("A esta hora no se escribe a nadie.")
    NO_TEXTS = marked("Esta campaña no manda mensajes.")
    CARRIER = marked("La red telefónica no tomó el mensaje. Pruebe otra vez.")


def write(
    system: System, lead_id: int, phone_id: int, typed: str, actor: Actor, now: datetime
) -> WhyNot | None:
    """Sends the text; or why not. Raises NotFound for a lead of somebody else's campaign."""
    body = " ".join(fold(typed).split())
    with system.store.transaction() as connection:
        lead = leads.by_id(connection, lead_id)
        if lead is None or not may_meet(connection, actor, lead.campaign_id):
            raise NotFound("there is no such lead")
        setup = system.setup(connection, lead.campaign_id)
        numbers = leads.numbers_of(connection, lead.person_id)
        phone = next((p for p in numbers if p.id == phone_id), None)
        why = _body_cannot(setup, body) or _cannot(system, connection, setup, lead, phone, actor)
        order = None if why else _order(system, setup, lead, phone, body, now)
        if order is None:
            return why or WhyNot.CLOSED_HOURS
        people, subject = (lead.person_id,), f"lead {lead_id}"
        leads.worked(connection, lead_id, now)
        audit.record(
            connection, actor, Action.LEAD_WRITTEN_TO, people=people, subject=subject, now=now
        )
    return _send(system, setup, lead, phone, order, now)


def _body_cannot(setup: Setup, body: str) -> WhyNot | None:
    if not body:
        return WhyNot.EMPTY
    if len(body) > LONGEST:
        return WhyNot.TOO_LONG
    return WhyNot.SECRET if secret_words(setup.script, body) else None


def _cannot(
    system: System, connection: Connection, setup: Setup, lead: Any, phone: Any, actor: Actor
) -> WhyNot | None:
    if lead.state != LeadState.TAKEN or lead.taken_by != actor.user_id:
        return WhyNot.NOT_YOURS
    is_sample = campaigns.standing(connection, lead.campaign_id)[1]
    texts = Medium.TEXT in setup.file.media and setup.channel is Channel.SMS
    stopped = campaigns.texts_stopped(connection, lead.campaign_id)
    if not texts or stopped or (is_sample and not system.carrier.is_rehearsal):
        return WhyNot.NO_TEXTS
    if phone is None or not phone.number_sealed or phone.kind == _FIXED:
        return WhyNot.NO_NUMBER
    if suppressions.holds(connection, person_id=lead.person_id, number_hash=phone.number_hash):
        return WhyNot.SUPPRESSED
    return None


def _order(
    system: System, setup: Setup, lead: Any, phone: Any, body: str, now: datetime
) -> TextOrder | None:
    """What the carrier is asked; None when the text could arrive at night."""
    profile = system.settings.carrier_profile
    longest = min(
        timedelta(minutes=setup.file.text_valid_minutes),
        timedelta(seconds=profile.longest_text_validity_seconds),
    )
    valid = validity(setup.hours, now, longest, can_expire=profile.can.text_validity)
    if valid is None:
        return None
    sender = candidates(setup.file.callers, lead.municipality)[0].number
    written = setup.country.written
    signature = written.signature if setup.two_way else written.signature_one_way
    number = setup.file.number_to_ring(sender)
    return TextOrder(
        to=phone.number_sealed,
        sender=sender,
        body=f"{body} {signature.format(callback_number=number)}",
        events_url=f"{system.settings.public_base_url}/events/message/{new_ref()}",
        valid_seconds=int(valid.total_seconds()),
    )


def _send(
    system: System, setup: Setup, lead: Any, phone: Any, order: TextOrder, now: datetime
) -> WhyNot | None:
    try:
        sid = system.carrier.send_text(order)
    except CarrierError:
        return WhyNot.CARRIER
    parts = segments(order.body)
    with system.store.transaction() as connection:
        messages.add_outbound(
            connection,
            sid=sid,
            case_id=lead.case_id,
            channel=setup.channel,
            number_hash=phone.number_hash,
            body=order.body,
            segments=parts,
            cost=setup.tariff.text(parts) if setup.tariff else None,
            status="sent",
            at=now,
        )
    return None
