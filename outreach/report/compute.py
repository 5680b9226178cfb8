"""Computes all figures of a campaign's report from what the store remembers, and nothing else."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from outreach.campaign_file import CampaignFile
from outreach.report.contact_figures import Tally
from outreach.report.days import fieldwork, minutes_of
from outreach.report.figures import (
    About,
    Draw,
    Fairness,
    Registry,
    ReportFigures,
    ScriptUse,
)
from outreach.report.funnel import by_group, funnel, partition, released_dispositions
from outreach.report.leads import leads
from outreach.report.mechanism import mechanism
from outreach.report.promises import Evidence, promises
from outreach.report.rates import rates_table
from outreach.report.releases import releases
from outreach.rules.calling_hours import CallingHours
from outreach.rules.dispositions import Disposition
from outreach.rules.policy import Policy
from outreach.rules.states import RowOutcome
from outreach.store import report_queries as queries
from outreach.store.campaigns import CampaignRow
from outreach.store.database import AnyRow, Connection
from outreach.store.report_mechanism import attempt_groups
from outreach.store.report_queries import PeopleGroup

UNKNOWN = "unknown"
_AGE_BANDS = ((25, "18-24"), (35, "25-34"), (45, "35-44"), (55, "45-54"), (65, "55-64"))


@dataclass(frozen=True, slots=True)
class Terms:
    """What the campaign works by. `places` are the municipalities' names by their codes."""

    file: CampaignFile
    hours: CallingHours
    policy: Policy
    places: Mapping[str, str]


def compute(
    connection: Connection, campaign: CampaignRow, now: datetime, terms: Terms
) -> ReportFigures:
    """The figures as of `now` (aware). The whole report reads one transaction's view."""
    key = campaign.id
    source = queries.list_of(connection, key)
    registry = _registry(connection, source)
    groups = queries.people_groups(connection, key)
    attempts = attempt_groups(connection, key)
    minutes = minutes_of(connection, key)
    evidence = Evidence(groups, minutes, terms.hours, terms.policy)
    opted_out = sum(group.count for group in groups if group.opted_out)
    return ReportFigures(
        about=_about(campaign, source, now, terms),
        registry=registry,
        draw=_draw(connection, key),
        releases=releases(connection, key),
        scripts=tuple(ScriptUse(*row) for row in queries.scripts(connection, key)),
        fieldwork=fieldwork(minutes, terms.hours.zone),
        funnel=funnel(registry, groups, {"validated": terms.file.target.validated}),
        partition=partition(groups),
        fairness=_fairness(connection, source, groups),
        persons=rates_table(released_dispositions(groups), number_based=False),
        numbers=rates_table(_final_by_number(connection, key), number_based=True),
        mechanism=mechanism(connection, key, attempts, opted_out),
        leads=leads(connection, key, attempts, now),
        promises=promises(connection, key, source.id, now, evidence),
    )


def _fairness(connection: Connection, source: AnyRow, groups: Sequence[PeopleGroup]) -> Fairness:
    eligible = {
        row.municipality or UNKNOWN: row.total
        for row in queries.eligible_by_municipality(connection, source.id)
    }
    return Fairness(
        by_municipality=by_group(groups, lambda g: g.municipality or UNKNOWN, eligible),
        by_sex=by_group(groups, lambda g: g.sex or UNKNOWN),
        by_age=by_group(groups, lambda g: _age_band(g, source.as_of.year)),
        by_return_year=by_group(groups, lambda g: str(g.return_year or UNKNOWN)),
    )


def _about(campaign: CampaignRow, source: AnyRow, now: datetime, terms: Terms) -> About:
    file, hours = terms.file, terms.hours
    return About(
        campaign=campaign.name,
        title=file.title or campaign.name,
        state=campaign.state,
        note=campaign.note,
        zone=hours.zone.key,
        generated_at=now.astimezone(hours.zone),
        started_at=_local(source.started_at, hours),
        ended_at=_local(source.ended_at, hours),
        media=tuple(medium.value for medium in file.media),
        target_validated=file.target.validated,
        target_enrolled=file.target.enrolled,
        protocol=terms.policy.model_dump(mode="json"),
        hours=tuple(_hours(hours, weekday) for weekday in range(7)),
        places=dict(terms.places),
    )


def _local(moment: datetime | None, hours: CallingHours) -> datetime | None:
    return None if moment is None else moment.astimezone(hours.zone)


def _hours(hours: CallingHours, weekday: int) -> str | None:
    window = hours.weekly.get(weekday)
    return None if window is None else f"{window[0]:%H:%M}–{window[1]:%H:%M}"


def _registry(connection: Connection, source: AnyRow) -> Registry:
    outcomes = queries.import_outcomes(connection, source.id)
    membership = queries.membership(connection, source.id)
    without_person = (RowOutcome.MERGED, RowOutcome.REJECTED)
    return Registry(
        list_name=source.name,
        country=source.country,
        is_sample=source.is_sample,
        file_name=source.file_name,
        file_sha256=source.file_sha256,
        as_of=source.as_of,
        imported_at=source.imported_at,
        rows=sum(row.total for row in outcomes),
        not_people=_reasons([row for row in outcomes if row.outcome in without_person]),
        people=sum(row.total for row in membership),
        ineligible=_reasons([row for row in membership if not row.eligible]),
        eligible=sum(row.total for row in membership if row.eligible),
    )


def _reasons(rows: Sequence[AnyRow]) -> tuple[Tally, ...]:
    counts = Counter[str]()
    for row in rows:
        counts[_reason(row)] += row.total
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Tally(code, count) for code, count in ordered)


def _reason(row: AnyRow) -> str:
    """Repeated rows are one reason, however they were recognised."""
    outcome = getattr(row, "outcome", None)
    if outcome == RowOutcome.MERGED:
        return "row_merged"
    return row.reason or ("row_rejected" if outcome else UNKNOWN)


def _draw(connection: Connection, campaign_id: int) -> Draw | None:
    row = queries.draw_of(connection, campaign_id)
    if row is None:
        return None
    return Draw(
        seed=row.seed,
        rule_version=row.rule_version,
        frame_sha256=row.frame_sha256,
        frame_size=row.frame_size,
        size=row.size,
        drawn_at=row.drawn_at,
    )


def _final_by_number(connection: Connection, campaign_id: int) -> dict[Disposition, int]:
    rows = queries.final_by_number(connection, campaign_id)
    return {Disposition(row.disposition): row.total for row in rows}


def _age_band(group: PeopleGroup, year: int) -> str:
    """The age reached in the year of the list; birth years alone are known for most."""
    if group.birth_year is None:
        return UNKNOWN
    age = year - group.birth_year
    return next((band for below, band in _AGE_BANDS if age < below), "65+")
