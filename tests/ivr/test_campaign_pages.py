"""Pages of campaigns: what an operator sees, starts and stops, and what a page asks by itself."""

from datetime import timedelta

import pytest

from flows.sentences import Sentence
from outreach.clock import ManualClock
from outreach.rules.states import CampaignState, Role
from outreach.store import rehearsals as rehearsal_rows
from outreach.store import tables
from outreach.system import System
from tests import look, make, play
from tests.ivr.browser import Browser, a_user, signed_in

OUTCOME = {
    "people": 60, "attempted": 58, "contacted": 40, "identified": 30, "validated": 25,
    "interested": 20, "lead": 20, "calls": 200, "texts": 40, "talk_minutes": 80, "opted_out": 1,
    "first_hour": 9, "last_hour": 19, "broken": [], "promises": 15, "complaints": 0,
}  # fmt: skip
PART = {"HX-Request": "true"}


@pytest.fixture
def drawn(quick_system: System) -> System:
    make.a_list(quick_system.store, clock=quick_system.clock)
    make.a_campaign(quick_system, start=False, title="Piloto <b>uno</b>")
    return quick_system


@pytest.fixture
def operator(drawn: System) -> Browser:
    return signed_in(drawn, Role.OPERATOR)


def state(system: System) -> str:
    return str(look.one(system.store, tables.campaigns).state)


def press(browser: Browser, action: str, **form: str) -> None:
    page = "/campaigns/piloto"
    answer = browser.post(f"{page}/{action}", on=page, **form)
    assert (answer.status_code, answer.headers["Location"]) == (302, page)


def rehearsed(system: System, outcome: dict[str, object] | None = None) -> int:
    now = system.clock.now()
    campaign = look.one(system.store, tables.campaigns)
    with system.store.transaction() as connection:
        begun = rehearsal_rows.begin(
            connection, campaign_id=campaign.id, script_version=campaign.script_version,
            people=60, begun_at=now, begun_by="ana",
        )  # fmt: skip
        rehearsal_rows.end(connection, begun, now, outcome=outcome or OUTCOME)
    return begun


def test_a_campaign_is_started_held_resumed_and_stopped_from_its_page(
    drawn: System, operator: Browser
) -> None:
    """Each at once; who did it and when stands on the page, and in the audit log."""
    for action, reached in (
        ("start", CampaignState.RUNNING),
        ("pause", CampaignState.PAUSED),
        ("resume", CampaignState.RUNNING),
        ("stop", CampaignState.STOPPED),
    ):
        press(operator, action, note="prueba de cierre" if action == "stop" else "")
        assert state(drawn) == reached
    shown = operator.get("/campaigns/piloto").text
    for words in ("empezada", "puesta en pausa", "reanudada", "parada", "prueba de cierre"):
        assert words in shown
    assert shown.count("<td>operator</td>") == 4
    entries = look.rows(drawn.store, tables.audit_log, action="campaign_changed")
    assert [entry.detail for entry in entries] == ["started", "paused", "running", "stopped"]
    assert {entry.subject for entry in entries} == {"campaign 1"}


def test_a_stop_holds_what_was_queued_already(drawn: System, operator: Browser) -> None:
    """Whoever has the attempt in hand asks again before dialling."""
    press(operator, "start")
    (attempt_id,) = play.planned(drawn)
    press(operator, "stop", note="ya")
    play.place(drawn, attempt_id)
    assert look.one(drawn.store, tables.attempts).carrier_sid is None


def test_what_can_no_longer_be_done_is_said_and_not_done(drawn: System, operator: Browser) -> None:
    """Somebody else was faster, or a button of yesterday was pressed."""
    press(operator, "resume")
    assert state(drawn) == CampaignState.DRAWN
    assert "Eso ya no se puede" in operator.get("/campaigns/piloto").text


def test_the_rehearsal_is_shown_and_who_looked_at_it(drawn: System, operator: Browser) -> None:
    """With what came of it; broken promises in words."""
    begun = rehearsed(drawn, {**OUTCOME, "broken": ["inside_hours"]})
    shown = operator.get("/campaigns/piloto").text
    assert "se contactó fuera de horario" in shown
    assert "Nadie lo ha revisado todavía." in shown
    press(operator, f"rehearsal/{begun}/seen")
    assert "Revisado por operator el" in operator.get("/campaigns/piloto").text
    assert look.one(drawn.store, tables.rehearsals).seen_by == "operator"


def test_a_start_that_waits_for_the_rehearsal_offers_no_button(
    drawn: System, operator: Browser
) -> None:
    """With a real carrier; pressing it all the same changes nothing."""
    drawn.settings = drawn.settings.model_copy(update={"carrier": "twilio"})
    shown = operator.get("/campaigns/piloto").text
    assert "Falta ensayarla." in shown
    assert 'action="/campaigns/piloto/start"' not in shown
    press(operator, "start")
    assert state(drawn) == CampaignState.DRAWN


def test_campaigns_of_others_are_not_there(drawn: System) -> None:
    """Neither in the list nor by their address, for whoever is no member; an admin sees all."""
    with drawn.store.transaction() as connection:
        connection.execute(tables.memberships.delete())
    a_user(drawn, "eva", Role.SUPERVISOR)
    with drawn.store.transaction() as connection:
        connection.execute(tables.memberships.delete())
    eva = Browser(drawn)
    eva.sign_in("eva")
    assert "piloto" not in eva.get("/campaigns").text
    for path in ("/campaigns/piloto", "/campaigns/piloto/live", "/campaigns/piloto/live/part"):
        assert eva.get(path).status_code == 404
    admin = signed_in(drawn, Role.ADMIN)
    assert "piloto" in admin.get("/campaigns").text
    assert admin.get("/campaigns/piloto/live").status_code == 200


def test_a_supervisor_watches_and_changes_nothing(drawn: System) -> None:
    """No button is there, and none works."""
    browser = signed_in(drawn, Role.SUPERVISOR)
    shown = browser.get("/campaigns/piloto").text
    assert "/campaigns/piloto/start" not in shown
    answer = browser.post("/campaigns/piloto/start", on="/account")
    assert answer.status_code == 403


def test_a_title_is_text(operator: Browser) -> None:
    """Whatever somebody wrote into the campaign's file."""
    for path in ("/campaigns", "/campaigns/piloto", "/campaigns/piloto/live"):
        shown = operator.get(path).text
        assert "<b>uno</b>" not in shown
        assert "Piloto &lt;b&gt;uno&lt;/b&gt;" in shown


def test_the_part_that_moves_is_a_part_and_names_nobody(drawn: System, operator: Browser) -> None:
    """Figures only, so that being asked for every few seconds leaves no entry in the audit log."""
    press(operator, "start")
    before = len(look.rows(drawn.store, tables.audit_log))
    part = operator.get("/campaigns/piloto/live/part", headers=PART).text
    assert "<html" not in part
    assert "Validadas" in part
    assert "Ana Mejía" not in part
    page = operator.get("/campaigns/piloto/live").text
    assert 'hx-get="/campaigns/piloto/live/part"' in page
    assert 'hx-trigger="every 5s"' in page
    assert len(look.rows(drawn.store, tables.audit_log)) == before


def test_asking_by_itself_keeps_no_session_alive(drawn: System, operator: Browser) -> None:
    """A page left open on a shared computer is signed out after its hour, and says so."""
    wall = ManualClock(drawn.wall.now())
    drawn.wall = wall
    minutes = drawn.settings.session_minutes
    for _ in range(minutes // 20):
        wall.advance(timedelta(minutes=20))
        answer = operator.get("/campaigns/piloto/live/part", headers=PART)
        assert "Set-Cookie" not in answer.headers
    wall.advance(timedelta(minutes=1))
    answer = operator.get("/campaigns/piloto/live/part", headers=PART)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (401, "/login")


def test_looking_at_pages_keeps_it_alive(drawn: System, operator: Browser) -> None:
    """As before: the hour counts from the last page."""
    wall = ManualClock(drawn.wall.now())
    drawn.wall = wall
    for _ in range(4):
        wall.advance(timedelta(minutes=50))
        assert operator.get("/campaigns/piloto/live").status_code == 200


def test_a_rehearsal_under_way_is_asked_for_until_it_has_ended(
    drawn: System, operator: Browser
) -> None:
    """Then htmx is told to ask no more."""
    path = "/campaigns/piloto/rehearsal"
    assert operator.get(path, headers=PART).status_code == 286
    now = drawn.clock.now()
    with drawn.store.transaction() as connection:
        begun = rehearsal_rows.begin(
            connection, campaign_id=1, script_version=1, people=60, begun_at=now, begun_by="ana"
        )
    assert "En curso" in (answer := operator.get(path, headers=PART)).text
    assert answer.status_code == 200
    assert f'hx-get="{path}"' in operator.get("/campaigns/piloto").text
    with drawn.store.transaction() as connection:
        rehearsal_rows.end(
            connection, begun, now, problem=Sentence("the rehearsal did not come to its end")
        )
    answer = operator.get(path, headers=PART)
    assert answer.status_code == 286
    assert "Tardó demasiado y se detuvo." in answer.text


def test_every_page_answers_in_both_languages(operator: Browser) -> None:
    """An operator who reads English meets the same pages."""
    operator.post("/language", on="/campaigns", language="en", next="/campaigns")
    assert operator.get("/campaigns").status_code == 200
    assert "Pace and end" in operator.get("/campaigns/piloto/live").text
    assert "What to do now" in operator.get("/campaigns/piloto").text


def test_people_are_drawn_from_the_page_once(quick_system: System) -> None:
    """With the seed that was typed; who did it is in both logs, and a second time is refused."""
    make.a_list(quick_system.store, clock=quick_system.clock)
    make.a_draft(quick_system)
    browser = signed_in(quick_system, Role.OPERATOR)
    assert "La lista no está congelada." in browser.get("/campaigns/piloto").text
    press(browser, "draw", seed="semilla del acto público", round="")
    assert look.one(quick_system.store, tables.draws).seed == "semilla del acto público"
    assert state(quick_system) == CampaignState.DRAWN
    entries = look.rows(quick_system.store, tables.audit_log, action="campaign_changed")
    assert [entry.detail for entry in entries] == ["drawn"]
    press(browser, "draw", seed="otra", round="x")
    assert "No se pudo sortear" in browser.get("/campaigns/piloto").text
    assert look.one(quick_system.store, tables.draws).seed == "semilla del acto público"
