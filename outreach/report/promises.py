"""Checks the promises on the attempts themselves: hours, opt-outs, one call at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flows.medium import Medium
from outreach.report.days import Minute
from outreach.report.figures import Promise
from outreach.rules.calling_hours import CallingHours
from outreach.rules.dispositions import Disposition
from outreach.rules.policy import Policy
from outreach.rules.states import CaseState
from outreach.store import report_promises as queries
from outreach.store.database import AnyRow, Connection
from outreach.store.report_people import PeopleGroup


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the promises are judged on: who was drawn, when we placed what, what of it was
    `misplaced` (as `report_promises.misplaced` says), and the rules that held."""

    groups: Sequence[PeopleGroup]
    minutes: Sequence[Minute]
    misplaced: AnyRow
    hours: CallingHours
    policy: Policy

    def placed(self, medium: Medium) -> int:
        return sum(count for kind, _, count in self.minutes if kind == medium)


def promises(
    connection: Connection, campaign_id: int, now: datetime, evidence: Evidence
) -> tuple[Promise, ...]:
    """Every promise with its breaches, zero for all in a sound campaign."""
    minutes, hours = evidence.minutes, evidence.hours
    calls = evidence.placed(Medium.VOICE)
    placed = calls + evidence.placed(Medium.TEXT)
    people = sum(group.count for group in evidence.groups)
    released = sum(group.count for group in evidence.groups if group.released)
    closed = [group for group in evidence.groups if group.state == CaseState.CLOSED]
    limit = evidence.policy.max_voice_attempts
    c, key = connection, campaign_id
    misplaced = evidence.misplaced
    return (
        Promise("inside_hours", outside_hours(minutes, hours), placed),
        Promise("not_on_holidays", on_closed_days(minutes, hours), placed),
        Promise("nothing_after_opt_out", misplaced.after_opt_out, placed),
        Promise("nothing_after_final", misplaced.after_final, placed),
        Promise("one_call_per_number", queries.to_one_number(c, key, now), calls),
        Promise("one_call_per_person", queries.to_one_person(c), calls),
        Promise("within_the_limit", queries.over_the_limit(c, key, limit), released),
        Promise("only_the_drawn", misplaced.outside_the_draw, placed),
        Promise("only_their_numbers", misplaced.strangers_numbers, placed),
        Promise("one_disposition", *queries.without_one_disposition(c, key)),
        Promise("nobody_forgotten", queries.forgotten(c, key), released),
        Promise("every_yes_has_a_lead", queries.interested_without_lead(c, key), released),
        Promise("local_hours_known", misplaced.without_local_hour, calls),
        Promise("dispositions_agree", _disagreeing(evidence.groups), people),
        Promise("validated_by_interview", _unfounded(closed), sum(g.count for g in closed)),
    )


def outside_hours(minutes: Sequence[Minute], hours: CallingHours) -> int:
    """What we placed outside the hours of an open day (opening <= local time < closing)."""
    breaches = 0
    for _, minute, count in minutes:
        local = minute.astimezone(hours.zone)
        opening = hours.open_on(local.date())
        if opening is not None and not opening[0] <= local.time() < opening[1]:
            breaches += count
    return breaches


def on_closed_days(minutes: Sequence[Minute], hours: CallingHours) -> int:
    """What we placed on a holiday or another closed day."""
    return sum(
        count
        for _, minute, count in minutes
        if hours.open_on(minute.astimezone(hours.zone).date()) is None
    )


def _disagreeing(groups: Sequence[PeopleGroup]) -> int:
    return sum(group.count for group in groups if not group.agrees)


def _unfounded(groups: Sequence[PeopleGroup]) -> int:
    return sum(
        group.count
        for group in groups
        if group.validated != (group.final == Disposition.INTERVIEW)
    )
