"""Plans what follows: the next attempt that the policy wants, or the end of a case."""

import secrets
from datetime import datetime
from typing import Any

from outreach import stops
from outreach.rules.contact_policy import At, Never, Why, next_contact
from outreach.rules.states import AttemptState, CaseState
from outreach.setups import Setup
from outreach.store import attempts as rows
from outreach.store import cases, histories
from outreach.store.database import Connection


def new_ref() -> str:
    """A name for an attempt in callback addresses: 16 characters of [A-Za-z0-9_-], unguessable."""
    return secrets.token_urlsafe(12)


def planned_row(case_id: int, campaign_id: int, number_hash: str, at: At) -> dict[str, Any]:
    """The row of an attempt that the policy has asked for."""
    return {
        "ref": new_ref(),
        "case_id": case_id,
        "campaign_id": campaign_id,
        "phone_id": at.number_id,
        "number_hash": number_hash,
        "medium": at.medium,
        "inbound": False,
        "state": AttemptState.PLANNED,
        "why": at.why,
        "to_appointment": at.why == Why.APPOINTMENT,
        "due_at": at.when,
    }


def plan_next(
    connection: Connection, setup: Setup, case_id: int, person_id: int, now: datetime
) -> At | Never:
    """Asks the policy what follows: plans the next attempt, or closes the case."""
    known = histories.known(connection, case_id, person_id)
    policy = stops.policy_now(connection, setup)
    answer = next_contact(known.history, policy, setup.hours, now)
    if isinstance(answer, Never):
        cases.change(
            connection, case_id, state=CaseState.CLOSED, closed_why=answer.why, closed_at=now
        )
    else:
        # Where an attempt is open already, the store keeps that one and takes no other.
        number_hash = known.hash_of[answer.number_id]
        rows.add_one(connection, planned_row(case_id, setup.campaign_id, number_hash, answer))
    return answer
