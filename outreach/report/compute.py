"""Computes all figures of a campaign's report from what the store remembers, and nothing else."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from outreach.campaign_file import CampaignFile
from outreach.report.balance import balances
from outreach.report.contact_figures import Leads, Mechanism, Tally
from outreach.report.costs import Costs, costs
from outreach.report.days import fieldwork, minutes_of
from outreach.report.experiments import experiments
from outreach.report.fairness import fairness
from outreach.report.figures import About, Draw, ReportFigures, ScriptUse
from outreach.report.figures_of_groups import Group, Registry
from outreach.report.funnel import by_group, funnel, partition, released_dispositions
from outreach.report.leads import leads
from outreach.report.machine_detection import machine_detection
from outreach.report.mechanism import Talk, mechanism, talk
from outreach.report.promises import Evidence, promises
from outreach.report.rates import rates_table
from outreach.report.recommendations import recommendations
from outreach.report.releases import releases
from outreach.rules.calling_hours import CallingHours
from outreach.rules.costs import Tariff
from outreach.rules.dispositions import Disposition
from outreach.rules.policy import Policy
from outreach.rules.states import RowOutcome
from outreach.store import report_mechanism, report_people
from outreach.store import report_queries as queries
from outreach.store.campaigns import CampaignRow
from outreach.store.database import AnyRow, Beside, Connection
from outreach.store.report_mechanism import attempt_groups
from outreach.store.report_people import PeopleGroup
from outreach.store.report_promises import misplaced
from outreach.store.report_tables import laid_out, take_room

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Terms:
    """What the campaign works by. `places` are the municipalities' names by their codes."""

    file: CampaignFile
    hours: CallingHours
    policy: Policy
    places: Mapping[str, str]
    tariff: Tariff | None


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What is read beside the rest; each waits until it is there."""

    talk: Callable[[], Talk]
    misplaced: Callable[[], AnyRow]
    numbers: Callable[[], Mapping[Disposition, int]]


def compute(
    connection: Connection,
    campaign: CampaignRow,
    now: datetime,
    terms: Terms,
    beside: Beside,
    progress: Callable[[str], None] = lambda _: None,
    loaded: Callable[[], None] = lambda: None,
) -> ReportFigures:
    """The figures as of `now` (aware). The whole report reads one transaction's view.

    What needs none of the rows that are laid out is read `beside`, while they are.
    """
    source = queries.list_of(connection, campaign.id)
    beside(take_room)
    aside = Meanwhile(
        talk=beside(partial(talk, campaign_id=campaign.id)),
        misplaced=beside(partial(misplaced, campaign_id=campaign.id, list_id=source.id)),
        numbers=beside(partial(_final_by_number, campaign_id=campaign.id)),
    )
    progress("ordenando los intentos")
    with laid_out(connection, campaign.id, now, source.as_of.year):
        progress("contando personas e intentos")
        loaded()  # two threads that import the same libraries may lock each other out
        return _figures(connection, campaign, source, now, terms, aside, progress)


def _figures(
    connection: Connection,
    campaign: CampaignRow,
    source: AnyRow,
    now: datetime,
    terms: Terms,
    aside: Meanwhile,
    progress: Callable[[str], None],
) -> ReportFigures:
    key, file, e = campaign.id, terms.file, terms.file.report.e
    registry = _registry(connection, source)
    groups = report_people.people_groups(connection)
    attempts = attempt_groups(connection, key)
    minutes = minutes_of(connection, key)
    reach = report_people.reach(connection)
    mechanism_ = mechanism(connection, key, attempts, reach, _opted_out(groups), aside.talk())
    leads_, released = leads(connection, key, attempts, now), releases(connection, key)
    progress("comprobando las promesas y estimando")
    evidence = Evidence(groups, minutes, aside.misplaced(), terms.hours, terms.policy)
    return ReportFigures(
        about=_about(campaign, source, now, terms),
        registry=registry,
        draw=_draw(connection, key),
        releases=released,
        balance=balances(connection, key, registry.eligible),
        scripts=tuple(ScriptUse(*row) for row in queries.scripts(connection, key)),
        fieldwork=fieldwork(minutes, terms.hours.zone),
        funnel=funnel(registry, groups, file.target.model_dump()),
        partition=partition(groups),
        arms=_arms(connection),
        fairness=fairness(connection, source.id, groups),
        persons=rates_table(released_dispositions(groups), number_based=False, stated_e=e),
        numbers=rates_table(aside.numbers(), number_based=True, stated_e=e),
        mechanism=mechanism_,
        detection=machine_detection(connection, key),
        leads=leads_,
        costs=_costs(connection, key, terms.tariff, mechanism_, groups, leads_),
        experiments=experiments(connection, released.arms),
        recommendations=recommendations(reach, report_people.calls_by_moment(connection)),
        promises=promises(connection, key, now, evidence),
    )


def _opted_out(groups: Sequence[PeopleGroup]) -> int:
    return sum(group.count for group in groups if group.opted_out)


def _costs(
    connection: Connection,
    campaign_id: int,
    tariff: Tariff | None,
    how: Mechanism,
    groups: Sequence[PeopleGroup],
    who: Leads,
) -> Costs:
    counts = {
        "attempt": how.attempts,
        "contacted": sum(group.count for group in groups if group.contacted),
        "validated": sum(group.count for group in groups if group.validated),
        "enrolled": who.enrolled,
    }
    segments = report_mechanism.unpriced_segments(connection, campaign_id)
    told_in = report_mechanism.currencies(connection, campaign_id)
    return costs(how.by_medium, segments, told_in, tariff, counts)


def _arms(connection: Connection) -> tuple[Group, ...]:
    groups = report_people.arm_groups(connection)
    assigned = [group for group in groups if group.arm is not None]
    return by_group(assigned, lambda group: group.arm or UNKNOWN)


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
        stated_e=file.report.e,
        stated_e_reason=file.report.e_reason,
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
    replicates = report_people.replicates(connection)
    return Draw(
        seed=row.seed,
        rule_version=row.rule_version,
        frame_sha256=row.frame_sha256,
        frame_size=row.frame_size,
        size=row.size,
        drawn_at=row.drawn_at,
        replicates=replicates.all or None,
        replicates_released=replicates.released if replicates.all else None,
    )


def _final_by_number(connection: Connection, campaign_id: int) -> dict[Disposition, int]:
    rows = queries.final_by_number(connection, campaign_id)
    return {Disposition(row.disposition): row.total for row in rows}
