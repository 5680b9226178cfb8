"""Finds a person, shows all that happened with them, and does what they ask: no more, or erased.

Who may see whom goes by lists: an operator meets the people of those of which no campaign was made
yet, and of those with a campaign of theirs.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from outreach import opt_outs, privacy
from outreach.actors import Actor, campaigns_of
from outreach.audit import Action, record
from outreach.countries import load_country
from outreach.errors import NotFound
from outreach.opt_outs import OptedOut, Reason
from outreach.registry.cells import PhoneReader, document_of
from outreach.store import persons as rows
from outreach.store import registry, suppressions
from outreach.store.database import Connection
from outreach.system import System
from outreach.timeline import Event, events


class FoundBy(StrEnum):
    """By what somebody was found."""

    CASE = "case"
    DOCUMENT = "document"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Found:
    """Who has what was asked for: (id, case_code, name_sealed, …). `by` is None for nobody."""

    people: Sequence[Any]
    by: FoundBy | None = None


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a list; `next` is the person after whom the next page begins, 0 for none."""

    people: Sequence[Any]
    next: int


@dataclass(frozen=True, slots=True)
class Portrait:
    """A person: the row of who they are, numbers, lists, what keeps them out, what happened."""

    card: Any
    numbers: Sequence[Any]
    lists: Sequence[Any]
    kept_out: Sequence[Any]
    events: Sequence[Event]

    @property
    def is_kept_out(self) -> bool:
        """Whether the person, and not only a number of theirs, is never to be contacted."""
        return any(entry.person_id is not None for entry in self.kept_out)


def lists(system: System, actor: Actor) -> Sequence[Any]:
    """The lists whose people the actor may meet: (id, name, imported_at, is_sample)."""
    with system.store.reading() as connection:
        return rows.lists_of(connection, campaigns_of(connection, actor))


def search(system: System, asked: str, actor: Actor, now: datetime) -> Found:
    """Whoever has this case code, document or telephone number, exactly.

    Numbers and documents are found by their blind indexes. Names are sealed, each time otherwise,
    so nobody can be found by a name: neither by us nor by who steals the database.
    """
    with system.store.transaction() as connection:
        met = _lists_met(connection, actor)
        for by, person_ids in _having(system, connection, asked):
            mine = [i for i in person_ids if met is None or rows.is_on(connection, i, met)]
            if mine:
                found = rows.cards(connection, mine)
                record(connection, actor, Action.PEOPLE_LISTED, people=mine, detail=by, now=now)
                return Found(found, by)
    return Found([])


def _having(
    system: System, connection: Connection, asked: str
) -> Sequence[tuple[FoundBy, Sequence[int]]]:
    keyring, country = system.store.keyring, load_country(system.settings.country)
    found: list[tuple[FoundBy, Sequence[int]]] = []
    person_id = registry.person_with_code(connection, asked)
    if person_id is not None:
        found.append((FoundBy.CASE, [person_id]))
    document, _ = document_of(asked, country)
    if document is not None:
        document_hash = keyring.blind_index("document", document)
        found.append((FoundBy.DOCUMENT, rows.with_document(connection, document_hash)))
    for number in PhoneReader(country).numbers(asked):
        number_hash = keyring.blind_index("number", number.e164)
        found.append((FoundBy.NUMBER, suppressions.people_at(connection, number_hash)))
    return found


def leaf(
    system: System, list_id: int, *, after: int, size: int, actor: Actor, now: datetime
) -> Leaf:
    """The people of a list after person `after`. Raises NotFound."""
    with system.store.transaction() as connection:
        met = _lists_met(connection, actor)
        if met is not None and list_id not in met:
            raise NotFound("there is no such list")
        found = rows.page_of_list(connection, list_id, after=after, limit=size + 1)
        shown = found[:size]
        seen = [row.id for row in shown]
        subject = f"list {list_id}"
        record(connection, actor, Action.PEOPLE_LISTED, people=seen, subject=subject, now=now)
    return Leaf(shown, shown[-1].id if len(found) > size else 0)


def portrait(system: System, person_id: int, actor: Actor, now: datetime) -> Portrait:
    """Everything that is known of a person, and happened with them in the actor's campaigns.

    Raises NotFound.
    """
    with system.store.transaction() as connection:
        card = _met(connection, person_id, actor)
        numbers = rows.numbers_of(connection, person_id)
        hashes = [number.number_hash for number in numbers]
        shown = Portrait(
            card=card,
            numbers=numbers,
            lists=rows.lists_with(connection, person_id),
            kept_out=rows.suppressions_of(connection, person_id, hashes),
            events=events(system, connection, card, campaigns_of(connection, actor)),
        )
        record(connection, actor, Action.PERSON_SEEN, people=(person_id,), now=now)
    return shown


def opt_out(
    system: System, person_id: int, *, reason: Reason, actor: Actor, now: datetime
) -> OptedOut:
    """Never again, on all numbers and in every campaign. Raises NotFound."""
    code = case_code(system, person_id, actor)
    return opt_outs.suppress_case(system, code, reason=reason, actor=actor, now=now)


def erase(system: System, person_id: int, *, reason: Reason, actor: Actor, now: datetime) -> None:
    """Forgets the person, for good. Raises NotFound; NotAllowed while a call is under way."""
    privacy.erase(system, case_code(system, person_id, actor), actor, now, why=str(reason))


def case_code(system: System, person_id: int, actor: Actor) -> str:
    """The pseudonym of somebody whom the actor may meet. Raises NotFound."""
    with system.store.reading() as connection:
        return str(_met(connection, person_id, actor).case_code)


def _met(connection: Connection, person_id: int, actor: Actor) -> Any:
    met = _lists_met(connection, actor)
    card = rows.card(connection, person_id)
    if card is None or (met is not None and not rows.is_on(connection, person_id, met)):
        raise NotFound("there is no such person")
    return card


def _lists_met(connection: Connection, actor: Actor) -> Collection[int] | None:
    """The lists whose people the actor may meet; None: all of them."""
    known = campaigns_of(connection, actor)
    if known is None:
        return None
    return {row.id for row in rows.lists_of(connection, known)}
