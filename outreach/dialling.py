"""Places an attempt: the policy is asked again, one process wins it, then the carrier is called.

No transaction is open while the carrier is asked. A crash in between leaves "dialling, no SID",
which `recovery` settles with the carrier; nothing is ever dialled again blindly.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog

from flows.gsm7 import segments
from flows.medium import Medium
from flows.turn import Line, Person
from outreach import attempts, carrier_health, opt_outs, orders, placements, planning, stops
from outreach.attempts import Ending
from outreach.beginnings import begin_conversation, first_turn, person_of, say
from outreach.channels import FREE_TEXT, Channel
from outreach.errors import CarrierRefused, CarrierUnavailable
from outreach.orders import Text
from outreach.rules.breaker import Breaker, is_failure
from outreach.rules.caller_ids import CallerId
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

# Shorter than recovery waits before it takes a claim for lost.
CLAIM_HOLDS = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class _Claimed:
    """An attempt that this process, and no other, may now place."""

    attempt: Any
    setup: Setup
    caller_id: str
    carrier: Breaker  # as it was when this attempt was let through
    text: Text | None = None


def place(system: System, attempt_id: int, now: datetime) -> None:
    """Places one attempt if the policy still wants it now and nobody else has taken it."""
    try:
        with system.store.transaction() as connection:
            claimed = _claim(system, connection, attempt_id, now)
    except NumberInUse:
        return  # the clock finds it due again
    if claimed is None:
        return
    if system.clock.now() - now > CLAIM_HOLDS:
        # This process was held up. Others may have taken the attempt for lost: recovery says.
        log.warning("claim too old", attempt=attempt_id)
        return
    try:
        sid = _ask_carrier(system, claimed)
    except CarrierRefused as refused:
        failed = is_failure(system.fault_of(refused.code))
        _went(system, claimed, well=not failed, now=now)
        _refused(system, claimed.attempt, refused.code, now)
    except CarrierUnavailable as unavailable:
        # It may have been placed: the clock will ask the carrier.
        log.warning("carrier unavailable", attempt=attempt_id, error=str(unavailable))
        _went(system, claimed, well=False, now=now)
    else:
        placements.placed(system, attempt_id, sid, system.clock.now())
        _went(system, claimed, well=True, now=now)


def _went(system: System, claimed: _Claimed, *, well: bool, now: datetime) -> None:
    campaign_id = claimed.attempt.campaign_id
    carrier_health.went(system, campaign_id, claimed.carrier, well=well, now=now)


def _refused(system: System, attempt: Any, code: str, now: datetime) -> None:
    log.warning("carrier refused", attempt=attempt.id, code=code)
    ending = Ending(CarrierResult.NOT_PLACED, error_code=code)
    with system.store.transaction() as connection:
        opt_outs.heed_block(system, connection, attempt.number_hash, code, now)
        fresh = rows.by_id(connection, attempt.id)
        attempts.end(system, connection, fresh, ending, now)


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
    caller = orders.caller(connection, setup, attempt, now, alone=True)
    valid = orders.valid(system, setup, attempt, now)
    if caller is None or valid is None:
        _put_off(connection, setup, attempt, now)
        return None
    carrier = carrier_health.admit(system, connection, now)
    if carrier is None:
        return None  # it is being spared; the clock finds the attempt due again
    if not rows.claim(connection, attempt.id, now, *_local(setup, now), caller.number):
        return None
    text = _begin_text(connection, setup, attempt, caller.number, valid, now)
    return _Claimed(attempt, setup, caller.number, carrier, text)


def caller_for(system: System, attempt_id: int, now: datetime) -> CallerId | None:
    """The number from which an attempt would be placed now, so that its pace can be kept."""
    with system.store.reading() as connection:
        attempt = rows.by_id(connection, attempt_id)
        if attempt is None or attempt.state != AttemptState.PLANNED:
            return None
        setup = system.setup(connection, attempt.campaign_id, attempt.script_version)
        return orders.caller(connection, setup, attempt, now, alone=False)


def _put_off(connection: Connection, setup: Setup, attempt: Any, now: datetime) -> None:
    """Not today any more: the calls of our numbers are used up, or it is late for a text."""
    when = setup.hours.next_open(orders.midnight(setup, now + timedelta(days=1)))
    if when is not None:
        planned = (AttemptState.PLANNED,)
        rows.move(connection, attempt.id, planned, due_at=when, enqueued_at=None)


def _local(setup: Setup, now: datetime) -> tuple[int, int]:
    local = now.astimezone(setup.hours.zone)
    return local.hour, local.weekday()


def _still_wanted(connection: Connection, setup: Setup, attempt: Any, now: datetime) -> bool:
    """Asks the policy again at the moment of dialling; what it no longer wants is moved."""
    known = histories.known(connection, attempt.case_id, attempt.person_id)
    policy = stops.policy_now(connection, setup)
    answer = next_contact(known.history, policy, setup.hours, now)
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


def _begin_text(
    connection: Connection,
    setup: Setup,
    attempt: Any,
    caller_id: str,
    valid: timedelta,
    now: datetime,
) -> Text | None:
    """The words of a text, its segments and cost counted before it is sent. Where people can
    answer it, and it is no mere notice, it begins a conversation."""
    if attempt.medium != Medium.TEXT:
        return None
    person = person_of(attempt)
    if setup.two_way and attempt.why not in NOTICES:
        turn = first_turn(connection, setup, attempt, Medium.TEXT, now)
        begin_conversation(connection, attempt, turn.state, now)
        lines = turn.says
    else:
        lines = (_notice(setup, attempt.why, person, caller_id),)
    body = say(setup, lines, Medium.TEXT, person.locale)
    whatsapp = setup.channel is Channel.WHATSAPP
    parts = 1 if whatsapp else segments(body)
    messages.add_outbound(
        connection,
        attempt_id=attempt.id,
        case_id=attempt.case_id,
        channel=setup.channel,
        number_hash=attempt.number_hash,
        body=body,
        segments=parts,
        cost=setup.tariff.text(parts) if setup.tariff and not whatsapp else None,
        status="claimed",
        at=now,
    )
    since = now - FREE_TEXT
    free = whatsapp and messages.has_written(connection, attempt.number_hash, setup.channel, since)
    return Text(body, valid, templated=whatsapp and not free)


def _notice(setup: Setup, why: str, person: Person, caller_id: str) -> Line:
    """That we are going to call; or who called, and which number to ring: free of charge where we
    return missed calls."""
    if why == Why.PRE_NOTICE:
        return setup.notice("before_call", person.name, caller_id)
    free = setup.call_back_missed and "missed_call_free" in setup.script.notices
    return setup.notice("missed_call_free" if free else "missed_call", person.name, caller_id)


def _ask_carrier(system: System, claimed: _Claimed) -> str:
    attempt, setup, caller_id = claimed.attempt, claimed.setup, claimed.caller_id
    if claimed.text is not None:
        text = orders.text(system, setup, attempt, caller_id, claimed.text)
        return system.carrier.send_text(text)
    return system.carrier.place_call(orders.call(system, setup, attempt, caller_id))
