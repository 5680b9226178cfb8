"""Reads what is tried out from a form: the invented person, the medium, and every reply so far.

The browser holds it all, since a trial is held anew at each reply; see outreach/trials.py.
"""

import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from flows.medium import Medium
from flows.turn import Person
from flows.understanding.heard import Reply
from ivr.console.keys import key
from outreach.countries import CountryPack
from outreach.registry.cells import text_of

MOST_REPLIES = 60
SOMEBODY = "Ana Mejía"  # who is talked with unless told otherwise
_LONGEST_NAME, _LONGEST_REPLY = 60, 1600
_EARLIEST, _LATEST = 1900, 2100
_KEYS = set("0123456789*#")
HEARD_WELL, HEARD_BADLY = 0.95, 0.3
SURE = {"well": HEARD_WELL, "badly": HEARD_BADLY}


@dataclass(frozen=True, slots=True)
class Tried:
    """What the form says. `at` is when the trial began; `campaign_id` 0 is none."""

    medium: Medium = Medium.VOICE
    inbound: bool = False
    name: str = SOMEBODY
    birth_year: int | None = 1990
    municipality: str | None = None
    locale: str = ""
    campaign_id: int = 0
    at: datetime | None = None
    replies: tuple[Reply, ...] = ()

    @property
    def person(self) -> Person:
        return Person(self.name, self.birth_year, self.municipality, self.locale)

    @property
    def said(self) -> list[str]:
        """The replies as hidden fields carry them."""
        return [json.dumps([each.keys, each.words, each.confidence]) for each in self.replies]


def read(form: Any, country: CountryPack, now: datetime) -> Tried:
    """Of a form as it came; what makes no sense is taken as not said."""
    medium = Medium.TEXT if form.get("medium") == Medium.TEXT else Medium.VOICE
    place, locale = form.get("municipality", ""), form.get("locale", "")
    tried = Tried(
        medium=medium,
        inbound=form.get("who") == "them",
        name=_name(form.get("name", "")),
        birth_year=_year(form.get("birth_year", "")),
        municipality=place if place in country.places else None,
        locale=locale if locale in country.voices else country.locale,
        campaign_id=key(form, "campaign"),
        at=_moment(form.get("at", "")) or now,
        replies=tuple(filter(None, map(_kept, form.getlist("said")[:MOST_REPLIES]))),
    )
    fresh = _fresh(form, medium)
    return tried if fresh is None else replace(tried, replies=(*tried.replies, fresh))


def _fresh(form: Any, medium: Medium) -> Reply | None:
    """The reply that was given just now; None when the trial only begins."""
    if "reply" not in form and "key" not in form:
        return None
    keys = (form.get("key") or form.get("dialled") or "").strip()
    words = text_of(form.get("reply", ""))[:_LONGEST_REPLY]
    if medium is Medium.TEXT:
        return Reply(words=words) if words else None
    if keys and set(keys) <= _KEYS:
        return Reply(keys=keys[:4])
    if words and set(words) <= _KEYS:
        return Reply(keys=words[:4])
    return Reply(words=words, confidence=SURE.get(form.get("sure", ""), HEARD_WELL))


def _kept(text: str) -> Reply | None:
    try:
        keys, words, confidence = json.loads(text)
        sure = min(max(float(confidence), 0), 1)
        return Reply(text_of(keys)[:4], text_of(words)[:_LONGEST_REPLY], sure)
    except (ValueError, TypeError, RecursionError):
        return None


def _name(given: str) -> str:
    return text_of(given)[:_LONGEST_NAME] or SOMEBODY


def _year(given: str) -> int | None:
    if not (given.isascii() and given.isdecimal() and len(given) == 4):
        return None
    return int(given) if _EARLIEST <= int(given) <= _LATEST else None


def _moment(given: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(given)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None
