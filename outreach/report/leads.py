"""Counts the leads: who waits for an agent, what they want, and the times agreed with them."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from outreach.report.contact_figures import Kept, Leads, Tally, Waiting
from outreach.report.funnel import ENROLLED
from outreach.report.mechanism import human
from outreach.rules.states import LeadState
from outreach.store import report_leads as queries
from outreach.store.database import AnyRow, Connection
from outreach.store.report_mechanism import AttemptGroup

GRACE = timedelta(minutes=15)  # an agent who takes a lead so late still keeps the agreed time


def leads(
    connection: Connection, campaign_id: int, groups: Iterable[AttemptGroup], now: datetime
) -> Leads:
    """The campaign's leads; `services` of a lead may name several, and counts for each.

    `groups` are all attempts, for the calls placed to keep an agreed time.
    """
    rows = queries.leads_by(connection, campaign_id)
    kept = [group for group in groups if group.to_appointment and group.made]
    agreed = queries.appointments(connection, campaign_id, now)
    state, service, result = Counter[str](), Counter[str](), Counter[str]()
    for row in rows:
        state[row.state] += row.total
        for name in filter(None, row.services.split("|")):
            service[name] += row.total
        if row.result:
            result[row.result] += row.total
    interested = sum(row.total for row in rows if row.interested)
    return Leads(
        count=state.total(),
        interested=interested,
        asked_for_a_person=state.total() - interested,
        wanted_now=sum(row.total for row in rows if row.wants_now),
        by_state=tuple(Tally(code.value, state[code.value]) for code in LeadState),
        by_service=_ordered(service),
        by_result=_ordered(result),
        appointments_tried=sum(group.count for group in kept),
        appointments_answered=sum(group.count for group in kept if human(group)),
        appointments_waiting=agreed.waiting,
        appointments_overdue=agreed.overdue,
        enrolled=sum(result[code] for code in ENROLLED),
        waiting=_waiting(queries.waits(connection, campaign_id)),
        agreed=_kept(queries.agreed_times(connection, campaign_id, now, GRACE)),
    )


def _waiting(rows: Iterable[AnyRow]) -> Waiting:
    minutes = sorted((int(row.minutes), row.total) for row in rows)
    taken = sum(count for _, count in minutes)
    return Waiting(taken, _quantile(minutes, 0.5), _quantile(minutes, 0.9))


def _quantile(counts: list[tuple[int, int]], share: float) -> int | None:
    """The least value that so large a share does not exceed; `counts` in ascending order."""
    wanted, seen = share * sum(count for _, count in counts), 0
    for value, count in counts:
        seen += count
        if seen >= wanted:
            return value
    return None


def _kept(rows: Iterable[AnyRow]) -> Kept:
    counts = {row.kept: row.total for row in rows}
    return Kept(
        grace_minutes=int(GRACE.total_seconds() // 60),
        **{code: counts.get(code, 0) for code in ("kept", "late", "missed", "to_come")},
    )


def _ordered(counts: Counter[str]) -> tuple[Tally, ...]:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Tally(code, count) for code, count in ordered)
