"""Compares what we remember with the network's own book, row by row, and counts broken promises.

Pure: it takes both sides as plain rows and trusts neither our constraints nor our rules. Hours and
holidays are those of Honduras, written down here once more on purpose.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("America/Tegucigalpa")
OPEN_HOURS = {5: (9, 17), 6: (10, 17)}  # Saturday and Sunday
WEEKDAY_HOURS = (9, 20)
HOLIDAYS = {date(2026, 12, 25)}

UNCOUNTED = {"our_fault", "never_dialled"}
WAITING = {"planned", "dialling", "under_way"}


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt as our database has it. `sid` is the carrier's id, where we know it."""

    id: int
    ref: str
    case_id: int
    person_id: int
    number: str
    medium: str
    inbound: bool
    state: str
    disposition: str | None
    result: str | None
    sid: str | None


@dataclass(frozen=True, slots=True)
class Case:
    id: int
    state: str
    disposition: str | None
    closed_why: str | None


@dataclass(frozen=True, slots=True)
class OptOut:
    """A person or a number that is not to be contacted again. `via_sid` is the call or text in
    which it was said, where there was one; `at` is what our clock said."""

    person_id: int | None
    number: str | None
    at: datetime
    via_sid: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One call or text in the network's book; `ref` is that of the attempt it was asked for."""

    sid: str
    ref: str
    number: str
    is_call: bool
    outbound: bool
    created: datetime
    started: datetime | None
    ended: datetime | None


@dataclass(frozen=True, slots=True)
class Records:
    """Both sides, with numbers in the same form."""

    attempts: Sequence[Attempt]
    cases: Sequence[Case]
    opt_outs: Sequence[OptOut]
    book: Sequence[Entry]
    refused: frozenset[str] = frozenset()  # refs of what the network refused, number by number


@dataclass(frozen=True, slots=True)
class Finding:
    """One promise: how many rows were compared, and which of them break it."""

    promise: str
    compared: int
    breaches: tuple[str, ...]


def audit(records: Records) -> list[Finding]:
    """Every promise with its breaches. The network is to be at rest, with no call under way."""
    return [promise(records) for promise in PROMISES]


def called_twice(records: Records) -> Finding:
    by_ref: dict[str, list[str]] = defaultdict(list)
    for entry in placed(records):
        by_ref[entry.ref].append(entry.sid)
    twice = [f"{ref}: {', '.join(sids)}" for ref, sids in by_ref.items() if len(sids) > 1]
    return Finding("people called twice in one attempt", len(by_ref), tuple(twice))


def outside_hours(records: Records) -> Finding:
    """Neither asked for nor begun in the night, on a holiday, or at a weekend's other hours."""
    found = [
        f"{entry.sid}: {moment.astimezone(ZONE):%a %d %b %H:%M:%S}"
        for entry in placed(records)
        for moment in (entry.created, entry.started)
        if moment is not None and not is_open(moment)
    ]
    return Finding("calls and texts outside hours", len(placed(records)), tuple(found))


def is_open(moment: datetime) -> bool:
    local = moment.astimezone(ZONE)
    opens, closes = OPEN_HOURS.get(local.weekday(), WEEKDAY_HOURS)
    return opens <= local.hour < closes and local.date() not in HOLIDAYS


def after_opt_out(records: Records) -> Finding:
    """To the person on any number, or to the number for anybody."""
    of_ref = {attempt.ref: attempt for attempt in records.attempts}
    by_sid = {entry.sid: entry for entry in records.book}
    person_since: dict[int, datetime] = {}
    number_since: dict[str, datetime] = {}
    for opt_out in records.opt_outs:
        moment = said_at(opt_out, by_sid)
        if opt_out.person_id is not None:
            person_since[opt_out.person_id] = moment
        if opt_out.number is not None:
            number_since[opt_out.number] = moment
    found = []
    for entry in placed(records):
        attempt = of_ref.get(entry.ref)
        moments = [number_since.get(entry.number)]
        moments.append(person_since.get(attempt.person_id) if attempt else None)
        if any(moment is not None and entry.created > moment for moment in moments):
            found.append(entry.sid)
    return Finding("calls and texts after an opt-out", len(records.opt_outs), tuple(found))


def said_at(opt_out: OptOut, by_sid: Mapping[str, Entry]) -> datetime:
    """The latest moment at which it was said, by the network's time where it knows."""
    entry = by_sid.get(opt_out.via_sid or "")
    if entry is None:
        return opt_out.at
    return (entry.ended or entry.created) if entry.is_call else entry.created


def lost(records: Records) -> Finding:
    """In the network's book, and for us never placed, or never ended."""
    by_ref = {entry.ref: entry for entry in placed(records)}
    found = []
    for attempt in ours(records):
        entry = by_ref.get(attempt.ref)
        if entry is None:
            continue
        never = attempt.state in ("planned", "dropped", "dialling")
        never = never or attempt.result == "not_placed"
        open_still = attempt.state == "under_way" and entry.is_call and entry.ended is not None
        if never or open_still:
            found.append(f"{attempt.id}: {attempt.state}, {attempt.result}; {entry.sid}")
    return Finding("attempts placed and lost", len(by_ref), tuple(found))


def counted_unplaced(records: Records) -> Finding:
    """Ended as if somebody had been tried, and the network never heard of it.

    A number that the network itself refused has been tried.
    """
    refs = {entry.ref for entry in placed(records)} | records.refused
    counted = [
        attempt
        for attempt in ours(records)
        if attempt.state in ("ended", "under_way") and attempt.disposition not in UNCOUNTED
    ]
    found = [f"{a.id}: {a.disposition}" for a in counted if a.ref not in refs]
    return Finding("attempts counted and not placed", len(counted), tuple(found))


def stranded(records: Records) -> Finding:
    waiting = {a.case_id for a in records.attempts if a.state in WAITING}
    found = []
    for case in records.cases:
        has_next = case.state == "open" and case.id in waiting
        has_outcome = case.state == "closed" and case.closed_why is not None
        if not has_next and not has_outcome:
            found.append(f"case {case.id}: {case.state}")
    return Finding("people without an outcome or a next time", len(records.cases), tuple(found))


def not_ours(records: Records) -> Finding:
    """By the carrier's id, and for the attempt that it was asked for."""
    sid_of = {attempt.ref: attempt.sid for attempt in records.attempts}
    found = [e.sid for e in placed(records) if sid_of.get(e.ref) != e.sid]
    return Finding(
        "calls and texts in the book and not in ours", len(placed(records)), tuple(found)
    )


def not_theirs(records: Records) -> Finding:
    theirs = {entry.sid for entry in records.book}
    mine = [attempt for attempt in records.attempts if attempt.sid is not None]
    found = [f"{attempt.id}: {attempt.sid}" for attempt in mine if attempt.sid not in theirs]
    return Finding("calls and texts in ours and not in the book", len(mine), tuple(found))


def at_once(records: Records) -> Finding:
    spans: dict[str, list[tuple[datetime, datetime]]] = defaultdict(list)
    for entry in records.book:
        if entry.is_call and entry.outbound and entry.started is not None:
            spans[entry.number].append((entry.started, entry.ended or entry.started))
    found = []
    for number, calls in spans.items():
        calls.sort()
        if any(end > start for (_, end), (start, _) in pairwise(calls)):
            found.append(number)
    return Finding("numbers on two calls at once", len(spans), tuple(found))


def placed(records: Records) -> list[Entry]:
    """What we asked the network for."""
    return [entry for entry in records.book if entry.outbound]


def ours(records: Records) -> list[Attempt]:
    return [attempt for attempt in records.attempts if not attempt.inbound]


PROMISES: Sequence[Callable[[Records], Finding]] = (
    called_twice,
    outside_hours,
    after_opt_out,
    lost,
    counted_unplaced,
    stranded,
    not_ours,
    not_theirs,
    at_once,
)
