"""A script with one of its wordings said differently: a new version of it, not checked yet."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any, NamedTuple

from flows.medium import Medium
from flows.messages import locales_of, translated
from flows.script import Script
from flows.translations import language_of


class Slot(NamedTuple):
    """Where words of a wording stand: their language ("" is the script's own) and medium."""

    locale: str
    medium: Medium


Words = Mapping[Slot, str]


def slots(script: Script, wording: str) -> tuple[Slot, ...]:
    """Everywhere a wording may have words: its own languages first, then the translations."""
    own = language_of(script.locale)
    others = (name for name in locales_of(script, wording) if name != own)
    return tuple(Slot(locale, medium) for locale in ("", *others) for medium in Medium)


def words_of(script: Script, wording: str) -> dict[Slot, str]:
    """What a wording says now in each of its slots; "" where it says nothing."""
    return {slot: _said(script, wording, slot) for slot in slots(script, wording)}


def _said(script: Script, wording: str, slot: Slot) -> str:
    own = getattr(script.wordings[wording], slot.medium.value)
    if not own or not slot.locale:
        return own or ""
    return translated(script, wording, slot.medium, slot.locale) or ""


def reworded(script: Script, wording: str, words: Words, version: int) -> Script:
    """The script with these words, under another version. Slots that are not given stay.

    A translation is written into the script itself, since a catalogue knows only those of the
    words that were there before. Raises BadScript.
    """
    document: dict[str, Any] = deepcopy(dict(script.document))
    document["version"] = version
    part = document["wordings"][wording]
    for slot, said in {**words_of(script, wording), **words}.items():
        _write(_within(part, slot.locale), slot.medium, said)
    _tidy(part)
    return Script.of(document)


def _within(part: dict[str, Any], locale: str) -> dict[str, Any]:
    if not locale:
        return part
    within: dict[str, Any] = part.setdefault("translations", {}).setdefault(locale, {})
    return within


def _write(part: dict[str, Any], medium: Medium, said: str) -> None:
    if said:
        part[medium.value] = said
    else:
        part.pop(medium.value, None)


def _tidy(part: dict[str, Any]) -> None:
    """Without translations that say nothing."""
    kept = {name: own for name, own in part.get("translations", {}).items() if own}
    if kept:
        part["translations"] = kept
    else:
        part.pop("translations", None)


def changed(before: Script, after: Script) -> Iterator[str]:
    """The wordings that the two say differently, in whichever language."""
    for name in after.wordings:
        if name not in before.wordings or words_of(before, name) != words_of(after, name):
            yield name
