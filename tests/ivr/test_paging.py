"""Lists by pages: what an address asks for, and where the other pages are."""

import pytest
from flask import Flask

from ivr.console import paging
from outreach.system import System
from tests.ivr.browser import Browser


@pytest.fixture
def app(quick_system: System) -> Flask:
    return Browser(quick_system).client.application


def test_a_page_shows_its_rows_and_leads_to_its_neighbours(app: Flask) -> None:
    """One row more than is shown tells that there is a next page; nothing is counted."""
    with app.test_request_context("/leads?q=ana&page=2&size=50"):
        asked = paging.asked()
        assert (asked.offset, asked.limit, asked.query) == (50, 51, "ana")
        page = asked.of(range(51))
        assert (len(page.rows), page.first, page.last) == (50, 51, 100)
        assert page.previous == "/leads?q=ana&page=1&size=50"
        assert page.next == "/leads?q=ana&page=3&size=50"
        assert asked.of(range(50)).next is None


@pytest.mark.parametrize(
    "told",
    [
        "page=0",
        "page=-3",
        "page=x",
        "page=",
        "size=7",
        "size=1000000",
        "page=99999999999999999999",
    ],
)
def test_what_makes_no_sense_is_the_first_page(app: Flask, told: str) -> None:
    """Whatever stands in the address, a page is shown, and no more of the database read."""
    with app.test_request_context(f"/leads?{told}"):
        asked = paging.asked()
        assert (asked.page, asked.size) == (1, paging.SIZES[0])
        assert asked.of([1]).previous is None


def test_leafing_ends_somewhere(app: Flask) -> None:
    """The millionth row is found by searching, not by skipping the others one by one."""
    with app.test_request_context("/leads?page=100000000"):
        asked = paging.asked()
        assert asked.page == paging.LAST_PAGE
        assert asked.of(range(asked.limit)).next is None


def test_a_search_is_short_and_has_no_null_character(app: Flask) -> None:
    """PostgreSQL takes none, and nobody types a page."""
    with app.test_request_context("/leads?q=%20a%00b" + "c" * 200):
        assert paging.asked().query.startswith("abc")
        assert len(paging.asked().query) <= 100
