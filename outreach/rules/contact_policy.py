"""Decides when, and how, we may contact this person again. Asked when an attempt ends and again
at the moment of dialling."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flows.medium import Medium
from outreach.rules.dispositions import Disposition


@dataclass(frozen=True, slots=True)
class Number:
    """One of the person's numbers. `text` is False for a fixed line; `busy_until` is set while
    another attempt to it is under way (a household's phone)."""

    id: int
    rank: int
    text: bool = True
    suppressed: bool = False
    under_way: bool = False


@dataclass(frozen=True, slots=True)
class PastAttempt:
    """One ended attempt. `began` is when it was placed, `ended` when it was over (aware UTC)."""

    medium: Medium
    number_id: int
    began: datetime
    ended: datetime
    disposition: Disposition
    inbound: bool = False
    to_appointment: bool = False  # it was placed to keep an appointment


@dataclass(frozen=True, slots=True)
class History:
    """All that the policy may know of a person in a campaign. Attempts oldest first."""

    numbers: Sequence[Number]
    attempts: Sequence[PastAttempt] = ()
    released_at: datetime | None = None
    appointment: datetime | None = None  # asked for and not yet kept
    suppressed: bool = False  # the person is on the suppression list


class NeverReason(StrEnum):
    """Why nobody will be contacted (any more) in this campaign."""

    INTERVIEWED = "interviewed"
    OPTED_OUT = "opted_out"
    REFUSED = "refused"
    NOT_ELIGIBLE = "not_eligible"
    DECEASED = "deceased"
    HANDED_OVER = "handed_over"  # an agent has the person
    NO_NUMBER_LEFT = "no_number_left"
    ATTEMPTS_EXHAUSTED = "attempts_exhausted"


@dataclass(frozen=True, slots=True)
class At:
    """Contact at `when` (aware UTC; now or later) on this number by this medium. `why` names the
    rule for the log and for `flask campaign explain`."""

    when: datetime
    medium: Medium
    number_id: int
    why: str


@dataclass(frozen=True, slots=True)
class Never:
    why: NeverReason
