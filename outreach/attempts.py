"""The end of an attempt: decided and written once, and what follows from it."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import structlog

from flows.medium import Medium
from flows.turn import Outcome, State
from outreach import new_leads, opt_outs, placements, stops
from outreach.agents import transfers
from outreach.attempt_endings import Ending
from outreach.carrier import Price
from outreach.planning import plan_next
from outreach.rules.dispositions import (
    AnsweredBy,
    AttemptFacts,
    CarrierResult,
    Disposition,
    Fault,
    decide,
    final_disposition,
    is_warm,
)
from outreach.rules.states import AttemptState, CaseState
from outreach.store import attempts as rows
from outreach.store import cases, conversations
from outreach.store.database import Connection
from outreach.system import System

__all__ = ["Ending", "end", "end_by_ref", "end_by_sid", "heard_late", "priced"]

log = structlog.get_logger()

_OPEN = (AttemptState.PLANNED, AttemptState.DIALLING, AttemptState.UNDER_WAY)
# Outcomes after which a time that was named is for us to keep; else it is the agent's.
_OURS_TO_CALL = {Outcome.CALLBACK, Outcome.NOT_HERE, Outcome.UNANSWERED, None}


def end_by_ref(system: System, ref: str, ending: Ending, now: datetime, sid: str = "") -> bool:
    """Ends an attempt known by its ref, in one transaction. False when there is none.

    `sid` is the carrier's id of it, where whoever tells of the end knows it. What has ended
    stays as it ended: late, repeated and reordered news change nothing.
    """
    with system.store.transaction() as connection:
        attempt = rows.by_ref(connection, ref)
        if attempt is None:
            return False
        attempt = placements.learnt(connection, attempt, sid, now)
        end(system, connection, attempt, ending, now)
    if _was_waiting(attempt):
        transfers.release(system, attempt.id, now)
    return True


def end_by_sid(system: System, sid: str, ending: Ending, now: datetime) -> bool:
    """Ends an attempt known by the carrier's id of it, as `end_by_ref` does."""
    with system.store.transaction() as connection:
        attempt = rows.by_sid(connection, sid)
        if attempt is None:
            return False
        end(system, connection, attempt, ending, now)
    if _was_waiting(attempt):
        transfers.release(system, attempt.id, now)
    return True


def _was_waiting(attempt: Any) -> bool:
    known = attempt.conversation_state
    return bool(known) and State.from_json(known).waits


def end(
    system: System,
    connection: Connection,
    attempt: Any,
    ending: Ending,
    now: datetime,
    *,
    plan: bool = True,
) -> None:
    """Decides what the attempt amounted to, saves it, and plans what follows.

    `attempt` is a row of `store.attempts`. Without `plan`, the caller plans what follows.
    """
    if attempt.state not in _OPEN:
        return
    state = _last_said(connection, attempt)
    facts = _facts(system, connection, attempt, state, ending)
    disposition = decide(facts)
    if not _save_end(connection, attempt, ending, facts, disposition, state, now):
        return
    log.info("attempt ended", attempt=attempt.id, disposition=disposition, result=ending.result)
    if state and state.may_opt_out:  # asked back about it, and nobody took it back
        opt_outs.opt_out_said(system, connection, attempt, now=now)
    stops.heed(system, connection, attempt, ending, facts.fault, now)
    _follow(connection, attempt, facts, disposition, state, now)
    if plan:
        setup = system.setup(connection, attempt.campaign_id, attempt.script_version)
        plan_next(connection, setup, attempt.case_id, attempt.person_id, now)


def heard_late(system: System, attempt_id: int, now: datetime) -> bool:
    """A reply was taken after the end of its call was told, which it had overtaken: what it says
    counts as if it had come in time. False where the call goes on."""
    with system.store.reading() as connection:
        if rows.state_of(connection, attempt_id) is not AttemptState.ENDED:
            return False
    with system.store.transaction() as connection:
        attempt = rows.by_id(connection, attempt_id)
        state = _last_said(connection, attempt)
        ending = Ending(CarrierResult(attempt.result))
        facts = _facts(system, connection, attempt, state, ending)
        disposition = decide(facts)
        last_step = state.step if state else None
        changed = {"disposition": disposition, "last_step": last_step}
        rows.move(connection, attempt_id, (AttemptState.ENDED,), **changed)
        log.info("heard late", attempt=attempt_id, disposition=disposition)
        _follow(connection, attempt, facts, disposition, state, now)
        _plan_anew(system, connection, attempt, disposition, now)
    return True


def _last_said(connection: Connection, attempt: Any) -> State | None:
    """The state of an attempt's conversation; a reply that is being taken waits until we are done,
    so that none falls between the two."""
    if not attempt.conversation_state:
        return None
    latest = conversations.locked_state(connection, attempt.conversation_id)
    return State.from_json(latest) if latest else None


def _follow(
    connection: Connection,
    attempt: Any,
    facts: AttemptFacts,
    disposition: Disposition,
    state: State | None,
    now: datetime,
) -> None:
    """What follows from what an attempt amounted to: for the case, a wait, a lead."""
    _remember(connection, attempt, disposition, state)
    if state and state.waits:
        transfers.person_gone(connection, attempt, now)
    if is_warm(facts):
        kept = state.kept if state else {}
        new_leads.add(connection, attempt, kept, now, interested=facts.interest is True)


def _plan_anew(
    system: System, connection: Connection, attempt: Any, disposition: Disposition, now: datetime
) -> None:
    """What was planned after the end that was told first is not wanted any more."""
    if attempt.case_state != CaseState.OPEN and not disposition.final:
        return
    rows.drop_planned(connection, attempt.case_id)
    if rows.open_of_case(connection, attempt.case_id) is None:
        setup = system.setup(connection, attempt.campaign_id, attempt.script_version)
        plan_next(connection, setup, attempt.case_id, attempt.person_id, now)


def _save_end(
    connection: Connection,
    attempt: Any,
    ending: Ending,
    facts: AttemptFacts,
    disposition: Disposition,
    state: State | None,
    now: datetime,
) -> bool:
    """Writes the end; False when another process was faster."""
    return rows.move(
        connection,
        attempt.id,
        _OPEN,
        state=AttemptState.ENDED,
        disposition=disposition,
        ended_at=now,
        result=ending.result,
        seconds=ending.seconds,
        sip_code=ending.sip_code,
        error_code=ending.error_code,
        answered_by=facts.answered_by,
        last_step=state.step if state else None,
        **priced(ending.price),
    )


def priced(price: Price | None) -> dict[str, Any]:
    """The columns of a price, where one is known."""
    return {} if price is None else {"price": price.amount, "price_unit": price.unit}


def _facts(
    system: System, connection: Connection, attempt: Any, state: State | None, ending: Ending
) -> AttemptFacts:
    known = attempt.answered_by
    facts = AttemptFacts(
        medium=Medium(attempt.medium),
        result=ending.result,
        fault=_fault(system, connection, attempt, ending),
        sip_code=ending.sip_code,
        answered_by=ending.answered_by or (AnsweredBy(known) if known else None),
    )
    if state is None:
        return facts
    interest = state.kept.get("interest")
    return replace(
        facts,
        spoke=conversations.spoke(connection, attempt.conversation_id),
        outcome=state.outcome,
        identified=state.identified,
        opted_out=state.opted_out or state.may_opt_out,
        interest={"yes": True, "no": False}.get(interest or ""),
        number_only=state.kept.get("opt_out_of") == "number",
    )


def _fault(system: System, connection: Connection, attempt: Any, ending: Ending) -> Fault | None:
    fault = system.fault_of(ending.error_code)
    if fault is None:
        return Fault.OURS if ending.result is CarrierResult.NOT_PLACED else None
    if fault is Fault.PERMISSION and attempt.number_country:
        own = system.setup(connection, attempt.campaign_id).country.country
        if attempt.number_country.lower() != own.lower():
            return Fault.NUMBER  # of another country: no other number is to suffer from it
    return fault


def _remember(
    connection: Connection, attempt: Any, disposition: Disposition, state: State | None
) -> None:
    """What the end of an attempt changes in its case."""
    before = [Disposition(attempt.case_disposition)] if attempt.case_disposition else []
    changes: dict[str, Any] = {"disposition": final_disposition([*before, disposition])}
    appointment = state.kept.get("appointment") if state else None
    if state and appointment and state.outcome in _OURS_TO_CALL:
        changes["appointment_at"] = datetime.fromisoformat(appointment)
    cases.change(connection, attempt.case_id, **changes)
