"""What calls and texts cost by a tariff, and when too many texts are filtered to go on."""

from dataclasses import dataclass
from math import ceil

from pydantic import BaseModel, ConfigDict, Field

FILTERED = 5  # texts, and at least
FILTERED_SHARE = 0.1  # of those of the last day


@dataclass(frozen=True, slots=True)
class Price:
    """What the carrier charged, as a positive amount. `unit` is a currency such as USD."""

    amount: float
    unit: str


class Tariff(BaseModel):
    """Prices of a carrier, in one currency. Calls are charged by the minute begun."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    currency: str = Field("USD", pattern=r"^[A-Z]{3}$")
    call_minute: float = Field(ge=0)
    text_segment: float = Field(ge=0)

    def text(self, segments: int) -> float:
        return round(segments * self.text_segment, 6)

    def call(self, seconds: int) -> float:
        return round(ceil(seconds / 60) * self.call_minute, 6)


def too_many_filtered(filtered: int, texts: int) -> bool:
    """Whether so many of the last day's texts were filtered that the wording must be at fault.

    Networks filter a text here and there for no reason of ours; that is no cause to stop.
    """
    return filtered >= FILTERED and filtered >= FILTERED_SHARE * texts
