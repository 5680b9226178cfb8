"""Computes how the mechanism worked: attempts by number, moment, medium and outcome."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from flows.medium import Medium
from flows.understanding.heard import Intent
from outreach.report.contact_figures import (
    AttemptNumber,
    AttemptOutcome,
    Length,
    Mechanism,
    MediumUse,
    RankUse,
    Slot,
    StepReplies,
    Tally,
    Texts,
)
from outreach.rules.dispositions import Disposition
from outreach.rules.states import AttemptState
from outreach.store import report_mechanism as queries
from outreach.store import report_queries
from outreach.store.database import AnyRow, Connection
from outreach.store.report_mechanism import AttemptGroup


def mechanism(
    connection: Connection, campaign_id: int, groups: Sequence[AttemptGroup], opted_out: int
) -> Mechanism:
    """How it worked. `groups` are all attempts; `opted_out` is counted with the people."""
    reach = report_queries.reach(connection, campaign_id)
    made = [group for group in groups if group.made]
    calls = [g for g in made if g.medium == Medium.VOICE and not g.inbound]
    answered = [g for g in made if g.medium == Medium.VOICE and human(g) and g.band is not None]
    return Mechanism(
        attempts=sum(group.count for group in made),
        attempts_by_state=_by_state(groups),
        persons_without_attempt=sum(row.total for row in reach if row.calls == 0),
        by_attempt=by_attempt([(r.calls, r.contacted_at, r.validated_at, r.total) for r in reach]),
        by_slot=_slots(calls),
        by_medium=_media(made, queries.people_by_medium(connection, campaign_id)),
        by_rank=_ranks(calls),
        by_outcome=_outcomes(groups),
        answered_calls=sum(group.count for group in answered),
        talk_seconds=sum(int(group.seconds) for group in answered),
        lengths=_lengths(answered),
        hang_ups=_tallies(queries.hang_ups(connection, campaign_id)),
        understanding=_understanding(queries.replies(connection, campaign_id)),
        texts=_texts(
            queries.texts(connection, campaign_id),
            queries.texts_by_status(connection, campaign_id),
        ),
        opted_out=opted_out,
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
    survival, reached_so_far = 1.0, 0
    lines = []
    for number in range(1, max((calls for calls, *_ in reach), default=0) + 1):
        tried = [(at, n) for calls, at, _, n in reach if calls >= number]
        at_risk = sum(n for at, n in tried if at is None or at >= number)
        reached = sum(n for _, at, _, n in reach if at == number)
        survival *= 1 - reached / at_risk if at_risk else 1.0
        reached_so_far += reached
        lines.append(
            AttemptNumber(
                number=number,
                persons=sum(n for calls, _, _, n in reach if calls == number),
                at_risk=at_risk,
                reached=reached,
                validated=sum(n for _, _, at, n in reach if at == number),
                cumulative=reached_so_far / people if people else None,
                product_limit=1 - survival,
            )
        )
    return tuple(lines)


def _media(made: Iterable[AttemptGroup], people: Iterable[AnyRow]) -> tuple[MediumUse, ...]:
    parts: defaultdict[tuple[str, bool], list[AttemptGroup]] = defaultdict(list)
    for group in made:
        parts[group.medium, bool(group.inbound)].append(group)
    reached = {(row.medium, bool(row.inbound)): row.people for row in people}
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


def _understanding(rows: Iterable[AnyRow]) -> tuple[StepReplies, ...]:
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        counts[row.step][row.intent] += row.total
    lines = (
        StepReplies(step, count.total(), count[Intent.UNCLEAR], count[Intent.SILENCE])
        for step, count in counts.items()
    )
    return tuple(sorted(lines, key=lambda line: (-line.replies, line.step)))


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
    return tuple(Tally(code or "unknown", count) for code, count in rows)
