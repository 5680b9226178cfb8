"""What an agent does with a lead: see it, take it alone, note, give it back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flows.medium import Medium
from outreach import audit
from outreach.actors import Actor, campaigns_of, may_meet
from outreach.agents.offering import skills
from outreach.audit import Action
from outreach.errors import NotAllowed, NotFound
from outreach.lead_stories import Story, story_of
from outreach.rules.dispositions import Disposition
from outreach.rules.lead_order import LeadCard, order
from outreach.rules.states import LeadResult, LeadState, Role
from outreach.store import lead_lists as lists
from outreach.store import lead_notes, users
from outreach.store import leads as rows
from outreach.store.database import Connection
from outreach.system import System

__all__ = [
    "Contact",
    "LeadResult",
    "LeadView",
    "Waiting",
    "give_back",
    "note",
    "reassign",
    "take",
    "take_next",
    "view",
    "waiting",
]

MOST_SHOWN = 100
_MAY_GIVE = (Role.SUPERVISOR, Role.ADMIN)


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
    `birth_year` the registry has none to check. `colleagues` is for who may give it to another.
    """

    row: Any
    mine: bool = False
    numbers: tuple[Any, ...] = ()
    birth_year: int | None = None
    contacts: tuple[Contact, ...] = ()
    story: Story | None = None
    colleagues: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Waiting:
    """The actor's own leads, and the first of those that anybody can take who serves them. What
    others have is shown to who may give it to somebody else."""

    mine: list[Any]
    open: list[Any]
    others: list[Any]


def waiting(system: System, actor: Actor, now: datetime) -> Waiting:
    """What is promised to whom, the one to call first at the top."""
    with system.store.transaction() as connection:
        mine = lists.taken_by(connection, actor.user_id) if actor.user_id else []
        others = _others(connection, actor) if actor.role in _MAY_GIVE else []
        found = Waiting(mine, _open(connection, actor, now, MOST_SHOWN), others)
        seen = {row.person_id for row in (*mine, *found.open, *others)}
        audit.record(connection, actor, Action.LEADS_LISTED, people=seen, now=now)
    return found


def _others(connection: Connection, actor: Actor) -> list[Any]:
    taken, own = (LeadState.TAKEN,), campaigns_of(connection, actor)
    found = lists.listed(connection, taken, own, limit=MOST_SHOWN)
    return [row for row in found if row.taken_by != actor.user_id]


def _open(connection: Connection, actor: Actor, now: datetime, limit: int) -> list[Any]:
    user = users.by_id(connection, actor.user_id) if actor.user_id else None
    serves = actor.role is Role.AGENT and user is not None
    municipalities = skills(user.municipalities) if serves and user else None
    languages = skills(user.languages) if serves and user else None
    own = campaigns_of(connection, actor)
    found = lists.waiting(connection, now, limit, own, municipalities, languages)
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
    return [by_id[card.id] for card in order(cards, now, municipalities, languages)]


def view(system: System, lead_id: int, actor: Actor, now: datetime, locale: str = "") -> LeadView:
    """One lead; all of it for the agent who has it, our questions in this locale. Raises
    NotFound."""
    with system.store.transaction() as connection:
        row = met(connection, lead_id, actor)
        mine = row.state == LeadState.TAKEN and row.taken_by == actor.user_id
        shown = _whole(system, connection, row, locale) if mine else _part(connection, row, actor)
        detail = "whole" if mine else ""
        record(connection, actor, Action.LEAD_SEEN, row, now, detail)
    return shown


def _part(connection: Connection, row: Any, actor: Actor) -> LeadView:
    if actor.role not in _MAY_GIVE:
        return LeadView(row)
    return LeadView(row, colleagues=tuple(users.colleagues(connection, row.campaign_id)))


def _whole(system: System, connection: Connection, row: Any, locale: str) -> LeadView:
    numbers = rows.numbers_of(connection, row.person_id)
    return LeadView(
        row,
        mine=True,
        numbers=tuple(phone for phone in numbers if phone.number_sealed),
        birth_year=rows.birth_year_of(connection, row.person_id),
        contacts=tuple(_contact(past) for past in rows.contacts_of(connection, row.case_id)),
        story=story_of(system, connection, row, locale),
    )


def met(connection: Connection, lead_id: int, actor: Actor) -> Any:
    """The lead. Raises NotFound also where it is of a campaign that is none of the actor's."""
    row = rows.by_id(connection, lead_id)
    if row is None or not may_meet(connection, actor, row.campaign_id):
        raise NotFound("there is no such lead")
    return row


def record(
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
        row = met(connection, lead_id, actor)
        taken = rows.take(connection, lead_id, agent_of(actor), now)
        if taken:
            record(connection, actor, Action.LEAD_TAKEN, row, now)
    return taken


def take_next(system: System, actor: Actor, now: datetime) -> int | None:
    """Takes the one to call first, and no promise before its time. None when nobody waits."""
    with system.store.transaction() as connection:
        for row in _open(connection, actor, now, MOST_SHOWN):
            if row.agreed_at is not None and row.agreed_at > now:
                return None  # these come last, the soonest first
            if rows.take(connection, row.id, agent_of(actor), now):
                record(connection, actor, Action.LEAD_TAKEN, row, now)
                return int(row.id)
    return None


def give_back(system: System, lead_id: int, actor: Actor, now: datetime) -> None:
    with system.store.transaction() as connection:
        row = met(connection, lead_id, actor)
        if not rows.release(connection, lead_id, agent_of(actor), now):
            raise NotAllowed("only the agent who has a lead can give it back")
        record(connection, actor, Action.LEAD_GIVEN_BACK, row, now)


def note(system: System, lead_id: int, actor: Actor, body: str, now: datetime) -> None:
    """Writes something down. Raises NotFound, or NotAllowed unless this agent has the lead."""
    with system.store.transaction() as connection:
        row = met(connection, lead_id, actor)
        if row.state != LeadState.TAKEN or row.taken_by != agent_of(actor):
            raise NotAllowed("only the agent who has a lead can note")
        rows.worked(connection, lead_id, now)
        lead_notes.add(connection, lead_id=lead_id, user_id=actor.user_id, at=now, body=body)
        record(connection, actor, Action.LEAD_NOTED, row, now)


def reassign(system: System, lead_id: int, to: int | None, actor: Actor, now: datetime) -> None:
    """Gives a lead to an agent of its campaign, or (None) back to all of them. Raises NotFound, or
    NotAllowed when it is closed."""
    with system.store.transaction() as connection:
        row = met(connection, lead_id, actor)
        if to is not None and to not in {
            u.id for u in users.colleagues(connection, row.campaign_id)
        }:
            raise NotFound("there is no such agent in this campaign")
        if not rows.hand_over(connection, lead_id, to, now):
            raise NotAllowed("a lead that is closed stays closed")
        detail = f"user {to}" if to is not None else ""
        record(connection, actor, Action.LEAD_REASSIGNED, row, now, detail)


def agent_of(actor: Actor) -> int:
    if actor.user_id is None:
        raise NotAllowed("a lead is worked by somebody who has signed in")
    return actor.user_id
