"""Who rang and wants to be called: all of them, or page by page for whoever calls back."""

from datetime import datetime

import pytest

from outreach import requests
from outreach.rules.states import RequestKind
from outreach.store import audit_tables, tables
from outreach.store import requests as rows
from outreach.system import System
from tests import look, make


def ask(system: System, sid: str, now: datetime) -> None:
    """Somebody unknown asks to be called."""
    with system.store.transaction() as connection:
        rows.add(
            connection,
            sid=sid,
            kind=RequestKind.CALL_ME,
            case_id=None,
            number_hash=sid,
            number_sealed="+50499998888",
            at=now,
            done_at=None,
        )


@pytest.fixture
def five(system: System) -> System:
    for number in range(5):
        ask(system, f"CA{number}", system.clock.now())
    return system


def test_pages_hold_every_request_once_and_in_order(five: System) -> None:
    """Also when one is closed between two pages."""
    now = five.clock.now()
    first = requests.page(five, make.COMMAND, now, size=2)
    assert first.following is not None
    requests.close(five, first.rows[0].id, make.COMMAND, now)
    second = requests.page(five, make.COMMAND, now, after=first.following, size=2)
    assert second.following is not None
    third = requests.page(five, make.COMMAND, now, after=second.following, size=2)
    seen = [row.id for page in (first, second, third) for row in page.rows]
    assert seen == [row.id for row in look.rows(five.store, tables.requests)]
    assert third.following is None


def test_a_page_that_is_just_full_is_the_last(five: System) -> None:
    """No empty page follows."""
    page = requests.page(five, make.COMMAND, five.clock.now(), size=5)
    assert (len(page.rows), page.following) == (5, None)


def test_whoever_looks_at_a_page_is_written_down(five: System) -> None:
    """As with the whole list."""
    before = look.count(five.store, audit_tables.audit_log)
    requests.page(five, make.COMMAND, five.clock.now())
    assert look.count(five.store, audit_tables.audit_log) == before + 1
