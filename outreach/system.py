"""The parts that every process is made of, opened from the settings."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from outreach.carrier import Carrier, TwilioCarrier
from outreach.clock import Clock, clock_for
from outreach.settings import Settings
from outreach.setups import Setup
from outreach.store import campaigns
from outreach.store.database import Connection, Store
from outreach.store.encryption import Keyring

if TYPE_CHECKING:
    from outreach.queue import Jobs


@dataclass
class System:
    """Settings, store, clock, carrier and queue. The last two are opened when first used, since
    a web process never dials and a command may need neither."""

    settings: Settings
    store: Store
    clock: Clock
    given_carrier: Carrier | None = None
    given_jobs: "Jobs | None" = None
    _setups: dict[int, Setup] = field(default_factory=dict, repr=False)

    @classmethod
    def open(cls, settings: Settings) -> "System":
        keyring = Keyring(settings.data_key_list, settings.index_key.get_secret_value())
        return cls(
            settings=settings,
            store=Store(settings.database_url, keyring),
            clock=clock_for(settings.rehearsal_clock),
        )

    @cached_property
    def carrier(self) -> Carrier:
        return self.given_carrier or TwilioCarrier(self.settings)

    @cached_property
    def jobs(self) -> "Jobs":
        # Redis and RQ take half a second to load, and most commands enqueue nothing.
        from outreach.queue import RedisJobs

        return self.given_jobs or RedisJobs(self.settings.redis_url)

    def setup(self, connection: Connection, campaign_id: int) -> Setup:
        """A campaign's settings ready for use. Its file never changes, so it is read once."""
        if campaign_id not in self._setups:
            document = campaigns.by_id(connection, campaign_id).document
            self._setups[campaign_id] = Setup.of(document, campaign_id)
        return self._setups[campaign_id]
