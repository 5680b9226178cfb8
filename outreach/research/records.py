"""Turns what the store has into rows of the bundle: pseudonyms, coarse moments, small cells."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from outreach.research.datasets import SERVICES
from outreach.research.pseudonyms import Pseudonyms
from outreach.rules.dispositions import Disposition
from outreach.rules.small_cells import WITHHELD, Cell, coarsened
from outreach.store import research as rows
from outreach.store.database import AnyRow, Connection

K = 5  # people who share what is known of them from before, at least
STEP_SECONDS, STEP_MINUTES = 15, 15
UNKNOWN = "unknown"

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Records:
    """The rows of each dataset, in the order of its variables. Read one after the other, while
    the report's tables are laid out."""

    connection: Connection
    campaign_id: int
    pseudonyms: Pseudonyms
    zone: ZoneInfo
    began: date
    published: Mapping[Cell, Cell]

    @classmethod
    def of(
        cls, connection: Connection, campaign_id: int, pseudonyms: Pseudonyms, zone: ZoneInfo
    ) -> "Records":
        counts: dict[Cell, int] = {}
        for *known, total in rows.background(connection):
            cell = _cell(known)
            counts[cell] = counts.get(cell, 0) + total
        first = rows.first_release(connection, campaign_id).astimezone(zone).date()
        return cls(connection, campaign_id, pseudonyms, zone, first, coarsened(counts, K))

    def rows_of(self, dataset: str) -> Iterator[Row]:
        return {
            "persons": self.persons,
            "attempts": self.attempts,
            "turns": self.turns,
            "messages": self.messages,
            "leads": self.leads,
        }[dataset]()

    def persons(self) -> Iterator[Row]:
        of = self.pseudonyms.of
        for p in rows.persons(self.connection):
            shown = self.published[_cell((p.stratum, p.municipality, p.sex, p.age_band,
                                          p.return_year))]  # fmt: skip
            final = p.final or (Disposition.NEVER_DIALLED.value if p.released else None)
            yield (
                of("person", p.case_code), of("cluster", p.order_key), *shown, WITHHELD in shown,
                p.replicate, p.arm, p.probability, p.state, p.released, p.attempted, p.contacted,
                p.identified, p.validated, p.interested, p.opted_out, final, _class(final),
                p.calls, p.first_human, p.first_interview, p.days if p.released else None,
                p.lead, p.lead_result, p.lead_taken if p.lead else None,
            )  # fmt: skip

    def attempts(self) -> Iterator[Row]:
        of = self.pseudonyms.of
        for a in rows.attempt_rows(self.connection, self.campaign_id):
            day, _ = self._moment(a.began)
            yield (
                of("attempt", a.ref), of("person", a.case_code), of("number", a.number_hash),
                a.ordinal, a.rank, a.medium, a.inbound, a.to_appointment, a.state, a.made, day,
                None if a.local_weekday is None else str(a.local_weekday), a.local_hour,
                a.result, a.sip_code, a.answered_by, a.left_message,
                _down(a.seconds, STEP_SECONDS), a.last_step, a.script_version, a.disposition,
                _class(a.disposition), bool(a.human),
                a.disposition is not None and a.weight_rank == 1,
                a.disposition is not None and a.number_rank == 1, a.price, a.price_unit,
            )  # fmt: skip

    def turns(self) -> Iterator[Row]:
        of = self.pseudonyms.of
        for t in rows.turn_rows(self.connection, self.campaign_id):
            sure = None if t.confidence is None else round(t.confidence, 2)
            yield (
                of("attempt", t.ref), of("person", t.case_code), t.number, t.step, t.intent, sure
            )  # fmt: skip

    def messages(self) -> Iterator[Row]:
        of, of_any = self.pseudonyms.of, self.pseudonyms.of_any
        for m in rows.message_rows(self.connection, self.campaign_id):
            yield (
                of_any("attempt", m.ref), of("person", m.case_code), m.inbound, m.channel,
                m.status, m.segments, m.price, m.price_unit, *self._moment(m.at),
            )  # fmt: skip

    def leads(self) -> Iterator[Row]:
        of, of_any = self.pseudonyms.of, self.pseudonyms.of_any
        for lead in rows.lead_rows(self.connection, self.campaign_id):
            wanted = set((lead.services or "").split("|"))
            yield (
                of("person", lead.case_code), of("attempt", lead.ref),
                of_any("agent", lead.taken_by), lead.state, lead.interested, lead.wants_now,
                *(service in wanted for service in SERVICES), lead.agreed_at is not None,
                *self._moment(lead.created_at), _waited(lead), lead.result,
            )  # fmt: skip

    def _moment(self, at: datetime | None) -> tuple[int | None, int | None]:
        """Local day of the fieldwork, and hour."""
        if at is None:
            return None, None
        local = at.astimezone(self.zone)
        return (local.date() - self.began).days, local.hour


def _cell(known: Any) -> Cell:
    return tuple(UNKNOWN if value is None else str(value) for value in known)


def _class(disposition: str | None) -> str | None:
    return None if disposition is None else Disposition(disposition).outcome_class.value


def _down(value: int | None, step: int) -> int | None:
    return None if value is None else value // step * step


def _waited(lead: AnyRow) -> int | None:
    if lead.taken_at is None:
        return None
    since = lead.agreed_at or lead.created_at
    return _down(max(0, int((lead.taken_at - since).total_seconds() // 60)), STEP_MINUTES)
