"""Strangers who want to be called stand on a page until somebody has called them."""

import pytest

from outreach.rules.states import RequestKind, Role
from outreach.store import audit_tables, tables
from outreach.store import requests as rows
from outreach.system import System
from tests import look
from tests.ivr.browser import Browser, signed_in

PAGE = "/requests"


def asks(system: System, count: int = 1) -> None:
    """So many strangers, each with a number of their own."""
    with system.store.transaction() as connection:
        for n in range(count):
            rows.add(
                connection,
                sid=f"CA{n}",
                kind=RequestKind.CALL_ME,
                case_id=None,
                number_hash=f"h{n}",
                number_sealed=f"+504888800{n:02}",
                at=system.clock.now(),
                done_at=None,
            )


@pytest.fixture
def desk(quick_system: System) -> Browser:
    """An operator's browser, when one stranger waits."""
    asks(quick_system)
    return signed_in(quick_system, Role.OPERATOR)


def test_whoever_waits_is_shown_with_the_number_until_somebody_has_called(
    quick_system: System, desk: Browser
) -> None:
    """Both are written down, with who it was."""
    page = desk.get(PAGE).text
    assert 'href="tel:+50488880000"' in page
    desk.post(f"{PAGE}/1/done", on=PAGE)
    assert look.one(quick_system.store, tables.requests).done_at is not None
    after = desk.get(PAGE).text
    assert "Anotado: ya se le llamó." in after
    assert "Nadie pide que le llamen" in after
    told = [row.action for row in look.rows(quick_system.store, audit_tables.audit_log)]
    assert told.count("requests_listed") >= 2
    assert told.count("request_closed") == 1


def test_the_second_of_two_who_called_is_told_so(quick_system: System, desk: Browser) -> None:
    """Nothing is written down twice, and what is not there is no error of the reader's."""
    asks(quick_system, 2)
    for _ in range(2):
        desk.post(f"{PAGE}/1/done", on=PAGE)
    assert "Alguien ya lo había anotado" in desk.get(PAGE).text
    told = [row.action for row in look.rows(quick_system.store, audit_tables.audit_log)]
    assert told.count("request_closed") == 1


def test_many_are_leafed_through(quick_system: System, desk: Browser) -> None:
    """Page by page; and whoever is done with one goes on where they were."""
    asks(quick_system, 60)
    first = desk.get(PAGE).text
    assert f'href="{PAGE}?after=50"' in first
    assert "+50488880049" in first and "+50488880050" not in first
    assert "+50488880050" in desk.get(f"{PAGE}?after=50").text
    done = desk.post(f"{PAGE}/55/done", on=f"{PAGE}?after=50", after="50")
    assert done.headers["Location"] == f"{PAGE}?after=50"
    for odd in ("x", "-1", "99999999999"):
        assert desk.get(f"{PAGE}?after={odd}").status_code == 200


def test_what_the_page_says_of_the_programme_is_nothing(desk: Browser) -> None:
    """Whoever reads from the screen while calling gives nothing away to a stranger."""
    page = desk.get(PAGE).text
    for secret in ("retorn", "migra", "deport"):
        assert secret not in page
