"""The record of who saw or changed which person: what is in it, and that nobody can touch it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from outreach import accounts, audit, lead_endings, leads, opt_outs
from outreach.audit import Action, Verdict
from outreach.errors import NotAllowed, NotFound
from outreach.leads import LeadResult
from outreach.opt_outs import Reason
from outreach.rules.states import Role
from outreach.store import tables
from outreach.store.database import Connection, Store
from outreach.system import System
from tests import look, make, play


def entries(system: System, count: int = 5) -> list[Any]:
    """A record of some entries, each about another person."""
    for person in range(1, count + 1):
        with system.store.transaction() as connection:
            audit.record(
                connection,
                make.COMMAND,
                Action.LEAD_SEEN,
                people=(person,),
                now=system.clock.now(),
            )
    return look.rows(system.store, tables.audit_log)


def tamper(store: Store, *statements: str) -> None:
    """Changes the record as somebody would who has the database in their hands."""
    with store.transaction() as connection:
        _without_triggers(connection)
        for statement in statements:
            connection.execute(text(statement))


def _without_triggers(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        return
    found = connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all()
    assert len(found) == 3
    for name in found:
        connection.execute(text(f"DROP TRIGGER {name}"))


def test_a_record_that_nobody_touched_is_sound(system: System) -> None:
    """From the first entry on, and with none at all."""
    assert audit.verify(system) == Verdict(0, "0" * 32)
    last = entries(system)[-1]
    verdict = audit.verify(system)
    assert verdict == Verdict(5, last.hash)
    assert audit.verify(system, (verdict.entries, verdict.head)).problem is None


@pytest.mark.parametrize(
    "column", ["at", "actor_id", "address", "action", "people", "subject", "detail"]
)
def test_a_changed_entry_is_found(system: System, column: str) -> None:
    """Whatever of it was changed."""
    entries(system)
    value = "'2026-01-01 00:00:00'" if column == "at" else "'7'"
    value = "7" if column == "actor_id" else value
    tamper(system.store, f"UPDATE audit_log SET {column} = {value} WHERE id = 3")
    verdict = audit.verify(system)
    assert (verdict.entries, verdict.problem) == (2, "entry 3 was changed")


@pytest.mark.parametrize(
    ("done", "told"),
    [
        (["DELETE FROM audit_log WHERE id = 3"], "entry 3 is missing or was moved"),
        (["DELETE FROM audit_log WHERE id = 5"], "entry 5 is missing or was moved"),
        (["DELETE FROM audit_log"], "entry 1 is missing or was moved"),
        (
            [
                "UPDATE audit_log SET id = 99 WHERE id = 2",
                "UPDATE audit_log SET id = 2 WHERE id = 3",
                "UPDATE audit_log SET id = 3 WHERE id = 99",
            ],
            "entry 2 does not follow the one before",
        ),
        (
            [
                "UPDATE audit_log SET id = id + 100 WHERE id > 2",
                "UPDATE audit_log SET id = id - 99 WHERE id > 2",
                "INSERT INTO audit_log SELECT 3, at, actor_id, address, action, people, subject, "
                "detail, previous, hash FROM audit_log WHERE id = 2",
                "UPDATE audit_head SET entries = 6",
            ],
            "entry 3 does not follow the one before",
        ),
        (
            [
                "INSERT INTO audit_log SELECT 6, at, actor_id, address, action, people, subject, "
                "detail, hash, hash FROM audit_log WHERE id = 5",
            ],
            "entry 6 was added past the end",
        ),
        (["UPDATE audit_head SET hash = 'x'"], "the head does not fit the last entry"),
        (["DELETE FROM audit_head"], "entry 1 was added past the end"),
    ],
    ids=["removal", "of the last", "of all", "reordering", "insertion", "past the end", "head",
         "no head"],
)  # fmt: skip
def test_removal_insertion_and_reordering_are_found(
    system: System, done: list[str], told: str
) -> None:
    """At the first entry that is not as it was written."""
    entries(system)
    tamper(system.store, *done)
    assert audit.verify(system).problem == told


def test_an_entry_forged_without_the_key_is_found(system: System) -> None:
    """A hash that anybody could compute would protect nothing: this one needs `INDEX_KEY`."""
    row = entries(system)[-1]
    forger = Store(system.store.engine.url.render_as_string(False), make.other_keyring())
    with forger.transaction() as connection:
        audit.record(connection, make.COMMAND, Action.LEAD_SEEN, now=system.clock.now())
    forger.close()
    assert look.count(system.store, tables.audit_log) == row.id + 1
    assert audit.verify(system).problem == "entry 6 was changed"


def test_newest_entries_cut_off_with_the_head_set_back_are_found_by_an_anchor(
    system: System,
) -> None:
    """The chain alone cannot tell: an older record was sound, too. What was printed then can."""
    fourth = entries(system)[3]
    anchor = audit.verify(system)
    tamper(
        system.store,
        "DELETE FROM audit_log WHERE id = 5",
        f"UPDATE audit_head SET entries = 4, hash = '{fourth.hash}'",
    )
    assert audit.verify(system).problem is None
    told = audit.verify(system, (anchor.entries, anchor.head)).problem
    assert told == "entries after 4 are missing: the anchor has more"
    with system.store.transaction() as connection:
        audit.record(connection, make.COMMAND, Action.PURGED, now=system.clock.now())
    told = audit.verify(system, (anchor.entries, anchor.head)).problem
    assert told == "entry 5 is not the one that the anchor tells of"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_log SET detail = 'x' WHERE id = 2",
        "DELETE FROM audit_log WHERE id = 5",
        "INSERT INTO audit_log SELECT 9, at, actor_id, address, action, people, subject, detail, "
        "previous, hash FROM audit_log WHERE id = 5",
    ],
)
def test_the_database_itself_refuses_to_change_the_record(system: System, statement: str) -> None:
    """Also to whoever writes SQL by hand, or to a mistake of ours."""
    before = entries(system)
    with pytest.raises(DBAPIError, match="append-only"), system.store.transaction() as connection:
        connection.execute(text(statement))
    assert look.rows(system.store, tables.audit_log) == before


def test_sqlite_refuses_to_replace_an_entry_and_postgresql_to_truncate_the_record(
    system: System,
) -> None:
    """The ways around an UPDATE and a DELETE."""
    before = entries(system)
    statement = (
        "INSERT OR REPLACE INTO audit_log SELECT 5, at, actor_id, address, action, people, "
        "subject, 'x', previous, hash FROM audit_log WHERE id = 5"
        if system.store.is_sqlite
        else "TRUNCATE audit_log"
    )
    with pytest.raises(DBAPIError, match="append-only"), system.store.transaction() as connection:
        connection.execute(text(statement))
    assert look.rows(system.store, tables.audit_log) == before


def test_an_entry_and_what_it_tells_of_happen_together_or_not_at_all(system: System) -> None:
    """What failed is not recorded, and what cannot be recorded does not happen."""
    with pytest.raises(ZeroDivisionError), system.store.transaction() as connection:
        audit.record(connection, make.COMMAND, Action.ERASED, now=system.clock.now())
        raise ZeroDivisionError
    assert look.count(system.store, tables.audit_log) == 0
    assert audit.verify(system).problem is None


def test_entries_written_at_once_follow_one_another(system: System) -> None:
    """Two requests cannot both be the successor of one entry."""

    def one() -> None:
        with system.store.transaction() as connection:
            audit.record(connection, make.COMMAND, Action.LEAD_SEEN, now=system.clock.now())

    make.at_once([one] * 8)
    assert audit.verify(system).entries == 8
    assert audit.verify(system).problem is None


# What is in it ---------------------------------------------------------------------------------


@pytest.fixture
def lead_id(system: System) -> int:
    make.a_list(system.store, clock=system.clock)
    make.a_campaign(system)
    ref = play.place(system)
    play.talk(system, ref, *play.INTERESTED)
    play.hang_up(system, ref)
    return int(look.one(system.store, tables.leads).id)


def test_whatever_is_done_with_a_person_is_in_the_record(system: System, lead_id: int) -> None:
    """Who, when, from where, which person and what; and no name, number or note."""
    ana, now = make.an_agent(system.store, clock=system.clock), system.clock.now()
    code = look.one(system.store, tables.people).case_code
    doings: list[tuple[Action, str, Callable[[], Any]]] = [
        (Action.LEADS_LISTED, "", lambda: leads.waiting(system, ana, now)),
        (Action.LEAD_SEEN, "", lambda: leads.view(system, lead_id, ana, now)),
        (Action.LEAD_TAKEN, "", lambda: leads.take(system, lead_id, ana, now)),
        (Action.LEAD_SEEN, "whole", lambda: leads.view(system, lead_id, ana, now)),
        (Action.LEAD_GIVEN_BACK, "", lambda: leads.give_back(system, lead_id, ana, now)),
        (Action.LEAD_TAKEN, "", lambda: leads.take(system, lead_id, ana, now)),
        (
            Action.LEAD_CLOSED,
            "not_reached",
            lambda: lead_endings.close(
                system, lead_id, ana, result=LeadResult.NOT_REACHED, note="nota", now=now
            ),
        ),
        (
            Action.SUPPRESSED,
            "letter",
            lambda: opt_outs.suppress_case(system, code, reason=Reason.LETTER, actor=ana, now=now),
        ),
        (
            Action.SUPPRESSED,
            "complaint",
            lambda: opt_outs.suppress_number(
                system, make.ANA, reason=Reason.COMPLAINT, actor=ana, now=now
            ),
        ),
        (Action.AUDIT_READ, "", lambda: audit.of_case(system, code, ana, now)),
    ]
    for action, detail, do in doings:
        do()
        entry = look.rows(system.store, tables.audit_log)[-1]
        assert (entry.action, entry.detail, entry.people) == (action, detail, " 1 ")
        assert (entry.actor_id, entry.address, entry.at) == (ana.user_id, "192.0.2.1", now)
    written = str(look.rows(system.store, tables.audit_log))
    assert not [word for word in ("Mej", "Ana", "9900", "nota", code) if word in written]
    assert len(audit.of_case(system, code, make.COMMAND, now)) == len(doings)
    assert audit.verify(system).problem is None


def test_what_was_refused_is_not_in_the_record(system: System, lead_id: int) -> None:
    """It says what was seen or changed, and nothing was."""
    ana, luis = (make.an_agent(system.store, login=n, clock=system.clock) for n in ("ana", "luis"))
    now = system.clock.now()
    leads.take(system, lead_id, ana, now)
    before = look.count(system.store, tables.audit_log)
    assert not leads.take(system, lead_id, luis, now)
    with pytest.raises(NotAllowed):
        leads.give_back(system, lead_id, luis, now)
    with pytest.raises(NotFound):
        leads.view(system, 999, luis, now)
    with pytest.raises(NotFound):
        audit.of_case(system, "nadie", luis, now)
    assert look.count(system.store, tables.audit_log) == before


def test_what_is_done_with_accounts_is_in_the_record(system: System) -> None:
    """By the user's id: who let whom in, and to what."""
    make.a_list(system.store, clock=system.clock)
    make.a_campaign(system, start=False)
    now = system.clock.now()
    accounts.add(system, "Luis ", role=Role.AGENT, password_hash="x", actor=make.COMMAND, now=now)
    accounts.change_members(
        system, "piloto", joining=("luis",), leaving=(), actor=make.COMMAND, now=now
    )
    accounts.reset(
        system, "luis", password_hash="y", forget_factor=True, actor=make.COMMAND, now=now
    )
    accounts.disable(system, "luis", actor=make.COMMAND, now=now)
    written = look.rows(system.store, tables.audit_log)
    assert [(entry.subject, entry.detail) for entry in written] == [
        ("user 1", "agent"),
        ("user 1", "joined campaign 1"),
        ("user 1", "password and second factor"),
        ("user 1", "disabled"),
    ]
    assert "luis" not in str(written)


def test_what_is_asked_for_by_itself_is_written_down_once_a_look(quick_system: System) -> None:
    """Whoever is new is written down at once; the others again only after a quarter of an hour."""
    system, eva = quick_system, make.an_agent(quick_system.store, clock=quick_system.clock)

    def look_at(*people: int) -> None:
        audit.record_new(system, eva, Action.LEADS_LISTED, people=people, now=system.clock.now())

    look_at(3, 1)
    look_at(1, 3)
    look_at()
    look_at(1, 3, 7)
    play.wait(system, timedelta(minutes=16))
    look_at(1)
    told = [entry.people for entry in look.rows(system.store, tables.audit_log)]
    assert told == [" 1 3 ", " 7 ", " 1 "]
    assert audit.verify(system).problem is None
