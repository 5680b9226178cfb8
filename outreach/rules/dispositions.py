"""Decides what an attempt amounted to, and what a person's attempts amount to together."""

from dataclasses import dataclass
from enum import StrEnum

from flows.medium import Medium
from flows.turn import Outcome


class CarrierResult(StrEnum):
    """How the carrier says that it ended, in our words."""

    COMPLETED = "completed"  # voice: somebody or something answered
    BUSY = "busy"
    NO_ANSWER = "no_answer"
    FAILED = "failed"
    CANCELED = "canceled"
    DELIVERED = "delivered"  # text
    SENT = "sent"  # text: handed on, no receipt
    UNDELIVERED = "undelivered"
    NOT_PLACED = "not_placed"  # refused before anything was dialled or sent
    UNKNOWN = "unknown"  # never learnt, and the carrier has no record


class Fault(StrEnum):
    """What a carrier's error code means for us (twilio.md §3)."""

    NUMBER = "number"  # the number is bad
    PERSON = "person"  # the person blocked us at the carrier
    OURS = "ours"  # account, settings, content: an operator must act
    TRANSIENT = "transient"
    AMBIGUOUS = "ambiguous"  # may be the number, may be the network


class AnsweredBy(StrEnum):
    HUMAN = "human"
    MACHINE = "machine"
    FAX = "fax"
    UNKNOWN = "unknown"  # treated as a human


@dataclass(frozen=True, slots=True)
class AttemptFacts:
    """All that is known of one attempt when it ends."""

    medium: Medium
    result: CarrierResult
    fault: Fault | None = None
    sip_code: int | None = None
    answered_by: AnsweredBy | None = None
    spoke: bool = False  # at least one reply was heard that was not silence
    outcome: Outcome | None = None
    identified: bool = False
    opted_out: bool = False
    interest: bool | None = None
