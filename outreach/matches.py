"""Near matches: finds entries that may be of one person, shows them, and does as is decided.

Nothing is merged silently. When somebody decides that two entries are the same person, the later
one stands aside: it is not drawn, not called twice, and nothing of it is lost.
"""

from dataclasses import dataclass
from datetime import datetime

from outreach import audit
from outreach.actors import Actor, campaigns_of
from outreach.audit import Action
from outreach.errors import NotAllowed, NotFound
from outreach.rules.contact_policy import NeverReason
from outreach.rules.same_person import DECISIONS, Verdict, Why
from outreach.store import attempts as attempt_rows
from outreach.store import matches as rows
from outreach.store.database import AnyRow, Connection
from outreach.system import System

__all__ = ["DECISIONS", "Entry", "Match", "MatchPage", "Verdict", "Why", "decide", "waiting"]

PAGE = 20
SAME_PERSON = "same_person"  # why an entry of a list is not eligible


@dataclass(frozen=True, slots=True)
class Entry:
    """One of the two, as somebody has to see it to decide. `numbers` are E.164, `birth_date` ISO,
    `document` digits; None is not known. `lists` are the names of those it is on."""

    case_code: str
    name: str | None
    birth_date: str | None
    document: str | None
    sex: str | None
    municipality: str | None
    numbers: tuple[str, ...]
    lists: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Two entries that are alike. `score` is of their names, 0 to 100; `one` came first."""

    id: int
    score: float
    why: Why
    found_at: datetime
    one: Entry
    other: Entry


@dataclass(frozen=True, slots=True)
class MatchPage:
    """Some of what waits for a decision. `page` counts from 1; there are `pages` of them."""

    matches: tuple[Match, ...]
    total: int
    page: int
    pages: int


def waiting(
    system: System, actor: Actor, now: datetime, *, page: int = 1, size: int = PAGE
) -> MatchPage:
    """What nobody has decided on, of the lists of the actor's campaigns, the most alike first.

    A page that is not there is the last one. Who was seen is written down.
    """
    with system.store.transaction() as connection:
        own = campaigns_of(connection, actor)
        page = max(1, page)
        found, total = rows.waiting(connection, own, (page - 1) * size, size)
        pages = max(1, -(-total // size))
        if page > pages:
            page = pages
            found, total = rows.waiting(connection, own, (page - 1) * size, size)
        people = {id_ for row in found for id_ in (row.person_id, row.other_id)}
        entries = _entries(connection, people)
        audit.record(connection, actor, Action.MATCHES_LISTED, people=people, now=now)
    matches = tuple(_match(row, entries) for row in found)
    return MatchPage(matches, total, page, pages)


def _entries(connection: Connection, people: set[int]) -> dict[int, Entry]:
    numbers = rows.numbers_of(connection, people)
    lists = rows.lists_of(connection, people)
    return {
        id_: Entry(
            case_code=row.case_code,
            name=row.name,
            birth_date=row.birth_date,
            document=row.document,
            sex=row.sex,
            municipality=row.municipality,
            numbers=tuple(number.e164 for number in numbers.get(id_, ())),
            lists=tuple(lists.get(id_, ())),
        )
        for id_, row in rows.entries(connection, people).items()
    }


def _match(row: AnyRow, entries: dict[int, Entry]) -> Match:
    return Match(
        id=row.id,
        score=row.score,
        why=Why(row.why),
        found_at=row.found_at,
        one=entries[row.person_id],
        other=entries[row.other_id],
    )


def decide(system: System, match_id: int, verdict: Verdict, actor: Actor, now: datetime) -> None:
    """Takes one of the DECISIONS in, once and for good.

    Raises NotFound where there is no such match to decide for this actor; NotAllowed while one of
    the two is on the line, and while a frame with one of them waits for its draw.
    """
    with system.store.transaction() as connection:
        row = rows.undecided(connection, match_id, campaigns_of(connection, actor))
        if row is None:
            raise NotFound("no hay ninguna coincidencia %(match)s por decidir", match=match_id)
        rows.decide(connection, match_id, verdict, actor.user_id, now)
        if verdict is Verdict.SAME:
            _unite(connection, row.person_id, row.other_id, now)
        people = (row.person_id, row.other_id)
        audit.record(
            connection, actor, Action.MATCH_DECIDED,
            people=people, subject=f"match {match_id}", detail=verdict, now=now,
        )  # fmt: skip


def _unite(connection: Connection, first: int, second: int, now: datetime) -> None:
    """The entry that has been drawn stays, or else the first one; the other stands aside."""
    kept, other = first, second
    if rows.has_cases(connection, second) and not rows.has_cases(connection, first):
        kept, other = second, first
    for person_id in (kept, other):
        campaign = rows.awaiting_a_draw(connection, person_id)
        if campaign is not None:
            raise NotAllowed(
                "el marco de «%(campaign)s» está congelado y sin sortear; decida después del "
                "sorteo",
                campaign=campaign,
            )
    twice = rows.cases_twice(connection, kept, other)
    for case_id in twice:
        attempt_rows.drop_planned(connection, case_id)
        if attempt_rows.open_of_case(connection, case_id) is not None:
            raise NotAllowed("hay un contacto en curso con esta persona; repita en unos minutos")
    rows.close_cases(connection, twice, NeverReason.LISTED_TWICE, now)
    rows.unite(connection, kept, other)
    rows.stand_in(connection, kept, other, SAME_PERSON)
    rows.forget_undecided_of(connection, (other,), now)
