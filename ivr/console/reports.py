"""Pages of reports: which there are, how one that was asked for goes, and their files."""

from flask import Blueprint, flash, make_response, redirect, render_template
from flask import url_for as address_of
from flask_login import current_user
from werkzeug.wrappers import Response

from flows.marking import marked
from ivr.console import wording
from ivr.console.access import actor
from ivr.console.languages import told
from ivr.system_of import system_of
from outreach import report_orders as use_cases
from outreach.errors import NotAllowed
from outreach.report_orders import Shelf, Stage

reports = Blueprint("reports", __name__)

STAGES = {
    Stage.WAITING: marked("Espera su turno"),
    Stage.READING: marked("Leyendo y contando"),
    Stage.DRAWING: marked("Dibujando y componiendo"),
    Stage.BUNDLING: marked("Preparando el paquete para la universidad"),
    Stage.DONE: marked("Hecho"),
}
_KINDS = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "zip": "application/zip",
}
# A page of its own, with its own style inside: it runs nothing, asks for nothing, sends nothing.
_PAGE_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'none'; sandbox"
)


@reports.get("/reports")
def listed() -> str:
    system = system_of()
    shelves = use_cases.listed(system, actor(), system.clock.now())
    return render_template("reports.html", shelves=shelves, wording=wording)


@reports.get("/campaigns/<name>/report")
def shown(name: str) -> str:
    found = _shelf(name)
    return render_template("report.html", shelf=found, stages=STAGES, wording=wording)


@reports.get("/campaigns/<name>/report/part")
def part(name: str) -> tuple[str, int]:
    """The part of the page that moves; 286 tells htmx to ask no more."""
    found = _shelf(name)
    shown_now = render_template("report_part.html", shelf=found, stages=STAGES, wording=wording)
    return shown_now, 200 if found.under_way else 286


@reports.post("/campaigns/<name>/report")
def ask(name: str) -> Response:
    system = system_of()
    try:
        use_cases.ask(system, name, str(current_user.login), actor(), system.clock.now())
    except NotAllowed as error:
        flash(told(error))
    return redirect(address_of("reports.shown", name=name))


@reports.get("/reports/<row:order_id>/<file_name>")
def taken(order_id: int, file_name: str) -> Response:
    system = system_of()
    campaign, content = use_cases.file(system, order_id, file_name, actor(), system.clock.now())
    kind = file_name.rpartition(".")[2]
    answer = make_response(content)
    answer.headers["Content-Type"] = _KINDS.get(kind, "application/octet-stream")
    if kind == "html":
        answer.headers["Content-Security-Policy"] = _PAGE_POLICY
    else:
        named = f"{campaign}-{file_name}"
        answer.headers.set("Content-Disposition", "attachment", filename=named)
    return answer


def _shelf(name: str) -> Shelf:
    system = system_of()
    return use_cases.shelf(system, name, actor(), system.clock.now())
