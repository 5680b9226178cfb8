"""What was lost on the way: asked of the carrier and settled, never dialled again blindly."""

from datetime import datetime, timedelta

import structlog

from flows.medium import Medium
from outreach import attempts, dialling, planning
from outreach.attempts import Ending
from outreach.errors import CarrierError
from outreach.rules.dispositions import CarrierResult
from outreach.rules.states import AttemptState
from outreach.store import attempts as rows
from outreach.store import campaigns, cases
from outreach.system import System

log = structlog.get_logger()

UNCLAIMED_AFTER = timedelta(minutes=3)  # longer than any request to the carrier may take
SILENT_AFTER = timedelta(minutes=20)  # longer than a call may last


def recover(system: System, now: datetime) -> None:
    """Settles what is stale: claims without an id, calls and texts without an end, lost plans."""
    with system.store.reading() as connection:
        unclaimed = rows.without_sid(connection, now - UNCLAIMED_AFTER)
        silent = rows.silent_since(connection, Medium.VOICE, now - SILENT_AFTER)
        campaign_ids = [campaign.id for campaign in campaigns.running(connection)]
    for attempt_id in unclaimed:
        _adopt_or_end(system, attempt_id, now)
    for attempt_id in silent:
        _ask_how_it_ended(system, attempt_id, now)
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
        found = look_up(to, attempt.claimed_at)
    except CarrierError as error:
        log.warning("recovery postponed", attempt=attempt_id, error=str(error))
        return
    if not found:
        attempts.end_by_ref(system, attempt.ref, Ending(CarrierResult.NOT_PLACED), now)
        return
    log.info("call adopted", attempt=attempt_id)
    dialling.placed(system, attempt_id, found[0].sid, now)
    if found[0].result is not None and attempt.medium == Medium.VOICE:
        ending = Ending(found[0].result, found[0].seconds, answered_by=found[0].answered_by)
        attempts.end_by_ref(system, attempt.ref, ending, now)


def _ask_how_it_ended(system: System, attempt_id: int, now: datetime) -> None:
    """Under way for too long: its last callback was lost, or it really is a long call."""
    with system.store.reading() as connection:
        attempt = rows.by_id(connection, attempt_id)
    if attempt.state != AttemptState.UNDER_WAY or not attempt.carrier_sid:
        return
    try:
        call = system.carrier.call(attempt.carrier_sid)
    except CarrierError as error:
        log.warning("recovery postponed", attempt=attempt_id, error=str(error))
        return
    if call.result is not None:
        ending = Ending(call.result, call.seconds, answered_by=call.answered_by)
        attempts.end_by_ref(system, attempt.ref, ending, now)


def _end_unanswered_texts(system: System, campaign_id: int, now: datetime) -> None:
    with system.store.transaction() as connection:
        setup = system.setup(connection, campaign_id)
        sent_before = now - timedelta(hours=setup.policy.text_reply_hours)
        for attempt_id in rows.silent_since(connection, Medium.TEXT, sent_before):
            attempt = rows.by_id(connection, attempt_id)
            if attempt.campaign_id == campaign_id:
                ending = Ending(CarrierResult(attempt.result or CarrierResult.SENT))
                attempts.end(system, connection, attempt, ending, now)


def _plan_the_forgotten(system: System, campaign_id: int, now: datetime) -> None:
    """An open case without an open attempt gets one: nobody is left without a next time."""
    with system.store.transaction() as connection:
        setup = system.setup(connection, campaign_id)
        for case in cases.without_attempt(connection, campaign_id):
            planning.plan_next(connection, setup, case.id, case.person_id, now)
