"""Turns a line into the words that are said or written, and knows where a recording is."""

import gettext
from functools import cache, lru_cache
from pathlib import Path

from flows.gsm7 import fold
from flows.medium import Medium
from flows.script import Script
from flows.spoken import said
from flows.turn import Line

_HERE = Path(__file__).parent
LOCALES = _HERE / "locales"  # <language>/LC_MESSAGES/scripts.mo, one per language
RECORDINGS = _HERE / "audio"  # <locale or language>/<wording id>.mp3
_FORMATS = (".mp3", ".wav", ".ogg")


def phrase(script: Script, line: Line, medium: Medium, locale: str) -> str:
    """What is said (voice) or written (text) for this line.

    In the language of `locale` where a translation exists, else in the script's own;
    `phrase_locale` tells which. Values of a text lose the accents that GSM-7 does not have. A
    value that is not there leaves its place empty: somebody is on the line.
    """
    template, language = _template(script, line.wording, medium, locale)
    for name in script.placeholders.get(line.wording, ()):
        value = said(name, line.values.get(name, ""), medium, language)
        template = template.replace(f"{{{name}}}", fold(value) if medium is Medium.TEXT else value)
    return template


def phrase_locale(script: Script, wording: str, medium: Medium, locale: str) -> str:
    """The locale in which `phrase` says this wording: `locale`, or the script's own."""
    return _template(script, wording, medium, locale)[1]


@lru_cache(maxsize=4096)
def audio(script: Script, wording: str, locale: str) -> Path | None:
    """The recording of a wording in this locale or its language, or None.

    A wording with values in it is never a recording.
    """
    if script.placeholders.get(wording):
        return None
    places = (RECORDINGS / place for place in (locale, _language(locale)))
    files = (place / f"{wording}{format_}" for place in places for format_ in _FORMATS)
    return next((file for file in files if file.is_file()), None)


@lru_cache(maxsize=4096)
def _template(script: Script, wording: str, medium: Medium, locale: str) -> tuple[str, str]:
    known = script.wordings.get(wording)
    if known is None:
        return "", script.locale
    # a wording without a text of its own is written as it is spoken, and the reverse
    both = (known.voice, known.text) if medium is Medium.VOICE else (known.text, known.voice)
    own = both[0] or both[1] or ""
    if _language(locale) == _language(script.locale):
        return own, locale
    # the context keeps apart what Spanish says in the same words
    context = f"{script.name}.{wording}.{medium}"
    translated = _catalogue(_language(locale)).pgettext(context, own)
    return (own, script.locale) if translated == own else (translated, locale)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("scripts", LOCALES, [language], fallback=True)


def _language(locale: str) -> str:
    return locale.replace("_", "-").partition("-")[0]
