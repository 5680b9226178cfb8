"""Reads both sides of the comparison: our database with SQL of our own, the network's book."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, text

from outreach.store.encryption import Keyring
from tests.faults.audit import Attempt, Case, Entry, OptOut, Records

BAD_NUMBER = {21211, 21217, 21610, 21614}  # the number, or its holder, is the reason
ATTEMPTS = """
SELECT a.id, a.ref, a.case_id, c.person_id, a.number_hash AS number, a.medium, a.inbound, a.state,
       a.disposition, a.result, a.carrier_sid AS sid
FROM attempts a JOIN cases c ON c.id = a.case_id
"""
CASES = "SELECT id, state, disposition, closed_why FROM cases"
# said in a call or text that is the attempt's, or in a text that came in at that very moment
OPT_OUTS = """
SELECT s.person_id, s.number_hash AS number, s.at, s.source,
       (SELECT max(m.sid) FROM messages m WHERE m.inbound AND m.at = s.at) AS text_sid,
       (SELECT max(a.carrier_sid) FROM attempts a
        WHERE s.source = 'attempt ' || a.id AND a.medium = 'voice') AS call_sid
FROM suppressions s
"""


def read(database_url: str, book: Path, keyring: Keyring) -> Records:
    engine = create_engine(database_url)
    with engine.connect() as connection:

        def rows(query: str) -> list[dict[str, Any]]:
            return [dict(row) for row in connection.execute(text(query)).mappings()]

        attempts = [Attempt(**row) for row in rows(ATTEMPTS)]
        cases = [Case(**row) for row in rows(CASES)]
        opt_outs = [_opt_out(row) for row in rows(OPT_OUTS)]
    engine.dispose()
    told = json.loads(book.read_text())
    entries = [_entry(row, keyring) for kind in ("calls", "messages") for row in told[kind]]
    # what we answer to a text at once is in the network's book only
    known = [entry for entry in entries if entry is not None]
    bad = frozenset(_ref(row) for row in told["refused"] if row["code"] in BAD_NUMBER)
    return Records(attempts, cases, opt_outs, known, bad)


def _ref(row: dict[str, Any]) -> str:
    return str(row["callback"]).rsplit("/", 1)[-1]


def _opt_out(row: dict[str, Any]) -> OptOut:
    via = row["call_sid"] or row["text_sid"]
    return OptOut(row["person_id"], row["number"], _moment(row["at"]), via)


def _entry(row: dict[str, Any], keyring: Keyring) -> Entry | None:
    if row["direction"] == "outbound-reply":
        return None
    if "/events/agent/" in row.get("callback", ""):  # to an agent's phone: nobody of the registry
        return None
    outbound = row["direction"] == "outbound-api"
    number = row["to"] if outbound else row["from"]
    is_call = "answered" in row
    return Entry(
        sid=row["sid"],
        ref=_ref(row) if outbound else "",
        number=keyring.blind_index("number", number.rpartition(":")[2]),  # whatsapp:+504…
        is_call=is_call,
        outbound=outbound,
        created=datetime.fromisoformat(row["created"]),
        started=_maybe(row["started"] if is_call else row["sent"]),
        ended=_maybe(row["ended"]) if is_call else None,
    )


def _moment(value: Any) -> datetime:
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _maybe(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None
