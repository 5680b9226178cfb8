"""What people meet when something is wrong: a spoken apology, an empty reply, or a page."""

import structlog
from flask import Flask, Response, render_template, request
from flask_limiter import RateLimitExceeded
from werkzeug.exceptions import HTTPException

from ivr import twiml
from ivr.console.languages import told
from ivr.entrances import of_machine
from ivr.system_of import carrier_of, system_of
from outreach.countries import load_country
from outreach.errors import ConvocaError, NotFound

log = structlog.get_logger()


def register(app: Flask) -> None:
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(NotFound, _not_found)
    app.register_error_handler(Exception, _unexpected)


def _http(error: HTTPException) -> Response | HTTPException:
    if error.code in (400, 403, 404, 405, 413, 429) and not of_machine(request.path):
        answer = _page(error.code)
        if isinstance(error, RateLimitExceeded):
            answer.headers["Retry-After"] = str(error.limit.limit.get_expiry())
        return answer
    return error


def _not_found(_error: NotFound) -> Response:
    return Response(status=404) if of_machine(request.path) else _page(404)


def _unexpected(error: Exception) -> Response:
    # The exception's text may hold what a person said: the log gets its kind and place only.
    log.error("request failed", path=request.path, kind=type(error).__name__, exc_info=error)
    if request.path.startswith("/voice/"):
        return Response(_apology(), mimetype="text/xml")
    if isinstance(error, ConvocaError) and not of_machine(request.path):
        return _page(400, told(error))
    return Response(status=500) if of_machine(request.path) else _page(500)


def _apology() -> str:
    country = load_country(system_of().settings.country)
    voice = country.voice_of(country.locale)
    return twiml.one_line(country.spoken.apology, voice, carrier_of())


def _page(code: int, detail: str = "") -> Response:
    return Response(render_template("error.html", code=code, detail=detail), status=code)
