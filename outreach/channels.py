"""By which channel a text goes: both are one medium, told apart by the scheme of an address."""

from datetime import timedelta
from enum import StrEnum


class Channel(StrEnum):
    """Values are stored: never rename."""

    SMS = "sms"
    WHATSAPP = "whatsapp"


# How long after somebody's last message WhatsApp takes free text; then only approved templates.
FREE_TEXT = timedelta(hours=24)


def address(channel: Channel, number: str) -> str:
    """`whatsapp:+504…`, or the plain number."""
    return f"{channel}:{number}" if channel is Channel.WHATSAPP else number


def told_apart(address_: str) -> tuple[Channel, str]:
    """The channel and the number of an address."""
    scheme, colon, number = address_.partition(":")
    if colon and scheme == Channel.WHATSAPP:
        return Channel.WHATSAPP, number
    return Channel.SMS, address_
