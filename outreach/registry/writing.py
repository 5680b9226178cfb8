"""Writes the rows of a list: people not known yet, their numbers, and what became of each row.

People and numbers go into the database as they come. What has to wait for the last row – whether
somebody may be drawn, what a row amounts to – is kept in some bytes a row until then.
"""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from outreach.countries import CountryPack
from outreach.registry.cells import Note
from outreach.registry.eligibility import (
    ANY_NUMBER,
    ELSEWHERE,
    NO_NAME,
    OWN_NUMBER,
    Reason,
    counts_of,
    lacks,
    outcome_of,
    reason_in,
)
from outreach.registry.preparing import ReadyRow
from outreach.rules.states import RowOutcome
from outreach.store import registry as rows
from outreach.store.database import Connection

_NOTES: tuple[str | None, ...] = (None, *Note)
_MERGED = 64  # beside the number of the note
_REASONS = tuple(Reason)
_BYTE = tuple(reason_in(known) for known in range(32))


class Writer:
    """Takes batches in, and settles everything at the end."""

    def __init__(
        self,
        connection: Connection,
        list_id: int,
        list_name: str,
        country: CountryPack,
        as_of: date,
        now: datetime,
    ) -> None:
        self._connection, self._list_id, self._list_name = connection, list_id, list_name
        self._country, self._as_of, self._now = country, as_of, now
        self._own = country.country.upper()
        self._places = tuple(country.municipalities)
        self._place_of = {place: at for at, place in enumerate(self._places)}
        # people of this list who were not known: ids, what is known of each, and where
        self._ids, self._known, self._lives = array("q"), bytearray(), bytearray()
        self._older: dict[int, int] = {}  # people of other lists: what is known of them, at last
        # rows: number in the file, person (or −1 − the place of the reason), note and merging
        self._numbers, self._people, self._notes = array("i"), array("q"), bytearray()

    def add(self, batch: Sequence[ReadyRow]) -> None:
        """Writes a batch: who of it is new, and numbers."""
        hashes = [row.document_hash for row in batch if row.document_hash]
        found = rows.people_by_document(self._connection, hashes)
        ids = iter(rows.next_ids(self._connection, len(batch)))
        people: list[tuple[Any, ...]] = []
        phones: list[tuple[Any, ...]] = []
        more: list[dict[str, Any]] = []
        for row in batch:
            person_id = found.get(row.document_hash) if row.document_hash else None
            if person_id is None and self._hopeless(row):
                continue
            if person_id is None:
                person_id = next(ids)
                people.append(self._person(person_id, row))
                phones += self._phones(person_id, row)
                if row.document_hash:
                    found[row.document_hash] = person_id
                self._take_down(row, person_id, merged=False)
            else:
                more += self._again(person_id, row)
        rows.insert_people(self._connection, people)
        rows.insert_phones(self._connection, phones)
        rows.add_phones(self._connection, more)

    def _hopeless(self, row: ReadyRow) -> bool:
        """Nobody to keep, and no document by which a later row could tell more of them."""
        if row.document_hash or (row.phones and not row.lack & NO_NAME):
            return False
        reason = reason_in(row.lack | (ANY_NUMBER if row.phones else 0))
        self._take_down(row, -1 - _REASONS.index(reason or Reason.MISSING_NAME), merged=False)
        return True

    def _take_down(self, row: ReadyRow, person: int, *, merged: bool) -> None:
        self._numbers.append(row.number)
        self._people.append(person)
        self._notes.append(_NOTES.index(row.note) | (_MERGED if merged else 0))

    def _person(self, person_id: int, row: ReadyRow) -> tuple[Any, ...]:
        self._ids.append(person_id)
        self._known.append(row.lack | self._numbers_of(row))
        self._lives.append(self._place_of.get(row.municipality or "", 0))
        return (
            person_id, f"{self._list_name}-{row.number:06d}", row.name, row.document,
            row.document_hash, row.birth_date, row.birth_year, row.sex, row.municipality,
            row.returned_on, row.returned_from, self._country.locale, self._now,
        )  # fmt: skip

    def _numbers_of(self, row: ReadyRow) -> int:
        if not row.phones:
            return 0
        own = any(phone.country == self._own for phone in row.phones)
        return ANY_NUMBER | (OWN_NUMBER if own else 0)

    def _phones(self, person_id: int, row: ReadyRow) -> Iterator[tuple[Any, ...]]:
        for rank, phone in enumerate(row.phones, 1):
            yield person_id, rank, phone.sealed, phone.hash, phone.country, phone.kind

    def _again(self, person_id: int, row: ReadyRow) -> Iterator[dict[str, Any]]:
        """A row of somebody known: of this list already, or of another one until now."""
        at = bisect_left(self._ids, person_id)
        mine = at < len(self._ids) and self._ids[at] == person_id
        if mine:
            self._known[at] |= self._numbers_of(row)
        self._take_down(row, person_id, merged=mine or person_id in self._older)
        if not mine:
            self._older.setdefault(person_id, 0)
        for phone in row.phones:
            yield {
                "person_id": person_id,
                "number_sealed": phone.sealed,
                "number_hash": phone.hash,
                "country": phone.country,
                "kind": phone.kind,
            }

    def finish(self) -> dict[str, Any]:
        """Writes the list's members and what became of each row; the import's figures."""
        self._ask_of_the_older()
        reasons, eligible = self._counts()
        gone = [
            id_
            for id_, known in zip(self._ids, self._known, strict=True)
            if outcome_of(_BYTE[known]) is RowOutcome.REJECTED
        ]
        rows.insert_accounts(self._connection, self._accounts(set(gone)))
        rows.insert_members(self._connection, self._members())
        rows.forget_people(self._connection, gone)
        duplicates = sum(1 for note in self._notes if note & _MERGED)
        notes = Counter(_NOTES[note & ~_MERGED] for note in self._notes)
        totals = {
            "source_rows": len(self._numbers),
            "people": len(self._numbers) - duplicates,
            "duplicates": duplicates,
            "shared_phones": rows.shared_phones(self._connection, self._list_id, self._own),
            **{note.value: notes[note] for note in Note},
        }
        return counts_of(totals, reasons, eligible)

    def _ask_of_the_older(self) -> None:
        for row in rows.known_of(self._connection, list(self._older), self._own):
            born = date.fromisoformat(row.birth_date) if row.birth_date else None
            self._older[row.id] = (
                lacks(row.has_name, born, row.municipality, self._country, self._as_of)
                | (ANY_NUMBER if row.phones else 0)
                | (OWN_NUMBER if row.own_phones else 0)
            )
            if not self._older[row.id] & ELSEWHERE:
                self._older[row.id] |= self._place_of[row.municipality] << 8

    def _counts(self) -> tuple[Counter[Reason], Counter[str]]:
        reasons: Counter[Reason] = Counter()
        eligible: Counter[str] = Counter(dict.fromkeys(self._places, 0))
        new = zip(self._known, self._lives, strict=True)
        older = ((known & 255, known >> 8) for known in self._older.values())
        for (known, place), count in Counter([*new, *older]).items():
            reason = _BYTE[known]
            if reason is None:
                eligible[self._places[place]] += count
            else:
                reasons[reason] += count
        reasons.update(_REASONS[-1 - person] for person in self._people if person < 0)
        return reasons, eligible

    def _accounts(self, gone: set[int]) -> Iterator[tuple[Any, ...]]:
        """(list_id, row_number, outcome, reason, notes, person_id) of each row."""
        what = zip(self._numbers, self._people, self._notes, strict=True)
        for number, person, note in what:
            if person < 0:
                reason: str | None = _REASONS[-1 - person]
                outcome = RowOutcome.REJECTED
            elif note & _MERGED:
                reason, outcome = "same_document", RowOutcome.MERGED
            else:
                found = _BYTE[self._known_of(person) & 255]
                reason, outcome = found, outcome_of(found)
            kept = None if person < 0 or person in gone else person
            yield self._list_id, number, outcome, reason, _NOTES[note & ~_MERGED], kept

    def _known_of(self, person_id: int) -> int:
        if person_id in self._older:
            return self._older[person_id]
        return self._known[bisect_left(self._ids, person_id)]

    def _members(self) -> Iterator[tuple[Any, ...]]:
        """(list_id, person_id, eligible, reason) of everybody, those aside who are not kept."""
        for person_id, known in self._older.items():
            reason = _BYTE[known & 255]
            yield self._list_id, person_id, reason is None, reason
        for person_id, known in zip(self._ids, self._known, strict=True):
            reason = _BYTE[known]
            if outcome_of(reason) is not RowOutcome.REJECTED:
                yield self._list_id, person_id, reason is None, reason
