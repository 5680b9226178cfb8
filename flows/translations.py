"""Knows what translators have written: reads their catalogues (.po).

Nothing is compiled: the file a translator saves is the file that is read, once per process. An
entry that is empty, or that an editor marks as fuzzy, is no translation.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

LOCALES = Path(__file__).parent / "locales"  # <language>/LC_MESSAGES/scripts.po
DOMAIN = "scripts"

_Entries = Mapping[tuple[str | None, str], str]  # (context, source) -> translation


def language_of(locale: str) -> str:
    """The language of a locale: `es` of `es-HN`."""
    return locale.replace("_", "-").partition("-")[0]


def translation(context: str | None, source: str, locale: str) -> str | None:
    """What `source` is in this locale or its language; None where nobody has translated it."""
    for name in (locale.replace("-", "_"), language_of(locale)):
        if found := _entries(name).get((context, source)):
            return found
    return None


@cache
def catalogues() -> tuple[str, ...]:
    """The languages (and regions, as in `es_GT`) for which there is a catalogue."""
    return tuple(sorted(path.parts[-3] for path in LOCALES.glob(f"*/LC_MESSAGES/{DOMAIN}.po")))


@cache
def _entries(name: str) -> _Entries:
    # asked for by name only when it is there: a name may come from outside
    if name not in catalogues():
        return {}
    with (LOCALES / name / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        catalogue = read_po(file, locale=name)
    return {
        (message.context, str(message.id)): str(message.string)
        for message in catalogue
        if message.id and message.string and not message.fuzzy
    }
