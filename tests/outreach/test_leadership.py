"""One process leads; when it dies, however it dies, another one does."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from outreach.store.database import Store, StoreUnavailable
from outreach.store.leadership import Leadership
from tests.conftest import DATA_KEY, keyring

LEADER = """
import sys, time
from outreach.store.database import Store
from outreach.store.encryption import Keyring
from outreach.store.leadership import Leadership
lead = Leadership(Store(sys.argv[1], Keyring([sys.argv[2]], "index")), "clock")
print(lead.held(), flush=True)
time.sleep(60)
"""


@pytest.fixture
def url(store: Store) -> str:
    return store.engine.url.render_as_string(hide_password=False)


@pytest.fixture
def other(url: str) -> Iterator[Store]:
    """Another process's view of the same database."""
    store = Store(url, keyring())
    yield store
    store.close()


def test_only_one_leads_until_it_gives_up(store: Store, other: Store) -> None:
    """And who leads keeps the lead, however often it asks."""
    first, second = Leadership(store, "clock"), Leadership(other, "clock")
    assert [first.held(), second.held(), first.held(), second.held()] == [True, False, True, False]
    first.give_up()
    assert second.held()
    assert not first.held()
    second.give_up()


def test_there_is_a_lead_of_each_kind(store: Store, other: Store) -> None:
    """Names do not stand in each other's way."""
    first, second = Leadership(store, "clock"), Leadership(other, "report")
    assert first.held()
    assert second.held()
    first.give_up()
    second.give_up()


def test_a_killed_leader_leads_no_longer(store: Store, url: str) -> None:
    """kill -9 leaves no lock behind that somebody would have to clear away."""
    root = Path(__file__).parents[2]
    arguments = [sys.executable, "-c", LEADER, url, DATA_KEY]
    lead = Leadership(store, "clock")
    with subprocess.Popen(arguments, cwd=root, stdout=subprocess.PIPE, text=True) as leader:
        assert leader.stdout is not None
        assert leader.stdout.readline().strip() == "True"
        assert not lead.held()
        leader.kill()
        leader.wait()
    give_up = time.monotonic() + 10
    while not lead.held() and time.monotonic() < give_up:
        time.sleep(0.05)
    assert lead.held()
    lead.give_up()


def test_who_lost_the_database_leads_no_longer(postgres_store: Store) -> None:
    """The server has given the lock away by then; it is asked for anew, not taken for granted."""
    lead = Leadership(postgres_store, "clock")
    assert lead.held()
    _end_all_connections(postgres_store)
    with pytest.raises(StoreUnavailable):
        lead.held()
    assert lead.held()
    lead.give_up()


def test_a_connection_that_the_server_has_closed_is_not_used_again(postgres_store: Store) -> None:
    """After a restart of the server the first request finds out for itself, without failing."""
    with postgres_store.reading() as connection:
        before = connection.scalar(text("SELECT pg_backend_pid()"))
    _end_all_connections(postgres_store)
    with postgres_store.transaction() as connection:
        assert connection.scalar(text("SELECT pg_backend_pid()")) != before


def _end_all_connections(store: Store) -> None:
    admin = Store(store.engine.url.render_as_string(hide_password=False), keyring())
    with admin.reading() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid != pg_backend_pid()"
            )
        )
    admin.close()
    time.sleep(0.2)
