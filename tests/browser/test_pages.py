"""Every page in a real browser: by role, at the width of a desk and of a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from ivr.console.access import ACCESS, POLLED, Door
from outreach.rules.states import Role
from tests.browser.look_over import complaints, is_fine
from tests.browser.office import HALF_WAY, Office
from tests.ivr.browser import PASSWORD

# endpoint → where it is. A new page is a line here.
PAGES = {
    "account.shown": "/account",
    "campaigns.listed": "/campaigns",
    "campaigns.shown": "/campaigns/piloto",
    "leads.listed": "/leads",
    "desk.shown": "/desk",
    "leads.shown": "/leads/1",
    "live.shown": "/campaigns/piloto/live",
    "reports.listed": "/reports",
    "reports.shown": "/campaigns/piloto/report",
    "matches.waiting": "/registry/matches",
    "people.confirm_erase": "/people/1/erase",
    "people.confirm_opt_out": "/people/1/opt-out",
    "people.listed": "/people?list=1",
    "people.shown": "/people/1",
    "new_campaign.review": "/campaigns/drafts/1",
    "new_campaign.step": "/campaigns/drafts/1/hours",
    "public.who_calls": "/quien-llama",
    "registry.listed": "/registry",
    "registry.shown": "/registry/files/1",
    "requests.waiting": "/requests",
    "scripts.edit": "/scripts/retornados/wordings/hello",
    "scripts.listed": "/scripts",
    "scripts.shown": "/scripts/retornados",
    "sign_in.enter": "/login",
    "trials.prepare": "/scripts/retornados/try",
    "supervision.agent": "/supervision/agents/4",
    "supervision.shown": "/supervision",
}
# what is no page of its own: it leads to one, or is asked for by one
NO_PAGES = {
    "account.home",
    "public.static",
    "static",
    "second_factor.ask",  # on the way in: a test of its own, below
    "second_factor.enrol",
    "registry.rejects",  # files
    "registry.rows",
    "voice.recording",
    "reports.taken",  # a file, made by a worker: tests/ivr/test_report_pages.py
    *POLLED,
}


def visits() -> list[tuple[str, Role | None]]:
    """Each page with each role that may enter; what is for everybody, once."""
    found: list[tuple[str, Role | None]] = []
    for endpoint in PAGES:
        may = ACCESS[endpoint]
        found += [(endpoint, role) for role in Role if not isinstance(may, Door) and role in may]
        found += [(endpoint, None)] if may is Door.PUBLIC else []
    return found


def test_no_page_is_left_out(office: Office) -> None:
    """Whatever answers a GET with a page stands in the table above."""
    from ivr.app import create_app

    rules = create_app(office.system).url_map.iter_rules()
    asked = {rule.endpoint for rule in rules if "GET" in (rule.methods or ())}
    machines = {Door.CARRIER, Door.MONITOR}
    seen = {e for e in asked if not (isinstance(ACCESS[e], Door) and ACCESS[e] in machines)}
    assert seen - NO_PAGES == set(PAGES)


@pytest.mark.parametrize(("endpoint", "role"), visits())
def test_a_page_is_accessible_fits_and_raises_no_error(
    visit: Callable[[Role | None], Page], endpoint: str, role: Role | None
) -> None:
    """axe finds no violation, nothing runs over the edge, and the console stays silent, so that
    the content policy was kept as well."""
    page = visit(role)
    with complaints(page) as told:
        answer = page.goto(PAGES[endpoint])
        assert answer is not None
        assert answer.status == 200
        is_fine(page)
    assert told == []


def test_the_way_in_and_errors_are_fine_too(chromium: object, office: Office) -> None:
    """The code, setting up an authenticator, the recovery codes, and a page that is not there."""
    context = chromium.new_context(base_url=office.site, locale="es-HN")  # type: ignore[attr-defined]
    page = context.new_page()
    with complaints(page) as told:
        page.goto("/login")
        page.fill("#login", HALF_WAY)
        page.fill("#password", PASSWORD)
        page.click("main button")
        assert page.url.endswith("/login/enrol")
        is_fine(page)
        page.fill("#code", "000000")
    assert told == []
    page.goto("/nowhere")
    is_fine(page)
    context.close()


def test_the_menu_of_a_phone_opens_and_closes_by_keyboard(
    visit: Callable[[Role | None], Page],
) -> None:
    """Closed at first, so that the page is what is seen."""
    page = visit(Role.AGENT)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/leads")
    entry = page.locator("nav a[href='/account']")
    assert not entry.is_visible()
    page.focus("[data-opens=menu]")
    page.keyboard.press("Enter")
    assert entry.is_visible()
    page.keyboard.press("Escape")
    assert not entry.is_visible()
    assert page.evaluate("document.activeElement.dataset.opens") == "menu"


def test_the_first_stop_of_the_keyboard_leads_past_the_menu(
    visit: Callable[[Role | None], Page],
) -> None:
    """Nobody has to step through the menu on every page."""
    page = visit(Role.AGENT)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/leads")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_nothing_comes_from_another_host(visit: Callable[[Role | None], Page]) -> None:
    """An office without the internet beyond us loses nothing, and nobody else learns of it."""
    page, asked = visit(Role.AGENT), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/leads")
    site = page.url.removesuffix("/leads")
    assert asked
    assert [url for url in asked if not url.startswith((site, "data:"))] == []
