"""Invented people in any number: a list, a campaign of it, and as many copies of the first."""

import base64
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, text

from flows.script import load_script
from outreach.store import tables
from outreach.store.database import Connection, Store
from outreach.store.encryption import Keyring

KEY = base64.b64encode(bytes(32)).decode()
# municipality → people of 100
TOWNS = {"tegucigalpa": 32, "san_pedro_sula": 31, "la_ceiba": 15, "danli": 11, "choluteca": 11}
DOCUMENT: Mapping[str, Any] = {
    "campaign": "picc",
    "title": "Proyecto Piloto de Convocatoria Centralizada",
    "list": "retornados",
    "sample": 9000,
    "target": {"validated": 4000, "enrolled": 300},
    "script": "retornados",
    "caller_id": "+50422000100",
}
# Everybody like the first person, each with a number, a document and a case of their own; the
# numbers come in no order, as hashes do. First people, last cases.
_LIKE_THE_FIRST = (
    "INSERT INTO people (case_code, name_sealed, document_hash, birth_year, municipality, locale,"
    " created_at) WITH RECURSIVE s(n) AS"
    " (SELECT 2 UNION ALL SELECT n + 1 FROM s WHERE n < :people)"
    " SELECT 'b-' || n, p.name_sealed, 'd' || n, 1990, 'danli', 'es-HN', p.created_at"
    " FROM s, people p WHERE p.id = 1",
    "INSERT INTO phones (person_id, rank, number_sealed, number_hash, country, kind)"
    " SELECT p.id, 1, f.number_sealed, 'n' || (p.id * 2654435761 % 4294967296), 'hn', 'mobile'"
    " FROM people p, phones f WHERE p.case_code LIKE 'b-%' AND f.id = 1",
    "INSERT INTO list_members (list_id, person_id, eligible)"
    " SELECT 1, p.id, true FROM people p WHERE p.case_code LIKE 'b-%'",
    "INSERT INTO cases (campaign_id, person_id, stratum, position, order_key, probability, state,"
    " released_at) SELECT c.campaign_id, p.id, c.stratum, p.id, 'k' || p.id, 1, 'open',"
    " c.released_at FROM people p, cases c WHERE p.case_code LIKE 'b-%' AND c.id = 1",
)


def opened(url: str) -> Store:
    return Store(url, Keyring([KEY], "index"))


def a_campaign(
    connection: Connection, document: Mapping[str, Any], now: datetime, **campaign: Any
) -> None:
    """A list and a campaign of it, on a database that has neither."""
    connection.execute(
        insert(tables.lists).values(
            id=1, name="retornados", country="HN", is_sample=True, file_name="retornados.csv",
            file_sha256="ab" * 32, as_of=date(2026, 11, 2), counts={}, imported_at=now,
        )
    )  # fmt: skip
    connection.execute(
        insert(tables.campaigns).values(
            id=1, name=document["campaign"], list_id=1, document=dict(document), created_at=now,
            script_version=load_script("retornados").version, **campaign,
        )
    )  # fmt: skip


def multiply_the_first(store: Store, people: int) -> None:
    """So many people in a campaign that has one, made inside the database."""
    run(store, _LIKE_THE_FIRST, {"people": people})
    settle(store)


def run(store: Store, statements: tuple[str, ...], values: Mapping[str, Any]) -> None:
    """Each in a transaction of its own, with those of the values that it names."""
    for statement in statements:
        named = {name: value for name, value in values.items() if f":{name}" in statement}
        with store.transaction() as connection:
            connection.execute(text(statement), named)


def settle(store: Store) -> None:
    """Lets the database look at what it has, as it would by itself after a while."""
    autocommit = store.engine.execution_options(isolation_level="AUTOCOMMIT")
    with autocommit.connect() as connection:
        connection.execute(text("ANALYZE" if store.is_sqlite else "VACUUM ANALYZE"))
