"""Decides who of a list may be drawn, and why the others may not.

What is known of somebody fits into a byte, so that a country's people can be kept in mind until
the last row has told the last of their numbers.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from outreach.countries import CountryPack
from outreach.rules.states import RowOutcome

# What somebody lacks, and which numbers there are: bits of the byte.
NO_NAME, TOO_YOUNG, ELSEWHERE, ANY_NUMBER, OWN_NUMBER = 1, 2, 4, 8, 16


class Reason(StrEnum):
    """Why a person is not in the frame; in this order the first that applies counts."""

    MISSING_NAME = "missing_name"
    NO_USABLE_PHONE = "no_usable_phone"
    UNDERAGE = "underage"
    OUTSIDE_MUNICIPALITIES = "outside_municipalities"
    FOREIGN_PHONE_ONLY = "foreign_phone_only"


_NOBODY = {Reason.MISSING_NAME, Reason.NO_USABLE_PHONE}


def outcome_of(reason: Reason | None) -> RowOutcome:
    """Without a name or a number there is nobody to keep; the others stay, ineligible."""
    if reason is None:
        return RowOutcome.IMPORTED
    return RowOutcome.REJECTED if reason in _NOBODY else RowOutcome.INELIGIBLE


def lacks(
    named: bool, born: date | None, municipality: str | None, country: CountryPack, as_of: date
) -> int:
    """What this person lacks, numbers aside: `NO_NAME`, `TOO_YOUNG`, `ELSEWHERE`."""
    young = born is not None and _age(born, as_of) < country.adult_age
    return (
        (0 if named else NO_NAME)
        | (TOO_YOUNG if young else 0)
        | (0 if municipality in country.municipalities else ELSEWHERE)
    )


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def reason_in(known: int) -> Reason | None:
    """Why somebody of whom this is known may not be drawn; None when eligible."""
    if known & NO_NAME:
        return Reason.MISSING_NAME
    if not known & ANY_NUMBER:
        return Reason.NO_USABLE_PHONE
    if known & TOO_YOUNG:
        return Reason.UNDERAGE
    if known & ELSEWHERE:
        return Reason.OUTSIDE_MUNICIPALITIES
    return None if known & OWN_NUMBER else Reason.FOREIGN_PHONE_ONLY


def counts_of(
    totals: Mapping[str, int], reasons: Mapping[Reason, int], eligible: Mapping[str, int]
) -> dict[str, Any]:
    """The figures of an import, by the names in which it is reported."""
    return {
        "source_rows": totals["source_rows"],
        "people": totals["people"],
        "duplicates_by_dni": totals["duplicates"],
        **{reason.value: reasons.get(reason, 0) for reason in Reason},
        "shared_phones": totals["shared_phones"],
        "dni_repaired_leading_zero": totals["dni_repaired_leading_zero"],
        "dni_invalid": totals["dni_invalid"],
        "eligible": sum(eligible.values()),
        "eligible_by_municipality": dict(eligible),
    }
