"""Computes how the mechanism worked: attempts by number, moment, medium and outcome."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from flows.medium import Medium
from flows.understanding.heard import Intent
from outreach.report.contact_figures import (
    AttemptNumber,
    AttemptOutcome,
    HangUps,
    Length,
    Mechanism,
    MediumUse,
    RankUse,
    Slot,
    StepReplies,
    Tally,
    Texts,
)
from outreach.report.statistics.proportions import share
from outreach.report.statistics.survival import product_limit
from outreach.rules.dispositions import Disposition
from outreach.rules.states import AttemptState
from outreach.store import report_mechanism as queries
from outreach.store import report_people, report_talk
from outreach.store.database import AnyRow, Connection
from outreach.store.report_mechanism import AttemptGroup

UNKNOWN = "unknown"


class Talk(NamedTuple):
    """Where people hung up, and how they were understood, by step of the script."""

    hang_ups: tuple[HangUps, ...]
    understanding: tuple[StepReplies, ...]


def talk(connection: Connection, campaign_id: int) -> Talk:
    return Talk(_hang_ups(connection, campaign_id), _understanding(connection, campaign_id))


def mechanism(
    connection: Connection,
    campaign_id: int,
    groups: Sequence[AttemptGroup],
    reach: Sequence[AnyRow],
    opted_out: int,
    heard: Talk,
) -> Mechanism:
    """How it worked. `groups` are all attempts, `reach` the released people by their attempts;
    `opted_out` is counted with the people, `heard` is of the conversations."""
    made = [group for group in groups if group.made]
    calls = [g for g in made if g.medium == Medium.VOICE and not g.inbound]
    answered = [g for g in made if g.medium == Medium.VOICE and human(g) and g.band is not None]
    return Mechanism(
        attempts=sum(group.count for group in made),
        attempts_by_state=_by_state(groups),
        persons_without_attempt=sum(row.total for row in reach if row.calls == 0),
        by_attempt=by_attempt([tuple(row) for row in reach]),
        by_slot=_slots(calls),
        by_medium=_media(made, queries.people_by_medium(connection)),
        by_rank=_ranks(calls),
        by_outcome=_outcomes(groups),
        answered_calls=sum(group.count for group in answered),
        talk_seconds=sum(int(group.seconds) for group in answered),
        lengths=_lengths(answered),
        hang_ups=heard.hang_ups,
        understanding=heard.understanding,
        texts=_texts(
            queries.texts(connection, campaign_id),
            queries.texts_by_status(connection, campaign_id),
        ),
        contact_days=product_limit(
            (int(row.days), bool(row.contacted), row.total)
            for row in report_people.contact_days(connection)
        ),
        opted_out=opted_out,
        opt_outs=_tallies(report_talk.opt_outs(connection, campaign_id)),
    )


def human(group: AttemptGroup) -> bool:
    """Whether these attempts reached a human being."""
    return group.disposition is not None and Disposition(group.disposition).human


def _interview(group: AttemptGroup) -> bool:
    return group.disposition == Disposition.INTERVIEW


def _by_state(groups: Iterable[AttemptGroup]) -> tuple[Tally, ...]:
    counts = Counter[str]()
    for group in groups:
        counts[group.state] += group.count
    return tuple(Tally(state.value, counts[state.value]) for state in AttemptState)


def _slots(calls: Iterable[AttemptGroup]) -> tuple[Slot, ...]:
    parts: defaultdict[tuple[int, int], list[AttemptGroup]] = defaultdict(list)
    for group in calls:
        if group.weekday is not None and group.hour is not None:
            parts[group.weekday, group.hour].append(group)
    return tuple(Slot(*key, *_worth(parts[key])) for key in sorted(parts))


def _ranks(calls: Iterable[AttemptGroup]) -> tuple[RankUse, ...]:
    parts: defaultdict[int, list[AttemptGroup]] = defaultdict(list)
    for group in calls:
        parts[group.rank].append(group)
    return tuple(RankUse(rank, *_worth(parts[rank])) for rank in sorted(parts))


def _worth(groups: Sequence[AttemptGroup]) -> tuple[int, int, int]:
    """How many attempts, how many reached a human being, how many ended in an interview."""
    return (
        sum(group.count for group in groups),
        sum(group.count for group in groups if human(group)),
        sum(group.count for group in groups if _interview(group)),
    )


def by_attempt(
    reach: Sequence[tuple[int, int | None, int | None, int]],
) -> tuple[AttemptNumber, ...]:
    """Reach by the number of the attempt.

    `reach` has, for people alike: attempts made, the first that reached a human being, the first
    that ended in an interview, how many people. Whoever was not reached is censored after the
    last attempt, which is what makes the product limit differ from the cumulative share.
    """
    people = sum(count for *_, count in reach)
    tried = [(at or calls, at is not None, n) for calls, at, _, n in reach if calls]
    curve = {line.time: line for line in product_limit(tried)}
    lines: list[AttemptNumber] = []
    reached_so_far, latest = 0, None
    for number in range(1, max((calls for calls, *_ in reach), default=0) + 1):
        latest = curve.get(number, latest)
        reached = sum(n for _, at, _, n in reach if at == number)
        reached_so_far += reached
        lines.append(
            AttemptNumber(
                number=number,
                persons=sum(n for calls, _, _, n in reach if calls == number),
                at_risk=sum(n for time, _, n in tried if time >= number),
                reached=reached,
                validated=sum(n for _, _, at, n in reach if at == number),
                cumulative=share(reached_so_far, people),
                product_limit=latest.share if latest else 0.0,
                interval=latest.interval if latest else None,
            )
        )
    return tuple(lines)


def _media(made: Iterable[AttemptGroup], people: Iterable[AnyRow]) -> tuple[MediumUse, ...]:
    parts: defaultdict[tuple[str, bool], list[AttemptGroup]] = defaultdict(list)
    for group in made:
        parts[group.medium, bool(group.inbound)].append(group)
    reached = {(row.medium, not row.ours): row.people for row in people}
    order = [(medium.value, inbound) for medium in Medium for inbound in (False, True)]
    return tuple(_medium(key, parts[key], reached[key]) for key in order if key in parts)


def _medium(key: tuple[str, bool], groups: Sequence[AttemptGroup], people: int) -> MediumUse:
    count, humans, interviews = _worth(groups)
    priced = sum(group.priced for group in groups)
    return MediumUse(
        medium=key[0],
        inbound=key[1],
        attempts=count,
        people=people,
        humans=humans,
        interviews=interviews,
        seconds=sum(int(group.seconds) for group in groups),
        price=sum(float(group.price) for group in groups) if priced else None,
        priced=priced,
        unpriced_minutes=sum(int(group.unpriced_minutes) for group in groups),
    )


def _outcomes(groups: Iterable[AttemptGroup]) -> tuple[AttemptOutcome, ...]:
    """Of all ended attempts, those that the carrier refused too."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for group in groups:
        if group.disposition is not None:
            way = "inbound" if group.inbound else group.medium
            counts[group.disposition][way] += group.count
    lines = (
        AttemptOutcome(
            disposition=disposition,
            code=Disposition(disposition).code,
            calls=count[Medium.VOICE],
            texts=count[Medium.TEXT],
            inbound=count["inbound"],
        )
        for disposition, count in counts.items()
    )
    return tuple(sorted(lines, key=lambda line: (-line.count, line.disposition)))


def _lengths(answered: Iterable[AttemptGroup]) -> tuple[Length, ...]:
    counts = Counter[int]()
    for group in answered:
        counts[group.band or 0] += group.count
    bounds = (0, *queries.LENGTH_BOUNDS, None)
    return tuple(
        Length(bounds[band] or 0, bounds[band + 1], counts[band])
        for band in range(len(bounds) - 1)
    )


def _understanding(connection: Connection, campaign_id: int) -> tuple[StepReplies, ...]:
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in report_talk.replies(connection, campaign_id):
        counts[row.step][row.intent] += row.total
    lines = (
        StepReplies(
            step=row.step,
            conversations=row.total,
            replies=counts[row.step].total(),
            asked_again=counts[row.step].total() - row.total,
            unclear=counts[row.step][Intent.UNCLEAR],
            silent=counts[row.step][Intent.SILENCE],
        )
        for row in report_talk.askings(connection, campaign_id)
    )
    return tuple(sorted(lines, key=lambda line: (-line.replies, line.step)))


def _hang_ups(connection: Connection, campaign_id: int) -> tuple[HangUps, ...]:
    """A step was heard by whoever answered at it, and by whoever hung up at it without a word."""
    answered = report_talk.answered_at(connection, campaign_id)
    heard, hung_up = Counter({row.step: row.total for row in answered}), Counter[str]()
    for row in report_talk.hang_ups(connection, campaign_id):
        heard[row.step or UNKNOWN] += row.silent
        hung_up[row.step or UNKNOWN] += row.total
    lines = (HangUps(step, heard[step], hung_up[step]) for step in heard if heard[step])
    return tuple(sorted(lines, key=lambda line: (-line.heard, line.step)))


def _texts(totals: Iterable[AnyRow], by_status: Iterable[AnyRow]) -> Texts:
    total = {bool(row.inbound): row for row in totals}
    sent, received = total.get(False), total.get(True)
    return Texts(
        sent=sent.total if sent else 0,
        sent_to=sent.people if sent else 0,
        segments=int(sent.segments or 0) if sent else 0,
        by_status=_tallies(by_status),
        received=received.total if received else 0,
        received_from=received.people if received else 0,
    )


def _tallies(rows: Iterable[AnyRow]) -> tuple[Tally, ...]:
    """Rows of (code, count), in their order; a missing code is `unknown`."""
    return tuple(Tally(code or UNKNOWN, count) for code, count in rows)
