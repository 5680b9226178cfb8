"""What the carrier is asked for an attempt: from which number, until when, which addresses."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flows.medium import Medium
from flows.names import shortened
from outreach.beginnings import person_of
from outreach.carrier import CallOrder, Detection, TextOrder
from outreach.channels import Channel
from outreach.rules.caller_ids import CallerId, candidates, with_room
from outreach.rules.text_hours import validity
from outreach.setups import Setup
from outreach.store import placed
from outreach.store.database import Connection
from outreach.system import System


@dataclass(frozen=True, slots=True)
class Text:
    """The words of a text, how long it may be on its way, and whether they have to go as an
    approved template."""

    body: str
    valid: timedelta
    templated: bool


def caller(
    connection: Connection, setup: Setup, attempt: Any, now: datetime, *, alone: bool
) -> CallerId | None:
    """One of the campaign's numbers, by the person's municipality; None when those that may be
    used have reached their calls for today. `alone`: as in `placed.calls_from`."""
    choice = candidates(setup.file.callers, attempt.municipality)
    if attempt.medium == Medium.TEXT:
        whatsapp = setup.file.whatsapp_sender
        return CallerId(whatsapp) if whatsapp else choice[0]
    today = midnight(setup, now)
    return with_room(
        choice, lambda number: placed.calls_from(connection, number, today, alone=alone)
    )


def midnight(setup: Setup, now: datetime) -> datetime:
    """The beginning of the local day."""
    return now.astimezone(setup.hours.zone).replace(hour=0, minute=0, second=0, microsecond=0)


def valid(system: System, setup: Setup, attempt: Any, now: datetime) -> timedelta | None:
    """How long a text may be on its way; None when it could arrive at night. A call: zero."""
    if attempt.medium != Medium.TEXT:
        return timedelta()
    profile = system.settings.carrier_profile
    longest = min(
        timedelta(minutes=setup.file.text_valid_minutes),
        timedelta(seconds=profile.longest_text_validity_seconds),
    )
    can_expire = profile.can.text_validity and setup.channel is Channel.SMS
    return validity(setup.hours, now, longest, can_expire=can_expire)


def text(system: System, setup: Setup, attempt: Any, sender: str, words: Text) -> TextOrder:
    is_sms = setup.channel is Channel.SMS
    return TextOrder(
        to=setup.address(Medium.TEXT, attempt.number_sealed),
        sender=setup.address(Medium.TEXT, sender),
        body=words.body,
        events_url=f"{system.settings.public_base_url}/events/message/{attempt.ref}",
        valid_seconds=int(words.valid.total_seconds()) if is_sms else None,
        template=(setup.file.whatsapp_template or "") if words.templated else "",
        variables={"1": shortened(person_of(attempt).name)} if words.templated else {},
    )


def call(system: System, setup: Setup, attempt: Any, caller_id: str) -> CallOrder:
    base = system.settings.public_base_url
    return CallOrder(
        to=attempt.number_sealed,
        caller_id=caller_id,
        answer_url=f"{base}/voice/{attempt.ref}/0",
        events_url=f"{base}/events/call/{attempt.ref}",
        ring_seconds=setup.file.ring_seconds,
        detection=_detection(system, setup),
        machine_url=f"{base}/events/machine/{attempt.ref}" if setup.file.async_amd else "",
    )


def _detection(system: System, setup: Setup) -> Detection:
    """Whether to ask who answers, and whether to wait for the end of a machine's greeting."""
    if not setup.file.detect_machines or not system.settings.carrier_profile.can.amd:
        return Detection.NONE
    return Detection.GREETING if setup.policy.max_voicemails else Detection.START
