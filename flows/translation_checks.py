"""Finds what is wrong with the translations of a script, and says how complete they are."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from flows.documents import Place
from flows.medium import Medium
from flows.messages import Message, locales_of, messages, told_in
from flows.translations import catalogues, language_of
from flows.wording_checks import Fault, WordingFault, costs, placeholders

if TYPE_CHECKING:
    from flows.script import Script


def translation_faults(script: "Script") -> Iterator[Fault]:
    """Translations that cannot be said or cost too much, and those that a promise lacks.

    Whether a translation reveals the programme is decided with the wording itself.
    """
    for message in messages(script):
        known = catalogues() if message.medium is None else locales_of(script, message.name)
        for locale in known:
            if found := told_in(script, message, locale):
                yield from _wrong(script, message, found, locale)
        for language in script.languages:
            if not told_in(script, message, language):
                what = f"{_named(message, language)} has no translation"
                yield WordingFault.UNTRANSLATED, _place(message), what


def untranslated(script: "Script") -> dict[str, tuple[int, int]]:
    """How many messages lack a translation, and of how many, by catalogue.

    Only where any are missing and the script does not promise the language; that of the script
    itself lacks nothing.
    """
    wanted = list(messages(script))
    excused = (language_of(script.locale), *script.languages)
    found = {}
    for locale in catalogues():
        missing = [m for m in wanted if not told_in(script, m, locale)]
        if missing and language_of(locale) not in excused:
            found[locale] = (len(missing), len(wanted))
    return found


def _wrong(script: "Script", message: Message, found: str, locale: str) -> Iterator[Fault]:
    named, place = _named(message, locale), _place_in(script, message, locale)
    try:
        names = sorted(placeholders(found))
    except ValueError as error:
        yield WordingFault.PLACEHOLDER, place, f"{named}: {error}"
        return
    if names != (expected := sorted(placeholders(message.source))):
        told = f"has {_braced(names)}, expected {_braced(expected)}"
        yield WordingFault.PLACEHOLDER, place, f"{named} {told}"
    if message.medium is Medium.TEXT:
        yield from costs(named, found, locale, place)


def _place_in(script: "Script", message: Message, locale: str) -> Place:
    """Where a translation stands: in the script, or with what it translates."""
    if message.medium is None:
        return _place(message)
    own = script.wordings[message.name].translations.get(locale)
    if own is None or not getattr(own, message.medium.value):
        return _place(message)
    return ("wordings", message.name, "translations", locale, message.medium.value)


def _place(message: Message) -> Place:
    # of what is translated; the catalogue has no lines that would stay the same
    if message.medium is None:
        return ("steps", message.name, "hints")
    return ("wordings", message.name, message.medium.value)


def _named(message: Message, locale: str) -> str:
    return f"{message.medium or 'hints'} of '{message.name}' in {locale}"


def _braced(names: list[str]) -> str:
    return " ".join(f"{{{name}}}" for name in names) or "no {…}"
