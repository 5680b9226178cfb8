"""Pages of reports: who reads what, how one is asked for and made, and that nobody is in it."""

from datetime import timedelta
from typing import Any

import pytest

from outreach import report_orders
from outreach.audit import Action
from outreach.clock import ManualClock
from outreach.errors import BadFile
from outreach.report_orders import KEPT, PATIENCE, Stage
from outreach.rules.states import Role
from outreach.store import tables
from outreach.system import System
from tests import look, make, play
from tests.fakes import FakeJobs
from tests.ivr.browser import Browser, signed_in

PAGE, FILES = "/campaigns/piloto/report", 8
NAME = "Eufemia Zelaya"


@pytest.fixture
def played(quick_system: System) -> System:
    """A campaign in which somebody was interviewed."""
    person = make.Invented(name=NAME, numbers=(make.ANA,), document="0801199912345")
    make.a_list(quick_system.store, people=[person], clock=quick_system.clock)
    make.a_campaign(quick_system)
    ref = play.place(quick_system)
    play.talk(quick_system, ref, *play.INTERESTED)
    play.hang_up(quick_system, ref)
    return quick_system


def ask(browser: Browser) -> Any:
    answer = browser.post(PAGE, on=PAGE)
    assert (answer.status_code, answer.headers["Location"]) == (302, PAGE)
    return answer


def made(system: System, jobs: FakeJobs) -> int:
    """What a worker does with what is in the queue; the order's id."""
    order_id = jobs.reports.pop()
    report_orders.make(system, order_id)
    return order_id


def test_a_report_is_asked_for_made_and_read(played: System, jobs: FakeJobs) -> None:
    """By somebody who meets nobody: an analyst. The page says how it goes."""
    analyst = signed_in(played, Role.ANALYST)
    ask(analyst)
    waiting = analyst.get(f"{PAGE}/part")
    assert waiting.status_code == 200
    assert "espera su turno" in waiting.text
    order_id = made(played, jobs)
    done = analyst.get(f"{PAGE}/part")
    assert done.status_code == 286  # nothing moves any more
    files = {row.name for row in look.rows(played.store, tables.report_files)}
    assert len(files) == FILES
    for file in files:
        assert file in done.text
        answer = analyst.get(f"/reports/{order_id}/{file}")
        assert answer.status_code == 200
        assert len(answer.data) > 100
    assert "Piloto" in analyst.get("/reports").text or "piloto" in analyst.get("/reports").text


def test_a_bundle_that_is_too_large_is_not_left_out_without_a_word(
    played: System, jobs: FakeJobs
) -> None:
    """In its place stands how whoever has the machine makes it."""
    analyst = signed_in(played, Role.ANALYST)
    ask(analyst)
    order_id = jobs.reports.pop()
    report_orders.make(played, order_id, largest_bundle=100)
    names = {row.name for row in look.rows(played.store, tables.report_files)}
    assert len(names) == FILES and report_orders.BUNDLE not in names
    told = analyst.get(f"/reports/{order_id}/{report_orders.INSTEAD}")
    assert told.status_code == 200
    assert "flask research bundle piloto" in told.text


def test_the_report_is_a_page_of_its_own_that_can_do_nothing(
    played: System, jobs: FakeJobs
) -> None:
    """It brings its style along, and its policy forbids it all else; other files are saved."""
    analyst = signed_in(played, Role.ANALYST)
    ask(analyst)
    order_id = made(played, jobs)
    page = analyst.get(f"/reports/{order_id}/informe.html")
    policy = page.headers["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert page.headers["Content-Type"].startswith("text/html")
    saved = analyst.get(f"/reports/{order_id}/report.pdf")
    assert saved.headers["Content-Disposition"] == "attachment; filename=piloto-report.pdf"
    assert saved.headers["Content-Security-Policy"] != policy


def test_nobody_is_on_any_page_or_in_any_file(played: System, jobs: FakeJobs) -> None:
    """Neither name nor number nor document, whatever an analyst opens."""
    analyst = signed_in(played, Role.ANALYST)
    ask(analyst)
    order_id = made(played, jobs)
    pages = ["/reports", PAGE, f"{PAGE}/part"]
    pages += [f"/reports/{order_id}/{row.name}"
              for row in look.rows(played.store, tables.report_files)]  # fmt: skip
    for page in pages:
        held = analyst.get(page).data
        for secret in (NAME, "Eufemia", make.ANA, make.ANA[4:], "0801199912345"):
            assert secret.encode() not in held, page


def test_one_report_of_a_campaign_is_made_at_a_time(played: System, jobs: FakeJobs) -> None:
    """Who asks once more is told so; one that was lost on the way can be asked for again."""
    analyst = signed_in(played, Role.ANALYST)
    ask(analyst)
    assert "Hacer un informe nuevo" not in analyst.get(PAGE).text
    analyst.post(PAGE, on="/account")
    assert len(jobs.reports) == 1
    clock = played.clock
    assert isinstance(clock, ManualClock)
    clock.advance(PATIENCE + timedelta(seconds=1))
    ask(analyst)
    assert len(jobs.reports) == 2
    assert "Se perdió en el camino" in analyst.get(PAGE).text


def test_a_report_that_cannot_be_made_says_why(played: System, jobs: FakeJobs) -> None:
    """The order ends, so that another can be made."""
    analyst = signed_in(played, Role.ANALYST)
    ask(analyst)
    with played.store.transaction() as connection:
        document = {**look.one(played.store, tables.campaigns).document, "country": "zz"}
        connection.execute(tables.campaigns.update().values(document=document))
    with pytest.raises(BadFile, match="zz"):
        made(played, jobs)
    order = look.one(played.store, tables.report_orders)
    assert order.ended_at is not None
    assert order.problem is not None
    assert "No se pudo hacer" in analyst.get(PAGE).text


def test_an_order_is_made_once(played: System, jobs: FakeJobs) -> None:
    """A job that comes twice finds it done."""
    ask(signed_in(played, Role.ANALYST))
    order_id = made(played, jobs)
    before = look.one(played.store, tables.report_orders)
    report_orders.make(played, order_id)
    assert look.one(played.store, tables.report_orders) == before
    assert before.stage == Stage.DONE


def test_only_the_last_reports_are_kept(played: System) -> None:
    """The database does not grow with every look."""
    now = played.clock.now()
    with played.store.transaction() as connection:
        from outreach.store import report_orders as rows

        for _ in range(KEPT + 2):
            order = rows.add(connection, campaign_id=1, by="ana", stage="done", now=now)
            rows.keep(connection, order, {"informe.html": b"<html>"})
            rows.end(connection, order, now)
        rows.throw_away(connection, 1, KEPT)
    left = look.rows(played.store, tables.report_files)
    assert [row.order_id for row in left] == list(range(3, KEPT + 3))


def test_reports_of_other_campaigns_are_not_there(played: System, jobs: FakeJobs) -> None:
    """Neither page nor file, for who is not in the campaign; nor for an agent."""
    ask(signed_in(played, Role.ANALYST))
    order_id = made(played, jobs)
    with played.store.transaction() as connection:
        connection.execute(tables.memberships.delete())
    stranger = signed_in_again(played)
    assert stranger.get(PAGE).status_code == 404
    assert stranger.get(f"/reports/{order_id}/informe.html").status_code == 404
    assert signed_in(played, Role.AGENT).get(PAGE).status_code == 403


def signed_in_again(system: System) -> Browser:
    browser = Browser(system)
    assert browser.sign_in(str(Role.ANALYST)).status_code == 302
    return browser


def test_who_takes_the_bundle_is_written_down(played: System, jobs: FakeJobs) -> None:
    """It has every attempt: one wants to know where it went."""
    analyst = signed_in(played, Role.ANALYST)
    ask(analyst)
    order_id = made(played, jobs)
    analyst.get(f"/reports/{order_id}/paquete.zip")
    entry = look.one(played.store, tables.audit_log, action=Action.BUNDLE_TAKEN)
    assert entry.subject == "campaign 1"
    assert entry.actor_id is not None
