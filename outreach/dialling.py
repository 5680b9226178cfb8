"""Places an attempt: the policy is asked again, one process wins it, then the carrier is called.

No transaction is open while the carrier is asked. A crash in between leaves "dialling, no SID",
which `recovery` settles with the carrier; nothing is ever dialled again blindly.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog

from flows.gsm7 import segments
from flows.medium import Medium
from flows.turn import Line, Person
from outreach import attempts, opt_outs, planning
from outreach.attempts import Ending
from outreach.beginnings import begin_conversation, first_turn, person_of, say
from outreach.carrier import CallOrder, Detection, TextOrder
from outreach.channels import FREE_TEXT, Channel
from outreach.errors import CarrierRefused, CarrierUnavailable
from outreach.rules.contact_policy import NOTICES, At, Never, Why, next_contact
from outreach.rules.dispositions import CarrierResult
from outreach.rules.states import AttemptState, CampaignState
from outreach.setups import Setup
from outreach.store import attempts as rows
from outreach.store import campaigns, histories, messages
from outreach.store.attempts import NumberInUse
from outreach.store.database import Connection
from outreach.system import System

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Claimed:
    """An attempt that this process, and no other, may now place."""

    attempt: Any
    setup: Setup
    text: "_Text | None" = None


@dataclass(frozen=True, slots=True)
class _Text:
    """The words of a text, and whether they have to go as an approved template."""

    body: str
    templated: bool


def place(system: System, attempt_id: int, now: datetime) -> None:
    """Places one attempt if the policy still wants it now and nobody else has taken it."""
    try:
        with system.store.transaction() as connection:
            claimed = _claim(system, connection, attempt_id, now)
    except NumberInUse:
        return  # the clock finds it due again
    if claimed is None:
        return
    try:
        sid = _ask_carrier(system, claimed)
    except CarrierRefused as refused:
        log.warning("carrier refused", attempt=attempt_id, code=refused.code)
        ending = Ending(CarrierResult.NOT_PLACED, error_code=refused.code)
        with system.store.transaction() as connection:
            number_hash = claimed.attempt.number_hash
            opt_outs.heed_block(system, connection, number_hash, refused.code, now)
            fresh = rows.by_id(connection, attempt_id)
            attempts.end(system, connection, fresh, ending, now)
        return
    except CarrierUnavailable as unavailable:
        # It may have been placed: the clock will ask the carrier.
        log.warning("carrier unavailable", attempt=attempt_id, error=str(unavailable))
        return
    placed(system, attempt_id, sid, now)


def placed(system: System, attempt_id: int, sid: str, now: datetime) -> None:
    """Remembers the carrier's id of an attempt, whose end may already have been reported."""
    with system.store.transaction() as connection:
        moved = rows.move(
            connection,
            attempt_id,
            (AttemptState.DIALLING,),
            state=AttemptState.UNDER_WAY,
            carrier_sid=sid,
            placed_at=now,
        )
        if not moved:
            ended = (AttemptState.UNDER_WAY, AttemptState.ENDED)
            rows.move(connection, attempt_id, ended, carrier_sid=sid)


def _claim(
    system: System, connection: Connection, attempt_id: int, now: datetime
) -> _Claimed | None:
    attempt = rows.by_id(connection, attempt_id)
    if attempt is None or attempt.state != AttemptState.PLANNED:
        return None
    state, is_sample = campaigns.standing(connection, attempt.campaign_id)
    if state is not CampaignState.RUNNING:
        return None
    if is_sample and not system.carrier.is_rehearsal:
        log.error("sample list refused", campaign=attempt.campaign_id)
        return None
    setup = system.setup(connection, attempt.campaign_id, attempt.script_version)
    if not _still_wanted(connection, setup, attempt, now):
        return None
    if not rows.claim(connection, attempt.id, now, *_local(setup, now)):
        return None
    return _Claimed(attempt, setup, _begin_text(connection, setup, attempt, now))


def _local(setup: Setup, now: datetime) -> tuple[int, int]:
    local = now.astimezone(setup.hours.zone)
    return local.hour, local.weekday()


def _still_wanted(connection: Connection, setup: Setup, attempt: Any, now: datetime) -> bool:
    """Asks the policy again at the moment of dialling; what it no longer wants is moved."""
    known = histories.known(connection, attempt.case_id, attempt.person_id)
    answer = next_contact(known.history, setup.policy, setup.hours, now)
    if isinstance(answer, Never):
        rows.drop_planned(connection, attempt.case_id)
        planning.plan_next(connection, setup, attempt.case_id, attempt.person_id, now)
        return False
    if _is_now(answer, attempt, now):
        return True
    number_hash = known.hash_of[answer.number_id]
    planned = planning.planned_row(attempt.case_id, setup.campaign_id, number_hash, answer)
    anew = {**planned, "ref": attempt.ref, "enqueued_at": None}
    rows.move(connection, attempt.id, (AttemptState.PLANNED,), **anew)
    return False


def _is_now(answer: At, attempt: Any, now: datetime) -> bool:
    return (
        answer.when <= now
        and answer.number_id == attempt.phone_id
        and answer.medium == attempt.medium
        and (answer.why == Why.APPOINTMENT) == attempt.to_appointment
        and (answer.why == attempt.why or answer.why not in NOTICES)
    )


def _begin_text(connection: Connection, setup: Setup, attempt: Any, now: datetime) -> _Text | None:
    """The words of a text. Where people can answer it, and it is no mere notice, it begins a
    conversation."""
    if attempt.medium != Medium.TEXT:
        return None
    person = person_of(attempt)
    if setup.two_way and attempt.why not in NOTICES:
        turn = first_turn(connection, setup, attempt, Medium.TEXT, now)
        begin_conversation(connection, attempt, turn.state, now)
        lines = turn.says
    else:
        lines = (_notice(setup, attempt.why, person),)
    body = say(setup, lines, Medium.TEXT, person.locale)
    whatsapp = setup.channel is Channel.WHATSAPP
    messages.add_outbound(
        connection,
        attempt_id=attempt.id,
        case_id=attempt.case_id,
        channel=setup.channel,
        number_hash=attempt.number_hash,
        body=body,
        segments=1 if whatsapp else segments(body),
        status="claimed",
        at=now,
    )
    since = now - FREE_TEXT
    free = whatsapp and messages.has_written(connection, attempt.number_hash, setup.channel, since)
    return _Text(body, templated=whatsapp and not free)


def _notice(setup: Setup, why: str, person: Person) -> Line:
    """That we are going to call; or who called, and which number to ring: free of charge where we
    return missed calls."""
    if why == Why.PRE_NOTICE:
        return setup.notice("before_call", person.name)
    free = setup.call_back_missed and "missed_call_free" in setup.script.notices
    return setup.notice("missed_call_free" if free else "missed_call", person.name)


def _text_order(claimed: _Claimed, text: _Text, base: str) -> TextOrder:
    attempt, setup = claimed.attempt, claimed.setup
    whatsapp = setup.channel is Channel.WHATSAPP
    return TextOrder(
        to=setup.address(Medium.TEXT, attempt.number_sealed),
        sender=setup.address(Medium.TEXT, setup.file.whatsapp_sender or setup.file.caller_id),
        body=text.body,
        events_url=f"{base}/events/message/{attempt.ref}",
        valid_seconds=None if whatsapp else 3600,
        template=(setup.file.whatsapp_template or "") if text.templated else "",
        variables={"1": person_of(attempt).name} if text.templated else {},
    )


def _detection(setup: Setup) -> Detection:
    """Whether to ask who answers, and whether to wait for the end of a machine's greeting."""
    if not setup.file.detect_machines:
        return Detection.NONE
    return Detection.GREETING if setup.policy.max_voicemails else Detection.START


def _ask_carrier(system: System, claimed: _Claimed) -> str:
    attempt, file = claimed.attempt, claimed.setup.file
    base = system.settings.public_base_url
    if claimed.text is not None:
        return system.carrier.send_text(_text_order(claimed, claimed.text, base))
    return system.carrier.place_call(
        CallOrder(
            to=attempt.number_sealed,
            caller_id=file.caller_id,
            answer_url=f"{base}/voice/{attempt.ref}/0",
            events_url=f"{base}/events/call/{attempt.ref}",
            ring_seconds=file.ring_seconds,
            detection=_detection(claimed.setup),
            machine_url=f"{base}/events/machine/{attempt.ref}" if file.async_amd else "",
        )
    )
