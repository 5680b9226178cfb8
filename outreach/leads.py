"""What an agent does with a lead: see it, take it alone, give it back, close it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flows.medium import Medium
from outreach.errors import NotAllowed, NotFound
from outreach.opt_outs import opt_out_person
from outreach.rules.dispositions import Disposition
from outreach.rules.lead_order import LeadCard, order
from outreach.rules.states import LeadResult, LeadState
from outreach.store import leads as rows
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


def waiting(system: System, now: datetime) -> list[Any]:
    """Leads that are open or taken, the one to call first at the top."""
    with system.store.reading() as connection:
        found = rows.listed(connection, (LeadState.OPEN, LeadState.TAKEN))
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


def view(system: System, lead_id: int, agent_id: int) -> LeadView:
    """One lead; all of it for the agent who has it. Raises NotFound."""
    with system.store.reading() as connection:
        row = rows.by_id(connection, lead_id)
        if row is None:
            raise NotFound("there is no such lead")
        if row.state != LeadState.TAKEN or row.taken_by != agent_id:
            return LeadView(row)
        return LeadView(
            row,
            mine=True,
            numbers=tuple(n.number_sealed for n in rows.numbers_of(connection, row.person_id)),
            birth_year=rows.birth_year_of(connection, row.person_id),
            contacts=tuple(_contact(past) for past in rows.contacts_of(connection, row.case_id)),
        )


def _contact(past: Any) -> Contact:
    return Contact(past.began, Medium(past.medium), past.inbound, Disposition(past.disposition))


def take(system: System, lead_id: int, agent_id: int, now: datetime) -> bool:
    """Takes an open lead; False when another agent was faster."""
    with system.store.transaction() as connection:
        return rows.take(connection, lead_id, agent_id, now)


def give_back(system: System, lead_id: int, agent_id: int) -> None:
    with system.store.transaction() as connection:
        if not rows.release(connection, lead_id, agent_id):
            raise NotAllowed("only the agent who has a lead can give it back")


def close(
    system: System, lead_id: int, agent_id: int, *, result: LeadResult, note: str, now: datetime
) -> None:
    """Closes a lead with its result. Raises NotAllowed unless this agent has it.

    Who told the agent never to be contacted again is not contacted again, by anybody.
    """
    with system.store.transaction() as connection:
        closed = rows.close(connection, lead_id, agent_id, result=result, note=note, now=now)
        if not closed:
            raise NotAllowed("only the agent who has a lead can close it")
        lead = rows.by_id(connection, lead_id)
        if result is LeadResult.DO_NOT_CONTACT and lead is not None:
            opt_out_person(system, connection, lead.person_id, source="agent", now=now)
