"""Releases replicates: whole, in order, each person's first attempt planned or the case closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog

from flows.sentences import Sentence
from outreach.errors import NotAllowed
from outreach.planning import planned_row
from outreach.rules.contact_policy import At, Never, next_contact
from outreach.rules.forecast import Forecast, forecast
from outreach.rules.replicates import next_in_order, out_of_order
from outreach.rules.states import CampaignState, CaseState, ReleaseMode, ReleaseReason
from outreach.store import attempts as rows
from outreach.store import campaigns, cases, draws, histories
from outreach.store.campaigns import CampaignRow
from outreach.store.database import Connection
from outreach.system import System

log = structlog.get_logger()

FORECAST_EVERY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Override:
    """Who answers for a release that the rules would not make, and why."""

    name: str
    reason: str

    def __post_init__(self) -> None:
        if not self.name.strip() or not self.reason.strip():
            raise NotAllowed("an override needs the name of who answers for it, and the reason")


@dataclass(frozen=True, slots=True)
class Released:
    """Which replicates went, how many people they have, and how many have a first attempt."""

    replicates: Sequence[int]
    people: int
    planned: int


def release(
    system: System,
    name: str,
    *,
    replicates: int | None = None,
    only: int | None = None,
    override: Override | None = None,
    actor: str,
    now: datetime,
) -> Released:
    """Releases the next so many `replicates`, or the one with the number `only`.

    One out of order, and any by hand where the forecast decides, need an override, which stands in
    the report. Raises NotAllowed without it, when too few wait, and unless the campaign has begun.
    """
    with system.store.transaction() as connection:
        campaign = campaigns.named(connection, name)
        if campaign.state not in (CampaignState.RUNNING, CampaignState.PAUSED):
            raise NotAllowed(
                "'%(name)s' is %(state)s; replicates are released while it runs",
                name=name,
                state=campaign.state.told,
            )
        states = draws.replicates(connection, campaign.id)
        mode = system.setup(connection, campaign.id).file.release
        try:
            wanted = [only] if only is not None else next_in_order(states, replicates or 1)
            disorder = only is not None and out_of_order(states, only)
        except ValueError as error:
            raise NotAllowed("'%(name)s': %(why)s", name=name, why=error) from None
        needs = _needs_override(disorder, mode)
        if needs and override is None:
            raise NotAllowed(
                "'%(name)s': %(why)s; an override with a name and a reason may",
                name=name,
                why=needs,
            )
        why = ReleaseReason.OVERRIDE if needs else ReleaseReason.OPERATOR
        return release_in(
            system, connection, campaign, wanted, why, actor=actor, now=now,
            override=override if needs else None,
        )  # fmt: skip


def _needs_override(disorder: bool, mode: ReleaseMode) -> Sentence | None:
    if disorder:
        return Sentence("replicates are released in order, and an earlier one waits")
    if mode is ReleaseMode.FORECAST:
        return Sentence("the forecast decides when a replicate is released")
    return None


def release_at_start(
    system: System, connection: Connection, campaign: CampaignRow, *, actor: str, now: datetime
) -> Released:
    """What is released when a campaign starts: everything, unless its file says otherwise."""
    file = system.setup(connection, campaign.id).file
    wanted = [state.number for state in draws.replicates(connection, campaign.id)]
    if file.release is not ReleaseMode.ALL:
        wanted = wanted[: file.draw.first_replicates]
    why = ReleaseReason.START
    return release_in(system, connection, campaign, wanted, why, actor=actor, now=now)


def release_in(
    system: System,
    connection: Connection,
    campaign: CampaignRow,
    replicates: Sequence[int],
    why: ReleaseReason,
    *,
    actor: str,
    now: datetime,
    override: Override | None = None,
) -> Released:
    """Opens every case of these replicates and plans its first attempt, or closes it."""
    people, planned = _open(system, connection, campaign, replicates, now)
    said = {"name": override.name, "reason": override.reason} if override else {}
    draws.record_releases(
        connection,
        [
            {"campaign_id": campaign.id, "replicate": number, "at": now, "actor": actor,
             "why": why, "name": said.get("name"), "reason": said.get("reason")}
            for number in replicates
        ],
    )  # fmt: skip
    if why is not ReleaseReason.START:
        detail = {"replicates": list(replicates), "why": why, **said}
        campaigns.log(
            connection, campaign.id, actor=actor, event="released", now=now, detail=detail
        )
    log.info("replicates released", campaign=campaign.id, why=why, people=people)
    return Released(replicates, people, planned)


def _open(
    system: System,
    connection: Connection,
    campaign: CampaignRow,
    replicates: Sequence[int],
    now: datetime,
) -> tuple[int, int]:
    setup = system.setup(connection, campaign.id)
    numbers = histories.fresh_numbers(connection, campaign.id, replicates)
    planned: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    for case in draws.to_release(connection, campaign.id, replicates):
        own = numbers.get(case.person_id, [])
        history = histories.fresh_history(case, own, now)
        answer = next_contact(history, setup.policy, setup.hours, now)
        never = answer.why if isinstance(answer, Never) else None
        changed.append(
            {
                "key": case.id,
                "state": CaseState.CLOSED if never else CaseState.OPEN,
                "released_at": now,
                "closed_why": never,
                "closed_at": now if never else None,
            }
        )
        if isinstance(answer, At):
            number_hash = next(n.number_hash for n in own if n.id == answer.number_id)
            planned.append(planned_row(case.id, campaign.id, number_hash, answer))
    cases.change_many(connection, changed)
    rows.add(connection, planned)
    return len(changed), len(planned)


def release_what_is_needed(
    system: System, connection: Connection, campaign: CampaignRow, now: datetime
) -> Forecast | None:
    """Asks the forecast of a campaign that says so, once an hour, and releases what it needs.

    None when it was not asked.
    """
    file = system.setup(connection, campaign.id).file
    if file.release is not ReleaseMode.FORECAST:
        return None
    drawn = draws.of(connection, campaign.id)
    if drawn is None or (drawn.forecast_at and now < drawn.forecast_at + FORECAST_EVERY):
        return None
    states = draws.replicates(connection, campaign.id)
    waiting = [state for state in states if not state.released]
    found = forecast(
        draws.standings(connection, campaign.id),
        target=file.target.validated,
        planned_yield=file.draw.planned_yield,
        max_attempts=file.policy.max_voice_attempts,
        released=len(states) - len(waiting),
        waiting=[state.people for state in waiting],
    )
    draws.forecast_made(connection, campaign.id, now)
    if found.replicates:
        wanted = [state.number for state in waiting[: found.replicates]]
        why = ReleaseReason.FORECAST
        release_in(system, connection, campaign, wanted, why, actor="clock", now=now)
    return found
