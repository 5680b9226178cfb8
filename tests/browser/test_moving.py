"""Parts of pages that move: renewed in the browser, without reloading the page."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from outreach import campaigns
from outreach.rules.states import CampaignState, Role
from outreach.store import tables
from tests import look
from tests.browser.look_over import complaints
from tests.browser.office import Office

SOON = 15_000  # milliseconds: the page asks every five seconds, and machines are shared


@pytest.fixture
def held(office: Office) -> Iterator[Callable[[], None]]:
    """Holds the campaign; it goes on when the test is over."""

    def change(state: CampaignState) -> None:
        now = office.system.clock.now()
        campaigns.change_state(office.system, "piloto", state, actor="tests", now=now)

    yield lambda: change(CampaignState.PAUSED)
    change(CampaignState.RUNNING)


def test_what_happens_elsewhere_is_seen_within_seconds(
    visit: Callable[[Role | None], Page], office: Office, held: Callable[[], None]
) -> None:
    """Somebody holds the campaign; the page that is open says so by itself, stays where it was
    scrolled to, complains of nothing, and leaves no entry in the audit log."""
    page = visit(Role.SUPERVISOR)
    page.set_viewport_size({"width": 390, "height": 844})
    with complaints(page) as told:
        page.goto("/campaigns/piloto/live")
        page.evaluate("window.sameDocument = true")
        table = page.locator(".table-responsive").first
        table.evaluate("element => { element.scrollLeft = 60 }")
        before = len(look.rows(office.system.store, tables.audit_log))
        held()
        expect(page.locator("#live .tag").first).to_have_text("en pausa", timeout=SOON)
    assert told == []
    assert page.evaluate("window.sameDocument")
    assert table.evaluate("element => element.scrollLeft") == 60
    assert len(look.rows(office.system.store, tables.audit_log)) == before


def test_a_page_that_lost_its_server_says_that_it_is_old(
    visit: Callable[[Role | None], Page],
) -> None:
    """And no longer once the server is there again."""
    page = visit(Role.SUPERVISOR)
    page.goto("/campaigns/piloto/live")
    notice = page.locator("#stale")
    assert not notice.is_visible()
    page.route("**/live/part", lambda route: route.abort())
    expect(notice).to_be_visible(timeout=SOON)
    page.unroute("**/live/part")
    expect(notice).to_be_hidden(timeout=SOON)


def test_a_session_that_ended_leads_the_open_page_to_the_sign_in(
    visit: Callable[[Role | None], Page],
) -> None:
    """The part never shows the sign-in inside the page."""
    page = visit(Role.SUPERVISOR)
    page.goto("/campaigns/piloto/live")
    kept = page.context.cookies()
    page.context.clear_cookies()
    page.wait_for_url("**/login", timeout=SOON)
    page.context.add_cookies(kept)
