"""The whole loop as it runs for real: processes, HTTP, three simulated weeks; then its promises.

The database is read with plain SQL of our own, so that nothing is proved by what it is to prove.
"""

import itertools
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

ROOT = Path(__file__).parents[1]
HONDURAS = ZoneInfo("America/Tegucigalpa")
PEOPLE = 60
LAST_HOUR = {5: 17, 6: 17}  # Saturday and Sunday; 20 on the other days
HOLIDAYS = {date(2026, 12, 25)}  # none falls into the demo's three weeks


def demo(folder: Path, people: int = PEOPLE) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "rehearsal.demo"]
    arguments = ["--people", str(people), "--folder", str(folder)]
    output = (folder.parent / "output.txt").open("wb")
    with output:
        return subprocess.Popen([*command, *arguments], cwd=ROOT, stdout=output, stderr=output)


def still_running(folder: Path) -> list[str]:
    """The commands of all processes whose environment or arguments name this folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            known = (process / "environ").read_bytes() + (process / "cmdline").read_bytes()
            command = (process / "cmdline").read_bytes().decode().replace("\0", " ")
        except OSError:  # it has ended meanwhile, or is not ours to read
            continue
        if str(folder).encode() in known and "pytest" not in command and command:
            found.append(command)
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a whole demo has been run."""
    folder = tmp_path_factory.mktemp("demo") / "run"
    code = demo(folder).wait(timeout=280)
    assert code == 0, (folder.parent / "output.txt").read_text()[-3000:]
    return folder


@pytest.fixture
def rows(folder: Path) -> Any:
    """Asks the demo's database; rows come as dictionaries."""
    connection = sqlite3.connect(folder / "convoca.db")
    connection.row_factory = sqlite3.Row
    yield lambda query: [dict(row) for row in connection.execute(query)]
    connection.close()


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_people_are_validated_and_become_leads(rows: Any) -> None:
    """The loop does what it is for."""
    validated = rows("SELECT * FROM cases WHERE validated_at IS NOT NULL")
    assert PEOPLE * 0.25 < len(validated) < PEOPLE * 0.75
    # a call that was under way when time was stopped becomes a lead when it ends
    interested = {c["id"] for c in validated if c["interested"] and c["state"] == "closed"}
    leads = {lead["case_id"] for lead in rows("SELECT * FROM leads")}
    assert interested
    assert interested <= leads


def test_nobody_was_called_outside_hours_or_on_a_holiday(rows: Any) -> None:
    """In the person's own zone, on every day of the week."""
    placed = rows("SELECT claimed_at FROM attempts WHERE inbound=0 AND claimed_at IS NOT NULL")
    assert len(placed) > PEOPLE
    for attempt in placed:
        local = moment(attempt["claimed_at"]).astimezone(HONDURAS)
        first = 10 if local.weekday() == 6 else 9
        assert first <= local.hour < LAST_HOUR.get(local.weekday(), 20)
        assert local.date() not in HOLIDAYS


def test_no_number_was_ever_on_two_calls_at_once(folder: Path) -> None:
    """By the network's own book, whoever of a household was meant."""
    calls = defaultdict(list)
    for call in json.loads((folder / "book.json").read_text())["calls"]:
        if call["started"]:
            number = call["to"] if call["direction"].startswith("outbound") else call["from"]
            calls[number].append((call["started"], call["ended"] or call["started"]))
    for spans in calls.values():
        spans.sort()
        assert all(end <= start for (_, end), (start, _) in itertools.pairwise(spans))


def test_nobody_had_more_calls_than_allowed(rows: Any) -> None:
    """Seven, and at most three more to keep times that the person named."""
    counted = rows(
        "SELECT case_id, SUM(to_appointment=0) AS ordinary, SUM(to_appointment) AS agreed"
        " FROM attempts WHERE medium='voice' AND inbound=0 AND state='ended'"
        " AND disposition NOT IN ('our_fault','never_dialled') GROUP BY case_id"
    )
    assert all(case["ordinary"] <= 7 and case["agreed"] <= 3 for case in counted)


def test_nothing_followed_an_opt_out(rows: Any) -> None:
    """Neither to the person nor to the number from which it came."""
    suppressed = rows("SELECT * FROM suppressions")
    assert suppressed
    attempts = rows(
        "SELECT a.claimed_at, a.number_hash, c.person_id FROM attempts a"
        " JOIN cases c ON c.id=a.case_id WHERE a.inbound=0 AND a.claimed_at IS NOT NULL"
    )
    for entry in suppressed:
        for attempt in attempts:
            if attempt["claimed_at"] > entry["at"]:
                assert attempt["person_id"] != entry["person_id"]
                assert attempt["number_hash"] != entry["number_hash"]


def test_every_ended_attempt_has_one_disposition_and_every_case_a_next_time(rows: Any) -> None:
    """Nobody is stranded."""
    assert not rows("SELECT 1 FROM attempts WHERE (state='ended') != (disposition NOT NULL)")
    assert not rows("SELECT 1 FROM cases WHERE state='closed' AND closed_why IS NULL")
    assert not rows(
        "SELECT 1 FROM cases c WHERE state='open' AND NOT EXISTS (SELECT 1 FROM attempts a"
        " WHERE a.case_id=c.id AND a.state IN ('planned','dialling','under_way'))"
    )


def test_everybody_drawn_is_in_exactly_one_row_of_the_partition(folder: Path, rows: Any) -> None:
    """The funnel loses nobody and counts nobody twice; a household is drawn whole."""
    report = json.loads((folder / "report" / "informe.json").read_text())
    drawn = rows("SELECT COUNT(*) AS n FROM cases")[0]["n"]
    assert sum(row["closed"] + row["still_open"] for row in report["partition"]) == drawn
    assert PEOPLE <= drawn < PEOPLE + 20


def test_the_report_finds_every_promise_kept(folder: Path) -> None:
    """It looks for breaches in the same database, by its own queries."""
    promises = json.loads((folder / "report" / "informe.json").read_text())["promises"]
    assert len(promises) > 8
    assert not [p for p in promises if p["breaches"]]


def test_the_networks_book_and_ours_hold_the_same_calls(folder: Path, rows: Any) -> None:
    """No call that we do not know of, none of ours that was never placed."""
    book = json.loads((folder / "book.json").read_text())
    theirs = {entry["sid"] for kind in ("calls", "messages") for entry in book[kind]}
    ours = {r["carrier_sid"] for r in rows("SELECT carrier_sid FROM attempts")} - {None}
    received = {r["sid"] for r in rows("SELECT sid FROM messages WHERE sid IS NOT NULL")}
    outbound = {
        entry["sid"]
        for kind in ("calls", "messages")
        for entry in book[kind]
        if entry["direction"].startswith("outbound-api")
    }
    ours |= {r["carrier_sid"] for r in rows("SELECT carrier_sid FROM agent_calls")} - {None}
    assert ours <= theirs
    assert outbound <= ours | received


def test_whoever_wanted_to_talk_now_talked_or_has_a_lead(rows: Any) -> None:
    """Agents answer or do not, people hang up or not: each transfer has one end, no agent is left
    busy, and no yes is lost."""
    transfers = rows("SELECT t.*, a.case_id, a.state AS call FROM transfers t"
                     " JOIN attempts a ON a.id=t.attempt_id")  # fmt: skip
    assert any(t["state"] == "talked" for t in transfers)
    assert all(t["ended_at"] for t in transfers if t["call"] == "ended")
    leads = {lead["case_id"]: lead for lead in rows("SELECT * FROM leads")}
    assert {t["case_id"] for t in transfers} <= leads.keys()
    assert all(leads[t["case_id"]]["reached_at"] for t in transfers if t["state"] == "talked")
    busy = rows("SELECT 1 FROM agent_periods WHERE ended_at IS NULL AND state IN"
                " ('ringing','on_call')")  # fmt: skip
    calls = rows("SELECT 1 FROM agent_calls WHERE ended_at IS NULL")
    assert len(busy) == len(calls)


def test_nobodys_name_or_number_is_in_the_logs_or_the_report(folder: Path, rows: Any) -> None:
    """Logs and report can be shown to anybody."""
    registry = (ROOT / "samples" / "retornados_muestra.csv").read_text(encoding="utf-8-sig")
    names = {line.split(",")[0] for line in registry.splitlines()[1:]}
    written = [*folder.glob("logs/*.log"), *folder.glob("report/*")]
    assert written
    for path in written:
        text = path.read_text(errors="replace")
        assert not [name for name in names if len(name) > 12 and name in text]
        assert "+504" not in text.replace("+50422000100", "")


def test_an_ended_demo_leaves_no_process_behind(folder: Path) -> None:
    """The machine is as it was."""
    assert still_running(folder) == []


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL], ids=["SIGTERM", "SIGKILL"])
def test_a_killed_demo_leaves_no_process_behind(tmp_path: Path, how: signal.Signals) -> None:
    """However it ends, and however impatient whoever ends it."""
    folder = tmp_path / "run"
    process = demo(folder, people=30)
    give_up = time.monotonic() + 60
    while time.monotonic() < give_up and not (folder / "logs" / "clock.log").exists():
        time.sleep(0.2)
    assert (folder / "logs" / "clock.log").exists()
    for _ in range(2):
        os.kill(process.pid, how)
        time.sleep(0.2)
    process.wait(timeout=30)
    give_up = time.monotonic() + 20
    while still_running(folder) and time.monotonic() < give_up:
        time.sleep(0.2)
    assert still_running(folder) == []


def test_the_demo_covers_three_weeks(rows: Any) -> None:
    """Long enough for the protocol's fourteen days and the texts between."""
    began, ended = rows("SELECT MIN(claimed_at) AS a, MAX(ended_at) AS b FROM attempts")[
        0
    ].values()
    assert moment(ended) - moment(began) > timedelta(days=14)
