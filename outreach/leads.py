"""What an agent does with a lead: see it, take it alone, give it back, close it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flows.medium import Medium
from outreach import audit
from outreach.actors import Actor, campaigns_of, may_meet
from outreach.audit import Action
from outreach.errors import NotAllowed, NotFound
from outreach.opt_outs import opt_out_person
from outreach.rules.dispositions import Disposition
from outreach.rules.lead_order import LeadCard, order
from outreach.rules.states import LeadResult, LeadState
from outreach.store import leads as rows
from outreach.store.database import Connection
from outreach.system import System

__all__ = [
    "Contact",
    "LeadResult",
    "LeadView",
    "close",
    "give_back",
    "take",
    "view",
    "waiting",
]


@dataclass(frozen=True, slots=True)
class Contact:
    """An attempt that is over, as an agent sees it. `inbound`: the person came to us."""

    began: datetime
    medium: Medium
    inbound: bool
    disposition: Disposition


@dataclass(frozen=True, slots=True)
class LeadView:
    """A lead as an agent sees it. `numbers` are E.164, `contacts` the latest first.

    What follows `mine` is given only to who has taken the lead, and for as long. Without a
    `birth_year` the registry has none to check.
    """

    row: Any
    mine: bool = False
    numbers: tuple[str, ...] = ()
    birth_year: int | None = None
    contacts: tuple[Contact, ...] = ()


def waiting(system: System, actor: Actor, now: datetime) -> list[Any]:
    """Leads of the actor's campaigns, open or taken, the one to call first at the top."""
    with system.store.transaction() as connection:
        own = campaigns_of(connection, actor)
        found = rows.listed(connection, (LeadState.OPEN, LeadState.TAKEN), own)
        seen = {row.person_id for row in found}
        audit.record(connection, actor, Action.LEADS_LISTED, people=seen, now=now)
    by_id = {row.id: row for row in found}
    cards = [
        LeadCard(
            id=row.id,
            created_at=row.created_at,
            agreed_at=row.agreed_at,
            wants_now=row.wants_now,
            interested=row.interested,
            municipality=row.municipality,
            locale=row.locale,
        )
        for row in found
    ]
    return [by_id[card.id] for card in order(cards, now)]


def view(system: System, lead_id: int, actor: Actor, now: datetime) -> LeadView:
    """One lead; all of it for the agent who has it. Raises NotFound."""
    with system.store.transaction() as connection:
        row = _met(connection, lead_id, actor)
        mine = row.state == LeadState.TAKEN and row.taken_by == actor.user_id
        shown = _whole(connection, row) if mine else LeadView(row)
        _record(connection, actor, Action.LEAD_SEEN, row, now, "whole" if mine else "")
    return shown


def _whole(connection: Connection, row: Any) -> LeadView:
    numbers = (phone.number_sealed for phone in rows.numbers_of(connection, row.person_id))
    return LeadView(
        row,
        mine=True,
        numbers=tuple(number for number in numbers if number),
        birth_year=rows.birth_year_of(connection, row.person_id),
        contacts=tuple(_contact(past) for past in rows.contacts_of(connection, row.case_id)),
    )


def _met(connection: Connection, lead_id: int, actor: Actor) -> Any:
    """The lead. Raises NotFound also where it is of a campaign that is none of the actor's."""
    row = rows.by_id(connection, lead_id)
    if row is None or not may_meet(connection, actor, row.campaign_id):
        raise NotFound("there is no such lead")
    return row


def _record(
    connection: Connection, actor: Actor, action: Action, row: Any, now: datetime, detail: str = ""
) -> None:
    audit.record(
        connection,
        actor,
        action,
        people=(row.person_id,),
        subject=f"lead {row.id}",
        detail=detail,
        now=now,
    )


def _contact(past: Any) -> Contact:
    return Contact(past.began, Medium(past.medium), past.inbound, Disposition(past.disposition))


def take(system: System, lead_id: int, actor: Actor, now: datetime) -> bool:
    """Takes an open lead; False when another agent was faster. Raises NotFound."""
    with system.store.transaction() as connection:
        row = _met(connection, lead_id, actor)
        taken = rows.take(connection, lead_id, _agent(actor), now)
        if taken:
            _record(connection, actor, Action.LEAD_TAKEN, row, now)
    return taken


def give_back(system: System, lead_id: int, actor: Actor, now: datetime) -> None:
    with system.store.transaction() as connection:
        row = _met(connection, lead_id, actor)
        if not rows.release(connection, lead_id, _agent(actor)):
            raise NotAllowed("only the agent who has a lead can give it back")
        _record(connection, actor, Action.LEAD_GIVEN_BACK, row, now)


def close(
    system: System, lead_id: int, actor: Actor, *, result: LeadResult, note: str, now: datetime
) -> None:
    """Closes a lead with its result. Raises NotFound, or NotAllowed unless this agent has it.

    Who told the agent never to be contacted again is not contacted again, by anybody.
    """
    with system.store.transaction() as connection:
        row = _met(connection, lead_id, actor)
        if not rows.close(connection, lead_id, _agent(actor), result=result, note=note, now=now):
            raise NotAllowed("only the agent who has a lead can close it")
        if result is LeadResult.DO_NOT_CONTACT:
            opt_out_person(system, connection, row.person_id, source="agent", now=now)
        _record(connection, actor, Action.LEAD_CLOSED, row, now, str(result))


def _agent(actor: Actor) -> int:
    if actor.user_id is None:
        raise NotAllowed("a lead is worked by somebody who has signed in")
    return actor.user_id
