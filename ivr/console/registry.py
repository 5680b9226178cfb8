"""Pages of the registry: a file is sent, its columns told, looked over, and imported."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date

from flask import Blueprint, Flask, Response, flash, redirect, render_template, request
from flask import url_for as address_of
from flask_babel import gettext
from werkzeug.wrappers import Response as Redirect

from ivr.console import registry_words, wording
from ivr.console.access import actor
from ivr.system_of import system_of
from outreach import imported_lists, uploads
from outreach.registry.columns import REQUIRED, Field
from outreach.registry.importing import LONGEST_LIST_NAME
from outreach.rules.states import UploadState
from outreach.uploads import Upload, Wanted

registry = Blueprint("registry", __name__)

_ENVELOPE = 1_000_000  # bytes of a form around its file
_AT_WORK = (UploadState.LOOKING, UploadState.IMPORTING)
_UPLOAD = "/registry/files/<row:upload_id>"


def init(app: Flask) -> None:
    """Lets one form bring a large file; who may send it is asked before it is read."""
    app.before_request(_let_a_file_in)


def _let_a_file_in() -> None:
    if request.endpoint == "registry.send":
        request.max_content_length = uploads.LARGEST_BYTES + _ENVELOPE


@registry.get("/registry")
def listed() -> str:
    system = system_of()
    return render_template(
        "registry.html",
        lists=imported_lists.lists(system, actor()),
        uploads=uploads.latest(system, actor()),
        words=registry_words,
        wording=wording,
        largest=uploads.LARGEST_BYTES // 1_000_000,
    )


@registry.post("/registry")
def send() -> Redirect:
    system, sent = system_of(), request.files.get("file")
    if sent is None or not sent.filename:
        flash(gettext("Escoja un archivo."))
        return redirect(address_of("registry.listed"))
    with closing(sent):
        now = system.clock.now()
        upload_id = uploads.receive(system, sent.save, sent.filename, actor(), now)
    return redirect(address_of("registry.shown", upload_id=upload_id))


@registry.get(_UPLOAD)
def shown(upload_id: int) -> str:
    return _page("registry_file.html", upload_id)


@registry.get(f"{_UPLOAD}/progress")
def progress(upload_id: int) -> Response:
    """The part of the page that moves while a worker is at it; then the page itself anew."""
    upload = uploads.shown(system_of(), upload_id, actor())
    answer = Response(_page("registry_progress.html", upload_id))
    if upload.state not in _AT_WORK:
        answer.headers["HX-Refresh"] = "true"
    return answer


@registry.post(f"{_UPLOAD}/columns")
def tell(upload_id: int) -> Redirect:
    system = system_of()
    upload = uploads.shown(system, upload_id, actor())
    wanted = _wanted(upload)
    if faults := _faults(wanted):
        for fault in faults:
            flash(fault)
    else:
        uploads.tell(system, upload_id, wanted, actor(), system.clock.now())
    return redirect(address_of("registry.shown", upload_id=upload_id))


@registry.post(f"{_UPLOAD}/import")
def confirm(upload_id: int) -> Redirect:
    system = system_of()
    uploads.confirm(system, upload_id, actor(), system.clock.now())
    return redirect(address_of("registry.shown", upload_id=upload_id))


@registry.post(f"{_UPLOAD}/drop")
def drop(upload_id: int) -> Redirect:
    system = system_of()
    uploads.drop(system, upload_id, actor(), system.clock.now())
    flash(gettext("El archivo se borró; no se importó nada de él."))
    return redirect(address_of("registry.listed"))


@registry.get(f"{_UPLOAD}/rejects.csv")
def rejects(upload_id: int) -> Response:
    parts = uploads.rejects(system_of(), upload_id, actor(), system_of().clock.now())
    return _csv(iter((b"\xef\xbb\xbf", *parts)), f"no-importadas-{upload_id}.csv")


@registry.get("/registry/lists/<row:list_id>/rows.csv")
def rows(list_id: int) -> Response:
    found = imported_lists.rows_of_list(system_of(), list_id, actor())
    lines = (f"{row},{outcome},{reason}\r\n".encode() for row, outcome, reason in found)
    return _csv(_headed(lines), f"lista-{list_id}.csv")


def _headed(lines: Iterator[bytes]) -> Iterator[bytes]:
    yield b"\xef\xbb\xbffila,resultado,motivo\r\n"
    yield from lines


def _csv(parts: Iterator[bytes], name: str) -> Response:
    answer = Response(parts, mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _page(template: str, upload_id: int) -> str:
    system = system_of()
    upload = uploads.shown(system, upload_id, actor())
    passed = (system.clock.now() - upload.moved_at).total_seconds()
    return render_template(
        template,
        upload=upload,
        passed=max(int(passed), 0),
        at_work=upload.state in _AT_WORK,
        fields=Field,
        words=registry_words,
        wording=wording,
        longest=LONGEST_LIST_NAME,
    )


def _wanted(upload: Upload) -> Wanted:
    form = request.form
    given = (form.get(f"column-{i}", "") for i in range(len(upload.columns)))
    try:
        as_of = date.fromisoformat(form.get("as_of", ""))
    except ValueError:
        as_of = upload.as_of
    return Wanted(
        list_name=form.get("list_name", "").strip()[:LONGEST_LIST_NAME],
        is_sample="sample" in form,
        as_of=as_of,
        columns=tuple(Field(name) if name in set(Field) else None for name in given),
    )


def _faults(wanted: Wanted) -> list[str]:
    """What keeps the file from being read like this, each as a sentence."""
    found = []
    if not wanted.list_name or not wanted.list_name.isprintable():
        found.append(gettext("Póngale un nombre a la lista."))
    for field in REQUIRED:
        if field not in wanted.columns:
            named = registry_words.field(field)
            found.append(gettext("Falta decir qué columna es: %(field)s", field=named))
    for field in Field:
        if field not in (Field.NAME, Field.PHONE) and wanted.columns.count(field) > 1:
            named = registry_words.field(field)
            found.append(gettext("Hay dos columnas para: %(field)s", field=named))
    return found
