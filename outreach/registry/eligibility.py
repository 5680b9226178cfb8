"""Decides who of a list may be drawn, and why the others may not."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from outreach.countries import CountryPack
from outreach.rules.states import RowOutcome
from outreach.store import registry as rows
from outreach.store.database import Connection


class Reason(StrEnum):
    """Why a person is not in the frame; in this order the first that applies counts."""

    MISSING_NAME = "missing_name"
    NO_USABLE_PHONE = "no_usable_phone"
    UNDERAGE = "underage"
    OUTSIDE_MUNICIPALITIES = "outside_municipalities"
    FOREIGN_PHONE_ONLY = "foreign_phone_only"


_NOBODY = {Reason.MISSING_NAME, Reason.NO_USABLE_PHONE}


def outcome_of(reason: Reason) -> RowOutcome:
    """Without a name or a number there is nobody to keep; the others stay, ineligible."""
    return RowOutcome.REJECTED if reason in _NOBODY else RowOutcome.INELIGIBLE


def reason_against(person: Any, country: CountryPack, as_of: date) -> Reason | None:
    """Why this person may not be drawn; None when eligible.

    `person` has has_name, birth_date (ISO text or None), municipality, phones and own_phones
    (counts of all valid numbers, and of the country's own).
    """
    if not person.has_name:
        return Reason.MISSING_NAME
    if not person.phones:
        return Reason.NO_USABLE_PHONE
    if person.birth_date and _age(date.fromisoformat(person.birth_date), as_of) < (
        country.adult_age
    ):
        return Reason.UNDERAGE
    if person.municipality not in country.municipalities:
        return Reason.OUTSIDE_MUNICIPALITIES
    return None if person.own_phones else Reason.FOREIGN_PHONE_ONLY


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def settle(
    connection: Connection, list_id: int, country: CountryPack, as_of: date
) -> dict[str, Any]:
    """Decides for everybody of a list, forgets the rejected, and returns the import's figures."""
    code = country.country.upper()
    reasons: Counter[Reason] = Counter()
    eligible: Counter[str] = Counter(dict.fromkeys(country.municipalities, 0))
    last = 0
    while people := rows.members_after(connection, list_id, code, last):
        decided = [(person, reason_against(person, country, as_of)) for person in people]
        for person, reason in decided:
            if reason:
                reasons[reason] += 1
            else:
                eligible[person.municipality] += 1
        rows.settle(connection, list_id, [(p.id, r, outcome_of(r)) for p, r in decided if r])
        rows.admit(connection, list_id, [p.id for p, reason in decided if reason is None])
        last = people[-1].id
    totals = rows.totals(connection, list_id, code)
    rows.forget_rejected(connection, list_id)
    return counts_of(totals, reasons, eligible)


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
