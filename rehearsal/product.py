"""Where the product listens, and which numbers are its own."""

from dataclasses import dataclass

from rehearsal.dialects import TWILIO, Dialect


@dataclass(frozen=True, slots=True)
class Product:
    """Where the product listens to what the network begins by itself."""

    base: str
    caller: str
    account: str
    voice: str = "/voice/incoming"
    call_status: str = "/events/call/inbound"
    texts: str = "/messages/incoming"
    others: tuple[str, ...] = ()  # further numbers of its own
    dialect: Dialect = TWILIO

    def owns(self, number: str) -> bool:
        return number == self.caller or number in self.others
