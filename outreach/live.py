"""What a campaign is doing at this moment, and when it will be there: the page that is watched.

What is cheap is asked anew each time. What reads many rows is kept for a few seconds; where people
are so many that counting them takes long, it is counted on the side, and the page shows what was
counted last, or that it is being counted.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, TypeVar

from outreach import readiness
from outreach.actors import Actor, own_campaign
from outreach.rules import alarms as rule
from outreach.rules.alarms import Alarm, Limits, Signs
from outreach.rules.forecast import Outlook, outlook
from outreach.rules.frames import UNKNOWN, StratumField
from outreach.rules.pace import Day, End, end, hours_left, open_hours
from outreach.rules.states import AttemptState
from outreach.setups import Setup
from outreach.store import condition, draws, heartbeats
from outreach.store import live as rows
from outreach.store.campaigns import CampaignRow
from outreach.store.database import Connection
from outreach.system import System

Counted = TypeVar("Counted")

_SECONDS = timedelta(seconds=4)  # with the page's own five, what is shown is not old
_MINUTE = timedelta(minutes=1)
_MANY = 50_000  # people: nobody waits while more than these are counted
_DAYS = 8  # that the pace is taken from


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality, or a stratum's: how far its people are, and the validated it is to have."""

    key: str
    drawn: int
    released: int
    identified: int
    validated: int
    interested: int
    leads: int
    enrolled: int
    target: int


@dataclass(frozen=True, slots=True)
class Calls:
    """Calls on the line: given to the carrier, ringing, and in conversation."""

    dialling: int
    ringing: int
    talking: int

    @property
    def all(self) -> int:
        return self.dialling + self.ringing + self.talking


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is to come: so many validated of those released; when the target is reached, None when
    that cannot be told; and people validated an open hour, of late."""

    outlook: Outlook
    end: End | None
    an_hour: float | None


@dataclass(frozen=True, slots=True)
class Health:
    """How we and the carrier do. `queued` is None while the queue is away."""

    alarms: Sequence[Alarm]
    signs: Signs
    failures: Sequence[Any]
    queued: int | None


@dataclass(frozen=True, slots=True)
class Live:
    """All of the page at one moment; None is what is still being counted."""

    campaign: CampaignRow
    at: datetime
    headline: Any
    calls: Calls
    places: Sequence[Place] | None
    reach: Sequence[Any] | None
    ahead: Ahead | None
    health: Health | None

    @property
    def counted(self) -> tuple[object, ...]:
        """What takes some counting; None where that is not done yet."""
        return self.places, self.reach, self.ahead, self.health


def live(system: System, name: str, actor: Actor, now: datetime) -> Live:
    """Raises NotFound, also where the campaign is none of the actor's."""
    with system.store.reading() as connection:
        campaign = own_campaign(connection, name, actor)
        setup = system.setup(connection, campaign.id)
        headline = rows.headline(connection, campaign.id)
        calls = _calls(rows.calls(connection, campaign.id))
    wait = (headline.drawn or 0) <= _MANY

    def ask(what: str, age: timedelta, count: Callable[[Connection], Counted]) -> Counted | None:
        def question() -> Counted:
            with system.store.reading() as connection:
                return count(connection)

        return system.recent.ask((campaign.id, what), age, question, wait=wait)

    return Live(
        campaign=campaign,
        at=now,
        headline=headline,
        calls=calls,
        places=ask("places", _SECONDS, lambda c: _places(c, setup)),
        reach=ask("reach", _SECONDS, lambda c: _reach(c, setup, now)),
        ahead=ask("ahead", _MINUTE, lambda c: _ahead(c, campaign, setup, now)),
        health=ask("health", _SECONDS, lambda c: _health(system, c, setup, now)),
    )


def _calls(found: Mapping[tuple[AttemptState, bool], int]) -> Calls:
    under_way = AttemptState.UNDER_WAY
    return Calls(
        dialling=sum(n for (state, _), n in found.items() if state is AttemptState.DIALLING),
        ringing=found.get((under_way, False), 0),
        talking=found.get((under_way, True), 0),
    )


def _places(connection: Connection, setup: Setup) -> Sequence[Place]:
    """The municipalities in the order of the country pack, each with all its strata."""
    strata, known = setup.file.draw.strata, setup.campaign_id
    by_stratum = StratumField.MUNICIPALITY in strata
    at = strata.index(StratumField.MUNICIPALITY) if by_stratum else 0
    figures: dict[str, dict[str, int]] = {}
    found = rows.funnel(connection, known, by_stratum=by_stratum)
    for row in (*found, *rows.enrolled(connection, known, by_stratum=by_stratum)):
        told = dict(row._mapping)
        place = (told.pop("place") or UNKNOWN).split("/")[at]
        sums = figures.setdefault(place, {})
        for figure, count in told.items():
            sums[figure] = sums.get(figure, 0) + count
    drawn = sum(sums.get("drawn", 0) for sums in figures.values())
    order = [*setup.country.places, *sorted(figures.keys() - setup.country.places.keys())]
    return [
        Place(
            key=key,
            target=_target(setup, key, figures[key].get("drawn", 0), drawn),
            **{name: figures[key].get(name, 0) for name in _FIGURES},
        )
        for key in order
        if key in figures
    ]


_FIGURES = ("drawn", "released", "identified", "validated", "interested", "leads", "enrolled")


def _target(setup: Setup, place: str, drawn_here: int, drawn: int) -> int:
    target = setup.file.target
    share = target.validated * drawn_here / drawn if drawn else 0
    return target.municipalities.get(place, round(share))


def _reach(connection: Connection, setup: Setup, now: datetime) -> Sequence[Any]:
    midnight = now.astimezone(setup.hours.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    return rows.reach(connection, setup.campaign_id, midnight)


def _ahead(connection: Connection, campaign: CampaignRow, setup: Setup, now: datetime) -> Ahead:
    expected = outlook(
        draws.standings(connection, campaign.id),
        planned_yield=setup.file.draw.planned_yield,
        max_attempts=setup.policy.max_voice_attempts,
    )
    days = _days(connection, campaign, setup, now)
    hours, people = sum(day.hours for day in days), sum(day.people for day in days)
    done = rows.headline(connection, campaign.id).validated
    left = hours_left(setup.file.target.validated - done, days)
    reachable = left is not None and expected.high >= setup.file.target.validated
    return Ahead(
        outlook=expected,
        end=end(left, setup.hours, now) if left is not None and reachable else None,
        an_hour=people / hours if hours else None,
    )


def _days(connection: Connection, campaign: CampaignRow, setup: Setup, now: datetime) -> list[Day]:
    """The last days, or those since the start, with their open hours."""
    begun = campaign.started_at or now
    midnight = now.astimezone(setup.hours.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    edges = [midnight - timedelta(days=back) for back in range(_DAYS - 1, -1, -1)] + [now]
    edges = [max(edge, begun) for edge in edges]
    spans = [(first, last) for first, last in pairwise(edges) if first < last]
    people = rows.validated_between(connection, campaign.id, spans)
    hours = (open_hours(setup.hours, first, last) for first, last in spans)
    return [Day(length, count) for length, count in zip(hours, people, strict=True)]


def _health(system: System, connection: Connection, setup: Setup, now: datetime) -> Health:
    known, day, hour = setup.campaign_id, now - timedelta(days=1), now - timedelta(hours=1)
    failures = rows.failures(connection, known, hour)
    silent = heartbeats.since(connection, readiness.CLOCK)
    signs = Signs(
        opt_outs=rows.opted_out_since(connection, known, day),
        reached=rows.outcomes(connection, known, day).reached,
        complaints=rows.complaints_since(connection, known, now - timedelta(days=7)),
        failed=sum(row.failed for row in failures),
        ended=rows.outcomes(connection, known, hour).ended,
        waited=condition.oldest_due(connection, now),
        clock_works=silent is not None and silent <= readiness.CLOCK_SILENT_AFTER,
    )
    limits = setup.file.alarms
    raised = rule.alarms(
        signs,
        Limits(
            limits.opt_outs,
            limits.complaints,
            limits.carrier_errors,
            timedelta(minutes=limits.late_minutes),
        ),
    )
    return Health(raised, signs, failures, readiness.queue_depth(system))
