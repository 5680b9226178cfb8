"""Finds what is wrong with the translations of a script, and says how complete they are."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from flows.documents import Place
from flows.medium import Medium
from flows.messages import Message, messages
from flows.translations import catalogues, language_of, translation
from flows.wording_checks import Fault, WordingFault, costs, placeholders

if TYPE_CHECKING:
    from flows.script import Script


def translation_faults(script: "Script") -> Iterator[Fault]:
    """Translations that cannot be said or cost too much, and those that a promise lacks.

    Whether a translation reveals the programme is decided with the wording itself.
    """
    for message in messages(script):
        for locale in catalogues():
            if found := translation(message.context, message.source, locale):
                yield from _wrong(message, found, locale)
        for language in script.languages:
            if not translation(message.context, message.source, language):
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
        missing = [m for m in wanted if not translation(m.context, m.source, locale)]
        if missing and language_of(locale) not in excused:
            found[locale] = (len(missing), len(wanted))
    return found


def _wrong(message: Message, found: str, locale: str) -> Iterator[Fault]:
    named = _named(message, locale)
    try:
        names = sorted(placeholders(found))
    except ValueError as error:
        yield WordingFault.PLACEHOLDER, _place(message), f"{named}: {error}"
        return
    if names != (expected := sorted(placeholders(message.source))):
        told = f"has {_braced(names)}, expected {_braced(expected)}"
        yield WordingFault.PLACEHOLDER, _place(message), f"{named} {told}"
    if message.medium is Medium.TEXT:
        yield from costs(named, found, locale, _place(message))


def _place(message: Message) -> Place:
    # of what is translated; the catalogue has no lines that would stay the same
    if message.medium is None:
        return ("steps", message.name, "hints")
    return ("wordings", message.name, message.medium.value)


def _named(message: Message, locale: str) -> str:
    return f"{message.medium or 'hints'} of '{message.name}' in {locale}"


def _braced(names: list[str]) -> str:
    return " ".join(f"{{{name}}}" for name in names) or "no {…}"
