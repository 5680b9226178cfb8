"""Decides in which language somebody sees the console, and takes the words of it from catalogues.

Pages are written in Spanish. A language is offered once its catalogue is complete; who has not
chosen one gets what the browser asks for, and Spanish where it asks for none of them.
"""

from contextlib import suppress
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.core import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Blueprint, Flask, current_app, redirect, request
from flask_babel import Babel, Domain, gettext
from werkzeug.wrappers import Response

from flows.sentences import Refusal, Sentence
from ivr.console.addresses import own_page
from ivr.system_of import system_of
from outreach.countries import load_country

languages = Blueprint("languages", __name__)

SPANISH = "es"
LOCALES = Path(__file__).parents[1] / "locales"  # <language>/LC_MESSAGES/<domain>.po
_CHOICE = "language"  # the cookie
_A_YEAR = 365 * 24 * 3600


class _Catalogues(Domain):
    """Our catalogues as translators leave them: .po, with nothing to compile."""

    def get_translations(self) -> NullTranslations:
        return translations(chosen())


class _Babel(Babel):
    domain_instance = _Catalogues()


def init(app: Flask) -> None:
    _Babel(app, default_locale=SPANISH, locale_selector=_locale)
    app.jinja_env.globals.update(language=chosen, other_languages=_others, told=told)


def chosen() -> str:
    """The language of this request."""
    choice = request.cookies.get(_CHOICE, "")
    if choice in offered():
        return choice
    return request.accept_languages.best_match(offered()) or SPANISH


@languages.post("/language")
def choose() -> Response:
    answer = redirect(own_page(request.form.get("next")))
    if (choice := request.form.get(_CHOICE, "")) in offered():
        secure = current_app.config["SESSION_COOKIE_SECURE"]
        answer.set_cookie(
            _CHOICE, choice, max_age=_A_YEAR, secure=secure, httponly=True, samesite="Lax"
        )
    return answer


@cache
def offered() -> tuple[str, ...]:
    """Spanish, and every language whose catalogue is complete."""
    found = sorted(path.parts[-3] for path in LOCALES.glob("*/LC_MESSAGES/console.po"))
    return (SPANISH, *(name for name in found if name != SPANISH and is_written(name)))


@cache
def is_written(language: str, domain: str = "console") -> bool:
    """Whether everything is said in this language: in Spanish, or its catalogue is complete."""
    return language == SPANISH or _complete(_read(language, domain))


@cache
def translations(language: str, domain: str = "console") -> Translations:
    """The catalogue of one of our languages."""
    compiled = BytesIO()
    write_mo(compiled, _read(language, domain))
    compiled.seek(0)
    return Translations(compiled)


def told(of: Refusal | Sentence) -> str:
    """What somebody is told who was refused something, in the language of this request."""
    what = of.sentence if isinstance(of, Refusal) else of
    return what.told(lambda text: str(gettext(text)))


def _others() -> list[tuple[str, str]]:
    # each with its name in itself, as its catalogue has it
    def named(name: str) -> str:
        pgettext = translations(name).pgettext
        return str(pgettext("the name of your own language", "Español"))

    return [(name, named(name)) for name in offered() if name != chosen()]


def _locale() -> Locale:
    # The form of dates and numbers. In Spanish it is the country's: 4,000 people, where Spain has
    # 4.000. What Babel does not know, such as Garífuna, has them as in Spanish.
    known = SPANISH
    with suppress(UnknownLocaleError):
        known = Locale.parse(chosen()).language
    country = load_country(system_of().settings.country).locale
    return Locale.parse(country, sep="-") if country.startswith(f"{known}-") else Locale(known)


def _read(name: str, domain: str) -> Catalog:
    with (LOCALES / name / "LC_MESSAGES" / f"{domain}.po").open("rb") as file:
        return read_po(file, locale=name)


def _complete(catalogue: Catalog) -> bool:
    return all(message.string and not message.fuzzy for message in catalogue if message.id)
