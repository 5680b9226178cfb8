"""Takes a "never again" in: for whom it holds, and what follows from it at once.

However it reaches us, it ends up in `opt_out`. Two rules say whom it covers when it is more than
what a conversation says of itself: `opt_out_person` and `opt_out_household`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import structlog

from outreach import audit, planning
from outreach.actors import Actor
from outreach.audit import Action
from outreach.rules.dispositions import Fault
from outreach.rules.states import CaseState, LeadResult
from outreach.store import attempts as attempt_rows
from outreach.store import leads, matches, registry, suppressions
from outreach.store.database import Connection
from outreach.system import System

log = structlog.get_logger()


class Reason(StrEnum):
    """Why somebody stands on the suppression list. Values are stored: never rename."""

    ASKED = "asked"  # said or written to us
    LETTER = "letter"  # a request on paper or by mail
    AGENT = "agent"  # an agent passed it on
    COMPLAINT = "complaint"
    BLOCKED = "blocked"  # the person told the carrier to stop our texts
    UNCONFIRMED = "unconfirmed"  # heard badly and asked back about; stays until it is denied


class Scope(StrEnum):
    """For whom a household's opt-out holds, when it was asked. Values are those of the script."""

    NUMBER = "number"  # nobody on this number; the person may be called on another
    PERSON = "person"  # this person on no number; others may be called on this one


@dataclass(frozen=True, slots=True)
class OptedOut:
    """How many people and numbers an opt-out covers."""

    people: int
    numbers: int


def opt_out(
    system: System,
    connection: Connection,
    *,
    person_ids: Collection[int],
    number_hashes: Collection[str],
    source: str,
    now: datetime,
    reason: Reason = Reason.ASKED,
) -> OptedOut:
    """Never again: these people on every number, and these numbers for everybody.

    In every campaign at once, what is planned for these people is dropped, their cases are marked
    and the policy is asked anew, and leads that no agent has taken are closed. An attempt that is
    on its way ends by itself; so does the conversation in which this was said. Others who share
    one of the numbers keep their plans, which the policy moves to another number when dialling.
    """
    person_ids = matches.same_as(connection, person_ids) if person_ids else ()
    entries = [*((key, None) for key in person_ids), *((None, key) for key in number_hashes)]
    for person_id, number_hash in entries:
        suppressions.add(
            connection,
            person_id=person_id,
            number_hash=number_hash,
            reason=reason,
            source=source,
            now=now,
        )
    cases = suppressions.cases_of(connection, person_ids)
    # Attempts before cases, cases in order: as everywhere, so that no two requests wait for
    # each other.
    for case in cases:
        attempt_rows.drop_planned(connection, case.id)
    case_ids = [case.id for case in cases]
    suppressions.mark(connection, case_ids, now)
    leads.close_open(connection, case_ids, result=LeadResult.DO_NOT_CONTACT, now=now)
    for case in cases:
        _ask_anew(system, connection, case, now)
    log.info("opted out", source=source, reason=reason, cases=case_ids)
    return OptedOut(len(person_ids), len(number_hashes))


def take_back(
    system: System,
    connection: Connection,
    *,
    person_ids: Collection[int],
    number_hashes: Collection[str],
    source: str,
    now: datetime,
) -> None:
    """A household narrowed what it had said a moment before: these were not meant.

    Only what this very `source` has entered is taken out. What followed for these people is
    undone: their cases that it had closed are open again, and so are leads.
    """
    entries = matches.same_as(connection, person_ids)
    back = suppressions.take_out(connection, entries, number_hashes, source)
    cases = suppressions.cases_of(connection, back.people)
    case_ids = [case.id for case in cases]
    suppressions.unmark(connection, case_ids, back.since)
    leads.reopen(connection, case_ids, result=LeadResult.DO_NOT_CONTACT, since=back.since)
    for case in suppressions.cases_of(connection, back.people):
        _ask_anew(system, connection, case, now)
    log.info("opt-out narrowed", source=source, cases=case_ids)


def _ask_anew(system: System, connection: Connection, case: Any, now: datetime) -> None:
    """Asks the policy what becomes of an open case, unless an attempt of it is on its way."""
    if case.state != CaseState.OPEN:
        return
    if attempt_rows.open_of_case(connection, case.id) is not None:
        return
    setup = system.setup(connection, case.campaign_id)
    planning.plan_next(connection, setup, case.id, case.person_id, now)


def hold(connection: Connection, attempt: Any, *, now: datetime) -> None:
    """Perhaps never again: nobody is contacted while we ask whether that is what was meant.

    Only the suppression list knows of it, so that a denial can take it back without a trace.
    """
    for person_id, number_hash in ((attempt.person_id, None), (None, attempt.number_hash)):
        suppressions.add(
            connection,
            person_id=person_id,
            number_hash=number_hash,
            reason=Reason.UNCONFIRMED,
            source=source_of(attempt),
            now=now,
        )


def release(connection: Connection, attempt: Any) -> None:
    """It was not what was meant. Whatever else keeps the person or the number out, stays."""
    suppressions.remove(connection, reason=Reason.UNCONFIRMED, source=source_of(attempt))


def opt_out_said(system: System, connection: Connection, attempt: Any, *, now: datetime) -> None:
    """Said in a conversation: the person on every number, and this number for everybody.

    Whoever answered may share the phone with others of the draw; nobody who said "never call
    here again" is called on that phone for somebody else. Where they do, the next question is
    for whom it holds; until it is answered, for both. The attempt goes on to its end.
    """
    release(connection, attempt)  # what was held is now sure
    opt_out(
        system,
        connection,
        person_ids=[attempt.person_id],
        number_hashes=[attempt.number_hash],
        source=source_of(attempt),
        now=now,
    )


def source_of(attempt: Any) -> str:
    """How the entries of one conversation are told from all others."""
    return f"attempt {attempt.id}"


def opt_out_person(
    system: System,
    connection: Connection,
    person_id: int,
    *,
    source: str,
    now: datetime,
    reason: Reason = Reason.ASKED,
) -> OptedOut:
    """Somebody known asked for it, and not on one phone: it holds for all their numbers, so that
    none of them rings for somebody else of the household either."""
    entries = matches.same_as(connection, (person_id,))
    hashes = suppressions.numbers_of(connection, entries)
    return opt_out(
        system,
        connection,
        person_ids=[person_id],
        number_hashes=hashes,
        source=source,
        now=now,
        reason=reason,
    )


def opt_out_household(
    system: System,
    connection: Connection,
    number_hash: str,
    *,
    source: str,
    now: datetime,
    reason: Reason = Reason.ASKED,
) -> OptedOut:
    """Only the number is known: it holds for the number, known to us or not, and as persons for
    everybody who has it.

    Nothing says which of them asked. To leave one out who did not ask costs a contact; to ring
    the one who did, on another number, breaks the promise. See docs/decisions/opt-out.md.
    """
    return opt_out(
        system,
        connection,
        person_ids=suppressions.people_at(connection, number_hash),
        number_hashes=[number_hash],
        source=source,
        now=now,
        reason=reason,
    )


def heed_block(
    system: System, connection: Connection, number_hash: str, code: str | None, now: datetime
) -> None:
    """Remembers that a phone has blocked our texts at the carrier, where its code says so.

    The number only: whoever holds it blocked a sender; nobody was asked about other numbers.
    """
    if system.fault_of(code) is Fault.PERSON:
        opt_out(
            system,
            connection,
            person_ids=(),
            number_hashes=[number_hash],
            source="carrier",
            now=now,
            reason=Reason.BLOCKED,
        )


def suppress_case(
    system: System, case_code: str, *, reason: Reason, actor: Actor, now: datetime
) -> OptedOut:
    """An operator was asked on behalf of one person. Raises NotFound."""
    with system.store.transaction() as connection:
        person_id = registry.person_named(connection, case_code)
        done = opt_out_person(
            system, connection, person_id, source="operator", now=now, reason=reason
        )
        people = (person_id,)
        audit.record(
            connection, actor, Action.SUPPRESSED, people=people, detail=str(reason), now=now
        )
    return done


def suppress_number(
    system: System, number: str, *, reason: Reason, actor: Actor, now: datetime
) -> OptedOut:
    """An operator was asked on behalf of a number (E.164), whether anybody has it or not."""
    number_hash = system.store.keyring.blind_index("number", number)
    with system.store.transaction() as connection:
        people = suppressions.people_at(connection, number_hash)
        done = opt_out_household(
            system, connection, number_hash, source="operator", now=now, reason=reason
        )
        audit.record(
            connection, actor, Action.SUPPRESSED, people=people, detail=str(reason), now=now
        )
    return done
