"""The registry's pages: a file is sent, told, looked over and imported by hand."""

import re
from typing import Any

import pytest

from outreach import upload_work
from outreach.registry.cells import text_of
from outreach.rules.states import Role
from outreach.store import tables
from outreach.system import System
from tests import look
from tests.fakes import FakeJobs
from tests.ivr.browser import SITE, Browser, signed_in
from tests.ivr.test_hostile_console import NUMBERED, is_text_in

FILE = "Nombre;Teléfono;Municipio\nAna Mejía;99887701;Danlí\nCarlos;;Danlí\n"
COLUMNS = {"column-0": "nombre", "column-1": "telefono", "column-2": "municipio"}


@pytest.fixture
def browser(quick_system: System) -> Browser:
    return signed_in(quick_system, Role.OPERATOR)


def send(browser: Browser, content: str = FILE, name: str = "registro.csv", **more: str) -> Any:
    """Sends a file as browsers do, which write odd letters of its name as numbers."""
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', browser.get("/registry").text)
    assert token is not None
    for letter in '"\r\n':
        name = name.replace(letter, f"%{ord(letter):02X}")
    file = f'form-data; name="file"; filename="{name}"\r\nContent-Type: text/csv'
    fields = {'form-data; name="csrf_token"': token[1], file: content}
    parts = (f"--x\r\nContent-Disposition: {h}\r\n\r\n{v}\r\n" for h, v in fields.items())
    body = f"{''.join(parts)}--x--\r\n".encode()
    kind, headers = "multipart/form-data; boundary=x", {"Referer": f"{SITE}/"}
    to = more.get("to", "/registry")
    return browser.client.post(to, data=body, content_type=kind, base_url=SITE, headers=headers)


def told(system: System, browser: Browser, **changes: str) -> None:
    form = {**COLUMNS, "list_name": "nueva", "sample": "on", **changes}
    browser.post("/registry/files/1/columns", on="/registry/files/1", **form)
    jobs = system.jobs
    assert isinstance(jobs, FakeJobs)
    for upload_id in jobs.looked_over:
        upload_work.look_over(system, upload_id)


def test_a_file_goes_its_whole_way(quick_system: System, browser: Browser) -> None:
    """Sent, its columns told, foreseen, imported, and listed."""
    assert send(browser).headers["Location"] == "/registry/files/1"
    page = browser.get("/registry/files/1").text
    assert "Ana Mejía" in page
    assert '<option value="telefono" selected>' in page
    told(quick_system, browser)
    page = browser.get("/registry/files/1").text
    assert "Entra y puede salir en el sorteo" in page
    assert "No se guarda: no hay a quién contactar: sin número que sirva" in page
    assert look.count(quick_system.store, tables.people) == 0
    rejected = browser.get("/registry/files/1/rejects.csv")
    assert rejected.headers["Content-Type"].startswith("text/csv")
    assert "3,no_usable_phone,Carlos" in rejected.text
    browser.post("/registry/files/1/import", on="/registry/files/1")
    assert "Se está importando." in browser.get("/registry/files/1").text
    upload_work.import_file(quick_system, 1)
    assert browser.get("/registry/files/1/progress").headers["HX-Refresh"] == "true"
    assert "Importado como la lista «nueva»" in browser.get("/registry/files/1").text
    assert "3,rejected,no_usable_phone" in browser.get("/registry/lists/1/rows.csv").text


def test_what_is_missing_is_said_before_anything_is_done(
    quick_system: System, browser: Browser
) -> None:
    """Each as a sentence of its own, and no worker is bothered."""
    send(browser)
    told(quick_system, browser, **{"column-1": "", "column-2": "dni", "list_name": ""})
    page = browser.get("/registry/files/1").text
    for words in ("Póngale un nombre", "qué columna es: Teléfono", "qué columna es: Municipio"):
        assert words in page
    assert quick_system.jobs.looked_over == []  # type: ignore[attr-defined]


def test_only_this_form_takes_a_large_file(browser: Browser) -> None:
    """Twelve megabytes are read; elsewhere, and above the limit, they are not."""
    large = FILE + "Ana Mejía;99887701;Danlí\n" * 450_000
    assert send(browser, large).status_code == 302
    assert send(browser, large, to="/people").status_code == 413
    stranger = Browser(browser.client.application.extensions["convoca"])
    refused = stranger.client.post("/registry", data=b"a" * 12_000_000, base_url=SITE)
    assert refused.headers["Location"].startswith("/login")


def test_a_file_that_cannot_be_read_says_why(browser: Browser) -> None:
    """As a page, with nothing kept."""
    answer = send(browser, "nada")
    assert answer.status_code == 400
    assert "se esperaban" in answer.text
    assert send(browser, "", "").status_code == 302


def test_a_file_that_is_not_wanted_is_dropped(quick_system: System, browser: Browser) -> None:
    """And then there is no page of it."""
    send(browser)
    browser.post("/registry/files/1/drop", on="/registry/files/1")
    assert browser.get("/registry/files/1").status_code == 404
    assert look.count(quick_system.store, tables.upload_parts) == 0


@NUMBERED
def test_the_name_and_the_cells_of_a_file_are_text(
    quick_system: System, browser: Browser, text: str
) -> None:
    """On the page, foreseen, and as the name of the list."""
    # a CSV of its own has no such letters inside a cell without quotes, or it is no text at all
    cell = text_of(text.replace(";", ",").replace('"', ""))[:60]
    answer = send(browser, f"Nombre;Teléfono;Municipio\n{cell}x;99887701;Danlí\n", f"{text}.csv")
    assert answer.status_code == 302
    told(quick_system, browser, list_name=text[:60])
    page = browser.get("/registry/files/1")
    assert page.status_code == 200
    assert is_text_in(page, cell[:40])
    assert "<script>alert" not in browser.get("/registry").text
