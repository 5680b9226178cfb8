"""The narrow port to the telephone network. Use cases import this and nothing behind it.

Which network it is, and how it is spoken to, comes from the settings (`open_carrier`); what that
network can do, how it signs and what its codes mean is data (`profiles/*.yaml`).
"""

from typing import TYPE_CHECKING

from outreach.carrier.port import CallOrder, Carrier, CarrierCall, Detection, Price, TextOrder
from outreach.carrier.words import RESULT_OF_STATUS, answered_by

if TYPE_CHECKING:
    from outreach.settings import Settings

__all__ = [
    "RESULT_OF_STATUS",
    "CallOrder",
    "Carrier",
    "CarrierCall",
    "Detection",
    "Price",
    "TextOrder",
    "answered_by",
    "open_carrier",
]


def open_carrier(settings: "Settings") -> Carrier:
    """The network that the settings name. Nothing is asked of it yet."""
    # Imported here because their clients take long to load, and only some processes dial.
    if settings.carrier_profile.api == "telnyx":
        from outreach.carrier.telnyx import TelnyxCarrier

        return TelnyxCarrier(settings)
    from outreach.carrier.twilio import TwilioCarrier

    return TwilioCarrier(settings)
