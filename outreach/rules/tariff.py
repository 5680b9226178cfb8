"""What contacts cost where the carrier does not tell: a stated tariff, as data."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Price = Annotated[float, Field(ge=0, le=100)]


class Tariff(BaseModel):
    """Prices in `currency` (ISO 4217), which is that of the carrier's account.

    Calls are billed by the minute begun, texts by the segment.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    voice_minute: Price
    text_segment: Price
    inbound_minute: Price = 0.0
