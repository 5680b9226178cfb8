"""The store on both databases: sealed columns, aware moments, constraints, migrations."""

import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, func, insert, select, text

from flows.sentences import Sentence
from outreach.store import due, histories
from outreach.store.database import Store
from outreach.store.tables import metadata, people, rehearsals, users
from outreach.store.writers_queue import WritersQueue
from tests.conftest import MIGRATIONS

ANA = {
    "login": "ana",
    "password_hash": "x",
    "role": "agent",
    "disabled": False,
    "created_at": datetime(2026, 11, 3, tzinfo=UTC),
}


def test_the_migrations_make_exactly_the_tables_of_the_code(store: Store) -> None:
    """Nobody has to guess which of the two is right."""
    with store.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, metadata) == []


def test_what_failed_before_is_still_told_after_the_migration(tmp_path: Path) -> None:
    """A sentence kept whole is one with nothing to fill in, and goes back as it was."""
    config, problem = Config(), "the rehearsal failed: 100 % of it"
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = create_engine(f"sqlite:///{tmp_path / 'old.db'}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0015")
        connection.execute(
            text(
                "INSERT INTO rehearsals (campaign_id, script_version, people, begun_at, begun_by, "
                "problem) VALUES (1, 1, 60, '2026-11-03 10:00:00', 'ana', :problem)"
            ),
            {"problem": problem},
        )
        command.upgrade(config, "head")
        assert connection.scalar(select(rehearsals.c.problem)) == Sentence(problem)
        command.downgrade(config, "0015")
        assert connection.scalar(text("SELECT problem FROM rehearsals")) == problem
    engine.dispose()


def test_a_name_lies_encrypted_and_comes_back_as_it_was(store: Store) -> None:
    """Whoever copies the database reads no name in it."""
    with store.transaction() as connection:
        connection.execute(
            insert(people).values(
                case_code="l-000002",
                name_sealed="Ana Mejía",
                locale="es-HN",
                created_at=datetime(2026, 11, 3, tzinfo=UTC),
            )
        )
        raw = connection.execute(text("SELECT name_sealed FROM people")).scalar_one()
        assert b"Ana" not in bytes(raw)
        assert connection.execute(select(people.c.name_sealed)).scalar_one() == "Ana Mejía"


def test_a_moment_comes_back_aware_and_in_utc(store: Store) -> None:
    """A time without a zone cannot be compared, so none ever leaves the store."""
    when = datetime(2026, 11, 3, 15, 30, tzinfo=UTC)
    with store.transaction() as connection:
        connection.execute(insert(users).values(ANA | {"created_at": when}))
        back = connection.execute(select(users.c.created_at)).scalar_one()
    assert back == when
    assert back.tzinfo is UTC


def test_a_naive_moment_is_refused(store: Store) -> None:
    """A naive datetime is a programming error and must not become a wrong hour."""
    with pytest.raises(Exception, match="naive"), store.transaction() as connection:
        connection.execute(
            insert(users).values(
                ANA | {"created_at": datetime(2026, 11, 3)}  # noqa: DTZ001 – that is the point
            )
        )


def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    """Nothing is half written."""
    with pytest.raises(RuntimeError), store.transaction() as connection:
        connection.execute(insert(users).values(ANA))
        raise RuntimeError
    with store.reading() as connection:
        assert connection.execute(select(users)).all() == []


@pytest.mark.parametrize("question", [histories._NUMBERS, histories._PAST, histories._CASE])
def test_what_is_known_of_a_person_is_looked_up_by_index(
    sqlite_store: Store, question: Any
) -> None:
    """In all campaigns and for the household, and without reading the millions of others."""
    compiled = question.compile(dialect=sqlite_store.engine.dialect)
    values = {"person_id": 1, "case_id": 1, "state_1": "ended", "state_2": "ended"}
    asked = tuple(values[name] for name in compiled.positiontup)
    with sqlite_store.reading() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}", asked).all()
    told = " ".join(str(row) for row in plan)
    assert "SCAN" not in told
    assert "uq_attempts_number_on_the_line" in told or question is not histories._NUMBERS


def test_what_is_due_is_found_by_index(sqlite_store: Store) -> None:
    """The clock asks every second: those not due must cost nothing."""
    statement = str(due._PULSE.compile(dialect=sqlite_store.engine.dialect))
    with sqlite_store.reading() as connection:
        plan = connection.exec_driver_sql(
            f"EXPLAIN QUERY PLAN {statement}", ("running", "text")
        ).all()
    told = " ".join(str(row) for row in plan)
    assert "ix_attempts_due" in told
    assert "SCAN attempts" not in told


_WRITE = """
import sys, time
from pathlib import Path
from typing import Any
from outreach.store.writers_queue import WritersQueue
with WritersQueue(Path(sys.argv[1])):
    print("in", flush=True)
    time.sleep(60)
"""


def test_a_process_that_dies_gives_up_its_turn_to_write(tmp_path: Path) -> None:
    """Killed in the middle of a transaction, it keeps nobody else from writing."""
    command = [sys.executable, "-c", _WRITE, str(tmp_path / "queue")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "in\n"
        entered = threading.Event()
        queue = WritersQueue(tmp_path / "queue")

        def wait_for_it() -> None:
            with queue:
                entered.set()

        waiting = threading.Thread(target=wait_for_it, daemon=True)
        waiting.start()
        assert not entered.wait(0.3)
        writer.kill()
        assert entered.wait(10)
        waiting.join()
        queue.close()


def test_a_failed_transaction_leaves_nothing_and_the_next_one_writes(store: Store) -> None:
    """What an exception interrupts is undone; the writer's connection goes on."""
    with pytest.raises(RuntimeError), store.transaction() as connection:
        connection.execute(insert(users).values(ANA))
        raise RuntimeError
    with store.transaction() as connection:
        assert connection.execute(select(users)).all() == []
        connection.execute(insert(users).values(ANA))
    with store.reading() as connection:
        assert len(connection.execute(select(users)).all()) == 1


def test_who_reads_beside_a_snapshot_sees_the_same_moment(store: Store) -> None:
    """What is committed meanwhile is in neither."""
    count = select(func.count()).select_from(users)

    def counted(connection: Connection) -> int:
        return int(connection.execute(count).scalar_one())

    with store.snapshot() as connection, store.beside(connection) as beside:
        before = counted(connection)
        with store.transaction() as writer:
            writer.execute(insert(users).values(ANA))
        assert beside(counted)() == counted(connection) == before
    with store.reading() as connection:
        assert counted(connection) == before + 1


def test_what_fails_beside_is_raised_where_it_is_waited_for(store: Store) -> None:
    """And leaves no reader behind."""

    def failing(connection: Connection) -> None:
        raise KeyError(connection.dialect.name)

    with store.snapshot() as connection:
        with store.beside(connection) as beside, pytest.raises(KeyError):
            beside(failing)()
        assert connection.execute(select(1)).scalar_one() == 1
