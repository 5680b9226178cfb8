"""One browser and one server for all tests; each role signs in once."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from outreach.rules.states import Role
from tests.browser.office import Office
from tests.ivr.browser import PASSWORD, code_at

CHROMIUM = Path("/usr/bin/chromium")
SECONDS = 10_000  # milliseconds that a step may take


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, without a window."""
    if not CHROMIUM.exists():
        pytest.skip(f"there is no {CHROMIUM}; as root `make test` installs it: apt, chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def office(
    chromium: Browser, tmp_path_factory: pytest.TempPathFactory, redis_url: str
) -> Iterator[Office]:
    """Served for as long as the tests run; `chromium` first, since without it there is no use."""
    office = Office(tmp_path_factory.mktemp("office"), redis_url)
    office.open()
    yield office
    office.close()


@pytest.fixture(scope="session")
def visit(chromium: Browser, office: Office) -> Iterator[Callable[[Role | None], Page]]:
    """Gives the page of a browser in which somebody of this role is signed in; None: nobody."""
    known: dict[Role | None, BrowserContext] = {}
    pages: dict[Role | None, Page] = {}

    def visit(role: Role | None) -> Page:
        if role not in known:
            known[role] = chromium.new_context(base_url=office.site, locale="es-HN")
            known[role].set_default_timeout(SECONDS)
            pages[role] = known[role].new_page()
            if role is not None:
                sign_in(pages[role], office, role)
        return pages[role]

    yield visit
    for context in known.values():
        with suppress(Exception):  # the browser may be gone
            context.close()


def sign_in(page: Page, office: Office, role: Role) -> None:
    """With password and, where one is asked for, the code."""
    page.goto("/login")
    page.fill("#login", str(role))
    page.fill("#password", PASSWORD)
    page.click("main button")
    if page.url.endswith("/login/code"):
        page.fill("#code", code_at(office.system))
        page.click("main button")
    assert "/login" not in page.url
