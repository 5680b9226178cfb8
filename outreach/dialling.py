"""Places an attempt: the policy is asked again, one process wins it, then the carrier is called.

No transaction is open while the carrier is asked. A crash in between leaves "dialling, no SID",
which `recovery` settles with the carrier; nothing is ever dialled again blindly.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog

from flows import engine
from flows.gsm7 import segments
from flows.medium import Medium
from flows.phrases import phrase
from flows.turn import Line, Person
from outreach import attempts, opt_outs, planning
from outreach.attempts import Ending
from outreach.carrier import CallOrder, Detection, TextOrder
from outreach.errors import CarrierRefused, CarrierUnavailable
from outreach.rules.contact_policy import NOTICES, At, Never, Why, next_contact
from outreach.rules.dispositions import CarrierResult
from outreach.rules.states import AttemptState, CampaignState
from outreach.setups import Setup
from outreach.store import attempts as rows
from outreach.store import campaigns, conversations, histories, messages
from outreach.store.attempts import NumberInUse
from outreach.store.database import Connection
from outreach.system import System

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Claimed:
    """An attempt that this process, and no other, may now place."""

    attempt: Any
    setup: Setup
    body: str = ""


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
    body = _begin_text(system, connection, setup, attempt, now)
    return _Claimed(attempt, setup, body)


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


def _begin_text(
    system: System, connection: Connection, setup: Setup, attempt: Any, now: datetime
) -> str:
    """The words of a text. Where people can answer it, and it is no mere notice, it begins a
    conversation."""
    if attempt.medium != Medium.TEXT:
        return ""
    person = person_of(attempt)
    if system.settings.two_way_texts and attempt.why not in NOTICES:
        turn = engine.begin(setup.script, setup.context(person, now), Medium.TEXT)
        begin_conversation(connection, attempt, turn.state, now)
        lines = turn.says
    else:
        lines = (setup.notice(notice_for(attempt.why), person.name),)
    body = say(setup, lines, Medium.TEXT, person.locale)
    messages.add_outbound(
        connection,
        attempt_id=attempt.id,
        case_id=attempt.case_id,
        number_hash=attempt.number_hash,
        body=body,
        segments=segments(body),
        status="claimed",
        at=now,
    )
    return body


def begin_conversation(connection: Connection, attempt: Any, state: Any, now: datetime) -> None:
    """Writes the first state of an attempt's conversation, unless it is there already."""
    conversations.begin(
        connection,
        attempt_id=attempt.id,
        case_id=attempt.case_id,
        medium=state.medium,
        script=state.script,
        script_version=state.version,
        locale=state.locale,
        state=state.to_json(),
        turn=0,
        started_at=now,
    )


def person_of(attempt: Any) -> Person:
    """What a conversation may know of the person of an attempt's row."""
    return Person(
        attempt.name_sealed,
        attempt.birth_year,
        attempt.municipality,
        attempt.locale,
        attempt.limits or "",
    )


def notice_for(why: str) -> str:
    """Which of a script's notices a text is that nobody is asked to answer."""
    return "before_call" if why == Why.PRE_NOTICE else "missed_call"


def say(setup: Setup, lines: tuple[Line, ...], medium: Medium, locale: str) -> str:
    """The lines of a turn as one text."""
    return " ".join(phrase(setup.script, line, medium, locale) for line in lines)


def _detection(setup: Setup) -> Detection:
    """Whether to ask who answers, and whether to wait for the end of a machine's greeting."""
    if not setup.file.detect_machines:
        return Detection.NONE
    return Detection.GREETING if setup.policy.max_voicemails else Detection.START


def _ask_carrier(system: System, claimed: _Claimed) -> str:
    attempt, file = claimed.attempt, claimed.setup.file
    base = system.settings.public_base_url
    if attempt.medium == Medium.TEXT:
        return system.carrier.send_text(
            TextOrder(
                to=attempt.number_sealed,
                sender=file.caller_id,
                body=claimed.body,
                events_url=f"{base}/events/message/{attempt.ref}",
                valid_seconds=3600,
            )
        )
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
