"""Queries on a campaign while it runs: what is going on, how far it is, what goes wrong.

They are asked every few seconds. Most read a partial index or the attempts of the last hours; only
`funnel`, `leads_by_stratum` and what the forecast asks read all cases of the campaign.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, func, literal, select

from flows.medium import Medium
from outreach.rules.aapor import Disposition
from outreach.rules.states import AttemptState, LeadResult, LeadState
from outreach.store.condition import FAILED
from outreach.store.database import AnyRow
from outreach.store.predicates import ON_THE_LINE, OPTED_OUT, VALIDATED, holds
from outreach.store.tables import (
    attempts,
    campaign_log,
    cases,
    draws,
    leads,
    people,
    suppressions,
)

_HUMAN = tuple(d.value for d in Disposition if d.human)
_ENROLLED = tuple(r.value for r in LeadResult if r.name.startswith("ENROLLED"))
_COMPLAINED = "complaint"  # outreach.opt_outs.Reason
_MOST_LOGGED = 200

_id: BindParameter[int] = bindparam("campaign_id")
_since: BindParameter[datetime] = bindparam("since")


def _count(*where: Any) -> Any:
    return select(func.count()).where(*where).scalar_subquery()


_validated = (cases.c.campaign_id == _id, holds(VALIDATED, cases))
_opted_out = (cases.c.campaign_id == _id, holds(OPTED_OUT, cases))
# "+ 0": the few calls on the line are found first, not the campaign's attempts of all time
_on_the_line = (attempts.c.campaign_id + 0 == _id, holds(ON_THE_LINE, attempts))
_ended = (attempts.c.campaign_id == _id, attempts.c.ended_at >= _since)

_HEADLINE = select(
    select(draws.c.size).where(draws.c.campaign_id == _id).scalar_subquery().label("drawn"),
    _count(*_validated).label("validated"),
    _count(*_opted_out).label("opted_out"),
    _count(*_on_the_line).label("calls"),
    _count(leads.c.campaign_id == _id).label("leads"),
    _count(leads.c.campaign_id == _id, leads.c.state == LeadState.OPEN.value).label("waiting"),
    _count(leads.c.campaign_id == _id, leads.c.result.in_(_ENROLLED)).label("enrolled"),
)
_CALLS = (
    select(attempts.c.state, attempts.c.answered_at.is_not(None).label("answered"), func.count())
    .where(*_on_the_line)
    .group_by(attempts.c.state, attempts.c.answered_at.is_not(None))
)
_FIGURES = (
    func.count().label("drawn"),
    func.count(cases.c.released_at).label("released"),
    func.count(cases.c.identified_at).label("identified"),
    func.count(cases.c.validated_at).label("validated"),
    func.count().filter(cases.c.interested.is_(True)).label("interested"),
)


def headline(connection: Connection, campaign_id: int) -> AnyRow:
    """drawn, validated, opted_out, calls on the line, leads, waiting leads, enrolled."""
    return connection.execute(_HEADLINE, {"campaign_id": campaign_id}).one()


def calls(connection: Connection, campaign_id: int) -> dict[tuple[AttemptState, bool], int]:
    """Calls on the line by state and by whether somebody or something answered."""
    rows = connection.execute(_CALLS, {"campaign_id": campaign_id})
    return {(AttemptState(state), bool(answered)): count for state, answered, count in rows}


def funnel(connection: Connection, campaign_id: int, *, by_stratum: bool) -> list[AnyRow]:
    """How far people are, by stratum, or by the municipality of the registry where the strata do
    not tell it: (place, drawn, released, identified, validated, interested)."""
    place = cases.c.stratum if by_stratum else people.c.municipality
    statement = select(place.label("place"), *_FIGURES).where(cases.c.campaign_id == campaign_id)
    if not by_stratum:
        statement = statement.join_from(cases, people)
    return list(connection.execute(statement.group_by(place)))


def enrolled(connection: Connection, campaign_id: int, *, by_stratum: bool) -> list[AnyRow]:
    """(place, leads, enrolled), by the same places."""
    place = cases.c.stratum if by_stratum else people.c.municipality
    statement = (
        select(
            place.label("place"),
            func.count().label("leads"),
            func.count().filter(leads.c.result.in_(_ENROLLED)).label("enrolled"),
        )
        .join_from(leads, cases, cases.c.id == leads.c.case_id)
        .where(leads.c.campaign_id == campaign_id)
    )
    if not by_stratum:
        statement = statement.join(people, people.c.id == cases.c.person_id)
    return list(connection.execute(statement.group_by(place)))


_REACH = (
    select(
        attempts.c.local_hour.label("hour"),
        func.count().label("calls"),
        func.count().filter(attempts.c.disposition.in_(_HUMAN)).label("humans"),
    )
    .where(
        *_ended,
        attempts.c.medium == Medium.VOICE.value,
        attempts.c.inbound.is_(False),
        attempts.c.local_hour.is_not(None),
    )
    .group_by(attempts.c.local_hour)
    .order_by(attempts.c.local_hour)
)


def reach(connection: Connection, campaign_id: int, since: datetime) -> list[AnyRow]:
    """(hour, calls, humans) of our calls that ended since then, by the hour they began at."""
    return list(connection.execute(_REACH, {"campaign_id": campaign_id, "since": since}))


_OUTCOMES = select(
    func.count().label("ended"),
    func.count(attempts.c.case_id.distinct())
    .filter(attempts.c.disposition.in_(_HUMAN))
    .label("reached"),
).where(*_ended)


def outcomes(connection: Connection, campaign_id: int, since: datetime) -> AnyRow:
    """(ended, reached): attempts that ended since then, and people of them who were reached."""
    return connection.execute(_OUTCOMES, {"campaign_id": campaign_id, "since": since}).one()


_FAILURES = (
    select(attempts.c.medium, attempts.c.error_code, func.count().label("failed"))
    .where(*_ended, attempts.c.result.in_(FAILED))
    .group_by(attempts.c.medium, attempts.c.error_code)
    .order_by(func.count().desc())
)


def failures(connection: Connection, campaign_id: int, since: datetime) -> list[AnyRow]:
    """(medium, error_code, failed) of attempts that the network or we failed, most first."""
    return list(connection.execute(_FAILURES, {"campaign_id": campaign_id, "since": since}))


_OPTED_OUT_SINCE = select(func.count()).where(*_opted_out, cases.c.opted_out_at >= _since)
_COMPLAINTS = (
    select(func.count(suppressions.c.id.distinct()))
    .join_from(suppressions, cases, cases.c.person_id == suppressions.c.person_id)
    .where(
        suppressions.c.reason == _COMPLAINED,
        suppressions.c.at >= _since,
        cases.c.campaign_id == _id,
    )
)


def opted_out_since(connection: Connection, campaign_id: int, since: datetime) -> int:
    known = {"campaign_id": campaign_id, "since": since}
    return connection.scalar(_OPTED_OUT_SINCE, known) or 0


def complaints_since(connection: Connection, campaign_id: int, since: datetime) -> int:
    known = {"campaign_id": campaign_id, "since": since}
    return connection.scalar(_COMPLAINTS, known) or 0


def validated_between(
    connection: Connection, campaign_id: int, spans: Sequence[tuple[datetime, datetime]]
) -> list[int]:
    """How many people were validated in each of these stretches, in one statement."""
    counts = [
        select(literal(number).label("number"), func.count().label("people")).where(
            cases.c.campaign_id == campaign_id,
            holds(VALIDATED, cases),
            cases.c.validated_at >= begins,
            cases.c.validated_at < ends,
        )
        for number, (begins, ends) in enumerate(spans)
    ]
    if not counts:
        return []
    rows = connection.execute(counts[0].union_all(*counts[1:]))
    found: dict[int, int] = {row.number: row.people for row in rows}
    return [found[number] for number in range(len(spans))]


def logged(connection: Connection, campaign_id: int) -> list[AnyRow]:
    """(at, actor, event, detail): what happened to the campaign, the latest first."""
    statement = select(campaign_log).where(campaign_log.c.campaign_id == campaign_id)
    return list(
        connection.execute(statement.order_by(campaign_log.c.id.desc()).limit(_MOST_LOGGED))
    )
