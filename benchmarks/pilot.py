"""A campaign of the pilot's size with all that came of it: people, attempts, replies, leads.

It is random and obeys the rules it can: it is for measuring and for looking at pages, not for the
tests. More people than the pilot's are copies of it, made inside the database.
"""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import insert, text

from benchmarks.population import DOCUMENT, TOWNS, a_campaign, settle
from outreach.rules.dispositions import Disposition, final_disposition
from outreach.store import tables
from outreach.store.database import Store

D = Disposition
BEGIN = datetime(2026, 11, 3, 15, 0, tzinfo=UTC)  # 9:00 in Tegucigalpa
NOW = BEGIN + timedelta(days=28)
PILOT = 9000
OUTCOMES = {
    D.INTERVIEW: 12, D.AGENT_WANTED: 0.6, D.PARTIAL: 0.5, D.REFUSED: 1, D.REFUSED_UNKNOWN: 1,
    D.BROKE_OFF: 1, D.CALLBACK: 1, D.NOT_HERE: 5, D.DECEASED: 0.2, D.LANGUAGE: 0.1, D.HUNG_UP: 6,
    D.LATER: 3, D.UNVERIFIED: 0.8, D.BUSY: 6, D.NO_ANSWER: 36, D.MACHINE: 14, D.REJECTED: 3,
    D.OUR_FAULT: 0.6, D.UNREACHABLE: 1, D.INVALID_NUMBER: 5, D.WRONG_NUMBER: 3, D.EMIGRATED: 0.5,
}  # fmt: skip
# What of a copied row has to differ from the original's, besides what refers to other rows.
_UNIQUE = {
    "people": ("case_code",),
    "phones": ("number_hash",),
    "attempts": ("ref", "number_hash"),
}
_REFERENCES = {"id", "person_id", "case_id", "phone_id", "attempt_id", "conversation_id"}


def fill(store: Store, people: int, seed: int = 1) -> None:
    """Writes a list, a draw of `people` and what became of them."""
    if people > PILOT:
        fill(store, PILOT, seed)
        multiply(store, -(-people // PILOT))
        return
    rng = random.Random(seed)
    tables.metadata.create_all(store.engine)
    with store.transaction() as connection:
        a_campaign(connection, DOCUMENT, BEGIN, state="running", started_at=BEGIN)
        connection.execute(
            insert(tables.draws).values(
                id=1, campaign_id=1, seed="ronda drand 123456", rule_version="1",
                frame_sha256="cd" * 32, frame_size=people, size=people, drawn_at=BEGIN,
            )
        )  # fmt: skip
        rows = _Rows()
        for number in range(1, people + 1):
            _person(rng, rows, number, people)
        for table, lines in rows.in_order():
            for at in range(0, len(lines), 5000):
                connection.execute(insert(table), lines[at : at + 5000])


def multiply(store: Store, times: int) -> None:
    """Makes so many pilots of the one that is there, inside the database, row by row alike."""
    with store.transaction() as connection:
        numbers = " UNION ALL ".join(f"SELECT {n} AS n" for n in range(1, times))
        connection.execute(text(f"CREATE TEMPORARY TABLE copies AS {numbers}"))
        for table in tables.metadata.sorted_tables:
            if table.name in {"lists", "campaigns", "draws"}:
                continue
            columns = ", ".join(column.name for column in table.columns)
            values = ", ".join(_copied(table, column.name) for column in table.columns)
            connection.execute(
                text(
                    f"INSERT INTO {table.name} ({columns}) "
                    f"SELECT {values} FROM {table.name}, copies"
                )
            )
        connection.execute(text("DROP TABLE copies"))
    settle(store)


def _copied(table: Any, column: str) -> str:
    if column in _REFERENCES:
        return f"{column} + 1000000 * n"
    if (table.name, column) == ("import_rows", "row_number") or column == "position":
        return f"{column} + 20000 * n"
    if column == "replicate":
        return f"{column} + 40 * n"
    if column in _UNIQUE.get(table.name, ()):
        return f"{column} || '-' || n"
    return column


class _Rows:
    """What will be inserted, by table."""

    def __init__(self) -> None:
        self.lines: dict[str, list[dict[str, Any]]] = {}

    def add(self, table: str, **values: Any) -> int:
        lines = self.lines.setdefault(table, [])
        if table not in {"list_members", "turns", "import_rows"}:
            values["id"] = len(lines) + 1
        lines.append(values)
        return len(lines)

    def in_order(self) -> Iterator[tuple[Any, list[dict[str, Any]]]]:
        for table in tables.metadata.sorted_tables:
            if table.name in self.lines:
                yield table, self.lines[table.name]


class _One(NamedTuple):
    """One person's case, and what their rows are made with and go to."""

    rng: random.Random
    rows: _Rows
    case: dict[str, Any]
    number: int


def _person(rng: random.Random, rows: _Rows, number: int, people: int) -> None:
    place = rng.choices(list(TOWNS), list(TOWNS.values()))[0]
    person = rows.add(
        "people", case_code=f"retornados-{number}", name_sealed="Ana López",
        birth_year=rng.randint(1955, 2007), sex=rng.choice("FMM"), municipality=place,
        returned_on=date(rng.randint(2015, 2025), 5, 1), locale="es-HN", created_at=BEGIN,
    )  # fmt: skip
    rows.add("import_rows", list_id=1, row_number=number + 1, outcome="imported")
    if number % 25 == 0:
        reason = rng.choice(["no_usable_phone", "missing_name"])
        rows.add("import_rows", list_id=1, row_number=people + number, outcome="rejected",
                 reason=reason)  # fmt: skip
    rows.add("list_members", list_id=1, person_id=person, eligible=True, reason=None)
    rows.add(
        "phones", person_id=person, rank=1, number_sealed="+50499999999",
        number_hash=f"n{number}", country="HN", kind="mobile",
    )  # fmt: skip
    case: dict[str, Any] = {
        "campaign_id": 1, "person_id": person, "stratum": place, "position": number,
        "order_key": f"{number:064x}", "probability": 1.0, "replicate": (number - 1) // 250 + 1,
        "arm": rng.choice(["control", "previo_sms"]), "state": "closed", "disposition": None,
        "released_at": BEGIN, "identified_at": None, "validated_at": None, "opted_out_at": None,
        "closed_at": NOW, "interested": None, "services": None,
    }  # fmt: skip
    if number > people * 0.97:
        rows.add("cases", **{**case, "state": "drawn", "released_at": None, "closed_at": None})
        return
    _attempts(_One(rng, rows, case, number))
    rows.add("cases", **case)


def _attempts(one: _One) -> None:
    rng, case = one.rng, one.case
    past = []
    moment = BEGIN + timedelta(days=rng.randint(0, 3))
    for _ in range(7):
        open_minutes = 360 if (moment - timedelta(hours=6)).weekday() >= 5 else 600
        moment += timedelta(minutes=rng.randint(60, open_minutes))
        placed = moment
        outcome = rng.choices(list(OUTCOMES), list(OUTCOMES.values()))[0]
        past.append(outcome)
        _attempt(one, placed, outcome)
        moment = BEGIN + timedelta(days=(moment - BEGIN).days + rng.randint(2, 4))
        if outcome.final:
            break
    case["disposition"] = final_disposition(past).value


def _attempt(
    one: _One,
    placed: datetime,
    outcome: Disposition,
) -> None:
    rng, rows, _, number = one
    local = placed - timedelta(hours=6)
    seconds = rng.randint(5, 280) if outcome.human else None
    attempt = rows.add(
        "attempts", ref=f"r{len(rows.lines.get('attempts', []))}", case_id=number, campaign_id=1,
        phone_id=number, number_hash=f"n{number}", medium="voice", inbound=False, state="ended",
        why="protocol", to_appointment=False, due_at=placed, claimed_at=placed, placed_at=placed,
        ended_at=placed + timedelta(seconds=(seconds or 20)), seconds=seconds,
        result="completed" if outcome.human else "no_answer", disposition=outcome.value,
        local_hour=local.hour, local_weekday=local.weekday(), price=0.03, price_unit="USD",
        last_step=rng.choice(["identity", "birth_year", "interest"]),
        answered_by=("human" if rng.random() < 0.95 else "machine") if outcome.human else None,
    )  # fmt: skip
    if not outcome.human:
        return
    conversation = rows.add(
        "conversations", attempt_id=attempt, case_id=number, medium="voice",
        script="retornados", script_version=1, locale="es-HN", state="{}", turn=4,
        outcome=None if outcome is D.HUNG_UP else "done", started_at=placed,
    )  # fmt: skip
    for turn, step in enumerate(["identity", "birth_year", "interest"], 1):
        rows.add(
            "turns", conversation_id=conversation, number=turn, step=step, rule="r", state="{}",
            intent=rng.choices(["yes", "unclear", "silence"], [20, 2, 1])[0], at=placed,
            reply="sí", value=None,
        )  # fmt: skip
    _remember(one, attempt, placed, outcome)


def _remember(
    one: _One,
    attempt: int,
    placed: datetime,
    outcome: Disposition,
) -> None:
    case = one.case
    if outcome in {D.REFUSED, D.REFUSED_UNKNOWN}:
        case["opted_out_at"] = placed
    if outcome in {D.INTERVIEW, D.AGENT_WANTED, D.PARTIAL, D.REFUSED, D.BROKE_OFF, D.CALLBACK}:
        case["identified_at"] = placed
    if outcome is D.INTERVIEW:
        case["validated_at"] = placed
        case["interested"] = one.rng.random() < 0.6
    if case["interested"] or outcome is D.AGENT_WANTED:
        _lead(one, attempt, placed)


def _lead(
    one: _One,
    attempt: int,
    placed: datetime,
) -> None:
    rng, rows, case, number = one
    state = rng.choice(["open", "taken", "closed", "closed"])
    agreed = placed + timedelta(hours=rng.randint(20, 60)) if rng.random() < 0.4 else None
    waited = timedelta(minutes=rng.randint(1, 90))
    result = rng.choice(
        ["enrolled_training", "not_interested", "not_reached", "enrolled_employment"]
    )
    rows.add(
        "leads", case_id=number, campaign_id=1, attempt_id=attempt, state=state,
        wants_now=agreed is None, interested=bool(case["interested"]),
        services=rng.choice(["training", "employment", "employment|training"]), locale="es-HN",
        created_at=placed, agreed_at=agreed,
        taken_at=None if state == "open" else (agreed or placed) + waited / 3,
        closed_at=NOW if state == "closed" else None,
        result=result if state == "closed" else None,
    )  # fmt: skip
