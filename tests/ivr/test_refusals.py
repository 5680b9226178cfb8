"""What somebody is told who is refused something: in each room, in the language they read."""

import html
import re
from collections.abc import Callable
from typing import Any

import pytest

from outreach import rehearsals, report_orders
from outreach.draws import freezing
from outreach.errors import BadFile, NotAllowed
from outreach.registry import recognise
from outreach.rules.seeds import Stated
from outreach.rules.states import Role
from outreach.store import rehearsals as rehearsal_rows
from outreach.store import tables
from outreach.system import System
from tests import look, make, play
from tests.fakes import FakeJobs
from tests.ivr.browser import Browser, a_user, signed_in
from tests.ivr.test_registry_room import send, told
from tests.languages import in_english, in_spanish
from tests.outreach.test_logs import logging_as_a_process

Refused = tuple[Browser, Callable[[], Any]]
"""Who is refused, and how: what it does answers with a page, or with the way to one."""

CAMPAIGN = "/campaigns/piloto"
_TOLD = re.compile(
    r'<div class="(?:alert|invalid-feedback)[^"]*"[^>]*>(.*?)</div>'  # on the page they came from
    r"|</h1>\s*<p>(.*?)</p>",  # or a page that says nothing else
    re.DOTALL,
)


def said(browser: Browser, answer: Any) -> str:
    """What the answer, or the page that it leads to, says against what was asked."""
    page = answer.text
    if answer.status_code == 302:
        page = browser.get(answer.headers["Location"]).text
    found = _TOLD.findall(page)
    return html.unescape(re.sub(r"<[^>]+>", " ", " ".join(map("".join, found))))


def in_a_campaign(system: System, action: str, **form: str) -> Refused:
    """An operator who presses a button on the page of a campaign."""
    browser = signed_in(system, Role.OPERATOR)
    return browser, lambda: browser.post(f"{CAMPAIGN}/{action}", on=CAMPAIGN, **form)


def drawn(system: System, *, start: bool = False, is_sample: bool = True) -> None:
    make.a_list(system.store, is_sample=is_sample, clock=system.clock)
    make.a_campaign(system, start=start)


def a_draw_repeated(system: System) -> Refused:
    drawn(system)
    return in_a_campaign(system, "draw", seed="otra")


def a_seed_that_is_none(system: System) -> Refused:
    make.a_list(system.store, clock=system.clock)
    make.a_draft(system)
    return in_a_campaign(system, "draw", seed="x" * 300)


def a_start_of_what_runs(system: System) -> Refused:
    drawn(system, start=True)
    return in_a_campaign(system, "start")


def a_start_without_rehearsal(system: System) -> Refused:
    drawn(system, is_sample=False)
    system.settings = system.settings.model_copy(update={"carrier": "twilio"})
    return in_a_campaign(system, "start")


def a_resumption_of_what_is_stopped(system: System) -> Refused:
    drawn(system)
    make.stopped(system)
    return in_a_campaign(system, "resume")


def texts_that_are_allowed(system: System) -> Refused:
    drawn(system)
    return in_a_campaign(system, "texts")


def a_second_rehearsal(system: System) -> Refused:
    drawn(system)
    rehearsals.begin(system, "piloto", actor="ana", now=system.clock.now())
    return in_a_campaign(system, "rehearsal")


def a_second_report(system: System) -> Refused:
    drawn(system)
    browser, page = signed_in(system, Role.ANALYST), f"{CAMPAIGN}/report"
    browser.post(page, on=page)
    return browser, lambda: browser.post(page, on="/account")


def a_script_for_what_is_over(system: System) -> Refused:
    drawn(system)
    make.stopped(system)
    browser, page = signed_in(system, Role.OPERATOR), "/scripts/retornados"
    form = {"campaign": "1", "version": "1"}
    return browser, lambda: browser.post(f"{page}/speak", on="/account", **form)


def hours_that_end_too_soon(system: System) -> Refused:
    browser = a_writer(system)
    form = {"attempts": "5", "days": "10", "a_day": "1", "monday": "20:00-09:00"}
    return browser, lambda: browser.post(f"{DRAFT}/hours", on=f"{DRAFT}/hours", **form)


def hours_that_no_clock_shows(system: System) -> Refused:
    browser, page = a_writer(system), f"{DRAFT}/agents"
    return browser, lambda: browser.post(page, on=page, friday="8:75-25:00")


def texts_out_of_order(system: System) -> Refused:
    browser = a_writer(system)
    form = {"attempts": "5", "days": "10", "a_day": "1", "texts": "5, 2"}
    return browser, lambda: browser.post(f"{DRAFT}/hours", on=f"{DRAFT}/hours", **form)


def a_name_that_is_taken(system: System) -> Refused:
    browser, page = a_writer(system), f"{DRAFT}/people"
    form = {
        "title": "Piloto", "campaign": "piloto", "list": "lista", "sample": "1",
        "validated": "1", "enrolled": "0", "replicate_size": "50", "release": "all",
    }  # fmt: skip
    return browser, lambda: browser.post(page, on=page, **form)


def a_draft_that_is_not_complete(system: System) -> Refused:
    browser = a_writer(system)
    return browser, lambda: browser.post(DRAFT, on=DRAFT)


DRAFT = "/campaigns/drafts/1"


def a_writer(system: System) -> Browser:
    drawn(system)
    browser = signed_in(system, Role.OPERATOR)
    browser.post("/campaigns/new", on="/campaigns")
    return browser


def an_erasure_during_a_call(system: System) -> Refused:
    drawn(system, start=True)
    play.place(system)
    browser, page = signed_in(system, Role.OPERATOR), "/people/1/erase"
    form = {"reason": "asked", "case_code": "lista-000000"}
    return browser, lambda: browser.post(page, on=page, **form)


def a_file_that_is_no_table(system: System) -> Refused:
    browser = signed_in(system, Role.OPERATOR)
    return browser, lambda: send(browser, "nada")


def a_file_that_was_not_looked_over(system: System) -> Refused:
    browser, page = signed_in(system, Role.OPERATOR), "/registry/files/1"
    send(browser)
    return browser, lambda: browser.post(f"{page}/import", on=page)


def a_list_that_is_there(system: System) -> Refused:
    make.a_list(system.store, name="nueva", clock=system.clock)
    browser = signed_in(system, Role.OPERATOR)
    send(browser)
    told(system, browser)
    return browser, lambda: browser.get("/registry/files/1")


def a_match_in_a_frozen_frame(system: System) -> Refused:
    people = [make.Invented(name="Ana María Mejía Paz", numbers=(make.ANA,)) for _ in range(2)]
    make.a_list(system.store, people=people, clock=system.clock)
    recognise(system.store, "lista", system.clock.now())
    make.a_draft(system, sample=1)
    freezing.freeze(system, "piloto", source=Stated(), actor="ana", now=system.clock.now())
    browser, page = signed_in(system, Role.ADMIN), "/registry/matches"
    return browser, lambda: browser.post(f"{page}/1", on=page, verdict="same")


def a_lead_of_somebody_else(system: System) -> Refused:
    lead_waiting(system)
    luis = an_agent(system, "luis")
    an_agent(system, "ana").post("/leads/1/take", on="/leads/1")
    return luis, lambda: luis.post("/leads/1/close", on="/leads", result="not_reached")


def a_lead_given_back_by_another(system: System) -> Refused:
    lead_waiting(system)
    luis = an_agent(system, "luis")
    return luis, lambda: luis.post("/leads/1/give-back", on="/leads")


def a_closed_lead_for_another(system: System) -> Refused:
    lead_waiting(system)
    ana = an_agent(system, "ana")
    ana.post("/leads/1/take", on="/leads/1")
    ana.post("/leads/1/close", on="/leads/1", result="not_interested")
    browser = signed_in(system, Role.SUPERVISOR)
    return browser, lambda: browser.post("/leads/1/reassign", on="/account")


def lead_waiting(system: System) -> None:
    drawn(system, start=True)
    ref = play.place(system)
    play.talk(system, ref, *play.INTERESTED)
    play.hang_up(system, ref)


def an_agent(system: System, login: str) -> Browser:
    a_user(system, login)
    browser = Browser(system)
    browser.sign_in(login)
    return browser


def calls_without_a_phone(system: System) -> Refused:
    browser = an_agent(system, "ana")
    return browser, lambda: browser.post("/desk/available", on="/desk")


def a_phone_that_is_none(system: System) -> Refused:
    browser = an_agent(system, "ana")
    return browser, lambda: browser.post("/desk/phone", on="/desk", phone="mi casa")


def a_pause_that_is_ours(system: System) -> Refused:
    browser = an_agent(system, "ana")
    return browser, lambda: browser.post("/desk/pause", on="/desk", reason="no_answer")


REFUSALS: list[tuple[Callable[[System], Refused], str, str]] = [
    (a_draw_repeated, "«piloto» ya se sorteó", "'piloto' was drawn already"),
    (a_seed_that_is_none, "tiene de 1 a 200 signos", "a seed has 1 to 200 characters"),
    (a_start_of_what_runs, "«piloto» está en marcha", "“piloto” is running"),
    (a_start_without_rehearsal, "falta ensayarla", "it was not rehearsed yet"),
    (a_resumption_of_what_is_stopped, "está parada, y no puede quedar en marcha",
     "is stopped and cannot become running"),
    (texts_that_are_allowed, "mensajes de «piloto» no están", "texts of 'piloto' are not stopped"),
    (a_second_rehearsal, "Ya hay un ensayo de «piloto»", "A rehearsal of 'piloto' is under way"),
    (a_second_report, "Ya se está haciendo un informe", "is being made already"),
    (a_script_for_what_is_over, "«piloto» está parada", "'piloto' is stopped"),
    (hours_that_end_too_soon, "Lunes: las horas terminan antes",
     "Monday: the hours end before they begin"),
    (hours_that_no_clock_shows, "Viernes: escriba las horas como", "Friday: expected hours such"),
    (texts_out_of_order, "en orden creciente", "must be in ascending order"),
    (a_name_that_is_taken, "ya hay una campaña «piloto»", "a campaign called 'piloto' already"),
    (a_draft_that_is_not_complete, "faltan datos: complete los pasos", "something is missing yet"),
    (an_erasure_during_a_call, "hay una llamada en curso", "there is a call with this person"),
    (a_file_that_is_no_table, "registro.csv: fila 1: se esperaban columnas",
     "registro.csv: row 1: expected columns"),
    (a_file_that_was_not_looked_over, "no está revisado todavía", "was not looked over"),
    (a_list_that_is_there, "la lista «nueva» ya existe", "the list “nueva” exists already"),
    (a_match_in_a_frozen_frame, "el marco de «piloto» está congelado",
     "the frame of “piloto” is frozen"),
    (a_lead_of_somebody_else, "Este contacto no es suyo", "This contact is not yours"),
    (a_lead_given_back_by_another, "Este contacto no es suyo", "This contact is not yours"),
    (a_closed_lead_for_another, "Este contacto ya está cerrado", "This contact is closed already"),
    (calls_without_a_phone, "Ponga primero su teléfono", "First enter your phone"),
    (a_phone_that_is_none, "no es un número de teléfono", "is not a telephone number"),
    (a_pause_that_is_ours, "Ese motivo lo pone el sistema", "This reason is ours to give"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("refused", "spanish", "english"), REFUSALS, ids=[each[0].__name__ for each in REFUSALS]
)
def test_a_refusal_is_told_in_the_language_of_who_reads_it(
    quick_system: System,
    refused: Callable[[System], Refused],
    spanish: str,
    english: str,
) -> None:
    """What was wrong, and not a word of the other language beside it."""
    browser, attempt = refused(quick_system)
    told_first = said(browser, attempt())
    assert spanish in told_first
    assert not in_english(told_first), told_first
    browser.post("/language", on="/account", language="en")
    told_then = said(browser, attempt())
    assert english in told_then
    assert not in_spanish(told_then), told_then


def test_what_failed_elsewhere_is_told_in_the_language_of_who_reads_it_later(
    quick_system: System, jobs: FakeJobs
) -> None:
    """It was kept by another process, which knows no language: of a rehearsal and of a report."""
    drawn(quick_system)
    now = quick_system.clock.now()
    begun = rehearsals.begin(quick_system, "piloto", actor="ana", now=now)
    problem = NotAllowed("the rehearsal failed: %(why)s", why="100 % de «líneas»").sentence
    with quick_system.store.transaction() as connection:
        rehearsal_rows.end(connection, begun, now, problem=problem)
    browser = signed_in(quick_system, Role.ADMIN)
    browser.post(f"{CAMPAIGN}/report", on=f"{CAMPAIGN}/report")
    with quick_system.store.transaction() as connection:
        document = {**look.one(quick_system.store, tables.campaigns).document, "country": "zz"}
        connection.execute(tables.campaigns.update().values(document=document))
    with pytest.raises(BadFile, match="zz"):
        report_orders.make(quick_system, jobs.reports.pop())
    with quick_system.store.transaction() as connection:
        connection.execute(
            tables.campaigns.update().values(document={**document, "country": "hn"})
        )
    assert "no hay datos del país «zz»" in browser.get(f"{CAMPAIGN}/report").text
    assert "Se detuvo por un fallo: 100 % de «líneas»" in browser.get(CAMPAIGN).text
    browser.post("/language", on="/account", language="en")
    shown = html.unescape(browser.get(f"{CAMPAIGN}/report").text)
    assert "there is no country pack 'zz'" in shown
    assert "It was stopped by a failure: 100 % de «líneas»" in browser.get(CAMPAIGN).text


def test_a_refusal_leaves_what_fills_it_out_of_the_log(
    quick_system: System, capfd: pytest.CaptureFixture[str]
) -> None:
    """The page shows it to who asked; the log has the kind and the place only."""
    _, attempt = a_script_for_what_is_over(quick_system)
    with logging_as_a_process():
        answer = attempt()
    assert "piloto" in answer.text
    log = "".join(capfd.readouterr())
    assert "NotAllowed" in log
    assert "'piloto'" not in log
