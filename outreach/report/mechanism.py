"""Computes how the mechanism worked: attempts by number, moment, medium and outcome."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from flows.medium import Medium
from flows.understanding.heard import Intent
from outreach.report.figures import (
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
from outreach.store import report_mechanism as queries
from outreach.store import report_queries
from outreach.store.database import AnyRow, Connection


def mechanism(connection: Connection, campaign_id: int, opted_out: int) -> Mechanism:
    """How the campaign's mechanism worked. `opted_out` is counted with the people."""
    reach = report_queries.reach(connection, campaign_id)
    media = _media(queries.by_medium(connection, campaign_id))
    lengths = queries.by_length(connection, campaign_id)
    return Mechanism(
        attempts=sum(use.attempts for use in media),
        attempts_by_state=_tallies(queries.by_state(connection, campaign_id)),
        persons_without_attempt=sum(row.total for row in reach if row.calls == 0),
        by_attempt=by_attempt([(r.calls, r.contacted_at, r.validated_at, r.total) for r in reach]),
        by_slot=tuple(Slot(*row) for row in queries.by_slot(connection, campaign_id)),
        by_medium=media,
        by_rank=tuple(RankUse(*row) for row in queries.by_rank(connection, campaign_id)),
        by_outcome=_outcomes(queries.by_disposition(connection, campaign_id)),
        answered_calls=sum(row.total for row in lengths),
        talk_seconds=sum(int(row.seconds) for row in lengths),
        lengths=_lengths(lengths),
        hang_ups=_tallies(queries.hang_ups(connection, campaign_id)),
        understanding=_understanding(queries.replies(connection, campaign_id)),
        texts=_texts(
            queries.texts(connection, campaign_id),
            queries.texts_by_status(connection, campaign_id),
        ),
        opted_out=opted_out,
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


def _media(rows: Iterable[AnyRow]) -> tuple[MediumUse, ...]:
    return tuple(
        MediumUse(
            medium=row.medium,
            inbound=bool(row.inbound),
            attempts=row.total,
            people=row.people,
            humans=row.humans,
            interviews=row.interviews,
            seconds=int(row.seconds or 0),
            price=None if row.price is None else float(row.price),
            priced=row.priced,
        )
        for row in rows
    )


def _outcomes(rows: Iterable[AnyRow]) -> tuple[AttemptOutcome, ...]:
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        counts[row.disposition]["inbound" if row.inbound else row.medium] += row.total
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


def _lengths(rows: Iterable[AnyRow]) -> tuple[Length, ...]:
    counts = {row.band: row.total for row in rows}
    bounds = (0, *queries.LENGTH_BOUNDS, None)
    return tuple(
        Length(bounds[band] or 0, bounds[band + 1], counts.get(band, 0))
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
