"""Who may enter where: every address of the application, with every role and with none."""

from collections.abc import Iterator
from typing import Any

import pytest
from werkzeug.routing import Rule

from ivr.app import create_app
from ivr.console.access import ACCESS, Door
from outreach.rules.states import Role
from outreach.store import tables
from outreach.system import System
from tests import look, make, play
from tests.ivr.browser import SITE, Browser, signed_in

# what stands in an address for its variables; the lead is there
VALUES = {
    "name": "piloto",
    "rehearsal_id": 1,
    "draft_id": 1,
    "key": "people",
    "lead_id": 1,
    "order_id": 1,
    "file_name": "informe.html",
    "person_id": 1,
    "user_id": 1,
    "upload_id": 1,
    "match_id": 1,
    "request_id": 1,
    "list_id": 1,
    "ref": "AbCdEf",
    "number": 1,
    "asked": 1,
    "script": "retornados",
    "locale": "es",
    "wording": "hello",
    "wording_id": "hello",
    "filename": "console.css",
    "language": "en",
}
# forms that change nothing or ask for something else instead of this session's token
WITHOUT_TOKEN = {"public.check"}


@pytest.fixture
def system_with_a_lead(quick_system: System) -> System:
    make.a_list(quick_system.store, clock=quick_system.clock)
    make.a_campaign(quick_system)
    ref = play.place(quick_system)
    play.talk(quick_system, ref, *play.INTERESTED)
    play.hang_up(quick_system, ref)
    assert look.one(quick_system.store, tables.leads).id == VALUES["lead_id"]
    return quick_system


def doors(browser: Browser) -> Iterator[tuple[Rule, str, str]]:
    """Every endpoint with every method and an address for it."""
    adapter = browser.client.application.url_map.bind("convoca.example.org")
    for rule in adapter.map.iter_rules():
        file = "public.css" if rule.endpoint == "public.static" else VALUES["filename"]
        values = {**VALUES, "filename": file, **(rule.defaults or {})}
        path = adapter.build(rule.endpoint, {name: values[name] for name in rule.arguments})
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield rule, method, path


def ask(browser: Browser, method: str, path: str) -> Any:
    with browser.client.open(path, method=method, base_url=SITE) as answer:
        answer.get_data()
    return answer


def is_sent_to_sign_in(answer: Any) -> bool:
    return answer.status_code == 302 and answer.headers["Location"].startswith("/login")


def test_the_table_names_every_endpoint_and_no_other(quick_system: System) -> None:
    """A page that nobody thought about has nobody who may see it."""
    endpoints = {rule.endpoint for rule in create_app(quick_system).url_map.iter_rules()}
    assert endpoints == set(ACCESS)


def test_an_endpoint_that_is_not_in_the_table_is_closed_even_to_an_admin(
    quick_system: System,
) -> None:
    """Forgetting a line shuts a page; it never opens one."""
    browser = signed_in(quick_system, Role.ADMIN)
    app = browser.client.application
    app.view_functions["nova"] = lambda: "secret"
    app.url_map.add(Rule("/nova", endpoint="nova"))
    answer = browser.get("/nova")
    assert answer.status_code == 403
    assert "secret" not in answer.text


@pytest.mark.parametrize("role", [*Role, None])
def test_every_address_lets_in_exactly_whom_the_table_names(
    system_with_a_lead: System, role: Role | None
) -> None:
    """With every method. Whoever may not enter changes nothing; whoever may is only held up by the
    token that every form needs."""
    browser = signed_in(system_with_a_lead, role) if role else Browser(system_with_a_lead)
    before = look.everything(system_with_a_lead.store)
    asked = 0
    for rule, method, path in doors(browser):
        answer, may = ask(browser, method, path), ACCESS[rule.endpoint]
        told = f"{method} {path}: {answer.status_code}"
        asked += 1
        if may is Door.CARRIER:
            assert answer.status_code == 403, told
        elif may is Door.MONITOR:
            assert answer.status_code in (200, 503), told
        elif isinstance(may, frozenset) and role is None:
            assert is_sent_to_sign_in(answer), told
        elif isinstance(may, frozenset) and role not in may:
            assert answer.status_code == 403, told
        elif method == "POST" and rule.endpoint not in WITHOUT_TOKEN:
            assert answer.status_code == 400, told
        else:
            assert answer.status_code in (200, 286, 302, 404), told
            assert not is_sent_to_sign_in(answer) or rule.endpoint.startswith("second_factor")
    assert asked >= len(ACCESS)
    assert look.everything(system_with_a_lead.store) == before


def test_every_form_of_every_page_carries_the_token(system_with_a_lead: System) -> None:
    """A form without it would not work, and one that works without it could be another site's."""
    browser = signed_in(system_with_a_lead, Role.AGENT)
    browser.post("/leads/1/take", on="/leads/1")
    for path in ("/leads", "/leads/1", "/account"):
        page = browser.get(path).text
        assert page.count("<form") == page.count('name="csrf_token"') > 0


def test_the_metrics_want_their_token_where_one_is_set(quick_system: System) -> None:
    """Counts of people are nobody's business."""
    settings = quick_system.settings.model_copy(update={"metrics_token": make.secret("abc")})
    quick_system.settings = settings
    client = create_app(quick_system).test_client()
    assert client.get("/metrics").status_code == 403
    wrong = client.get("/metrics", headers={"Authorization": "Bearer abd"})
    assert wrong.status_code == 403
    assert client.get("/metrics", headers={"Authorization": "Bearer abc"}).status_code == 200


def test_a_part_of_a_page_sends_the_page_to_the_sign_in(quick_system: System) -> None:
    """Once the session has ended; following a redirect would put the sign-in into the part."""
    answer = Browser(quick_system).get("/leads", headers={"HX-Request": "true"})
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == "/login"
