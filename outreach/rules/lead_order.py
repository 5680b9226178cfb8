"""Decides which lead an agent should take first."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class LeadCard:
    """What the order needs to know of a lead. Times are aware; `agreed_at` is when the person was
    promised a call, None without a promise; `municipality` None where it is not known."""

    id: int
    created_at: datetime
    agreed_at: datetime | None = None
    wants_now: bool = False  # asked for an agent at once
    interested: bool = True  # False: only asked for a person
    municipality: str | None = None
    locale: str = "es"


def order(
    leads: Iterable[LeadCard],
    now: datetime,
    municipalities: Collection[str] | None = None,
    languages: Collection[str] | None = None,
) -> list[LeadCard]:
    """The leads that this agent can work, best first.

    Promises that are due come first, the longest overdue at the head; then leads without a
    promise, whoever asked for an agent at once before the interested and these before the rest,
    oldest first; then promises for later, the soonest first. Of equals the lower id goes first,
    so the order never depends on that of the input. `municipalities` and `languages` are what the
    agent serves (None: all); a lead without a municipality is everybody's. `es-HN` is `es`.
    """
    able = (
        lead
        for lead in leads
        if can_serve(
            lead.municipality, lead.locale, municipalities=municipalities, languages=languages
        )
    )
    return sorted(able, key=lambda lead: _place(lead, now))


def can_serve(
    municipality: str | None,
    locale: str,
    *,
    municipalities: Collection[str] | None,
    languages: Collection[str] | None,
) -> bool:
    """Whether an agent who serves these (None: all) can serve a person of there who speaks so."""
    here = municipalities is None or municipality is None or municipality in municipalities
    spoken = languages is None or _language(locale) in {_language(each) for each in languages}
    return here and spoken


def _place(lead: LeadCard, now: datetime) -> tuple[int, int, datetime, int]:
    if lead.agreed_at is None:
        warmth = 0 if lead.wants_now else 1 if lead.interested else 2
        return (1, warmth, lead.created_at, lead.id)
    return (0 if lead.agreed_at <= now else 2, 0, lead.agreed_at, lead.id)


def _language(locale: str) -> str:
    return locale.replace("_", "-").partition("-")[0].lower()
