"""Says who calls and why, and whether a number is ours. It changes nothing and sets no cookie."""

from typing import Any

from flask import Blueprint, Response, abort, make_response, render_template, request

from ivr.console import languages
from ivr.system_of import system_of
from outreach import caller_ids
from outreach.countries import load_country

public = Blueprint(
    "public",
    __name__,
    template_folder="templates",
    static_folder="static",
    static_url_path="/quien-llama/static",
)

_AN_HOUR = 3600
_LONGEST_NUMBER = 40
# in the order in which the page offers them; the first needs no code in the address
LANGUAGES = {"es": "Español", "en": "English", "cab": "Garífuna"}


@public.get("/quien-llama", defaults={"language": "es"})
@public.get("/quien-llama/<language>")
def who_calls(language: str) -> Response:
    """The page; a browser and a cache on the way may keep it for an hour."""
    answer = _page(language)
    answer.headers["Cache-Control"] = f"public, max-age={_AN_HOUR}"
    return answer


@public.post("/quien-llama", defaults={"language": "es"})
@public.post("/quien-llama/<language>")
def check(language: str) -> Response:
    """Whether a number that called is ours. It comes in a form, so that no log of addresses has
    it, and is neither kept nor shown again."""
    typed = request.form.get("number", "")[:_LONGEST_NUMBER]
    answer = _page(language, checked=True, ours=caller_ids.is_ours(system_of(), typed))
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _page(language: str, **more: Any) -> Response:
    if language not in LANGUAGES:
        abort(404)
    system = system_of()
    written = languages.is_written(language, "public")
    speaking = languages.translations(language if written else languages.SPANISH, "public")
    page = render_template(
        "who_calls.html",
        _=lambda text, **values: speaking.gettext(text) % values,
        language=language,
        spoken=language if written else languages.SPANISH,
        languages=LANGUAGES,
        institution=load_country(system.settings.country).institution,
        known=caller_ids.caller_ids(system),
        shown=caller_ids.shown,
        **more,
    )
    return make_response(page)
