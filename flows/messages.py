"""Lists what a script has for translators, each message under a context that is its own."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from flows.medium import Medium
from flows.steps import Ask
from flows.translations import catalogues, language_of, translation

if TYPE_CHECKING:
    from flows.script import Script


class Message(NamedTuple):
    """A wording in one medium, or (without a medium) the hints of a question.

    `name` is that of the wording or of the question.
    """

    context: str
    source: str
    name: str
    medium: Medium | None


def messages(script: "Script") -> Iterator[Message]:
    """Every message of the script, in the script's order."""
    for name, wording in script.wordings.items():
        for medium, source in ((Medium.VOICE, wording.voice), (Medium.TEXT, wording.text)):
            if source:
                yield Message(wording_context(script, name, medium), source, name, medium)
    for name, step in script.steps.items():
        if isinstance(step, Ask) and step.hints:
            yield Message(hints_context(script, name), hints_source(step.hints), name, None)


def wording_context(script: "Script", wording: str, medium: Medium) -> str:
    """Keeps apart what one language says in the same words, such as voice and text."""
    return f"{script.name}.{wording}.{medium}"


def translated(script: "Script", wording: str, medium: Medium, locale: str) -> str | None:
    """A wording in this locale or its language: the script's own translation, else that of a
    catalogue; None where there is neither."""
    known = script.wordings[wording]
    for name in (locale.replace("-", "_"), language_of(locale)):
        own = known.translations.get(name)
        if own is not None and (found := getattr(own, medium.value)):
            return str(found)
    source = getattr(known, medium.value)
    return translation(wording_context(script, wording, medium), source, locale)


def told_in(script: "Script", message: Message, locale: str) -> str | None:
    """The translation of a message of the script, or None."""
    if message.medium is None:
        return translation(message.context, message.source, locale)
    return translated(script, message.name, message.medium, locale)


def locales_of(script: "Script", wording: str) -> tuple[str, ...]:
    """The languages in which a wording may be translated: catalogues, and its own."""
    return tuple(dict.fromkeys((*catalogues(), *script.wordings[wording].translations)))


def hints_context(script: "Script", question: str) -> str:
    return f"{script.name}.{question}.hints"


def hints_source(hints: tuple[str, ...]) -> str:
    return ", ".join(hints)
