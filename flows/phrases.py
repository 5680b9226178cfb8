"""Turns a line into the words that are said or written, and knows where a recording is."""

from functools import lru_cache
from pathlib import Path

from flows.gsm7 import fold
from flows.medium import Medium
from flows.messages import hints_context, hints_source, translated
from flows.script import Script
from flows.spoken import said
from flows.translations import language_of, translation
from flows.turn import Line

RECORDINGS = Path(__file__).parent / "audio"  # <locale or language>/<wording id>.mp3
_FORMATS = (".mp3", ".wav")  # of those that carriers play


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


def hints_in(script: Script, question: str, hints: tuple[str, ...], locale: str) -> str:
    """What people may answer, for the speech recogniser of this locale, with commas between."""
    own = hints_source(hints)
    return translation(hints_context(script, question), own, locale) or own


@lru_cache(maxsize=4096)
def audio(script: Script, wording: str, locale: str) -> Path | None:
    """The recording of a wording of the script in this locale or its language, or None.

    A wording with values in it is never a recording.
    """
    if wording not in script.wordings or script.placeholders.get(wording):
        return None
    if not locale.replace("-", "").isalnum():  # it may come from an address
        return None
    places = (RECORDINGS / place for place in (locale, language_of(locale)))
    files = (place / f"{wording}{format_}" for place in places for format_ in _FORMATS)
    return next((file for file in files if file.is_file()), None)


@lru_cache(maxsize=4096)
def _template(script: Script, wording: str, medium: Medium, locale: str) -> tuple[str, str]:
    known = script.wordings.get(wording)
    if known is None:
        return "", script.locale
    # a wording without a text of its own is written as it is spoken, and the reverse
    if not getattr(known, medium.value):
        medium = Medium.TEXT if medium is Medium.VOICE else Medium.VOICE
    own: str = getattr(known, medium.value) or ""
    if locale == script.locale:
        return own, locale
    if own and (found := translated(script, wording, medium, locale)):
        return found, locale
    # what Spanish of another country does not say differently is said as it is
    same = language_of(locale) == language_of(script.locale)
    return own, locale if same else script.locale
