"""What was lost on the way: asked of the carrier and settled, never dialled again blindly."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import structlog

from flows.medium import Medium
from outreach import attempts, placements, planning, texts
from outreach.attempt_endings import Ending, ending_of
from outreach.carrier import CarrierCall
from outreach.errors import CarrierError
from outreach.rules.adoption import adopted
from outreach.rules.dispositions import CarrierResult
from outreach.rules.states import AttemptState
from outreach.setups import Setup
from outreach.store import attempts as rows
from outreach.store import campaigns, cases, placed, silent
from outreach.system import System

log = structlog.get_logger()

UNCLAIMED_AFTER = timedelta(minutes=3)  # longer than any request to the carrier may take
SILENT_AFTER = timedelta(minutes=20)  # longer than a call may last
TEXT_SILENT_AFTER = timedelta(hours=1)  # networks report on a text within minutes, or never
CLOCKS_DIFFER_BY = timedelta(minutes=1)  # ours and the carrier's, which gives whole seconds only


def recover(system: System, now: datetime) -> None:
    """Settles what is stale: claims without an id, calls and texts without an end, lost plans."""
    with system.store.reading() as connection:
        unclaimed = silent.without_sid(connection, now - UNCLAIMED_AFTER)
        unended = silent.silent_since(connection, Medium.VOICE, now - SILENT_AFTER)
        unreported = silent.unreported_texts(connection, now - TEXT_SILENT_AFTER)
        campaign_ids = [campaign.id for campaign in campaigns.running(connection)]
    for attempt_id in unclaimed:
        _adopt_or_end(system, attempt_id, now)
    for attempt_id in (*unended, *unreported):
        _ask_how_it_went(system, attempt_id, now)
    for campaign_id in campaign_ids:
        _end_unanswered_texts(system, campaign_id, now)
        _plan_the_forgotten(system, campaign_id, now)


def _adopt_or_end(system: System, attempt_id: int, now: datetime) -> None:
    """Claimed, and no id came: the carrier knows whether it was ever placed."""
    with system.store.reading() as connection:
        attempt = rows.by_id(connection, attempt_id)
        if attempt.state != AttemptState.DIALLING:
            return
        setup = system.setup(connection, attempt.campaign_id)
    to = setup.address(Medium(attempt.medium), attempt.number_sealed)
    carrier = system.carrier
    look_up = carrier.calls_to if attempt.medium == Medium.VOICE else carrier.texts_to
    try:
        found = look_up(to, attempt.claimed_at - CLOCKS_DIFFER_BY)
    except CarrierError as error:
        log.warning("recovery postponed", attempt=attempt_id, error=str(error))
        return
    ours = _ours(system, setup, attempt, found)
    if ours is None:
        attempts.end_by_ref(system, attempt.ref, Ending(CarrierResult.NOT_PLACED), now)
        return
    log.info("call adopted", attempt=attempt_id)
    placements.placed(system, attempt_id, ours.sid, now)
    _take_word(system, attempt, ours, now)


def _ours(
    system: System, setup: Setup, attempt: Any, found: Sequence[CarrierCall]
) -> CarrierCall | None:
    caller_id = attempt.caller_id and setup.address(Medium(attempt.medium), attempt.caller_id)
    with system.store.reading() as connection:
        taken = placed.known_sids(connection, [call.sid for call in found])
    free = [call for call in found if call.sid not in taken]
    ours, others = adopted(free, ref=attempt.ref, caller_id=caller_id)
    if others:
        log.warning("more than one call could be ours", attempt=attempt.id, others=others)
    return ours


def _ask_how_it_went(system: System, attempt_id: int, now: datetime) -> None:
    """Under way for too long: its callbacks were lost, or it really takes that long."""
    attempt = _attempt(system, attempt_id)
    if attempt.state != AttemptState.UNDER_WAY or not attempt.carrier_sid:
        return
    look_up = system.carrier.call if attempt.medium == Medium.VOICE else system.carrier.text
    try:
        known = look_up(attempt.carrier_sid)
    except CarrierError as error:
        log.warning("recovery postponed", attempt=attempt_id, error=str(error))
        return
    _take_word(system, attempt, known, now)


def _take_word(system: System, attempt: Any, known: CarrierCall, now: datetime) -> None:
    """What the carrier says of a call or text counts as if it had told us in time."""
    ending = ending_of(known)
    if ending is None:
        return
    if attempt.medium == Medium.TEXT:
        texts.take_report(system, attempt.ref, ending, now)
    else:
        attempts.end_by_ref(system, attempt.ref, ending, now)


def _attempt(system: System, attempt_id: int) -> Any:
    with system.store.reading() as connection:
        return rows.by_id(connection, attempt_id)


def _end_unanswered_texts(system: System, campaign_id: int, now: datetime) -> None:
    """Nobody replied in time. A text of which no receipt came is looked up before it ends."""
    with system.store.reading() as connection:
        setup = system.setup(connection, campaign_id)
        sent_before = now - timedelta(hours=setup.policy.text_reply_hours)
        silent_texts = silent.silent_since(connection, Medium.TEXT, sent_before)
    for attempt_id in silent_texts:
        attempt = _attempt(system, attempt_id)
        if attempt.campaign_id != campaign_id:
            continue
        if attempt.result != CarrierResult.DELIVERED and not attempt.inbound:
            _ask_how_it_went(system, attempt_id, now)
        with system.store.transaction() as connection:
            attempt = rows.by_id(connection, attempt_id)
            ending = Ending(CarrierResult(attempt.result or CarrierResult.SENT))
            attempts.end(system, connection, attempt, ending, now)


def _plan_the_forgotten(system: System, campaign_id: int, now: datetime) -> None:
    """An open case without an open attempt gets one: nobody is left without a next time."""
    with system.store.transaction() as connection:
        setup = system.setup(connection, campaign_id)
        for case in cases.without_attempt(connection, campaign_id):
            planning.plan_next(connection, setup, case.id, case.person_id, now)
