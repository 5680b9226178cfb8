"""A small campaign, written row by row, so that a test knows every figure beforehand."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import insert, update

from outreach.report.figures import ReportFigures
from outreach.reports import report_figures
from outreach.rules.dispositions import Disposition, final_disposition
from outreach.store import campaigns, tables
from outreach.store.database import Connection, Store

D = Disposition
BEGIN = datetime(2026, 11, 3, 16, 0, tzinfo=UTC)  # a Tuesday, 10 in the morning in Honduras
NOW = BEGIN + timedelta(days=20)
NAME, NUMBER, DOCUMENT = "Eufemia Zelaya", "+50499887766", "0801199912345"
DOCUMENT_FILE: dict[str, Any] = {
    "campaign": "piloto",
    "title": "Piloto de prueba",
    "list": "lista",
    "sample": 10,
    "target": {"validated": 4, "enrolled": 2},
    "script": "retornados",
    "caller_id": "+50422000100",
    "policy": {"max_voice_attempts": 3},
}


class Scene:
    """One list, one campaign, its draw; persons and attempts are added by the tests."""

    def __init__(self, store: Store, **file: Any) -> None:
        self.store = store
        self.count = 0
        self.refs = count(1)
        document = {**DOCUMENT_FILE, **file}
        with store.transaction() as connection:
            self.list_id = self._insert(
                connection,
                tables.lists,
                name="lista",
                country="hn",
                is_sample=True,
                file_name="lista.csv",
                file_sha256="ab" * 32,
                as_of=date(2026, 11, 2),
                counts={},
                imported_at=BEGIN,
            )
            self.campaign_id = campaigns.add(
                connection,
                name="piloto",
                list_id=self.list_id,
                document=document,
                script_version=1,
                now=BEGIN,
            )
            self._insert(
                connection,
                tables.draws,
                campaign_id=self.campaign_id,
                seed="semilla",
                rule_version="1",
                frame_sha256="cd" * 32,
                frame_size=10,
                size=10,
                drawn_at=BEGIN,
            )

    def person(
        self,
        *dispositions: Disposition,
        state: str = "closed",
        eligible: bool = True,
        people: dict[str, Any] | None = None,
        **case: Any,
    ) -> int:
        """A drawn person with one call a day that ended in each disposition; the case's id."""
        self.count += 1
        n = self.count
        with self.store.transaction() as connection:
            self._register(connection, n, eligible, people or {})
            final = final_disposition(dispositions) if dispositions else None
            values = {
                "campaign_id": self.campaign_id,
                "person_id": n,
                "stratum": "danli",
                "position": n,
                "order_key": f"{n:064x}",
                "probability": 1.0,
                "state": state,
                "disposition": final,
                "released_at": BEGIN - timedelta(hours=1),
                **case,
            }
            key = self._insert(connection, tables.cases, **values)
        for day, disposition in enumerate(dispositions):
            self.attempt(key, disposition, begins=BEGIN + timedelta(days=day))
        return key

    def attempt(
        self,
        case_id: int,
        disposition: Disposition | None,
        *,
        begins: datetime = BEGIN,
        seconds: int = 60,
        **values: Any,
    ) -> int:
        """An attempt; without a disposition it is planned and nothing has happened yet."""
        ended = disposition is not None
        local = begins - timedelta(hours=6)
        row = {
            "ref": f"ref{next(self.refs)}",
            "case_id": case_id,
            "campaign_id": self.campaign_id,
            "phone_id": case_id,
            "number_hash": f"n{case_id}",
            "medium": "voice",
            "state": "ended" if ended else "planned",
            "why": "protocol",
            "due_at": begins,
            "claimed_at": begins if ended else None,
            "placed_at": begins if ended else None,
            "ended_at": begins + timedelta(seconds=seconds) if ended else None,
            "seconds": seconds if ended else None,
            "result": "completed" if ended else None,
            "disposition": disposition,
            "local_hour": local.hour if ended else None,
            "local_weekday": local.weekday() if ended else None,
            **values,
        }
        with self.store.transaction() as connection:
            return self._insert(connection, tables.attempts, **row)

    def interviewed(self, *, interested: bool, lead: str | None = "open", **case: Any) -> int:
        """A person who was interviewed in the first call, with a lead if interested."""
        key = self.person(
            D.INTERVIEW,
            identified_at=BEGIN,
            validated_at=BEGIN,
            interested=interested,
            **case,
        )
        if interested and lead:
            self.add(
                tables.leads,
                case_id=key,
                campaign_id=self.campaign_id,
                attempt_id=1,
                state=lead,
                wants_now=True,
                interested=True,
                services="employment|training",
                locale="es-HN",
                created_at=BEGIN,
            )
        return key

    def add(self, table: Any, **values: Any) -> int:
        with self.store.transaction() as connection:
            return self._insert(connection, table, **values)

    def change(self, table: Any, where: Any, **values: Any) -> None:
        with self.store.transaction() as connection:
            connection.execute(update(table).where(where).values(**values))

    def rows(self, outcomes: Iterable[tuple[str, str | None]]) -> None:
        """Rows of the list's file, besides one for each person."""
        with self.store.transaction() as connection:
            for number, (outcome, reason) in enumerate(outcomes, 1000):
                connection.execute(
                    insert(tables.import_rows).values(
                        list_id=self.list_id, row_number=number, outcome=outcome, reason=reason
                    )
                )

    def figures(self, now: datetime = NOW) -> ReportFigures:
        with self.store.reading() as connection:
            campaign = campaigns.by_name(connection, "piloto")
            assert campaign is not None
            return report_figures(connection, campaign, now)

    def breaches(self) -> dict[str, int]:
        """The promises that were broken, and how often."""
        return {p.code: p.breaches for p in self.figures().promises if not p.kept}

    def _register(
        self, connection: Connection, n: int, eligible: bool, people: dict[str, Any]
    ) -> None:
        values = {
            "case_code": f"lista-{n:06d}",
            "name_sealed": NAME,
            "document_sealed": DOCUMENT,
            "birth_year": 1990,
            "sex": "F",
            "municipality": "danli",
            "returned_on": date(2024, 5, 1),
            "locale": "es-HN",
            "created_at": BEGIN,
            **people,
        }
        self._insert(connection, tables.people, **values)
        connection.execute(
            insert(tables.list_members).values(
                list_id=self.list_id, person_id=n, eligible=eligible
            )
        )
        connection.execute(
            insert(tables.import_rows).values(
                list_id=self.list_id, row_number=n + 1, outcome="imported", person_id=n
            )
        )
        self._insert(
            connection,
            tables.phones,
            person_id=n,
            rank=1,
            number_sealed=NUMBER,
            number_hash=f"n{n}",
            country="HN",
            kind="mobile",
        )

    def _insert(self, connection: Connection, table: Any, **values: Any) -> int:
        key = connection.execute(insert(table).values(**values)).inserted_primary_key
        return int(key[0]) if key else 0
