"""How an attempt ended, as the carrier or we ourselves say it."""

from dataclasses import dataclass

from outreach.carrier import CarrierCall, Price
from outreach.rules.dispositions import AnsweredBy, CarrierResult


@dataclass(frozen=True, slots=True)
class Ending:
    """`seconds` is the length of a call."""

    result: CarrierResult
    seconds: int | None = None
    sip_code: int | None = None
    answered_by: AnsweredBy | None = None
    error_code: str | None = None
    price: Price | None = None


def ending_of(call: CarrierCall) -> Ending | None:
    """How a call or text ended that was looked up at the carrier; None while it has not."""
    if call.result is None:
        return None
    return Ending(
        call.result,
        call.seconds,
        answered_by=call.answered_by,
        error_code=call.error_code,
        price=call.price,
    )
