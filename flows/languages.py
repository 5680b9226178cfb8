"""Decides in which locale a conversation goes on when somebody asks for another language."""

from typing import TYPE_CHECKING

from flows.translations import language_of

if TYPE_CHECKING:
    from flows.script import Script


def speaks(script: "Script", language: str) -> bool:
    """Whether the whole conversation can be held in this language."""
    return language in (language_of(script.locale), *script.languages)


def locale_for(script: "Script", wanted: str, current: str, persons: str) -> str:
    """The locale from now on, for the language asked for ("" for none), else the current one.

    A language in which the script cannot be held is taken too: what there is of it, such as a
    recorded greeting, is said, and the rest comes in the script's own.
    """
    if not wanted:
        return current
    own = (persons, script.locale)
    return next((locale for locale in own if language_of(locale) == wanted), wanted)
